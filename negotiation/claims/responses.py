"""Claims that one state was followed by another within a time.

A monitor finds which stay is answered by which event; each way in which that may be in time, or
too late, is then folded again with the length of time as a further constraint.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from negotiation.bounds import Constraint
from negotiation.claims.judgement import Judgement, after, check_state, judged
from negotiation.errors import NotReported
from negotiation.history import History
from negotiation.near import quoted
from negotiation.readings import Order, See, Seen, fold


@dataclass(frozen=True, slots=True)
class Response:
    """A claim that every stay of one track in a state was followed by another track's state.

    It was if, from the event that began the stay, the other track was in that state or came to
    it within so many seconds.
    """

    track: str
    state: str
    other: str
    answer: str
    seconds: int


Pairs = frozenset[tuple[str, str | None]]  # a stay's first event, and the event that answered it
Answered = tuple[str, Pairs, frozenset[str]]  # the other track's state, answered, still waiting


def every_followed(history: History, claim: Response) -> Judgement:
    """Judge a response. Raises UnknownName, and NotReported if there is no such stay to judge.

    What the record's end leaves unanswered counts as not followed.
    """
    check_state(history, claim.track, claim.state)
    check_state(history, claim.other, claim.answer)
    see, tracks = _responding(claim), (claim.track, claim.other)
    start: Answered = (history.start[claim.other], frozenset(), frozenset())
    met = {_pairs(value) for value in fold(history.readings, tracks, (), start, see)}
    if not any(met):
        raise NotReported(f"the {quoted(claim.track)} never was {quoted(claim.state)}")
    ended: dict[bool, Order] = {}
    for pairs in sorted(met, key=_in_order):
        for followed, given in _timings(pairs, claim.seconds):
            found = fold(history.readings, tracks, (), start, see, given)
            for value, order in found.items():
                if _pairs(value) == pairs:
                    ended.setdefault(followed, order)
    return judged(ended, "; ".join(sorted({_answer(pair) for pairs in met for pair in pairs})))


def _responding(claim: Response) -> See[Answered]:
    def see(value: Answered, seen: Seen) -> Answered:
        now, answered, waiting = value
        now = after(seen, claim.other, now)
        begun = seen.outcomes.get(claim.track)
        if begun is not None and begun.moved and begun.after == claim.state:
            waiting |= {seen.event}
        if now == claim.answer:
            answered |= {(event, seen.event) for event in waiting}
            waiting = frozenset()
        return now, answered, waiting

    return see


def _pairs(value: Answered) -> Pairs:
    return value[1] | {(event, None) for event in value[2]}


def _in_order(pairs: Pairs) -> list[tuple[str, str]]:
    return sorted((event, answer or "") for event, answer in pairs)


def _timings(pairs: Pairs, seconds: int) -> Iterator[tuple[bool, list[Constraint]]]:
    """Give what must hold of the times for every stay to be followed in time, or one not to be."""
    late = [(event, answer) for event, answer in pairs if answer is not None and answer != event]
    if all(answer is not None for _, answer in pairs):
        yield True, [Constraint(e, a, None, seconds, "claim") for e, a in late]
    else:
        yield False, []
    for event, answer in sorted(late):
        yield False, [Constraint(event, answer, seconds + 1, None, "claim")]


def _answer(pair: tuple[str, str | None]) -> str:
    event, answer = pair
    if answer is None:
        return f"{quoted(event)} was not followed"
    return f"{quoted(event)} was followed by {quoted(answer)}"
