"""Write shapes in SVG's own terms: numbers, paths, boxes, lines of text, strokes. Texts out.

No style attributes, so that a page may forbid them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from xml.sax.saxutils import escape

from negotiation.diagram.layout import Point
from negotiation.diagram.shapes import DASHES, LINES, WIDTHS, Box, Head, Pair, Stroke, Words
from negotiation.view.colours import INK
from negotiation.view.texts import shown


@dataclass(frozen=True, slots=True)
class Pen:
    """Writes places with so many digits behind the point."""

    digits: int

    def number(self, value: float) -> str:
        """Write a number without needless digits."""
        return f"{round(value, self.digits) + 0.0:.{self.digits}f}".removesuffix(".0")

    def pair(self, point: Point) -> str:
        """Write a point."""
        return f"{self.number(point[0])} {self.number(point[1])}"

    def curve(self, points: Sequence[Point]) -> str:
        """Write a Bézier curve, in steps from where each piece begins, which is shorter."""
        placed = [(round(x, self.digits), round(y, self.digits)) for x, y in points]
        pieces = (placed[start : start + 4] for start in range(0, len(placed) - 1, 3))
        return _dense(f"M{self.pair(placed[0])}{''.join(map(self._piece, pieces))}")

    def _piece(self, piece: Sequence[Point]) -> str:
        start, *others = piece
        if {across for across, _ in piece} == {start[0]}:
            return f"v{self.number(others[-1][1] - start[1])}"
        return f"c{' '.join(self._step(start, other) for other in others)}"

    def head(self, head: Head | None) -> str:
        """Write an arrowhead, from the tip on which the line ended; "" for none."""
        if head is None:
            return ""
        one, tip, other = ((round(x, self.digits), round(y, self.digits)) for x, y in head)
        return _dense(f"l{self._step(tip, one)}m{self._step(one, tip)}l{self._step(tip, other)}")

    def _step(self, start: Point, end: Point) -> str:
        return self.pair((end[0] - start[0], end[1] - start[1]))

    def box(self, box: Box) -> str:
        """Write the attributes of a rectangle."""
        left, top, wide, high = map(self.number, (box.left, box.top, box.wide, box.high))
        return f'x="{left}" y="{top}" width="{wide}" height="{high}"'

    def words(self, lines: Iterable[Words], attribute: str = "") -> Iterator[str]:
        """Write lines of text, those of one style in one group, each with an attribute."""
        for style, same in groupby(lines, key=_style):
            yield f"<g{style}>"
            for line in same:
                across, down = map(self.number, line.place)
                yield f'<text{attribute} x="{across}" y="{down}">{escaped(line.text)}</text>'
            yield "</g>"


def escaped(text: str) -> str:
    """Give a text of a file as one of XML, without what would steer its direction."""
    return escape(shown(text))


def edge_names(pairs: Iterable[Pair]) -> str:
    """Name the edges that something belongs to, with spaces between, as an attribute."""
    names = " ".join(f"{before}>{after}" for before, after in pairs)
    return f' data-edge="{names}"' if names else ""


def stroke_style(stroke: Stroke, width: float | None = None, *, dashed: bool = True) -> str:
    """Give the attributes of a stroke."""
    dashes = f' stroke-dasharray="{DASHES[stroke]}"' if dashed and stroke in DASHES else ""
    return f' stroke="{LINES[stroke]}" stroke-width="{width or WIDTHS[stroke]:g}"{dashes}'


def _dense(path: str) -> str:
    return path.replace(" -", "-")


def _style(line: Words) -> str:
    weight = ' font-weight="bold"' if line.bold else ""
    anchor = ' text-anchor="middle"' if line.centred else ""
    colour = f' fill="{line.colour}"' if line.colour != INK else ""
    return f' font-size="{line.size:g}"{weight}{anchor}{colour}'
