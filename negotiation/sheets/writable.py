"""Say what no spreadsheet can hold, before it is written: Sheets in, an error or nothing out."""

from __future__ import annotations

from negotiation.errors import NegotiationError
from negotiation.near import quoted
from negotiation.sheets.grid import Sheet, column_name, control_trouble

ROWS, COLUMNS = 1_048_576, 16_384  # of a sheet
LETTERS = 32_767  # of a cell; all three as Excel has them


class NotASheet(NegotiationError):  # noqa: N818
    """What cannot stand in a spreadsheet: a text too long, or with characters that it has not."""


def refuse_unwritable(sheet: Sheet) -> None:
    """Go through all texts of a sheet. Raises NotASheet at the first that cannot be written."""
    headings = tuple(column.heading for column in sheet.columns)
    if len(sheet.rows) >= ROWS or len(headings) > COLUMNS:
        raise NotASheet(
            f"the sheet {quoted(sheet.name)} is too large for a spreadsheet, which has {ROWS:,} "
            f"rows and {COLUMNS:,} columns; write a part of it"
        )
    for row, texts in enumerate((headings, *sheet.rows), 1):
        for column, text in enumerate(texts, 1):
            fault = _fault(text)
            if fault:
                place = f"{column_name(column)}{row} of the sheet {quoted(sheet.name)}"
                raise NotASheet(f"{place}: {quoted(text)} {fault}")


def _fault(text: str) -> str:
    if len(text) > LETTERS:
        return f"is longer than the {LETTERS:,} characters that a cell holds; shorten it"
    if control_trouble(text.replace("\r", "")):
        return "holds a character that no spreadsheet can hold; remove it"
    return ""
