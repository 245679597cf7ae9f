"""Say why a date that EDTF knows cannot date one moment of a chronology, and what to write."""

from __future__ import annotations

import re

from negotiation.errors import DateError
from negotiation.near import quoted

_YEARS = "years from 1000 to 9000 can be read"
# how a form begins or looks, the code, what is wrong with it, what to write
_FORMS = (
    (r"\{.*\}", "D113", "is several moments, and an event is one",
     "write one event for each; for one moment on one of several days write [first,second]"),
    (r"Y[0-9]{4}", "D101", "has a Y, which goes with years of more digits", "leave the Y out"),
    (r"Y-?[0-9]+(E[0-9]+)?(S[0-9]+)?", "D113", "is a year that no calendar here holds", _YEARS),
    (r"[?~%]?-[0-9X]{4}(?![0-9X]).*", "D102", "lies before our era", _YEARS),
    (r"[?~%]?X[0-9X]{3}(?![0-9X]).*", "D113", "does not say which year it was",
     "write the years that it may have been, such as 201X or 2011/2018"),
)  # fmt: skip


def unusable(text: str) -> DateError | None:
    """Give the error for a form of EDTF that is left out on purpose; None for any other text."""
    estimate = re.fullmatch(r"([0-9]{4})S([1-9])", text)
    if estimate:
        hint = _between(estimate[1], min(int(estimate[2]), 4))
        return DateError("D113", f"{quoted(text)} is an estimate", hint)
    for form, code, fault, hint in _FORMS:
        if re.fullmatch(form, text):
            return DateError(code, f"{quoted(text)} {fault}", hint)
    return None


def _between(year: str, known: int) -> str:
    """Say how to write a year of which only the first digits are sure."""
    pattern = year[:known] + "X" * (4 - known)
    if known == 4:
        return f"write {year}"
    first, last = pattern.replace("X", "0"), pattern.replace("X", "9")
    return f"write {pattern} (an unknown year from {first} to {last}), or {year}~ (about {year})"
