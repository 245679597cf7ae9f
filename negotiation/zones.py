"""The timings that one order of events allows, where relations fix distances between them.

A zone is a closed set of least distances between every two events, as in the analysis of timed
automata (Dill 1990, doi:10.1007/3-540-52148-8_17). Used for the rare knots in which windows and
precedence do not say all.
"""

from __future__ import annotations

from negotiation.knots import EVER, NEVER, Knot


class Zone:
    """The timings that one order of some events allows: least distances between every two.

    Row and column 0 stand for a fixed moment, the last ones for the event taken last.
    """

    __slots__ = ("last", "least")

    def __init__(self, least: list[list[int]], last: int) -> None:
        self.least = least
        self.last = last

    @classmethod
    def of(cls, knot: Knot) -> Zone:
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

    def placing(self, index: int, mask: int) -> Zone | None:
        """Give the timings in which this event comes next; None if there are none."""
        zone = Zone([row[:] for row in self.least], index)
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
        for row in least:
            through = row[i] + distance
            for b, onward in enumerate(least[j]):
                if through + onward > row[b]:
                    row[b] = through + onward
        return True

    def within(self, other: Zone) -> bool:
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
        zone = Zone([row[:] for row in self.least], self.last)
        for j in rest:
            if not zone._add(self.last + 1, j + 1, 1):
                return EVER, NEVER
        return zone.range(self.last)[0], min((zone.range(j)[1] for j in rest), default=EVER) - 1
