"""Work out what a strip of a measure shows: its reported values, as their sources put them.

A history in, series out. Nothing is summed and nothing filled in between.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from negotiation.claims.measures import Reported, reported
from negotiation.errors import UnknownName
from negotiation.evidence import Measure, Value
from negotiation.history import History
from negotiation.near import did_you_mean, quoted
from negotiation.view.citing import cited, plain
from negotiation.view.selection import Range, overlaps
from negotiation.view.speech import Speech

LEAST_VALUES = 2


@dataclass(frozen=True, slots=True)
class Point:
    """A reported value: its date and range, and what its source says of it.

    `joined` says that a line may lead here from the point before: neither is a lower bound.
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
    def top(self) -> float:
        """The highest number reported, at least one."""
        told = [self.before] if self.before else []
        ends = (p.reported.high or p.reported.low for p in (*self.points, *told))
        return max(ends, default=0.0) or 1.0


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
    values = sorted(
        reported(history.chronology, measure), key=lambda one: one.window.midpoint() or 0.0
    )
    inside = [one for one in values if overlaps(one.window, part)]
    earlier = [one for one in values if one not in inside and _ends_before(one, part)]
    before = _earlier(earlier[-1], measure, numbers, speech) if earlier else None
    points = tuple(_joined([_point(one, measure, numbers, speech) for one in inside]))
    return Series(
        key,
        speech.name(measure),
        _unit(history, measure, speech),
        points,
        before,
        len(values) - len(inside) - len(earlier[-1:]),
    )


def _ends_before(one: Reported, part: Range) -> bool:
    return one.window.latest is not None and one.window.latest <= part.start


def _point(one: Reported, measure: Measure, numbers: Mapping[str, int], speech: Speech) -> Point:
    return Point(one, _cited(value_words(one.value, measure.unit, speech), one, numbers))


def _earlier(one: Reported, measure: Measure, numbers: Mapping[str, int], speech: Speech) -> Point:
    """Give a value from before the range, with its date."""
    value = value_words(one.value, measure.unit, speech)
    words = speech.say("figure.earlier-value", value=value, date=speech.window(one.window))
    return Point(one, _cited(words, one, numbers))


def _cited(words: str, one: Reported, numbers: Mapping[str, int]) -> str:
    number = numbers.get(one.value.source)
    return cited(words, [] if number is None else [number])


def _joined(points: Sequence[Point]) -> Iterable[Point]:
    """Let a line lead on only between values whose dates follow each other surely."""
    yield from points[:1]
    for before, after in pairwise(points):
        follows = before.reported.window.surely_before(after.reported.window)
        free = not (before.is_bound or after.is_bound)
        yield Point(after.reported, after.label, joined=follows and free)


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
