"""Colours: one hue a track, lighter before darker, and ink that can be read on all of them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiation.view.colours import HUES, INK, PAGE, contrast, ink, mix, ramp
from negotiation.view.vision import VISIONS, distance, seen_in


def test_contrast_of_black_and_white() -> None:
    """Black on white has the highest contrast there is, 21 to 1; a colour on itself has 1."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#7f7f7f", "#7f7f7f") == 1


def test_mix_is_what_renderers_show() -> None:
    """Half a cover of black over white is the grey halfway between their numbers."""
    assert mix("#ffffff", "#000000", 0.5) == "#808080"
    assert mix("#ffffff", "#102030", 1) == "#102030"
    assert mix("#ffffff", "#102030", 0) == "#ffffff"


@pytest.mark.parametrize("hue", HUES)
@pytest.mark.parametrize("count", range(2, 11))
def test_states_darken_in_their_order(hue: float, count: int) -> None:
    """Each shade of a track stands out less from black than the one before: it survives grey."""
    shades = ramp(hue, count)
    depths = [contrast(shade, "#000000") for shade in shades]

    assert depths == sorted(depths, reverse=True)
    assert len(set(shades)) == count


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("count", range(2, 11))
def test_states_can_be_told_apart_by_anyone(vision: str, count: int) -> None:
    """Two shades of a track that follow one another are far more apart than can just be seen."""
    for hue in HUES:
        shades = ramp(hue, count)
        assert min(distance(a, b, vision) for a, b in pairwise(shades)) > 0.05


def test_the_more_states_the_deeper() -> None:
    """The lightest shade is nearly white; the darkest is nearly black of seven, and not of two."""
    for hue in HUES:
        assert contrast(ramp(hue, 7)[0], PAGE) < 1.3
        assert contrast(ramp(hue, 7)[-1], "#000000") < 2
        assert contrast(ramp(hue, 2)[-1], "#000000") > 2


def test_distance_from_black_to_white() -> None:
    """Black and white are 1 apart for everyone, and a colour is not apart from itself."""
    for vision in VISIONS:
        assert distance("#000000", "#ffffff", vision) == pytest.approx(1, abs=0.001)
        assert distance("#c04040", "#c04040", vision) == 0


@given(st.integers(0, 255), st.sampled_from(sorted(VISIONS)))
def test_greys_look_the_same_to_everyone(level: int, vision: str) -> None:
    """A grey is seen as that grey, in grey and with any deficiency."""
    grey = f"#{level:02x}{level:02x}{level:02x}"
    parts = seen_in(vision, grey)

    assert max(parts) - min(parts) < 1e-5
    assert parts == pytest.approx(seen_in("normal sight", grey), abs=1e-5)


def test_who_sees_no_red_takes_it_for_olive() -> None:
    """Pure red and a dark olive are far apart for most, and one colour with protanopia."""
    red, olive = "#ff0000", "#6d5f00"

    assert distance(red, olive) > 0.25
    assert distance(red, olive, "protanopia") < 0.02


@pytest.mark.parametrize("hue", HUES)
@pytest.mark.parametrize("count", range(1, 11))
def test_some_ink_can_be_read_on_every_shade(hue: float, count: int) -> None:
    """On each shade dark or white ink has a contrast of at least 4.5."""
    for shade in ramp(hue, count):
        chosen = ink([shade])
        assert chosen is not None
        assert contrast(chosen, shade) >= 4.5


def test_no_ink_for_black_and_white_at_once() -> None:
    """A label across white and black cannot be read anywhere in one ink: it must stand outside."""
    assert ink(["#ffffff", "#000000"]) is None
    assert ink(["#ffffff"]) == INK
    assert ink(["#000000"]) == PAGE


@given(st.integers(0, 255))
def test_every_grey_has_an_ink(level: int) -> None:
    """There is no single ground on which nothing can be read."""
    assert ink([f"#{level:02x}{level:02x}{level:02x}"]) is not None
