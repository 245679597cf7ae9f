"""What differs between two blocks of a file, field by field, in the words of the files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from negotiation import wording
from negotiation.cite import citation
from negotiation.coded import Coded
from negotiation.coders.coding import said
from negotiation.dates import Window, zone
from negotiation.evidence import Report
from negotiation.withholding.plain import PRIVATE


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that differs, with what stands in it on either side; nothing is an empty text."""

    field: str
    before: str
    after: str


def field_changes(
    one: Coded,
    other: Coded,
    mine: Mapping[str, Any],
    theirs: Mapping[str, Any],
    skip: Iterable[str] = (),
) -> tuple[FieldChange, ...]:
    """Give the fields in which two values of one form differ, as their files write them."""
    left_out = {"id", *PRIVATE, *skip}
    names = {
        name: field.alias or name
        for name, field in type(one).model_fields.items()
        if name not in left_out and getattr(one, name) != getattr(other, name)
    }
    return tuple(
        FieldChange(key, said(mine.get(key, "")), said(theirs.get(key, "")))
        for key in names.values()
    )


def report_changes(
    ones: Sequence[Report],
    others: Sequence[Report],
    mine: Sequence[Mapping[str, Any]],
    theirs: Sequence[Mapping[str, Any]],
    renamed: Mapping[str, str],
) -> Iterator[FieldChange]:
    """Give what differs between the reports of two versions of one event.

    Reports belong together that have one id; of those without, or with ids of one side only, that
    are alike in all else, then that cite the same place. That an event it relates to has another id
    (`renamed`) is told there, not here.
    """
    left = dict(enumerate(others))
    for index, report in enumerate(ones):
        found = _counterpart(report, ones, left)
        if found is None:
            yield FieldChange(f"report {_called(report)}", report_text(report, mine[index]), "")
            continue
        other = left.pop(found)
        same = _as_renamed(report, renamed)
        for change in field_changes(same, other, mine[index], theirs[found]):
            yield FieldChange(
                f"report {_called(report)}: {change.field}", change.before, change.after
            )
        if report.id != other.id:
            yield FieldChange(f"report {_called(report)}: id", report.id, other.id)
    for number, report in left.items():
        yield FieldChange(f"report {_called(report)}", "", report_text(report, theirs[number]))


def _as_renamed(report: Report, renamed: Mapping[str, str]) -> Report:
    """Give a report that relates to events by their new ids."""
    lag = report.lag and report.lag.model_copy(
        update={"of": renamed.get(report.lag.of, report.lag.of)}
    )
    after, before = (
        tuple(renamed.get(key, key) for key in keys) for keys in (report.after, report.before)
    )
    return report.model_copy(update={"after": after, "before": before, "lag": lag})


def _counterpart(report: Report, ones: Sequence[Report], left: Mapping[int, Report]) -> int | None:
    if report.id:
        for number, other in left.items():
            if other.id == report.id:
                return number
    taken = {one.id for one in ones if one.id}
    free = {number: other for number, other in left.items() if other.id not in taken}
    for alike in (_all_else, _place):
        for number, other in free.items():
            if alike(other) == alike(report):
                return number
    return None


def _all_else(report: Report) -> Any:
    return [getattr(report, name) for name in type(report).model_fields if name != "id"]


def _place(report: Report) -> Any:
    return report.source, report.paragraph, report.by, report.inferred is None


def _called(report: Report) -> str:
    return report.id or citation(report)


def report_text(report: Report, block: Mapping[str, Any]) -> str:
    """Give what a report says: "afp-2018-07-02 ¶8 (sohr), 2018-07-01, after talks-1".

    `block` is what its file says of it: lengths of time are given as they stand there.
    """
    parts = [citation(report)]
    parts += [f"a {report.kind}"] if report.kind else []
    if report.when is not None:
        zone = f" ({report.timezone})" if report.timezone else ""
        parts.append(f"{report.when.text}{zone}")
    parts += [f"after {', '.join(report.after)}"] if report.after else []
    parts += [f"before {', '.join(report.before)}"] if report.before else []
    if report.lag:
        length = {key: value for key, value in block["lag"].items() if key != "of"}
        parts.append(f"{said(length)} after {report.lag.of}")
    return ", ".join(parts)


def dates_apart(dates: Sequence[Window], zones: Sequence[str]) -> tuple[str, str]:
    """Say two dates that differ, each in a time zone, so that the difference can be seen.

    The same words may mean two things: then the clock stands beside them. Two zones are named.
    """
    words = [wording.window(date, zone(name)) for date, name in zip(dates, zones, strict=True)]
    same_words, same_zone = words[0] == words[1], zones[0] == zones[1]
    told = []
    for date, word, name in zip(dates, words, zones, strict=True):
        beside = [_clock(date, name) if same_words else "", "" if same_zone else name]
        more = ", ".join(filter(None, beside))
        told.append(f"{word} ({more})" if more else word)
    return told[0], told[1]


def _clock(date: Window, name: str) -> str:
    """Give the bounds of a date in numbers, if its words are not numbers already."""
    return "" if date.computed or not date.text else wording.bounds(date, zone(name))
