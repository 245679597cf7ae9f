"""Coding: one coder's file, as values and in its own words.

The only place of this package where a chronology is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from negotiation.chronology import Chronology
from negotiation.load import digest, load_data
from negotiation.withholding.plain import PRIVATE


@dataclass(frozen=True, slots=True)
class Coding:
    """A coder's chronology, and the plain data (texts, lists, mappings) that its file holds.

    `name` is how the file was named, `digest` tells this version of its text from others.
    """

    name: str
    chronology: Chronology
    data: dict[str, Any]
    digest: str

    def block(self, section: str, key: str) -> dict[str, Any]:
        """Give what the file says under an id of a section."""
        found: dict[str, Any] = self.data[section][key]
        return found


def read(name: str, *, beside: str = "", shown: str = "", quotations: bool = False) -> Coding:
    """Give the coding in a file, or the shipped one of that name.

    What is confidential in it, or in the coding `beside` it, is not in it; nor are the coders'
    quotations, unless they are asked for.
    Raises LoadError.
    """
    data, chronology = load_data(name, shown=shown, quotations=quotations, beside=beside)
    return Coding(shown or name, chronology, data, digest(name))


def quoted_reports(name: str) -> int:
    """Count the reports of a file that hold a quotation or translation. Raises LoadError."""
    data, _ = load_data(name, quotations=True)
    reports = (report for event in data.get("events", {}).values() for report in event["reports"])
    return sum(not report.keys().isdisjoint(PRIVATE) for report in reports)


def said(value: Any) -> str:
    """Give plain data on one line, as the file has it: "en: Truce; fr: Trêve", "afp, reuters"."""
    if isinstance(value, dict):
        if list(value) == ["en"]:
            return said(value["en"])
        return "; ".join(f"{key}: {said(child)}" for key, child in value.items())
    if isinstance(value, list):
        texts = [f"({said(item)})" if isinstance(item, dict) else said(item) for item in value]
        return ", ".join(texts)
    return " ".join(str(value).split())


def other_documents(one: Chronology, other: Chronology) -> Iterator[str]:
    """Give the sources that are two documents under one id, as far as the files show it.

    Two documents: another outlet, another day of publication, or another address.
    """
    for key, mine in one.sources.items():
        theirs = other.sources.get(key)
        if theirs is None:
            continue
        addresses = {source.url for source in (mine, theirs) if source.url is not None}
        marks = {(source.outlet, source.published.text) for source in (mine, theirs)}
        if len(marks) > 1 or len(addresses) > 1:
            yield key


def same_documents(one: Chronology, other: Chronology) -> Iterator[tuple[str, str]]:
    """Give the sources that are one document under different ids, as far as the files show it.

    One document: the same address, or the same outlet, day of publication and title.
    """
    for a, mine in one.sources.items():
        for b, theirs in other.sources.items():
            same_address = mine.url is not None and mine.url == theirs.url
            marks = [(s.outlet, s.published.text, s.title) for s in (mine, theirs)]
            if a != b and (same_address or marks[0] == marks[1]):
                yield a, b
