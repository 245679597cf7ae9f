"""What a state diagram shows of a track: states, edges, and how often each was taken.

A history or a bare model in, a Graph out. Knows nothing of places on a page or of words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from negotiation.coded import Named
from negotiation.diagram.counts import (
    Came,
    Count,
    Counts,
    Mark,
    Missed,
    Took,
    last_known,
    tally,
)
from negotiation.errors import UnknownName
from negotiation.history import History
from negotiation.machine import Condition
from negotiation.model import COLLECTIONS, Model, Track, Transition
from negotiation.near import did_you_mean, quoted

BARE = Count(record=False)


@dataclass(frozen=True, slots=True)
class Way:
    """One kind of event that takes an edge, the transitions that say so, and how often it did."""

    kind: str
    rules: tuple[Transition, ...]
    count: Count


@dataclass(frozen=True, slots=True)
class Edge:
    """All ways from one state to another; a stay on purpose where both are the same.

    `count` is how often it was taken, by whatever kind of event.
    """

    before: str
    after: str
    ways: tuple[Way, ...]
    count: Count


@dataclass(frozen=True, slots=True)
class Unforeseen:
    """A kind of event that met the track in a state where it is not foreseen, and how often.

    `foreseen_from` or `failed` says what would have been foreseen; see machine.Deviation.
    """

    state: str
    kind: str
    count: Count
    foreseen_from: tuple[str, ...]
    failed: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Graph:
    """A track with what was taken of it.

    `copy` is what one copy of a track is kept for, an issue or a place; `copies` is how many tracks
    are put together. `reached` counts how often a state was come to, its start included, `missed`
    the events of any kind that met it unforeseen, `last_known` the tracks whose record ends there.
    Not `exact`, counts are bounds: the open orders were too many to count.
    """

    name: str
    track: Track
    model: Model
    edges: tuple[Edge, ...]
    unforeseen: tuple[Unforeseen, ...] = ()
    missed: Mapping[str, Count] = field(default_factory=dict)
    reached: Mapping[str, Count] = field(default_factory=dict)
    last_known: Mapping[str, Count] = field(default_factory=dict)
    copy: Named | None = None
    copies: int = 0
    exact: bool = True

    @property
    def moves(self) -> tuple[Edge, ...]:
        """The edges that lead to another state, those taken most often first."""
        moves = (edge for edge in self.edges if edge.before != edge.after)
        return tuple(sorted(moves, key=lambda edge: (-edge.count.sure, -edge.count.most)))

    @property
    def untaken(self) -> Mark:
        """What is to be said of what was not taken."""
        return Count(record=self.copies > 0).mark

    def mark(self, state: str) -> Mark:
        """Say whether a state was reached in every order of the events, in some, or never."""
        return self.reached.get(state, Count(record=self.copies > 0)).mark

    def stays(self, state: str) -> tuple[Way, ...]:
        """Give the ways in which a state is kept on purpose."""
        kept = (edge for edge in self.edges if edge.before == edge.after == state)
        return tuple(way for edge in kept for way in edge.ways)


def track_names(source: History | Model) -> tuple[str, ...]:
    """Give every name under which a track can be drawn: those declared, then each copy."""
    if isinstance(source, Model):
        return tuple(source.tracks)
    return tuple(dict.fromkeys((*source.chronology.model.tracks, *source.tracks)))


def graph(source: History | Model, track: str) -> Graph:
    """Give the graph of a track; nothing of a bare model was taken.

    The name of a track with copies, such as "issue", stands for all of them, counted together.
    Raises UnknownName.
    """
    known = track_names(source)
    if track not in known:
        raise UnknownName(f"there is no track {quoted(track)}; {did_you_mean(track, known)}")
    model = source if isinstance(source, Model) else source.chronology.model
    declared = model.tracks[track.partition("/")[0]]
    if isinstance(source, Model):
        return Graph(track, declared, model, tuple(_edges(declared, {}, BARE)))
    copies = [name for name in source.tracks if track in (name, name.partition("/")[0])]
    found = tally(source.readings, copies)
    return Graph(
        track,
        declared,
        model,
        tuple(_edges(declared, found.counts, Count())),
        tuple(_unforeseen(found.counts)),
        {one.state: count for one, count in _missed(found.counts) if one.deviation is None},
        _reached(declared, found.counts, len(copies)),
        last_known(source, copies),
        _copy(source, track),
        len(copies),
        found.exact,
    )


def _copy(history: History, track: str) -> Named | None:
    base, _, own = track.partition("/")
    collection = history.chronology.model.tracks[base].for_each
    if not own or collection is None:
        return None
    topics: Mapping[str, Named] = getattr(history.chronology, COLLECTIONS[collection])
    return topics[own]


def _edges(track: Track, counts: Counts, untaken: Count) -> Iterator[Edge]:
    """Put the transitions of a track together by their two states, in the order of the model."""
    rules: dict[tuple[str, str], dict[str, list[Transition]]] = {}
    for rule in track.transitions:
        for before in rule.from_:
            kinds = rules.setdefault((before, rule.to or before), {})
            for kind in rule.on:
                kinds.setdefault(kind, []).append(rule)
    for states, kinds in rules.items():
        ways = (
            Way(kind, tuple(own), counts.get(Took(*states, kind), untaken))
            for kind, own in kinds.items()
        )
        yield Edge(*states, tuple(ways), counts.get(Took(*states), untaken))


def _missed(counts: Counts) -> Iterator[tuple[Missed, Count]]:
    yield from ((thing, n) for thing, n in counts.items() if isinstance(thing, Missed))


def _unforeseen(counts: Counts) -> Iterator[Unforeseen]:
    for one, count in _missed(counts):
        if one.deviation is not None:
            why = one.deviation
            yield Unforeseen(one.state, one.kind, count, why.foreseen_from, why.failed)


def _reached(track: Track, counts: Counts, copies: int) -> dict[str, Count]:
    reached = {track.initial: Count(copies, copies)}
    for thing, count in counts.items():
        if isinstance(thing, Came):
            reached[thing.state] = reached.get(thing.state, Count()) + count
    return reached
