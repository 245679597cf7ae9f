"""Every mistake in a feature is reported at its line, with what to write; none passes."""

import re
from functools import cache
from pathlib import Path

import pytest

from negotiation.codes import CODES
from negotiation.gherkin.files import run_files
from negotiation.gherkin.reports.text import text
from negotiation.gherkin.results import FeatureResult, Status

BAD = Path(__file__).parent / "bad_features"
FILES = sorted(BAD.rglob("*.feature"))
GOOD = """Feature: A good one

  Scenario: The first talks follow the truce
    Given the chronology "valley"
    When all events are replayed
    Then the "phase" was "talks" on 4 March 2031
"""


def name(path: Path) -> str:
    """Give the name of a bad feature, with its folder if it has one of its own."""
    return path.relative_to(BAD).with_suffix("").as_posix()


@cache
def result(path: Path) -> FeatureResult:
    """Run one feature."""
    (found,) = run_files([path])
    return found


def test_there_are_many() -> None:
    """At least fifty bad features stand beside the words that their messages must hold."""
    assert len(FILES) >= 50
    assert [path.with_suffix(".feature") for path in sorted(BAD.rglob("*.txt"))] == FILES


@pytest.mark.parametrize("path", FILES, ids=name)
def test_message_holds_the_words(path: Path) -> None:
    """The report of a bad feature holds every line of the .txt beside it."""
    report = " ".join(text([result(path)]).split())

    for words in path.with_suffix(".txt").read_text(encoding="utf-8").splitlines():
        assert " ".join(words.split()) in report


@pytest.mark.parametrize("path", FILES, ids=name)
def test_first_words_are_the_place(path: Path) -> None:
    """The first line beside a bad feature names the file and the line, and a code if it has one."""
    first = path.with_suffix(".txt").read_text(encoding="utf-8").splitlines()[0]

    place = re.match(r"[\w/]+\.(?:feature|yaml):\d+(?:$|:)", first)
    assert place is not None
    assert set(re.findall(r"\b[A-Z]\d{3}\b", first)) <= CODES.keys()


@pytest.mark.parametrize("path", FILES, ids=name)
def test_every_problem_says_what_to_write(path: Path) -> None:
    """A problem has a known code, a message, a hint, and a line that its file has."""
    found = result(path)
    problems = [*found.problems, *(p for s in found.scenarios for p in s.problems)]
    failed = [s.failed for s in found.scenarios if s.failed is not None]

    assert problems or failed
    for problem in problems:
        assert problem.code in CODES
        assert problem.message
        assert problem.hint
        lines = Path(problem.file).read_bytes().split(b"\n")
        assert 1 <= problem.line <= len(lines)
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1
    for step in failed:
        assert step.message


@pytest.mark.parametrize("path", FILES, ids=name)
def test_nothing_of_a_bad_feature_passes_for_good(path: Path) -> None:
    """A feature with a mistake does not pass, and its mistake is not called a failed claim."""
    found = result(path)

    assert not found.passed
    assert all(s.status is not Status.FAILED for s in found.scenarios)


@pytest.mark.parametrize("path", FILES, ids=name)
def test_report_cannot_steer_the_terminal(path: Path) -> None:
    """What is printed of a bad feature holds no control characters, nor words of the libraries."""
    report = text([result(path)])

    assert report.replace("\n", "").isprintable()
    for foreign in ("Traceback", "expected: #", "got '", "Parser errors", "pydantic"):
        assert foreign not in report


@pytest.mark.parametrize("path", FILES, ids=name)
def test_good_feature_beside_it_still_runs(path: Path, tmp_path: Path) -> None:
    """A broken file, whatever is wrong in it, does not stop the one beside it."""
    (tmp_path / "a.feature").write_bytes(path.read_bytes())
    (tmp_path / "b.feature").write_text(GOOD, encoding="utf-8")

    bad, good = run_files([tmp_path])

    assert not bad.passed or path.parent != BAD  # without its phrases, one of a folder may be right
    assert good.passed
