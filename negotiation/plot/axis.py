"""Lay out time: where a moment stands on the page, and which stretches of the calendar to name.

Moments are seconds UTC, places are points from the page's left edge. Stretches begin at midnight
in the chronology's zone; the finest unit whose names fit is taken. Draws nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, date, datetime, time, timedelta, tzinfo
from itertools import pairwise

from negotiation.dates import DAY, MONTHS, Window, local
from negotiation.plot.lettering import Face, width
from negotiation.wording import WEEKDAYS

NAME = Face(8.5, bold=True)
SMALL = Face(7.5)
ROOM_BETWEEN = 5.0
HOUR_STEPS = (1, 2, 3, 6, 12)


@dataclass(frozen=True, slots=True)
class Scale:
    """Time drawn evenly from `start` to `end` (seconds UTC), between two places on the page."""

    start: float
    end: float
    left: float
    right: float

    def over(self, left: float, right: float) -> Scale:
        """Give the same scale over another part of the page."""
        return Scale(self.moment(left), self.moment(right), left, right)

    @property
    def per_day(self) -> float:
        """Points a day."""
        return (self.right - self.left) * DAY / (self.end - self.start)

    def place(self, moment: float) -> float:
        """Give the place of a moment."""
        return self.left + (moment - self.start) * self.per_day / DAY

    def moment(self, place: float) -> float:
        """Give the moment at a place, also one beyond the drawn range."""
        return self.start + (place - self.left) / self.per_day * DAY

    def bounds(self, window: Window) -> tuple[float, float]:
        """Give both bounds of a window, an open side reaching to the edge of the range."""
        first = min(self.start, window.latest or self.start)
        last = max(self.end, window.earliest or self.end)
        return (
            first if window.earliest is None else window.earliest,
            last if window.latest is None else window.latest,
        )

    def clip(self, moment: float) -> float:
        """Give the moment, or the edge of the range if it lies beyond."""
        return min(max(moment, self.start), self.end)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A named part of the calendar, cut to the drawn range: its bounds, and the name's place."""

    start: float
    end: float
    name: str
    place: float


@dataclass(frozen=True, slots=True)
class Row:
    """Names in one line under the axis."""

    names: tuple[tuple[float, str], ...]
    face: Face


@dataclass(frozen=True, slots=True)
class Calendar:
    """What the axis shows: rules at the starts of stretches, small ticks, and rows of names.

    `breaks` are the rules at which the coarser unit changes too.
    """

    rules: tuple[float, ...]
    breaks: tuple[float, ...]
    ticks: tuple[float, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Unit:
    """A part of the calendar: its usual length in days, where parts begin, what they are called.

    `finer` and `coarser` name the units of the small ticks and of the row below.
    """

    days: float
    begin: Callable[[date], date]
    name: Callable[[date, date], str]
    finer: str = ""
    coarser: str = ""
    widest: str = ""


def _week(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _week_name(first: date, following: date) -> str:
    last = following - timedelta(days=1)
    if first.month == last.month:
        return f"{first.day}–{last.day} {MONTHS[last.month - 1][:3]}"
    return f"{first.day} {MONTHS[first.month - 1][:3]}–{last.day} {MONTHS[last.month - 1][:3]}"


def _years(count: int) -> Unit:
    finer = "month" if count == 1 else f"years-{max(count // 10, 1)}"
    return Unit(
        365.25 * count,
        lambda day: date(max(day.year // count * count, 1), 1, 1),
        lambda first, _: (
            str(first.year) if count == 1 else f"{first.year}–{first.year + count - 1}"
        ),
        finer=finer,
        widest="2000" if count == 1 else "2000–2009",
    )


def _full_month(first: date, _: date) -> str:
    return f"{MONTHS[first.month - 1]} {first.year}"


def _short_month(first: date, _: date) -> str:
    return MONTHS[first.month - 1][:3]


UNITS = {
    "day": Unit(1, lambda day: day, lambda first, _: str(first.day), "", "full-month", "30"),
    "week": Unit(7, _week, _week_name, "day", "years-1", "25 Jun–31 Aug"),
    "month": Unit(30.4, lambda day: day.replace(day=1), _short_month, "week", "years-1", "May"),
    "years-1": _years(1),
    "years-10": _years(10),
    "years-100": _years(100),
    "years-1000": _years(1000),
    "full-month": Unit(30.4, lambda day: day.replace(day=1), _full_month),
}
INNER = ("day", "week", "month", "years-1", "years-10", "years-100")


def calendar(scale: Scale, zone: tzinfo) -> Calendar:
    """Give what the axis shows of a range, by the finest unit whose names fit."""
    key = next((key for key in INNER if _fits(UNITS[key], scale)), "years-1000")
    unit = UNITS[key]
    stretches = list(_stretches(unit, scale, zone))
    rows = [_row(stretches, NAME)]
    if key == "day":
        rows = [*_hours(scale, zone), *_weekdays(stretches, scale, zone), *rows]
    outer = list(_stretches(UNITS[unit.coarser], scale, zone)) if unit.coarser else []
    if outer:
        rows.append(_row(outer, SMALL))
    return Calendar(
        tuple(stretch.start for stretch in stretches[1:]),
        tuple(stretch.start for stretch in outer[1:]),
        tuple(_small_ticks(unit, scale, zone)),
        tuple(row for row in rows if row.names),
    )


def _fits(unit: Unit, scale: Scale) -> bool:
    return width(unit.widest, NAME) + ROOM_BETWEEN <= unit.days * scale.per_day


def _row(stretches: list[Stretch], face: Face) -> Row:
    """Give the names that fit their stretch; one cut off by the range may lack the room."""
    return Row(tuple((s.place, s.name) for s in stretches if s.name), face)


def _stretches(unit: Unit, scale: Scale, zone: tzinfo) -> Iterator[Stretch]:
    """Give the stretches of a unit, the first and last cut to the range; names where they fit."""
    for first, following in pairwise(_begins(unit, scale, zone)):
        start = max(_midnight(first, zone), scale.start)
        end = min(_midnight(following, zone), scale.end)
        if end <= start:
            continue
        name = unit.name(first, following)
        left, right = scale.place(start), scale.place(end)
        fits = width(name, NAME) <= right - left
        yield Stretch(start, end, name if fits else "", (left + right) / 2)


def _begins(unit: Unit, scale: Scale, zone: tzinfo) -> Iterator[date]:
    """Give the first days of a unit's parts, from the one that holds the start of the range."""
    day = unit.begin(local(int(scale.start), zone).date())
    while day.year < MAXYEAR - 1000 and _midnight(day, zone) < scale.end:
        yield day
        day = unit.begin(day + timedelta(days=unit.days * 1.5 if unit.days > 1 else 1))
    yield day


def _midnight(day: date, zone: tzinfo) -> int:
    return int(datetime.combine(day, time(), tzinfo=zone).timestamp())


def _weekdays(days: list[Stretch], scale: Scale, zone: tzinfo) -> Iterator[Row]:
    names = [WEEKDAYS[local(int(day.start), zone).weekday()][:3] for day in days]
    if max(width(name, SMALL) for name in names) + ROOM_BETWEEN <= scale.per_day:
        shown = zip(days, names, strict=True)
        yield Row(tuple((day.place, name) for day, name in shown if day.name), SMALL)


def _hours(scale: Scale, zone: tzinfo) -> Iterator[Row]:
    """Give the hours by name, each under its moment, if a day is wide enough."""
    room = width("00:00", SMALL) + 3 * ROOM_BETWEEN
    step = next((step for step in HOUR_STEPS if scale.per_day * step / 24 >= room), None)
    if step is not None and scale.per_day >= 160:
        moments = _wall_hours(scale, zone, step)
        named = ((scale.place(at), f"{local(at, zone):%H:%M}") for at in moments)
        yield Row(tuple(named), SMALL)


def _wall_hours(scale: Scale, zone: tzinfo, step: int) -> Iterator[int]:
    for day in _begins(UNITS["day"], scale, zone):
        for hour in range(0, 24, step):
            moment = int(datetime.combine(day, time(hour), tzinfo=zone).timestamp())
            if scale.start < moment < scale.end:
                yield moment


def _small_ticks(unit: Unit, scale: Scale, zone: tzinfo) -> Iterator[int]:
    """Give the starts of the next finer unit, where they stand far enough apart."""
    if unit.days == 1:
        step = next((s for s in HOUR_STEPS if scale.per_day * s / 24 >= 12), None)
        yield from () if step is None else _wall_hours(scale, zone, step)
    elif unit.finer in UNITS and UNITS[unit.finer].days * scale.per_day >= 2.5:
        begins = _begins(UNITS[unit.finer], scale, zone)
        yield from (m for m in (_midnight(d, zone) for d in begins) if scale.start < m < scale.end)
