"""Put drawings together on a sheet: title, panels side by side, and a key to the strokes.

Graphs in, a Sheet out: everything with its place, in points from the top left corner.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from negotiation.diagram.compose import (
    BOLD,
    SMALL_HEAD,
    Block,
    Line,
    arrowhead,
    drawing,
    lines,
    stay_loop,
)
from negotiation.diagram.counts import Mark
from negotiation.diagram.graph import Graph
from negotiation.diagram.layout import Point
from negotiation.diagram.shapes import Drawing, Head, Stroke, Words
from negotiation.diagram.texts import description, source_text, track_name
from negotiation.view.colours import INK, SOFT
from negotiation.view.lettering import broken
from negotiation.view.speech import Speech

TITLE, HEADING, SMALL = 15.0, 12.5, 9.0
MARGIN, GAP, SAMPLE = 18.0, 26.0, 34.0
MARKS: tuple[Mark, ...] = ("taken", "possibly", "never", "allowed")
NARROWEST, WIDEST = 420.0, 1_600.0


@dataclass(frozen=True, slots=True)
class Panel:
    """One drawing, the place of its left top corner, and its heading above it."""

    place: Point
    drawing: Drawing
    heading: tuple[Words, ...]
    description: str


@dataclass(frozen=True, slots=True)
class Sample:
    """A stroke of the key, as a curve, and what it means."""

    stroke: Stroke
    curve: tuple[Point, ...]
    head: Head | None
    words: Words


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that is drawn; `title` and `description` say it to those who do not see it."""

    wide: float
    high: float
    direction: str
    language: str
    title: str
    description: str
    title_words: tuple[Words, ...]
    words: tuple[Words, ...]
    panels: tuple[Panel, ...]
    key: tuple[Sample, ...]


def sheet(graphs: Sequence[Graph], story: str, speech: Speech, basis: str = "") -> Sheet:
    """Put the diagrams of some tracks of one model on a sheet; `story` is what they are from.

    `basis` says on what they rest, if not on the whole story. Raises NegotiationError if one is
    too large to be drawn.
    """
    drawings = [drawing(graph, speech) for graph in graphs]
    wide = max(NARROWEST, _shelf(drawings)) + 2 * MARGIN
    room = wide - 2 * MARGIN
    edge = MARGIN if speech.direction == "ltr" else wide - MARGIN
    title = title_of(graphs, story, speech)
    head = Block(tuple(Line(line, TITLE, True, INK) for line in broken(title, room / BOLD, TITLE)))
    said = subtitle(graphs, basis, speech, "diagram.taken-from")
    below = Block(tuple(Line(line, SMALL, False, SOFT) for line in broken(said, room, SMALL)))
    top = MARGIN + head.size[1]
    title_words, words = head.set(edge, MARGIN), below.set(edge, top)
    places = list(_places(drawings, top + below.size[1] + GAP / 2, wide, speech))
    panels = tuple(
        _panel(graph, drawn, place, speech, several=len(graphs) > 1)
        for graph, drawn, place in zip(graphs, drawings, places, strict=True)
    )
    low = max(place[1] + drawn.high for drawn, place in zip(drawings, places, strict=True))
    key = tuple(_key(graphs, low + GAP, wide, speech))
    high = (key[-1].words.place[1] if key else low) + MARGIN
    told = " ".join([*(description(graph, speech) for graph in graphs), *filter(None, [basis])])
    return Sheet(
        wide, high, speech.direction, speech.code, title, told, title_words, words, panels, key
    )


def title_of(graphs: Sequence[Graph], story: str, speech: Speech) -> str:
    """Give the title of some diagrams."""
    if len(graphs) > 1:
        return speech.say("diagram.heading", story=story)
    return speech.say("diagram.title", story=story, track=track_name(graphs[0], speech))


def subtitle(graphs: Sequence[Graph], basis: str, speech: Speech, counts: str) -> str:
    """Say whose theory it is, on what the counts rest and, by a key, what they are."""
    told = [source_text(graphs[0], speech), basis]
    if any(graph.copies for graph in graphs):
        told.append(speech.say(counts))
    if not all(graph.exact for graph in graphs):
        told.append(speech.say("diagram.bounded"))
    return " ".join(filter(None, told))


def _shelf(drawings: Sequence[Drawing]) -> float:
    """Give the width of the widest shelf on which drawings stand side by side."""
    widest = used = 0.0
    for drawn in drawings:
        used = used + GAP + drawn.wide if used and used + GAP + drawn.wide <= WIDEST else drawn.wide
        widest = max(widest, used)
    return widest


def _places(
    drawings: Sequence[Drawing], top: float, wide: float, speech: Speech
) -> Iterator[Point]:
    """Place drawings one after another, on a new shelf where there is no more room."""
    heading = HEADING + GAP / 2 if len(drawings) > 1 else 0.0
    left, depth, low = MARGIN, top + heading, top
    for drawn in drawings:
        if left > MARGIN and left + drawn.wide > wide - MARGIN:
            left, depth = MARGIN, low + GAP + heading
        shift = (wide - drawn.wide) / 2 - MARGIN if len(drawings) == 1 else 0.0
        place = left + shift
        yield place if speech.direction == "ltr" else wide - place - drawn.wide, depth
        left, low = left + drawn.wide + GAP, max(low, depth + drawn.high)


def _panel(graph: Graph, drawn: Drawing, place: Point, speech: Speech, *, several: bool) -> Panel:
    name = lines(track_name(graph, speech), max(drawn.wide, 120), HEADING, "taken")[:1]
    start = place[0] if speech.direction == "ltr" else place[0] + drawn.wide
    heading = Block(name).set(start, place[1] - HEADING - GAP / 4) if several else ()
    return Panel(place, drawn, heading, description(graph, speech))


def _key(graphs: Sequence[Graph], top: float, wide: float, speech: Speech) -> Iterator[Sample]:
    """Give the strokes that occur, one below the other, with what they mean."""
    turn = 1 if speech.direction == "ltr" else -1
    edge = MARGIN if turn == 1 else wide - MARGIN
    for number, (stroke, name) in enumerate(_strokes(graphs)):
        depth = top + number * 1.6 * SMALL
        loop = name == "stays"
        middle, thirds = edge + turn * SAMPLE / 2, range(4)
        line = tuple((edge + turn * SAMPLE * third / 3, depth) for third in thirds)
        curve = stay_loop((middle, depth)) if loop else line
        head = arrowhead(curve, SMALL_HEAD) if loop else arrowhead(curve)
        place = (edge + turn * (SAMPLE + 8), depth + 0.35 * SMALL)
        said = speech.say(f"diagram.key-{name}")
        yield Sample(stroke, curve, head, Words(said, place, SMALL, colour=SOFT, centred=False))


def _strokes(graphs: Sequence[Graph]) -> Iterator[tuple[Stroke, str]]:
    """Give the strokes that occur, each with the name of what it means."""
    found = {edge.count.mark for graph in graphs for edge in graph.moves}
    yield from ((mark, mark) for mark in MARKS if mark in found)
    if any(graph.unforeseen for graph in graphs):
        yield "unforeseen", "unforeseen"
    stays = {e.count.mark for graph in graphs for e in graph.edges if e.before == e.after}
    yield from [(mark, "stays") for mark in MARKS if mark in stays][:1]
