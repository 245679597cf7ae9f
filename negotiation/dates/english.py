"""Say a simple date in sober English, never more precisely than it is written."""

from __future__ import annotations

from datetime import date

from negotiation.dates.point import DECLARED, Point
from negotiation.dates.words import MONTHS, SEASONS

_NORTH_SOUTH = ("northern hemisphere", "southern hemisphere")
_NOUNS = {33: "quarter", 37: "third", 40: "half"}
_ORDINALS = ("first", "second", "third", "fourth")


def say(point: Point) -> str:
    """Give the date in English words: "about 4 July 2018", "4 July 2018, month uncertain"."""
    about = point.approximate == frozenset(point.parts)
    said: dict[str, list[str]] = {}
    for part in point.parts:
        signs = ["uncertain"] * (part in point.uncertain)
        signs += ["approximate"] * (part in point.approximate and not about)
        if signs:
            said.setdefault(" and ".join(signs), []).append(part)
    remarks = [_remark(point, parts, signs) for signs, parts in said.items()]
    return ", ".join(["about " * about + _core(point), *remarks])


def _remark(point: Point, parts: list[str], signs: str) -> str:
    """Give "uncertain" if it is said of the whole date, "year and month uncertain" if not."""
    return signs if len(parts) == len(point.parts) else f"{listed(parts, 'and')} {signs}"


def listed(items: list[str], last: str) -> str:
    """Give "a, b or c"; an item that holds a comma is closed by one."""
    *others, end = items
    if not others:
        return end
    comma = "," if ", " in others[-1] else ""
    return f"{', '.join(others)}{comma} {last} {end}"


def _core(point: Point) -> str:
    """Give the date without what is said of how sure it is."""
    if point.is_grouping:
        return _grouping(int(point.month or 0), point.year)
    if not point.is_exact:
        return _unspecified(point)
    day = _plain(point.days()[0], len(point.parts))
    if point.word in {"midday", "noon"}:
        return f"{point.word} on {day}"
    if point.word is not None:
        return f"the {point.word} of {day}"
    if point.clock is None:
        return day
    clock = point.clock.isoformat("seconds" if point.clock.second else "minutes")
    about = "about " if "clock" in point.approximate else ""
    where = "" if point.offset is None else f" ({point.offset.tzname(None)})"
    return f"{day} at {about}{clock}{where}"


def _plain(day: date, parts: int) -> str:
    """Give a date by its year, by year and month, or by all three."""
    return (f"{day.year}", f"{MONTHS[day.month - 1]} {day.year}", spelt(day))[parts - 1]


def spelt(day: date) -> str:
    """Give "4 July 2018"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _grouping(number: int, year: str) -> str:
    """Give a season or another part of the year, by EDTF's number for it."""
    if str(number) in DECLARED:
        return f"{DECLARED[str(number)]} {year}"
    if number <= 32:
        half, season = divmod(number - 25, 4)
        return f"{list(SEASONS)[season]} {year} ({_NORTH_SOUTH[half]})"
    start = max(first for first in _NOUNS if first <= number)
    return f"the {_ORDINALS[number - start]} {_NOUNS[start]} of {year}"


def _unspecified(point: Point) -> str:
    """Give a date of which some digits are not known."""
    parts, unit = len(point.parts), point.parts[-1]
    first, last = point.days()
    if parts == 1 and "X" not in point.year[:3]:
        return f"an unknown year of the {point.year[:3]}0s"
    within = point.pattern.removesuffix("-XX").removesuffix("-XX")
    if "X" not in within:
        return f"an unknown {unit} of {_plain(first, within.count('-') + 1)}"
    start, end = _plain(first, parts), _plain(last, parts)
    span = start if start == end else f"an unknown {unit} from {start} to {end}"
    return span if parts == 1 else f"{span} ({point.pattern})"
