"""Acts: what a page says of a track from one stop to the next change, and what is recorded next.

A history and its stops in, acts and turns out. They hold at every stop what `History.track_at` and
`openings` say of that moment.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from negotiation.history import History, TrackState
from negotiation.openings import Opening, next_step, openings
from negotiation.page.stops import Stops


@dataclass(frozen=True, slots=True)
class Act:
    """From a stop on: the state, and what the model allows next."""

    stop: int
    state: TrackState
    openings: tuple[Opening, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """From a stop on: the event recorded next, if any, and the opening that it took, if any."""

    stop: int
    event: str | None
    taken: Opening | None


def acts(history: History, track: str, stops: Stops) -> Iterator[Act]:
    """Give the acts of a track, in order, the first one at the first stop."""
    last: Act | None = None
    for stop in _places(stops, history.readings.changes(track)):
        moment = stops.stops[stop].moment
        found = tuple(replace(o, next_event=None) for o in openings(history, track, moment))
        act = Act(stop, history.track_at(track, moment), found)
        if last is None or (act.state, act.openings) != (last.state, last.openings):
            yield act
        last = act


def turns(history: History, track: str, stops: Stops) -> Iterator[Turn]:
    """Give the turns of a track."""
    concerning = {step.event.id for step, _ in history.outcomes(track)}
    moments = (m for event, m in _passing(history) if event in concerning)
    last: Turn | None = None
    for stop in _places(stops, [*moments, *history.readings.changes(track)]):
        moment = stops.stops[stop].moment
        step = next_step(history, track, moment) if stop < stops.last else None
        taken = (one for one in openings(history, track, moment) if one.next_event)
        turn = Turn(stop, None if step is None else step.event.id, next(taken, None))
        if last is None or _told(turn) != _told(last):
            yield turn
        last = turn


def _passing(history: History) -> Iterator[tuple[str, float]]:
    """Give when each event lies behind: once its middle or that of one told later is past.

    So `next_step` has it, which follows the order told.
    """
    earliest = float("inf")
    for step in reversed(history.steps):
        middle = step.window.midpoint()
        earliest = earliest if middle is None else min(earliest, middle)
        if earliest < float("inf"):
            yield step.event.id, earliest


def _told(turn: Turn) -> tuple[object, ...]:
    one = turn.taken
    return turn.event, one and (one.kind, one.before, one.after, one.where)


def _places(stops: Stops, moments: Iterable[float]) -> list[int]:
    """Give the first stop, that of each moment, and the last one."""
    at = [stop.moment for stop in stops.stops]
    found = {0, stops.last} | {bisect_left(at, moment) for moment in moments}
    return sorted(place for place in found if place <= stops.last)
