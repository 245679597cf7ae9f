"""Divide events into knots: groups whose order is open, each surely before or after the next.

Windows and constraints in, knots out. Knows nothing of tracks, states or files.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations

from negotiation.bounds import Constraint, tightest
from negotiation.dates import Window

NEVER = -(2**60)  # before any moment, in seconds
EVER = 2**60


@dataclass(frozen=True, slots=True)
class Knot:
    """Events whose order among one another is open; every other event is surely before or after.

    `earliest` and `latest` are the first and last possible second of each; `before` holds for
    each, as a bit mask, those that precede it in every reading. `distance[i][j]` is the least
    number of seconds from i to j, kept only where relations say more than order and windows do.
    """

    events: tuple[str, ...]
    earliest: tuple[int, ...]
    latest: tuple[int, ...]
    before: tuple[int, ...]
    distance: tuple[tuple[int, ...], ...] | None = None

    def addable(self, mask: int) -> Iterator[int]:
        """Give the events that may come next after those in the mask."""
        for index, needed in enumerate(self.before):
            if not mask >> index & 1 and needed & ~mask == 0:
                yield index

    def first(self, mask: int) -> int:
        """Give the first moment at which all of the mask may have happened."""
        inside = (low for index, low in enumerate(self.earliest) if mask >> index & 1)
        return max(inside, default=NEVER)

    def last(self, mask: int) -> int:
        """Give the last moment at which none but those of the mask may have happened."""
        outside = (high for index, high in enumerate(self.latest) if not mask >> index & 1)
        return min(outside, default=EVER) - 1


class Relations:
    """The constraints as a graph, to ask how far apart two events are at least."""

    def __init__(self, windows: Mapping[str, Window], rules: Iterable[Constraint]) -> None:
        self.windows = windows
        self.rules = tuple(rules)
        self.ranges = {key: seconds(window) for key, window in windows.items()}
        self._edges: dict[str, list[tuple[str, int]]] = {}
        self._order: dict[str, list[tuple[str, int]]] = {}
        for rule in self.rules:
            if rule.least is not None:
                self._edges.setdefault(rule.first, []).append((rule.then, rule.least))
                if rule.least >= 0:
                    self._order.setdefault(rule.first, []).append((rule.then, rule.least))
            if rule.most is not None:
                self._edges.setdefault(rule.then, []).append((rule.first, -rule.most))

    def with_rules(self, rules: Iterable[Constraint]) -> Relations | None:
        """Give the same with more constraints; None if no timing is left."""
        every = [*self.rules, *rules]
        tight = tightest(self.windows, every)
        return None if tight is None else Relations(tight, every)

    def marked(self, moments: Mapping[str, int]) -> Relations:
        """Give the same in half seconds, with marks that stand just after these moments.

        What happened at or before a moment, in seconds UTC, comes before its mark in every order.
        """
        half = Relations({}, ())
        half.ranges = {key: (2 * low, 2 * high) for key, (low, high) in self.ranges.items()}
        half.ranges |= {key: (2 * at + 1, 2 * at + 1) for key, at in moments.items()}
        for mine, theirs in ((self._edges, half._edges), (self._order, half._order)):
            theirs |= {key: [(to, 2 * least) for to, least in mine[key]] for key in mine}
        return half

    def apart(self, first: str, then: str) -> tuple[int, int]:
        """Give the least and the most seconds from one event to another."""
        return self._least(first, then), -self._least(then, first)

    def _least(self, first: str, then: str) -> int:
        by_dates = self.ranges[then][0] - self.ranges[first][1]
        return max(by_dates, self.least_from(first, self._edges).get(then, 2 * NEVER))

    def in_sequence(self, first: str, then: str) -> bool:
        """Say whether one event comes before another in every order."""
        if self._least(first, then) >= 1:
            return True
        follows = then in self.least_from(first, self._order)
        return follows and first not in self.least_from(then, self._order)

    def knots(self, keys: Iterable[str]) -> list[Knot]:
        """Divide events into knots, in the order of time.

        A knot ends where every event so far is surely over, and no distance that relations fix
        reaches across: it would carry what an order means for one side over to the other.
        """
        place = {key: number for number, key in enumerate(keys)}
        ordered = sorted(place, key=lambda key: (*self.ranges[key], place[key]))
        far = {key: self.least_from(key, self._edges) for key in ordered}
        reaches = self._reaches(ordered, far)
        groups: list[list[str]] = []
        over, bound = NEVER, -1
        for number, key in enumerate(ordered):
            low, high = self.ranges[key]
            if not groups or (low > over and number > bound):
                groups.append([])
            groups[-1].append(key)
            over, bound = max(over, high), max(bound, reaches[number])
        return [self._knot(group, far) for group in groups]

    def _reaches(self, ordered: Sequence[str], far: Mapping[str, Mapping[str, int]]) -> list[int]:
        """Give for each place the last one that a fixed distance ties to it or to it from."""
        rank = {key: number for number, key in enumerate(ordered)}
        reaches = list(range(len(ordered)))
        for key, others in far.items():
            for other, least in others.items():
                if other in rank and least > self.ranges[other][0] - self.ranges[key][1]:
                    start, end = sorted((rank[key], rank[other]))
                    reaches[start] = max(reaches[start], end)
        return reaches

    def _knot(self, keys: Sequence[str], far: Mapping[str, Mapping[str, int]]) -> Knot:
        lows = tuple(self.ranges[key][0] for key in keys)
        highs = tuple(self.ranges[key][1] for key in keys)
        if len(keys) == 1:
            return Knot(tuple(keys), lows, highs, (0,))
        follow = {key: self.least_from(key, self._order) for key in keys}
        before, tied = [0] * len(keys), False
        distance = [[0] * len(keys) for _ in keys]
        for i, j in permutations(range(len(keys)), 2):
            one, other = keys[i], keys[j]
            least = max(lows[j] - highs[i], far[one].get(other, NEVER))
            # a circle of relations holds events to one second and says nothing about their order
            ordered = other in follow[one] and one not in follow[other]
            distance[i][j] = least
            before[j] |= (ordered or least >= 1) << i
            tied = tied or (least > lows[j] - highs[i] and not (ordered and least == 0))
        kept = tuple(map(tuple, distance)) if tied else None
        return Knot(tuple(keys), lows, highs, tuple(before), kept)

    def least_from(
        self, start: str, edges: Mapping[str, Sequence[tuple[str, int]]]
    ) -> dict[str, int]:
        """Give the least seconds from an event to those that relations put more tightly.

        Left out are events of which the windows alone say as much.
        """
        high = self.ranges[start][1]
        found, waiting = {start: 0}, [start]
        while waiting:
            key = waiting.pop()
            for other, least in edges.get(key, ()):
                total = found[key] + least
                apart = self.ranges[other][0] - high
                if total <= found.get(other, NEVER) or total < apart or total == apart >= 1:
                    continue
                found[other] = total
                waiting.append(other)
        del found[start]
        return found


def seconds(window: Window) -> tuple[int, int]:
    """Give the first and the last second of a window, open sides far away."""
    low = NEVER if window.earliest is None else window.earliest
    return low, EVER if window.latest is None else window.latest - 1
