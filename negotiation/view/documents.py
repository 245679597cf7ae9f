"""What is said where a Word file is asked for, and python-docx is not installed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from negotiation.errors import NotInstalled


@contextmanager
def python_docx() -> Iterator[None]:
    """Let a module be imported here that needs python-docx.

    Raises NotInstalled, which names the extra to install, if it is not there.
    """
    try:
        yield
    except ModuleNotFoundError as missing:
        if missing.name != "docx":
            raise
        raise NotInstalled("a Word file needs python-docx", "documents") from missing
