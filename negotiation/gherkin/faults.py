"""Fault: something wrong at a line of a feature, before it is told with the line's text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from negotiation.errors import Problem
from negotiation.load import excerpt


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong at a place, and what to write instead; line and column count from 1."""

    line: int
    column: int
    code: str
    message: str
    hint: str


def problems(shown: str, lines: Sequence[str], faults: Iterable[Fault]) -> list[Problem]:
    """Give the faults of a file as problems, each with the text of its line."""
    found = []
    for fault in faults:
        row = lines[fault.line - 1] if 0 < fault.line <= len(lines) else ""
        text, caret = excerpt(row.rstrip("\r"), fault.column)
        place = (shown, fault.line, fault.column)
        said = (plainly_spaced(fault.message), plainly_spaced(fault.hint))
        found.append(Problem(*place, fault.code, "", *said, text, caret))
    return found


def plainly_spaced(text: str) -> str:
    """Give a text for a terminal with plain spaces where a language has no-break ones."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")
