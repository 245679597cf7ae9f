"""Cells with their places, as a person sees them in a spreadsheet. Values only."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

Trouble = tuple[str, str, str]  # a code of the catalogue, what is wrong, what to write instead


@dataclass(frozen=True, slots=True)
class Cell:
    """One filled cell: its text, its place from 1, and what is wrong with it, if anything.

    `text` has no spaces around it; a number is its digits, a date the text that our dates are
    written in, as precise as the cell shows it.
    """

    text: str
    row: int
    column: int
    trouble: Trouble | None = None

    @property
    def name(self) -> str:
        """Its name as spreadsheets have it: C4."""
        return f"{column_name(self.column)}{self.row}"


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet as it stands: rows by their number, in each the filled cells by their column.

    `merged` are rectangles of merged cells: first row, first column, last row, last column.
    """

    name: str
    rows: dict[int, dict[int, Cell]]
    hidden: bool = False
    merged: tuple[tuple[int, int, int, int], ...] = ()


class Unusable(Exception):  # noqa: N818  internal: becomes a Problem of the file
    """A file that cannot be read as sheets at all: a code, what is wrong, what to do."""

    def __init__(self, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.code, self.message, self.hint = code, message, hint


@dataclass(frozen=True, slots=True)
class Column:
    """A column to write: its heading, what it is for, its width in letters, and its choices.

    `choices` are the texts to choose from, or the name of a sheet whose first column holds them.
    """

    heading: str
    help: str = ""
    width: int = 16
    choices: tuple[str, ...] | str = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet to write: headings in its first row, then rows of texts, as long as the headings."""

    name: str
    columns: tuple[Column, ...]
    rows: list[tuple[str, ...]] = field(default_factory=list)
    note: str = ""  # what the sheet is for, in a sentence


def column_name(number: int) -> str:
    """Give the letters of a column, counted from 1: 1 is A, 27 is AA."""
    name = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


# spaces of every kind, and the unseen marks that programs leave at the ends of a text
_AROUND = "".join(filter(str.isspace, map(chr, range(0x3001)))) + "\ufeff\u200b"
# the same as a YAML file may not hold: what steers a terminal, or turns the direction of a line
_CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


def cleaned(text: str) -> str:
    """Give a text without spaces and unseen marks around it, its lines ended as everywhere."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip(_AROUND)


def control_trouble(text: str) -> Trouble | None:
    """Say that a text holds a control character, which no text needs, if it does."""
    found = None if text.isprintable() else _CONTROL.search(text)
    if found is None:
        return None
    message = f"the text holds the control character {ascii(found[0])[2:-1]}"
    return "Y010", message, "remove it; it often comes with text copied from a PDF"
