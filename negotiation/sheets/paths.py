"""Tell by its path whether something is a spreadsheet; opens nothing, so that it costs nothing."""

from __future__ import annotations

from pathlib import Path

PACKED = {".xlsx", ".xlsm"}
OTHERS = {".xls", ".xlsb", ".ods"}  # are not read, but their users are told how to save them


def is_spreadsheet(path: Path) -> bool:
    """Say whether a path is a spreadsheet: a file of a spreadsheet program, or a folder of CSVs."""
    if not path.is_dir():
        return path.suffix.lower() in PACKED | OTHERS
    try:
        return any(is_table(inside) for inside in path.iterdir())
    except OSError:
        return False


def is_table(path: Path) -> bool:
    """Say whether a path is a CSV file; programs' own begin with a point or ~."""
    is_named_so = path.suffix.lower() == ".csv" and not path.name.startswith((".", "~"))
    return is_named_so and not path.is_dir()
