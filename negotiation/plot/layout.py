"""Layouts: how much room a figure has, by what it is for.

A unit is a point of the page that the type is set on; `zoom` makes points of paper of it, so that
all sizes of type grow and shrink together. The smallest type is 7.5 units.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

from negotiation.errors import NegotiationError
from negotiation.near import did_you_mean, quoted
from negotiation.view.plan import Wanted

For = Literal["screen", "slide", "a4", "two-columns", "column"]
MILLIMETRE = 72 / 25.4
MOST_PUT_BACK = 3
SMALLER, LEAST_ZOOM = 0.94, 0.94  # type of 7.5 units is then 7 points


@dataclass(frozen=True, slots=True)
class Layout:
    """A page: its width and greatest height in units, and what is shown on so much room.

    `least` is the height of the paper, if it must be that high. `tail` is the room at the right of
    the end of time. `rail` is the greatest depth of the rail and `lanes` the most lanes of states;
    `parts` are what else is shown, what is left out first standing first. A `brief` foot says only
    what the figure would be misread without.
    """

    width: float
    zoom: float = 1.0
    most: float | None = None
    least: float = 0.0
    margin: float = 24.0
    tail: float = 60.0
    names_above: bool = False
    flags: int = 16
    flag_room: float = 132.0
    rail: float = 84.0
    lanes: int = 40
    brief: bool = False
    parts: tuple[str, ...] = ("terms", "measures", "dues")

    def limit(self, wanted: Wanted) -> Wanted:
        """Give what is wanted, as far as there is room for it."""
        return replace(
            wanted,
            terms=wanted.terms and "terms" in self.parts,
            measured="measures" in self.parts,
            dues="dues" in self.parts,
            flags=self.flags,
            lanes=self.lanes,
        )

    def sparser(self) -> Layout | None:
        """Give the next layout that shows less; None if there is no less to show."""
        return next(self._sparser(), None)

    def _sparser(self) -> Iterator[Layout]:
        """Give what may be left out, in the order in which it is."""
        if self.flags > 8:
            yield replace(self, flags=8)
        if len(self.parts) > 1:
            yield replace(self, parts=self.parts[1:])
        if self.flags > 5:
            yield replace(self, flags=5)
        if self.lanes > 3:
            yield replace(self, lanes=min(self.lanes - 1, 6))
        if self.parts:
            yield replace(self, parts=())
        if self.flags > 3:
            yield replace(self, flags=self.flags - 1)
        if self.lanes > 2:
            yield replace(self, lanes=self.lanes - 1)
        if self.most is not None and self.zoom * SMALLER >= LEAST_ZOOM:
            yield self._smaller(self.most)
        if self.lanes > 1:
            yield replace(self, lanes=1)
        if self.flags:
            yield replace(self, flags=0)

    def _smaller(self, most: float) -> Layout:
        """Give the same paper for smaller type."""
        return replace(
            self,
            zoom=self.zoom * SMALLER,
            width=self.width / SMALLER,
            most=most / SMALLER,
            least=self.least / SMALLER,
        )


_Drawn = TypeVar("_Drawn")


def fitted(room: Layout, draw: Callable[[Layout], tuple[_Drawn, float]]) -> _Drawn:
    """Draw with as much as there is room for; `draw` gives a figure and its height in units.

    Layouts are ordered from full to sparse, and the first that fits is looked for by halves. Lanes
    are put back while there is room. If none fits, the sparsest is drawn.
    """
    drawn, height = draw(room)
    if _fits(height, room):
        return drawn
    levels = list(_levels(room))
    low, high = 0, len(levels) - 1
    while low < high:
        middle = (low + high) // 2
        _, height = draw(levels[middle])
        low, high = (low, middle) if _fits(height, levels[middle]) else (middle + 1, high)
    best, height = draw(levels[low])
    for more in range(1, MOST_PUT_BACK + 1):
        richer = replace(levels[low], lanes=levels[low].lanes + more)
        drawn, height = draw(richer)
        if richer.lanes > room.lanes or not _fits(height, richer):
            break
        best = drawn
    return best


def _fits(height: float, room: Layout) -> bool:
    return room.most is None or height <= room.most


def _levels(room: Layout) -> Iterator[Layout]:
    """Give the layouts that are sparser and sparser."""
    sparser = room.sparser()
    while sparser is not None:
        yield sparser
        sparser = sparser.sparser()


def _paper(width: float, zoom: float, most: float, least: float = 0.0) -> Layout:
    """Give a layout for a width and heights in points of paper."""
    return Layout(width / zoom, zoom, most / zoom, least / zoom)


LAYOUTS = {
    "screen": Layout(792.0),
    "slide": replace(
        _paper(960, 1.15, most=540, least=540),
        flags=6,
        rail=30.0,
        lanes=4,
        brief=True,
        parts=("dues",),
    ),
    "a4": _paper(170 * MILLIMETRE, 0.94, most=257 * MILLIMETRE),
    "two-columns": replace(
        _paper(174 * MILLIMETRE, 0.94, most=240 * MILLIMETRE), rail=50.0, brief=True
    ),
    "column": replace(
        _paper(85 * MILLIMETRE, 0.94, most=240 * MILLIMETRE),
        margin=6.0,
        tail=16.0,
        names_above=True,
        flags=5,
        flag_room=104.0,
        rail=40.0,
        brief=True,
    ),
}


def layout(name: str) -> Layout:
    """Give a layout by its name. Raises NegotiationError, which names the known ones."""
    if name not in LAYOUTS:
        hint = did_you_mean(name, LAYOUTS)
        raise NegotiationError(f"there is no layout {quoted(name)}; {hint}")
    return LAYOUTS[name]
