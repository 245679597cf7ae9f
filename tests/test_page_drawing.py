"""What the replay page draws: places in per cent, fades, marks, measures and terms."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negotiation.dates import DAY, Window
from negotiation.diagram import svg
from negotiation.evidence import Source
from negotiation.history import History
from negotiation.measure import Measure, Value
from negotiation.page.across import NOWHERE, Across, Box, least_width
from negotiation.page.cast import cast
from negotiation.page.chart import Chart, chart
from negotiation.page.html import FOLDER
from negotiation.page.rail import APART, rail
from negotiation.page.trees import diagram_tree, strip_tree
from negotiation.view.colours import READABLE, contrast
from negotiation.view.speech import speech
from tests.making import event, report
from tests.paged import DARAA, told

TEN_DAYS = Across(0, 10 * DAY)


def drawn(history: History, language: str = "en") -> Chart:
    """Give the drawing of a history."""
    found = chart(cast(history, language, None))
    assert found is not None
    return found


def test_time_runs_evenly_and_mirrored_from_the_right() -> None:
    """Of ten days the third stands at 20 %, from right to left at 80 %."""
    assert TEN_DAYS.place(2 * DAY) == 20
    assert Across(0, 10 * DAY, mirrored=True).place(2 * DAY) == 80
    assert Across(0, 10 * DAY, mirrored=True).box(2 * DAY, 5 * DAY) == Box(50, 30)


def test_names_appear_where_their_bar_has_room() -> None:
    """A name of 100 pixels in half a drawing fits one of 300; in a tenth, none that there is."""
    assert least_width(100, 50) == 0
    assert least_width(200, 50) == 1
    assert least_width(100, 10) == NOWHERE


def test_a_day_fades_and_a_clock_time_does_not() -> None:
    """A state that begins on some day fades in over it; one from 19:00 has an edge."""
    history = told(
        event("a", "up", "2031-03-02"),
        event("b", "talk", "2031-03-03T19:00"),
        event("z", "nothing", "2031-03-01"),
        event("y", "nothing", "2031-03-10"),
        sources=_until("2031-03-10"),
    )
    phase, talks = drawn(history).groups[0].lanes

    assert phase.lane.bars[0].fade == Box(10, 10)
    assert phase.lane.bars[0].solid == Box(20, 80)
    assert phase.lane.silent == Box(0, 20)
    assert talks.lane.bars[0].fade is not None
    assert talks.lane.bars[0].fade.width < 0.1


def _until(day: str) -> dict[str, object]:
    return {"paper": Source(id="paper", outlet="Paper", published=day)}


def test_marks_say_what_is_known_of_the_time() -> None:
    """A minute is a dot, a day a bar over it, what was by some day opens to the past."""
    windows = [Window(DAY, DAY + 60), Window(DAY, 2 * DAY), Window(None, 2 * DAY)]
    events = [(event(f"e{n}", "nothing"), window) for n, window in enumerate(windows)]

    dot, bar, open_ = rail(TEN_DAYS, events, {}, ["e1"]).marks
    assert (dot.dot, bar.dot, open_.dot) == (True, False, False)
    assert bar.box == Box(10, 10)
    assert (bar.hollow, dot.hollow) == (True, False)
    assert (open_.opens, open_.box) == ("earlier", Box(0, 20))


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 10)), max_size=25))
def test_marks_never_overlap(days: list[tuple[int, int]]) -> None:
    """Whatever the windows, two marks in one row stand apart."""
    windows = [Window(first * DAY, (first + long) * DAY) for first, long in days]
    events = [(event(f"e{n}", "nothing"), window) for n, window in enumerate(windows)]

    for one, other in combinations(rail(TEN_DAYS, events, {}, ()).marks, 2):
        if one.row == other.row:
            left, right = sorted((one.box, other.box), key=lambda box: box.x)
            assert left.x + left.width + APART <= right.x + 1e-6


def test_measures_keep_their_form() -> None:
    """A range has no dot, "at least" an arrow, and a line joins two full values only."""
    values = (
        Value(about=100, as_of="2031-03-02", source="paper"),
        Value(about=120, as_of="2031-03-03", source="paper"),
        Value(between=(200, 300), as_of="2031-03-04", source="paper"),
        Value(at_least=400, as_of="2031-03-06/2031-03-08", source="paper"),
    )
    history = told(
        event("a", "up", "2031-03-01"),
        measures={"displaced": Measure(id="displaced", unit="people", values=values)},
        sources=_until("2031-03-10"),
    )
    (strip,) = drawn(history).strips

    about, _, between, least = strip.dots
    assert [dot.text.split("\N{NARROW NO-BREAK SPACE}")[0] for dot in strip.dots] == [
        "about 100", "about 120", "200–300", "at least 400",
    ]  # fmt: skip
    assert [dot.is_range for dot in strip.dots] == [False, False, True, False]
    assert [dot.bound for dot in strip.dots] == [False, False, False, True]
    assert [dot.joined for dot in strip.dots] == [False, True, False, False]
    assert about.whisker is None
    assert between.whisker is None
    assert least.whisker == Box(50, 30)
    arrows = [shape for part in strip_tree(strip)[2:] for shape in part[2:] if shape[0] == "path"]
    assert len(arrows) == 1


@pytest.mark.parametrize("language", ["en", "ar"])
def test_terms_stand_in_rows_under_their_party(language: str) -> None:
    """In Daraa two parties speak on issues; from right to left their texts turn with the bars."""
    first, second = drawn(DARAA, language).parties

    assert sum(len(row) for row in first.rows) + sum(len(row) for row in second.rows) > 10
    ends = {offer.x for row in first.rows for offer in row if offer.anchor == "end"}
    assert ends == ({100.0} if language == "en" else {0.0})


def test_sources_stand_behind_numbers_in_arabic() -> None:
    """Read from right to left, the raised number of a source is parted from the value's digits."""
    labels = [dot.text for strip in drawn(DARAA, "ar").strips for dot in strip.dots]

    assert [
        text for text in labels if "\N{RIGHT-TO-LEFT MARK}\N{NARROW NO-BREAK SPACE}" not in text
    ] == []


def test_diagram_holds_no_mark_of_what_was_taken() -> None:
    """A diagram in the page is bare; what was taken by a moment is for the script to mark."""
    view, *shapes = diagram_tree(svg(DARAA, "ceasefire", speech()))[1:]

    assert view["class"] == "diagram"
    assert {name for shape in shapes for name in shape[1]} <= {
        "d", "x", "y", "cx", "cy", "r", "data-state", "data-edge",
    }  # fmt: skip
    assert {shape[1].get("data-state") for shape in shapes} >= {"none", "in-effect", "broken"}
    assert "none>in-effect" in {shape[1].get("data-edge") for shape in shapes}
    lines = [s[1]["d"] for s in shapes if s[0] == "path" and "data-state" not in s[1]]
    assert [line for line in lines if "l" in line or line.count("M") != 1] == []


def test_inks_can_be_read_on_the_page() -> None:
    """Every ink of the style reaches a contrast of 4.5 with the page, and white with its mark."""
    sheets = ("page.css", "replay.css")
    style = "".join((FOLDER / name).read_text(encoding="utf-8") for name in sheets)
    inks = ["#1b1f27", "#555c68", "#b3261e", "#6b7280"]

    assert [ink for ink in inks if ink not in style] == []
    assert [ink for ink in inks if contrast(ink, "#ffffff") < READABLE] == []


def test_no_event_is_lost() -> None:
    """Every event in use has a mark and a row, also one that no report says happened."""
    history = told(
        event("a", "up", "2031-03-01"),
        event("b", "talk", report("2031-03-04", modality="scheduled")),
        event("c", "nothing"),
    )

    assert len(drawn(history).rail.marks) == 3
