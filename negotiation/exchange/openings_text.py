"""What the model allows next, and a state with it, as text and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from negotiation import wording
from negotiation.claims import Verdict
from negotiation.dates import parse_moment
from negotiation.exchange.as_json import dumps, iso, order, state_data, withheld_data
from negotiation.exchange.effects import outcome_text
from negotiation.history import History
from negotiation.lines import wrapped
from negotiation.openings import Opening, coming, openings

WHY_FORMAT = "negotiation-why/1"


def openings_lines(history: History, track: str, moment: int) -> Iterator[str]:
    """Give the transitions from each possible state; nothing outside the record."""
    found = openings(history, track, moment)
    if history.record is None or not history.record.covers(moment):
        return
    yield from ("", "What the model allows next", "-" * 26)
    possible = history.at(moment)[track].possible
    if not found:
        yield wrapped(f"Nothing: no transition starts from {' or '.join(possible)}.")
    for before, members in groupby(found, lambda one: one.before):
        yield f"From {before}:" if len(possible) == 1 else f"If it is {before}:"
        for one in members:
            yield wrapped(f"- {_way(one)}{_reservation(one)}")
    yield from _not_foreseen(history, track, moment)


def _way(one: Opening) -> str:
    goal = f" → {one.after}" if one.after else f": stays {one.before}"
    asks = " and ".join(f"{key}: {wanted}" for key, wanted in one.where.items())
    return f"{one.kind}{goal}" + (f", if the event says {asks}" if asks else "")


def _reservation(one: Opening) -> str:
    """Say why it is not open, or not in every configuration, and whether it came next."""
    how = "came next" if one.is_next else "possibly next"
    next_ = f"  ({how}: {', '.join(one.next_events)})" if one.next_events else ""
    if not one.failed:
        return next_
    needs = "; ".join(f"{item.asks}, but it is {item.found}" for item in one.failed)
    if one.verdict is Verdict.NEVER:
        return f": not open; it needs {needs}{next_}"
    needs = "; ".join(f"{item.asks}, but it may be {item.found}" for item in one.failed)
    return f": possibly open; it needs {needs}{next_}"


def _not_foreseen(history: History, track: str, moment: int) -> Iterator[str]:
    """Tell of every event that may have come next and that no transition foresees."""
    ahead = coming(history, track, moment)
    strange = {one.event: one.outcome for one in ahead.candidates if one.way is None}
    for key, outcome in strange.items():
        how = "Came next" if ahead.is_sure else "Possibly next"
        when = wording.window(history.window_of(key), history.zone)
        kind = history.chronology.events[key].kind
        yield wrapped(f"{how}: {key} ({kind}), {when}: {outcome_text(outcome)}")


def why_json(history: History, track: str, when: str) -> str:
    """Give a track's state at a moment and what the model allows next, as negotiation-why/1."""
    moment = parse_moment(when, history.zone)
    history.chronology.track(track)
    ahead = coming(history, track, moment)
    return dumps(
        {
            "format": WHY_FORMAT,
            "track": track,
            "at": iso(history, moment),
            "order": order(history),
            **withheld_data(history.chronology),
            "state": state_data(history, history.at(moment)[track]),
            "openings": [_data(one) for one in openings(history, track, moment)],
            "next-event": None if ahead.sure is None else ahead.sure.event,
            "possibly-next": list(dict.fromkeys(one.event for one in ahead.candidates)),
        }
    )


def _data(one: Opening) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "from": one.before,
        "to": one.after,
        "open": one.verdict.value,
        "if-event-says": dict(one.where),
        "needs": [{"asks": item.asks, "found": item.found} for item in one.failed],
        "came-next": one.next_events[0] if one.is_next else None,
        "possibly-next": list(one.next_events),
    }
