"""What every order and timing that the sources allow agrees on, and where they differ.

Events, windows and constraints in; for every track and moment the possible states out, each with
since when and by which events. Exact: no order is listed and none is left out. Tracks that
conditions tie together are read together, the others one by one.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any, Generic, TypeVar

from negotiation.bounds import Constraint
from negotiation.chronology import Event
from negotiation.knots import EVER, NEVER, Relations, bits
from negotiation.machine import Configuration, Machine, Outcome
from negotiation.orders import Arrival, Cut, Walk


@dataclass(frozen=True, slots=True)
class Stay:
    """How a track may have come to a state: by which event, when, and what left it there.

    `mover` is None for the model's start. `earliest` and `latest` bound the mover's moment, in
    seconds UTC; `support` are the events that left the track as it was.
    """

    mover: str | None
    earliest: int
    latest: int
    support: frozenset[str] = frozenset()


States = tuple[str, ...]
Way = tuple[int, int, int]  # a stay's earliest and latest second, its support as a bit mask
Ways = dict[str | None, Way]  # by mover
Stays = tuple[Ways, ...]  # one a track: how it may have come to its state


@dataclass(slots=True)
class Cluster:
    """Tracks that are read together, the events that concern them, and their possible cuts.

    The cuts stand in the order of their first moment; `over` holds for each the last moment of it
    and of those before it.
    """

    tracks: tuple[str, ...]
    events: list[Event] = field(default_factory=list)
    cuts: list[Cut[States, Stays]] = field(default_factory=list)
    over: list[int] = field(default_factory=list)

    def keep(self, cuts: Iterable[Cut[States, Stays]]) -> None:
        """Keep these cuts, to be found by moment."""
        self.cuts = sorted(cuts, key=_first)
        self.over = list(accumulate((cut.last for cut in self.cuts), max))

    def at(self, moment: int) -> Iterator[Cut[States, Stays]]:
        """Give the cuts that are possible at a moment."""
        begun = bisect_right(self.cuts, moment, key=_first)
        for cut in self.cuts[bisect_left(self.over, moment) : begun]:
            if moment <= cut.last:
                yield cut


def _first(cut: Cut[States, Stays]) -> int:
    return cut.first


class Readings:
    """Every reading of a chronology at once.

    `met` holds for every event and track it concerns what the event may have done to it.
    """

    def __init__(self, machine: Machine, groups: Mapping[str, str], relations: Relations) -> None:
        self.machine = machine
        self.relations = relations
        self.met: dict[str, dict[str, set[Outcome]]] = {}
        sizes = Counter(groups.values())
        self._cluster_of: dict[str, Cluster] = {}
        clusters: dict[str, Cluster] = {}
        for track in machine.start:
            group = groups[track.partition("/")[0]]
            key = track if sizes[group] == 1 else group
            old = clusters.get(key)
            clusters[key] = Cluster((track,) if old is None else (*old.tracks, track))
        self._clusters = list(clusters.values())
        for cluster in self._clusters:
            self._cluster_of |= dict.fromkeys(cluster.tracks, cluster)

    def read(self, events: Iterable[Event]) -> Readings:
        """Read these events. Raises TooTangled if the dates leave too many orders open."""
        for event in events:
            concerned = {id(c): c for c in map(self._cluster_of.get, self.machine.concerned(event))}
            for cluster in concerned.values():
                if cluster is not None:
                    cluster.events.append(event)
        for cluster in self._clusters:
            start = tuple(self.machine.start[track] for track in cluster.tracks)
            stays: Stays = tuple({None: (NEVER, EVER, 0)} for _ in cluster.tracks)
            fold = _States(self, cluster)
            knots = self.relations.knots(event.id for event in cluster.events)
            walk = Walk(fold.advance, fold.merge)
            cluster.keep(walk.cuts(knots, {start: stays}))
        return self

    def at(self, track: str, moment: int) -> dict[str, list[Stay]]:
        """Give the possible states of a track at a moment, each with how it may have come there."""
        cluster = self._cluster_of[track]
        return {
            state: [_stay(cluster, mover, way, moment) for mover, way in ways.items()]
            for state, ways in self._ways(track, cluster.at(moment)).items()
        }

    def stays(self, track: str) -> dict[str, list[Stay]]:
        """Give every state that a track may ever be in, each with how it may come there."""
        cluster = self._cluster_of[track]
        return {
            state: [_stay(cluster, mover, way, EVER) for mover, way in ways.items()]
            for state, ways in self._ways(track, cluster.cuts).items()
        }

    def _ways(self, track: str, cuts: Iterable[Cut[States, Stays]]) -> dict[str, Ways]:
        place = self._cluster_of[track].tracks.index(track)
        found: dict[str, Ways] = {}
        for cut in cuts:
            for states, stays in cut.worlds.items():
                known = found.get(states[place], {})
                found[states[place]] = _joined(known, stays[place])
        return found

    def configurations(self, track: str, moment: int) -> list[Configuration]:
        """Give the possible configurations at a moment of a track and those tied to it."""
        cluster = self._cluster_of[track]
        found = dict.fromkeys(states for cut in cluster.at(moment) for states in cut.worlds)
        return [dict(zip(cluster.tracks, states, strict=True)) for states in found]

    def clusters_of(self, tracks: Iterable[str]) -> list[Cluster]:
        """Give the groups of tracks that these belong to, each once."""
        found = {id(cluster): cluster for cluster in (self._cluster_of[key] for key in tracks)}
        return list(found.values())

    def changes(self, track: str) -> list[int]:
        """Give the moments at which the possible states of a track may change, in order."""
        moments: set[int] = set()
        for cut in self._cluster_of[track].cuts:
            moments |= {cut.first, cut.last + 1}
        return sorted(moment for moment in moments if NEVER // 2 < moment < EVER // 2)


def _stay(cluster: Cluster, mover: str | None, way: Way, moment: int) -> Stay:
    """Give a way as a stay, seen from a moment."""
    earliest, latest, support = way
    events = frozenset(cluster.events[number].id for number in bits(support))
    return Stay(mover, earliest, min(latest, moment), events)


class _States:
    """The fold that follows the states of one cluster and how each came about."""

    def __init__(self, readings: Readings, cluster: Cluster) -> None:
        self.readings = readings
        self.tracks = cluster.tracks
        self.events = {event.id: event for event in cluster.events}
        self.disputed = {event.id for event in cluster.events if event.is_disputed}
        self.bit = {event.id: 1 << number for number, event in enumerate(cluster.events)}
        self._known: dict[tuple[States, str], dict[str, Outcome]] = {}

    def advance(
        self, states: States, stays: Stays, arrival: Arrival
    ) -> Iterator[tuple[States, Stays]]:
        """Take one event; a disputed one may also not have happened."""
        outcomes = self._outcomes(states, arrival.event)
        after, ways = list(states), list(stays)
        for place, track in enumerate(self.tracks):
            ways[place] = _aged(stays[place], arrival.latest)
            outcome = outcomes.get(track)
            if outcome is None or outcome.deviation is not None:
                continue
            after[place] = outcome.after
            if outcome.moved:
                ways[place] = {arrival.event: (arrival.earliest, arrival.latest, 0)}
            else:
                ways[place] = _supported(ways[place], self.bit[arrival.event])
        yield tuple(after), tuple(ways)
        if arrival.event in self.disputed:
            yield states, stays

    def _outcomes(self, states: States, key: str) -> dict[str, Outcome]:
        known = self._known.get((states, key))
        if known is None:
            configuration: Configuration = dict(zip(self.tracks, states, strict=True))
            met = self.readings.machine.meet(configuration, self.events[key])
            known = {outcome.track: outcome for outcome in met}
            self._known[states, key] = known
            for outcome in met:
                self.readings.met.setdefault(key, {}).setdefault(outcome.track, set()).add(outcome)
        return known

    @staticmethod
    def merge(one: Stays, other: Stays) -> Stays:
        """Join two sets of ways to the same states."""
        return tuple(
            mine if mine == theirs else _joined(mine, theirs)
            for mine, theirs in zip(one, other, strict=True)
        )


def _aged(ways: Ways, latest: int) -> Ways:
    """Give the same ways after an event that cannot be later than that."""
    if all(way[1] <= latest for way in ways.values()):
        return ways
    return {
        mover: (first, min(last, latest), support) for mover, (first, last, support) in ways.items()
    }


def _supported(ways: Ways, event: int) -> Ways:
    return {mover: (first, last, by | event) for mover, (first, last, by) in ways.items()}


def _joined(one: Ways, other: Ways) -> Ways:
    """Join two sets of ways; of two with the same mover, whatever either allows."""
    joined = dict(one)
    for mover, way in other.items():
        old = joined.get(mover)
        if old is None:
            joined[mover] = way
        elif old != way:
            joined[mover] = min(old[0], way[0]), max(old[1], way[1]), old[2] | way[2]
    return joined


# --- monitors ------------------------------------------------------------------------------------

Value = TypeVar("Value", bound=Hashable)
Order = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """What a monitor sees next: a mark that was asked for, or an event with its outcomes."""

    mark: int | None
    event: str = ""
    outcomes: Mapping[str, Outcome] = field(default_factory=dict)


See = Callable[[Value, Seen], Value]


def fold(
    readings: Readings,
    tracks: Iterable[str],
    moments: Iterable[int],
    start: Value,
    see: See[Value],
    given: Iterable[Constraint] = (),
) -> dict[Value, Order]:
    """Fold a monitor over every reading of some tracks.

    Gives each value that it may end with, and one order of events that leads there. The monitor
    sees each event that concerns the tracks (or a track that conditions tie to them) and, just
    after each of the moments, in seconds UTC, a mark. `given` narrows the readings to those in
    which these constraints hold too.
    """
    watched = readings.clusters_of(tracks)
    events = {event.id: event for cluster in watched for event in cluster.events}
    marks = {f"@{moment}": moment for moment in sorted(set(moments))}  # no id has an @
    monitored = _Monitored(readings, tuple(t for c in watched for t in c.tracks), events, see)
    relations = readings.relations.with_rules(given) if given else readings.relations
    if relations is None:
        return {}
    knots = relations.marked(marks).knots([*events, *marks])
    walk = Walk(monitored.advance, lambda one, _: one)
    ended: dict[Value, Order] = {}
    for cut in walk.cuts(knots, {(monitored.start, start): None}):
        if cut.last >= EVER:
            for (_, value), taken in cut.worlds.items():
                ended.setdefault(value, _order(taken))
    return ended


_Taken = tuple[str, Any]  # an event and what was taken before it


def _order(taken: _Taken | None) -> Order:
    order: list[str] = []
    while taken is not None:
        event, taken = taken
        if not event.startswith("@"):
            order.append(event)
    return tuple(reversed(order))


class _Monitored(Generic[Value]):
    """The fold of a monitor over states."""

    def __init__(
        self, readings: Readings, tracks: States, events: Mapping[str, Event], see: See[Value]
    ) -> None:
        self.machine = readings.machine
        self.tracks = tracks
        self.events = events
        self.see = see
        self.start = tuple(readings.machine.start[track] for track in tracks)

    def advance(
        self, world: tuple[States, Value], taken: _Taken | None, arrival: Arrival
    ) -> Iterator[tuple[tuple[States, Value], _Taken | None]]:
        states, value = world
        key = arrival.event
        if key.startswith("@"):
            yield (states, self.see(value, Seen(int(key[1:])))), (key, taken)
            return
        configuration: Configuration = dict(zip(self.tracks, states, strict=True))
        outcomes = {o.track: o for o in self.machine.meet(configuration, self.events[key])}
        after = tuple(
            outcomes[track].after if track in outcomes else state
            for track, state in configuration.items()
        )
        yield (after, self.see(value, Seen(None, key, outcomes))), (key, taken)
        if self.events[key].is_disputed:
            yield world, taken
