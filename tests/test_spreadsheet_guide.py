"""The guide to the spreadsheet, followed to the letter: its rows are typed in, its commands run."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from negotiation.cli import app
from negotiation.load import load, load_data
from negotiation.sheets.filled import sheets_of
from negotiation.sheets.grid import Column, Sheet
from negotiation.sheets.xlsx import xlsx_bytes

GUIDE = (Path(__file__).parent.parent / "docs" / "spreadsheets.md").read_text(encoding="utf-8")
TABLES = re.findall(r"^\| (\w+): (id \|.*)\|\n\|[-|]+\n((?:\|.*\n)+)", GUIDE, re.MULTILINE)
BLOCKS = re.findall(r"^```sh\n(.*?)```", GUIDE, re.MULTILINE | re.DOTALL)
COMMANDS = [line.partition("#")[0].split() for block in BLOCKS for line in block.splitlines()]


def cells(line: str) -> tuple[str, ...]:
    """Give the cells of a row of Markdown."""
    return tuple(
        cell.strip() for cell in line.strip().removeprefix("|").removesuffix("|").split("|")
    )


def filled(sheet: Sheet) -> Sheet:
    """Fill a sheet of the template as the guide says."""
    for name, headings, rows in TABLES:
        if name == sheet.name:
            columns = tuple(Column(heading) for heading in cells(headings))
            return replace(sheet, columns=columns, rows=[cells(row) for row in rows.splitlines()])
    if sheet.name == "about":
        typed = {"title": "The harbour, May 2031"}
        return replace(sheet, rows=[(row[0], typed.get(row[0], row[1])) for row in sheet.rows])
    return replace(sheet, rows=[]) if sheet.name == "relations" else sheet


@pytest.fixture
def harbour(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the spreadsheet of the guide, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(app, COMMANDS[0][1:]).exit_code == 0
    path = Path("harbour.xlsx")
    path.write_bytes(xlsx_bytes([filled(sheet) for sheet in sheets_of(load_data(str(path))[0])]))
    (feature,) = re.findall(r"```gherkin\n(.*?)```", GUIDE, re.DOTALL)
    Path("harbour.feature").write_text(feature, encoding="utf-8")
    return path


def test_twenty_rows_are_twenty_events(harbour: Path) -> None:
    """What the guide has one type is a chronology of twenty events, the dates as typed."""
    events = load(str(harbour)).events

    assert len(events) == 20
    assert events["talks-fail"].reports[0].when is not None
    assert events["talks-fail"].reports[0].when.text == "2031-05-12 evening"


@pytest.mark.parametrize("command", COMMANDS[1:], ids=" ".join)
def test_every_command_of_the_guide_runs(command: list[str], harbour: Path) -> None:  # noqa: ARG001
    """Each command ends well, with the files of the commands before it."""
    assert command[0] == "negotiation"
    if command[2] == "harbour.yaml":
        CliRunner().invoke(app, ["export", "harbour.xlsx", "--to", "yaml", "-o", "harbour.yaml"])

    result = CliRunner().invoke(app, command[1:])

    assert result.exit_code == 0, result.output


def test_message_is_the_one_that_the_guide_shows(harbour: Path) -> None:
    """A date typed as people write it is told of in the cell that the guide names."""
    data = load_data(str(harbour))[0]
    data["events"]["talks-resume"]["reports"][0]["when"] = "17.05.2031"
    harbour.write_bytes(xlsx_bytes([filled_in_again(sheet) for sheet in sheets_of(data)]))

    result = CliRunner().invoke(app, ["validate", "harbour.xlsx"])

    (shown,) = re.findall(r"^harbour\.xlsx:events!.*$", GUIDE, re.MULTILINE)
    assert shown in result.output


def filled_in_again(sheet: Sheet) -> Sheet:
    """Give the columns of a sheet in the order of the guide, the others after them."""
    order = next((list(cells(head)) for name, head, _ in TABLES if name == sheet.name), [])
    places = sorted(
        range(len(sheet.columns)),
        key=lambda n: (
            order.index(sheet.columns[n].heading) if sheet.columns[n].heading in order else 99
        ),
    )
    columns = tuple(sheet.columns[n] for n in places)
    return replace(
        sheet, columns=columns, rows=[tuple(row[n] for n in places) for row in sheet.rows]
    )
