"""Name time: which stretches of the calendar to rule and to name under a scale.

Moments are seconds UTC, places are units from the page's left edge. Stretches begin at midnight
in the chronology's zone; the finest unit whose names fit is taken. Draws nothing.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import MAXYEAR, date, datetime, time, timedelta, tzinfo
from itertools import pairwise

from negotiation.dates import local
from negotiation.plot.lettering import Face, width
from negotiation.plot.scale import Scale
from negotiation.view.speech import Speech

NAME = Face(8.5, bold=True)
SMALL = Face(7.5)
ROOM_BETWEEN = 5.0
HOUR_STEPS = (1, 2, 3, 6, 12)
KINDS = ("hour", "weekday", "name", "outer")  # the rows, from the axis down
CLOSEST = 2.5


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
    kind: str = "name"


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

    `number` counts parts from nought within the coarser one. `finer` and `coarser` name the units
    of the small ticks and of the row below; `widest` is its widest name, or the key of the words
    that are.
    """

    days: float
    begin: Callable[[date], date]
    name: Callable[[Speech, date, date], str]
    number: Callable[[date], int]
    finer: str = ""
    coarser: str = ""
    widest: str = ""


def _day_name(_speech: Speech, first: date, _following: date) -> str:
    return str(first.day)


def _full_month(speech: Speech, first: date, _following: date) -> str:
    return speech.month_and_year(first)


def _short_month(speech: Speech, first: date, _following: date) -> str:
    return speech.short_month(first)


def _year_name(_speech: Speech, first: date, _following: date) -> str:
    return str(first.year)


UNITS = {
    "day": Unit(1, lambda day: day, _day_name, lambda day: day.day - 1, "", "full-month", "30"),
    "month": Unit(
        30.4,
        lambda day: day.replace(day=1),
        _short_month,
        lambda day: day.month - 1,
        "",
        "year",
        "figure.widest-month",
    ),
    "year": Unit(
        365.25,
        lambda day: date(day.year, 1, 1),
        _year_name,
        lambda day: day.year,
        "month",
        "",
        "2000",
    ),
    "full-month": Unit(
        30.4, lambda day: day.replace(day=1), _full_month, lambda day: day.month - 1
    ),
}
STEPS = {"day": (1, 2, 5), "month": (1, 2, 3, 6), "year": (1, 2, 5, 10, 20, 50, 100, 200, 500)}


def calendar(scale: Scale, speech: Speech) -> Calendar:
    """Give what the axis shows of a range, by the finest unit whose names fit, or every n-th do.

    Time that is drawn narrower is one stretch, with a name of its own.
    """
    pieces = list(scale.pieces())
    widest = max(piece.per_day() for piece in pieces)
    key, every = _finest(widest, speech)
    unit, rows = UNITS[key], list[Row]()
    stretches: list[Stretch] = []
    ticks: list[int] = []
    for piece in pieces:
        if piece.per_day() > 0.999 * widest:
            own = list(_stretches(unit, piece, speech, every))
            rows += _finer(own, piece, speech) if (key, every) == ("day", 1) else ()
            ticks += _small_ticks(unit, piece, speech.zone, every)
        else:
            own = [_narrow(piece, speech, days=key == "day")]
        stretches += own
    outer = list(_stretches(UNITS[unit.coarser], scale, speech)) if unit.coarser else []
    rows += [_row(stretches, NAME), *([replace(_row(outer, SMALL), kind="outer")] if outer else [])]
    return Calendar(
        tuple(stretch.start for stretch in stretches[1:] if every == 1 or stretch.name),
        tuple(stretch.start for stretch in outer[1:]),
        tuple(ticks),
        tuple(_joined(rows)),
    )


def _finest(per_day: float, speech: Speech) -> tuple[str, int]:
    """Give the finest unit, and how many of its parts a name stands for."""
    for key, steps in STEPS.items():
        unit = UNITS[key]
        words = speech.say(unit.widest) if "." in unit.widest else unit.widest
        room = width(words, NAME) + ROOM_BETWEEN
        for every in steps:
            if room <= every * unit.days * per_day:
                return key, every
    return "year", 1000


def _finer(days: list[Stretch], scale: Scale, speech: Speech) -> Iterator[Row]:
    yield from _hours(scale, speech.zone)
    yield from _weekdays(days, scale, speech)


def _joined(rows: Iterable[Row]) -> Iterator[Row]:
    """Put rows of one kind, from several pieces of the scale, into one line; hours come first."""
    by_kind: dict[str, list[Row]] = {}
    for row in rows:
        by_kind.setdefault(row.kind, []).append(row)
    for kind in KINDS:
        own = by_kind.get(kind, [])
        names = tuple(name for row in own for name in row.names)
        if names:
            yield Row(names, own[0].face, kind)


def _narrow(piece: Scale, speech: Speech, *, days: bool) -> Stretch:
    """Give time that is drawn narrower as one stretch: "20–29", "28 Jun–3 Jul", "2012–2014"."""
    first, last = (local(int(at), speech.zone) for at in (piece.start, piece.end - 1))
    ends = [str(when.year) for when in (first, last)]
    if days and (first.year, first.month) == (last.year, last.month):
        ends = [str(when.day) for when in (first, last)]
    elif days or first.year == last.year:
        ends = [
            f"{when.day if days else ''} {speech.short_month(when)}".strip()
            for when in (first, last)
        ]
    name = "–".join(dict.fromkeys(ends))
    fits = width(name, NAME) <= piece.right - piece.left
    return Stretch(piece.start, piece.end, name if fits else "", (piece.left + piece.right) / 2)


def _row(stretches: list[Stretch], face: Face) -> Row:
    """Give the names that fit their stretch; one cut off by the range may lack the room."""
    return Row(tuple((s.place, s.name) for s in stretches if s.name), face)


def _stretches(unit: Unit, scale: Scale, speech: Speech, every: int = 1) -> Iterator[Stretch]:
    """Give the stretches of a unit, the first and last cut to the range; names where they fit.

    Where only every n-th has a name, it stands in the middle of its own part and over its edges.
    """
    zone = speech.zone
    for first, following in pairwise(_begins(unit, scale, zone)):
        start = max(_midnight(first, zone), scale.start)
        end = min(_midnight(following, zone), scale.end)
        if end <= start:
            continue
        left, right = scale.place(start), scale.place(end)
        name = unit.name(speech, first, following) if _is_named(unit, first, every) else ""
        room = (right - left) * (1 if every == 1 else every)
        middle = (left + right) / 2
        inside = every == 1 or scale.left <= middle - width(name, NAME) / 2
        fits = inside and width(name, NAME) <= room and middle <= scale.right
        yield Stretch(start, end, name if fits else "", middle)


def _is_named(unit: Unit, first: date, every: int) -> bool:
    """Say whether a part is the n-th, and the next one with a name as far away."""
    if unit.days == 1 and first.day - 1 + every > monthrange(first.year, first.month)[1]:
        return every == 1
    return unit.number(first) % every == 0


def _begins(unit: Unit, scale: Scale, zone: tzinfo) -> Iterator[date]:
    """Give the first days of a unit's parts, from the one that holds the start of the range."""
    day = unit.begin(local(int(scale.start), zone).date())
    while day.year < MAXYEAR - 1000 and _midnight(day, zone) < scale.end:
        yield day
        day = unit.begin(day + timedelta(days=unit.days * 1.5 if unit.days > 1 else 1))
    yield day


def _midnight(day: date, zone: tzinfo) -> int:
    return int(datetime.combine(day, time(), tzinfo=zone).timestamp())


def _weekdays(days: list[Stretch], scale: Scale, speech: Speech) -> Iterator[Row]:
    names = [speech.short_weekday(local(int(day.start), speech.zone)) for day in days]
    if max(width(name, SMALL) for name in names) + ROOM_BETWEEN <= scale.per_day():
        shown = zip(days, names, strict=True)
        yield Row(tuple((day.place, name) for day, name in shown if day.name), SMALL, "weekday")


def _hours(scale: Scale, zone: tzinfo) -> Iterator[Row]:
    """Give the hours by name, each under its moment, if a day is wide enough."""
    room = width("00:00", SMALL) + 3 * ROOM_BETWEEN
    step = next((step for step in HOUR_STEPS if scale.per_day() * step / 24 >= room), None)
    if step is not None and scale.per_day() >= 160:
        moments = _wall_hours(scale, zone, step)
        named = ((scale.place(at), f"{local(at, zone):%H:%M}") for at in moments)
        yield Row(tuple(named), SMALL, "hour")


def _wall_hours(scale: Scale, zone: tzinfo, step: int) -> Iterator[int]:
    for day in _begins(UNITS["day"], scale, zone):
        for hour in range(0, 24, step):
            moment = int(datetime.combine(day, time(hour), tzinfo=zone).timestamp())
            if scale.start < moment < scale.end:
                yield moment


def _small_ticks(unit: Unit, scale: Scale, zone: tzinfo, every: int) -> Iterator[int]:
    """Give the starts of the next finer unit, where they stand far enough apart."""
    if unit.days == 1 and every == 1:
        step = next((s for s in HOUR_STEPS if scale.per_day() * s / 24 >= 12), None)
        yield from () if step is None else _wall_hours(scale, zone, step)
        return
    finer = unit if every > 1 else UNITS[unit.finer] if unit.finer else None
    if finer is not None and finer.days * scale.per_day() >= CLOSEST:
        begins = _begins(finer, scale, zone)
        yield from (m for m in (_midnight(d, zone) for d in begins) if scale.start < m < scale.end)
