"""Tidy tables for spreadsheets: events, reports, steps, spans; one row a thing, UTC and local.

A cell that a spreadsheet would take for a formula is marked as text by an apostrophe.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from negotiation.dates import Window
from negotiation.evidence import paragraphs_text
from negotiation.exchange.as_json import iso
from negotiation.history import History, why_deviation

WINDOW = ["earliest", "latest", "text", "computed"]
COLUMNS = {
    "events": ["event", "kind", "label", "facts", "by", "to", "with", "issues", "places",
               "third-parties", *WINDOW, "actual", "disputed"],
    "reports": ["report", "event", "source", "paragraphs", "by", "modality", "kind", "when",
                "after", "before", "lag-of", "inferred"],
    "steps": ["step", "event", "track", "outcome", "before", "after", "reason"],
    "spans": ["track", "state", *(f"start-{c}" for c in WINDOW), *(f"end-{c}" for c in WINDOW),
              "events", "sources"],
}  # fmt: skip


def table(history: History, name: str) -> str:
    """Give one table as CSV, with a heading row; `name` is a key of COLUMNS."""
    rows = {"events": _events, "reports": _reports, "steps": _steps, "spans": _spans}[name]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS[name])
    for row in rows(history):
        writer.writerow([_cell(value) for value in row])
    return out.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = " ".join(value) if isinstance(value, tuple | list) else str(value)
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def _window(history: History, window: Window | None) -> list[Any]:
    if window is None:
        return ["", "", "", ""]
    low = None if window.earliest is None else iso(history, window.earliest)
    high = None if window.latest is None else iso(history, window.latest)
    return [low, high, window.text, window.computed]


def _events(history: History) -> Iterator[list[Any]]:
    every = [(step.event, step.window) for step in history.steps]
    for event, window in (*every, *history.unmoved):
        who = event.who
        yield [
            event.id, event.kind, event.name(), event.facts, who.by, who.to, who.with_,
            event.issues, event.places, event.third_parties, *_window(history, window),
            event.is_actual, event.is_disputed,
        ]  # fmt: skip


def _reports(history: History) -> Iterator[list[Any]]:
    for event, report in history.chronology.reports():
        yield [
            report.id, event.id, report.source, paragraphs_text(report.paragraph), report.by,
            report.modality, report.kind, report.when.text if report.when else None,
            report.after, report.before, report.lag.of if report.lag else None, report.inferred,
        ]  # fmt: skip


def _steps(history: History) -> Iterator[list[Any]]:
    for number, step in enumerate(history.steps, 1):
        for outcome in step.outcomes:
            reason = why_deviation(outcome.deviation) if outcome.deviation else None
            yield [
                number, step.event.id, outcome.track, outcome.word, outcome.before,
                outcome.after, reason,
            ]  # fmt: skip


def _spans(history: History) -> Iterator[list[Any]]:
    for track in history.tracks:
        for span in history.spans(track):
            yield [
                track, span.state, *_window(history, span.start), *_window(history, span.end),
                span.events, history.sources_of(span.events),
            ]  # fmt: skip


def tables(history: History) -> Iterable[tuple[str, str]]:
    """Give every table with its name."""
    return ((name, table(history, name)) for name in COLUMNS)
