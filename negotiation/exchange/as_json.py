"""A history, or its states at a moment, as JSON with a format and a version."""

from __future__ import annotations

import json
from typing import Any

from negotiation.chronology import Chronology
from negotiation.cite import written
from negotiation.dates import Window, local, parse_moment
from negotiation.history import History, Span, Step, TrackState, why_deviation

STATE_FORMAT = "negotiation-state/1"
HISTORY_FORMAT = "negotiation-history/1"


def state_json(history: History, when: str) -> str:
    """Give every track's state at a moment, in the form negotiation-state/1."""
    moment = parse_moment(when, history.zone)
    states = history.at(moment)
    return dumps(
        {
            "format": STATE_FORMAT,
            "at": iso(history, moment),
            "order": order(history),
            "tracks": {track: state_data(history, state) for track, state in states.items()},
            **withheld_data(history.chronology),
        }
    )


def withheld_data(chronology: Chronology) -> dict[str, Any]:
    """Give how much is withheld as confidential, if anything is: what counts as 0 is left out."""
    counts = {what: count for what, count in chronology.withheld.counts().items() if count}
    return {"withheld": counts} if counts else {}


def order(history: History) -> str:
    """Say whether an answer holds over all orders, or over the assumed one."""
    return "assumed" if history.order_assumed else "exact"


def dumps(data: Any) -> str:
    """Give JSON with readable letters and a final line end."""
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def iso(history: History, moment: int) -> str:
    """Give a moment as ISO 8601 with the offset of the chronology's zone."""
    return local(moment, history.zone).isoformat()


def state_data(history: History, state: TrackState) -> dict[str, Any]:
    """Give what the record says of one track at one moment, as JSON has it."""
    since = None if state.since is None else _ends(history, state.since)
    return {
        "certain": state.certain,
        "possible": list(state.possible),
        "since": since,
        "last-known": list(state.last_known),
        "basis": state.basis,
        "events": list(state.events),
        "sources": list(state.sources),
    }


def _ends(history: History, window: Window) -> dict[str, Any]:
    return {
        "earliest": None if window.earliest is None else iso(history, window.earliest),
        "latest": None if window.latest is None else iso(history, window.latest),
    }


def _window(history: History, window: Window | None) -> dict[str, Any] | None:
    if window is None:
        return None
    return {**_ends(history, window), "text": window.text, "computed": window.computed}


def history_json(history: History) -> str:
    """Give the whole history, in the form negotiation-history/1."""
    chronology, record = history.chronology, history.record
    return dumps(
        {
            "format": HISTORY_FORMAT,
            "chronology": chronology.name,
            "title": chronology.title,
            "timezone": chronology.timezone,
            "order": order(history),
            "record": None
            if record is None
            else {"start": iso(history, record.start), "end": iso(history, record.end)},
            "sources": {
                key: {
                    "outlet": source.outlet,
                    "wire": list(source.wire),
                    "published": source.published.text,
                    "published-inferred": source.published_inferred,
                }
                for key, source in chronology.sources.items()
            },
            **withheld_data(chronology),
            "left-out-as-contradictory": list(history.left_out),
            "steps": [_step(history, step) for step in history.steps],
            "not-reported-to-have-happened": [
                {"event": event.id, "window": _window(history, window)}
                for event, window in history.unmoved
            ],
            "spans": {
                track: [_span(history, span) for span in history.spans(track)]
                for track in history.tracks
            },
            "measures": {key: _measure(measure) for key, measure in chronology.measures.items()},
            "background": [
                {
                    "text": item.text,
                    "when": item.when.text if item.when else None,
                    "source": item.source,
                    "facts": list(item.facts),
                }
                for item in chronology.background
            ],
            "set-aside": [
                {"reports": list(item.report), "because": item.because}
                for item in chronology.set_aside
            ],
        }
    )


def _step(history: History, step: Step) -> dict[str, Any]:
    return {
        "event": step.event.id,
        "kind": step.event.kind,
        "label": step.event.label,
        "window": _window(history, step.window),
        "sources": list(history.sources_of([step.event.id])),
        "disputed": step.event.is_disputed,
        "outcomes": [
            {
                "track": outcome.track,
                "outcome": outcome.word,
                "before": outcome.before,
                "after": outcome.after,
                "reason": why_deviation(outcome.deviation) if outcome.deviation else None,
                "in-every-order": len(outcomes) == 1,
            }
            for outcomes in history.effects(step.event.id).values()
            for outcome in outcomes
        ],
    }


def _span(history: History, span: Span) -> dict[str, Any]:
    return {
        "state": span.state,
        "start": _window(history, span.start),
        "end": _window(history, span.end),
        "events": list(span.events),
        "sources": list(history.sources_of(span.events)),
    }


def _measure(measure: Any) -> dict[str, Any]:
    return {
        "unit": measure.unit,
        **({"victims": True} if measure.victims else {}),
        "values": [
            {
                "text": value.text(),
                "value": value.value,
                "at-least": value.at_least,
                "more-than": value.more_than,
                "about": value.about,
                "between": list(value.between) or None,
                "as-of": value.as_of.text,
                "as-of-words": written(value.as_of),
                "source": value.source,
                "by": list(value.by),
                **({"attributed-to": list(value.attributed_to)} if value.attributed_to else {}),
            }
            for value in measure.values
        ],
    }
