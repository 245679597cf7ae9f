"""Give names of a table their ids: the same name one id, different names different ids."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from unicodedata import normalize

LONGEST = 60
_LETTERS = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ı": "i"}


def slug(text: str) -> str:
    """Give a text in letters a–z, digits and hyphens; empty if it has none of them."""
    plain = "".join(_LETTERS.get(ch, ch) for ch in text.casefold())
    plain = normalize("NFKD", plain).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST].strip("-")


@dataclass(slots=True)
class Register:
    """Ids given so far, in the order of the table: rows added at its end change none of them.

    `noun` stands in for a name that has no letter of a–z: actor, actor-2 …
    """

    noun: str
    ids: dict[tuple[str, ...], str] = field(default_factory=dict)
    taken: dict[str, int] = field(default_factory=dict)

    def id_of(self, *key: str, name: str = "") -> str:
        """Give the id of what a key stands for, made of its name, else of the key's first part."""
        if key not in self.ids:
            self.ids[key] = self.fresh(name or key[0])
        return self.ids[key]

    def fresh(self, name: str) -> str:
        """Give an id that nothing has yet."""
        base = slug(name) or self.noun
        number, found = self.taken.get(base, 0) + 1, base
        while number > 1 and (found := f"{base}-{number}") in self.taken:
            number += 1
        self.taken[base] = number
        self.taken.setdefault(found, 1)
        return found
