"""A file under examination: its text, its tree, and every problem found so far."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from negotiation.errors import LoadError, Problem
from negotiation.load.files import Missing, read_text
from negotiation.load.tree import Node, Unreadable, read_tree
from negotiation.near import did_you_mean, listing, quoted

LONGEST_EXCERPT = 160
Path_ = tuple[str | int, ...]


class Page:
    """A file, its tree, and its problems, each with its place."""

    def __init__(self, path: Path, shown: str) -> None:
        self.path = path
        self.shown = shown
        self.problems: list[Problem] = []
        self.lines: list[str] = []
        self.tree = self._read()

    def _read(self) -> Node:
        """Give the tree. Raises LoadError if there is none."""
        try:
            text = read_text(self.path, self.shown)
        except Missing as missing:
            raise LoadError([missing.problem(self.shown)]) from None
        except UnicodeDecodeError as error:
            line = error.object[: error.start].count(b"\n") + 1
            column = error.start - error.object[: error.start].rfind(b"\n")
            message, hint = "this is not UTF-8", "save the file with the encoding UTF-8"
            raise LoadError(
                [Problem(self.shown, line, column, "Y008", "", message, hint)]
            ) from None
        self.lines = text.splitlines()
        try:
            return read_tree(text, self._fault)
        except Unreadable:
            raise LoadError(self.sorted()) from None

    def sorted(self) -> list[Problem]:
        """Give the problems in the order of the file, each once."""
        unique = dict.fromkeys(self.problems)
        return sorted(unique, key=lambda p: (p.line, p.column, p.code))

    def _fault(
        self, line: int, column: int, code: str, message: str, hint: str, where: str = ""
    ) -> None:
        excerpt = self.lines[line - 1] if 0 < line <= len(self.lines) else ""
        if len(excerpt) > LONGEST_EXCERPT or not excerpt.replace("\t", " ").isprintable():
            excerpt = ""
        excerpt = excerpt.replace("\t", " ")
        self.problems.append(Problem(self.shown, line, column, code, where, message, hint, excerpt))

    def fault_at(
        self, path: Path_, code: str, message: str, hint: str, *, at_key: bool = False
    ) -> None:
        """Note a problem at the value that a path leads to, or as near as it leads."""
        if at_key and path:
            self.fault_at_key(path, code, message, hint)
            return
        node = self.tree.find(path)
        self._fault(node.line, node.column, code, message, hint, spell(path))

    def fault_at_key(self, path: Path_, code: str, message: str, hint: str) -> None:
        """Note a problem at the key that a path ends with."""
        parent = self.tree.find(path[:-1])
        line, column = parent.keys.get(str(path[-1]), (parent.line, parent.column))
        self._fault(line, column, code, message, hint, spell(path))

    def fault_at_node(self, node: Node, path: Path_, code: str, message: str, hint: str) -> None:
        """Note a problem at a node of the tree."""
        self._fault(node.line, node.column, code, message, hint, spell(path))

    def expect(self, known: Collection[str], key: str, path: Path_, code: str, what: str) -> None:
        """Note a problem with every text under `key` that is not among the known names."""
        for node, text in self.tree.find(path).texts(key):
            self._expect(known, node, text, (*path, key), code, what)

    def expect_item(self, known: Collection[str], path: Path_, code: str, what: str) -> None:
        """Note a problem with every text of the list at a path that is not a known name."""
        items = self.tree.find(path).value
        for node in items if isinstance(items, list) else []:
            if isinstance(node.value, str):
                self._expect(known, node, node.value, path, code, what)

    def _expect(
        self, known: Collection[str], node: Node, text: str, path: Path_, code: str, what: str
    ) -> None:
        if not text or text in known:
            return
        # of sources none is suggested: a plausible wrong citation is worse than none
        hint = "listed are: " + listing(known) if code == "R304" else did_you_mean(text, known)
        self.fault_at_node(node, path, code, f"there is no {what} {quoted(text)}", hint)

    def finish(self) -> None:
        """Raise LoadError if there was any problem."""
        if self.problems:
            raise LoadError(self.sorted())


def spell(path: Path_) -> str:
    """Write a path as a reader would: events.talks-2.reports[1].when."""
    text = ""
    for part in path:
        shown = str(part)[:60]
        text += f"[{part + 1}]" if isinstance(part, int) else (f".{shown}" if text else shown)
    return "".join(ch if ch.isprintable() else "?" for ch in text)
