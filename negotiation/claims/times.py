"""Claims about the order of two events and the time between them: asked of the network."""

from __future__ import annotations

from dataclasses import dataclass

from negotiation.claims.judgement import Judgement, Verdict
from negotiation.history import History
from negotiation.knots import EVER, NEVER
from negotiation.near import quoted


def before(history: History, first: str, then: str) -> Judgement:
    """Judge whether one event was before another. Raises UnknownName."""
    found = _dates(history, first, then)
    if history.readings.relations.in_sequence(first, then):
        return Judgement(Verdict.ALWAYS, found)
    if history.readings.relations.in_sequence(then, first):
        return Judgement(Verdict.NEVER, found)
    return Judgement(Verdict.SOMETIMES, found, (first, then), (then, first))


@dataclass(frozen=True, slots=True)
class Delay:
    """The least and the most seconds from one event to another; None where that is open."""

    least: int | None
    most: int | None


def delay(history: History, first: str, then: str) -> Delay:
    """Bound the time from one event to another by the network. Raises UnknownName."""
    for event in (first, then):
        history.window_of(event)
    least, most = history.readings.relations.apart(first, then)
    return Delay(None if least < NEVER // 2 else least, None if most > EVER // 2 else most)


def at_most_after(history: History, then: str, seconds: int, first: str) -> Judgement:
    """Judge whether one event came after another and at most so many seconds after it."""
    bounds = delay(history, first, then)
    least = NEVER if bounds.least is None else bounds.least
    most = EVER if bounds.most is None else bounds.most
    found = f"{_span(bounds)}; {_dates(history, first, then)}"
    if least >= 0 and most <= seconds:
        return Judgement(Verdict.ALWAYS, found)
    return Judgement(Verdict.NEVER if least > seconds or most < 0 else Verdict.SOMETIMES, found)


def _span(bounds: Delay) -> str:
    """Say a delay in hours and minutes: "between 41 h and 47 h 45 min"."""
    low = "any time" if bounds.least is None else _hours(bounds.least)
    high = "any time" if bounds.most is None else _hours(bounds.most)
    return low if low == high else f"between {low} and {high}"


def _hours(seconds: int) -> str:
    hours, minutes = divmod(round(abs(seconds) / 60), 60)
    told = f"{hours} h {minutes} min" if minutes else f"{hours} h"
    return f"{told} before" if seconds < -30 else told


def _dates(history: History, *events: str) -> str:
    texts = ((event, history.window_of(event).text or "undated") for event in events)
    return "; ".join(f"{quoted(event)}: {text}" for event, text in texts)
