"""Plan a timeline: gather what is to be drawn of a history, before anything has a place.

A history and what was asked for in, a Plan out. Knows nothing of points or of matplotlib.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from negotiation.history import History, Step
from negotiation.view.selection import (
    Range,
    chosen_tracks,
    drawn_range,
    flagged,
    lasts_into,
    overlaps,
)
from negotiation.view.stays import Course, course


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be drawn.

    `lanes` hold each track's course, `steps` are the events in range, `departing` those that a
    track does not foresee; `without_flag` counts the events that should have a flag and are too
    many; `sources` gives the number of each source cited.
    """

    history: History
    range: Range
    lanes: Mapping[str, Course]
    steps: tuple[Step, ...]
    departing: frozenset[str]
    flagged: tuple[Step, ...]
    without_flag: int
    sources: Mapping[str, int]

    @property
    def tracks(self) -> tuple[str, ...]:
        """The tracks that have a lane."""
        return tuple(self.lanes)


def make_plan(
    history: History, tracks: Iterable[str] | None, start: str | None, end: str | None
) -> Plan:
    """Gather what is drawn. Raises UnknownName, DateError, NegotiationError."""
    chosen = chosen_tracks(history, tracks) if history.steps else ()
    whole, part = drawn_range(history, None, None), drawn_range(history, start, end)
    steps = tuple(step for step in history.steps if overlaps(step.window, part))
    flags, without = flagged(history, steps, chosen)
    numbers = _numbers(history, chosen, steps, part)
    lanes = {track: course(history, track, whole, numbers) for track in chosen}
    departing = frozenset(departure.step.event.id for departure in history.deviations)
    return Plan(history, part, lanes, steps, departing, flags, without, numbers)


def _numbers(
    history: History, tracks: Iterable[str], steps: Iterable[Step], part: Range
) -> dict[str, int]:
    """Give numbers to the sources behind the events in range and the stays that reach into it."""
    events = [step.event.id for step in steps]
    for track in tracks:
        for span in history.spans(track):
            if lasts_into(span, part):
                events.extend(span.events)
    return {key: number for number, key in enumerate(history.sources_of(events), 1)}
