"""Verdict, Judgement: the answer to a claim over all readings, with an order for each side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from itertools import combinations

from negotiation.errors import UnknownName
from negotiation.history import History
from negotiation.near import did_you_mean, quoted
from negotiation.readings import Order, Seen


class Verdict(Enum):
    """Whether a claim holds in all, some or none of the readings that the sources allow."""

    ALWAYS = "certainly"
    SOMETIMES = "possibly"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict, what was found, and an order of the events for which the claim holds or fails.

    `decided_by` are the events whose order, left open by the sources, makes the difference.
    """

    verdict: Verdict
    found: str
    holds: Order | None = None
    fails: Order | None = None

    @property
    def decided_by(self) -> tuple[str, ...]:
        """The events that stand in another order where the claim holds than where it fails."""
        if self.holds is None or self.fails is None:
            return ()
        place = {event: number for number, event in enumerate(self.fails)}
        kept = [event for event in self.holds if event in place]
        swapped = [(a, b) for a, b in combinations(kept, 2) if place[a] > place[b]]
        missing = set(self.holds) ^ set(self.fails)
        told = dict.fromkeys([*(event for pair in swapped for event in pair), *sorted(missing)])
        return tuple(told)


def judged(ended: Mapping[bool, Order], found: str) -> Judgement:
    """Give the verdict on a monitor that may end with yes, with no or with either."""
    holds, fails = ended.get(True), ended.get(False)
    if fails is None:
        return Judgement(Verdict.ALWAYS, found, holds)
    verdict = Verdict.NEVER if holds is None else Verdict.SOMETIMES
    return Judgement(verdict, found, holds, fails)


def check_state(history: History, track: str, state: str) -> None:
    """Raise UnknownName for a track or state that the model does not have."""
    states = history.chronology.track(track).states
    if state not in states:
        hint = did_you_mean(state, states)
        raise UnknownName(f"the {quoted(track)} has no state {quoted(state)}; {hint}")


def after(seen: Seen, track: str, now: str) -> str:
    """Give the state of a track after what a monitor sees."""
    outcome = seen.outcomes.get(track)
    return now if outcome is None else outcome.after
