"""A timeline can be read, whatever it tells: nothing overlaps, nothing is cut off."""

import numpy as np
import pytest
from matplotlib.colors import to_hex
from matplotlib.lines import Line2D
from matplotlib.text import Text

from negotiation.plot import Timeline, timeline
from negotiation.view.colours import contrast
from tests.plotted import ARABIC, STORIES, Box, boxes, pixels, told, turns

DRAWN: dict[str, Timeline] = {}


@pytest.fixture(params=list(STORIES))
def drawn(request: pytest.FixtureRequest) -> Timeline:
    """Each of the stories, drawn once."""
    if request.param not in DRAWN:
        DRAWN[request.param] = timeline(STORIES[request.param])
    return DRAWN[request.param]


def words(texts: tuple[Text, ...]) -> str:
    return " ".join(text.get_text() for text in texts)


def test_no_text_touches_text(drawn: Timeline) -> None:
    """The boxes of any two texts are apart."""
    left, bottom, right, top = np.array(boxes(drawn, drawn.texts)).T
    meet = (left[:, None] < right) & (left < right[:, None])
    meet &= (bottom[:, None] + 0.5 < top) & (bottom + 0.5 < top[:, None])
    np.fill_diagonal(meet, val=False)

    assert [
        (drawn.texts[i].get_text(), drawn.texts[j].get_text()) for i, j in np.argwhere(meet)
    ] == []


def test_nothing_is_written_outside_the_page(drawn: Timeline) -> None:
    """Every text lies within the figure."""
    width, height = drawn.figure.bbox.width, drawn.figure.bbox.height
    for left, bottom, right, top in boxes(drawn, drawn.texts):
        assert 0 <= left < right <= width
        assert 0 <= bottom < top <= height


def crosses(drawn: Timeline, pole: Line2D, box: Box) -> bool:
    """Say whether an upright line runs through a box."""
    (x, one), (_, other) = drawn.axes.transData.transform(pole.get_xydata())
    left, bottom, right, top = box
    return left < x < right and min(one, other) < top - 1 and max(one, other) > bottom + 1


def test_no_pole_crosses_text(drawn: Timeline) -> None:
    """No flag's pole and no label's leader runs through a text; each stands beside its own."""
    poles = [flag.pole for flag in drawn.flags.values()]
    poles += [leader for lane in drawn.lanes.values() for leader in lane.leaders]
    for text, box in zip(drawn.texts, boxes(drawn, drawn.texts), strict=True):
        assert not any(crosses(drawn, pole, box) for pole in poles), text.get_text()


@pytest.mark.parametrize("name", ["Daraa", "one day", "20 years"])
def test_labels_can_be_read_on_what_lies_behind(name: str) -> None:
    """Every label in a bar has a contrast of 4.5 with each colour that the renderer put there."""
    drawn = timeline(STORIES[name])
    picture = pixels(drawn)
    texts = [text for lane in drawn.lanes.values() for label in lane.labels for text in label]
    bare = [text for text in texts if text.get_bbox_patch() is None]
    for text, box in zip(bare, boxes(drawn, bare), strict=True):
        left, bottom, right, top = map(int, box)
        behind = np.unique(picture[bottom:top, left:right].reshape(-1, 3), axis=0) / 255
        assert min(contrast(to_hex(text.get_color()), to_hex(c)) for c in behind) > 4.45


def test_every_state_is_named_or_counted(drawn: Timeline) -> None:
    """A bar has its label in it or called out, or the foot says how many have none."""
    for lane in drawn.lanes.values():
        for span, bar, label in zip(lane.spans, lane.bars, lane.labels, strict=True):
            if bar is not None and span.start is not None:
                assert label or span in lane.unlabelled
        if lane.unlabelled:
            assert "no room to name" in words(drawn.foot)


def test_no_type_below_seven_points(drawn: Timeline) -> None:
    """Nothing is set so small that print loses it."""
    assert min(text.get_fontsize() for text in drawn.texts) >= 7


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
