"""Read a sheet's headings, and its rows as blocks of fields.

A grid and what its columns hold in, rows out; what ties rows together: see from_sheets.py.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from negotiation.load.node import Node, Place, node_at
from negotiation.near import did_you_mean, quoted
from negotiation.sheets.columns import NONE, OWN, Field, Form, Table
from negotiation.sheets.grid import Cell, Grid
from negotiation.withholding import is_mark

Fault = Callable[[Place, str, str, str], None]
Heading = tuple[Field, str]  # a field, and the language or the name of the detail
_LANGUAGE = r"[a-z]{2,3}"


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its sheet, its place, and its filled cells with the heading of each."""

    sheet: str
    place: Place
    cells: tuple[tuple[Heading, Cell], ...]

    def cell(self, heading: str) -> Cell | None:
        """Give the filled cell under a heading."""
        found = (
            cell for (one, suffix), cell in self.cells if one.heading == heading and not suffix
        )
        return next(found, None)

    def text(self, heading: str) -> str:
        """Give the text under a heading; empty if there is none."""
        cell = self.cell(heading)
        return "" if cell is None else cell.text

    def place_of(self, heading: str) -> Place:
        """Give the place of the cell under a heading, else of the row."""
        cell = self.cell(heading)
        return self.place if cell is None else Place(cell.row, cell.column, self.sheet)

    def of(self, fields: Collection[Field]) -> tuple[tuple[Heading, Cell], ...]:
        """Give the filled cells under some fields."""
        return tuple(pair for pair in self.cells if pair[0][0] in fields)

    def block(self, leave_out: Collection[str] = (), first: Collection[Field] = ()) -> Node:
        """Give the row as a block, without some headings and without the fields `first`."""
        kept = (
            pair
            for pair in self.cells
            if pair[0][0].heading not in leave_out and pair[0][0] not in first
        )
        return self.block_of(tuple(kept))

    def block_of(self, cells: Sequence[tuple[Heading, Cell]]) -> Node:
        """Give some cells as a block of fields."""
        block = node_at({}, self.place)
        for (field, suffix), cell in cells:
            path = field.path
            if field.form is Form.LABEL:
                path = (*path, suffix or "en")
            elif field.form is Form.DETAIL:
                path = (*path, suffix)
            put(block, path, value_of(cell, self.sheet, field.form), place_of(cell, self.sheet))
        between = block.get("between")
        if between is not None and isinstance(between.value, dict):
            ends = [between.value[key] for key in sorted(between.value)]
            between.value = ends
        return block


def place_of(cell: Cell, sheet: str) -> Place:
    """Give the place of a cell on a sheet."""
    return Place(cell.row, cell.column, sheet)


def keep(block: Node, key: str, node: Node, place: Place) -> None:
    """Put a value under a key, which has its place where it was put first."""
    assert isinstance(block.value, dict)  # noqa: S101  made as one
    block.value[key] = node
    block.keys.setdefault(key, place)


def value_of(cell: Cell, sheet: str, form: Form) -> Node:
    """Give a cell as a value of its form: a text, or a list of texts."""
    place = place_of(cell, sheet)
    if form not in {Form.IDS, Form.TEXTS}:
        return node_at(cell.text, place)
    parts = split_ids(cell.text) if form is Form.IDS else split_texts(cell.text)
    return node_at([] if cell.text == NONE else [node_at(part, place) for part in parts], place)


def split_ids(text: str) -> list[str]:
    """Give the ids of a cell, which stand apart by commas, semicolons or spaces."""
    return [part for part in re.split(r"[\s,;،؛]+", text) if part]


def split_texts(text: str) -> list[str]:
    """Give the texts of a cell, which stand apart by semicolons; a backslash keeps one."""
    parts = re.findall(r"((?:\\[;\\]|[^;])*)(?:;|$)", text)
    plain = (re.sub(r"\\([;\\])", r"\1", part).strip() for part in parts)
    return [part for part in plain if part]


def put(block: Node, path: tuple[str, ...], node: Node, place: Place) -> bool:
    """Put a value under a path of keys; False if one stands there already, or in the way."""
    for part in path[:-1]:
        child = block.get(part)
        if child is None:
            child = node_at({}, place)
            assert isinstance(block.value, dict)  # noqa: S101  made as one
            block.value[part] = child
            block.keys.setdefault(part, place)
        if not isinstance(child.value, dict):
            return False
        block = child
    assert isinstance(block.value, dict)  # noqa: S101  made as one
    if path[-1] in block.value:
        return False
    block.value[path[-1]] = node
    block.keys.setdefault(path[-1], place)
    return True


def rows_of(grid: Grid, table: Table, fault: Fault) -> Iterator[Row]:
    """Give the filled rows below the headings; what is wrong with cells and headings is told."""
    for first_row, first_column, *_ in grid.merged:
        message = "cells are merged, so that it is not said for which of them the text stands"
        hint = "unmerge them, and write the text into each row and column that it is meant for"
        fault(Place(first_row, first_column, grid.name), "S103", message, hint)
    found = _heading_row(grid, table)
    if found is None:
        if grid.rows:
            names = ", ".join(field.heading for field in table.fields[:6])
            message = f"the sheet {quoted(grid.name)} has no row of headings that are known"
            fault(Place(1, 1, grid.name), "S104", message, f"its first row holds: {names} …")
        return
    for number in grid.rows:
        if number < found:
            place = Place(number, min(grid.rows[number]), grid.name)
            message = f"the headings stand in row {found}; what is above them is not read"
            fault(place, "S104", message, "remove it")
    headings = _headings(grid, found, table, fault)
    for number, row in grid.rows.items():
        if number > found:
            cells = tuple(_cells(grid, row, headings, fault))
            if cells:
                yield Row(grid.name, place_of(cells[0][1], grid.name), cells)


def _cells(
    grid: Grid, row: Mapping[int, Cell], headings: Mapping[int, Heading | None], fault: Fault
) -> Iterator[tuple[Heading, Cell]]:
    for column in sorted(row):
        cell = row[column]
        heading = headings.get(column)
        if column not in headings:
            message = f"nothing stands above {quoted(cell.text)}"
            hint = "write a heading above it; a column of your own begins with _"
            fault(place_of(cell, grid.name), "S105", message, hint)
        elif heading is not None:
            if cell.trouble:
                fault(place_of(cell, grid.name), *cell.trouble)
            yield heading, cell


def _heading_row(grid: Grid, table: Table) -> int | None:
    """Give the first row that holds two known headings."""
    least = min(2, len(table.fields))
    for number, row in grid.rows.items():
        if sum(_heading(cell.text, table) is not None for cell in row.values()) >= least:
            return number
    return None


def _headings(grid: Grid, row: int, table: Table, fault: Fault) -> dict[int, Heading | None]:
    """Give the field of each column; None where it is the coder's own, or told of."""
    found: dict[int, Heading | None] = {}
    for column, cell in sorted(grid.rows[row].items()):
        heading = _heading(cell.text, table)
        place = place_of(cell, grid.name)
        if heading is not None and heading in found.values():
            message = f"the heading {quoted(cell.text)} stands here twice"
            fault(place, "S105", message, "keep one column")
            heading = None
        elif heading is None and (not cell.text.startswith(OWN) or is_mark(cell.text)):
            known = [field.heading for field in table.fields]
            message = f"the sheet {quoted(grid.name)} has no column {quoted(cell.text)}"
            hint = f"{did_you_mean(_spelt(cell.text), known)}; a column of your own begins with _"
            fault(place, "F201", message, hint)
        found[column] = heading
    return found


def _spelt(text: str) -> str:
    return re.sub(r"[\s()]+", " ", text).strip().casefold()


def _heading(text: str, table: Table) -> Heading | None:
    """Give the field that a heading means: "label", "label fr", "Label (fr)", "said by"."""
    spelt = _spelt(text)
    for field in table.fields:
        if field.form is not Form.DETAIL and spelt in {
            field.heading,
            field.heading.replace("-", " "),
        }:
            return field, ""
        start, _, rest = spelt.rpartition(" ")
        if start != field.heading:
            continue
        if field.form is Form.LABEL and re.fullmatch(_LANGUAGE, rest):
            return field, "" if rest == "en" else rest
        if field.form is Form.DETAIL and rest:
            return field, rest
    return None
