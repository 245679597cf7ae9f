"""Stops: the moments at which a page can show a history, and what each is called.

A history in; moments out, in order: an even grid for the slider, every moment at which something
may change, and the one at which each event is over. Between two stops nothing changes.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from negotiation.dates import DAY, Window, local
from negotiation.dates.clocks import instants
from negotiation.history import History, Record

MOST = 1_000  # stops of the grid
MINUTES = (15, 60, 360)
WEEK, YEAR = 7, 365
DAY_MINUTES = 24 * 60


@dataclass(frozen=True, slots=True)
class Stop:
    """A moment in seconds UTC, its local day, and its clock time: none at the end of a day."""

    moment: int
    day: date
    clock: str


@dataclass(frozen=True, slots=True)
class Stops:
    """All stops in order; `grid` are the places of those on the slider, `leap` how many a leap is.

    The last one lies just after the record.
    """

    stops: tuple[Stop, ...]
    grid: tuple[int, ...]
    leap: int

    def from_(self, moment: int) -> int:
        """Give the place of the first stop at a moment or after it."""
        return min(bisect_left(self.stops, moment, key=lambda stop: stop.moment), self.last)

    @property
    def last(self) -> int:
        """The place of the last stop."""
        return len(self.stops) - 1


def stops(history: History) -> Stops | None:
    """Give the stops of a history; None without a record."""
    record, zone = history.record, history.zone
    if record is None:
        return None
    ends = {record.start, record.end}
    grid, leap = _grid(record, zone)
    changes = {m for track in history.tracks for m in history.readings.changes(track)}
    windows = [step.window for step in history.steps] + [window for _, window in history.unmoved]
    over = {_over(window) for window in windows}
    further = {_rounded(m, changes, zone) for m in (changes | over) if record.covers(m)}
    every = sorted({m for m in grid if record.covers(m)} | further | ends)
    on_slider = {m for m in grid if record.covers(m)} | ends
    return Stops(
        tuple(_stop(moment, zone) for moment in every),
        tuple(place for place, moment in enumerate(every) if moment in on_slider),
        leap,
    )


def first_stop(found: Stops, window: Window) -> int:
    """Give the stop from which on an event may have happened."""
    return 0 if window.earliest is None else found.from_(window.earliest)


def own_stop(history: History, found: Stops, window: Window) -> int | None:
    """Give the first stop by which an event is surely over; None if the record ends before."""
    over, record = window.latest, history.record
    if over is None or record is None or over > record.end:
        return None
    return found.from_(over - 1)


def _over(window: Window) -> int:
    return -1 if window.latest is None else window.latest - 1


def _rounded(moment: int, changes: Iterable[int], zone: tzinfo) -> int:
    """Give the full minute instead of the second before it, unless that ends a day."""
    following = local(moment + 1, zone)
    full = following.second == 0 and (following.hour, following.minute) != (0, 0)
    return moment + 1 if full and moment + 1 not in changes else moment


def _stop(moment: int, zone: tzinfo) -> Stop:
    when = local(moment, zone)
    if (when.hour, when.minute, when.second) == (23, 59, 59):
        return Stop(moment, when.date(), "")
    return Stop(moment, when.date(), f"{when:%H:%M:%S}" if when.second else f"{when:%H:%M}")


# --- the grid ------------------------------------------------------------------------------------


def _grid(record: Record, zone: tzinfo) -> tuple[list[int], int]:
    """Give evenly spaced moments, and how many of them make a day, or else a longer unit."""
    days = (record.end - record.start) // DAY + 1
    first, last = (local(moment, zone).date() for moment in (record.start, record.end))
    for minutes in MINUTES:
        if days * DAY_MINUTES / minutes <= MOST:
            clocks = [divmod(start, 60) for start in range(0, DAY_MINUTES, minutes)]
            moments = [_moment(day, time(*clock), zone) for day in _days(first, last, 1)
                       for clock in clocks]  # fmt: skip
            return moments, len(clocks)
    step = next((s for s in (1, WEEK) if days / s <= MOST), -(-days // MOST))
    leap = WEEK if step == 1 else max(YEAR // step, 1)
    following = (day + timedelta(days=1) for day in _days(first, last, step))
    return [_moment(day, time(), zone) - 1 for day in following], leap


def _days(first: date, last: date, step: int) -> Iterator[date]:
    for number in range(0, (last - first).days + 1, step):
        yield first + timedelta(days=number)


def _moment(day: date, clock: time, zone: tzinfo) -> int:
    return instants(datetime.combine(day, clock), zone)[0]
