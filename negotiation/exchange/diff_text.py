"""What changed from one chronology to another, as text and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from negotiation import wording
from negotiation.bounds import stated
from negotiation.chronology import Chronology
from negotiation.coders.coding import Coding
from negotiation.coders.fields import FieldChange
from negotiation.coders.revision import EventChange, Revision, SectionChange, revision
from negotiation.coders.shares import common
from negotiation.dates import zone
from negotiation.differences import Difference
from negotiation.exchange.as_json import dumps, iso, withheld_data
from negotiation.exchange.coding_text import (
    change_text,
    line,
    parting,
    parting_lines,
    side_text,
    withheld_lines,
)
from negotiation.history import History
from negotiation.replay import replay

FORMAT = "negotiation-diff/1"
NOT_SOUGHT = (
    "Events with other ids were not compared, because scipy is not installed: a renamed event is "
    "told as removed and added. The extra `coders` changes that."
)


def diff_text(a: Coding, b: Coding) -> str:
    """Give what changed from A to B: events, what else the files list, and the histories."""
    found = revision(a, b)
    one, other = a.chronology, b.chronology
    lines = ["What changed from A to B", "=" * 60]
    lines += [side_text("A", a.name, one), side_text("B", b.name, other)]
    lines += withheld_lines(one, other)
    lines += ["", _counts(found)]
    lines += [line(NOT_SOUGHT)] if not found.renamed_sought else []
    for title, told in (
        ("Events added", [_event(other, key) for key in found.added]),
        ("Events removed", [_event(one, key) for key in found.removed]),
    ):
        lines += ["", title, *told] if told else []
    lines += _events("Events moved", found.changed, _moved)
    lines += _events("Events relabelled", found.changed, _relabelled)
    lines += _events("Events otherwise changed", found.changed, _otherwise)
    if found.header:
        lines += ["", "At the head of the file"]
        lines += [line(f"- {change_text(change)}") for change in found.header]
    for section, changes in found.sections.items():
        lines += ["", section.capitalize(), *_section(changes)]
    return "\n".join([*lines, "", *_histories(one, other)]) + "\n"


def _counts(found: Revision) -> str:
    moved = sum(change.moved is not None for change in found.changed)
    counts = (
        ("added", len(found.added)), ("removed", len(found.removed)), ("moved", moved),
        ("relabelled", sum(bool(change.relabelled) for change in found.changed)),
        ("otherwise changed", sum(bool(change.otherwise) for change in found.changed)),
        ("the same", len(found.same)),
    )  # fmt: skip
    text = ", ".join(f"{count} {word}" for word, count in counts)
    return line(f"Events: {text}. One event may be counted under several changes.")


def _event(chronology: Chronology, key: str) -> str:
    event = chronology.events[key]
    when = wording.window(stated(chronology, event), zone(chronology.timezone))
    return line(f"- {key}: {event.name()} ({event.kind}; {when})")


def _moved(change: EventChange) -> Iterable[FieldChange]:
    return [change.moved] if change.moved else []


def _relabelled(change: EventChange) -> Iterable[FieldChange]:
    return change.relabelled


def _otherwise(change: EventChange) -> Iterable[FieldChange]:
    return change.otherwise


def _events(title: str, changes: Iterable[EventChange], part: Any) -> list[str]:
    lines: list[str] = []
    for change in changes:
        told = list(part(change))
        if told:
            lines.append(line(f"- {change.after}"))
            lines += [line(change_text(one), 4) for one in told]
    return ["", title, *lines] if lines else []


def _section(changes: SectionChange) -> Iterator[str]:
    yield from (line(f"- added: {key}") for key in changes.added)
    yield from (line(f"- removed: {key}") for key in changes.removed)
    for key, fields in changes.changed.items():
        yield line(f"- {key}")
        yield from (line(change_text(change), 4) for change in fields)


# --- the histories -------------------------------------------------------------------------------


def _over_common(one: Chronology, other: Chronology) -> tuple[History, History, Any]:
    """Replay both, and again over the time that both records cover."""
    a, b = replay(one), replay(other)
    record = common(a, b)
    if record is None or (a.record == record and b.record == record):
        return a, b, record
    return replay(one, record=record), replay(other, record=record), record


def _histories(one: Chronology, other: Chronology) -> list[str]:
    a, b, record = _over_common(one, other)
    lines = ["The histories"]
    if record is None:
        return [*lines, line("The two records have no time in common, so nothing is compared.")]
    lines.append(line(f"Over the time that both cover: {wording.stretch(*_ends(record), a.zone)}."))
    found = parting(a, b, record)
    for track, stretches in found.items():
        lines += [line(f"- {track}"), *parting_lines(a, stretches)]
    for letter, mine, theirs in (("A", a, b), ("B", b, a)):
        extra = [track for track in mine.tracks if track not in theirs.start]
        lines += [line(f"- Only {letter} has the tracks {', '.join(extra)}.")] if extra else []
    if found:
        return [*lines, line("The two histories differ.")]
    return [*lines, line("The two histories do not differ, on any track that both have.")]


def _ends(record: Any) -> tuple[int, int]:
    return record.start, record.end


# --- JSON ----------------------------------------------------------------------------------------


def diff_json(a: Coding, b: Coding) -> str:
    """Give the same as JSON, in the form negotiation-diff/1."""
    found = revision(a, b)
    one, other, record = _over_common(a.chronology, b.chronology)
    parted = [item for items in parting(one, other, record).values() for item in items]
    return dumps(
        {
            "format": FORMAT,
            "a": {"file": a.name, **withheld_data(a.chronology)},
            "b": {"file": b.name, **withheld_data(b.chronology)},
            "renamed-sought": found.renamed_sought,
            "events": {
                "added": list(found.added),
                "removed": list(found.removed),
                "changed": [_change(change) for change in found.changed],
                "same": list(found.same),
            },
            "header": _fields(found.header),
            "sections": {key: _section_data(item) for key, item in found.sections.items()},
            "record": None
            if record is None
            else {"start": iso(one, record.start), "end": iso(one, record.end)},
            "differences": [_difference(one, item) for item in parted],
            "only-a": [track for track in one.tracks if track not in other.start],
            "only-b": [track for track in other.tracks if track not in one.start],
        }
    )


def _change(change: EventChange) -> Mapping[str, Any]:
    return {
        "a": change.before,
        "b": change.after,
        "moved": None
        if change.moved is None
        else {"from": change.moved.before, "to": change.moved.after},
        "relabelled": _fields(change.relabelled),
        "otherwise": _fields(change.otherwise),
    }


def _fields(changes: Iterable[FieldChange]) -> list[dict[str, str]]:
    return [{"field": c.field, "from": c.before, "to": c.after} for c in changes]


def _section_data(changes: SectionChange) -> Mapping[str, Any]:
    return {
        "added": list(changes.added),
        "removed": list(changes.removed),
        "changed": {key: _fields(fields) for key, fields in changes.changed.items()},
    }


def _difference(history: History, item: Difference) -> Mapping[str, Any]:
    return {
        "track": item.track,
        "start": iso(history, item.start),
        "end": iso(history, item.end),
        "a": list(item.recorded),
        "b": list(item.otherwise),
        "surely": item.surely,
    }
