"""Finding: what somebody should look at, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to look at: its code, where its subject stands, what it is about, in words.

    `about` are the names by which an acknowledgement may mean it, `because` the reason that one
    gives; None as long as nobody has acknowledged it.
    """

    code: str
    path: Path
    about: tuple[str, ...]
    message: str
    because: str | None = None


Told = tuple[Path, tuple[str, ...], str]  # where, about what, and what in words
