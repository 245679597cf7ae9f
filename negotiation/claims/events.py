"""Claims about one event: is it recorded, does it deviate, how many reports support it."""

from __future__ import annotations

from negotiation.claims.judgement import Judgement, Verdict, judged
from negotiation.history import History
from negotiation.origins import origins
from negotiation.readings import Seen, fold


def is_recorded(history: History, event: str) -> Judgement:
    """Judge whether a report in use says that an event happened."""
    known = history.chronology.events
    if event in known and known[event].is_disputed:
        found = "one report says so, another that it did not happen"
        return Judgement(Verdict.SOMETIMES, found)
    actual = event in known and known[event].is_actual
    return Judgement(
        Verdict.ALWAYS if actual else Verdict.NEVER, "in use" if actual else "not in use"
    )


def deviates(history: History, event: str) -> Judgement:
    """Judge whether an event departs from the model on some track. Raises UnknownName."""
    history.window_of(event)
    tracks = list(history.effects(event))

    def see(departed: bool, seen: Seen) -> bool:
        return departed or (
            seen.event == event
            and any(outcome.deviation is not None for outcome in seen.outcomes.values())
        )

    ended = fold(history.readings, tracks, (), False, see) if tracks else {False: ()}
    departed = [d.outcome.track for d in history.deviations if d.step.event.id == event]
    found = f"departs on {', '.join(departed)}" if departed else "every track foresees it"
    return judged(ended, found)


def supported_by(history: History, event: str, *, independent: bool) -> int:
    """Count the reports of an event that name a source and do not deny it. Raises UnknownName.

    Independent ones are counted by whom they are attributed to, else by wire of origin.
    """
    history.window_of(event)
    reports = list(history.chronology.events[event].supporting())
    return len(origins(reports, history.chronology.sources) if independent else reports)
