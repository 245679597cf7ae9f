"""Tell in words what was found of runs: every count, share and interval, and what it is not.

What a sentence found and a language in, lines of text out. Intervals are rounded outwards, and
shares to no more digits than their interval has.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

from negotiation.gherkin.language import Language, Unit, filled
from negotiation.gherkin.saying import number
from negotiation.gherkin.simulated import Estimate, FromStart, Simulated, Tallied
from negotiation.gherkin.values import Quantity

UNITS: tuple[tuple[Unit, int], ...] = (("day", 86_400), ("hour", 3_600), ("minute", 60))
MOST_DIGITS = 6
NEARLY = 1e-9  # what floating point leaves of a number that needs no rounding
WHOLE = 100  # per cent
Rounding = Callable[[float, int], float]


def refused(words: Language, found: Simulated, claim: str) -> Iterator[str]:
    """Say why a claim about runs does not pass: what was expected, how it is, and the numbers."""
    yield words.say("expected-simulated", claim=claim)
    yield ruling(words, found)
    yield from numbers(words, found)
    yield caution(words, found)


def ruling(words: Language, found: Simulated) -> str:
    """Say how it is over all starts."""
    starts, runs = len(found.starts), _count(words, found.runs)
    key = f"simulated-{found.ruling}"
    return words.say(key, holding=found.holding, starts=starts, runs=runs)


def numbers(words: Language, found: Simulated) -> Iterator[str]:
    """Give a line with all numbers for each start; of several, first how far they lie apart."""
    if len(found.starts) == 1:
        yield _told(words, found, found.starts[0])
        return
    yield words.say("simulated-starts", count=len(found.starts), range=_range(words, found))
    alike: dict[tuple[str, str], list[str]] = {}
    for place, start in enumerate(found.starts, 1):
        said = words.say(f"simulated-is-{start.ruling}"), _told(words, found, start)
        alike.setdefault(said, []).append(_start(words, start, place))
    for (ruled, told), starts in alike.items():
        named = ", ".join(starts)
        yield "  " + words.say("simulated-start", start=named, ruling=ruled, told=told)


def caution(words: Language, found: Simulated) -> str:
    """Say what the numbers rest on, and that they are no forecast."""
    title = words.say("simulated-title", title=found.assumptions)
    if found.whatif:
        title = words.say("simulated-whatif", title=title, whatif=found.whatif)
    return words.say("simulated-caution", assumptions=title, seed=found.seed)


def paragraph(words: Language, found: Simulated) -> str:
    """Give all numbers and what they are not as one text."""
    return f"{'; '.join(line.strip() for line in numbers(words, found))}. {caution(words, found)}"


# --- one start -----------------------------------------------------------------------------------


def _start(words: Language, start: FromStart, place: int) -> str:
    parts = [f"{track}: {state}" for track, state in start.states]
    if start.waited:
        parts.append(words.say(f"simulated-waited-{start.waited}"))
    return f"{place} ({', '.join(parts)})" if parts else str(place)


def _told(words: Language, found: Simulated, start: FromStart) -> str:
    counted = [_tallied(words, one) for one in start.tallied]
    if found.kind == "reached" or start.estimate is None:
        return counted[0]
    if found.kind == "median":
        value, low, high = _times(words, start.estimate, found.seconds)
        key = "simulated-median" if start.estimate.low is not None else "simulated-median-later"
        name = start.tallied[0].name
        return words.say(key, name=name, value=value, low=low, high=high, counted=counted[0])
    value, low, high = _points(words, start.estimate)
    first, second = counted
    key = f"simulated-{found.kind}"
    return words.say(key, first=first, second=second, value=value, low=low, high=high)


def _tallied(words: Language, one: Tallied) -> str:
    width = WHOLE * (one.high - one.low)
    digits = _digits(width)
    key = {0: "simulated-none", one.runs: "simulated-all"}.get(one.count, "simulated-share")
    return words.say(
        key,
        name=one.name,
        count=_count(words, one.count),
        runs=_count(words, one.runs),
        share=_percent(words, _rounded(WHOLE * one.share, digits), digits),
        low=_percent(words, _down(WHOLE * one.low, digits), digits),
        high=_percent(words, _up(WHOLE * one.high, digits), digits),
    )


def _range(words: Language, found: Simulated) -> str:
    """Give the lowest and the highest of what the starts say, which is never averaged."""
    estimates = [start.estimate for start in found.starts if start.estimate is not None]
    if not estimates:
        counts = [start.tallied[0] for start in found.starts]
        digits = max(_digits(WHOLE * (one.high - one.low)) for one in counts)
        shares = [WHOLE * one.share for one in counts]
        ends = [_percent(words, end, digits) for end in (min(shares), max(shares))]
    elif found.kind == "median":
        every = sorted(estimates, key=lambda one: math.inf if one.value is None else one.value)
        ends = [_times(words, one, found.seconds)[0] for one in (every[0], every[-1])]
    else:
        every = sorted(estimates, key=lambda one: one.value or 0.0)
        ends = [_points(words, one)[0] for one in (every[0], every[-1])]
    if ends[0] == ends[1]:
        return words.say("simulated-alike", value=ends[0])
    return words.say("simulated-range", low=ends[0], high=ends[1])


# --- numbers in words ----------------------------------------------------------------------------


def _count(words: Language, count: int) -> str:
    return number(words, Quantity(count, False, ""))


def _percent(words: Language, value: float, digits: int) -> str:
    return filled(words.numbers.percent[0], number=_decimal(words, value, digits))


def _points(words: Language, estimate: Estimate) -> tuple[str, str, str]:
    """Write a difference of shares and its interval, in percentage points with their signs."""
    value, low, high = (
        WHOLE * (one or 0.0) for one in (estimate.value, estimate.low, estimate.high)
    )
    digits = _digits(high - low)
    change = _signed(words, _rounded(value, digits), digits)
    return (
        words.say("simulated-points", number=change),
        _signed(words, _down(low, digits), digits),
        _signed(words, _up(high, digits), digits),
    )


def _times(words: Language, estimate: Estimate, end: int) -> tuple[str, str, str]:
    """Write a time and its interval in days, hours or minutes; later than the end as such."""
    unit, seconds = next((one for one in UNITS if end >= 4 * one[1]), UNITS[-1])
    high = end if estimate.high is None else estimate.high
    digits = _digits((high - (estimate.low or 0.0)) / seconds)

    def told(time: float | None, rounding: Rounding) -> str:
        if time is None:
            length = _length(words, unit, end / seconds, 1 if end % seconds else 0)
            return words.say("simulated-later", end=length)
        return _length(words, unit, rounding(time / seconds, digits), digits)

    return told(estimate.value, _rounded), told(estimate.low, _down), told(estimate.high, _up)


def _length(words: Language, unit: Unit, value: float, digits: int) -> str:
    forms = words.lengths[unit]
    if digits == 0:
        return forms.counted(round(value))
    return f"{_decimal(words, value, digits)} {forms.many[0]}"


def _signed(words: Language, value: float, digits: int) -> str:
    return f"{'+' if value > 0 else ''}{_decimal(words, value, digits)}"


def _decimal(words: Language, value: float, digits: int) -> str:
    written = f"{value:.{digits}f}".replace(".", words.numbers.decimal)
    return written.replace("-", "\N{MINUS SIGN}")


# --- rounding ------------------------------------------------------------------------------------


def _digits(width: float) -> int:
    """Give how many decimals an interval of that width deserves: its own two leading ones."""
    if width <= 0:
        return 1
    return min(max(1 - math.floor(math.log10(width)), 0), MOST_DIGITS)


def _rounded(value: float, digits: int) -> float:
    return round(value, digits)


def _down(value: float, digits: int) -> float:
    scale = float(10**digits)
    return math.floor(value * scale + NEARLY) / scale


def _up(value: float, digits: int) -> float:
    scale = float(10**digits)
    return math.ceil(value * scale - NEARLY) / scale
