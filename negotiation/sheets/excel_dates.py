"""Turn the numbers of cells into texts: digits, and dates as precise as the cell shows them.

A number and its number format in, a text and perhaps a trouble out. Excel keeps a date as days
since 1900 or 1904, however little of it was known: only the format says what the coder saw.
ECMA-376 part 1, 18.8.30 (number formats) and 18.17.4 (dates).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from functools import lru_cache

from negotiation.sheets.grid import Trouble
from negotiation.sheets.workbook import LOCAL

DAY = 86_400  # seconds
NOISE = 0.0005  # seconds: what floats leave beside a whole second, LibreOffice's 15 digits too
_START = datetime(1899, 12, 30)  # noqa: DTZ001  day 0; right from day 61, which is 1 March 1900
_START_1904 = datetime(1904, 1, 1)  # noqa: DTZ001
_END = datetime(9999, 12, 31)  # noqa: DTZ001  the last day of a spreadsheet's calendar
# what a format shows as it stands: texts in quotes, colours, conditions, languages
_QUIET = re.compile(r'"[^"]*"?|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]|General', re.IGNORECASE)
_EXPONENT = re.compile("E[+-]", re.IGNORECASE)
_SIGN = re.compile(r"\[[hms]+\]|AM/PM|A/P|([hsdmyeb])\1*", re.IGNORECASE)
_PARTS = {"y": "year", "e": "year", "b": "year", "m": "month", "d": "day", "s": "second"}


@dataclass(frozen=True, slots=True)
class Shown:
    """What a number format shows of a date and a clock time."""

    year: bool = False
    month: bool = False
    day: bool = False
    hour: bool = False
    minute: bool = False
    second: bool = False
    elapsed: bool = False

    @property
    def clock(self) -> bool:
        """Whether it shows any part of a clock time."""
        return self.hour or self.minute or self.second

    @property
    def date(self) -> bool:
        """Whether it shows any part of a date."""
        return self.year or self.month or self.day


def digits(number: float) -> str:
    """Give a number as a spreadsheet shows it: 15 significant digits, without exponent."""
    plain = format(Decimal(format(number, ".15g")), "f")
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return "0" if plain == "-0" else plain


def serial(moment: datetime, from_1904: bool) -> float:
    """Give a moment as a spreadsheet counts it, in days."""
    span = moment.replace(tzinfo=None) - (_START_1904 if from_1904 else _START)
    return span / timedelta(days=1)


@lru_cache(maxsize=1_000)
def shown_by(code: str) -> Shown | None:
    """Say what a number format shows of a date or clock time; None if it shows a number."""
    if code == LOCAL:
        return Shown()
    bare = _EXPONENT.sub("", _QUIET.sub("", code[:500]).partition(";")[0])
    signs = [found[0].lower() for found in _SIGN.finditer(bare)]
    parts = {_part(signs, at) for at in range(len(signs))}
    return Shown(**dict.fromkeys(parts - {""}, True)) if signs else None


def is_percent(code: str) -> bool:
    """Say whether a number format shows a hundred times the number, with a percent sign."""
    return "%" in _QUIET.sub("", code[:500])


def _part(signs: list[str], at: int) -> str:
    """Say what a sign of a format shows; m is a minute beside hours or seconds, else a month."""
    sign = signs[at]
    if sign.startswith("["):
        return "elapsed"
    if sign in {"m", "mm"}:
        before = signs[at - 1] if at else ""
        after = signs[at + 1] if at + 1 < len(signs) else ""
        return "minute" if before.startswith(("h", "[h")) or after.startswith("s") else "month"
    if sign.startswith("ddd"):
        return ""  # the name of a weekday
    return _PARTS.get(sign[0], "hour")


def date_text(number: float, shown: Shown, from_1904: bool) -> tuple[str, Trouble | None]:
    """Give a date as precise as its cell shows it; where that is not certain, a trouble too."""
    fault = _no_date(number, shown, from_1904)
    if fault:
        return digits(number), ("S110", *fault)
    seconds = number * DAY
    whole = round(seconds)
    if abs(seconds - whole) > NOISE:
        whole = int(seconds)
    moment = (_START_1904 if from_1904 else _START) + timedelta(seconds=whole)
    if not shown.clock:
        return _day_text(moment, shown)
    return _clock_text(moment, shown, abs(seconds - whole) <= NOISE)


def _no_date(number: float, shown: Shown, from_1904: bool) -> tuple[str, str] | None:
    """Say why a number is no date that is certain, and what to write; None if it is one."""
    hint = "write the date as a text, such as 2018-07-04 or 2018-07-04T19:00"
    if shown.elapsed:
        return "the cell holds a length of time, not a date", "write it as a text, such as PT90M"
    if not shown.date and not shown.clock:
        return "how the cell shows its date depends on the language of the program", hint
    if not shown.date or (shown.clock and 0 <= number < 1):
        return "the cell holds a clock time without a day", hint
    if number < 0 or number >= serial(_END, from_1904) + 1:
        return f"no day has the number {digits(number)} in a spreadsheet", hint
    if number < 61 and not from_1904:
        message = (
            "a date before March 1900 is not certain in a spreadsheet, "
            "which counts a 29 February 1900 that never was"
        )
        return message, "write it as a text, such as 1900-02-03"
    return None


def _day_text(moment: datetime, shown: Shown) -> tuple[str, Trouble | None]:
    day, month, year = f"{moment:%Y-%m-%d}", f"{moment:%Y-%m}", f"{moment:%Y}"
    if not shown.year:
        message = f"the cell shows no year; behind it the program keeps {year}"
        hint = f"write {day} if that is the year that is meant, or what it was meant as, as a text"
        return day, ("S110", message, hint)
    if shown.month:
        return (day if shown.day else month), None
    if shown.day:
        return day, ("S110", "the cell shows a day without its month", f"write {day}")
    return year, None


def _clock_text(moment: datetime, shown: Shown, exact: bool) -> tuple[str, Trouble | None]:
    minute, second = f"{moment:%Y-%m-%dT%H:%M}", f"{moment:%Y-%m-%dT%H:%M:%S}"
    fault, hint = "", f"write {minute} as a text, if that is what is meant"
    if not (shown.year and shown.month and shown.day and shown.hour and shown.minute):
        fault = "the cell shows only a part of its date and clock time"
    elif not exact:
        fault = f"behind {second} the cell holds parts of a second"
    elif moment.second and not shown.second:
        fault = f"the cell shows {minute[11:]} and holds {second[11:]}"
    elif minute.endswith("T00:00") and not moment.second:
        fault = "the cell shows 00:00, which may be midnight, or a day without a clock time"
        hint = f"write {minute[:10]} for the day, or {minute} for midnight, as a text"
    if fault:
        return minute, ("S110", fault, hint)
    return (second if moment.second else minute), None
