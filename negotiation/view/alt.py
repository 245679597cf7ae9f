"""Tell the picture to those who do not see it: its alternative text, written from the history.

A plan in, text in its language out. What is left out of a long story is counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from negotiation.dates import Window
from negotiation.event import Event
from negotiation.view.beside import where_it_differs
from negotiation.view.caption import rests_on
from negotiation.view.citing import plain
from negotiation.view.measures import Point, Series, value_words
from negotiation.view.plan import Plan
from negotiation.view.remarks import days, title, where_it_ends
from negotiation.view.selection import (
    Range,
    is_clock_time,
    lasts_into,
    only_year,
    overlaps,
    whole_range,
)
from negotiation.view.sides import withheld
from negotiation.view.stays import Course, Stay
from negotiation.view.terms import Party, parties

MOST_WORDS, MOST_SIGNS = 250, 150
HEADLINE = 3  # so many more states are told of the first track


@dataclass(frozen=True, slots=True)
class _Depth:
    """How much is told: so many tracks, states a track, measures, values a measure, names.

    And so many parties, terms of each.
    """

    tracks: int
    states: int
    measures: int
    values: int
    names: int
    parties: int
    terms: int


# the first one at which the text has no more than MOST_WORDS, else the last one
DEPTHS = (
    _Depth(8, 12, 6, 4, 4, 8, 2),
    _Depth(6, 8, 4, 4, 3, 6, 2),
    _Depth(6, 8, 4, 3, 3, 6, 1),
    _Depth(5, 6, 3, 2, 2, 4, 1),
    _Depth(5, 6, 2, 2, 2, 4, 1),
    _Depth(4, 5, 2, 2, 2, 3, 1),
    _Depth(4, 5, 1, 2, 2, 3, 1),
    _Depth(3, 4, 1, 2, 1, 2, 1),
    _Depth(2, 3, 1, 2, 1, 1, 1),
)


def alt_text(plan: Plan) -> str:
    """Tell the whole picture in some 200 words, on one line."""
    text, spoken = "", _uncited(plan)
    for depth in DEPTHS:
        text = plain(" ".join(_sentences(plan, spoken, depth)))
        if words_in(text) <= MOST_WORDS:
            break
    return text


def alt_of_panels(headings: Sequence[str], plans: Sequence[Plan], changed: Sequence[bool]) -> str:
    """Tell several histories of one story: the first is the record, the others differ from it.

    `changed` says which of them are what-ifs; the others are another choice of sources.
    """
    record = plans[0]
    said = [record.speech.say("alt.panel", heading=headings[0], text=alt_text(record))]
    for heading, plan, what_if in zip(headings[1:], plans[1:], changed[1:], strict=True):
        said += [rests_on(record, heading, plan, what_if), *where_it_differs(record, plan)]
    return plain(" ".join(said))


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


def _sentences(plan: Plan, spoken: Sequence[Party], depth: _Depth) -> Iterator[str]:
    """Say what is drawn, each track, what is not certain, what was counted, and the end."""
    speech = plan.speech
    hidden = withheld(plan.history.chronology, speech)
    if not plan.history.steps:
        yield speech.say("alt.nothing", title=title(plan))
        yield from [hidden] if hidden else []
        return
    events = speech.say("figure.events", count=len(plan.steps))
    yield speech.say("alt.picture", title=title(plan), events=events, days=days(plan))
    for number, course in enumerate(tuple(plan.lanes.values())[: depth.tracks]):
        yield _track(plan, course, depth.states + HEADLINE * (number == 0))
    yield from _parties(plan, spoken, depth)
    yield from _dues(plan, depth.names)
    yield from _clocks(plan)
    yield from _disputed(plan, depth.names)
    yield from _doubts(plan)
    yield from _departures(plan, depth.names)
    for series in plan.series[: depth.measures]:
        yield _measure(plan, series, depth.values)
    yield from _left_out(plan, depth)
    yield from where_it_ends(plan)
    yield from [hidden] if hidden else []


# --- states ---------------------------------------------------------------------------------------


def _track(plan: Plan, course: Course, most: int) -> str:
    """Say the states of a track in range in their order, each with when it begins."""
    speech = plan.speech
    said = [_stay(plan, course, stay) for stay in course.stays if _is_drawn(plan, stay)]
    if len(said) > most + 1:
        more = speech.say("alt.more-states", count=len(said) - most)
        said = [*said[: most - 1], more, said[-1]]
    told = speech.chained("figure.semicolon", said) or speech.say("figure.not-reported")
    return speech.say("alt.track", track=course.name, states=told)


def _is_drawn(plan: Plan, stay: Stay) -> bool:
    """Say whether events led to a stay that may reach into the range before the sources end."""
    record = plan.history.record
    ended = record is not None and record.end <= plan.range.start
    return not stay.is_initial and not ended and lasts_into(stay.span, plan.range)


def _stay(plan: Plan, course: Course, stay: Stay) -> str:
    """Say a state as it is certain somewhere, or possible only; and if it had begun earlier."""
    speech, history = plan.speech, plan.history
    declared = history.chronology.tracks()[stay.span.track].states[stay.span.state]
    name = speech.name(declared) or stay.span.state
    when = _when(plan, stay.span.start or Window(None, None))
    if not history.sources_of(stay.span.events):
        when = speech.say("figure.inferred", text=when)
    when = _marked(plan, when, history.chronology.events[stay.span.events[0]].is_disputed)
    certain = _is_certain(plan, course, stay)
    key = "state-before" if not plan.is_undated and _began_before(stay, plan.range) else "state"
    return speech.say(f"alt.{key}" if certain else f"alt.possible-{key}", state=name, when=when)


def _began_before(stay: Stay, part: Range) -> bool:
    start = stay.span.start
    return start is not None and start.latest is not None and start.latest <= part.start


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


def _uncited(plan: Plan) -> Sequence[Party]:
    """Give the parties drawn, with terms that do not end in the numbers of sources."""
    if not plan.parties:
        return ()
    return parties(plan.history, whole_range(plan.history), plan.range, {}, plan.speech)


def _parties(plan: Plan, spoken: Sequence[Party], depth: _Depth) -> Iterator[str]:
    """Say for each party what it said on the issues."""
    if spoken:
        told = [_party(plan, party, depth.terms) for party in spoken]
        yield plan.speech.say("alt.parties", parties=_some(plan, told, depth.parties))


def _party(plan: Plan, party: Party, most: int) -> str:
    speech, events = plan.speech, plan.history.chronology.events
    told = [
        _marked(plan, term.label, any(events[key].is_disputed for key in term.events))
        for term in party.terms[:most]
    ]
    if len(party.terms) > most:
        told.append(speech.say("alt.more-terms", count=len(party.terms) - most))
    terms = speech.chained("figure.semicolon", told)
    is_named = events[party.terms[0].events[0]].who.by
    return speech.say("alt.party" if is_named else "alt.nobody", party=party.name, terms=terms)


def _dues(plan: Plan, most: int) -> Iterator[str]:
    """Say by which dates something is due, and of those only foretold, how."""
    if plan.dues:
        said = [_due(plan, event, window) for event, window in plan.dues]
        yield plan.speech.say("alt.dues", dues=_some(plan, said, most))


def _due(plan: Plan, event: Event, window: Window) -> str:
    speech, when = plan.speech, _when(plan, window)
    if not event.is_actual:
        modalities = dict.fromkeys(r.modality for r in event.reports if r.modality != "negated")
        how = speech.listed(speech.say(f"page.modality-{one}") for one in modalities)
        when = speech.say("alt.only", text=when, how=how)
    when = _marked(plan, when, any(report.modality == "negated" for report in event.reports))
    return speech.say("alt.due", event=speech.name(event) or event.id, when=when)


def _clocks(plan: Plan) -> Iterator[str]:
    """Say how many events have a clock time; without any date, that there is none."""
    if plan.is_undated:
        yield plan.speech.say("figure.no-dates")
        return
    known, every = sum(is_clock_time(step.window) for step in plan.steps), len(plan.steps)
    if every:
        key = {0: "alt.clocks-none", every: "alt.clocks-all"}.get(known, "alt.clocks")
        yield plan.speech.say(key, known=known, all=every)


def _disputed(plan: Plan, most: int) -> Iterator[str]:
    events = [step.event for step in plan.steps if step.event.is_disputed]
    names = [plan.speech.name(event) or event.id for event in events]
    if names:
        yield plan.speech.say("alt.disputed-events", events=_some(plan, names, most))


def _doubts(plan: Plan) -> Iterator[str]:
    """Say on which tracks other states are possible, and why."""
    speech = plan.speech
    why: dict[str, list[str]] = {}
    for track, course in plan.lanes.items():
        if any(start < plan.range.end and end > plan.range.start for start, end in course.unclear):
            why.setdefault(_reason(plan, track), []).append(course.name)
    for reason, names in why.items():
        yield speech.say(reason, tracks=speech.chained("figure.comma", names))
    if plan.history.order_assumed and not plan.is_undated:
        yield speech.say("figure.order-assumed")


def _reason(plan: Plan, track: str) -> str:
    """Tell a dispute from dates and orders that are open, of the events that bear on a track."""
    readings = plan.history.readings
    events = [event for cluster in readings.clusters_of([track]) for event in cluster.events]
    is_settled = all(
        readings.relations.in_sequence(before.id, after.id) for before, after in pairwise(events)
    )
    if not any(event.is_disputed for event in events):
        return "alt.dates-open" if is_settled else "alt.order-open"
    return "alt.dispute-open" if is_settled else "alt.dispute-or-order-open"


def _departures(plan: Plan, most: int) -> Iterator[str]:
    """Name what the model never foresees, then what it foresees in some courses only."""
    told: dict[str, dict[str, str]] = {}
    departures = [one for one in plan.history.deviations if overlaps(one.step.window, plan.range)]
    always = {one.step.event.id for one in departures if one.always}
    for one in sorted(departures, key=lambda one: one.step.event.id not in always):
        event, order = one.step.event, _reason(plan, one.outcome.track) == "alt.order-open"
        key = "alt.unforeseen-in-some-orders" if order else "alt.perhaps-unforeseen"
        key = "alt.departures" if event.id in always else key
        name = plan.speech.name(event) or event.id
        told.setdefault(key, {})[event.id] = _marked(plan, name, event.is_disputed)
    for key, events in told.items():
        yield plan.speech.say(key, events=_some(plan, list(events.values()), most))


def _measure(plan: Plan, series: Series, most: int) -> str:
    """Say the values of a measure in their sources' words, the first ones and the last one."""
    speech = plan.speech
    said = [_value(plan, series, point, "alt.value") for point in series.points]
    if len(said) > most + 1:
        more = speech.say("alt.more-values", count=len(said) - most)
        said = [*said[: most - 1], more, said[-1]]
    if series.before is not None:
        said.insert(0, _value(plan, series, series.before, "alt.value-before"))
    if series.outside:
        said.append(speech.say("alt.values-outside", count=series.outside))
    told = speech.chained("figure.semicolon", said)
    return speech.say("alt.measure", measure=series.name, unit=series.unit, values=told)


def _value(plan: Plan, series: Series, point: Point, key: str) -> str:
    measure = plan.history.chronology.measures[series.key]
    words = value_words(point.reported.value, measure.unit, plan.speech)
    window = point.reported.window
    return plan.speech.say(key, value=words, when=_when(plan, window))


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


def _marked(plan: Plan, text: str, disputed: bool) -> str:
    return plan.speech.say("alt.disputed", text=text) if disputed else text
