"""Which reports cannot all be right, and which are the fewest to doubt.

Edges that carry a report in; every smallest contradicting set of reports out, and the cheapest
choices that resolve them. Every smallest contradicting set and every smallest set to doubt hit one
another (Reiter 1987, doi:10.1016/0004-3702(87)90062-2), so each is found from the other until
nothing is missing (Bailey & Stuckey 2005, doi:10.1007/978-3-540-30557-6_14).
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from negotiation.network import Edge, circle, parts, relevant, sequence, smallest

LIMIT = 50  # contradicting sets to look for among events that relations tie together
EFFORT = 4_000_000  # edges to look at for them, about as many microseconds
MOST = 1_000  # sets to doubt that are kept in view

Reports = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The smallest contradicting sets; whether they are all, and whether the cheapest are sure."""

    sets: tuple[Reports, ...]
    complete: bool
    settled: bool


@dataclass(frozen=True, slots=True)
class Doubt:
    """Contradictions that share reports, and the fewest reports whose doubt resolves them all.

    `cheapest` holds every such choice of the least size.
    """

    contradictions: tuple[Reports, ...]
    cheapest: tuple[Reports, ...]

    @property
    def reports(self) -> frozenset[str]:
        """Every report in one of them."""
        return frozenset().union(*self.contradictions)


# --- smallest contradicting sets -----------------------------------------------------------------


def search(edges: Iterable[Edge], limit: int = LIMIT, effort: int = EFFORT) -> Found:
    """Find all smallest contradicting sets of reports, in the order of size, then of the edges.

    In each part of the network it stops at the limit, unless more are needed to know the cheapest
    sets to doubt. What is found depends on the edges and their order alone.
    """
    every = list(edges)
    near = (parts(relevant(part)) for part in parts(every))
    searches = [_Search(part, limit, effort) for divided in near for part in divided]
    complete = [one.run() for one in searches]
    found = [one for search in searches for one in search.found]
    rank = _rank(edge.report for edge in every)
    return Found(_sorted(found, rank), all(complete), all(search.is_settled for search in searches))


def _rank(reports: Iterable[str]) -> dict[str, int]:
    return {report: number for number, report in enumerate(dict.fromkeys(reports))}


def _sorted(sets: Iterable[frozenset[str]], rank: Mapping[str, int]) -> tuple[Reports, ...]:
    tuples = (tuple(sorted(one, key=rank.__getitem__)) for one in sets)
    return tuple(sorted(tuples, key=lambda one: (len(one), [rank[report] for report in one])))


class _Search:
    """One search in one part: the sets found so far, and the choices that leave none whole."""

    def __init__(self, edges: Sequence[Edge], limit: int, effort: int) -> None:
        self.edges = edges
        self.limit = limit
        self.effort = effort
        self.rank = _rank(edge.report for edge in edges)
        self.order: list[str] = []
        self.found: list[frozenset[str]] = []
        self.choices: set[frozenset[str]] = {frozenset()}
        self.least: int | None = None  # size of the smallest choice that resolves everything
        self.is_settled = True

    def run(self) -> bool:
        """Try choices, the smallest first; say whether all contradicting sets were found."""
        heap = [self._turn(frozenset())]
        while heap:
            size, _, choice = heapq.heappop(heap)
            if choice not in self.choices:
                continue
            if self._is_enough(size):
                self.is_settled = self.least is not None and size > self.least
                return False
            ring = self._circle(edge for edge in self.edges if edge.report not in choice)
            if not ring:
                self.least = size if self.least is None else self.least
                continue
            for wider in self._learn(self._smallest(ring)):
                heapq.heappush(heap, self._turn(wider))
        return True

    def _turn(self, choice: frozenset[str]) -> tuple[int, list[int], frozenset[str]]:
        return len(choice), sorted(self.rank[report] for report in choice), choice

    def _is_enough(self, size: int) -> bool:
        if self.effort <= 0 or len(self.choices) > MOST:
            return True
        return len(self.found) >= self.limit and self.least is not None and size > self.least

    def _learn(self, one: frozenset[str]) -> set[frozenset[str]]:
        """Note a contradicting set; give the choices that it adds."""
        self.found.append(one)
        after = set(_hit(self.choices, one))
        added = after - self.choices
        self.effort -= len(after) * len(one)
        self.choices = after
        return added

    def _circle(self, edges: Iterable[Edge]) -> tuple[Edge, ...]:
        kept = list(edges)
        self.effort -= len(kept)
        if not self.order:
            self.order = sequence(self.edges)
        return circle(kept, self.order)

    def _smallest(self, ring: Sequence[Edge]) -> frozenset[str]:
        among = {edge.report for edge in ring}
        own = [edge for edge in self.edges if edge.report in among]
        self.effort -= len(own) * len(among)
        return smallest(ring, own, patient=self.effort > 0)


# --- what to doubt -------------------------------------------------------------------------------


def _hit(choices: Iterable[frozenset[str]], one: frozenset[str]) -> list[frozenset[str]]:
    """Widen choices so that they take a report out of one more set (Berge's algorithm)."""
    hit = [choice for choice in choices if choice & one]
    wider = {choice | {report} for choice in choices if not choice & one for report in one}
    return hit + [choice for choice in wider if not any(old <= choice for old in hit)]


def doubts(sets: Iterable[Reports]) -> tuple[Doubt, ...]:
    """Put contradictions that share reports together, each with the cheapest reports to doubt."""
    every = list(sets)
    group_of: dict[str, list[int]] = {}
    for number, one in enumerate(every):
        near = {id(group): group for report in one if (group := group_of.get(report))}
        merged = sorted([number, *(other for group in near.values() for other in group)])
        for other in merged:
            group_of |= dict.fromkeys(every[other], merged)
    groups = {id(group): group for group in group_of.values()}
    return tuple(_doubt([every[number] for number in group]) for group in sorted(groups.values()))


def _doubt(group: Sequence[Reports]) -> Doubt:
    choices = [frozenset[str]()]
    for one in group:
        choices = _hit(choices, frozenset(one))
    least = min(map(len, choices))
    rank = _rank(report for one in group for report in one)
    return Doubt(tuple(group), _sorted((c for c in choices if len(c) == least), rank))
