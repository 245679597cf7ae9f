"""Replay a chronology: fold the engine over one order of its events, giving a History.

The order is that of the windows' midpoints under the declared relations: an assumption wherever
windows overlap, and said to be one. Reads no file and draws nothing.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable, Mapping
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

from negotiation.bounds import Constraint, constraints, own_windows, tightest
from negotiation.chronology import Chronology, Event
from negotiation.dates import Window
from negotiation.history import History, Record, Step, leads
from negotiation.machine import Machine

LAST = float("inf")
EVER = -(2**40)  # seconds since 1970: before any date that can be written


def replay(chronology: Chronology) -> History:
    """Give the history of a chronology, read with its model.

    Reports that the coder set aside are not used; events that no report says happened move
    nothing and stay as anchors in time.
    """
    chronology = chronology.in_use()
    own, relations = own_windows(chronology), list(constraints(chronology))
    tight = tightest(own, relations)
    times = own if tight is None else tight
    later = followers(relations)
    order = assumed_order(chronology, times, later)
    machine = Machine(chronology.model, chronology.topics())
    configuration, steps = machine.start, []
    for event in order:
        if event.is_actual:
            configuration, outcomes = machine.step(configuration, event)
            steps.append(Step(event, times[event.id], outcomes))
    moving = {step.event.id for step in steps}
    unmoved = tuple((e, times[e.id]) for e in chronology.events.values() if e.id not in moving)
    if tight is None:
        later = {}  # relations that contradict the dates fix no order
    place = {event.id: number for number, event in enumerate(order)}
    loose = _loose(machine, chronology.model.clusters(), steps, later, place)
    record = _record(chronology, steps)
    return History(chronology, machine.start, tuple(steps), unmoved, record, loose, later)


def assumed_order(
    chronology: Chronology, times: Mapping[str, Window], later: Mapping[str, frozenset[str]]
) -> list[Event]:
    """Order the events by the midpoints of their windows, never against a declared relation.

    Of an open window its known end counts, of one open on both sides its place among its
    relations; ties go by the order of the file.
    """
    place = {key: number for number, key in enumerate(chronology.events)}
    waits_for = Counter(other for others in later.values() for other in others)
    ready = [(_middle(times[key]), place[key], key) for key in place if not waits_for[key]]
    heapq.heapify(ready)
    ordered: list[Event] = []
    while ready:
        middle, _, key = heapq.heappop(ready)
        ordered.append(chronology.events[key])
        for other in later.get(key, ()):
            waits_for[other] -= 1
            if not waits_for[other]:
                own = _middle(times[other])
                after = middle if own == LAST else max(own, middle)
                heapq.heappush(ready, (after, place[other], other))
    return ordered


def _middle(window: Window) -> float:
    middle = window.midpoint()
    return LAST if middle is None else middle


def _record(chronology: Chronology, steps: list[Step]) -> Record | None:
    """Give the stretch from the first event to the last publication; None without either."""
    starts = [step.window.earliest for step in steps if step.window.earliest is not None]
    ends = [chronology.published(key) + 1 for key in chronology.source_ids()]
    if not ends or not steps:
        return None
    start = min(starts, default=min(ends))
    return Record(start, max(ends)) if start < max(ends) else None


def followers(relations: Iterable[Constraint]) -> dict[str, frozenset[str]]:
    """Give for each event those that a report puts after it.

    Relations that run in a circle contradict one another: they are left out, and their events
    go by date alone.
    """
    pairs = {(r.first, r.then): None for r in relations if r.least is not None and r.least >= 0}
    while circle := _circle(pairs):
        for pair in pairwise(circle):
            del pairs[pair]
    later: dict[str, set[str]] = {}
    for first, then in pairs:
        later.setdefault(first, set()).add(then)
    return {key: frozenset(others) for key, others in later.items()}


def _circle(pairs: Iterable[tuple[str, str]]) -> list[str]:
    """Give events that follow one another in a circle, the first one at both ends, or none."""
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for first, then in pairs:
        sorter.add(then, first)
    try:
        sorter.prepare()
    except CycleError as error:
        circle: list[str] = error.args[1]
        return circle
    return []


def _loose(
    machine: Machine,
    clusters: Mapping[str, str],
    steps: list[Step],
    later: Mapping[str, frozenset[str]],
    place: Mapping[str, int],
) -> dict[str, int]:
    """Give the tracks for which order is assumed, each with the first moment it may matter.

    The tracks that conditions tie together share their events: two of them whose windows overlap
    and which no chain of relations orders leave the order open, and so does a disputed event.
    """
    tied = Counter(clusters.values())

    def cluster(track: str) -> str:
        own = clusters[track.partition("/")[0]]
        return track if tied[own] == 1 else own

    concerned: dict[str, list[Step]] = {}
    for step in steps:
        for key in dict.fromkeys(cluster(outcome.track) for outcome in step.outcomes):
            concerned.setdefault(key, []).append(step)
    first = {key: _first_open(own, later, place) for key, own in concerned.items()}
    opens = {track: first.get(cluster(track)) for track in machine.start}
    return {track: moment for track, moment in opens.items() if moment is not None}


def _first_open(
    steps: list[Step], later: Mapping[str, frozenset[str]], place: Mapping[str, int]
) -> int | None:
    """Give the earliest moment at which what happened, or in which order, may be open."""
    first = min((_start(step) for step in steps if step.event.is_disputed), default=None)
    for one, other in pairwise(steps):
        if one.window.surely_before(other.window):
            continue
        start = min(_start(one), _start(other))
        sooner = first is None or start < first
        if sooner and not leads(later, one.event.id, other.event.id, place):
            first = start
    return first


def _start(step: Step) -> int:
    return EVER if step.window.earliest is None else step.window.earliest
