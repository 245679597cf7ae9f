"""Coming: which event the record has next for a track, over every order that the sources allow.

A history and a moment in; what may come next, and what it would do, out. Exact, like readings.py,
but follows only the knots of events around the moment.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from negotiation.event import Event
from negotiation.history import History
from negotiation.knots import EVER, Knot
from negotiation.machine import Configuration, Outcome, unmet
from negotiation.model import Transition
from negotiation.orders import Arrival, Walk
from negotiation.ways import States

BEFORE, WAITING, STOPPED = "before", "waiting", "stopped"
NOW, STOP = "@now", "@stop"  # no id has an @


Way = tuple[int, str, str]  # a transition's number, a kind of event, and the state before it


@dataclass(frozen=True, slots=True)
class Next:
    """An event that may come next for a track, what it then does, and the way that this takes.

    `way` is None for one that is not foreseen.
    """

    event: str
    way: Way | None
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Coming:
    """All that may come next, in the order told.

    `is_sure` says that in every order it is the same event, after the moment, with the same effect.
    """

    candidates: tuple[Next, ...] = ()
    is_sure: bool = False

    @property
    def sure(self) -> Next | None:
        """What surely comes next; None if that is open."""
        return self.candidates[0] if self.is_sure else None


Decided = Next | str
World = tuple[States, Decided]


class Ahead:
    """What lies ahead of a track at any moment."""

    def __init__(self, history: History, track: str) -> None:
        self.history = history
        self.track = track
        self.rules = history.chronology.track(track).transitions
        [cluster] = history.readings.clusters_of([track])
        self.tracks = cluster.tracks
        self.events = {event.id: event for event in cluster.events}
        until = history.until
        self.until = None if until is None else until.moment
        self.stop = "" if until is None else until.event
        self.including = until is None or until.including
        self.told = {step.event.id: place for place, step in enumerate(history.steps)}
        keys = dict.fromkeys([*self.events, *filter(None, [self.stop])])
        self.knots = history.readings.relations.knots(keys)
        self.concerning = {step.event.id for step, _ in history.outcomes(track)}

    def at(self, moment: int) -> Coming:
        """Give what comes next after a moment, in seconds UTC."""
        near, possible = self._near(moment)
        marks = {NOW: moment} | ({} if self.until is None else {STOP: self.until})
        knots = self.history.readings.relations.marked(marks).knots([*near, *marks])
        start: dict[World, None] = {
            (tuple(here[track] for track in self.tracks), BEFORE): None for here in possible
        }
        walk = Walk[World, None](self._advance, lambda one, _: one)
        last = [cut for cut in walk.cuts(knots, start) if cut.last == EVER]
        decided = {value for cut in last for _, value in cut.worlds}
        found = sorted(
            (one for one in decided if isinstance(one, Next)),
            key=lambda one: (self.told[one.event], one.outcome.before, one.outcome.after),
        )
        ways = {(one.event, one.way) for one in found}
        return Coming(tuple(found), len(ways) == 1 and len(found) == len(decided))

    def _near(self, moment: int) -> tuple[list[str], list[Configuration]]:
        """Give the events that decide what comes next, and what is possible just before them."""
        passed = sum(max(knot.latest) <= moment for knot in self.knots)
        near: list[str] = []
        for knot in self.knots[passed:]:
            near += knot.events
            if self._settles(knot, moment):
                break
        if not passed:
            return near, [self.history.start]
        over = max(self.knots[passed - 1].latest)
        return near, self.history.readings.configurations(self.track, over)

    def _settles(self, knot: Knot, moment: int) -> bool:
        """Say whether one of its events surely happens after a moment and concerns the track."""
        return any(
            low > moment and key in self.concerning and not self.events[key].is_disputed
            for key, low in zip(knot.events, knot.earliest, strict=True)
        )

    def _advance(self, world: World, _: None, arrival: Arrival) -> Iterator[tuple[World, None]]:
        """Take a mark or an event; a disputed one may also not have happened."""
        states, value = world
        key = arrival.event
        if key == NOW:
            yield (states, WAITING if value == BEFORE else value), None
        elif value not in (BEFORE, WAITING):
            yield world, None
        elif key == STOP or (key == self.stop and not self.including) or key not in self.events:
            yield (states, STOPPED), None
        else:
            yield self._meet(states, value, key), None
            if self.events[key].is_disputed:
                yield (states, STOPPED if key == self.stop else value), None

    def _meet(self, states: States, value: Decided, key: str) -> World:
        event = self.events[key]
        here: Configuration = dict(zip(self.tracks, states, strict=True))
        outcomes = {o.track: o for o in self.history.readings.machine.meet(here, event)}
        own = outcomes.get(self.track)
        if own is not None and value == WAITING:
            return states, Next(key, self._way(own.before, here, event), own)
        after = tuple(
            outcomes[track].after if track in outcomes else here[track] for track in self.tracks
        )
        return after, STOPPED if key == self.stop else value

    def _way(self, before: str, here: Configuration, event: Event) -> Way | None:
        fitting = (
            (number, event.kind, before)
            for number, rule in rules_for(self.rules, event.kind, before)
            if not unmet(rule, here) and says(event.details, rule)
        )
        return next(fitting, None)


def rules_for(
    rules: Sequence[Transition], kind: str, before: str
) -> Iterator[tuple[int, Transition]]:
    """Give the transitions from a state for a kind of event, with their numbers."""
    return ((n, rule) for n, rule in enumerate(rules) if kind in rule.on and before in rule.from_)


def says(details: Mapping[str, str], rule: Transition) -> bool:
    """Say whether details of an event are those that a transition asks for."""
    return all(details.get(key) == wanted for key, wanted in rule.where.items())
