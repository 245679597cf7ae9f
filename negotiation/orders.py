"""Every order in which events may have happened: walk all of them at once, one cut at a time.

Windows and constraints in, knots out; `walk` folds a function over every order and timing that
they allow. A *cut* is what has happened by some moment. Two cuts reached by different orders are
one, so that nine events tied in a month are 512 cuts and not 362,880 orders. Knows nothing of
tracks, states or files.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from negotiation.bounds import Constraint
from negotiation.dates import Window
from negotiation.errors import NegotiationError
from negotiation.near import listing

NEVER = -(2**60)  # before any moment, in seconds
EVER = 2**60
LIMIT = 200_000  # cuts and states of one walk


class TooTangled(NegotiationError):  # noqa: N818  the name says what it is
    """More possible orders than the stated limit; the text names the events that are tied."""


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


# --- knots ---------------------------------------------------------------------------------------


class Relations:
    """The constraints as a graph, to ask how far apart two events are at least."""

    def __init__(self, windows: Mapping[str, Window], rules: Iterable[Constraint]) -> None:
        self.ranges = {key: seconds(window) for key, window in windows.items()}
        self._edges: dict[str, list[tuple[str, int]]] = {}
        self._order: dict[str, list[tuple[str, int]]] = {}
        for rule in rules:
            if rule.least is not None:
                self._edges.setdefault(rule.first, []).append((rule.then, rule.least))
                if rule.least >= 0:
                    self._order.setdefault(rule.first, []).append((rule.then, rule.least))
            if rule.most is not None:
                self._edges.setdefault(rule.then, []).append((rule.first, -rule.most))

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

    def _reaches(
        self, ordered: Sequence[str], far: Mapping[str, Mapping[str, int]]
    ) -> list[int]:
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
        sequence = [self.least_from(key, self._order) for key in keys]
        before, tied = [0] * len(keys), False
        distance = [[0] * len(keys) for _ in keys]
        for i, one in enumerate(keys):
            for j, other in enumerate(keys):
                if i == j:
                    continue
                apart = lows[j] - highs[i]
                least = max(apart, far[one].get(other, NEVER))
                distance[i][j] = least
                ordered = least >= 1 or other in sequence[i]
                before[j] |= ordered << i
                tied = tied or (least > apart and not (least == 0 and other in sequence[i]))
        kept = tuple(map(tuple, distance)) if tied else None
        return Knot(tuple(keys), lows, highs, tuple(before), kept)

    def least_from(
        self, start: str, edges: Mapping[str, Sequence[tuple[str, int]]] | None = None
    ) -> dict[str, int]:
        """Give the least seconds from an event to those that relations put more tightly.

        Left out are events of which the windows alone say as much.
        """
        edges = self._edges if edges is None else edges
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


# --- the walk ------------------------------------------------------------------------------------

World = TypeVar("World", bound=Hashable)
Memory = TypeVar("Memory")


@dataclass(frozen=True, slots=True)
class Cut(Generic[World, Memory]):
    """What may have happened at every moment from `first` to `last`, and what it makes possible."""

    first: int
    last: int
    worlds: Mapping[World, Memory]


@dataclass(frozen=True, slots=True)
class Arrival:
    """An event taken next: which, and when at the earliest and latest after those before it."""

    event: str
    earliest: int
    latest: int


Advance = Callable[[World, Memory, Arrival], Iterable[tuple[World, Memory]]]
Merge = Callable[[Memory, Memory], Memory]


class Walk(Generic[World, Memory]):
    """A fold over every order: `advance` takes one more event, `merge` joins equal worlds."""

    def __init__(
        self, advance: Advance[World, Memory], merge: Merge[Memory], limit: int = LIMIT
    ) -> None:
        self.advance = advance
        self.merge = merge
        self.limit = limit
        self.taken = 0

    def cuts(
        self, knots: Sequence[Knot], start: Mapping[World, Memory]
    ) -> Iterator[Cut[World, Memory]]:
        """Give every cut that some timing allows, with the worlds that some order leads to.

        The last one is that of all events. Raises TooTangled above the limit.
        """
        worlds = dict(start)
        ends = [min(knot.latest) - 1 for knot in knots] + [EVER]
        yield Cut(NEVER, ends[0], worlds)
        for number, knot in enumerate(knots):
            whole = (1 << len(knot.events)) - 1
            reached: dict[World, Memory] = {}
            goes = self._tied(knot, worlds) if knot.distance else self._free(knot, worlds)
            for mask, first, last, members in goes:
                if mask == whole:
                    last = ends[number + 1]
                    self._join(reached, members.items())
                if first <= last:
                    yield Cut(first, last, members)
            worlds = reached

    def _join(
        self, reached: dict[World, Memory], members: Iterable[tuple[World, Memory]]
    ) -> None:
        for world, memory in members:
            old = reached.get(world)
            reached[world] = memory if old is None else self.merge(old, memory)

    def _count(self, number: int, knot: Knot) -> None:
        self.taken += number
        if self.taken > self.limit:
            raise TooTangled(
                f"the dates leave more than {self.limit:,} orders and states to follow; tied are "
                f"{listing(knot.events)}: narrow a date, or say what came after what"
            )

    def _free(
        self, knot: Knot, start: Mapping[World, Memory]
    ) -> Iterator[tuple[int, int, int, dict[World, Memory]]]:
        """Walk a knot in which windows and precedence say all."""
        layer: dict[int, dict[World, Memory]] = {0: dict(start)}
        for _ in knot.events:
            following: dict[int, dict[World, Memory]] = {}
            for mask, worlds in layer.items():
                low = knot.first(mask)
                for index in knot.addable(mask):
                    reached = following.setdefault(mask | 1 << index, {})
                    arrival = Arrival(
                        knot.events[index], max(low, knot.earliest[index]), knot.latest[index]
                    )
                    self._take(worlds, arrival, reached)
            layer = following
            for mask, worlds in layer.items():
                self._count(len(worlds), knot)
                yield mask, knot.first(mask), knot.last(mask), worlds

    def _take(
        self, worlds: Mapping[World, Memory], arrival: Arrival, reached: dict[World, Memory]
    ) -> None:
        for world, memory in worlds.items():
            self._join(reached, self.advance(world, memory, arrival))

    # --- knots that lags tie ---------------------------------------------------------------------

    def _tied(
        self, knot: Knot, start: Mapping[World, Memory]
    ) -> Iterator[tuple[int, int, int, dict[World, Memory]]]:
        """Walk a knot in which relations fix distances: each order is checked for a timing."""
        zone = _Zone.of(knot)
        layer: dict[int, list[tuple[World, _Zone, Memory]]] = {
            0: [(world, zone, memory) for world, memory in start.items()]
        }
        for _ in knot.events:
            following: dict[int, list[tuple[World, _Zone, Memory]]] = {}
            for mask, members in layer.items():
                for index in knot.addable(mask):
                    reached = following.setdefault(mask | 1 << index, [])
                    for world, zone, memory in members:
                        self._take_tied(knot, mask, index, (world, zone, memory), reached)
            layer = {mask: members for mask, members in following.items() if members}
            for mask, members in layer.items():
                self._count(len(members), knot)
                for world, zone, memory in members:
                    yield mask, *zone.cut(mask), {world: memory}

    def _take_tied(
        self,
        knot: Knot,
        mask: int,
        index: int,
        member: tuple[World, _Zone, Memory],
        reached: list[tuple[World, _Zone, Memory]],
    ) -> None:
        world, zone, memory = member
        later = zone.placing(index, mask)
        if later is None:
            return
        low, high = later.range(index)
        for after, kept in self.advance(world, memory, Arrival(knot.events[index], low, high)):
            self._keep(reached, after, later, kept)

    def _keep(
        self,
        reached: list[tuple[World, _Zone, Memory]],
        world: World,
        zone: _Zone,
        memory: Memory,
    ) -> None:
        """Keep a world with its timings, unless timings kept for it already hold them."""
        for number, (other, wider, old) in enumerate(reached):
            if other == world and zone.within(wider):
                reached[number] = (other, wider, self.merge(old, memory))
                return
        kept = [m for m in reached if not (m[0] == world and m[1].within(zone))]
        gone = [m for m in reached if m[0] == world and m[1].within(zone)]
        for _, _, old in gone:
            memory = self.merge(old, memory)
        reached[:] = [*kept, (world, zone, memory)]


class _Zone:
    """The timings that one order of some events allows: least distances between every two.

    Row and column 0 stand for a fixed moment, the last ones for the event taken last.
    """

    __slots__ = ("least", "last")

    def __init__(self, least: list[list[int]], last: int) -> None:
        self.least = least
        self.last = last

    @classmethod
    def of(cls, knot: Knot) -> _Zone:
        """Give all timings of a knot."""
        assert knot.distance is not None  # noqa: S101  only tied knots come here
        size = len(knot.events) + 1
        least = [[0] * size for _ in range(size)]
        for i in range(1, size):
            least[0][i] = knot.earliest[i - 1]
            least[i][0] = -knot.latest[i - 1]
            for j in range(1, size):
                if i != j:
                    least[i][j] = knot.distance[i - 1][j - 1]
        return cls(least, -1)

    def placing(self, index: int, mask: int) -> _Zone | None:
        """Give the timings in which this event comes next; None if there are none."""
        zone = _Zone([row[:] for row in self.least], index)
        rest = [j for j in range(len(self.least) - 1) if not mask >> j & 1 and j != index]
        pairs = [(index, j) for j in rest]
        if self.last >= 0:
            pairs.append((self.last, index))
        for i, j in pairs:
            if not zone._add(i + 1, j + 1, 0):
                return None
        return zone

    def _add(self, i: int, j: int, distance: int) -> bool:
        """Add that j is at least so far after i; say whether a timing is left."""
        least = self.least
        if least[j][i] + distance > 0:
            return False
        if least[i][j] >= distance:
            return True
        for a, row in enumerate(least):
            through = row[i] + distance
            for b, onward in enumerate(least[j]):
                if through + onward > row[b]:
                    row[b] = through + onward
        return True

    def within(self, other: _Zone) -> bool:
        """Say whether the other allows every timing that this one does."""
        if self.last != other.last:
            return False
        return all(
            mine >= theirs
            for row, wider in zip(self.least, other.least, strict=True)
            for mine, theirs in zip(row, wider, strict=True)
        )

    def range(self, index: int) -> tuple[int, int]:
        """Give the first and last second of an event."""
        return self.least[0][index + 1], -self.least[index + 1][0]

    def cut(self, mask: int) -> tuple[int, int]:
        """Give the first and last moment at which just these may have happened."""
        rest = [j for j in range(len(self.least) - 1) if not mask >> j & 1]
        zone: _Zone | None = _Zone([row[:] for row in self.least], self.last)
        for j in rest:
            if zone is None or not zone._add(self.last + 1, j + 1, 1):
                return EVER, NEVER
        return zone.range(self.last)[0], min((zone.range(j)[1] for j in rest), default=EVER) - 1
