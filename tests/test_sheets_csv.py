"""Reading and writing CSV files, as spreadsheet programs of many countries make them."""

import codecs
import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from negotiation.errors import UnknownName
from negotiation.sheets.csvs import csv_bytes, read_csv
from negotiation.sheets.grid import Column, Grid, Sheet, Unusable, cleaned, control_trouble
from negotiation.sheets.paths import is_spreadsheet
from negotiation.sheets.table import read_grids, read_table
from negotiation.sheets.writable import NotASheet
from tests.workbooks import cell, filled, pack, parts

FOLDERS = settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
TEXTS = st.text(max_size=20).filter(lambda text: not control_trouble(text.replace("\r", "")))
SIGNS = st.text("'=+-@\t\r \n1,;\"", max_size=6)


def read(folder: Path, content: str | bytes, encoding: str = "") -> Grid:
    """Read a file of these bytes, or of a text in UTF-8."""
    path = folder / "events.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_csv(path, "events.csv", encoding=encoding)


def spoilt(folder: Path, content: str | bytes, encoding: str = "") -> Unusable:
    """Give the error for a file of these bytes."""
    with pytest.raises(Unusable) as caught:
        read(folder, content, encoding)
    return caught.value


# --- reading ------------------------------------------------------------------------------------


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_what_divides_the_columns_is_found(tmp_path: Path, delimiter: str, end: str) -> None:
    """A comma here, a semicolon there: the file itself shows which."""
    rows = [("id", "when"), ("talks", "2018-07-04"), ("truce", "2018-07-06")]
    grid = read(tmp_path, end.join(delimiter.join(row) for row in rows))

    assert grid.name == "events"
    assert filled(grid) == {
        "A1": "id", "B1": "when", "A2": "talks", "B2": "2018-07-04", "A3": "truce",
        "B3": "2018-07-06",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("content", "b2"),
    [
        ("id;label\na;talks, then silence\nb;truce, again\n", "talks, then silence"),
        ("id;share\na;0,5\nb;1,5\n", "0,5"),
        ("Talks in Daraa, 2018\nid;label;when\na;b;c\nd;e;f\n", "label"),
        ('id,label\na,"one;two;three"\nb,"one;two;three"\n', "one;two;three"),
        ("sep=;\nid;label\na,b;c,d\n", "c,d"),
        ('"sep=|"\r\nid|label\r\na|b', "b"),
        ("SEP=\t\nid\tlabel\na\tb", "b"),
    ],
)
def test_other_signs_in_the_texts(tmp_path: Path, content: str, b2: str) -> None:
    """Commas in texts do not outweigh the sign that divides every row; `sep=` decides."""
    assert filled(read(tmp_path, content))["B2"] == b2


def test_one_column(tmp_path: Path) -> None:
    """A file with one column is a table, too."""
    assert filled(read(tmp_path, "id\ntalks\n")) == {"A1": "id", "A2": "talks"}


def test_rows_are_numbered_as_a_spreadsheet_does(tmp_path: Path) -> None:
    """A record of several lines is one row, an empty line another: B4 is what people see there."""
    grid = read(tmp_path, 'id,label\n\na,"two\nlines, and a ""quote"""\nb,last\n')

    assert filled(grid) == {
        "A1": "id",
        "B1": "label",
        "A3": "a",
        "B3": 'two\nlines, and a "quote"',
        "A4": "b",
        "B4": "last",
    }
    assert list(grid.rows) == [1, 3, 4]


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        ("id,é\n".encode(), ""),
        (codecs.BOM_UTF8 + "id,é\n".encode(), ""),
        (codecs.BOM_UTF8 + "id,é\n".encode(), "cp1252"),  # the mark in the file knows better
        ("id,é\n".encode("utf-16"), ""),
        (codecs.BOM_UTF16_BE + "id,é\n".encode("utf-16-be"), ""),
        ("id,é\n".encode("utf-32"), ""),
        ("id,é\n".encode("latin-1"), "latin-1"),
        ("id,é\n".encode("cp1252"), "CP1252"),
        ("id,é\n".encode("mac-roman"), "mac_roman"),
    ],
)
def test_encodings(tmp_path: Path, content: bytes, encoding: str) -> None:
    """UTF-8 and marked UTF-16 are read; any other encoding if it is named."""
    assert filled(read(tmp_path, content, encoding)) == {"A1": "id", "B1": "é"}


@pytest.mark.parametrize(
    ("content", "encoding", "words"),
    [
        ("id,label\na,é\n".encode("latin-1"), "", "line 2 is not encoded in UTF-8"),
        (codecs.BOM_UTF16_LE + b"i\0d\0\n", "", "line 1 is not encoded in UTF-16"),
        (b"id\na\x81", "cp1252", "line 2 is not encoded in CP1252"),
    ],
)
def test_other_encoding_is_told(tmp_path: Path, content: bytes, encoding: str, words: str) -> None:
    """Letters are never guessed: the message says where, and how to save the file."""
    fault = spoilt(tmp_path, content, encoding)

    assert (fault.code, fault.message) == ("Y008", words)
    assert "CSV UTF-8" in fault.hint


@pytest.mark.parametrize("name", ["latn-1", "utf-99", "base64", "rot13", "punycode", "a\0b", "."])
def test_unknown_encoding(tmp_path: Path, name: str) -> None:
    """An encoding of no text is refused, with one that is near."""
    with pytest.raises(UnknownName, match="there is no encoding"):
        read(tmp_path, "id\n", name)


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        ("", "Y012", "the file is empty"),
        ("\ufeff \n\n", "Y012", "the file is empty"),
        ("id\na\0b\n", "Y010", "line 2 holds the control character x00"),
        (b"i\0d\0", "Y010", "line 1 holds"),
        ('id,label\na,b\nc,"open\nd,e\n', "Y003", "the quote that opens in line 3 is never closed"),
        ('a,"x\ny","z ""w"" \nd,e\n', "Y003", "the quote that opens in line 2 is never closed"),
        ('sep=;\na;"b\n', "Y003", "the quote that opens in line 2 is never closed"),
        ('id,label\na,"b" c\n', "Y018", "in line 2 a text goes on behind the quote that ends it"),
        (f'id\n"{"x" * 140_000}', "Y003", "a text in line 2 does not end for 131,072 characters"),
        ("x" * 33_000, "Y006", "a cell of row 1 holds more than 32,767 characters"),
        ("1,2\n" * 25_001, "Y006", "more than 50,000 filled cells"),
        ("\n" * 1_048_577 + "x", "Y006", "more than 1,048,576 rows or 16,384 columns"),
        ("," * 16_384 + "x", "Y006", "more than 1,048,576 rows or 16,384 columns"),
    ],
)
def test_file_that_is_no_table(tmp_path: Path, content: str | bytes, code: str, words: str) -> None:
    """Stray quotes are told where they open, and what is too much for a table as such."""
    fault = spoilt(tmp_path, content)

    assert fault.code == code
    assert words in fault.message
    assert fault.hint


def test_control_character_is_told(tmp_path: Path) -> None:
    """A cell with a control character is kept, with what is wrong with it."""
    (row,) = read(tmp_path, "a\x1b[31m,b").rows.values()

    assert row[1].trouble is not None
    assert row[1].trouble[0] == "Y010"
    assert row[2].trouble is None


def test_stray_quote_inside_a_text(tmp_path: Path) -> None:
    """A quote in the middle of a text that is not in quotes is only a sign."""
    assert filled(read(tmp_path, 'id,label\na,5" shells\n'))["B2"] == '5" shells'


@FOLDERS
@given(st.binary(max_size=200))
def test_no_bytes_bring_it_down(tmp_path: Path, content: bytes) -> None:
    """Whatever stands in a file, it is read or refused; nothing else happens."""
    try:
        done = isinstance(read(tmp_path, content), Grid)
    except Unusable as fault:
        done = bool(fault.message and fault.hint)

    assert done


# --- writing ------------------------------------------------------------------------------------


def test_file_as_excel_opens_it() -> None:
    """UTF-8 with its mark, rows ended as in Windows, and nothing that is taken for a formula."""
    sheet = Sheet("a", (Column("id"), Column("label")), [("é", "=1+1"), ("b, c", "'-5")])

    assert csv_bytes(sheet) == (
        codecs.BOM_UTF8 + "id,label\r\né,'=1+1\r\n\"b, c\",''-5\r\n".encode()
    )


def test_what_no_spreadsheet_holds() -> None:
    """A control character is refused here as in .xlsx files."""
    with pytest.raises(NotASheet, match="A2 of the sheet"):
        csv_bytes(Sheet("a", (Column("id"),), [("\x00",)]))


@FOLDERS
@given(st.lists(st.tuples(TEXTS | SIGNS, TEXTS | SIGNS), max_size=6))
@example([("'=x", "''=x"), ("\t=x", "\r=x"), ("'", "''"), ("", ""), ("", "a")])
def test_any_text_survives(tmp_path: Path, rows: list[tuple[str, str]]) -> None:
    """Whatever is written is read again: as it is, but for spaces around it, in its place."""
    grid = read(tmp_path, csv_bytes(Sheet("a", (Column("x"), Column("y")), rows)))

    assert filled(grid) == {
        f"{letter}{number}": cleaned(text)
        for number, row in enumerate([("x", "y"), *rows], 1)
        for letter, text in zip("AB", row, strict=True)
        if cleaned(text)
    }


@FOLDERS
@given(st.lists(SIGNS, min_size=1, max_size=6))
def test_no_cell_begins_as_a_formula(texts: list[str]) -> None:
    """No cell of a file of ours begins with a sign that a spreadsheet obeys."""
    data = csv_bytes(Sheet("a", (Column("x"),), [(text,) for text in texts]))
    records = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))

    assert not [field for record in records for field in record if field[:1] in set("=+-@\t\r")]


# --- which table --------------------------------------------------------------------------------


def test_folder_is_a_spreadsheet(tmp_path: Path) -> None:
    """Every CSV file of a folder is a sheet; others, folders inside and programs' own are left."""
    for name in ("sources.csv", "events.CSV", "notes.txt", ".hidden.csv", "~$events.csv"):
        (tmp_path / name).write_text("id\n")
    (tmp_path / "older.csv").mkdir()
    (tmp_path / "older.csv" / "events.csv").write_text("id\n")

    assert is_spreadsheet(tmp_path)
    assert [grid.name for grid in read_grids(tmp_path, "talks")] == ["events", "sources"]


def test_bad_file_of_a_folder_is_named(tmp_path: Path) -> None:
    """What is wrong with one file of a folder is told with its name."""
    (tmp_path / "events.csv").write_bytes(b"\xff")

    with pytest.raises(Unusable, match=r'"events\.csv": line 1 is not encoded in UTF-8'):
        read_grids(tmp_path, "talks")


@pytest.mark.parametrize("target", ["outside.csv", "nowhere.csv"])
def test_link_out_of_the_folder_is_refused(tmp_path: Path, target: str) -> None:
    """A folder from a stranger cannot reach other files."""
    (tmp_path / "outside.csv").write_text("secret\n")
    folder = tmp_path / "talks"
    folder.mkdir()
    (folder / "events.csv").symlink_to(tmp_path / target)

    with pytest.raises(Unusable, match="leads out of the folder") as caught:
        read_grids(folder, "talks")
    assert caught.value.code == "P502"


def test_what_is_a_spreadsheet(tmp_path: Path) -> None:
    """Files of spreadsheet programs are, also those that are only told how to save them."""
    names = ("a.xlsx", "a.XLSM", "a.ods", "a.xls", "a.yaml", "a.csv", "a")

    assert [is_spreadsheet(tmp_path / name) for name in names] == [True] * 4 + [False] * 3
    assert not is_spreadsheet(tmp_path)


def test_many_files(tmp_path: Path) -> None:
    """Files that are too much together are refused, each alone or all."""
    for number in range(3):
        (tmp_path / f"{number}.csv").write_text("1,2\n" * 9_000)
    with pytest.raises(Unusable, match="the files hold more than 50,000 filled cells"):
        read_grids(tmp_path, "talks")

    for number in range(101):
        (tmp_path / f"{number}.csv").write_text("1\n")
    with pytest.raises(Unusable, match="more than 100 CSV files"):
        read_grids(tmp_path, "talks")


def test_table_of_a_path(tmp_path: Path) -> None:
    """One table: of a .csv, .tsv or .txt file, or of an .xlsx file with one sheet."""
    for name in ("a.csv", "a.tsv", "a.TXT"):
        (tmp_path / name).write_text("id\tlabel\n1\t2\n")
        assert filled(read_table(tmp_path / name, name))["B2"] == "2"
    pack(tmp_path / "a.xlsx", parts(cell("<v>1</v>")))

    assert filled(read_table(tmp_path / "a.xlsx", "a.xlsx")) == {"B2": "1"}
    assert [grid.name for grid in read_grids(tmp_path / "a.xlsx", "a.xlsx")] == ["talks"]
    assert read_table(tmp_path / "a.csv", "a.csv", sheet="a").name == "a"
    with pytest.raises(Unusable, match="a CSV file holds one table") as caught:
        read_table(tmp_path / "a.csv", "a.csv", sheet="events")
    assert caught.value.code == "S111"
