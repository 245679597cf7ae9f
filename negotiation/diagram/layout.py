"""Arrange boxes and the lines between them: Graphviz's `dot`, through pygraphviz, does it.

Sizes in, places and curves out, in points from the top left corner. No text reaches Graphviz: its
nodes are numbers with a size, so that neither fonts nor what a file says can change the result.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from negotiation.errors import NegotiationError

INCH = 72.0  # Graphviz takes sizes in inches and gives places in points
MOST_BOXES, MOST_LINES = 250, 400  # beyond, nobody could read it, nor wait for it

Point = tuple[float, float]
Size = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Tie:
    """A line from one box to another; a heavier one is kept shorter and straighter."""

    tail: str
    head: str
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Arranged:
    """The middles of the boxes, and each tie's Bézier curve: a start, then three points a piece."""

    size: Size
    middles: Mapping[str, Point]
    curves: tuple[tuple[Point, ...], ...]


def arrange(boxes: Mapping[str, Size], ties: Sequence[Tie], *, apart: Size) -> Arranged:
    """Arrange boxes from the top down, along the ties; `apart` is the room beside and below one.

    Raises NegotiationError for more than can be drawn.
    """
    if len(boxes) > MOST_BOXES or len(ties) > MOST_LINES:
        raise NegotiationError(
            f"{len(boxes)} boxes and {len(ties)} lines are too many for a picture; "
            "--format mermaid writes them as text, -o X.mmd to a file"
        )
    numbers = {name: str(number) for number, name in enumerate(boxes)}
    drawn = _laid_out(boxes, ties, numbers, apart)
    middles = {name: _points(drawn.get_node(own).attr["pos"]) for name, own in numbers.items()}
    edges = (
        drawn.get_edge(numbers[tie.tail], numbers[tie.head], str(place))
        for place, tie in enumerate(ties)
    )
    return _from_corner(boxes, middles, [_points(edge.attr["pos"]) for edge in edges])


def _points(text: str) -> list[Point]:
    """Read the places that Graphviz gives, which count upwards."""
    pairs = (pair.split(",") for pair in text.split())
    return [(float(across), -float(up)) for across, up in pairs]


def _from_corner(
    boxes: Mapping[str, Size],
    middles: Mapping[str, Sequence[Point]],
    curves: Sequence[Sequence[Point]],
) -> Arranged:
    """Move everything so that it begins at the top left corner."""
    every = [point for curve in curves for point in curve]
    for name, (wide, high) in boxes.items():
        across, down = middles[name][0]
        every += [(across - wide / 2, down - high / 2), (across + wide / 2, down + high / 2)]
    left, top = (min(point[axis] for point in every) for axis in (0, 1))
    right, low = (max(point[axis] for point in every) for axis in (0, 1))
    return Arranged(
        (right - left, low - top),
        {name: (place[0][0] - left, place[0][1] - top) for name, place in middles.items()},
        tuple(tuple((x - left, y - top) for x, y in curve) for curve in curves),
    )


def _laid_out(
    boxes: Mapping[str, Size], ties: Sequence[Tie], numbers: Mapping[str, str], apart: Size
) -> Any:
    from pygraphviz import AGraph

    beside, below = (room / INCH for room in apart)
    drawn = AGraph(directed=True, strict=False, nodesep=beside, ranksep=below)
    drawn.node_attr.update(shape="box", fixedsize="true", label="")
    drawn.edge_attr.update(arrowhead="none")
    for name, (wide, high) in boxes.items():
        drawn.add_node(numbers[name], width=wide / INCH, height=high / INCH)
    for place, tie in enumerate(ties):
        drawn.add_edge(numbers[tie.tail], numbers[tie.head], key=str(place), weight=tie.weight)
    drawn.layout("dot")
    return drawn
