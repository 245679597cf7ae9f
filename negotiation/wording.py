"""Say windows and moments in English, never more precisely than they are."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from negotiation.dates import MONTHS, Window, local

if TYPE_CHECKING:
    from datetime import date, datetime, tzinfo

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def day(when: date) -> str:
    """Give "4 July 2018"."""
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def weekday(when: date) -> str:
    """Give "Wednesday 4 July 2018"."""
    return f"{WEEKDAYS[when.weekday()]} {day(when)}"


def moment(seconds: int, zone: tzinfo) -> str:
    """Give "4 July 2018, 15:00"; the last second of a day is its end."""
    when = local(seconds, zone)
    if (when.hour, when.minute, when.second) == (23, 59, 59):
        return f"the end of {day(when)}"
    return f"{day(when)}, {_clock(when)}"


def _clock(when: datetime) -> str:
    return f"{when:%H:%M:%S}" if when.second else f"{when:%H:%M}"


def bounds(window: Window, zone: tzinfo) -> str:
    """Give both ends of a window in numbers: "13:15–18:00", with days where they are needed."""
    if window.earliest is None and window.latest is None:
        return "at any time"
    if window.earliest is None:
        return f"before {_end(window.latest, zone)}"
    if window.latest is None:
        return f"from {day(local(window.earliest, zone))}, {_clock(local(window.earliest, zone))}"
    start, end = local(window.earliest, zone), local(window.latest, zone)
    closing = f"{end:%H:%M}" if not _is_midnight(end) else "24:00"
    last_day = (end - timedelta(seconds=1)).date()
    if start.date() == last_day:
        return f"{_clock(start)}–{closing if _is_midnight(end) else _clock(end)}"
    closing_day = last_day if _is_midnight(end) else end.date()
    return f"{day(start)}, {_clock(start)} – {day(closing_day)}, {closing}"


def _end(latest: int | None, zone: tzinfo) -> str:
    assert latest is not None  # noqa: S101  the caller has looked
    end = local(latest, zone)
    if _is_midnight(end):
        return f"the end of {day(end - timedelta(seconds=1))}"
    return f"{day(end)}, {_clock(end)}"


def _is_midnight(when: datetime) -> bool:
    return (when.hour, when.minute, when.second) == (0, 0, 0)


def window(when: Window, zone: tzinfo) -> str:
    """Give a window in its source's words, and beside them what other reports narrow it to.

    "the afternoon of 4 July 2018 (computed: 13:15–18:00)"; where there are no words, as in a
    what-if, the numbers alone.
    """
    if when.text:
        return f"{when.text} (computed: {bounds(when, zone)})" if when.computed else when.text
    if when.earliest is None and when.latest is None:
        return "undated"
    numbers = bounds(when, zone)
    if when.earliest is not None and re.match(r"\d\d:", numbers):
        numbers = f"{day(local(when.earliest, zone))}, {numbers}"
    return f"undated (computed: {numbers})" if when.computed else numbers


def boundary(seconds: int, zone: tzinfo) -> str:
    """Give the moment from which something is settled, on the full minute.

    What lies in a window that ends at 18:00 is over by its last second, which nobody reported.
    """
    last = local(seconds, zone).second == 59
    when = local(seconds + 1, zone) if last else local(seconds, zone)
    if last and _is_midnight(when):
        return f"the end of {day(when - timedelta(seconds=1))}"
    return f"{day(when)}, {_clock(when)}"


def stretch(start: int, end: int, zone: tzinfo) -> str:
    """Give a stretch of time: "5 July 2018, 00:00 – 6 July 2018, 13:00"."""
    return f"{boundary(start, zone)} – {_end(end, zone) if end % 60 == 0 else boundary(end, zone)}"
