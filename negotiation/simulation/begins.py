"""Where runs begin: at the model's start, or where a record stands at a moment or an event.

What the sources leave open there is not averaged: each possible configuration is a start of its
own. So is how long a wait may have lasted by then: the shortest and the longest.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

import numpy as np

from negotiation.dates import local, parse_moment
from negotiation.errors import NegotiationError
from negotiation.history import History, Step
from negotiation.machine import Configuration
from negotiation.near import quoted
from negotiation.readings import Seen, Until, fold
from negotiation.replay import replay
from negotiation.simulation.plan import (
    EMPIRICAL,
    FIXED,
    GAMMA,
    LOG_NORMAL,
    WEIBULL,
    Floats,
    Origin,
    Plan,
    parameters,
)
from negotiation.simulation.races import Race
from negotiation.simulation.tables import Occurrence, Tables

MOST_STARTS = 16


@dataclass(frozen=True)
class Begin:
    """Where runs begin, in words, and each configuration in which they may.

    `moment` is in seconds UTC, None where no moment is known; `steps` are the events of the record
    up to there, in one order that the sources allow.
    """

    words: str
    starts: tuple[Configuration, ...]
    moment: int | None = None
    window: tuple[int | None, int | None] = (None, None)
    steps: tuple[Step, ...] = field(default=(), repr=False)


def from_start(start: Configuration, words: str = "the start of the model") -> Begin:
    """Begin before any event."""
    return Begin(words, (start,))


def from_moment(history: History, when: str) -> Begin:
    """Begin where the record stands at a moment.

    Raises DateError for what is no moment, NegotiationError for one outside the record, or at
    which too much is open.
    """
    moment = parse_moment(when, history.zone)
    record = history.record
    if record is None or not record.covers(moment):
        ends = (
            "" if record is None else f"; it ends on {local(record.end - 1, history.zone):%Y-%m-%d}"
        )
        raise NegotiationError(f"the record does not reach {when}{ends}")
    clusters = history.readings.clusters_of(history.tracks)
    choices = [history.readings.configurations(cluster.tracks[0], moment) for cluster in clusters]
    steps = [step for step in history.steps if (step.window.earliest or moment) <= moment]
    starts = _starts(history.start, choices, steps)
    words = f"the record at {local(moment, history.zone):%Y-%m-%d %H:%M}"
    return Begin(words, starts, moment, (moment, moment), tuple(steps))


def from_event(history: History, event: str) -> Begin:
    """Begin just after an event of the record, in every order that the sources allow.

    Raises UnknownName, NegotiationError if it is only announced or too much is open.
    """
    known = history.chronology.event(event)
    if not known.is_actual:
        raise NegotiationError(f"no report says that {quoted(event)} happened: begin elsewhere")
    until = replay(history.chronology, until=Until.through(event))
    choices = [_at_the_end(until, c.tracks) for c in until.readings.clusters_of(until.tracks)]
    starts = _starts(until.start, choices, until.steps)
    window = until.steps[-1].window
    return Begin(f"the event {event}", starts, None, (window.earliest, window.latest), until.steps)


def _at_the_end(history: History, tracks: tuple[str, ...]) -> list[Configuration]:
    """Give the configurations that some tracks may stand in where the replay stops."""

    def see(now: tuple[str, ...], seen: Seen) -> tuple[str, ...]:
        return tuple(
            seen.outcomes[track].after if track in seen.outcomes else state
            for track, state in zip(tracks, now, strict=True)
        )

    start = tuple(history.start[track] for track in tracks)
    found = fold(history.readings, tracks, (), start, see)
    return [dict(zip(tracks, states, strict=True)) for states in found]


def _starts(
    start: Configuration, choices: Sequence[Sequence[Configuration]], steps: Iterable[Step]
) -> tuple[Configuration, ...]:
    """Give every configuration that is possible, that of the order told first."""
    count = math.prod(len(choice) for choice in choices)
    if count > MOST_STARTS:
        open_ = [track for choice in choices if len(choice) > 1 for track in choice[0]]
        message = f"the sources leave {count:,} configurations open there ({', '.join(open_[:6])})"
        raise NegotiationError(f"{message}; begin at another moment, or just after an event")
    told = dict(start)
    for step in steps:
        told |= {outcome.track: outcome.after for outcome in step.outcomes}
    every = [
        {track: state for part in parts for track, state in part.items()}
        for parts in product(*choices)
    ]
    return tuple(sorted(every, key=lambda one: one != told))


# --- how long waits have lasted ------------------------------------------------------------------


def origins(plan: Plan, begin: Begin) -> Iterator[tuple[Configuration, Origin]]:
    """Give each configuration in which runs begin, with how long waits may have lasted by then.

    Two for a configuration if the dates leave that open: the shortest and the longest.
    Raises NegotiationError if an assumption cannot be reconciled with the record.
    """
    tables = plan.tables
    for start in begin.starts:
        whole = {name: start.get(name, tables.machine.start[name]) for name in tables.names}
        coded = tables.coded(whole)
        shortest, longest = _ages(plan, begin, whole)
        for age in [shortest] if np.array_equal(shortest, longest) else [shortest, longest]:
            yield start, Origin(coded, age, _survivals(plan, age))


def _ages(plan: Plan, begin: Begin, configuration: Configuration) -> tuple[Floats, Floats]:
    """Give for each race how long it has run at least and at most, in seconds.

    Followed through the events in the order told; what runs in another possible configuration only
    is taken to begin there.
    """
    since: list[Step | None] = [None] * len(plan.races)
    tables = plan.tables
    now = tables.start
    rows = [race.row(now) for race in plan.races]
    for step in begin.steps:
        moves = {o.track: o.after for o in step.outcomes if o.moved and o.track in tables.number}
        now = now.copy()
        for track, state in moves.items():
            now[tables.number[track]] = tables.state_number[tables.number[track]][state]
        for number, race in enumerate(plan.races):
            row = race.row(now)
            starts = bool(row.events) and (not rows[number].events or race.renews)
            if (starts and row != rows[number]) or _ends(tables, race, step):
                since[number] = step
            rows[number] = row
    wanted = tables.coded({name: configuration[name] for name in tables.names})
    here = [
        None if race.clocks[0].forgets or race.row(wanted) != row or not row.events else step
        for race, row, step in zip(plan.races, rows, since, strict=True)
    ]
    return _lasted(begin, here, longest=False), _lasted(begin, here, longest=True)


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


def _lasted(begin: Begin, since: Sequence[Step | None], *, longest: bool) -> Floats:
    earliest, latest = begin.window
    ages = np.zeros(len(since))
    for number, step in enumerate(since):
        if step is None or step is (begin.steps[-1] if begin.moment is None else None):
            continue
        first, last = step.window.earliest, step.window.latest
        to, from_ = (latest, first) if longest else (earliest, last)
        if to is not None and from_ is not None:
            ages[number] = max(to - from_, 0)
    return ages


def _survivals(plan: Plan, ages: Floats) -> Floats:
    found = np.ones(len(ages))
    for number, race in enumerate(plan.races):
        if ages[number] > 0:
            found[number] = survival(race, float(ages[number]))
            if found[number] <= 0:
                raise NegotiationError(
                    f"{quoted(race.name)} has lasted {ages[number] / 3600:,.1f} hours by then, "
                    "longer than its assumption allows; change the assumption, or begin elsewhere"
                )
    return found


def survival(race: Race, age: float) -> float:
    """Give how likely a race is to last longer than that many seconds."""
    from scipy import special

    distribution = race.clocks[0].after.distribution
    form, a, b, c = parameters(distribution)
    del c
    if form == WEIBULL:
        return math.exp(-((age / a) ** (1 / b)))
    if form == LOG_NORMAL:
        return float(special.ndtr((a - math.log(age)) / b))
    if form == GAMMA:
        return float(special.gammaincc(a, age / b))
    if form == FIXED:
        return float(age < a)
    if form == EMPIRICAL:
        lengths: Mapping[str, object] | tuple[int, ...] = distribution.lengths  # type: ignore[union-attr]
        return sum(length > age for length in lengths) / len(lengths)  # type: ignore[operator]
    return math.exp(-age / a)
