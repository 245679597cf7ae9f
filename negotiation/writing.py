"""Write files whole or not at all: beside their place first, then renamed into it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from negotiation.errors import NegotiationError
from negotiation.near import quoted


class NotWritten(NegotiationError):  # noqa: N818
    """A file that could not be written, or that would have been overwritten."""


def write(path: Path, data: str | bytes) -> None:
    """Write a file whole, in place of one that stands there. Raises NotWritten."""
    content = data.encode("utf-8") if isinstance(data, str) else data
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, beside = tempfile.mkstemp(prefix=f".{path.name[:40]}.", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            Path(beside).chmod(0o644)
            Path(beside).replace(path)
        except BaseException:
            Path(beside).unlink(missing_ok=True)
            raise
    except OSError as error:
        reason = error.strerror or "the system refuses"
        raise NotWritten(f"{quoted(str(path))} cannot be written ({reason})") from error


def write_all(files: Mapping[Path, str | bytes], *, force: bool = False) -> None:
    """Write several files; if one would replace a different file and is not forced, none.

    Raises NotWritten.
    """
    standing = [path for path, data in files.items() if _differs(path, data)]
    if standing and not force:
        names = ", ".join(quoted(str(path)) for path in standing)
        raise NotWritten(f"{names} exists already; --force overwrites it")
    for path, data in files.items():
        write(path, data)


def _differs(path: Path, data: str | bytes) -> bool:
    content = data.encode("utf-8") if isinstance(data, str) else data
    try:
        return path.exists() and path.read_bytes() != content
    except OSError:
        return True
