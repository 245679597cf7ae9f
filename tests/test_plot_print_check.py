"""The check before print finds each fault that it names, says where, and finds no other."""

from dataclasses import replace
from pathlib import Path

import pytest
from matplotlib.colors import to_hex
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from negotiation.plot import Timeline, save, timeline
from negotiation.plot.print_check import Finding, print_check
from negotiation.view.colours import PAGE, contrast
from negotiation.view.vision import distance
from tests.making import event
from tests.plotted import told, turns


def fresh() -> Timeline:
    """Draw a story of three turns, each flagged, without a fault."""
    return timeline(told(*turns("2031-03-04", "2031-03-06", "2031-03-08T10:00")))


def only(drawn: Timeline) -> Finding:
    """Give the one thing that is found."""
    (finding,) = print_check(drawn)
    return finding


def kinds(drawn: Timeline) -> set[str]:
    return {finding.kind for finding in print_check(drawn)}


def flag(drawn: Timeline, event: str) -> Text:
    """Give the last line of a flag."""
    return drawn.flags[event].texts[-1]


def repaint(drawn: Timeline, number: int, colour: str) -> None:
    """Give a bar of the first lane one colour."""
    bar = drawn.lanes["phase"].bars[number]
    assert bar is not None
    bar.set(facecolor=colour, edgecolor="none")


def test_a_sound_figure_has_no_finding() -> None:
    """Where nothing is wrong nothing is said."""
    assert print_check(fresh()) == ()


def test_text_on_text_is_found() -> None:
    """A text moved onto another one is found, with both of them and the part it belongs to."""
    drawn = fresh()
    flag(drawn, "e1").set_position(flag(drawn, "e0").get_position())
    finding = only(drawn)

    assert finding.kind == "overlap"
    assert finding.name == "flag e0"
    assert '"Turn 0' in finding.says
    assert '"Turn 1' in finding.says
    assert finding.amount > 3


def test_text_off_the_page_is_found() -> None:
    """A title that begins half a point left of the page is found there, by how much."""
    drawn = fresh()
    drawn.title[0].set(x=drawn.axes.get_xlim()[0], ha="center")
    finding = next(found for found in print_check(drawn) if found.kind == "outside")

    assert (finding.name, finding.left) == ("title", 0)
    assert "off the page" in finding.says
    assert finding.amount > 1


def test_a_mark_off_the_axes_is_found() -> None:
    """A mark that the axes cut off would be lost."""
    drawn = fresh()
    mark = drawn.marks["e0"]
    assert isinstance(mark, Rectangle)
    mark.set_x(drawn.axes.get_xlim()[1] - mark.get_width() / 2)

    assert only(drawn).kind == "outside"
    assert only(drawn).name == "mark e0"


def test_a_pole_through_a_text_is_found() -> None:
    """A pole that another flag's text hides is found, with the flag that it belongs to."""
    drawn = fresh()
    pole, text = drawn.flags["e0"].pole, flag(drawn, "e1")
    middle = text.get_position()[0] + 0.05
    pole.set_data([middle, middle], [text.get_position()[1] - 30, text.get_position()[1] + 30])
    crossing = [found for found in print_check(drawn) if found.kind == "crossing"]

    assert {found.name for found in crossing} == {"flag e1"}
    assert all("the line of flag e0 runs" in found.says for found in crossing)


def test_a_rule_behind_a_text_is_no_crossing() -> None:
    """The pale rules of the calendar may run behind texts."""
    drawn = fresh()
    rule, text = drawn.ruler.rules[0], flag(drawn, "e1")
    middle = text.get_position()[0] + 0.05
    rule.set_data([middle, middle], [text.get_position()[1] - 30, text.get_position()[1] + 30])

    assert print_check(drawn) == ()


@pytest.mark.parametrize(("size", "found"), [(7.0, set()), (6.9, {"small"})])
def test_small_type_is_found(size: float, found: set[str]) -> None:
    """Seven points can be read, a little less is found."""
    drawn = fresh()
    drawn.foot[0].set_fontsize(size)

    assert kinds(drawn) == found


@pytest.mark.parametrize(("colour", "found"), [("#767676", set()), ("#787878", {"contrast"})])
def test_pale_type_is_found(colour: str, found: set[str]) -> None:
    """On white the darkest grey with a contrast under 4.5 is found, and its neighbour is not."""
    drawn = fresh()
    drawn.foot[0].set_color(colour)

    assert kinds(drawn) == found


def test_contrast_is_that_with_what_is_painted() -> None:
    """White type is found on the page and on pale bars only; dark type on dark bars only."""
    drawn = fresh()
    lane = drawn.lanes["phase"]
    for label in lane.labels:
        for text in label:
            text.set_color(PAGE)
    shades = [to_hex(bar.get_facecolor()[-1]) for bar in lane.bars if bar is not None and label]  # type: ignore[attr-defined]
    pale = [shade for shade in shades if contrast(shade, PAGE) < 4.5]
    found = [found for found in print_check(drawn) if found.kind == "contrast"]

    assert 0 < len(found) == len(pale) < len(shades)
    assert {found.name for found in found} == {"lane phase"}


def test_a_box_behind_a_text_counts_as_painted() -> None:
    """White type in a dark box of its own can be read on a white page."""
    drawn = fresh()
    drawn.foot[0].set_color(PAGE)
    assert kinds(drawn) == {"contrast"}

    drawn.foot[0].set_bbox({"fc": "#000000", "ec": "none", "pad": 1.5})
    assert print_check(drawn) == ()


def test_colours_that_merge_in_grey_are_found() -> None:
    """A red and a green of one lightness differ for most, and not on grey paper."""
    drawn = fresh()
    red, green = "#c8504b", "#4b8746"
    for number, colour in enumerate((red, green), start=1):
        repaint(drawn, number, colour)
    merging = [found for found in print_check(drawn) if found.kind == "merging"]

    assert distance(red, green) > 0.2
    assert merging[0].name == "lane phase"
    assert "high and low differ by" in merging[0].says
    assert "in grey" in merging[0].says


def test_colours_that_merge_for_some_are_found() -> None:
    """A red and a green that differ even in grey are one colour to whoever sees no red."""
    drawn = fresh()
    one, other = "#e57883", "#079583"
    for number, colour in enumerate((one, other), start=1):
        repaint(drawn, number, colour)
    says = [found.says for found in print_check(drawn) if found.kind == "merging"]

    assert distance(one, other, "grey") > 0.05
    assert "in protanopia" in says[0]


def test_one_state_after_itself_may_look_the_same() -> None:
    """A state left and taken up again at once has its own colour."""
    drawn = fresh()
    lane = drawn.lanes["phase"]
    same = replace(lane, spans=(lane.spans[0], lane.spans[1], lane.spans[1], *lane.spans[3:]))
    repaint(drawn, 2, to_hex(lane.bars[1].get_facecolor()[-1]))  # type: ignore[union-attr]

    assert "merging" not in kinds(replace(drawn, lanes={"phase": same}))


def test_a_dropped_label_is_found() -> None:
    """A bar without its label is found, unless it is among those that the foot counts."""
    drawn = fresh()
    lane = drawn.lanes["phase"]
    for text in lane.labels[1]:
        text.set_text("")
    dropped = only(drawn)
    counted = replace(lane, unlabelled=(lane.spans[1],))

    assert (dropped.kind, dropped.name) == ("unnamed", "lane phase")
    assert dropped.says.startswith("high has no label")
    assert print_check(replace(drawn, lanes={"phase": counted})) == ()


@pytest.mark.filterwarnings("ignore:Glyph")
def test_letters_that_no_face_has_are_found() -> None:
    """Chinese is drawn as boxes here, and that is said; Arabic, Hebrew and Greek are not."""
    drawn = fresh()
    flag(drawn, "e0").set_text("هدنة שלום Ωж → ½")
    assert print_check(drawn) == ()

    flag(drawn, "e0").set_text("停火")
    assert (only(drawn).kind, only(drawn).amount) == ("letters", 2)


def test_a_finding_says_where() -> None:
    """The title begins a third of an inch, 24 points, from the left, and is found there first."""
    drawn = fresh()
    for text in (drawn.title[0], drawn.foot[0]):
        text.set_fontsize(5)
    first, last = print_check(drawn)

    assert (first.name, first.left, first.amount) == ("title", pytest.approx(0.33, abs=0.02), 5)
    assert last.name == "foot"
    assert first.top < last.top < drawn.figure.get_figheight()
    assert str(first).startswith("title (0.3 in from the left, ")


def test_checking_changes_nothing(tmp_path: Path) -> None:
    """The figure is saved after the check as before it."""
    drawn = fresh()
    before = save(drawn, tmp_path / "before.png").read_bytes()
    print_check(drawn)

    assert save(drawn, tmp_path / "after.png").read_bytes() == before


def test_lines_and_labels_of_an_event_in_any_part_are_checked() -> None:
    """The leader of a call-out is a line like a pole."""
    drawn = timeline(
        told(event("a", "up", "2031-03-04T10:00"), event("b", "down", "2031-03-04T10:01"))
    )
    leader = drawn.lanes["phase"].leaders[0]
    assert isinstance(leader, Line2D)
    text = drawn.foot[0]
    x, y = text.get_position()
    leader.set_data([x + 0.01, x + 0.01], [y - 20, y + 20])

    assert "crossing" in kinds(drawn)
