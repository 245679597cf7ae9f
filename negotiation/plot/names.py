"""Name what stands over time: beside a lane at the left, or above it where the page is narrow.

Words in, artists out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from matplotlib.text import Text

from negotiation.plot.lettering import Face, widest, wrap
from negotiation.plot.sheet import Align, Sheet
from negotiation.view.citing import plain
from negotiation.view.colours import INK, SOFT

HEADLINE, NAME, SMALL = Face(10.5, bold=True), Face(9, bold=True), Face(7.5)
COLUMN, BESIDE, BELOW = 98.0, 9.0, 2.0


@dataclass(frozen=True, slots=True)
class Name:
    """What a lane is called; in small type above it what it is one of, below it what it counts."""

    text: str
    heading: str = ""
    note: str = ""
    face: Face = NAME

    def lines(self, room: float) -> list[tuple[str, Face, str]]:
        """Give its lines with their type and ink."""
        parts = (
            (self.heading, SMALL, SOFT),
            (self.text, self.face, INK),
            (self.note, SMALL, SOFT),
        )
        return [
            (line, face, colour)
            for text, face, colour in parts
            if text
            for line in wrap(plain(text), room, face)
        ]


def column(names: Iterable[Name]) -> float:
    """Give the width that names beside their lanes take, with the gap."""
    lines = [line for name in names for line in name.lines(COLUMN)]
    return max((widest([text], face) for text, face, _ in lines), default=0.0) + BESIDE


def beside(sheet: Sheet, name: Name) -> float:
    """Give how deep a lane must be for the name that stands beside it."""
    return 0.0 if sheet.names_above else _depth(name, COLUMN)


def above(sheet: Sheet, name: Name) -> float:
    """Give how much room a name takes above its lane."""
    return _depth(name, _broad(sheet)) + BELOW if sheet.names_above else 0.0


def draw_name(sheet: Sheet, name: Name, top: float, depth: float) -> tuple[Text, ...]:
    """Write the name of a lane that lies from `top` down: in its middle beside, or above it."""
    if sheet.names_above:
        return _write(sheet, name, sheet.scale.left, top - above(sheet, name), _broad(sheet))
    first = top + (depth - _depth(name, COLUMN)) / 2
    return _write(sheet, name, sheet.scale.left - BESIDE, first, COLUMN)


def _broad(sheet: Sheet) -> float:
    return sheet.scale.right - sheet.scale.left


def _depth(name: Name, room: float) -> float:
    return sum(face.leading for _, face, _ in name.lines(room))


def _write(sheet: Sheet, name: Name, edge: float, top: float, room: float) -> tuple[Text, ...]:
    texts: list[Text] = []
    align: Align = "left" if sheet.names_above else "right"
    for line, face, colour in name.lines(room):
        texts += sheet.write([line], edge, top, face, align=align, colour=colour)
        top += face.leading
    return tuple(texts)
