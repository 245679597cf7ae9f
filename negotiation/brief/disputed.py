"""Disputed: where reports contradict one another, or the record departs from its model."""

from __future__ import annotations

from collections.abc import Iterator

from negotiation.brief.case import Case
from negotiation.brief.content import Line, Part, shortened
from negotiation.chronology import Event
from negotiation.contradictions import contradictions, disputed, misfits
from negotiation.evidence import Report
from negotiation.view.measures import value_words


def in_dispute(case: Case) -> Part:
    """Give all that is disputed: first what is open, then what the coder decided, then notes."""
    lines = (
        *_contradictions(case),
        *_denied(case),
        *_set_aside(case),
        *_deviations(case),
        *_kinds(case),
        *_misfits(case),
        *_notes(case),
    )
    notes = () if lines else (case.say("nothing-disputed"),)
    return Part("disputed", case.say("disputed"), lines, notes=notes)


def _line(case: Case, topic: str, text: str, rank: int) -> Line:
    return Line((case.say(topic), text), rank)


def _contradictions(case: Case) -> Iterator[Line]:
    if not case.history.left_out:
        return
    keyed = _keyed(case)
    for doubt in contradictions(case.chronology).open:
        reports = [keyed[key] for key in keyed if key in doubt.reports]
        events = dict.fromkeys(event.id for event, _ in reports)
        named = case.speech.listed([case.event(key) for key in events])
        text = case.say("contradict", count=len(reports), events=shortened(named))
        told = case.by_reports(text, (report for _, report in reports))
        yield _line(case, "contradiction", told, 0)


def _keyed(case: Case) -> dict[str, tuple[Event, Report]]:
    return {event.key_of(report): (event, report) for event, report in case.chronology.reports()}


def _denied(case: Case) -> Iterator[Line]:
    for event, _ in disputed(case.chronology):
        text = case.say("asserted-and-denied", event=case.event(event.id))
        yield _line(case, "contradiction", case.by_reports(text, event.reports), 0)


def _set_aside(case: Case) -> Iterator[Line]:
    keyed = _keyed(case)
    for item in case.chronology.set_aside:
        reports = [keyed[key] for key in item.report if key in keyed]
        events = dict.fromkeys(event.id for event, _ in reports)
        named = case.speech.listed([case.event(key) for key in events] or item.report)
        told = case.by_reports(shortened(named), (report for _, report in reports))
        text = case.say("because", event=told, reason=case.fit(item.because))
        yield _line(case, "set-aside", text, 1)


def _deviations(case: Case) -> Iterator[Line]:
    for departure in case.history.deviations:
        outcome = departure.outcome
        text = case.say(
            "unforeseen-always" if departure.always else "unforeseen-possibly",
            event=case.told(departure.step.event.id),
            track=case.track(outcome.track),
            state=case.state(outcome.track, outcome.before),
        )
        yield _line(case, "deviation", text, 2)


def _kinds(case: Case) -> Iterator[Line]:
    kinds = case.chronology.model.kinds
    for event, report in case.history.chronology.reports():
        if report.kind not in {None, event.kind}:
            said, coded = (
                case.fit(case.speech.name(kinds[kind])) if kind in kinds else str(kind)
                for kind in (report.kind, event.kind)
            )
            text = case.say("another-kind", event=case.event(event.id), coded=coded, said=said)
            yield _line(case, "what", case.by_reports(text, [report]), 3)


def _misfits(case: Case) -> Iterator[Line]:
    for misfit in misfits(case.history.chronology):
        unit, (value, other) = misfit.measure.unit, (misfit.value, misfit.other)
        text = case.say(
            "misfit",
            measure=case.fit(case.speech.name(misfit.measure)),
            value=case.fit(value_words(value, unit, case.speech)),
            other=case.fit(value_words(other, unit, case.speech)),
        )
        yield _line(case, "measure", case.cited(text, [value.source, other.source]), 3)


def _notes(case: Case) -> Iterator[Line]:
    for note in case.chronology.notes:
        text = case.cited(case.fit(case.speech.label(note.text)), note.sources)
        yield _line(case, "note", text, 4)
