"""What-ifs: edits of a chronology, applied to a copy.

Recorded events stay as recorded: a model is asked, not history. Knows no files.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date
from typing import Protocol

from negotiation.bounds import windows
from negotiation.changes import ChangeForm
from negotiation.chronology import Chronology
from negotiation.dates import Dating, between, midnight
from negotiation.errors import DateError
from negotiation.event import Event
from negotiation.inserted import Bring, Insert, Settle, what_if_report, with_event
from negotiation.near import quoted

UNTIMED = {"when": None, "after": (), "before": (), "lag": None}


class Change(Protocol):
    """One edit of a chronology."""

    def apply(self, chronology: Chronology) -> Chronology:
        """Give the changed copy. Raises UnknownName for a name that is not in the chronology."""


@dataclass(frozen=True, slots=True)
class LeaveOut:
    """An event did not happen; it stays as an anchor in time, where it was."""

    event: str

    def apply(self, chronology: Chronology) -> Chronology:
        """Give the copy in which no report says that it happened.

        All its reports stay; what was only announced or scheduled dates it no more than before.
        """
        event = chronology.event(self.event)
        if not event.is_actual:
            return chronology
        reports = tuple(
            report.model_copy(update={"modality": "hypothetical"})
            if report.modality == "actual"
            else report.model_copy(update=UNTIMED)
            for report in event.reports
        )
        return with_event(chronology, event.model_copy(update={"reports": reports}))


@dataclass(frozen=True, slots=True)
class Move:
    """An event happened at another time; what is reported of its time no longer counts.

    The date is read in the chronology's time zone, unless another is given.
    """

    event: str
    when: Dating
    timezone: str | None = None

    def apply(self, chronology: Chronology) -> Chronology:
        """Give the copy in which only the new date counts for it."""
        event = chronology.event(self.event)
        free = chronology.model_copy(
            update={"events": {k: _unrelated(e, self.event) for k, e in chronology.events.items()}}
        )
        undated = tuple(report.model_copy(update=UNTIMED) for report in event.reports)
        modality = "actual" if event.is_actual else "hypothetical"
        moved = what_if_report(self.when, self.timezone).model_copy(update={"modality": modality})
        return with_event(free, event.model_copy(update={"reports": (*undated, moved)}))


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
        return _placed(chronology, self.event, low, high)


CALENDAR = midnight(date(1000, 1, 1), UTC), midnight(date(9001, 1, 1), UTC)


def _placed(chronology: Chronology, event: str, low: int | None, high: int | None) -> Chronology:
    """Give the copy with an event at or between two moments, in seconds UTC; None is an open side.

    Raises DateError for a year that no date may have.
    """
    first, end = CALENDAR
    if not all(moment is None or first <= moment < end for moment in (low, high)):
        message = f"the event {quoted(event)} would lie outside the years 1000 to 9000"
        raise DateError("D102", message, "move it by less")
    return Move(event, between(low, high)).apply(chronology)


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
            chronology = _placed(chronology, key, place.earliest, high)
        return chronology


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


__all__ = [
    "Bring", "Change", "Choose", "Insert", "LeaveOut", "Move", "PutBack", "Settle", "Swap",
    "changed", "edit",
]  # fmt: skip
