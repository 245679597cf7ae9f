"""Say shares, times and means of runs no more precisely than another set of runs would repeat.

Several values are those of several starts, which the sources leave open: they are said as a range,
never as an average.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from negotiation.dates import DAY, MINUTE
from negotiation.simulation.shares import Difference, Quantile, Share
from negotiation.view.precision import (
    Rounded,
    at_least,
    at_most,
    change,
    digits,
    down,
    ends,
    percentage,
    up,
)

HOUR, YEAR = 3_600, 365 * DAY
UNITS = (("years", YEAR, 1_500 * DAY), ("days", DAY, 2 * DAY), ("hours", HOUR, 2 * HOUR))


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
    least, most = min(shares, key=_of), max(shares, key=_of)
    if most.count == 0:
        return f"at most {_bare(at_most(most))} %"
    if least.count == least.runs:
        return f"at least {_bare(at_least(least))} %"
    first, last = ends(shares)
    low = "0" if first.number <= 0 else str(first)
    return f"{low}–{'100' if last.number >= 100 else last} %"


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
    side, value = percentage(one)
    if side in ("none", "all"):
        return "none" if side == "none" else "100 %"
    return f"{value} %" if side == "about" else f"{side} {value} %"


def _bare(number: Rounded | str) -> str:
    told = str(number)
    return told.rstrip("0").rstrip(".") if "." in told else told


# --- differences ---------------------------------------------------------------------------------


def difference(found: Sequence[Difference]) -> str:
    """Say by how many percentage points a what-if changes a share, and the 95 % interval.

    Over several starts the range of the changes, within the interval of all.
    """
    changed = change(found)
    least, most = changed.ends
    runs = f"{found[0].runs:,} runs"
    if changed.turn == "same":
        return f"the same in every one of {runs}"
    if changed.turn == "unclear":
        told = f"{least} points less to {most} more"
        return f"no difference can be seen with {runs} (95 % interval: {told})"
    if changed.turn == "by-start":
        return f"not alike from every start: {least} points less to {most} more (95 % intervals)"
    said = _range([str(size) for size in changed.sizes])
    points = "point" if said == "1" else "points"
    return f"{said} {points} {changed.turn} ({least}–{most})"


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
        return f"{up(latest / _unit(latest)[1], 0)} {_unit(latest)[0]}"
    unit, seconds = _unit(values[-1])
    lows = [one.low for one in found if one.low is not None]
    low, highs = min(lows), [one.high for one in found]
    high = None if None in highs else max(one for one in highs if one is not None)
    fine = digits((high - low) / seconds) if high is not None else 0
    said = _range([f"{value / seconds:.{fine}f}" for value in (values[0], values[-1])])
    least = down(low / seconds, fine)
    ends = f"{least} or later" if high is None else f"{least}–{up(high / seconds, fine)}"
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
