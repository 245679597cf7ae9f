"""What this package raises on purpose: every error is a NegotiationError.

A Problem is one fault of one file, at a line and column; a LoadError carries all of a file's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


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


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of a file: where it stands, its code, what is wrong and what to write instead.

    `line` and `column` count from 1; `excerpt` is the text of the line.
    """

    file: str
    line: int
    column: int
    code: str
    where: str
    message: str
    hint: str = ""
    excerpt: str = ""

    def headline(self) -> str:
        """Give the one-line form: file:line:column: CODE where: message; hint."""
        where = f" {self.where}:" if self.where else ""
        hint = f"; {self.hint}" if self.hint else ""
        return f"{self.file}:{self.line}:{self.column}: {self.code}{where} {self.message}{hint}"

    def text(self) -> str:
        """Give the headline with the line below it and a caret under the place."""
        if not self.excerpt:
            return self.headline()
        gutter = f"{self.line:>5} | "
        column = min(self.column, len(self.excerpt) + 1)
        below = " " * 5 + " | " + " " * (column - 1) + "^"
        return f"{self.headline()}\n{gutter}{self.excerpt}\n{below}"


class LoadError(NegotiationError):
    """A file that cannot be used; `problems` holds every fault found, in the order of the file."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(problem.text() for problem in self.problems))
