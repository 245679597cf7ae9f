"""Claims that one state was followed or preceded by another within a time.

A monitor finds which stay is answered by which event; each way in which that may be in time, or
not, is then folded again with the length of time as a further constraint.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from negotiation.bounds import Constraint
from negotiation.claims.judgement import Judgement, check_state, judged
from negotiation.claims.order import Delay, delay
from negotiation.errors import NotReported
from negotiation.history import History
from negotiation.knots import EVER
from negotiation.near import quoted
from negotiation.readings import Order, See, Seen, fold


@dataclass(frozen=True, slots=True)
class Response:
    """A claim that every stay of one track in a state was answered by another track's state.

    It was followed if, from the event that began the stay, the other track was in that state or
    came to it within so many seconds; preceded if, at that event, the other track was in that
    state or had left it no more seconds ago.
    """

    track: str
    state: str
    other: str
    answer: str
    seconds: int


def every_followed(history: History, claim: Response) -> Judgement:
    """Judge whether every stay was followed by the answer in time.

    Raises UnknownName, and NotReported if there is no stay to judge. What the end of the record,
    or of the replay, leaves unanswered counts as not followed.
    """
    return _judge(history, claim, _following(claim), _every)


def none_followed(history: History, claim: Response) -> Judgement:
    """Judge whether no stay was followed by the answer within the time; see `every_followed`."""
    return _judge(history, claim, _following(claim), _none)


def every_preceded(history: History, claim: Response) -> Judgement:
    """Judge whether every stay was preceded by the answer in time; see `every_followed`.

    An answer to which the stay's own event led counts, and so does the model's start.
    """
    return _judge(history, claim, _preceding(claim), _every)


class Answer(NamedTuple):
    """How a stay was answered: the event that began it, and the one that led to the answer.

    `stretch` are the two events between which the seconds count, the earlier first, twice the
    stay's own where it was answered at once; None where it was not. An `answer` of "" is the
    model's start.
    """

    event: str
    stretch: tuple[str, str] | None
    answer: str

    @property
    def at_once(self) -> bool:
        """Whether the other track was in the state when the stay began."""
        return self.stretch == (self.event, self.event)


Answers = frozenset[Answer]


class Watched(NamedTuple):
    """What a monitor knows: of the other track, and how each stay so far is answered.

    `came` is what led to the answer, while the other track is in it; `left` the event that it
    left it with, and what had led to it.
    """

    came: str | None
    left: tuple[str, str] | None
    answers: Answers


def _following(claim: Response) -> See[Watched]:
    def see(value: Watched, seen: Seen) -> Watched:
        came, answers = _came(claim, value.came, seen), value.answers
        if _begins(claim, seen):
            answers |= {Answer(seen.event, None, "")}
        if came is not None:
            answers = frozenset(_answered(answer, seen.event, came) for answer in answers)
        return Watched(came, None, answers)

    return see


def _answered(answer: Answer, event: str, came: str) -> Answer:
    if answer.stretch is not None:
        return answer
    return Answer(answer.event, (answer.event, event), came)


def _preceding(claim: Response) -> See[Watched]:
    def see(value: Watched, seen: Seen) -> Watched:
        came, left, answers = _came(claim, value.came, seen), value.left, value.answers
        if came is not None:
            left = None
        elif value.came is not None:
            left = (seen.event, value.came)
        if _begins(claim, seen):
            answers |= {_before(seen.event, came, left)}
        return Watched(came, left, answers)

    return see


def _before(event: str, came: str | None, left: tuple[str, str] | None) -> Answer:
    if came is not None:
        return Answer(event, (event, event), came)
    return Answer(event, None, "") if left is None else Answer(event, (left[0], event), left[1])


def _came(claim: Response, came: str | None, seen: Seen) -> str | None:
    """Give what led to the answer in which the other track now is, None if it is in another."""
    outcome = seen.outcomes.get(claim.other)
    if outcome is None or not outcome.moved:
        return came
    return seen.event if outcome.after == claim.answer else None


def _begins(claim: Response, seen: Seen) -> bool:
    outcome = seen.outcomes.get(claim.track)
    return outcome is not None and outcome.moved and outcome.after == claim.state


# --- timings -------------------------------------------------------------------------------------

Timings = Iterator[tuple[bool, list[Constraint]]]


def _judge(
    history: History,
    claim: Response,
    see: See[Watched],
    timings: Callable[[Answers, int], Timings],
) -> Judgement:
    check_state(history, claim.track, claim.state)
    check_state(history, claim.other, claim.answer)
    tracks = (claim.track, claim.other)
    came = "" if history.start[claim.other] == claim.answer else None
    start = Watched(came, None, frozenset())
    met = {value.answers for value in fold(history.readings, tracks, (), start, see)}
    every = sorted({answer for answers in met for answer in answers}, key=_in_order)
    if not every:
        raise NotReported(
            f"the {quoted(claim.track)} never came to be {quoted(claim.state)}: "
            "this would pass without checking anything"
        )
    ended: dict[bool, Order] = {}
    for answers in sorted(met, key=lambda one: sorted(map(_in_order, one))):
        for right, given in timings(answers, claim.seconds):
            if right not in ended:
                found = fold(history.readings, tracks, (), start, see, given)
                orders = (order for value, order in found.items() if value.answers == answers)
                ended.update((right, order) for order in orders)
    return judged(ended, "; ".join(_told(history, claim, answer) for answer in every))


def _in_order(answer: Answer) -> tuple[str, tuple[str, ...], str]:
    return answer.event, answer.stretch or (), answer.answer


def _every(answers: Answers, seconds: int) -> Timings:
    """Give what must hold of the times for every stay to be answered in time, or one not to be."""
    timed = _timed(answers)
    if all(answer.stretch is not None for answer in answers):
        yield True, [Constraint(*stretch, None, seconds, "claim") for stretch in timed]
    else:
        yield False, []
    for stretch in timed:
        yield False, [Constraint(*stretch, seconds + 1, None, "claim")]


def _none(answers: Answers, seconds: int) -> Timings:
    """Give what must hold of the times for no stay to be answered in time, or one to be."""
    timed = _timed(answers)
    if any(answer.at_once for answer in answers):
        yield False, []
    else:
        yield True, [Constraint(*stretch, seconds + 1, None, "claim") for stretch in timed]
    for stretch in timed:
        yield False, [Constraint(*stretch, None, seconds, "claim")]


def _timed(answers: Answers) -> list[tuple[str, str]]:
    """Give the stretches between two events."""
    return sorted({a.stretch for a in answers if a.stretch is not None and not a.at_once})


def _told(history: History, claim: Response, answer: Answer) -> str:
    """Say how a stay was answered: by which event, how much later or before, and if in time."""
    event, stretch, led = answer
    if stretch is None:
        return f"{quoted(event)} was not answered"
    if answer.at_once:
        since = f"since {quoted(led)}" if led else "from the start"
        return f"{quoted(event)}: the {quoted(claim.other)} was {quoted(claim.answer)} {since}"
    bounds = delay(history, *stretch)
    least, most = max(bounds.least or 0, 0), EVER if bounds.most is None else bounds.most
    in_time = "in time" if most <= claim.seconds else "perhaps in time"
    in_time = "not in time" if least > claim.seconds else in_time
    span = f"{Delay(least, bounds.most).words}, {in_time}"
    if stretch[0] == event:
        return f"{quoted(event)} was followed by {quoted(led)} ({span})"
    before = f"by {quoted(led)}" if led else "from the start"
    return f"{quoted(event)} was preceded {before}, until {quoted(stretch[0])} ({span})"
