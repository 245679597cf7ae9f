"""Which events a Then sentence rests on, with their dates, and the reports behind each.

A question and its history in, values out. Says nothing that the history does not hold.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import reduce

from negotiation import wording
from negotiation.cite import citation, citations, written
from negotiation.dates import Window
from negotiation.evidence import Report
from negotiation.gherkin.asked import Asked
from negotiation.gherkin.document.asking import focus, window
from negotiation.history import History, TrackState
from negotiation.machine import Outcome

MOST = 40  # events of one sentence, beyond which the rest is counted


@dataclass(frozen=True, slots=True)
class Cited:
    """A report as it is cited, with its own date in words, and why the coder infers it, if so."""

    text: str
    source: str | None
    date: str
    inferred: str


@dataclass(frozen=True, slots=True)
class Effect:
    """What an event did to a track: `after` is empty where the track did not foresee it.

    `track` is empty where only one was asked about.
    """

    track: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Rest:
    """An event: when, as its sources word it, what it did to the tracks asked of, who says it."""

    when: str
    effects: tuple[Effect, ...]
    event: str
    label: str
    cites: str
    reports: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a sentence rests on; `unmoved` are the tracks that are still where the model starts.

    `more` counts the events that are not told.
    """

    rests: tuple[Rest, ...]
    unmoved: tuple[str, ...]
    more: int = 0


Moments = dict[tuple[int, int], dict[str, TrackState]]


def evidence(history: History, asked: Asked, language: str, known: Moments) -> Evidence:
    """Give what a sentence rests on, in the order of the steps.

    `known` keeps what was found of a history, by its identity, at a moment.
    """
    keys, unmoved = set(asked.events), []
    for track in asked.tracks:
        if asked.stretch is None:
            behind = list(_moves(history, track, asked.events))
            is_unmoved = not behind and not asked.events
        else:
            found = list(_states(history, track, focus(asked) or asked.stretch, known))
            behind = [key for one in found for key in one.events]
            is_unmoved = bool(found) and all(one.basis == "initial" for one in found)
        keys.update(behind)
        if is_unmoved:
            unmoved.append(track)
    order = [step.event.id for step in history.steps] + [event.id for event, _ in history.unmoved]
    told = [key for key in order if key in keys and window(history, key) is not None]
    rests = tuple(_rest(history, key, asked.tracks, language) for key in told[:MOST])
    return Evidence(rests, tuple(unmoved), max(len(told) - MOST, 0))


def _moves(history: History, track: str, events: Collection[str]) -> Iterator[str]:
    """Give the events inside the record that moved a track.

    Beside events that were asked for, only those that may lie between them.
    """
    between, record = _between(history, events), history.record
    for step, outcome in history.outcomes(track):
        when = step.window
        apart = between is not None and (when.surely_before(between) or between.surely_before(when))
        beyond = record is not None and (when.earliest or 0) >= record.end
        if outcome.moved and not apart and not beyond:
            yield step.event.id


def _between(history: History, events: Iterable[str]) -> Window | None:
    """Give the window that holds those of all these events, None for no event."""
    windows = [when for key in events if (when := window(history, key)) is not None]
    return reduce(Window.hull, windows) if windows else None


def _states(
    history: History, track: str, stretch: tuple[int, int], known: Moments
) -> Iterator[TrackState]:
    """Give the states of a track over a stretch, one for each time that they may change."""
    first, last = stretch
    changes = [moment for moment in history.readings.changes(track) if first < moment < last]
    record = history.record
    for moment in dict.fromkeys((first, *changes, last)):
        if record is not None and record.covers(moment):
            key = id(history), moment
            if key not in known:
                known[key] = history.at(moment)
            yield known[key][track]


def _rest(history: History, key: str, tracks: tuple[str, ...], language: str) -> Rest:
    event = history.chronology.events[key]
    found = history.effects(key)
    effects = [
        Effect(track if len(tracks) > 1 else "", *_effect(outcome))
        for track in tracks
        for outcome in found.get(track, [])
        if outcome.moved or outcome.deviation is not None
    ]
    return Rest(
        wording.window(history.window_of(key), history.zone),
        tuple(dict.fromkeys(effects)),
        key,
        event.name(language),
        citations(event),
        tuple(dict.fromkeys(map(_cited, event.reports))),
    )


def _effect(outcome: Outcome) -> tuple[str, str]:
    return outcome.before, outcome.after if outcome.moved else ""


def _cited(report: Report) -> Cited:
    return Cited(citation(report), report.source, written(report.when), report.inferred or "")
