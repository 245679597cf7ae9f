"""Read chronologies and models: YAML in, checked values out, or every problem at its place."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from negotiation.errors import LoadError
from negotiation.library import chronologies, models
from negotiation.load.changes_file import digest, read_changes
from negotiation.load.chronology_file import Asked, read_data
from negotiation.load.encoding import NotText, decoded
from negotiation.load.excerpt import excerpt
from negotiation.load.files import (
    Missing,
    exists,
    find_assumptions,
    find_chronology,
    find_model_file,
    inside,
    is_file,
    read_bytes,
)
from negotiation.load.form_file import Form, read_form
from negotiation.load.model_file import model_files, read_model, shipped_name
from negotiation.load.node import Place
from negotiation.load.page import Page, spell
from negotiation.load.places import find_places
from negotiation.load.tree import read_plain
from negotiation.near import did_you_mean, quoted
from negotiation.sheets.paths import is_spreadsheet

if TYPE_CHECKING:
    from collections.abc import Iterable

    from negotiation.assumptions import Assumptions
    from negotiation.changes import ChangesFile
    from negotiation.chronology import Chronology
    from negotiation.load.page import Path_
    from negotiation.model import Model

__all__ = [
    "Missing", "NotText", "Place", "decoded", "digest", "excerpt", "inside", "is_assumptions",
    "is_chronology", "is_file", "is_model", "load", "load_assumptions", "load_changes", "load_data",
    "load_form",
    "load_model", "load_model_of", "models_of", "places", "read_bytes", "read_plain", "spell",
]  # fmt: skip


def load(
    name: str | Path,
    *,
    shown: str = "",
    quotations: bool = False,
    roles_only: bool = False,
    whole: bool = False,
) -> Chronology:
    """Give the chronology in a file, a spreadsheet or a folder of CSV files, or a shipped one.

    What is confidential is not in it (`withheld` says how much that is), nor are the coders'
    quotations unless they are asked for; with `roles_only`, roles stand for the names of persons.
    `whole` leaves nothing out, in messages neither: for the coders alone. `shown` is what messages
    call the file, else its name.
    Raises LoadError, which holds every problem of the file and of its model.
    """
    return load_data(name, shown=shown, quotations=quotations, roles_only=roles_only, whole=whole)[
        1
    ]


def load_data(
    name: str | Path,
    *,
    shown: str = "",
    quotations: bool = False,
    roles_only: bool = False,
    whole: bool = False,
    beside: str = "",
) -> tuple[dict[str, Any], Chronology]:
    """Give a chronology as plain data, texts as its file has them, and as what `load` gives.

    What another coding of the story, `beside`, marks confidential is withheld from this one too.
    """
    shown = shown or str(name)
    try:
        other = find_chronology(beside) if beside else None
        asked = Asked(quotations, roles_only, whole, other)
        return read_data(find_chronology(str(name)), shown, asked)
    except Missing as missing:
        raise LoadError([missing.problem(shown)]) from None


def models_of(name: str) -> tuple[str, dict[str, Path]]:
    """Give what a copy of a chronology would call its model, and the files that belong beside it.

    A shipped model is called by its name and needs none. Raises LoadError.
    """
    try:
        path = find_chronology(name)
        page = Page(path, name)
        reference = page.tree.text("model") or ""
        shipped = shipped_name(reference, page.folder)
        return shipped or reference, model_files(reference, page.folder)
    except Missing as missing:
        raise LoadError([missing.problem(name)]) from None


def load_model(name: str | Path) -> Model:
    """Give the model in a file, or the shipped one of that name. Raises LoadError."""
    try:
        return read_model(find_model_file(str(name)), str(name))
    except Missing as missing:
        raise LoadError([missing.problem(str(name))]) from None


def load_changes(path: str | Path, chronology: str) -> ChangesFile:
    """Give the named what-ifs in a file, written for a chronology. Raises LoadError."""
    return read_changes(Path(path), chronology)


def load_assumptions(
    name: str | Path, chronology: Chronology | Model | None = None, *, shown: str = ""
) -> tuple[Assumptions, Model]:
    """Give the assumptions in a file, or the shipped ones of that name, and their model.

    Every name in them is held to the model and, of issues, places and third parties, to the
    chronology; to run a model alone there are none, and without either any will do. `shown` is
    what messages call the file, else its name. Raises LoadError.
    """
    # a replay does not wait for these
    from negotiation.load.assumptions_file import read_assumptions
    from negotiation.model import Model

    topics: dict[str, tuple[str, ...]] | None = None if chronology is None else {}
    told = chronology if isinstance(chronology, Model) else None
    if chronology is not None and not isinstance(chronology, Model):
        topics, told = chronology.topics(), chronology.model
    try:
        return read_assumptions(find_assumptions(str(name)), shown or str(name), topics, told)
    except Missing as missing:
        raise LoadError([missing.problem(shown or str(name))]) from None


def load_form(path: str | Path, form: type[Form], format_: str, *, shown: str = "") -> Form:
    """Give a file as one coded form, of the format of that name. Raises LoadError.

    `shown` is what messages call it, else its path.
    """
    return read_form(Path(path), form, format_, shown or str(path))


def is_chronology(path: Path) -> bool:
    """Say whether a path is a file or a folder that may hold a chronology."""
    return is_file(path) or (exists(path) and is_spreadsheet(path))


def is_model(name: str | Path) -> bool:
    """Say whether a name is that of a shipped model, or of a file that calls itself one."""
    if not is_file(Path(name)):
        return str(name) in models() and str(name) not in chronologies()
    return _calls_itself(Path(name), b"model")


def is_assumptions(name: str | Path) -> bool:
    """Say whether a name is that of a file that calls itself assumptions for a simulation."""
    return is_file(Path(name)) and _calls_itself(Path(name), b"assumptions")


def _calls_itself(path: Path, form: bytes) -> bool:
    try:
        with path.open("rb") as file:
            start = file.read(10_000)
    except OSError:
        return False  # reading it says why
    mark = rb"^format:\s*[\"']?negotiation-" + form + b"/"
    return re.search(mark, start, re.MULTILINE) is not None


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
