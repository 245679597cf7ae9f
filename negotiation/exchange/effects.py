"""Say what events did to tracks, in every order or in some."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from negotiation.history import Departure, History, why_deviation
from negotiation.machine import Outcome


def effect_texts(history: History, event: str) -> Iterator[str]:
    """Give a line for each track that an event concerns."""
    for track, outcomes in history.effects(event).items():
        yield f"{track}: {_effect(outcomes)}"


def _effect(outcomes: Sequence[Outcome]) -> str:
    told = "; or ".join(outcome_text(outcome) for outcome in outcomes)
    return f"{told} (the dates leave the order open)" if len(outcomes) > 1 else told


def outcome_text(outcome: Outcome) -> str:
    """Say what an event did to one track."""
    if outcome.deviation is not None:
        return f"not foreseen in {outcome.before}; {why_deviation(outcome.deviation)}"
    return f"{outcome.before} → {outcome.after}" if outcome.moved else f"stays {outcome.after}"


def departure_text(departure: Departure) -> str:
    """Give a departure from the model, with its reason and in how many orders."""
    orders = "in every order" if departure.always else "in some orders that the dates allow"
    outcome = departure.outcome
    return f"{departure.step.event.id} on {outcome.track}, {orders}: {outcome_text(outcome)}"
