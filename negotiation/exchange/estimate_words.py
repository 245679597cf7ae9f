"""Say ranges, times, rates and shares of an estimate in words, never more precisely than they are.

Ends of intervals are rounded outwards, so that what is printed holds what was computed.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from negotiation.dates import DAY, MINUTE
from negotiation.simulation.estimation.rates import Interval, Range

HOUR = 3600
PRIOR_TEXT = "Jeffreys: the rate is Gamma({events} + 1/2, {exposure})"
ONE_OF = {"issues": "issue", "places": "place", "third-parties": "third party"}
UNITS = ((DAY, "day"), (HOUR, "hour"), (MINUTE, "minute"), (1, "second"))


def count(events: Range) -> str:
    """Give how often: "3", or "2–4" where the sources leave it open."""
    low, high = int(events.low), int(events.high)
    return f"{low:,}" if low == high else f"{low:,}–{high:,}"


def times(length: Range) -> str:
    """Give for how long: "17.0–18.0 days"; one number where the sources fix it."""
    if not length.high:
        return "no time"
    return _span(length.low, length.high, 3)


def prior(at_once: float) -> str:
    """Say the prior of a rate; of counts that come several at once, what is made of them."""
    if at_once == 1:
        return PRIOR_TEXT.format(events="events", exposure="exposure")
    told = PRIOR_TEXT.format(events=f"events/{at_once:.2g}", exposure=f"exposure/{at_once:.2g}")
    return f"{told}, as some events fed several names"


def of_each(headings: Iterable[str]) -> str:
    """Say of what the rate is one: " for each place"; nothing if it is of no names."""
    every = " and ".join(ONE_OF.get(heading, heading) for heading in headings)
    return f" for each {every}" if every else ""


def per_day(rate: Interval) -> str:
    """Give an interval of a rate in events a day: "0.0091–0.44", "at most 0.15"."""
    low, high = rate.low * DAY, rate.high * DAY
    if math.isinf(high):
        return "unknown" if not low else f"at least {rounded(low, 2, up=False)}"
    if not low:
        return f"at most {rounded(high, 2, up=True)}"
    return f"{rounded(low, 2, up=False)}–{rounded(high, 2, up=True)}"


def mean_wait(rate: Interval) -> str:
    """Give an interval of the mean wait: "2.3–110 days", "at least 6.7 days"."""
    wait = rate.turned()
    if math.isinf(wait.high):
        return "unknown" if not wait.low else f"at least {_one(wait.low, up=False)}"
    if not wait.low:
        return f"at most {_one(wait.high, up=True)}"
    return _span(wait.low, wait.high, 2)


def percent(share: Interval) -> str:
    """Give an interval of a share in whole percents: "8–100 %"."""
    low, high = math.floor(100 * share.low), math.ceil(100 * share.high)
    if (low, high) == (0, 100):
        return "unknown"
    return f"{low}–{high} %" if low < high else f"{high} %"


def about(seconds: float) -> str:
    """Give one length of time, rounded to what its digits can bear: "15 days"."""
    unit, name = _unit(seconds)
    return f"{rounded(seconds / unit, 2)} {name}s"


def duration(seconds: float) -> str:
    """Give a length as ISO 8601 writes it, in steps no finer than a hundredth or so: "P6DT2H"."""
    step = next((one for one, _ in UNITS if one <= seconds / 10), 1)
    left = max(round(seconds / step), 1) * step
    parts = {}
    for unit, letter in ((DAY, "D"), (HOUR, "H"), (MINUTE, "M"), (1, "S")):
        parts[letter], left = divmod(left, unit)
    days = f"{parts['D']}D" if parts["D"] else ""
    clock = "".join(f"{parts[letter]}{letter}" for letter in "HMS" if parts[letter])
    return f"P{days}T{clock}" if clock else f"P{days}"


def rounded(value: float, digits: int, *, up: bool | None = None) -> str:
    """Give so many digits of a number that count, rounded up, down, or to the nearest."""
    if not value:
        return "0"
    place = digits - 1 - math.floor(math.log10(value))
    scaled = value * 10.0**place
    near = round(scaled)
    if up is not None and not math.isclose(scaled, near, rel_tol=1e-9):
        near = math.ceil(scaled) if up else math.floor(scaled)
    return f"{near / 10.0**place:,.{max(place, 0)}f}"


def _span(low: float, high: float, digits: int) -> str:
    unit, name = _unit(high)
    if low == high:
        return f"{rounded(high / unit, digits)} {name}s"
    if 0 < low < unit / 10:
        return f"{_one(low, up=False)} to {_one(high, up=True)}"
    ends = rounded(low / unit, digits, up=False), rounded(high / unit, digits, up=True)
    return f"{ends[0]}–{ends[1]} {name}s"


def _one(seconds: float, *, up: bool) -> str:
    unit, name = _unit(seconds)
    number = rounded(seconds / unit, 2, up=up)
    return f"{number} {name}" if number == "1" else f"{number} {name}s"


def _unit(seconds: float) -> tuple[int, str]:
    """Give the unit in which a length is at least two, the smallest one if it is shorter."""
    return next(((unit, name) for unit, name in UNITS if seconds >= 2 * unit), UNITS[-1])
