"""What a state diagram shows of a track: states, edges, and how often each was taken.

A history or a bare model in, a Graph out. Knows nothing of places on a page or of words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from negotiation.coded import Named
from negotiation.errors import UnknownName
from negotiation.history import History
from negotiation.machine import Condition, Outcome
from negotiation.model import COLLECTIONS, Model, Track, Transition
from negotiation.near import did_you_mean, quoted

Mark = Literal["taken", "possibly", "never", "allowed"]


@dataclass(frozen=True, slots=True)
class Count:
    """How often something happened: in every order of the events, and at most in some order.

    Of a bare model there is no `record`: it only allows.
    """

    sure: int = 0
    most: int = 0
    record: bool = True

    @property
    def mark(self) -> Mark:
        """Say whether it happened in every order, in some, or never; or that it is allowed."""
        if not self.record:
            return "allowed"
        if self.sure:
            return "taken"
        return "possibly" if self.most else "never"

    def __add__(self, other: Count) -> Count:
        return Count(self.sure + other.sure, self.most + other.most, self.record and other.record)


BARE = Count(record=False)


@dataclass(frozen=True, slots=True)
class Way:
    """One kind of event that takes an edge, the transitions that say so, and how often it did."""

    kind: str
    rules: tuple[Transition, ...]
    count: Count


@dataclass(frozen=True, slots=True)
class Edge:
    """All ways from one state to another; a stay on purpose where both are the same."""

    before: str
    after: str
    ways: tuple[Way, ...]

    @property
    def count(self) -> Count:
        """How often it was taken, by whatever kind of event."""
        return sum((way.count for way in self.ways), Count())


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
    are put together. `reached` counts the events that led to a state, `last_known` the tracks
    whose record ends there.
    """

    name: str
    track: Track
    model: Model
    edges: tuple[Edge, ...]
    unforeseen: tuple[Unforeseen, ...] = ()
    reached: Mapping[str, Count] = field(default_factory=dict)
    last_known: Mapping[str, Count] = field(default_factory=dict)
    copy: Named | None = None
    copies: int = 0

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
        return Graph(track, declared, model, _edges(declared, {}, BARE))
    copies = [name for name in source.tracks if track in (name, name.partition("/")[0])]
    met = list(_met(source, copies))
    taken = _taken(met)
    return Graph(
        track,
        declared,
        model,
        _edges(declared, taken, Count()),
        tuple(_unforeseen(met)),
        _reached(declared, taken),
        _last_known(source, copies),
        _copy(source, track),
        len(copies),
    )


def _copy(history: History, track: str) -> Named | None:
    base, _, own = track.partition("/")
    collection = history.chronology.model.tracks[base].for_each
    if not own or collection is None:
        return None
    topics: Mapping[str, Named] = getattr(history.chronology, COLLECTIONS[collection])
    return topics[own]


Step_ = tuple[str, str, str]  # kind of event, state before, state after
Met = tuple[str, Outcome, bool]  # kind of event, outcome, whether it is that in every order


def _met(history: History, copies: Sequence[str]) -> Iterator[Met]:
    """Give everything that an event did or may have done to a track."""
    for step in history.steps:
        for track, outcomes in history.effects(step.event.id).items():
            if track in copies:
                always = len(outcomes) == 1 and not step.event.is_disputed
                yield from ((step.event.kind, outcome, always) for outcome in outcomes)


def _taken(met: Iterable[Met]) -> dict[Step_, Count]:
    counts: dict[Step_, Count] = {}
    for kind, outcome, always in met:
        if outcome.deviation is None:
            step = kind, outcome.before, outcome.after
            counts[step] = counts.get(step, Count()) + Count(int(always), 1)
    return counts


def _edges(track: Track, taken: Mapping[Step_, Count], untaken: Count) -> tuple[Edge, ...]:
    """Put the transitions of a track together by their two states, in the order of the model."""
    rules: dict[tuple[str, str], dict[str, list[Transition]]] = {}
    for rule in track.transitions:
        for before in rule.from_:
            kinds = rules.setdefault((before, rule.to or before), {})
            for kind in rule.on:
                kinds.setdefault(kind, []).append(rule)
    return tuple(
        Edge(
            *states,
            tuple(
                Way(kind, tuple(own), taken.get((kind, *states), untaken))
                for kind, own in kinds.items()
            ),
        )
        for states, kinds in rules.items()
    )


def _unforeseen(met: Iterable[Met]) -> Iterator[Unforeseen]:
    found: dict[Unforeseen, Count] = {}
    for kind, outcome, always in met:
        missed = outcome.deviation
        if missed is not None:
            one = Unforeseen(outcome.before, kind, Count(), missed.foreseen_from, missed.failed)
            found[one] = found.get(one, Count()) + Count(int(always), 1)
    return (replace(one, count=count) for one, count in found.items())


def _reached(track: Track, taken: Mapping[Step_, Count]) -> dict[str, Count]:
    reached = {track.initial: Count(1, 1)}
    for (_, _, after), count in taken.items():
        reached[after] = reached.get(after, Count()) + count
    return reached


def _last_known(history: History, copies: Sequence[str]) -> dict[str, Count]:
    """Count the tracks whose last known state is this one, certainly and at most."""
    if history.record is None:
        return {}
    last = [history.track_at(name, history.record.end).last_known for name in copies]
    sure = Counter(states[0] for states in last if len(states) == 1)
    most = Counter(state for states in last for state in states)
    return {state: Count(sure[state], most[state]) for state in most}
