"""What an appendix says, before it is set as a file: values only.

Every text stands on one line, in one language, with nothing in it that steers a page.
"""

from __future__ import annotations

from dataclasses import dataclass

SHARES = (22, 38, 16, 24)  # of the width, for when, what, kind and who; page.css has it too


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who says so, and the numbers of the notes on what that rests on."""

    name: str
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One event: its date as written, what it was, remarks and notes, its kind, who says so."""

    when: str
    what: str
    marks: tuple[str, ...]
    kind: str
    voices: tuple[Voice, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """One source of the list: its number as cited, its reference, addresses, the coder's note."""

    number: str
    text: str
    url: str = ""
    archived: str = ""
    archived_words: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Appendix:
    """The whole appendix. Note 1 is the first of `notes`; `left` says what is not in the table.

    `between` stands between those who say so.
    """

    language: str
    direction: str
    title: str
    lines: tuple[str, ...]
    columns: tuple[str, ...]
    between: str
    rows: tuple[Row, ...]
    notes_title: str
    notes: tuple[str, ...]
    sources_title: str
    sources: tuple[Listed, ...]
    left_title: str
    left: tuple[str, ...]
    foot: tuple[str, ...]
