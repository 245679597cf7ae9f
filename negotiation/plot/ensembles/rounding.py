"""Say shares and times no more precisely than the runs and the grid support.

Shares and quantiles in, words out. What depends on the start is said as a range.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from negotiation.dates import DAY, MINUTE
from negotiation.simulation.shares import Difference, Quantile, Share
from negotiation.view.speech import Speech

FINEST, FINE = 3, 1  # digits behind the point: of shares near nought or one, of all others
NEAR, SMALL, TINY = 0.01, 0.1, 1e-9
MANY = 30  # units of time, from which on their parts are not told
HOUR, YEAR = 3_600, 365 * DAY
LONG_HOURS, LONG_DAYS = 4 * DAY, 1_500 * DAY


@dataclass(frozen=True, slots=True)
class Said:
    """A share, or the range of shares over several starts, and its 95 % interval, in words."""

    value: str
    interval: str


def said(speech: Speech, shares: Sequence[Share]) -> Said:
    """Say the share of runs from each start."""
    low = min(shares, key=lambda one: one.share)
    high = max(shares, key=lambda one: one.share)
    value = _between(speech, low, high)
    if high.count == 0:
        return Said(value, speech.say("ensemble.at-most", number=_plain(upward(high.high))))
    if low.count == low.runs:
        return Said(
            value, speech.say("ensemble.at-least", number=_plain(100 - upward(1 - low.low)))
        )
    down, up = 10 ** _digits(low), 10 ** _digits(high)
    ends = (
        math.floor(100 * low.low * down + TINY) / down,
        math.ceil(100 * high.high * up - TINY) / up,
    )
    return Said(value, _range(speech, *ends))


def _between(speech: Speech, low: Share, high: Share) -> str:
    """Say the lowest and the highest share, each no more precisely than it is; once if alike."""
    first, last = _value(speech, low), _value(speech, high)
    if first == last:
        return first
    ends = [round(100 * one.share, _digits(one)) for one in (low, high)]
    if any(one.is_bound for one in (low, high)) or not 0 < ends[0] <= ends[1] < 100:
        return speech.say("ensemble.from-to", low=first, high=last)
    return _range(speech, *ends)


def roughly(speech: Speech, share: Share) -> str:
    """Say a share in whole percent, as a label of an area that shows it."""
    if share.is_bound:
        return _value(speech, share)
    percent = round(100 * share.share)
    if percent == 0:
        return speech.say("ensemble.under", number=1)
    if percent == 100:
        return speech.say("ensemble.over", number=99)
    return speech.say("figure.percent", number=percent)


def width_at_most(shares: Sequence[Share]) -> float:
    """Give how many percentage points the widest of the 95 % intervals has, rounded up."""
    widest = max((one.high - one.low for one in shares), default=0.0)
    return upward(widest)


def _value(speech: Speech, share: Share) -> str:
    if share.is_bound:
        return speech.say("ensemble.none" if share.count == 0 else "ensemble.all")
    fine = _digits(share)
    percent = round(100 * share.share, fine)
    if percent == 0:
        return speech.say("ensemble.under", number=_plain(10.0**-fine))
    if percent == 100:
        return speech.say("ensemble.over", number=_plain(round(100 - 10.0**-fine, fine)))
    return speech.say("figure.percent", number=_plain(percent))


def _digits(share: Share) -> int:
    """Give how many digits behind the point of a percentage say something."""
    from_ends = min(share.share, 1 - share.share)
    most = FINE if from_ends >= NEAR else FINEST
    width = 100 * (share.high - share.low)
    finer = 3 if from_ends < NEAR else 2 if from_ends < SMALL else 1
    return digits(width / finer, most)


def digits(width: float, most: int) -> int:
    """Give how many digits behind the point are no finer than an interval of that width supports.

    Half of the last digit's step is at least a quarter of the width.
    """
    if width <= 0:
        return most
    return min(max(-math.floor(math.log10(2 * width)), 0), most)


def upward(share: float) -> float:
    """Give a small share as a percentage with one digit that says something, rounded up."""
    percent = 100 * share
    if percent <= 0:
        return 0.0
    count = max(-math.floor(math.log10(percent)), 0) if percent < 1 else 1
    return float(math.ceil(round(percent * 10**count, 6)) / 10**count)


def _range(speech: Speech, low: float, high: float) -> str:
    if low == high:
        return speech.say("figure.percent", number=_plain(low))
    return speech.say("ensemble.range", low=_plain(low), high=_plain(high))


def _plain(number: float) -> float:
    return int(number) if number == int(number) else number


# --- differences ---------------------------------------------------------------------------------


def difference(speech: Speech, every: Sequence[Difference]) -> str:
    """Say by how many points of a percentage a what-if changes a share, with the interval.

    Over several starts: the range of the changes, within the interval of all.
    """
    if all(one.before == one.after == 0 for one in every):
        return speech.say("ensemble.same")
    lows, highs = zip(*(one.interval for one in every), strict=True)
    low, high = 100 * min(lows), 100 * max(highs)
    fine = digits(high - low, FINE)
    if min(abs(low), abs(high)) < 1 and high - low < 2:  # else it would look like none
        fine = FINE
    changes = sorted({_tidy(100 * one.change, fine) for one in every})
    ends = math.floor(low * 10**fine) / 10**fine, math.ceil(high * 10**fine) / 10**fine
    if low <= 0 <= high:
        least, most = (abs(_tidy(end, fine)) for end in ends)
        clear = any(one.interval[0] > 0 or one.interval[1] < 0 for one in every)
        key = "ensemble.by-start" if clear else "ensemble.unclear"
        return speech.say(key, low=least, high=most)
    sign = "more" if low > 0 else "less"
    told = sorted(abs(one) for one in (changes[0], changes[-1]))
    bounds = sorted(abs(_tidy(end, fine)) for end in ends)
    number = _numbers(speech, *told)
    count = 1 if told == [1, 1] else 2
    interval = _numbers(speech, *bounds)
    return speech.say(f"ensemble.{sign}", count=count, number=number, interval=interval)


def _tidy(number: float, fine: int) -> float:
    return _plain(round(number, fine)) + 0


def _numbers(speech: Speech, low: float, high: float) -> str:
    if low == high:
        return speech.number(low)
    return speech.say("ensemble.numbers", low=low, high=high)


# --- times ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Clock:
    """The unit in which a figure tells time since the start: "hour", "day" or "year".

    It has so many `seconds`; the runs last to the `horizon`, in seconds too.
    """

    unit: str
    seconds: int
    horizon: int

    def at(self, speech: Speech, moment: int) -> str:
        """Say a moment as it is: "day 60"."""
        return self._said(speech, _tidy(moment / self.seconds, 2))

    def _said(self, speech: Speech, number: float) -> str:
        return speech.say(f"ensemble.{self.unit}", number=number)

    def when(self, speech: Speech, quantiles: Sequence[Quantile]) -> str:
        """Say by when a share of the runs had come somewhere; nothing if not by the horizon.

        From several starts: the first of these times and the last.
        """
        known = sorted(q.value for q in quantiles if q.value is not None)
        if not known:
            return ""
        fine = self._fine(quantiles)
        low, high = (_tidy(at / self.seconds, fine) for at in (known[0], known[-1]))
        if len(known) < len(quantiles):
            return speech.say("ensemble.or-not", time=self._said(speech, low))
        if low == high:
            return self._said(speech, low)
        return speech.say(f"ensemble.{self.unit}s", low=low, high=high)

    def length(self, speech: Speech, quantiles: Sequence[Quantile]) -> str:
        """Say a length of time in numbers: "12" or, over several starts, "12–14"."""
        known = [float(self.horizon if q.value is None else q.value) for q in quantiles]
        fine = self._fine(quantiles)
        ends = (_tidy(at / self.seconds, fine) for at in (min(known), max(known)))
        return _numbers(speech, *ends)

    def _fine(self, quantiles: Sequence[Quantile]) -> int:
        """Give the digits that the widest interval supports; whole ones if it is open."""
        widths = [
            math.inf if q.low is None or q.high is None else q.high - q.low for q in quantiles
        ]
        widest = max(widths)
        if math.isinf(widest) or self.horizon >= MANY * self.seconds:
            return 0
        return digits(widest / self.seconds, FINE)


def clock(horizon: int) -> Clock:
    """Choose the unit of time for runs so many seconds long."""
    if horizon <= LONG_HOURS:
        return Clock("hour", HOUR, horizon)
    return Clock("day", DAY, horizon) if horizon <= LONG_DAYS else Clock("year", YEAR, horizon)


def length(speech: Speech, seconds: int) -> str:
    """Say a length of time as it is: "60 days", "1 day and 12 hours"."""
    parts = []
    for unit, size in (("days", DAY), ("hours", HOUR), ("minutes", MINUTE), ("seconds", 1)):
        count, seconds = divmod(seconds, size)
        if count:
            parts.append(speech.say(f"ensemble.{unit}-long", count=count))
    return speech.listed(parts)
