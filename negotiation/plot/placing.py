"""Place text blocks on poles: no text touches text, and no other block's pole crosses it.

Ways to stand in; for each block the way chosen and its height above the common foot out, in
points. Knows nothing of time, of type or of matplotlib.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf

GAP, APART = 3.0, 9.0
_Cost = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Stand:
    """One way for a block to stand: where its pole is, and its text's left edge and size.

    `fault` is what this way costs beside its height, in points: a word that it breaks, say.
    """

    pole: float
    left: float
    width: float
    height: float
    fault: float = 0.0

    @property
    def right(self) -> float:
        """The text's right edge."""
        return self.left + self.width

    def is_crossed_by(self, pole: float) -> bool:
        """Say whether a pole there would cross or touch the text."""
        return self.left - GAP < pole < self.right + GAP

    def shares_width_with(self, other: Stand) -> bool:
        """Say whether one text stands above, below or on the other."""
        return self.left < other.right + APART and other.left < self.right + APART


def place(ways: Sequence[tuple[Stand, ...]]) -> list[tuple[Stand, float]]:
    """Choose a way to stand for each block, so that the strip is low; each with its height.

    The first way must be to the right of the pole: all blocks together can always stand so.
    Begins with the best of some plain arrangements, then turns one block at a time while that
    lowers the strip.
    """
    chosen = min(_beginnings(ways), key=_cost, default=[])
    improved = True
    while improved:
        improved = False
        for place, way in enumerate(ways):
            for stand in way:
                tried = [*chosen[:place], stand, *chosen[place + 1 :]]
                if _cost(tried) < _cost(chosen):
                    chosen, improved = tried, True
    return list(zip(chosen, _heights(chosen) or [], strict=True))


def _beginnings(ways: Sequence[tuple[Stand, ...]]) -> Iterator[list[Stand]]:
    """Give arrangements to begin with: all to one side up to a block, to the other from there."""
    for turn in range(len(ways) + 1 if ways else 0):
        for first, last in ((-1, 0), (0, -1)):
            yield [way[first if n < turn else last] for n, way in enumerate(ways)]


def _cost(stands: Sequence[Stand]) -> _Cost:
    """Give how high the strip is, then how high all blocks together; infinite for a circle."""
    heights = _heights(stands)
    if heights is None:
        return inf, inf
    tops = [height + stand.height for stand, height in zip(stands, heights, strict=True)]
    faults = sum(stand.fault for stand in stands)
    return round(max(tops) + faults, 3), round(sum(tops), 3)


def _heights(stands: Sequence[Stand]) -> list[float] | None:
    """Give the lowest heights, one block after another; None if poles and texts form a circle.

    A block is put down only after every block whose pole would cross it, and above their tops.
    """
    below = [
        {n for n, other in enumerate(stands) if n != own and stand.is_crossed_by(other.pole)}
        for own, stand in enumerate(stands)
    ]
    heights: dict[int, float] = {}
    while len(heights) < len(stands):
        free = [n for n in range(len(stands)) if n not in heights and below[n] <= heights.keys()]
        if not free:
            return None
        heights[free[-1]] = _lowest(free[-1], below[free[-1]], stands, heights)
    return [heights[number] for number in range(len(stands))]


def _lowest(own: int, below: set[int], stands: Sequence[Stand], heights: dict[int, float]) -> float:
    floor = max((heights[n] + stands[n].height + GAP for n in below), default=0.0)
    taken = sorted(
        (height, height + stands[n].height)
        for n, height in heights.items()
        if stands[n].shares_width_with(stands[own])
    )
    for bottom, top in taken:
        if floor + stands[own].height + GAP > bottom and floor < top + GAP:
            floor = top + GAP
    return floor
