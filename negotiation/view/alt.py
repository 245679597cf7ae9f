"""Tell the picture to those who do not see it: its alternative text, written from the history.

A plan in, text in its language out. What is left out of a long story is counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from negotiation.dates import Window, local
from negotiation.view.citing import plain
from negotiation.view.measures import Point, Series, value_words
from negotiation.view.plan import Plan
from negotiation.view.remarks import days, title
from negotiation.view.selection import is_clock_time, only_year
from negotiation.view.stays import Course, Stay

MOST_WORDS, MOST_SIGNS = 250, 150
HEADLINE = 3  # so many more states are told of the first track


@dataclass(frozen=True, slots=True)
class _Depth:
    """How much is told: so many tracks, states a track, measures, values a measure, names."""

    tracks: int
    states: int
    measures: int
    values: int
    names: int


# the first one at which the text has no more than MOST_WORDS, else the last one
DEPTHS = (
    _Depth(8, 12, 6, 4, 4),
    _Depth(6, 8, 4, 4, 3),
    _Depth(5, 6, 3, 3, 2),
    _Depth(4, 5, 2, 2, 2),
    _Depth(3, 4, 2, 2, 1),
    _Depth(2, 3, 1, 2, 1),
)


def alt_text(plan: Plan) -> str:
    """Tell the whole picture in some 200 words, on one line."""
    text = ""
    for depth in DEPTHS:
        text = plain(" ".join(_sentences(plan, depth)))
        if words_in(text) <= MOST_WORDS:
            break
    return text


def words_in(text: str) -> int:
    """Count words, of which signs that stand alone are none."""
    return sum(any(sign.isalnum() for sign in word) for word in text.split())


def short_alt(plan: Plan) -> str:
    """Say what the picture is, in no more than MOST_SIGNS signs."""
    speech, name = plan.speech, title(plan)
    if not plan.history.steps:
        return _cut(speech.say("alt.nothing", title=name))
    events = speech.say("figure.events", count=len(plan.steps))
    whole = speech.say("alt.short", title=name, events=events, days=days(plan))
    if len(whole) <= MOST_SIGNS:
        return plain(whole)
    return _cut(speech.say("alt.shortest", title=name, events=events))


def _cut(text: str) -> str:
    text = plain(text)
    return text if len(text) <= MOST_SIGNS else text[: MOST_SIGNS - 1].rstrip() + "…"


def _sentences(plan: Plan, depth: _Depth) -> Iterator[str]:
    """Say what is drawn, each track, what is not certain, what was counted, and the end."""
    speech = plan.speech
    if not plan.history.steps:
        yield speech.say("alt.nothing", title=title(plan))
        return
    events = speech.say("figure.events", count=len(plan.steps))
    yield speech.say("alt.picture", title=title(plan), events=events, days=days(plan))
    for number, course in enumerate(tuple(plan.lanes.values())[: depth.tracks]):
        yield _track(plan, course, depth.states + HEADLINE * (number == 0))
    yield from _parties(plan, depth.names)
    yield from _uncertain(plan)
    yield from _departures(plan, depth.names)
    for series in plan.series[: depth.measures]:
        yield _measure(plan, series, depth.values)
    yield from _left_out(plan, depth)
    if plan.history.record is not None:
        end = local(plan.history.record.end - 1, plan.history.zone).date()
        yield speech.say("figure.last-source", day=speech.day(end))


# --- states ---------------------------------------------------------------------------------------


def _track(plan: Plan, course: Course, most: int) -> str:
    """Say the states of a track in their order, each with when it begins."""
    speech = plan.speech
    stays = [stay for stay in course.stays if not stay.is_initial]
    said = [_stay(plan, course, stay) for stay in stays]
    if len(said) > most + 1:
        more = speech.say("alt.more-states", count=len(said) - most)
        said = [*said[: most - 1], more, said[-1]]
    told = speech.chained("figure.semicolon", said) or speech.say("figure.not-reported")
    return speech.say("alt.track", track=course.name, states=told)


def _stay(plan: Plan, course: Course, stay: Stay) -> str:
    """Say a state as it is certain somewhere, or possible only."""
    speech, history = plan.speech, plan.history
    declared = history.chronology.tracks()[stay.span.track].states[stay.span.state]
    name = speech.name(declared) or stay.span.state
    window = stay.span.start
    when = _when(plan, window) if window is not None else speech.say("date.undated")
    if not history.sources_of(stay.span.events):
        when = speech.say("figure.inferred", text=when)
    key = "alt.state" if _is_certain(plan, course, stay) else "alt.possible-state"
    return speech.say(key, state=name, when=when)


def _is_certain(plan: Plan, course: Course, stay: Stay) -> bool:
    """Say whether no order of the events leaves this stay out at all of its moments."""
    first, last = stay.rising[0], stay.falling[1]
    if not any(start < last and end > first for start, end in course.unclear):
        return True
    settled, left = stay.rising[1], stay.falling[0]
    readings = plan.history.readings
    return settled < left and any(
        set(readings.at(stay.span.track, moment)) == {stay.span.state}
        for moment in (settled, (settled + left) // 2, left - 1)
    )


def _when(plan: Plan, window: Window) -> str:
    """Say a date as its source has it, without the year that all of them share."""
    speech = plan.speech
    said = speech.words(window) or speech.say("date.undated")
    return speech.short(plain(said), only_year(plan.history))


# --- what else is seen ----------------------------------------------------------------------------


def _parties(plan: Plan, most: int) -> Iterator[str]:
    if plan.parties:
        names = [party.name for party in plan.parties]
        yield plan.speech.say("alt.parties", parties=_some(plan, names, most))


def _uncertain(plan: Plan) -> Iterator[str]:
    speech = plan.speech
    known = sum(is_clock_time(step.window) for step in plan.steps)
    yield speech.say("alt.clocks", known=known, all=len(plan.steps))
    names = [course.name for course in plan.lanes.values() if course.unclear]
    if names:
        yield speech.say("alt.order-open", tracks=speech.chained("figure.comma", names))
    if plan.history.order_assumed:
        yield speech.say("figure.order-assumed")


def _departures(plan: Plan, most: int) -> Iterator[str]:
    steps = [step for step in plan.steps if step.event.id in plan.departing]
    if steps:
        names = [plan.speech.name(step.event) or step.event.id for step in steps]
        yield plan.speech.say("alt.departures", events=_some(plan, names, most))


def _measure(plan: Plan, series: Series, most: int) -> str:
    """Say the values of a measure in their sources' words, the first ones and the last one."""
    speech = plan.speech
    said = [_value(plan, series, point) for point in series.points]
    if len(said) > most + 1:
        more = speech.say("alt.more-values", count=len(said) - most)
        said = [*said[: most - 1], more, said[-1]]
    told = speech.chained("figure.semicolon", said) or speech.say("figure.not-reported")
    return speech.say("alt.measure", measure=series.name, unit=series.unit, values=told)


def _value(plan: Plan, series: Series, point: Point) -> str:
    measure = plan.history.chronology.measures[series.key]
    words = value_words(point.reported.value, measure.unit, plan.speech)
    window = point.reported.window
    return plan.speech.say("alt.value", value=words, when=_when(plan, window))


def _left_out(plan: Plan, depth: _Depth) -> Iterator[str]:
    """Count the tracks and measures that are drawn and not told."""
    speech = plan.speech
    tracks, measures = len(plan.lanes) - depth.tracks, len(plan.series) - depth.measures
    things = [
        speech.say(key, count=count)
        for key, count in (("alt.tracks", tracks), ("alt.measures", measures))
        if count > 0
    ]
    if things:
        yield speech.say("alt.left-out", things=speech.listed(things))


def _some(plan: Plan, names: Sequence[str], most: int) -> str:
    """Give the first of some names, and how many there are more."""
    said = plan.speech.chained("figure.semicolon", [plain(name) for name in names[:most]])
    if len(names) <= most:
        return said
    more = plan.speech.say("alt.more", count=len(names) - most)
    return plan.speech.chained("figure.semicolon", [said, more])
