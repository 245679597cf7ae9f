"""Unforeseen: the events that the model has no way for, which no source disputes by that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from negotiation.brief.case import Case
from negotiation.brief.content import Line, Part, shortened
from negotiation.machine import Outcome


def unforeseen(case: Case) -> Part | None:
    """Give each such event once, first those unforeseen in every order; none if there are none."""
    lines = tuple(_lines(case))
    return Part("unforeseen", case.say("unforeseen"), lines) if lines else None


def _lines(case: Case) -> Iterator[Line]:
    for event, tracks in case.effects.items():
        always, possibly = list[str](), list[str]()
        for track, outcomes in tracks.items():
            departed = [outcome for outcome in outcomes if outcome.deviation is not None]
            if departed:
                kind = always if len(departed) == len(outcomes) else possibly
                kind.append(_where(case, track, departed))
        clauses = [
            case.say(key, where=case.speech.listed(where))
            for key, where in (("unforeseen-always", always), ("unforeseen-possibly", possibly))
            if where
        ]
        if clauses:
            told = shortened(f"{case.say('between-values')} ".join(clauses))
            yield Line(("", f"{case.told(event)}{told}"), 0 if always else 1)


def _where(case: Case, track: str, departed: Iterable[Outcome]) -> str:
    states = dict.fromkeys(outcome.before for outcome in departed)
    return case.say("where", track=case.track(track), states=case.states(track, states))
