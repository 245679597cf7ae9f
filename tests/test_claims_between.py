"""Verdicts on the states of a track between two events."""

from itertools import permutations

import pytest
from hypothesis import given, settings

from negotiation.claims import Judgement, Verdict, absent_between, throughout_between
from negotiation.errors import UnknownName
from negotiation.history import History
from negotiation.readings import Until
from negotiation.replay import replay
from tests.listing import STORIES, Reading, Story, agrees, states
from tests.making import event, model, report, rule, story, track
from tests.test_readings import STATES

SHELLING = track(rule("shell", ["calm"], "heavy"), rule("cease", ["heavy"], "calm"), initial="calm")
TRUCE = event("truce", "nothing", "2031-03-03")
SHELLS = event("shells", "shell", "2031-03-05")
TALKS = event("talks", "nothing", "2031-03-07")


def told(*events: object) -> History:
    return replay(story(model(shelling=SHELLING), *events))


def test_events_that_move_nothing_mark_the_stretch() -> None:
    """From the truce to the talks shells fell: heavy was not absent, calm not throughout."""
    history = told(TRUCE, SHELLS, TALKS)

    absent = absent_between(history, "shelling", "heavy", "truce", "talks")

    assert absent.verdict is Verdict.NEVER
    assert absent.found == 'between "truce" and "talks": calm, heavy'
    assert throughout_between(
        history, "shelling", "calm", "truce", "talks"
    ).verdict is Verdict.NEVER  # fmt: skip


def test_first_events_effect_counts_and_the_others_does_not() -> None:
    """From the first shells until they cease it is heavy throughout, and calm at no moment."""
    history = told(SHELLS, event("silence", "cease", "2031-03-06"))

    def holds(judgement: Judgement) -> bool:
        return judgement.verdict is Verdict.ALWAYS

    assert holds(throughout_between(history, "shelling", "heavy", "shells", "silence"))
    assert holds(absent_between(history, "shelling", "calm", "shells", "silence"))


def test_open_order_leaves_the_answer_open() -> None:
    """Shells "of 3 to 4 March" may fall before the truce of 3 March, or after it."""
    history = told(TRUCE, event("shells", "shell", "2031-03-03/2031-03-04"), TALKS)

    judgement = absent_between(history, "shelling", "calm", "truce", "talks")

    assert judgement.verdict is Verdict.SOMETIMES
    assert judgement.found == 'between "truce" and "talks": possibly calm, heavy'
    assert set(judgement.decided_by) == {"truce", "shells"}


def test_stretch_that_runs_backwards_fails() -> None:
    """Talks came after the truce: between talks and truce there is no stretch to speak of."""
    judgement = absent_between(told(TRUCE, TALKS), "shelling", "heavy", "talks", "truce")

    assert judgement.verdict is Verdict.NEVER
    assert judgement.found == '"truce" is never after "talks"'


def test_event_before_which_the_replay_stops_ends_no_stretch() -> None:
    """A visit that was only announced ends a stretch, unless the replay stops before it."""
    visit = event("visit", "nothing", report("2031-03-06", modality="announced"))
    chronology = told(TRUCE, SHELLS, visit).chronology
    through, before = (
        replay(chronology, until=until) for until in (Until.through("visit"), Until.before("visit"))
    )

    assert absent_between(through, "shelling", "heavy", "shells", "visit").found == (
        'between "shells" and "visit": heavy'
    )
    assert absent_between(before, "shelling", "heavy", "shells", "visit").found == (
        '"visit" is never after "shells"'
    )


def test_unknown_event_is_no_stretch() -> None:
    """A misspelt event is named."""
    with pytest.raises(UnknownName, match="truce"):
        absent_between(told(TRUCE, TALKS), "shelling", "heavy", "truse", "talks")


# --- held against listing ------------------------------------------------------------------------


def between(reading: Reading, first: str, then: str) -> list[str] | None:
    """Give the states from after one event until another; None where it does not come after."""
    keys = [met.event for met in reading]
    if first not in keys or then not in keys or keys.index(then) <= keys.index(first):
        return None
    return states(reading, "two")[keys.index(first) + 1 : keys.index(then) + 1]


@settings(max_examples=100, deadline=None)
@given(STORIES)
def test_stretches_between_events_agree_with_listing(listed: Story) -> None:
    """Of the states of each reading from after one event until another, none or each is this."""
    history = listed.history
    known = [*(step.event.id for step in history.steps), *(e.id for e, _ in history.unmoved)]
    for (first, then), state in zip(permutations(known, 2), STATES * 4, strict=False):
        agrees(
            listed,
            lambda h, s=state, a=first, b=then: absent_between(h, "two", s, a, b),
            lambda r, s=state, a=first, b=then: s not in (between(r, a, b) or [s]),
        )
        agrees(
            listed,
            lambda h, s=state, a=first, b=then: throughout_between(h, "two", s, a, b),
            lambda r, s=state, a=first, b=then: set(between(r, a, b) or []) == {s},
        )
