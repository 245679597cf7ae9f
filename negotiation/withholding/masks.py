"""Put something else in the place of names in free texts, and refuse ids that hold one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from negotiation.withholding.plain import ADDRESSES, PRIVATE, Data, blocks, listed, strings
from negotiation.withholding.search import Search

MASK = {"en": "[withheld]", "fr": "[non communiqué]", "ar": "[محجوب]"}
# fields of free text; what stands in others are ids, dates and numbers
TEXTS = frozenset(
    {
        *("title", "definition", "label", "note", "text", "what", "because", "inferred", "outlet"),
        *("wire", "author", "aliases", "spokespersons", "unit", "words", "details", "coder"),
        *("facts", *PRIVATE),
    }
)


# lists of names: one that tells goes whole, since its mask would tell whose name it is, too
NAMES = frozenset({"author", "aliases", "spokespersons"})
Path = tuple[str | int, ...]


class Telltale(Exception):  # noqa: N818  internal: becomes a Problem at its place
    """Ids that give away something confidential; `paths` lead to them."""

    def __init__(self, paths: tuple[Path, ...]) -> None:
        super().__init__("an id holds the name of something confidential")
        self.paths = paths


def replace_names(data: Data, search: Search, instead: Callable[[str, str], str]) -> None:
    """Put something else in the place of names in every free text; an address with one goes."""

    def masked(value: Any, language: str) -> Any:
        if isinstance(value, str):
            return search.replace(value, lambda name: instead(name, language))
        if isinstance(value, list):
            return [masked(item, language) for item in value]
        return {key: masked(item, key) for key, item in value.items()}

    def visit(block: Any) -> None:
        for key, value in list(block.items()) if isinstance(block, dict) else ():
            if key in TEXTS and not (key == "words" and block is data):
                block[key] = masked(value, "en")
            elif key in ADDRESSES and search.finds(str(value)):
                del block[key]
            else:
                visit(value)
        for item in block if isinstance(block, list) else ():
            visit(item)

    visit(data)


def mask(data: Data, names: Iterable[str]) -> None:
    """Put a mask in the place of names in every free text; they go from lists of names."""
    search = Search(names)
    for section in ("sources", "actors", "places"):
        for _, block in blocks(data, section):
            for field in NAMES & block.keys():
                block[field] = [one for one in listed(block[field]) if not search.finds(one)]
    replace_names(data, search, lambda _, language: MASK.get(language, MASK["en"]))


def refuse_telltales(data: Data, names: Iterable[str], name: str) -> None:
    """Refuse ids that hold a name of something confidential: they cannot be masked."""
    search = Search(names)
    if not search:
        return
    given = [((), name), *_given_names(data)]
    found = tuple(path for path, text in given if search.finds(text))
    if found:
        raise Telltale(found)


def _given_names(data: Data) -> Iterator[tuple[Path, str]]:
    """Give every id and other name that a file gives to something, with its path."""
    for section in ("issues", "third-parties", "places", "actors", "sources", "events", "measures"):
        for key, block in blocks(data, section):
            yield (section, key), key
            yield (section, key, "side"), str(block.get("side", ""))
            for detail in block.get("details") or {}:
                yield (section, key, "details", detail), detail
            for part in ("reports", "values"):
                for index, item in enumerate(block.get(part) or []):
                    yield (section, key, part, index), str(item.get("id", ""))
    yield from ((("words", word), word) for word in data.get("words") or {})
    model = str(data.get("model", ""))
    if "." in model:  # a file of the coder's own
        yield ("model",), model


# --- roles ----------------------------------------------------------------------------------------


def name_roles(data: Data) -> None:
    """Put the role of an actor in the place of its spokespersons' names; leave out authors.

    In the place of an author who is a person ("Family, Given") stands the outlet.
    """
    roles: dict[str, list[Any]] = {}
    for key, actor in blocks(data, "actors"):
        for person in strings(actor.pop("spokespersons", [])):
            for name in dict.fromkeys((person, *person.split()[-1:])):
                roles.setdefault(name, []).append(actor.get("label") or key)
    for _, source in blocks(data, "sources"):
        for author in strings(source.pop("author", [])):
            if "," in author:
                roles.setdefault(author, []).append(source.get("outlet", ""))

    def role(name: str, language: str) -> str:
        return " / ".join(dict.fromkeys(_said(label, language) for label in roles[name]))

    replace_names(data, Search(roles), role)


def _said(label: Any, language: str) -> str:
    if isinstance(label, str):
        return label
    return str(label.get(language) or label.get("en") or next(iter(label.values())))
