"""The codebook: complete, the same in every form, and nothing in it that a model could inject."""

import base64
import hashlib
import io
import re
import zipfile
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import docx
import pytest
from markdown_it import MarkdownIt
from typer.testing import CliRunner

from negotiation.cli import app
from negotiation.errors import NegotiationError
from negotiation.exchange.codebook import codebook_file, codebook_rows, codebook_text
from negotiation.exchange.codebook.composing import compose
from negotiation.library import models
from negotiation.load import load_model
from negotiation.model import Kind, Model, State, Track
from tests.making import model, rule, track

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VALLEY = load_model("valley-talks")
MARKS = "\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}"
FIRE = load_model("talks-under-fire")
DOOR = model(door=track(rule("open", ["shut"], "ajar"), initial="shut"))
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "[here](javascript:alert(1)) ![x](https://evil.example/x.png)",
    "| a | b |\n\n# Heading\n- item",
    "<https://evil.example> &amp; `code` **bold**",
    "\u202egnp.exe\u2066 {{ 7*7 }} {% raw %}",
    "]]></style><style>*{display:none}",
]


def page(one: Model, language: str = "en") -> str:
    return str(codebook_file(one, Path("x.html"), language))


def markdown(one: Model, language: str = "en") -> str:
    return str(codebook_file(one, Path("x.md"), language))


def word(one: Model, language: str = "en") -> bytes:
    made = codebook_file(one, Path("x.docx"), language)
    assert isinstance(made, bytes)
    return made


def body(made: bytes, part: str = "word/document.xml") -> ElementTree.Element:
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        return ElementTree.fromstring(packed.read(part))  # noqa: S314  ours


def hostile(bad: str) -> Model:
    """Give a model that says a text wherever a file may."""
    said = {"label": {"en": bad}, "definition": {"en": bad}}
    more = {"include": {"en": bad}, "exclude": {"en": bad}, "example": {"en": bad}}
    turn = rule("open", ["shut"], "ajar", where={"scale": bad})
    states = {key: State(id=key, **said, **more) for key in ("shut", "ajar")}
    door = Track(id="door", initial="shut", states=states, transitions=(turn,), **said)
    kind = Kind(id="open", **said, **more)
    return Model(title={"en": bad}, definition={"en": bad}, kinds={"open": kind},
                 tracks={"door": door})  # fmt: skip


class Seen(HTMLParser):
    """What a browser makes of a page: its elements, anchors, links and text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.names: set[str] = set()
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element, with its anchors and links."""
        self.tags[tag] += 1
        for name, value in attrs:
            self.names.add(name)
            self.ids += [str(value)] if name == "id" else []
            self.links += [str(value)] if name in ("href", "src") else []

    def handle_data(self, data: str) -> None:
        """Note a text."""
        self.words += data


# --- the shipped models ---------------------------------------------------------------------------


@pytest.mark.parametrize("name", models())
def test_shipped_models_lack_no_definition(name: str) -> None:
    """Every kind, track and state of a shipped model says in English what it means."""
    book = compose(load_model(name))
    entries = [kind.entry for kind in book.kinds]
    entries += [entry for one in book.tracks for entry in (one.entry, *one.states)]

    assert book.definition is not None
    assert [entry.ref.anchor for entry in entries if not entry.is_defined] == []


@pytest.mark.parametrize("name", ["core-talks", "talks-under-fire"])
def test_neighbouring_states_are_set_apart(name: str) -> None:
    """Each state says what belongs to it or does not, or has an example."""
    bare = [
        entry.ref.anchor
        for one in compose(load_model(name)).tracks
        for entry in one.states
        if not entry.notes
    ]

    assert bare == []


def test_reduced_and_low_name_each_other() -> None:
    """What is not low is reduced, and the other way round."""
    states = FIRE.tracks["hostilities"].states

    assert states["low"].exclude["en"].endswith(": reduced.")
    assert states["reduced"].exclude["en"].endswith(": low.")


# --- content --------------------------------------------------------------------------------------


def test_a_kind_says_what_it_moves_and_on_which_condition() -> None:
    """Talks move phase and session; the session only with a truce; a stay is said."""
    (talks,) = [kind for kind in compose(VALLEY).kinds if kind.entry.ref.key == "talks-begin"]

    assert [(move.track.key, move.text) for move in talks.moves] == [
        ("phase", "Truce → Talks"),
        ("phase", "Talks or Relapse → stays"),
        ("session", "None, Ended or Signed → Under way (needs Truce: In effect)"),
    ]


def test_a_track_says_how_it_starts_and_what_its_states_are() -> None:
    """For each issue; starts not raised; agreed is final and settled."""
    (issue,) = [one for one in compose(VALLEY).tracks if one.entry.ref.key == "issue"]

    assert issue.entry.remark == (
        "One copy for each issue that the chronology lists. Starts in: Not raised."
    )
    assert issue.states[0].remark == "initial state"
    assert issue.states[-1].remark == (
        "final: on purpose, no transition leaves it · "
        "settled: an issue in this state is no longer open"
    )


def test_intensity_and_due_dates_are_said() -> None:
    """Intense hostilities are of intensity 8; the day of a deadline is a due date."""
    book = compose(FIRE)
    remarks = {entry.ref.anchor: entry.remark for one in book.tracks for entry in one.states}
    due = [kind.entry.ref.key for kind in book.kinds if kind.entry.remark.startswith("A due date")]

    assert remarks["state-hostilities.intense"] == "intensity 8"
    assert due == ["deadline-day"]


def test_a_missing_definition_is_said_in_every_form() -> None:
    """Kinds, the track and its states of a bare model have no definition."""
    told = [codebook_text(DOOR), page(DOOR), markdown(DOOR), "".join(body(word(DOOR)).itertext())]

    # open, nothing; door; shut, ajar
    assert [text.count("no definition") for text in told] == [5, 5, 5, 5]
    assert codebook_rows(DOOR) == [
        ("open", "open", "no definition", "door: shut → ajar"),
        ("nothing", "nothing", "no definition", "Moves no track: it is recorded, and that is all."),
    ]


def test_the_index_follows_the_alphabet_not_the_accents() -> None:
    """É is sorted as E, capitals as small letters."""
    labels = {"a": "étage", "b": "Eau", "c": "zone", "d": "Été"}
    kinds = {key: Kind(id=key, label={"fr": text}) for key, text in labels.items()}
    book = compose(Model(title="x", kinds=kinds), "fr")

    assert [(ref.name, number) for ref, number in book.index] == [
        ("Eau", "2"), ("étage", "1"), ("Été", "4"), ("zone", "3"),
    ]  # fmt: skip


def test_a_language_falls_back_on_english() -> None:
    """Labels are Arabic, definitions English and marked so; where an id is all, the id."""
    book = compose(VALLEY, "ar")
    (first, *_) = book.kinds

    assert first.entry.ref.name == "إغلاق البوابة"
    assert first.entry.definition.language == "en"
    assert first.entry.definition.text.strip(MARKS).startswith("A gate of the river")
    assert compose(DOOR, "ar").kinds[0].entry.ref.name == "open"


def test_rows_are_one_a_kind_in_the_order_of_the_model() -> None:
    """Id, label, definition, and what it moves."""
    told = codebook_rows(VALLEY)

    assert [row[0] for row in told] == list(VALLEY.kinds)
    assert told[6] == (
        "deal-signed",
        "Deal signed",
        "Both sides sign; the event names the issues that are settled.",
        "Phase: Truce or Talks → Settlement; "
        "Session: Under way or Ended → Signed (unless Truce: Broken); "
        "Issue: Not raised, Demanded or Refused → Agreed",
    )


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_every_form_tells_every_id_and_label(language: str) -> None:
    """Kinds, tracks and states of all shipped models together, in each form."""
    book = compose(FIRE, language)
    refs = [kind.entry.ref for kind in book.kinds]
    refs += [entry.ref for one in book.tracks for entry in (one.entry, *one.states)]
    forms = [
        codebook_text(FIRE, language),
        Seen(page(FIRE, language)).words,
        re.sub(r"\\(.)", r"\1", markdown(FIRE, language)),
        "".join(body(word(FIRE, language)).itertext()),
    ]

    for told in (re.sub(r"\s+", " ", form) for form in forms):
        assert [ref.key for ref in refs if ref.key not in told] == []
        assert [ref.name for ref in refs if re.sub(r"\s+", " ", ref.name) not in told] == []


# --- the page -------------------------------------------------------------------------------------


@pytest.mark.parametrize("one", [VALLEY, FIRE, DOOR], ids=["valley", "fire", "door"])
def test_every_link_of_the_page_leads_somewhere_on_it(one: Model) -> None:
    """No anchor stands twice, and nothing leads off the page."""
    seen = Seen(page(one))

    assert len(seen.ids) == len(set(seen.ids))
    assert {link.removeprefix("#") for link in seen.links} <= set(seen.ids)
    assert seen.tags["svg"] == len(one.tracks)


def test_page_allows_its_own_style_and_nothing_else() -> None:
    """The policy names the digest of the one style; there is no script and no style by the way."""
    told = page(VALLEY)
    (style,) = re.findall(r"<style>(.*?)</style>", told, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    seen = Seen(told)

    assert f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'" in told
    assert seen.tags["script"] == 0
    assert "style" not in seen.names
    assert not {name for name in seen.names if name.startswith("on")}


@pytest.mark.parametrize("bad", HOSTILE)
def test_hostile_texts_add_nothing_to_the_page(bad: str) -> None:
    """The page has the same elements as with harmless words, and shows the text."""
    seen, harmless = Seen(page(hostile(bad))), Seen(page(hostile("harmless words")))

    def without_lines(tags: Counter[str]) -> Counter[str]:
        return tags - Counter({"text": tags["text"], "tspan": tags["tspan"]})  # long words wrap

    assert without_lines(seen.tags) == without_lines(harmless.tags)
    assert seen.names == harmless.names
    assert not set("\u202e\u2066") & set(seen.words)


@pytest.mark.parametrize("bad", HOSTILE)
def test_hostile_texts_add_nothing_to_markdown(bad: str) -> None:
    """Read as Markdown it has the same parts as with harmless words."""
    parser = MarkdownIt("commonmark", {"html": True}).enable("table")

    def parts(one: Model) -> list[str]:
        tokens = parser.parse(markdown(one))
        inside = (child for token in tokens for child in token.children or ())
        kept = [one.type for one in inside if one.type not in {"text", "text_special"}]
        return [*(token.type for token in tokens), *kept]

    assert parts(hostile(bad)) == parts(hostile("harmless words"))


@pytest.mark.parametrize("bad", [*HOSTILE, "\ufffe\x0b\x00 zero"])
def test_hostile_texts_make_a_word_file_that_opens(bad: str) -> None:
    """Nothing that XML does not know gets into it, and no field or link of its own."""
    made = word(hostile(bad))

    assert docx.Document(io.BytesIO(made)).paragraphs
    assert len(list(body(made).iter(f"{W}hyperlink"))) == len(
        list(body(word(hostile("harmless"))).iter(f"{W}hyperlink"))
    )


def test_a_column_without_conditions_is_left_out() -> None:
    """The phase of the valley has one, its gate has none."""
    gate, phase = (
        next(one for one in compose(VALLEY).tracks if one.entry.ref.key == key)
        for key in ("gate", "phase")
    )

    assert gate.columns == ("from", "kind", "to")
    assert phase.columns == ("from", "kind", "to", "needs")


def test_a_track_too_large_to_draw_is_said() -> None:
    """Its states and transitions are told all the same."""
    steps = [rule("go", [f"s{number}"], f"s{number + 1}") for number in range(299)]
    huge = model(maze=track(*steps, initial="s0"))
    told = page(huge)

    assert "The state diagram is left out: it is too large to be drawn." in told
    assert Seen(told).tags["svg"] == 0
    assert "state-maze.s299" in told


def test_arabic_page_runs_from_the_right() -> None:
    """The page says so; what is in English there says that."""
    told = page(VALLEY, "ar")

    assert '<html lang="ar" dir="rtl">' in told
    assert '<span dir="auto" lang="en">' in told


# --- Word -----------------------------------------------------------------------------------------


def test_word_file_is_the_same_on_a_second_run() -> None:
    """No clock is in it, not even in the zip."""
    first, second = word(VALLEY), word(VALLEY)

    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as packed:
        assert {one.date_time[0] for one in packed.infolist()} == {1980}


def test_word_file_has_headings_tables_and_a_title() -> None:
    """Kinds and tracks are headings of the second level; each track has its table."""
    made = docx.Document(io.BytesIO(word(VALLEY)))
    second = [p.text for p in made.paragraphs if p.style and p.style.name == "Heading 2"]

    assert second[:2] == ["1  Gate closed", "2  Gate opened"]
    assert second[-1] == "6  Observers"
    assert len(made.tables) == len(VALLEY.tracks)
    assert [cell.text for cell in made.tables[4].rows[0].cells] == ["From", "Kind of event", "To"]
    assert made.core_properties.title == "Valley talks: codebook"


def test_every_link_of_the_word_file_leads_somewhere() -> None:
    """Each names a bookmark, and no two bookmarks have one name or number."""
    told = body(word(FIRE))
    marks = [(one.get(f"{W}name"), one.get(f"{W}id")) for one in told.iter(f"{W}bookmarkStart")]
    links = {one.get(f"{W}anchor") for one in told.iter(f"{W}hyperlink")}

    assert len({name for name, _ in marks}) == len({key for _, key in marks}) == len(marks)
    assert links <= {name for name, _ in marks}
    assert all(len(str(name)) <= 40 for name, _ in marks)


def test_arabic_word_file_runs_from_the_right_but_for_english() -> None:
    """Every paragraph and table says so; a text in English says that it does not."""
    told = body(word(VALLEY, "ar"))

    for paragraph in told.iter(f"{W}p"):
        assert paragraph.find(f"{W}pPr/{W}bidi") is not None
    for run in told.iter(f"{W}r"):
        ways = run.findall(f"{W}rPr/{W}rtl")
        assert len(ways) == 1
        if "A gate of the river" in "".join(run.itertext()):
            assert ways[0].get(f"{W}val") == "0"
    assert all(one.find(f"{W}bidiVisual") is not None for one in told.iter(f"{W}tblPr"))


def test_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without python-docx the message says what to install."""
    import builtins

    real = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name == "negotiation.exchange.codebook.word":
            raise ModuleNotFoundError("No module named 'docx'", name="docx")
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)

    with pytest.raises(NegotiationError, match=r"\.\[documents\]"):
        codebook_file(DOOR, Path("x.docx"))


# --- the command ----------------------------------------------------------------------------------


def test_command_prints_text_without_a_file() -> None:
    """A chronology stands for its model."""
    told = CliRunner().invoke(app, ["codebook", "valley"])

    assert told.exit_code == 0
    assert told.stdout == codebook_text(VALLEY)
    assert "TRACK gate: Gate" in told.stdout


def test_command_writes_a_file_and_replaces_none(tmp_path: Path) -> None:
    """Its name is told; another file of that name stays without --force."""
    target = tmp_path / "book.md"
    first = CliRunner().invoke(app, ["codebook", "core-talks", "-o", str(target)])
    again = CliRunner().invoke(app, ["codebook", "valley-talks", "-o", str(target)])

    assert first.stdout.strip() == str(target)
    assert isinstance(again.exception, NegotiationError)
    assert target.read_text(encoding="utf-8").startswith("# Core talks: codebook\n")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["-o", "x.pdf"], r"end it in \.html, \.md or \.docx"),
        (["-o", "x.html", "--language", "de"], 'in "de"; write one of: en, ar, fr'),
        (["--language", "de"], 'in "de"; write one of: en, ar, fr'),
    ],
)
def test_command_says_what_to_write_instead(words: list[str], message: str) -> None:
    """Another ending or language is refused with those that there are."""
    told = CliRunner().invoke(app, ["codebook", "valley-talks", *words])

    assert isinstance(told.exception, NegotiationError)
    assert re.search(message, str(told.exception))
