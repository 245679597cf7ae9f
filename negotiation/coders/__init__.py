"""Two codings of one story: what changed, how far two coders agree, and what was decided.

Chronologies in, values out. Draws nothing and prints nothing; needs the extra `coders` for matching
events and for agreement (see matching.py and alpha.py), for nothing else.
"""
