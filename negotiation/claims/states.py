"""Claims about the states of one track: at a moment, over a stretch, in sequence.

Each is a small monitor folded over every order of the events.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from negotiation import wording
from negotiation.claims.judgement import Judgement, Verdict, after, check_state, judged
from negotiation.dates import Window
from negotiation.errors import NotReported
from negotiation.history import History, TrackState
from negotiation.near import quoted
from negotiation.readings import Order, Seen, fold


def was(history: History, track: str, state: str, moment: int) -> Judgement:
    """Judge whether a track was in a state at a moment, in seconds UTC.

    Raises UnknownName for a track or state that the model does not have, NotReported outside
    the record.
    """
    check_state(history, track, state)
    found = history.track_at(track, moment)
    if found.basis == "not-reported":
        raise NotReported(f"the {quoted(track)} is {found.words}: the record does not cover it")
    verdict = _verdict(found, state)
    if verdict is not Verdict.SOMETIMES:
        return Judgement(verdict, found.words)

    def see(value: tuple[str, bool], seen: Seen) -> tuple[str, bool]:
        now, held = value
        return (now, now == state) if seen.mark is not None else (after(seen, track, now), held)

    ended = fold(history.readings, [track], [moment], (history.start[track], False), see)
    return judged({held: order for (_, held), order in ended.items()}, found.words)


def _verdict(found: TrackState, state: str) -> Verdict:
    if state not in found.possible:
        return Verdict.NEVER
    return Verdict.ALWAYS if found.certain == state else Verdict.SOMETIMES


def throughout(history: History, track: str, state: str, first: int, last: int) -> Judgement:
    """Judge whether a track was in a state from one moment to another, both in seconds UTC."""
    if first == last:
        return was(history, track, state, first)
    check_state(history, track, state)
    _check_record(history, track, (first, last))

    def see(value: tuple[str, int, bool], seen: Seen) -> tuple[str, int, bool]:
        now, marks, held = value
        if seen.mark is not None:
            return now, marks + 1, held and now == state
        now = after(seen, track, now)
        return now, marks, held and (marks != 1 or now == state)

    start = (history.start[track], 0, True)
    ended = fold(history.readings, [track], (first, last), start, see)
    return judged(_answers(ended), _states_between(history, track, first, last))


def at_some_point(history: History, track: str, state: str, first: int, last: int) -> Judgement:
    """Judge whether a track was in a state at some moment of a stretch, in seconds UTC.

    A stay that begins and ends in the first second counts; one that only ends in it does not.
    """
    if first == last:
        return was(history, track, state, first)
    check_state(history, track, state)
    _check_record(history, track, (first, last))

    def see(value: tuple[str, int, bool], seen: Seen) -> tuple[str, int, bool]:
        now, marks, met = value
        if seen.mark is not None:
            return now, marks + 1, met or (marks >= 1 and now == state)
        before, now = now, after(seen, track, now)
        return now, marks, met or (marks in {1, 2} and before != now == state)

    start = (history.start[track], 0, False)
    ended = fold(history.readings, [track], (first - 1, first, last), start, see)
    return judged(_answers(ended), _states_between(history, track, first, last))


def last_known(history: History, track: str, state: str) -> Judgement:
    """Judge whether a state is the last that the record tells of a track.

    That is the state at its end; of a replay that stops at an event, the state at that event.
    """
    check_state(history, track, state)
    if history.until is not None and history.until.event and history.chronology.source_ids():
        ended = history.readings.final(track)
        answers = {now == state: order for now, order in ended.items()}
        return judged(answers, ("" if len(ended) == 1 else "possibly ") + " or ".join(ended))
    if history.record is None:
        raise NotReported("there is no record")
    return was(history, track, state, history.record.end - 1)


def could_be(history: History, track: str, states: Iterable[str], moment: int) -> Judgement:
    """Judge whether just these states are possible at a moment, in seconds UTC.

    Certainly or never. Raises UnknownName, and NotReported outside the record.
    """
    claimed = set(states)
    for state in claimed:
        check_state(history, track, state)
    _check_record(history, track, [moment])
    found = history.track_at(track, moment)
    right = set(found.possible) == claimed
    return Judgement(Verdict.ALWAYS if right else Verdict.NEVER, found.words)


def record_ends(history: History, window: Window) -> Judgement:
    """Judge whether the last moment of the record lies in a window; certainly or never.

    Raises NotReported if there is no record.
    """
    if history.record is None:
        raise NotReported("there is no record")
    last = history.record.end - 1
    right = not window.intersection(Window(last, last + 1)).is_empty()
    found = f"the record ends on {wording.moment(last, history.zone).removeprefix('the end of ')}"
    return Judgement(Verdict.ALWAYS if right else Verdict.NEVER, found)


def never_was(history: History, track: str, state: str) -> Judgement:
    """Judge whether a track was never in a state, in the whole record."""
    check_state(history, track, state)

    def see(absent: bool, seen: Seen) -> bool:
        return absent and after(seen, track, "") != state

    ended = fold(history.readings, [track], (), history.start[track] != state, see)
    return judged(ended, _sequence(history, track))


def never_together(
    history: History, track: str, other: str, state: str, other_state: str
) -> Judgement:
    """Judge whether two tracks were at no moment in these two states at once.

    What an event does to both it does at once: they are not together while it moves them. States
    that a reading passes through within one second count. Raises UnknownName.
    """
    check_state(history, track, state)
    check_state(history, other, other_state)

    def see(value: Meeting, seen: Seen) -> Meeting:
        one, two, met = value
        one, two = after(seen, track, one), after(seen, other, two)
        if met is None and (one, two) == (state, other_state):
            met = seen.event
        return one, two, met

    at_once = (history.start[track], history.start[other]) == (state, other_state)
    start = (history.start[track], history.start[other], "" if at_once else None)
    ended = fold(history.readings, [track, other], (), start, see)
    answers: dict[bool, Order] = {}
    for (_, _, met), order in ended.items():
        answers.setdefault(met is None, order)
    return judged(answers, _met({met for _, _, met in ended}))


Meeting = tuple[str, str, str | None]  # two states, and the event that first brought them together


def _met(events: set[str | None]) -> str:
    told = {
        "never together" if event is None
        else f"together from {quoted(event) if event else 'the start'}"
        for event in events
    }  # fmt: skip
    return "; ".join(sorted(told))


def went(history: History, track: str, first: str, then: str, *, directly: bool) -> Judgement:
    """Judge whether a track was in one state and later in another; `directly`: in it next.

    The model's start counts. Raises UnknownName.
    """
    check_state(history, track, first)
    check_state(history, track, then)

    def see(value: tuple[bool, bool], seen: Seen) -> tuple[bool, bool]:
        met, gone = value
        outcome = seen.outcomes.get(track)
        if outcome is None or not outcome.moved:
            return value
        gone = gone or (outcome.after == then and met)
        return outcome.after == first or (met and not directly), gone

    ended = fold(history.readings, [track], (), (history.start[track] == first, False), see)
    answers: dict[bool, Order] = {}
    for (_, gone), order in ended.items():
        answers.setdefault(gone, order)
    return judged(answers, _sequence(history, track))


Progress = tuple[int, int | None, bool]  # the stage reached, the last mark passed, right so far


@dataclass(frozen=True, slots=True)
class Stage:
    """One row of a claimed sequence: a state, and in which window it began, if that is claimed."""

    state: str
    start: Window | None = None


def went_through(history: History, track: str, stages: Sequence[Stage]) -> Judgement:
    """Judge whether a track went through exactly these states in this order.

    A start holds in a reading in which the state was reached at a moment of its window.
    """
    for stage in stages:
        check_state(history, track, stage.state)
    dates = [stage.start for stage in stages]
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
    return judged(whole, _sequence(history, track))


def _reached(passed: int | None, mark: int | None, without: bool = True) -> bool:
    """Say whether a mark has been passed; where there is no mark, what counts without one."""
    if mark is None:
        return without
    return passed is not None and passed >= mark


def _answers(ended: Mapping[tuple[str, int, bool], Order]) -> dict[bool, Order]:
    return {held: order for (_, _, held), order in ended.items()}


def _sequence(history: History, track: str) -> str:
    spans = history.spans(track)
    starts = (f" ({span.start.text})" if span.start else "" for span in spans)
    return " → ".join(span.state + start for span, start in zip(spans, starts, strict=True))


def _states_between(history: History, track: str, first: int, last: int) -> str:
    changes = (moment for moment in history.readings.changes(track) if first < moment <= last)
    found = (history.track_at(track, moment).words for moment in (first, *changes))
    return "; ".join(dict.fromkeys(found))


def _check_record(history: History, track: str, moments: Iterable[int]) -> None:
    if history.record is None or not all(map(history.record.covers, moments)):
        raise NotReported(f"the {quoted(track)} is not reported: the record does not cover it all")
