"""Scale: where a moment stands on the page, evenly or with quiet time drawn narrower.

Moments are seconds UTC, places are units from the page's left edge. Draws nothing.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from negotiation.dates import DAY, Window

Knot = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Scale:
    """Time from `start` to `end` (seconds UTC), drawn between two places on the page.

    `bends` are moments with their places, between which time is drawn evenly; none is even
    throughout.
    """

    start: float
    end: float
    left: float
    right: float
    bends: tuple[Knot, ...] = ()

    @property
    def knots(self) -> tuple[Knot, ...]:
        """Both ends and the bends, as moments with their places."""
        return (self.start, self.left), *self.bends, (self.end, self.right)

    def over(self, left: float, right: float) -> Scale:
        """Give the same scale over a wider part of the page."""
        ends = self.knots[:: len(self.knots) - 1] if self.bends else ()
        return Scale(
            self.moment(left),
            self.moment(right),
            left,
            right,
            tuple(k for k in (*ends[:1], *self.bends, *ends[1:]) if left < k[1] < right),
        )

    def pieces(self) -> Iterator[Scale]:
        """Give the stretches that are drawn evenly, each as a scale of its own."""
        for (start, left), (end, right) in pairwise(self.knots):
            yield replace(self, start=start, end=end, left=left, right=right, bends=())

    def per_day(self, moment: float | None = None) -> float:
        """Give units a day at a moment, by default at the start."""
        (start, left), (end, right) = self._piece(self.start if moment is None else moment, 0)
        return (right - left) * DAY / (end - start)

    def place(self, moment: float) -> float:
        """Give the place of a moment."""
        (start, left), (end, right) = self._piece(moment, 0)
        return left + (moment - start) * (right - left) / (end - start)

    def moment(self, place: float) -> float:
        """Give the moment at a place, also one beyond the drawn range."""
        (start, left), (end, right) = self._piece(place, 1)
        return start + (place - left) * (end - start) / (right - left)

    def _piece(self, value: float, side: int) -> tuple[Knot, Knot]:
        knots = self.knots
        number = bisect_right(knots, value, key=lambda knot: knot[side]) - 1
        number = min(max(number, 0), len(knots) - 2)
        return knots[number], knots[number + 1]

    def bounds(self, window: Window) -> tuple[float, float]:
        """Give both bounds of a window, an open side reaching to the edge of the range."""
        first = min(self.start, window.latest or self.start)
        last = max(self.end, window.earliest or self.end)
        return (
            first if window.earliest is None else window.earliest,
            last if window.latest is None else window.latest,
        )

    def clip(self, moment: float) -> float:
        """Give the moment, or the edge of the range if it lies beyond."""
        return min(max(moment, self.start), self.end)


def bent(scale: Scale, quiet: tuple[tuple[float, float], ...], factor: float) -> Scale:
    """Draw these stretches of time so many times narrower than the rest."""
    ends = [scale.start, *(end for stretch in quiet for end in stretch), scale.end]
    weights = [
        (end - start) / (factor if (start, end) in quiet else 1) for start, end in pairwise(ends)
    ]
    unit = (scale.right - scale.left) / sum(weights)
    knots, place = [], scale.left
    for end, weight in zip(ends[1:], weights, strict=True):
        place += weight * unit
        knots.append((end, place))
    first, last = scale.knots[0], knots[-1]
    inner = (knot for knot in knots if first[0] < knot[0] < last[0])
    return replace(scale, bends=tuple(inner))
