"""Turn a library of references into the `sources:` of a chronology: .json, .bib or .ris in.

Sources as data out, to be written as YAML or as a sheet, and in words whatever of the library is
not in them, or is there otherwise. Nothing is guessed: an entry without a date gets none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC
from pathlib import Path
from typing import Any

from negotiation.coded import ID
from negotiation.dates import Words, parse_date
from negotiation.errors import DateError, LoadError, NegotiationError, Problem, visible
from negotiation.evidence import LONGEST_ADDRESS
from negotiation.exchange.as_bibtex import read_bibtex
from negotiation.exchange.as_csl import read_csl
from negotiation.exchange.as_ris import read_ris
from negotiation.exchange.as_yaml import yaml_text
from negotiation.exchange.days import Day
from negotiation.exchange.entries import Entry, Name, line
from negotiation.load import Missing, NotText, decoded, read_bytes
from negotiation.near import quoted
from negotiation.sheets.csvs import csv_bytes
from negotiation.sheets.filled import sheets_of

FORMS = {".json": "csl-json", ".bib": "bibtex", ".ris": "ris"}
LONGEST_ID = 80
LONGEST_TEXT = 10_000  # letters of a text of a library


@dataclass(frozen=True, slots=True)
class Imported:
    """The sources as data, and what to tell whoever imports them.

    `lacking` says what has to be added before a chronology can use them, `told` all the rest.
    """

    sources: dict[str, Any]
    lacking: tuple[str, ...]
    told: tuple[str, ...]

    @property
    def yaml(self) -> str:
        """The block `sources:` of a file."""
        return yaml_text({"sources": self.sources})

    @property
    def csv(self) -> bytes:
        """The sheet `sources` of a spreadsheet: the same columns, one row a source."""
        (sheet,) = (each for each in sheets_of({"sources": self.sources}) if each.name == "sources")
        return csv_bytes(sheet)


def import_library(path: Path, form: str = "", language: str = "en") -> Imported:
    """Read a library; `form` is csl-json, bibtex or ris, else what the name of the file ends in.

    Labels and notes are taken for texts of the language. Raises LoadError if the file cannot be
    read, NegotiationError if it is not what its form says.
    """
    if not re.fullmatch(r"[a-z]{2,3}", language):
        raise NegotiationError(f"{quoted(language)} is no code of a language; write en, fr, ar …")
    known = form or FORMS.get(path.suffix.lower(), "")
    if not known:
        hint = "name a file that ends in .json (CSL-JSON), .bib or .ris, or say --from "
        hint += "csl-json, bibtex or ris"
        raise NegotiationError(f"{quoted(path.name)} may be of any form; {hint}")
    text, shown = _text(path), visible(path.name)
    told: list[str] = []
    if known == "csl-json":
        entries = read_csl(text, shown)
    else:
        entries, told = (read_bibtex if known == "bibtex" else read_ris)(text, shown)
    if not entries:
        raise NegotiationError(f"{shown}: no entry is found; export it again, as {known}")
    return sources_in(entries, told, language)


def _text(path: Path) -> str:
    shown = str(path)
    try:
        return decoded(read_bytes(path, shown))
    except Missing as missing:
        raise LoadError([missing.problem(shown)]) from None
    except NotText as error:
        place = (shown, error.line, error.column, "Y008", "", error.message)
        raise LoadError([Problem(*place, "export it as UTF-8")]) from None


def sources_in(
    entries: Iterable[Entry], told: Iterable[str] = (), language: str = "en"
) -> Imported:
    """Give entries as the `sources:` of a chronology."""
    sources: dict[str, Any] = {}
    lacking, said = list[str](), list(told)
    for entry in entries:
        key = _free(_id(entry), sources)
        if key != entry.key:
            said.append(f"{_shown(entry)} is called {key} here")
        told_of_this: list[str] = []
        sources[key] = dict(_fields(entry, language, told_of_this))
        said += [f"{key}: {remark}" for remark in told_of_this]
        lacking += [f"{key}: {what}" for what in _lacking(sources[key])]
        if entry.left:
            said.append(f"{key}: no place for {', '.join(entry.left)}")
        said += [f"{key}: {what}" for what in entry.changed]
    return Imported(sources, tuple(map(visible, lacking)), tuple(map(visible, said)))


def _lacking(fields: dict[str, Any]) -> Iterator[str]:
    if "outlet" not in fields:
        yield "nothing says who published it; write outlet: with the newspaper, agency or site"
    if "published" not in fields:
        yield "it has no date; write published: with the day, such as published: 2018-07-02"


def _shown(entry: Entry) -> str:
    return quoted(entry.key) if entry.key else f"an entry without a key ({quoted(entry.title)})"


# --- ids -----------------------------------------------------------------------------------------


def _id(entry: Entry) -> str:
    """Give an id like the entry's key, else one of outlet and date: addresses are no keys."""
    key = "" if "://" in entry.key else _slug(entry.key)
    published = entry.published.text if entry.published else ""
    return key or _slug(f"{entry.outlet} {published}") or _slug(entry.title) or "source"


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower())[:LONGEST_ID].strip("-")


def _free(key: str, taken: dict[str, Any]) -> str:
    """Give the id, or if it is taken the first of id-2, id-3 … that is not."""
    assert re.fullmatch(ID, key)  # noqa: S101  a slug is one
    number, free = 1, key
    while free in taken:
        number += 1
        end = f"-{number}"
        free = key[: LONGEST_ID - len(end)].rstrip("-") + end
    return free


# --- fields --------------------------------------------------------------------------------------


def _fields(entry: Entry, language: str, told: list[str]) -> Iterator[tuple[str, Any]]:
    """Give the fields of a source that an entry fills, in the order in which we write them."""
    entry = _cut(entry, told)
    for key, value in (
        ("label", {language: entry.label} if entry.label else {}),
        ("title", entry.title),
        ("author", [_author(name, told) for name in entry.authors]),
        ("outlet", entry.outlet),
        ("wire", list(entry.wire)),
        ("url", _address(entry.url, told)),
        ("archived", _address(entry.archived, told)),
        ("accessed", _day(entry.accessed, "accessed", told)),
        ("language", _language(entry.language, told)),
        ("published", _day(entry.published, "published", told)),
        ("published-inferred", "true" if entry.inferred else ""),
        ("note", {language: entry.note} if entry.note else {}),
    ):
        if value:
            yield key, value


def _cut(entry: Entry, told: list[str]) -> Entry:
    """Cut texts that no reference needs so long."""
    for key in ("label", "title", "outlet", "note"):
        text = getattr(entry, key)
        if len(text) > LONGEST_TEXT:
            told.append(f"its {key} is cut after {LONGEST_TEXT:,} letters")
            entry = replace(entry, **{key: text[:LONGEST_TEXT]})
    return entry


def _author(name: Name, told: list[str]) -> str:
    """Give a name; a comma stands between family and given names alone."""
    family = line(name.family.replace(",", " "))
    given = name.given if family else ""
    if family != name.family:
        told.append(
            f"the comma in {quoted(name.family)} is left out: "
            "here it would part family and given names"
        )
    return Name(family or line(name.given.replace(",", " ")), given).text()


def _address(text: str, told: list[str]) -> str:
    if text and (len(text) > LONGEST_ADDRESS or not re.fullmatch(r"https?://[^\s<>\"'`\\]+", text)):
        told.append(f"{quoted(text)} is left out: it is not an address of the web")
        return ""
    return text


def _language(text: str, told: list[str]) -> str:
    found = re.fullmatch(r"([A-Za-z]{2,3})(?:[-_].*)?", text)
    code = found[1].lower() if found else ""
    if text and text != code:
        instead = (
            f"is told as {code}" if code else "is left out; write language: with a code, as en"
        )
        told.append(f"its language {quoted(text)} {instead}")
    return code


def _day(day: Day | None, field: str, told: list[str]) -> str:
    """Give the text of a date, if it is one; say which words of time it needs."""
    if day is None:
        return ""
    try:
        dating = parse_date(day.text)
    except DateError as error:
        told.append(f"its date ({field}) is left out: {error}")
        return ""
    try:
        window = dating.window(UTC, Words({}))
    except DateError as error:
        told.append(f"its date ({field}): {error}")
    else:
        if window.latest is None and field == "published":
            told.append(f"its date is left out: {quoted(day.text)} has no end; write one")
            return ""
    return dating.text
