"""Widen dates by what a code of precision says: days in, honest days out.

Never narrower than the code: where the table gives a stretch shorter than its own code, the
window holds every period of the length that the code allows and that holds the stretch.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from negotiation.errors import DateError
from negotiation.importing.formats import Days
from negotiation.near import quoted

LONGEST = 3_660  # days; beyond ten years a date says nothing


@dataclass(frozen=True, slots=True)
class Width:
    """How wide a date is: at least and at most so many days, or whole months or years."""

    text: str
    least: int = 1
    most: int = 1
    unit: Literal["days", "month", "year"] = "days"

    def widened(self, days: Days) -> Days:
        """Give the window of what the table says under this width."""
        first, last = days.first, days.last
        if self.unit == "days":
            length = (last - first).days + 1
            beyond = timedelta(days=max(self.most - length, 0) if length < self.least else 0)
            first, last = first - beyond, last + beyond
        elif self.unit == "month":
            last = last.replace(day=monthrange(last.year, last.month)[1])
            first = first.replace(day=1)
        else:
            first, last = first.replace(month=1, day=1), last.replace(month=12, day=31)
        return Days(first, last)  # a code of precision speaks of days, not of clocks


def parse_width(text: str) -> Width:
    """Read "1 day", "7 days", "2–6 days", month or year. Raises DateError.

    "2–6 days": dates at least two days apart are taken as they are; a single one is widened to
    every period of six days that holds it.
    """
    plain = " ".join(text.split()).casefold()
    if plain == "month" or plain == "year":
        return Width(text, unit="month" if plain == "month" else "year")
    match = re.fullmatch(r"([0-9]{1,4})(?:\s*[-–]\s*([0-9]{1,4}))? days?", plain)
    least, most = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
    if not 1 <= least <= most <= LONGEST:
        hint = "write 1 day, 7 days, 2–6 days, month or year; of several, all are allowed for"
        raise DateError("I104", f"{quoted(text)} does not say how wide a date is", hint)
    return Width(text, least, most)


def widened(days: Days, widths: tuple[Width, ...]) -> Days:
    """Give the window that holds what each of the widths allows; without one the days as read."""
    every = [width.widened(days) for width in widths]
    if not every:
        return days
    return Days(min(each.first for each in every), max(each.last for each in every))


def written(days: Days) -> str:
    """Write days as our files have dates: 2018-07-04, 2018-07, 2018, 2018-07-04/2018-07-09."""
    first, last = days.first, days.last
    if first == last:
        return f"{first:%Y-%m-%d}T{days.clock}" if days.clock else f"{first:%Y-%m-%d}"
    whole = first.day == 1 and last.day == monthrange(last.year, last.month)[1]
    if whole and (first.year, first.month) == (last.year, last.month):
        return f"{first:%Y-%m}"
    if whole and first.year == last.year and (first.month, last.month) == (1, 12):
        return f"{first:%Y}"
    return f"{first:%Y-%m-%d}/{last:%Y-%m-%d}"
