"""Walk through the XML of a part: a Package and a name in, a call for each element and text.

Nothing is followed and nothing expanded: a part that declares a document type is refused, since
spreadsheet programs never write one.
"""

from __future__ import annotations

from typing import NoReturn
from xml.parsers import expat

from negotiation.near import quoted
from negotiation.sheets.grid import Unusable
from negotiation.sheets.packed import MEGABYTE, SAVE_AS, Package, broken, too_large

DEPTH = 60
PIECE = 65_536  # bytes read at a time


class Listener:
    """What hears of a part; `path` are the names of the open elements, without prefixes."""

    def opened(self, path: list[str], attributes: dict[str, str]) -> None:
        """Hear that the last element of the path begins."""

    def closed(self, path: list[str]) -> None:
        """Hear that the last element of the path ends."""

    def told(self, path: list[str], text: str) -> None:
        """Hear a piece of the text in the last element of the path."""


def walk(package: Package, part: str, listener: Listener) -> None:
    """Tell a listener all that a part holds, in order. Raises Unusable."""
    path: list[str] = []

    def opened(name: str, attributes: dict[str, str]) -> None:
        path.append(name.rpartition(" ")[2])
        package.elements_left -= 1
        if package.elements_left < 0:
            raise too_large("the file holds too many cells, filled or empty")
        if len(path) > DEPTH:
            raise broken(f"its part {quoted(part)} is nested too deeply")
        listener.opened(path, attributes)

    def closed(_name: str) -> None:
        listener.closed(path)
        path.pop()

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = opened
    parser.EndElementHandler = closed
    parser.CharacterDataHandler = lambda text: listener.told(path, text)
    parser.StartDoctypeDeclHandler = _refuse_doctype
    data = package.read(part)
    try:
        _feed(parser, data, part)
    except (expat.ExpatError, LookupError, ValueError):
        raise broken(f"its part {quoted(part)} is not well-formed XML") from None


def _feed(parser: expat.XMLParserType, data: bytes, part: str) -> None:
    """Parse in pieces, and stop at a tag that does not end: its attributes fill the memory."""
    for start in range(0, len(data), PIECE):
        parser.Parse(data[start : start + PIECE], False)
        if start - parser.CurrentByteIndex > MEGABYTE:
            raise broken(f"its part {quoted(part)} has a tag of more than a megabyte")
    parser.Parse(b"", True)


def _refuse_doctype(*_: object) -> NoReturn:
    message = "a part of the file declares a document type, which no spreadsheet program does"
    raise Unusable("S107", message, SAVE_AS)


def local(attributes: dict[str, str]) -> dict[str, str]:
    """Give attributes by their names without prefixes."""
    return {name.rpartition(" ")[2]: value for name, value in attributes.items()}
