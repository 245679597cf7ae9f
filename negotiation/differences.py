"""Where two histories part: stretches in which a track differs, and what only one departs from.

The history of the record and that of a changed copy in; knows nothing of the changes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from negotiation.history import Departure, History


@dataclass(frozen=True, slots=True)
class Difference:
    """A stretch in which a track may be in other states than recorded, `end` not included.

    In seconds UTC. `surely`: whatever the order, the two are not in the same state.
    """

    track: str
    start: int
    end: int
    recorded: tuple[str, ...]
    otherwise: tuple[str, ...]

    @property
    def surely(self) -> bool:
        """Whether no state is possible in both."""
        return not set(self.recorded) & set(self.otherwise)


def differences(recorded: History, otherwise: History) -> list[Difference]:
    """Give the stretches of the record in which two histories differ, track by track."""
    return [
        found for track in recorded.tracks for found in _differences(recorded, otherwise, track)
    ]


def _differences(recorded: History, otherwise: History, track: str) -> Iterator[Difference]:
    if recorded.record is None or track not in otherwise.start:
        return
    start, end = recorded.record.start, recorded.record.end
    moments = {start, *recorded.readings.changes(track), *otherwise.readings.changes(track)}
    inside = sorted(moment for moment in moments if start <= moment < end)
    running: Difference | None = None
    for moment, until in zip(inside, [*inside[1:], end], strict=True):
        one = tuple(recorded.readings.at(track, moment))
        other = tuple(otherwise.readings.at(track, moment))
        same = set(one) == set(other)
        if running and not same and (set(running.recorded), set(running.otherwise)) == (
            set(one), set(other),
        ):  # fmt: skip
            running = Difference(track, running.start, until, running.recorded, running.otherwise)
            continue
        if running:
            yield running
        running = None if same else Difference(track, moment, until, one, other)
    if running:
        yield running


def new_departures(recorded: History, otherwise: History) -> list[Departure]:
    """Give what departs from the model only in the second history."""
    known = {(d.step.event.id, d.outcome.track, d.always) for d in recorded.deviations}
    return [
        departure
        for departure in otherwise.deviations
        if (departure.step.event.id, departure.outcome.track, departure.always) not in known
    ]
