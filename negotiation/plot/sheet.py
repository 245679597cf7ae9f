"""Put marks on the axes: text by the line, bars, rules and fades.

Across in points from the page's left edge or in moments (seconds UTC); down in points from its
top. The axes count days since 1970 across, as matplotlib's dates do. Decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from negotiation.dates import DAY
from negotiation.plot.lettering import Face, font
from negotiation.plot.scale import Scale
from negotiation.view.colours import INK, PAGE

Align = Literal["left", "center", "right"]
MIRRORED: dict[Align, Align] = {"left": "right", "center": "center", "right": "left"}
SIZES = {"lw", "linewidth", "ms", "mew"}
SMOOTH, MOST_STEPS, POINT = 0.8, 300, 4.5


@dataclass(frozen=True, slots=True)
class Sheet:
    """The axes drawn on, and the scale of time on them.

    `zoom` makes points of paper of the units in which everything is laid out. `mirrored` is a page
    that is read from the right: its left is the reader's right.
    """

    axes: Axes
    scale: Scale
    zoom: float = 1.0
    names_above: bool = False
    mirrored: bool = False

    def over(self, left: float, right: float) -> Sheet:
        """Give the same sheet with its scale over another part of the page."""
        return replace(self, scale=self.scale.over(left, right))

    def across(self, place: float) -> float:
        """Give the axes' number for a place in points."""
        return self.scale.moment(place) / DAY

    def write(
        self,
        lines: Iterable[str],
        place: float,
        top: float,
        face: Face,
        *,
        colour: str = INK,
        align: Align = "left",
    ) -> tuple[Text, ...]:
        """Write lines of text, one artist a line, the first one's top at `top`."""
        return tuple(
            self.axes.text(
                self.across(place),
                top + face.ascent + number * face.leading,
                line,
                fontproperties=font(replace(face, size=face.size * self.zoom)),
                color=colour,
                ha=MIRRORED[align] if self.mirrored else align,
                va="baseline",
                parse_math=False,
                zorder=5,
            )
            for number, line in enumerate(lines)
        )

    def bar(self, start: float, end: float, top: float, height: float, **style: Any) -> Rectangle:
        """Draw a box from one moment to another."""
        style = self._zoomed({"lw": 0, **style})
        box = Rectangle((start / DAY, top), (end - start) / DAY, height, **style)
        self.axes.add_patch(box)
        return box

    def clear(self, left: float, right: float, top: float, bottom: float) -> Rectangle:
        """Keep the rules of the calendar from behind a text, between places and depths."""
        start, end = self.scale.moment(left - 1), self.scale.moment(right + 1)
        return self.bar(start, end, top, bottom - top, fc=PAGE, zorder=0.5)

    def rule(self, points: Sequence[tuple[float, float]], **style: Any) -> Line2D:
        """Draw a line through points given as moment and depth."""
        line = Line2D(
            [moment / DAY for moment, _ in points],
            [depth for _, depth in points],
            **self._zoomed({"color": INK, "lw": 0.8, **style}),
        )
        self.axes.add_line(line)
        return line

    def _zoomed(self, style: Mapping[str, Any]) -> dict[str, Any]:
        return {key: v * self.zoom if key in SIZES else v for key, v in style.items()}

    def blend(
        self, starts: Sequence[float], end: float, top: float, height: float, colours: Sequence[str]
    ) -> PolyCollection:
        """Draw a box whose colour changes at each start, each part reaching under the next ones.

        Opaque, and overlapping: parts side by side would show seams, and translucent ones on one
        another the rounding of their colours.
        """
        ends = [*starts[2:], end, end][: len(starts)]
        return self._boxes(zip(starts, ends, strict=True), top, height, colours)

    def steps(self, stretch: tuple[float, float]) -> list[float]:
        """Divide a stretch of time, ends included, so finely that a change over it looks smooth.

        One step, its start, if it is too narrow to be seen.
        """
        points = self.scale.place(stretch[1]) - self.scale.place(stretch[0])
        count = 1 if points < SMOOTH / 2 else min(max(round(points / SMOOTH), 2), MOST_STEPS)
        share = (stretch[1] - stretch[0]) / max(count - 1, 1)
        return [stretch[0] + number * share for number in range(count)]

    def _boxes(
        self,
        spans: Iterable[tuple[float, float]],
        top: float,
        height: float,
        colours: Sequence[str],
    ) -> PolyCollection:
        """Draw boxes as one artist, without what lies outside the drawn range."""
        shown = [
            (start, end, colour)
            for (start, end), colour in zip(self._cut(spans), colours, strict=True)
            if end > start
        ]
        low = top + height
        corners = [[(a, top), (b, top), (b, low), (a, low)] for a, b, _ in shown]
        boxes = PolyCollection(
            corners, facecolors=[colour for *_, colour in shown], linewidths=0, zorder=2
        )
        self.axes.add_collection(boxes, autolim=False)
        return boxes

    def _cut(self, spans: Iterable[tuple[float, float]]) -> Iterator[tuple[float, float]]:
        for start, end in spans:
            yield self.scale.clip(start) / DAY, self.scale.clip(end) / DAY

    def point(self, moment: float, middle: float, colour: str, side: int) -> PolyCollection:
        """Draw a small arrowhead from a moment on: 1 points to the right, -1 to the left."""
        tip = self.across(self.scale.place(moment) + side * POINT)
        corners = [(moment / DAY, middle - POINT), (tip, middle), (moment / DAY, middle + POINT)]
        head = PolyCollection([corners], facecolors=[colour], linewidths=0, zorder=2)
        self.axes.add_collection(head, autolim=False)
        return head
