"""Measure a figure as it stands: boxes of texts and marks, upright lines, colours behind letters.

Boxes are in points from the page's left and top edges. Decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.collections import Collection
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.text import Text
from numpy.typing import ArrayLike

from negotiation.plot.ground import grounds, renderer_of
from negotiation.plot.page import POINTS
from negotiation.plot.parts import Drawn, Part, parts, texts

Points = np.ndarray[tuple[int, int], np.dtype[np.float64]]


class Box(NamedTuple):
    """A box on the page, in points from its left and top edges."""

    left: float
    top: float
    right: float
    bottom: float

    def beyond(self, edges: Box) -> float:
        """Give how far it reaches out of another box; 0 or less if it does not."""
        return max(
            edges.left - self.left,
            edges.top - self.top,
            self.right - edges.right,
            self.bottom - edges.bottom,
        )

    def through(self, other: Box) -> float:
        """Give how far it runs down another box, as an upright line; 0 if it passes beside."""
        if not other.left < self.left < other.right:
            return 0.0
        return max(min(self.bottom, other.bottom) - max(self.top, other.top), 0.0)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a part of the figure stands, and which it is."""

    name: str
    box: Box


@dataclass(frozen=True, slots=True)
class Upright:
    """An upright line."""

    name: str
    box: Box
    colour: str


@dataclass(frozen=True)
class Page:
    """A measured figure.

    `marks` are those that are cut off at the edge of their axes, with the box of these.
    """

    figure: Figure
    parts: tuple[Part, ...]
    texts: Mapping[Text, Place]

    @classmethod
    def of(cls, drawn: Drawn) -> Page:
        """Measure a figure."""
        renderer = renderer_of(drawn.figure)
        others = {text: "text" for axes in drawn.figure.axes for text in axes.texts}
        written = {
            text: Place(name, _written(text, renderer))
            for text, name in (others | texts(drawn)).items()
            if text.get_text()
        }
        return cls(drawn.figure, tuple(parts(drawn)), written)

    @property
    def edges(self) -> Box:
        """The page itself."""
        return _box(self.figure, self.figure.bbox.get_points())

    @property
    def marks(self) -> Iterator[tuple[Place, Box]]:
        """Every mark that takes room, with the box of its axes."""
        for part in self.parts:
            mark = part.thing
            if isinstance(mark, Line2D | Patch | Collection) and mark.axes and len(_points(mark)):
                edges = _box(self.figure, mark.axes.bbox.get_points())
                yield Place(part.name, self.box_of(mark)), edges

    @property
    def uprights(self) -> Iterator[Upright]:
        """Every line of two ends, one above the other."""
        for part in self.parts:
            if isinstance(part.thing, Line2D) and part.thing.get_visible():
                box = self.box_of(part.thing)
                if box.left == box.right and box.top < box.bottom:
                    yield Upright(part.name, box, to_hex(part.thing.get_color()))

    def box_of(self, mark: Artist) -> Box:
        """Give the box of a mark's outline, without the width of its lines."""
        return _box(self.figure, _points(mark))

    def grounds(self) -> Sequence[tuple[str, ...]]:
        """Give the colours painted behind the letters of each text."""
        return grounds(self.figure, list(self.texts))


def shade_of(bar: Artist) -> str:
    """Give the colour that a bar has in the end."""
    assert isinstance(bar, Patch | Collection)  # noqa: S101
    return to_hex(np.atleast_2d(bar.get_facecolor())[-1])


def _box(figure: Figure, points: Points) -> Box:
    """Turn pixels from the bottom up into a box in points from the top down."""
    (left, bottom), (right, top) = points.min(axis=0), points.max(axis=0)
    share = POINTS / figure.dpi
    height = figure.bbox.height
    return Box(*(float(n) * share for n in (left, height - top, right, height - bottom)))


def _written(text: Text, renderer: RendererAgg) -> Box:
    """Give the box of a text's ink; upright or hung from its middle, of the room that it takes."""
    figure = text.get_figure(root=True)
    assert figure is not None  # noqa: S101  it was drawn
    room = text.get_window_extent(renderer)
    if text.get_rotation() or text.get_verticalalignment() != "baseline":
        return _box(figure, room.get_points())
    measured = renderer.get_text_width_height_descent(  # type: ignore[no-untyped-call]
        text.get_text(), text.get_fontproperties(), ismath=False
    )
    _, high, deep = measured
    bottom = text.get_transform().transform(text.get_unitless_position())[1] - deep
    return _box(figure, np.array([(room.x0, bottom), (room.x1, bottom + high)]))


def _points(mark: Artist) -> Points:
    """Give the corners of a mark in pixels."""
    if isinstance(mark, Collection):
        shifts = mark.get_offset_transform().transform(mark.get_offsets())
        corners = [_moved(mark, path.vertices) for path in mark.get_paths()]
        return np.array([c + shift for some in corners for c in some for shift in shifts])
    assert isinstance(mark, Line2D | Patch)  # noqa: S101
    return _moved(mark, mark.get_path().vertices)


def _moved(mark: Artist, corners: ArrayLike) -> Points:
    return np.asarray(mark.get_transform().transform(corners))
