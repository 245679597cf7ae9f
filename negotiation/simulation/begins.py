"""Where runs begin: at the model's start, or where a record stands at a moment or an event.

What the sources leave open there is not averaged: each configuration that is possible as a whole is
a start of its own. So is how long a wait may have lasted by then: the shortest and the longest.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from negotiation.dates import local, parse_moment
from negotiation.errors import NegotiationError
from negotiation.history import History, Step
from negotiation.machine import Configuration
from negotiation.near import listing, quoted
from negotiation.orders import TooTangled
from negotiation.readings import Order, Readings, Seen, Until, fold
from negotiation.replay import replay
from negotiation.simulation.outcomes import AN_EVENT
from negotiation.simulation.plan import Floats, Origin, Plan, survival
from negotiation.simulation.races import Race
from negotiation.simulation.tables import DEVIATES, Occurrence, States, Tables

MOST_STARTS = 16
THERE = (math.inf, math.inf)  # when a wait began: just where runs begin
OVER = -math.inf  # the age of a timeout that came to nothing: it is never due
LEAST = 1e-12  # a wait that so few last as long as is one that the assumption rules out


@dataclass(frozen=True)
class Start:
    """A configuration in which runs begin, and events of the record that lead there, in order."""

    configuration: Configuration
    steps: tuple[Step, ...] = field(default=(), repr=False)


@dataclass(frozen=True)
class Begin:
    """Where runs begin, in words.

    `told` is where the record stands there if its events came in the order of its steps; `readings`
    holds every other order, None where there is none. `moment` is in seconds UTC, None where no
    moment is known; `window` is that of the event that runs begin after.
    """

    words: str
    told: Start
    moment: int | None = None
    window: tuple[int | None, int | None] = (None, None)
    readings: Readings | None = field(default=None, repr=False)

    def starts(self, tracks: Collection[str]) -> tuple[Start, ...]:
        """Give a start for each configuration of some tracks that is possible, told ones first.

        What other tracks are in makes no start of its own: there each has one state that is
        possible, the told one if it is. Raises NegotiationError if too much is open.
        """
        if self.readings is None:
            return (self.told,)
        told = self.told.configuration
        possible = {track: [s for (s,) in _ways(self.readings, [track])] for track in told}
        base = {t: told[t] if told[t] in states else states[0] for t, states in possible.items()}
        open_ = [track for track in told if track in tracks and len(possible[track]) > 1]
        if not open_:
            return (Start(base, self.told.steps),)
        found = [
            Start({**base, **states}, _reordered(self.readings, open_, self.told.steps, order))
            for states, order in _together(self.readings, open_)
        ]
        return tuple(sorted(found, key=lambda one: one.configuration != base))


def from_start(start: Configuration, words: str = "the start of the model") -> Begin:
    """Begin before any event."""
    return Begin(words, Start(start))


def from_moment(history: History, when: str) -> Begin:
    """Begin where the record stands at a moment.

    Raises DateError for what is no moment, NegotiationError for one outside the record.
    """
    moment = parse_moment(when, history.zone)
    record = history.record
    if record is None or not record.covers(moment):
        raise NegotiationError(f"the record does not reach {when}{reach(history)}")
    words = f"the record at {local(moment, history.zone):%Y-%m-%d %H:%M}"
    return _begin(history, words, Until.at(moment), moment)


def reach(history: History) -> str:
    """Say how far the record goes, as the end of a message about a moment outside it."""
    record = history.record
    if record is None:
        return "; no source in use reports anything"
    first, last = (f"{local(day, history.zone):%Y-%m-%d}" for day in (record.start, record.end - 1))
    return f"; it goes from {first} to {last}"


def from_event(history: History, event: str) -> Begin:
    """Begin just after an event of the record, in every order that the sources allow.

    Raises UnknownName, NegotiationError if it is only announced.
    """
    known = history.chronology.event(event)
    if not known.is_actual:
        raise NegotiationError(f"no report says that {quoted(event)} happened: begin elsewhere")
    return _begin(history, f"the event {event}", Until.through(event), None)


def _begin(history: History, words: str, stop: Until, moment: int | None) -> Begin:
    assumed, start = history.order_assumed, history.start
    until = replay(history.chronology, assume_order=assumed, until=stop, start=start)
    configuration = dict(until.start)
    for step in until.steps:
        configuration |= {outcome.track: outcome.after for outcome in step.outcomes}
    told = Start(configuration, until.steps)
    if moment is not None:
        return Begin(words, told, moment, (moment, moment), until.readings)
    window = until.steps[-1].window
    return Begin(words, told, None, (window.earliest, window.latest), until.readings)


def _together(readings: Readings, tracks: Sequence[str]) -> list[tuple[Configuration, Order]]:
    """Give the states that some tracks may be in together where the replay stops.

    Each with an order of events that leads there. Together: one event may move several tracks, and
    what moves one may come surely after what moves another, so that not every choice of a possible
    state for each is possible.
    """
    try:
        found = _ways(readings, tracks)
    except TooTangled:
        found = {}
    if not 0 < len(found) <= MOST_STARTS:
        many = f"{len(found):,}" if found else "too many"
        message = f"the sources leave {many} configurations open there ({listing(tracks)})"
        raise NegotiationError(f"{message}; begin at another moment, or just after an event")
    return [(dict(zip(tracks, states, strict=True)), order) for states, order in found.items()]


def _ways(readings: Readings, tracks: Sequence[str]) -> dict[tuple[str, ...], Order]:
    """Give the states that tracks may end in; just after an event, only if it has happened."""
    stop = "" if readings.until is None else readings.until.event

    def see(value: tuple[tuple[str, ...], bool], seen: Seen) -> tuple[tuple[str, ...], bool]:
        states = (
            seen.outcomes[track].after if track in seen.outcomes else state
            for track, state in zip(tracks, value[0], strict=True)
        )
        return tuple(states), value[1] or seen.event == stop

    start = tuple(readings.machine.start[track] for track in tracks)
    found = fold(readings, tracks, (), (start, not stop), see, also=[stop] if stop else ())
    return {states: order for (states, is_past), order in found.items() if is_past}


def _reordered(
    readings: Readings, tracks: Sequence[str], steps: Sequence[Step], order: Order
) -> tuple[Step, ...]:
    """Give steps anew, with those that concern some tracks in an order that leads somewhere else.

    Of these only the events in that order have happened.
    """
    concerned = {event.id for one in readings.clusters_of(tracks) for event in one.events}
    windows = {step.event.id: (step.event, step.window) for step in steps}
    kept = [key for key in windows if key not in concerned or key in order]
    places = iter(order)
    made, now = list[Step](), readings.machine.start
    for key in kept:
        event, window = windows[next(places) if key in concerned else key]
        now, outcomes = readings.machine.step(now, event)
        made.append(Step(event, window, outcomes))
    return tuple(made)


# --- how long waits have lasted ------------------------------------------------------------------


def origins(
    plans: Sequence[Plan], begin: Begin
) -> Iterator[tuple[Configuration, tuple[Origin, ...]]]:
    """Give each configuration in which runs begin, with an origin for each of some plans.

    An origin holds how long waits may have lasted by then. There are two for a configuration if the
    dates leave that open: the shortest and the longest. Configurations are told apart by the tracks
    that any plan looks at. Raises NegotiationError if too much is open, or if an assumption cannot
    be reconciled with the record.
    """
    looked_at = set[str]().union(*map(_looked_at, plans))
    for start in begin.starts(looked_at):
        every = [_ages(plan, begin, start) for plan in plans]
        is_known = all(np.array_equal(shortest, longest) for shortest, longest in every)
        for which in (0,) if is_known else (0, 1):
            yield (
                start.configuration,
                tuple(
                    _origin(plan, start, ages[which])
                    for plan, ages in zip(plans, every, strict=True)
                ),
            )


def _looked_at(plan: Plan) -> set[str]:
    """Give the tracks that can make a difference: to a race, to what is counted, to the paths."""
    numbers = {plan.arrays.headline, *(stay.track for stay in plan.stays)}
    numbers |= {dependence.track for race in plan.races for dependence in race.hangs_on}
    numbers |= {mark.track for pattern in plan.patterns for mark in pattern.marks}
    return {plan.tables.names[number] for number in numbers if number != AN_EVENT}


def _coded(plan: Plan, start: Start) -> States:
    """Give a configuration by numbers; what it leaves out stands where the model starts."""
    return plan.tables.coded({**plan.tables.machine.start, **start.configuration})


def _ages(plan: Plan, begin: Begin, start: Start) -> tuple[Floats, Floats]:
    """Give for each race how long it has run at least and at most, in seconds.

    Followed through the events of the record in one order that leads to the start: what began when
    in another one is not looked for. What no event has begun is taken to begin there.
    """
    tables, now = plan.tables, plan.tables.start
    rows = [race.row(now) for race in plan.races]
    since = [THERE for _ in plan.races]
    last = start.steps[-1] if start.steps and begin.moment is None else None
    for step in start.steps:
        now = _after(tables, now, step)
        window = THERE if step is last else _moments(step)
        for number, race in enumerate(plan.races):
            row = race.row(now)
            if row.events and row != rows[number] and (race.renews or not rows[number].events):
                since[number] = window
            elif _ends(tables, race, step):
                since[number] = _anew(since[number], window, _is_past(begin, window))
            rows[number] = row
    wanted = _coded(plan, start)
    for number, (race, row) in enumerate(zip(plan.races, rows, strict=True)):
        if race.clocks[0].forgets or race.row(wanted) != row or not row.events:
            since[number] = THERE
    earliest, latest = ((end or 0.0) for end in begin.window)
    shortest = np.array([max(earliest - last_, 0.0) for _, last_ in since])
    longest = np.array([max(latest - first, 0.0) for first, _ in since])
    return shortest, np.maximum(shortest, longest)


def _after(tables: Tables, now: States, step: Step) -> States:
    after = now.copy()
    for outcome in step.outcomes:
        if outcome.track in tables.number:
            track = tables.number[outcome.track]
            after[track] = tables.state_number[track][outcome.after]
    return after


def _moments(step: Step) -> tuple[float, float]:
    """Give when an event was at the earliest and at the latest; not known is as late as can be."""
    earliest, latest = step.window.earliest, step.window.latest
    return (
        math.inf if earliest is None else float(earliest),
        math.inf if latest is None else float(latest),
    )


def _is_past(begin: Begin, window: tuple[float, float]) -> bool:
    """Say whether an event was surely before runs begin."""
    stop = begin.window[0]
    return window is THERE or (stop is not None and window[1] <= stop)


def _anew(
    since: tuple[float, float], window: tuple[float, float], is_past: bool
) -> tuple[float, float]:
    """Give when a wait began last, if an event lets it begin anew that may not have come yet."""
    if since == THERE:
        return window if is_past else (window[0], math.inf)
    return max(since[0], window[0]) if is_past else since[0], max(since[1], window[1])


def _ends(tables: Tables, race: Race, step: Step) -> bool:
    """Say whether an event of the record is what the race waits for: then it starts anew."""
    sorts = {event for clock in race.clocks for event, _ in clock.events}
    headings = [heading for sort in sorts for heading in tables.sorts[sort].fed]
    seen = Occurrence.of(step.event, dict.fromkeys(headings))
    return any(
        tables.sorts[sort].kind == seen.kind
        and all(seen.details.get(k) == v for k, v in tables.sorts[sort].details.items())
        and all(set(n) & set(seen.names(h)) for h, n in tables.sorts[sort].fed.items())
        for sort in sorts
    )


def _origin(plan: Plan, start: Start, ages: Floats) -> Origin:
    survivals = np.ones(len(ages))
    for number, race in enumerate(plan.races):
        if ages[number] > 0:
            survivals[number] = survival(race, float(ages[number]))
            if survivals[number] < LEAST and not _may_lapse(plan.tables, race):
                raise NegotiationError(_outlasted(race, float(ages[number])))
    return Origin(
        _coded(plan, start), np.where(survivals < LEAST, OVER, ages), np.maximum(survivals, LEAST)
    )


def _may_lapse(tables: Tables, race: Race) -> bool:
    """Say whether a race is a timeout that came to nothing if its conditions did not hold."""
    states = [clock.entered for clock in race.clocks]
    sorts = [sort for clock in race.clocks for sort, _ in clock.events]
    return race.lapses and any(
        DEVIATES in cells.word[states[0] :: len(tables.states[cells.track])]
        for cells in tables.cells[sorts[0]]
        if cells.track == race.hangs_on[0].track
    )


def _outlasted(race: Race, age: float) -> str:
    """Say that a wait of the file, or a timeout of the model, has lasted too long to go on."""
    own = race.name.split("/")[1:]
    lasted = f"has lasted {age / 3600:,.1f} hours by then, longer than its"
    if race.lapses:
        stay = f"the stay in {quoted(own[-1])} of the track {quoted('/'.join(own[:-2]))}"
        return f"{stay} {lasted} timeout allows; begin elsewhere"
    wait = f"the wait {quoted('/'.join(own))}"
    return f"{wait} {lasted} assumption allows; change the assumption, or begin elsewhere"
