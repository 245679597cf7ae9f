"""A file under examination: its text, its tree, and every problem found so far."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from negotiation.codes import CODES
from negotiation.errors import LoadError, Problem
from negotiation.load.encoding import NotText, decoded
from negotiation.load.excerpt import excerpt
from negotiation.load.files import Missing, read_bytes
from negotiation.load.node import Node, Place
from negotiation.load.syntax import lines_of
from negotiation.load.tree import Unreadable, read_tree
from negotiation.near import did_you_mean, listing, quoted
from negotiation.sheets.paths import is_spreadsheet
from negotiation.withholding import holds_mark, is_mark

HINTS = 200  # so many near names are looked for: each takes a comparison with all known names
SILENT = (
    "the file holds something confidential, so nothing of it is shown; "
    "`negotiation validate --whole` shows it to you"
)
FOLLOWING = {"F203", "F204"}  # say nothing new about a text that is told of already
_KEY = re.compile(r"([^\s\"'{},:\[\]]{4,40})[\"']?\s*:")
_SECTION = re.compile("under `([a-z-]+):`")
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
    """A file, its tree, and its problems, each with its place.

    With `whole`, messages show what the file marks as confidential: for its coder's eyes only.
    """

    def __init__(self, path: Path, shown: str, *, whole: bool = False) -> None:
        self.path = path
        self.shown = shown
        self.whole = whole
        self.problems: list[Problem] = []
        self.lines: list[str] = []
        self.cells: dict[Place, str] = {}
        self.hints = 0
        self.unread = ""  # a text of which there is no tree
        self.is_silent = False  # whatever is in the file, no word of it is told
        self.is_table = is_spreadsheet(path)
        self.tree = Node({}, 1, 1)
        self.tree = self._read_sheets() if self.is_table else self._read()

    @property
    def folder(self) -> Path:
        """The folder in which the file names others."""
        return self.path if self.path.is_dir() else self.path.parent

    def _read(self) -> Node:
        """Give the tree. Raises LoadError if there is none."""
        text = self.unread = self._text()
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
        self.unread = ""
        return tree

    def _text(self) -> str:
        data = b""
        try:
            data = read_bytes(self.path, self.shown)
            return decoded(data)
        except Missing as missing:
            raise LoadError([missing.problem(self.shown)]) from None
        except NotText as error:
            self.lines = [*[""] * (error.line - 1), error.row]
            self.unread = data.replace(b"\0", b"").decode("latin-1")
            self._fault(error.line, error.column, "Y008", error.message, error.hint)
            self.give_up()

    def _read_sheets(self) -> Node:
        """Give the tree of a spreadsheet. Raises LoadError if it cannot be read as one."""
        # fetched for a spreadsheet only: a text does not wait for it
        from negotiation.load.from_sheets import tree_of
        from negotiation.sheets.grid import Unusable
        from negotiation.sheets.table import read_grids

        try:
            grids = read_grids(self.path, self.shown)
        except Unusable as error:
            missing = Missing(error.code, error.message, error.hint)
            raise LoadError([missing.problem(self.shown)]) from None
        cells = [
            (grid.name, c) for grid in grids for row in grid.rows.values() for c in row.values()
        ]
        self.cells = {Place(cell.row, cell.column, name): cell.text for name, cell in cells}
        return tree_of(grids, self._fault_in)

    def is_private(self) -> bool:
        """Say whether something in the file is, or may be, marked confidential."""
        if self.is_silent or (self.unread and _may_hold_mark(self.unread)):
            return True
        return holds_mark(self.tree.plain()) or self._may_hold_unread_mark()

    def _may_hold_unread_mark(self) -> bool:
        """Say whether a mark may stand in a row, column or sheet that could not be read."""
        if not self.is_table or not self.problems:
            return False
        heads = [place for place, text in self.cells.items() if len(text) < 40 and is_mark(text)]
        lowest = dict.fromkeys(((sheet, column) for _, column, sheet in heads), 0)
        for (line, column, sheet), text in self.cells.items():
            if (sheet, column) in lowest and text.casefold() != "false":
                lowest[sheet, column] = max(line, lowest[sheet, column])
        return any(lowest[sheet, column] > line for line, column, sheet in heads)

    # --- problems -----------------------------------------------------------------------------

    def _fault(
        self, line: int, column: int, code: str, message: str, hint: str, where: str = ""
    ) -> None:
        self._fault_in(Place(line, column), code, message, hint, where)

    def _fault_in(self, place: Place, code: str, message: str, hint: str, where: str = "") -> None:
        line, column, sheet = place
        hint = _SECTION.sub(_on_sheet, hint) if sheet else hint
        row = self.lines[line - 1] if 0 < line <= len(self.lines) and not sheet else ""
        shown, caret = excerpt(*((self.cells.get(place, ""), 1) if sheet else (row, column)))
        told = (code, where, message, hint, shown, caret)
        self.problems.append(Problem(self.shown, line, column, *told, cell=place.cell))

    def fault_at(self, path: Path_, code: str, message: str, hint: str) -> None:
        """Note a problem at the value that a path leads to, or as near as it leads."""
        node, reached = self.tree.reach(path)
        self._fault_in(node.place, code, message, hint, spell(path[:reached]))

    def fault_at_key(self, path: Path_, code: str, message: str, hint: str) -> None:
        """Note a problem at the key that a path ends with; of a list's item, at the item."""
        parent = self.tree.find(path[:-1])
        node = self.tree.find(path)
        key = str(path[-1]) if path else ""
        place = parent.keys.get(key, node.place)
        self._fault_in(place, code, message, hint, spell(path))

    def fault_at_node(self, node: Node, path: Path_, code: str, message: str, hint: str) -> None:
        """Note a problem at a node of the tree."""
        self._fault_in(node.place, code, message, hint, spell(path))

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
        unusable = {_place(p) for p in self.problems if p.code[0] == "S"}
        unique = dict.fromkeys(self.problems)
        kept = [
            p
            for p in unique
            if (p.code not in FOLLOWING or _place(p) not in explained)
            and (p.code[0] == "S" or _place(p) not in unusable)
        ]
        ordered = sorted(kept, key=lambda p: (p.file != self.shown, *_place(p), p.code))
        if self.whole or not self.is_private():
            return ordered
        return [_silent(p) if p.file == self.shown else p for p in ordered]

    def give_up(self) -> NoReturn:
        """Raise LoadError with what was found so far."""
        raise LoadError(self.sorted())

    def finish(self) -> None:
        """Raise LoadError if there was any problem."""
        if self.problems:
            self.give_up()


def _place(problem: Problem) -> tuple[str, str, int, int]:
    sheet = problem.cell.rpartition("!")[0]
    return problem.file, sheet, problem.line, problem.column


def _on_sheet(found: re.Match[str]) -> str:
    """Say where a section of the format stands in a spreadsheet."""
    from negotiation.sheets.columns import ABOUT, ABOUT_FIELDS, BY_NAME

    name = found[1]
    if name in BY_NAME:
        return f"on the sheet {name}"
    return f"as “{name} …” on the sheet {ABOUT}" if name in ABOUT_FIELDS else found[0]


def _may_hold_mark(text: str) -> bool:
    """Say whether a text that is no tree, or none yet, has a key that is a mark."""
    return any(is_mark(key) for key in set(_KEY.findall(text)))


def _silent(problem: Problem) -> Problem:
    """Give a problem without a word of its file: the place, the code, and what the code means.

    A sheet that the format does not have is not called by its name.
    """
    section = problem.where.partition(".")[0].partition("[")[0]
    title = CODES[problem.code].title
    place = (problem.file, problem.line, problem.column, problem.code)
    return Problem(*place, section, title, SILENT, cell=_known_cell(problem.cell))


def _known_cell(cell: str) -> str:
    if not cell:
        return ""
    from negotiation.sheets.columns import ABOUT, BY_NAME

    sheet, _, name = cell.rpartition("!")
    return f"{sheet if sheet.strip().casefold() in {ABOUT, *BY_NAME} else '?'}!{name}"


def spell(path: Path_) -> str:
    """Write a path as a reader would: events.talks-2.reports[1].when."""
    text = ""
    for part in path:
        shown = str(part)[:60]
        text += f"[{part + 1}]" if isinstance(part, int) else (f".{shown}" if text else shown)
    return text
