"""Count what events do to some tracks in every order: at least so often, and at most so often.

Readings and names of tracks in, a Count for each Thing out. All orders are walked at once, with
the least and the most of each thing kept beside the states; no order is listed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Literal

from negotiation.event import Event
from negotiation.history import History
from negotiation.knots import EVER, Knot
from negotiation.machine import Deviation, Outcome
from negotiation.orders import LIMIT, Arrival, TooTangled, Walk
from negotiation.readings import Readings, Seen, fold
from negotiation.ways import Cluster, States

Mark = Literal["taken", "possibly", "never", "allowed"]
JOINT = 20_000  # cuts and states to follow before copies of a track are counted one by one


@dataclass(frozen=True, slots=True)
class Count:
    """How often something happened: at least, over all orders of the events, and at most.

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


@dataclass(frozen=True, slots=True)
class Took:
    """A way from one state to another, or to stay on purpose; by any kind of event if none."""

    before: str
    after: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Came:
    """That a track came to a state."""

    state: str


@dataclass(frozen=True, slots=True)
class Missed:
    """That an event met a state where it is not foreseen; of whatever kind if none is named."""

    state: str
    kind: str = ""
    deviation: Deviation | None = None


Thing = Took | Came | Missed
Counts = Mapping[Thing, Count]


@dataclass(frozen=True, slots=True)
class Tally:
    """The counts; `exact` unless an open order was too much to follow: then they are bounds."""

    counts: Counts
    exact: bool


def tally(readings: Readings, tracks: Sequence[str]) -> Tally:
    """Count what was done to some tracks, put together."""
    clusters = readings.clusters_of(tracks)
    try:
        walks = [_Counting(readings, clusters, tracks, JOINT if len(clusters) > 1 else LIMIT)]
        counts = walks[0].counted()
    except TooTangled:
        walks = [_Counting(readings, [cluster], tracks, LIMIT) for cluster in clusters]
        counts = _added(walk.counted() for walk in walks)
    doubtful = [thing for thing, count in counts.items() if count.sure < count.most]
    if len(walks) > 1 or not doubtful:
        return Tally(counts, exact=not doubtful)
    if not walks[0].is_tied:
        return Tally(counts, exact=True)
    try:
        closer = {thing: _one(readings, tracks, thing) for thing in doubtful}
    except TooTangled:
        return Tally(counts, exact=False)
    return Tally({**counts, **closer}, exact=True)


def things(kind: str, outcome: Outcome) -> Iterator[Thing]:
    """Give what an event of a kind did to a track, as it is counted."""
    if outcome.deviation is not None:
        yield Missed(outcome.before)
        yield Missed(outcome.before, kind, outcome.deviation)
        return
    yield Took(outcome.before, outcome.after)
    yield Took(outcome.before, outcome.after, kind)
    if outcome.moved:
        yield Came(outcome.after)


def _one(readings: Readings, tracks: Sequence[str], thing: Thing) -> Count:
    """Count one thing in every order and timing, by itself: slower."""

    def see(count: int, seen: Seen) -> int:
        met = (seen.outcomes[track] for track in tracks if track in seen.outcomes)
        return count + sum(
            thing in things(readings.events[seen.event].kind, outcome) for outcome in met
        )

    ended = fold(readings, tracks, (), 0, see)
    return Count(min(ended), max(ended))


World = tuple[States, bool]  # the state of each track, and whether the replay has stopped
Bounds = Mapping[int, tuple[int, int]]  # of things by number: at least and at most
NONE = (0, 0)


class _Counting:
    """The fold that counts what was done to some tracks of some clusters."""

    def __init__(
        self, readings: Readings, clusters: Sequence[Cluster], counted: Sequence[str], limit: int
    ) -> None:
        self.machine = readings.machine
        self.relations = readings.relations
        self.until = readings.until
        self.stop = "" if self.until is None else self.until.place
        self.tracks = tuple(track for cluster in clusters for track in cluster.tracks)
        self.counted_tracks = frozenset(counted)
        self.events = {event.id: event for cluster in clusters for event in cluster.events}
        self.limit = limit
        self.knots = self._knots()
        self._number: dict[Thing, int] = {}
        self._known: dict[tuple[States, str], tuple[States, Mapping[int, int]]] = {}

    @property
    def is_tied(self) -> bool:
        """Whether relations fix distances: then what timings are joined may differ in counts."""
        return any(knot.is_tied for knot in self.knots)

    def _knots(self) -> list[Knot]:
        marks = {}
        if self.until is not None and self.until.moment is not None:
            marks = {self.stop: self.until.moment}
        keys = dict.fromkeys([*self.events, *filter(None, [self.stop])])
        return self.relations.marked(marks).knots(keys)

    def counted(self) -> Counts:
        """Give the counts over every order. Raises TooTangled above the limit."""
        start: World = (tuple(self.machine.start[track] for track in self.tracks), False)
        walk = Walk(self._advance, _either, self.limit)
        ends = [
            counts
            for cut in walk.cuts(self.knots, {start: {}})
            if cut.last >= EVER
            for counts in cut.worlds.values()
        ]
        over = reduce(_either, ends)
        return {thing: Count(*over[n]) for thing, n in self._number.items() if n in over}

    def _advance(
        self, world: World, counts: Bounds, arrival: Arrival
    ) -> Iterator[tuple[World, Bounds]]:
        """Take one event; a disputed one, and one before which the replay stops, may be none."""
        states, stopped = world
        event = self.events.get(arrival.event)
        stops = arrival.event == self.stop
        leaves_out = stops and self.until is not None and not self.until.including
        if event is None or stopped or leaves_out:
            yield (states, stopped or stops), counts
            return
        after, done = self._met(states, event)
        more = dict(counts)
        for number, often in done.items():
            least, most = counts.get(number, NONE)
            more[number] = least + often, most + often
        yield (after, stops), more
        if event.is_disputed:
            yield (states, stops), counts

    def _met(self, states: States, event: Event) -> tuple[States, Mapping[int, int]]:
        """Give the states after an event, and how often it did each thing, by number."""
        key = states, event.id
        if key not in self._known:
            before = dict(zip(self.tracks, states, strict=True))
            met = self.machine.meet(before, event)
            after = before | {outcome.track: outcome.after for outcome in met}
            done = Counter(
                self._number.setdefault(thing, len(self._number))
                for outcome in met
                if outcome.track in self.counted_tracks
                for thing in things(event.kind, outcome)
            )
            self._known[key] = tuple(after.values()), done
        return self._known[key]


def _added(several: Iterable[Counts]) -> Counts:
    total: dict[Thing, Count] = {}
    for counts in several:
        for thing, count in counts.items():
            total[thing] = total.get(thing, Count()) + count
    return total


def _either(one: Bounds, other: Bounds) -> Bounds:
    """Join the counts of two orders: the least and the most of either."""
    if one == other:
        return one
    pairs = ((key, one.get(key, NONE), other.get(key, NONE)) for key in {**one, **other})
    return {key: (min(mine[0], its[0]), max(mine[1], its[1])) for key, mine, its in pairs}


def last_known(history: History, tracks: Sequence[str]) -> Mapping[str, Count]:
    """Count the tracks whose last known state is this one, at least and at most."""
    if history.record is None:
        return {}
    last = {name: history.track_at(name, history.record.end).last_known for name in tracks}
    every = dict.fromkeys(state for states in last.values() for state in states)
    open_ = [name for name, states in last.items() if len(states) > 1]
    closed = Counter(states[0] for states in last.values() if len(states) == 1)
    try:
        ends = _ends(history, open_) if open_ else {()}
    except TooTangled:
        may = Counter(state for name in open_ for state in last[name])
        return {state: Count(closed[state], closed[state] + may[state]) for state in every}
    counts = {state: [ended.count(state) for ended in ends] for state in every}
    return {
        state: Count(closed[state] + min(often), closed[state] + max(often))
        for state, often in counts.items()
    }


def _ends(history: History, tracks: Sequence[str]) -> set[States]:
    """Give the states in which the record may leave some tracks, together."""
    at_event = history.until is not None and history.until.event
    moments = [] if at_event or history.record is None else [history.record.end - 1]

    def see(now: tuple[States, bool], seen: Seen) -> tuple[States, bool]:
        states, ended = now
        if ended or seen.mark is not None:
            return states, True
        outcomes = (seen.outcomes.get(track) for track in tracks)
        pairs = zip(states, outcomes, strict=True)
        return tuple(state if new is None else new.after for state, new in pairs), False

    start = (tuple(history.start[track] for track in tracks), False)
    return {states for states, _ in fold(history.readings, tracks, moments, start, see)}
