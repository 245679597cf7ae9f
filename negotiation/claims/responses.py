"""Claims that one state was followed or preceded by another within a time.

A monitor finds which stay is answered by which event; each way in which that may be in time, or
not, is then folded again with the length of time as a further constraint. Silence is no answer,
nor the lack of one, where the time reaches beyond what is reported.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

from negotiation.bounds import Constraint
from negotiation.claims.judgement import Judgement, check_state, judged
from negotiation.claims.order import Delay, delay
from negotiation.claims.seen import Times
from negotiation.errors import NotReported
from negotiation.history import History
from negotiation.knots import EVER, fixed
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

    Raises UnknownName, and NotReported if there is no stay to judge. Open is what a reading without
    a stay says, and whether a stay was answered whose time runs on after the end of the record, or
    of the replay.
    """
    return _judge(history, claim, _following(claim), _after(history, claim.seconds), _every)


def none_followed(history: History, claim: Response) -> Judgement:
    """Judge whether no stay was followed by the answer within the time; see `every_followed`."""
    return _judge(history, claim, _following(claim), _after(history, claim.seconds), _none)


def every_preceded(history: History, claim: Response) -> Judgement:
    """Judge whether every stay was preceded by the answer in time; see `every_followed`.

    An answer to which the stay's own event led counts, and so does the model's start. Open is
    whether a stay was preceded whose time reaches back before the beginning of the record: that
    the model starts in a state does not say how long it had been so.
    """
    return _judge(history, claim, _preceding(claim), _back(history, claim.seconds), _every)


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


# --- what is reported ----------------------------------------------------------------------------

Reaches = Callable[[str], list[Times]]
"""What may hold of the times for a stay's time to reach beyond what is reported, by its event."""


def _after(history: History, seconds: int) -> Reaches:
    ends = _ends(history)

    def reaches(event: str) -> list[Times]:
        if not ends or event in ends:
            return [[]]
        return [[Constraint(event, end, None, seconds, "claim")] for end in ends]

    return reaches


def _ends(history: History) -> list[str]:
    """Give the events and moments from which on nothing is told; none if that is everywhere."""
    until, record = history.until, history.record
    if until is None or until.moment is not None:
        return [] if record is None else [fixed(record.end)]
    told = [history.chronology.published(key) + 1 for key in history.chronology.source_ids()]
    latest = history.readings.relations.ranges[until.event][1]
    return [until.event, *(fixed(end) for end in [max(told)] if end <= latest)] if told else []


def _back(history: History, seconds: int) -> Reaches:
    def reaches(event: str) -> list[Times]:
        if history.record is None:
            return [[]]
        begun = fixed(history.record.start)
        return [[Constraint(begun, event, None, seconds - 1, "claim")]]

    return reaches


# --- timings -------------------------------------------------------------------------------------


class Ways(NamedTuple):
    """What may hold of the times for a stay to be answered in time, and for it not to be."""

    met: list[Times]
    missed: list[Times]


Timings = Iterator[tuple[bool, Times]]
Timed = Callable[[Sequence[Ways]], Timings]


def _every(stays: Sequence[Ways]) -> Timings:
    """Give what may hold of the times for every stay to be answered in time, or one not to be."""
    yield from ((True, given) for given in _together([ways.met for ways in stays]))
    yield from ((False, given) for ways in stays for given in ways.missed)


def _none(stays: Sequence[Ways]) -> Timings:
    """Give what may hold of the times for no stay to be answered in time, or one to be."""
    yield from ((True, given) for given in _together([ways.missed for ways in stays]))
    yield from ((False, given) for ways in stays for given in ways.met)


def _together(choices: Sequence[list[Times]]) -> Iterator[Times]:
    """Give every choice of one of each, as one."""
    return ([rule for given in chosen for rule in given] for chosen in product(*choices))


def _ways(history: History, answer: Answer, seconds: int, reaches: Reaches) -> Ways:
    """Give how a stay may be answered in time, and how not: both where it is not reported."""
    if answer.at_once:
        return Ways([[]], [])
    if answer.stretch is None:
        in_time, late = [], list[Constraint]()
    else:
        in_time = [[Constraint(*answer.stretch, None, seconds, "claim")]]
        late = [Constraint(*answer.stretch, seconds + 1, None, "claim")]
    unknown = [[*late, *given] for given in reaches(answer.event)]
    relations = history.readings.relations
    met = [given for given in (*in_time, *unknown) if relations.with_rules(given) is not None]
    return Ways(met, [late])


def _judge(
    history: History, claim: Response, see: See[Watched], reaches: Reaches, timed: Timed
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
    ways = {answer: _ways(history, answer, claim.seconds, reaches) for answer in every}
    ended: dict[bool, Order] = {}
    for answers in sorted(met, key=lambda one: sorted(map(_in_order, one))):
        for right, given in _timings(answers, ways, timed):
            if right not in ended:
                found = fold(history.readings, tracks, (), start, see, given)
                orders = (order for value, order in found.items() if value.answers == answers)
                ended.update((right, order) for order in orders)
    told = [_told(history, claim, answer, ways[answer]) for answer in every]
    never = f"the {quoted(claim.track)} may never have come to be {quoted(claim.state)}"
    return judged(ended, "; ".join([*told, *([never] if frozenset() in met else [])]))


def _timings(answers: Answers, ways: Mapping[Answer, Ways], timed: Timed) -> Timings:
    """Give the timings of one set of answers; where no stay is, nothing is checked: both."""
    if not answers:
        return iter([(True, []), (False, [])])
    return timed([ways[answer] for answer in sorted(answers, key=_in_order)])


def _in_order(answer: Answer) -> tuple[str, tuple[str, ...], str]:
    return answer.event, answer.stretch or (), answer.answer


def _told(history: History, claim: Response, answer: Answer, ways: Ways) -> str:
    """Say how a stay was answered: by which event, how much later or before, and if in time."""
    event, stretch, led = answer
    if stretch is None:
        where = " as far as the record reaches" if ways.met else ""
        return f"{quoted(event)} was not answered{where}"
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
