"""What every order and timing that the sources allow agrees on, and where they differ.

Events, windows and constraints in; for every track and moment the possible states out, each with
since when and by which events. Exact: no order is listed and none is left out. Tracks that
conditions tie together are read together, the others one by one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from negotiation.bounds import Constraint
from negotiation.chronology import Event
from negotiation.knots import EVER, NEVER, Relations
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

    def aged(self, latest: int) -> Stay:
        """Give the same stay after an event that cannot be later than that."""
        if latest >= self.latest:
            return self
        return Stay(self.mover, self.earliest, latest, self.support)

    def or_(self, other: Stay) -> Stay:
        """Join two ways in which one event led to one state."""
        return Stay(
            self.mover,
            min(self.earliest, other.earliest),
            max(self.latest, other.latest),
            self.support | other.support,
        )


States = tuple[str, ...]
Ways = dict[str | None, Stay]
Stays = tuple[Ways, ...]  # one a track: how it may have come to its state


@dataclass(slots=True)
class Cluster:
    """Tracks that are read together, the events that concern them, and their possible cuts."""

    tracks: tuple[str, ...]
    events: list[Event] = field(default_factory=list)
    cuts: list[Cut[States, Stays]] = field(default_factory=list)


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
            stays: Stays = tuple({None: Stay(None, NEVER, EVER)} for _ in cluster.tracks)
            fold = _States(self, cluster)
            knots = self.relations.knots(event.id for event in cluster.events)
            walk = Walk(fold.advance, fold.merge)
            cluster.cuts = list(walk.cuts(knots, {start: stays}))
        return self

    def at(self, track: str, moment: int) -> dict[str, list[Stay]]:
        """Give the possible states of a track at a moment, each with how it may have come there."""
        cuts = (cut for cut in self._cluster_of[track].cuts if cut.first <= moment <= cut.last)
        return {
            state: [stay.aged(moment) for stay in ways.values()]
            for state, ways in self._ways(track, cuts).items()
        }

    def stays(self, track: str) -> dict[str, list[Stay]]:
        """Give every state that a track may ever be in, each with how it may come there."""
        found = self._ways(track, self._cluster_of[track].cuts)
        return {state: list(ways.values()) for state, ways in found.items()}

    def _ways(self, track: str, cuts: Iterable[Cut[States, Stays]]) -> dict[str, Ways]:
        place = self._cluster_of[track].tracks.index(track)
        found: dict[str, Ways] = {}
        for cut in cuts:
            for states, stays in cut.worlds.items():
                ways = found.setdefault(states[place], {})
                for mover, stay in stays[place].items():
                    old = ways.get(mover)
                    ways[mover] = stay if old is None else old.or_(stay)
        return found

    def configurations(self, track: str, moment: int) -> list[Configuration]:
        """Give the possible configurations at a moment of a track and those tied to it."""
        cluster = self._cluster_of[track]
        cuts = (cut for cut in cluster.cuts if cut.first <= moment <= cut.last)
        found = dict.fromkeys(states for cut in cuts for states in cut.worlds)
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


class _States:
    """The fold that follows the states of one cluster and how each came about."""

    def __init__(self, readings: Readings, cluster: Cluster) -> None:
        self.readings = readings
        self.tracks = cluster.tracks
        self.events = {event.id: event for event in cluster.events}
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
                stay = Stay(arrival.event, arrival.earliest, arrival.latest)
                ways[place] = {arrival.event: stay}
            else:
                ways[place] = _supported(ways[place], arrival.event)
        yield tuple(after), tuple(ways)
        if self.events[arrival.event].is_disputed:
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
        return tuple(map(_joined, one, other))


def _aged(ways: Ways, latest: int) -> Ways:
    return {mover: stay.aged(latest) for mover, stay in ways.items()}


def _supported(ways: Ways, event: str) -> Ways:
    return {
        mover: Stay(mover, stay.earliest, stay.latest, stay.support | {event})
        for mover, stay in ways.items()
    }


def _joined(one: Ways, other: Ways) -> Ways:
    joined = dict(one)
    for mover, stay in other.items():
        joined[mover] = joined[mover].or_(stay) if mover in joined else stay
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
