"""Say which known names are near to an unknown one."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

SHOWN = 12
LONGEST = 60  # difflib is quadratic: a name of a megabyte has no near ones


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Give a hint: the nearest known names, else the list of them, shortened when long."""
    names = list(known)
    if not names:
        return "the file lists none"
    near = difflib.get_close_matches(name[:LONGEST], names, n=2, cutoff=0.6)
    if near:
        return "did you mean " + " or ".join(near) + "?"
    return "write one of: " + listing(names)


def listing(names: Iterable[str]) -> str:
    """Give the names on one line; of more than a dozen, the first ones and how many are left."""
    known = list(names)
    if not known:
        return "(none)"
    shown = ", ".join(known[:SHOWN])
    left = len(known) - SHOWN
    return f"{shown} and {left} more" if left > 0 else shown


def quoted(text: str, longest: int = 60) -> str:
    """Give a text of a file in quotes, shortened, with control characters made visible."""
    shown = text if len(text) <= longest else text[: longest - 1] + "…"
    visible = "".join(ch if ch.isprintable() else repr(ch)[1:-1] for ch in shown)
    return f'"{visible}"'
