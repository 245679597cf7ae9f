"""Whose word the reports are, by side, and how much is withheld; in the words of a language."""

from __future__ import annotations

from collections import Counter

from negotiation.chronology import Chronology
from negotiation.evidence import Report
from negotiation.view.citing import plain
from negotiation.view.speech import Speech


def by_side(chronology: Chronology, speech: Speech) -> list[tuple[str, int]]:
    """Give how many reports are the word of which side, most first.

    A side's name, that no side is given, that the source speaks for itself, or that the coder
    infers it. A report that names several sides counts with each.
    """
    counts: Counter[str] = Counter()
    for _, report in chronology.reports():
        counts.update(dict.fromkeys(sides_of(chronology, report, speech), 1))
    return sorted(counts.items(), key=lambda item: -item[1])


def sides_of(chronology: Chronology, report: Report, speech: Speech) -> list[str]:
    """Give the side of each actor whose word a report is."""
    if report.inferred:
        return [speech.say("brief.coder")]
    if not report.by:
        return [speech.say("brief.press")]
    actors = (chronology.actors.get(key) for key in report.by)
    named = [actor.side.replace("-", " ") if actor and actor.side else "" for actor in actors]
    return [side or speech.say("brief.no-side") for side in named]


def attributions(chronology: Chronology, speech: Speech) -> str:
    """Say how the reports divide by side; an empty text where nothing is reported."""
    found = by_side(chronology, speech)
    told = [f"{plain(side)} ({speech.number(count)})" for side, count in found]
    return speech.say("figure.sides", sides=speech.listed(told)) if told else ""


def withheld(chronology: Chronology, speech: Speech) -> str:
    """Say how much is withheld as confidential; an empty text if nothing is."""
    counts = chronology.withheld.counts()
    told = [speech.say(f"figure.withheld-{what}", count=n) for what, n in counts.items() if n]
    return speech.say("figure.withheld", things=speech.listed(told)) if told else ""
