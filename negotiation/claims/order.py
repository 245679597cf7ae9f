"""Claims about the times of events: their order, the time between them, and the day they share.

Each claims as well that the events happened, and before the replay stopped: where a reading may be
without one, it is at best possible. Else the network alone answers, but for the sequence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta, tzinfo
from itertools import pairwise

from negotiation.bounds import Constraint
from negotiation.claims.judgement import Judgement, Verdict, judged
from negotiation.claims.seen import Times, judged_where_seen, may_be_unseen, unheard
from negotiation.dates import DAY, local, midnight
from negotiation.errors import NotReported
from negotiation.history import History
from negotiation.knots import EVER, NEVER, fixed
from negotiation.near import listing, quoted
from negotiation.readings import Seen, fold


def before(history: History, first: str, then: str) -> Judgement:
    """Judge whether one event was before another.

    Raises UnknownName, and NotReported for an event that no report says happened.
    """
    found = dated(history, first, then)
    if may_be_unseen(history, first, then):
        return in_order(history, [first, then], nothing_between=False)
    if history.readings.relations.in_sequence(first, then):
        return Judgement(Verdict.ALWAYS, found)
    if history.readings.relations.in_sequence(then, first):
        return Judgement(Verdict.NEVER, found)
    return Judgement(Verdict.SOMETIMES, found, (first, then), (then, first))


@dataclass(frozen=True, slots=True)
class Delay:
    """The least and the most seconds from one event to another; None where that is open."""

    least: int | None
    most: int | None

    @property
    def words(self) -> str:
        """Say it in days, hours and minutes: "between 41 h and 47 h 45 min"."""
        low = "any time" if self.least is None else _hours(self.least)
        high = "any time" if self.most is None else _hours(self.most)
        return low if low == high else f"between {low} and {high}"


LONG = 72  # hours; from there on they are told in days


def _hours(seconds: int) -> str:
    hours, minutes = divmod(round(abs(seconds) / 60), 60)
    days, hours = divmod(hours, 24) if hours >= LONG else (0, hours)
    parts = [(days, "days"), (hours, "h"), (minutes, "min")]
    told = " ".join(f"{number:,} {unit}" for number, unit in parts if number) or "0 h"
    return f"{told} before" if seconds < -30 else told


def delay(history: History, first: str, then: str) -> Delay:
    """Bound the time from one event to another by the network. Raises UnknownName."""
    for event in (first, then):
        history.window_of(event)
    least, most = history.readings.relations.apart(first, then)
    return Delay(None if least < NEVER // 2 else least, None if most > EVER // 2 else most)


def at_most_after(history: History, then: str, seconds: int, first: str) -> Judgement:
    """Judge whether one event came after another and at most so many seconds after it."""
    return between_after(history, then, 0, seconds, first)


def at_least_after(history: History, then: str, seconds: int, first: str) -> Judgement:
    """Judge whether one event came after another and at least so many seconds after it."""
    return between_after(history, then, seconds, EVER, first)


def between_after(history: History, then: str, least: int, most: int, first: str) -> Judgement:
    """Judge whether one event came so many seconds after another, both ends included.

    Raises UnknownName, and NotReported for an event that no report says happened.
    """
    unseen = may_be_unseen(history, first, then)
    bounds = delay(history, first, then)
    low = NEVER if bounds.least is None else bounds.least
    high = EVER if bounds.most is None else bounds.most
    found = f"{bounds.words}; {dated(history, first, then)}"
    if high < least or most < low or most < least:
        return Judgement(Verdict.NEVER, found)
    if unseen:
        within, outside = _times(first, then, least, most)
        return judged_where_seen(history, (first, then), found, [within], outside)
    if least <= low and high <= most:
        return Judgement(Verdict.ALWAYS, found)
    turned = history.readings.relations.in_sequence(then, first)  # then they hold at one second
    holds = (then, first) if turned else (first, then)
    fails = (then, first) if low < 0 else (first, then)
    return Judgement(Verdict.SOMETIMES, found, holds, fails)


def _times(first: str, then: str, least: int, most: int) -> tuple[Times, list[Times]]:
    """Give what holds where so many seconds lie between two events, and where fewer or more do.

    The least is said the other way round: forwards it would put two of one second in an order.
    """
    fewer = [Constraint(first, then, None, least - 1, "claim")]
    enough = [Constraint(then, first, None, -least, "claim")]
    if most >= EVER:
        return enough, [fewer]
    more = [Constraint(first, then, most + 1, None, "claim")]
    return [*enough, Constraint(first, then, None, most, "claim")], [fewer, more]


def dated(history: History, *events: str) -> str:
    """Say when some events were, in the words of their sources. Raises UnknownName."""
    texts = ((event, history.window_of(event).text or "undated") for event in events)
    return "; ".join(f"{quoted(event)}: {text}" for event, text in texts)


# --- one day -------------------------------------------------------------------------------------


def same_day(history: History, one: str, other: str, zone: tzinfo) -> Judgement:
    """Judge whether two events were on one day of the calendar of a time zone.

    Raises UnknownName, and NotReported for an event that no report says happened.
    """
    found = dated(history, one, other)
    joint = _Joint.of(history, one, other)
    if may_be_unseen(history, one, other):
        alike, apart = joint.alike(zone), joint.apart(zone)
        return judged_where_seen(history, (one, other), found, alike, apart)
    same, differ = any(joint.alike(zone)), any(joint.apart(zone))
    if same and differ:
        return Judgement(Verdict.SOMETIMES, found)
    return Judgement(Verdict.ALWAYS if same else Verdict.NEVER, found)


Stretch = tuple[int, int]  # first and last second


@dataclass(frozen=True, slots=True)
class _Joint:
    """The moments of two events together: the seconds of each, and those from one to the other."""

    events: tuple[str, str]
    one: Stretch
    other: Stretch
    least: int
    most: int

    @classmethod
    def of(cls, history: History, one: str, other: str) -> _Joint:
        for event in (one, other):
            history.window_of(event)
        relations = history.readings.relations
        ranges = relations.ranges[one], relations.ranges[other]
        return cls((one, other), *ranges, *relations.apart(one, other))

    def alike(self, zone: tzinfo) -> Iterator[Times]:
        """Give what holds of the times where both are on one day, for each that it may be."""
        for day in _days(self, zone):
            if self.meets(day, day):
                yield self.within(day, day)

    def apart(self, zone: tzinfo) -> Iterator[Times]:
        """Give what holds of the times where a midnight lies between the two, for each it may."""
        for low, _ in _days(self, zone):
            before, after = (NEVER, low - 1), (low, EVER)
            for one, other in ((before, after), (after, before)):
                if self.meets(one, other):
                    yield self.within(one, other)

    def within(self, one: Stretch, other: Stretch) -> Times:
        """Give what holds of the times where each is in its stretch."""
        kept = zip(self.events, (_common(self.one, one), _common(self.other, other)), strict=True)
        return [rule for event, stretch in kept for rule in _inside(event, stretch)]

    def meets(self, one: Stretch, other: Stretch) -> bool:
        """Say whether the two may be in these stretches, each in its own, at once."""
        (a, b), (c, d) = _common(self.one, one), _common(self.other, other)
        return a <= b and c <= d and c - b <= self.most and d - a >= self.least


def _common(one: Stretch, other: Stretch) -> Stretch:
    return max(one[0], other[0]), min(one[1], other[1])


def _inside(event: str, stretch: Stretch) -> Iterator[Constraint]:
    """Give the ends of a stretch, as far as they are known, as constraints on an event in it.

    Each is an at most: an at least would put events of one second in an order.
    """
    first, last = stretch
    if first > NEVER // 2:
        yield Constraint(event, fixed(first), None, 0, "claim")
    if last < EVER // 2:
        yield Constraint(fixed(last), event, None, 0, "claim")


FAR = 2 * 366 * DAY  # where a window is open: beyond it no day differs from those before


def _days(joint: _Joint, zone: tzinfo) -> Iterator[Stretch]:
    """Give every day on which one of the two may be, as its first and last second."""
    ends = [end for end in (*joint.one, *joint.other) if NEVER // 2 < end < EVER // 2] or [0]
    low = max(min(*joint.one, *joint.other), min(ends) - FAR)
    high = min(max(*joint.one, *joint.other), max(ends) + FAR)
    day = local(low, zone).date()
    while (begun := midnight(day, zone)) <= high:
        day += timedelta(days=1)
        yield begun, midnight(day, zone) - 1


# --- a sequence ----------------------------------------------------------------------------------


def in_order(history: History, events: Sequence[str], *, nothing_between: bool) -> Judgement:
    """Judge whether these events happened in this order, before the replay stopped.

    With `nothing_between` no other event that happened lies between two neighbours. Raises
    UnknownName, NotReported where no event is named, and TooTangled if the dates leave too many
    orders open.
    """
    if not events:
        raise NotReported("no event is named: this would pass without checking anything")
    found = dated(history, *events)
    gone = [event for event in events if not history.chronology.events[event].is_actual]
    if gone:
        return Judgement(Verdict.NEVER, f"{unheard(gone[0])}; {found}")
    others = list(_between(history, events[0], events[-1])) if nothing_between else []

    def see(reached: int, seen: Seen) -> int:
        if 0 <= reached < len(events) and seen.event == events[reached]:
            return reached + 1
        wrong = seen.event in events or 0 < reached < len(events)
        return WRONG if wrong else reached

    ended = fold(history.readings, (), (), 0, see, also=[*events, *others])
    whole = {number == len(events): order for number, order in ended.items()}
    return judged(whole, "; ".join([found, *_intruders(history, events, others)]))


WRONG = -1


def _between(history: History, first: str, last: str) -> Iterator[str]:
    """Give the events that may lie between two, surely or in some order."""
    relations = history.readings.relations
    for step in history.steps:
        event = step.event.id
        outside = relations.in_sequence(event, first) or relations.in_sequence(last, event)
        if event not in (first, last) and not outside:
            yield event


def _intruders(history: History, events: Sequence[str], others: Sequence[str]) -> Iterator[str]:
    """Say what lies between two neighbours, surely or in some order."""
    in_sequence = history.readings.relations.in_sequence
    for first, then in pairwise(events if others else ()):
        every = list(_between(history, first, then))
        surely = [one for one in every if in_sequence(first, one) and in_sequence(one, then)]
        perhaps = [one for one in every if one not in surely]
        for names, word in ((surely, "between"), (perhaps, "perhaps between")):
            if names:
                yield f"{word} {quoted(first)} and {quoted(then)}: {listing(names)}"
