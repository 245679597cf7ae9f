"""Step, Span, History: what a replay yields, and what it says about a moment.

Values, and questions to them. Knows nothing of files or pictures.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from negotiation.chronology import Chronology, Event
from negotiation.dates import Window, parse_moment, zone
from negotiation.errors import UnknownName
from negotiation.machine import Configuration, Deviation, Outcome
from negotiation.near import did_you_mean, quoted

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    import pandas as pd

Basis = Literal["events", "initial", "not-reported"]


@dataclass(frozen=True, slots=True)
class Step:
    """One event met by a configuration, with its window and what it did to each track."""

    event: Event
    window: Window
    outcomes: tuple[Outcome, ...]

    @property
    def deviations(self) -> tuple[Outcome, ...]:
        """The tracks that did not foresee it."""
        return tuple(outcome for outcome in self.outcomes if outcome.deviation is not None)


@dataclass(frozen=True, slots=True)
class Span:
    """A state's stay on one track.

    `start` is the window of the event that led there, None for the model's start; `end` that of
    the event that led on, None where the record ends first. `events` are the event that led there
    and those that left it on purpose.
    """

    track: str
    state: str
    start: Window | None
    end: Window | None
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """How far the sources reach, in seconds UTC: from the first event, `end` not included."""

    start: int
    end: int

    def covers(self, moment: int) -> bool:
        """Say whether the moment lies inside."""
        return self.start <= moment < self.end


@dataclass(frozen=True, slots=True)
class TrackState:
    """What the record says of one track at one moment; see `History.at`."""

    track: str
    certain: str | None
    possible: tuple[str, ...]
    since: Window | None
    last_known: tuple[str, ...]
    basis: Basis
    events: tuple[str, ...]
    sources: tuple[str, ...]
    assumed: bool

    @property
    def words(self) -> str:
        """Say it in words: the state, or the states that it may be."""
        if self.basis == "not-reported":
            known = " or ".join(self.last_known)
            return f"not reported (last known: {known})" if known else "not reported"
        if self.certain is not None:
            return self.certain
        return "possibly " + " or ".join(self.possible)


@dataclass(frozen=True)
class History:
    """What a replay of a chronology yields.

    `steps` stand in the order that was used; `unmoved` are the events that no report says
    happened, with their windows. `loose` are the tracks for which dates and relations do not fix
    the order, each with the first moment at which that may matter, in seconds UTC; `later` gives
    for each event those that a report puts after it.
    """

    chronology: Chronology
    start: Configuration
    steps: tuple[Step, ...]
    unmoved: tuple[tuple[Event, Window], ...]
    record: Record | None
    loose: Mapping[str, int]
    later: Mapping[str, frozenset[str]]

    @property
    def zone(self) -> ZoneInfo:
        """The time zone of the chronology."""
        return zone(self.chronology.timezone)

    @property
    def tracks(self) -> tuple[str, ...]:
        """Every track by name, the headline first."""
        return tuple(self.start)

    @property
    def deviations(self) -> tuple[tuple[Step, Outcome], ...]:
        """Every event that a track did not foresee, with that track's outcome."""
        return tuple((step, outcome) for step in self.steps for outcome in step.deviations)

    @cached_property
    def _by_track(self) -> dict[str, list[tuple[int, Outcome]]]:
        concerned: dict[str, list[tuple[int, Outcome]]] = {name: [] for name in self.start}
        for index, step in enumerate(self.steps):
            for outcome in step.outcomes:
                concerned[outcome.track].append((index, outcome))
        return concerned

    def outcomes(self, track: str) -> Iterator[tuple[Step, Outcome]]:
        """Give every step that concerns a track, with its outcome. Raises UnknownName."""
        for index, outcome in self._outcomes(track):
            yield self.steps[index], outcome

    def _outcomes(self, track: str) -> list[tuple[int, Outcome]]:
        if track not in self._by_track:
            hint = did_you_mean(track, self.start)
            raise UnknownName(f"there is no track {quoted(track)}; {hint}")
        return self._by_track[track]

    def spans(self, track: str) -> list[Span]:
        """Give the stays of one track in order, the model's start first. Raises UnknownName."""
        spans: list[Span] = []
        state, start, events = self.start.get(track, ""), None, list[str]()
        for step, outcome in self.outcomes(track):
            if outcome.moved:
                spans.append(Span(track, state, start, step.window, tuple(events)))
                state, start, events = outcome.after, step.window, [step.event.id]
            elif outcome.deviation is None:
                events.append(step.event.id)
        spans.append(Span(track, state, start, None, tuple(events)))
        return spans

    def step(self, event: str) -> Step | None:
        """Give the step of an event, None if no report says that it happened."""
        return next((step for step in self.steps if step.event.id == event), None)

    def order_is_fixed(self, tracks: Iterable[str] | None = None) -> bool:
        """Say whether dates and relations fix the order of what concerns these tracks."""
        return not any(track in self.loose for track in (self.start if tracks is None else tracks))

    def comes_after(self, first: str, then: str) -> bool:
        """Say whether a chain of reported relations puts one event after another."""
        return leads(self.later, first, then)

    # --- a moment -----------------------------------------------------------------------------

    def at(self, when: str | int) -> dict[str, TrackState]:
        """Give what the record says of every track at a moment.

        A text is read in the chronology's zone, a bare date as the last second of that day; a
        number is seconds since 1970 UTC. Raises DateError.
        """
        moment = parse_moment(when, self.zone) if isinstance(when, str) else when
        return {track: self._track_at(track, moment) for track in self.start}

    def _track_at(self, track: str, moment: int) -> TrackState:
        if self.record is None or not self.record.covers(moment):
            return self._not_reported(track, moment)
        cuts = self._cuts(track, moment)
        states = tuple(dict.fromkeys(cut.state for cut in cuts))
        assumed = self._is_loose(track, moment)
        certain = states[0] if len(states) == 1 and not assumed else None
        moved = any(cut.start is not None for cut in cuts)
        events = tuple(dict.fromkeys(event for cut in cuts for event in cut.events))
        return TrackState(
            track,
            certain,
            states,
            cuts[0].start if certain is not None else None,
            states,
            "events" if moved else "initial",
            events,
            self.sources_of(events),
            assumed,
        )

    def _not_reported(self, track: str, moment: int) -> TrackState:
        last: tuple[str, ...] = ()
        if self.record is not None and moment >= self.record.end:
            cuts = self._cuts(track, self.record.end - 1)
            last = tuple(dict.fromkeys(cut.state for cut in cuts))
        return TrackState(track, None, (), None, last, "not-reported", (), (), False)

    def _cuts(self, track: str, moment: int) -> list[Span]:
        """Give the stay that each possible cut of the track's steps at that moment ends in."""
        outcomes = self._outcomes(track)
        windows = [self.steps[index].window for index, _ in outcomes]
        least, most = 0, len(outcomes)
        for number, window in enumerate(windows):
            if window.latest is not None and window.latest <= moment + 1:
                least = number + 1
        for number in reversed(range(least, len(windows))):
            earliest = windows[number].earliest
            if earliest is not None and earliest > moment:
                most = number
        spans = [Span(track, self.start[track], None, None, ())]
        for index, outcome in outcomes[:most]:
            spans.append(_grown(spans[-1], self.steps[index], outcome))
        return spans[least:]

    def _is_loose(self, track: str, moment: int) -> bool:
        """Say whether an order that the sources leave open could matter at that moment."""
        return track in self.loose and self.loose[track] <= moment

    def sources_of(self, events: Iterable[str]) -> tuple[str, ...]:
        """Give the sources that report these events, in the order of the file."""
        used = {report.source for key in events for report in self.chronology.events[key].reports}
        return tuple(key for key in self.chronology.sources if key in used)

    def to_frame(self) -> pd.DataFrame:
        """Give the spans as a pandas table, one row a stay; times are UTC, NaT where open.

        Needs pandas. Columns: track, state, start_earliest, start_latest, end_earliest,
        end_latest, start_text, end_text, events, sources.
        """
        import pandas as pd

        rows = [row for track in self.tracks for row in self._rows(track)]
        frame = pd.DataFrame(rows, columns=FRAME_COLUMNS)
        for name in FRAME_COLUMNS[2:6]:
            frame[name] = pd.to_datetime(frame[name], unit="s", utc=True)
        return frame

    def _rows(self, track: str) -> Iterator[list[Any]]:
        for span in self.spans(track):
            start, end = span.start or Window(None, None), span.end or Window(None, None)
            yield [
                track, span.state, start.earliest, start.latest, end.earliest, end.latest,
                start.text, end.text, " ".join(span.events),
                " ".join(self.sources_of(span.events)),
            ]  # fmt: skip


FRAME_COLUMNS = [
    "track", "state", "start_earliest", "start_latest", "end_earliest", "end_latest",
    "start_text", "end_text", "events", "sources",
]  # fmt: skip


def _grown(span: Span, step: Step, outcome: Outcome) -> Span:
    """Give the stay after one more step."""
    if outcome.moved:
        return Span(span.track, outcome.after, step.window, None, (step.event.id,))
    if outcome.deviation is not None:
        return span
    return Span(span.track, span.state, span.start, None, (*span.events, step.event.id))


def leads(
    later: Mapping[str, frozenset[str]],
    start: str,
    goal: str,
    place: Mapping[str, int] | None = None,
) -> bool:
    """Say whether a chain of relations leads from one event to another.

    `place`, where given, numbers the events in an order that keeps the relations: no chain
    comes back from beyond the goal.
    """
    seen, waiting = {start}, [start]
    while waiting:
        for other in later.get(waiting.pop(), ()):
            if other == goal:
                return True
            if other not in seen and (place is None or place[other] < place[goal]):
                seen.add(other)
                waiting.append(other)
    return False


def why_deviation(deviation: Deviation) -> str:
    """Say in words why a track did not foresee an event."""
    if deviation.failed:
        asks = "; ".join(f"{item.asks}, but it was {item.found}" for item in deviation.failed)
        return f"it is foreseen only with {asks}"
    return "it is foreseen only from " + " or ".join(deviation.foreseen_from)
