"""How sure counts are: exact intervals for shares, quantiles and paired differences.

They hold sampling noise only: how far another set of runs would differ, not how far the assumptions
are from what could be.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import special  # scipy.stats takes a second to import

LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many runs, with a 95 % interval of the share.

    Clopper & Pearson 1934, doi:10.1093/biomet/26.4.404: it covers at least 95 %. Of none or all
    there is only a bound, one-sided, which holds at least 95 %: about 3 in the number of runs
    (Hanley & Lippman-Hand 1983, doi:10.1001/jama.1983.03330370053031). As it is the count that
    decides which of the two is given, together they cover 92.5 % at the least, near such a bound.
    """

    count: int
    runs: int

    @property
    def share(self) -> float:
        """The share, from 0 to 1."""
        return self.count / self.runs if self.runs else math.nan

    @property
    def low(self) -> float:
        """The lower end of the interval."""
        if self.count == 0:
            return 0.0
        tail = 1 - LEVEL if self.count == self.runs else (1 - LEVEL) / 2
        return float(special.betaincinv(self.count, self.runs - self.count + 1, tail))

    @property
    def high(self) -> float:
        """The upper end of the interval."""
        if self.count == self.runs:
            return 1.0
        tail = 1 - LEVEL if self.count == 0 else (1 - LEVEL) / 2
        return float(special.betainccinv(self.count + 1, self.runs - self.count, tail))

    @property
    def is_bound(self) -> bool:
        """Whether nothing but a bound can be said: it was none of the runs, or all of them."""
        return self.count in (0, self.runs)


@dataclass(frozen=True, slots=True)
class Quantile:
    """A length below which a share of the runs stay, in seconds, with a 95 % interval.

    None stands for beyond the horizon. The times are those of a grid, so that the value is no more
    precise than its step.
    """

    at: float
    value: float | None
    low: float | None
    high: float | None


def quantile(counts: NDArray[np.int64], horizon: float, at: float) -> Quantile:
    """Give a quantile of times that were counted in bins, the last one beyond the horizon.

    The interval is that of the order statistics (David & Nagaraja 2003, section 7.1), widened to
    the edges of their bins; where runs are too few for one, to nought or beyond the horizon.
    """
    runs, bins = int(counts.sum()), len(counts) - 1
    upto = np.cumsum(counts)
    low, high = (_binomial(tail, runs, at) for tail in ((1 - LEVEL) / 2, (1 + LEVEL) / 2))
    rank = max(math.ceil(at * runs), 1)
    places = np.searchsorted(upto, [rank, low, high + 1])  # of a rank above all runs: behind all
    step = horizon / bins
    value = None if places[0] >= bins else (places[0] + 0.5) * step
    return Quantile(
        at,
        value,
        None if places[1] >= bins else places[1] * step,
        None if places[2] >= bins else (places[2] + 1) * step,
    )


def _binomial(below: float, runs: int, share: float) -> int:
    """Give the least count that a binomial variable stays at or below with that probability."""
    count: int = max(math.ceil(special.bdtrik(below, runs, share)), 0)
    enough = count > 0 and bool(special.bdtr(count - 1, runs, share) >= below)
    return count - 1 if enough else count


@dataclass(frozen=True, slots=True)
class Difference:
    """How a share differs in a what-if, over the same random numbers, with a 95 % interval.

    `both`, `before`, `after`, `neither`: runs that came to it in both, only as assumed, only in the
    what-if, in neither. Interval as in Newcombe 1998, method 10,
    doi:10.1002/(SICI)1097-0258(19981130)17:22<2635::AID-SIM954>3.0.CO;2-C.
    """

    both: int
    before: int
    after: int
    neither: int

    @property
    def runs(self) -> int:
        """How many runs were compared."""
        return self.both + self.before + self.after + self.neither

    @property
    def change(self) -> float:
        """The share in the what-if less that as assumed."""
        return (self.after - self.before) / self.runs

    @property
    def interval(self) -> tuple[float, float]:
        """Both ends of the interval of the change."""
        (low1, p1, high1), (low2, p2, high2) = (
            _wilson(self.both + count, self.runs) for count in (self.after, self.before)
        )
        correlation = self._correlation()
        down = (p1 - low1) ** 2 - 2 * correlation * (p1 - low1) * (high2 - p2) + (high2 - p2) ** 2
        up = (high1 - p1) ** 2 - 2 * correlation * (high1 - p1) * (p2 - low2) + (p2 - low2) ** 2
        return self.change - math.sqrt(max(down, 0)), self.change + math.sqrt(max(up, 0))

    def _correlation(self) -> float:
        a, b, c, d = self.both, self.before, self.after, self.neither
        product = math.prod(map(float, (a + b, c + d, a + c, b + d)))
        if product == 0:
            return 0.0
        top: float = a * d - b * c
        if top > 0:
            top = max(top - self.runs / 2, 0)
        return top / math.sqrt(product)


def _wilson(count: int, runs: int) -> tuple[float, float, float]:
    z = float(special.ndtri((1 + LEVEL) / 2))
    share, n = count / runs, runs
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return middle - half, share, middle + half


def span(shares: Sequence[Share]) -> tuple[float, float]:
    """Give the lowest and the highest of some shares: what the sources leave open."""
    return min(s.share for s in shares), max(s.share for s in shares)
