"""What a figure is for decides its size, and what there is room for."""

import pytest

from negotiation import load, replay
from negotiation.errors import NegotiationError
from negotiation.plot import print_check, timeline
from negotiation.plot.scale import Scale, bent
from negotiation.view.quiet import quiet_time
from negotiation.view.selection import Range
from tests.plotted import STORIES, midnight, told, turns

DAY = 86400
DARAA = STORIES["Daraa"]
SIZES = {  # width, and the height that it may have: inches
    "slide": (13.33, 7.5),
    "a4": (6.69, 10.12),
    "two-columns": (6.85, 9.45),
    "column": (3.35, 9.55),
}


@pytest.mark.parametrize("use", SIZES)
def test_a_figure_fits_its_paper(use: str) -> None:
    """Daraa fits a slide, a page, and one or two columns, and can be printed there."""
    drawn = timeline(DARAA, layout_for=use)  # type: ignore[arg-type]
    wide, high = drawn.figure.get_size_inches()

    assert wide == pytest.approx(SIZES[use][0], abs=0.01)
    assert high <= SIZES[use][1]
    assert print_check(drawn) == ()


def test_what_there_is_no_room_for_is_said() -> None:
    """On a slide most tracks and every measure are left out, and counted in the foot."""
    drawn = timeline(DARAA, layout_for="slide")
    foot = " ".join(text.get_text() for text in drawn.foot)

    assert drawn.strips == {}
    assert "five measures" in foot
    assert f"{24 - len(drawn.lanes)} tracks" in foot


def test_a_slide_has_larger_type() -> None:
    """The same words are 1.15 times as large as on a screen."""
    slide, screen = (timeline(DARAA, layout_for=use) for use in ("slide", "screen"))  # type: ignore[arg-type]

    assert slide.title[0].get_fontsize() == pytest.approx(1.15 * screen.title[0].get_fontsize())


def test_an_unknown_layout_is_refused() -> None:
    """A slip is told with what there is."""
    with pytest.raises(NegotiationError, match="did you mean slide"):
        timeline(DARAA, layout_for="slid")  # type: ignore[arg-type]


# --- quiet time -----------------------------------------------------------------------------------


def test_quiet_time_is_between_narrow_dates() -> None:
    """With news on the 1st and from the 28th on, the 2nd to the 27th are quiet."""
    history = told(*turns("2031-03-01", "2031-03-28", "2031-03-29"))
    quiet = quiet_time(
        history, Range(int(midnight("2031-03-01") * DAY), int(midnight("2031-04-01") * DAY))
    )

    assert quiet is not None
    assert quiet.stretches == ((midnight("2031-03-02") * DAY, midnight("2031-03-28") * DAY),)
    assert quiet.factor > 10


def test_busy_time_is_not_narrowed() -> None:
    """Where something is dated every other day, nothing is quiet."""
    history = told(*turns("2031-03-01", "2031-03-03", "2031-03-05", "2031-03-07", "2031-03-09"))

    assert (
        quiet_time(
            history, Range(int(midnight("2031-03-01") * DAY), int(midnight("2031-03-11") * DAY))
        )
        is None
    )


def test_a_bent_scale_is_so_many_times_narrower_there() -> None:
    """Of four days, the two quiet ones, five times narrower, take a sixth of the room."""
    scale = bent(Scale(0, 4 * DAY, 100, 340), ((1 * DAY, 3 * DAY),), 5)

    assert [scale.place(n * DAY) for n in range(5)] == pytest.approx([100, 200, 220, 240, 340])
    assert [scale.moment(place) for place in (200, 220, 340)] == pytest.approx(
        [1 * DAY, 2 * DAY, 4 * DAY]
    )
    assert scale.per_day(0) == pytest.approx(5 * scale.per_day(2 * DAY))


def test_narrowed_time_is_asked_for_tinted_and_said() -> None:
    """Time is even unless somebody wants otherwise; then the figure says by how much."""
    history = told(*turns("2031-03-01", "2031-03-28", "2031-03-29"))
    even, narrowed = timeline(history), timeline(history, quiet="compressed")
    factor = quiet_time(history, narrowed.plan.range).factor  # type: ignore[union-attr]

    assert even.bands == ()
    assert len(narrowed.bands) == 1
    assert f"{factor}×" in " ".join(text.get_text() for text in narrowed.bands[0].texts)
    assert f"{factor} times narrower" in " ".join(text.get_text() for text in narrowed.foot)


def test_marks_stand_at_their_dates_on_a_bent_scale() -> None:
    """What is drawn on the 28th is on the page where the scale has the 28th."""
    news = ("2031-02-01", "2031-03-01T10:00", "2031-03-04", "2031-03-07", "2031-03-10")
    drawn = timeline(told(*turns(*news)), quiet="compressed")
    assert drawn.plan.quiet is not None
    (quiet,) = drawn.plan.quiet.stretches
    place = [
        drawn.axes.transData.transform((at / DAY, 0))[0]
        for at in (quiet[0] - DAY, quiet[0], sum(quiet) / 2, quiet[1], quiet[1] + DAY)
    ]

    assert place[2] - place[1] == pytest.approx(place[3] - place[2])
    assert place[1] - place[0] == pytest.approx(place[4] - place[3])
    assert (place[3] - place[1]) / (place[1] - place[0]) == pytest.approx(
        (quiet[1] - quiet[0]) / DAY / drawn.plan.quiet.factor
    )


# --- languages that are written from the right ----------------------------------------------------


def test_time_runs_from_the_right_in_arabic() -> None:
    """Names stand at the right, and later is further left."""
    drawn = timeline(replay(load("valley")), language="ar")
    place = [
        drawn.axes.transData.transform((at, 0))[0]
        for at in (midnight("2031-03-02"), midnight("2031-03-20"))
    ]
    name = drawn.lanes["phase"].name[0]

    assert place[0] > place[1]
    assert name.get_window_extent().x0 > place[0]
    assert print_check(drawn) == ()
