"""Read and write .xlsx files: a path in and Grids out, Sheets in and bytes out.

Reading needs no library: of those that are kept well none tells a formula from its last value and
shows number formats. See docs/design.md.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from negotiation.sheets.cells import read_sheet
from negotiation.sheets.grid import Column, Grid, Sheet, cleaned, column_name
from negotiation.sheets.packed import Package, read_bytes
from negotiation.sheets.workbook import read_workbook
from negotiation.sheets.writable import NotASheet, refuse_unwritable

MADE = datetime(2000, 1, 1)  # noqa: DTZ001  the same in every file, so that the bytes are, too
READY = 1_000  # rows that offer choices
INLINE = 255  # characters of choices that Excel keeps with a column; more go into a sheet
TITLE, PROMPT = 32, 255  # characters that Excel shows beside a cell
LINE, HIGHEST = 15, 405  # points: of one line, and of the highest row that Excel takes
A4 = 9  # as the format counts sizes of paper
LISTS = "lists"  # the sheet of longer choices


def read_xlsx(path: Path, shown: str) -> list[Grid]:
    """Give the sheets of an .xlsx or .xlsm file in order, hidden ones too; no charts, no macros.

    `shown` is how messages name the file. Raises Unusable if it cannot be read as sheets.
    """
    package = Package(read_bytes(path, shown))
    book = read_workbook(package)
    return [read_sheet(package, sheet, book) for sheet in book.sheets]


def xlsx_bytes(sheets: Sequence[Sheet]) -> bytes:
    """Give an .xlsx file: texts only, headings frozen, choices offered; the same bytes every time.

    Choices with commas, or of 255 characters and more, stand in a further sheet, `lists`.
    Raises NotASheet for a text or name that no spreadsheet can hold.
    """
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import XlsxWriterException

    for sheet in sheets:
        refuse_unwritable(sheet)
    out = io.BytesIO()
    try:
        book = Workbook(out, {"in_memory": True})
        book.set_properties({"created": MADE})
        styles = _styles(book)
        for sheet in [*sheets, *_lists(sheets)]:
            _write(book.add_worksheet(sheet.name), sheet, sheets, styles)
        book.close()
    except XlsxWriterException as error:
        raise NotASheet(f"the spreadsheet cannot be written: {error}") from None
    return out.getvalue()


def _styles(book: Any) -> dict[str, Any]:
    """Give the looks of cells: all of them texts, so that dates and 11-12 stay as typed."""
    text = {"num_format": "@", "valign": "top", "text_wrap": True}
    return {
        "text": book.add_format(text),
        "sign": book.add_format({**text, "quote_prefix": True}),  # stays a text when edited
        "heading": book.add_format({**text, "bold": True}),
    }


def _write(page: Any, sheet: Sheet, sheets: Sequence[Sheet], styles: dict[str, Any]) -> None:
    """Write one sheet: columns, headings, what may be chosen, rows."""
    for number, column in enumerate(sheet.columns):
        page.set_column(number, number, column.width, styles["text"])
        page.write_string(0, number, column.heading, styles["heading"])
        rules = _prompt(column.heading, column.help) | _choices(column, sheets)
        if rules:
            page.data_validation(1, number, READY - 1, number, {"validate": "any"} | rules)
    page.freeze_panes(1, 0)
    page.set_landscape()
    page.set_paper(A4)
    page.fit_to_pages(1, 0)  # all columns on one page, and as many pages as the rows need
    page.repeat_rows(0)
    if sheet.note:
        page.data_validation(0, 0, 0, 0, {"validate": "any"} | _prompt(sheet.name, sheet.note))
    for row, texts in enumerate(sheet.rows, 1):
        lines = _lines(texts, sheet.columns)
        if lines > 1:  # LibreOffice shows the first line only, unless it is told
            page.set_row(row, min(LINE * lines, HIGHEST))
        for number, text in enumerate(texts):
            style = "sign" if text.startswith(("=", "+", "-", "@", "'")) else "text"
            write = page.write_string if text else page.write_blank
            write(row, number, text, styles[style])


def _lines(texts: Sequence[str], written: Sequence[Column]) -> int:
    """Give how many lines a row needs, about: the most that one of its cells does."""
    return max(
        sum(-(-len(line) // column.width) or 1 for line in text.split("\n"))
        for text, column in zip(texts, written, strict=True)
    )


def _prompt(title: str, text: str) -> dict[str, Any]:
    """Give what is said beside a cell when it is chosen."""
    if not text:
        return {}
    told = text if len(text) <= PROMPT else text[: PROMPT - 1] + "…"
    return {"input_title": title[:TITLE], "input_message": told}


def _choices(column: Column, sheets: Sequence[Sheet]) -> dict[str, Any]:
    """Give what a column offers: a list that binds, or what a sheet holds, which only informs."""
    if isinstance(column.choices, str):
        return _of_sheet(column.choices, sheets)
    if _is_long(column.choices):
        letter = column_name(1 + _long(sheets).index(column.choices))
        last = 1 + len(column.choices)
        source: str | list[str] = f"={_in_quotes(_lists_name(sheets))}!${letter}$2:${letter}${last}"
    else:
        source = list(column.choices)
    told = {"error_title": column.heading[:TITLE], "error_message": "Choose one of the list."}
    return {"validate": "list", "source": source, **told} if column.choices else {}


def _of_sheet(name: str, sheets: Sequence[Sheet]) -> dict[str, Any]:
    """Offer what the first column of a sheet holds; nothing, if that sheet is not written."""
    if name not in {sheet.name for sheet in sheets}:
        return {}
    source = f"={_in_quotes(name)}!$A$2:$A${READY}"
    told = f"The sheet {name[:TITLE]} does not hold this yet."
    return {
        "validate": "list",
        "source": source,
        "error_type": "information",
        "error_message": told,
    }


def _in_quotes(name: str) -> str:
    doubled = name.replace("'", "''")
    return f"'{doubled}'"


def _is_long(choices: tuple[str, ...]) -> bool:
    """Say whether choices need a sheet: too long, or with signs that would divide them."""
    divided = any(set(',"\n') & set(one) or one != cleaned(one) for one in choices)
    return divided or len(",".join(choices)) >= INLINE


def _long(sheets: Sequence[Sheet]) -> list[tuple[str, ...]]:
    """Give the choices that need a sheet, each once."""
    every = (column.choices for sheet in sheets for column in sheet.columns)
    long = (one for one in every if not isinstance(one, str) and _is_long(one))
    return list(dict.fromkeys(long))


def _lists_name(sheets: Sequence[Sheet]) -> str:
    taken = {sheet.name.casefold() for sheet in sheets}
    return LISTS if LISTS not in taken else f"_{LISTS}"


def _lists(sheets: Sequence[Sheet]) -> list[Sheet]:
    """Give the sheet that holds long choices below the heading of their column, if any do."""
    long = _long(sheets)
    if not long:
        return []
    headings = {c.choices: c.heading for s in reversed(sheets) for c in reversed(s.columns)}
    most = max(len(choices) for choices in long)
    padded = [(*choices, *[""] * (most - len(choices))) for choices in long]
    columns = tuple(Column(headings[choices]) for choices in long)
    return [Sheet(_lists_name(sheets), columns, list(zip(*padded, strict=True)))]
