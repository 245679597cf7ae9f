"""Verdicts on the sequence of a track's states, on two tracks at once, and on the record's end."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negotiation.claims import (
    Stage,
    Verdict,
    at_some_point,
    could_be,
    never_together,
    record_ends,
    went,
    went_through,
)
from negotiation.dates import Window, parse_date, parse_moment, zone
from negotiation.errors import NotReported, UnknownName
from negotiation.replay import replay
from tests.listing import STORIES, Reading, Story, agrees, moves, states
from tests.making import event, model, report, rule, story, track
from tests.test_claims import START
from tests.test_readings import STATES

THEORY = model(
    talks=track(
        rule("open", ["none", "closed"], "open"), rule("close", ["open"], "closed"), initial="none"
    ),
    truce=track(
        rule("truce", ["none", "broken"], "holds"), rule("close", ["holds"], "broken"),
        initial="none",
    ),
)  # fmt: skip
WEEK = replay(
    story(
        THEORY,
        event("opening", "open", "2031-03-03"),
        event("truce-1", "truce", "2031-03-05"),
        event("closing", "close", "2031-03-06"),
        event("truce-2", "truce", "2031-03-07"),
        event("reopening", "open", "2031-03-07"),
    )
)


def test_going_directly_is_to_the_next_state() -> None:
    """Talks went none, open, closed, open: from none to closed, but not directly."""
    assert went(WEEK, "talks", "none", "closed", directly=False).verdict is Verdict.ALWAYS
    assert went(WEEK, "talks", "none", "closed", directly=True).verdict is Verdict.NEVER
    assert went(WEEK, "talks", "open", "open", directly=False).verdict is Verdict.ALWAYS
    assert went(WEEK, "talks", "closed", "none", directly=False).verdict is Verdict.NEVER


def test_stay_within_one_day_is_at_some_point_of_it() -> None:
    """Talks that open and then close on 4 March were certainly open at some point of that day.

    Even if both happened in its first second; and a day before it was not.
    """
    brief = replay(
        story(
            THEORY,
            event("opening", "open", "2031-03-04"),
            event("closing", "close", report("2031-03-04", after=["opening"])),
        )
    )
    day = parse_moment("2031-03-04T00:00", zone("UTC")), parse_moment("2031-03-04", zone("UTC"))

    assert at_some_point(brief, "talks", "open", *day).verdict is Verdict.ALWAYS
    assert at_some_point(brief, "talks", "none", *day).verdict is Verdict.SOMETIMES


def test_what_one_event_does_to_both_tracks_it_does_at_once() -> None:
    """The closing breaks the truce: the truce never holds with talks closed, until the new one.

    Whether talks are still closed on 7 March when the truce comes depends on the order.
    """
    before = [key for key in WEEK.chronology.events if key not in ("truce-2", "reopening")]
    calm = replay(story(THEORY, *(WEEK.chronology.events[key] for key in before)))

    assert never_together(calm, "talks", "truce", "closed", "holds").verdict is Verdict.ALWAYS
    judgement = never_together(WEEK, "talks", "truce", "closed", "holds")
    assert judgement.verdict is Verdict.SOMETIMES
    assert set(judgement.decided_by) == {"truce-2", "reopening"}
    assert judgement.found == 'never together; together from "truce-2"'


def test_all_possible_states_are_named_no_more_and_no_fewer() -> None:
    """On 7 March at noon talks are closed or open again; “closed” alone is not all."""
    noon = parse_moment("2031-03-07T12:00", zone("UTC"))

    assert could_be(WEEK, "talks", ["open", "closed"], noon).verdict is Verdict.ALWAYS
    assert could_be(WEEK, "talks", ["closed"], noon).verdict is Verdict.NEVER
    assert could_be(WEEK, "talks", ["closed"], noon).found == "possibly closed or open"
    with pytest.raises(UnknownName):
        could_be(WEEK, "talks", ["shut"], noon)
    with pytest.raises(NotReported):
        could_be(WEEK, "talks", ["open"], 0)


def test_record_ends_with_the_last_day_of_publication() -> None:
    """The paper is of 31 December 2031: the record ends on that day, not in November."""
    end = parse_moment("2031-12-31", zone("UTC"))

    inside = record_ends(WEEK, Window(end - 86_399, end + 1))

    assert inside.verdict is Verdict.ALWAYS
    assert inside.found == "the record ends on 31 December 2031"
    assert record_ends(WEEK, Window(None, end)).verdict is Verdict.NEVER
    with pytest.raises(NotReported):
        record_ends(replay(story(THEORY)), Window(None, None))


def test_moments_of_two_dates_are_told_apart_to_the_second() -> None:
    """Open on 10 March and closed 24 hours later: then the closing is never on 10 March too.

    A day's first and last second are 23:59:59 apart.
    """
    lag = {"of": "opening", "at_least": "PT24H", "at_most": "PT48H"}
    history = replay(
        story(
            THEORY,
            event("opening", "open", "2031-03"),
            event("closing", "close", report("2031-03", lag=lag)),
        )
    )
    tenth = parse_date("2031-03-10").window(zone("UTC"), history.chronology.words)
    eleventh = parse_date("2031-03-11").window(zone("UTC"), history.chronology.words)

    def closed_in(window: Window) -> Verdict:
        stages = [Stage("none"), Stage("open", tenth), Stage("closed", window)]
        return went_through(history, "talks", stages).verdict

    assert closed_in(tenth) is Verdict.NEVER
    assert closed_in(eleventh) is Verdict.SOMETIMES


# --- held against listing ------------------------------------------------------------------------


@settings(max_examples=100, deadline=None)
@given(STORIES, st.booleans())
def test_sequences_agree_with_listing(told: Story, directly: bool) -> None:
    """`went` looks at the states in turn, `never_together` at both tracks after each event."""

    def passed(reading: Reading, pair: tuple[str, str]) -> bool:
        sequence = ["red", *(after for _, _, after in moves(reading, "two"))]
        later = (sequence[n : n + 1] if directly else sequence[n:] for n in range(1, len(sequence)))
        return pair in [(a, b) for a, rest in zip(sequence, later, strict=False) for b in rest]

    for one, other in product(STATES, STATES):
        agrees(
            told,
            lambda h, a=one, b=other: went(h, "two", a, b, directly=directly),
            lambda r, a=one, b=other: passed(r, (a, b)),
        )
        agrees(
            told,
            lambda h, a=one, b=other: never_together(h, "one", "two", a, b),
            lambda r, a=one, b=other: (a, b) not in both(r),
        )


def both(reading: Reading) -> list[tuple[str, str]]:
    """Give the states of both tracks before any event and after each."""
    return list(zip(states(reading, "one"), states(reading, "two"), strict=True))


@settings(max_examples=100, deadline=None)
@given(STORIES, st.lists(st.integers(0, 8), min_size=4, max_size=4))
def test_dated_sequences_agree_with_listing(told: Story, ends: list[int]) -> None:
    """Two states in a row, each of which began in its own window, in one timing at once."""
    a, b, c, d = (START + end for end in ends)
    first, then = Window(min(a, b), max(a, b) + 1), Window(min(c, d), max(c, d) + 1)
    inside = [(first.earliest or 0, max(a, b)), (then.earliest or 0, max(c, d))]
    for pair in product(STATES, STATES):
        stages = [Stage("red"), Stage(pair[0], first), Stage(pair[1], then)]
        agrees(
            told,
            lambda h, stages=stages: went_through(h, "two", stages),
            lambda r, pair=pair: (
                tuple(after for _, _, after in moves(r, "two")) == pair
                and all(
                    low <= moment <= high
                    for (moment, _, _), (low, high) in zip(moves(r, "two"), inside, strict=True)
                )
            ),
        )
