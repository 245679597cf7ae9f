"""Claims about how long a track stayed in a state, and how often it came to it.

A monitor finds from which event to which each stay lasted; each way in which the longest may be
as long as claimed, or not, is then folded again with that length as a further constraint. What the
record does not see the beginning or the end of may have been longer than it tells.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from negotiation.bounds import Constraint
from negotiation.claims.judgement import Judgement, check_state, judged
from negotiation.claims.order import Delay, delay
from negotiation.errors import NotReported
from negotiation.history import History, Record
from negotiation.knots import fixed
from negotiation.near import quoted
from negotiation.readings import Order, Seen, fold


def lasted_at_least(history: History, track: str, state: str, seconds: int) -> Judgement:
    """Judge whether the longest stay of a track in a state lasted at least so long.

    A stay is uninterrupted; the model's start begins one. One that reaches the record's end
    lasted at least until there, one from the model's start at least since the record's beginning:
    how much longer is open. Raises UnknownName, and NotReported if there is no stay to judge;
    where only some orders have one, the claim fails in the others.
    """
    return _lasted(history, track, state, _Claim(seconds, None))


def lasted_at_most(history: History, track: str, state: str, seconds: int) -> Judgement:
    """Judge whether the longest stay lasted at most so long; see `lasted_at_least`.

    Never certain of a stay of which the record does not see both ends.
    """
    return _lasted(history, track, state, _Claim(0, seconds))


def lasted_between(history: History, track: str, state: str, least: int, most: int) -> Judgement:
    """Judge whether the longest stay lasted so many seconds, ends included.

    See `lasted_at_least`.
    """
    return _lasted(history, track, state, _Claim(least, most))


def times(history: History, track: str, state: str, least: int, most: int | None) -> Judgement:
    """Judge whether a track came to a state that often, the model's start included.

    `most` is None where there is no upper limit. Raises UnknownName.
    """
    check_state(history, track, state)

    def see(count: int, seen: Seen) -> int:
        outcome = seen.outcomes.get(track)
        return count + (outcome is not None and outcome.moved and outcome.after == state)

    start = int(history.start[track] == state)
    ended = fold(history.readings, [track], (), start, see)
    answers: dict[bool, Order] = {}
    for count, order in ended.items():
        answers.setdefault(least <= count and (most is None or count <= most), order)
    counts = " or ".join(map(str, sorted(ended)))
    return judged(answers, f"{counts} {'time' if counts == '1' else 'times'}")


# --- how long ------------------------------------------------------------------------------------


class Stay(NamedTuple):
    """The events that began and ended a stay: "" for the model's start and for the record's end."""

    begun: str
    ended: str

    @property
    def is_open(self) -> bool:
        """Whether the record does not see it whole."""
        return not (self.begun and self.ended)


Stays = frozenset[Stay]
Passed = tuple[str | None, Stays]  # the event that began the stay in which it is now; those over


def _lasted(history: History, track: str, state: str, claim: _Claim) -> Judgement:
    check_state(history, track, state)

    def see(value: Passed, seen: Seen) -> Passed:
        begun, stays = value
        outcome = seen.outcomes.get(track)
        if outcome is None or not outcome.moved:
            return value
        if begun is not None:
            stays |= {Stay(begun, seen.event)}
        return (seen.event if outcome.after == state else None), stays

    start: Passed = ("" if history.start[track] == state else None, frozenset())
    met = {_stays(value) for value in fold(history.readings, [track], (), start, see)}
    if not any(met):
        raise NotReported(
            f"the {quoted(track)} never was {quoted(state)}: "
            "this would pass without checking anything"
        )
    answers: dict[bool, Order] = {}
    for stays in sorted(met, key=sorted):
        for right, given in claim.timings(
            [_Length(stay, history.record) for stay in sorted(stays)]
        ):
            if right not in answers:
                ended = fold(history.readings, [track], (), start, see, given)
                orders = (order for value, order in ended.items() if _stays(value) == stays)
                answers.update((right, order) for order in orders)
    every = sorted({stay for stays in met for stay in stays})
    return judged(answers, "; ".join(_told(history, stay) for stay in every))


def _stays(value: Passed) -> Stays:
    begun, stays = value
    return stays if begun is None else stays | {Stay(begun, "")}


@dataclass(frozen=True, slots=True)
class _Length:
    """How long a stay surely lasted: as a constraint on its events, or as a number of seconds."""

    stay: Stay
    record: Record | None

    def ends(self) -> tuple[str, str] | int:
        """Give from what to what it surely lasted, or its length where no event bears on it."""
        begun, ended = self.stay
        if self.record is None:
            return (begun, ended) if begun and ended else 0
        if not begun and not ended:
            return self.record.end - self.record.start
        return begun or fixed(self.record.start), ended or fixed(self.record.end)

    def at_least(self, seconds: int) -> list[Constraint] | None:
        """Give what must hold for it to have lasted so long; None if it surely did not."""
        ends = self.ends()
        if seconds <= 0:
            return []
        if isinstance(ends, int):
            return [] if ends >= seconds else None
        return [Constraint(*ends, seconds, None, "claim")]

    def at_most(self, seconds: int) -> list[Constraint] | None:
        """Give what must hold for it to be sure of no more than that; None if it surely is."""
        ends = self.ends()
        if seconds < 0:
            return None
        if isinstance(ends, int):
            return [] if ends <= seconds else None
        return [Constraint(*ends, None, seconds, "claim")]


@dataclass(frozen=True, slots=True)
class _Claim:
    """A claim that the longest stay lasted from `least` to `most` seconds, ends included."""

    least: int
    most: int | None

    def timings(self, lengths: Sequence[_Length]) -> Iterator[tuple[bool, list[Constraint]]]:
        """Give what must hold of the times for the claim to be right, and for it to be wrong."""
        if not lengths:
            yield False, []
            return
        open_above = any(length.stay.is_open for length in lengths)
        longest = [[]] if open_above else [length.at_least(self.least) for length in lengths]
        within = [] if self.most is None else _all(one.at_most(self.most) for one in lengths)
        if within is not None and (self.most is None or self.least <= self.most):
            yield from ((True, [*within, *one]) for one in longest if one is not None)
        shorter = _all(length.at_most(self.least - 1) for length in lengths)
        if shorter is not None:
            yield False, shorter
        if self.most is not None:
            over = [[]] if open_above else [length.at_least(self.most + 1) for length in lengths]
            yield from ((False, one) for one in over if one is not None)


def _all(rules: Iterable[list[Constraint] | None]) -> list[Constraint] | None:
    """Put constraints together; None if one of them cannot hold."""
    kept: list[Constraint] = []
    for some in rules:
        if some is None:
            return None
        kept += some
    return kept


def _told(history: History, stay: Stay) -> str:
    """Say from when to when a stay lasted, and how long."""
    begun = quoted(stay.begun) if stay.begun else "the model's start"
    ended = quoted(stay.ended) if stay.ended else "the end of the record"
    return f"from {begun} to {ended}: {_how_long(history, stay)}"


def _how_long(history: History, stay: Stay) -> str:
    if not stay.is_open:
        bounds = delay(history, stay.begun, stay.ended)
        return Delay(max(bounds.least or 0, 0), bounds.most).words
    record, ranges = history.record, history.readings.relations.ranges
    if record is None:
        return "for how long is open"
    begun = ranges[stay.begun][1] if stay.begun else record.start
    ended = ranges[stay.ended][0] if stay.ended else record.end
    least = max(ended - begun, 0)
    return f"at least {Delay(least, least).words}"
