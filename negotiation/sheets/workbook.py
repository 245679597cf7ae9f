"""Read what a workbook says of itself: its sheets, its shared texts, its number formats.

A Package in, a Workbook out. What stands in the cells: see cells.py. ECMA-376 part 1, 18.2 to 18.8.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field

from negotiation.near import quoted
from negotiation.sheets.grid import Trouble, Unusable, cleaned, control_trouble
from negotiation.sheets.markup import Listener, local, walk
from negotiation.sheets.packed import SAVE_AS, Package, broken, too_large
from negotiation.sheets.writable import LETTERS

Text = tuple[str, Trouble | None]
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_NO_CELLS = {"chartsheet", "dialogsheet", "xlMacrosheet", "xlIntlMacrosheet"}
LOCAL = "local"  # a format whose meaning depends on the language of the program
# the formats that a file names by their number only, as far as they show more than digits
_NAMED = {
    **dict.fromkeys((*range(27, 37), *range(50, 59)), LOCAL),
    9: "0%", 10: "0.00%",
    14: "yyyy-mm-dd", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy-mm-dd h:mm", 45: "mm:ss",
    46: "[h]:mm:ss", 47: "mm:ss.0",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class SheetPart:
    """One sheet of a workbook: its name, the part that holds it, and whether people see it."""

    name: str
    part: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class Workbook:
    """A workbook without its cells: sheets, shared texts, a number format for each style."""

    sheets: list[SheetPart]
    texts: list[Text]
    formats: list[str]
    from_1904: bool


def read_workbook(package: Package) -> Workbook:
    """Give what a workbook says of itself. Raises Unusable."""
    home = _home(package)
    book, texts, styles = _Book(), _Texts(), _Styles()
    walk(package, home, book)
    related = _related(package, home)
    for kind, part in related.values():
        if kind == "sharedStrings":
            walk(package, part, texts)
        elif kind == "styles":
            walk(package, part, styles)
    sheets = []
    for name, key, state in book.sheets:
        kind, part = related.get(key, ("", ""))
        if kind in _NO_CELLS:
            continue
        if kind != "worksheet" or part not in package:
            raise broken(f"the sheet {quoted(name)} is missing")
        sheets.append(SheetPart(name, part, state != "visible"))
    return Workbook(sheets, texts.found, styles.formats(), book.from_1904)


def _home(package: Package) -> str:
    """Give the part that lists the sheets."""
    if "_rels/.rels" not in package:
        raise Unusable("S107", "the file is a zip, but no spreadsheet", SAVE_AS)
    found = _related(package, "")
    home = next((part for kind, part in found.values() if kind == "officeDocument"), "")
    if home.endswith(".bin"):
        raise Unusable("S107", "the file is a binary workbook (.xlsb)", SAVE_AS)
    return home


def _related(package: Package, part: str) -> dict[str, tuple[str, str]]:
    """Give what a part refers to: kind and part, by id. What lies outside is left out."""
    folder, name = posixpath.split(part)
    relations = _Relations(folder)
    walk(package, posixpath.join(folder, "_rels", f"{name}.rels"), relations)
    return relations.found


@dataclass
class _Relations(Listener):
    folder: str
    found: dict[str, tuple[str, str]] = field(default_factory=dict)

    def opened(self, path: list[str], attributes: dict[str, str]) -> None:
        if path[-1] != "Relationship" or attributes.get("TargetMode") == "External":
            return
        kind = attributes.get("Type", "").rpartition("/")[2]
        target = attributes.get("Target", "").replace("\\", "/")
        whole = posixpath.normpath(posixpath.join("/", self.folder, target)).lstrip("/")
        self.found[attributes.get("Id", "")] = (kind, whole)


@dataclass
class _Book(Listener):
    sheets: list[tuple[str, str, str]] = field(default_factory=list)
    from_1904: bool = False

    def opened(self, path: list[str], attributes: dict[str, str]) -> None:
        if path[0] != "workbook":
            message = "the file is no spreadsheet, but another document"
            raise Unusable("S107", message, SAVE_AS)
        if path[1:] == ["workbookPr"]:
            self.from_1904 = attributes.get("date1904") in {"1", "true"}
        elif path[1:] == ["sheets", "sheet"]:
            said = local(attributes)
            state = said.get("state", "visible")
            self.sheets.append((said.get("name", ""), said.get("id", ""), state))


@dataclass
class _Texts(Listener):
    """The shared texts: rich text as its plain text, without the phonetic signs beside it."""

    found: list[Text] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)

    def told(self, path: list[str], text: str) -> None:
        if path[-1] == "t" and "rPh" not in path:
            self.pieces.append(text)

    def closed(self, path: list[str]) -> None:
        if path[-1] == "si":
            self.found.append(text_of(self.pieces))
            self.pieces.clear()


@dataclass
class _Styles(Listener):
    written: dict[int, str] = field(default_factory=dict)
    used: list[int] = field(default_factory=list)

    def opened(self, path: list[str], attributes: dict[str, str]) -> None:
        if path[1:] == ["numFmts", "numFmt"]:
            key = counted(attributes.get("numFmtId", "0"))
            self.written[key] = attributes.get("formatCode", "")
        elif path[1:] == ["cellXfs", "xf"]:
            self.used.append(counted(attributes.get("numFmtId", "0")))

    def formats(self) -> list[str]:
        """Give the number format of each style; what the file writes out goes first."""
        known = _NAMED | self.written
        return [known.get(key, "General") for key in self.used]


def counted(text: str) -> int:
    """Read a number that counts something. Raises Unusable."""
    if not re.fullmatch("[0-9]{1,9}", text):
        raise broken(f"{quoted(text)} stands where a number is due")
    return int(text)


def text_of(pieces: list[str]) -> Text:
    """Give the text of a cell, with what Excel writes as _x000D_ in its place, and any trouble."""
    text = "".join(pieces)
    if len(text) > LETTERS:
        raise too_large(f"a cell holds more than {LETTERS:,} characters")
    if "_x" in text:
        text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
        # two escapes may be the halves of one character
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    text = cleaned(text)
    return text, control_trouble(text)
