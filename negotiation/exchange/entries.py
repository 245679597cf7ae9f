"""Entries of a library of references: what every format of them holds of a source, in our words.

Sources in, entries out, for the formats to write; lines of notes in, what they remark out, for the
formats to read. What has no field in these formats (the wire, a copy in an archive, an inferred
date) stands in lines of the note, which people can read and which are read back.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

from negotiation.chronology import Chronology
from negotiation.dates import zone
from negotiation.dates.grammar import is_date
from negotiation.evidence import Source
from negotiation.exchange.days import Day, day_of
from negotiation.view.citing import plain
from negotiation.view.lexicon import codes, lexicon
from negotiation.view.speech import Speech
from negotiation.view.texts import shown


class Name(NamedTuple):
    """A person's family name and given names, or the name of a body without given names."""

    family: str
    given: str = ""

    def text(self) -> str:
        """Give it as our files write it."""
        return f"{self.family}, {self.given}" if self.given else self.family


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. What was read has `left`, what we have no field for, and `changed`, in words."""

    key: str
    label: str = ""
    title: str = ""
    authors: tuple[Name, ...] = ()
    outlet: str = ""
    wire: tuple[str, ...] = ()
    url: str = ""
    archived: str = ""
    language: str = ""
    published: Day | None = None
    accessed: Day | None = None
    inferred: bool = False
    note: str = ""
    left: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()


def line(text: str) -> str:
    """Give a text on one line, with nothing in it that steers."""
    return shown(plain(text))


def lines(text: str) -> str:
    """Give a text with its line ends, and nothing else in it that steers."""
    return "\n".join(map(line, re.split(r"\r\n|\r|\n", text))).strip()


def name(text: str) -> Name:
    """Read a name as our files write it."""
    family, _, given = (part.strip() for part in line(text).partition(","))
    return Name(family, given) if family and given else Name(family or given)


def entries_of(chronology: Chronology, speech: Speech) -> tuple[Entry, ...]:
    """Give the sources of a chronology as entries, in its order, labels in one language."""
    return tuple(_entry(source, chronology, speech) for source in chronology.sources.values())


def _entry(source: Source, chronology: Chronology, speech: Speech) -> Entry:
    when = (zone(chronology.timezone), chronology.words)
    return Entry(
        key=source.id,
        label=line(_in_language(source.label, speech.code)),
        title=line(source.title or ""),
        authors=tuple(map(name, source.author)),
        outlet=line(source.outlet),
        wire=tuple(map(line, source.wire)),
        url=source.url or "",
        archived=source.archived or "",
        language=source.language or "",
        published=day_of(source.published, *when),
        accessed=None if source.accessed is None else day_of(source.accessed, *when),
        inferred=source.published_inferred,
        note=lines(_in_language(source.note, speech.code)),
    )


def _in_language(label: Mapping[str, str], language: str) -> str:
    return label.get(language) or label.get("en") or next(iter(label.values()), "")


# --- lines of notes ------------------------------------------------------------------------------


def remarks(entry: Entry, speech: Speech, holds: Callable[[Day], bool]) -> list[str]:
    """Give the lines of what has no field; of a date too, where the format does not hold it."""
    told: list[str] = []
    if entry.published is not None and not holds(entry.published):
        told.append(speech.say("appendix.published-as", date=entry.published.text))
    if entry.inferred:
        told.append(speech.say("appendix.publication-inferred"))
    told += [_kept(speech, "appendix.wire", "wire", wire) for wire in entry.wire]
    if entry.archived:
        told.append(speech.say("appendix.archived", address=entry.archived))
    if entry.accessed is not None and not holds(entry.accessed):
        told.append(speech.say("appendix.read", date=entry.accessed.text))
    return told


def _kept(speech: Speech, key: str, name: str, value: str) -> str:
    """Say a text with a value that stays as it is: French would move its spaces, for reading."""
    return speech.say(key, **{name: "\0"}).replace("\0", value)


def note_lines(entry: Entry, speech: Speech) -> list[str]:
    """Give the lines of the note itself, told from remarks where it could be taken for one."""
    if not entry.note:
        return []
    first, *others = entry.note.split("\n")
    if _remark(first) is not None:
        first = _kept(speech, "appendix.noted", "text", first)
    return [first, *others]


def remarked(entry: Entry, noted: Iterable[str]) -> Entry:
    """Give an entry with what lines of notes remark; from the first that does not, it is a note."""
    rest = [line(text) for text in noted]
    while rest and (found := _remark(rest[0])) is not None and found[0] != "noted":
        entry = _with(entry, *found)
        del rest[0]
    if rest and (found := _remark(rest[0])) is not None:
        rest[0] = found[1]
    return replace(entry, note="\n".join(rest).strip())


def _with(entry: Entry, key: str, value: str) -> Entry:
    match key:
        case "wire":
            return replace(entry, wire=(*entry.wire, value))
        case "archived":
            return replace(entry, archived=value)
        case "published-as":
            return replace(entry, published=Day(value))
        case "read":
            return replace(entry, accessed=Day(value))
        case _:
            return replace(entry, inferred=True)


def _remark(text: str) -> tuple[str, str] | None:
    """Give which remark a line is, and its value; None if it is none."""
    spaced = re.sub("[\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]", " ", text)
    for key, beginning, is_whole in _beginnings():
        value = text[len(beginning) :]
        if spaced == beginning if is_whole else spaced.startswith(beginning) and value.strip():
            return (key, value) if _fits(key, value) else None
    return None


def _fits(key: str, value: str) -> bool:
    if key in {"published-as", "read"}:
        return is_date(value)
    return key != "archived" or value.startswith(("http://", "https://"))


@cache
def _beginnings() -> tuple[tuple[str, str, bool], ...]:
    """Give how each remark begins in each language, and whether that is all of it."""
    return tuple(_begin())


def _begin() -> Iterator[tuple[str, str, bool]]:
    for key in ("published-as", "publication-inferred", "wire", "archived", "read", "noted"):
        for code in codes():
            text = str(lexicon(code).text(f"appendix.{key}"))
            yield key, text.partition("{")[0], "{" not in text
