"""Find the tables of a path: a CSV file, an .xlsx file or a folder of CSV files in, Grids out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from negotiation.near import did_you_mean, listing, quoted
from negotiation.sheets.columns import ABOUT
from negotiation.sheets.csvs import SAVE_AS, read_csv
from negotiation.sheets.grid import Grid, Unusable
from negotiation.sheets.packed import FILLED, too_large
from negotiation.sheets.paths import is_table
from negotiation.sheets.xlsx import read_xlsx

PLAIN = {".csv", ".tsv", ".txt"}
TABLES = 100  # CSV files of a folder


def read_grids(path: Path, shown: str) -> list[Grid]:
    """Give every sheet of a spreadsheet, or every CSV file of a folder under its name.

    Raises Unusable.
    """
    if not path.is_dir():
        return read_xlsx(path, shown)
    grids = []
    left = FILLED
    for table in _tables(path):
        try:
            grid = read_csv(_inside(table, path), f"{shown}/{table.name}")
        except Unusable as fault:
            message = f"{quoted(table.name)}: {fault.message}"
            hint = SAVE_AS if fault.code == "Y008" else fault.hint  # no encoding can be named here
            raise Unusable(fault.code, message, hint) from None
        left -= sum(len(row) for row in grid.rows.values())
        if left < 0:
            raise too_large(f"the files hold more than {FILLED:,} filled cells")
        grids.append(grid)
    return _without_book(grids)


def _without_book(grids: list[Grid]) -> list[Grid]:
    """Give the tables by the names of their sheets: LibreOffice writes talks-events.csv."""
    of_book = next((grid.name for grid in grids if grid.name.casefold().endswith(f"-{ABOUT}")), "")
    start = of_book[: -len(ABOUT)]
    if not start or any(grid.name.casefold() == ABOUT for grid in grids):
        return grids
    return [replace(grid, name=grid.name.removeprefix(start)) for grid in grids]


def read_table(
    path: Path, shown: str, *, sheet: str = "", encoding: str = "", most: int = FILLED
) -> Grid:
    """Give one table: of a CSV file, or a sheet of an .xlsx file, the only filled one or named.

    A CSV file may hold `most` filled cells.

    Raises Unusable, UnknownName.
    """
    if path.suffix.lower() not in PLAIN:
        return _chosen(read_xlsx(path, shown), sheet)
    grid = read_csv(path, shown, encoding=encoding, most=most)
    if sheet and sheet != grid.name:
        message = f"there is no sheet {quoted(sheet)}: a CSV file holds one table"
        raise Unusable("S111", message, "leave the sheet out")
    return grid


def _tables(folder: Path) -> list[Path]:
    """Give the CSV files of a folder, by name; what lies in folders inside is left alone."""
    try:
        tables = sorted(inside for inside in folder.iterdir() if is_table(inside))
    except OSError as error:
        message = f"the folder cannot be read ({error.strerror or 'the system refuses'})"
        raise Unusable("P503", message, "check that you may read it") from None
    if len(tables) > TABLES:
        raise too_large(f"the folder holds more than {TABLES} CSV files")
    return tables


def _inside(table: Path, folder: Path) -> Path:
    """Give the path of a table. Raises Unusable if it is a link that leads out of the folder."""
    if not table.resolve().is_relative_to(folder.resolve()):
        raise Unusable("P502", "is a link that leads out of the folder", "copy the file itself")
    return table


def _chosen(grids: list[Grid], sheet: str) -> Grid:
    """Give the sheet that is named, or the only one that is filled and not hidden."""
    names = [grid.name for grid in grids]
    if sheet:
        plain = sheet.strip().casefold()
        same = [grid for grid in grids if grid.name == sheet]
        like = same or [grid for grid in grids if grid.name.strip().casefold() == plain]
        if like:
            return like[0]
        hint = did_you_mean(sheet, names)
        raise Unusable("S111", f"there is no sheet {quoted(sheet)}", hint)
    filled = [grid for grid in grids if grid.rows and not grid.hidden]
    if len(filled) == 1:
        return filled[0]
    if not filled:
        raise Unusable("Y012", "no sheet of the file holds anything", "fill one, or name another")
    message = f"the file has {len(filled)} sheets that hold something"
    raise Unusable("S111", message, f"name one of {listing(grid.name for grid in filled)}")
