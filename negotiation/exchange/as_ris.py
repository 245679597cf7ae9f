"""Sources as RIS, and RIS as sources: lines of a tag and a value, which most programs take.

Read without a library: rispy, the usual one, passes over a second value of a tag and over a last
entry without its end in silence. A line without a tag goes on from the one before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from negotiation.exchange.days import Day, Parts, day_text
from negotiation.exchange.entries import Entry, line, name, note_lines, remarked, remarks
from negotiation.view.speech import Speech

_LINE = re.compile(r"([A-Z][A-Z0-9]) {1,2}-(?: (.*)|$)")
TYPES = frozenset({"NEWS", "ELEC", "MGZN", "BLOG", "WEB", "GEN"})
TITLES, OUTLETS = ("TI", "T1"), ("T2", "JF", "JO", "BT", "PB")
DATES = ("DA", "PY", "Y1")
ONCE = frozenset({"TY", "ID", *TITLES, *OUTLETS, *DATES, "Y2", "UR", "LA", "LB"})
REPEATED = frozenset({"AU", "A1", "N1"})


def ris(entries: Iterable[Entry], speech: Speech) -> str:
    """Give entries as ELEC where they have an address, else as NEWS."""
    return "\n".join(_entry(entry, speech) for entry in entries)


def _entry(entry: Entry, speech: Speech) -> str:
    told = [f"{tag}  - {value}".rstrip() for tag, value in _tags(entry, speech)]
    return "\n".join([*told, "ER  - "]) + "\n"


def _tags(entry: Entry, speech: Speech) -> Iterator[tuple[str, str]]:
    yield "TY", "ELEC" if entry.url else "NEWS"
    published = entry.published.coarse if entry.published else ()
    accessed = entry.accessed.coarse if entry.accessed else ()
    for tag, values in (
        ("ID", [entry.key]),
        ("LB", [entry.label]),
        ("AU", [author.text() for author in entry.authors]),
        ("TI", [entry.title]),
        ("T2", [entry.outlet]),
        ("PY", [f"{published[0]}"] if published else []),
        ("DA", [_slashed(published)]),
        ("Y2", [_slashed(accessed)]),
        ("UR", [entry.url]),
        ("LA", [entry.language]),
    ):
        yield from ((tag, line(value)) for value in values if value)
    noted = [*remarks(entry, speech, holds), *note_lines(entry, speech)]
    yield from (("N1", text) for text in noted)


def holds(day: Day) -> bool:
    """Say whether year, month and day are all that a date says."""
    return day.text == day_text(day.coarse)


def _slashed(parts: Parts) -> str:
    """Give year/month/day/, what is not known left empty."""
    texts = [f"{part:02}" for part in parts]
    return "/".join([*texts, *[""] * (4 - len(texts))]) if texts else ""


# --- in ------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Record:
    """The lines of one entry as they are read."""

    line: int
    lines: list[tuple[str, str]] = field(default_factory=list)


def read_ris(text: str, shown: str) -> tuple[list[Entry], list[str]]:
    """Give the entries of a .ris file, and what of it could not be read, in words."""
    entries: list[Entry] = []
    told: list[str] = []
    record: _Record | None = None
    for number, row in enumerate(re.split(r"\r\n|\r|\n", text), 1):
        found = _LINE.fullmatch(row.rstrip())
        tag = found[1] if found else ""
        if tag in {"TY", "ER"} and record is not None:
            if tag == "TY":
                told.append(f"{shown}:{record.line}: this entry has no end (ER  - ); it is read")
            entries.append(_read(record))
            record = None
        if tag == "TY":
            record = _Record(number)
        if record is None:
            if row.strip() and tag != "ER":
                told.append(f"{shown}:{number}: this line stands in no entry (TY  - … ER  - )")
        elif found:
            record.lines.append((tag, (found[2] or "").strip()))
        elif row.strip():
            last, value = record.lines[-1]
            record.lines[-1] = (last, f"{value} {row.strip()}")
    if record is not None:
        told.append(f"{shown}:{record.line}: the last entry has no end (ER  - ); it is read")
        entries.append(_read(record))
    return entries, told


def _read(record: _Record) -> Entry:
    fields = dict[str, str]()
    left = list[str]()
    for tag, value in record.lines:
        if tag in ONCE and tag not in fields:
            fields[tag] = line(value)
        elif tag not in REPEATED and value and fields.get(tag) != line(value):
            left.append(tag)
    if fields["TY"] not in TYPES:
        left.append(f"its type, {fields['TY']}")
    title, outlet = (
        next((tag for tag in tags if fields.get(tag)), "") for tags in (TITLES, OUTLETS)
    )
    for tags, used in ((TITLES, title), (OUTLETS, outlet)):
        left += [tag for tag in tags if fields.get(tag) and fields[tag] != fields.get(used)]
    entry = Entry(
        key=fields.get("ID", ""),
        label=fields.get("LB", ""),
        title=fields.get(title, ""),
        authors=tuple(name(value) for tag, value in record.lines if tag in {"AU", "A1"} and value),
        outlet=fields.get(outlet, ""),
        url=fields.get("UR", ""),
        language=fields.get("LA", ""),
        published=_published(fields, left),
        accessed=_day(fields.get("Y2", ""), "Y2", left),
        left=tuple(map(line, dict.fromkeys(left))),
    )
    return remarked(entry, [value for tag, value in record.lines if tag == "N1"])


def _published(fields: dict[str, str], left: list[str]) -> Day | None:
    """Give the most that the tags of one date say together; one that says otherwise is left."""
    days = {tag: day for tag in DATES if (day := _day(fields.get(tag, ""), tag, left))}
    chosen = max(days.values(), key=lambda day: len(day.text), default=None)
    for tag, day in days.items():
        if chosen is not None and not chosen.text.startswith(day.text):
            left.append(f"{tag} ({day.text[:20]})")
    return chosen


def _day(text: str, tag: str, left: list[str]) -> Day | None:
    """Read 2018/07/02/, 2018/07, 2018 and 2018-07-02; what follows the day is left."""
    if not text.strip("/ "):
        return None
    found = re.fullmatch(r"([0-9]{4})(?:[/-]([0-9]{1,2})?(?:[/-]([0-9]{1,2})?(?:/(.*))?)?)?", text)
    if found is None:
        return Day(text)
    if found[4]:
        left.append(f"{tag} ({found[4][:40]})")
    if found[3] and not found[2]:
        left.append(f"{tag} ({text[:40]})")
    numbers = [found[1], *([found[2], *([found[3]] if found[3] else [])] if found[2] else [])]
    return Day(day_text(tuple(map(int, numbers))))
