"""Claims: questions to a History, each with a verdict over all readings.

Plain functions; Gherkin puts words round them. A claim about states is a small monitor folded over
every order of the events; one about order or delay is a bound asked of the temporal network.
Knows no files and no words of any language.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import combinations
from typing import Literal, NamedTuple

from negotiation.bounds import Constraint
from negotiation.chronology import Chronology, Event
from negotiation.dates import Dating
from negotiation.errors import NotReported, UnknownName
from negotiation.history import History, TrackState
from negotiation.knots import EVER, NEVER
from negotiation.near import did_you_mean, quoted
from negotiation.readings import Order, See, Seen, fold


class Verdict(Enum):
    """Whether a claim holds in all, some or none of the readings that the sources allow."""

    ALWAYS = "certainly"
    SOMETIMES = "possibly"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict, what was found, and an order of the events for which the claim holds or fails.

    `decided_by` are the events whose order, left open by the sources, makes the difference.
    """

    verdict: Verdict
    found: str
    holds: Order | None = None
    fails: Order | None = None

    @property
    def decided_by(self) -> tuple[str, ...]:
        """The events that stand in another order where the claim holds than where it fails."""
        if self.holds is None or self.fails is None:
            return ()
        place = {event: number for number, event in enumerate(self.fails)}
        kept = [event for event in self.holds if event in place]
        swapped = [(a, b) for a, b in combinations(kept, 2) if place[a] > place[b]]
        missing = set(self.holds) ^ set(self.fails)
        told = dict.fromkeys([*(event for pair in swapped for event in pair), *sorted(missing)])
        return tuple(told)


def _judged(ended: Mapping[bool, Order], found: str) -> Judgement:
    """Give the verdict on a monitor that may end with yes, with no or with either."""
    holds, fails = ended.get(True), ended.get(False)
    if fails is None:
        return Judgement(Verdict.ALWAYS, found, holds)
    verdict = Verdict.NEVER if holds is None else Verdict.SOMETIMES
    return Judgement(verdict, found, holds, fails)


# --- states ---------------------------------------------------------------------------------------


def was(history: History, track: str, state: str, moment: int) -> Judgement:
    """Judge whether a track was in a state at a moment, in seconds UTC.

    Raises UnknownName for a track or state that the model does not have, NotReported outside
    the record.
    """
    _check_state(history, track, state)
    found = history.at(moment)[track]
    if found.basis == "not-reported":
        raise NotReported(f"the {quoted(track)} is {found.words}: the record does not cover it")
    verdict = _verdict(found, state)
    if verdict is not Verdict.SOMETIMES:
        return Judgement(verdict, found.words)

    def see(value: tuple[str, bool], seen: Seen) -> tuple[str, bool]:
        now, held = value
        return (now, now == state) if seen.mark is not None else (_after(seen, track, now), held)

    ended = fold(history.readings, [track], [moment], (history.start[track], False), see)
    return _judged({held: order for (_, held), order in ended.items()}, found.words)


def _verdict(found: TrackState, state: str) -> Verdict:
    if state not in found.possible:
        return Verdict.NEVER
    return Verdict.ALWAYS if found.certain == state else Verdict.SOMETIMES


def throughout(history: History, track: str, state: str, first: int, last: int) -> Judgement:
    """Judge whether a track was in a state from one moment to another, both in seconds UTC."""
    if first == last:
        return was(history, track, state, first)
    _check_state(history, track, state)
    _check_record(history, track, (first, last))

    def see(value: tuple[str, int, bool], seen: Seen) -> tuple[str, int, bool]:
        now, marks, held = value
        if seen.mark is not None:
            return now, marks + 1, held and now == state
        now = _after(seen, track, now)
        return now, marks, held and (marks != 1 or now == state)

    start = (history.start[track], 0, True)
    ended = fold(history.readings, [track], (first, last), start, see)
    return _judged(_answers(ended), _states_between(history, track, first, last))


def at_some_point(history: History, track: str, state: str, first: int, last: int) -> Judgement:
    """Judge whether a track was in a state at some moment of a stretch, in seconds UTC."""
    if first == last:
        return was(history, track, state, first)
    _check_state(history, track, state)
    _check_record(history, track, (first, last))

    def see(value: tuple[str, int, bool], seen: Seen) -> tuple[str, int, bool]:
        now, marks, met = value
        if seen.mark is not None:
            return now, marks + 1, met or now == state
        now = _after(seen, track, now)
        return now, marks, met or (marks == 1 and now == state)

    start = (history.start[track], 0, False)
    ended = fold(history.readings, [track], (first, last), start, see)
    return _judged(_answers(ended), _states_between(history, track, first, last))


def last_known(history: History, track: str, state: str) -> Judgement:
    """Judge whether a state is the last that the record tells of a track."""
    _check_state(history, track, state)
    if history.record is None:
        raise NotReported("there is no record")
    return was(history, track, state, history.record.end - 1)


def never_was(history: History, track: str, state: str) -> Judgement:
    """Judge whether a track was never in a state, in the whole record."""
    _check_state(history, track, state)

    def see(absent: bool, seen: Seen) -> bool:
        return absent and _after(seen, track, "") != state

    ended = fold(history.readings, [track], (), history.start[track] != state, see)
    return _judged(ended, _sequence(history, track))


Progress = tuple[int, int | None, bool]  # the stage reached, the last mark passed, right so far


@dataclass(frozen=True, slots=True)
class Stage:
    """One row of a claimed sequence: a state, and the date from which, if it is claimed."""

    state: str
    start: Dating | None = None


def went_through(history: History, track: str, stages: Sequence[Stage]) -> Judgement:
    """Judge whether a track went through exactly these states in this order.

    A start holds in a reading in which the state was reached at a moment that its date allows.
    """
    for stage in stages:
        _check_state(history, track, stage.state)
    zone, words = history.zone, history.chronology.words
    dates = [stage.start.window(zone, words) if stage.start else None for stage in stages]
    early = [d.earliest - 1 if d and d.earliest is not None else None for d in dates]
    late = [d.latest - 1 if d and d.latest is not None else None for d in dates]

    def see(value: Progress, seen: Seen) -> Progress:
        number, passed, right = value
        if seen.mark is not None:
            return number, seen.mark, right
        outcome = seen.outcomes.get(track)
        if outcome is None or not outcome.moved:
            return value
        number += 1
        if number >= len(stages) or stages[number].state != outcome.after:
            return number, passed, False
        in_time = _reached(passed, early[number]) and not _reached(passed, late[number], False)
        return number, passed, right and in_time

    right = bool(stages) and stages[0].state == history.start[track] and dates[0] is None
    moments = [moment for moment in (*early, *late) if moment is not None]
    start: Progress = (0, None, right)
    ended = fold(history.readings, [track], moments, start, see)
    whole = {(n == len(stages) - 1 and ok): order for (n, _, ok), order in ended.items()}
    return _judged(whole, _sequence(history, track))


def _reached(passed: int | None, mark: int | None, without: bool = True) -> bool:
    """Say whether a mark has been passed; where there is no mark, what counts without one."""
    if mark is None:
        return without
    return passed is not None and passed >= mark


def _after(seen: Seen, track: str, now: str) -> str:
    outcome = seen.outcomes.get(track)
    return now if outcome is None else outcome.after


def _answers(ended: Mapping[tuple[str, int, bool], Order]) -> dict[bool, Order]:
    return {held: order for (_, _, held), order in ended.items()}


# --- order and delay -----------------------------------------------------------------------------


def before(history: History, first: str, then: str) -> Judgement:
    """Judge whether one event was before another. Raises UnknownName."""
    found = _dates(history, first, then)
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


def delay(history: History, first: str, then: str) -> Delay:
    """Bound the time from one event to another by the network. Raises UnknownName."""
    for event in (first, then):
        history.window_of(event)
    least, most = history.readings.relations.apart(first, then)
    return Delay(None if least < NEVER // 2 else least, None if most > EVER // 2 else most)


def at_most_after(history: History, then: str, seconds: int, first: str) -> Judgement:
    """Judge whether one event came after another and at most so many seconds after it."""
    bounds = delay(history, first, then)
    least = NEVER if bounds.least is None else bounds.least
    most = EVER if bounds.most is None else bounds.most
    found = f"{_span(bounds)}; {_dates(history, first, then)}"
    if least >= 0 and most <= seconds:
        return Judgement(Verdict.ALWAYS, found)
    return Judgement(Verdict.NEVER if least > seconds or most < 0 else Verdict.SOMETIMES, found)


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
    _check_state(history, claim.track, claim.state)
    _check_state(history, claim.other, claim.answer)
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
    return _judged(ended, "; ".join(sorted({_answer(pair) for pairs in met for pair in pairs})))


def _responding(claim: Response) -> See[Answered]:
    def see(value: Answered, seen: Seen) -> Answered:
        now, answered, waiting = value
        now = _after(seen, claim.other, now)
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


# --- events ---------------------------------------------------------------------------------------


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
    return _judged(ended, found)


def supported_by(history: History, event: str, *, independent: bool) -> int:
    """Count the reports of an event that name a source. Raises UnknownName.

    Independent ones are counted by whom they are attributed to, else by wire of origin.
    """
    history.window_of(event)
    reported = history.chronology.events[event]
    if not independent:
        return sum(1 for _ in reported.sourced())
    return len(origins(history.chronology, reported))


class Origin(NamedTuple):
    """Whom a report is attributed to, else its wire, else its outlet."""

    sort: Literal["actor", "wire", "outlet"]
    name: str


def origins(chronology: Chronology, event: Event) -> frozenset[Origin]:
    """Give the independent origins of an event: as many as support it."""
    found: set[Origin] = set()
    for report in event.sourced():
        source = chronology.sources[report.source or ""]
        actors = {Origin("actor", key) for key in report.by}
        wires = {Origin("wire", wire) for wire in source.wire}
        found |= actors or wires or {Origin("outlet", source.outlet)}
    return frozenset(found)


# --- what was found, in words -------------------------------------------------------------------


def _sequence(history: History, track: str) -> str:
    spans = history.spans(track)
    starts = (f" ({span.start.text})" if span.start else "" for span in spans)
    return " → ".join(span.state + start for span, start in zip(spans, starts, strict=True))


def _states_between(history: History, track: str, first: int, last: int) -> str:
    changes = (moment for moment in history.readings.changes(track) if first < moment <= last)
    found = (history.at(moment)[track].words for moment in (first, *changes))
    return "; ".join(dict.fromkeys(found))


def _span(bounds: Delay) -> str:
    """Say a delay in hours and minutes: "between 41 h and 47 h 45 min"."""
    low = "any time" if bounds.least is None else _hours(bounds.least)
    high = "any time" if bounds.most is None else _hours(bounds.most)
    return low if low == high else f"between {low} and {high}"


def _hours(seconds: int) -> str:
    hours, minutes = divmod(round(abs(seconds) / 60), 60)
    told = f"{hours} h {minutes} min" if minutes else f"{hours} h"
    return f"{told} before" if seconds < -30 else told


def _dates(history: History, *events: str) -> str:
    texts = ((event, history.window_of(event).text or "undated") for event in events)
    return "; ".join(f"{quoted(event)}: {text}" for event, text in texts)


def _check_record(history: History, track: str, moments: Iterable[int]) -> None:
    if history.record is None or not all(map(history.record.covers, moments)):
        raise NotReported(f"the {quoted(track)} is not reported: the record does not cover it all")


def _check_state(history: History, track: str, state: str) -> None:
    states = history.chronology.track(track).states
    if state not in states:
        hint = did_you_mean(state, states)
        raise UnknownName(f"the {quoted(track)} has no state {quoted(state)}; {hint}")


__all__ = [
    "Delay", "Judgement", "Origin", "Response", "Stage", "Verdict", "at_most_after",
    "at_some_point", "before", "delay", "deviates", "every_followed", "is_recorded", "last_known",
    "never_was", "origins", "supported_by", "throughout", "was", "went_through",
]  # fmt: skip
