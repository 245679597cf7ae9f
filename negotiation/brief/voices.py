"""Who says so: the sources and where they have it from, and whose word the reports are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from negotiation.brief.case import Case
from negotiation.brief.content import Line, Part, shortened
from negotiation.evidence import Report, Source
from negotiation.origins import origins
from negotiation.view.sides import by_side, sides_of


def sources(case: Case) -> Part:
    """Give the sources by number, with their wire, their date and how much they report."""
    counts = Counter(report.source for report in _reports(case))
    heads = ("column-number", "column-source", "column-wire", "column-published", "column-reports")
    named = [(key, case.chronology.sources[key]) for key in case.numbers]
    lines = tuple(
        Line(
            (
                str(case.numbers[key]),
                case.fit(case.speech.name(source)) or key,
                case.fit(", ".join(source.wire)) or "–",
                _published(case, source),
                case.speech.number(counts[key]),
            ),
            rank=-counts[key],
        )
        for key, source in named
    )
    columns = tuple(case.say(key) for key in heads) if lines else ()
    notes = (*_shared(case), *_single(case)) if lines else (case.say("no-sources"),)
    return Part("sources", case.say("sources"), lines, columns, notes)


def _reports(case: Case) -> list[Report]:
    return [report for _, report in case.used.reports()]


def _published(case: Case, source: Source) -> str:
    chronology = case.chronology
    window = source.published.window(case.history.zone, chronology.words)
    day = case.speech.window(window)
    return case.say("date-inferred", day=day) if source.published_inferred else day


def _shared(case: Case) -> Iterator[str]:
    """Say which sources have their news from one agency: they are one voice, not several."""
    by_wire: dict[str, list[str]] = {}
    for key in case.numbers:
        for wire in case.chronology.sources[key].wire:
            by_wire.setdefault(wire, []).append(key)
    for wire, keys in by_wire.items():
        if len(keys) > 1:
            told = case.say("shared", count=len(keys), wire=case.fit(wire))
            yield case.cited(told, keys)


def _single(case: Case) -> Iterator[str]:
    """Say how many of the turns that are known rest on one origin alone."""
    known = case.chronology.sources
    turns = [step.event.id for step in case.known_turns]
    alone = sum(len(origins(case.asserting(key), known)) == 1 for key in turns)
    if alone:
        yield case.say("single", count=alone, turns=len(turns))


def sides(case: Case) -> Part | None:
    """Give how many reports are the word of which side, of nobody named, or the coder's."""
    ranked = by_side(case.used, case.speech)
    if not ranked:
        return None
    told = [f"{side} ({case.speech.number(count)})" for side, count in ranked]
    several = any(
        len(set(sides_of(case.used, report, case.speech))) > 1 for report in _reports(case)
    )
    notes = (case.say("several-sides"),) if several else ()
    line = Line(("", shortened(case.speech.listed(told))))
    return Part("sides", case.say("sides"), (line,), notes=notes)
