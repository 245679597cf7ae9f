"""What-ifs: edits of a chronology, applied to a copy, and where two histories part.

Recorded events stay as recorded: a model is asked, not history. Knows no files.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from negotiation.bounds import windows
from negotiation.changes import ChangeForm
from negotiation.chronology import Chronology, Event
from negotiation.dates import Dating, between
from negotiation.errors import UnknownName
from negotiation.evidence import Report
from negotiation.history import Departure, History
from negotiation.near import did_you_mean, quoted

BECAUSE = "a what-if"


class Change(Protocol):
    """One edit of a chronology."""

    def apply(self, chronology: Chronology) -> Chronology:
        """Give the changed copy. Raises UnknownName for a name that is not in the chronology."""


@dataclass(frozen=True, slots=True)
class LeaveOut:
    """An event did not happen; it stays as an anchor in time."""

    event: str

    def apply(self, chronology: Chronology) -> Chronology:
        """Give the copy in which no report says that it happened."""
        event = chronology.event(self.event)
        reports = tuple(
            report.model_copy(update={"modality": "hypothetical"})
            for report in event.reports
            if report.modality == "actual"
        )
        return _with_event(chronology, event.model_copy(update={"reports": reports}))


@dataclass(frozen=True, slots=True)
class Move:
    """An event happened at another time; what is reported of its time no longer counts."""

    event: str
    when: Dating

    def apply(self, chronology: Chronology) -> Chronology:
        """Give the copy in which only the new date counts for it."""
        event = chronology.event(self.event)
        free = chronology.model_copy(
            update={"events": {k: _unrelated(e, self.event) for k, e in chronology.events.items()}}
        )
        undated = tuple(
            report.model_copy(update={"when": None, "after": (), "before": (), "lag": None})
            for report in event.reports
        )
        moved = Report(inferred=BECAUSE, when=self.when)
        return _with_event(free, event.model_copy(update={"reports": (*undated, moved)}))


@dataclass(frozen=True, slots=True)
class PutBack:
    """An event happened so many seconds later than its sources allow, as vaguely as they say."""

    event: str
    seconds: int

    def apply(self, chronology: Chronology) -> Chronology:
        """Give the copy with its window later by that."""
        chronology.event(self.event)
        window = windows(chronology)[self.event]
        low = None if window.earliest is None else window.earliest + self.seconds
        high = None if window.latest is None else window.latest - 1 + self.seconds
        return Move(self.event, between(low, high)).apply(chronology)


@dataclass(frozen=True, slots=True)
class Swap:
    """Two events change places in time."""

    one: str
    other: str

    def apply(self, chronology: Chronology) -> Chronology:
        """Give the copy in which each has the window of the other."""
        found = windows(chronology)
        for key in (self.one, self.other):
            chronology.event(key)
        for key, place in ((self.one, found[self.other]), (self.other, found[self.one])):
            high = None if place.latest is None else place.latest - 1
            chronology = Move(key, between(place.earliest, high)).apply(chronology)
        return chronology


@dataclass(frozen=True, slots=True)
class Insert:
    """An event happened that no source reports."""

    event: str
    kind: str
    when: Dating
    issues: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    third_parties: tuple[str, ...] = ()

    def apply(self, chronology: Chronology) -> Chronology:
        """Give the copy with one event more."""
        _check(self.kind, chronology.model.kinds, "kind of event")
        for name in self.issues:
            _check(name, chronology.issues, "issue")
        for name in self.places:
            _check(name, chronology.places, "place")
        for name in self.third_parties:
            _check(name, chronology.third_parties, "third party")
        if self.event in chronology.events:
            raise UnknownName(f"there is an event {quoted(self.event)} already")
        event = Event(
            id=self.event,
            label={"en": f"What if: {self.kind}"},
            kind=self.kind,
            issues=self.issues,
            places=self.places,
            third_parties=self.third_parties,
            reports=(Report(inferred=BECAUSE, when=self.when),),
        )
        return _with_event(chronology, event)


@dataclass(frozen=True, slots=True)
class Settle:
    """An issue came to a state, such as accepted or rejected, that no source reports."""

    issue: str
    state: str
    when: Dating

    def apply(self, chronology: Chronology) -> Chronology:
        """Give the copy with an event of the first kind that leads the issue to that state."""
        _check(self.issue, chronology.issues, "issue")
        kinds = [
            rule.on[0]
            for track in chronology.model.tracks.values()
            if track.for_each == "issues"
            for rule in track.transitions
            if rule.to == self.state
        ]
        if not kinds:
            raise UnknownName(f"no kind of event of this model leads to {quoted(self.state)}")
        name = f"what-if-{self.issue}-{self.state}"
        return Insert(name, kinds[0], self.when, issues=(self.issue,)).apply(chronology)


@dataclass(frozen=True, slots=True)
class Choose:
    """Only some sources are read, or all but some."""

    names: tuple[str, ...]
    only: bool

    def apply(self, chronology: Chronology) -> Chronology:
        """Give the copy with what these sources, or the others, say."""
        return chronology.only(self.names) if self.only else chronology.without(self.names)


def edit(form: ChangeForm) -> Change:
    """Give the edit that a change in a file stands for."""
    if form.leave_out is not None:
        return LeaveOut(form.leave_out)
    if form.move is not None:
        return Move(form.move.event, form.move.when)
    if form.put_back is not None:
        return PutBack(form.put_back.event, form.put_back.by)
    if form.swap is not None:
        return Swap(*form.swap)
    return _new(form) or Choose(form.only or form.without or (), form.only is not None)


def _new(form: ChangeForm) -> Change | None:
    """Give the edit for what no source reports."""
    if form.insert is not None:
        new = form.insert
        named = (new.issues, new.places, new.third_parties)
        return Insert(new.event or f"what-if-{new.kind}", new.kind, new.when, *named)
    if form.accept is not None:
        return Settle(form.accept.issue, "accepted", form.accept.when)
    if form.reject is not None:
        return Settle(form.reject.issue, "rejected", form.reject.when)
    return None


def changed(chronology: Chronology, changes: Iterable[Change]) -> Chronology:
    """Give a copy with these changes, one after another. Raises UnknownName."""
    chronology = chronology.in_use()
    for change in changes:
        chronology = change.apply(chronology)
    return chronology


def _with_event(chronology: Chronology, event: Event) -> Chronology:
    return chronology.model_copy(update={"events": {**chronology.events, event.id: event}})


def _unrelated(event: Event, other: str) -> Event:
    """Give an event without what its reports say of another one's time."""
    reports = tuple(
        report.model_copy(
            update={
                "after": tuple(key for key in report.after if key != other),
                "before": tuple(key for key in report.before if key != other),
                "lag": None if report.lag and report.lag.of == other else report.lag,
            }
        )
        for report in event.reports
    )
    return event.model_copy(update={"reports": reports})


def _check(name: str, known: Iterable[str], what: str) -> None:
    if name not in known:
        raise UnknownName(f"there is no {what} {quoted(name)}; {did_you_mean(name, known)}")


# --- where two histories part --------------------------------------------------------------------


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


__all__ = [
    "Change", "Choose", "Difference", "Insert", "LeaveOut", "Move", "PutBack", "Settle", "Swap",
    "changed", "differences", "edit", "new_departures",
]  # fmt: skip
