"""Across: where moments lie in a drawing whose width is not known, in per cent of it.

Moments in seconds UTC in, per cent from the left out. Where a language runs from right to left,
so does time.
"""

from __future__ import annotations

from dataclasses import dataclass

WIDTHS = (300.0, 440.0, 560.0, 760.0)  # of a drawing, in pixels; see the breakpoints of page.css
NOWHERE = len(WIDTHS)
DIGITS = 1  # of a place: less than a pixel


@dataclass(frozen=True, slots=True)
class Box:
    """A stretch of the drawing: its left edge and its width, in per cent."""

    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Across:
    """Time drawn evenly from `start` to `end`, in seconds UTC."""

    start: int
    end: int
    mirrored: bool = False

    def share(self, moment: float) -> float:
        """Give how far on a moment lies in the direction of reading, from 0 to 100."""
        inside = min(max(moment, self.start), self.end)
        return 100 * (inside - self.start) / max(self.end - self.start, 1)

    def place(self, moment: float) -> float:
        """Give where a moment lies, from the left."""
        return self.turned(self.share(moment))

    def turned(self, share: float) -> float:
        """Give where a share of the way in the direction of reading lies, from the left."""
        return 100 - share if self.mirrored else share

    def box(self, first: float, last: float) -> Box:
        """Give where the stretch from one moment to another lies."""
        left, right = sorted(round(self.place(moment), DIGITS) for moment in (first, last))
        return Box(left, right - left)


def least_width(needed: float, share: float) -> int:
    """Give the number of the narrowest of `WIDTHS` at which a share of it, in per cent, has room.

    `NOWHERE` if there is none.
    """
    fitting = (n for n, width in enumerate(WIDTHS) if width * share / 100 >= needed)
    return next(fitting, NOWHERE)
