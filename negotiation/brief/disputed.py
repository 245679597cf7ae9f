"""Disputed: where reports contradict one another, and what the coder decided or left open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from negotiation.brief.case import Case
from negotiation.brief.content import Line, Part, shortened
from negotiation.contradictions import contradictions, disputed, misfits
from negotiation.event import Event
from negotiation.evidence import Report
from negotiation.view.measures import value_words


def in_dispute(case: Case) -> Part:
    """Give all that is disputed: first what is open, then what the coder decided, then notes."""
    lines = (
        *_contradictions(case),
        *_denied(case),
        *_set_aside(case),
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
        if reports:  # else it is all of later
            named = shortened(case.speech.listed(_events(case, reports)))
            text = case.say("contradict", count=len(reports), events=named)
            told = case.by_reports(text, (report for _, report in reports))
            yield _line(case, "contradiction", told, 0)


def _keyed(case: Case) -> dict[str, tuple[Event, Report]]:
    return {event.key_of(report): (event, report) for event, report in case.reached.reports()}


def _events(case: Case, reports: Iterable[tuple[Event, Report]]) -> list[str]:
    """Name the events that reports are on, each once."""
    return [case.event(key) for key in dict.fromkeys(event.id for event, _ in reports)]


def _denied(case: Case) -> Iterator[Line]:
    for event, _ in disputed(case.reached):
        text = case.say("asserted-and-denied", event=case.event(event.id))
        yield _line(case, "contradiction", case.by_reports(text, event.reports), 0)


def _set_aside(case: Case) -> Iterator[Line]:
    keyed = _keyed(case)
    for item in case.reached.set_aside:
        reports = [keyed[key] for key in item.report if key in keyed]
        quoted = [case.say("quoted", text=name) for name in _events(case, reports)]
        named = shortened(case.speech.listed(quoted or item.report))
        text = case.say("reports-on", count=len(item.report), events=named)
        told = case.by_reports(text, (report for _, report in reports))
        reason = case.fit(item.because)
        yield _line(case, "set-aside", case.say("because", reports=told, reason=reason), 1)


def _kinds(case: Case) -> Iterator[Line]:
    kinds = case.chronology.model.kinds
    for event, report in case.used.reports():
        if report.kind not in {None, event.kind}:
            said, coded = (
                case.fit(case.speech.name(kinds[kind])) if kind in kinds else str(kind)
                for kind in (report.kind, event.kind)
            )
            text = case.say("another-kind", event=case.event(event.id), coded=coded, said=said)
            yield _line(case, "what", case.by_reports(text, [report]), 3)


def _misfits(case: Case) -> Iterator[Line]:
    for misfit in misfits(case.used):
        unit, (value, other) = misfit.measure.unit, (misfit.value, misfit.other)
        text = case.say(
            "misfit",
            measure=case.fit(case.speech.name(misfit.measure)),
            value=case.fit(value_words(value, unit, case.speech)),
            other=case.fit(value_words(other, unit, case.speech)),
        )
        yield _line(case, "measure", case.cited(text, [value.source, other.source]), 3)


def _notes(case: Case) -> Iterator[Line]:
    for note in case.reached.notes:
        text = case.cited(case.fit(case.speech.label(note.text)), note.sources)
        yield _line(case, "note", text, 4)
