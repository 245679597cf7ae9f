"""A file under examination: its text, its tree, and every problem found so far."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from negotiation.errors import LoadError, Problem
from negotiation.load.encoding import NotText, decoded
from negotiation.load.excerpt import excerpt
from negotiation.load.files import Missing, read_bytes
from negotiation.load.node import Node
from negotiation.load.syntax import lines_of
from negotiation.load.tree import Unreadable, read_tree
from negotiation.near import did_you_mean, listing, quoted

HINTS = 200  # so many near names are looked for: each takes a comparison with all known names
FOLLOWING = {"F203", "F204"}  # say nothing new about a text that is told of already
_FORMS: dict[type, str] = {str: "a text", list: "a list"}
Path_ = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Sort:
    """A sort of names that must be known: the code, what one is called, where one is added."""

    code: str
    noun: str
    add: str
    suggest: bool = True


class Page:
    """A file, its tree, and its problems, each with its place."""

    def __init__(self, path: Path, shown: str) -> None:
        self.path = path
        self.shown = shown
        self.problems: list[Problem] = []
        self.lines: list[str] = []
        self.hints = 0
        self.tree = self._read()

    def _read(self) -> Node:
        """Give the tree. Raises LoadError if there is none."""
        text = self._text()
        self.lines = lines_of(text)
        try:
            tree = read_tree(text, self._fault)
        except Unreadable:
            self.give_up()
        if not isinstance(tree.value, dict):
            message = f"the file holds {_FORMS[type(tree.value)]}; lines `field: value` are due"
            hint = "`negotiation new NAME` writes a file to start from"
            self._fault(tree.line, tree.column, "F203", message, hint)
            self.give_up()
        return tree

    def _text(self) -> str:
        try:
            return decoded(read_bytes(self.path, self.shown))
        except Missing as missing:
            raise LoadError([missing.problem(self.shown)]) from None
        except NotText as error:
            self.lines = [*[""] * (error.line - 1), error.row]
            self._fault(error.line, error.column, "Y008", error.message, error.hint)
            self.give_up()

    # --- problems -----------------------------------------------------------------------------

    def _fault(
        self, line: int, column: int, code: str, message: str, hint: str, where: str = ""
    ) -> None:
        row = self.lines[line - 1] if 0 < line <= len(self.lines) else ""
        shown, caret = excerpt(row, column)
        place = (self.shown, line, column)
        self.problems.append(Problem(*place, code, where, message, hint, shown, caret))

    def fault_at(self, path: Path_, code: str, message: str, hint: str) -> None:
        """Note a problem at the value that a path leads to, or as near as it leads."""
        node, reached = self.tree.reach(path)
        self._fault(node.line, node.column, code, message, hint, spell(path[:reached]))

    def fault_at_key(self, path: Path_, code: str, message: str, hint: str) -> None:
        """Note a problem at the key that a path ends with; of a list's item, at the item."""
        parent = self.tree.find(path[:-1])
        node = self.tree.find(path)
        key = str(path[-1]) if path else ""
        line, column = parent.keys.get(key, (node.line, node.column))
        self._fault(line, column, code, message, hint, spell(path))

    def fault_at_node(self, node: Node, path: Path_, code: str, message: str, hint: str) -> None:
        """Note a problem at a node of the tree."""
        self._fault(node.line, node.column, code, message, hint, spell(path))

    def expect(self, known: Collection[str], path: Path_, sort: Sort) -> None:
        """Note a problem with every text at a path, one or a list, that is not a known name."""
        found, reached = self.tree.reach(path)
        if reached < len(path):
            return
        for node, text in found.own_texts():
            if text and text not in known:
                message = f"there is no {sort.noun} {quoted(text)}"
                self.fault_at_node(node, path, sort.code, message, self.hint(text, known, sort))

    def hint(self, name: str, known: Collection[str], sort: Sort | None = None) -> str:
        """Say what may have been meant; of the first problems only, because it takes time."""
        self.hints += 1
        if self.hints > HINTS:
            return ""
        if not known and sort is not None:
            return sort.add
        # of sources none is suggested: a plausible wrong citation is worse than none
        near = sort is None or sort.suggest
        text = did_you_mean(name, known) if near else "listed are: " + listing(known)
        return text if sort is None or text.endswith("?") else f"{text}; or {sort.add}"

    # --- the end ------------------------------------------------------------------------------

    def sorted(self) -> list[Problem]:
        """Give the problems in the order of the file, each once; those of other files after it."""
        explained = {_place(p) for p in self.problems if p.code[0] in "RY"}
        unique = dict.fromkeys(self.problems)
        kept = [p for p in unique if p.code not in FOLLOWING or _place(p) not in explained]
        return sorted(kept, key=lambda p: (p.file != self.shown, *_place(p), p.code))

    def give_up(self) -> NoReturn:
        """Raise LoadError with what was found so far."""
        raise LoadError(self.sorted())

    def finish(self) -> None:
        """Raise LoadError if there was any problem."""
        if self.problems:
            self.give_up()


def _place(problem: Problem) -> tuple[str, int, int]:
    return problem.file, problem.line, problem.column


def spell(path: Path_) -> str:
    """Write a path as a reader would: events.talks-2.reports[1].when."""
    text = ""
    for part in path:
        shown = str(part)[:60]
        text += f"[{part + 1}]" if isinstance(part, int) else (f".{shown}" if text else shown)
    return text
