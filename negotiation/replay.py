"""Replay a chronology: fold the engine over one order of its events, giving a History.

The order is that of the windows' midpoints under the declared relations: an assumption wherever
windows overlap, and said to be one. Reads no file and draws nothing.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Mapping
from itertools import pairwise

from negotiation.bounds import Constraint, constraints, windows
from negotiation.chronology import Chronology, Event
from negotiation.dates import Window
from negotiation.history import History, Record, Step, leads
from negotiation.machine import Machine

LAST = float("inf")


def replay(chronology: Chronology) -> History:
    """Give the history of a chronology, read with its model.

    Reports that the coder set aside are not used; events that no report says happened move
    nothing and stay as anchors in time.
    """
    chronology = chronology.in_use()
    times = windows(chronology)
    relations = list(constraints(chronology))
    machine = Machine(chronology.model, chronology.topics())
    configuration, steps = machine.start, []
    for event in assumed_order(chronology, times, relations):
        if event.is_actual:
            configuration, outcomes = machine.step(configuration, event)
            steps.append(Step(event, times[event.id], outcomes))
    unmoved = tuple(
        (event, times[event.id]) for event in chronology.events.values() if not event.is_actual
    )
    later = _later(relations)
    loose = _loose(machine, chronology.model.clusters(), steps, later)
    record = _record(chronology, steps)
    return History(chronology, machine.start, tuple(steps), unmoved, record, loose, later)


def assumed_order(
    chronology: Chronology, times: Mapping[str, Window], relations: list[Constraint]
) -> list[Event]:
    """Order the events by the midpoints of their windows, never against a declared relation.

    Of an open window its known end counts, of one open on both sides its place among its
    relations; ties go by the order of the file.
    """
    place = {key: number for number, key in enumerate(chronology.events)}
    later: dict[str, list[str]] = {key: [] for key in place}
    waits_for = dict.fromkeys(place, 0)
    for relation in relations:
        if relation.least is not None and relation.least >= 0:
            later[relation.first].append(relation.then)
            waits_for[relation.then] += 1
    ready = [(_middle(times[key]), place[key], key) for key in place if not waits_for[key]]
    heapq.heapify(ready)
    ordered: list[Event] = []
    while ready:
        middle, _, key = heapq.heappop(ready)
        ordered.append(chronology.events[key])
        for other in later[key]:
            waits_for[other] -= 1
            if not waits_for[other]:
                own = _middle(times[other])
                after = middle if own == LAST else max(own, middle)
                heapq.heappush(ready, (after, place[other], other))
    placed = {event.id for event in ordered}
    # relations that run in a circle are contradictions; their events go by date alone
    left = [event for key, event in chronology.events.items() if key not in placed]
    return ordered + sorted(left, key=lambda event: (_middle(times[event.id]), place[event.id]))


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


def _later(relations: list[Constraint]) -> dict[str, frozenset[str]]:
    """Give for each event those that a report puts after it."""
    later: dict[str, set[str]] = {}
    for relation in relations:
        if relation.least is not None and relation.least >= 0:
            later.setdefault(relation.first, set()).add(relation.then)
    return {key: frozenset(others) for key, others in later.items()}


def _loose(
    machine: Machine,
    clusters: Mapping[str, str],
    steps: list[Step],
    later: Mapping[str, frozenset[str]],
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
    first = {key: _first_open(own, later) for key, own in concerned.items()}
    opens = {track: first.get(cluster(track)) for track in machine.start}
    return {track: moment for track, moment in opens.items() if moment is not None}


def _first_open(steps: list[Step], later: Mapping[str, frozenset[str]]) -> int | None:
    """Give the earliest moment at which what happened, or in which order, may be open."""
    opens = [step.window.earliest or 0 for step in steps if step.event.is_disputed]
    for one, other in pairwise(steps):
        ordered = one.window.surely_before(other.window)
        if not ordered and not leads(later, one.event.id, other.event.id):
            ends = [w.earliest for w in (one.window, other.window) if w.earliest is not None]
            opens.append(min(ends, default=0))
    return min(opens, default=None)
