"""Runs followed from the words of the docs alone, and runs counted by hand from their events."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from negotiation.assumptions import Distribution, Fixed, Sort, Wait
from negotiation.machine import Machine, Outcome
from negotiation.simulation.draws import key_of, uniforms
from negotiation.simulation.plan import POINTS, Origin, Plan
from negotiation.simulation.runs import Happened
from negotiation.simulation.tables import Occurrence
from tests.simulated import Case, lasting

# --- a run from the words alone ------------------------------------------------------------------


@dataclass
class Running:
    """A wait for one choice of names, or a timeout of a track in a state."""

    name: str
    wait: Wait | None
    branches: list[tuple[Occurrence, float]]
    law: Distribution
    entered: tuple[str, str] = ("", "")
    due: float = math.inf
    choice: float = 0.0
    visits: int = 0


def followed(
    case: Case, seed: int, run: int, horizon: float
) -> Iterator[tuple[float, Occurrence, tuple[Outcome, ...]]]:
    """Follow a run by what the docs say of waits and timeouts, and by `Machine` alone.

    Uses neither tables nor races. For waits that do not forget: those that do run as one race.
    """
    machine = Machine(case.theory, case.topics)
    now = dict(zip(case.plan.tables.names, _states(case), strict=True))
    clocks = [*waits_of(case), *_timeouts(case)]
    lasted = zip(case.plan.races, case.origin.age, case.origin.survival, strict=True)
    ages = {race.name: (float(age), float(left)) for race, age, left in lasted}
    for clock in clocks:
        if is_open(machine, clock, now):
            _draw(clock, 0.0, (seed, run), *ages[clock.name])
    while clocks:
        clock = min(clocks, key=lambda one: one.due)  # of equals the first: timeouts stand last
        t, clock.due = clock.due, math.inf
        if t > horizon:
            return
        sort = _chosen(machine, clock, now)
        after, outcomes = machine.step(now, sort)
        own = clock.entered[0]
        if own and any(o.track == own and o.deviation is not None for o in outcomes):
            continue
        yield t, sort, outcomes
        for other in clocks:
            was, is_ = is_open(machine, other, now), is_open(machine, other, after)
            if not is_:
                other.due = math.inf
            elif not was or (other is clock and not own):
                _draw(other, t, (seed, run))
        now = dict(after)


def _states(case: Case) -> list[str]:
    return [s[n] for s, n in zip(case.plan.tables.states, case.origin.configuration, strict=True)]


def waits_of(case: Case) -> Iterator[Running]:
    """Give every wait, one for each choice of names."""
    for key, one in case.assumptions.waits.items():
        headings = dict.fromkeys(
            h for sort, _ in one.branches() for h, names in sort.fed().items() if "each" in names
        )
        for names in product(*(case.topics.get(heading, ()) for heading in headings)):
            each = dict(zip(headings, names, strict=True))
            branches = [(_sort(sort, each), share) for sort, share in one.branches()]
            name = "/".join(["wait", key, *names])
            yield Running(name, one, branches, one.after.distribution)


def _sort(sort: Sort, each: Mapping[str, str]) -> Occurrence:
    fed = {h: (each[h],) if "each" in names else names for h, names in sort.fed().items()}
    return Occurrence(sort.kind, sort.details, fed)


def _timeouts(case: Case) -> Iterator[Running]:
    for name, track in case.theory.tracks_for(case.topics).items():
        own = (name.partition("/")[2],)
        fed: dict[str, tuple[str, ...]] = {track.for_each: own} if track.for_each else {}
        for place, one in enumerate(track.transitions):
            for state in one.from_ if one.timeout else ():
                yield Running(
                    f"timeout/{name}/{place}/{state}", None,
                    [(Occurrence(one.on[0], one.where, fed), 1.0)], Fixed(length=one.timeout),
                    (name, state),
                )  # fmt: skip


def foreseen(machine: Machine, sort: Occurrence, now: Mapping[str, str]) -> bool:
    """Say whether some track takes an event and none deviates."""
    outcomes = machine.meet(now, sort)
    return bool(outcomes) and all(outcome.deviation is None for outcome in outcomes)


def is_open(machine: Machine, clock: Running, now: Mapping[str, str]) -> bool:
    """Say whether a clock runs in a configuration."""
    if clock.wait is None:
        return now[clock.entered[0]] == clock.entered[1]
    return (
        all(now[track] in states for track, states in clock.wait.while_.items())
        and not any(now[track] in states for track, states in clock.wait.unless.items())
        and any(foreseen(machine, sort, now) for sort, _ in clock.branches)
    )


def _chosen(machine: Machine, clock: Running, now: Mapping[str, str]) -> Occurrence:
    if clock.wait is None:
        return clock.branches[0][0]
    open_ = [(sort, share) for sort, share in clock.branches if foreseen(machine, sort, now)]
    left = clock.choice * sum(share for _, share in open_)
    for sort, share in open_:
        left -= share
        if left < 0:
            return sort
    return open_[-1][0]


def _draw(
    clock: Running, t: float, key: tuple[int, int], age: float = 0.0, left: float = 1.0
) -> None:
    seed, run = map(np.uint64, key)
    of_clock, visit = np.uint64(key_of(clock.name)), np.uint64(clock.visits)
    u, clock.choice = uniforms(seed, run, of_clock, visit)
    clock.visits += 1
    clock.due = t + max(lasting(clock.law, u * left) - age, 0.0)


# --- runs counted by hand ----------------------------------------------------------------------


@dataclass(frozen=True)
class ByHand:
    """What runs that were told event by event add up to; see `Counted`."""

    happened: NDArray[np.int64]
    spent: NDArray[np.int64]
    on_grid: NDArray[np.int64]
    stayed: NDArray[np.int64]
    first: NDArray[np.float64]


def counted_by_hand(
    plan: Plan, origin: Origin, told: Sequence[Sequence[Happened]], bins: int
) -> ByHand:
    """Count what happened in runs, with nothing but their events."""
    tables, horizon = plan.tables, plan.arrays.horizon
    base = np.concatenate([[0], np.cumsum([len(states) for states in tables.states])])
    happened = np.zeros(len(tables.sorts), np.int64)
    spent = np.zeros(base[-1], np.int64)
    on_grid = np.zeros((base[-1], POINTS + 1), np.int64)
    stayed = np.zeros((len(plan.stays), bins + 1), np.int64)
    first = np.full((len(told), len(plan.patterns)), np.inf)
    numbers = {sort.key: number for number, sort in enumerate(tables.sorts)}
    grid = np.arange(POINTS + 1) * horizon / POINTS
    for run, events in enumerate(told):
        times, rows = [0.0], [origin.configuration]
        for one in events:
            happened[numbers[one.sort.key]] += 1
            row = rows[-1].copy()
            for outcome in one.outcomes:
                track = tables.number[outcome.track]
                row[track] = tables.state_number[track][outcome.after]
            times.append(one.time)
            rows.append(row)
        ends = [*times[1:], horizon]
        for t, end, row in zip(times, ends, rows, strict=True):
            spent[base[:-1] + row] += int(end) - int(t)
        for track in range(len(tables.names)):
            last = np.searchsorted(times, grid, side="right") - 1
            np.add.at(on_grid, (base[track] + np.array(rows)[last, track], range(POINTS + 1)), 1)
        for number, stay in enumerate(plan.stays):
            there = _time_in(stay.track, stay.states, ends, rows)
            stayed[number, min(int(there / horizon * bins), bins)] += 1
        for number, pattern in enumerate(plan.patterns):
            first[run, number] = _first(pattern.marks, numbers, times, rows, events)
    return ByHand(happened, spent, on_grid, stayed, first)


def _time_in(
    track: int,
    states: frozenset[int],
    ends: Sequence[float],
    rows: Sequence[NDArray[np.int16]],
) -> float:
    """Add up the stays in some states, each from when the track came to its end."""
    total, since = 0.0, 0.0
    for place, (end, row) in enumerate(zip(ends, rows, strict=True)):
        is_last = place + 1 == len(rows)
        if is_last or rows[place + 1][track] != row[track]:
            total += end - since if int(row[track]) in states else 0.0
            since = end
    return total


def _first(
    marks: Sequence[Any],
    numbers: Mapping[tuple[object, ...], int],
    times: Sequence[float],
    rows: Sequence[NDArray[np.int16]],
    events: Sequence[Happened],
) -> float:
    """Give when a run has come to all marks, one after the other; infinite if it has not."""
    place = 0
    for step, t in enumerate(times):
        mark = marks[place]
        if mark.track >= 0:
            entered = step == 0 or rows[step][mark.track] != rows[step - 1][mark.track]
            comes = entered and int(rows[step][mark.track]) in mark.numbers
        else:
            comes = step > 0 and numbers[events[step - 1].sort.key] in mark.numbers
        place += comes
        if place == len(marks):
            return t
    return math.inf
