"""The appendix: every event, a note for each report, four formats, and nothing that steers."""

import base64
import hashlib
import io
import re
import shutil
import subprocess
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import docx
import pytest
from markdown_it import MarkdownIt
from typer.testing import CliRunner

from negotiation.appendix import Appendix, appendix_of, files, text
from negotiation.appendix import html as appendix_html
from negotiation.appendix.content import SHARES
from negotiation.cli import app
from negotiation.errors import NegotiationError
from negotiation.evidence import Actor, Background, Lag, LeftUncoded, Note, SetAside, Source
from negotiation.load import load
from negotiation.model import Kind
from tests.making import event, report, story
from tests.plotted import TALKS

HOSTILE = (
    '<script>alert(1)</script><img src=x onerror="alert(2)">"\'&amp;',
    "[here](javascript:alert(1)) ![x](http://x.invalid/y.png) `a` *b* | c [^1]: d",
    "\\input{/etc/passwd} \\write18{x} {{ }} %$#_^~ & -- ''",
    "\x08\x1b[31m \u202eturned\u2066 ]]> -->",
    "{{ 7 * 7 }} {% raw %}",
)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SOURCES = {
    "a": Source(id="a", outlet="Agency", title="On truce", published="2031-03-10",
                url="https://example.org/a", published_inferred=True),
    "b": Source(id="b", outlet="Paper", published="2031-03", wire=("AFP",)),
}  # fmt: skip
ACTORS = {"sohr": Actor(id="sohr", label="Observatory")}


def made(*events: object, language: str = "en", **fields: object) -> Appendix:
    """Give the appendix of a story with two sources and one actor."""
    given = {"sources": SOURCES, "actors": ACTORS} | fields
    return appendix_of(story(TALKS, *events, **given), language)  # type: ignore[arg-type]


def everything(bad: str) -> Appendix:
    """Give an appendix in which every text is the given one."""
    sources = {"a": Source(id="a", outlet=bad, title=bad, author=(bad,), published="2031-03-10")}
    said = report("2031-03-04", source="a", by=("n",), quotation=bad, translation=bad)
    return appendix_of(
        story(
            TALKS, event("e1", "up", said, report(source=None, inferred=bad), label=bad),
            sources=sources, actors={"n": Actor(id="n", label=bad)}, title=bad,
            set_aside=(SetAside(report=["e1-1"], because=bad),),
        ),
        file=bad,
    )  # fmt: skip


def document(content: Appendix) -> bytes:
    """Give an appendix as a Word file."""
    (data,) = files(content, Path("x.docx")).values()
    assert isinstance(data, bytes)
    return data


def told(content: Appendix, ending: str) -> str:
    """Give an appendix as a text file."""
    (data,) = files(content, Path(f"x.{ending}")).values()
    assert isinstance(data, str)
    return data


def footnotes(data: bytes) -> list[str]:
    """Give the texts of the footnotes of a Word file, by their numbers."""
    root = ElementTree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/footnotes.xml"))  # noqa: S314
    texts = {
        int(note.get(f"{W}id", "")): "".join(part.text or "" for part in note.iter(f"{W}t"))
        for note in root
    }
    assert {-1, 0} < texts.keys()
    return [texts[number].strip() for number in range(1, len(texts) - 1)]


# --- what it says --------------------------------------------------------------------------------


def test_every_report_has_a_note_that_says_who_and_where() -> None:
    """A note gives source, paragraph, to whom it is attributed, how it is said, and its date."""
    content = made(
        event("e", "up", report("2031-03-04", source="a", paragraph="2, 5-6", by=("sohr",)),
              report("2031-03", source="b", modality="announced"), label="Talks")
    )  # fmt: skip

    assert content.notes == (
        "[1] Agency, 10 March 2031 (inferred), ¶2, 5–6; attributed to Observatory; "
        "says: 4 March 2031.",
        "[2] Paper, March 2031; announced; says: March 2031.",
    )
    (row,) = content.rows
    assert [(voice.name, voice.notes) for voice in row.voices] == [
        ("Observatory", (1,)),
        ("Paper", (2,)),
    ]


def test_dates_are_as_written_and_computed_ones_marked() -> None:
    """What other reports narrow a date to stands beside it, marked as computed."""
    content = made(
        event("e1", "up", report("2031-03-04T12:00", source="a")),
        event("e2", "down", report("2031-03-04", source="a", after=("e1",))),
    )

    assert [row.when for row in content.rows] == [
        "4 March 2031 at 12:00",
        "4 March 2031 (computed: 12:00–24:00)",
    ]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"after": ("e1",)}, "not before “Talks”"),
        ({"before": ("e1",)}, "not after “Talks”"),
        ({"lag": Lag(of="e1", about="PT90M")}, "about 90 minutes after “Talks”"),
        (
            {"lag": Lag(of="e1", about="PT0M", tolerance="PT2H")},
            "at about the time of “Talks”, give or take 2 hours",
        ),
        (
            {"lag": Lag(of="e1", at_least="PT90S", at_most="P1D")},
            "at least 90 seconds and at most 1 day after “Talks”",
        ),
    ],
)
def test_a_note_says_what_dates_an_event_by_another(fields: dict[str, Any], told: str) -> None:
    """What a date is computed from stands in the note: a reader can follow it."""
    content = made(
        event("e1", "up", "2031-03-04T12:00", label="Talks"),
        event("e2", "down", report(source="b", **fields), label="Failure"),
    )

    assert f"[2] Paper, March 2031; {told}." in content.notes


def test_rows_keep_the_order_that_reports_tell() -> None:
    """What came later by the reports stands later, wherever the middles of the dates lie."""
    content = made(
        event("refused", "down", report("2031-03-04", after=("asked",))),
        event("asked", "up", report("../2031-03-04")),
        event("planned", "up", report("2031-03-01", modality="scheduled")),
    )

    assert [row.what for row in content.rows] == ["planned", "asked", "refused"]


def test_notes_of_the_coder_are_told() -> None:
    """What the coder notes of an event, a report or a source stands with it."""
    source = Source(id="a", outlet="Agency", published="2031-03", note="Without a date.")
    content = made(
        event("e", "up", report("2031-03-04", note="Two days are told."), note="Who is not said."),
        sources={"a": source},
        notes=(Note(text="How many?", about=["e"]),),
    )

    assert content.rows[0].marks == ("Who is not said.",)
    assert content.notes[0].endswith("says: 4 March 2031. Two days are told.")
    assert content.left == ("Open questions that the coder notes: 1.",)
    for ending in ("html", "md", "tex"):
        assert "Note: Without a date." in told(content, ending)
    (source_line,) = [
        one.text for one in docx.Document(io.BytesIO(document(content))).paragraphs
        if one.text.startswith("[1]")
    ]  # fmt: skip
    assert source_line == "[1] Agency, March 2031. Note: Without a date."


@pytest.mark.parametrize(
    ("label", "inferred", "text"),
    [
        ("AFP, Beirut, 2 July 2018", False, "AFP, Beirut, 2 July 2018."),
        ("AFP, Beirut, 2 July 2018", True, "AFP, Beirut, 2 July 2018. Publication date inferred."),
        ("Beirut", False, "Beirut. AFP, 2 July 2018."),
    ],
)
def test_a_source_is_not_said_twice(label: str, inferred: bool, text: str) -> None:
    """Outlet and day are left out where the label has them; that a day is inferred never is."""
    source = Source(
        id="a", label=label, outlet="AFP", published="2018-07-02", published_inferred=inferred
    )

    assert made(sources={"a": source}).sources[0].text == text


def test_disputed_inferred_and_unused_events_are_marked() -> None:
    """What is disputed, inferred, only announced or set aside says so in the table."""
    content = made(
        event("e1", "up", report("2031-03-01", source="a"), report(source="b", modality="negated")),
        event("e2", "down", report("2031-03-02", source=None, inferred="it must have")),
        event("e3", "up", report("2031-03-03", source="a", modality="scheduled")),
        event("e4", "up", report("2031-03-04", source="a", id="out")),
        set_aside=(SetAside(report=["out"], because="too late"),),
    )

    assert [row.marks for row in content.rows] == [
        ("disputed",),
        ("inferred by the coder",),
        ("no report says that it happened",),
        ("all its reports are set aside",),
    ]
    assert [row.when for row in content.rows][-1] == "4 March 2031"
    assert "Set aside: too late" not in content.notes[4]
    assert content.notes[2] == "Says: 2 March 2031; inferred: it must have."
    assert content.notes[4].endswith("set aside: too late.")


def test_what_is_not_in_the_table_is_counted() -> None:
    """Left uncoded, background, values and reports set aside are counted; silence is not."""
    content = made(
        event("e", "up", report("2031-03-01", source="a"), report(source="b", id="out")),
        set_aside=(SetAside(report=["out"], because="no"),),
        left_uncoded=(LeftUncoded(what="x", because="y"), LeftUncoded(what="z", because="y")),
        background=(Background(text="t", source="a"),),
    )

    assert content.left == (
        "Left out by the coder on purpose: 2.",
        "What the sources say of the background: 1.",
        "Reports set aside, marked in the notes: 1.",
    )
    assert made(event("e", "up", report("2031-03-01", source="a"))).left == ()


STORY = """format: negotiation-chronology/1
title: t
model: core-talks
timezone: UTC
sources:
  a: {{outlet: A, published: 2031-03-10}}
  hidden: {{outlet: Hidden Weekly, published: 2031-03-10, confidential: true}}
events:
  e:
    kind: statement
    reports:
      - {{source: a, when: 2031-03-04{more}}}
      - {{source: hidden, when: 2031-03-05}}
"""


def test_withheld_is_counted_and_not_shown(tmp_path: Path) -> None:
    """A confidential source is in no part of it, and is counted with its reports."""
    path = tmp_path / "t.yaml"
    path.write_text(STORY.format(more=""))
    content = appendix_of(load(path))

    assert content.left == ("Withheld as confidential: one source and one report.",)
    assert len(content.notes) == 1
    assert "idden" not in text(content)


def test_quotations_are_there_only_if_they_were_loaded(tmp_path: Path) -> None:
    """The coders' quotations are printed when asked for, with a line that says what they are."""
    path = tmp_path / "t.yaml"
    said = ", quotation: la trêve tient, translation: it holds"
    path.write_text(STORY.format(more=said), encoding="utf-8")
    plain, private = (
        CliRunner().invoke(app, ["appendix", str(path), *more]) for more in ((), ("--quotations",))
    )

    assert plain.exit_code == private.exit_code == 0, plain.output
    assert "trêve" not in plain.output
    assert "it holds" not in plain.output
    assert "“la trêve tient”; translation: “it holds”" in private.output
    assert "not to be passed on" in private.output


def test_chosen_sources_alone_are_told() -> None:
    """Of sources that are left out, only their names are told."""
    chosen = CliRunner().invoke(app, ["appendix", "daraa-2018", "--without", "Reuters"])

    assert chosen.exit_code == 0
    assert "Left out on request: Web digest, 3 July 2018" in chosen.stdout
    assert chosen.stdout.count("Web digest") == 1


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_every_language_tells_all_of_daraa(language: str) -> None:
    """Each event has a row and each report a note, in every language."""
    daraa = load("daraa-2018")
    content = appendix_of(daraa, language)

    assert len(content.rows) == len(daraa.events)
    assert len(content.notes) == sum(1 for _ in daraa.reports())
    numbers = [n for row in content.rows for voice in row.voices for n in voice.notes]
    assert sorted(numbers) == list(range(1, len(content.notes) + 1))
    assert len(content.sources) == len(daraa.sources)


# --- files ---------------------------------------------------------------------------------------


class Seen(HTMLParser):
    """What a browser would make of a page: its elements and attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(  # noqa: D102  the parser's own name
        self, tag: str, attrs: list[tuple[str, str | None]]
    ) -> None:
        self.found.append((tag, dict(attrs)))


@pytest.mark.parametrize("bad", HOSTILE)
def test_hostile_texts_stay_text_on_the_page(bad: str) -> None:
    """Whatever a file says, the page has the elements that it has for harmless texts."""
    seen, harmless = Seen(told(everything(bad), "html")), Seen(told(everything("x"), "html"))

    assert [tag for tag, _ in seen.found] == [tag for tag, _ in harmless.found]
    assert all(a.get("href", "#").startswith("#") for _, a in seen.found)  # type: ignore[union-attr]


def test_page_allows_its_style_and_nothing_else() -> None:
    """The policy names just the one style; addresses are links of the web."""
    page = told(made(event("e", "up", report("2031-03-01", source="a"))), "html")
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()

    assert f"default-src 'none'; style-src 'sha256-{digest}'" in page
    assert 'rel="noopener noreferrer" href="https://example.org/a"' in page
    assert "style=" not in page


def test_columns_are_as_wide_on_the_page_as_elsewhere() -> None:
    """One set of shares serves all formats."""
    style = (Path(appendix_html.__file__).parent / "page.css").read_text(encoding="utf-8")

    assert tuple(map(int, re.findall(r"th:nth-child\(\d\) { width: (\d+)%", style))) == SHARES


@pytest.mark.parametrize("bad", HOSTILE)
def test_hostile_texts_stay_text_in_markdown(bad: str) -> None:
    """Nothing in a text is a link, a picture, HTML or a cell of its own."""
    parser = MarkdownIt("commonmark", {"html": True}).enable("table")
    kinds = {
        token.type
        for block in parser.parse(text(everything(bad)))
        for token in [block, *(block.children or [])]
    }

    assert not kinds & {"image", "link_open", "html_inline", "html_block", "code_inline", "fence"}
    rows = [row for row in text(everything(bad)).splitlines() if row.startswith("| ")]
    assert all(len(re.findall(r"(?<!\\)\|", row)) == 5 for row in rows)


@pytest.mark.parametrize("bad", HOSTILE)
def test_hostile_texts_stay_text_in_latex(bad: str) -> None:
    """A text adds no command of its own: all commands are ours, and braces match."""
    commands = set(re.findall(r"\\[a-zA-Z]+", told(everything(bad), "tex")))
    own = set(re.findall(r"\\[a-zA-Z]+", told(everything("x"), "tex")))

    assert all(re.fullmatch(r"\\text[a-z]+", command) for command in commands - own)
    tex = re.sub(r"\\.", "", told(everything(bad), "tex"))
    assert tex.count("{") == tex.count("}")


@pytest.mark.parametrize("bad", HOSTILE)
def test_hostile_texts_stay_text_in_word(bad: str) -> None:
    """The file opens, and its notes are as many as without."""
    opened = docx.Document(io.BytesIO(document(everything(bad))))

    assert len(opened.tables) == 1
    assert len(footnotes(document(everything(bad)))) == 2


def test_notes_of_word_are_real_footnotes() -> None:
    """Every note is a footnote of Word's own, named in its table, in order."""
    content = appendix_of(load("daraa-2018"))
    data = document(content)
    opened = docx.Document(io.BytesIO(data))
    named = [
        int(reference.get(f"{W}id"))
        for reference in opened.element.body.iter(f"{W}footnoteReference")
    ]

    assert named == list(range(1, len(content.notes) + 1))
    assert footnotes(data) == list(content.notes)
    assert len(opened.tables[0].rows) == len(content.rows) + 1


def test_the_same_bytes_every_time() -> None:
    """Made again, a file is the same."""
    for ending in ("docx", "tex", "html", "md"):
        first, again = (files(appendix_of(load("valley")), Path(f"x.{ending}")) for _ in range(2))
        assert first == again


def test_arabic_runs_from_the_right() -> None:
    """The page, Word and LaTeX are set from right to left."""
    content = appendix_of(load("valley"), "ar")

    assert '<html lang="ar" dir="rtl">' in told(content, "html")
    assert "bidi=basic, arabic" in told(content, "tex")
    assert b"<w:bidi/>" in zipfile.ZipFile(io.BytesIO(document(content))).read("word/footnotes.xml")


def test_foreign_names_do_not_take_numbers_with_them() -> None:
    """In Arabic a name from the left is marked off, so that a day beside it keeps its place."""
    (source, *_) = made(language="ar").sources

    assert "\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}، 10 " in source.text


def test_word_file_keeps_rows_whole_and_links_addresses() -> None:
    """No page ends within a row, pages are numbered, and an address leads where it says."""
    opened = docx.Document(io.BytesIO(document(made(event("e", "up", "2031-03-01")))))

    rows = opened.tables[0].rows
    assert all(row._tr.trPr.find(f"{W}cantSplit") is not None for row in rows)
    assert "PAGE" in opened.sections[0].footer._element.xml
    assert "https://example.org/a" in {one.target_ref for one in opened.part.rels.values()}


def test_narrow_screens_show_a_row_as_a_block() -> None:
    """On a telephone no word is torn for want of room; paper keeps the table."""
    style = (Path(appendix_html.__file__).parent / "page.css").read_text(encoding="utf-8")

    assert (
        "@media screen and (max-width: 40rem) {\n  table, tbody, tr, td { display: block" in style
    )


def test_another_ending_is_refused() -> None:
    """The message names the endings that there are."""
    with pytest.raises(NegotiationError, match=r"end it in \.docx, \.tex, \.html or \.md"):
        files(appendix_of(load("valley")), Path("x.pdf"))


@pytest.mark.skipif(shutil.which("lualatex") is None, reason="needs lualatex")
def test_latex_compiles(tmp_path: Path) -> None:
    """The document is set without an error, whatever its texts."""
    texts = " ".join(HOSTILE)
    (tmp_path / "x.tex").write_text(told(everything(texts), "tex"), encoding="utf-8")
    command = ["lualatex", "-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape", "x"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, timeout=120, check=False)

    assert done.returncode == 0, done.stdout[-800:]


def test_kinds_are_named_as_the_model_names_them() -> None:
    """The kind stands in the table with its label."""
    theory = TALKS.model_copy(update={"kinds": {**TALKS.kinds, "up": Kind(id="up", label="Rise")}})
    content = appendix_of(story(theory, event("e", "up", "2031-03-01")))

    assert content.rows[0].kind == "Rise"


def test_command_writes_a_file(tmp_path: Path) -> None:
    """The command writes the file, and overwrites none without being told to."""
    target = str(tmp_path / "x.html")
    first, again = (
        CliRunner().invoke(app, ["appendix", "valley", "-o", target, "--language", language])
        for language in ("en", "fr")
    )

    assert first.exit_code == 0
    assert first.stdout.strip() == target
    assert isinstance(again.exception, NegotiationError)
