"""One value of a file with its place: what the tree of a file is made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple


class Place(NamedTuple):
    """Where something stands, counted from 1; in a spreadsheet row, column and sheet."""

    line: int
    column: int
    sheet: str = ""

    @property
    def cell(self) -> str:
        """Its name in a spreadsheet, "events!C4"; empty in a text."""
        if not self.sheet:
            return ""
        from negotiation.sheets.grid import column_name

        return f"{self.sheet}!{column_name(self.column)}{self.line}"

    def __str__(self) -> str:
        return self.cell or f"line {self.line}"


@dataclass(slots=True)
class Node:
    """One value of a file with its place, counted from 1.

    `value` is a text, a list of nodes or a mapping to nodes; `keys` holds the places of a
    mapping's keys; `weight` counts the values in it, `height` how deep they are nested.
    """

    value: str | list[Node] | dict[str, Node]
    line: int
    column: int
    keys: dict[str, Place] = field(default_factory=dict)
    weight: int = 1
    height: int = 0
    sheet: str = ""

    @property
    def place(self) -> Place:
        """Where it stands."""
        return Place(self.line, self.column, self.sheet)

    def plain(self) -> Any:
        """Give texts, lists and dicts without places."""
        if isinstance(self.value, dict):
            return {key: child.plain() for key, child in self.value.items()}
        if isinstance(self.value, list):
            return [child.plain() for child in self.value]
        return self.value

    def get(self, key: str) -> Node | None:
        """Give the value under a key; None if there is none, or this is no mapping."""
        return self.value.get(key) if isinstance(self.value, dict) else None

    def entries(self, key: str) -> Iterator[tuple[str, Node]]:
        """Give the named blocks under a key; nothing if it is not a mapping."""
        child = self.get(key)
        if child is not None and isinstance(child.value, dict):
            yield from child.value.items()

    def items(self, key: str) -> Iterator[tuple[int, Node]]:
        """Give the numbered items of a list under a key; nothing if it is not a list."""
        child = self.get(key)
        if child is not None and isinstance(child.value, list):
            yield from enumerate(child.value)

    def texts(self, key: str) -> Iterator[tuple[Node, str]]:
        """Give the texts under a key, where one text or a list of them may stand."""
        child = self.get(key)
        if child is not None:
            yield from child.own_texts()

    def own_texts(self) -> Iterator[tuple[Node, str]]:
        """Give the text that this is, or the texts of the list that it is."""
        for node in self.value if isinstance(self.value, list) else [self]:
            if isinstance(node.value, str):
                yield node, node.value

    def names(self, key: str) -> dict[str, None]:
        """Give the names of the blocks under a key; of a list by mistake, its texts."""
        return {key: None for key, _ in self.entries(key)} or {t: None for _, t in self.texts(key)}

    def text(self, key: str) -> str | None:
        """Give the text under a key, None if there is none."""
        child = self.get(key)
        return child.value if child is not None and isinstance(child.value, str) else None

    def reach(self, path: tuple[str | int, ...]) -> tuple[Node, int]:
        """Follow a path of keys and indices; give the last node and how many parts led to it."""
        node = self
        for done, part in enumerate(path):
            if isinstance(node.value, dict) and part in node.value:
                node = node.value[str(part)]
            elif isinstance(node.value, list) and isinstance(part, int) and part < len(node.value):
                node = node.value[part]
            else:
                return node, done
        return node, len(path)

    def find(self, path: tuple[str | int, ...]) -> Node:
        """Follow a path of keys and indices as far as it leads."""
        return self.reach(path)[0]


def node_at(value: str | list[Node] | dict[str, Node], place: Place) -> Node:
    """Give a value that stands at a place."""
    return Node(value, place.line, place.column, sheet=place.sheet)
