"""Read the cells of one sheet: a part of a packed workbook in, a Grid out.

Nothing is reckoned: a formula is told as one, and what a program last made of it is not used.
"""

from __future__ import annotations

import math
import re
from datetime import datetime

from negotiation.near import quoted
from negotiation.sheets.excel_dates import date_text, digits, is_percent, serial, shown_by
from negotiation.sheets.grid import Cell, Grid, Trouble
from negotiation.sheets.markup import Listener, walk
from negotiation.sheets.packed import FILLED, Package, broken, too_large
from negotiation.sheets.workbook import SheetPart, Text, Workbook, counted, text_of
from negotiation.sheets.writable import COLUMNS, ROWS

SPREAD = 200  # formulas that fill several cells, in one sheet
MERGED = 10_000  # merged rectangles, in one sheet
Area = tuple[int, int, int, int]  # first row, first column, last row, last column
_PLACE = re.compile("([A-Z]{1,3})([1-9][0-9]{0,6})")
_NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,3})?")
_FORMULA: Trouble = (
    "S108",
    "the cell holds a formula",
    "copy it and paste its value (Paste special, Values)",
)


def read_sheet(package: Package, sheet: SheetPart, book: Workbook) -> Grid:
    """Give the filled cells of a sheet. Raises Unusable if it is damaged or too large."""
    listener = _Cells(package, book)
    walk(package, sheet.part, listener)
    for area in listener.spread:
        _mark(listener.rows, area)
    return Grid(sheet.name, listener.rows, sheet.hidden, tuple(listener.merged))


def _mark(rows: dict[int, dict[int, Cell]], area: Area) -> None:
    """Mark the cells that a formula in another cell fills: their values are reckoned, too."""
    top, left, bottom, right = area
    for number, row in rows.items():
        if not top <= number <= bottom:
            continue
        for column, cell in row.items():
            if left <= column <= right and cell.trouble is None:
                row[column] = Cell(cell.text, number, column, _FORMULA)


class _Cells(Listener):
    """Put the cells of a sheet together while its elements pass by."""

    def __init__(self, package: Package, book: Workbook) -> None:
        self.package = package
        self.book = book
        self.rows: dict[int, dict[int, Cell]] = {}
        self.merged: list[Area] = []
        self.spread: list[Area] = []
        self.row = self.column = 0
        self.is_formula = False
        self.attributes: dict[str, str] = {}
        self.pieces: dict[str, list[str]] = {"v": [], "t": [], "f": []}

    def opened(self, path: list[str], attributes: dict[str, str]) -> None:
        name = path[-1]
        if name == "c" and len(path) == 4:
            self._begin(attributes)
        elif name == "row" and len(path) == 3:
            said = attributes.get("r")
            self.row = counted(said) if said else self.row + 1
            self.column = 0
        elif name == "f" and len(path) == 5:
            self.is_formula = True
            if attributes.get("t") in {"array", "dataTable"} and ":" in attributes.get("ref", ""):
                self._keep(self.spread, attributes["ref"], SPREAD, "formulas over several cells")
        elif name == "mergeCell":
            self._keep(self.merged, attributes.get("ref", ""), MERGED, "merged cells")

    def told(self, path: list[str], text: str) -> None:
        if len(path) > 4 and path[3] == "c" and path[-1] in self.pieces and "rPh" not in path:
            self.pieces[path[-1]].append(text)

    def closed(self, path: list[str]) -> None:
        if path[-1] != "c" or len(path) != 4:
            return
        if self.is_formula or any(self.pieces.values()):
            text, trouble = self._content()
            if text or trouble:
                self._add(Cell(text, self.row, self.column, trouble))
        self.is_formula = False
        for pieces in self.pieces.values():
            pieces.clear()

    def _begin(self, attributes: dict[str, str]) -> None:
        self.attributes = attributes
        if "r" in attributes:
            self.row, self.column = _place(attributes["r"])
        else:
            self.column += 1

    def _keep(self, areas: list[Area], ref: str, most: int, what: str) -> None:
        if len(areas) >= most:
            raise too_large(f"a sheet has more than {most:,} {what}")
        first, _, last = ref.partition(":")
        areas.append((*_place(first), *_place(last or first)))

    def _add(self, cell: Cell) -> None:
        row = self.rows.setdefault(cell.row, {})
        if cell.column in row:
            raise broken(f"the cell {cell.name} stands in it twice")
        if not (0 < cell.row <= ROWS and cell.column <= COLUMNS):
            raise broken(f"{cell.name} lies outside any sheet")
        self.package.cells_left -= 1
        self.package.letters_left -= len(cell.text)
        if self.package.cells_left < 0:
            raise too_large(f"the file holds more than {FILLED:,} filled cells")
        if self.package.letters_left < 0:
            raise too_large("the cells of the file hold more text than a long book")
        row[cell.column] = cell

    def _content(self) -> Text:
        """Give the text of a cell, and what is wrong with it."""
        if self.is_formula:
            return text_of(["=", *self.pieces["f"]])[0], _FORMULA
        kind = self.attributes.get("t", "n")
        if kind in {"inlineStr", "str"}:
            return text_of(self.pieces["t" if kind == "inlineStr" else "v"])
        raw = "".join(self.pieces["v"]).strip()
        if kind == "s":
            return self._shared(raw)
        if kind == "e":
            return _no_value(raw, f"the cell shows the error {quoted(raw)}")
        if kind == "b":
            return ("true" if raw in {"1", "true"} else "false"), None
        return self._number(kind, raw) if raw else ("", None)

    def _shared(self, raw: str) -> Text:
        number = counted(raw)
        if number >= len(self.book.texts):
            raise broken(f"its text {number} is missing")
        return self.book.texts[number]

    def _number(self, kind: str, raw: str) -> Text:
        """Give a number as digits, or as the date that its format shows."""
        shown = shown_by(self._format())
        if kind == "d":
            try:
                moment = datetime.fromisoformat(raw)
            except ValueError:
                return _no_value(raw, f"{quoted(raw)} stands where a date is due")
            number = serial(moment, self.book.from_1904)
            shown = shown or shown_by("yyyy-mm-dd hh:mm:ss" if "T" in raw else "yyyy-mm-dd")
        elif _NUMBER.fullmatch(raw) and math.isfinite(float(raw)):
            number = float(raw)
        else:
            return _no_value(raw, f"{quoted(raw)} stands where a number is due")
        if shown is None and is_percent(self._format()):
            message = f"the cell shows {digits(number * 100)} % and holds {digits(number)}"
            return digits(number), ("S109", message, f"write {digits(number * 100)} as a text")
        if shown is None:
            return digits(number), None
        return date_text(number, shown, self.book.from_1904)

    def _format(self) -> str:
        """Give the number format of the cell; without it a date could not be told from a number."""
        style = counted(self.attributes.get("s", "0"))
        if style < len(self.book.formats):
            return self.book.formats[style]
        if style:
            raise broken(f"its style {style} is missing")
        return "General"


def _no_value(raw: str, message: str) -> Text:
    hint = "write the text or number that belongs there, or empty the cell"
    return raw[:60], ("S109", message, hint)


def _place(name: str) -> tuple[int, int]:
    """Give the row and column of a cell's name: C4 is (4, 3). Raises Unusable."""
    found = _PLACE.fullmatch(name)
    if not found:
        raise broken(f"{quoted(name)} is not the place of a cell")
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]), column
