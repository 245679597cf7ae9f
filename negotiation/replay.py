"""Replay a chronology: run its events through the engine in every order, giving a History.

What is certain or possible holds over all orders and timings (see readings.py). Steps and spans
are told in one of them: that of the windows' midpoints under the declared relations. Reads no file
and draws nothing.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

from negotiation.bounds import Constraint, tightest
from negotiation.chronology import Chronology
from negotiation.contradictions import reconciled
from negotiation.dates import Window
from negotiation.errors import NegotiationError
from negotiation.event import Event
from negotiation.history import History, Record, Step
from negotiation.knots import Relations
from negotiation.machine import Configuration, Machine
from negotiation.readings import Readings, Until

LAST = float("inf")


def replay(
    chronology: Chronology,
    *,
    assume_order: bool = False,
    record: Record | None = None,
    until: Until | None = None,
    start: Configuration | None = None,
) -> History:
    """Give the history of a chronology, read with its model.

    Reports that the coder set aside are not used; events that no report says happened move
    nothing and stay as anchors in time. With `assume_order` only the order in which the steps
    are told counts: an assumption wherever windows overlap. `record` is the stretch that the
    sources cover, where it is known already: a what-if keeps that of the record. With `until`
    nothing after the stop is replayed, and the record ends there: just after a moment; at an
    event's earliest second, for only what lies surely before it is reported by then. `start` is
    where tracks stand before any event, if not in the model's initial states. Raises
    UnknownName for a stop at an event that is not in use, TooTangled if the dates leave too many
    orders open.
    """
    chronology = chronology.in_use()
    if until is not None and until.event:
        chronology.event(until.event)
    used = reconciled(chronology)
    times, relations = used.windows, list(used.relations)
    order = assumed_order(chronology, times, followers(relations))
    if assume_order:
        times, relations = _in_order(order, times, relations)
    network = Relations(times, relations)
    moving = [event for event in order if event.is_actual]
    record = record or _record(chronology, [times[event.id] for event in moving])
    if until is not None:
        moving, record = _before_stop(moving, until, network), _stopped(record, until, network)
    machine = Machine(chronology.model, chronology.topics(), start)
    configuration, steps = machine.start, []
    for event in moving:
        configuration, outcomes = machine.step(configuration, event)
        steps.append(Step(event, times[event.id], outcomes))
    unmoved = tuple((e, times[e.id]) for e in chronology.events.values() if not e.is_actual)
    readings = Readings(machine, chronology.model.clusters(), network, until).read(moving)
    return History(chronology, readings, tuple(steps), unmoved, record, used.left_out, assume_order)


def _before_stop(order: Sequence[Event], until: Until, network: Relations) -> list[Event]:
    """Leave out what is surely after the stop; an event at which it stops stands last.

    All that may come before that event may do so at once, with the event at its latest.
    """
    if until.moment is not None:
        return [event for event in order if network.ranges[event.id][0] <= until.moment]
    stop = [event for event in order if event.id == until.event and until.including]
    others = (event for event in order if event.id != until.event)
    return [*(e for e in others if not network.in_sequence(until.event, e.id)), *stop]


def _stopped(record: Record | None, until: Until, network: Relations) -> Record | None:
    """End the record where the replay stops; None if nothing is left of it."""
    stop = network.ranges[until.event][0] if until.moment is None else until.moment + 1
    if record is None or stop <= record.start:
        return None
    return Record(record.start, min(record.end, stop))


def _in_order(
    order: Sequence[Event], times: Mapping[str, Window], relations: list[Constraint]
) -> tuple[Mapping[str, Window], list[Constraint]]:
    """Add to the relations that the events took place in this order."""
    assumed = [Constraint(a.id, b.id, 0, None, "assumed") for a, b in pairwise(order)]
    tight = tightest(times, relations + assumed)
    if tight is None:
        raise NegotiationError(
            "no order by dates alone fits the reported lengths of time between these events; "
            "leave --assume-order out"
        )
    return tight, relations + assumed


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


def _record(chronology: Chronology, times: Sequence[Window]) -> Record | None:
    """Give the stretch from the first event to the last publication; None without either.

    The windows are those of the events that happened.
    """
    starts = [window.earliest for window in times if window.earliest is not None]
    ends = [chronology.published(key) + 1 for key in chronology.source_ids()]
    if not ends or not times:
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
