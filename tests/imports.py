"""Small tables and mappings for tests of importing, made in memory."""

from pathlib import Path
from typing import Any

from negotiation.exchange.as_yaml import yaml_text
from negotiation.importing.build import Imported, imported
from negotiation.importing.cells import Asked
from negotiation.importing.check import check
from negotiation.importing.mapping import FORMAT, TableMapping
from negotiation.importing.table import Headed, headed
from negotiation.library import mappings
from negotiation.load import load, load_form, load_model
from negotiation.sheets.grid import Cell, Grid

MODEL = load_model("talks-under-fire")
NOTHING = Asked({})
PLAIN = """\
format: negotiation-mapping/1
title: Invented
model: talks-under-fire
timezone: UTC
dataset: {id: team, outlet: The team, published: 2032-01-01}
when: {column: date, formats: "%Y-%m-%d"}
kinds: {columns: type, values: {Fight: clash, Talk: talks-held}}
"""


def table(*rows: str) -> Headed:
    """Give rows of cells divided by |, the headings first, as a table called t."""
    cells = {
        number: {
            column: Cell(text.strip(), number, column)
            for column, text in enumerate(row.split("|"), 1)
            if text.strip()
        }
        for number, row in enumerate(rows, 1)
    }
    found = headed(Grid("t", cells))
    assert found is not None
    return found


def mapping(folder: Path, text: str = PLAIN, **shown: str) -> TableMapping:
    """Give a mapping from its text, through a file as people write it."""
    path = folder / "mapping.yaml"
    path.write_text(text, encoding="utf-8")
    return load_form(path, TableMapping, FORMAT, **shown)


def shipped(name: str) -> TableMapping:
    """Give a shipped mapping."""
    return load_form(mappings()[name], TableMapping, FORMAT)


def run(rows: Headed, form: TableMapping, asked: Asked = NOTHING) -> Imported:
    """Import a table under a mapping with the model talks-under-fire."""
    return imported(rows, form, MODEL, asked)


def checked(rows: Headed, folder: Path, text: str, asked: Asked = NOTHING) -> None:
    """Hold a mapping to a table. Raises LoadError."""
    check(mapping(folder, text), folder / "mapping.yaml", "mapping.yaml", rows, MODEL, asked)


def loaded(found: Imported, folder: Path) -> Any:
    """Write what was imported as a file, and load it as any chronology."""
    path = folder / "imported.yaml"
    path.write_text(yaml_text(found.data), encoding="utf-8")
    return load(path)


def when(found: Imported, event: str) -> str:
    """Give the date of an event's first report as it is written."""
    text: str = found.data["events"][event]["reports"][0]["when"]
    return text


def left(found: Imported) -> list[tuple[int, str]]:
    """Give the rows left out with their codes."""
    return [(one.row, one.code) for one in found.left]
