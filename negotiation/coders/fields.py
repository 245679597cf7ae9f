"""What differs between two blocks of a file, field by field, in the words of the files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from negotiation.cite import citation
from negotiation.coded import Coded
from negotiation.coders.coding import said
from negotiation.evidence import Report

PRIVATE = ("quotation", "translation")  # words of the source for the coders alone


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
            yield FieldChange(f"report {_called(report)}", report_text(report), "")
            continue
        other = left.pop(found)
        same = _as_renamed(report, renamed)
        for change in field_changes(same, other, mine[index], theirs[found]):
            yield FieldChange(
                f"report {_called(report)}: {change.field}", change.before, change.after
            )
        if report.id != other.id:
            yield FieldChange(f"report {_called(report)}: id", report.id, other.id)
    for report in left.values():
        yield FieldChange(f"report {_called(report)}", "", report_text(report))


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


def report_text(report: Report) -> str:
    """Give what a report says: "afp-2018-07-02 ¶8 (sohr), 2018-07-01, after talks-1"."""
    parts = [citation(report)]
    parts += [f"a {report.kind}"] if report.kind else []
    if report.when is not None:
        zone = f" ({report.timezone})" if report.timezone else ""
        parts.append(f"{report.when.text}{zone}")
    parts += [f"after {', '.join(report.after)}"] if report.after else []
    parts += [f"before {', '.join(report.before)}"] if report.before else []
    parts += [f"some time after {report.lag.of}"] if report.lag else []
    return ", ".join(parts)
