"""Plain data as a valid file holds it: mappings, lists, texts; and its marks of confidence."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any

from negotiation.withholding.search import fold

Data = dict[str, Any]
MARK = "confidential"
NEAR = 0.75  # how like the mark a misspelt one is, from 0 to 1
# other words for it, none of them a field of the format
OTHERWISE = frozenset(
    fold(word).letters
    for word in (
        *("secret", "private", "sensitive", "classified", "anonymous", "hidden", "hide"),
        *("withhold", "withheld", "privé", "privée", "sensible", "anonyme", "caché", "secrète"),
        *("vertraulich", "geheim", "سري", "سرية", "خاص", "конфиденциально", "секретно"),
    )
)
PRIVATE = ("quotation", "translation")
ADDRESSES = ("url", "archived")
LEAST = 3  # letters of an id that are looked for in texts; of a name, all are


@lru_cache(maxsize=4_096)
def is_mark(key: str) -> bool:
    """Say whether a key is the mark, misspelt or in another word for it."""
    letters = fold(key[:40]).letters
    if letters.startswith("confid") or letters in OTHERWISE:
        return True
    near = SequenceMatcher(None, letters, MARK)
    return near.quick_ratio() >= NEAR and near.ratio() >= NEAR


def is_marked(block: Any) -> bool:
    """Say whether a block is marked confidential: whatever the mark says that is not "false"."""
    return isinstance(block, dict) and any(
        is_mark(key) and str(value).strip().lower() != "false" for key, value in block.items()
    )


def holds_mark(data: Any) -> bool:
    """Say whether anything in the data is marked confidential."""
    if isinstance(data, list):
        return any(holds_mark(item) for item in data)
    if not isinstance(data, dict):
        return False
    # what further fields of an event are called is the coder's own
    within = (value for key, value in data.items() if key not in {"details", "words"})
    return is_marked(data) or any(holds_mark(value) for value in within)


def blocks(data: Data, section: str) -> Iterator[tuple[str, Data]]:
    """Give the named blocks of a section."""
    found = data.get(section)
    for key, block in found.items() if isinstance(found, dict) else ():
        if isinstance(block, dict):
            yield key, block


def listed(value: Any) -> list[str]:
    """Give one id or several as a list."""
    if value is None or value == "":
        return []
    return [value] if isinstance(value, str) else list(value)


def lanes(value: Any) -> list[Any]:
    """Give the lanes of a figure, one or several, as a list."""
    return value if isinstance(value, list) else [value]


def strings(value: Any) -> Iterator[str]:
    """Give every text in a value, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from strings(item)


def remove(block: Data, field: str, gone: Collection[str]) -> None:
    """Take what is gone out of a list of ids."""
    if field in block:
        block[field] = [key for key in listed(block[field]) if key not in gone]
