"""Work out what a strip of a measure shows: its reported values, as their sources put them.

A history in, series out. Nothing is summed and nothing filled in between.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from negotiation.claims.measures import Reported, reported
from negotiation.errors import UnknownName
from negotiation.history import History
from negotiation.measure import Measure, Value
from negotiation.near import did_you_mean, quoted
from negotiation.view.citing import cited, plain
from negotiation.view.selection import Range, overlaps
from negotiation.view.speech import Speech

LEAST_VALUES = 2


@dataclass(frozen=True, slots=True)
class Point:
    """A reported value: its date and range, and what its source says of it.

    `joined` says that a line may lead here from the point before.
    """

    reported: Reported
    label: str
    joined: bool = False

    @property
    def is_bound(self) -> bool:
        """Whether the value may be any higher one too."""
        return self.reported.high is None

    @property
    def is_range(self) -> bool:
        """Whether the source gives two ends and nothing in the middle."""
        return bool(self.reported.value.between)


@dataclass(frozen=True, slots=True)
class Series:
    """The values of a measure within the drawn range, in time.

    `before` is the last value from before that range; `outside` counts the others beyond it.
    `unit` says what is counted and by whom.
    """

    key: str
    name: str
    unit: str
    points: tuple[Point, ...]
    before: Point | None
    outside: int

    @property
    def extent(self) -> tuple[float, float]:
        """The lowest and the highest number reported, nought included; never the same."""
        told = [self.before] if self.before else []
        ends = [0.0]
        for point in (*self.points, *told):
            ends += [point.reported.low, point.reported.high or point.reported.low]
        low, high = min(ends), max(ends)
        return (low, high) if low < high else (0.0, 1.0)


def chosen_measures(history: History, names: Iterable[str] | None) -> tuple[str, ...]:
    """Give the measures to draw; by default those with two values at least. Raises UnknownName."""
    known = history.chronology.measures
    if names is None:
        return tuple(key for key, one in known.items() if len(one.values) >= LEAST_VALUES)
    for name in (chosen := tuple(dict.fromkeys(names))):
        if name not in known:
            raise UnknownName(f"there is no measure {quoted(name)}; {did_you_mean(name, known)}")
    return chosen


def series(
    history: History, key: str, part: Range, numbers: Mapping[str, int], speech: Speech
) -> Series:
    """Give what is drawn of a measure; `numbers` are those of the sources."""
    measure = history.chronology.measures[key]
    inside, before, outside = _sorted_out(history, key, part)
    return Series(
        key,
        speech.name(measure),
        _unit(history, measure, speech),
        tuple(_joined([_point(one, measure, numbers, speech) for one in inside], measure)),
        None if before is None else _earlier(before, measure, numbers, speech),
        outside,
    )


def shown_sources(history: History, key: str, part: Range) -> set[str]:
    """Give the sources of the values that are drawn of a measure."""
    inside, before, _ = _sorted_out(history, key, part)
    return {one.value.source for one in (*inside, *([before] if before else []))}


def _sorted_out(
    history: History, key: str, part: Range
) -> tuple[list[Reported], Reported | None, int]:
    """Give the values in range, the last one from before it, and how many others there are."""
    values = sorted(
        reported(history.chronology, history.chronology.measures[key]),
        key=lambda one: one.window.midpoint() or 0.0,
    )
    inside = [one for one in values if overlaps(one.window, part)]
    earlier = [one for one in values if one not in inside and _ends_before(one, part)]
    before = earlier[-1] if earlier else None
    return inside, before, len(values) - len(inside) - len(earlier[-1:])


def _ends_before(one: Reported, part: Range) -> bool:
    return one.window.latest is not None and one.window.latest <= part.start


def _point(one: Reported, measure: Measure, numbers: Mapping[str, int], speech: Speech) -> Point:
    return Point(one, _cited(value_words(one.value, measure.unit, speech), one, numbers, speech))


def _earlier(one: Reported, measure: Measure, numbers: Mapping[str, int], speech: Speech) -> Point:
    """Give a value from before the range, with its date."""
    value = value_words(one.value, measure.unit, speech)
    words = speech.say("figure.earlier-value", value=value, date=speech.window(one.window))
    return Point(one, _cited(words, one, numbers, speech))


def _cited(words: str, one: Reported, numbers: Mapping[str, int], speech: Speech) -> str:
    number = numbers.get(one.value.source)
    return cited(words, [] if number is None else [number], rtl=speech.direction == "rtl")


def _joined(points: Sequence[Point], measure: Measure) -> Iterable[Point]:
    """Let a line lead on only from one full value to another of whoever counted the first.

    Their dates must surely follow each other. A bound or a range has no place for a line to end; of
    two sources that name no counter nobody knows that they mean the same one. Between counts of
    victims no line runs at all: it would be read as people killed or hurt day by day.
    """
    yield from points[:1]
    for before, after in pairwise(points):
        follows = before.reported.window.surely_before(after.reported.window)
        full = not any(point.is_bound or point.is_range for point in (before, after))
        one, other = before.reported.value, after.reported.value
        same = one.by == other.by and (one.by != () or one.source == other.source)
        joined = follows and full and same and not measure.victims
        yield Point(after.reported, after.label, joined)


def _unit(history: History, measure: Measure, speech: Speech) -> str:
    """Say what is counted and by whom: "people; United Nations"."""
    counted = dict.fromkeys(key for value in measure.values for key in value.by)
    names = [speech.name(history.chronology.actors[key]) for key in counted]
    unit = plain(speech.unit(measure.unit))
    if not names:
        return unit
    partly = any(not value.by for value in measure.values)
    said = "figure.counted-partly" if partly else "figure.counted"
    return speech.say(said, unit=unit, by=speech.listed(names))


def value_words(value: Value, unit: str, speech: Speech) -> str:
    """Give a value in its source's words, else with its qualifier: "at least 98", "about 60%"."""
    if value.words:
        return speech.label(value.words)
    key = "figure.percent" if unit == "percent" else "figure.plain-number"
    if value.between:
        low, high = (speech.number(end) for end in value.between)
        return speech.say(key, number=f"{low}–{high}")
    for said, number in (
        ("figure.at-least", value.at_least),
        ("figure.more-than", value.more_than),
        ("figure.about", value.about),
        ("figure.exactly", value.value),
    ):
        if number is not None:
            return speech.say(said, number=speech.say(key, number=speech.number(number)))
    raise AssertionError("a value has one of its forms")
