"""Lettering: measured, broken into lines, with the numbers of sources raised behind."""

from pathlib import Path

import matplotlib as mpl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.font_manager import FontProperties, findfont, fontManager, get_font

from negotiation.plot.lettering import Face, width, wrap
from negotiation.plot.style import FAMILIES, FONTS, styled
from negotiation.view.citing import cited, plain

FACE = Face(10)
ARABIC = "محادثات بين الأطراف حول وقف إطلاق النار"


@pytest.fixture(autouse=True)
def style() -> None:
    with styled():
        width.cache_clear()
        wrap.cache_clear()


def test_width_grows_with_the_type() -> None:
    """Twice the size is twice the width, whatever the pixels."""
    assert width("Ceasefire", Face(20)) == pytest.approx(2 * width("Ceasefire", Face(10)), rel=0.01)
    assert width("Ceasefire", Face(10, bold=True)) > width("Ceasefire", Face(10))


def test_short_text_stays_on_one_line() -> None:
    """What fits is not broken."""
    assert wrap("Talks resume", 200, FACE) == ("Talks resume",)


def test_lines_are_even() -> None:
    """Two lines are broken in the middle, not after the last word that fits."""
    room = width("one two three", FACE) + 1

    assert wrap("one two three four", room, FACE, even=False) == ("one two three", "four")
    assert wrap("one two three four", room, FACE) == ("one two", "three four")


def test_a_long_word_is_broken_at_its_hyphens() -> None:
    """An id too wide for its room breaks after a hyphen and loses nothing."""
    room = width("joint-command-", FACE) + 1

    assert wrap("joint-command-declares", room, FACE) == ("joint-command-", "declares")


def test_sources_are_raised_and_never_parted() -> None:
    """Sources 1 and 12 stand behind the text, and no line begins with them."""
    text = cited("Talks fail", [1, 12])

    assert text.endswith("¹\N{THIN SPACE}¹²")
    assert wrap(text, 1, FACE)[-1] not in {"¹", "¹²"}
    assert wrap(text, width("Talks", FACE) + 30, FACE)[-1].startswith("fail")


def test_no_sources_no_mark() -> None:
    """Without sources nothing is raised."""
    assert cited("Talks fail", []) == "Talks fail"


def test_control_characters_become_spaces() -> None:
    """A line feed or a bell in a label does not reach the renderer."""
    assert plain("two\nlines\tand\x07 a bell") == "two lines and a bell"


@settings(max_examples=50, deadline=None)
@given(st.text("ab -éش", max_size=40), st.integers(20, 120))
def test_wrapping_loses_no_letter(text: str, room: int) -> None:
    """Broken text has the letters of the whole, in their order, and no line that is too wide."""
    lines = wrap(plain(text), room, FACE)

    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert max(width(line, FACE) for line in lines) <= room + 0.01


def test_arabic_is_measured_shaped() -> None:
    """Joined letters are narrower than the same letters standing alone."""
    word = ARABIC.split(" ")[0]

    assert width(word, FACE) < sum(width(letter, FACE) for letter in word)


def test_the_typeface_is_our_own() -> None:
    """Regular and bold are drawn with the fonts of the package, whatever else is installed."""
    for weight in (400, 700):
        path = Path(findfont(FontProperties(family=FAMILIES, weight=weight)))
        assert path.parent == FONTS


def test_figures_of_others_keep_their_typeface() -> None:
    """Knowing of ours changes neither the default face nor what is found for another one."""
    with mpl.rc_context():
        mpl.rcdefaults()
        assert Path(findfont(FontProperties())).name == "DejaVuSans.ttf"
    assert len([font for font in fontManager.ttflist if font.name == FAMILIES[0]]) == 2


def test_the_typeface_covers_what_is_written() -> None:
    """Latin, Greek, Cyrillic and Arabic, raised figures, spaces and signs come from one face."""
    letters = "Aéßžș Ωλ Жя ابتثجحخ پچژگ ٠١٢٪ ⁰¹²³⁴⁵⁶⁷⁸⁹ –—‑…’“”«»·½±† \u00a0\u202f\u2009"
    for path in FONTS.glob("*.ttf"):
        assert set(map(ord, letters)) <= get_font(path).get_charmap().keys()


def test_other_letters_come_from_the_second_face() -> None:
    """An arrow, Hebrew and a face have a width: they are drawn, by DejaVu Sans."""
    second = FontProperties(family=FAMILIES[1], size=100)
    measure = RendererAgg(1, 1, 72).get_text_width_height_descent
    for text in ("→", "שלום", "😀"):
        alone = measure(text, second, ismath=False)[0] / 10
        assert width(text, FACE) == pytest.approx(alone, rel=0.02)


@pytest.mark.filterwarnings("ignore:Glyph")
def test_letters_of_no_face_are_drawn_as_boxes() -> None:
    """Chinese is not dropped: each letter takes its room."""
    assert width("停火", FACE) == pytest.approx(2 * width("停", FACE), rel=0.02)
    assert width("停", FACE) > 4
