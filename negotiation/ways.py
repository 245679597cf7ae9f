"""How a track may have come to a state: by which event, from when to when, what left it there.

Values only. Following them through every order: see readings.py.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate

from negotiation.event import Event
from negotiation.knots import bits
from negotiation.orders import Cut


@dataclass(frozen=True, slots=True)
class Stay:
    """How a track may have come to a state: by which event, when, and what left it there.

    `mover` is None for the model's start. `earliest` and `latest` bound the mover's moment, in
    seconds UTC; `support` are the events that left the track as it was.
    """

    mover: str | None
    earliest: int
    latest: int
    support: frozenset[str] = frozenset()


States = tuple[str, ...]
Way = tuple[int, int, int]  # a stay's earliest and latest second, its support as a bit mask
Ways = dict[str | None, Way]  # by mover
Stays = tuple[Ways, ...]  # one a track: how it may have come to its state


@dataclass(slots=True)
class Cluster:
    """Tracks that are read together, the events that concern them, and their possible cuts.

    The cuts stand in the order of their first moment; `over` holds for each the last moment of it
    and of those before it.
    """

    tracks: tuple[str, ...]
    events: list[Event] = field(default_factory=list)
    cuts: list[Cut[States, Stays]] = field(default_factory=list)
    over: list[int] = field(default_factory=list)

    def keep(self, cuts: Iterable[Cut[States, Stays]]) -> None:
        """Keep these cuts, to be found by moment."""
        self.cuts = sorted(cuts, key=_first)
        self.over = list(accumulate((cut.last for cut in self.cuts), max))

    def at(self, moment: int) -> Iterator[Cut[States, Stays]]:
        """Give the cuts that are possible at a moment."""
        begun = bisect_right(self.cuts, moment, key=_first)
        for cut in self.cuts[bisect_left(self.over, moment) : begun]:
            if moment <= cut.last:
                yield cut

    def stay(self, mover: str | None, way: Way, moment: int) -> Stay:
        """Give a way as a stay, seen from a moment."""
        earliest, latest, support = way
        events = frozenset(self.events[number].id for number in bits(support))
        return Stay(mover, earliest, min(latest, moment), events)


def _first(cut: Cut[States, Stays]) -> int:
    return cut.first


def aged(ways: Ways, latest: int) -> Ways:
    """Give the same ways after an event that cannot be later than that."""
    if all(way[1] <= latest for way in ways.values()):
        return ways
    return {
        mover: (first, min(last, latest), support) for mover, (first, last, support) in ways.items()
    }


def supported(ways: Ways, event: int) -> Ways:
    """Give the same ways after an event, as its bit, that left the track where it was."""
    return {mover: (first, last, by | event) for mover, (first, last, by) in ways.items()}


def joined(one: Ways, other: Ways) -> Ways:
    """Join two sets of ways; of two with the same mover, whatever either allows."""
    both = dict(one)
    for mover, way in other.items():
        old = both.get(mover)
        if old is None:
            both[mover] = way
        elif old != way:
            both[mover] = min(old[0], way[0]), max(old[1], way[1]), old[2] | way[2]
    return both
