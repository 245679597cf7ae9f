"""Write files whole or not at all: beside their place first, then renamed into it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from errno import EISDIR
from os import strerror
from pathlib import Path

from negotiation.errors import NegotiationError
from negotiation.near import quoted


class NotWritten(NegotiationError):  # noqa: N818
    """A file that could not be written, or that would have been overwritten."""


def write(path: Path, data: str | bytes) -> None:
    """Write a file whole, in place of one that stands there. Raises NotWritten."""
    write_all({path: data}, force=True)


def write_all(files: Mapping[Path, str | bytes], *, force: bool = False) -> None:
    """Write several files; if one cannot be written, or would replace a different one, none.

    With `force`, different ones are replaced. Raises NotWritten.
    """
    standing = [path for path, data in files.items() if _differs(path, data)]
    if standing and not force:
        names = ", ".join(quoted(str(path)) for path in standing)
        raise NotWritten(f"{names} exists already; --force overwrites it")
    beside: dict[Path, Path] = {}
    try:
        for path, data in files.items():
            beside[path] = _written_beside(path, data)
        for path in list(beside):
            with _telling(path):
                beside[path].replace(path)
            del beside[path]
    finally:
        for left in beside.values():
            left.unlink(missing_ok=True)


def _written_beside(path: Path, data: str | bytes) -> Path:
    """Write a file under another name in its folder, from where it need only be renamed."""
    content = data.encode("utf-8") if isinstance(data, str) else data
    with _telling(path):
        if path.is_dir():
            raise IsADirectoryError(EISDIR, strerror(EISDIR))
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            Path(name).chmod(0o644)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    return Path(name)


@contextmanager
def _telling(path: Path) -> Iterator[None]:
    """Say of which file the system's error is."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or "the system refuses"
        raise NotWritten(f"{quoted(str(path))} cannot be written ({reason})") from error


def _differs(path: Path, data: str | bytes) -> bool:
    content = data.encode("utf-8") if isinstance(data, str) else data
    try:
        return path.exists() and path.read_bytes() != content
    except OSError:
        return True
