"""Reading and writing .xlsx files: what people make of spreadsheets, and what strangers may."""

import datetime as dt
import io
import re
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl.chart import BarChart

from negotiation.sheets.grid import Column, Grid, Sheet, Unusable, cleaned
from negotiation.sheets.table import read_table
from negotiation.sheets.writable import NotASheet
from negotiation.sheets.xlsx import read_xlsx, xlsx_bytes
from tests.workbooks import (
    cell,
    filled,
    only,
    pack,
    parts,
    relations,
    shared,
    sheet,
    styles,
)

FOLDERS = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
# what a spreadsheet can hold: no control characters, none that turn the direction of a line
TEXTS = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"), include_characters="\n").filter(
        lambda letter: not re.match("[\u202a-\u202e\u2066-\u2069\ufffe\uffff]", letter)
    ),
    max_size=40,
)


def grids(folder: Path, content: dict[str, str | bytes]) -> list[Grid]:
    """Read a workbook of these parts."""
    path = pack(folder / "talks.xlsx", content)
    return read_xlsx(path, path.name)


def one(folder: Path, inner: str, attributes: str = "", **more: str) -> Any:
    """Read a workbook with one cell."""
    return only(grids(folder, parts(cell(inner, attributes), **more)))


def dated(folder: Path, number: str, look: str | int, book: str = "") -> Any:
    """Read a number in a cell with a number format."""
    return one(folder, f"<v>{number}</v>", 's="0"', looks=styles(look), book=book)


# --- texts and numbers --------------------------------------------------------------------------


def test_texts_however_they_are_kept(tmp_path: Path) -> None:
    """Shared, inline and rich texts are read alike, without the sounds beside Japanese signs."""
    rich = "<si><r><t>half </t></r><r><rPr><b/></rPr><t>bold</t></r></si>"
    sounds = '<si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh></si>'
    page = sheet(
        '<row r="3"><c r="A3" t="s"><v>0</v></c><c r="B3" t="s"><v>1</v></c>'
        '<c r="C3" t="s"><v>2</v></c><c r="E3" t="inlineStr"><is><t>here</t></is></c>'
        '<c r="F3" t="inlineStr"><is><r><t>in </t></r><r><t>two</t></r></is></c>'
        '<c r="G3" t="str"><v>pasted</v></c></row>'
    )

    (grid,) = grids(tmp_path, parts(page, texts=shared("talks") + rich + sounds))

    assert grid.name == "talks"
    assert filled(grid) == {
        "A3": "talks",
        "B3": "half bold",
        "C3": "東京",
        "E3": "here",
        "F3": "in two",
        "G3": "pasted",
    }


@pytest.mark.parametrize(
    ("kept", "text"),
    [
        ("  talks \u00a0", "talks"),
        ("\ufefftalks", "talks"),
        ("one_x000D_\ntwo", "one\ntwo"),
        ("one&#13;two", "one\ntwo"),
        ("a_x005F_x000D_b", "a_x000D_b"),
        ("_xD83D__xDE00_", "😀"),
    ],
)
def test_text_as_it_was_typed(tmp_path: Path, kept: str, text: str) -> None:
    """Spaces and marks around a text go; Excel's escapes and line ends are undone."""
    found = one(tmp_path, "<v>0</v>", 't="s"', texts=f"<si><t>{kept}</t></si>")

    assert (found.name, found.text, found.trouble) == ("B2", text, None)


def test_control_character_is_told(tmp_path: Path) -> None:
    """A text with a control character is kept, with what is wrong with it."""
    found = one(tmp_path, "<v>0</v>", 't="s"', texts="<si><t>a_x001B_[31m</t></si>")

    assert found.trouble[:2] == ("Y010", "the text holds the control character x1b")


@pytest.mark.parametrize(
    ("kept", "text"),
    [
        ("98", "98"),
        ("98.0", "98"),
        ("0.5", "0.5"),
        ("270000", "270000"),
        ("2.7E5", "270000"),
        ("1E-3", "0.001"),
        ("0.30000000000000004", "0.3"),
        ("-0", "0"),
        ("1.2345678901234568E+19", "12345678901234600000"),
        (" 7 ", "7"),
    ],
)
def test_number_as_it_is_shown(tmp_path: Path, kept: str, text: str) -> None:
    """A number is its digits: no exponent, no .0, and 15 digits as Excel has them."""
    found = one(tmp_path, f"<v>{kept}</v>")

    assert (found.text, found.trouble) == (text, None)


@pytest.mark.parametrize(("kept", "text"), [("1", "true"), ("0", "false")])
def test_true_and_false(tmp_path: Path, kept: str, text: str) -> None:
    """What Excel shows as TRUE is read as our files write it."""
    assert one(tmp_path, f"<v>{kept}</v>", 't="b"').text == text


@pytest.mark.parametrize("kept", ["nan", "1,5", "1e999", "0x1F"])
def test_what_is_no_number_is_told(tmp_path: Path, kept: str) -> None:
    """A program that writes no number as one has its cell told, not the whole file."""
    found = one(tmp_path, f"<v>{kept}</v>")

    assert found.trouble[:2] == ("S109", f'"{kept}" stands where a number is due')


# --- dates --------------------------------------------------------------------------------------

# 4 July 2018 is day 43285; 19:00 is 19/24 of it
DAY, EVENING = "43285", "43285.791666666664"


@pytest.mark.parametrize(
    ("number", "look", "text"),
    [
        (DAY, "yyyy-mm-dd", "2018-07-04"),
        (DAY, 14, "2018-07-04"),
        (DAY, "[$-F800]dddd, mmmm dd, yyyy", "2018-07-04"),
        (DAY, "dd\\.mm\\.yy;@", "2018-07-04"),
        (DAY, '[Red]d" de "mmmm" de "yyyy', "2018-07-04"),
        (EVENING, "yyyymmdd", "2018-07-04"),
        (EVENING, "yyyy-mm-dd hh:mm", "2018-07-04T19:00"),
        (EVENING, 22, "2018-07-04T19:00"),
        ("43285.7916666667", "d/m/yy h:mm AM/PM", "2018-07-04T19:00"),
        (EVENING, "dd/mm/yyyy hh:mm:ss", "2018-07-04T19:00"),
        ("43285.791724537", "dd/mm/yyyy hh:mm:ss", "2018-07-04T19:00:05"),
        ("43284.99999999999", "yyyy-mm-dd", "2018-07-04"),
        (DAY, "mmm-yy", "2018-07"),
        (DAY, 17, "2018-07"),
        (DAY, "mm/yyyy", "2018-07"),
        (DAY, "mmmm yyyy", "2018-07"),
        (DAY, "yyyy", "2018"),
        ("61", "yyyy-mm-dd", "1900-03-01"),
        ("2958465", "yyyy-mm-dd", "9999-12-31"),
    ],
)
def test_date_is_as_precise_as_it_is_shown(
    tmp_path: Path, number: str, look: str | int, text: str
) -> None:
    """Excel keeps a day for what was written as a month: only the format says what was known."""
    found = dated(tmp_path, number, look)

    assert (found.text, found.trouble) == (text, None)


@pytest.mark.parametrize("look", ["General", "0.00E+00", "#,##0", '0 "days"', "@", "[Red]0", 2])
def test_number_is_no_date(tmp_path: Path, look: str | int) -> None:
    """Letters in quotes, colours and exponents make no date."""
    found = dated(tmp_path, DAY, look)

    assert (found.text, found.trouble) == (DAY, None)


@pytest.mark.parametrize(
    ("number", "look", "words"),
    [
        (DAY, "yyyy-mm-dd hh:mm", "shows 00:00, which may be midnight, or a day"),
        ("0.791666666666667", "hh:mm", "a clock time without a day"),
        (EVENING, "hh:mm", "a clock time without a day"),
        ("0.791666666666667", "yyyy-mm-dd hh:mm", "a clock time without a day"),
        ("1.5", "[h]:mm", "a length of time, not a date"),
        ("1.5", 46, "a length of time, not a date"),
        (DAY, 16, "shows no year; behind it the program keeps 2018"),
        (DAY, "mmmm", "shows no year"),
        (DAY, "dddd", "how the cell shows its date depends"),
        (DAY, 31, "depends on the language of the program"),
        (DAY, "d yyyy", "a day without its month"),
        (EVENING, "yyyy-mm-dd hh", "only a part of its date and clock time"),
        (EVENING, "d mmm hh:mm", "only a part of its date and clock time"),
        ("43285.791724537", "yyyy-mm-dd hh:mm", "the cell shows 19:00 and holds 19:00:05"),
        ("43285.79167", "yyyy-mm-dd hh:mm:ss", "parts of a second"),
        ("60", "yyyy-mm-dd", "a 29 February 1900 that never was"),
        ("1", "yyyy-mm-dd", "before March 1900 is not certain"),
        ("-3", "yyyy-mm-dd", "no day has the number -3"),
        ("2958466", "yyyy-mm-dd", "no day has the number 2958466"),
        ("1e300", "yyyy-mm-dd", "no day has the number 1000"),
    ],
)
def test_date_that_is_not_certain(tmp_path: Path, number: str, look: str | int, words: str) -> None:
    """Where a cell does not say what it means, nothing is guessed."""
    found = dated(tmp_path, number, look)

    assert found.trouble[0] == "S110"
    assert words in found.trouble[1]
    assert found.trouble[2].startswith("write ")


def test_weekday_alone_is_no_date(tmp_path: Path) -> None:
    """A cell that shows “Wednesday” does not show which."""
    assert dated(tmp_path, DAY, "dddd").trouble[0] == "S110"


@pytest.mark.parametrize(
    ("number", "look", "text"),
    [("41823", "yyyy-mm-dd", "2018-07-04"), ("0", "yyyy-mm-dd", "1904-01-01")],
)
def test_workbook_that_counts_from_1904(tmp_path: Path, number: str, look: str, text: str) -> None:
    """Old Macs counted days from 1904; the workbook says so."""
    found = dated(tmp_path, number, look, '<workbookPr date1904="1"/>')

    assert (found.text, found.trouble) == (text, None)


@pytest.mark.parametrize(
    ("kept", "text"),
    [("2018-07-04", "2018-07-04"), ("2018-07-04T19:00:00", "2018-07-04T19:00")],
)
def test_date_kept_as_text(tmp_path: Path, kept: str, text: str) -> None:
    """“Strict” workbooks keep dates as ISO 8601."""
    found = one(tmp_path, f"<v>{kept}</v>", 't="d"')

    assert (found.text, found.trouble) == (text, None)


@FOLDERS
@given(st.dates(dt.date(1900, 3, 1)), st.integers(0, 24 * 60 - 1))
def test_any_minute_survives(tmp_path: Path, day: dt.date, minutes: int) -> None:
    """What another program writes as a minute is that minute, whatever floats make of it."""
    clock = f"{minutes // 60:02}:{minutes % 60:02}"
    book = openpyxl.Workbook()
    book.active["A1"] = dt.datetime.fromisoformat(f"{day}T{clock}")
    book.active["A1"].number_format = "dd.mm.yyyy hh:mm"
    book.save(tmp_path / "talks.xlsx")

    found = only(read_xlsx(tmp_path / "talks.xlsx", "talks.xlsx"))

    assert found.text == f"{day}T{clock}"
    assert (found.trouble is None) == (clock != "00:00")


# --- what is not taken --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("<f>A1+1</f><v>5</v>", "=A1+1"),
        ("<f>A1+1</f>", "=A1+1"),
        ('<f t="shared" si="0"/><v>5</v>', "="),
        ('<f t="array" ref="B2">SUM(A1:A2)</f><v>5</v>', "=SUM(A1:A2)"),
        ('<f t="dataTable" ref="B2:C3" dt2D="1" r1="A1" r2="A2"/><v>5</v>', "="),
    ],
)
def test_formula_is_never_reckoned(tmp_path: Path, inner: str, text: str) -> None:
    """A formula is told, and the value that a program last made of it is not used."""
    found = one(tmp_path, inner)

    assert found.text == text
    assert found.trouble[:2] == ("S108", "the cell holds a formula")


def test_formula_that_fills_other_cells(tmp_path: Path) -> None:
    """Cells that a formula elsewhere fills hold reckoned values, too; cells beside them do not."""
    page = sheet(
        '<row r="1"><c r="A1"><f t="array" ref="A1:A2">B1:B2</f><v>1</v></c>'
        '<c r="B1"><v>1</v></c></row>'
        '<row r="2"><c r="A2"><v>2</v></c><c r="B2"><v>2</v></c></row>'
    )

    (grid,) = grids(tmp_path, parts(page))

    told = [c.name for row in grid.rows.values() for c in row.values() if c.trouble]
    assert told == ["A1", "A2"]


@pytest.mark.parametrize("look", [9, 10, "0.0 %", "[Red]0%"])
def test_percentage_is_told(tmp_path: Path, look: str | int) -> None:
    """A cell that shows 60 % holds 0.6: which of them is meant is not for us to say."""
    found = dated(tmp_path, "0.6", look)

    assert found.trouble == ("S109", "the cell shows 60 % and holds 0.6", "write 60 as a text")
    assert dated(tmp_path, "60", '0" %"').trouble is None


def test_error_is_told(tmp_path: Path) -> None:
    """#N/A is no text of the coder's."""
    found = one(tmp_path, "<v>#N/A</v>", 't="e"')

    assert found.trouble[:2] == ("S109", 'the cell shows the error "#N/A"')


# --- sheets -------------------------------------------------------------------------------------


def test_sheets_as_people_make_them(tmp_path: Path) -> None:
    """Hidden sheets are marked, charts left out, hidden rows read, merged cells recorded."""
    book = openpyxl.Workbook()
    talks = book.active
    talks.title = "talks"
    talks["C7"] = "session"
    talks["C9"] = "truce"
    talks.row_dimensions[9].hidden = True
    talks.merge_cells("C7:E8")
    book.create_sheet("notes").sheet_state = "hidden"
    book.create_sheet("deep").sheet_state = "veryHidden"
    book.create_chartsheet("chart").add_chart(BarChart())
    book.save(tmp_path / "talks.xlsx")

    found = read_xlsx(tmp_path / "talks.xlsx", "talks.xlsx")

    assert [(grid.name, grid.hidden) for grid in found] == [
        ("talks", False),
        ("notes", True),
        ("deep", True),
    ]
    assert filled(found[0]) == {"C7": "session", "C9": "truce"}
    assert found[0].merged == ((7, 3, 8, 5),)


def test_far_cell_costs_nothing(tmp_path: Path) -> None:
    """A cell at the last corner is found without walking there, and empty rows leave no row."""
    page = sheet(
        '<row r="1"/><row r="4" s="1" customFormat="1"><c r="A4" s="0"/></row>'
        '<row r="1048576"><c r="XFD1048576" t="s"><v>0</v></c></row>'
    )

    (grid,) = grids(tmp_path, parts(page, texts=shared("far")))

    assert filled(grid) == {"XFD1048576": "far"}
    assert list(grid.rows) == [1048576]


def test_cells_without_their_names(tmp_path: Path) -> None:
    """Some programs leave the names of rows and cells out: they are counted."""
    page = sheet("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>")

    (grid,) = grids(tmp_path, parts(page))

    assert filled(grid) == {"A1": "1", "B1": "2", "A2": "3"}


def test_other_namespaces_and_folders(tmp_path: Path) -> None:
    """Prefixes, the “strict” namespace and other folders are as good as Excel's own."""
    strict = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    page = (
        f'<x:worksheet xmlns:x="{strict}"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>4</x:v>'
        "</x:c></x:row></x:sheetData></x:worksheet>"
    )
    content = parts(page)
    content["XL\\Sheets\\One.xml"] = content.pop("xl/worksheets/sheet1.xml")
    content["xl/_rels/workbook.xml.rels"] = relations(("rId1", "worksheet", "./sheets/one.xml"))

    (grid,) = grids(tmp_path, content)

    assert filled(grid) == {"A1": "4"}


def test_links_and_macros_are_left_alone(tmp_path: Path) -> None:
    """What a workbook refers to outside is not followed; macros are parts that nobody opens."""
    content = parts(cell("<v>1</v>"))
    content["xl/vbaProject.bin"] = b"\0" * 100
    content["xl/_rels/workbook.xml.rels"] = str(content["xl/_rels/workbook.xml.rels"]).replace(
        "</Relationships>",
        '<Relationship Id="e" Type="x/sharedStrings" TargetMode="External" '
        'Target="file:///etc/passwd"/></Relationships>',
    )
    path = pack(tmp_path / "talks.xlsm", content)

    assert only(read_xlsx(path, "talks.xlsm")).text == "1"


def test_sheet_is_chosen_or_named(tmp_path: Path) -> None:
    """The only sheet that people see filled is taken; of several, one must be named."""
    texts = (Column("id"),), [("a",)]
    path = tmp_path / "two.xlsx"
    path.write_bytes(xlsx_bytes([Sheet("events", *texts), Sheet("sources", *texts)]))

    assert read_table(path, "two.xlsx", sheet="Sources").name == "sources"
    with pytest.raises(Unusable, match="2 sheets that hold something") as caught:
        read_table(path, "two.xlsx")
    assert (caught.value.code, caught.value.hint) == ("S111", "name one of events, sources")
    with pytest.raises(Unusable, match='no sheet "event"') as caught:
        read_table(path, "two.xlsx", sheet="event")
    assert caught.value.hint == "did you mean events?"


def test_only_filled_sheet_is_taken(tmp_path: Path) -> None:
    """The empty Sheet2 and Sheet3 of old workbooks, and hidden sheets, are no choice."""
    book = openpyxl.Workbook()
    book.active["A1"] = "id"
    book.create_sheet("Sheet2")
    book.create_sheet("hidden").sheet_state = "hidden"
    book["hidden"]["A1"] = "x"
    book.save(tmp_path / "talks.xlsx")

    assert read_table(tmp_path / "talks.xlsx", "talks.xlsx").name == "Sheet"


# --- files that are none ------------------------------------------------------------------------


def spoilt(folder: Path, content: bytes) -> Unusable:
    """Give the error for a file of these bytes."""
    path = folder / "talks.xlsx"
    path.write_bytes(content)
    with pytest.raises(Unusable) as caught:
        read_xlsx(path, "talks.xlsx")
    return caught.value


def packed(content: dict[str, str | bytes], kind: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Give parts as the bytes of a zip."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", kind) as target:
        for name, data in content.items():
            target.writestr(name, data)
    return out.getvalue()


WHOLE = packed(parts(cell("<v>1</v>")))
LOCKED = b"\xd0\xcf\x11\xe0" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
BOOK = "xl/workbook.xml"


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        (b"", "Y012", "the file is empty"),
        (b"id,kind\n1,talks\n", "S107", "no .xlsx file, whatever its name says"),
        (LOCKED, "S107", "under a password"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "S107", "an old .xls file"),
        (WHOLE[:-40], "S107", "its end is missing"),
        (WHOLE[: len(WHOLE) // 2], "S107", "its end is missing"),
        (b"PK\x03\x04" + bytes(100), "S107", "its end is missing"),
        (packed({"a.txt": "x"}), "S107", "a zip, but no spreadsheet"),
        (packed({"mimetype": "", "content.xml": ""}), "S107", "OpenDocument file (.ods)"),
        (
            packed({"_rels/.rels": relations(("a", "officeDocument", "xl/workbook.bin"))}),
            "S107",
            "binary workbook (.xlsb)",
        ),
        (packed({"_rels/.rels": relations()}), "S107", 'part "" is missing'),
        (
            packed(parts("") | {BOOK: "<document/>"}),
            "S107",
            "no spreadsheet, but another document",
        ),
    ],
)
def test_file_that_is_no_workbook(tmp_path: Path, content: bytes, code: str, words: str) -> None:
    """What people take for an .xlsx file is told by what it is, with what to do."""
    fault = spoilt(tmp_path, content)

    assert fault.code == code
    assert words in fault.message
    assert "save it as .xlsx" in fault.hint


def damaged(**changed: str | bytes | None) -> bytes:
    """Give a workbook with parts changed or left out: rels, book, page, looks."""
    names = {
        "rels": "xl/_rels/workbook.xml.rels",
        "book": BOOK,
        "page": "xl/worksheets/sheet1.xml",
        "looks": "xl/styles.xml",
    }
    content = parts(cell("<v>1</v>")) | {
        names[name]: data for name, data in changed.items() if data is not None
    }
    for name, data in changed.items():
        if data is None:
            del content[names[name]]
    return packed(content)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (damaged(rels=None), "xl/_rels/workbook.xml.rels"),
        (damaged(rels=relations()), 'the sheet "talks" is missing'),
        (damaged(page=None), 'the sheet "talks" is missing'),
        (damaged(looks=None), '"xl/styles.xml" is missing'),
        (damaged(page="<worksheet><sheetData>"), "is not well-formed XML"),
        (damaged(page=b"\xff\xff\xff"), "is not well-formed XML"),
        (damaged(page='<?xml version="1.0" encoding="martian"?><a/>'), "not well-formed"),
        (damaged(page=cell("<v>9</v>", 't="s"')), "its text 9 is missing"),
        (damaged(page=cell("<v>x</v>", 't="s"')), '"x" stands where a number is due'),
        (damaged(page=cell("<v>1</v>", 's="7"')), "its style 7 is missing"),
        (damaged(page=sheet('<row><c r="B0"><v>1</v></c></row>')), '"B0" is not the place'),
        (damaged(page=sheet('<row><c r="XFE1"><v>1</v></c></row>')), "XFE1 lies outside"),
        (damaged(page=sheet('<row r="-4"/>')), '"-4" stands where a number is due'),
        (damaged(page=sheet('<row r="2000000"><c><v>1</v></c></row>')), "A2000000 lies outside"),
        (
            damaged(page=sheet('<row><c r="A1"><v>1</v></c><c r="A1"><v>1</v></c></row>')),
            "the cell A1 stands in it twice",
        ),
        (damaged(page="<a>" * 100 + "</a>" * 100), "is nested too deeply"),
        (
            damaged(page=sheet("<row " + " ".join(f'a{n}=""' for n in range(150_000)) + "/>")),
            "a tag of more than a megabyte",
        ),
    ],
)
def test_damaged_workbook(tmp_path: Path, content: bytes, words: str) -> None:
    """A workbook that hangs together badly is refused, with what is missing."""
    fault = spoilt(tmp_path, content)

    assert fault.code == "S107"
    assert words in fault.message


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "latin-1"])
def test_document_type_is_refused(tmp_path: Path, encoding: str) -> None:
    """A part that declares entities is not read, in whatever letters it does so."""
    head = f'<?xml version="1.0" encoding="{encoding}"?>'
    kind = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
    page = "<worksheet><sheetData><row><c><v>&b;</v></c></row></sheetData></worksheet>"
    text = (head + kind + page).encode(encoding)

    fault = spoilt(tmp_path, damaged(page=text))

    assert fault.code == "S107"
    assert "declares a document type" in fault.message


def row_of(count: int, inner: str) -> str:
    """Give a sheet of rows of a hundred equal cells."""
    return sheet(f"<row>{inner * 100}</row>" * (count // 100))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (damaged(page=row_of(50_100, "<c><v>1</v></c>")), "more than 50,000 filled cells"),
        (damaged(page=sheet('<row s="1"/>' * 510_000)), "too many cells, filled or empty"),
        (
            packed(parts(row_of(900, '<c t="s"><v>0</v></c>'), texts=shared("x" * 32_000))),
            "more text than a long book",
        ),
        (
            packed(parts(sheet(""), texts=shared("x" * 33_000))),
            "a cell holds more than 32,767 characters",
        ),
        (damaged(page=f"<a><!--{' ' * 10_500_000}--></a>"), "too large to be a table"),
        (
            packed({f"{n}": "" for n in range(2_001)}),
            "more than 2,000 parts",
        ),
        (
            damaged(
                page=sheet(
                    "", "<mergeCells>" + '<mergeCell ref="A1:B2"/>' * 10_001 + "</mergeCells>"
                )
            ),
            "more than 10,000 merged cells",
        ),
        (
            damaged(page=row_of(300, '<c><f t="array" ref="A1:B2">1</f></c>')),
            "more than 200 formulas over several cells",
        ),
    ],
)
def test_more_than_a_table_holds(tmp_path: Path, content: bytes, words: str) -> None:
    """A file that would fill the memory or the day is refused, with what to delete."""
    fault = spoilt(tmp_path, content)

    assert fault.code == "Y006"
    assert words in fault.message


def test_large_file_is_not_read(tmp_path: Path) -> None:
    """A file of more than 20 MB is refused before anything of it is looked at."""
    path = tmp_path / "talks.xlsx"
    with path.open("wb") as file:
        file.truncate(20_000_001)

    with pytest.raises(Unusable, match="larger than 20 MB"):
        read_xlsx(path, "talks.xlsx")


def field_at(data: bytes, sign: bytes, offset: int, value: int, name: bytes) -> bytes:
    """Give a zip in which a header (local PK34, central PK12) of a part says another size."""
    out = bytearray(data)
    at = -1
    while (at := data.find(sign, at + 1)) >= 0:
        start = at + (30 if sign.endswith(b"\x04") else 46)
        if data[start : start + len(name)] == name:
            out[at + offset : at + offset + 4] = value.to_bytes(4, "little")
    return bytes(out)


@pytest.mark.parametrize(
    ("offset", "value", "words"),
    [
        (24, 2_000_000_000, "unpacked, the file is larger than 100 MB"),
        (24, 10, "cannot be unpacked"),  # says that it is shorter than it is
        (20, 5, "cannot be unpacked"),
        (20, 60_000, "lie over one another"),
        (42, 0, "cannot be unpacked"),  # says that it begins where another part does
    ],
)
def test_zip_that_lies(tmp_path: Path, offset: int, value: int, words: str) -> None:
    """Sizes and places in a zip are not believed."""
    name = b"xl/worksheets/sheet1.xml"
    lying = field_at(WHOLE, b"PK\x01\x02", offset, value, name)

    fault = spoilt(tmp_path, lying)

    assert words in fault.message or (value == 0 and "lie over one another" in fault.message)


def test_part_that_is_there_twice(tmp_path: Path) -> None:
    """Which of two parts counts differs between programs: neither is taken."""
    content = parts(cell("<v>1</v>"))
    content["XL/worksheets/SHEET1.xml"] = cell("<v>2</v>")

    assert "it has two parts" in spoilt(tmp_path, packed(content)).message


def test_part_under_a_password(tmp_path: Path) -> None:
    """A zip whose parts are under a password is refused."""
    flagged = field_at(WHOLE, b"PK\x01\x02", 8, 0x00080001, b"xl/workbook.xml")

    assert "cannot be unpacked" in spoilt(tmp_path, flagged).message


@pytest.mark.parametrize("kind", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_unusual_packing(tmp_path: Path, kind: int) -> None:
    """Only what Excel itself uses is unpacked: others pack bombs more tightly."""
    fault = spoilt(tmp_path, packed(parts(cell("<v>1</v>")), kind))

    assert "packed in an unusual way" in fault.message


def test_no_file(tmp_path: Path) -> None:
    """A file that is not there, or a folder, is told as such."""
    with pytest.raises(Unusable, match="there is no file") as caught:
        read_xlsx(tmp_path / "talks.xlsx", "talks.xlsx")
    assert caught.value.code == "P501"
    with pytest.raises(Unusable, match="is not a file"):
        read_xlsx(tmp_path, "talks")


def read_or_refused(path: Path) -> bool:
    """Say whether a file is read as sheets, or refused with what to do; anything else is raised."""
    try:
        return all(isinstance(grid, Grid) for grid in read_xlsx(path, path.name))
    except Unusable as fault:
        return bool(fault.message and fault.hint)


@settings(FOLDERS, max_examples=150)
@given(st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.integers(0, 255)), max_size=6))
def test_no_byte_brings_it_down(tmp_path: Path, changes: list[tuple[int, int]]) -> None:
    """Whatever bytes are changed, the file is read or refused; nothing else happens."""
    content = bytearray(WHOLE)
    for place, value in changes:
        content[place] = value
    path = tmp_path / "talks.xlsx"
    path.write_bytes(content)

    assert read_or_refused(path)


@settings(FOLDERS, max_examples=150)
@given(
    st.sampled_from([BOOK, "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml",
                     "xl/styles.xml", "xl/sharedStrings.xml"]),
    st.integers(0, 600),
    st.binary(max_size=4),
)  # fmt: skip
def test_no_change_of_a_part_brings_it_down(
    tmp_path: Path, name: str, place: int, inserted: bytes
) -> None:
    """Whatever stands in a part, the file is read or refused; nothing else happens."""
    content = parts(cell("<v>0</v>", 't="s"'), texts=shared("talks"), looks=styles("yyyy", 14))
    data = str(content[name]).encode()
    content[name] = data[:place] + inserted + data[place + len(inserted) :]
    path = pack(tmp_path / "talks.xlsx", content)

    assert read_or_refused(path)


# --- writing ------------------------------------------------------------------------------------

EVENTS = Sheet(
    "talks' events",
    (
        Column("id", "what others call it by", 26),
        Column("kind", choices=("talks", "truce")),
        Column("place", choices="places"),
        Column("word", choices=tuple(f"word-{n}" for n in range(60))),
        Column("when"),
    ),
    [("=talks", "talks", "-nassib", "", "2018-07-04"), ("truce", "truce", "", "word-1", "11-12")],
    "One row an event.",
)
PLACES = Sheet("places", (Column("id"),), [("nassib",)])


def written(*sheets: Sheet) -> Any:
    """Give what another program reads of a spreadsheet of ours."""
    return openpyxl.load_workbook(io.BytesIO(xlsx_bytes(sheets)))


def test_same_bytes_every_time() -> None:
    """No time of writing gets into a file: the same sheets are the same bytes."""
    data = xlsx_bytes([EVENTS, PLACES])

    assert data == xlsx_bytes([EVENTS, PLACES])
    with zipfile.ZipFile(io.BytesIO(data)) as made:
        assert {info.date_time for info in made.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        times = re.findall(r"\d{4}-\d\d-\d\dT[\d:]+", made.read("docProps/core.xml").decode())
    assert set(times) == {"2000-01-01T00:00:00"}


def test_everything_is_text() -> None:
    """Texts stay as they are, also below the last row: no formula, no date made of 11-12."""
    page = written(EVENTS, PLACES).worksheets[0]

    assert [cell.value for cell in page[2]] == ["=talks", "talks", "-nassib", None, "2018-07-04"]
    assert {cell.data_type for row in page["A2:E3"] for cell in row if cell.value} == {"s"}
    assert {cell.number_format for cell in page[3]} == {"@"}
    assert page["A2"].quotePrefix
    assert page["C2"].quotePrefix
    assert not page["B2"].quotePrefix
    assert page.column_dimensions["A"].width > 26
    assert page["E3"].alignment.wrap_text
    looks = {one.number_format for one in page.column_dimensions.values()}
    assert looks == {"@"}


def test_headings_stand_out() -> None:
    """The first row is bold and stays in view."""
    page = written(EVENTS, PLACES).worksheets[0]

    assert [cell.value for cell in page[1]] == ["id", "kind", "place", "word", "when"]
    assert page["B1"].font.b
    assert page.freeze_panes == "A2"


def test_rows_are_as_high_as_their_texts(tmp_path: Path) -> None:
    """LibreOffice shows one line of a row that has no height, however long its texts."""
    rows = [("short",), ("x" * 25,), ("one\n\nthree",)]
    path = tmp_path / "talks.xlsx"
    path.write_bytes(xlsx_bytes([Sheet("talks", (Column("text", width=10),), rows)]))
    heights = openpyxl.load_workbook(path)["talks"].row_dimensions

    assert [heights[row].height for row in (2, 3, 4)] == [None, 45, 45]


def test_choices_are_offered() -> None:
    """Short lists bind; a sheet's ids inform; long lists stand in a sheet that people see."""
    book = written(EVENTS, PLACES)
    rules = {str(r.sqref): r for r in book.worksheets[0].data_validations.dataValidation}

    assert book.sheetnames == ["talks' events", "places", "lists"]
    assert book["lists"].sheet_state == "visible"
    assert rules["A2:A1000"].prompt == "what others call it by"
    assert rules["A1"].prompt == "One row an event."
    assert (rules["B2:B1000"].formula1, rules["B2:B1000"].errorStyle) == ('"talks,truce"', None)
    assert rules["C2:C1000"].formula1 == "'places'!$A$2:$A$1000"
    assert rules["C2:C1000"].errorStyle == "information"
    assert rules["D2:D1000"].formula1 == "'lists'!$A$2:$A$61"
    assert [row[0].value for row in book["lists"]["A1:A3"]] == ["word", "word-0", "word-1"]


def test_choices_with_commas_and_quoted_names() -> None:
    """A comma would divide a choice, and an apostrophe end a sheet's name."""
    commas = Sheet("a", (Column("b", choices=("x, y", "z")), Column("c", choices="it's")))
    book = written(commas, Sheet("it's", (Column("id"),)), Sheet("Lists", (Column("id"),)))

    rules = [rule.formula1 for rule in book["a"].data_validations.dataValidation]
    assert rules == ["'_lists'!$A$2:$A$3", "'it''s'!$A$2:$A$1000"]


def test_choices_from_a_sheet_that_is_not_there() -> None:
    """Without the sheet nothing is offered: Excel calls a file that points nowhere damaged."""
    book = written(Sheet("a", (Column("b", choices="codebook"),)))

    assert not book["a"].data_validations.dataValidation


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("a", "x\x1b[31m", 'A2 of the sheet "a": "x\\x1b[31m" holds a character that no'),
        ("a", "\ud800", "holds a character that no spreadsheet can hold; remove it"),
        ("a", "\uffff", "holds a character that no spreadsheet can hold; remove it"),
        ("a", "x" * 32_768, "is longer than the 32,767 characters that a cell holds"),
        ("a/b", "x", "cannot be written"),
        ("a" * 32, "x", "cannot be written"),
    ],
)
def test_what_no_spreadsheet_holds(name: str, text: str, words: str) -> None:
    """What would be lost or make a damaged file is refused, with its place."""
    with pytest.raises(NotASheet, match=re.escape(words)):
        xlsx_bytes([Sheet(name, (Column("id"),), [(text,)])])


@FOLDERS
@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=6))
@example([("=1+1", "'=x"), ("_x000D_", "_x005F_"), ("a\r\nb", "2018-07-04"), ("", "http://a.b")])
def test_any_text_survives(tmp_path: Path, rows: list[tuple[str, str]]) -> None:
    """Whatever is written is read again: as it is, but for spaces around it."""
    path = tmp_path / "talks.xlsx"
    path.write_bytes(xlsx_bytes([Sheet("a", (Column("x"), Column("y")), rows)]))

    (grid,) = read_xlsx(path, "talks.xlsx")

    expected = {
        f"{letter}{number}": cleaned(text)
        for number, row in enumerate([("x", "y"), *rows], 1)
        for letter, text in zip("AB", row, strict=True)
        if cleaned(text)
    }
    assert filled(grid) == expected
    assert not [c for row in grid.rows.values() for c in row.values() if c.trouble]
