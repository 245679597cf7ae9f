"""What-ifs: edits of a chronology, applied to a copy.

Recorded events stay as recorded: a model is asked, not history. Knows no files.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, count
from typing import Protocol

from negotiation.bounds import windows
from negotiation.changes import ChangeForm
from negotiation.chronology import Chronology, Event
from negotiation.dates import Dating, between
from negotiation.errors import UnknownName
from negotiation.evidence import Report
from negotiation.history import History
from negotiation.knots import EVER, NEVER
from negotiation.machine import Configuration, Outcome
from negotiation.model import COLLECTIONS
from negotiation.near import did_you_mean, quoted
from negotiation.replay import replay

BECAUSE = "a what-if"
LONGEST = 76  # characters of an id, so that a number may follow


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
    """An event happened that no source reports; without an id it is called after its kind."""

    event: str | None
    kind: str
    when: Dating
    issues: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    third_parties: tuple[str, ...] = ()
    details: tuple[tuple[str, str], ...] = ()

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
        return _with_event(chronology, self.made(chronology))

    def made(self, chronology: Chronology) -> Event:
        """Give the event, under an id that is free."""
        return Event(
            id=self.event or _free(f"what-if-{self.kind}", chronology),
            label={"en": f"What if: {self.kind}"},
            kind=self.kind,
            issues=self.issues,
            places=self.places,
            third_parties=self.third_parties,
            details=dict(self.details),
            reports=(Report(inferred=BECAUSE, when=self.when),),
        )


def _free(name: str, chronology: Chronology) -> str:
    """Give a name for an event that none has, so that a what-if may be made twice."""
    short = name[:LONGEST]
    numbered = (f"{short}-{number}" for number in count(2))
    return next(key for key in chain([short], numbered) if key not in chronology.events)


@dataclass(frozen=True, slots=True)
class Bring:
    """A track moved to a state, by an event that no source reports."""

    track: str
    state: str
    when: Dating

    def apply(self, chronology: Chronology) -> Chronology:
        """Give the copy with an event of a kind that leads the track to the state.

        Of several kinds the one that does so from most configurations in which the record may
        then be, then the one that concerns the fewest tracks, then the first in the model.
        Raises UnknownName if there is no such track or state, or no kind that leads there.
        """
        states = chronology.track(self.track).states
        if self.state not in states:
            hint = did_you_mean(self.state, states)
            raise UnknownName(f"the {quoted(self.track)} has no state {quoted(self.state)}; {hint}")
        inserts = list(self._inserts(chronology))
        if not inserts:
            goal = f"the {quoted(self.track)} to {quoted(self.state)}"
            raise UnknownName(f"no kind of event of this model leads {goal}")
        history = replay(chronology)
        machine, possible = history.readings.machine, self._possible(history)

        def fit(insert: Insert) -> tuple[int, int]:
            event = insert.made(chronology)
            met = (machine.meet(configuration, event) for configuration in possible)
            leads = sum(any(self._is_led(outcome) for outcome in outcomes) for outcomes in met)
            return -leads, len(machine.concerned(event))

        return min(inserts, key=fit).apply(chronology)

    def _inserts(self, chronology: Chronology) -> Iterator[Insert]:
        """Give an event for each kind that leads there, with what its transition asks of it."""
        name, _, copy = self.track.partition("/")
        track = chronology.model.tracks[name]
        issues, places, third_parties = (
            (copy,) if track.for_each == each else () for each in COLLECTIONS
        )
        event = _free(f"what-if-{copy or name}-{self.state}", chronology)
        for rule in track.transitions:
            for kind in rule.on if rule.to == self.state else ():
                details = tuple(rule.where.items())
                yield Insert(event, kind, self.when, issues, places, third_parties, details)

    def _possible(self, history: History) -> list[Configuration]:
        """Give the configurations in which the track and those tied to it may be at the date."""
        window = self.when.window(history.zone, history.chronology.words)
        first = NEVER if window.earliest is None else window.earliest - 1
        last = EVER if window.latest is None else window.latest
        changes = history.readings.changes(self.track)
        moments = [first, *(moment for moment in changes if first < moment < last)]
        found = [c for m in moments for c in history.readings.configurations(self.track, m)]
        return [dict(items) for items in dict.fromkeys(tuple(c.items()) for c in found)]

    def _is_led(self, outcome: Outcome) -> bool:
        """Say whether the outcome has the track in the state, as the model foresees it."""
        there = outcome.track == self.track and outcome.after == self.state
        return there and outcome.deviation is None


@dataclass(frozen=True, slots=True)
class Settle:
    """An issue came to a state, such as accepted or rejected, that no source reports."""

    issue: str
    state: str
    when: Dating

    def apply(self, chronology: Chronology) -> Chronology:
        """Give the copy with an event that brings the issue to that state; see `Bring`."""
        _check(self.issue, chronology.issues, "issue")
        track = chronology.model.kept_for("issues")
        return Bring(f"{track}/{self.issue}", self.state, self.when).apply(chronology)


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
        return Insert(new.event, new.kind, new.when, *named, tuple(new.details.items()))
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


__all__ = [
    "Bring", "Change", "Choose", "Insert", "LeaveOut", "Move", "PutBack", "Settle", "Swap",
    "changed", "edit",
]  # fmt: skip
