"""Claims about the states of one track: at a moment, over a stretch, in sequence.

Each is a small monitor folded over every order of the events.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from negotiation.claims.judgement import Judgement, Verdict, after, check_state, judged
from negotiation.dates import Dating
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
    found = history.at(moment)[track]
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
    """Judge whether a track was in a state at some moment of a stretch, in seconds UTC."""
    if first == last:
        return was(history, track, state, first)
    check_state(history, track, state)
    _check_record(history, track, (first, last))

    def see(value: tuple[str, int, bool], seen: Seen) -> tuple[str, int, bool]:
        now, marks, met = value
        if seen.mark is not None:
            return now, marks + 1, met or now == state
        now = after(seen, track, now)
        return now, marks, met or (marks == 1 and now == state)

    start = (history.start[track], 0, False)
    ended = fold(history.readings, [track], (first, last), start, see)
    return judged(_answers(ended), _states_between(history, track, first, last))


def last_known(history: History, track: str, state: str) -> Judgement:
    """Judge whether a state is the last that the record tells of a track."""
    check_state(history, track, state)
    if history.record is None:
        raise NotReported("there is no record")
    return was(history, track, state, history.record.end - 1)


def never_was(history: History, track: str, state: str) -> Judgement:
    """Judge whether a track was never in a state, in the whole record."""
    check_state(history, track, state)

    def see(absent: bool, seen: Seen) -> bool:
        return absent and after(seen, track, "") != state

    ended = fold(history.readings, [track], (), history.start[track] != state, see)
    return judged(ended, _sequence(history, track))


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
        check_state(history, track, stage.state)
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
    found = (history.at(moment)[track].words for moment in (first, *changes))
    return "; ".join(dict.fromkeys(found))


def _check_record(history: History, track: str, moments: Iterable[int]) -> None:
    if history.record is None or not all(map(history.record.covers, moments)):
        raise NotReported(f"the {quoted(track)} is not reported: the record does not cover it all")
