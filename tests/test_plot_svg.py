"""SVG: small, described, its texts live, the fonts in it or not, and at home in any page."""

import base64
import io
import re
from collections import Counter
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
from fontTools.ttLib import TTFont

from negotiation.plot import Timeline, timeline
from negotiation.plot.boxes import tidy_boxes
from negotiation.plot.embedding import embed
from negotiation.plot.files import svg_text
from negotiation.plot.vector import Kind
from negotiation.view.colours import mix
from tests.making import event
from tests.plotted import ARABIC, STORIES, told

HOSTILE = '</text><script>alert(1)</script> & "quotes" ]]>'
SPACES = {"svg": "http://www.w3.org/2000/svg"}
DRAWN_WITH = {
    "svg", "title", "desc", "style", "text", "rect", "path", "g", "defs", "use", "pattern",
    "linearGradient", "stop",
}  # fmt: skip
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


@pytest.fixture(scope="module")
def daraa() -> Timeline:
    return timeline(STORIES["Daraa"])


def read(text: str) -> Element:
    return ElementTree.fromstring(text)  # noqa: S314  our own


def texts(root: Element) -> list[Element]:
    return root.findall(".//svg:text", SPACES)


def font(css: str, family: str, weight: int = 400) -> TTFont:
    """Give the font that a rule embeds."""
    pattern = rf'"{family} \w+"; font-weight: {weight}; src: url\(data:font/woff;base64,([^)]+)\)'
    found = re.search(pattern, css)
    assert found is not None
    return TTFont(io.BytesIO(base64.b64decode(found[1])))


@pytest.mark.parametrize("kind", ["show", "edit"])
def test_it_says_what_it_shows(daraa: Timeline, kind: Kind) -> None:
    """Title and description are named by the figure, in its language."""
    root = read(svg_text(daraa, kind=kind, alt=f"Alt: {HOSTILE}", language="fr"))
    named = {child.get("id"): child for child in root}
    title, alt = (named[name] for name in root.get("aria-labelledby", "").split())

    assert root.get("role") == "img"
    assert title.text == "Daraa, June–July 2018"
    assert alt.text == f"Alt: {HOSTILE}"
    assert (root.get(LANGUAGE), root.get("lang")) == ("fr", "fr")


def test_without_alt_text_there_is_no_description(daraa: Timeline) -> None:
    """No empty description is read out."""
    root = read(svg_text(daraa))

    assert root.find("svg:desc", SPACES) is None
    assert len(root.get("aria-labelledby", "").split()) == 1


@pytest.mark.parametrize("kind", ["show", "edit"])
def test_every_text_is_text(daraa: Timeline, kind: Kind) -> None:
    """Each line that is drawn is one element, letter by letter as it is drawn."""
    root = read(svg_text(daraa, kind=kind))

    drawn = Counter(text.get_text() for text in daraa.texts)
    assert Counter(element.text for element in texts(root)) == drawn


@pytest.mark.filterwarnings("ignore:Glyph 65535")
def test_hostile_texts_stay_texts() -> None:
    """Markup in a label is written, never obeyed; what XML cannot hold is shown as missing."""
    drawn = timeline(told(event("a", "up", "2031-03-04", label=HOSTILE), title=f"{HOSTILE}\uffff"))
    root = read(svg_text(drawn, alt="\x00"))

    assert {element.tag.partition("}")[2] for element in root.iter()} <= DRAWN_WITH
    assert any("\ufffd" in (element.text or "") for element in texts(root))
    assert root.findtext("svg:desc", namespaces=SPACES) == "\ufffd"


@pytest.mark.parametrize("kind", ["show", "edit"])
def test_nothing_reaches_beyond_the_figure(daraa: Timeline, kind: Kind) -> None:
    """No style attribute, no address, no rule but fonts: a page may forbid all of them."""
    text = svg_text(daraa, kind=kind, alt="Alt")
    style = read(text).findtext("svg:style", "", SPACES)

    assert text.startswith("<svg ")
    assert "style=" not in text
    assert set(re.findall(r"\w+://[^\"]+", text)) <= {SPACES["svg"], "http://www.w3.org/1999/xlink"}
    assert re.sub(r"@font-face \{[^}]*\}", "", style).strip() == ""
    assert ("@font-face" in style) == (kind == "show")


def test_figures_in_one_page_share_no_id(daraa: Timeline) -> None:
    """The ids of two figures differ, and every reference finds its own."""
    ids = []
    for drawn in (daraa, timeline(STORIES["Arabic"])):
        text = svg_text(drawn, alt="Alt")
        own = re.findall(r' id="([^"]+)"', text)
        references = re.findall(r"url\(#([^)]+)\)", text) + re.findall(r'href="#([^"]+)"', text)
        assert set(references) <= set(own)
        ids += own

    assert len(ids) == len(set(ids)) > 4


def test_the_fonts_hold_the_letters_used_and_no_others() -> None:
    """The regular font has exactly the regular letters, the bold one the bold ones."""
    css = embed({400: ["Ceasefire ¹"], 700: ["4 July"]}).css

    for weight, letters in ((400, "Ceasefire ¹"), (700, "4 July")):
        assert set(font(css, "Negotiation Sans", weight).getBestCmap()) == set(map(ord, letters))


def test_arabic_keeps_what_joins_its_letters() -> None:
    """The embedded font still has the forms and the features by which a browser joins letters."""
    embedded = font(embed({400: [ARABIC]}).css, "Negotiation Sans")
    features = {record.FeatureTag for record in embedded["GSUB"].table.FeatureList.FeatureRecord}

    assert {"init", "medi", "fina"} <= features
    assert embedded["maxp"].numGlyphs > 2 * len(set(ARABIC))


def test_letters_that_ours_lacks_come_from_the_second_face() -> None:
    """Hebrew and arrows are embedded too, from DejaVu Sans; what neither has is left out."""
    embedded = embed({400: ["a → ש 停"]})

    assert set(font(embedded.css, "Negotiation Sans").getBestCmap()) == set(map(ord, "a "))
    assert set(font(embedded.css, "DejaVu Sans").getBestCmap()) == set(map(ord, "→ש"))
    assert [name.rpartition(" ")[0] for name in embedded.families[:2]] == [
        "Negotiation Sans",
        "DejaVu Sans",
    ]


def test_lines_from_right_to_left_run_so() -> None:
    """An Arabic line says its direction and hangs on the same side as it is drawn; English not."""
    root = read(svg_text(timeline(STORIES["Arabic"])))
    (title,) = (element for element in texts(root) if element.text == ARABIC)
    (sources,) = (element for element in texts(root) if (element.text or "").startswith("Sources:"))

    assert (title.get("direction"), title.get("text-anchor")) == ("rtl", "end")
    assert (sources.get("direction"), sources.get("text-anchor")) == (None, None)
    assert title.get("x") == sources.get("x") == "24"


def boxes(*colours: str) -> Element:
    """Give an SVG in which boxes of these colours stand, each a point further to the right."""
    root = Element("svg")
    group = ElementTree.SubElement(root, "g")
    for left, colour in enumerate(colours):
        line = f"M {left} 10 L {left + 2} 10 L {left + 2} 30 L {left} 30 z"
        ElementTree.SubElement(group, "path", d=line, fill=colour)
    return root


def test_a_fade_in_steps_becomes_one_gradient() -> None:
    """From white to black in eleven steps is one box and a gradient of two stops."""
    root = boxes(*(mix("#ffffff", "#000000", step / 10) for step in range(11)))
    tidy_boxes(root)
    (box,) = root.iter("rect")
    stops = [(stop.get("offset"), stop.get("stop-color")) for stop in root.iter("stop")]

    assert not list(root.iter("path"))
    assert [box.get(name) for name in ("x", "y", "width", "height")] == ["0", "10", "12", "20"]
    assert box.get("fill") == f"url(#{next(root.iter('linearGradient')).get('id')})"
    assert stops == [("0.0000", "#ffffff"), ("0.8333", "#000000")]


def test_a_gradient_keeps_its_bends() -> None:
    """White that darkens only from the middle on has a stop where it begins to."""
    shades = [mix("#ffffff", "#000000", max(step - 5, 0) / 5) for step in range(11)]
    root = boxes(*shades)
    tidy_boxes(root)

    assert [stop.get("stop-color") for stop in root.iter("stop")] == [
        "#ffffff",
        "#ffffff",
        "#000000",
    ]


def test_a_fade_to_the_left_is_a_gradient_too() -> None:
    """On a page read from the right a fade from white to black begins at its right edge."""
    root = boxes(*(mix("#000000", "#ffffff", step / 10) for step in range(11)))
    root[0][:] = list(root[0])[::-1]
    tidy_boxes(root)
    stops = [(stop.get("offset"), stop.get("stop-color")) for stop in root.iter("stop")]

    assert len(list(root.iter("rect"))) == 1
    assert stops == [("0.1667", "#000000"), ("1.0000", "#ffffff")]


def test_boxes_that_make_no_fade_stay_boxes() -> None:
    """Two boxes are two boxes, and a triangle stays a path."""
    root = boxes("#ff0000", "#00ff00")
    triangle = ElementTree.SubElement(root, "path", d="M 0 0 L 4 0 L 4 4 z", fill="#0000ff")
    tidy_boxes(root)

    assert [box.get("fill") for box in root.iter("rect")] == ["#ff0000", "#00ff00"]
    assert list(root.iter("path")) == [triangle]


def test_it_is_small(daraa: Timeline) -> None:
    """Daraa's figure takes less than 100 kB with its fonts and less than 70 without."""
    assert len(svg_text(daraa).encode()) < 100_000
    assert len(svg_text(daraa, kind="edit").encode()) < 70_000


def test_fonts_are_named_by_their_letters() -> None:
    """Two figures of the same letters name the same fonts."""
    one, other = (embed({400: [letters]}) for letters in ("abc", "cba"))

    assert one == other
    assert one != embed({400: ["abd"]})
