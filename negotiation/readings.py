"""What every order and timing that the sources allow agrees on, and where they differ.

Events, windows and constraints in; for every track and moment the possible states out, each with
since when and by which events. Exact: no order is listed and none is left out. Tracks that
conditions tie together are read together, the others one by one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, Generic, TypeVar

from negotiation.bounds import Constraint
from negotiation.event import Event
from negotiation.knots import EVER, NEVER, Relations
from negotiation.machine import Configuration, Machine, Outcome
from negotiation.orders import Arrival, Cut, Walk
from negotiation.ways import Cluster, States, Stay, Stays, Ways, aged, joined, supported


@dataclass(frozen=True, slots=True)
class Until:
    """Where a replay stops: at a moment, in seconds UTC, or at an event.

    Of each reading, the events at or before the moment are replayed; of an event those before it,
    and if `including` the event too. A stop names just one of the two.
    """

    moment: int | None = None
    event: str = ""
    including: bool = True

    def __post_init__(self) -> None:
        if (self.moment is None) == (not self.event):
            raise ValueError("a replay stops at a moment or at an event: give one of the two")

    @classmethod
    def at(cls, moment: int) -> Until:
        """Stop just after a moment, in seconds UTC."""
        return cls(moment)

    @classmethod
    def before(cls, event: str) -> Until:
        """Stop just before an event."""
        return cls(event=event, including=False)

    @classmethod
    def through(cls, event: str) -> Until:
        """Stop just after an event."""
        return cls(event=event)

    @property
    def place(self) -> str:
        """The event at which it stops, or the mark just after the moment."""
        return self.event if self.moment is None else _mark(self.moment)


class Readings:
    """Every reading of a chronology at once, each up to the stop if there is one.

    `events` are those read. `met` holds for every event and track it concerns what the event may
    have done to it, the stop left aside: see `effects`.
    """

    def __init__(
        self,
        machine: Machine,
        groups: Mapping[str, str],
        relations: Relations,
        until: Until | None = None,
    ) -> None:
        self.machine = machine
        self.relations = relations
        self.until = until
        self.events: dict[str, Event] = {}
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
            self.events[event.id] = event
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
            state: [cluster.stay(mover, way, moment) for mover, way in ways.items()]
            for state, ways in self._ways(track, cluster.at(moment)).items()
        }

    def stays(self, track: str) -> dict[str, list[Stay]]:
        """Give every state that a track may ever be in, each with how it may come there."""
        cluster = self._cluster_of[track]
        return {
            state: [cluster.stay(mover, way, EVER) for mover, way in ways.items()]
            for state, ways in self._ways(track, cluster.cuts).items()
        }

    def _ways(self, track: str, cuts: Iterable[Cut[States, Stays]]) -> dict[str, Ways]:
        place = self._cluster_of[track].tracks.index(track)
        found: dict[str, Ways] = {}
        for cut in cuts:
            for states, stays in cut.worlds.items():
                known = found.get(states[place], {})
                found[states[place]] = joined(known, stays[place])
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

    def effects(self, event: str) -> Mapping[str, set[Outcome]]:
        """Give what an event that came before the stop may have done to each track."""
        met = self.met.get(event, {})
        if self.until is None:
            return met

        def see(done: frozenset[Outcome], seen: Seen) -> frozenset[Outcome]:
            return frozenset(seen.outcomes.values()) if seen.event == event else done

        found: dict[str, set[Outcome]] = {}
        for cluster in self.clusters_of(met):
            start = frozenset[Outcome]()
            for outcome in chain.from_iterable(fold(self, cluster.tracks, (), start, see)):
                found.setdefault(outcome.track, set()).add(outcome)
        return found

    def final(self, track: str) -> dict[str, Order]:
        """Give the states that a track may end in, at the stop or after all, each with an order."""

        def see(now: str, seen: Seen) -> str:
            outcome = seen.outcomes.get(track)
            return now if outcome is None else outcome.after

        return fold(self, [track], (), self.machine.start[track], see)


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
            ways[place] = aged(stays[place], arrival.latest)
            outcome = outcomes.get(track)
            if outcome is None or outcome.deviation is not None:
                continue
            after[place] = outcome.after
            if outcome.moved:
                ways[place] = {arrival.event: (arrival.earliest, arrival.latest, 0)}
            else:
                ways[place] = supported(ways[place], self.bit[arrival.event])
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
            mine if mine == theirs else joined(mine, theirs)
            for mine, theirs in zip(one, other, strict=True)
        )


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
    also: Iterable[str] = (),
) -> dict[Value, Order]:
    """Fold a monitor over every reading of some tracks.

    Gives each value that it may end with, and one order of events that leads there. The monitor
    sees each event that concerns the tracks (or a track that conditions tie to them) and, just
    after each of the moments, in seconds UTC, a mark. `also` are ids of further events in use
    that it sees, whatever they concern; one that no report says happened is seen at its time.
    Nothing but marks is seen after the stop of a replay. `given` narrows the readings to those in
    which these constraints hold too.
    """
    watched = readings.clusters_of(tracks)
    events = {event.id: event for cluster in watched for event in cluster.events}
    events |= {key: readings.events[key] for key in also if key in readings.events}
    shown = dict.fromkeys([*events, *also, *map(_mark, sorted(moments))])
    monitored = _Monitored(readings, tuple(t for c in watched for t in c.tracks), shown, see)
    relations = readings.relations.with_rules(given) if given else readings.relations
    if relations is None:
        return {}
    keys = dict.fromkeys([*shown, *filter(None, [monitored.stop])])
    marks = {key: int(key[1:]) for key in keys if key.startswith("@")}
    knots = relations.marked(marks).knots(keys)
    walk = Walk(monitored.advance, lambda one, _: one)
    ended: dict[Value, Order] = {}
    for cut in walk.cuts(knots, {(monitored.start, start, False): None}):
        if cut.last >= EVER:
            for (_, value, _), taken in cut.worlds.items():
                ended.setdefault(value, _order(taken))
    return ended


_Taken = tuple[str, Any]  # an event and what was taken before it


def _order(taken: _Taken | None) -> Order:
    order: list[str] = []
    while taken is not None:
        event, taken = taken
        order.append(event)
    return tuple(reversed(order))


def _mark(moment: int) -> str:
    return f"@{moment}"  # no id has an @


class _Monitored(Generic[Value]):
    """The fold of a monitor over states, and over whether the replay has stopped."""

    def __init__(
        self, readings: Readings, tracks: States, shown: Collection[str], see: See[Value]
    ) -> None:
        self.machine = readings.machine
        until = readings.until
        self.stop = "" if until is None else until.place
        self.including = until is None or until.including
        self.events = readings.events
        self.tracks = tracks
        self.shown = shown
        self.see = see
        self.start = tuple(readings.machine.start[track] for track in tracks)

    def advance(
        self, world: tuple[States, Value, bool], taken: _Taken | None, arrival: Arrival
    ) -> Iterator[tuple[tuple[States, Value, bool], _Taken | None]]:
        states, value, stopped = world
        key = arrival.event
        if key.startswith("@"):
            value = self.see(value, Seen(int(key[1:]))) if key in self.shown else value
            yield (states, value, stopped or key == self.stop), taken
        elif stopped:
            yield world, taken
        else:
            yield from self._meet(states, value, key, taken)

    def _meet(
        self, states: States, value: Value, key: str, taken: _Taken | None
    ) -> Iterator[tuple[tuple[States, Value, bool], _Taken | None]]:
        """Let an event happen; a disputed one, and one before which it stops, may also not."""
        stops = key == self.stop
        event = self.events.get(key)
        happens = key in self.shown and (self.including or not stops)
        if happens:
            outcomes = self._outcomes(states, event)
            after = tuple(
                outcomes[track].after if track in outcomes else state
                for track, state in zip(self.tracks, states, strict=True)
            )
            yield (after, self.see(value, Seen(None, key, outcomes)), stops), (key, taken)
        if not happens or (event is not None and event.is_disputed):
            yield (states, value, stops), taken

    def _outcomes(self, states: States, event: Event | None) -> dict[str, Outcome]:
        if event is None:  # no report says that it happened
            return {}
        configuration: Configuration = dict(zip(self.tracks, states, strict=True))
        return {o.track: o for o in self.machine.meet(configuration, event)}
