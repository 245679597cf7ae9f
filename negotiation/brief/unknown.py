"""Not known: where the sources end, what dates leave open, and what nobody reported."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from negotiation.brief.case import Case
from negotiation.brief.content import Line, Part, shortened
from negotiation.dates import DAY, Window
from negotiation.history import Step

HOUR = 3600
WIDE = DAY + HOUR  # the longest day, that on which clocks go back
RIVALS = 3  # events named whose order with another one is open


def unknown(case: Case) -> Part:
    """Give what is not known, the end of the sources first."""
    lines = (*_end(case), *_never_reported(case), *_orders(case), *_stretches(case), *_wide(case))
    return Part("unknown", case.say("unknown"), lines)


def _end(case: Case) -> Iterator[Line]:
    record, until = case.history.record, case.history.until
    if record is None:
        yield Line(("", case.say("no-end")))
    elif until is not None:
        yield Line(("", case.say("stopped", moment=case.speech.moment(record.end - 1))))
    else:
        yield Line(("", case.say("after", moment=case.speech.moment(record.end - 1))))


def _never_reported(case: Case) -> Iterator[Line]:
    """Give the tracks that no event concerns, the copies of one together."""
    names: dict[str, list[str]] = {}
    for track in case.history.tracks:
        if not any(True for _ in case.history.outcomes(track)):
            names.setdefault(case.heading(track), []).append(case.own_name(track))
    for heading, copies in names.items():
        listed = case.speech.listed(copies) if any(copies) else ""
        text = case.say("kept-for", track=heading, name=listed) if listed else heading
        yield Line((case.say("never-reported"), shortened(text)), 1)


# --- order ---------------------------------------------------------------------------------------


def _orders(case: Case) -> Iterator[Line]:
    """Give the pairs of events whose order is open and decides what one of them did."""
    if case.history.order_assumed:
        yield Line((case.say("order"), case.say("assumed")), 1)
    told = set[frozenset[str]]()
    for step in case.history.steps:
        for track, outcomes in case.history.effects(step.event.id).items():
            others = [key for key in _rivals(case, step, track) if {key, step.event.id} not in told]
            if len(outcomes) > 1 and others:
                told |= {frozenset((key, step.event.id)) for key in others}
                yield Line((case.say("order"), _order(case, step, track, others)), 2)


def _rivals(case: Case, step: Step, track: str) -> Iterator[str]:
    """Give the events of a track that may come before another or after it."""
    order = case.history.readings.relations
    for other, outcome in case.history.outcomes(track):
        pair = (step.event.id, other.event.id)
        if other is step or not outcome.moved:
            continue
        if not order.in_sequence(*pair) and not order.in_sequence(*reversed(pair)):
            yield other.event.id


def _order(case: Case, step: Step, track: str, others: Iterable[str]) -> str:
    named = [case.say("quoted", text=case.told(key)) for key in others]
    more = len(named) - RIVALS
    shown = [*named[:RIVALS], *([case.say("others", count=more)] if more > 0 else [])]
    return case.say(
        "order-decides",
        event=case.told(step.event.id),
        others=case.speech.listed(shown, "or"),
        track=case.track(track),
    )


# --- states and dates ----------------------------------------------------------------------------


def _stretches(case: Case) -> Iterator[Line]:
    """Give the stretches of the main tracks, longer than a day, in which several states stand."""
    for track in case.main_tracks:
        for start, end, states in _open(case, track):
            if end - start > WIDE:
                when = case.speech.bounds(Window(start, end))
                text = case.say("either", states=case.states(track, states), when=when)
                yield Line((case.track(track), text), 3)


def _open(case: Case, track: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Give the stretches in which a track may be in several states, each with these states."""
    record = case.history.record
    if record is None:
        return
    changes = case.history.readings.changes(track)
    inside = [moment for moment in changes if record.start < moment < record.end]
    since, before = record.start, tuple(case.history.readings.at(track, record.start))
    for moment in [*inside, record.end]:
        states = tuple(case.history.readings.at(track, moment)) if moment < record.end else ()
        if set(states) != set(before):
            if len(before) > 1:
                yield since, moment, before
            since, before = moment, states


def _wide(case: Case) -> Iterator[Line]:
    for step in case.turns:
        low, high = step.window.earliest, step.window.latest
        if low is None or high is None or high - low > WIDE:
            text = case.say("when-open", event=case.told(step.event.id))
            yield Line((case.speech.window(step.window), text), 4)
