"""Turn YAML text into a tree in which every scalar is text and has its place.

Reads the parser's events one by one, so that nothing deep, large or repeated can exhaust the
machine; nothing in the text is ever turned into anything but text, lists and mappings.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, NoReturn

import yaml

from negotiation.load.node import Node, Place
from negotiation.load.syntax import STRAY, Fault, cleaned, control_in, explain_syntax, lines_of
from negotiation.near import quoted

DEPTH = 40
VALUES = 200_000  # texts, lists and blocks that a file may hold
WEIGHT = 2 * VALUES  # the same with aliases, counted as often as they repeat
LONG = 64  # so many characters of a text weigh as much as a value
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DIRECTIVE = re.compile(r"^%TAG", re.MULTILINE)  # the parser is slow with thousands of them
_NOTHING = {"", "~", "null"}


class Unreadable(Exception):  # noqa: N818  internal: the fault has been told already
    """The text has no tree."""


_START = Place(1, 1)


@dataclass(slots=True)
class _Open:
    """A block that is being read; `after_key` is where in the text its last key ends."""

    node: Node
    anchor: str | None
    flow: bool
    key: str | None = None
    key_place: Place = _START
    after_key: int = 0


def read_tree(text: str, fault: Fault) -> Node:
    """Give the tree of a text; `fault(line, column, code, message, hint)` hears every problem.

    Raises Unreadable if there is no tree to go on with.
    """
    text = cleaned(text, fault)
    builder = _Builder(text, fault)
    directive = _DIRECTIVE.search(text)
    if directive is not None:
        line = text.count("\n", 0, directive.start()) + 1
        fault(line, 1, "Y009", "a line that begins with %TAG is not followed", "remove the line")
        raise Unreadable
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            builder.take(event)
    except yaml.YAMLError as error:
        fault(*explain_syntax(error, text, builder.bracket()))
        raise Unreadable from None
    if builder.root is None or builder.root.value == "":
        fault(1, 1, "Y012", "the file is empty", "`negotiation new NAME` writes one to start from")
        raise Unreadable
    return builder.root


class _Builder:
    """Put the parser's events together, with a stack of open blocks instead of recursion."""

    def __init__(self, text: str, fault: Fault) -> None:
        self.text = text
        self.fault = fault
        lines = lines_of(text)
        self.end = (len(lines), len(lines[-1]) + 1)
        self.root: Node | None = None
        self.stack: list[_Open] = []
        self.anchors: dict[str, Node] = {}
        self.documents = 0
        self.values = 0

    def bracket(self) -> tuple[int, int] | None:
        """Give the place of the innermost bracket that is open."""
        if not self.stack or not self.stack[-1].flow:
            return None
        return self.stack[-1].node.line, self.stack[-1].node.column

    def _place(self, event: Any) -> tuple[int, int]:
        """Give where an event begins; the parser puts an empty last value behind the last line."""
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        return min((line, column), self.end)

    def take(self, event: Any) -> None:
        line, column = self._place(event)
        if isinstance(event, yaml.NodeEvent):
            self._count(line, column)
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event, line, column)
        elif isinstance(event, yaml.AliasEvent):
            self._alias(event, line, column)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._open(event, line, column)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._close()
        elif isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                self._stop(line, column, "Y011", "a second document begins", "remove the line ---")

    def _count(self, line: int, column: int) -> None:
        self.values += 1
        if self.values > VALUES:
            hint = "divide the story into several chronologies"
            self._stop(line, column, "Y006", f"the file holds more than {VALUES:,} values", hint)

    def _scalar(self, event: Any, line: int, column: int) -> None:
        self._tag(event, line, column)
        text = str(event.value)
        control = control_in(text)
        if control:
            message = f"the text holds the control character {control}, spelt with a backslash"
            hint = "remove it; in double quotes, write \\\\ for a backslash"
            self.fault(line, column, "Y010", message, hint)
        top = self.stack[-1] if self.stack else None
        if top is not None and top.flow and top.key is not None and self._is_stray(event, top):
            self._stray(top)
            return
        if top is not None and top.key is None:
            top.after_key = event.end_mark.index
        elif event.implicit[0] and text in _NOTHING:
            text = ""
        self._add(Node(text, line, column, weight=1 + len(text) // LONG), event.anchor)

    def _is_stray(self, event: Any, top: _Open) -> bool:
        """Say whether something inside { } stands without a colon."""
        at, end = event.start_mark.index, event.end_mark.index
        return at == end and not self.text[top.after_key : at].lstrip().startswith(":")

    def _stray(self, top: _Open) -> None:
        """Tell of a text inside { } without a colon, and go on as if it had not been there."""
        assert isinstance(top.node.value, dict)  # noqa: S101  only mappings have keys
        key = top.key or ""
        line, column, _ = top.key_place
        last = next(reversed(top.node.value.items()), None)
        before, _, after = key.partition(":")
        top.key = None
        if last is not None and isinstance(last[1].value, str):
            whole = f"{last[0]}: {quoted(f'{last[1].value}, {key}')}"
            message = f"the comma before {quoted(key)} begins a new field"
            hint = f"put a text that holds a comma in double quotes: {whole}"
        elif after:
            message = f"{quoted(key)} has no value"
            hint = f"write a space after the colon: {before}: {after}"
            top.node.keys.setdefault(before, Place(line, column))
            top.node.value.setdefault(before, Node(after, line, column))
        else:
            message = f"{quoted(key)} has no colon and no value"
            hint = f"write {key[:60]}: {{}} or {key[:60]}: and its value"
            top.node.value.setdefault(key, Node({}, line, column))
        self.fault(line, column, STRAY, message, hint)

    def _open(self, event: Any, line: int, column: int) -> None:
        self._tag(event, line, column)
        if len(self.stack) >= DEPTH:
            hint = "check the brackets and the spaces at the left"
            self._stop(line, column, "Y005", f"nested deeper than {DEPTH} blocks", hint)
        empty: Any = {} if isinstance(event, yaml.MappingStartEvent) else []
        node = Node(empty, line, column)
        if self.stack:
            self._refuse_as_key(self.stack[-1], node, line, column)
        self.stack.append(_Open(node, event.anchor, bool(event.flow_style)))

    def _close(self) -> None:
        done = self.stack.pop()
        if done.anchor:
            self.anchors[done.anchor] = done.node
        self._add(done.node, None)

    def _alias(self, event: Any, line: int, column: int) -> None:
        node = self.anchors.get(event.anchor)
        name = quoted(f"*{event.anchor}")
        if node is None:
            message = f"nothing is called {quoted(event.anchor)}, so {name} repeats nothing"
            hint = "put a text that begins with * in double quotes"
            self._stop(line, column, "Y007", message, hint)
        if len(self.stack) + node.height > DEPTH:
            message = f"with {name} blocks are nested deeper than {DEPTH}"
            self._stop(line, column, "Y007", message, "write the text out")
        self._add(node, None, (line, column))

    def _tag(self, event: Any, line: int, column: int) -> None:
        if event.tag and event.tag != "!":
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            message = f"the tag {quoted(tag)} is not followed"
            self.fault(line, column, "Y009", message, "remove it; quote a text that begins with !")

    def _add(self, node: Node, anchor: str | None, place: tuple[int, int] | None = None) -> None:
        if anchor:
            self.anchors[anchor] = node
        if not self.stack:
            self.root = node
            return
        top = self.stack[-1]
        top.node.weight += node.weight
        top.node.height = max(top.node.height, node.height + 1)
        line, column = place or (node.line, node.column)
        if top.node.weight > WEIGHT:
            message = "aliases repeat blocks until the file would fill the memory"
            self._stop(line, column, "Y007", message, "write the text out")
        value = top.node.value
        if isinstance(value, list):
            value.append(node)
        elif top.key is None:
            self._key(top, node, line, column)
        elif isinstance(value, dict):
            if top.key != "<<":
                value.setdefault(top.key, node)
            top.key = None

    def _key(self, top: _Open, node: Node, line: int, column: int) -> None:
        self._refuse_as_key(top, node, line, column)
        key = str(node.value)
        top.key, top.key_place = key, Place(line, column)
        if key == "<<":
            hint = "write the fields out where they belong"
            self.fault(line, column, "Y015", "`<<` is not followed", hint)
        elif key in top.node.keys:
            message = f"the key {quoted(key)} stands in {top.node.keys[key]} already"
            self.fault(line, column, "Y004", message, "keep one, or give them different ids")
        top.node.keys.setdefault(key, Place(line, column))

    def _refuse_as_key(self, top: _Open, node: Node, line: int, column: int) -> None:
        if isinstance(top.node.value, dict) and top.key is None and not isinstance(node.value, str):
            hint = "write a text before the colon"
            self._stop(line, column, "Y014", "a key must be a text", hint)

    def _stop(self, line: int, column: int, code: str, message: str, hint: str) -> NoReturn:
        self.fault(line, column, code, message, hint)
        raise Unreadable


def read_plain(text: str) -> Any:
    """Give the plain data of a text that this program wrote itself."""

    def fault(line: int, column: int, code: str, message: str, hint: str) -> None:
        raise AssertionError(f"{line}:{column}: {code} {message}; {hint}")

    return read_tree(text, fault).plain()
