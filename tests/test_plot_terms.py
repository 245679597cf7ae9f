"""The words on the issues: whose they are, over which time, and how sure that is."""

import pytest

from negotiation.chronology import Topic
from negotiation.event import Who
from negotiation.evidence import Actor
from negotiation.history import History
from negotiation.plot import timeline
from negotiation.replay import replay
from tests.making import event, model, rule, story, track
from tests.plotted import SOURCES, day, extent, midnight

ISSUES = {key: Topic(id=key, label=key.title()) for key in ("water", "land")}
ACTORS = {
    "mayor": Actor(id="mayor", label="The mayor", side="town"),
    "council": Actor(id="council", label="The council", side="town"),
    "farmers": Actor(id="farmers", label="The farmers"),
}
TALKS = model(
    issue=track(
        rule("ask", ["open"], "asked"),
        rule("refuse", ["asked"], "refused"),
        initial="open",
        for_each="issues",
    ),
)


def asked(key: str, kind: str, date: str, by: str = "", *issues: str) -> object:
    who = Who(by=by) if by else Who()
    return event(key, kind, date, issues=issues or ("water",), who=who)


def told(*events: object) -> History:
    fields = {"sources": SOURCES, "issues": ISSUES, "actors": ACTORS}
    return replay(story(TALKS, *events, **fields))  # type: ignore[arg-type]


def labels(history: History) -> list[list[str]]:
    """Give the texts of every party, a term each, in the order drawn."""
    drawn = timeline(history)
    return [
        [" ".join(line.get_text() for line in label) for label in lane.labels]
        for lane in drawn.terms
    ]


def test_a_word_holds_until_the_next_word_on_the_issue() -> None:
    """What the farmers ask on the 4th ends when the mayor refuses it on the 6th at 12:00."""
    history = told(
        asked("a", "ask", "2031-03-04T10:00", "farmers"),
        asked("b", "refuse", "2031-03-06T12:00", "mayor"),
    )
    farmers, town = timeline(history).terms

    assert extent(farmers.bars[0]) == (day("2031-03-04T10:00"), day("2031-03-06T12:01"))
    assert extent(town.bars[0])[0] == day("2031-03-06T12:00")
    assert labels(history) == [["asked: Water\u202f¹"], ["refused: Water\u202f¹"]]


def test_actors_of_a_side_share_a_lane() -> None:
    """Mayor and council are the town: its lane has the name of whoever spoke most often."""
    history = told(
        asked("a", "ask", "2031-03-04", "council", "water"),
        asked("b", "refuse", "2031-03-05", "farmers", "water"),
        asked("c", "ask", "2031-03-06", "council", "land"),
        asked("d", "ask", "2031-03-07", "mayor", "water"),
    )
    names = [" ".join(text.get_text() for text in lane.name) for lane in timeline(history).terms]

    assert names == ["On the issues The council", "On the issues The farmers"]


def test_a_word_of_another_speaker_names_them() -> None:
    """What the mayor asks stands in the town's lane, under the mayor's own name."""
    history = told(
        asked("a", "ask", "2031-03-04", "council", "water"),
        asked("b", "refuse", "2031-03-05", "council", "water"),
        asked("c", "ask", "2031-03-06", "mayor", "land"),
    )

    assert labels(history)[0][-1] == "asked: Land (The mayor)\u202f¹"


def test_issues_that_share_their_times_share_a_term() -> None:
    """Two issues raised by one event, and never answered, are told in one breath."""
    assert labels(told(asked("a", "ask", "2031-03-04", "farmers", "water", "land"))) == [
        ["asked: Water; Land\u202f¹"]
    ]


def test_nobody_named_is_said_so() -> None:
    """An event that names no actor has a lane that says so, rather than none."""
    drawn = timeline(told(asked("a", "ask", "2031-03-04")))

    assert [text.get_text() for text in drawn.terms[0].name][1:] == ["Not said by whom"]


def test_a_day_is_a_fade() -> None:
    """A word of 4 March grows over that day, and fades over the day of the answer."""
    history = told(
        asked("a", "ask", "2031-03-04", "farmers"), asked("b", "refuse", "2031-03-06", "mayor")
    )
    bar = timeline(history).terms[0].bars[0]
    greens = [shade[1] for shade in bar.get_facecolor()]  # type: ignore[attr-defined]

    assert extent(bar) == (midnight("2031-03-04"), midnight("2031-03-07"))
    assert greens[0] == max(greens)
    assert greens[-1] == pytest.approx(greens[0], abs=0.05)
    assert min(greens) < greens[0] - 0.2


def test_lanes_of_issues_take_the_place_of_terms() -> None:
    """Where the tracks of the issues are asked for, their words are not told twice."""
    history = told(asked("a", "ask", "2031-03-04", "farmers"))

    assert timeline(history, tracks=["issue"]).terms == ()
    assert timeline(history, terms=False).terms == ()
    assert len(timeline(history).terms) == 1
