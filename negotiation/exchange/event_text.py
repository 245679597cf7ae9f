"""All about one event, and the chain of events behind a state, as text."""

from __future__ import annotations

from collections.abc import Iterator

from negotiation import wording
from negotiation.chronology import Chronology
from negotiation.cite import citation, written
from negotiation.dates import parse_moment
from negotiation.event import Event
from negotiation.evidence import Report
from negotiation.exchange.as_text import withheld_lines
from negotiation.exchange.effects import effect_texts
from negotiation.exchange.openings_text import openings_lines
from negotiation.exchange.statements import lag_text
from negotiation.history import History
from negotiation.lines import wrapped


def event_text(history: History, whole: Chronology, key: str) -> str:
    """Give an event with its kind, window, people, places, reports, effects and notes.

    `whole` is the chronology with the reports that were set aside.
    """
    event = whole.event(key)
    kind = whole.model.kinds[event.kind]
    lines = [f"{event.name()}  [{event.id}]", "=" * 60]
    lines.append(wrapped(f"kind: {event.kind} ({kind.definition.get('en') or kind.name()})"))
    lines.append(wrapped(f"when: {_when(history, key)}"))
    lines += [wrapped(text) for text in _circumstances(whole, event)]
    lines += ["", "Reports"]
    aside = {report: item.because for item in whole.set_aside for report in item.report}
    for report in event.reports:
        lines += _report_lines(whole, report)
        if report.id in aside:
            lines.append(wrapped(f"set aside: {aside[report.id]}", 6))
    lines += ["", "What it did"]
    lines += [wrapped(text, 2) for text in _did(history, event)]
    notes = [note.text.get("en", "") for note in whole.notes if key in note.about]
    notes += [event.note["en"]] if event.note.get("en") else []
    lines += ["", "Notes", *(wrapped(f"- {note}") for note in notes)] if notes else []
    lines += ["", *withheld_lines(whole)] if whole.withheld else []
    return "\n".join(lines) + "\n"


def _when(history: History, key: str) -> str:
    if key not in history.chronology.events:
        return "not in use: every report of it was set aside"
    return wording.window(history.window_of(key), history.zone)


def _circumstances(chronology: Chronology, event: Event) -> Iterator[str]:
    who = event.who
    for word, actors in (
        ("by", who.by), ("to", who.to), ("with", who.with_),
        ("backed by", who.backed_by), ("mediated by", who.mediated_by),
    ):  # fmt: skip
        if actors:
            yield f"{word}: " + ", ".join(chronology.actors[key].name() for key in actors)
    for word, names, table in (
        ("places", event.places, chronology.places),
        ("issues", event.issues, chronology.issues),
        ("third parties", event.third_parties, chronology.third_parties),
    ):
        if names:
            yield f"{word}: " + ", ".join(f"{table[key].name()} [{key}]" for key in names)
    if event.details:
        yield "details: " + "; ".join(f"{key}: {value}" for key, value in event.details.items())
    if event.facts:
        yield "facts: " + ", ".join(event.facts)
    if event.coder or chronology.coder:
        yield f"coded by: {event.coder or chronology.coder}"


def _report_lines(chronology: Chronology, report: Report) -> list[str]:
    lines = [wrapped(f"- {report.id + ': ' if report.id else ''}{citation(report)}")]
    told = [f"says: {written(report.when)}"] if report.when else []
    told += [f"in the zone {report.timezone}"] if report.timezone else []
    told += [f"not before {other}" for other in report.after]
    told += [f"not after {other}" for other in report.before]
    told += [lag_text(report.lag)] if report.lag else []
    told += [f"says it was {report.kind}"] if report.kind else []
    told += [f"inferred: {report.inferred}"] if report.inferred else []
    told += [f"coded by {report.coder}"] if report.coder else []
    told += [report.note["en"]] if report.note.get("en") else []
    if report.source is not None:
        told.append(f"source: {chronology.sources[report.source].name()}")
    return [*lines, wrapped("; ".join(told), 6)] if told else lines


def _did(history: History, event: Event) -> list[str]:
    told = list(effect_texts(history, event.id))
    if told:
        return told
    if event.is_actual:
        return ["It concerns no track of the model."]
    said = ", ".join(sorted({report.modality for report in event.reports}))
    return [f"Nothing: it is only {said}, an anchor in time."]


def why_text(history: History, track: str, when: str) -> str:
    """Give the chain of events that led a track to its state at a moment, with every report."""
    moment = parse_moment(when, history.zone)
    history.chronology.track(track)
    state = history.at(moment)[track]
    lines = [f"{track} at {wording.moment(moment, history.zone)}: {state.words}", "=" * 60]
    lines.append(wrapped(f"At the start of the model: {history.start[track]}"))
    for step, _ in history.outcomes(track):
        window = step.window
        if window.earliest is not None and window.earliest > moment:
            continue
        sure = window.latest is not None and window.latest <= moment + 1
        did = next(t for t in effect_texts(history, step.event.id) if t.startswith(f"{track}: "))
        did = did.removeprefix(f"{track}: ")
        lines.append("")
        when_text = wording.window(window, history.zone)
        maybe = "" if sure else " (perhaps after the moment asked for)"
        lines.append(wrapped(f"{when_text}: {did}{maybe}"))
        lines.append(wrapped(f"{step.event.name()}  [{step.event.id}]", 2))
        for report in step.event.reports:
            lines += ["  " + text for text in _report_lines(history.chronology, report)]
    if len(state.possible) > 1:
        lines += ["", "The dates leave open which of these came last; all orders were followed."]
    lines += openings_lines(history, track, moment)
    lines += ["", *withheld_lines(history.chronology)] if history.chronology.withheld else []
    return "\n".join(lines) + "\n"
