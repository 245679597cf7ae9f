"""The replay page: one HTML file in which a history is replayed, read and printed.

A history in, the text of a file out. Writes no file, asks nothing of a network and knows no clock:
the same history gives the same bytes.
"""

from negotiation.page.html import page

__all__ = ["page"]
