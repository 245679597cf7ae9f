"""Read chronologies and models: YAML in, checked values out, or every problem at its place."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from negotiation.errors import LoadError
from negotiation.library import chronologies, models
from negotiation.load.changes_file import digest, read_changes
from negotiation.load.chronology_file import read_chronology
from negotiation.load.encoding import NotText, decoded
from negotiation.load.excerpt import excerpt
from negotiation.load.files import (
    Missing,
    exists,
    find_chronology,
    find_model_file,
    inside,
    is_file,
    read_bytes,
)
from negotiation.load.form_file import Form, read_form
from negotiation.load.model_file import read_model
from negotiation.load.page import spell
from negotiation.load.places import find_places
from negotiation.near import did_you_mean, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from negotiation.changes import ChangesFile
    from negotiation.chronology import Chronology
    from negotiation.load.page import Path_
    from negotiation.load.places import Place
    from negotiation.model import Model

__all__ = [
    "Missing", "NotText", "decoded", "digest", "excerpt", "inside", "is_file", "is_model",
    "load", "load_changes", "load_form", "load_model", "load_model_of", "places", "read_bytes",
    "spell",
]  # fmt: skip


def load(name: str | Path, *, shown: str = "") -> Chronology:
    """Give the chronology in a file, or the shipped one of that name.

    `shown` is what messages call it, else its name.
    Raises LoadError, which holds every problem of the file and of its model.
    """
    shown = shown or str(name)
    try:
        return read_chronology(find_chronology(str(name)), shown)
    except Missing as missing:
        raise LoadError([missing.problem(shown)]) from None


def load_model(name: str | Path) -> Model:
    """Give the model in a file, or the shipped one of that name. Raises LoadError."""
    try:
        return read_model(find_model_file(str(name)), str(name))
    except Missing as missing:
        raise LoadError([missing.problem(str(name))]) from None


def load_changes(path: str | Path, chronology: str) -> ChangesFile:
    """Give the named what-ifs in a file, written for a chronology. Raises LoadError."""
    return read_changes(Path(path), chronology)


def load_form(path: str | Path, form: type[Form], format_: str, *, shown: str = "") -> Form:
    """Give a file as one coded form, of the format of that name. Raises LoadError.

    `shown` is what messages call it, else its path.
    """
    return read_form(Path(path), form, format_, shown or str(path))


def is_model(name: str | Path) -> bool:
    """Say whether a name is that of a shipped model, or of a file that calls itself one."""
    path = Path(name)
    if not is_file(path):
        return str(name) in models() and str(name) not in chronologies()
    try:
        with path.open("rb") as file:
            start = file.read(10_000)
    except OSError:
        return False  # reading it says why
    return re.search(rb"^format:\s*[\"']?negotiation-model/", start, re.MULTILINE) is not None


def load_model_of(name: str | Path) -> Model:
    """Give a model, or the model that a chronology is read with. Raises LoadError."""
    if not exists(Path(name)) and str(name) not in {**models(), **chronologies()}:
        hint = did_you_mean(str(name), [*models(), *chronologies()])
        missing = Missing("P501", f"there is no file {quoted(str(name))}", hint)
        raise LoadError([missing.problem(str(name))])
    return load_model(name) if is_model(name) else load(name).model


def places(name: str | Path, paths: Iterable[Path_]) -> dict[Path_, Place]:
    """Give line and column of what paths lead to in a file; what it does not hold is left out."""
    found = find_model_file(str(name)) if is_model(name) else find_chronology(str(name))
    return find_places(found, str(name), paths)
