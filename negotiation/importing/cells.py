"""The cells of a table as a mapping names them, and what became of a row that is no event."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from negotiation.importing.mapping import TableMapping
from negotiation.importing.table import Headed, Row, cleaned
from negotiation.sheets.grid import Trouble


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row or a cell that was not taken: where, under which code, and why.

    `what` says which row it is, by its id, date and kind as they stand in the table.
    """

    row: int
    column: int | None
    code: str
    because: str
    what: str = ""


class NotTaken(Exception):  # noqa: N818  internal: becomes a row or a cell in the report
    """A row, or a cell of one, that cannot be taken."""

    def __init__(self, left: LeftOut) -> None:
        super().__init__(left.because)
        self.left = left


@dataclass(frozen=True, slots=True)
class Asked:
    """Which part of the table is taken, and on which day it was retrieved.

    `where` gives for each heading the values of which a row must have one; `first` and `last`
    bound the days on which the event may have been.
    """

    where: Mapping[str, tuple[str, ...]]
    first: date | None = None
    last: date | None = None
    retrieved: date | None = None


@dataclass(frozen=True, slots=True)
class Cells:
    """A table, and the column for each heading that the mapping names and the table has."""

    table: Headed
    columns: Mapping[str, int]

    def text(self, row: Row, heading: str | None) -> str:
        """Give what a cell holds; nothing if it is empty, cannot be read or is not there."""
        cell = row.cells.get(self.columns.get(heading or "", 0))
        return "" if cell is None or cell.trouble else cleaned(cell.text)

    def trouble(self, row: Row, heading: str) -> Trouble | None:
        """Give what is wrong with a cell, if anything."""
        cell = row.cells.get(self.columns.get(heading, 0))
        return None if cell is None else cell.trouble

    def left(self, row: Row, heading: str | None, code: str, because: str) -> NotTaken:
        """Say that a row, or one of its cells, is not taken, and why."""
        return NotTaken(LeftOut(row.number, self.columns.get(heading or ""), code, because))


def cells_of(table: Headed, mapping: TableMapping) -> Cells:
    """Find the column of every heading that the mapping names, or of another one it allows."""
    found: dict[str, int] = {}
    for heading in mapping.used():
        for name in (heading, *mapping.headings.get(heading, ())):
            column = table.column(name)
            if column is not None:
                found.setdefault(heading, column)
    return Cells(table, found)
