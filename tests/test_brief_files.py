"""The brief as a page, as a Word file and as Markdown: safe, whole, and one page when printed."""

import base64
import hashlib
import io
import re
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from typer.testing import CliRunner, Result

from negotiation.brief import Brief, brief_of, files, text
from negotiation.brief import html as brief_html
from negotiation.brief.content import SHARES, Content, Line, Part
from negotiation.brief.files import on_page
from negotiation.brief.html import html
from negotiation.brief.markdown import markdown
from negotiation.brief.raised import parted
from negotiation.brief.word import word
from negotiation.chronology import Chronology
from negotiation.cli import app
from negotiation.errors import NegotiationError
from negotiation.evidence import Actor, Note, SetAside, Source
from negotiation.load import load
from negotiation.measure import Measure, Value
from negotiation.plot.print_check import print_check
from negotiation.plot.small import MOST, small_timeline
from negotiation.view.speech import speech
from tests.browser import LACKING, chromium, has_arial
from tests.making import event, report, story
from tests.paged import hostile as hostile_history
from tests.plotted import STORIES, TALKS

HOSTILE = (
    '<script>alert(1)</script><img src=x onerror="alert(2)">"\'&amp;',
    "[here](javascript:alert(1)) ![x](http://x.invalid/y.png) <http://x.invalid> `a` *b* _c_ # | e",
    "\x00\x08\x0b\x1b[31m \ufffe \u202eturned\u2066 ]]> -->",
    "https://x.invalid www.x.invalid mailto:a@x.invalid",
    "1. one\n- two\n***\n{{ 7 * 7 }} {% raw %}",
)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def hostile(bad: str) -> Brief:
    """Give the brief of a story in which every text that a brief shows is hostile."""
    sources = {
        "a": Source(id="a", label=bad, outlet=bad, wire=(bad,), published="2031-03-10"),
        "b": Source(id="b", label=bad, outlet="B", wire=(bad,), published="2031-03-11"),
    }
    actors = {"n": Actor(id="n", label=bad, side="side")}
    value = Value(as_of="2031-03-04", source="a", words=bad, at_least=4, by=("n",))
    events = (
        event("e1", "up", report("2031-03-04", source="a", by=("n",)), label=bad),
        event("e2", "down", report("2031-03-05", source="a", id="e2-x"),
              report("2031-03-06", source="b", id="out"), label=bad),
        event("e3", "down", report("2031-03-07", source="b"),
              report("2031-03-09", source="a"), label=bad),
        event("e4", "up", report("2031-03-07", source="b"),
              report(source="a", modality="negated"), label=bad),
    )  # fmt: skip
    chronology = story(
        TALKS, *events, sources=sources, actors=actors, title=bad, definition=bad,
        measures={"m": Measure(id="m", label=bad, unit=bad, values=(value,))},
        notes=(Note(text=bad, sources=("a",)),),
        set_aside=(SetAside(report=["out"], because=bad),),
    )  # fmt: skip
    return brief_of(chronology, file=bad, digest="sha256:0")


class Seen(HTMLParser):
    """What a browser would make of a page: its elements, its attributes and its text."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: dict[str, list[str]] = {}
        self.words = ""
        self.feed(page)

    def handle_starttag(  # noqa: D102  the parser's own name
        self, tag: str, attrs: list[tuple[str, str | None]]
    ) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            self.attributes.setdefault(name, []).append(value or "")

    def handle_data(self, data: str) -> None:  # noqa: D102  the parser's own name
        self.words += data


def page(brief: Brief) -> str:
    """Give a brief as a page with its timeline."""
    (made,) = files(brief, Path("x.html")).values()
    assert isinstance(made, str)
    return made


def document(brief: Brief) -> bytes:
    """Give a brief as a Word file with its timeline."""
    (made,) = files(brief, Path("x.docx")).values()
    assert isinstance(made, bytes)
    return made


@pytest.fixture(scope="module")
def daraa() -> Brief:
    """Give the brief of Daraa."""
    return brief_of(load("daraa-2018"), file="daraa-2018.yaml", digest="sha256:0123")


@pytest.fixture(scope="module")
def arabic() -> Brief:
    """Give the brief of Daraa in Arabic."""
    return brief_of(load("daraa-2018"), "ar")


# --- the page ----------------------------------------------------------------------------------


@pytest.mark.parametrize("bad", HOSTILE)
def test_hostile_texts_add_no_element_to_the_page(bad: str) -> None:
    """Whatever a file says, the page has the elements that it has for harmless texts."""
    seen, harmless = Seen(page(hostile(bad))), Seen(page(hostile("harmless")))

    assert set(seen.tags) <= set(harmless.tags)
    assert "script" not in seen.tags
    assert not [name for name in seen.attributes if name.startswith("on")]
    assert not {"href", "src"} & seen.attributes.keys()


def test_page_asks_for_nothing(daraa: Brief) -> None:
    """No request is possible: no address, and a policy that forbids all but what is inside."""
    made = page(daraa)
    policy = Seen(made).attributes["content"][0]

    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert not re.findall(r"(?:href|src)=|url\((?!#|data:|['\"]?data:)", made)


def test_policy_allows_just_the_styles_of_the_page(daraa: Brief) -> None:
    """Every style has its hash in the policy, and no hash is without one."""
    made = page(daraa)
    styles = re.findall(r"<style[^>]*>(.*?)</style>", made, re.DOTALL)
    hashes = {base64.b64encode(hashlib.sha256(one.encode()).digest()).decode() for one in styles}

    assert set(re.findall(r"'sha256-([^']+)'", made)) == hashes
    assert "style=" not in made


def test_page_raises_the_numbers_of_sources(daraa: Brief) -> None:
    """A typeface may have raised figures of several sizes: the page uses none of them."""
    made = re.sub(r"<svg.*</svg>", "", page(daraa), flags=re.DOTALL)

    assert "Offensive and heavy bombardment open\u202f<sup>1\u20092\u20093\u20095</sup>" in made
    assert not re.search(r"\u202f[⁰¹²³⁴⁵⁶⁷⁸⁹]", made)


def test_tables_have_the_same_widths_on_a_page_as_in_word() -> None:
    """What fits is reckoned with one set of shares."""
    style = (Path(brief_html.__file__).parent / "page.css").read_text(encoding="utf-8")

    for key, shares in SHARES.items():
        found = re.findall(rf"\.{key} th:nth-child\(\d\) {{ width: (\d+)%; }}", style)
        assert tuple(map(int, found)) == shares


def test_timeline_says_what_it_shows(daraa: Brief) -> None:
    """The inline picture carries its alt text as its description."""
    made = page(daraa)

    assert re.search(r"<desc[^>]*>[^<]{80,}</desc>", made)
    assert 'role="img"' in made


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_page_names_its_language_and_direction(language: str) -> None:
    """Arabic runs from right to left."""
    made = page(brief_of(load("valley"), language))
    direction = "rtl" if language == "ar" else "ltr"

    assert f'<html lang="{language}" dir="{direction}">' in made


def test_page_is_small(daraa: Brief) -> None:
    """It goes by mail: less than 100 kB."""
    assert len(page(daraa).encode()) < 100_000


# --- Word --------------------------------------------------------------------------------------


@pytest.mark.parametrize("bad", HOSTILE)
def test_hostile_texts_leave_the_word_file_whole(bad: str) -> None:
    """The file can be read again; no link and no field has come into it."""
    made = document(hostile(bad))
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        root = ElementTree.fromstring(packed.read("word/document.xml"))  # noqa: S314  ours
        relations = packed.read("word/_rels/document.xml.rels").decode()

    assert docx.Document(io.BytesIO(made)).paragraphs
    assert not {f"{W}hyperlink", f"{W}fldSimple", f"{W}instrText"} & {
        one.tag for one in root.iter()
    }
    assert "External" not in relations


def test_word_file_has_headings_lists_and_tables(daraa: Brief) -> None:
    """What looks like a heading is one, for a screen reader and for a table of contents."""
    made = docx.Document(io.BytesIO(document(daraa)))
    named = {(one.style.name or "") if one.style else "" for one in made.paragraphs}
    headings = [one.text for one in made.paragraphs if one.style and one.style.name == "Heading 1"]

    assert {"Title", "Heading 1", "List Bullet"} <= named
    assert headings == [part.title for part in daraa.content.parts]
    assert [len(table.columns) for table in made.tables] == [4, 5]


def test_word_file_says_all_that_the_content_says(daraa: Brief) -> None:
    """Every cell and every line stands in it."""
    made = docx.Document(io.BytesIO(document(daraa)))
    said = "\n".join(one.text for one in made.paragraphs)
    said += "\n".join(
        cell.text for table in made.tables for row in table.rows for cell in row.cells
    )

    for part in on_page(daraa, small_timeline(daraa.history, daraa.speech).height).parts:
        for line in part.lines:
            assert all("".join(piece for piece, _ in parted(cell)) in said for cell in line.cells)


def test_word_file_raises_the_numbers_of_sources(daraa: Brief) -> None:
    """They are figures of the text's own typeface, raised; what stands before them is not."""
    made = docx.Document(io.BytesIO(document(daraa)))
    runs = [(run.text, bool(run.font.superscript)) for one in made.paragraphs for run in one.runs]

    assert ("1\u20092\u20093\u20095", True) in runs
    assert ("Offensive and heavy bombardment open\u202f", False) in runs


def test_raised_figure_of_a_name_stays_in_it() -> None:
    """An area in km² is no source."""
    told = "About 275 km²\u202f¹\u2009²"

    assert list(parted(told)) == [("About 275 km²\u202f", False), ("1\u20092", True)]


def test_word_file_describes_its_picture(daraa: Brief) -> None:
    """The timeline has an alternative text."""
    with zipfile.ZipFile(io.BytesIO(document(daraa))) as packed:
        body = packed.read("word/document.xml").decode()

    (described,) = re.findall(r'<wp:docPr [^>]*descr="([^"]*)"', body)
    assert len(described) > 80


def test_arabic_word_file_runs_from_the_right(arabic: Brief) -> None:
    """Every paragraph, text and table says so, and so does the language."""
    with zipfile.ZipFile(io.BytesIO(document(arabic))) as packed:
        body = ElementTree.fromstring(packed.read("word/document.xml"))  # noqa: S314  ours
        styles = packed.read("word/styles.xml").decode()

    for paragraph in body.iter(f"{W}p"):
        assert paragraph.find(f"{W}pPr/{W}bidi") is not None
    for run in body.iter(f"{W}r"):
        assert run.find(f"{W}rPr/{W}rtl") is not None
    for table in body.iter(f"{W}tblPr"):
        assert table.find(f"{W}bidiVisual") is not None
    assert 'w:bidi="ar"' in styles


def test_word_file_is_the_same_on_a_second_run(daraa: Brief) -> None:
    """No clock is in it, not even in the zip."""
    first, second = document(daraa), document(daraa)

    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as packed:
        assert {one.date_time[0] for one in packed.infolist()} == {1980}


def test_missing_library_is_named(monkeypatch: pytest.MonkeyPatch, daraa: Brief) -> None:
    """Without python-docx the message says what to install."""
    import builtins

    real = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name == "negotiation.brief.word":
            raise ModuleNotFoundError("No module named 'docx'", name="docx")
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)

    with pytest.raises(NegotiationError, match=r"\.\[documents\]"):
        files(daraa, Path("x.docx"))


# --- Markdown ----------------------------------------------------------------------------------


@pytest.mark.parametrize("bad", HOSTILE)
def test_hostile_texts_add_nothing_to_markdown(bad: str) -> None:
    """Read as Markdown the text has no link, no picture and no HTML, and the parts it should."""
    parser = MarkdownIt("commonmark", {"html": True, "linkify": False}).enable("table")
    seen, harmless = (parser.parse(text(hostile(one))) for one in (bad, "harmless"))
    inside = [child for token in seen for child in token.children or ()]

    assert [token.type for token in seen] == [token.type for token in harmless]
    assert {child.type for child in inside} <= {
        "text",
        "strong_open",
        "strong_close",
        "text_special",
    }


def test_markdown_has_its_picture_beside_it(daraa: Brief) -> None:
    """X.md goes with X.png and shows it, with its alt text."""
    made = files(daraa, Path("out/a b.md"))
    told = made[Path("out/a b.md")]
    picture = made[Path("out/a b.png")]

    assert isinstance(told, str)
    assert isinstance(picture, bytes)
    assert picture.startswith(b"\x89PNG")
    assert re.search(r"!\[[^\]]{80,}\]\(a%20b\.png\)", told)


def test_markdown_without_files_has_no_picture(daraa: Brief) -> None:
    """On stdout nothing is linked that does not exist."""
    assert "](" not in text(daraa)


# --- any text ----------------------------------------------------------------------------------


def content_of(written: str) -> Content:
    """Give a content in which every text is this one, made fit as the brief makes it."""
    from negotiation.brief.case import Case

    fit = Case(load_valley, history_of_valley, speech("en")).fit(written)
    part = Part("known", fit, (Line((fit, fit)),), notes=(fit,), more=fit)
    table = Part("states", fit, (Line((fit,) * 4),), (fit,) * 4)
    return Content("en", "ltr", fit, fit, fit, fit, fit, (part, table), (fit,))


load_valley = load("valley")
history_of_valley = brief_of(load_valley).history


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=300))
def test_no_text_breaks_any_format(written: str) -> None:
    """The page keeps its elements, the Word file can be read, Markdown has no HTML."""
    content, plain = content_of(written), content_of("x")

    assert Seen(html(content)).tags == Seen(html(plain)).tags or not content.about
    assert docx.Document(io.BytesIO(word(content))).paragraphs
    parser = MarkdownIt("commonmark", {"html": True})
    found = {
        child.type for token in parser.parse(markdown(content)) for child in token.children or ()
    }
    assert not {"html_inline", "link_open", "image"} & found


# --- the command ---------------------------------------------------------------------------------


def run(*words: str) -> Result:
    """Run `negotiation brief`."""
    return CliRunner().invoke(app, ["brief", *words])


def test_command_writes_text_to_stdout() -> None:
    """Without a file it is Markdown, and what is missing from it is said beside."""
    result = run("valley", "--language", "fr")

    assert result.exit_code == 0
    assert result.stdout.startswith("# La vallée, mars 2031\n")
    assert "the timeline is left out of text" in result.stderr


def test_command_names_what_it_wrote(tmp_path: Path) -> None:
    """A brief in Markdown is two files."""
    target = tmp_path / "valley.md"
    result = run("valley", "-o", str(target))

    assert result.stdout.split() == [str(target.with_suffix(".png")), str(target)]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["valley.md", "valley.png"]


def test_command_replaces_nothing_unasked(tmp_path: Path) -> None:
    """A file of somebody else stays, and so does every other file of the brief."""
    target = tmp_path / "valley.md"
    target.with_suffix(".png").write_text("mine")
    result = run("valley", "-o", str(target))

    assert isinstance(result.exception, NegotiationError)
    assert "--force overwrites it" in str(result.exception)
    assert target.with_suffix(".png").read_text() == "mine"
    assert not target.exists()
    assert run("valley", "-o", str(target), "--force").exit_code == 0


def test_command_chooses_sources_and_says_so() -> None:
    """The foot names what was left out on request."""
    result = run("daraa-2018", "--known-by", "2018-07-03")

    assert "Left out on request: Agency report, 4 July 2018, " in result.stdout
    assert "after the end of 3 July 2018: the sources end there" in result.stdout


# --- one page ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["Daraa", "one day", "500 events", "long labels", "Arabic"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_timeline_can_be_printed(name: str, language: str) -> None:
    """Nothing overlaps, leaves the page or is too small or too pale to read."""
    history = STORIES[name]

    assert print_check(small_timeline(history, speech(language, history.zone))) == ()


CHROMIUM = chromium()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Give one browser to print pages with."""
    sync = pytest.importorskip("playwright.sync_api", reason=LACKING)
    with sync.sync_playwright() as playwright:
        found = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        yield found
        found.close()


@pytest.mark.skipif(CHROMIUM is None, reason=LACKING)
@pytest.mark.parametrize(
    ("name", "language"), [("daraa-2018", "en"), ("daraa-2018", "ar"), ("valley", "fr")]
)
def test_brief_is_one_page_when_printed(name: str, language: str, browser: Any) -> None:
    """Chromium makes one sheet of A4 of it."""
    assert pages(page(brief_of(load(name), language)), browser) == 1


@pytest.mark.skipif(CHROMIUM is None or not has_arial(), reason=f"{LACKING}, fonts-liberation")
def test_brief_of_very_much_is_one_page_when_printed(browser: Any) -> None:
    """Five hundred events, or long hostile texts everywhere, do not make a second page."""
    assert pages(page(brief_of(STORIES["500 events"].chronology)), browser) == 1
    assert pages(page(hostile("A label that goes on and on " * 30)), browser) == 1


@pytest.mark.skipif(CHROMIUM is None or not has_arial(), reason=f"{LACKING}, fonts-liberation")
@pytest.mark.parametrize("bad", [*HOSTILE, "Donaudampfschifffahrt" * 12])
def test_brief_of_long_names_everywhere_is_one_page(bad: str, browser: Any) -> None:
    """Title, definition, tracks, states, events and sources may all have long names."""
    assert pages(page(brief_of(hostile_valley(bad))), browser) == 1


def hostile_valley(bad: str) -> Chronology:
    """Give the valley with one text for every name in it."""
    return hostile_history(bad).chronology


def test_timeline_of_long_names_keeps_its_height() -> None:
    """Names are cut where whole ones would leave the rest of the page no room."""
    history = hostile_history("Donaudampfschifffahrt" * 12)

    assert small_timeline(history, speech("en", history.zone)).height <= MOST


def pages(made: str, browser: Any) -> int:
    """Print a page and count its sheets."""
    shown = browser.new_page()
    shown.set_content(made)
    printed = shown.pdf(prefer_css_page_size=True)
    shown.close()
    return len(re.findall(rb"/Type\s*/Page\b", printed))


@pytest.mark.skipif(chromium() is None, reason=LACKING)
@pytest.mark.xdist_group("browser")
def test_page_of_long_names_does_not_scroll_sideways(browser: Any) -> None:
    """On a phone of 360 pixels the page is no wider than the screen."""
    seen = browser.new_page(viewport={"width": 360, "height": 800})
    seen.set_content(page(brief_of(hostile_valley("Donaudampfschifffahrt" * 12))))
    width = seen.evaluate("document.documentElement.scrollWidth")
    seen.close()

    assert width == 360
