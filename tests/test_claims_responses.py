"""Verdicts on what each stay in a state was followed or preceded by."""

from collections.abc import Callable
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negotiation.claims import Response, Verdict, every_followed, every_preceded, none_followed
from negotiation.dates import parse_date, parse_moment, zone
from negotiation.errors import NotReported
from negotiation.history import History
from negotiation.readings import Until
from negotiation.replay import replay
from tests.listing import STORIES, Reading, Story, agrees, states
from tests.making import PAPER, event, model, report, rule, story, track
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
SHELLS_FIRST = event("shells-first", "shell", "2031-03-03T11:00")


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


# --- what is not reported ------------------------------------------------------------------------

TOLD_TO_ONE = PAPER.model_copy(update={"published": parse_date("2031-03-03T12:59")})


def within(hours: int, *events: object, until: Until | None = None) -> tuple[Verdict, Verdict]:
    """Judge every failure, and none, followed by shells within so many hours; told until 13:00."""
    history = replay(story(THEORY, *events, sources={"paper": TOLD_TO_ONE}), until=until)
    asked = claim(hours)
    return every_followed(history, asked).verdict, none_followed(history, asked).verdict


def test_silence_after_the_records_end_is_no_lack_of_an_answer() -> None:
    """The record ends at 13:00: of shells within an hour of a failure at noon it tells nothing.

    The minute of the failure may be its last second, one second short of an hour before the end.
    """
    assert within(1, MEETING, FAILURE) == (Verdict.SOMETIMES, Verdict.SOMETIMES)
    early = event("failure", "fail", "2031-03-03T11:59")
    assert within(1, MEETING, early) == (Verdict.NEVER, Verdict.ALWAYS)
    assert within(2, MEETING, early) == (Verdict.SOMETIMES, Verdict.SOMETIMES)


def test_silence_after_the_stop_is_no_lack_of_an_answer() -> None:
    """A replay to 13:00, or up to the shells of 15:00, tells nothing of the time after that."""
    events = (MEETING, FAILURE, SHELLING)
    at_one = Until.at(parse_moment("2031-03-03T13:00", zone("UTC")))

    def judged(hours: int, until: Until) -> tuple[Verdict, Verdict]:
        history = replay(story(THEORY, *events), until=until)
        asked = claim(hours)
        return every_followed(history, asked).verdict, none_followed(history, asked).verdict

    assert judged(2, at_one) == (Verdict.SOMETIMES, Verdict.SOMETIMES)
    assert judged(2, Until.before("shelling")) == (Verdict.NEVER, Verdict.ALWAYS)
    assert judged(4, Until.before("shelling")) == (Verdict.SOMETIMES, Verdict.SOMETIMES)
    assert judged(4, Until.through("shelling")) == (Verdict.ALWAYS, Verdict.NEVER)


def test_silence_before_the_records_beginning_is_no_lack_of_an_answer() -> None:
    """The record begins with the meeting, at 10:00: of shells in the hours before it it says none.

    The failure at noon was preceded by none within one hour; within three, that is open.
    """
    history = told(MEETING, FAILURE)

    assert every_preceded(history, claim(1)).verdict is Verdict.NEVER
    assert every_preceded(history, claim(3)).verdict is Verdict.SOMETIMES
    assert every_preceded(history, claim(3)).found == (
        '"failure" was not answered as far as the record reaches'
    )


def test_without_a_stay_nothing_is_certain() -> None:
    """A failure that one report denies may not have been: then no claim about every one holds."""
    denied = event("failure", "fail", "2031-03-03T12:00", report(modality="negated"))

    answered, unanswered = told(MEETING, denied, SHELLING), told(MEETING, denied)

    assert every_followed(answered, claim(4)).verdict is Verdict.SOMETIMES
    assert every_preceded(told(MEETING, SHELLS_FIRST, denied), claim(4)).verdict is (
        Verdict.SOMETIMES
    )
    for judge in (every_followed, none_followed):
        judgement = judge(unanswered, claim(4))
        assert judgement.verdict is Verdict.SOMETIMES
        assert judgement.found == (
            '"failure" was not answered; the "session" may never have come to be "failed"'
        )


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


def reaches_on(reading: Reading, stay: int, history: History, seconds: int) -> bool:
    """Say whether the seconds after a stay's beginning run on beyond what the reading tells of."""
    ends = [history.chronology.published("paper") + 1]
    ends += [] if reading.stop is None else [reading.stop]
    at_event = history.until is not None and history.until.event
    nothing = history.record is None and not at_event
    return nothing or reading[stay].moment + seconds >= min(ends)


def reaches_back(reading: Reading, stay: int, history: History, seconds: int) -> bool:
    """Say whether the seconds before a stay's beginning run back beyond the record's."""
    record = history.record
    return record is None or reading[stay].moment - seconds < record.start


@settings(max_examples=200, deadline=None)
@given(STORIES, st.integers(0, 3))
def test_responses_agree_with_listing(listed: Story, seconds: int) -> None:
    """Every stay of one reading is answered in time, or none is, in that reading as a whole.

    Both may be so of a stay whose time is not all reported, and of a reading without a stay.
    """
    for state, answer in product(STATES, STATES):
        asked = Response("one", state, "two", answer, seconds)
        if not any(stays(reading, state) for reading in listed.readings):
            with pytest.raises(NotReported):
                none_followed(listed.history, asked)
            continue
        for judge, wanted, is_answered, reaches in (
            (every_followed, True, followed, reaches_on),
            (none_followed, False, followed, reaches_on),
            (every_preceded, True, preceded, reaches_back),
        ):

            def holds(
                reading: Reading,
                state: str = state,
                answer: str = answer,
                wanted: bool = wanted,
                is_answered: Callable[..., bool] = is_answered,
                reaches: Callable[..., bool] = reaches,
            ) -> set[bool]:
                found = []
                for stay in stays(reading, state):
                    in_time = is_answered(reading, stay, answer, seconds)
                    is_open = not in_time and reaches(reading, stay, listed.history, seconds)
                    found.append({True, False} if is_open else {in_time})
                if not found:
                    return {True, False}
                return {all(one is wanted for one in chosen) for chosen in product(*found)}

            agrees(listed, lambda h, judge=judge, asked=asked: judge(h, asked), holds)
