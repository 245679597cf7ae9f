"""Divide a stretch of time into days, months or years, each with its name.

Seconds UTC and the names of months in; parts out. Draws nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta, tzinfo

from negotiation.dates import DAY, local, midnight

MOST = 40  # parts of one size, beyond which larger ones are taken
YEAR, MONTH = 365 * DAY, 30 * DAY
DECEMBER = 12

MonthName = Callable[[date], str]


@dataclass(frozen=True, slots=True)
class Part:
    """A day, month or year: from `start` up to `end`, not included, in seconds UTC."""

    start: int
    end: int
    name: str


def whole_days(first: int, last: int, home: tzinfo, margin: int = 0) -> tuple[int, int]:
    """Give the days that hold a stretch, so many more on either side, in seconds UTC."""
    start = local(first, home).date() - timedelta(days=margin)
    end = local(max(last, first), home).date() + timedelta(days=margin + 1)
    return midnight(start, home), midnight(end, home)


def shifted(moment: int, days: int, home: tzinfo) -> int:
    """Give the midnight so many days after one."""
    return midnight(local(moment, home).date() + timedelta(days=days), home)


def parts(start: int, end: int, home: tzinfo, month: MonthName) -> tuple[Part, ...]:
    """Give the parts of a stretch, the first and last cut to it."""
    found = list(_parts(start, end, home, month))
    return tuple(Part(max(p.start, start), min(p.end, end), p.name) for p in found)


def _parts(start: int, end: int, home: tzinfo, month: MonthName) -> Iterator[Part]:
    following, name = _size(end - start, month)
    day = following(local(start, home).date(), 0)
    while (begun := midnight(day, home)) < end:
        later = following(day, 1)
        yield Part(begun, midnight(later, home), name(day))
        day = later


def _size(
    length: int, month: MonthName
) -> tuple[Callable[[date, int], date], Callable[[date], str]]:
    """Choose days, months or years: how to come to the next one, and what it is called."""
    if length <= MOST * DAY:
        return _day, lambda day: f"{day.day} {month(day)}"
    if length <= MOST * MONTH:
        return _month, lambda day: f"{month(day)} {day.year}"
    span = 1
    while length > MOST * span * YEAR:
        span *= 10
    return lambda day, step: _years(day, step, span), lambda day: str(day.year)


def _day(day: date, step: int) -> date:
    return day + timedelta(days=step)


def _month(day: date, step: int) -> date:
    months = day.year * DECEMBER + day.month - 1 + step
    return date(months // DECEMBER, months % DECEMBER + 1, 1)


def _years(day: date, step: int, span: int) -> date:
    return date(max((day.year // span + step) * span, 1), 1, 1)
