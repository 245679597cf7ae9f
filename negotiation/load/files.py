"""Read a file's bytes, and find the model that it names without leaving its folder."""

from __future__ import annotations

import re
from pathlib import Path, PureWindowsPath

from negotiation import library
from negotiation.errors import Problem
from negotiation.near import did_you_mean, listing, quoted

LARGEST = 5_000_000  # bytes


class Missing(Exception):  # noqa: N818  internal: becomes a Problem at the place that names the file
    """A file that cannot be had: a code, what is wrong, and what to write instead."""

    def __init__(self, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.code, self.message, self.hint = code, message, hint

    def problem(self, file: str) -> Problem:
        """Give it as a problem of the file itself."""
        return Problem(file, 1, 1, self.code, "", self.message, self.hint)


def find_chronology(name: str) -> Path:
    """Give the file meant by a path or by the name of a shipped chronology."""
    return _find(name, library.chronologies())


def find_model_file(name: str) -> Path:
    """Give the file meant by a path or by the name of a shipped model."""
    return _find(name, library.models())


def find_assumptions(name: str) -> Path:
    """Give the file meant by a path or by the name of shipped assumptions."""
    return _find(name, library.assumptions())


def _find(name: str, shipped: dict[str, Path]) -> Path:
    path = Path(name)
    if name in shipped and not is_file(path):
        return shipped[name]
    if exists(path):
        return path
    beside = (f"{name}{ending}" for ending in (".yaml", ".xlsx") if is_file(Path(name + ending)))
    found = next(beside, "")
    hint = f"did you mean {found}?" if found else did_you_mean(name, shipped)
    if not hint.endswith("?"):
        hint = f"check the name and the folder; shipped are: {listing(shipped)}"
    raise Missing("P501", f"there is no file {quoted(name)}", hint)


def exists(path: Path) -> bool:
    """Say whether there is anything of that name; never raises."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False  # a name that no file can have


def is_file(path: Path) -> bool:
    """Say whether there is a file of that name; never raises."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def find_model(reference: str, folder: Path) -> Path:
    """Give the model file that a file in `folder` names: in that folder or below, or shipped.

    Opens nothing. Raises Missing.
    """
    shipped = library.models()
    if reference in shipped:
        return shipped[reference]
    offer = "name a shipped model: " + ", ".join(shipped)
    if not re.search(r"[/\\]|\.ya?ml$", reference):
        hint = did_you_mean(reference, shipped)
        raise Missing(
            "P501",
            f"no shipped model is called {quoted(reference)}",
            f"{hint} (a file beside this one is named with its ending, .yaml)",
        )
    path = inside(reference, folder)
    if path is None:
        raise Missing(
            "P502",
            f"{quoted(reference)} lies outside the folder of this file",
            f"copy the model beside this file, or {offer}",
        )
    if not is_file(path):
        raise Missing(
            "P501",
            f"there is no file {quoted(reference)} in the folder of this one",
            f"copy it there, or {offer}",
        )
    return path


def inside(reference: str, folder: Path) -> Path | None:
    """Give the file that a relative path means; None if it, or a link on it, leads out."""
    windows = PureWindowsPath(reference)  # knows both kinds of slash, drives and shares
    depth = 0
    for part in windows.parts:
        depth += -1 if part == ".." else 1
        if depth < 0:
            return None
    if windows.anchor:
        return None
    try:
        path = (folder / windows.as_posix()).resolve()
        return path if path.is_relative_to(folder.resolve()) else None
    except (OSError, ValueError, RuntimeError):  # a circle of links, a name that no file can have
        return None


def read_bytes(path: Path, shown: str) -> bytes:
    """Give what is in a file. Raises Missing."""
    try:
        if not path.is_file():
            what = "a folder" if path.is_dir() else "no file"
            raise Missing("P503", f"{quoted(shown)} is {what}", "name a file, such as talks.yaml")
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        reason = error.strerror or "the system refuses"
        message = f"{quoted(shown)} cannot be read ({reason})"
        raise Missing("P503", message, "check that you may read it") from None
    if len(data) > LARGEST:
        message = f"the file is larger than {LARGEST // 1_000_000} MB"
        raise Missing("Y006", message, "divide the story into several chronologies")
    return data
