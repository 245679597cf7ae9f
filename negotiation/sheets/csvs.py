"""Read and write CSV files, as spreadsheet programs make them: one table a file.

A text that a spreadsheet would take for a formula is written with an apostrophe in front, and
reading takes exactly that away again.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from negotiation.errors import UnknownName
from negotiation.near import did_you_mean, quoted
from negotiation.sheets.grid import Cell, Grid, Sheet, Unusable, cleaned, control_trouble
from negotiation.sheets.packed import FILLED, read_bytes, too_large
from negotiation.sheets.writable import COLUMNS, LETTERS, ROWS, refuse_unwritable

DELIMITERS = (",", ";", "\t", "|")
SAMPLE = 20  # records that show what divides the columns
BEGINNING = 100_000  # characters in which they are looked for
SAVE_AS = "save it as “CSV UTF-8”"
OR_NAME = f"{SAVE_AS}, or name its encoding: cp1252, latin-1, cp1256 (Arabic)"
_SAID = re.compile('"?sep=([^"\r\n])"?(\r\n|\r|\n|$)', re.IGNORECASE)
_FORMULA = re.compile("'*[=+\\-@\t\r]")  # with any number of apostrophes, so that none is lost
_MARKED = re.compile("'+[=+\\-@\t\r]")
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ENCODINGS = ("utf-8", "utf-16", "cp1252", "latin-1", "cp1256", "cp1251", "cp1250", "mac-roman")
_OTHER_USES = {"idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape", "utf-7"}


def csv_bytes(sheet: Sheet) -> bytes:
    """Give a sheet as CSV in UTF-8 with the mark that Excel looks for; rows end as in Windows.

    Raises NotASheet for a text that no spreadsheet can hold.
    """
    refuse_unwritable(sheet)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    headings = tuple(column.heading for column in sheet.columns)
    for row in (headings, *sheet.rows):
        writer.writerow([f"'{text}" if _FORMULA.match(text) else text for text in row])
    return codecs.BOM_UTF8 + out.getvalue().encode("utf-8")


def read_csv(path: Path, shown: str, *, encoding: str = "", most: int = FILLED) -> Grid:
    """Give the table of a CSV file, under the file's name; what divides its columns is looked for.

    Rows have the numbers that a spreadsheet gives them. `shown` is how messages name the file;
    `most` filled cells are read. Raises Unusable if it cannot be read as a table, UnknownName if
    there is no such encoding.
    """
    text = _decoded(read_bytes(path, shown), encoding)
    said = _SAID.match(text)
    delimiter = said[1] if said else _divided_by(text)
    body = text[said.end() :] if said else text
    rows = {}
    left = most
    for number, record in enumerate(_records(body, delimiter, 1 if said else 0), 1):
        if number > ROWS or len(record) > COLUMNS:
            raise too_large(f"the table has more than {ROWS:,} rows or {COLUMNS:,} columns")
        row = _row(number, record)
        left -= len(row)
        if left < 0:
            raise too_large(f"the file holds more than {most:,} filled cells")
        if row:
            rows[number] = row
    return Grid(path.stem, rows)


def _row(number: int, record: list[str]) -> dict[int, Cell]:
    """Give the filled cells of a record."""
    row = {}
    for column, field in enumerate(record, 1):
        text = cleaned(field[1:] if _MARKED.match(field) else field)
        if len(text) > LETTERS:
            raise too_large(f"a cell of row {number:,} holds more than {LETTERS:,} characters")
        if text:
            row[column] = Cell(text, number, column, control_trouble(text))
    return row


def _decoded(data: bytes, encoding: str) -> str:
    """Give the text of a file. Raises Unusable, UnknownName."""
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), "")
    name = marked or _known(encoding) or "utf-8"
    try:
        text = data.decode(name)
    except UnicodeDecodeError as error:
        line = 1 + data.count(b"\n", 0, error.start)
        message = f"line {line:,} is not encoded in {name.removesuffix('-sig').upper()}"
        raise Unusable("Y008", message, OR_NAME) from None
    if "\0" in text:
        line = 1 + text.count("\n", 0, text.index("\0"))
        raise Unusable("Y010", f"line {line:,} holds the control character x00", SAVE_AS)
    if not text.strip():
        raise Unusable("Y012", "the file is empty", "write a row of headings first")
    return text


def _known(encoding: str) -> str:
    """Give the name of an encoding as Python has it. Raises UnknownName."""
    name = encoding.strip().casefold().replace("_", "-")
    if not name:
        return ""
    try:
        found = codecs.lookup(name)
        "".encode(name)  # raises LookupError for what is no encoding of text, such as base64
    except (LookupError, ValueError):
        found = None
    if found is None or found.name.replace("_", "-") in _OTHER_USES:
        hint = did_you_mean(name, _ENCODINGS)
        raise UnknownName(f"there is no encoding {quoted(encoding)}; {hint}")
    return found.name


def _divided_by(text: str) -> str:
    """Find what divides the columns: what gives the most of the first records one length."""
    best, most = DELIMITERS[0], (0.0, 0)
    for delimiter in DELIMITERS:
        lengths = _lengths(text[:BEGINNING], delimiter)
        for length, times in Counter(one for one in lengths if one > 1).most_common(1):
            if (times / len(lengths), length) > most:
                best, most = delimiter, (times / len(lengths), length)
    return best


def _lengths(text: str, delimiter: str) -> list[int]:
    """Give the number of columns of the first records."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    lengths: list[int] = []
    try:
        for record in reader:
            lengths += [len(record)] if any(record) else []
            if len(lengths) == SAMPLE:
                break
    except csv.Error:
        return lengths  # reading the whole will say what is wrong
    return lengths


def _records(text: str, delimiter: str, above: int) -> Iterator[list[str]]:
    """Give the records of a text, with `above` lines above it. Raises Unusable for stray quotes."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        begins = reader.line_num
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            opened = above + _last_opening(text, delimiter, begins)
            raise _stray_quote(str(error), opened, above + reader.line_num) from None


def _stray_quote(said: str, opened: int, ends: int) -> Unusable:
    """Say what is wrong with the quotes of a record: `said` is how the csv module puts it."""
    hint = 'inside a text in quotes, write "" for a quote'
    if "expected after" in said:
        message = f"in line {ends:,} a text goes on behind the quote that ends it"
        return Unusable("Y018", message, hint)
    if "larger" in said:
        message = (
            f"a text in line {opened:,} does not end for {csv.field_size_limit():,} characters"
        )
        return Unusable("Y003", message, f"look for a quote that is never closed; {hint}")
    message = f"the quote that opens in line {opened:,} is never closed"
    return Unusable("Y003", message, f"close it; {hint}")


def _last_opening(text: str, delimiter: str, begins: int) -> int:
    """Give the line of the last quote that opens in the record behind the line `begins`."""
    is_open, opened, before = False, begins + 1, delimiter
    for number, line in enumerate(io.StringIO(text, newline=""), 1):
        for letter in line if number > begins else "":
            if letter == '"' and is_open:
                is_open = False
            elif letter == '"' and before in {delimiter, "\r", "\n"}:
                is_open, opened = True, number
            elif letter == before == '"':  # two of them are a quote inside a text
                is_open = True
            before = letter
    return opened
