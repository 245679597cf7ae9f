"""Verdicts on how long a track stayed in a state, and how often it came to it."""

from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negotiation.claims import (
    Verdict,
    lasted_at_least,
    lasted_at_most,
    lasted_between,
    times,
)
from negotiation.dates import parse_moment, zone
from negotiation.errors import NotReported, UnknownName
from negotiation.history import History
from negotiation.readings import Until
from negotiation.replay import replay
from tests.listing import STORIES, Reading, Story, agrees, moves
from tests.making import event, model, report, rule, story, track
from tests.test_readings import STATES

HOUR, DAY = 3_600, 86_400
TRUCE = track(
    rule("agree", ["none", "broken"], "holds"), rule("break", ["holds"], "broken"), initial="none"
)
FIRST = event("truce-1", "agree", "2031-03-03T12:00")
BREACH = event("breach", "break", "2031-03-05 morning")
SECOND = event("truce-2", "agree", "2031-03-10T00:00")


def truces(*events: object, until: Until | None = None) -> History:
    return replay(story(model(truce=TRUCE), *events), until=until)


def test_stay_is_as_long_as_its_two_dates_allow() -> None:
    """From noon of 3 March to the morning (06–12) of the 5th it is 42 to 48 hours."""
    history = truces(FIRST, BREACH)

    assert lasted_at_least(history, "truce", "holds", 41 * HOUR).verdict is Verdict.ALWAYS
    assert lasted_at_least(history, "truce", "holds", 45 * HOUR).verdict is Verdict.SOMETIMES
    assert lasted_at_least(history, "truce", "holds", 49 * HOUR).verdict is Verdict.NEVER
    assert lasted_at_most(history, "truce", "holds", 49 * HOUR).verdict is Verdict.ALWAYS
    assert lasted_at_most(history, "truce", "holds", 45 * HOUR).verdict is Verdict.SOMETIMES
    assert lasted_at_most(history, "truce", "holds", 41 * HOUR).verdict is Verdict.NEVER
    both = lasted_between(history, "truce", "holds", 41 * HOUR, 49 * HOUR)
    assert both.verdict is Verdict.ALWAYS
    assert both.found == 'from "truce-1" to "breach": between 41 h 59 min and 48 h'


def test_longest_stay_is_meant() -> None:
    """The second truce, of 10 March, holds to 31 December: for 296 days and more."""
    history = truces(FIRST, BREACH, SECOND)

    longest = lasted_at_least(history, "truce", "holds", 296 * DAY)

    assert longest.verdict is Verdict.ALWAYS
    assert 'from "truce-2" to the end of the record: at least 296 days 23 h' in longest.found


def test_stay_that_reaches_the_records_end_has_no_certain_most() -> None:
    """A truce that holds on 31 December may last into the next year."""
    history = truces(FIRST)

    assert lasted_at_most(history, "truce", "holds", 400 * DAY).verdict is Verdict.SOMETIMES
    assert lasted_at_most(history, "truce", "holds", 300 * DAY).verdict is Verdict.NEVER
    assert lasted_at_least(history, "truce", "holds", 400 * DAY).verdict is Verdict.SOMETIMES
    assert lasted_at_least(history, "truce", "holds", 300 * DAY).verdict is Verdict.ALWAYS


def test_stay_from_the_models_start_counts_from_the_first_event() -> None:
    """No truce is told of from 1 March, where the record begins, to noon of the 3rd; or longer."""
    history = truces(event("remark", "nothing", "2031-03-01T00:00"), FIRST, BREACH)

    least = lasted_at_least(history, "truce", "none", 60 * HOUR - 60)

    assert least.verdict is Verdict.ALWAYS
    assert least.found == 'from the model\'s start to "truce-1": at least 60 h'
    assert lasted_at_least(history, "truce", "none", 61 * HOUR).verdict is Verdict.SOMETIMES
    assert lasted_at_most(history, "truce", "none", 61 * HOUR).verdict is Verdict.SOMETIMES
    assert lasted_at_most(history, "truce", "none", 59 * HOUR).verdict is Verdict.NEVER


def test_stay_goes_as_far_as_the_replay() -> None:
    """Replayed to the end of 4 March the truce holds for 36 hours, and how much longer is open."""
    history = truces(FIRST, BREACH, until=Until.at(parse_moment("2031-03-04", zone("UTC"))))

    assert lasted_at_least(history, "truce", "holds", 35 * HOUR).verdict is Verdict.ALWAYS
    assert lasted_at_most(history, "truce", "holds", 37 * HOUR).verdict is Verdict.SOMETIMES


def test_state_that_never_was_lasts_for_no_time() -> None:
    """Where a truce never was broken, nothing can be said of how long it was."""
    history = truces(FIRST)

    with pytest.raises(NotReported, match="without checking anything"):
        lasted_at_most(history, "truce", "broken", DAY)
    with pytest.raises(UnknownName):
        lasted_at_least(history, "truce", "brken", DAY)
    assert times(history, "truce", "broken", 0, 0).verdict is Verdict.ALWAYS


def test_stays_are_counted_with_the_models_start() -> None:
    """Two truces, one breach, and one time without either, at the start."""
    history = truces(FIRST, BREACH, SECOND)

    assert times(history, "truce", "holds", 2, 2).verdict is Verdict.ALWAYS
    assert times(history, "truce", "holds", 3, None).verdict is Verdict.NEVER
    assert times(history, "truce", "none", 1, 1).verdict is Verdict.ALWAYS
    assert times(history, "truce", "holds", 2, 2).found == "2 times"


def test_count_may_depend_on_the_order() -> None:
    """A breach "in March" comes between the two truces, or before or after both."""
    loose = event("breach", "break", report("2031-03"))

    judgement = times(truces(FIRST, loose, SECOND), "truce", "holds", 2, None)

    assert judgement.verdict is Verdict.SOMETIMES
    assert judgement.found == "1 or 2 times"


# --- held against listing ------------------------------------------------------------------------


class Length(NamedTuple):
    """How long a stay surely was, and whether it may have been longer."""

    known: int
    is_open: bool


def lengths(reading: Reading, history: History, state: str) -> list[Length]:
    record = history.record
    start = record.start if record is not None else None
    begun = (start, True) if state == "red" else None
    found = []
    for moment, before, after in moves(reading, "two"):
        if before == state and begun is not None:
            since, is_open = begun
            found.append(Length(0 if since is None else max(0, moment - since), is_open))
        begun = (moment, False) if after == state else None
    if begun is not None:
        known = 0 if record is None or begun[0] is None else max(0, record.end - begun[0])
        found.append(Length(known, True))
    return found


def answers(found: list[Length], least: int, most: int | None) -> set[bool]:
    """Say whether the longest may be from least to most, and whether it may not, trying lengths."""
    if not found:
        return {False}
    known = max(one.known for one in found)
    longest = [known]
    if any(one.is_open for one in found):
        longest += [length for length in (least, (most or 0) + 1) if length >= known]
    return {least <= length and (most is None or length <= most) for length in longest}


@settings(max_examples=100, deadline=None)
@given(STORIES, st.integers(0, 4), st.integers(0, 3))
def test_stays_agree_with_listing(told: Story, least: int, more: int) -> None:
    """The longest stay of each reading is as long as claimed, or may be where an end is open."""
    most = least + more
    for state in STATES:
        found = [lengths(reading, told.history, state) for reading in told.readings]
        if not any(found):
            with pytest.raises(NotReported):
                lasted_at_least(told.history, "two", state, least)
            continue
        for judge, low, high in (
            (lambda h, s=state: lasted_at_least(h, "two", s, least), least, None),
            (lambda h, s=state: lasted_at_most(h, "two", s, most), 0, most),
            (lambda h, s=state: lasted_between(h, "two", s, least, most), least, most),
        ):
            agrees(
                told,
                judge,
                lambda r, s=state, a=low, b=high: answers(lengths(r, told.history, s), a, b),
            )
        agrees(
            told,
            lambda h, s=state: times(h, "two", s, least - 1, most - 1),
            lambda r, s=state: least - 1 <= len(lengths(r, told.history, s)) <= most - 1,
        )
