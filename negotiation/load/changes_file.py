"""Read a file of named what-ifs, and hold it to the chronology that it was written for."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from negotiation.changes import FORMAT, ChangesFile
from negotiation.errors import LoadError
from negotiation.load.files import Missing, find_chronology, read_bytes
from negotiation.load.form_file import filled
from negotiation.load.page import Page
from negotiation.sheets.paths import is_spreadsheet


def digest(name: str) -> str:
    """Give what tells one version of a chronology's text from another: "sha256:…".

    Of a spreadsheet, what its cells say: programs write the same cells in many ways.
    Raises LoadError if there is no such file, or a spreadsheet cannot be read.
    """
    try:
        path = find_chronology(name)
        if is_spreadsheet(path):
            text = json.dumps(Page(path, name).tree.plain(), ensure_ascii=False).encode("utf-8")
        else:
            text = read_bytes(path, name).replace(b"\r\n", b"\n")
    except Missing as missing:
        raise LoadError([missing.problem(name)]) from None
    return "sha256:" + hashlib.sha256(text).hexdigest()[:16]


def read_changes(path: Path, chronology: str) -> ChangesFile:
    """Read named what-ifs for a chronology. Raises LoadError with every problem of the file."""
    page = Page(path, str(path))
    changes = filled(page, ChangesFile, FORMAT)
    if changes is not None and changes.digest != (now := digest(chronology)):
        page.fault_at(
            ("digest",),
            "P507",
            f"the changes were written for another text of {chronology}",
            f"look whether they still mean the same; then write digest: {now}",
        )
    page.finish()
    assert changes is not None  # noqa: S101  finish() has raised
    return changes
