"""Reached: the part of a chronology that a replay has come to where it stops.

A chronology and its replay in, a chronology out, from which nothing later can be told.
"""

from __future__ import annotations

from negotiation.bounds import dated
from negotiation.chronology import Chronology
from negotiation.dates import Window
from negotiation.event import Event
from negotiation.history import History
from negotiation.measure import Measure


def reached(chronology: Chronology, history: History, stop: int | None) -> Chronology:
    """Keep what may have been by a moment, in seconds UTC, at which the replay stops, if any.

    A note or a decision is kept if all that it speaks of is: its words may tell of the rest.
    """
    if stop is None:
        return chronology
    met = {step.event.id for step in history.steps}
    met |= {event.id for event, window in history.unmoved if _begins(window, stop)}
    aside = chronology.events.keys() - history.chronology.events.keys()
    met |= {key for key in aside if _may_begin(chronology, chronology.events[key], stop)}
    told = chronology.model_copy(
        update={
            "events": {key: event for key, event in chronology.events.items() if key in met},
            "measures": _counted_by(chronology, history, stop),
        }
    )
    return told.model_copy(update=_spoken_of(chronology, told))


def _begins(window: Window, stop: int) -> bool:
    return window.earliest is None or window.earliest <= stop


def _may_begin(chronology: Chronology, event: Event, stop: int) -> bool:
    """Say whether an event that only reports set aside tell of may have been by the stop."""
    windows = [window for _, window in dated(chronology, event)]
    return not windows or any(_begins(window, stop) for window in windows)


def _counted_by(chronology: Chronology, history: History, stop: int) -> dict[str, Measure]:
    """Give the measures with the values that stand for a date by the stop."""
    kept = {}
    for key, measure in chronology.measures.items():
        windows = (value.as_of.window(history.zone, chronology.words) for value in measure.values)
        values = tuple(
            value
            for value, window in zip(measure.values, windows, strict=True)
            if _begins(window, stop)
        )
        if values:
            kept[key] = measure.model_copy(update={"values": values})
    return kept


def _spoken_of(whole: Chronology, part: Chronology) -> dict[str, object]:
    """Give the notes, decisions and sources of the whole that speak only of the part."""
    complete = {key for key, one in part.measures.items() if one == whole.measures[key]}
    keys = {report.key for _, report in part.reports()}
    notes = tuple(
        note
        for note in whole.notes
        if (note.about or note.measures)
        and part.events.keys() >= set(note.about)
        and complete.issuperset(note.measures)
    )
    cited = {*part.source_ids(), *(source for note in notes for source in note.sources)}
    return {
        "notes": notes,
        "set_aside": tuple(item for item in whole.set_aside if keys.issuperset(item.report)),
        "sources": {key: source for key, source in whole.sources.items() if key in cited},
    }
