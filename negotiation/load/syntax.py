"""Say in words what breaks a rule of YAML, at the place that helps most.

Knows the parser by the words and places of its errors only. Building the tree: see tree.py.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Fault = Callable[[int, int, str, str, str], None]
Told = tuple[int, int, str, str, str]  # line, column, code, message, hint

STRAY = "Y016"
_LINE_END = re.compile(r"\r\n|[\r\n\x85\u2028\u2029]")
# what YAML does not allow in its text, and what a terminal would obey if it came from an escape
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_SIGN_HINT = "put the whole text in double quotes"


def lines_of(text: str) -> list[str]:
    """Give the lines as YAML counts them."""
    return _LINE_END.split(text)


def control_in(text: str) -> str | None:
    """Give the first control character of a text, spelt out; None if there is none."""
    found = _CONTROL.search(text)
    return None if found is None else ascii(found[0])[1:-1]


def cleaned(text: str, fault: Fault) -> str:
    """Give the text without what YAML cannot read, after telling of it line by line."""
    if _UNPRINTABLE.search(text):
        for number, line in enumerate(lines_of(text), 1):
            found = _UNPRINTABLE.search(line)
            if found:
                message = f"an unprintable character ({ascii(found[0])[1:-1]})"
                fault(number, found.start() + 1, "Y010", message, "remove it")
    return _UNPRINTABLE.sub("\ufffd", text)


@dataclass(frozen=True, slots=True)
class _Clues:
    """What the parser says and where: lines and columns count from 0, as the parser does.

    `bracket` is the place of the innermost open bracket, counted from 1.
    """

    problem: str
    context: str
    line: int
    column: int
    start_line: int
    start_column: int
    lines: list[str]
    bracket: tuple[int, int] | None

    @property
    def row(self) -> str:
        """The line of the problem."""
        return self.lines[self.line] if self.line < len(self.lines) else ""

    @property
    def sign(self) -> str:
        """The character at the problem; empty at the end of a line."""
        return self.row[self.column : self.column + 1]

    @property
    def before(self) -> str:
        """What stands before the problem in its line, without spaces at the end."""
        return self.row[: self.column].rstrip()

    def here(self, code: str, message: str, hint: str) -> Told:
        return self.line + 1, self.column + 1, code, message, hint

    def at_start(self, code: str, message: str, hint: str) -> Told:
        """Tell it where the block or text began that could not be read to its end."""
        return self.start_line + 1, self.start_column + 1, code, message, hint


def explain_syntax(error: Any, text: str, bracket: tuple[int, int] | None) -> Told:
    """Give line, column, code, message and hint for an error of the parser."""
    lines = lines_of(text)
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    start = getattr(error, "context_mark", None) or mark
    problem = str(getattr(error, "problem", None) or error)
    context = str(getattr(error, "context", None) or "")
    line, column = (0, 0) if mark is None else (mark.line, mark.column)
    first, left = (0, 0) if start is None else (start.line, start.column)
    if line >= len(lines) or (line and not any(rest.strip() for rest in lines[line:])):
        line, column = _last(lines)  # the parser means the end of the file
    clues = _Clues(problem, context, line, column, first, left, lines, bracket)
    for explain in (_tab, _sign, _quote, _bracket, _colon, _indentation):
        told = explain(clues)
        if told is not None:
            return told
    message = "this line, or the one above, breaks a rule of YAML"
    return clues.here("Y001", message, "compare it with its neighbours: colons, quotes, spaces")


def _last(lines: list[str]) -> tuple[int, int]:
    last = max((i for i, line in enumerate(lines) if line.strip()), default=0)
    return last, len(lines[last])


def _tab(clues: _Clues) -> Told | None:
    margin = clues.row[: len(clues.row) - len(clues.row.lstrip())]
    if "\t" not in margin and "tab" not in clues.problem.split():
        return None
    column = margin.find("\t") if "\t" in margin else clues.column
    hint = "replace it by spaces, here and in every line that begins with one"
    return clues.line + 1, column + 1, "Y002", "a tab stands where only spaces may", hint


def _sign(clues: _Clues) -> Told | None:
    """Tell of a text that begins with a sign that means something to YAML."""
    if "block scalar" in clues.context or "alias" in clues.context or "anchor" in clues.context:
        row = clues.lines[clues.start_line]
        sign = row[clues.start_column : clues.start_column + 1]
        return clues.at_start("Y017", f"a text may not begin with {sign}", _SIGN_HINT)
    unexpected = "expected node content" in clues.problem and clues.bracket is None
    if "cannot start any token" in clues.problem or (unexpected and clues.sign):
        return clues.here("Y017", f"a text may not begin with {clues.sign}", _SIGN_HINT)
    repeated = re.search(r"(?:^|[:,\[{-]\s+)([*&])\S+$", clues.before)
    if repeated and clues.sign:
        column = repeated.start(1)
        message = f"a text may not begin with {repeated[1]}"
        return clues.line + 1, column + 1, "Y017", message, _SIGN_HINT
    if "tag" in clues.context or "tag" in clues.problem:
        hint = "remove it; put a text that begins with ! in double quotes"
        return clues.at_start("Y009", "a tag (!…) that cannot be read", hint)
    if "directive" in clues.context or "incompatible" in clues.problem:
        message = "a line that begins with % is not followed"
        return clues.line + 1, 1, "Y009", message, "remove the line"
    return None


def _quote(clues: _Clues) -> Told | None:
    """Tell of a quote that is not closed, or closed before the text ends."""
    if "scanning a quoted scalar" in clues.context:
        hint = 'close it; inside a text in double quotes, write a double quote as \\"'
        return clues.at_start("Y003", "the quote that opens here is not closed", hint)
    if "quoted scalar" in clues.context:
        message = "in double quotes a backslash begins a code, and this is none"
        column = max(0, clues.row.rfind("\\", 0, clues.column + 1))
        return clues.line + 1, column + 1, "Y018", message, "write \\\\ for a backslash"
    if clues.before[-1:] in {'"', "'"} and clues.sign not in {"", ":", "]", "}"}:
        message = "the text goes on after its closing quote"
        hint = 'put the whole text in double quotes; inside it, write a double quote as \\"'
        return clues.here("Y018", message, hint)
    return None


def _bracket(clues: _Clues) -> Told | None:
    """Tell of brackets that are not closed, or closed without being open."""
    if clues.bracket is None:
        if clues.sign and clues.sign in "]}":
            hint = "remove it, or put the whole text in double quotes"
            return clues.here("Y003", f"{clues.sign} closes a bracket that is not open", hint)
        return None
    line, column = clues.bracket
    opening = clues.lines[line - 1][column - 1 : column]
    closing = "]" if opening == "[" else "}"
    if clues.sign == ":" and (clues.line + 1 == line or re.search(r":\s", clues.before)):
        message = "a colon in a text looks like a key"
        return clues.here("Y013", message, "put the text in double quotes")
    if clues.sign == ",":
        return clues.here("Y003", "a comma without anything before it", "remove it")
    hint = (
        f"write {closing} where it ends, or the comma that is missing; "
        "put a text that holds brackets or # in double quotes"
    )
    return line, column, "Y003", f"the bracket {opening} that opens here is not closed", hint


def _colon(clues: _Clues) -> Told | None:
    """Tell of a colon too many, or of one that is missing."""
    if "could not find expected ':'" in clues.problem:
        begin = clues.lines[clues.start_line][clues.start_column : clues.start_column + 1]
        if begin in {"{", "["}:
            hint = 'write "- " before it if it is one of a list, else a field and a colon'
            return clues.at_start("Y001", f"{begin} opens where a field is due", hint)
        hint = "write a key, a colon and a space before its value; put a long text in quotes"
        return clues.at_start("Y001", "a colon is missing in this line", hint)
    if "mapping values are not allowed" not in clues.problem:
        return None
    if re.search(r":\s|:$", clues.before[clues.before.find("- ") + 1 :] + " ") is None:
        message = "this colon comes in the middle of a text that begins in a line above"
        hint = "begin the line under its neighbours; if the line above lacks a colon, add it"
        return clues.here("Y001", message, hint)
    message = "a colon in a text looks like a key"
    return clues.here("Y013", message, "put the whole text in double quotes")


def _indentation(clues: _Clues) -> Told | None:
    """Tell of a line that begins under none of its neighbours."""
    if "sequence entries" in clues.problem:
        message = "a list begins in the middle of a line"
        return clues.here("Y001", message, 'begin a new line before "- "')
    if "<document start>" in clues.problem:
        hint = "a file is made of lines `field: value` from the left edge"
        return clues.here("Y001", "something stands after the end of the text", hint)
    if "block" not in clues.context or clues.before:
        return None
    first = clues.start_line + 1
    if "'-'" in clues.problem:
        message = f"this line belongs to no item of the list that begins in line {first}"
        return clues.here("Y001", message, 'begin it with "- ", or mend the spaces at its left')
    hint = (
        f"the block that begins in line {first} has its fields in column {clues.start_column + 1}"
    )
    return clues.here("Y001", "the line does not begin under its neighbours", hint)
