"""What the model allows next: for a track and a moment, the transitions that are open, and why not.

A History in, Openings out. Says nothing of what is likely: a model allows, it does not foretell.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from negotiation.claims import Verdict
from negotiation.coming import Ahead, Coming, Way, rules_for, says
from negotiation.history import History
from negotiation.machine import Condition, Configuration, unmet
from negotiation.model import Transition


@dataclass(frozen=True, slots=True)
class Opening:
    """One transition for one kind of event, from one possible state of a track.

    `after` is None where the track stays on purpose. `verdict` says whether an event of that kind,
    with the details that `where` asks for, would take it in every, some or no configuration that
    is possible; `failed` is what fails where it would not. `number` is its place among the
    transitions of the track. `next_events` are those that may come next in the record and take it;
    `is_next` says that its one event surely does.
    """

    track: str
    kind: str
    before: str
    after: str | None
    verdict: Verdict
    where: Mapping[str, str]
    failed: tuple[Condition, ...]
    number: int
    next_events: tuple[str, ...] = ()
    is_next: bool = False

    @property
    def is_open(self) -> bool:
        """Whether it is open in some configuration at least."""
        return self.verdict is not Verdict.NEVER


def openings(history: History, track: str, moment: int) -> tuple[Opening, ...]:
    """Give every transition from a possible state at a moment, and whether the record took it next.

    The moment is in seconds UTC; none outside the record. Raises UnknownName.
    """
    found = allowed(history, track, moment)
    return marked(found, coming(history, track, moment)) if found else ()


def allowed(history: History, track: str, moment: int) -> tuple[Opening, ...]:
    """Give every transition from a possible state, and nothing of what came next.

    Configurations of tied tracks are taken jointly, over all readings.
    """
    rules = history.chronology.track(track).transitions
    if history.record is None or not history.record.covers(moment):
        return ()
    possible = history.readings.configurations(track, moment)
    return tuple(
        _opening(track, (kind, before), number, rules, possible)
        for before in dict.fromkeys(configuration[track] for configuration in possible)
        for number, rule in enumerate(rules)
        if before in rule.from_
        for kind in rule.on
    )


def coming(history: History, track: str, moment: int) -> Coming:
    """Give what the record has next for a track, over all orders. Raises UnknownName."""
    return Ahead(history, track).at(moment)


def marked(found: Sequence[Opening], next_: Coming) -> tuple[Opening, ...]:
    """Mark on each opening the events that may come next and take it."""
    taken: dict[Way, list[str]] = {}
    for one in next_.candidates:
        if one.way is not None:
            taken.setdefault(one.way, []).append(one.event)
    every = ((one, tuple(taken.get((one.number, one.kind, one.before), ()))) for one in found)
    return tuple(
        replace(one, next_events=events, is_next=next_.is_sure and bool(events))
        for one, events in every
    )


def _opening(
    track: str,
    way: tuple[str, str],
    number: int,
    rules: Sequence[Transition],
    possible: Sequence[Configuration],
) -> Opening:
    kind, before = way
    rule = rules[number]
    earlier = [other for n, other in rules_for(rules, kind, before) if n < number]
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
        number,
    )


def _failed(
    rule: Transition, earlier: Sequence[Transition], configuration: Configuration
) -> list[Condition]:
    """Give what keeps an event with just the details that the rule asks for from taking it.

    An earlier transition that asks for no more of the event is taken first where it is open.
    """
    failed = unmet(rule, configuration)
    for other in earlier:
        if not failed and not unmet(other, configuration) and says(rule.where, other):
            goal = f"the one to {other.to}" if other.to else "the one that stays"
            failed = [Condition("no earlier transition that fits", goal)]
    return failed
