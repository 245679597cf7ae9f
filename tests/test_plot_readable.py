"""A timeline can be read and printed, whatever it tells: nothing overlaps, nothing is cut off."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.text import Text

from negotiation.chronology import Topic
from negotiation.library import chronologies
from negotiation.load import load
from negotiation.measure import Measure, Value
from negotiation.model import Kind
from negotiation.plot import Timeline, timeline
from negotiation.plot.layout import For
from negotiation.plot.print_check import print_check
from negotiation.replay import replay
from tests.making import event, report, story
from tests.plotted import ARABIC, SOURCES, STORIES, TALKS, told, turns

DUE = TALKS.model_copy(update={"kinds": {**TALKS.kinds, "nothing": Kind(due=True)}})

DRAWN: dict[str, Timeline] = {}
WORDS = ("talks", "resume", "Donaudampfschifffahrtsgesellschaft", "وقف", "إطلاق", "النار", "→")
DATES = st.sampled_from(
    [f"2031-03-{day:02}" for day in range(1, 8)]
    + ["2031-03-04"] * 5
    + ["2031-03-04T10:00", "2031-03-04T10:05", "2031-03", "2031-03-05/2031-03-07"]
)
EVENTS = st.lists(st.tuples(DATES, st.lists(st.sampled_from(WORDS), max_size=30)), max_size=12)


@pytest.fixture(params=list(STORIES))
def drawn(request: pytest.FixtureRequest) -> Timeline:
    """Each of the stories, drawn once."""
    if request.param not in DRAWN:
        DRAWN[request.param] = timeline(STORIES[request.param])
    return DRAWN[request.param]


def words(texts: tuple[Text, ...]) -> str:
    return " ".join(text.get_text() for text in texts)


def test_it_can_be_printed(drawn: Timeline) -> None:
    """The check before print finds nothing: no text on text, none off the page, none pale."""
    assert list(map(str, print_check(drawn))) == []


@pytest.mark.parametrize("name", sorted(chronologies().keys() - {"daraa-2018"}))
def test_what_is_shipped_can_be_printed(name: str) -> None:
    """Every shipped chronology passes the check before print; Daraa is among the stories."""
    assert list(map(str, print_check(timeline(replay(load(name)))))) == []


@settings(max_examples=12, deadline=None)
@given(
    EVENTS,
    st.lists(st.sampled_from(WORDS), max_size=40),
    st.lists(st.tuples(DATES, st.integers(-50, 10**9)), min_size=2, max_size=14),
    st.sampled_from(["screen", "screen", "a4", "column"]),
    st.sampled_from(["en", "fr", "ar"]),
)
def test_whatever_is_told_can_be_printed(
    events: list[tuple[str, list[str]]],
    title: list[str],
    values: list[tuple[str, int]],
    use: For,
    language: str,
) -> None:
    """Labels long, short or none, many on one day, values, words on issues, any use: all pass."""
    kinds = ("up", "down", "talk", "stop", "ask", "up-and-talk")
    told_events = [
        event(
            f"e{n}",
            kinds[n % len(kinds)],
            date,
            issues=["arms"],
            **({"label": " ".join(label)} if label else {}),
        )
        for n, (date, label) in enumerate(events)
    ]
    due = event("due", "nothing", report("2031-03-05", modality="scheduled"), label="An answer due")
    counted = tuple(Value(value=number, as_of=date, source="paper") for date, number in values)
    fields: dict[str, Any] = {
        "measures": {"fled": Measure(id="fled", label="Fled", unit="people", values=counted)},
        "issues": {"arms": Topic(id="arms", label="Weapons to hand over")},
        "sources": SOURCES,
    }
    history = replay(
        story(DUE, *told_events, due, **fields, **({"title": " ".join(title)} if title else {}))
    )
    drawn = timeline(history, layout_for=use, language=language)
    found = [finding for finding in print_check(drawn) if finding.name != "page"]

    assert list(map(str, found)) == []


def test_every_state_is_named_or_counted(drawn: Timeline) -> None:
    """If any bar has no label, the foot says how many have none."""
    if any(lane.unlabelled for lane in drawn.lanes.values()):
        assert "no room to name" in words(drawn.foot)


def test_labels_are_set_as_they_are_written() -> None:
    """A dollar sign is no formula, and a line feed no second label."""
    flag = timeline(STORIES["formula"]).flags["a"]

    assert words(flag.texts[1:]) == "From $5 to $6_x^2 (about)\N{NARROW NO-BREAK SPACE}¹"
    assert not any(text.get_parse_math() for text in flag.texts)


def test_arabic_is_not_reversed() -> None:
    """Arabic goes to the renderer in the order in which it is written."""
    assert words(timeline(STORIES["Arabic"]).title) == ARABIC


def test_states_that_nearly_coincide_share_a_leader() -> None:
    """Three states within a quarter of an hour are told in their order, by one call-out."""
    drawn = timeline(told(*turns("2031-03-04T10:00", "2031-03-04T10:05", "2031-03-04T10:10")))
    lane = drawn.lanes["phase"]

    assert len(lane.leaders) == 1
    assert words(lane.labels[1]).startswith("high")
    assert "then low" in words(lane.labels[1])
    assert lane.labels[1] == lane.labels[2]
