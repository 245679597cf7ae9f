"""Say shares and times no more precisely than the runs and the grid support.

Shares and quantiles in, words out. What depends on the start is said as a range.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from negotiation.dates import DAY, MINUTE
from negotiation.simulation.shares import Difference, Quantile, Share
from negotiation.view.precision import (
    at_least,
    at_most,
    change,
    digits,
    ends,
    percentage,
    upward,
)
from negotiation.view.speech import Speech

AT_ONCE = 0.001  # of the length of the runs; the bins of times are finer
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
        return Said(value, speech.say("ensemble.at-most", number=at_most(high).plain))
    if low.count == low.runs:
        return Said(value, speech.say("ensemble.at-least", number=at_least(low).plain))
    first, last = ends(shares)
    return Said(value, _range(speech, first.plain, last.plain))


def _between(speech: Speech, low: Share, high: Share) -> str:
    """Say the lowest and the highest share, each no more precisely than it is; once if alike."""
    first, last = _value(speech, low), _value(speech, high)
    if first == last:
        return first
    (side, least), (other, most) = percentage(low), percentage(high)
    if side == other == "about":
        return _range(speech, least.plain, most.plain)
    return speech.say("ensemble.from-to", low=first, high=last)


def roughly(speech: Speech, shares: Sequence[Share]) -> str:
    """Say the share of runs from each start in whole percent, as a label of an area that shows it.

    Shares that differ are a range, both ends of it as precise.
    """
    low, high = (pick(shares, key=lambda one: one.share) for pick in (min, max))
    first, last = _roughly(speech, low), _roughly(speech, high)
    if first == last:
        return first
    least, most = (round(100 * one.share) for one in (low, high))
    if low.is_bound or high.is_bound or not 0 < least <= most < 100:
        return speech.say("ensemble.from-to", low=first, high=last)
    return _range(speech, least, most)


def _roughly(speech: Speech, share: Share) -> str:
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
    side, percent = percentage(share)
    if side in ("none", "all"):
        return speech.say(f"ensemble.{side}")
    key = "figure.percent" if side == "about" else f"ensemble.{side}"
    return speech.say(key, number=percent.plain)


def _range(speech: Speech, low: float, high: float) -> str:
    if low == high:
        return speech.say("figure.percent", number=low)
    return speech.say("ensemble.range", low=low, high=high)


def _plain(number: float) -> float:
    return int(number) if number == int(number) else number


# --- differences ---------------------------------------------------------------------------------


def difference(speech: Speech, every: Sequence[Difference]) -> str:
    """Say by how many points of a percentage a what-if changes a share, with the interval.

    Over several starts: the range of the changes, within the interval of all.
    """
    changed = change(every)
    least, most = (end.plain for end in changed.ends)
    if changed.turn == "same":
        return speech.say("ensemble.same")
    if changed.turn in ("unclear", "by-start"):
        return speech.say(f"ensemble.{changed.turn}", low=least, high=most)
    told = [size.plain for size in changed.sizes]
    number, interval = _numbers(speech, *told), _numbers(speech, least, most)
    count = 1 if told == [1, 1] else 2
    return speech.say(f"ensemble.{changed.turn}", count=count, number=number, interval=interval)


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

        From several starts: the first of these times and the last. Where the interval reaches past
        the horizon it is only said from when on that may be, and that it may not be.
        """
        known = sorted(q.value for q in quantiles if q.value is not None)
        if not known:
            return ""
        fine = self._fine(quantiles)
        low, high = (self._shown(at, fine) for at in (known[0], known[-1]))
        if any(one.value is None or one.high is None for one in quantiles):
            first = min(one.low or 0.0 for one in quantiles if one.value is not None)
            early = math.floor(first / self.seconds)
            return speech.say("ensemble.or-not", time=self._said(speech, early))
        if low == high:
            return self._said(speech, low)
        return speech.say(f"ensemble.{self.unit}s", low=low, high=high)

    def _shown(self, at: float, fine: int) -> float:
        """Give a time in numbers: nought only if it was so at once, else the end of the unit."""
        is_later = at > AT_ONCE * self.horizon
        return _tidy(at / self.seconds, fine) or (1 if is_later and fine == 0 else 0)

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
        return digits(widest / self.seconds)


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
