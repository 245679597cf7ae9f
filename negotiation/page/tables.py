"""Tables: the whole record in words, for reading, printing and pages without script.

A cast in; rows of texts out, each with the numbers of its sources.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial, reduce

from negotiation.dates import Window
from negotiation.event import Event
from negotiation.evidence import Report, paragraphs_text
from negotiation.history import Span
from negotiation.measure import Value
from negotiation.page.cast import Cast
from negotiation.view.measures import value_words
from negotiation.view.sides import attributions, withheld


@dataclass(frozen=True, slots=True)
class StateRow:
    """A stay: the state, when it began and ended, and what must be said of it."""

    state: str
    start: str
    end: str
    note: str
    sources: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TrackRows:
    """The stays of a track."""

    name: str
    rows: tuple[StateRow, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """A report: the number of its source, none for an inference, and how it speaks."""

    source: int | None
    text: str


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event: its name, when it was, what must be said of it, who reports it.

    `notes` are the numbers of the notes that concern it.
    """

    name: str
    when: str
    remarks: tuple[str, ...]
    notes: tuple[int, ...]
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class ValueRow:
    """A reported value: its date, words, who counted, and its source."""

    when: str
    value: str
    by: str
    source: int
    text: str


@dataclass(frozen=True, slots=True)
class MeasureRows:
    """The values of a measure."""

    name: str
    rows: tuple[ValueRow, ...]


def state_tables(cast: Cast) -> Iterator[TrackRows]:
    """Give the stays of every track shown, from the first report on."""
    for track in cast.tracks:
        spans = cast.history.spans(track)
        heading = next(group.name for group in cast.groups if track in group.tracks)
        name = f"{heading}: {cast.name(track)}" if heading else cast.name(track)
        yield TrackRows(name, tuple(_state_row(cast, span) for span in spans if span.start))


def _state_row(cast: Cast, span: Span) -> StateRow:
    sources = tuple(cast.cited(span.events))
    return StateRow(
        cast.state(span.track, span.state),
        "" if span.start is None else cast.speech.window(span.start),
        "" if span.end is None else _briefly(cast, span.end),
        "" if sources else cast.say("inferred"),
        sources,
    )


def _briefly(cast: Cast, window: Window) -> str:
    """Say when a stay ended; what the date was narrowed to stands where the next one begins."""
    return cast.speech.words(window) or cast.speech.window(window)


# --- events --------------------------------------------------------------------------------------


def event_rows(cast: Cast) -> tuple[EventRow, ...]:
    """Give every event in use, in the order told."""
    strange = _deviations(cast)
    return tuple(_event_row(cast, event, window, strange) for event, window in cast.events)


def _deviations(cast: Cast) -> dict[str, list[str]]:
    """Say of each event which tracks do not foresee it."""
    said: dict[str, list[str]] = {}
    for departure in cast.history.deviations:
        track, outcome = departure.outcome.track, departure.outcome
        key = "deviates" if departure.always else "may-deviate"
        text = cast.say(key, track=cast.name(track), state=cast.state(track, outcome.before))
        said.setdefault(departure.step.event.id, []).append(text)
    return said


def _event_row(cast: Cast, event: Event, window: Window, strange: dict[str, list[str]]) -> EventRow:
    return EventRow(
        cast.speech.name(event) or event.id,
        cast.speech.window(window),
        tuple(_remarks(cast, event, strange)),
        tuple(
            n for n, note in enumerate(cast.history.chronology.notes, 1) if event.id in note.about
        ),
        tuple(_statement(cast, event, report, window) for report in event.reports),
    )


def _remarks(cast: Cast, event: Event, strange: dict[str, list[str]]) -> Iterator[str]:
    if event.is_disputed:
        yield cast.say("disputed")
    elif not event.is_actual:
        yield cast.say("moves-nothing")
    yield from strange.get(event.id, ())
    left_out = [r for r in event.reports if event.key_of(r) in cast.history.left_out]
    if left_out:
        yield cast.say("contradicts", count=len(left_out))


def _statement(cast: Cast, event: Event, report: Report, window: Window) -> Statement:
    actors = cast.history.chronology.actors
    parts = [paragraphs_text(report.paragraph)]
    if report.by:
        names = (cast.speech.name(actors[key]) for key in report.by if key in actors)
        parts.append(cast.speech.listed(names))
    if report.modality != "actual":
        parts.append(cast.say(f"modality-{report.modality}"))
    if report.kind is not None and report.kind != event.kind:
        kind = cast.history.chronology.model.kinds.get(report.kind)
        parts.append(cast.say("says-it-was", kind=cast.speech.name(kind) if kind else report.kind))
    said = _said_when(cast, report)
    if said and said != cast.speech.words(window):
        parts.append(cast.say("says-when", date=said))
    if report.inferred:
        parts.append(cast.say("inferred-because", why=report.inferred))
    number = None if report.source is None else cast.numbers[report.source]
    return Statement(number, reduce(partial(_after, cast), (part for part in parts if part), ""))


def _after(cast: Cast, before: str, after: str) -> str:
    return cast.speech.say("figure.comma", before=before, after=after) if before else after


def _said_when(cast: Cast, report: Report) -> str:
    if report.when is None:
        return ""
    chronology = cast.history.chronology
    return cast.speech.words(report.when.window(cast.history.zone, chronology.words))


# --- measures, and what is said beside -------------------------------------------------------


def measure_tables(cast: Cast) -> Iterator[MeasureRows]:
    """Give every value of every measure, in the order of the file."""
    for measure in cast.history.chronology.measures.values():
        rows = tuple(_value_row(cast, value, measure.unit) for value in measure.values)
        name = cast.say(
            "measure", name=cast.speech.name(measure), unit=cast.speech.unit(measure.unit)
        )
        yield MeasureRows(name, rows)


def _value_row(cast: Cast, value: Value, unit: str) -> ValueRow:
    chronology = cast.history.chronology
    when = cast.speech.window(value.as_of.window(cast.history.zone, chronology.words))
    by = cast.speech.listed(cast.speech.name(chronology.actors[key]) for key in value.by)
    if value.attributed_to:
        names = (cast.speech.name(chronology.actors[key]) for key in value.attributed_to)
        by = cast.say("holds-responsible", by=by, actors=cast.speech.listed(names))
    told = value_words(value, unit, cast.speech)
    return ValueRow(when, told, by, cast.numbers[value.source], paragraphs_text(value.paragraph))


def notes(cast: Cast) -> Iterator[str]:
    """Give what the coder left open, with both sides kept."""
    return (cast.speech.label(note.text) for note in cast.history.chronology.notes)


def limits(cast: Cast) -> Iterator[str]:
    """Say whose word it is, what is withheld or left out, and where the replay stops early."""
    chronology, speech = cast.history.chronology, cast.speech
    told = (attributions(chronology, speech), withheld(chronology, speech))
    yield from (text for text in told if text)
    if cast.left_out:
        names = cast.speech.listed(dict.fromkeys(cast.speech.name(one) for one in cast.left_out))
        yield cast.say("left-out", count=len(cast.left_out), sources=names)
    until = cast.history.until
    if until is None:
        return
    if until.moment is not None:
        yield cast.say("stops-at", moment=cast.speech.moment(until.moment))
    else:
        event = cast.history.chronology.events[until.event]
        key = "stops-after" if until.including else "stops-before"
        yield cast.say(key, event=cast.speech.name(event) or event.id)


def remarks(cast: Cast) -> Iterator[str]:
    """Say what else a reader must know: what was set aside, and did not move."""
    history, chronology = cast.history, cast.history.chronology
    if history.order_assumed:
        yield cast.speech.say("figure.order-assumed")
    for item in chronology.set_aside:
        yield cast.say("set-aside", reports=", ".join(item.report), because=item.because)
    still = [t for t in history.tracks if t not in cast.tracks and len(history.spans(t)) == 1]
    left = [t for t in history.tracks if t not in cast.tracks and len(history.spans(t)) > 1]
    for key, tracks in (("still", still), ("not-shown", left)):
        if tracks:
            names = dict.fromkeys(cast.name(track) for track in tracks)
            yield cast.say(key, count=len(tracks), tracks=cast.speech.listed(names))
