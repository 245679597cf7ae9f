"""Known: where every main track stood in the end, and the turns that led there."""

from __future__ import annotations

from collections.abc import Iterable

from negotiation.brief.case import Case
from negotiation.brief.content import Line, Part
from negotiation.dates import local
from negotiation.history import History, Step, TrackState
from negotiation.view.selection import moved

VOICES = 2  # of those to whom reports are attributed, named beside a state


def states(case: Case) -> Part | None:
    """Give the state of every main track at the end of the record; none without a record."""
    record = case.history.record
    if record is None or not case.main_tracks:
        return None
    found = [case.history.track_at(track, record.end - 1) for track in case.main_tracks]
    told = [state for state in found if state.basis == "events"]
    still = [case.track(state.track) for state in found if state.basis == "initial"]
    heads = ("column-track", "column-state", "column-since", "column-word")
    return Part(
        "states",
        case.say("states", moment=case.speech.moment(record.end - 1)),
        tuple(Line(_state(case, state), rank) for rank, state in enumerate(told)),
        tuple(case.say(key) for key in heads) if told else (),
        (case.say("still", tracks=case.speech.listed(still)),) if still else (),
    )


def _state(case: Case, state: TrackState) -> tuple[str, ...]:
    name = case.states(state.track, state.possible)
    certain = state.certain is not None
    since = case.speech.window(state.since) if state.since else "–"
    return (
        case.track(state.track),
        case.say("certain" if certain else "possibly", state=name),
        since,
        case.cited(_voices(case, state.events), state.sources) or case.say("coder"),
    )


def _voices(case: Case, events: Iterable[str]) -> str:
    """Name those to whom the reports behind a state are attributed, the most frequent first."""
    counts: dict[str, int] = {}
    for key in events:
        for report in case.chronology.events[key].sourced():
            for actor in report.by:
                counts[actor] = counts.get(actor, 0) + 1
    ranked = sorted(counts, key=lambda actor: -counts[actor])[:VOICES]
    return case.speech.listed([case.actor(actor) for actor in ranked]) or case.say("press")


def known(case: Case) -> Part:
    """Give the turns in order, each with its date as precise as its sources have it."""
    told = [step for step in case.turns if not step.event.is_disputed]
    return Part(
        "known",
        case.say("known"),
        tuple(
            Line((case.speech.window(step.window), case.told(step.event.id)), _rank(case, step))
            for step in told
        ),
        notes=() if told else (case.say("nothing-known"),),
    )


def _rank(case: Case, step: Step) -> int:
    """Put the weightiest first, of these what moves the first track, then what moves more."""
    moving = moved(step, case.moved_tracks)
    heavy, first = step.event.id in case.weightiest, moving[:1] == case.moved_tracks[:1]
    return (0 if heavy else 200) + (0 if first else 100) - len(moving)


def period(history: History, case: Case) -> str:
    """Give the days that the record spans."""
    if history.record is None:
        return case.say("no-record")
    ends = (history.record.start, history.record.end - 1)
    first, last = (local(moment, history.zone).date() for moment in ends)
    return case.speech.days(first, last)
