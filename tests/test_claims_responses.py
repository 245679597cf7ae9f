"""Verdicts on what each stay in a state was followed or preceded by."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negotiation.claims import Response, Verdict, every_followed, every_preceded, none_followed
from negotiation.errors import NotReported
from negotiation.history import History
from negotiation.replay import replay
from tests.listing import STORIES, Reading, Story, agrees, states
from tests.making import event, model, rule, story, track
from tests.test_readings import STATES

HOUR = 3_600
THEORY = model(
    session=track(
        rule("meet", ["none", "failed"], "meeting"), rule("fail", ["meeting"], "failed"),
        initial="none",
    ),
    shelling=track(
        rule("shell", ["calm"], "heavy"), rule("cease", ["heavy"], "calm"), initial="calm"
    ),
)  # fmt: skip
MEETING = event("session", "meet", "2031-03-03T10:00")
FAILURE = event("failure", "fail", "2031-03-03T12:00")
SHELLING = event("shelling", "shell", "2031-03-03T15:00")


def told(*events: object) -> History:
    return replay(story(THEORY, *events))


def claim(hours: int) -> Response:
    """Say that a failed session was followed by heavy shelling within so many hours."""
    return Response("session", "failed", "shelling", "heavy", hours * HOUR)


def test_no_stay_was_followed_within_the_time() -> None:
    """Shells fell three hours after the failure: not within two, but within four."""
    history = told(MEETING, FAILURE, SHELLING)

    assert none_followed(history, claim(2)).verdict is Verdict.ALWAYS
    assert none_followed(history, claim(4)).verdict is Verdict.NEVER
    assert every_followed(history, claim(4)).verdict is Verdict.ALWAYS


def test_each_answer_is_told_with_how_much_later_it_came() -> None:
    """The first failure was followed in time; the second, after the shelling began, at once."""
    session = event("session-2", "meet", "2031-03-04T10:00")
    failure = event("failure-2", "fail", "2031-03-04T12:00")

    found = every_followed(told(MEETING, FAILURE, SHELLING, session, failure), claim(2)).found

    assert found == (
        '"failure" was followed by "shelling" (between 2 h 59 min and 3 h 1 min, not in time); '
        '"failure-2": the "shelling" was "heavy" since "shelling"'
    )


def test_stay_is_preceded_by_what_had_ended_not_long_before() -> None:
    """Calm ended at 15:00; a failure at 16:00 was preceded by calm within two hours."""
    late = event("failure", "fail", "2031-03-03T16:00")
    calm = Response("session", "failed", "shelling", "calm", 2 * HOUR)

    history = told(MEETING, SHELLING, late)

    assert every_preceded(history, calm).verdict is Verdict.ALWAYS
    soon = Response("session", "failed", "shelling", "calm", HOUR // 2)
    judgement = every_preceded(history, soon)
    assert judgement.verdict is Verdict.NEVER
    assert judgement.found == (
        '"failure" was preceded from the start, until "shelling" '
        "(between 59 min and 1 h 1 min, not in time)"
    )


def test_stay_is_preceded_by_what_still_is() -> None:
    """Shells fall since 15:00 when the session fails at 16:00, and on: that counts as before."""
    late = event("failure", "fail", "2031-03-03T16:00")

    judgement = every_preceded(told(MEETING, SHELLING, late), claim(0))

    assert judgement.verdict is Verdict.ALWAYS
    assert judgement.found == '"failure": the "shelling" was "heavy" since "shelling"'


def test_no_stay_to_judge_is_no_success() -> None:
    """Where no session failed, nothing was followed or preceded by anything."""
    for judge in (every_followed, none_followed, every_preceded):
        with pytest.raises(NotReported, match="without checking anything"):
            judge(told(MEETING, SHELLING), claim(2))


# --- held against listing ------------------------------------------------------------------------


def stays(reading: Reading, state: str) -> list[int]:
    """Give the places of the events that begin a stay of the first track in a state."""
    passed = states(reading, "one")
    return [n for n in range(len(reading)) if passed[n] != state == passed[n + 1]]


def followed(reading: Reading, stay: int, answer: str, seconds: int) -> bool:
    passed = states(reading, "two")
    return any(
        passed[later + 1] == answer and reading[later].moment - reading[stay].moment <= seconds
        for later in range(stay, len(reading))
    )


def preceded(reading: Reading, stay: int, answer: str, seconds: int) -> bool:
    """Say whether the second track is in a state, or left it with an event not long before."""
    passed = states(reading, "two")
    return passed[stay + 1] == answer or any(
        passed[left] == answer
        and passed[left + 1] != answer
        and reading[stay].moment - reading[left].moment <= seconds
        for left in range(stay + 1)
    )


@settings(max_examples=100, deadline=None)
@given(STORIES, st.integers(0, 3))
def test_responses_agree_with_listing(listed: Story, seconds: int) -> None:
    """Every stay of one reading is answered in time, or none is, in that reading as a whole."""
    for state, answer in product(STATES, STATES):
        asked = Response("one", state, "two", answer, seconds)
        if not any(stays(reading, state) for reading in listed.readings):
            with pytest.raises(NotReported):
                none_followed(listed.history, asked)
            continue
        for judge, wanted, is_answered in (
            (every_followed, True, followed),
            (none_followed, False, followed),
            (every_preceded, True, preceded),
        ):
            agrees(
                listed,
                lambda h, judge=judge, asked=asked: judge(h, asked),
                lambda r, s=state, a=answer, wanted=wanted, is_answered=is_answered: all(
                    is_answered(r, stay, a, seconds) is wanted for stay in stays(r, s)
                ),
            )
