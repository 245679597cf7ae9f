"""Measures: what was counted, in the words of the sources, by whom and as of when.

Never summed, never compared, nobody added to them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from negotiation.brief.case import Case
from negotiation.brief.content import Line, Part
from negotiation.measure import Measure, Value
from negotiation.view.measures import value_words


def measures(case: Case) -> Part | None:
    """Give a line a measure: each value with its date, who counted, and its source."""
    lines = tuple(
        Line((_name(case, measure), _values(case, measure)), rank)
        for rank, measure in enumerate(case.used.measures.values())
    )
    if not lines:
        return None
    return Part("measures", case.say("measures"), lines, notes=(case.say("never-summed"),))


def _name(case: Case, measure: Measure) -> str:
    name = case.fit(case.speech.name(measure)) or measure.id
    return (
        f"{name}:"
        if measure.unit == "percent"
        else f"{name} ({case.fit(case.speech.unit(measure.unit))}):"
    )


def _values(case: Case, measure: Measure) -> str:
    """Give the values by those who counted, one that is said again at another date told once."""
    counted: dict[tuple[str, ...], dict[str, list[str]]] = {}
    for value in measure.values:
        words = case.fit(value_words(value, measure.unit, case.speech))
        counted.setdefault(value.by, {}).setdefault(words, []).append(_dated(case, value))
    told = (_counted(case, by, values) for by, values in counted.items())
    return f"{case.say('between-values')} ".join(told)


def _dated(case: Case, value: Value) -> str:
    window = value.as_of.window(case.history.zone, case.chronology.words)
    return case.cited(case.speech.window(window), [value.source])


def _counted(case: Case, by: Iterable[str], values: Mapping[str, Iterable[str]]) -> str:
    told = [
        case.say("value", value=words, when=case.speech.listed(dates))
        for words, dates in values.items()
    ]
    who = case.speech.listed([case.actor(key) for key in by])
    key = "counted-by" if who else "counted-by-nobody"
    return case.say(key, by=who, values=case.speech.listed(told))
