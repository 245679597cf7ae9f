"""Known: where every main track stood in the end, and the turns that led there."""

from __future__ import annotations

from collections.abc import Iterable

from negotiation.brief.case import Case
from negotiation.brief.content import Line, Part
from negotiation.dates import local
from negotiation.evidence import Report
from negotiation.history import History, Step, TrackState

VOICES = 2  # of those to whom reports are attributed, named beside a state
PRESS = ""  # stands for an article that speaks for itself: no actor has this id


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
        _voices(case, state.events) or case.say("coder"),
    )


def _voices(case: Case, events: Iterable[str]) -> str:
    """Name those on whose word events are said to have happened, each with its own sources.

    The most frequent come first; what an article attributes to nobody is its own word.
    """
    said: dict[str, list[Report]] = {}
    for key in events:
        for report in case.asserting(key):
            for actor in report.by or (PRESS,):
                said.setdefault(actor, []).append(report)
    ranked = sorted(said, key=lambda actor: -len(said[actor]))
    named = [_voice(case, actor, said[actor]) for actor in ranked[:VOICES]]
    if others := ranked[VOICES:]:
        reports = [report for actor in others for report in said[actor]]
        named.append(case.by_reports(case.say("other-voices", count=len(others)), reports))
    return case.speech.listed(named)


def _voice(case: Case, actor: str, reports: Iterable[Report]) -> str:
    return case.by_reports(case.say("press") if actor == PRESS else case.actor(actor), reports)


def known(case: Case) -> Part:
    """Give the turns in order, each with its date as precise as its sources have it."""
    return Part(
        "known",
        case.say("known"),
        tuple(
            Line((case.speech.window(step.window), case.told(step.event.id)), _rank(case, step))
            for step in case.known_turns
        ),
        notes=() if case.known_turns else (case.say("nothing-known"),),
    )


def _rank(case: Case, step: Step) -> int:
    """Put what the file wants flagged first, then what moves the first track, then more tracks."""
    moves = case.moves(step.event.id)
    asked = step.event.id in case.chronology.figure.flags
    return (0 if asked else 200) + (0 if case.first_moved in moves else 100) - len(moves)


def period(history: History, case: Case) -> str:
    """Give the days that the record spans."""
    if history.record is None:
        return case.say("no-record")
    ends = (history.record.start, history.record.end - 1)
    first, last = (local(moment, history.zone).date() for moment in ends)
    return case.speech.days(first, last)
