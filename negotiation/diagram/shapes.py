"""The shapes of a diagram as they stand on a page, in points from its top left corner. Values."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from negotiation.diagram.counts import Mark
from negotiation.diagram.layout import Point
from negotiation.view.colours import INK, NEUTRAL, SOFT

Stroke = Mark | Literal["unforeseen"]
Pair = tuple[str, str]  # the states before and after
Head = tuple[Point, Point, Point]  # an arrowhead: one end, the tip, the other end

# what carries the meaning is width and dash; colour only helps. From the lowest layer to the top
STROKES: tuple[Stroke, ...] = ("never", "allowed", "possibly", "taken", "unforeseen")
WIDTHS: dict[Stroke, float] = {
    "never": 0.8,
    "allowed": 1.1,
    "possibly": 1.5,
    "taken": 2.0,
    "unforeseen": 1.5,
}
DASHES: dict[Stroke, str] = {"possibly": "6 3.5", "unforeseen": "1.6 2.6"}
OUTLINE, LAST_KNOWN, ROUND = 1.2, 2.6, 6.0  # of the box of a state, the last known, its corners
RED = "#a3161f"
INKS: dict[Stroke, str] = {
    "never": SOFT,
    "allowed": INK,
    "possibly": INK,
    "taken": INK,
    "unforeseen": RED,
}
LINES: dict[Stroke, str] = INKS | {"never": NEUTRAL}


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text: where its baseline begins, or its middle if it is centred."""

    text: str
    place: Point
    size: float
    bold: bool = False
    colour: str = INK
    centred: bool = True


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle by its left top corner."""

    left: float
    top: float
    wide: float
    high: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.left + self.wide

    @property
    def low(self) -> float:
        """Its lower edge."""
        return self.top + self.high


@dataclass(frozen=True, slots=True)
class Stay:
    """A way to stay on purpose, told inside the box of its state: a small loop, and lines."""

    mark: Mark
    loop: tuple[Point, ...]
    head: Head
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """A state; `last_known` says whether the record may end in it."""

    state: str
    mark: Mark
    last_known: bool
    box: Box
    words: tuple[Words, ...]
    stays: tuple[Stay, ...] = ()


@dataclass(frozen=True, slots=True)
class Arrow:
    """A Bézier curve: a start, then three points a piece; with a head unless it goes on.

    `pairs` are the edges that it belongs to.
    """

    pairs: tuple[Pair, ...]
    stroke: Stroke
    curve: tuple[Point, ...]
    head: Head | None


@dataclass(frozen=True, slots=True)
class Label:
    """What stands on the arrows of some edges: which kinds of event take them."""

    pairs: tuple[Pair, ...]
    stroke: Stroke
    box: Box
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """One state diagram. `start` is the middle of the dot from which the initial state is led to.

    `colour` fills the states that were reached.
    """

    wide: float
    high: float
    start: Point
    colour: str
    nodes: tuple[Node, ...]
    arrows: tuple[Arrow, ...]
    labels: tuple[Label, ...]

    def mirrored(self) -> Drawing:
        """Give it for a page that is read from right to left."""
        return replace(
            self,
            start=self._turned(self.start),
            nodes=tuple(self._node(node) for node in self.nodes),
            arrows=tuple(self._arrow(arrow) for arrow in self.arrows),
            labels=tuple(
                replace(label, box=self._box(label.box), words=self._words(label.words))
                for label in self.labels
            ),
        )

    def _turned(self, place: Point) -> Point:
        return self.wide - place[0], place[1]

    def _box(self, box: Box) -> Box:
        return replace(box, left=self.wide - box.right)

    def _words(self, words: tuple[Words, ...]) -> tuple[Words, ...]:
        return tuple(replace(line, place=self._turned(line.place)) for line in words)

    def _node(self, node: Node) -> Node:
        stays = tuple(
            replace(
                stay,
                loop=tuple(map(self._turned, stay.loop)),
                head=self._head(stay.head),
                words=self._words(stay.words),
            )
            for stay in node.stays
        )
        return replace(node, box=self._box(node.box), words=self._words(node.words), stays=stays)

    def _arrow(self, arrow: Arrow) -> Arrow:
        head = None if arrow.head is None else self._head(arrow.head)
        return replace(arrow, curve=tuple(map(self._turned, arrow.curve)), head=head)

    def _head(self, head: Head) -> Head:
        return self._turned(head[0]), self._turned(head[1]), self._turned(head[2])
