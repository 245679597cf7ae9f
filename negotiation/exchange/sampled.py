"""Say shares, times and means of runs no more precisely than another set of runs would repeat.

Several values are those of several starts, which the sources leave open: they are said as a range,
never as an average.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from negotiation.dates import DAY, MINUTE
from negotiation.simulation.shares import Difference, Quantile, Share

HOUR, YEAR = 3_600, 365 * DAY
UNITS = (("years", YEAR, 1_500 * DAY), ("days", DAY, 2 * DAY), ("hours", HOUR, 2 * HOUR))
FINEST, FINE = 3, 1  # digits behind the point: of percentages near 0 and 100, of all others
NEAR = 0.01
TINY = 1e-9


def digits(width: float, most: int = FINE) -> int:
    """Give how many digits behind the point are not finer than a width."""
    return min(max(-math.floor(math.log10(width)), 0), most) if width > 0 else most


# --- shares --------------------------------------------------------------------------------------


def share(shares: Sequence[Share]) -> str:
    """Say a share, or the range of shares over several starts: "69 %", "31–38 %", "none–2 %"."""
    low, high = min(shares, key=_of), max(shares, key=_of)
    first, last = _percent(low), _percent(high)
    if first == last:
        return first
    return f"{first.removesuffix(' %')}–{last}" if first != "none" else f"none to {last}"


def interval(shares: Sequence[Share]) -> str:
    """Say the 95 % interval of a share, over all starts; of none or all of the runs, the bound."""
    low, high = min(s.low for s in shares), max(s.high for s in shares)
    fine = max(map(_fine, shares))
    if high >= 1 and low <= 0:
        return "0–100 %"
    first, last = _down(100 * low, max(fine, _seen(low, fine))), _up(100 * high, fine)
    if high < 1 and float(last) >= 100:
        last = _up(100 * high, _seen(1 - high, fine))
    if low <= 0:
        return f"at most {_bare(_up(100 * high, _seen(high, 0) + 1))} %"
    if high >= 1:
        return f"at least {_bare(_down(100 * low, _seen(1 - low, 0) + 1))} %"
    return f"{first}–{last} %"


def counts(shares: Sequence[Share]) -> str:
    """Say in how many of the runs: "6,881 of 10,000", "3,102–3,811 of 10,000"."""
    found = sorted(one.count for one in shares)
    said = f"{found[0]:,}" if found[0] == found[-1] else f"{found[0]:,}–{found[-1]:,}"
    return f"{said} of {shares[0].runs:,}"


def percent(numbers: Sequence[str]) -> str:
    """Say numbers as a percentage, or as a range of it."""
    return f"{_range(numbers)} %"


def _of(one: Share) -> float:
    return one.share


def _percent(one: Share) -> str:
    if one.is_bound:
        return "none" if one.count == 0 else "100 %"
    fine = _fine(one)
    value = round(100 * one.share, fine)
    if value >= 100:
        return f"over {100 - 10**-fine:.{fine}f} %"
    return f"{value:.{fine}f} %" if value > 0 else f"under {10**-fine:.{fine}f} %"


def _fine(one: Share) -> int:
    most = FINE if NEAR <= one.share <= 1 - NEAR else FINEST
    return digits(100 * (one.high - one.low), most)


def _seen(part: float, least: int) -> int:
    """Give so many digits behind the point of a percentage that a small part does not vanish."""
    return min(max(-math.floor(math.log10(100 * part)), least), 9) if part > 0 else least


def _bare(number: str) -> str:
    return number.rstrip("0").rstrip(".") if "." in number else number


def _down(value: float, fine: int) -> str:
    return f"{math.floor(value * 10**fine + TINY) / 10**fine:.{fine}f}"


def _up(value: float, fine: int) -> str:
    return f"{math.ceil(value * 10**fine - TINY) / 10**fine:.{fine}f}"


# --- differences ---------------------------------------------------------------------------------


def difference(found: Sequence[Difference]) -> str:
    """Say by how many percentage points a what-if changes a share, and the 95 % interval.

    Over several starts the range of the changes, within the interval of all.
    """
    low = 100 * min(one.interval[0] for one in found)
    high = 100 * max(one.interval[1] for one in found)
    fine = digits(high - low, FINEST if abs(low) < 1 and abs(high) < 1 else FINE)
    if low <= 0 <= high:
        ends = f"{_up(-low, fine)} points less to {_up(high, fine)} more"
        return f"no difference can be seen with {found[0].runs:,} runs (95 % interval: {ends})"
    sizes = sorted(abs(100 * one.change) for one in found)
    said = _range([f"{size:.{fine}f}" for size in (sizes[0], sizes[-1])])
    least, most = sorted((abs(low), abs(high)))
    word = "more" if low > 0 else "less"
    return f"{said} points {word} ({_down(least, fine)}–{_up(most, fine)})"


def _range(ends: Sequence[str]) -> str:
    return ends[0] if ends[0] == ends[-1] else f"{ends[0]}–{ends[-1]}"


# --- times ---------------------------------------------------------------------------------------


def time(found: Sequence[Quantile], otherwise: str = "not at all") -> str:
    """Say a time with its interval: "39 days (38–40)"; an empty text if no start has one.

    Of what is not told from nothing, the end of the interval: "11 minutes". `otherwise` is said of
    starts that have none.
    """
    values = sorted(one.value for one in found if one.value is not None)
    if not values:
        return ""
    if all(one.low == 0 and one.high is not None for one in found):
        latest = max(one.high or 0.0 for one in found)
        return f"{_up(latest / _unit(latest)[1], 0)} {_unit(latest)[0]}"
    unit, seconds = _unit(values[-1])
    lows = [one.low for one in found if one.low is not None]
    low, highs = min(lows), [one.high for one in found]
    high = None if None in highs else max(one for one in highs if one is not None)
    fine = digits((high - low) / seconds) if high is not None else 0
    said = _range([f"{value / seconds:.{fine}f}" for value in (values[0], values[-1])])
    least = _down(low / seconds, fine)
    ends = f"{least} or later" if high is None else f"{least}–{_up(high / seconds, fine)}"
    told = f"{said} {unit} ({ends})"
    return told if len(values) == len(found) else f"{told}, from some starts {otherwise}"


def mean_time(means: Sequence[float], horizon: int, runs: int) -> str:
    """Say a mean time, or the range over starts: "8.1 days".

    Rounded by the widest spread that times from 0 to the horizon can have with this mean (Bhatia &
    Davis 2000, doi:10.1080/00029890.2000.12005203): the runs keep no other.
    """
    unit, seconds = _unit(max(means))
    spread = max(math.sqrt(max(mean * (horizon - mean), 0.0)) for mean in means)
    fine = digits(2 * 1.96 * spread / math.sqrt(runs) / seconds)
    ends = [f"{mean / seconds:.{fine}f}" for mean in (min(means), max(means))]
    return f"{_range(ends)} {unit}"


def _unit(value: float) -> tuple[str, int]:
    for unit, seconds, least in UNITS:
        if value >= least:
            return unit, seconds
    return "minutes", MINUTE


def about(seconds: float) -> str:
    """Say about how long something lasts, with two digits: "2.7 days", "1 day"."""
    if seconds == DAY:
        return "1 day"
    unit, size = _unit(seconds)
    return f"{_bare(_two_digits(seconds / size))} {unit}"


def length(seconds: int) -> str:
    """Say a length as it is: "60 days", "1 day 12 hours"."""
    parts = []
    for unit, size in (("day", DAY), ("hour", HOUR), ("minute", MINUTE), ("second", 1)):
        count, seconds = divmod(seconds, size)
        if count:
            parts.append(f"{count:,} {unit}{'' if count == 1 else 's'}")
    return " ".join(parts) or "0 seconds"


def mean_count(means: Sequence[float]) -> str:
    """Say how often something happens in a run, with two digits: "2.1", "13", "0.086"."""
    return _range([_two_digits(mean) for mean in (min(means), max(means))])


def _two_digits(value: float) -> str:
    if value <= 0:
        return "0"
    rounded = float(f"{value:.1e}")
    return f"{rounded:,.{max(1 - math.floor(math.log10(rounded)), 0)}f}"
