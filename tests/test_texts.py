"""A chronology held against the texts of its sources: paragraphs and quotations, and no words."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from negotiation.cli import app
from negotiation.errors import NegotiationError
from negotiation.exchange.findings import FileReport, check_file
from negotiation.exchange.texts import Texts, with_texts

SENTENCE = "The truce “holds”, said one."
STORY = """format: negotiation-chronology/1
title: t
model: core-talks
timezone: UTC
sources:
  a: {{outlet: A, published: 2031-03-10}}
  b: {{outlet: B, published: 2031-03-10}}
events:
  e:
    kind: statement
    reports:
      - {report}
{more}"""


def folder(tmp_path: Path, text: str | bytes = f"Headline\n\n  \n{SENTENCE}\r\nEnd\n") -> Path:
    """Give a folder with the text of source a: three paragraphs."""
    made = tmp_path / "texts"
    made.mkdir(exist_ok=True)
    data = text if isinstance(text, bytes) else text.encode()
    (made / "a.txt").write_bytes(data)
    return made


def story(tmp_path: Path, report: str, more: str = "") -> str:
    """Give the name of a file with one event of one report."""
    path = tmp_path / "t.yaml"
    path.write_text(STORY.format(report=report, more=more), encoding="utf-8")
    return str(path)


def checked(tmp_path: Path, report: str, more: str = "") -> tuple[FileReport, Texts]:
    """Give what is found in a file with that report, beside the text of three paragraphs."""
    return with_texts(check_file(story(tmp_path, report, more)), folder(tmp_path))


def quoted(tmp_path: Path, words: str, paragraph: str = "2") -> list[str]:
    """Give what is found of a quotation."""
    said = (
        f"{{source: a, paragraph: {paragraph}, when: 2031-03-04, quotation: {json.dumps(words)}}}"
    )
    report, _ = checked(tmp_path, said)
    assert report.problems == ()
    return [one.finding.message for one in report.findings if one.finding.code == "L210"]


def run(*words: str) -> Result:
    return CliRunner().invoke(app, ["validate", *words])


# --- paragraphs ----------------------------------------------------------------------------------


def test_paragraph_beyond_the_text_is_a_problem_at_its_line(tmp_path: Path) -> None:
    """Paragraphs are the lines that are not empty; the fourth of three is not there."""
    report, _ = checked(tmp_path, '{source: a, paragraph: "3-5", when: 2031-03-04}')

    (problem,) = report.problems
    assert (problem.code, problem.line, problem.column) == ("F215", 12, 21)
    assert problem.where == "events.e.reports[1].paragraph"
    assert problem.message == "there is no ¶4–5 in a: the text has 3 paragraphs"


def test_last_paragraph_is_there(tmp_path: Path) -> None:
    """The third of three paragraphs is no problem."""
    report, texts = checked(tmp_path, "{source: a, paragraph: 3, when: 2031-03-04}")

    assert report.problems == ()
    assert list(texts.remarks()) == ["texts at hand: 1", "no text at hand for: b"]


def test_everything_that_cites_is_checked(tmp_path: Path) -> None:
    """Values, background and what was left uncoded are held against the text, too."""
    report, _ = checked(
        tmp_path,
        "{source: a, when: 2031-03-04}",
        "measures:\n  m:\n    unit: people\n    values:\n"
        "      - {value: 4, as-of: 2031-03-04, source: a, paragraph: 11}\n"
        "background:\n  - {text: x, source: a, paragraph: 12}\n"
        "  - {text: x, source: b, paragraph: 9}\n"
        "left-uncoded:\n  - {what: x, because: y, source: a, paragraph: 13}\n"
        "  - {what: x, because: y}\n",
    )

    assert [(one.line, one.where) for one in report.problems] == [
        (17, "measures.m.values[1].paragraph"),
        (19, "background[1].paragraph"),
        (22, "left-uncoded[1].paragraph"),
    ]


CONFIDENTIAL = (
    "{source: b, paragraph: 8, when: 2031-03-04, confidential: true}\n"
    "      - {source: a, paragraph: 9, when: 2031-03-04}"
)


@pytest.mark.parametrize(("whole", "lines"), [(False, [13]), (True, [12, 13])])
def test_confidential_reports_shift_no_line(tmp_path: Path, whole: bool, lines: list[int]) -> None:
    """What is confidential is checked only for its coder, and the rest stands at its own line."""
    name, texts = story(tmp_path, CONFIDENTIAL), folder(tmp_path)
    (texts / "b.txt").write_text("one\n")
    report, _ = with_texts(check_file(name, whole=whole), texts, whole=whole)

    assert [(one.code, one.line) for one in report.problems] == [("F215", n) for n in lines]


def test_confidential_source_is_not_named(tmp_path: Path) -> None:
    """Neither its lacking text nor one that lies there is told, but to its coder."""
    name = story(tmp_path, "{source: a, when: 2031-03-04}")
    path, texts = Path(name), folder(tmp_path)
    path.write_text(path.read_text().replace("b: {outlet", "b: {confidential: true, outlet"))
    (texts / "b.txt").write_text("one\n")

    _, hidden = with_texts(check_file(name), texts)
    _, whole = with_texts(check_file(name, whole=True), texts, whole=True)
    assert list(hidden.remarks()) == ["texts at hand: 1"]
    assert list(whole.remarks()) == ["texts at hand: 2"]


# --- quotations ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        "The truce “holds”, said one.",
        'The truce "holds", said one.',
        "the truce « holds », said one.".replace("the", "The"),
        "truce\n   'holds'",
        "The […] said one",
        "The … one",
        "[In the south] the truce".replace(" the truce", " truce"),
        "The (...) holds",
    ],
)
def test_words_are_found_whatever_their_spaces_and_marks(tmp_path: Path, words: str) -> None:
    """Spaces and quotation marks may differ; … and [ ] leave out and add."""
    assert quoted(tmp_path, words) == []


@pytest.mark.parametrize(
    ("words", "paragraph", "said"),
    [
        ("The truce held", "2", "the words quoted are not in ¶2 of a"),
        ("one […] The truce", "2", "the words quoted are not in ¶2 of a"),
        ("The truce holds", "3", "the words quoted are not in ¶3 of a; they stand in ¶2"),
    ],
)
def test_words_that_are_not_there_are_a_finding(
    tmp_path: Path, words: str, paragraph: str, said: str
) -> None:
    """The finding says where the words are not, and where they are."""
    assert quoted(tmp_path, words, paragraph) == [said]


def test_words_may_run_over_paragraphs(tmp_path: Path) -> None:
    """Of two paragraphs that are cited, the words may begin in one and end in the other."""
    assert quoted(tmp_path, "said one. End", '"2-3"') == []


def test_words_without_paragraph_are_looked_for_in_all(tmp_path: Path) -> None:
    """Without a paragraph the whole text is searched."""
    report, _ = checked(tmp_path, "{source: a, when: 2031-03-04, quotation: no such words}")

    messages = [one.finding.message for one in report.findings if one.finding.code == "L210"]
    assert messages == ["the words quoted are not in a"]


# --- the folder ----------------------------------------------------------------------------------


def test_link_that_leads_out_is_not_followed(tmp_path: Path) -> None:
    """A text outside the folder is not read; that is a problem, and not silence."""
    outside = tmp_path / "outside.txt"
    outside.write_text("one\n")
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "a.txt").symlink_to(outside)
    report, _ = with_texts(
        check_file(story(tmp_path, "{source: a, paragraph: 9, when: 2031-03-04}")), texts
    )

    assert [one.code for one in report.problems] == ["P502"]


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"\xff\xfea\0", "Y008"), ("Trêve".encode("latin-1"), "Y008"), (b"x" * 5_000_001, "Y006")],
)
def test_text_that_cannot_be_read_is_told(tmp_path: Path, data: bytes, code: str) -> None:
    """Another encoding or too many bytes: the check did not take place, and says so."""
    name = story(tmp_path, "{source: a, paragraph: 9, when: 2031-03-04}")
    report, _ = with_texts(check_file(name), folder(tmp_path, data))

    assert [one.code for one in report.problems] == [code]
    assert run(name, "--texts", str(tmp_path / "texts")).exit_code == 2


def test_two_texts_of_one_source_are_told(tmp_path: Path) -> None:
    """Two texts may differ, so that neither is taken."""
    name, texts = story(tmp_path, "{source: a, when: 2031-03-04}"), folder(tmp_path)
    (texts / "a.md").write_text("other\n")

    assert [one.code for one in with_texts(check_file(name), texts)[0].problems] == ["P503"]


def test_misnamed_texts_are_told(tmp_path: Path) -> None:
    """A text that is called like no source is told; it may be a slip."""
    name, texts = story(tmp_path, "{source: a, when: 2031-03-04}"), folder(tmp_path)
    (texts / "aa.txt").write_text("other\n")

    assert "no source is called like: aa.txt" in with_texts(check_file(name), texts)[1].remarks()


def test_folder_that_is_none_is_refused(tmp_path: Path) -> None:
    """The option names a folder."""
    with pytest.raises(NegotiationError, match="is no folder"):
        with_texts(check_file("valley"), tmp_path / "nowhere")


# --- the command ---------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["text", "json"])
def test_no_word_of_a_text_is_printed(tmp_path: Path, form: str) -> None:
    """Paragraphs and words that do not fit are told by their place alone."""
    said = '{source: a, paragraph: 1, when: 2031-03-04, quotation: "truce \\"holds\\""}'
    wrong = '{source: a, paragraph: 9, when: 2031-03-04, quotation: "said one"}'
    for report, code in ((said, 0), (wrong, 1)):
        name = story(tmp_path, report)
        result = run(name, "--texts", str(folder(tmp_path)), "--format", form)

        assert result.exit_code == code
        assert ("F215" if code else "L210") in result.stdout
        assert not any(word in result.output for word in ("truce", "holds", "Headline", "said one"))


def test_strict_fails_on_words_that_are_not_there(tmp_path: Path) -> None:
    """A quotation that is not in its paragraph is something to look at."""
    name = story(tmp_path, "{source: a, paragraph: 1, when: 2031-03-04, quotation: nothing}")

    assert run(name, "--texts", str(folder(tmp_path)), "--strict").exit_code == 1
    assert run("valley", "--texts", str(folder(tmp_path))).exit_code == 0
