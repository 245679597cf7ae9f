"""Read a text as a date: clock times, parts of the day, and EDTF (ISO 8601-2) for whole days.

Text in, Dating out; nothing is guessed. The whole grammar, and where it differs from EDTF on
purpose: docs/dates.md.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, time, timedelta, timezone, tzinfo

from negotiation.dates.dating import Dating, Stretch, ends_first
from negotiation.dates.misdated import WRITE, not_a_date
from negotiation.dates.point import Point
from negotiation.dates.unusable import unusable
from negotiation.dates.words import MONTHS, Words
from negotiation.errors import DateError
from negotiation.near import quoted

MOST = 60  # dates in one set of brackets

_MOMENT = re.compile(
    r"(?P<about>~)?(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})"
    r"(?:T(?P<clock>[0-9]{2}:[0-9]{2}(?::[0-9]{2})?)(?P<offset>Z|[+-][0-9]{2}(?::[0-9]{2})?)?"
    r"|[ ](?P<word>[^\W\d_][\w-]{0,30}))"
)
_CALENDAR = re.compile(
    r"(?P<year_left>[?~%])?(?P<year>[0-9X]{4})(?P<year_right>[?~%])?"
    r"(?:-(?P<month_left>[?~%])?(?P<month>[0-9X]{2})(?P<month_right>[?~%])?"
    r"(?:-(?P<day_left>[?~%])?(?P<day>[0-9X]{2})(?P<day_right>[?~%])?)?)?"
)


def parse_date(text: str) -> Dating:
    """Read a date as a chronology writes it; nothing is guessed.

    Raises DateError, which says what to write instead.
    """
    stripped = text.strip()
    if stripped[:1] == "[" and stripped[-1:] == "]":
        return Dating(stripped, _one_of(stripped))
    first, slash, last = stripped.partition("/")
    if not slash:
        point = _point(stripped)
        return Dating(stripped, (Stretch(point, point),))
    if {first, last} <= {"", ".."}:
        raise DateError("D101", f"{quoted(text)} says nothing", "leave `when` out")
    if not all(part in ("", "..") or _is_well_formed(part) for part in (first, last)):
        raise unusable(first) or unusable(last) or not_a_date(stripped, is_date)
    return Dating(stripped, (_stretch(first, last, stripped),))


def _one_of(text: str) -> tuple[Stretch, ...]:
    """Read a one-of set, such as [2018-06-24,2018-07-01..2018-07-03]."""
    items = [item.strip(" ") for item in text[1:-1].split(",")]
    if len(items) > MOST:
        hint = "write the first and the last: [2018-06-24..2018-07-01]"
        raise DateError("D101", f"{quoted(text)} holds more than {MOST} dates", hint)
    last = len(items) - 1
    for place, item in enumerate(items):
        open_start, open_end = item.startswith(".."), item.endswith("..")
        if item in {"", ".."} or (open_start and place) or (open_end and place < last):
            hint = "write [2018-06-24,2018-07-01]; `..` before the first date or after the last"
            raise DateError("D101", f"{quoted(text)} is not one of several dates", hint)
    return tuple(_choice(item, text) for item in items)


def _choice(item: str, whole: str) -> Stretch:
    first, dots, last = item.partition("..")
    if dots:
        return _stretch(first, last, whole)
    point = _point(item)
    return Stretch(point, point)


def _stretch(first: str, last: str, whole: str) -> Stretch:
    """Read two dates, one of them perhaps open. Raises DateError, also for the wrong order."""
    low, high = (None if side in ("", "..") else _point(side) for side in (first, last))
    stretch = Stretch(low, high)
    if stretch.is_reversed():
        raise ends_first(whole)
    return stretch


# --- simple dates --------------------------------------------------------------------------------


def _is_well_formed(text: str) -> bool:
    return bool(_MOMENT.fullmatch(text) or _CALENDAR.fullmatch(text))


def _point(text: str) -> Point:
    """Read one simple date. Raises DateError."""
    moment = _MOMENT.fullmatch(text)
    if moment:
        return _moment(text, moment)
    calendar = _CALENDAR.fullmatch(text)
    if calendar is None or calendar["year"].startswith("X"):
        raise unusable(text) or not_a_date(text, is_date)
    return _calendar(text, calendar)


def _moment(text: str, match: re.Match[str]) -> Point:
    """Read a clock time or a part of a day."""
    part = match.groupdict()
    day = Point(part["year"], part["month"], part["day"])
    _check(text, day)
    if part["about"] and part["clock"] is None:
        raise _about_what(text)
    return replace(
        day,
        word=part["word"],
        clock=_clock(part["clock"], text),
        offset=_offset(part["offset"], text),
        approximate=frozenset({"clock"} if part["about"] else ()),
    )


def _calendar(text: str, match: re.Match[str]) -> Point:
    """Read a whole day, month, season or year, with unknown digits and what is unsure of it."""
    point = Point(
        match["year"],
        match["month"],
        match["day"],
        uncertain=_qualified(match, "?%"),
        approximate=_qualified(match, "~%"),
    )
    _check(text, point)
    if text.startswith("~"):
        raise _about_what(text)
    return point


def _qualified(match: re.Match[str], signs: str) -> frozenset[str]:
    """Give the parts that a sign is said of: behind a part, of all up to it; before it, of it."""
    parts = ("year", "month", "day")
    found: set[str] = set()
    for place, part in enumerate(parts):
        if (match[f"{part}_left"] or "-") in signs:
            found.add(part)
        if (match[f"{part}_right"] or "-") in signs:
            found.update(parts[: place + 1])
    return frozenset(found)


def _about_what(text: str) -> DateError:
    """Give the error for a `~` in front: of the whole date to a reader, of the year to EDTF."""
    date = text[1:].partition(" ")[0].rstrip("?~%")
    hint = f"write {date}~ for about that date"
    if date[4:5] == "-":
        hint += f", {date[:4]}~{date[4:]} if only the year is approximate"
    return DateError("D105", f"{quoted(text)}: `~` in front goes with a clock time only", hint)


# --- does the calendar have it -------------------------------------------------------------------


def _check(text: str, point: Point) -> None:
    """Raise DateError if the calendar has no such year, month or day."""
    year, month = point.year, point.month
    if not "1000" <= year.replace("X", "0") <= year.replace("X", "9") <= "9000":
        hint = "years from 1000 to 9000 can be read"
        message = f"{quoted(text)}: the year {year.lstrip('0') or 0} is out of range"
        raise DateError("D102", message, hint)
    if point.is_grouping and "X" in year:
        ends = [f"{year.replace('X', digit)}-{month}" for digit in "09"]
        hint = f"write the first and the last: {'/'.join(ends)}"
        raise DateError("D102", f"{quoted(text)}: a season needs its year", hint)
    if point.is_grouping and point.day:
        raise _no_month(text, point)
    if point.exists():
        return
    if Point(year, month).exists():
        place = year if "X" in (month or "") else f"{MONTHS[int(month or 1) - 1]} {year}"
        raise DateError("D102", f"{quoted(text)}: {place} has no day {point.day}", "check the day")
    raise _no_month(text, point)


def _no_month(text: str, point: Point) -> DateError:
    message = f"{quoted(text)}: there is no month {point.month}"
    return DateError("D102", message, _swapped(point) or WRITE)


def _swapped(point: Point) -> str | None:
    """Say how to write a date whose day and month were exchanged; None if they were not."""
    turned = Point(point.year, point.day, point.month)
    if point.day is None or turned.is_grouping or "X" in turned.pattern or not turned.exists():
        return None
    return f"year, month, day: write {turned.pattern}?"


def _clock(text: str | None, whole: str) -> time | None:
    if text is None:
        return None
    try:
        return time.fromisoformat(text)
    except ValueError:
        raise DateError(
            "D103",
            f"{quoted(whole)}: there is no clock time {text}",
            "write hours 00 to 23; midnight at the end of a day is 00:00 of the next",
        ) from None


def _offset(text: str | None, whole: str) -> timezone | None:
    if text is None:
        return None
    if text == "Z":
        return UTC
    hours, minutes = int(text[1:3]), int(text[4:6] or 0)
    if hours > 14 or minutes > 59:
        raise DateError("D103", f"{quoted(whole)}: no zone is {text} from UTC", "check the offset")
    return timezone((1 if text[0] == "+" else -1) * timedelta(hours=hours, minutes=minutes))


# --- the dates of questions ----------------------------------------------------------------------


def parse_moment(text: str, zone: tzinfo) -> int:
    """Read the moment of a question, in seconds UTC: a bare date is the last second of that day.

    Raises DateError for anything that is not one day or one clock time.
    """
    point = _point(text.strip())
    if not (point.day and point.is_exact) or point.word or point.uncertain or point.approximate:
        raise DateError(
            "D111",
            f"{quoted(text)} is not one moment",
            "write a day (2018-07-04: its last second) or a clock time (2018-07-04T15:00)",
        )
    earliest, latest = point.bounds(zone, Words({}), text)
    return earliest if point.clock is not None else latest - 1


def is_date(text: str) -> bool:
    """Say whether a text can be read as a date."""
    try:
        parse_date(text)
    except DateError:
        return False
    return True


def is_bare_date(text: str) -> bool:
    """Say whether the text of a question names a whole day."""
    return re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text.strip()) is not None
