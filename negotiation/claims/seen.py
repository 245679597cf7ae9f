"""Whether events happened, and before the replay stopped, and what holds of them where they did.

A report may deny an event that another asserts, and a replay may stop before one: a reading may be
without it. What is asked of an event's time fails there.
"""

from __future__ import annotations

from collections.abc import Iterable

from negotiation.bounds import Constraint
from negotiation.claims.judgement import Judgement, judged
from negotiation.errors import NotReported
from negotiation.history import History
from negotiation.near import quoted
from negotiation.readings import Order, Seen, fold

Times = list[Constraint]


def may_be_unseen(history: History, *events: str) -> bool:
    """Say whether some reading may be without one of these events.

    Raises UnknownName, and NotReported for an event that no report says happened, or that is
    surely after the stop.
    """
    for event in events:
        history.window_of(event)
        if not history.chronology.events[event].is_actual:
            raise NotReported(unheard(event))
    disputed = any(history.chronology.events[event].is_disputed for event in events)
    return disputed or history.until is not None


def unheard(event: str) -> str:
    """Say that no report in use says that an event happened."""
    return f"no report in use says that {quoted(event)} happened"


def judged_where_seen(
    history: History,
    events: tuple[str, str],
    found: str,
    right: Iterable[Times],
    wrong: Iterable[Times],
) -> Judgement:
    """Judge a claim about the times of two events, which fails where a reading is without one.

    `right` and `wrong` give what holds of the times where the claim does, and where it does not.
    """
    answers: dict[bool, Order] = {}
    without = _seen(history, events, []).get(False)
    if without is not None:
        answers[False] = without
    for answer, times in ((True, right), (False, wrong)):
        orders = (_seen(history, events, given).get(True) for given in times)
        order = None if answer in answers else next((o for o in orders if o is not None), None)
        if order is not None:
            answers[answer] = order
    return judged(answers, found)


def _seen(history: History, events: tuple[str, str], given: Times) -> dict[bool, Order]:
    """Give whether a reading may have both events, or may not, each with an order."""

    def see(met: frozenset[str], seen: Seen) -> frozenset[str]:
        return met | {seen.event} if seen.event in events else met

    ended: dict[bool, Order] = {}
    start = frozenset[str]()
    for met, order in fold(history.readings, (), (), start, see, given, events).items():
        ended.setdefault(len(met) == len(events), order)
    return ended
