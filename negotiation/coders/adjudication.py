"""A file in which a third person decides where two codings differ: what it asks, as plain data.

Two codings and their matching in; the file's data, to be filled in, out. Reading it back: see
decisions.py; the merged chronology: see merging.py.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Any, Final, Literal

from pydantic import Field

from negotiation import wording
from negotiation.bounds import stated
from negotiation.chronology import Chronology
from negotiation.coded import Coded, Id, Text
from negotiation.coders.coding import Coding, said
from negotiation.coders.comparison import notes
from negotiation.coders.fields import field_changes, report_text
from negotiation.coders.matching import Matching
from negotiation.coders.revision import SECTIONS
from negotiation.dates import zone
from negotiation.errors import NegotiationError
from negotiation.event import Event
from negotiation.evidence import Report

FORMAT: Final = "negotiation-adjudication/1"
CHOICES = ("a", "b", "neither", "both")
OF_NAMES = CHOICES[:2]  # one id means one thing
HEADER = ("title", "definition", "figure")
BLANK = {"decide": "", "by": "", "because": ""}
Differences = dict[Text, dict[Literal["a", "b"], str]]


class Side(Coded):
    """One of the two files: its name, from the folder of this one, who coded it, and its digest."""

    file: Text
    coder: Text | None = None
    digest: Text


class Decided(Coded):
    """One difference, what either coder wrote, and what was decided, by whom and why."""

    differs: Differences = Field(default_factory=dict)
    decide: str = ""
    by: str = ""
    because: str = ""


class EventEntry(Decided):
    """A pair of events that differ, or one that only one coder has."""

    a: Id | None = None
    b: Id | None = None


class NameEntry(Decided):
    """Something that both files list under one id, or head a file with, and say otherwise."""

    section: Id
    id: Id | None = None


class AdjudicationFile(Coded):
    """All differences of two codings. `agreed` are the pairs that need no decision: a to b."""

    format: Literal["negotiation-adjudication/1"] = FORMAT
    a: Side
    b: Side
    notes: tuple[Text, ...] = ()
    events: tuple[EventEntry, ...] = ()
    names: tuple[NameEntry, ...] = ()
    agreed: dict[Id, Id] = Field(default_factory=dict)


def questions(a: Coding, b: Coding, matching: Matching, files: tuple[str, str]) -> dict[str, Any]:
    """Give the file's data: one entry for each difference. `files` are the names of both files.

    Only wording, that is labels, notes, facts and ids, needs no decision between two events: where
    nothing else differs, A's words are kept. Raises NegotiationError for two codings that no
    decision on single entries could bring together.
    """
    _refuse_unlike(a.chronology, b.chronology)
    events, agreed = [], {}
    for pair in matching.pairs:
        found = differing(a, b, pair.a, pair.b, [(p.a, p.b) for p in matching.pairs])
        if found:
            events.append({"a": pair.a, "b": pair.b, "differs": found, **BLANK})
        else:
            agreed[pair.a] = pair.b
    events += [_alone(a, "a", key) for key in matching.only_a]
    events += [_alone(b, "b", key) for key in matching.only_b]
    for side, letter, matched in (
        (a, "a", _matched(matching, "a")),
        (b, "b", _matched(matching, "b")),
    ):
        unused = [key for key in side.chronology.events if key not in matched]
        events += [_alone(side, letter, key) for key in unused]
    data: dict[str, Any] = {"format": FORMAT}
    for letter, side, file in (("a", a, files[0]), ("b", b, files[1])):
        coder = {"coder": side.chronology.coder} if side.chronology.coder else {}
        data[letter] = {"file": file, **coder, "digest": side.digest}
    remarks = list(notes(a.chronology, b.chronology))
    data |= {"notes": remarks} if remarks else {}
    return data | {"events": events, "names": list(_names(a, b)), "agreed": agreed}


def _matched(matching: Matching, side: str) -> set[str]:
    if side == "a":
        return {pair.a for pair in matching.pairs} | set(matching.only_a)
    return {pair.b for pair in matching.pairs} | set(matching.only_b)


def _refuse_unlike(a: Chronology, b: Chronology) -> None:
    for field, what in (
        ("model", "models"),
        ("timezone", "time zones"),
        ("words", "words of time"),
    ):
        if getattr(a, field) != getattr(b, field):
            raise NegotiationError(
                f"the two codings have different {what}; agree on one, under {field}: in both files"
            )


def _alone(side: Coding, letter: str, key: str) -> dict[str, Any]:
    """Give the entry of an event that only one coder has."""
    event = side.chronology.events[key]
    other = "b" if letter == "a" else "a"
    told = {letter: event_text(side.chronology, event), other: "not coded"}
    return {letter: key, "differs": {"event": dict(sorted(told.items()))}, **BLANK}


def event_text(chronology: Chronology, event: Event) -> str:
    """Say an event in a line: its label, kind, date, and who, where and about what."""
    when = wording.window(stated(chronology, event), zone(chronology.timezone))
    parts = [event.name(), event.kind, when]
    parts += [
        ", ".join(names) for names in (event.who.actors(), event.places, event.issues) if names
    ]
    return "; ".join(parts)


# --- what differs --------------------------------------------------------------------------------

LISTS_OF_NAMES = ("issues", "places", "third_parties")
SUBSTANCE = ("kind", "who", "details", *LISTS_OF_NAMES)


def differing(
    a: Coding, b: Coding, one: str, other: str, pairs: Sequence[tuple[str, str]]
) -> dict[str, dict[str, str]]:
    """Give what two events, taken for one, say differently, their wording left aside.

    `pairs` are all events taken for one: what relates to either of them relates to both.
    """
    mine, theirs = a.chronology.events[one], b.chronology.events[other]
    blocks = a.block("events", one), b.block("events", other)
    skip = {name for name in type(mine).model_fields if name not in SUBSTANCE}
    changes = field_changes(_unordered(mine), _unordered(theirs), *blocks, skip)
    found = {c.field: {"a": c.before or "nothing", "b": c.after or "nothing"} for c in changes}
    dates = [_date(side.chronology, event) for side, event in ((a, mine), (b, theirs))]
    if dates[0] != dates[1]:
        found["when"] = {"a": dates[0], "b": dates[1]}
    ours = {one: f"{one}/{other}" for one, other in pairs}
    others = {other: f"{one}/{other}" for one, other in pairs}
    if _substance(a.chronology, mine, ours) != _substance(b.chronology, theirs, others):
        found["reports"] = {
            "a": _reports(a.chronology, mine, blocks[0]),
            "b": _reports(b.chronology, theirs, blocks[1]),
        }
    return found


def _unordered(event: Event) -> Event:
    """Give an event whose lists of names stand in one order: which comes first says nothing."""
    who = {
        role: tuple(sorted({*getattr(event.who, role)})) for role in type(event.who).model_fields
    }
    lists = {name: tuple(sorted({*getattr(event, name)})) for name in LISTS_OF_NAMES}
    return event.model_copy(update=lists | {"who": event.who.model_copy(update=who)})


def _reports(chronology: Chronology, event: Event, block: Mapping[str, Any]) -> str:
    """Say what the reports of an event say, and which of them the coder set aside."""
    aside = chronology.report_ids_set_aside()
    return ", and ".join(
        report_text(report, said_) + (" (set aside)" if report.key in aside else "")
        for report, said_ in zip(event.reports, block["reports"], strict=True)
    )


def _date(chronology: Chronology, event: Event) -> str:
    return wording.window(stated(chronology, event), zone(chronology.timezone))


def _substance(chronology: Chronology, event: Event, known: Mapping[str, str]) -> Counter[Hashable]:
    """Give what the reports of an event say, their wording left aside; events by their pairs."""
    aside = chronology.report_ids_set_aside()
    return Counter(_content(report, known, report.key in aside) for report in event.reports)


def _content(report: Report, known: Mapping[str, str], aside: bool) -> Hashable:
    after, before = (
        frozenset(known.get(key, key) for key in keys) for keys in (report.after, report.before)
    )
    lag = report.lag and (
        known.get(report.lag.of, report.lag.of), report.lag.about, report.lag.tolerance,
        report.lag.at_least, report.lag.at_most,
    )  # fmt: skip
    return (
        report.source, frozenset(report.paragraph), frozenset(report.by), report.modality,
        report.kind, report.when, report.timezone, after, before, lag, report.inferred is None,
        aside,
    )  # fmt: skip


def _names(a: Coding, b: Coding) -> Iterator[dict[str, Any]]:
    """Give an entry for each thing that both files list under one id and say otherwise."""
    for field in HEADER:
        mine, theirs = a.data.get(field), b.data.get(field)
        if conflicts(a, b, field):
            told = {field: {"a": said(mine), "b": said(theirs)}}
            yield {"section": field, "differs": told, **BLANK}
    for section in SECTIONS:
        for key in conflicting(a, b, section):
            ones, others = (getattr(c.chronology, section.replace("-", "_")) for c in (a, b))
            blocks = a.block(section, key), b.block(section, key)
            found = {
                change.field: {"a": change.before or "nothing", "b": change.after or "nothing"}
                for change in field_changes(ones[key], others[key], *blocks)
            }
            yield {"section": section, "id": key, "differs": found, **BLANK}


def conflicts(a: Coding, b: Coding, field: str) -> bool:
    """Say whether both files have this field, and say otherwise."""
    both = field in a.data and field in b.data
    return both and getattr(a.chronology, field) != getattr(b.chronology, field)


def conflicting(a: Coding, b: Coding, section: str) -> list[str]:
    """Give the ids that both files list in a section and say otherwise."""
    name = section.replace("-", "_")
    ones, others = getattr(a.chronology, name), getattr(b.chronology, name)
    return [key for key, value in ones.items() if key in others and value != others[key]]
