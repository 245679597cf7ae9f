"""Compose a diagram: texts broken into lines, boxes as large as these, arranged, with arrows.

A Graph in, a Drawing out. What is taken has arrows and labels of its own. What is allowed and was
never taken is drawn together where the same kinds of event lead to the same state: lines from all
the states before meet at one label, and one arrow leads on from there.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from negotiation.diagram.counts import Mark
from negotiation.diagram.graph import Edge, Graph
from negotiation.diagram.layout import Arranged, Point, Size, Tie, arrange
from negotiation.diagram.shapes import (
    INKS,
    Arrow,
    Box,
    Drawing,
    Head,
    Label,
    Node,
    Pair,
    Stay,
    Stroke,
    Words,
)
from negotiation.diagram.texts import (
    apart,
    counted,
    last_known_text,
    state_name,
    unforeseen_text,
    way_text,
)
from negotiation.view.colours import hue, shade
from negotiation.view.lettering import broken, shortened, width
from negotiation.view.speech import Speech

NAME, SMALL = 11.0, 8.5
BOLD = 1.08  # a bold text is so much wider
LEADING, INSET, LOOP = 1.25, 7.0, 14.0
STATE_ROOM, LABEL_ROOM = 150.0, 140.0
MOST_LINES = 6  # of one text; the rest is cut with …
DOT, HEAD, SMALL_HEAD, APART = 9.0, 6.5, 3.2, (16.0, 17.0)
LIGHT, HEAVY = 1, 6  # what is taken stays together
START = "start"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text that has no place yet."""

    text: str
    size: float
    bold: bool
    colour: str

    @property
    def wide(self) -> float:
        """Points across, at most."""
        return width(self.text, self.size) * (BOLD if self.bold else 1)

    @property
    def high(self) -> float:
        """Points to the next line."""
        return self.size * LEADING


def lines(text: str, room: float, size: float, stroke: Stroke) -> tuple[Line, ...]:
    """Break a text into lines no wider than the room; too long words and texts are cut with …."""
    bold = stroke in ("taken", "unforeseen")
    space = room / BOLD if bold else room
    cut = [shortened(line, space, size) for line in broken(text, space, size)]
    if len(cut) > MOST_LINES:
        cut = [*cut[: MOST_LINES - 1], shortened(f"{cut[MOST_LINES - 1]} …", space, size)]
    return tuple(Line(line, size, bold, INKS[stroke]) for line in cut)


@dataclass(frozen=True, slots=True)
class Block:
    """Lines one below the other."""

    lines: tuple[Line, ...]

    @property
    def size(self) -> Size:
        """Points across and down."""
        return max((line.wide for line in self.lines), default=0), sum(
            line.high for line in self.lines
        )

    def set(self, left: float, top: float, *, centred: bool = False) -> tuple[Words, ...]:
        """Give its lines a place: their left edge, or their middle, and the top."""
        placed, depth = [], top
        for line in self.lines:
            place = (left, depth + 0.95 * line.size)
            placed.append(Words(line.text, place, line.size, line.bold, line.colour, centred))
            depth += line.high
        return tuple(placed)


@dataclass(frozen=True, slots=True)
class StateBlock:
    """What stands in the box of a state: its name, and the ways to stay in it."""

    state: str
    head: Block
    stays: tuple[tuple[Mark, Block], ...] = ()

    @property
    def size(self) -> Size:
        """Points across and down, the inset included."""
        blocks = [block.size for _, block in self.stays]
        wide = max([self.head.size[0], *(LOOP + size[0] for size in blocks)])
        high = self.head.size[1] + sum(size[1] for size in blocks) + (4.0 if blocks else 0)
        return wide + 2 * INSET, high + INSET


@dataclass(frozen=True, slots=True)
class LabelBlock:
    """A label, the edges that it stands on, and how these are drawn."""

    pairs: tuple[Pair, ...]
    stroke: Stroke
    block: Block
    leads_on: bool = True


@dataclass(slots=True)
class Plan:
    """What is to be arranged; ties come with what each is a part of."""

    boxes: dict[str, Size] = field(default_factory=dict)
    ties: list[Tie] = field(default_factory=list)
    parts: list[tuple[tuple[Pair, ...], Stroke, bool]] = field(default_factory=list)

    def tie(
        self,
        tail: str,
        head: str,
        pairs: tuple[Pair, ...],
        stroke: Stroke,
        *,
        ends: bool,
        weight: int | None = None,
    ) -> None:
        """Add a line, which ends in an arrowhead or goes on."""
        heavy = LIGHT if stroke in ("never", "allowed") else HEAVY
        self.ties.append(Tie(tail, head, heavy if weight is None else weight))
        self.parts.append((pairs, stroke, ends))


def drawing(graph: Graph, speech: Speech, *, in_brief: bool = False) -> Drawing:
    """Draw a graph; in brief without what its edges and stays are called.

    Raises NegotiationError if it is too large to be drawn.
    """
    states = [_state(graph, state, speech, in_brief=in_brief) for state in graph.track.states]
    labels = list(_brief_labels(graph, speech) if in_brief else _labels(graph, speech))
    plan = Plan({START: (DOT, DOT)})
    plan.boxes |= {_state_key(block.state): block.size for block in states}
    plan.tie(START, _state_key(graph.track.initial), (), "taken", ends=True)
    for number, label in enumerate(labels):
        _plan_label(plan, number, label)
    if in_brief:
        _plan_edges(plan, graph)
    found = arrange(plan.boxes, plan.ties, apart=APART)
    drawn = Drawing(
        *found.size,
        found.middles[START],
        shade(hue(list(graph.model.tracks).index(graph.name.partition("/")[0])), 0.93),
        tuple(_node(graph, block, found) for block in states),
        tuple(
            Arrow(pairs, stroke, curve, arrowhead(curve) if ends else None)
            for (pairs, stroke, ends), curve in zip(plan.parts, found.curves, strict=True)
        ),
        tuple(_label(label, number, found) for number, label in enumerate(labels)),
    )
    return drawn.mirrored() if speech.direction == "rtl" else drawn


def _state_key(state: str) -> str:
    return f"state {state}"


def _plan_edges(plan: Plan, graph: Graph) -> None:
    """Tie states as the model does, so that no place tells beforehand what will be taken."""
    for edge in graph.edges:
        pair = (edge.before, edge.after)
        if edge.before != edge.after:
            before, after = map(_state_key, pair)
            plan.tie(before, after, (pair,), edge.count.mark, ends=True, weight=LIGHT)


def _plan_label(plan: Plan, number: int, label: LabelBlock) -> None:
    key = f"label {number}"
    wide, high = label.block.size
    plan.boxes[key] = (wide + 6, high + 3)
    for pair in label.pairs:
        plan.tie(_state_key(pair[0]), key, (pair,), label.stroke, ends=not label.leads_on)
    if label.leads_on:
        plan.tie(key, _state_key(label.pairs[0][1]), label.pairs, label.stroke, ends=True)


def _state(graph: Graph, state: str, speech: Speech, *, in_brief: bool) -> StateBlock:
    mark = graph.mark(state)
    room = STATE_ROOM
    head = lines(state_name(graph, state, speech), room, NAME, mark)
    last = last_known_text(graph, state, speech)
    if last and not in_brief:
        head += tuple(replace(line, bold=False) for line in lines(last, room, SMALL, "possibly"))
    stays = () if in_brief else tuple(_stays(graph, state, speech))
    return StateBlock(state, Block(head), stays)


def _stays(graph: Graph, state: str, speech: Speech) -> Iterator[tuple[Mark, Block]]:
    """Give the ways to stay: each that was taken in lines of its own, the others together."""
    ways = graph.stays(state)
    for way in ways:
        if way.count.most:
            text = way_text(graph, way, speech)
            yield way.count.mark, Block(lines(text, STATE_ROOM, SMALL, way.count.mark))
    others = [way_text(graph, way, speech) for way in ways if not way.count.most]
    if others:
        mark = graph.untaken
        yield mark, Block(lines(apart(others, speech), STATE_ROOM, SMALL, mark))


def _labels(graph: Graph, speech: Speech) -> Iterator[LabelBlock]:
    together: dict[tuple[str, Block], list[Pair]] = {}
    for edge in graph.moves:
        block = Block(tuple(_edge_lines(graph, edge, speech)))
        pair = (edge.before, edge.after)
        if edge.count.most:
            yield LabelBlock((pair,), edge.count.mark, block)
        else:
            together.setdefault((edge.after, block), []).append(pair)
    for (_, block), pairs in together.items():
        yield LabelBlock(tuple(pairs), graph.untaken, block)
    for one in graph.unforeseen:
        title, foreseen = unforeseen_text(graph, one, speech)
        told = lines(title, LABEL_ROOM, SMALL, "unforeseen")
        told += tuple(
            replace(line, bold=False) for line in lines(foreseen, LABEL_ROOM, SMALL, "unforeseen")
        )
        yield LabelBlock(((one.state, one.state),), "unforeseen", Block(told), leads_on=False)


def _edge_lines(graph: Graph, edge: Edge, speech: Speech) -> Iterator[Line]:
    for way in edge.ways:
        yield from lines(way_text(graph, way, speech), LABEL_ROOM, SMALL, way.count.mark)


def _brief_labels(graph: Graph, speech: Speech) -> Iterator[LabelBlock]:
    """Give a label a state for the events that it did not foresee, and none to edges."""
    for state in graph.track.states:
        if state in graph.missed:
            text = counted(speech.say("diagram.not-foreseen"), graph.missed[state], speech)
            block = Block(lines(text, LABEL_ROOM, SMALL, "unforeseen"))
            yield LabelBlock(((state, state),), "unforeseen", block, leads_on=False)


def _node(graph: Graph, block: StateBlock, found: Arranged) -> Node:
    box = _box(found.middles[_state_key(block.state)], block.size)
    middle = box.left + box.wide / 2
    depth = box.top + INSET / 2
    name = block.head.set(middle, depth, centred=True)
    depth += block.head.size[1] + 4
    stays = []
    for mark, stay in block.stays:
        loop = stay_loop((box.left + INSET + 4, depth + 0.6 * SMALL))
        words = stay.set(box.left + INSET + LOOP, depth)
        stays.append(Stay(mark, loop, arrowhead(loop, SMALL_HEAD), words))
        depth += stay.size[1]
    last_known = block.state in graph.last_known
    return Node(block.state, graph.mark(block.state), last_known, box, name, tuple(stays))


def _label(label: LabelBlock, number: int, found: Arranged) -> Label:
    wide, high = label.block.size
    middle = found.middles[f"label {number}"]
    box = _box(middle, (wide + 6, high + 3))
    words = label.block.set(middle[0], box.top + 1.5, centred=True)
    return Label(label.pairs, label.stroke, box, words)


def _box(middle: Point, size: Size) -> Box:
    return Box(middle[0] - size[0] / 2, middle[1] - size[1] / 2, *size)


def stay_loop(middle: Point) -> tuple[Point, ...]:
    """Give three quarters of a small circle, which end at its right."""
    across, down = middle
    round_, pull = 3.4, 3.4 * 0.5523
    turns = ((0, 1), (-1, 0), (0, -1), (1, 0))  # quarter by quarter, from below to the right
    points: list[Point] = [(across, down + round_)]
    for (x, y), (to_x, to_y) in pairwise(turns):
        points += [
            (across + round_ * x + pull * to_x, down + round_ * y + pull * to_y),
            (across + round_ * to_x + pull * x, down + round_ * to_y + pull * y),
            (across + round_ * to_x, down + round_ * to_y),
        ]
    return tuple(points)


def arrowhead(curve: Sequence[Point], long: float = HEAD) -> Head:
    """Give the arrowhead at the end of a curve."""
    tip = curve[-1]
    behind = next((p for p in reversed(curve) if math.dist(p, tip) > 0.5), (tip[0], tip[1] - 1))
    turn = math.atan2(behind[1] - tip[1], behind[0] - tip[0])
    one, other = (
        (tip[0] + long * math.cos(turn + side), tip[1] + long * math.sin(turn + side))
        for side in (0.45, -0.45)
    )
    return one, tip, other
