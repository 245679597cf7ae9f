"""Paint laid-out state diagrams on axes, for pictures that are no SVG.

Shapes in, artists out. What a diagram shows and where: see negotiation/diagram/.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Circle, FancyBboxPatch, PathPatch
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Affine2D, Transform

from negotiation.diagram.layout import Point
from negotiation.diagram.shapes import (
    DASHES,
    LAST_KNOWN,
    LINES,
    OUTLINE,
    ROUND,
    STROKES,
    WIDTHS,
    Box,
    Drawing,
    Head,
    Node,
    Stroke,
    Words,
)
from negotiation.diagram.sheet import Sheet
from negotiation.plot.lettering import Face, font
from negotiation.plot.style import styled
from negotiation.view.colours import INK, PAGE, RULE
from negotiation.view.texts import shown

INCH = 72.0


@dataclass(frozen=True, slots=True)
class Diagram:
    """A painted sheet; the boxes of its states by the number of their panel and their id."""

    figure: Figure
    axes: Axes
    title: tuple[Text, ...]
    states: dict[tuple[int, str], FancyBboxPatch]
    texts: tuple[Text, ...]


def diagram(sheet: Sheet, *, ax: Axes | None = None) -> Diagram:
    """Paint a sheet on a figure of its size, or on axes, in points from the top left corner."""
    with styled():
        if ax is None:
            ax = Figure(figsize=(sheet.wide / INCH, sheet.high / INCH)).add_axes((0, 0, 1, 1))
        ax.set(xlim=(0, sheet.wide), ylim=(sheet.high, 0))
        ax.set_axis_off()
        brush = _Brush(ax, turned=sheet.direction == "rtl")
        title = brush.write(sheet.title_words)
        texts = [*title, *brush.write(sheet.words)]
        states: dict[tuple[int, str], FancyBboxPatch] = {}
        for number, panel in enumerate(sheet.panels):
            texts += brush.write(panel.heading)
            inner = _Brush(ax, turned=brush.turned, corner=panel.place)
            boxes, written = inner.drawing(panel.drawing)
            states |= {(number, state): box for state, box in boxes.items()}
            texts += written
        for sample in sheet.key:
            brush.line(sample.curve, sample.head, sample.stroke)
            texts += brush.write((sample.words,))
        figure = ax.get_figure(root=True)
        assert figure is not None  # noqa: S101  axes that are drawn on stand on a figure
        return Diagram(figure, ax, title, states, tuple(texts))


@dataclass(frozen=True, slots=True)
class _Brush:
    """Puts shapes on axes, from a corner on; text is turned where it is read from the right."""

    axes: Axes
    turned: bool
    corner: Point = (0.0, 0.0)

    def drawing(self, drawn: Drawing) -> tuple[dict[str, FancyBboxPatch], list[Text]]:
        """Paint a diagram: arrows, those never taken below the others, then what has text."""
        for arrow in sorted(drawn.arrows, key=lambda arrow: STROKES.index(arrow.stroke)):
            self.line(arrow.curve, arrow.head, arrow.stroke)
        self._add(Circle(drawn.start, 4.5, color=INK, lw=0))
        texts: list[Text] = []
        for label in drawn.labels:
            outline = (
                _style(label.stroke) if label.stroke == "unforeseen" else {"ec": RULE, "lw": 1}
            )
            self._box(label.box, fc=PAGE, **outline)
            texts += self.write(label.words)
        boxes = {}
        for node in drawn.nodes:
            boxes[node.state] = self._state(node, drawn.colour)
            texts += self.write(node.words)
            for stay in node.stays:
                self.line(stay.loop, stay.head, stay.mark, dashed=False)
                texts += self.write(stay.words)
        return boxes, texts

    def _state(self, node: Node, colour: str) -> FancyBboxPatch:
        fill = PAGE if node.mark == "never" else colour
        width = LAST_KNOWN if node.last_known else OUTLINE
        return self._box(node.box, fc=fill, **_style(node.mark) | {"lw": width})

    def line(
        self, curve: Sequence[Point], head: Head | None, stroke: Stroke, *, dashed: bool = True
    ) -> None:
        """Paint a curve, dashed as its stroke is, and its arrowhead, which is solid."""
        codes = [Path.MOVETO, *[Path.CURVE4] * (len(curve) - 1)]
        style = _style(stroke)
        solid = style | {"ls": "solid"}
        self._add(PathPatch(Path(curve, codes), fc="none", **(style if dashed else solid)))
        if head is not None:
            self._add(PathPatch(Path(head), fc="none", **solid))

    def _box(self, box: Box, **style: Any) -> FancyBboxPatch:
        shape = f"round,pad=0,rounding_size={ROUND}"
        patch = FancyBboxPatch((box.left, box.top), box.wide, box.high, boxstyle=shape, **style)
        self._add(patch)
        return patch

    def write(self, lines: Sequence[Words]) -> tuple[Text, ...]:
        """Write lines of text, one artist a line."""
        side = "right" if self.turned else "left"
        return tuple(
            self.axes.text(
                *line.place,
                shown(line.text),
                fontproperties=font(Face(line.size, line.bold)),
                color=line.colour,
                ha="center" if line.centred else side,
                va="baseline",
                parse_math=False,
                transform=self._places,
                zorder=3,
            )
            for line in lines
        )

    def _add(self, artist: Artist) -> None:
        artist.set_transform(self._places)
        artist.set_zorder(2)
        self.axes.add_artist(artist)

    @property
    def _places(self) -> Transform:
        return Affine2D().translate(*self.corner) + self.axes.transData


def _style(stroke: Stroke) -> dict[str, Any]:
    dashes = [float(part) for part in DASHES.get(stroke, "").split()]
    width = WIDTHS[stroke]
    # matplotlib counts dashes in widths of the line
    style = (0, [part / width for part in dashes]) if dashes else "solid"
    return {"ec": LINES[stroke], "lw": width, "ls": style}
