"""How precisely runs support a share or a change: counts in, rounded numbers out, and no words.

Text and figures say the numbers that are given here, each in words of its own, so that they agree.
Ends of intervals are rounded outward, and never to none or all of what was seen and missed.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from negotiation.simulation.shares import Difference, Share

FINEST, FINE = 3, 1  # digits behind the point: of percentages near 0 and 100, of all others
NEAR = 0.01
TINY = 1e-9
MOST = 9  # digits that an end is given so as not to vanish


@dataclass(frozen=True, slots=True)
class Rounded:
    """A number, with so many digits behind the point."""

    number: float
    digits: int

    def __str__(self) -> str:
        return f"{self.number:.{self.digits}f}"

    @property
    def plain(self) -> float:
        """The number without noughts behind the point."""
        return int(self.number) if self.number == int(self.number) else self.number


def digits(width: float, most: int = FINE) -> int:
    """Give how many digits behind the point are not finer than a tenth of a width."""
    return min(max(-math.floor(math.log10(width)), 0), most) if width > 0 else most


def down(value: float, fine: int) -> Rounded:
    """Round down to so many digits behind the point."""
    return Rounded(math.floor(value * 10**fine + TINY) / 10**fine + 0, fine)


def up(value: float, fine: int) -> Rounded:
    """Round up to so many digits behind the point."""
    return Rounded(math.ceil(value * 10**fine - TINY) / 10**fine + 0, fine)


def _seen(percent: float) -> int:
    """Give the digits behind the point that show a percentage above nought as such."""
    return min(max(-math.floor(math.log10(percent)), 0), MOST) if percent > 0 else 0


# --- shares --------------------------------------------------------------------------------------

Side = Literal["none", "under", "about", "over", "all"]


def percentage(share: Share) -> tuple[Side, Rounded]:
    """Give a share in percent, and whether it is that, or below or above what can be told."""
    fine = share_digits(share)
    percent = round(100 * share.share, fine)
    if share.is_bound:
        return ("none" if share.count == 0 else "all"), Rounded(percent, 0)
    least = 10.0**-fine
    if percent <= 0:
        return "under", Rounded(least, fine)
    if percent >= 100:
        return "over", Rounded(round(100 - least, fine), fine)
    return "about", Rounded(percent, fine)


def share_digits(share: Share) -> int:
    """Give how many digits behind the point of a percentage say something."""
    width = 100 * (share.high - share.low)
    if min(share.share, 1 - share.share) < NEAR:
        return digits(width / 2, FINEST)  # the interval is long on one side
    return digits(width)


def ends(shares: Sequence[Share]) -> tuple[Rounded, Rounded]:
    """Give both ends, in percent, of the hull of the 95 % intervals of shares, rounded outward."""
    least, most = min(shares, key=lambda one: one.share), max(shares, key=lambda one: one.share)
    low, high = 100 * least.low, 100 * most.high
    first, last = (share_digits(one) for one in (least, most))
    if percentage(least)[0] != "under":
        first = max(first, _seen(low))
    if high < 100 <= up(high, last).number and percentage(most)[0] != "over":
        last = _seen(100 - high)
    return down(low, first), up(high, last)


def at_most(share: Share) -> Rounded:
    """Give the bound, in percent, of a share of none of the runs."""
    return up(100 * share.high, _seen(100 * share.high) + 1)


def at_least(share: Share) -> Rounded:
    """Give the bound, in percent, of a share of all of the runs."""
    return down(100 * share.low, _seen(100 * (1 - share.low)) + 1)


def upward(share: float) -> float:
    """Give a width of shares as a percentage with a digit or two that say something, rounded up."""
    return up(100 * share, _seen(100 * share) + 1).plain


# --- differences ---------------------------------------------------------------------------------

Turn = Literal["same", "unclear", "by-start", "more", "less"]


@dataclass(frozen=True, slots=True)
class Change:
    """By how many points what-ifs change a share: sizes without sign, and which way.

    `sizes` are the least and the largest change over the starts, `ends` those of the hull of the
    95 % intervals; where it holds 0, how much less and how much more.
    """

    turn: Turn
    sizes: tuple[Rounded, Rounded]
    ends: tuple[Rounded, Rounded]


def change(every: Sequence[Difference]) -> Change:
    """Give how a what-if changes a share, over one start or several."""
    lows, highs = zip(*(one.interval for one in every), strict=True)
    low, high = 100 * min(lows), 100 * max(highs)
    near, far = sorted((abs(low), abs(high)))
    fine = digits(high - low, FINEST if far < 1 else FINE)
    if near < 1 and high - low < 2:
        fine = max(fine, FINE)  # else it would look like none
    sizes = sorted(abs(100 * one.change) for one in every)
    said = Rounded(round(sizes[0], fine), fine), Rounded(round(sizes[-1], fine), fine)
    if low <= 0 <= high:
        return Change(_turn(every), said, (up(-low, fine), up(high, fine)))
    shown = down(near, max(fine, _seen(near)))
    return Change("more" if low > 0 else "less", said, (shown, up(far, fine)))


def _turn(every: Sequence[Difference]) -> Turn:
    """Say of changes that may be none together whether they are, by any of the starts."""
    if all(one.before == one.after == 0 for one in every):
        return "same"
    clear = any(one.interval[0] > 0 or one.interval[1] < 0 for one in every)
    return "by-start" if clear else "unclear"
