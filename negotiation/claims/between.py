"""Claims about the states of a track between two events: from just after one until the other."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator

from negotiation.claims.judgement import Judgement, after, check_state, judged
from negotiation.history import History
from negotiation.near import quoted
from negotiation.readings import Order, Seen, fold

States = frozenset[str]
Stretch = tuple[str, States | None, bool]  # the state now, those since the first event, over


def absent_between(history: History, track: str, state: str, first: str, then: str) -> Judgement:
    """Judge whether a track was never in a state from just after one event until another.

    What the first event led to counts, what the other led to does not. Where the other does not
    come after the first, or not before the replay stopped, the claim fails. Raises UnknownName.
    """
    check_state(history, track, state)
    return _between(history, track, first, then, lambda states: state not in states)


def throughout_between(
    history: History, track: str, state: str, first: str, then: str
) -> Judgement:
    """Judge whether a track was in one state only from just after one event until another.

    Counted as in `absent_between`. Raises UnknownName.
    """
    check_state(history, track, state)
    return _between(history, track, first, then, lambda states: states == {state})


def _between(
    history: History, track: str, first: str, then: str, is_right: Callable[[States], bool]
) -> Judgement:
    for event in (first, then):
        history.window_of(event)

    def see(value: Stretch, seen: Seen) -> Stretch:
        now, states, over = value
        if over:
            return value
        if seen.event == then:
            return "", states, True
        now = after(seen, track, now)
        if seen.event == first:
            return now, frozenset({now}), False
        return now, states if states is None else states | {now}, False

    start: Stretch = (history.start[track], None, False)
    ended: dict[States | None, Order] = {}
    for (_, states, over), order in fold(
        history.readings, [track], (), start, see, also=(first, then)
    ).items():
        ended.setdefault(states if over else None, order)
    answers: dict[bool, Order] = {}
    for passed, order in ended.items():
        answers.setdefault(passed is not None and is_right(passed), order)
    return judged(answers, "; ".join(_found(history, track, (first, then), ended)))


def _found(
    history: History, track: str, events: tuple[str, str], ended: Collection[States | None]
) -> Iterator[str]:
    passed = [states for states in ended if states is not None]
    first, then = map(quoted, events)
    if len(passed) < len(ended):
        word = "may not be" if passed else "is never"
        yield f"{then} {word} after {first}"
    if passed:
        known = history.chronology.track(track).states
        yield f"between {first} and {then}: {', '.join(_states(known, passed))}"


def _states(known: Iterable[str], passed: Collection[States]) -> Iterator[str]:
    for state in known:
        if all(state in states for states in passed):
            yield state
        elif any(state in states for states in passed):
            yield f"possibly {state}"
