"""Read dates as a declared format has them: text in, days and perhaps a clock time out.

A format is declared, never guessed here: "%d/%m/%Y" and "%m/%d/%Y" read 04/07/2018 differently,
and only the person who knows the table can say which one is meant. See guess.py for proposals.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import lru_cache

from negotiation.dates import MONTHS
from negotiation.errors import DateError
from negotiation.near import quoted

FIRST_YEAR, LAST_YEAR = 1000, 9000  # as in our own dates
_FRENCH = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
    "octobre", "novembre", "décembre",
)  # fmt: skip
_SHORT_FRENCH = {"janv": 1, "févr": 2, "fév": 2, "avr": 4, "juil": 7, "sept": 9, "déc": 12}
_NUMBERS = {"Y": "[0-9]{4}", "y": "[0-9]{2}", "m": "[0-9]{1,2}", "d": "[0-9]{1,2}",
            "H": "[0-9]{1,2}", "M": "[0-9]{2}", "S": "[0-9]{2}", "f": "[0-9]+",
            "s": "-?[0-9]{1,12}"}  # fmt: skip
_WORDS = {"B": r"[^\W\d_]+\.?"}
_PIVOT = 69  # as everywhere where years have two digits: 69 is 1969, 68 is 2068
_PARTS = {**_NUMBERS, **_WORDS}
_HINT = (
    "write how the column has it: %Y-%m-%d, %d/%m/%Y, %d %B %Y, %Y%m%d, %Y-%m, %Y, "
    "%Y-%m-%d %H:%M, or %s for seconds since 1970"
)


def _months() -> dict[str, int]:
    names = {name.casefold(): number for number, name in enumerate(MONTHS, 1)}
    names |= {name[:3].casefold(): number for number, name in enumerate(MONTHS, 1)}
    names |= {name: number for number, name in enumerate(_FRENCH, 1)}
    return names | _SHORT_FRENCH


_MONTHS = _months()


@dataclass(frozen=True, slots=True)
class Days:
    """The days that a cell names, first and last included; `clock` is HH:MM if it names one."""

    first: date
    last: date
    clock: str = ""


@dataclass(frozen=True, slots=True)
class Format:
    """A declared format: its text, and the pattern that reads a cell by it."""

    text: str
    pattern: re.Pattern[str]

    def read(self, cell: str, zone: tzinfo = UTC) -> Days | None:
        """Give the days that a cell names in this format; None if it does not fit.

        Of seconds since 1970 it is the day on the clocks of the zone.
        """
        match = self.pattern.fullmatch(cell.strip())
        if match is None:
            return None
        try:
            return _days(match.groupdict(), zone)
        except (ValueError, OverflowError):  # no such day
            return None


@lru_cache(maxsize=200)
def parse_format(text: str) -> Format:
    """Read a format such as %d/%m/%Y. Raises DateError.

    %B or %b is the name of a month in English or French, in full or short; %y a year of two
    digits, from 1969 to 2068; without %d the cell is a month, without %m or %B a year; %s counts
    seconds since 1970.
    """
    found = re.findall(r"%.|%$|[^%]+", text.strip())
    pieces = ["%B" if piece == "%b" else piece for piece in found]
    signs = [piece[1:] for piece in pieces if piece.startswith("%") and piece != "%%"]
    unknown = [sign for sign in signs if sign not in _PARTS]
    if unknown:
        raise DateError("I103", f"%{unknown[0]} is not known in {quoted(text)}", _HINT)
    if len(set(signs)) < len(signs) or not _is_a_date(set(signs)):
        raise DateError("I103", f"{quoted(text)} is not the format of a date", _HINT)
    return Format(text.strip(), re.compile("".join(_patterns(pieces)), re.IGNORECASE))


def _is_a_date(signs: set[str]) -> bool:
    if "s" in signs:
        return signs == {"s"}
    month, day, clock = signs & {"m", "B"}, "d" in signs, {"H", "M"} <= signs
    rest = signs & {"H", "M", "S", "f"}
    return len(signs & {"Y", "y"}) == 1 and len(month) < 2 and (not day or bool(month)) and (
        not rest or (clock and day)
    )  # fmt: skip


def _patterns(pieces: list[str]) -> list[str]:
    """Give the pattern of each piece; numbers that touch have all their digits."""
    found = []
    for index, piece in enumerate(pieces):
        sign = piece[1:]
        if piece == "%%" or not piece.startswith("%"):
            found.append(re.sub(r"(\\ )+|\s+", r"\\s+", re.escape(piece.replace("%%", "%"))))
            continue
        around = pieces[max(index - 1, 0) : index + 2]
        touches = sum(other.startswith("%") and other[1:] in _NUMBERS for other in around) > 1
        body = "[0-9]{2}" if touches and sign in {"m", "d"} else _PARTS[sign]
        found.append(f"(?P<{sign}>{body})")
    return found


def _days(parts: dict[str, str], zone: tzinfo) -> Days:
    """Give the days of what the parts of a cell say. Raises ValueError if there is no such day."""
    if "s" in parts:
        moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=int(parts["s"]))
        day = moment.astimezone(zone).date()
        return Days(day, day)
    year = int(parts["Y"]) if "Y" in parts else _century(int(parts["y"]))
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(year)
    month = _MONTHS.get(parts.get("B", "").casefold().rstrip("."), 0) or int(parts.get("m", 0))
    if "B" not in parts and "m" not in parts:
        return Days(date(year, 1, 1), date(year, 12, 31))
    if "d" not in parts:
        return Days(date(year, month, 1), date(year, month, monthrange(year, month)[1]))
    day = date(year, month, int(parts["d"]))
    if "H" not in parts:
        return Days(day, day)
    clock = datetime(year, month, day.day, int(parts["H"]), int(parts["M"]), tzinfo=UTC)
    return Days(day, day, f"{clock:%H:%M}")


def _century(digits: int) -> int:
    """Give the year of two digits."""
    return digits + (1900 if digits >= _PIVOT else 2000)


def readings(cell: str, formats: tuple[Format, ...], zone: tzinfo = UTC) -> list[Days]:
    """Give the different days that a cell may name: none, one, or more where formats disagree."""
    found = [days for each in formats if (days := each.read(cell, zone)) is not None]
    return list(dict.fromkeys(found))
