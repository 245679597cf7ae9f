"""The timings that one order of events allows, where relations fix distances between them.

A zone is a closed set of least distances between every two moments, as in the analysis of timed
automata (Dill 1990, doi:10.1007/3-540-52148-8_17). It holds only what can still matter: the moment
of the event taken last, and the events taken that a distance ties to one that is not.
"""

from __future__ import annotations

from negotiation.knots import EVER, NEVER, Knot, Taken, bits

OPEN = 2**10 * NEVER  # no least distance at all
FIXED, NOW = 0, 1  # the rows of a fixed moment and of the event taken last


class Zone:
    """The timings of what has happened: least distances from row to column.

    After the first two rows stand the events in `live`. How late the last event may have been
    does not bear on what comes next, save through them: its row is left empty.
    """

    __slots__ = ("least", "live")

    def __init__(self, least: list[list[int]], live: tuple[int, ...]) -> None:
        self.least = least
        self.live = live

    @classmethod
    def of_nothing(cls) -> Zone:
        """Give the timings of a knot before any of its events."""
        return cls([[0, OPEN], [OPEN, 0]], ())

    def placing(self, knot: Knot, index: int, taken: Taken) -> tuple[Zone, int, int] | None:
        """Give the timings in which this event comes next, and its first and last second.

        `taken` are the events up to it. Nothing is given if there are no such timings.
        """
        live = range(2, 2 + len(self.live))
        to = [knot.earliest[index], 0, *(knot.links[i].get(index, OPEN) for i in self.live)]
        onward = [-knot.latest[index], OPEN, *(knot.links[index].get(i, OPEN) for i in self.live)]
        onward = list(map(max, onward, self._rest(knot, taken)))  # it comes before the rest
        to = [max(map(int.__add__, row, to)) for row in self.least]
        onward = [
            max(length + row[column] for length, row in zip(onward, self.least, strict=True))
            for column in range(len(to))
        ]
        if any(to[row] + onward[row] > 0 for row in (FIXED, *live)):
            return None
        wait = knot.marks >> index & 1  # events are at even half seconds, marks at odd ones
        rows = [
            [*(max(old, there + on) for old, on in zip(row, onward, strict=True)), there + wait]
            for row, there in zip(self.least, to, strict=True)
        ]
        rows.append([*onward, 0])
        return self._kept(rows, knot, index, taken), to[FIXED], -onward[FIXED]

    def _kept(self, rows: list[list[int]], knot: Knot, index: int, taken: Taken) -> Zone:
        """Keep of these rows, the last one that of the event just taken, what still matters."""
        placed = enumerate((*self.live, index), start=2)
        kept = [(row, event) for row, event in placed if knot.tied_to[event] & ~taken.mask]
        columns = [FIXED, len(rows) - 1, *(row for row, _ in kept)]
        least = [[rows[row][column] for column in columns] for row in columns]
        least[NOW] = [OPEN, 0, *(OPEN for _ in kept)]
        return Zone(least, tuple(event for _, event in kept))

    def _rest(self, knot: Knot, taken: Taken) -> list[int]:
        """Give the least distances to each row from the events that are still to come."""
        rest = [-taken.last - 1, OPEN]
        for event in self.live:
            waiting = knot.tied_to[event] & ~taken.mask
            rest.append(max((knot.links[i].get(event, OPEN) for i in bits(waiting)), default=OPEN))
        return rest

    def within(self, other: Zone) -> bool:
        """Say whether the other allows every timing that this one does."""
        return all(
            mine >= theirs
            for row, wider in zip(self.least, other.least, strict=True)
            for mine, theirs in zip(row, wider, strict=True)
        )

    def cut(self, knot: Knot, taken: Taken) -> tuple[int, int]:
        """Give the first and last moment at which just these may have happened."""
        rest = self._rest(knot, taken)
        if any(length + 1 + row[NOW] > 0 for length, row in zip(rest, self.least, strict=True)):
            return EVER, NEVER  # none of the rest may be later than the last one
        back = max(length + row[FIXED] for length, row in zip(rest, self.least, strict=True))
        ends = (max(row[FIXED], row[NOW] + 1 + back) for row in self.least)
        return self.least[FIXED][NOW], -max(map(int.__add__, rest, ends)) - 1
