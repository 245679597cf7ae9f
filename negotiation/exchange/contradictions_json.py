"""What reports contradict, and why each time is so, as JSON with a format and a version."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from negotiation.chronology import Chronology
from negotiation.contradictions import (
    Because,
    because,
    changed,
    contradictions,
    disputed,
    misfits,
    reconciled,
)
from negotiation.dates import Window, local, zone
from negotiation.doubts import Doubt
from negotiation.event import Event
from negotiation.evidence import Report
from negotiation.exchange.as_json import dumps, withheld_data
from negotiation.exchange.contradictions_text import (
    keyed,
    kinds_told_apart,
    misfit_text,
)
from negotiation.exchange.statements import statement
from negotiation.network import ORIGIN, Edge

FORMAT = "negotiation-contradictions/1"


def contradictions_json(chronology: Chronology) -> str:
    """Give all contradictions and computed windows, in the form negotiation-contradictions/1."""
    found = contradictions(chronology)
    used = reconciled(chronology.in_use())
    home = zone(chronology.timezone)
    computed = [key for key, window in used.windows.items() if window.computed]
    reasons = because(chronology.in_use(), used, computed)
    named = {report for doubt in (*found.open, *found.decided) for report in doubt.reports}
    named |= {edge.report for why in reasons.values() for edge in (*why.earliest, *why.latest)}
    named |= chronology.report_ids_set_aside()
    reports = {key: pair for key, pair in keyed(chronology).items() if key in named}
    return dumps(
        {
            "format": FORMAT,
            "chronology": chronology.name,
            "timezone": chronology.timezone,
            **withheld_data(chronology),
            "complete": found.complete,
            "cheapest-are-sure": found.settled,
            "open": [_doubt(chronology, doubt, home) for doubt in found.open],
            "decided": [_doubt(chronology, doubt, home) for doubt in found.decided],
            "left-out": list(used.left_out),
            "computed": {key: _computed(used.windows[key], reasons[key], home) for key in computed},
            **_coded(chronology),
            "reports": {key: _report(*pair) for key, pair in reports.items()},
        }
    )


def _computed(window: Window, why: Because, home: ZoneInfo) -> dict[str, Any]:
    return {
        **_window(window, home),
        "earliest-because": [_link(edge) for edge in why.earliest],
        "latest-because": [_link(edge) for edge in why.latest],
    }


def _coded(chronology: Chronology) -> dict[str, Any]:
    """Give what the coder decided, and what the coder left open."""
    return {
        "set-aside": [
            {"reports": list(item.report), "because": item.because} for item in chronology.set_aside
        ],
        "disputed": [
            {"event": event.id, "denied-by": [event.key_of(report) for report in deniers]}
            for event, deniers in disputed(chronology)
        ],
        "kinds": [
            {"event": e.id, "coded": e.kind, "report": e.key_of(report), "says": report.kind}
            for e, report in kinds_told_apart(chronology)
        ],
        "misfits": [
            {
                "measure": misfit.measure.id,
                "value": misfit.value.text(),
                "other": misfit.other.text(),
                "would-be": [misfit.low, misfit.high],
                "said": misfit_text(misfit),
            }
            for misfit in misfits(chronology)
        ],
        "notes": [
            {"about": list(note.about), "measures": list(note.measures), "text": note.text}
            for note in chronology.notes
        ],
    }


def _doubt(chronology: Chronology, doubt: Doubt, home: ZoneInfo) -> dict[str, Any]:
    aside = chronology.report_ids_set_aside()
    return {
        "contradictions": [list(one) for one in doubt.contradictions],
        "set-aside": sorted(aside & doubt.reports),
        "cheapest": [
            {
                "reports": list(choice),
                "changes": {
                    key: {"now": _window(now, home), "then": _window(then, home)}
                    for key, (now, then) in changed(chronology, doubt, choice).items()
                },
            }
            for choice in doubt.cheapest
        ],
    }


def _window(window: Window | None, home: ZoneInfo) -> dict[str, Any]:
    """Give a window; without words and bounds for an event that is not reported."""
    if window is None:
        return {"reported": False}
    ends = {"earliest": window.earliest, "latest": window.latest}
    shown = {key: end if end is None else local(end, home).isoformat() for key, end in ends.items()}
    return {**shown, "text": window.text, "computed": window.computed}


def _link(edge: Edge) -> dict[str, Any]:
    """Give one link of a chain; null stands for the fixed moment and for the hull of own dates."""
    return {
        "from": edge.first or None,
        "to": edge.then or None,
        "report": None if edge.report == ORIGIN else edge.report,
    }


def _report(event: Event, report: Report) -> dict[str, Any]:
    return {
        "event": event.id,
        "source": report.source,
        "paragraphs": list(report.paragraph),
        "by": list(report.by),
        "modality": report.modality,
        "says": statement(event, report),
        "inferred": report.inferred,
    }
