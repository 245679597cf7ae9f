"""Turn YAML text into a tree in which every scalar is text and has its place.

The only user of yaml. Reads the parser's events one by one, so that nothing deep, large or
repeated can exhaust the machine; nothing in the text is ever turned into anything but text,
lists and mappings.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, NoReturn

import yaml

DEPTH = 40
WEIGHT = 2_000_000  # scalars, aliases counted as often as they repeat
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True)
class Node:
    """One value of a file with its place, counted from 1.

    `value` is a text, a list of nodes or a mapping to nodes; `keys` holds the places of a
    mapping's keys; `weight` counts the scalars in it.
    """

    value: str | list[Node] | dict[str, Node]
    line: int
    column: int
    keys: dict[str, tuple[int, int]] = field(default_factory=dict)
    weight: int = 1

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
        if child is None:
            return
        for node in child.value if isinstance(child.value, list) else [child]:
            if isinstance(node.value, str):
                yield node, node.value

    def text(self, key: str) -> str | None:
        """Give the text under a key, None if there is none."""
        child = self.get(key)
        return child.value if child is not None and isinstance(child.value, str) else None

    def find(self, path: tuple[str | int, ...]) -> Node:
        """Follow a path of keys and indices as far as it leads."""
        node = self
        for part in path:
            if isinstance(node.value, dict) and part in node.value:
                node = node.value[str(part)]
            elif isinstance(node.value, list) and isinstance(part, int) and part < len(node.value):
                node = node.value[part]
            else:
                break
        return node


Fault = Callable[[int, int, str, str, str], None]


class Unreadable(Exception):  # noqa: N818  internal: the fault has been told already
    """The text has no tree."""


@dataclass(slots=True)
class _Open:
    """A block that is being read."""

    node: Node
    anchor: str | None
    key: str | None = None


def read_tree(text: str, fault: Fault) -> Node:
    """Give the tree of a text; `fault(line, column, code, message, hint)` hears every problem.

    Raises Unreadable if there is no tree to go on with.
    """
    builder = _Builder(fault)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            builder.take(event)
    except yaml.YAMLError as error:
        fault(*_syntax(error, text))
        raise Unreadable from None
    if builder.root is None:
        fault(1, 1, "Y012", "the file is empty", "`negotiation new NAME` writes one to start from")
        raise Unreadable
    return builder.root


class _Builder:
    """Put the parser's events together, with a stack of open blocks instead of recursion."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        self.root: Node | None = None
        self.stack: list[_Open] = []
        self.anchors: dict[str, Node] = {}
        self.documents = 0

    def take(self, event: Any) -> None:
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        if isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                self._stop(line, column, "Y011", "a second document begins", "remove the line ---")
        elif isinstance(event, yaml.ScalarEvent):
            self._tag(event, line, column)
            self._add(Node(event.value, line, column), event.anchor)
        elif isinstance(event, yaml.AliasEvent):
            self._alias(event, line, column)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._tag(event, line, column)
            self._open(event, line, column)
        elif isinstance(event, yaml.CollectionEndEvent):
            done = self.stack.pop()
            if done.anchor:
                self.anchors[done.anchor] = done.node
            self._add(done.node, None)

    def _open(self, event: Any, line: int, column: int) -> None:
        if len(self.stack) >= DEPTH:
            self._stop(
                line, column, "Y005", f"nested deeper than {DEPTH} blocks", "check the brackets"
            )
        if self.stack and isinstance(self.stack[-1].node.value, dict) and not self.stack[-1].key:
            self._stop(
                line, column, "Y014", "a key must be a text", "write a text before the colon"
            )
        empty: Any = {} if isinstance(event, yaml.MappingStartEvent) else []
        self.stack.append(_Open(Node(empty, line, column, weight=0), event.anchor))

    def _alias(self, event: Any, line: int, column: int) -> None:
        node = self.anchors.get(event.anchor)
        if node is None:
            self._stop(
                line, column, "Y007", f"*{event.anchor} repeats a block inside itself or unknown",
                "write the text out",
            )  # fmt: skip
        self._add(node, None, (line, column))

    def _tag(self, event: Any, line: int, column: int) -> None:
        if event.tag and event.tag != "!":
            self.fault(
                line, column, "Y009", f"the tag {event.tag[:60]!r} is not followed",
                "remove it; quote a text that begins with !",
            )  # fmt: skip

    def _add(self, node: Node, anchor: str | None, place: tuple[int, int] | None = None) -> None:
        if anchor:
            self.anchors[anchor] = node
        if not self.stack:
            self.root = node
            return
        top = self.stack[-1]
        top.node.weight += node.weight
        if top.node.weight > WEIGHT:
            self._stop(
                *(place or (node.line, node.column)), "Y007",
                "aliases repeat blocks until the file would fill the memory", "write the text out",
            )  # fmt: skip
        if isinstance(top.node.value, list):
            top.node.value.append(node)
        elif isinstance(top.node.value, dict):
            self._pair(top, node)

    def _pair(self, top: _Open, node: Node) -> None:
        assert isinstance(top.node.value, dict)  # noqa: S101  the caller has looked
        if top.key is None:
            if not isinstance(node.value, str):
                self._stop(node.line, node.column, "Y014", "a key must be a text", "write a text")
            self._key(top, str(node.value), node)
            return
        top.node.value.setdefault(top.key, node)
        top.key = None

    def _key(self, top: _Open, key: str, node: Node) -> None:
        top.key = key
        if key in top.node.keys:
            first = top.node.keys[key][0]
            self.fault(
                node.line, node.column, "Y004",
                f"the key {key[:60]!r} stands in line {first} already",
                "keep one, or give them different ids",
            )  # fmt: skip
        if key == "<<":
            self.fault(node.line, node.column, "Y015", "`<<` is not followed", "write it out")
        top.node.keys.setdefault(key, (node.line, node.column))

    def _stop(self, line: int, column: int, code: str, message: str, hint: str) -> NoReturn:
        self.fault(line, column, code, message, hint)
        raise Unreadable


_CLUES = (
    (r"\\t|tab", "Y002", "a tab stands where only spaces may", "replace it by spaces"),
    (
        r"mapping values are not allowed",
        "Y013",
        "a colon in a text looks like a key",
        "put the text in double quotes",
    ),
    (
        r"(flow (sequence|mapping)|quoted scalar)",
        "Y003",
        "a bracket or quote that opens here is not closed",
        "close it, or put the text in quotes of the other kind",
    ),
    (
        r"special characters are not allowed|control characters|unacceptable character",
        "Y010",
        "an unprintable character",
        "remove it",
    ),
    (r"undefined alias", "Y007", "an alias without its anchor", "write the text out"),
    (r"undefined tag|tag", "Y009", "a tag that cannot be read", "remove it"),
)


def _syntax(error: yaml.YAMLError, text: str) -> tuple[int, int, str, str, str]:
    """Say a syntax error of the parser in words, at the place that helps most."""
    problem = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error)
    context = str(getattr(error, "context", None) or "")
    mark = getattr(error, "problem_mark", None)
    for pattern, code, message, hint in _CLUES:
        if re.search(pattern, problem) or (code == "Y003" and re.search(pattern, context)):
            if code == "Y003":
                mark = getattr(error, "context_mark", None) or mark
            line, column = _place(mark, error, text)
            return line, column, code, message, hint
    line, column = _place(mark, error, text)
    excerpt = text.split("\n")[line - 1] if line <= text.count("\n") + 1 else ""
    if "\t" in excerpt[: len(excerpt) - len(excerpt.lstrip())]:
        return line, excerpt.index("\t") + 1, *_CLUES[0][1:]
    return (
        line,
        column,
        "Y001",
        f"this is not YAML ({problem})",
        "check this line and the one above",
    )


def _place(mark: Any, error: yaml.YAMLError, text: str) -> tuple[int, int]:
    if mark is not None:
        return mark.line + 1, mark.column + 1
    position = getattr(error, "position", None)
    if isinstance(position, int):
        before = text[:position]
        return before.count("\n") + 1, position - (before.rfind("\n") + 1) + 1
    return 1, 1
