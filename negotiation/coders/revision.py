"""What changed from one chronology to another, in events and not in lines.

Two codings in, a Revision out: added, removed, moved, relabelled, otherwise changed, same; and what
else changed in the files. Events are known by their ids; those left over on both sides may be the
same under another id, which is looked for as matching.py says.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from negotiation import wording
from negotiation.bounds import own_windows, windows
from negotiation.chronology import Chronology
from negotiation.coders.coding import Coding, said
from negotiation.coders.fields import FieldChange, dates_apart, field_changes, report_changes
from negotiation.coders.matching import match, told
from negotiation.dates import Window, zone
from negotiation.errors import NotInstalled
from negotiation.event import Event

SECTIONS = ("sources", "actors", "places", "issues", "third-parties", "measures")
LISTS = ("notes", "set-aside", "background", "left-uncoded", "not-the-same", "acknowledged")
HEADER = ("title", "definition", "model", "timezone", "coder", "words", "figure")
NAMES = ("id", "label", "kind")
TIMES = ("when", "timezone", "after", "before", "lag", "modality")


@dataclass(frozen=True, slots=True)
class EventChange:
    """One event that is in both files and not the same: `before` and `after` are its ids."""

    before: str
    after: str
    moved: FieldChange | None
    relabelled: tuple[FieldChange, ...]
    otherwise: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class SectionChange:
    """What changed in a section: ids, or for a list without ids what its items say."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: Mapping[str, tuple[FieldChange, ...]]


@dataclass(frozen=True, slots=True)
class Revision:
    """What changed from one chronology to another.

    `renamed_sought` is False where events left over on both sides could not be compared, because
    scipy is not installed: a renamed event then counts as removed and added.
    """

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[EventChange, ...]
    same: tuple[str, ...]
    header: tuple[FieldChange, ...]
    sections: Mapping[str, SectionChange]
    renamed_sought: bool

    @property
    def is_empty(self) -> bool:
        """Whether nothing changed."""
        return not (self.added or self.removed or self.changed or self.header or self.sections)


def revision(one: Coding, other: Coding) -> Revision:
    """Give what changed from one coding to the other."""
    renamed, sought = _renamed(one.chronology, other.chronology)
    pairs = {key: key for key in one.chronology.events if key in other.chronology.events} | renamed
    times = _Times(one.chronology), _Times(other.chronology)
    changed = [c for a in pairs if (c := _event(one, other, a, pairs, times)) is not None]
    place = {key: number for number, key in enumerate(one.chronology.events)}
    changed.sort(key=lambda change: place[change.before])
    touched = {change.before for change in changed}
    found = set(pairs.values())
    return Revision(
        tuple(key for key in other.chronology.events if key not in found),
        tuple(key for key in one.chronology.events if key not in pairs),
        tuple(changed),
        tuple(key for key in one.chronology.events if key in pairs and key not in touched),
        tuple(_header(one, other)),
        dict(_sections(one, other)),
        sought,
    )


def _renamed(one: Chronology, other: Chronology) -> tuple[dict[str, str], bool]:
    """Give the events that are taken for the same under another id, and whether that was sought."""
    left = [item for item in told(one) if item.id not in other.events]
    new = [item for item in told(other) if item.id not in one.events]
    if not left or not new:
        return {}, True
    try:
        return {pair.a: pair.b for pair in match(left, new).pairs}, True
    except NotInstalled:
        return {}, False


class _Times:
    """The windows of a chronology: by each event's own reports, and by all that is reported."""

    def __init__(self, chronology: Chronology) -> None:
        used = chronology.in_use()
        self.zone = chronology.timezone
        self.own = own_windows(used)
        self.tight = windows(used)


def _event(
    one: Coding, other: Coding, before: str, pairs: Mapping[str, str], times: tuple[_Times, _Times]
) -> EventChange | None:
    after = pairs[before]
    a, b = one.chronology.events[before], other.chronology.events[after]
    mine, theirs = one.block("events", before), other.block("events", after)
    every = list(field_changes(a, b, mine, theirs, skip=["reports"]))
    every += report_changes(a.reports, b.reports, mine["reports"], theirs["reports"], pairs)
    labels = [FieldChange("id", before, after)] if before != after else []
    labels += [change for change in every if _names(change)]
    otherwise = [change for change in every if not _names(change)]
    moved = _moved(a, b, times)
    if not (labels or otherwise or moved):
        return None
    return EventChange(before, after, moved, tuple(labels), tuple(otherwise))


def _names(change: FieldChange) -> bool:
    """Say whether a change is in what something is called, not in what is said of it."""
    return change.field in NAMES or change.field.endswith(": id")


def _moved(a: Event, b: Event, times: tuple[_Times, _Times]) -> FieldChange | None:
    """Give the old and new date, if the event's own reports date it anew.

    An event that only others narrow otherwise has not moved: what moved them is told there.
    """
    first, second = times
    own = _ends(first.own.get(a.id)) != _ends(second.own.get(b.id))
    tight = _ends(first.tight.get(a.id)) != _ends(second.tight.get(b.id))
    if not own and not (tight and _timing(a) != _timing(b)):
        return None
    return FieldChange("when", *_words(first, a.id, second, b.id))


def _words(first: _Times, one: str, second: _Times, other: str) -> tuple[str, str]:
    """Say when an event was in either file, in the words of its sources."""
    before, after = first.tight.get(one), second.tight.get(other)
    if before is not None and after is not None:
        return dates_apart((before, after), (first.zone, second.zone))
    told = [
        "not in use" if window is None else wording.window(window, zone(times.zone))
        for window, times in ((before, first), (after, second))
    ]
    return told[0], told[1]


def _ends(window: Window | None) -> tuple[int | None, int | None] | None:
    return None if window is None else (window.earliest, window.latest)


def _timing(event: Event) -> list[Any]:
    return [[getattr(report, name) for name in TIMES] for report in event.reports]


def _header(one: Coding, other: Coding) -> Iterator[FieldChange]:
    for field in HEADER:
        if getattr(one.chronology, field) != getattr(other.chronology, field):
            before, after = said(one.data.get(field, "")), said(other.data.get(field, ""))
            if before == after:  # a file of the same name, with something else in it
                before, after = f"{before} (as it was)", f"{after} (as it is)"
            yield FieldChange(field, before, after)


def _sections(one: Coding, other: Coding) -> Iterator[tuple[str, SectionChange]]:
    for section in SECTIONS:
        mine = getattr(one.chronology, section.replace("-", "_"))
        theirs = getattr(other.chronology, section.replace("-", "_"))
        changed = {
            key: field_changes(
                value, theirs[key], one.block(section, key), other.block(section, key)
            )
            for key, value in mine.items()
            if key in theirs and value != theirs[key]
        }
        added = tuple(key for key in theirs if key not in mine)
        removed = tuple(key for key in mine if key not in theirs)
        if added or removed or changed:
            yield section, SectionChange(added, removed, changed)
    for section in LISTS:
        items = [[said(item) for item in side.data.get(section) or []] for side in (one, other)]
        added = tuple(text for text in items[1] if text not in items[0])
        removed = tuple(text for text in items[0] if text not in items[1])
        if added or removed:
            yield section, SectionChange(added, removed, {})
