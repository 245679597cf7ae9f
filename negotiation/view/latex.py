"""Escape a line, so that it is only text in LaTeX and in BibTeX.

A text in, a text out; letters stay as they are, in UTF-8.
"""

from __future__ import annotations

import re

_NAMED = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",  # BibTeX counts braces even behind a backslash
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': r"\textquotedbl{}",  # a shorthand of its own in some languages of babel
    **{sign: f"\\{sign}" for sign in "&%$#_"},
}
_SPECIAL = re.compile("|".join(map(re.escape, _NAMED)))
# signs that TeX joins to others: dashes, quotation marks, turned question marks
_JOINED = re.compile(r"(?<=-)(?=-)|(?<=')(?=')|(?<=`)(?=`)|(?<=[!?])(?=`)|(?<=,)(?=,)")


def escaped(line: str) -> str:
    """Give a line without control characters in which nothing is a command of LaTeX."""
    parts = _JOINED.split(line)
    return "{}".join(_SPECIAL.sub(lambda match: _NAMED[match[0]], part) for part in parts)
