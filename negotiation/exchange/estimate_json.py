"""What some records say of how fast things happen, as JSON in the form negotiation-estimate/1.

Times are in seconds, rates in events a day; a bound that there is not is null.
"""

from __future__ import annotations

import math
from typing import Any

from negotiation.dates import DAY
from negotiation.exchange.as_json import dumps, iso, withheld_data
from negotiation.exchange.estimate_text import CAUTION, NOTES, remarks
from negotiation.exchange.estimate_words import PRIOR_TEXT, duration
from negotiation.simulation.estimation.observed import Observed
from negotiation.simulation.estimation.pooled import Estimate, InState, Taken, TrackRates
from negotiation.simulation.estimation.rates import LEVEL, Interval, Range
from negotiation.simulation.estimation.waits import WaitSeen

FORMAT = "negotiation-estimate/1"


def estimate_json(found: Estimate) -> str:
    """Give everything that an estimate holds."""
    waits = found.waits
    return dumps(
        {
            "format": FORMAT,
            "caution": CAUTION,
            "notes": list(NOTES),
            "remarks": list(remarks(found)),
            "level": LEVEL,
            "prior": {
                "rate": PRIOR_TEXT.format(events="events/c", exposure="exposure/c"),
                "c": "counts-at-once",
                "shares": "Beta(own + 1/2, others + 1/2), by the records that foresee all exits",
            },
            "records": [_record(one) for one in found.observed],
            "tracks-left-out": list(found.apart),
            "tracks": [_track(track) for track in found.tracks],
            "waits": [_wait(one) for one in waits.seen],
            "kinds-not-seen": [
                {
                    "kind": one.kind,
                    "each": list(one.each),
                    "exposure": _range(one.exposure),
                    **_rate(one.rate),
                }
                for one in waits.unseen
            ],
            "events-that-end-no-wait": [
                {"record": one.record, "event": one.event, "kind": one.kind, "why": one.why}
                for one in found.uncounted
            ],
        }
    )


def _record(one: Observed) -> dict[str, Any]:
    return {
        "file": one.name,
        "start": iso(one.history, one.record.start),
        "end": iso(one.history, one.record.end),
        "events": len(one.history.steps),
        "begins-with": [step.event.id for step in one.opening],
        **withheld_data(one.history.chronology),
    }


def _track(track: TrackRates) -> dict[str, Any]:
    return {
        "track": track.track,
        "for-each": track.for_each,
        "copies": track.copies,
        "records": list(track.seen_in),
        "states": [_state(state) for state in track.states],
        "never-in": list(track.never),
    }


def _state(state: InState) -> dict[str, Any]:
    return {
        "state": state.state,
        "exposure": _range(state.exposure),
        "left": _range(state.left),
        "cut-off": _range(state.cut_off),
        "left-by-first-event": state.opened,
        "transitions": [_taken(one) for one in state.taken],
    }


def _taken(one: Taken) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "to": one.to,
        "events": _range(one.events),
        "exposure": _range(one.exposure),
        **_rate(one.rate),
        "counts-at-once": float(f"{one.at_once:.6g}"),
        "share-of-exits": None if one.share is None else _interval(one.share, 1),
    }


def _wait(one: WaitSeen) -> dict[str, Any]:
    return {
        "wait": one.name,
        "kind": one.kind,
        "events": _range(one.events),
        "exposure": _range(one.exposure),
        **_rate(one.rate),
        "counts-at-once": float(f"{one.at_once:.6g}"),
        "taken-as-mean": None if one.mean is None else duration(one.mean),
        "endings": [
            {
                "details": dict(ending.sort.details),
                **{heading: list(names) for heading, names in ending.sort.fed.items()},
                "events": _range(ending.events),
            }
            for ending in one.endings
        ],
    }


def _rate(rate: Interval) -> dict[str, Any]:
    return {"rate-per-day": _interval(rate, DAY), "mean-wait": _interval(rate.turned(), 1)}


def _interval(interval: Interval, factor: float) -> dict[str, float | None]:
    ends = {"low": interval.low * factor, "high": interval.high * factor}
    return {key: None if math.isinf(end) else float(f"{end:.6g}") for key, end in ends.items()}


def _range(found: Range) -> dict[str, int]:
    return {"low": int(found.low), "high": int(found.high)}
