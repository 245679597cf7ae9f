"""How sure rates and shares are that rest on few events: intervals, and ranges of them.

Numbers in, intervals out. Where the sources leave counts or times open these are ranges, and an
interval is the hull of those of all values in them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from scipy import special

LEVEL = 0.95
PRIOR = 0.5  # Jeffreys' half an event, of a rate, of an exit, and of all others together


@dataclass(frozen=True, slots=True)
class Range:
    """What the sources allow: from `low` to `high`, one number where they are equal."""

    low: float
    high: float

    @property
    def is_one(self) -> bool:
        """Whether the sources fix it."""
        return self.low == self.high

    @property
    def middle(self) -> float:
        """The middle of it."""
        return (self.low + self.high) / 2

    def __add__(self, other: Range) -> Range:
        return Range(self.low + other.low, self.high + other.high)

    def over(self, number: float) -> Range:
        """Give both ends divided by a number."""
        return Range(self.low / number, self.high / number)


NOTHING = Range(0, 0)


def together(numbers: Iterable[float]) -> float:
    """Give how many counts come at once, from how many each event made: 1 if one each.

    An event that feeds three names counts once for each, but is no more than one event. Weighted by
    the counts, Σk²/Σk, it is by what their variance is more than that of as many events (the
    over-dispersion of McCullagh & Nelder 1989, section 6.2.3, doi:10.1007/978-1-4899-3242-6).
    """
    every = [number for number in numbers if number]
    return sum(number**2 for number in every) / sum(every) if every else 1.0


@dataclass(frozen=True, slots=True)
class Interval:
    """Both ends of an interval; `high` is infinite where nothing bounds it."""

    low: float
    high: float

    def turned(self) -> Interval:
        """Give the interval of the mean wait from that of a rate, or the other way round."""
        return Interval(_over(1, self.high), _over(1, self.low))


def rate(events: Range, exposure: Range, at_once: float = 1.0) -> Interval:
    """Give the equal-tailed 95 % interval of a rate, in events a second of exposure.

    With Jeffreys' prior the rate of n events in time T is Gamma(n + 1/2, T) (Jeffreys 1946,
    doi:10.1098/rspa.1946.0056; for counts Brown, Cai & DasGupta 2003, Statistica Sinica 13, 19–49).
    Of no event the interval begins at nought. It has no bound above where the sources allow that
    there was no exposure at all. Counts that come several `at_once` are taken for as many fewer, in
    as much less time.
    """
    tail = (1 - LEVEL) / 2
    events, exposure = events.over(at_once), exposure.over(at_once)
    if not exposure.high:
        return Interval(0.0, math.inf)  # it was there for no second: nothing is known
    low = special.gammaincinv(events.low + PRIOR, tail) if events.low else 0.0
    high = special.gammainccinv(events.high + PRIOR, tail)
    return Interval(float(_over(low, exposure.high)), float(_over(high, exposure.low)))


def median(events: Range, exposure: Range, at_once: float = 1.0) -> float:
    """Give the median of a rate, in events a second, by the middles of both ranges.

    Half of the distribution of `rate` lies above it; one over it is that of the mean wait.
    """
    events, exposure = events.over(at_once), exposure.over(at_once)
    return float(special.gammaincinv(events.middle + PRIOR, 0.5)) / exposure.middle


def share(own: Range, others: Range, at_once: float = 1.0) -> Interval:
    """Give the equal-tailed 95 % interval of an exit's share of all, where there are others.

    `own` and `others` are how often it and the rest were taken. With 1/2 each the two shares are
    Dirichlet, so that this one is Beta: the reference prior of one share of several (Berger &
    Bernardo 1992, doi:10.1093/biomet/79.1.25), and of two Jeffreys' (Brown, Cai & DasGupta 2001,
    doi:10.1214/ss/1009213286). With 1/2 for every exit of seven, intervals would hold a frequent
    one as seldom as 35 times in 100. Never taken it begins at 0; a rest never taken, it ends at 1.
    `at_once` as in `rate`.
    """
    tail = (1 - LEVEL) / 2
    own, others = own.over(at_once), others.over(at_once)
    low, high = 0.0, 1.0
    if own.low:
        low = float(special.betaincinv(own.low + PRIOR, others.high + PRIOR, tail))
    if others.low:
        high = float(special.betainccinv(own.high + PRIOR, others.low + PRIOR, tail))
    return Interval(low, high)


def _over(number: float, by: float) -> float:
    return number / by if by else math.inf
