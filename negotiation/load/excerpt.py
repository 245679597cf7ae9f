"""Show the place of a problem: the line, of a long one the part around the place, and a caret."""

from __future__ import annotations

from unicodedata import combining, east_asian_width

from negotiation.errors import visible

WIDEST = 100
BEFORE = 70  # so much of a long line is shown before the place


def excerpt(line: str, column: int) -> tuple[str, int]:
    """Give what to print of a line and the terminal column, from 1, of a place in it.

    Tabs become spaces, and what would steer the terminal is spelt out.
    """
    start = 0 if len(line) <= WIDEST else max(0, min(column - 1 - BEFORE, len(line) - WIDEST))
    end = min(len(line), start + WIDEST)
    cut, cut_after = "…" * (start > 0), "…" * (end < len(line))
    place = min(column - 1, end)
    left, right = _plain(line[start:place]), _plain(line[place:end])
    return cut + left + right + cut_after, len(cut) + _width(left) + 1


def _plain(text: str) -> str:
    return visible(text.replace("\t", " "))


def _width(text: str) -> int:
    """Give how many columns a text takes in a terminal: wide signs two, marks above others none."""
    if text.isascii():
        return len(text)
    return sum(
        0 if combining(sign) else 2 if east_asian_width(sign) in {"W", "F"} else 1 for sign in text
    )
