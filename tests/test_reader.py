"""Reading features: the official parser decides, and signs are taken for what they mean."""

from pathlib import Path

import pytest
from gherkin.errors import CompositeParserException, ParserException
from gherkin.parser import Parser
from hypothesis import given, settings
from hypothesis import strategies as st

from negotiation.gherkin.feature import Feature
from negotiation.gherkin.reader import feature_files, parse, read
from negotiation.gherkin.results import Status
from negotiation.gherkin.running import run_feature
from negotiation.gherkin.spelling import plain
from negotiation.gherkin.talks import Folder, Shelf

SHELF = Shelf()
GIVENS = '    Given the chronology "valley"\n    When all events are replayed\n'
MENDED = {"G003", "G004", "G005"}
LINES = st.sampled_from(
    [
        "Feature: a", "Background:", "Scenario: b", "Scenario Outline: c", "Rule: d", "Examples:",
        "Given x", "When y", "Then z", "And w", "But v", "* u", "given x", "Given: x", "Then",
        "| a | b |", "| 1 |", "| a \\| b | c |", '"""', "```", "# a comment", "# language: fr",
        "@tag", "@a @b", "prose", "", "   ", "Fonctionnalité: e", "Alors f", "Scenario g",
        "Feature",
    ]
)  # fmt: skip


def parsed(text: str, folder: Path = Path()) -> Feature:
    """Read a text as a feature in a folder."""
    return parse(text, "a.feature", Folder(folder.resolve(), folder.resolve()))


def official(text: str) -> list[int]:
    """Give the lines that the official parser refuses."""
    try:
        Parser().parse(text)
    except CompositeParserException as composite:
        return [error.location["line"] for error in composite.errors]
    except ParserException as error:
        return [error.location["line"]]
    return []


@settings(deadline=None)  # the first example builds the vocabulary
@given(st.lists(LINES, max_size=14))
def test_accepts_and_refuses_as_the_official_parser_does(lines: list[str]) -> None:
    """What the official parser refuses is refused at the same lines, and nothing else is.

    Where a line was mended first, it is told at its own place.
    """
    text = "\n".join(lines)
    feature = parsed(text)
    found = feature.every_problem()

    if not any(problem.code in MENDED for problem in found):
        assert sorted({p.line for p in found if p.code == "G001"}) == sorted(set(official(text)))
        assert (feature.document is None) == bool(official(text))


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    """No text makes reading fail: whatever is wrong is among the problems, inside the file.

    The official parser places what is missing at the end on the line after the last.
    """
    feature = parsed(text)

    assert feature.scenarios or feature.problems
    for problem in feature.every_problem():
        assert 1 <= problem.line <= text.count("\n") + 2


@pytest.mark.parametrize(
    "sentence",
    [
        'the record ends on 1 April 2031',
        'the record ends on 1 April 2031.',
        'the record ends on 1\u00a0April\u202f2031',
        'the record  ends on  1 April 2031',
        'the record ends on ٤ April ٢٠٣١'.replace("٤", "١"),
    ],
)  # fmt: skip
def test_spelling_is_taken_for_what_it_means(sentence: str) -> None:
    """A final full stop, no-break and doubled spaces and digits of other scripts change nothing."""
    text = f"Feature: a\n  Scenario: b\n{GIVENS}    Then {sentence}\n"
    result = run_feature(parsed(text), SHELF)

    assert [scenario.status for scenario in result.scenarios] == [Status.PASSED]


@pytest.mark.parametrize("quotes", ["“{}”", "„{}“", "«{}»", "« {} »", "«\u00a0{}\u202f»", '"{}"'])
def test_every_kind_of_quotes_will_do(quotes: str) -> None:
    """Names stand in quotes of any kind, with or without spaces inside."""
    name = quotes.format("truce-1")

    assert plain(f"the event {name} is recorded") == 'the event "truce-1" is recorded'


def test_digits_of_a_name_stay() -> None:
    """What stands in quotes is a name and keeps its digits."""
    assert plain("the “٤” was 4") == 'the "٤" was 4'


@pytest.mark.parametrize(
    ("bytes_", "code"),
    [
        (b"\xef\xbb\xbfFeature: a\r\n  Scenario: b\r\n    Then c\r\n", "G017"),
        (b"Feature: caf\xe9\n", "Y008"),
        ("Feature: a".encode("utf-16"), "Y008"),
        (b"PK\x03\x04", "Y008"),
        (b"", "G002"),
        (b"# only a comment\n", "G002"),
    ],
)
def test_bytes(tmp_path: Path, bytes_: bytes, code: str) -> None:
    """A byte-order mark and Windows line ends are taken; other encodings are told."""
    path = tmp_path / "a.feature"
    path.write_bytes(bytes_)

    assert code in {problem.code for problem in read(path).every_problem()}


def test_missing_file_and_folder_are_told(tmp_path: Path) -> None:
    """A path that is no file is a problem, not an exception."""
    assert [p.code for p in read(tmp_path / "none.feature").problems] == ["P503"]
    assert [p.code for p in read(tmp_path).problems] == ["P503"]


@pytest.mark.parametrize(
    "name",
    [
        "../secret",
        "/etc/passwd",
        "..\\secret",
        "C:\\secret",
        "a/../../secret",
        "link",
        "\\\\host\\a",
    ],
)
def test_no_path_leaves_the_folder(tmp_path: Path, name: str) -> None:
    """A feature names chronologies in its folder or shipped ones; no other file is opened."""
    inside = tmp_path / "features"
    inside.mkdir()
    (tmp_path / "secret.yaml").write_text("secret: 1", encoding="utf-8")
    (inside / "link.yaml").symlink_to(tmp_path / "secret.yaml")
    steps = f'    Given the chronology "{name}"\n    Then the "a" was never "b"\n'
    text = f"Feature: a\n  Scenario: b\n{steps}"
    [scenario] = run_feature(parsed(text, inside), SHELF).scenarios

    assert scenario.status is Status.MISTAKE
    told = "\n".join(scenario.steps[0].message)
    assert "lies outside the folder" in told or "there is no chronology" in told


def test_chronology_may_lie_above_up_to_the_named_folder(tmp_path: Path) -> None:
    """With the project's folder named, a feature below it finds the chronology of the project."""
    shipped = Path(__file__).parent.parent / "scenarios"
    story = (shipped / "valley.yaml").read_text(encoding="utf-8")
    (tmp_path / "mine.yaml").write_text(
        story.replace("models/valley-talks.yaml", "valley-talks"), encoding="utf-8"
    )
    below = tmp_path / "features" / "deep"
    below.mkdir(parents=True)
    path = below / "a.feature"
    given_ = GIVENS.replace("valley", "mine")
    path.write_text(
        f"Feature: a\n  Scenario: b\n{given_}    Then the record ends on 1 April 2031\n",
        encoding="utf-8",
    )

    near = run_feature(read(path), Shelf())
    far = run_feature(read(path, tmp_path), Shelf())

    assert [near.scenarios[0].status, far.scenarios[0].status] == [Status.MISTAKE, Status.PASSED]


def test_files_are_found_once_and_in_order(tmp_path: Path) -> None:
    """A folder gives the features in it and below, hidden folders left out, each once."""
    for name in ("b.feature", "a/c.feature", ".venv/d.feature", "a/.hidden/e.feature", "f.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Feature: x", encoding="utf-8")

    found = feature_files([tmp_path, tmp_path / "b.feature"])

    assert [path.relative_to(tmp_path).as_posix() for path, _ in found] == [
        "a/c.feature",
        "b.feature",
    ]


def test_mended_lines_do_not_hide_other_mistakes() -> None:
    """Everything wrong in a file is told in one pass, in its order."""
    text = (
        "Feature: a\n  Scenario b\n"
        + GIVENS.replace("Given", "given")
        + '    Then the "x" was "y" on yesterday\n\n  Scenario: c\n    And it rains\n'
    )
    codes = [(problem.line, problem.code) for problem in parsed(text).every_problem()]

    assert codes[:3] == [(2, "G004"), (3, "G003"), (5, "D101")]
    assert {code for line, code in codes if line >= 7} >= {"G006", "G008", "G010", "G017"}


def test_prose_is_no_mistake() -> None:
    """A description may begin its lines with when, and, then: only what is a step is told."""
    text = (
        "Feature: a\n  When the truce broke, talks went on,\n  and nobody knew why.\n"
        "  given the little that is known\n\n  Rule: r\n  then as now\n\n  Scenario: b\n"
        + GIVENS
        + "    Then the record ends on 1 April 2031\n"
    )

    assert parsed(text).every_problem() == []


TABLES = (
    "    Examples:\n      | x | e |\n      | 1 | 2 |\n",
    "    Examples:\n      | x |\n      | 1 |\n",
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Scenario Outline: About <foo>\n    Then the <x>\n" + TABLES[1], "G011"),
        ("Scenario Outline: nothing fills <bar>\n    Then it", "G011"),
        ("Scenario Outline: nothing fills it\n    Then it", "G012"),
        ("Scenario Outline: a\n    Then <x> <e>\n" + "".join(TABLES), "G011"),
    ],
)
def test_every_hole_is_filled_by_every_table(text: str, code: str) -> None:
    """Placeholders of names count too, and each table of examples must fill them all."""
    found = parsed(f"Feature: a\n  {text}\n").every_problem()

    assert code in {problem.code for problem in found}


def test_fence_in_a_description_hides_nothing() -> None:
    """Three backticks in a description open no text block: a step in small letters is told."""
    text = f"Feature: a\n  ```\n  Scenario: b\n{GIVENS}    then the record ends on 1 April 2031\n"

    assert "G003" in {problem.code for problem in parsed(text).every_problem()}


@pytest.mark.parametrize("date", ["2031-03-XX", "[2031-03-01,2031-03-03]", "2031-03-01/2031-03-03"])
@pytest.mark.parametrize("words", ["on", "throughout", "at some point on"])
def test_one_of_several_days_is_no_moment(date: str, words: str) -> None:
    """A date that stands for one unknown day of several cannot be asked for."""
    text = f'Feature: a\n  Scenario: b\n{GIVENS}    Then the "truce" was "none" {words} {date}\n'
    [result] = run_feature(parsed(text), SHELF).scenarios

    assert result.status is Status.MISTAKE


def test_folder_for_chronologies_is_the_outermost_that_was_named(tmp_path: Path) -> None:
    """Whatever the order in which folders are named, a feature may look in the outermost."""
    deep = tmp_path / "features" / "deep"
    deep.mkdir(parents=True)
    path = deep / "a.feature"
    path.write_text("Feature: x", encoding="utf-8")

    for named in ([deep, tmp_path], [tmp_path, deep], [path, tmp_path]):
        assert {root for _, root in feature_files(named)} == {tmp_path}
    assert [root for _, root in feature_files([path])] == [deep]
