"""What is confidential is taken out before anybody sees it, and how much that was is said."""

import base64
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from negotiation.chronology import Chronology
from negotiation.cli import app
from negotiation.errors import LoadError
from negotiation.importing.build import Marked
from negotiation.importing.cells import Asked
from negotiation.load import load
from negotiation.replay import replay
from negotiation.view.measures import series
from negotiation.view.selection import Range
from negotiation.view.speech import speech
from negotiation.withholding import Telltale, Withheld, holds_mark, withhold
from negotiation.withholding.masks import TEXTS
from negotiation.withholding.plain import listed
from negotiation.withholding.search import Search
from tests.imports import mapping, run, table

PLANTED = "zorv"  # every planted text begins with it, and nothing else does
STORY = (Path(__file__).parent / "confidential" / "ford.yaml").read_text(encoding="utf-8")
WITHHELD = Withheld(sources=1, reports=2, events=1, values=2, actors=1, places=1, private=3)


@pytest.fixture
def story(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Give a chronology in which texts that begin with zorv must be seen by nobody."""
    monkeypatch.chdir(tmp_path)
    Path("ford.yaml").write_text(STORY, encoding="utf-8")
    return "ford.yaml"


# --- taking out -----------------------------------------------------------------------------------


def test_nothing_confidential_is_loaded(story: str) -> None:
    """Source, report, place, what rests on them alone, and every mention in other texts."""
    kept = load(story)

    assert PLANTED not in repr(kept).casefold()
    assert list(kept.sources) == ["gazette", "herald"]
    assert list(kept.events) == ["talks-open", "talks-fail"]
    assert [report.id for _, report in kept.reports()] == ["first", "end"]
    assert kept.events["talks-open"].places == ("ford",)
    assert list(kept.measures) == ["dry"]
    assert kept.withheld == WITHHELD


def test_confidential_actor_leaves_a_nameless_place(story: str) -> None:
    """Otherwise what somebody said would pass for the word of the source itself."""
    kept = load(story)

    assert kept.events["talks-fail"].reports[0].by == ("withheld-1",)
    assert kept.events["talks-open"].who.mediated_by == ("withheld-1",)
    assert kept.actors["withheld-1"].name() == "Withheld"
    assert kept.actors["withheld-1"].side is None


def test_texts_that_name_it_are_masked(story: str) -> None:
    """In every language of the text; an address with the name goes whole."""
    kept = load(story)

    assert kept.title == {"en": "Talks at the ford, as told by [withheld]"}
    assert kept.events["talks-open"].label == {"en": "The villages meet at [withheld]"}
    assert kept.notes[0].text == {"en": "The Gazette is silent on [withheld]."}
    assert kept.events["talks-fail"].reports[0].note == {
        "en": "As the [withheld] foretold, and as  [withheld] and [withheld] knew."
    }


def test_whole_is_for_the_coder(story: str) -> None:
    """Asked for everything, everything is there, and nothing is counted as withheld."""
    whole = load(story, whole=True)

    assert "interview-seven" in whole.sources
    assert whole.events["talks-fail"].reports[0].quotation == "Zorvquote two"
    assert not whole.withheld


def test_quotation_is_private_until_asked_for(tmp_path: Path) -> None:
    """Quotations are for the coders; those of confidential reports come not even when asked for."""
    path = tmp_path / "ford.yaml"
    path.write_text(STORY, encoding="utf-8")

    assert load(path).events["talks-fail"].reports[0].quotation is None
    assert load(path, quotations=True).events["talks-fail"].reports[0].quotation == "Zorvquote two"
    assert "secret-meeting" not in load(path, quotations=True).events


def test_roles_stand_for_names(story: str) -> None:
    """A spokesperson's name gives way to the role wherever it stands, and authors go."""
    kept = load(story, roles_only=True)

    assert kept.events["talks-fail"].label == {"en": "The meeting ends, Uplanders says"}
    assert kept.sources["gazette"].author == ()
    assert "Quill" not in repr(kept)


@pytest.mark.parametrize(
    ("mark", "is_hidden"),
    [("confidential", "true"), ("confidential", "TRUE"), ("confidental", "yes"),
     ("Confidential", "no"), ("confidential", "false")],
)  # fmt: skip
def test_mark_fails_closed(mark: str, is_hidden: str) -> None:
    """However a mark is spelt, only the plain word "false" takes it away."""
    data = {"sources": {"a": {"outlet": "A", mark: is_hidden}}}

    assert holds_mark(data) == (is_hidden != "false")


def test_id_that_tells_is_refused() -> None:
    """An id cannot be masked, so one that holds a confidential one is a problem."""
    data: dict[str, Any] = {
        "sources": {"mole": {"outlet": "A", "confidential": "true"}, "b": {"outlet": "B"}},
        "events": {"mole-speaks": {"reports": [{"source": "b"}]}},
    }

    with pytest.raises(Telltale) as caught:
        withhold(data)

    assert caught.value.paths == (("events", "mole-speaks"),)


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ({"label": "Zorvan"}, {"events": {"zorvan-leaves": {"reports": [{"source": "b"}]}}}),
        ({"aliases": ["Old Zorv"]}, {"measures": {"old-zorv-dead": {"values": [{"source": "b"}]}}}),
        ({"label": "Zorvan"}, {"actors": {"b": {"label": "B", "side": "zorvans"}}}),
        ({"label": "Zorvan"}, {"events": {"e": {"details": {"zorvan": "no"}, "reports": []}}}),
        ({"label": "Zorvan"}, {"words": {"zorvan-night": "18–24"}}),
        ({"label": "Zorvan"}, {"model": "zorvan.yaml"}),
        ({"spokespersons": ["Li, Zorv"]}, {"issues": {"li-returns": {"label": "Return"}}}),
    ],
)
def test_id_that_holds_any_name_is_refused(name: dict[str, Any], id_: dict[str, Any]) -> None:
    """Not the id alone tells: a label, an alias or a spokesperson's name does."""
    hidden = {"a7": {**name, "confidential": "true"}}
    data = id_ | {"actors": hidden | id_.get("actors", {})}

    with pytest.raises(Telltale):
        withhold(data)


def test_name_of_the_file_is_refused_too() -> None:
    """Every output is called after it."""
    with pytest.raises(Telltale):
        withhold({"actors": {"a7": {"label": "Zorvan", "confidential": "true"}}}, name="zorvan-1")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Zorvan", "Zorvan's men"),
        ("Zorvan", "the Zorvans"),
        ("Zorvania", "the anti-Zorvanian men"),
        ("Zorvan", "Zor\u200bvan, Zor\u00advan and \uff3a\uff4f\uff52van"),
        ("Zorvan", "by_Zorvan_7"),
        ("Zórvan", "Zorvan and ZÓRVAN"),
        ("Zorvan", "Zórvan"),
        ("Al-Zo'rv", "al\u2011Zo\u2019rv, AlZorv"),
        ("The zorvsmith", "a zorvsmith"),
        ("Dr Zorv", "Dr. Zorv"),
        ("Una Zorv", "Zorv, Una"),
        ("d'Zorv", "d\u2019Zorv"),
    ],
)
def test_name_is_masked_however_it_is_written(name: str, text: str) -> None:
    """Another hyphen, apostrophe, accent or ending, or a letter without width, hides no name."""
    data: dict[str, Any] = {
        "actors": {"a7": {"label": name, "confidential": "true"}},
        "title": text,
    }

    letters = normalize("NFKD", withhold(data)[0]["title"]).casefold()

    assert "[withheld]" in letters
    assert PLANTED not in re.sub("[^a-z]", "", letters)


@given(
    st.lists(
        st.sampled_from(["", "-", " ", "\u200b", "\u0301", "'", "\n", "."]), min_size=6, max_size=6
    )
)
def test_nothing_between_its_letters_hides_a_name(signs: list[str]) -> None:
    """Whatever stands between the letters of a name, it is found."""
    written = "".join(map("".join, zip("Zorvan", signs, strict=True)))

    assert Search(["Zorvan"]).replace(f"by {written} alone", lambda _: "—")[:4] == "by —"


@pytest.mark.parametrize(
    ("name", "text", "masked"),
    [
        ("زورفا", "اجتماع وزورفا", "اجتماع و[محجوب]"),  # "and" is written onto the next word
        ("زورفا", "في زُورفــا", "في [محجوب]"),  # vowels, and a lengthened letter
        ("أحمد", "قال احمد", "قال [محجوب]"),
        ("المزرعة", "ذهب للمزرعه", "ذهب لل[محجوب]"),
        ("عمر", "عمر و معمر", "[محجوب] و معمر"),  # a short one is no part of another
    ],
)
def test_arabic_name_is_masked(name: str, text: str, masked: str) -> None:
    """However it is spelt, and within a word."""
    data: dict[str, Any] = {
        "places": {"x": {"label": {"ar": name}, "confidential": "true"}},
        "title": {"ar": text},
    }

    assert withhold(data)[0]["title"] == {"ar": masked}


def test_common_words_are_left() -> None:
    """A short name is a word of its own, and letters of two words that meet are none."""
    data: dict[str, Any] = {
        "actors": {"mil": {"label": "Omar", "confidential": "true"},
                   "x2": {"label": "Sofia", "confidential": "true"}},
        "title": "Million-strong militia; also fiasco; Omaro",
    }  # fmt: skip

    assert withhold(data)[0]["title"] == data["title"]


def test_name_leaves_no_gap_in_a_list_of_names() -> None:
    """A mask among the spokespersons of somebody would say whose name is withheld."""
    data: dict[str, Any] = {
        "actors": {
            "a7": {"label": "Zorvan", "confidential": "true"},
            "b": {"label": "Uplanders", "spokespersons": ["Zorvan", "Ada Quill"]},
        },
        "sources": {"g": {"outlet": "Gazette", "author": "Zorvan"}},
        "title": "Zorvan speaks",
    }

    kept = withhold(data)[0]
    assert kept["actors"]["b"]["spokespersons"] == ["Ada Quill"]
    assert kept["sources"]["g"]["author"] == []
    assert withhold(data, roles_only=True)[0]["title"] == "[withheld] speaks"


def test_role_of_a_shared_surname_is_not_guessed() -> None:
    """Nor does an author's own name stay where it is turned round."""
    data: dict[str, Any] = {
        "actors": {
            "a": {"label": "Uplanders", "spokespersons": ["Ada Quill"]},
            "b": {"label": "Lowlanders", "spokespersons": ["Ben Quill"]},
        },
        "sources": {"g": {"outlet": "Gazette", "author": "Penn, Cy"}},
        "title": "Quill, Ada: so Quill told Cy Penn",
    }

    kept = withhold(data, roles_only=True)[0]
    assert kept["title"] == "Uplanders: so Uplanders / Lowlanders told Gazette"


def test_whom_only_the_confidential_names_goes_with_it() -> None:
    """Somebody listed of whom nothing is told would be seen to be in what is withheld."""
    data: dict[str, Any] = {
        "sources": {"i": {"outlet": "I", "confidential": "true"}, "b": {"outlet": "B"}},
        "actors": {
            "mayor": {"label": "Mayor"},
            "guard": {"label": "Guard"},
            "idle": {"label": "I"},
        },
        "places": {"mill": {"label": "Mill"}},
        "events": {
            "e": {"who": {"by": "mayor"}, "places": ["mill"], "reports": [{"source": "i"}]},
            "f": {"who": {"by": "guard"}, "reports": [{"source": "b"}]},
        },
        "figure": {"tracks": ["process", "place/mill"]},
    }

    kept, withheld = withhold(data)

    assert list(kept["actors"]) == ["guard", "idle"]
    assert kept["places"] == {}
    assert kept["figure"]["tracks"] == ["process"]
    assert withheld == Withheld(sources=1, reports=1, events=1, actors=1, places=1)


def test_every_free_text_is_searched() -> None:
    """A new field of the format that holds free text must be among those that are masked."""
    dates = {"when", "as-of", "published", "accessed", "from", "to", "tolerance"}
    lengths = {"about", "at-least", "at-most", "paragraph"}
    known = {"model", "timezone", "language", "track", "tracks", "code"}  # ids, codes and names
    schema = Chronology.model_json_schema(by_alias=True)

    free = {name for name, one in _fields(schema, schema, ()) if _is_free(one)}

    assert {"label", "note", "unit", "because", "title"} <= free
    assert free - TEXTS - dates - lengths - known == set()


def _is_free(form: dict[str, Any]) -> bool:
    is_text = "string" in listed(form.get("type"))
    named = str(form.get("pattern", "")).startswith(("^[a-z0-9]", "^https"))
    return is_text and not named and not {"enum", "const"} & form.keys()


def _fields(
    form: Any, schema: dict[str, Any], within: tuple[int, ...], name: str = ""
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give every value that a JSON Schema knows, with the field that it stands in."""
    if isinstance(form, list):
        for each in form:
            yield from _fields(each, schema, within, name)
    if not isinstance(form, dict) or id(form) in within:
        return
    if "$ref" in form:
        form = schema["$defs"][form["$ref"].rsplit("/", 1)[-1]]
    yield name, form
    within = (*within, id(form))
    for key, each in form.get("properties", {}).items():
        yield from _fields(each, schema, within, key)
    for key in ("anyOf", "items", "additionalProperties"):
        yield from _fields(form.get(key), schema, within, name)
    for each in form.get("patternProperties", {}).values():
        yield from _fields(each, schema, within, name)


# --- two coders -----------------------------------------------------------------------------------


@pytest.mark.parametrize("pair", [("ford.yaml", "other.yaml"), ("other.yaml", "ford.yaml")])
@pytest.mark.parametrize("command", ["diff", "agree"])
def test_mark_of_one_coder_holds_for_both(
    pair: tuple[str, str], command: str, story: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What one file marks is not shown out of the other, where the coder forgot the mark."""
    monkeypatch.setenv("COLUMNS", "200")
    bare = re.sub(r"(, |\n    )confidential: true", "", Path(story).read_text(encoding="utf-8"))
    assert "confidential" not in bare
    Path("other.yaml").write_text(bare, encoding="utf-8")

    result = CliRunner().invoke(app, [command, *pair])
    asked = CliRunner().invoke(app, ["agree", *pair, "--adjudicate", "both.yaml"])

    assert (result.exit_code, asked.exit_code) == (0, 0), result.output
    told = (result.output + Path("both.yaml").read_text(encoding="utf-8")).casefold()
    assert PLANTED not in told
    assert "interview" not in told


# --- spreadsheets ---------------------------------------------------------------------------------


@pytest.mark.parametrize("heading", ["cofidential", "_confidential", "Vertraulich", "secret"])
def test_misspelt_column_of_marks_is_refused_in_silence(heading: str, story: str) -> None:
    """A column of one's own begins with _, but this one is meant: nothing passes it unread."""
    CliRunner().invoke(app, ["export", story, "--to", "csv-folder", "-o", "ford", "--whole"])
    for path in Path("ford").glob("*.csv"):
        text = path.read_text(encoding="utf-8-sig").replace("confidential", heading)
        path.write_text(text, encoding="utf-8")

    with pytest.raises(LoadError) as caught:
        load("ford")

    assert {problem.code for problem in caught.value.problems} == {"F201"}
    assert PLANTED not in str(caught.value).casefold()


def test_sheet_of_another_name_is_not_named(story: str) -> None:
    """Its name is a word of the file, too."""
    CliRunner().invoke(app, ["export", story, "--to", "csv-folder", "-o", "ford", "--whole"])
    Path("ford/zorvan.csv").write_text("a,b\n1,2\n", encoding="utf-8")

    with pytest.raises(LoadError) as caught:
        load("ford")

    assert PLANTED not in str(caught.value).casefold()
    assert [problem.code for problem in caught.value.problems] == ["S101"]


def test_export_says_that_quotations_are_left_out(story: str) -> None:
    """Otherwise they would be lost on the way through a spreadsheet, and nobody told."""
    done = CliRunner().invoke(app, ["export", story, "--to", "xlsx", "-o", "out.xlsx"])

    assert "Quotations and translations left out, being private: 3." in done.stderr


# --- victims --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("victims", "joined"), [("true", False), ("false", True)])
def test_no_line_joins_counts_of_victims(victims: str, joined: bool, story: str) -> None:
    """Not even two full counts of one counter: a line would tell of days that nobody counted."""
    second = "- {value: 50, as-of: 2031-03-05, source: herald, by: uplanders}"
    text = STORY.replace("unit: homes", f"unit: homes\n    victims: {victims}")
    text = text.replace(
        "source: herald, by: go-between}", "source: herald, by: uplanders}\n      " + second
    )
    Path(story).write_text(text, encoding="utf-8")
    history = replay(load(story))

    shown = series(history, "dry", Range(0, 2**40), {}, speech("en"))

    assert [point.joined for point in shown.points] == [False, joined]


def test_nothing_is_touched_where_nothing_is_confidential() -> None:
    """Without a mark and without quotations, the data is what it was."""
    data = {"title": "Talks", "sources": {"a": {"outlet": "A"}}, "events": {}}

    assert withhold(data) == (data, Withheld())


# --- every output ---------------------------------------------------------------------------------

OUTPUTS = {
    "text": ["replay", "ford.yaml"],
    "at": ["replay", "ford.yaml", "--at", "2031-03-04"],
    "at-json": ["replay", "ford.yaml", "--at", "2031-03-04", "--format", "json"],
    "json": ["replay", "ford.yaml", "--format", "json"],
    "csv": ["replay", "ford.yaml", "--format", "csv", "-o", "out"],
    "by-publication": ["replay", "ford.yaml", "--by-publication"],
    "why": ["why", "ford.yaml", "session", "--at", "2031-03-04"],
    "why-json": ["why", "ford.yaml", "session", "--at", "2031-03-04", "--format", "json"],
    "show": ["show", "ford.yaml", "talks-fail"],
    "contradictions": ["contradictions", "ford.yaml"],
    "contradictions-json": ["contradictions", "ford.yaml", "--format", "json"],
    "whatif": ["whatif", "ford.yaml", "--leave-out", "talks-fail"],
    "whatif-json": ["whatif", "ford.yaml", "--leave-out", "talks-fail", "--format", "json"],
    "svg": ["plot", "ford.yaml", "-o", "out/a.svg"],
    "svg-to-edit": ["plot", "ford.yaml", "-o", "out/a.svg", "--svg", "edit"],
    "svg-arabic": ["plot", "ford.yaml", "-o", "out/a.svg", "--language", "ar"],
    "svg-what-if": ["plot", "ford.yaml", "-o", "out/a.svg", "--leave-out", "talks-fail"],
    "png": ["plot", "ford.yaml", "-o", "out/a.png", "--dpi", "60"],
    "pdf": ["plot", "ford.yaml", "-o", "out/a.pdf"],
    "alt": ["plot", "ford.yaml", "--alt", "--caption"],
    "diagram": ["diagram", "ford.yaml", "-o", "out/a.svg"],
    "mermaid": ["diagram", "ford.yaml", "-o", "out/a.mmd"],
    "page": ["page", "ford.yaml", "-o", "out/a.html"],
    "page-french": ["page", "ford.yaml", "-o", "out/a.html", "--language", "fr"],
    "brief": ["brief", "ford.yaml"],
    "brief-html": ["brief", "ford.yaml", "-o", "out/a.html"],
    "brief-markdown": ["brief", "ford.yaml", "-o", "out/a.md"],
    "brief-word": ["brief", "ford.yaml", "-o", "out/a.docx"],
    "feature": ["record", "ford.yaml", "-o", "out.feature"],
    "check": ["check", "ford.feature"],
    "check-document": ["check", "ford.feature", "--document", "out/a.html"],
    "check-markdown": ["check", "ford.feature", "--document", "out/a.md"],
    "check-json": ["check", "ford.feature", "--format", "json"],
    "check-messages": ["check", "ford.feature", "--format", "messages"],
    "check-junit": ["check", "ford.feature", "--format", "junit"],
    "validate": ["validate", "ford.yaml"],
    "validate-json": ["validate", "ford.yaml", "--format", "json"],
    "yaml": ["export", "ford.yaml", "--to", "yaml", "-o", "out/a.yaml"],
    "xlsx": ["export", "ford.yaml", "--to", "xlsx", "-o", "out/a.xlsx"],
    "csv-folder": ["export", "ford.yaml", "--to", "csv-folder", "-o", "out"],
    "sources": ["sources", "ford.yaml"],
    "csl-json": ["sources", "ford.yaml", "--to", "csl-json"],
    "bibtex": ["sources", "ford.yaml", "--to", "bibtex"],
    "ris": ["sources", "ford.yaml", "--to", "ris"],
    "appendix-html": ["appendix", "ford.yaml", "-o", "out/a.html"],
    "appendix-latex": ["appendix", "ford.yaml", "-o", "out/a.tex"],
    "appendix-markdown": ["appendix", "ford.yaml", "-o", "out/a.md"],
    "appendix-word": ["appendix", "ford.yaml", "-o", "out/a.docx"],
    "diff": ["diff", "ford.yaml", "other.yaml"],
    "diff-json": ["diff", "ford.yaml", "other.yaml", "--format", "json"],
    "agree": ["agree", "ford.yaml", "other.yaml", "--adjudicate", "both.yaml"],
    "agree-json": ["agree", "ford.yaml", "other.yaml", "--format", "json"],
}
FEATURE = """\
Feature: The ford

  Scenario: A claim that fails tells the record
    Given the chronology "ford"
    When all events are replayed
    Then the "session" was "in-session" on 6 March 2031
    And the event "talks-open" is recorded

  Scenario: A claim that holds
    Given the chronology "ford"
    When all events are replayed
    Then the event "talks-fail" is recorded
"""


@pytest.mark.parametrize("name", OUTPUTS)
def test_no_output_holds_the_secret(name: str, story: str) -> None:  # noqa: ARG001
    """Planted texts are in no output, however it is packed, and all say how much is withheld."""
    Path("ford.feature").write_text(FEATURE, encoding="utf-8")
    Path("other.yaml").write_text(STORY.replace("2031-03-04", "2031-03-07"), encoding="utf-8")

    result = CliRunner().invoke(app, OUTPUTS[name])

    assert result.exit_code == (1 if name.startswith("check") else 0), result.output
    made = [path for path in Path().rglob("*") if path.is_file() and path.name[:4] not in
            {"ford", "othe"}]  # fmt: skip
    told = [result.output, *(path.name for path in made)]
    told += [text for path in made for text in opened(path.read_bytes())]
    assert [text for text in told if PLANTED in text.casefold()] == []
    said = 'withheld as|"withheld"|Non communiqué|محجوب لسريته'
    assert re.search(said, " ".join(told), re.IGNORECASE)


def opened(data: bytes) -> list[str]:
    """Give every text in a file: as it stands, out of zips, and inflated where it was deflated."""
    texts = [data.decode("utf-8", "ignore"), data.decode("utf-16-le", "ignore")]
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            for name in packed.namelist():
                texts += [name, *opened(packed.read(name))]
    for found in re.finditer(rb"[A-Za-z0-9+/]{40,}={0,2}", data):
        raw = base64.b64decode(found[0][: len(found[0]) // 4 * 4])
        texts.append(raw.decode("utf-8", "ignore"))
        texts += inflated(raw)
    for found in re.finditer(rb"stream\r?\n", data):
        texts += inflated(data[found.end() :])
    return texts


def inflated(raw: bytes) -> list[str]:
    """Give what deflated bytes hold, with or without a heading; nothing if they are none."""
    for wbits in (15, -15):
        try:
            return [zlib.decompressobj(wbits).decompress(raw).decode("utf-8", "ignore")]
        except zlib.error:
            continue
    return []


def test_the_search_finds_what_is_packed() -> None:
    """Otherwise the test above could not fail: zips, deflated streams and base64 are opened."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("a.xml", "Zorvania")
    stream = b"stream\n" + zlib.compress(b"Zorvania") + b"endstream"
    page = base64.b64encode(
        zlib.compress(b"Zorvania, and so much more of it that it is long")[2:-4]
    )

    for data in (packed.getvalue(), stream, page, "Zorvania".encode("utf-16-le")):
        assert any(PLANTED in text.casefold() for text in opened(data))


# --- messages -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new"),
    [
        *(
            ("confidential: true", f"{mark}: true")
            for mark in (
                "cofidential",
                "conf\u200bidential",
                "Confidentiel",
                "\uff43onfidential",
                "secret",
                "vertraulich",
                "سري",
                "_confidential",
            )
        ),
        ("title: Talks", "cofidential: true\ntitle: [Talks"),
        ("kind: session-begins", "kind: zorvkind"),
        ("by: [go-between]", "by: [zorv-between]"),
        ("published: 2031-03-20", "published: Zorvday"),
        ("source: interview-seven, paragraph: 4", "source: interview-seve, paragraph: 4"),
        ("outlet: Zorvania Post", "outlett: Zorvania Post"),
        ("confidential: true\n    note", "confidental: true\n    note"),
        ('author: "Zorvetta, Una"', 'author: "Zorvetta, Una'),
        ("title: Talks", "title: [Talks"),
    ],
)
def test_message_shows_no_word_of_the_file(old: str, new: str, story: str) -> None:
    """A problem anywhere in a file with something confidential is a place and a code."""
    assert old in STORY
    Path(story).write_text(STORY.replace(old, new), encoding="utf-8")

    for arguments in (
        ["replay", story],
        ["validate", story],
        ["validate", story, "--format", "json"],
    ):
        result = CliRunner().invoke(app, arguments)
        assert result.exit_code in {1, 2}
        assert re.search(r"ford\.yaml:\d+:\d+|\"line\": \d+", result.output + str(result.exception))
        assert PLANTED not in (result.output + str(result.exception)).casefold()
        assert "interview" not in result.output + str(result.exception)


def test_coder_may_see_the_whole_message(story: str) -> None:
    """`validate --whole` shows what is wrong, for the coder's own eyes."""
    Path(story).write_text(STORY.replace("2031-03-20", "Zorvday"), encoding="utf-8")

    result = CliRunner().invoke(app, ["validate", story, "--whole"])

    assert "Zorvday" in result.output


def test_unknown_name_lists_nothing_confidential(story: str) -> None:
    """What a message offers instead is taken from what may be shown."""
    for arguments in (["show", story, "secret"], ["replay", story, "--only", "interview"],
                      ["why", story, "place", "--at", "2031-03-04"]):  # fmt: skip
        result = CliRunner().invoke(app, arguments)
        told = f"{result.output} {result.exception}"
        assert "secret-meeting" not in told
        assert "interview-seven" not in told


def test_telltale_id_stops_everything(story: str) -> None:
    """The file is refused until the id is another, without a word of it."""
    Path(story).write_text(STORY.replace("talks-fail", "interview-seven-ends"), encoding="utf-8")

    with pytest.raises(LoadError) as caught:
        load(story)

    assert [problem.code for problem in caught.value.problems] == ["R317"]
    assert "interview" not in str(caught.value)


def test_document_of_features_speaks_of_roles(story: str) -> None:  # noqa: ARG001
    """`check --roles-only` puts the role in the place of a name in what the record says."""
    Path("ford.feature").write_text(FEATURE, encoding="utf-8")

    CliRunner().invoke(app, ["check", "ford.feature", "--roles-only", "--document", "a.md"])

    assert "The meeting ends, Uplanders says" in Path("a.md").read_text(encoding="utf-8")


# --- imported tables ------------------------------------------------------------------------------


def test_import_does_not_lose_a_mark(tmp_path: Path) -> None:
    """No mapping carries a mark over: marked rows are refused until somebody takes the others."""
    rows = table("date|type|Confidental", "2031-03-04|Talk|x", "2031-03-05|Talk|false")
    form = mapping(tmp_path)

    with pytest.raises(Marked, match="--where"):
        run(rows, form)

    assert run(rows, form, Asked({"Confidental": ("false",)})).events == 1


def test_coder_is_told_of_every_id_that_tells(story: str) -> None:
    """All at once, and with `validate --whole` by their names."""
    text = STORY.replace("talks-fail", "interview-seven-ends").replace("talks-open", "go-between")
    Path(story).write_text(text, encoding="utf-8")

    told = CliRunner().invoke(app, ["validate", story]).output
    whole = CliRunner().invoke(app, ["validate", story, "--whole"]).output

    assert told.count("R317") == whole.count("R317") == 2
    assert "interview-seven-ends" not in told
    assert "interview-seven-ends" in whole
