"""Step, Span, History: what a replay yields, and what it says about a moment.

Values, and questions to them. Knows nothing of files or pictures.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal

from negotiation.chronology import Chronology
from negotiation.dates import Window, parse_moment, renamed, zone
from negotiation.errors import NotReported, UnknownName
from negotiation.event import Event
from negotiation.knots import EVER, NEVER
from negotiation.machine import Configuration, Deviation, Outcome
from negotiation.near import did_you_mean, quoted
from negotiation.readings import Readings, Until
from negotiation.ways import Stay

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

    @property
    def words(self) -> str:
        """Say it in words: the state, or the states that it may be."""
        if self.basis == "not-reported":
            known = " or ".join(self.last_known)
            return f"not reported (last known: {known})" if known else "not reported"
        if self.certain is not None:
            return self.certain
        return "possibly " + " or ".join(self.possible)


@dataclass(frozen=True, slots=True)
class Departure:
    """An event that a track did not foresee, in every order of the events or in some."""

    step: Step
    outcome: Outcome
    always: bool


@dataclass(frozen=True)
class History:
    """What a replay of a chronology yields.

    `steps` stand in one order that the sources allow, `readings` holds what all of them say;
    `unmoved` are the events that no report says happened, with their windows. `left_out` are the
    reports whose times were not used because they contradict others (see contradictions.py).
    `order_assumed` says that only the order of the steps was read.
    """

    chronology: Chronology
    readings: Readings
    steps: tuple[Step, ...]
    unmoved: tuple[tuple[Event, Window], ...]
    record: Record | None
    left_out: tuple[str, ...] = ()
    order_assumed: bool = False

    def __repr__(self) -> str:
        """Give a line: a history holds too much to be written out."""
        name = self.chronology.name or "a chronology"
        return f"<History of {name}: {len(self.steps)} events, {len(self.tracks)} tracks>"

    @property
    def start(self) -> Configuration:
        """The state of every track before any event."""
        return self.readings.machine.start

    @property
    def until(self) -> Until | None:
        """Where the replay stopped, None if it went on to the end."""
        return self.readings.until

    @property
    def zone(self) -> ZoneInfo:
        """The time zone of the chronology."""
        return zone(self.chronology.timezone)

    @property
    def tracks(self) -> tuple[str, ...]:
        """Every track by name, the headline first."""
        return tuple(self.start)

    @property
    def deviations(self) -> tuple[Departure, ...]:
        """Every event that a track does not foresee, in every order or in some."""
        return tuple(
            Departure(step, outcome, always)
            for step in self.steps
            for outcome, always in self._departures(step)
        )

    def _departures(self, step: Step) -> Iterator[tuple[Outcome, bool]]:
        for outcomes in self.effects(step.event.id).values():
            departed = [outcome for outcome in outcomes if outcome.deviation is not None]
            for outcome in departed:
                yield outcome, len(departed) == len(outcomes)

    def effects(self, event: str) -> dict[str, list[Outcome]]:
        """Give what an event may have done to each track it concerns, over all orders.

        First what it does in the order of the steps; nothing that it does only after the stop.
        """
        told = {o.track: o for step in self.steps if step.event.id == event for o in step.outcomes}
        met = self.readings.effects(event)
        return {
            track: sorted(
                met.get(track, {outcome}), key=lambda o: (o != outcome, o.before, o.after)
            )
            for track, outcome in told.items()
        }

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

    # --- a moment -----------------------------------------------------------------------------

    def at(self, when: str | int) -> dict[str, TrackState]:
        """Give what the record says of every track at a moment.

        A text is read in the chronology's zone, a bare date as the last second of that day; a
        number is seconds since 1970 UTC. Raises DateError.
        """
        moment = parse_moment(when, self.zone) if isinstance(when, str) else when
        return {track: self.track_at(track, moment) for track in self.start}

    def track_at(self, track: str, moment: int) -> TrackState:
        """Give what the record says of one track at a moment, in seconds UTC."""
        if self.record is None or not self.record.covers(moment):
            return self._not_reported(track, moment)
        ways = self.readings.at(track, moment)
        possible = tuple(ways)
        certain = possible[0] if len(possible) == 1 else None
        stays = [stay for found in ways.values() for stay in found]
        events = self._behind(stays)
        moved = any(stay.mover is not None for stay in stays)
        since = self._since(stays) if certain is not None else None
        basis: Basis = "events" if moved else "initial"
        sources = self.sources_of(events)
        return TrackState(track, certain, possible, since, possible, basis, events, sources)

    def _behind(self, stays: Iterable[Stay]) -> tuple[str, ...]:
        """Give the events behind some stays, in the order of the steps."""
        behind = {key for stay in stays for key in (stay.mover, *stay.support) if key is not None}
        return tuple(sorted(behind & self._places.keys(), key=self._places.__getitem__))

    @cached_property
    def _places(self) -> dict[str, int]:
        return {step.event.id: place for place, step in enumerate(self.steps)}

    def _since(self, stays: Sequence[Stay]) -> Window | None:
        """Give when a state was reached, over all the ways in which it may have been."""
        windows = [self.window_of(stay.mover) for stay in stays if stay.mover is not None]
        if len(windows) < len(stays) or not windows:
            return None
        low, high = min(s.earliest for s in stays), max(s.latest for s in stays) + 1
        earliest = None if low < NEVER // 2 else low
        latest = None if high > EVER // 2 else high
        texts = dict.fromkeys(window.text for window in windows)
        same = {(earliest, latest, False)} == {(w.earliest, w.latest, w.computed) for w in windows}
        written = (one for window in windows for one in window.written)
        since = Window(earliest, latest, computed=not same)
        return renamed(since, " or ".join(texts), written)

    def window_of(self, event: str) -> Window:
        """Give the window of an event in use.

        Raises UnknownName, and NotReported for one that is surely after the replay's stop.
        """
        if event not in self._windows and event in self.chronology.events:
            raise NotReported(f"the replay stops before the event {quoted(event)}")
        if event not in self._windows:
            hint = did_you_mean(event, self._windows)
            raise UnknownName(f"there is no event {quoted(event)} in use; {hint}")
        return self._windows[event]

    @cached_property
    def _windows(self) -> dict[str, Window]:
        windows = {step.event.id: step.window for step in self.steps}
        return windows | {event.id: window for event, window in self.unmoved}

    def _not_reported(self, track: str, moment: int) -> TrackState:
        last: tuple[str, ...] = ()
        if self.record is not None and moment >= self.record.end:
            last = self._last_known(track, self.record)
        return TrackState(track, None, (), None, last, "not-reported", (), ())

    def _last_known(self, track: str, record: Record) -> tuple[str, ...]:
        if self.until is not None and self.until.event:
            return tuple(self.readings.final(track))
        return tuple(self.readings.at(track, record.end - 1))

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

    def _repr_html_(self) -> str:
        """Show itself in a notebook, by a part of the package that draws and is above this one."""
        shown: str = import_module("negotiation.brief.notebook").card(self)
        return shown

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


def why_deviation(deviation: Deviation) -> str:
    """Say in words why a track did not foresee an event."""
    if deviation.failed:
        asks = "; ".join(f"{item.asks}, but it was {item.found}" for item in deviation.failed)
        return f"it is foreseen only with {asks}"
    return "it is foreseen only from " + " or ".join(deviation.foreseen_from)
