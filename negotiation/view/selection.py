"""Choose what a timeline shows: which tracks get a lane, which events a flag; and say so.

A history in, names out. Knows nothing of places on a page or of matplotlib.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from negotiation.dates import DAY, MINUTE, Dating, Window, local, parse_date
from negotiation.errors import NegotiationError
from negotiation.history import History, Span, Step
from negotiation.model import COLLECTIONS
from negotiation.view.speech import Speech

MOST_FLAGGED = 16
WEEK = 7 * DAY


@dataclass(frozen=True, slots=True)
class Range:
    """What part of time is drawn: from `start` up to `end`, not included, in seconds UTC."""

    start: int
    end: int


def drawn_range(history: History, start: str | None, end: str | None) -> Range:
    """Give the range asked for, else that of the file, else that of the record. Raises DateError.

    Dates are read in the chronology's zone; the end takes in the whole of its day.
    """
    whole, asked = whole_range(history), history.chronology.figure
    first = _window(history, start, asked.from_).earliest or whole.start
    last = _window(history, end, asked.to).latest or whole.end
    if last <= first and start is None and end is None:
        return whole  # fewer sources are read than those for which the file chose a range
    if last <= first:
        ends = start or "the start of what is drawn", end or "its end"
        raise NegotiationError(f"no time lies from {ends[0]} to {ends[1]}")
    return Range(first, last)


def only_year(history: History) -> int | None:
    """Give the year in which the whole record lies, None if it is more than one or not known."""
    if history.record is None:
        return None
    ends = (history.record.start, history.record.end - 1)
    years = {local(end, history.zone).year for end in ends}
    return years.pop() if len(years) == 1 else None


def overlaps(window: Window, part: Range) -> bool:
    """Say whether any moment of a window lies in the range."""
    early = window.earliest is None or window.earliest < part.end
    return early and (window.latest is None or window.latest > part.start)


def lasts_into(span: Span, part: Range) -> bool:
    """Say whether a stay may reach into the range."""
    starts = None if span.start is None else span.start.earliest
    ends = None if span.end is None else span.end.latest
    return (starts is None or starts < part.end) and (ends is None or ends > part.start)


def _window(history: History, text: str | None, otherwise: Dating | None) -> Window:
    """Give the window of a text, else of the file's date, else an open one."""
    dating = parse_date(text) if text is not None else otherwise
    if dating is None:
        return Window(None, None)
    return dating.window(history.zone, history.chronology.words)


def whole_range(history: History) -> Range:
    """Give the record; without one, what the events' dates span, or the publications."""
    if history.record is not None:
        return Range(history.record.start, history.record.end)
    windows = [step.window for step in history.steps]
    ends = [end for w in windows for end in (w.earliest, w.latest) if end is not None]
    ends = ends or [history.chronology.published(key) + 1 for key in history.chronology.sources]
    last = max(ends, default=WEEK)
    first = min(ends, default=0)
    return Range(first if first < last else last - WEEK, last)


def chosen_tracks(history: History, tracks: Iterable[str] | None) -> tuple[str, ...]:
    """Give the tracks to draw, in the order of the model or as asked for. Raises UnknownName.

    By default the tracks kept once that moved; a name such as "issue" stands for its copies that
    moved.
    """
    moved = [track for track in history.tracks if len(history.spans(track)) > 1]
    if tracks is None:
        return tuple(track for track in moved if "/" not in track)
    chosen: list[str] = []
    for name in tracks:
        copies = [track for track in moved if track.startswith(f"{name}/")]
        if name not in history.tracks and not copies:
            history.spans(name)  # raises UnknownName, with the nearest names
        chosen.extend([name] if name in history.tracks else copies)
    return tuple(dict.fromkeys(chosen))


def track_label(history: History, track: str, speech: Speech) -> tuple[str, str]:
    """Give what a lane is called, and above it the track's name if it is one of several copies."""
    declared = history.chronology.tracks()[track]
    base, _, own = track.partition("/")
    heading = speech.name(declared) or base
    if declared.for_each is None:
        return heading, ""
    topics = getattr(history.chronology, COLLECTIONS[declared.for_each])
    return speech.name(topics[own]) or own, heading


def copies(history: History, collection: str) -> tuple[str, ...]:
    """Give the moved tracks that are kept one for each of "issues", "places" or "third-parties"."""
    declared = history.chronology.tracks()
    return tuple(
        track
        for track in history.tracks
        if declared[track].for_each == collection and len(history.spans(track)) > 1
    )


def flagged(
    history: History, steps: Sequence[Step], tracks: Sequence[str], most: int = MOST_FLAGGED
) -> tuple[tuple[Step, ...], int]:
    """Give the events that get a flag, in the order of the replay, and how many had to do without.

    They move the first lane or at least two lanes, or the file wants a flag for them. If there are
    too many: first those that the file wants, then those that move the first lane, then those that
    move more lanes, then those that led to the longest stay.
    """
    first = tuple(tracks[:1]) or ("",)
    asked = history.chronology.figure.flags
    moving = [(step, moved(step, tracks)) for step in steps]
    fitting = [
        (step, own)
        for step, own in moving
        if own[:1] == first or len(own) > 1 or step.event.id in asked
    ]
    stayed = _lengths(history, tracks)
    ranked = sorted(
        fitting,
        key=lambda pair: (
            pair[0].event.id not in asked,
            pair[1][:1] != first,
            -len(pair[1]),
            -stayed[pair[1][0], pair[0].event.id] if pair[1] else 0,
        ),
    )
    kept = {step.event.id for step, _ in ranked[:most]}
    chosen = tuple(step for step, _ in fitting if step.event.id in kept)
    return chosen, len(fitting) - len(chosen)


def _lengths(history: History, tracks: Sequence[str]) -> dict[tuple[str, str], float]:
    """Give how long each track stayed where an event led it, from middle to middle of windows."""
    end = float(history.record.end) if history.record else None
    lengths = {}
    for track in tracks:
        for span in history.spans(track):
            if span.start is not None:
                last = end if span.end is None else span.end.midpoint()
                lengths[track, span.events[0]] = (last or 0) - (span.start.midpoint() or 0)
    return lengths


def moved(step: Step, tracks: Sequence[str]) -> tuple[str, ...]:
    """Give the lanes that an event moved, in the order in which they are drawn."""
    names = {outcome.track for outcome in step.outcomes if outcome.moved}
    return tuple(track for track in tracks if track in names)


def is_open(window: Window) -> bool:
    """Say whether a side of a window is not known."""
    return window.earliest is None or window.latest is None


def is_clock_time(window: Window) -> bool:
    """Say whether a source gives a clock time; a minute that was only computed is none."""
    if window.earliest is None or window.latest is None or window.computed:
        return False
    return window.latest - window.earliest <= MINUTE
