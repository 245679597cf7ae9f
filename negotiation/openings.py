"""What the model allows next: for a track and a moment, the transitions that are open, and why not.

A History in, Openings out. Says nothing of what is likely: a model allows, it does not foretell.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from negotiation.claims import Verdict
from negotiation.history import History, Step
from negotiation.machine import Condition, Configuration, unmet
from negotiation.model import Transition


@dataclass(frozen=True, slots=True)
class Opening:
    """One transition for one kind of event, from one possible state of a track.

    `after` is None where the track stays on purpose. `verdict` says whether an event of that kind,
    with the details that `where` asks for, would take it in every, some or no configuration that
    is possible; `failed` is what fails where it would not. `next_event` is the event that took it
    next, as the record has it.
    """

    track: str
    kind: str
    before: str
    after: str | None
    verdict: Verdict
    where: Mapping[str, str]
    failed: tuple[Condition, ...]
    next_event: str | None = None

    @property
    def is_open(self) -> bool:
        """Whether it is open in some configuration at least."""
        return self.verdict is not Verdict.NEVER


def openings(history: History, track: str, moment: int) -> tuple[Opening, ...]:
    """Give every transition from a possible state of a track at a moment, in seconds UTC.

    None outside the record. Configurations of tied tracks are taken jointly, over all readings.
    Raises UnknownName.
    """
    rules = history.chronology.track(track).transitions
    if history.record is None or not history.record.covers(moment):
        return ()
    possible = history.readings.configurations(track, moment)
    taken = _taken_next(history, track, moment)
    return tuple(
        _opening(track, (kind, before), number, rules, possible, taken)
        for before in dict.fromkeys(configuration[track] for configuration in possible)
        for number, rule in enumerate(rules)
        if before in rule.from_
        for kind in rule.on
    )


def next_step(history: History, track: str, moment: int) -> Step | None:
    """Give the next step that concerns a track, in the one order in which steps are told."""
    following = history.steps[_passed(history.steps, moment) :]
    return next((s for s in following if any(o.track == track for o in s.outcomes)), None)


def _passed(steps: Sequence[Step], moment: int) -> int:
    """Give how many steps lie behind a moment in the order told, by the middles of windows."""
    middles = [step.window.midpoint() for step in steps]
    behind = (n for n, middle in enumerate(middles, 1) if middle is not None and middle <= moment)
    return max(behind, default=0)


Way = tuple[str, str]  # a kind of event, and the state before it


def _taken_next(history: History, track: str, moment: int) -> tuple[Way, int, str] | None:
    """Give the kind and state, the rule's number and the id of the event that came next."""
    step = next_step(history, track, moment)
    if step is None:
        return None
    configuration = dict(history.start)
    for earlier in history.steps[: history.steps.index(step)]:
        configuration |= {outcome.track: outcome.after for outcome in earlier.outcomes}
    way = (step.event.kind, configuration[track])
    for number, rule in _rules_for(history.chronology.track(track).transitions, way):
        details = step.event.details
        if not unmet(rule, configuration) and _said(rule, details):
            return way, number, step.event.id
    return None


def _rules_for(rules: Sequence[Transition], way: Way) -> Iterator[tuple[int, Transition]]:
    kind, before = way
    return ((n, rule) for n, rule in enumerate(rules) if kind in rule.on and before in rule.from_)


def _said(rule: Transition, details: Mapping[str, str]) -> bool:
    return all(details.get(key) == wanted for key, wanted in rule.where.items())


def _opening(
    track: str,
    way: Way,
    number: int,
    rules: Sequence[Transition],
    possible: Sequence[Configuration],
    taken: tuple[Way, int, str] | None,
) -> Opening:
    kind, before = way
    rule = rules[number]
    earlier = [other for n, other in _rules_for(rules, way) if n < number]
    failed = [_failed(rule, earlier, here) for here in possible if here[track] == before]
    open_in = sum(not conditions for conditions in failed)
    verdict = Verdict.ALWAYS if open_in == len(possible) else Verdict.SOMETIMES
    return Opening(
        track,
        kind,
        before,
        rule.to,
        verdict if open_in else Verdict.NEVER,
        rule.where,
        tuple(dict.fromkeys(c for conditions in failed for c in conditions)),
        taken[2] if taken is not None and taken[:2] == (way, number) else None,
    )


def _failed(
    rule: Transition, earlier: Sequence[Transition], configuration: Configuration
) -> list[Condition]:
    """Give what keeps an event with just the details that the rule asks for from taking it.

    An earlier transition that asks for no more of the event is taken first where it is open.
    """
    failed = unmet(rule, configuration)
    for other in earlier:
        if not failed and not unmet(other, configuration) and _said(other, rule.where):
            goal = f"the one to {other.to}" if other.to else "the one that stays"
            failed = [Condition("no earlier transition that fits", goal)]
    return failed
