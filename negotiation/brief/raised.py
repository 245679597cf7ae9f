"""Raised: part a text into what stands on the line and the numbers of sources raised behind it.

For formats that raise figures themselves: those of a typeface may differ in size.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from negotiation.view.citing import JOINT, THIN

FIGURES = "⁰¹²³⁴⁵⁶⁷⁸⁹"
LOWERED = str.maketrans(FIGURES, "0123456789")
_CITED = re.compile(f"(?<={JOINT})([{FIGURES}]+(?:{THIN}[{FIGURES}]+)*)")


def parted(text: str) -> Iterator[tuple[str, bool]]:
    """Give the pieces of a text, each with whether it is raised; figures then in their own form."""
    for place, piece in enumerate(_CITED.split(text)):
        if piece:
            yield (piece.translate(LOWERED), True) if place % 2 else (piece, False)


def with_sup(text: str) -> str:
    """Give a text as HTML, escaped, with its numbers of sources in `sup`."""
    return "".join(
        f"<sup>{escape(piece)}</sup>" if raised else escape(piece) for piece, raised in parted(text)
    )
