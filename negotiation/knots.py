"""Divide events into knots: groups whose order is open, each surely before or after the next.

Windows and constraints in, knots out. Knows nothing of tracks, states or files.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from negotiation.bounds import Constraint, tightest
from negotiation.dates import Window

NEVER = -(2**60)  # before any moment, in seconds
EVER = 2**60
FIXED = "="  # no id has one


@dataclass(frozen=True, slots=True)
class Taken:
    """Events of a knot that have happened: `mask` has a bit for each.

    From `first` on all of them may have happened, until `last` none but them. `lowest` and `due`
    are the places of the first event that has not, by earliest and by latest second.
    """

    mask: int
    first: int
    last: int
    lowest: int
    due: int


Links = Mapping[int, int]  # the least number of seconds to other events of a knot


@dataclass(frozen=True, slots=True)
class Knot:
    """Events whose order among one another is open; every other event is surely before or after.

    They stand in the order of `earliest`, the first possible second of each; `latest` is the last
    possible one. `before` holds for each, as a bit mask, those that relations put before it.
    `links` are the distances between them where relations say more than order and windows do,
    `tied_to` the masks of those so linked with each, either way. `marks` is the mask of those that
    are marks: what comes after one comes later.
    """

    events: tuple[str, ...]
    earliest: tuple[int, ...]
    latest: tuple[int, ...]
    before: tuple[int, ...]
    links: tuple[Links, ...]
    tied_to: tuple[int, ...]
    by_latest: tuple[int, ...]
    marks: int = 0

    @property
    def is_tied(self) -> bool:
        """Whether relations fix distances in it."""
        return any(self.links)

    def none(self) -> Taken:
        """Give what has happened before any event of the knot."""
        return Taken(0, NEVER, self.latest[self.by_latest[0]] - 1, 0, 0)

    def with_next(self, taken: Taken, index: int) -> Taken:
        """Give what has happened once one more event has."""
        mask = taken.mask | 1 << index
        lowest, due, size = taken.lowest, taken.due, len(self.events)
        while lowest < size and mask >> lowest & 1:
            lowest += 1
        while due < size and mask >> self.by_latest[due] & 1:
            due += 1
        last = (self.latest[self.by_latest[due]] if due < size else EVER) - 1
        return Taken(mask, max(taken.first, self.earliest[index]), last, lowest, due)

    def addable(self, taken: Taken) -> Iterator[int]:
        """Give the events that may come next: those that no other is surely before."""
        for index in range(taken.lowest, len(self.events)):
            if self.earliest[index] > taken.last + 1:
                return  # one that has not happened is over by then
            if not taken.mask >> index & 1 and self.before[index] & ~taken.mask == 0:
                yield index


def fixed(moment: int) -> str:
    """Give the name by which a constraint speaks of a moment, in seconds UTC."""
    return f"{FIXED}{moment}"


class Relations:
    """The constraints as a graph, to ask how far apart two events are at least."""

    def __init__(self, windows: Mapping[str, Window], rules: Iterable[Constraint]) -> None:
        self.windows = windows
        self.rules = tuple(rules)
        self.marks: frozenset[str] = frozenset()
        self.ranges = {key: seconds(window) for key, window in windows.items()}
        self._edges: dict[str, list[tuple[str, int]]] = {}
        self._order: dict[str, list[tuple[str, int]]] = {}
        self._known_far: dict[str, dict[str, int]] = {}
        self._known_order: dict[str, dict[str, int]] = {}
        for rule in self.rules:
            if rule.least is not None:
                self._edges.setdefault(rule.first, []).append((rule.then, rule.least))
                if rule.least >= 0:
                    self._order.setdefault(rule.first, []).append((rule.then, rule.least))
            if rule.most is not None:
                self._edges.setdefault(rule.then, []).append((rule.first, -rule.most))

    def with_rules(self, rules: Iterable[Constraint]) -> Relations | None:
        """Give the same with more constraints; None if no timing is left.

        They may speak of fixed moments, by the names that `fixed` gives.
        """
        every = [*self.rules, *rules]
        names = {name for rule in every for name in (rule.first, rule.then)}
        moments = {name: int(name[1:]) for name in names if name.startswith(FIXED)}
        still = {name: Window(at, at + 1) for name, at in moments.items()}
        tight = tightest({**self.windows, **still}, every)
        return None if tight is None else Relations(tight, every)

    def marked(self, moments: Mapping[str, int]) -> Relations:
        """Give the same in half seconds, with marks that stand just after these moments.

        What happened at or before a moment, in seconds UTC, comes before its mark in every order.
        """
        half = Relations({}, ())
        half.marks = frozenset(moments)
        half.ranges = {key: (2 * low, 2 * high) for key, (low, high) in self.ranges.items()}
        half.ranges |= {key: (2 * at + 1, 2 * at + 1) for key, at in moments.items()}
        for mine, theirs in ((self._edges, half._edges), (self._order, half._order)):
            theirs |= {key: [(to, 2 * least) for to, least in mine[key]] for key in mine}
        return half

    def apart(self, first: str, then: str) -> tuple[int, int]:
        """Give the least and the most seconds from one event to another."""
        return self._least(first, then), -self._least(then, first)

    def _least(self, first: str, then: str) -> int:
        return max(self._by_dates(first, then), self._far(first).get(then, 2 * NEVER))

    def in_sequence(self, first: str, then: str) -> bool:
        """Say whether one event comes before another in every order."""
        if self._least(first, then) >= 1:
            return True
        return then in self._followers(first) and first not in self._followers(then)

    def knots(self, keys: Iterable[str]) -> list[Knot]:
        """Divide events into knots, in the order of time.

        A knot ends where every event so far is surely over, and no distance that relations fix
        reaches across: it would carry what an order means for one side over to the other.
        """
        place = {key: number for number, key in enumerate(keys)}
        ordered = sorted(place, key=lambda key: (*self.ranges[key], place[key]))
        reaches = self._reaches(ordered)
        groups: list[list[str]] = []
        over, bound = NEVER, -1
        for number, key in enumerate(ordered):
            low, high = self.ranges[key]
            if not groups or (low > over and number > bound):
                groups.append([])
            groups[-1].append(key)
            over, bound = max(over, high), max(bound, reaches[number])
        return [self._knot(group) for group in groups]

    def _reaches(self, ordered: Sequence[str]) -> list[int]:
        """Give for each place the last one that a fixed distance ties to it or to it from."""
        rank = {key: number for number, key in enumerate(ordered)}
        reaches = list(range(len(ordered)))
        for key in ordered:
            for other, least in self._far(key).items():
                if other in rank and least > self._by_dates(key, other):
                    start, end = sorted((rank[key], rank[other]))
                    reaches[start] = max(reaches[start], end)
        return reaches

    def _knot(self, keys: Sequence[str]) -> Knot:
        place = {key: number for number, key in enumerate(keys)}
        before = [0] * len(keys)
        links: list[dict[int, int]] = [{} for _ in keys]
        for number, key in enumerate(keys):
            later = {other for other in self._followers(key) if key not in self._followers(other)}
            # a circle of relations holds events to one second and says nothing about their order
            for other in later & place.keys():
                before[place[other]] |= 1 << number
            for other, least in self._far(key).items():
                if other not in place:
                    continue
                if least >= 1:
                    before[place[other]] |= 1 << number
                if least > self._by_dates(key, other) and not (other in later and least == 0):
                    links[number][place[other]] = least
        lows = tuple(self.ranges[key][0] for key in keys)
        highs = tuple(self.ranges[key][1] for key in keys)
        by_latest = tuple(sorted(range(len(keys)), key=highs.__getitem__))
        tied_to = _either_way(links)
        marks = sum(1 << place[key] for key in place.keys() & self.marks)
        return Knot(
            tuple(keys), lows, highs, tuple(before), tuple(links), tied_to, by_latest, marks
        )

    def _by_dates(self, first: str, then: str) -> int:
        return self.ranges[then][0] - self.ranges[first][1]

    def _far(self, key: str) -> Mapping[str, int]:
        """Give the distances from an event that relations fix, worked out once."""
        if key not in self._known_far:
            self._known_far[key] = self.least_from(key, self._edges)
        return self._known_far[key]

    def _followers(self, key: str) -> Mapping[str, int]:
        """Give the events that relations put after one, worked out once."""
        if key not in self._known_order:
            self._known_order[key] = self.least_from(key, self._order)
        return self._known_order[key]

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


def _either_way(links: Sequence[Links]) -> tuple[int, ...]:
    masks = [0] * len(links)
    for one, others in enumerate(links):
        for other in others:
            masks[one] |= 1 << other
            masks[other] |= 1 << one
    return tuple(masks)


def bits(mask: int) -> list[int]:
    """Give the places of the bits that are set."""
    found = []
    while mask:
        low = mask & -mask
        found.append(low.bit_length() - 1)
        mask ^= low
    return found


def seconds(window: Window) -> tuple[int, int]:
    """Give the first and the last second of a window, open sides far away."""
    low = NEVER if window.earliest is None else window.earliest
    return low, EVER if window.latest is None else window.latest - 1
