"""The temporal network as edges between events: circles that cannot be, and chains that bound.

Edges that carry a report in, edges out. Knows numbers and names, no dates and no files. A network
contradicts itself just where edges run in a circle of positive length (Dechter, Meiri & Pearl
1991, doi:10.1016/0004-3702(91)90006-6).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

ORIGIN = ""  # the fixed moment, 1 January 1970 UTC; as a report: what is never doubted
NEVER = -(2**60)


@dataclass(frozen=True, slots=True)
class Edge:
    """At least `least` seconds from one event to another, or to or from the fixed moment."""

    first: str
    then: str
    least: int
    report: str


# --- circles -------------------------------------------------------------------------------------


def circle(edges: Iterable[Edge], order: Sequence[str] | None = None) -> tuple[Edge, ...]:
    """Find edges that run in a circle of positive length; none if all edges can hold at once.

    Longest paths after Bellman and Ford, walking the events in their sequence.
    """
    return _longest(edges, order)[1]


def _longest(
    edges: Iterable[Edge], order: Sequence[str] | None = None
) -> tuple[dict[str, int], tuple[Edge, ...]]:
    """Give the greatest length from the fixed moment to each event, and a circle if there is one.

    Far below zero where no edges lead.
    """
    onward = _onward(edges)
    walk = [key for key in order if key in onward] if order else _in_sequence(onward)
    far = dict.fromkeys(onward, NEVER) | {ORIGIN: 0}
    came: dict[str, Edge] = {}
    changed = set(onward)
    while changed:
        if _pass_on(walk, onward, far, came, changed):
            return far, _ring(came, ORIGIN, {})
        ring = _any_ring(came) if changed else ()
        if ring:
            return far, ring
    return far, ()


def _pass_on(
    walk: Iterable[str],
    onward: Mapping[str, Sequence[Edge]],
    far: dict[str, int],
    came: dict[str, Edge],
    changed: set[str],
) -> bool:
    """Pass on every change; say whether the fixed moment would have to move."""
    for key in walk:
        if key not in changed:
            continue
        changed.discard(key)
        for edge in onward[key]:
            reached = far[key] + edge.least
            if reached > far[edge.then]:
                far[edge.then] = reached
                came[edge.then] = edge
                changed.add(edge.then)
                if edge.then == ORIGIN:
                    return True
    return False


def _any_ring(came: Mapping[str, Edge]) -> tuple[Edge, ...]:
    """Give a circle among the edges by which the longest paths came; each would be positive."""
    seen: dict[str, str] = {}
    for key in came:
        if key not in seen:
            ring = _ring(came, key, seen)
            if ring:
                return ring
    return ()


def _ring(came: Mapping[str, Edge], start: str, seen: dict[str, str]) -> tuple[Edge, ...]:
    """Follow a path backwards until it meets itself; none if it meets an older one or ends."""
    key, path = start, list[Edge]()
    while key not in seen:
        seen[key] = start
        if key not in came:
            return ()
        path.append(came[key])
        key = came[key].first
    if seen[key] != start:
        return ()
    begun = next(number for number, edge in enumerate(path) if edge.then == key)
    return tuple(reversed(path[begun:]))


def sequence(edges: Iterable[Edge]) -> list[str]:
    """Put the events in a sequence in which `circle` is quick, also on fewer of these edges."""
    return _in_sequence(_onward(edges))


def _onward(edges: Iterable[Edge]) -> dict[str, list[Edge]]:
    onward: dict[str, list[Edge]] = {}
    for edge in edges:
        onward.setdefault(edge.first, []).append(edge)
        onward.setdefault(edge.then, [])
    return onward


def _in_sequence(onward: Mapping[str, Sequence[Edge]]) -> list[str]:
    """Put the events in their sequence, the fixed moment first; in a circle it does not matter."""
    sorter = TopologicalSorter[str](dict.fromkeys(onward, ()))
    for edges in onward.values():
        for edge in edges:
            if edge.least >= 0 and ORIGIN not in (edge.first, edge.then):
                sorter.add(edge.then, edge.first)
    try:
        ordered = list(sorter.static_order())
    except CycleError:
        ordered = list(onward)
    return [ORIGIN, *(key for key in ordered if key != ORIGIN)] if ORIGIN in onward else ordered


def parts(edges: Iterable[Edge]) -> list[list[Edge]]:
    """Divide edges where no relation ties events together: a contradiction lies in one part."""
    leader: dict[str, str] = {}

    def lead(key: str) -> str:
        while (above := leader.setdefault(key, key)) != key:
            leader[key] = leader[above]
            key = leader[key]
        return key

    every = list(edges)
    for edge in every:
        if ORIGIN not in (edge.first, edge.then):
            leader[lead(edge.then)] = lead(edge.first)
    divided: dict[str, list[Edge]] = {}
    for edge in every:
        divided.setdefault(lead(edge.first or edge.then), []).append(edge)
    return list(divided.values())


def relevant(edges: Sequence[Edge]) -> list[Edge]:
    """Keep the edges that may lie on a circle of positive length; none if there is no circle.

    With the fixed moment taken apart into a start and an end, such a circle is a path from one to
    the other. Where relations alone run in a circle, all edges are kept.
    """
    if circle(edge for edge in edges if ORIGIN not in (edge.first, edge.then)):
        return list(edges)
    low, _ = _longest(edge for edge in edges if edge.then != ORIGIN)
    turned = (Edge(e.then, e.first, e.least, e.report) for e in edges if e.first != ORIGIN)
    back, _ = _longest(turned)
    return [e for e in edges if low.get(e.first, NEVER) + e.least + back.get(e.then, NEVER) > 0]


def smallest(
    ring: Sequence[Edge], edges: Iterable[Edge], *, patient: bool = True
) -> frozenset[str]:
    """Drop the reports of a circle that the others do without; what is left contradicts itself.

    Edges under no report's name are never dropped. Not patient: gives the circle's reports as
    they are.
    """
    kept = {edge.report: list[Edge]() for edge in ring}
    for edge in edges:
        if edge.report in kept:
            kept[edge.report].append(edge)
    if sum(map(len, kept.values())) == len(ring):
        return frozenset(kept) - {ORIGIN}  # nothing but the circle: each report is needed
    for report in list(kept) if patient else ():
        if report == ORIGIN or report not in kept:
            continue
        rest = circle(edge for other, own in kept.items() if other != report for edge in own)
        if rest:
            needed = {ORIGIN, *(edge.report for edge in rest)}
            kept = {other: own for other, own in kept.items() if other in needed}
    return frozenset(kept) - {ORIGIN}


# --- chains --------------------------------------------------------------------------------------


def chain(start: str, steps: Mapping[str, Sequence[tuple[str, Edge]]]) -> tuple[Edge, ...]:
    """Give the fewest edges that lead from an event to the fixed moment, the first written first.

    `steps` holds for each event the edges that may be taken from it, each with where it leads.
    """
    came: dict[str, tuple[str, Edge]] = {}
    waiting = deque([start])
    while waiting and ORIGIN not in came:
        key = waiting.popleft()
        for other, edge in steps.get(key, ()):
            if other not in came and other != start:
                came[other] = key, edge
                waiting.append(other)
    path, key = list[Edge](), ORIGIN
    while key in came and key != start:
        key, edge = came[key]
        path.append(edge)
    return tuple(reversed(path))
