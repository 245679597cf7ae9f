"""Replays that stop: at a moment, before an event, or with it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negotiation.claims import (
    Stage,
    Verdict,
    deviates,
    last_known,
    never_was,
    record_ends,
    throughout,
    was,
    went_through,
)
from negotiation.dates import Window, parse_moment, zone
from negotiation.errors import NotReported, UnknownName
from negotiation.history import History
from negotiation.readings import Until
from negotiation.replay import replay
from tests.listing import STOPPED, Reading, Story, agrees, moves, states
from tests.making import event, model, rule, story, track
from tests.test_claims import START
from tests.test_readings import STATES

TALKS = track(
    rule("open", ["none", "closed"], "open"), rule("close", ["open"], "closed"), initial="none"
)
WEEK = story(
    model(talks=TALKS),
    event("opening", "open", "2031-03-03"),
    event("closing", "close", "2031-03-05"),
    event("reopening", "open", "2031-03-07"),
    event("remark", "nothing", "2031-03-04/2031-03-06"),
    event("second-close", "close", "2031-03-09"),
)


def moment(text: str) -> int:
    return parse_moment(text, zone("UTC"))


def week(until: Until) -> History:
    return replay(WEEK, until=until)


def told(history: History) -> list[str]:
    return [step.event.id for step in history.steps]


def test_replay_stops_just_after_a_moment() -> None:
    """By the end of 5 March talks were opened and closed; nothing of 7 March is replayed."""
    history = week(Until.at(moment("2031-03-05")))

    assert told(history) == ["opening", "closing", "remark"]
    assert last_known(history, "talks", "closed").verdict is Verdict.ALWAYS
    assert never_was(history, "talks", "open").verdict is Verdict.NEVER
    assert [span.state for span in history.spans("talks")] == ["none", "open", "closed"]


def test_record_ends_where_the_replay_stops() -> None:
    """Stopped at the end of 5 March, the record ends with that day; on 6 March nothing is told."""
    history = week(Until.at(moment("2031-03-05")))

    day = Window(moment("2031-03-04") + 1, moment("2031-03-05") + 1)
    assert record_ends(history, day).verdict is Verdict.ALWAYS
    with pytest.raises(NotReported):
        was(history, "talks", "closed", moment("2031-03-06"))


def test_record_never_ends_later_than_the_sources() -> None:
    """The paper is of 31 December 2031: a stop in 2033 does not lengthen the record."""
    assert week(Until.at(moment("2033-01-01"))).record == replay(WEEK).record


def test_replay_stops_before_or_with_an_event() -> None:
    """Before the closing talks are open, with it they are closed."""
    before, through = week(Until.before("closing")), week(Until.through("closing"))

    assert told(before) == ["opening", "remark"]
    assert told(through) == ["opening", "remark", "closing"]
    assert last_known(before, "talks", "open").verdict is Verdict.ALWAYS
    assert last_known(through, "talks", "closed").verdict is Verdict.ALWAYS
    assert before.at("2031-03-08")["talks"].last_known == ("open",)
    assert through.at("2031-03-08")["talks"].last_known == ("closed",)


def test_at_an_event_only_what_is_surely_before_it_is_reported_by_date() -> None:
    """The closing is of 5 March: up to it the record tells 4 March, and no moment of the 5th."""
    history = week(Until.through("closing"))

    assert was(history, "talks", "open", moment("2031-03-04")).verdict is Verdict.ALWAYS
    with pytest.raises(NotReported):
        was(history, "talks", "closed", moment("2031-03-05"))


def test_stop_at_an_event_that_moves_nothing() -> None:
    """The remark is of 4 to 6 March: before it talks may have been closed, or not."""
    history = week(Until.before("remark"))

    assert last_known(history, "talks", "open").verdict is Verdict.SOMETIMES
    assert last_known(history, "talks", "closed").verdict is Verdict.SOMETIMES
    assert never_was(history, "talks", "closed").verdict is Verdict.SOMETIMES


def test_stop_at_the_first_event_leaves_a_last_known_state() -> None:
    """No moment is reported before the opening, yet with it talks are open."""
    history = week(Until.through("opening"))

    assert history.record is None
    assert last_known(history, "talks", "open").verdict is Verdict.ALWAYS


def test_what_is_surely_after_the_stop_is_not_shown() -> None:
    """A claim about the event of 9 March fails with a word on the stop, not as a wrong name."""
    history = week(Until.before("reopening"))

    assert history.effects("second-close") == {}
    with pytest.raises(NotReported, match='stops before the event "second-close"'):
        deviates(history, "second-close")


def test_effects_that_come_only_after_the_stop_are_not_told() -> None:
    """A close before the remark meets open talks; only after it may it meet those reopened."""
    theory = model(
        talks=track(
            rule("open", ["none"], "open"), rule("break", ["open"], "broken"),
            rule("close", ["open", "broken"], "closed"), initial="none",
        )
    )  # fmt: skip
    loose = story(
        theory,
        event("opening", "open", "2031-03-01"),
        event("remark", "nothing", "2031-03-03"),
        event("breaking", "break", "2031-03-04"),
        event("closing", "close", "2031-03-02/2031-03-05"),
    )

    whole, stopped = replay(loose), replay(loose, until=Until.at(moment("2031-03-03")))

    assert {o.before for o in whole.effects("closing")["talks"]} == {"open", "broken"}
    assert {o.before for o in stopped.effects("closing")["talks"]} == {"open"}
    assert {o.before for _, o in stopped.outcomes("talks")} == {"none", "open"}


def test_stop_at_an_unknown_event() -> None:
    """A misspelt event is named, with the nearest one."""
    with pytest.raises(UnknownName, match="did you mean closing"):
        week(Until.before("closng"))


def test_stop_names_one_place() -> None:
    """A stop at both a moment and an event, or at neither, is no stop."""
    with pytest.raises(ValueError, match="one of the two"):
        Until()
    with pytest.raises(ValueError, match="one of the two"):
        Until(moment=0, event="closing")


# --- held against listing ------------------------------------------------------------------------


@settings(max_examples=100, deadline=None)
@given(STOPPED, st.sampled_from(STATES))
def test_stopped_replay_agrees_with_listing(story: Story, state: str) -> None:
    """States, deviations, effects, steps and last states are those of the readings cut short."""
    history, readings = story.history, story.readings
    agrees(story, lambda h: never_was(h, "two", state), lambda r: state not in states(r, "two"))
    met = {
        (m.event, name, outcome)
        for r in readings
        for m in r
        for name, outcome in m.outcomes.items()
    }
    actual = {key for key, one in history.chronology.events.items() if one.is_actual}
    assert set(told(history)) == {m.event for r in readings for m in r} & actual
    for key in told(history):
        effects = history.effects(key)
        assert {(key, n, o) for n, of in effects.items() for o in of} == {
            x for x in met if x[0] == key
        }
        agrees(
            story,
            lambda h, key=key: deviates(h, key),
            lambda r, key=key: any(
                o.deviation is not None for m in r if m.event == key for o in m.outcomes.values()
            ),
        )
    until, record = history.until, history.record
    if until is not None and until.event:
        agrees(
            story, lambda h: last_known(h, "two", state), lambda r: states(r, "two")[-1] == state
        )
    elif record is not None:
        last = record.end - 1
        agrees(
            story,
            lambda h: last_known(h, "two", state),
            lambda r: states([m for m in r if m.moment <= last], "two")[-1] == state,
        )


@settings(max_examples=100, deadline=None)
@given(STOPPED, st.integers(0, 8), st.integers(0, 8))
def test_dates_of_a_stopped_replay_agree_with_listing(told: Story, one: int, other: int) -> None:
    """At moments and over stretches that the record still covers, and for dated sequences."""
    first, last = START + min(one, other), START + max(one, other)

    def at(reading: Reading, moment: int) -> str:
        return states([met for met in reading if met.moment <= moment], "two")[-1]

    def passed(reading: Reading) -> set[str]:
        later = [after for moment, _, after in moves(reading, "two") if first < moment <= last]
        return {at(reading, first), *later}

    record = told.history.record
    for state in STATES:
        if record is not None and record.covers(first) and record.covers(last):
            agrees(
                told,
                lambda h, s=state: was(h, "two", s, last),
                lambda r, s=state: at(r, last) == s,
            )
            agrees(
                told,
                lambda h, s=state: throughout(h, "two", s, first, last),
                lambda r, s=state: passed(r) == {s},
            )
        dated = [Stage("red"), Stage(state, Window(first, last + 1))]
        agrees(
            told,
            lambda h, stages=dated: went_through(h, "two", stages),
            lambda r, s=state: [
                (after, first <= moment <= last) for moment, _, after in moves(r, "two")
            ] == [(s, True)],
        )  # fmt: skip
