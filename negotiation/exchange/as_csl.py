"""Sources as CSL-JSON, and CSL-JSON as sources: what Zotero and citation programs exchange.

The form: github.com/citation-style-language/schema, csl-data.json.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from negotiation.dates import parse_date
from negotiation.errors import NegotiationError
from negotiation.exchange.as_json import dumps
from negotiation.exchange.days import Day, Parts, day_text
from negotiation.exchange.entries import Entry, Name, line, note_lines, remarked, remarks
from negotiation.near import quoted
from negotiation.view.dated import say_date
from negotiation.view.speech import Speech

ARTICLE = "article-newspaper"
KNOWN_TYPES = frozenset({ARTICLE, "webpage", "post-weblog", "article", "article-magazine"})
READ = frozenset(
    {"id", "citation-key", "type", "title", "author", "container-title", "issued", "accessed",
     "URL", "language", "note", "citation-label"}
)  # fmt: skip
SEASONS = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}


def csl_json(entries: Iterable[Entry], speech: Speech) -> str:
    """Give entries as a list of CSL items; remarks in their notes are in the language."""
    return dumps([dict(_item(entry, speech)) for entry in entries])


def _item(entry: Entry, speech: Speech) -> Iterator[tuple[str, Any]]:
    yield from (("id", entry.key), ("type", ARTICLE))
    authors = [_author(name) for name in entry.authors]
    noted = [*remarks(entry, speech, partial(_holds, entry)), *note_lines(entry, speech)]
    for key, value in (
        ("citation-label", entry.label),
        ("title", entry.title),
        ("author", authors),
        ("container-title", entry.outlet),
        ("issued", _date(entry.published, speech, circa=entry.inferred)),
        ("accessed", _date(entry.accessed, speech)),
        ("URL", entry.url),
        ("language", entry.language),
        ("note", "\n".join(noted)),
    ):
        if value:
            yield key, value


def _holds(entry: Entry, day: Day) -> bool:
    """Say whether a date is all told: `circa` may be said of one that is inferred, and about."""
    return day.is_exact and not (day.circa and entry.inferred)


def _author(name: Name) -> dict[str, str]:
    if not name.given:
        return {"literal": name.family}
    return {"family": name.family, "given": name.given}


def _date(day: Day | None, speech: Speech, *, circa: bool = False) -> dict[str, Any]:
    if day is None:
        return {}
    made: dict[str, Any] = {}
    if day.first:
        made["date-parts"] = [list(parts) for parts in (day.first, day.last) if parts]
    else:
        made["literal"] = _in_words(day, speech)
    if day.season:
        made["season"] = day.season
    if day.circa or circa:
        made["circa"] = True
    return made


def _in_words(day: Day, speech: Speech) -> str:
    return say_date(speech, parse_date(day.text))


# --- in ------------------------------------------------------------------------------------------


def read_csl(text: str, shown: str) -> list[Entry]:
    """Give the entries of a list of CSL items; `shown` is what messages call the file.

    Raises NegotiationError if it is no such list.
    """
    try:
        data = json.loads(text, object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        place = f"{shown}:{error.lineno}:{error.colno}"
        raise NegotiationError(
            f"{place}: this is not JSON ({error.msg}); export it again"
        ) from None
    except (ValueError, RecursionError) as error:
        raise NegotiationError(f"{shown}: this is not CSL-JSON ({error})") from None
    if isinstance(data, dict) and isinstance(data.get("items"), list):
        data = data["items"]  # as Zotero's web interface gives them
    if not isinstance(data, list) or not all(isinstance(item, dict) for item in data):
        message = "a list of items is due; in Zotero export as “CSL JSON”"
        raise NegotiationError(f"{shown}: this is not CSL-JSON ({message})")
    return [_read(item) for item in data]


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f"the key {quoted(twice)} stands twice in one item")
    return made


def _read(item: dict[str, Any]) -> Entry:
    left = [key for key, value in item.items() if key not in READ and value]
    kind = _text(item.get("type"))
    if kind and kind not in KNOWN_TYPES:
        left.append(f"its type, {kind}")
    fields = dict[str, str]()
    for key in ("citation-label", "title", "container-title", "URL", "language"):
        fields[key] = _text(item.get(key))
        if item.get(key) and not fields[key]:
            left.append(key)
    published, accessed = (_day(item, key, left) for key in ("issued", "accessed"))
    entry = Entry(
        key=_text(item.get("citation-key")) or _text(item.get("id")),
        label=fields["citation-label"],
        title=fields["title"],
        authors=tuple(_authors(item.get("author"), left)),
        outlet=fields["container-title"],
        url=fields["URL"],
        language=fields["language"],
        published=published,
        accessed=accessed,
        left=tuple(map(line, left)),
    )
    read = remarked(entry, str(item.get("note") or "").split("\n"))
    return _without_circa(item, entry, read)


def _without_circa(item: dict[str, Any], entry: Entry, read: Entry) -> Entry:
    """Take the `circa` of a date that is inferred for just that, where no remark has the date."""
    day = read.published
    if not read.inferred or day is None or day is not entry.published:
        return read
    issued = {key: value for key, value in item["issued"].items() if key != "circa"}
    return replace(read, published=_day({"issued": issued}, "issued", []))


def _text(value: Any) -> str:
    return line(str(value)) if isinstance(value, str | int | float) else ""


def _authors(value: Any, left: list[str]) -> Iterator[Name]:
    for author in value if isinstance(value, list) else [value] if value else []:
        told = {key: _text(part) for key, part in author.items()} if _is_block(author) else {}
        family = _joined(told, "non-dropping-particle", "family")
        given = _joined(told, "given", "dropping-particle")
        given = ", ".join(filter(None, (given, told.get("suffix"))))
        if told.get("literal"):
            yield Name(told["literal"])
        elif family or given:
            yield Name(family, given) if family else Name(given)
        else:
            left.append(f"an author ({str(author)[:40]})")


def _is_block(value: Any) -> bool:
    return isinstance(value, dict)


def _joined(told: dict[str, str], *parts: str) -> str:
    return " ".join(told[part] for part in parts if told.get(part))


def _day(item: dict[str, Any], key: str, left: list[str]) -> Day | None:
    """Give a date as text of ours; one that cannot be read is told as left out."""
    value = item.get(key)
    if not value:
        return None
    text = line(value) if isinstance(value, str) else ""
    if isinstance(value, dict):
        parts = _parts(value.get("date-parts"))
        season = _season(value.get("season"))
        if parts and not (season and len(parts[0]) > 1):
            first, last = parts[0], parts[1] if len(parts) > 1 else ()
            return Day(day_text(first, last, season, circa=bool(value.get("circa"))))
        text = _text(value.get("raw")) or _text(value.get("literal"))
    if not text:
        left.append(f"{key} ({str(value)[:40]})")
        return None
    return Day(text)


def _season(value: Any) -> int:
    text = _text(value).lower()
    number = SEASONS.get(text, int(text) if text.isascii() and text.isdigit() else 0)
    return number if number in range(1, 5) else 0


def _parts(value: Any) -> list[Parts]:
    """Give the parts of one or two dates; none if they are no numbers."""
    found: list[Parts] = []
    for parts in value if isinstance(value, list) else []:
        numbers = [_text(part) for part in parts] if isinstance(parts, list) else [""]
        if not numbers or not all(n.isascii() and n.isdigit() and len(n) < 5 for n in numbers):
            return []
        found.append(tuple(map(int, numbers)))
    return found if len(found) in (1, 2) else []
