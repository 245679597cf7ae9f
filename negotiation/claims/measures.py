"""Claims about measures: judged on the values that sources report, and on nothing in between.

A value counts for a day surely where its date lies in that day, and perhaps where it overlaps it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from negotiation.chronology import Chronology
from negotiation.claims.judgement import Judgement, Verdict
from negotiation.dates import Window, zone
from negotiation.errors import NegotiationError, NotReported, UnknownName
from negotiation.history import History
from negotiation.measure import Measure, Value
from negotiation.near import did_you_mean, quoted


@dataclass(frozen=True, slots=True)
class Reported:
    """A value with the window of its date and the range that it allows.

    From `low`, which is not included where the source says "more than", to `high`; None is open.
    """

    value: Value
    window: Window
    low: float
    high: float | None

    @property
    def above(self) -> bool:
        """Whether it is surely more than its lowest end."""
        return self.value.more_than is not None

    @property
    def lowest(self) -> tuple[float, bool]:
        """Its lowest end, to be compared with those of other values."""
        return self.low, self.above

    def surely_below(self, other: Reported) -> bool:
        """Say whether whatever it allows is less than whatever the other one allows."""
        if self.high is None:
            return False
        return self.high < other.low or (self.high == other.low and other.above)

    def may_be_at_most(self, number: float) -> bool:
        """Say whether it allows this number or one below."""
        return self.low < number or (self.low == number and not self.above)

    def may_be_at_least(self, number: float) -> bool:
        """Say whether it allows this number or one above."""
        return self.high is None or self.high >= number

    def words(self) -> str:
        """Give it as its source does: "30 June 2018: at least 98 (digest-2018-07-03, by sohr)"."""
        by = f", by {', '.join(self.value.by)}" if self.value.by else ""
        return f"{self.window.text}: {self.value.text()} ({self.value.source}{by})"


def reported(chronology: Chronology, measure: Measure) -> list[Reported]:
    """Give the values of a measure, in the order of the file."""
    home = zone(chronology.timezone)
    return [
        Reported(
            value, value.as_of.window(home, chronology.words), *value.range(measure.about_width)
        )
        for value in measure.values
    ]


def measure_at_least(history: History, measure: str, number: float, day: Window) -> Judgement:
    """Judge whether a measure was at least so much on a day.

    Raises UnknownName, and NotReported, with the nearest values, if none is reported for that day.
    """
    return _judged(
        history,
        measure,
        day,
        surely=lambda one: one.low >= number,
        may=lambda one: one.may_be_at_least(number),
    )


def measure_at_most(history: History, measure: str, number: float, day: Window) -> Judgement:
    """Judge whether a measure was at most so much on a day; raises as `measure_at_least`."""
    return _judged(
        history,
        measure,
        day,
        surely=lambda one: one.high is not None and one.high <= number,
        may=lambda one: one.may_be_at_most(number),
    )


def measure_between(
    history: History, measure: str, low: float, high: float, day: Window
) -> Judgement:
    """Judge whether a measure lay between two numbers, ends included, on a day.

    Raises as `measure_at_least`, and NegotiationError if the first number is the higher one.
    """
    if low > high:
        raise NegotiationError(f"{low:,.10g} to {high:,.10g} is no range; write the smaller first")
    return _judged(
        history,
        measure,
        day,
        surely=lambda one: one.low >= low and one.high is not None and one.high <= high,
        may=lambda one: one.may_be_at_least(low) and one.may_be_at_most(high),
    )


def measure_about(history: History, measure: str, number: float, day: Window) -> Judgement:
    """Judge whether a measure was about so much on a day; raises as `measure_at_least`.

    "About" is as wide as the measure declares. Where it declares nothing, the claim holds for a
    value that contains the number, and possibly for one that is open above it.
    """
    width = _measure(history.chronology, measure).about
    if width is not None:
        wide = abs(number) * width / 100
        return measure_between(history, measure, number - wide, number + wide, day)

    def holds(one: Reported) -> bool:
        return one.may_be_at_least(number) and one.may_be_at_most(number)

    return _judged(
        history, measure, day, surely=lambda one: holds(one) and one.high is not None, may=holds
    )


def never_goes_down(history: History, measure: str) -> Judgement:
    """Judge whether no value of a measure is lower than an earlier one, end by end.

    Compares values of which one is surely the later. Certainly not where one is surely lower;
    certainly where no lowest end falls, nor a highest end where both have one; else possibly.
    Raises UnknownName, and NotReported if no two values stand one after the other.
    """
    values = reported(history.chronology, _measure(history.chronology, measure))
    values.sort(key=lambda one: one.window.midpoint() or 0.0)
    pairs = list(_in_sequence(values))
    found = " → ".join(one.words() for one in values)
    if not pairs:
        text = f"the measure {quoted(measure)} has no two values, one surely after the other"
        raise NotReported(f"{text}: {found}")
    if any(later.surely_below(earlier) for earlier, later in pairs):
        return Judgement(Verdict.NEVER, found)
    falls = any(
        later.lowest < earlier.lowest or _ends_lower(earlier, later) for earlier, later in pairs
    )
    return Judgement(Verdict.SOMETIMES if falls else Verdict.ALWAYS, found)


def _in_sequence(values: Sequence[Reported]) -> Iterator[tuple[Reported, Reported]]:
    for one, other in combinations(values, 2):
        if one.window.surely_before(other.window):
            yield one, other
        elif other.window.surely_before(one.window):
            yield other, one


def _ends_lower(earlier: Reported, later: Reported) -> bool:
    return earlier.high is not None and later.high is not None and later.high < earlier.high


Asks = Callable[[Reported], bool]


def _judged(history: History, measure: str, day: Window, *, surely: Asks, may: Asks) -> Judgement:
    """Judge a claim about one day on the values that are, or may be, of that day."""
    values = reported(history.chronology, _measure(history.chronology, measure))
    near = [one for one in values if not one.window.intersection(day).is_empty()]
    if not near:
        raise NotReported(_not_reported(measure, values, day))
    of_that_day = [one for one in near if _lies_in(one.window, day)]
    perhaps = [f"{one.words()}, perhaps another day" for one in near if one not in of_that_day]
    found = "; ".join([*(one.words() for one in of_that_day), *perhaps])
    if not any(may(one) for one in near):
        return Judgement(Verdict.NEVER, found)
    certain = bool(of_that_day) and all(surely(one) for one in near)
    return Judgement(Verdict.ALWAYS if certain else Verdict.SOMETIMES, found)


def _lies_in(inner: Window, outer: Window) -> bool:
    low, high = outer.earliest, outer.latest
    begins = low is None or (inner.earliest is not None and inner.earliest >= low)
    return begins and (high is None or (inner.latest is not None and inner.latest <= high))


def _not_reported(measure: str, values: Iterable[Reported], day: Window) -> str:
    """Say that no value is reported for a day, with the nearest on either side."""
    before, after = list[Reported](), list[Reported]()
    for one in values:
        (before if one.window.surely_before(day) else after).append(one)
    last = max((one.window.latest or 0 for one in before), default=0)
    first = min((one.window.earliest or 0 for one in after), default=0)
    nearest = [one for one in before if one.window.latest == last]
    nearest += [one for one in after if one.window.earliest == first]
    told = "; ".join(one.words() for one in nearest)
    when = day.text or "that day"
    return f"the measure {quoted(measure)} is not reported for {when}; nearest: {told}"


def _measure(chronology: Chronology, key: str) -> Measure:
    if key not in chronology.measures:
        hint = did_you_mean(key, chronology.measures)
        raise UnknownName(f"there is no measure {quoted(key)}; {hint}")
    return chronology.measures[key]
