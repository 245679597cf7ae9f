"""Merge two codings into one chronology, as somebody decided between them.

Decisions in; the merged file's data out, with all that was left out on the way. Events keep who
coded them, and who decided and why.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from negotiation.chronology import Chronology
from negotiation.coders.adjudication import Decided, EventEntry, event_text
from negotiation.coders.coding import Coding, said
from negotiation.coders.decisions import Decisions
from negotiation.coders.revision import SECTIONS
from negotiation.withholding.plain import PRIVATE

LONGEST_ID = 80
Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Merged:
    """The data of the merged file, and what of the two codings is not in it, in sentences."""

    data: Data
    left_out: tuple[str, ...]


@dataclass(slots=True)
class _Names:
    """What events and reports are called in the merged file, by side; None for what is left out."""

    events: dict[str, dict[str, str | None]] = field(default_factory=lambda: {"a": {}, "b": {}})
    reports: dict[str, dict[str, str]] = field(default_factory=lambda: {"a": {}, "b": {}})


def merge(decisions: Decisions) -> Merged:
    """Give the two codings as one, of the same format.

    Where both say the same but for their wording, A's words are kept. An id that both use for
    different things gets a suffix on the side of B, and so do relations to it.
    """
    sides = {"a": decisions.a, "b": decisions.b}
    kept = list(_kept(decisions))
    names = _named(decisions, kept)
    left_out: list[str] = []
    agreed = set(_reports_agreed(decisions))
    data = _header(decisions)
    for section in SECTIONS:
        if blocks := _blocks(decisions, section):
            data[section] = blocks
    data["events"] = {
        str(names.events[letter][key]): _event(sides, letter, key, entry, names, left_out)
        for letter, key, entry in kept
    }
    for section in (
        "not-the-same",
        "background",
        "left-uncoded",
        "notes",
        "set-aside",
        "acknowledged",
    ):
        if items := _items(sides, section, names, agreed, left_out):
            data[section] = items
    _tell_decisions(data, decisions)
    if "figure" in data and "flags" in data["figure"]:
        data["figure"] = {**data["figure"], "flags": _flags(decisions, names)}
    left_out += _quoted_alike(decisions)
    order = [info.alias or name for name, info in Chronology.model_fields.items()]
    ordered = {key: data[key] for key in order if key in data}
    return Merged(ordered, tuple(dict.fromkeys(left_out)))


# --- events --------------------------------------------------------------------------------------

_Kept = tuple[str, str, EventEntry | None]  # side, event, and the entry in which it was decided


def _kept(decisions: Decisions) -> Iterator[_Kept]:
    """Give the events that are kept in the order of A's file, then what only B has in that of B's.

    What B coded otherwise stands where A has it.
    """
    entries = {entry.a: entry for entry in decisions.file.events if entry.a is not None}
    for key in decisions.a.chronology.events:
        entry = entries.get(key)
        if entry is None or entry.decide in ("a", "both"):
            yield "a", key, entry
        if entry is not None and entry.b is not None and entry.decide in ("b", "both"):
            yield "b", entry.b, entry
    alone = {entry.b: entry for entry in decisions.file.events if entry.a is None}
    for key in decisions.b.chronology.events:
        if key in alone and alone[key].decide in ("b", "both"):
            yield "b", key, alone[key]


def _named(decisions: Decisions, kept: list[_Kept]) -> _Names:
    """Give each event and report its name in the merged file."""
    names = _Names()
    events, reports = set[str](), set[str]()
    for letter, key, _ in sorted(kept, key=lambda one: one[0]):  # A's keep their names
        names.events[letter][key] = _free(key, events)
        coding = decisions.a if letter == "a" else decisions.b
        for report in coding.chronology.events[key].reports:
            if report.id:
                names.reports[letter][report.id] = _free(report.id, reports)
    pairs = [(entry.a, entry.b) for entry in decisions.file.events if entry.a and entry.b]
    for one, other in [*decisions.file.agreed.items(), *pairs]:  # of a pair, one may stand for both
        mine, theirs = names.events["a"].get(one), names.events["b"].get(other)
        names.events["a"][one] = mine or theirs
        names.events["b"][other] = theirs or mine
    return names


def _free(key: str, taken: set[str]) -> str:
    """Give an id that is not taken yet, and take it: itself, else with -b, -b2, … behind it."""
    found, number = key, 1
    while found in taken:
        suffix = "-b" if number == 1 else f"-b{number}"
        found, number = key[: LONGEST_ID - len(suffix)] + suffix, number + 1
    taken.add(found)
    return found


def _event(
    sides: Mapping[str, Coding],
    letter: str,
    key: str,
    entry: EventEntry | None,
    names: _Names,
    left_out: list[str],
) -> Data:
    """Give an event as one side coded it, with its coder, and with what was decided as its note."""
    block = deepcopy(sides[letter].block("events", key))
    for report in block["reports"]:
        if report.get("id"):
            report["id"] = names.reports[letter][report["id"]]
        _relate(report, letter, key, names, left_out)
    coders = [_coder(sides[side]) for side in ("a", "b")]
    who = coders[letter == "b"]
    if entry is None:
        who = " and ".join(dict.fromkeys(filter(None, coders)))
    if who and not block.get("coder"):
        block["coder"] = who
    if entry is not None:
        _note(block, _adjudicated(entry, sides))
    return {name: block[name] for name in (*(n for n in block if n != "reports"), "reports")}


def _quoted_alike(decisions: Decisions) -> Iterator[str]:
    """Say whose quotations are not kept, of events that both coded alike."""
    blocks = (decisions.b.block("events", key) for key in decisions.file.agreed.values())
    reports = [report for block in blocks for report in block["reports"]]
    count = sum(not report.keys().isdisjoint(PRIVATE) for report in reports)
    if count:
        yield f"B: quotations of {count} reports of events that both coded alike: A's are kept"


def _relate(report: Data, letter: str, key: str, names: _Names, left_out: list[str]) -> None:
    """Give the relations of a report the names of the merged file; those to what is gone go too."""
    known = names.events[letter]
    lost: list[str] = []
    for relation in ("after", "before"):
        if relation in report:
            told = _listed(report[relation])
            report[relation] = [name for other in told if (name := known.get(other))]
            lost += [f"{relation} {other}" for other in told if not known.get(other)]
            if not report[relation]:
                del report[relation]
    if "lag" in report:
        other = report["lag"]["of"]
        if known.get(other):
            report["lag"] = {**report["lag"], "of": known[other]}
        else:
            lost.append(f"some time after {other}")
            del report["lag"]
    left_out += [f"{letter.upper()}: that {key} was {what}, which is left out" for what in lost]


def _coder(coding: Coding) -> str:
    return coding.chronology.coder or ""


def _called(letter: str, sides: Mapping[str, Coding]) -> str:
    """Give who coded a side, with its letter if both are called so; the letter alone for nobody."""
    coders = [_coder(coding) for coding in sides.values()]
    name = _coder(sides[letter])
    if name and coders.count(name) > 1:
        return f"{name} ({letter.upper()})"
    return name or letter.upper()


def _adjudicated(entry: Decided, sides: Mapping[str, Coding]) -> str:
    """Say who decided what, and why."""
    if entry.decide in sides:
        what = f"as {_called(entry.decide, sides)} coded it"
    else:
        what = "both kept" if entry.decide == "both" else "neither kept"
    return f"Adjudicated by {entry.by}, {what}: {entry.because}"


def _note(block: Data, text: str) -> None:
    """Add a sentence to the English note of a block."""
    note = block.get("note") or {}
    note = {"en": note} if isinstance(note, str) else dict(note)
    note["en"] = f"{note['en'].strip()} {text}" if note.get("en") else text
    block["note"] = note


# --- the rest ------------------------------------------------------------------------------------


def _header(decisions: Decisions) -> Data:
    """Give the fields at the head of the file: A's, else B's, or as decided."""
    a, b = decisions.a.data, decisions.b.data
    lists = {*SECTIONS, "events", "notes", "set-aside", "background", "left-uncoded"}
    lists |= {"not-the-same", "acknowledged", "coder"}
    data = {key: deepcopy(value) for key, value in {**b, **a}.items() if key not in lists}
    for entry in decisions.file.names:
        if entry.id is None and entry.decide == "b":
            data[entry.section] = deepcopy(b[entry.section])
    coders = dict.fromkeys(filter(None, (_coder(decisions.a), _coder(decisions.b))))
    return data | ({"coder": " and ".join(coders)} if coders else {})


def _blocks(decisions: Decisions, section: str) -> Data:
    """Give a section with all ids of both files; where they differ, as decided."""
    a, b = (deepcopy(side.data.get(section) or {}) for side in (decisions.a, decisions.b))
    merged: Data = {**b, **a}
    merged = {key: merged[key] for key in (*a, *(key for key in b if key not in a))}
    sides = {"a": decisions.a, "b": decisions.b}
    for entry in decisions.file.names:
        if entry.section == section and entry.id is not None:
            block = (a if entry.decide == "a" else b)[entry.id]
            _note(block, _adjudicated(entry, sides))
            merged[entry.id] = block
    return merged


def _items(
    sides: Mapping[str, Coding],
    section: str,
    names: _Names,
    agreed: set[str],
    left_out: list[str],
) -> list[Any]:
    """Give the items of a list of both files, each once, with the names of the merged file.

    What B set aside of a pair that was coded alike, A has set aside too.
    """
    found: list[Any] = []
    for letter, coding in sides.items():
        for item in coding.data.get(section) or []:
            kept = _renamed(deepcopy(item), section, letter, names)
            if kept is None and not (letter == "b" and _is_agreed(item, section, agreed)):
                told = f"{letter.upper()}, {section}: {said(item)} (about what is left out)"
                left_out.append(told)
            elif kept is not None and kept not in found:
                found.append(kept)
    return found


def _is_agreed(item: Any, section: str, agreed: set[str]) -> bool:
    return section == "set-aside" and agreed.issuperset(_listed(item["report"]))


def _reports_agreed(decisions: Decisions) -> Iterator[str]:
    """Give the ids of B's reports of the events that both coded alike."""
    for key in decisions.file.agreed.values():
        yield from (report.key for report in decisions.b.chronology.events[key].reports)


def _renamed(item: Any, section: str, letter: str, names: _Names) -> Any:
    """Give an item with the names of the merged file; None if it is about nothing that is there."""
    events = names.events[letter]
    if section == "notes" and item.get("about"):
        about = [name for key in _listed(item["about"]) if (name := events.get(key))]
        return {**item, "about": about} if about else None
    if section == "set-aside":
        known = names.reports[letter]
        reports = [known[key] for key in _listed(item["report"]) if key in known]
        return {**item, "report": reports} if reports else None
    if section == "acknowledged" and item.get("about"):
        return {**item, "about": [events.get(key) or key for key in _listed(item["about"])]}
    return item


def _flags(decisions: Decisions, names: _Names) -> list[str]:
    """Give the flags of the figure by the names of the merged file."""
    letter = "a" if "figure" in decisions.a.data else "b"
    for entry in decisions.file.names:
        letter = entry.decide if entry.section == "figure" else letter
    coding = decisions.a if letter == "a" else decisions.b
    flags = _listed(coding.data["figure"]["flags"])
    return [name for key in flags if (name := names.events[letter].get(key))]


def _tell_decisions(data: Data, decisions: Decisions) -> None:
    """Keep, beside the story, what was decided to leave out, and how the file is headed."""
    sides = {"a": decisions.a, "b": decisions.b}
    for entry in decisions.file.events:
        if entry.decide == "neither" or (entry.a is None) != (entry.b is None):
            for letter, key in (("a", entry.a), ("b", entry.b)):
                if key is not None and entry.decide not in (letter, "both"):
                    data.setdefault("left-uncoded", []).append(_uncoded(sides, letter, key, entry))
    for name in decisions.file.names:
        if name.id is None:
            text = f"{name.section}: {_adjudicated(name, sides)}"
            data.setdefault("notes", []).append({"text": {"en": text}})


def _uncoded(sides: Mapping[str, Coding], letter: str, key: str, entry: EventEntry) -> Data:
    chronology = sides[letter].chronology
    event = chronology.events[key]
    by = chronology.coder or f"coder {letter.upper()}"
    text = f"{event_text(chronology, event)} (coded by {by})"
    block: Data = {"what": {"en": text}, "because": {"en": _adjudicated(entry, sides)}}
    cited = next((report for report in event.reports if report.source), None)
    if cited is not None and cited.source:
        block["source"] = cited.source
    return block


def _listed(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value or [])
