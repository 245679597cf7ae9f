"""Dates as people write them in a sentence: text in, Dating out."""

from __future__ import annotations

import re

from negotiation.dates import MONTHS, Dating, parse_date
from negotiation.errors import DateError
from negotiation.near import quoted

_DAY = rf"(?P<day>\d{{1,2}}) (?P<month>{'|'.join(MONTHS)}) (?P<year>\d{{4}})"
_FORMS = (
    re.compile(rf"{_DAY}(?: at (?P<clock>\d\d:\d\d))?"),
    re.compile(rf"the (?P<word>[a-z][a-z-]*) of {_DAY}"),
    re.compile(rf"(?P<word>midday|noon) on {_DAY}"),
)


def parse_when(text: str) -> Dating:
    """Read "4 July 2018", "4 July 2018 at 15:00", "the afternoon of 4 July 2018" or 2018-07-04.

    Raises DateError.
    """
    stripped = " ".join(text.split())
    for form in _FORMS:
        match = form.fullmatch(stripped)
        if match:
            return parse_date(_written(match.groupdict()))
    try:
        return parse_date(stripped)
    except DateError:
        raise DateError(
            "D101",
            f"{quoted(text)} is not a date",
            "write 4 July 2018, 4 July 2018 at 15:00, the afternoon of 4 July 2018 or 2018-07-04",
        ) from None


def _written(part: dict[str, str | None]) -> str:
    month = MONTHS.index(part["month"] or "") + 1
    day = f"{part['year']}-{month:02}-{int(part['day'] or 0):02}"
    if part.get("clock"):
        return f"{day}T{part['clock']}"
    return f"{day} {part['word']}" if part.get("word") else day


_LENGTH = re.compile(r"(\d{1,6}) (minute|hour|day|week)s?")
_SECONDS = {"minute": 60, "hour": 3600, "day": 86_400, "week": 604_800}


def parse_length(text: str) -> int:
    """Read "24 hours" or "3 days"; seconds, a day being 24 hours. Raises DateError."""
    match = _LENGTH.fullmatch(" ".join(text.split()))
    if match is None:
        hint = "write 90 minutes, 24 hours, 3 days or 2 weeks"
        raise DateError("D109", f"{quoted(text)} is not a length of time", hint)
    return int(match[1]) * _SECONDS[match[2]]
