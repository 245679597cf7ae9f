"""The timeline says what is known of each moment, and no more."""

import subprocess
import sys
from datetime import UTC, datetime

import pytest
from matplotlib.collections import PolyCollection
from matplotlib.colors import to_hex
from matplotlib.dates import date2num
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from negotiation.chronology import Topic
from negotiation.errors import DateError, NegotiationError, UnknownName
from negotiation.plot import timeline
from negotiation.plot.page import TooSmall
from negotiation.view.colours import HUES, ramp
from tests.making import event, report
from tests.plotted import STORIES, day, extent, starts, told, turns

MINUTE = 1 / 1440


def words(texts: tuple[Text, ...]) -> str:
    return " ".join(text.get_text() for text in texts)


# --- states ---------------------------------------------------------------------------------------


def test_a_day_is_a_fade_over_exactly_that_day() -> None:
    """A state that began some time on 4 March grows from its first second, solid by its last."""
    bar = timeline(told(*turns("2031-03-04"))).lanes["phase"].bars[1]

    assert isinstance(bar, PolyCollection)
    assert min(starts(bar)) == day("2031-03-04T00:00")
    assert max(starts(bar)) == day("2031-03-05T00:00")
    assert to_hex(bar.get_facecolor()[0]) == "#ffffff"
    assert to_hex(bar.get_facecolor()[-1]) == ramp(HUES[0], 1)[0]


def test_the_parts_of_a_fade_overlap() -> None:
    """Parts that lay side by side would show seams: each one reaches under the next."""
    bar = timeline(told(*turns("2031-03-04"))).lanes["phase"].bars[1]
    assert bar is not None
    ends = [path.vertices[:, 0].max() for path in bar.get_paths()]

    assert len(ends) > 20
    assert all(end > later for end, later in zip(ends[:-1], starts(bar)[1:], strict=True))


def test_a_clock_time_is_a_sharp_edge() -> None:
    """A state that began at 10:00 is one solid box from that minute on."""
    bar = timeline(told(*turns("2031-03-04T10:00"))).lanes["phase"].bars[1]

    assert starts(bar) == [day("2031-03-04T10:00")]


def test_one_state_dissolves_into_the_next() -> None:
    """Over the window of a change the old state lies solid below, and the new one grows over it."""
    lane = timeline(told(*turns("2031-03-02T10:00", "2031-03-04"))).lanes["phase"]

    assert extent(lane.bars[1]) == (day("2031-03-02T10:00"), day("2031-03-05T00:00"))
    assert extent(lane.bars[2])[0] == day("2031-03-04T00:00")


def test_lanes_end_where_the_sources_end() -> None:
    """The last source is of 10 March: nothing is drawn after that day, and the figure says so."""
    drawn = timeline(told(*turns("2031-03-04")))

    assert extent(drawn.lanes["phase"].bars[1])[1] == day("2031-03-11T00:00")
    assert drawn.sources_end[0].get_xdata()[0] == day("2031-03-11T00:00")
    assert {"Sources", "end"} <= {text.get_text() for text in drawn.texts}


def test_the_start_of_the_model_is_no_report() -> None:
    """The state before any event is hatched and called not reported, not by its name."""
    lane = timeline(told(*turns("2031-03-08"), event("x", "nothing", "2031-03-01"))).lanes["phase"]
    bar = lane.bars[0]

    assert isinstance(bar, Rectangle)
    assert bar.get_hatch()
    assert words(lane.labels[0]) == "not reported"


def test_what_another_order_would_change_is_dotted() -> None:
    """Down on 5 March, up some time from 5 to 7: if up came first, the phase stays low after."""
    events = turns("2031-03-03", "2031-03-05", "2031-03-05/2031-03-07")
    drawn = timeline(told(*events))
    doubts = drawn.lanes["phase"].doubts

    assert [round(extent(doubt)[1], 6) for doubt in doubts] == [day("2031-03-11T00:00")]
    assert "another allows other states (phase)" in words(drawn.foot)


def test_a_fixed_order_has_no_dots() -> None:
    """Where all orders agree with what is painted, nothing is dotted: so in all of Daraa."""
    drawn = timeline(STORIES["Daraa"])

    assert all(lane.doubts == () for lane in drawn.lanes.values())


# --- events ---------------------------------------------------------------------------------------


def test_marks_follow_the_precision_of_the_date() -> None:
    """A clock time is a dot in its minute; a day a bar of one day; an open date fades away."""
    marks = timeline(
        told(
            event("clock", "nothing", "2031-03-04T10:00"),
            event("day", "nothing", "2031-03-05"),
            event("open", "nothing", "../2031-03-06"),
            event("first", "nothing", "2031-03-01"),
        )
    ).marks

    assert isinstance(marks["clock"], Line2D)
    assert marks["clock"].get_xdata()[0] == pytest.approx(day("2031-03-04T10:00") + MINUTE / 2)
    assert extent(marks["day"]) == (day("2031-03-05T00:00"), day("2031-03-06T00:00"))
    assert extent(marks["open"]) == (day("2031-03-01T00:00"), day("2031-03-07T00:00"))
    assert starts(marks["open"])[-1] == pytest.approx(day("2031-03-07T00:00"), abs=0.2)


def test_every_event_is_on_the_rail() -> None:
    """What moves nothing is not left out."""
    drawn = timeline(STORIES["Daraa"])

    assert drawn.marks.keys() == {step.event.id for step in STORIES["Daraa"].steps}


def test_what_the_model_does_not_foresee_is_hollow() -> None:
    """A stop of talks that had not begun is drawn, in outline."""
    marks = timeline(told(*turns("2031-03-04"), event("odd", "stop", "2031-03-05"))).marks

    assert marks["odd"].get_facecolor()[:3] == (1, 1, 1)
    assert marks["e0"].get_facecolor()[:3] != (1, 1, 1)


def test_flags_tell_what_moves_the_first_lane_or_two() -> None:
    """The talks alone have no flag; what moves the phase has one; the foot gives the rule."""
    drawn = timeline(told(*turns("2031-03-04"), event("t", "talk", "2031-03-05")))

    assert set(drawn.flags) == {"e0"}
    assert "Flags tell the events that move phase or at least two" in words(drawn.foot)


def test_a_flag_says_when_what_and_on_whose_word() -> None:
    """Date in the source's words, label, and the numbers of both sources, listed in the foot."""
    both = [report("2031-03-04 morning"), report("2031-03-04", source="wire")]
    drawn = timeline(told(event("a", "up", *both, label="It begins")))

    assert words(drawn.flags["a"].texts) == (
        "Morning of 4 March It begins\N{NARROW NO-BREAK SPACE}¹\N{THIN SPACE}²"
    )
    assert drawn.sources == {"paper": 1, "wire": 2}
    joint = "\N{NARROW NO-BREAK SPACE}"
    assert f"¹{joint}The paper; ²{joint}Wire, 9 March 2031 (date inferred)." in words(drawn.foot)


def test_a_computed_time_is_said_to_be_computed() -> None:
    """After an event of 15:00 the same day: the source's day, and apart from it the hours."""
    later = event("b", "down", report("2031-03-04", after=["a"]))
    flag = timeline(told(event("a", "up", "2031-03-04T15:00"), later)).flags["b"]

    assert flag.texts[0].get_text() == "4 March"
    assert flag.texts[1].get_text() == "computed: 15:00–24:00"


def test_an_inference_says_so() -> None:
    """An event that no source reports has no number, and a word that says why."""
    guess = report("2031-03-04", source=None, inferred="it must have been so")
    drawn = timeline(told(event("a", "up", guess, label="It begins"), *turns("2031-03-06")))

    assert words(drawn.flags["a"].texts) == "4 March It begins (inferred)"


def test_events_of_one_window_share_a_flag() -> None:
    """Two events of one day stand under one date, in the order of the replay."""
    flags = timeline(told(*turns("2031-03-04", "2031-03-04"))).flags

    assert flags["e0"] is flags["e1"]
    assert [text.get_text()[:6] for text in flags["e0"].texts] == ["4 Marc", "Turn 0", "Turn 1"]


def test_too_many_flags_are_counted() -> None:
    """Of 20 events that move the phase 16 have flags, and the foot says so."""
    drawn = timeline(STORIES["20 years"])

    assert len(drawn.flags) == 16
    assert "(16 of 20)" in words(drawn.foot)


# --- what is drawn ----------------------------------------------------------------------------


def test_lanes_are_the_plain_tracks_that_moved() -> None:
    """The first lane is the headline; issues and tracks without an event are named in the foot."""
    issues = {"arms": Topic(id="arms", label="Weapons")}
    asked = event("q", "ask", "2031-03-05", issues=["arms"])
    drawn = timeline(told(*turns("2031-03-04"), asked, issues=issues), terms=False)

    assert list(drawn.lanes) == ["phase"]
    assert "Tracks not drawn: issue." in words(drawn.foot)
    assert "Tracks that nothing moved: talks." in words(drawn.foot)


def test_tracks_can_be_asked_for() -> None:
    """The name of a track kept for each issue stands for all of them; others are refused."""
    issues = {"arms": Topic(id="arms", label="Weapons")}
    history = told(event("q", "ask", "2031-03-05", issues=["arms"]), issues=issues)

    assert list(timeline(history, tracks=["talks", "issue"]).lanes) == ["talks", "issue/arms"]
    assert words(timeline(history, tracks=["issue"]).lanes["issue/arms"].name) == "issue Weapons"
    with pytest.raises(UnknownName, match="phase"):
        timeline(history, tracks=["fase"])


def test_part_of_the_story() -> None:
    """From 5 to 7 March, both included: lanes begin there with a point, the rest is counted."""
    drawn = timeline(told(*turns("2031-03-02", "2031-03-06")), start="2031-03-05", end="2031-03-07")
    lane = drawn.lanes["phase"]

    assert extent(lane.bars[1]) == (day("2031-03-05T00:00"), day("2031-03-07T00:00"))
    assert extent(lane.bars[2])[1] == day("2031-03-08T00:00")
    assert len(lane.beyond) == 2
    assert "Outside the days drawn: one event" in words(drawn.foot)
    assert drawn.sources_end == ()


def test_a_range_must_be_dates_in_their_order() -> None:
    """A start that is no date, or later than the end, is refused in words."""
    history = told(*turns("2031-03-04"))

    with pytest.raises(DateError, match="is not a date"):
        timeline(history, start="March")
    with pytest.raises(NegotiationError, match="no time lies from 2031-03-09 to 2031-03-01"):
        timeline(history, start="2031-03-09", end="2031-03-01")


def test_nothing_happened() -> None:
    """Without events there are no lanes, and the figure says why."""
    drawn = timeline(told())

    assert drawn.lanes == {}
    assert drawn.marks == {}
    assert "nothing to draw" in words(drawn.subtitle)


# --- axes -----------------------------------------------------------------------------------------


def test_axes_count_days_as_matplotlib_does() -> None:
    """What is added at a datetime lies where the same moment of the story lies."""
    drawn = timeline(told(*turns("2031-03-04T12:00")))
    noon = date2num(datetime(2031, 3, 4, 12, tzinfo=UTC))

    assert starts(drawn.lanes["phase"].bars[1])[0] == pytest.approx(noon)


def test_drawn_on_axes_of_ones_own() -> None:
    """On given axes everything is drawn in them, and a figure of them alone grows to fit."""
    figure = Figure(figsize=(8, 1))
    axes = figure.subplots()
    drawn = timeline(told(*turns("2031-03-04")), ax=axes)

    assert drawn.axes is axes
    assert drawn.figure is figure
    assert figure.get_figheight() > 2


def test_axes_that_share_a_figure_must_be_large_enough() -> None:
    """A figure with other axes is not changed: too little room is refused, with what is needed."""
    figure = Figure(figsize=(8, 2))
    upper, _ = figure.subplots(2)

    with pytest.raises(TooSmall, match="inches high; this timeline needs"):
        timeline(told(*turns("2031-03-04")), ax=upper)
    with pytest.raises(TooSmall, match="inches wide"):
        timeline(told(*turns("2031-03-04")), ax=Figure(figsize=(3, 9)).subplots())


def test_no_global_state() -> None:
    """Drawing sets no style for others and loads no pyplot."""
    code = (
        "import sys, matplotlib as m\n"
        "style = lambda: {k: v for k, v in m.rcParams.copy().items() if k != 'backend'}\n"
        "before = style()\n"
        "from negotiation import load, replay\n"
        "from negotiation.plot import timeline\n"
        "timeline(replay(load('daraa-2018')))\n"
        "assert 'matplotlib.pyplot' not in sys.modules and style() == before"
    )
    subprocess.run([sys.executable, "-W", "error", "-c", code], check=True)


def test_without_dates_there_is_no_calendar() -> None:
    """Where no report dates an event, no day is named, on the page or in words."""
    drawn = timeline(told(event("a", "up", label="It begins")))

    assert drawn.ruler.names == ()
    assert "undated" in words(drawn.subtitle)
    assert "No report dates an event" in words(drawn.foot)
    assert "2031" not in drawn.alt + drawn.caption + words(drawn.subtitle)
