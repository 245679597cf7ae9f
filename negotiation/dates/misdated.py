"""Say what to write instead of a text that is not a date, as near to what was meant as is sure.

Nothing is guessed: where a text may mean two days, both are left to the coder.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from negotiation.dates.words import MONTHS, SEASONS
from negotiation.errors import DateError
from negotiation.near import quoted

WRITE = 'write 2018-07-04, 2018-07, 2018-07-04T19:00 or "2018-07-04 afternoon"'
LONGEST = 80

_RELATIVE = {"yesterday", "today", "tomorrow", "last", "next", "now", "recently", "ago"}


def _one_sign(found: re.Match[str]) -> str:
    """Give the one sign of EDTF for several."""
    return "%" if len(set(found[0])) > 1 else found[0][0]


def _season(found: re.Match[str]) -> str:
    return f"{found[2]}-{21 + list(SEASONS).index(found[1])}"


# what is often written, and the same in the form of this program; in this order
_HABITS = (
    (r"[‐‑–—−]", "-"),
    (r"\s+(?:to|until|and|-)\s+", "/"),
    (r"(?<![0-9])([0-9]{4})[/.]([0-9]{1,2})[/.]([0-9]{1,2})(?![0-9])", r"\1-\2-\3"),
    (r"^([0-9]{1,2})[/.]([0-9]{4})$", r"\2-\1"),
    (r"(?<![0-9-])([0-9]{4})-([0-9])(?![0-9])", r"\1-0\2"),
    (r"(?<![0-9-])([0-9]{4}-[0-9]{2})-([0-9])(?![0-9])", r"\1-0\2"),
    (r"(?<=-[0-9]{2})(?:,?\s+|\s*T)([0-9]):", r"T0\1:"),
    (r"(?<=-[0-9]{2}),?\s+([0-9]{2}):", r"T\1:"),
    (r"(?<=-[0-9]{2})T([0-9]{2})$", r"T\1:00"),
    (r"(?<=-[0-9]{2}),?\s*(?=[^\W\d_T])", " "),
    (r"^(?:about|around|circa|ca?\.?)\s+(?=[0-9-]+T)", "~"),
    (r"^(?:about|around|circa|ca?\.?)\s+([0-9X-]+)$", r"\1~"),
    (r"^([^~/]+T[0-9:]+)~$", r"~\1"),
    (r"(?<=[0-9a-z])[?%~]{2,}$", _one_sign),
    (r"^([0-9]{4}-[0-9]{2}-[0-9]{2})[T ][^/]*([?%])$", r"\1\2"),  # EDTF is sure within a day
    (r"(?<![a-z])(?:unknown)?/(?:unknown)?(?![a-z])", "/"),
    (r"(?<![a-z])open$", ".."),
    (r"(?<=[0-9X])\.\.(?=[0-9])", "/"),
    (r"^([0-9X-]+)(?:\s+or\s+|,\s*)([0-9X-]+)$", r"[\1,\2]"),
    (r"^(?:the\s+)?([0-9]{3})0s$", r"\1X"),
    (r"^(spring|summer|autumn|winter)\s+(?:of\s+)?([0-9]{4})$", _season),
    (r"(?<=[0-9uxX-])[uxX]", "X"),
)


def not_a_date(text: str, is_date: Callable[[str], bool]) -> DateError:
    """Give the error for a text that is not a date; `is_date` tells whether another text is."""
    shown = quoted(text)
    if not text:
        return DateError("D101", "the date is empty", WRITE)
    if re.fullmatch(r"[0-9]{1,2}([./-])[0-9]{1,2}\1[0-9]{2,4}", text):
        hint = "write the year first, then month and day: 2018-07-04"
        return DateError("D101", f"{shown} may be day/month or month/day", hint)
    if re.fullmatch(r"[0-9]{1,2}:[0-9]{2}(:[0-9]{2})?", text):
        hint = f"write the day before it: 2018-07-04T{text.zfill(5)}"
        return DateError("D101", f"{shown} is a clock time without a day", hint)
    if any(word in _RELATIVE for word in re.findall(r"[a-z]+", text[:LONGEST].lower())):
        return DateError(
            "D101", f"{shown} depends on the day it was written", "write the date itself"
        )
    hint = _repaired(text, is_date) or _spoken(text.lower()) or WRITE
    return DateError("D101", f"{shown} is not a date", hint)


def _repaired(text: str, is_date: Callable[[str], bool]) -> str | None:
    """Say how to write a date that differs only in its signs; None if it does not."""
    if len(text) > LONGEST:
        return None
    fixed = "".join(str(unicodedata.digit(ch, ch)) for ch in text)
    for habit, form in _HABITS:
        fixed = re.sub(habit, form, fixed)
    if fixed == text or not is_date(fixed):
        return None
    # YAML takes brackets for a list of its own
    return f'write "{fixed}"' if " " in fixed or "[" in fixed else f"write {fixed}"


def _spoken(text: str) -> str | None:
    """Turn "4 July 2018" or "March 4" into what to write; None if there is no month in it."""
    tokens = re.findall(r"[a-z]+|[0-9]+", text)[:8]
    months = {name.lower(): i for i, name in enumerate(MONTHS, 1)}
    months |= {name[:3].lower(): i for i, name in enumerate(MONTHS, 1)}
    month = next((months[token] for token in tokens if token in months), None)
    if month is None:
        return None
    numbers = [int(token) for token in tokens if token.isdigit() and len(token) <= 4]
    year = next((n for n in numbers if 1000 <= n <= 9000), None)
    day = next((n for n in numbers if 1 <= n <= 31), None)
    y = str(year or "YYYY")
    forms = [f"{y}-{month:02}-{day:02}", f"{y}-{month:02}"] if day else [f"{y}-{month:02}"]
    return f'write {", ".join(forms)} or "{y}-{month:02}-{day or 4:02} afternoon"'
