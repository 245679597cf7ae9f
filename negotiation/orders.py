"""Every order in which events may have happened: walk all of them at once, one cut at a time.

Knots in; a `Walk` folds a function over every order and timing that they allow. A *cut* is what
has happened by some moment. Two cuts reached by different orders are one, so that nine events
tied in a month are 512 cuts and not 362,880 orders. Knows nothing of tracks, states or files.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence, Sized
from dataclasses import dataclass
from typing import Generic, TypeVar

from negotiation.errors import NegotiationError
from negotiation.knots import EVER, NEVER, Knot, Taken
from negotiation.near import listing
from negotiation.zones import Zone

LIMIT = 200_000  # cuts and states of one knot
WIDTH = 20_000  # of them with equally many events: tells early that a tangle has no end


class TooTangled(NegotiationError):  # noqa: N818  the name says what it is
    """More possible orders than the stated limit; the text names the events that are tied."""


World = TypeVar("World", bound=Hashable)
Memory = TypeVar("Memory")
Kept = TypeVar("Kept", bound=Sized)


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


Member = tuple[World, Zone, Memory]
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
        ends = [knot.none().last for knot in knots] + [EVER]
        yield Cut(NEVER, ends[0], worlds)
        for number, knot in enumerate(knots):
            self.taken = 0  # a long story is not a tangle: each knot has the whole limit
            whole = (1 << len(knot.events)) - 1
            reached: dict[World, Memory] = {}
            goes = self._tied(knot, worlds) if knot.is_tied else self._free(knot, worlds)
            for mask, first, last, members in goes:
                if mask == whole:
                    last = ends[number + 1]
                    self._join(reached, members.items())
                if first <= last:
                    yield Cut(first, last, members)
            worlds = reached

    def _join(self, reached: dict[World, Memory], members: Iterable[tuple[World, Memory]]) -> None:
        for world, memory in members:
            old = reached.get(world)
            reached[world] = memory if old is None else self.merge(old, memory)

    def _count(self, more: int, wide: int, knot: Knot, layer: Iterable[Taken]) -> None:
        """Count what was reached; `wide` is what has been with as many events."""
        self.taken += more
        if self.taken > self.limit or wide > WIDTH:
            limit = self.limit if self.taken > self.limit else WIDTH
            tied = sorted({index for taken in layer for index in knot.addable(taken)})
            raise TooTangled(
                f"the dates leave more than {limit:,} orders and states to follow; tied are "
                f"{listing(knot.events[index] for index in tied)}: narrow a date, say what came "
                "after what, or read one order only (--assume-order)"
            )

    def _free(
        self, knot: Knot, start: Mapping[World, Memory]
    ) -> Iterator[tuple[int, int, int, dict[World, Memory]]]:
        """Walk a knot in which windows and precedence say all."""
        layer: dict[Taken, dict[World, Memory]] = {knot.none(): dict(start)}
        for _ in knot.events:
            following = _Layer[dict[World, Memory]](knot, dict)
            for taken, worlds in layer.items():
                for index in knot.addable(taken):
                    _, reached = following.after(taken, index)
                    low = max(taken.first, knot.earliest[index])
                    arrival = Arrival(knot.events[index], low, knot.latest[index])
                    known = len(reached)
                    for world, memory in worlds.items():
                        self._join(reached, self.advance(world, memory, arrival))
                    following.width += len(reached) - known
                    self._count(len(reached) - known, following.width, knot, layer)
            layer = following.found()
            for taken, worlds in layer.items():
                yield taken.mask, taken.first, taken.last, worlds

    # --- knots that lags tie ---------------------------------------------------------------------

    def _tied(
        self, knot: Knot, start: Mapping[World, Memory]
    ) -> Iterator[tuple[int, int, int, dict[World, Memory]]]:
        """Walk a knot in which relations fix distances: each order is checked for a timing."""
        nothing = Zone.of_nothing()
        layer = {knot.none(): [(world, nothing, memory) for world, memory in start.items()]}
        for _ in knot.events:
            following = _Layer[list[Member[World, Memory]]](knot, list)
            for taken, members in layer.items():
                for index in knot.addable(taken):
                    more, reached = following.after(taken, index)
                    known = len(reached)
                    for member in members:
                        self._take_tied(knot, more, index, member, reached)
                    following.width += len(reached) - known
                    self._count(len(reached) - known, following.width, knot, layer)
            layer = following.found()
            for taken, members in layer.items():
                for world, zone, memory in members:
                    yield taken.mask, *zone.cut(knot, taken), {world: memory}

    def _take_tied(
        self,
        knot: Knot,
        taken: Taken,
        index: int,
        member: Member[World, Memory],
        reached: list[Member[World, Memory]],
    ) -> None:
        world, zone, memory = member
        placed = zone.placing(knot, index, taken)
        if placed is None:
            return
        later, low, high = placed
        for after, kept in self.advance(world, memory, Arrival(knot.events[index], low, high)):
            self._keep(reached, after, later, kept)

    def _keep(
        self, reached: list[Member[World, Memory]], world: World, zone: Zone, memory: Memory
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


class _Layer(Generic[Kept]):
    """All that may have happened after one more event, each with what is kept for it."""

    def __init__(self, knot: Knot, empty: Callable[[], Kept]) -> None:
        self.knot = knot
        self.empty = empty
        self.width = 0
        self._known: dict[int, tuple[Taken, Kept]] = {}

    def after(self, taken: Taken, index: int) -> tuple[Taken, Kept]:
        """Give what has happened after this event too, and what is kept for it."""
        mask = taken.mask | 1 << index
        if mask not in self._known:
            self._known[mask] = self.knot.with_next(taken, index), self.empty()
        return self._known[mask]

    def found(self) -> dict[Taken, Kept]:
        """Give all those for which something is kept."""
        return {taken: kept for taken, kept in self._known.values() if kept}
