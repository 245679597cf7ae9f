"""Read a file of named what-ifs, and hold it to the chronology that it was written for."""

from __future__ import annotations

import hashlib
from pathlib import Path

from negotiation.changes import FORMAT, ChangesFile
from negotiation.errors import LoadError
from negotiation.load.files import Missing, find_chronology, read_bytes
from negotiation.load.form_file import filled
from negotiation.load.page import Page


def digest(name: str) -> str:
    """Give what tells one version of a chronology's text from another: "sha256:…".

    Raises LoadError if there is no such file.
    """
    try:
        path = find_chronology(name)
        files = sorted(path.glob("*.csv")) if path.is_dir() else [path]
        text = b"".join(read_bytes(file, name) for file in files)
    except Missing as missing:
        raise LoadError([missing.problem(name)]) from None
    return "sha256:" + hashlib.sha256(text.replace(b"\r\n", b"\n")).hexdigest()[:16]


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
