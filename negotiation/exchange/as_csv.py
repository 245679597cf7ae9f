"""Tidy tables for spreadsheets, R and pandas: one row a thing, times with their offset from UTC.

A history in, CSV out. What a replay yields is told here; what was coded: see as_csv_coded.py. Every
column is explained in docs/tables.md. A cell that a spreadsheet would take for a formula is marked
as text by an apostrophe.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from negotiation import __version__
from negotiation.dates import Window
from negotiation.event import Event
from negotiation.exchange import as_csv_coded as coded
from negotiation.exchange.as_json import iso, order
from negotiation.history import History, why_deviation
from negotiation.machine import Outcome

FORMAT = "negotiation-tables/1"
WINDOW = ["earliest", "latest", "text", "computed"]
DAY = 86_400
COLUMNS = {
    "events": ["event", "kind", "label", "facts", "by", "to", "with", "issues", "places",
               "third-parties", *WINDOW, "actual", "disputed", "backed-by", "mediated-by",
               "coder"],
    "reports": ["report", "event", "source", "paragraphs", "by", "modality", "kind", "when",
                "after", "before", "lag-of", "inferred", "timezone", "lag-about", "lag-tolerance",
                "lag-at-least", "lag-at-most", "date-used", "coder"],
    "steps": ["step", "event", "track", "outcome", "before", "after", "reason", "shown",
              "in-every-order"],
    "spans": ["track", "state", *(f"start-{c}" for c in WINDOW), *(f"end-{c}" for c in WINDOW),
              "events", "sources"],
    "states": ["track", "from", "until", "days", "certain", "possible", "basis"],
    **coded.COLUMNS,
    "about": ["field", "value"],
}  # fmt: skip
_FORMULA = re.compile(r"'*[=+\-@\t\r]")  # apostrophes too, so that taking one away gives the text


def table(history: History, name: str) -> str:
    """Give one table as CSV, with a heading row; `name` is a key of COLUMNS."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS[name])
    for row in ROWS[name](history):
        writer.writerow([_cell(value) for value in row])
    return out.getvalue()


def tables(history: History) -> Iterable[tuple[str, str]]:
    """Give every table with its name."""
    return ((name, table(history, name)) for name in COLUMNS)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return f"{value:.15g}"
    text = " ".join(value) if isinstance(value, tuple | list) else str(value)
    return f"'{text}" if _FORMULA.match(text) else text


def _window(history: History, window: Window | None) -> list[Any]:
    if window is None:
        return ["", "", "", ""]
    return [*coded.ends(history, window), window.text, window.computed]


def _events(history: History) -> Iterator[list[Any]]:
    every = [(step.event, step.window) for step in history.steps]
    for event, window in (*every, *history.unmoved):
        who = event.who
        yield [
            event.id, event.kind, event.name(), event.facts, who.by, who.to, who.with_,
            event.issues, event.places, event.third_parties, *_window(history, window),
            event.is_actual, event.is_disputed, who.backed_by, who.mediated_by,
            event.coder or history.chronology.coder,
        ]  # fmt: skip


def _steps(history: History) -> Iterator[list[Any]]:
    for number, step in enumerate(history.steps, 1):
        for outcomes in history.effects(step.event.id).values():
            for outcome in outcomes:
                shown = outcome == outcomes[0]  # the others happen in other orders only
                yield [number, *_outcome(step.event, outcome), shown, len(outcomes) == 1]


def _outcome(event: Event, outcome: Outcome) -> list[Any]:
    reason = why_deviation(outcome.deviation) if outcome.deviation else None
    return [event.id, outcome.track, outcome.word, outcome.before, outcome.after, reason]


def _spans(history: History) -> Iterator[list[Any]]:
    for track in history.tracks:
        for span in history.spans(track):
            yield [
                track, span.state, *_window(history, span.start), *_window(history, span.end),
                span.events, history.sources_of(span.events),
            ]  # fmt: skip


def _states(history: History) -> Iterator[list[Any]]:
    """Give the stretches of the record in which the same states of a track are possible."""
    if history.record is None:
        return
    start, end = history.record.start, history.record.end
    for track in history.tracks:
        changes = (moment for moment in history.readings.changes(track) if start < moment < end)
        known = [(moment, history.track_at(track, moment)) for moment in (start, *sorted(changes))]
        kept = [
            (moment, state)
            for number, (moment, state) in enumerate(known)
            if not number
            or (state.possible, state.basis)
            != (known[number - 1][1].possible, known[number - 1][1].basis)
        ]
        ends = [*(moment for moment, _ in kept[1:]), end]
        for (moment, state), until in zip(kept, ends, strict=True):
            yield [
                track, iso(history, moment), iso(history, until), round((until - moment) / DAY, 5),
                state.certain, state.possible, state.basis,
            ]  # fmt: skip


def _about(history: History) -> Iterator[list[Any]]:
    chronology, record = history.chronology, history.record
    yield from (
        ["format", FORMAT],
        ["name", chronology.name],
        ["title", coded.english(chronology.title)],
        ["definition", coded.english(chronology.definition)],
        ["model", coded.english(chronology.model.title)],
        ["timezone", chronology.timezone],
        ["coder", chronology.coder],
        ["record-start", iso(history, record.start) if record else None],
        ["record-end", iso(history, record.end) if record else None],
        ["order", order(history)],
        ["program", f"negotiation {__version__}"],
    )
    yield from ([f"word-{word}", meaning] for word, meaning in coded.words_of_time(chronology))
    for name in COLUMNS:
        if name != "about":
            yield [f"rows-{name}", sum(1 for _ in ROWS[name](history))]
    yield from ([f"withheld-{what}", n] for what, n in chronology.withheld.counts().items())


ROWS: Mapping[str, Callable[[History], Iterator[list[Any]]]] = {
    "events": _events,
    "steps": _steps,
    "spans": _spans,
    "states": _states,
    **coded.ROWS,
    "about": _about,
}
