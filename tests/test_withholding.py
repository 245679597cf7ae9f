"""What is confidential is taken out before anybody sees it, and how much that was is said."""

import base64
import io
import re
import zipfile
import zlib
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from negotiation.cli import app
from negotiation.errors import LoadError
from negotiation.load import load
from negotiation.withholding import Telltale, Withheld, holds_mark, withhold

PLANTED = "zorv"  # every planted text begins with it, and nothing else does
STORY = (Path(__file__).parent / "confidential" / "ford.yaml").read_text(encoding="utf-8")
WITHHELD = Withheld(sources=1, reports=2, events=1, values=2, actors=1, places=1)


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

    assert caught.value.path == ("events", "mole-speaks")


def test_arabic_name_is_masked_within_a_word() -> None:
    """Arabic writes "and" and "in" onto the next word."""
    data: dict[str, Any] = {
        "places": {"x": {"label": {"ar": "زورفا"}, "confidential": "true"}},
        "title": {"ar": "اجتماع وزورفا"},
    }

    assert withhold(data)[0]["title"] == {"ar": "اجتماع و[محجوب]"}


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
    "check": ["check", "ford.feature", "--document", "out/a.html"],
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
# what says nothing of its own about the file, or says it beside the result
TOLD_ELSEWHERE = {
    "mermaid",
    "check-json",
    "check-messages",
    "check-junit",
    "csl-json",
    "bibtex",
    "ris",
}


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
    if name not in TOLD_ELSEWHERE:
        said = 'withheld as|"withheld"|Retenu comme|محجوب لسريته'
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
