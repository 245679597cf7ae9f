"""What a brief says, before it is set as a page, a Word file or text: values only.

Every text stands on one line, in one language, its sources raised behind it. How the parts are
worked out: see composing.py; how much of them has room: see fitting.py.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

MOST = 260  # letters of a text; what is longer is cut, and ends in "…"

Key = Literal[
    "states", "known", "disputed", "unforeseen", "unknown", "sources", "sides", "measures"
]
# how much of the width each column of a table has, of a hundred; page.css has it too
SHARES: Mapping[Key, Sequence[int]] = {"states": (16, 19, 27, 38), "sources": (8, 37, 14, 26, 15)}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a list, as its date or topic and its text, or a row of a table.

    Where not all lines have room, those of the lowest rank stay.
    """

    cells: tuple[str, ...]
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the brief: its lines, with `columns` as a table, and what is said below them.

    `more` says how many lines had no room, if any.
    """

    key: Key
    title: str
    lines: tuple[Line, ...]
    columns: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    more: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """The whole brief; `foot` says how a reader can check it."""

    language: str
    direction: str
    kind: str
    title: str
    period: str
    about: str
    reading: str
    parts: tuple[Part, ...]
    foot: tuple[str, ...]


def shortened(text: str, longest: int = MOST) -> str:
    """Give a text cut after a whole word where it is too long."""
    if len(text) <= longest:
        return text
    kept = text[: longest - 1]
    words = kept.rpartition(" ")[0]
    return f"{words if len(words) > longest // 2 else kept}…"
