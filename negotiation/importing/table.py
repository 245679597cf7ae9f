"""A table with headings, from a grid of cells: columns by heading, rows by their number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from unicodedata import normalize

from negotiation.sheets.grid import Cell, Grid, column_name

LEAST_HEADINGS = 2
# what a terminal or a page would obey: control characters and overrides of the direction
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


def folded(heading: str) -> str:
    """Give a heading without what is easily written otherwise: capitals, accents, signs."""
    plain = "".join(ch for ch in normalize("NFKD", heading.casefold()) if ch.isalnum())
    return plain or heading.strip()


def cleaned(text: str) -> str:
    """Give a text on one line, with what would steer a terminal or a page spelt out."""
    return _CONTROL.sub(lambda found: ascii(found[0])[1:-1], " ".join(text.split()))


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number, and its filled cells by column."""

    number: int
    cells: Mapping[int, Cell]


@dataclass(frozen=True, slots=True)
class Headed:
    """A table: its headings by column, and its rows below them.

    `columns` gives the column of each heading, folded. No two headings are the same: see headed.
    `top` is the number of the row that holds them.
    """

    name: str
    top: int
    headings: Mapping[int, str]
    columns: Mapping[str, int]
    rows: tuple[Row, ...]

    def column(self, heading: str) -> int | None:
        """Give the column of a heading; None if the table has none of that name."""
        return self.columns.get(folded(heading))

    def place(self, number: int, column: int | None = None) -> str:
        """Give where a row or a cell stands: "events!17", "events!C17"."""
        return f"{self.name}!{column_name(column) if column else ''}{number}"


def headed(grid: Grid) -> Headed | None:
    """Give a grid as a table: its first row with two cells holds the headings; None without one.

    A heading that stands there again is numbered, "Source 2"; a column that has cells and no
    heading is called after its letter, "column G". So that nothing is passed over unseen.
    """
    numbers = sorted(grid.rows)
    top = next((n for n in numbers if len(grid.rows[n]) >= LEAST_HEADINGS), None)
    if top is None:
        return None
    rows = tuple(Row(n, grid.rows[n]) for n in numbers if n > top and grid.rows[n])
    filled = {*grid.rows[top], *(column for row in rows for column in row.cells)}
    headings = _told_apart(
        {
            column: cleaned(grid.rows[top][column].text if column in grid.rows[top] else "")
            or f"column {column_name(column)}"
            for column in sorted(filled)
        }
    )
    columns = {folded(heading): column for column, heading in headings.items()}
    return Headed(cleaned(grid.name), top, headings, columns, rows)


def _told_apart(headings: Mapping[int, str]) -> dict[int, str]:
    """Give headings of which no two are the same: one that stands there again has a number."""
    taken = {folded(heading) for heading in headings.values()}
    seen: set[str] = set()
    found = {}
    for column, heading in headings.items():
        name, number = heading, 2
        while folded(heading) in seen and folded(name) in taken:
            name, number = f"{heading} {number}", number + 1
        seen.add(folded(heading))
        taken.add(folded(name))
        found[column] = name
    return found


def values_of(table: Headed, heading: str) -> Iterator[str]:
    """Give the filled cells of a column that can be read, from the top."""
    column = table.column(heading)
    for row in table.rows:
        cell = row.cells.get(column or 0)
        if cell is not None and cell.text and not cell.trouble:
            yield cleaned(cell.text)
