"""The catalogue of codes: what each problem of a file means, and how to mend it.

Facts only. Who finds which problem: see load. The letter says what is at fault: Y the YAML text,
F a field, D a date, R a reference, M a model, P a file, S a spreadsheet, I an import,
A assumptions, G a feature; L is a finding: nothing is wrong with the file, but somebody should
look.
"""

from __future__ import annotations

from dataclasses import dataclass

from negotiation.codes import assumed, features, fields, file, findings, names, tables
from negotiation.errors import UnknownName
from negotiation.near import did_you_mean, quoted


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of problem: its title, what it means, and how to mend it."""

    code: str
    title: str
    meaning: str
    mend: str


_PARTS = (
    file.ROWS, fields.ROWS, names.ROWS, tables.ROWS, assumed.ROWS, features.ROWS, findings.ROWS,
)  # fmt: skip
CODES = {row[0]: Code(*row) for rows in _PARTS for row in rows}


def explain(code: str) -> Code:
    """Give what a code means. Raises UnknownName."""
    key = code.strip().upper()
    if key not in CODES:
        raise UnknownName(f"there is no code {quoted(code)}; {did_you_mean(key, CODES)}")
    return CODES[key]
