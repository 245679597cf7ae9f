"""Find the kind that a row stands for: its values in, a kind of the model or a reason out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from negotiation.importing.cells import Cells
from negotiation.importing.mapping import Kinds
from negotiation.importing.table import Row
from negotiation.near import quoted

BETWEEN = " / "


def plain(value: str) -> str:
    """Give a value of a table as values are compared: without regard to capitals and spaces."""
    return BETWEEN.join(" ".join(part.split()).casefold() for part in value.split("/"))


@dataclass(frozen=True, slots=True)
class Key:
    """What a mapping says of some values: a kind, or why there is none, or nothing yet."""

    kind: str = ""
    because: str = ""


@dataclass(frozen=True, slots=True)
class Lookup:
    """What a mapping says of every value, by the value as it is compared."""

    kinds: Kinds
    keys: Mapping[str, Key]

    def of(self, cells: Cells, row: Row) -> str:
        """Give the kind of a row. Raises NotTaken if it has none."""
        heading = self.kinds.columns[0]
        texts = [cells.text(row, column) for column in self.kinds.columns]
        if not texts[0]:
            raise cells.left(row, heading, "I205", "nothing says what kind of event it is")
        value = BETWEEN.join(text for text in texts if text)
        found = self._found([plain(text) for text in texts if text])
        if found is not None and found.kind:
            return found.kind
        if found is not None and found.because:
            raise cells.left(row, heading, "I207", f"{quoted(value)}: {found.because}")
        said = "has no kind in the mapping" if found is None else "has no kind yet"
        raise cells.left(row, heading, "I201", f"{quoted(value)} {said}")

    def _found(self, parts: list[str]) -> Key | None:
        """Give what fits most of a row's values: the whole combination, else its first parts."""
        if self.kinds.match == "prefix":
            starts = (parts[0][:end] for end in range(len(parts[0]), 0, -1))
            return next((self.keys[start] for start in starts if start in self.keys), None)
        wholes = (BETWEEN.join(parts[:end]) for end in range(len(parts), 0, -1))
        return next((self.keys[whole] for whole in wholes if whole in self.keys), None)


def lookup(kinds: Kinds) -> Lookup:
    """Give the values of a mapping for looking them up."""
    keys = {plain(value): Key(because=because) for value, because in kinds.left_out.items()}
    keys |= {plain(value): Key(kind=kind) for value, kind in kinds.values.items()}
    return Lookup(kinds, keys)
