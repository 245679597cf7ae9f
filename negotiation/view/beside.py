"""Tell where a history beside the record differs from it.

Two plans of one range of time in, sentences in their language out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from negotiation.dates import local
from negotiation.differences import Difference, differences, new_departures
from negotiation.view.plan import Plan

MOST_DIFFERENCES = 6


def where_it_differs(record: Plan, plan: Plan) -> Iterator[str]:
    """Say on which days a track has other states, and what the model does not foresee any more."""
    if record.is_undated or plan.is_undated:
        yield plan.speech.say("alt.not-compared")
        return
    found = sorted(_differences(record, plan), key=lambda one: not one.surely)
    yield _states(plan, [_difference(plan, one) for one in found])
    yield from _departures(record, plan)


def _states(plan: Plan, said: list[str]) -> str:
    """Say the first differences, those in every order before the others, and count the rest."""
    speech, left = plan.speech, len(said) - MOST_DIFFERENCES
    if not said:
        return speech.say("alt.differs-nowhere")
    if left > 0:
        said = [*said[:MOST_DIFFERENCES], speech.say("alt.more", count=left)]
    return speech.say("alt.differs", differences=speech.chained("figure.semicolon", said))


def _differences(record: Plan, plan: Plan) -> Iterator[Difference]:
    """Give the stretches drawn in which a lane differs, as far as its own sources reach."""
    known = plan.history.record
    if known is None:
        return
    first, last = max(plan.range.start, known.start), min(plan.range.end, known.end)
    for one in differences(record.history, plan.history):
        start, end = max(one.start, first), min(one.end, last)
        if one.track in plan.lanes and start < end:
            yield replace(one, start=start, end=end)


def _difference(plan: Plan, one: Difference) -> str:
    speech, history = plan.speech, plan.history
    states = history.chronology.tracks()[one.track].states
    otherwise, recorded = (
        speech.listed((speech.name(states[key]) or key for key in keys), "or")
        for keys in (one.otherwise, one.recorded)
    )
    ends = (local(moment, history.zone).date() for moment in (one.start, one.end - 1))
    return speech.say(
        "alt.difference",
        track=plan.lanes[one.track].name,
        states=otherwise,
        recorded=recorded,
        days=speech.days(*ends),
    )


def _departures(record: Plan, plan: Plan) -> Iterator[str]:
    """Name the recorded events that the model then does not foresee, in any order or in some."""
    speech, departures = plan.speech, new_departures(record.history, plan.history)
    always = {one.step.event.id for one in departures if one.always}
    ever = {one.step.event.id for one in departures} - always
    for key, events in (
        ("figure.then-unforeseen", always),
        ("alt.then-perhaps-unforeseen", ever),
    ):
        drawn = [step.event for step in plan.steps if step.event.id in events]
        if drawn:
            names = (speech.name(event) or event.id for event in drawn)
            told = speech.chained("figure.semicolon", names)
            yield speech.say(key, count=len(drawn), events=told)
