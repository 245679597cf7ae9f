"""Say which known names are near to an unknown one."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from negotiation.errors import visible

if TYPE_CHECKING:
    from collections.abc import Iterable

SHOWN = 12
LONGEST = 60  # difflib is quadratic: a name of a megabyte has no near ones
MOST = 500  # and of so many names the first are compared


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Give a hint: the nearest known names, else the list of them, shortened when long."""
    names = list(known)
    if not names:
        return "none is listed"
    plain = {_plain(other): other for other in reversed(names[:MOST])}
    near = difflib.get_close_matches(_plain(name[:LONGEST]), plain, n=2, cutoff=0.6)
    if near:
        return visible("did you mean " + " or ".join(plain[key] for key in near) + "?")
    return "write one of: " + listing(names)


def _plain(name: str) -> str:
    """Give a name without what is easily mistaken: capitals, spaces and underscores."""
    return name.casefold().replace("_", "-").replace(" ", "-")


def listing(names: Iterable[str]) -> str:
    """Give the names on one line; of more than a dozen, the first ones and how many are left."""
    known = list(names)
    if not known:
        return "(none)"
    shown = visible(", ".join(name[:LONGEST] for name in known[:SHOWN]))
    left = len(known) - SHOWN
    return f"{shown} and {left} more" if left > 0 else shown


def quoted(text: str, longest: int = 60) -> str:
    """Give a text of a file in quotes, shortened, with control characters made visible."""
    shown = text if len(text) <= longest else text[: longest - 1] + "…"
    return f'"{visible(shown)}"'
