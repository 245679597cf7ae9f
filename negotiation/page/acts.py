"""Acts: what a page says of a track from one stop to the next change, what comes next, its moves.

A history and its stops in; acts, turns and moves out. They hold at every stop what
`History.track_at`, `openings` and `History.effects` say of that moment.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from negotiation.coming import Ahead, Coming
from negotiation.history import History, TrackState
from negotiation.openings import Opening, allowed
from negotiation.page.stops import Stops, first_stop, own_stop


@dataclass(frozen=True, slots=True)
class Act:
    """From a stop on: the state, and what the model allows next."""

    stop: int
    state: TrackState
    openings: tuple[Opening, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """From a stop on: what the record has next."""

    stop: int
    coming: Coming


@dataclass(frozen=True, slots=True)
class Move:
    """A transition that an event may have taken from the stop `first` on.

    It was surely taken by the stop `sure`; None if that is so at none.
    """

    first: int
    sure: int | None
    before: str
    after: str


def acts(history: History, track: str, stops: Stops) -> Iterator[Act]:
    """Give the acts of a track, in order, the first one at the first stop."""
    last: Act | None = None
    for stop in _places(stops, history.readings.changes(track)):
        moment = stops.stops[stop].moment
        act = Act(stop, history.track_at(track, moment), allowed(history, track, moment))
        if last is None or (act.state, act.openings) != (last.state, last.openings):
            yield act
        last = act


def turns(history: History, track: str, stops: Stops) -> Iterator[Turn]:
    """Give the turns of a track; at the last stop, where the record ends, nothing comes next."""
    ahead, last = Ahead(history, track), Coming()
    for stop in _places(stops, history.readings.changes(track)):
        found = ahead.at(stops.stops[stop].moment) if stop < stops.last else Coming()
        if found != last or stop == 0:
            yield Turn(stop, found)
        last = found


def moves(history: History, track: str, stops: Stops) -> Iterator[Move]:
    """Give what every event may have moved, over all orders, in the order told."""
    for step, _ in history.outcomes(track):
        outcomes = history.effects(step.event.id)[track]
        is_sure = len(outcomes) == 1 and not step.event.is_disputed
        over = own_stop(history, stops, step.window) if is_sure else None
        first = first_stop(stops, step.window)
        for outcome in outcomes:
            if outcome.moved:
                yield Move(first, over, outcome.before, outcome.after)


def _places(stops: Stops, moments: Iterable[float]) -> list[int]:
    """Give the first stop, that of each moment, and the last one."""
    at = [stop.moment for stop in stops.stops]
    found = {0, stops.last} | {bisect_left(at, moment) for moment in moments}
    return sorted(place for place in found if place <= stops.last)
