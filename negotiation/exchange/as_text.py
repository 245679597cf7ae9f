"""A history as text to paste into a report: day by day, with sources and where the record ends.

History in, text out. Ids are shown as they are, since questions are asked in them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from negotiation import wording
from negotiation.chronology import Chronology
from negotiation.cite import citations, references, written
from negotiation.dates import DAY, MONTHS, Window, is_bare_date, local, parse_moment
from negotiation.event import Event
from negotiation.evidence import paragraphs_text
from negotiation.exchange.effects import departure_text, effect_texts
from negotiation.history import History, Step, TrackState
from negotiation.lines import WIDTH, wrapped
from negotiation.machine import Outcome
from negotiation.measure import Measure


def heading(history: History) -> list[str]:
    """Give the title, the time zone and what is known of the order."""
    chronology = history.chronology
    lines = [chronology.title.get("en") or chronology.name, "=" * 60]
    lines.append(
        wrapped(
            f"Times are local ({chronology.timezone}). States are the coder's reading of reports."
        )
    )
    if history.order_assumed:
        text = "Order of events: ASSUMED by the middles of their windows, as --assume-order asks."
    else:
        text = "What is said to hold, holds in every order of the events that the sources allow."
    lines.append(wrapped(text))
    if history.left_out:
        lines.append(wrapped(contradicted(history)))
    return [*lines, *withheld_lines(chronology)]


def withheld_lines(chronology: Chronology) -> list[str]:
    """Say how much is withheld as confidential, if anything is."""
    return [wrapped(chronology.withheld.text())] if chronology.withheld else []


def contradicted(history: History) -> str:
    """Say which reports' times were left out because they contradict one another."""
    reports = ", ".join(history.left_out)
    return (
        f"The reports contradict one another. The times given by {reports} were left out; their "
        "events keep every date that they had. `negotiation contradictions` says more."
    )


# --- the whole replay -------------------------------------------------------------------------


def replay_text(history: History) -> str:
    """Give the whole history: the sequence, day by day, departures, measures, sources, the end."""
    parts = [
        heading(history),
        _sequence(history),
        *_days(history),
        _departures(history),
        _measures(history.chronology.measures.values()),
        _open_questions(history),
        _untouched(history),
        _background(history),
        _sources(history),
        _end(history),
    ]
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def opening_text(history: History) -> str:
    """Give the title and the sequence that the headline track went through."""
    return "\n".join([*heading(history), "", *_sequence(history)]) + "\n"


def _sequence(history: History) -> list[str]:
    if not history.tracks:
        return []
    track = history.tracks[0]
    lines = [f"The sequence ({track})"]
    for span in history.spans(track):
        start = "at the start" if span.start is None else wording.window(span.start, history.zone)
        lines.append(f"  {span.state:<24} {start}")
    return lines


@dataclass(frozen=True, slots=True)
class _Line:
    """An event to be told under one heading, in its place."""

    place: float
    heading: str
    event: Event
    window: Window


def _days(history: History) -> Iterator[list[str]]:
    lines = [_line(history, step.event, step.window) for step in history.steps]
    for event, window in history.unmoved:
        line = _line(history, event, window)
        lines.insert(_turn(lines, line), line)
    lines.sort(key=lambda line: line.place)
    groups: dict[str, list[_Line]] = {}
    for line in lines:
        groups.setdefault(line.heading, []).append(line)
    for title, members in groups.items():
        told = [text for line in members for text in _event_lines(history, line)]
        yield [title, "-" * min(len(title), WIDTH), *told]


def _turn(lines: list[_Line], line: _Line) -> int:
    """Give the place of an event that moves nothing among those that were replayed."""
    middle = line.window.midpoint()
    if middle is None:
        return len(lines)
    later = (i for i, other in enumerate(lines) if (other.window.midpoint() or 0) > middle)
    return next(later, len(lines))


def _line(history: History, event: Event, window: Window) -> _Line:
    """Put an event under its day, or under the words of its window if that is wider."""
    if window.earliest is not None and window.latest is not None:
        first = local(window.earliest, history.zone)
        last = local(window.latest - 1, history.zone)
        night = (last - first) < timedelta(hours=12)
        if first.date() == last.date() or night:
            midnight = first.replace(hour=0, minute=0, second=0).timestamp()
            return _Line(midnight, wording.weekday(first.date()), event, window)
    middle = window.midpoint()
    if window.earliest is None and window.latest is not None:
        middle = window.latest - DAY - 1  # told before that day: it was over by its end
    title = wording.window(window, history.zone)
    shown = title[:1].upper() + title[1:]
    return _Line(float("-inf") if middle is None else middle, shown, event, window)


def _event_lines(history: History, line: _Line) -> list[str]:
    event = line.event
    when = wording.window(line.window, history.zone)
    plain = when == line.heading.partition(" ")[2] or when.casefold() == line.heading.casefold()
    short = _short(when)
    shown = "" if plain else f" {short}" if short.startswith("(") else f", {short}"
    lines = [wrapped(f"- {event.name()}{shown}  [{event.id}]", 0)]
    lines += [wrapped(text, 6) for text in effect_texts(history, event.id)]
    if not event.is_actual:
        said = ", ".join(sorted({report.modality for report in event.reports}))
        lines.append(wrapped(f"only {said}: moves nothing", 6))
    if event.is_disputed:
        lines.append(wrapped("disputed: one report says that it did not happen", 6))
    lines.append(wrapped(citations(event), 6))
    return lines


def _short(when: str) -> str:
    """Leave the day out of a time that stands under its day: "19:00", "the afternoon"."""
    for month in MONTHS:
        head, found, tail = when.partition(f" {month} ")
        if found and tail[4:5] in {"", " "} and not head.startswith(("between", "by", "from")):
            words = head.rpartition(" ")[0].removesuffix(" of").removesuffix(" on")
            return f"{words}{tail[4:]}".strip().removeprefix("at ")
    return when


def _departures(history: History) -> list[str]:
    lines = [wrapped(f"- {departure_text(departure)}") for departure in history.deviations]
    if not history.steps:
        return []
    none = ["None: the model foresees every event."]
    return ["Deviations from the model", "-" * 25, *(lines or none)]


def _measures(measures: Iterable[Measure]) -> list[str]:
    lines: list[str] = []
    for measure in measures:
        lines.append(wrapped(f"{measure.name()} ({measure.unit})  [{measure.id}]"))
        for value in measure.values:
            by = f", counted by {', '.join(value.by)}" if value.by else ""
            if value.attributed_to:
                by += f", who hold responsible: {', '.join(value.attributed_to)}"
            cited = f"{value.source}{by}"
            lines.append(wrapped(f"- {value.text()}, {written(value.as_of)}  [{cited}]", 2))
        if measure.note.get("en"):
            lines.append(wrapped(measure.note["en"], 4, 0))
    return ["Reported figures, never summed or filled in", "-" * 43, *lines] if lines else []


def _open_questions(history: History) -> list[str]:
    chronology = history.chronology
    lines = [
        wrapped(f"- {', '.join(item.report)} set aside: {item.because}")
        for item in chronology.set_aside
    ]
    for event in chronology.events.values():
        others = {report.kind for report in event.reports if report.kind not in {None, event.kind}}
        if others:
            said = " and ".join(sorted(kind for kind in others if kind))
            lines.append(wrapped(f"- {event.id}: read as {event.kind}; one report says {said}"))
    lines += [wrapped(f"- {note.text.get('en', '')}") for note in chronology.notes]
    lines += [
        wrapped(f"- Left uncoded: {item.what.get('en', '')} {item.because.get('en', '')}")
        for item in chronology.left_uncoded
    ]
    return ["Disagreements, and what was left out", "-" * 36, *lines] if lines else []


def _untouched(history: History) -> list[str]:
    still = [track for track in history.tracks if not any(True for _ in history.outcomes(track))]
    if not still:
        return []
    return ["Tracks that no event moves or leaves on purpose", "-" * 47, wrapped(", ".join(still))]


def _background(history: History) -> list[str]:
    lines: list[str] = []
    for item in history.chronology.background:
        when = f" ({written(item.when)})" if item.when else ""
        cited = " ".join((item.source, paragraphs_text(item.paragraph))).strip()
        lines.append(wrapped(f"- {item.text.get('en', '')}{when}  [{cited}]"))
    return ["Background, which moves nothing", "-" * 31, *lines] if lines else []


def _sources(history: History) -> list[str]:
    chronology = history.chronology
    lines: list[str] = []
    for key, line in zip(
        chronology.sources, references(chronology, chronology.sources), strict=True
    ):
        lines.append(wrapped(f"- {line}"))
        if chronology.sources[key].note.get("en"):
            lines.append(wrapped(chronology.sources[key].note["en"], 4, 0))
    lines += [
        wrapped(f"Not the same place: {' and '.join(names)}.") for names in chronology.not_the_same
    ]
    return ["Sources", "-" * 7, *lines] if lines else []


def _end(history: History) -> list[str]:
    if history.record is None:
        return ["There is no record: no event is reported to have happened by a dated source."]
    start = wording.day(local(history.record.start, history.zone).date())
    last = wording.day(local(history.record.end - 1, history.zone).date())
    text = f"The record runs from {start} to the end of {last}, when its last source was published."
    return [wrapped(text + " Before and after it nothing is known.")]


# --- one moment ---------------------------------------------------------------------------------


def moment_text(history: History, when: str) -> str:
    """Give every track's state at a moment, since when, by which events, on whose word."""
    moment = parse_moment(when, history.zone)
    states = history.at(moment)
    title = history.chronology.title.get("en") or history.chronology.name
    lines = [f"{title}: {wording.moment(moment, history.zone)} ({history.chronology.timezone})", ""]
    if history.record is None or not history.record.covers(moment):
        lines += [*_end(history), ""]
    told = [state for state in states.values() if state.basis != "initial"]
    width = max((len(state.track) for state in told), default=0) + 2
    for state in told:
        lines += _state_lines(history, state, width)
    initial = [
        f"{state.track} {state.words}" for state in states.values() if state.basis == "initial"
    ]
    if initial:
        lines.append(
            wrapped("As the model starts, since no event has moved them: " + "; ".join(initial))
        )
    if history.order_assumed:
        lines += ["", "Order: ASSUMED by the middles of the windows, as --assume-order asks."]
    if history.left_out:
        lines += ["", wrapped(contradicted(history))]
    if history.chronology.withheld:
        lines += ["", *withheld_lines(history.chronology)]
    if is_bare_date(when):
        lines += _changes_during(history, moment)
    return "\n".join(lines) + "\n"


def _state_lines(history: History, state: TrackState, width: int) -> list[str]:
    lines = [wrapped(f"{state.track:<{width}}{state.words}{_since(history, state)}", 0, width)]
    for key in state.events:
        step = history.step(key)
        outcome = None if step is None else _of(step, state.track)
        if step is None or outcome is None:
            continue
        did = "by" if outcome.moved else "left as it was by"
        when = wording.window(step.window, history.zone)
        told = f"{did}: {step.event.name()}, {when} [{citations(step.event)}]"
        lines.append(wrapped(told, 6))
    return lines


def _since(history: History, state: TrackState) -> str:
    """Say since when, without making a bare date of "by" or "between"."""
    if state.since is None:
        return ""
    text = wording.window(state.since, history.zone)
    some = "some time " if text.startswith(("by ", "between ", "from ", "undated")) else ""
    return f", since {some}{text}"


def _of(step: Step, track: str) -> Outcome | None:
    return next((outcome for outcome in step.outcomes if outcome.track == track), None)


def _changes_during(history: History, end: int) -> list[str]:
    """Note what may have changed in the course of the day that a question names."""
    day = local(end, history.zone).date()
    lines: list[str] = []
    for step in history.steps:
        window = step.window
        if window.earliest is None or window.latest is None:
            continue
        inside = local(window.earliest, history.zone).date() == day
        moved = [outcome for outcome in step.outcomes if outcome.moved]
        if inside and moved:
            moves = ", ".join(f"{o.track}: {o.before} → {o.after}" for o in moved)
            lines.append(wrapped(f"- {moves} ({wording.window(window, history.zone)})"))
    if not lines:
        return []
    return ["", "The answer is for the end of that day. In the course of it:", *lines]
