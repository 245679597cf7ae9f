"""What this package raises on purpose: every error is a NegotiationError.

A Problem is one fault of one file, at a line and column; a LoadError carries all of a file's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

SHOWN = 200  # problems printed of one file; whoever has more mends these first


class NegotiationError(Exception):
    """Anything that this package raises on purpose; its text is meant to be read."""


class DateError(NegotiationError):
    """A text that is not a date, a moment, a length of time or a time zone.

    `code` is a code of the catalogue; `hint` says what to write instead.
    """

    def __init__(self, code: str, message: str, hint: str) -> None:
        super().__init__(f"{message}; {hint}")
        self.code = code
        self.message = message
        self.hint = hint


class UnknownName(NegotiationError):  # noqa: N818  the name says what it is
    """A name that the files do not hold; the text lists what they do hold."""


class NotReported(NegotiationError):  # noqa: N818
    """A question about a moment outside the record."""


class NotInstalled(NegotiationError):  # noqa: N818
    """A library of an extra that is not there; says what needs it, and how to get it."""

    def __init__(self, need: str, extra: str, instead: str = "") -> None:
        how = f'pip install -c constraints.txt ".[{extra}]" in the folder of the project'
        super().__init__(f"{need}, which is not installed; run: {how}{instead}")


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of a file: where it stands, its code, what is wrong and what to write instead.

    `line` and `column` count from 1; `excerpt` is the text of the line, of a long line the part
    around the place, and `caret` the place in it, counted from 1 in columns of a terminal. In a
    spreadsheet, `cell` is the place as spreadsheets name it, "events!C4".
    """

    file: str
    line: int
    column: int
    code: str
    where: str
    message: str
    hint: str = ""
    excerpt: str = ""
    caret: int = 1
    cell: str = ""

    def headline(self) -> str:
        """Give the one-line form: file:line:column: CODE where: message; hint.

        Of a spreadsheet it begins file:sheet!cell.
        """
        where = f" {self.where}:" if self.where else ""
        hint = f"; {self.hint}" if self.hint else ""
        place = f"{self.file}:{self.cell or f'{self.line}:{self.column}'}"
        return visible(f"{place}: {self.code}{where} {self.message}{hint}")

    def text(self) -> str:
        """Give the headline with the line below it and a caret under the place."""
        if not self.excerpt:
            return self.headline()
        gutter = f"{self.cell.rpartition('!')[2] or self.line:>5} | "
        below = " " * 5 + " | " + " " * (self.caret - 1) + "^"
        return f"{self.headline()}\n{gutter}{visible(self.excerpt)}\n{below}"


class LoadError(NegotiationError):
    """A file that cannot be used; `problems` holds every fault found, in the order of the file."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        texts = [problem.text() for problem in self.problems[:SHOWN]]
        if len(self.problems) > SHOWN:
            texts.append(f"and {len(self.problems) - SHOWN:,} more problems; mend these first")
        super().__init__("\n".join(texts))


def visible(text: str) -> str:
    """Give a text with everything that is no letter, sign or space spelt out: ESC as x1b.

    A file's text is printed in messages: what steers a terminal must not reach it.
    """
    if text.isprintable():
        return text
    return "".join(ch if ch.isprintable() else ascii(ch)[1:-1] for ch in text)
