"""What the model allows next, and a state with it, as text and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from negotiation import wording
from negotiation.claims import Verdict
from negotiation.dates import parse_moment
from negotiation.exchange.as_json import dumps, iso, order, state_data
from negotiation.exchange.effects import outcome_text
from negotiation.history import History
from negotiation.lines import wrapped
from negotiation.openings import Opening, next_step, openings

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
    yield from _not_foreseen(history, track, moment, found)


def _way(one: Opening) -> str:
    goal = f" → {one.after}" if one.after else f": stays {one.before}"
    asks = " and ".join(f"{key}: {wanted}" for key, wanted in one.where.items())
    return f"{one.kind}{goal}" + (f", if the event says {asks}" if asks else "")


def _reservation(one: Opening) -> str:
    """Say why it is not open, or not in every configuration, and whether it came next."""
    next_ = f"  (came next: {one.next_event})" if one.next_event else ""
    if not one.failed:
        return next_
    needs = "; ".join(f"{item.asks}, but it is {item.found}" for item in one.failed)
    if one.verdict is Verdict.NEVER:
        return f": not open; it needs {needs}{next_}"
    needs = "; ".join(f"{item.asks}, but it may be {item.found}" for item in one.failed)
    return f": possibly open; it needs {needs}{next_}"


def _not_foreseen(
    history: History, track: str, moment: int, found: tuple[Opening, ...]
) -> Iterator[str]:
    """Tell of the event that came next if no transition listed took it."""
    step = next_step(history, track, moment)
    if step is None or any(one.next_event for one in found):
        return
    did = next(outcome for outcome in step.outcomes if outcome.track == track)
    when = wording.window(step.window, history.zone)
    yield wrapped(f"Came next: {step.event.id} ({step.event.kind}), {when}: {outcome_text(did)}")


def why_json(history: History, track: str, when: str) -> str:
    """Give a track's state at a moment and what the model allows next, as negotiation-why/1."""
    moment = parse_moment(when, history.zone)
    history.chronology.track(track)
    step = next_step(history, track, moment)
    return dumps(
        {
            "format": WHY_FORMAT,
            "track": track,
            "at": iso(history, moment),
            "order": order(history),
            "state": state_data(history, history.at(moment)[track]),
            "openings": [_data(one) for one in openings(history, track, moment)],
            "next-event": None if step is None else step.event.id,
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
        "came-next": one.next_event,
    }
