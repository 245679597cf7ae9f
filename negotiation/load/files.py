"""Read a file's text, and find the model that it names without leaving its folder."""

from __future__ import annotations

from pathlib import Path

from negotiation import library
from negotiation.errors import Problem
from negotiation.near import did_you_mean, quoted

LARGEST = 16_000_000  # bytes


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
    path = Path(name)
    shipped = library.chronologies()
    if name in shipped and not path.is_file():
        return shipped[name]
    try:
        if path.exists():
            return path
    except (OSError, ValueError):
        pass
    raise Missing("P501", f"there is no file {quoted(name)}", did_you_mean(name, shipped))


def find_model(reference: str, folder: Path) -> Path:
    """Give the model file that a file in `folder` names: in that folder or below, or shipped."""
    shipped = library.models()
    if not reference.endswith((".yaml", ".yml")):
        if reference in shipped:
            return shipped[reference]
        hint = did_you_mean(reference, shipped)
        raise Missing("P501", f"no shipped model is called {quoted(reference)}", hint)
    try:
        path = (folder / reference).resolve()
        inside = path.is_relative_to(folder.resolve())
    except (OSError, ValueError, RuntimeError):
        inside, path = False, folder
    if not inside or Path(reference).is_absolute():
        raise Missing(
            "P502",
            f"{quoted(reference)} lies outside the folder of this file",
            "copy the model beside this file, or name a shipped one: " + ", ".join(shipped),
        )
    if not path.is_file():
        raise Missing(
            "P501",
            f"there is no file {quoted(reference)} beside this one",
            "copy it there, or name a shipped model: " + ", ".join(shipped),
        )
    return path


def read_text(path: Path, shown: str) -> str:
    """Give the text of a file, in UTF-8 with or without a byte-order mark. Raises Missing."""
    try:
        if not path.is_file():
            raise Missing("P503", f"{quoted(shown)} is not a file", "name a file")
        if path.stat().st_size > LARGEST:
            raise Missing(
                "Y006",
                f"the file is larger than {LARGEST // 1_000_000} MB",
                "divide the story into several chronologies",
            )
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or "the system refuses"
        raise Missing("P503", f"{quoted(shown)} cannot be read ({reason})", "check it") from None
    return data.decode("utf-8-sig")
