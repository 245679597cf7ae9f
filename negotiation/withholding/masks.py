"""Put something else in the place of names in free texts, and refuse ids that hold one."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from unicodedata import normalize

from negotiation.withholding.plain import ADDRESSES, LEAST, PRIVATE, Data, blocks, strings

MASK = {"en": "[withheld]", "fr": "[non communiqué]", "ar": "[محجوب]"}
# fields of free text; what stands in others are ids, dates and numbers
TEXTS = frozenset(
    {
        *("title", "definition", "label", "note", "text", "what", "because", "inferred", "outlet"),
        *("wire", "author", "aliases", "spokespersons", "unit", "words", "details", "coder"),
        *("facts", *PRIVATE),
    }
)


class Telltale(Exception):  # noqa: N818  internal: becomes a Problem at its place
    """An id that gives away something confidential; `path` leads to it."""

    def __init__(self, path: tuple[str | int, ...]) -> None:
        super().__init__("an id holds the name of something confidential")
        self.path = path


def replace_names(data: Data, names: set[str], instead: Callable[[str, str], str]) -> None:
    """Put something else in the place of names in every free text; an address with one goes."""
    if not names:
        return
    forms = {normalize(form, name) for name in names for form in ("NFC", "NFD")}
    found = re.compile(
        "|".join(_pattern(name) for name in sorted(forms, key=len, reverse=True)), re.IGNORECASE
    )

    def masked(value: Any, language: str) -> Any:
        if isinstance(value, str):
            return found.sub(lambda match: instead(_plain(match[0]), language), value)
        if isinstance(value, list):
            return [masked(item, language) for item in value]
        return {key: masked(item, key) for key, item in value.items()}

    def visit(block: Any) -> None:
        for key, value in list(block.items()) if isinstance(block, dict) else ():
            if key in TEXTS and not (key == "words" and block is data):
                block[key] = masked(value, "en")
            elif key in ADDRESSES and found.search(str(value)):
                del block[key]
            else:
                visit(value)
        for item in block if isinstance(block, list) else ():
            visit(item)

    visit(data)


def _pattern(name: str) -> str:
    """Give what finds a name in a text: as a word of its own, however its words stand apart.

    In scripts that write small words onto the next one, such as Arabic, within a word too.
    """
    words = r"[\s-]+".join(re.escape(word) for word in re.split(r"[\s-]+", name) if word)
    return rf"(?<!\w){words}(?!\w)" if name[0] < "\u0590" else words


def _plain(name: str) -> str:
    return re.sub(r"[\s-]+", " ", normalize("NFC", name)).casefold()


def refuse_telltales(data: Data, ids: set[str], name: str) -> None:
    """Refuse ids that hold the id of something confidential: they cannot be masked."""
    longer = [re.escape(key) for key in ids if len(key) >= LEAST]
    if not longer:
        return
    found = re.compile(rf"(?<![a-z0-9])(?:{'|'.join(longer)})(?![a-z0-9])")
    if found.search(name):
        raise Telltale(())
    for section in ("issues", "third-parties", "places", "actors", "sources", "events", "measures"):
        for key, block in blocks(data, section):
            if found.search(key):
                raise Telltale((section, key))
            if found.search(str(block.get("side", ""))):
                raise Telltale((section, key, "side"))
            for part in ("reports", "values"):
                for index, item in enumerate(block.get(part) or []):
                    if found.search(item.get("id", "")):
                        raise Telltale((section, key, part, index))


def mask(data: Data, names: set[str]) -> None:
    """Put a mask in the place of names in every free text."""
    replace_names(data, names, lambda _, language: MASK.get(language, MASK["en"]))


def name_roles(data: Data) -> None:
    """Put the role of an actor in the place of its spokespersons' names; leave out authors."""
    roles: dict[str, Any] = {}
    for key, actor in blocks(data, "actors"):
        label = actor.get("label") or key
        for person in strings(actor.pop("spokespersons", [])):
            roles |= {person: label, person.split()[-1]: label}
    for _, source in blocks(data, "sources"):
        source.pop("author", None)
    folded = {_plain(name): label for name, label in roles.items()}

    def role(name: str, language: str) -> str:
        label = folded[name]
        if isinstance(label, str):
            return label
        return str(label.get(language) or label.get("en") or next(iter(label.values())))

    replace_names(data, set(roles), role)
