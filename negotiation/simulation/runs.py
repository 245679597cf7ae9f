"""One run, told event by event: what the kernel counts without telling.

Written apart from the kernel, over the same tables, races and random numbers, so that each holds
the other to account: same events, same seconds.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from negotiation.machine import Outcome
from negotiation.simulation.arithmetic import exp, gamma_quantile, ln, normal_quantile
from negotiation.simulation.draws import uniforms
from negotiation.simulation.plan import (
    EMPIRICAL,
    EXPONENTIAL,
    GAMMA,
    LOG_NORMAL,
    WEIBULL,
    Origin,
    Plan,
    parameters,
)
from negotiation.simulation.races import Race, Row
from negotiation.simulation.tables import Occurrence, States


@dataclass(frozen=True)
class Happened:
    """An event of a run: when, in seconds from its start, its sort, and what it did."""

    time: float
    sort: Occurrence
    outcomes: tuple[Outcome, ...]


@dataclass
class _Ticking:
    """A race under way: its row, when it is due, and the number that chooses its event."""

    row: Row
    due: float = math.inf
    choice: float = 0.0
    visits: int = 0


def tell_run(plan: Plan, origin: Origin, seed: int, run: int) -> list[Happened]:
    """Give the events of one run, in order."""
    configuration = origin.configuration.copy()
    ticking = [_Ticking(race.row(configuration)) for race in plan.races]
    for number, one in enumerate(ticking):
        if one.row.events:
            _start(plan, number, one, 0.0, (seed, run), origin)
    told: list[Happened] = []
    while True:
        number = min(range(len(ticking)), key=lambda n: ticking[n].due, default=-1)
        if number < 0 or ticking[number].due > plan.arrays.horizon:
            return told
        race, one = plan.races[number], ticking[number]
        t, one.due = one.due, math.inf
        sort = _choose(one.row, one.choice)
        after, outcomes = plan.tables.step(configuration, sort)
        if race.lapses and _deviates(plan, race, outcomes):
            continue
        told.append(Happened(t, plan.tables.sorts[sort], outcomes))
        waiting = _refresh(plan, ticking, configuration, after)
        if one.due == math.inf and one.row.events and not race.lapses:
            waiting.add(number)
        configuration = after
        for other in waiting:
            _start(plan, other, ticking[other], t, (seed, run), None)


def _refresh(plan: Plan, ticking: Sequence[_Ticking], before: States, after: States) -> set[int]:
    """Stop the clocks that are no longer allowed, and give those that are to start."""
    waiting = set[int]()
    for number, (race, one) in enumerate(zip(plan.races, ticking, strict=True)):
        if all(before[d.track] == after[d.track] for d in race.hangs_on):
            continue
        row = race.row(after)
        if row == one.row:
            continue
        had, one.row = bool(one.row.events), row
        if not row.events:
            one.due = math.inf
        elif race.renews or not had:
            waiting.add(number)
    return waiting


def _deviates(plan: Plan, race: Race, outcomes: Sequence[Outcome]) -> bool:
    own = plan.tables.names[race.hangs_on[0].track]
    return any(o.track == own and o.deviation is not None for o in outcomes)


def _choose(row: Row, choice: float) -> int:
    total = 0.0
    for event, weight in row.events:
        total += weight
        if choice < total / row.rate:
            return event
    return row.events[-1][0]


def _start(
    plan: Plan, number: int, one: _Ticking, t: float, key: tuple[int, int], origin: Origin | None
) -> None:
    """Draw when a race is due and what chooses its event; at the origin it may have run before."""
    seed, run = key
    race_key = plan.arrays.race_key[number]
    u, one.choice = uniforms(np.uint64(seed), np.uint64(run), race_key, np.uint64(one.visits))
    one.visits += 1
    age = 0.0
    if origin is not None:
        u, age = u * origin.survival[number], float(origin.age[number])
    one.due = t + max(length(plan.races[number], one.row, u) - age, 0.0)


def length(race: Race, row: Row, u: float) -> float:
    """Give the length of a race that longer ones are as likely as u, in seconds."""
    distribution = race.clocks[0].after.distribution
    form, a, b, c = parameters(distribution)
    if form == EXPONENTIAL:
        return -ln(u) * row.mean
    if form == WEIBULL:
        return a * exp(ln(-ln(u)) * b)
    if form == LOG_NORMAL:
        return exp(a - b * normal_quantile(u))
    if form == GAMMA:
        return gamma_quantile(a, c, u) * b
    if form == EMPIRICAL:
        lengths = sorted(map(float, distribution.lengths), reverse=True)  # type: ignore[union-attr]
        return lengths[int(u * len(lengths))]
    return a
