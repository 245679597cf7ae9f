"""Prefer one source where sources disagree: what others report against it is set aside.

A chronology in, a copy out in which just that is set aside, with the reason. Values of measures
stay as they are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from negotiation.chronology import Chronology
from negotiation.contradictions import disputed, reconciled
from negotiation.evidence import Report, SetAside


def preferring(chronology: Chronology, name: str) -> Chronology:
    """Set aside what other sources report against a source; an outlet or a wire means several.

    Against it is what stands in a contradiction with a report of it, what denies an event that it
    asserts, and what asserts one that it denies. Repeated until nothing is against it any more.
    What the coder infers, and what it says against itself, is left as it is. Raises UnknownName.
    """
    preferred = chronology.sources_named([name])
    because = f"{name} is preferred where sources disagree"
    while against := _against(chronology.in_use(), preferred):
        # not checked as a file would be: a report without an id goes by its place, "truce-1/2"
        item = SetAside.model_construct(report=against, because=because)
        chronology = chronology.model_copy(update={"set_aside": (*chronology.set_aside, item)})
    return chronology


def _against(chronology: Chronology, preferred: Collection[str]) -> tuple[str, ...]:
    """Give the keys of the reports in use that are against these sources, in the file's order."""
    reports = {event.key_of(report): report for event, report in chronology.reports()}
    out = {*_contradicting(chronology, preferred), *_opposing(chronology, preferred)}
    return tuple(
        key
        for key, report in reports.items()
        if key in out and report.source is not None and report.source not in preferred
    )


def _contradicting(chronology: Chronology, preferred: Collection[str]) -> Iterator[str]:
    reports = {event.key_of(report): report for event, report in chronology.reports()}
    for doubt in reconciled(chronology).doubts:
        for one in doubt.contradictions:
            if any(_speaks(reports[key], preferred) for key in one):
                yield from one


def _opposing(chronology: Chronology, preferred: Collection[str]) -> Iterator[str]:
    for event, _ in disputed(chronology):
        said = {report.modality for report in event.reports if _speaks(report, preferred)}
        for says, other in (("actual", "negated"), ("negated", "actual")):
            if says in said and other not in said:
                yield from (event.key_of(r) for r in event.reports if r.modality == other)


def _speaks(report: Report, preferred: Collection[str]) -> bool:
    """Say whether one of these sources says so itself, nothing inferred."""
    return report.source in preferred and not report.inferred
