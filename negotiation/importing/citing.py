"""Cite what a row rests on: the table itself as a source, and the documents that it names.

A document that the table names has not been read here: its report is an inference, dated as the
table dates the event. So it never counts as an independent origin beside the table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from negotiation.dates import Words, local, parse_date, zone
from negotiation.importing.cells import Asked, Cells, LeftOut
from negotiation.importing.formats import Days, readings
from negotiation.importing.mapping import Dataset, TableMapping
from negotiation.importing.naming import Register
from negotiation.importing.table import Row
from negotiation.importing.widths import written
from negotiation.near import quoted

NOT_READ = "named as its source by {outlet}, not read here; dated as {outlet} dates it"
NO_DATE = "The table does not say when it was published: between the event and the table."
RETRIEVED = "Published by the day on which the table was retrieved."
STAMPED = "The rows of the table that were last changed on that day."


@dataclass(frozen=True, slots=True)
class Cited:
    """One document that a row names: outlet, title and address; the days of its publication."""

    outlet: str
    title: str
    url: str
    published: Days | None


@dataclass(slots=True)
class Shelf:
    """The sources listed so far, by id, and what could not be read of documents."""

    ids: Register = field(default_factory=lambda: Register("source"))
    listed: dict[str, dict[str, Any]] = field(default_factory=dict)
    unread: list[LeftOut] = field(default_factory=list)


def table_source(
    shelf: Shelf, mapping: TableMapping, cells: Cells, row: Row, asked: Asked
) -> tuple[str, date]:
    """List the table as a source, as it stood when the row was last changed.

    Gives its id and the last day of its publication. Raises NotTaken if nothing says that.
    """
    dataset = mapping.dataset
    stamp, text = dataset.stamp, ""
    if stamp is not None:
        text = cells.text(row, stamp.column)
        found = readings(text, stamp.formats, zone(mapping.timezone))
        if len(found) == 1:
            day = found[0].last
            published = {"published": written(found[0]), "note": STAMPED}
            return _listed(shelf, dataset, f"{dataset.id}-{day:%Y-%m-%d}", published, asked), day
        if text and (dataset.published or asked.retrieved):
            because = f"{quoted(text)} does not say when the row was last changed"
            shelf.unread.append(cells.left(row, stamp.column, "I202", because).left)
    if dataset.published is not None:
        day = _last_day(dataset.published.text, mapping)
        published = {"published": dataset.published.text}
    elif asked.retrieved is not None:
        day = asked.retrieved
        published = {"published": f"{day:%Y-%m-%d}", "published-inferred": "true",
                     "note": RETRIEVED}  # fmt: skip
    else:
        because = f"{quoted(text)} does not say when the row was published" if text else (
            "nothing says when the row was published"
        )  # fmt: skip
        raise cells.left(row, stamp.column if stamp else None, "I202", because)
    return _listed(shelf, dataset, dataset.id, published, asked), day


def _last_day(text: str, mapping: TableMapping) -> date:
    """Give the last day of a date in our own form."""
    clock = zone(mapping.timezone)
    latest = parse_date(text).window(clock, Words({})).latest
    return local((latest or 1) - 1, clock).date()


def _listed(
    shelf: Shelf, dataset: Dataset, name: str, published: dict[str, str], asked: Asked
) -> str:
    """List the table once under each name; give its id."""
    key = shelf.ids.id_of("table", name, name=name)
    if key in shelf.listed:
        return key
    note = {**dataset.note, **({"en": published["note"]} if "note" in published else {})}
    if "en" in dataset.note and "note" in published:
        note["en"] = f"{dataset.note['en'].rstrip('.')}. {published['note']}"
    accessed = f"{asked.retrieved:%Y-%m-%d}" if asked.retrieved else None
    entry = {
        "outlet": dataset.outlet, "title": dataset.title, "url": dataset.url,
        "accessed": accessed, "language": dataset.language,
        **{field: text for field, text in published.items() if field != "note"}, "note": note,
    }  # fmt: skip
    shelf.listed[key] = {field: value for field, value in entry.items() if value}
    return key


def document_reports(
    shelf: Shelf, mapping: TableMapping, cells: Cells, row: Row, days: Days, until: date
) -> Iterator[dict[str, Any]]:
    """Give a report for each document that a row names, which is listed as a source.

    `until` is the day by which it must have been published: the day of the table.
    """
    for cited in _cited(shelf, mapping, cells, row):
        if cited.published is not None:
            when = {"published": written(cited.published)}
        elif days.first <= until:
            when = {"published": written(Days(days.first, until)), "published-inferred": "true",
                    "note": NO_DATE}  # fmt: skip
        else:
            when = {"published": f"../{until:%Y-%m-%d}", "published-inferred": "true",
                    "note": NO_DATE}  # fmt: skip
        named = {"outlet": cited.outlet, "title": cited.title, "url": cited.url}
        source = {field: text for field, text in {**named, **when}.items() if text}
        key = shelf.ids.id_of(*source.values(), name=f"{cited.outlet} {when['published'][-10:]}")
        shelf.listed.setdefault(key, source)
        because = NOT_READ.format(outlet=mapping.dataset.outlet)
        yield {"source": key, "when": written(days), "inferred": because}


def _cited(shelf: Shelf, mapping: TableMapping, cells: Cells, row: Row) -> Iterator[Cited]:
    """Give the documents of a row; cells that list as many of each thing are taken in pairs."""
    documents = mapping.documents
    if documents is None:
        return
    stamp = documents.published
    columns = (documents.outlet, documents.title, documents.url, stamp.column if stamp else None)
    texts = [cells.text(row, column) for column in columns]
    if not any(texts[:3]):
        return
    lists = [_split(text, documents.separator) for text in texts]
    if len({len(each) for each in lists if each}) > 1:
        lists = [each[: len(each) - _blanks_at_the_end(each)] for each in lists]
    most = max(len(each) for each in lists)
    if any(len(each) not in {0, most} for each in lists):
        because = "the cells that cite documents do not list as many of each: taken as one"
        cell = cells.left(row, documents.outlet or documents.url, "I206", because)
        shelf.unread.append(cell.left)
        lists, most = [[text] if text else [] for text in texts], 1
    for number in range(most):
        outlet, title, url, published = (each[number] if each else "" for each in lists)
        if not (outlet or title or url):
            continue
        if url and not re.fullmatch(r"https?://[^\s<>\"'`\\]{1,1990}", url):
            because = f"{quoted(url)} is not an address of the web"
            shelf.unread.append(cells.left(row, documents.url, "I206", because).left)
            url = ""
        outlet = outlet or _host(url) or "not named"
        day = _published(shelf, mapping, cells, row, published)
        yield Cited(outlet, title, url, day)


def _split(text: str, separator: str | None) -> list[str]:
    """Give what a cell lists; what is empty between two others keeps its place in the list."""
    parts = [part.strip() for part in (text.split(separator) if separator else [text])]
    return parts if any(parts) else []


def _blanks_at_the_end(parts: list[str]) -> int:
    return next((count for count, part in enumerate(reversed(parts)) if part), len(parts))


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _published(
    shelf: Shelf, mapping: TableMapping, cells: Cells, row: Row, text: str
) -> Days | None:
    """Give the days on which a document was published, if its cell says them."""
    stamp = mapping.documents.published if mapping.documents else None
    if stamp is None or not text:
        return None
    found = readings(text, stamp.formats, zone(mapping.timezone))
    if len(found) == 1:
        return found[0]
    because = f"{quoted(text)} is not read as a day of publication"
    shelf.unread.append(cells.left(row, stamp.column, "I202", because).left)
    return None
