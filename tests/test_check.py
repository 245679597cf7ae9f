"""`negotiation check`: which features it runs, what it prints where, and how it ends."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from negotiation.cli import app
from negotiation.errors import NegotiationError
from negotiation.gherkin.files import NoFeatures, run_files
from negotiation.gherkin.results import FeatureResult, counted
from negotiation.gherkin.wanted import NotAnExpression, wanted
from negotiation.writing import NotWritten
from tests.test_cli import run

BAD = Path(__file__).parent / "bad_features"
GOOD = """@valley
Feature: Talks in the valley

  Background:
    Given the chronology "valley"
    When all events are replayed

  @phase
  Scenario: The truce brings talks
    Then the "phase" was "talks" on 5 March 2031

  @truce @draft
  Scenario: Shots break the truce
    Then the "truce" was "broken" on 13 March 2031
"""
FAILING = """Feature: Talks in Daraa

  Scenario: The talks were concluded
    Given the chronology "daraa-2018"
    When all events are replayed
    Then the "process" was "concluded" on 6 July 2018
"""


@pytest.fixture
def features(tmp_path: Path) -> Path:
    """Give a folder with a good feature, and below it one that fails."""
    (tmp_path / "good.feature").write_text(GOOD, encoding="utf-8")
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "failing.feature").write_text(FAILING, encoding="utf-8")
    return tmp_path


def names(results: list[FeatureResult]) -> list[str]:
    """Give the names of the scenarios that ran."""
    return [scenario.scenario.name for result in results for scenario in result.scenarios]


# --- the command, in a process of its own ---------------------------------------------------------


def test_good_features_end_with_0(features: Path) -> None:
    """In a folder with nothing but a feature file, `negotiation check` runs it."""
    result = run("check", "good.feature", folder=features)

    assert result.returncode == 0, result.stderr
    assert result.stdout == (
        "Talks in the valley\n"
        "  ✓ The truce brings talks\n"
        "  ✓ Shots break the truce\n"
        "\n"
        "2 scenarios passed, 0 failed.\n"
    )
    assert result.stderr == ""


def test_failing_feature_ends_with_1(features: Path) -> None:
    """Without a path this folder is run, with all below it; a claim that does not hold gives 1."""
    result = run("check", folder=features)

    assert result.returncode == 1
    assert "\nmore/failing.feature:6\n  Scenario: The talks were concluded\n" in result.stdout
    assert "2 scenarios passed, 1 failed.\n" in result.stdout
    assert "Traceback" not in result.stdout + result.stderr


def test_mistake_ends_with_1_and_stops_nothing(features: Path) -> None:
    """A file that cannot be read is told, and those beside it run."""
    (features / "empty.feature").write_text("", encoding="utf-8")
    result = run("check", ".", folder=features)

    assert result.returncode == 1
    assert "empty.feature:1:1: G002 the file is empty; begin with" in result.stdout
    assert "2 scenarios passed, 1 failed, 1 mistake.\n" in result.stdout
    assert result.stdout.endswith("`negotiation explain CODE` says what a code means.\n")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["no-such"], 'there is no file or folder "no-such"'),
        (["good.feature", "no-such.feature"], 'there is no file or folder "no-such.feature"'),
        (["more/none"], 'no file that ends in .feature lies under "more/none"'),
        (["--tags", "@a and"], '"@a and" is no expression of tags; write for example "@phase and'),
        (["--document", "talks.pdf"], "--document takes a file that ends in .html or .md"),
    ],
)
def test_wrong_use_ends_with_2(words: list[str], expected: str, features: Path) -> None:
    """What cannot be meant is said on stderr, and nothing is run."""
    (features / "more" / "none").mkdir()
    result = run("check", *words, folder=features)

    assert result.returncode == 2
    assert expected in result.stderr
    assert result.stdout == ""


def test_nothing_chosen_is_no_success(features: Path) -> None:
    """A run in which no scenario was chosen ends with 1, and lists the tags that there are."""
    result = run("check", "good.feature", "--tags", "@fase", folder=features)

    assert result.returncode == 1
    assert result.stdout == "No scenario ran, so nothing was checked, 2 left out.\n"
    assert result.stderr == (
        "None of 2 scenarios is chosen; their tags: @draft, @phase, @truce, @valley\n"
    )


def test_result_stands_alone_on_stdout(features: Path) -> None:
    """JSON goes to stdout and nothing else does; the count goes to stderr."""
    result = run("check", "--format", "json", folder=features)

    assert result.returncode == 1
    assert json.loads(result.stdout)["counts"]["failed"] == 1
    assert result.stderr == "2 scenarios passed, 1 failed.\n"


@pytest.mark.parametrize(
    ("format_", "beginning"),
    [("text", "Talks in"), ("json", "{"), ("junit", "<?xml"), ("messages", '{"meta"')],
)
def test_report_is_written_whole(format_: str, beginning: str, features: Path) -> None:
    """-o writes any format to a file, a failed run too, and only --force overwrites another."""
    written = features / "out" / "report"
    words = ["check", str(features), "--format", format_, "-o", str(written)]
    first = CliRunner().invoke(app, words)

    assert (first.exit_code, first.stdout) == (1, "")
    assert f"Written: {written}" in first.stderr
    assert written.read_text(encoding="utf-8").startswith(beginning)
    written.write_text("mine", encoding="utf-8")
    second = CliRunner().invoke(app, words)
    assert isinstance(second.exception, NotWritten)
    assert written.read_text(encoding="utf-8") == "mine"
    assert CliRunner().invoke(app, [*words, "--force"]).exit_code == 1
    assert written.read_text(encoding="utf-8").startswith(beginning)


def test_nothing_is_coloured_in_a_pipe(features: Path) -> None:
    """What goes to a file or a pipe holds no colour."""
    assert "\033" not in run("check", folder=features).stdout


@pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal")
@pytest.mark.parametrize(("no_colour", "expected"), [("", True), ("1", False)])
def test_terminal_is_coloured_unless_no_color(
    no_colour: str, expected: bool, features: Path
) -> None:
    """On a terminal marks are coloured, and never under NO_COLOR."""
    import pty

    ours, theirs = pty.openpty()
    root = str(Path(__file__).parent.parent)
    home = {**os.environ, "NO_COLOR": no_colour, "TERM": "xterm", "PYTHONPATH": root}
    command = [sys.executable, "-m", "negotiation", "check", "good.feature"]
    subprocess.run(command, stdout=theirs, stderr=theirs, cwd=features, env=home, check=True)
    os.close(theirs)
    told = os.read(ours, 100_000).decode()
    os.close(ours)

    assert ("\033[32m✓\033[0m The truce brings talks" in told) is expected
    assert ("\033" in told) is expected


@pytest.mark.skipif(os.name != "posix", reason="needs a pipe that is a file")
def test_interruption_ends_with_130(tmp_path: Path) -> None:
    """Ctrl-C ends the run with 130, without a traceback."""
    import signal

    scenario = GOOD.partition("  @truce")[0].replace("brings talks", "brings talks {number}")
    for number in range(400):
        text = scenario.format(number=number)
        (tmp_path / f"{number:03}.feature").write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "negotiation", "check", str(tmp_path)]
    home = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=home
    )
    assert process.stdout is not None
    process.stdout.readline()  # it has begun
    process.send_signal(signal.SIGINT)
    _, talk = process.communicate()

    assert process.returncode == 130
    assert "Traceback" not in talk


# --- what is run ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        (None, ["The truce brings talks", "Shots break the truce"]),
        ("@phase", ["The truce brings talks"]),
        ("phase", ["The truce brings talks"]),
        ("@valley and not @draft", ["The truce brings talks"]),
        ("valley and (draft or later)", ["Shots break the truce"]),
        ("@phase or @truce", ["The truce brings talks", "Shots break the truce"]),
    ],
)
def test_tags_choose(tags: str | None, expected: list[str], features: Path) -> None:
    """An expression of tags chooses, with @ or without; tags of the feature count for all."""
    results = list(run_files([features / "good.feature"], wanted(tags)))

    assert names(results) == expected
    assert counted(results).left_out == 2 - len(expected)


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["TALKS"], ["The truce brings talks"]),
        (["the   truce"], ["The truce brings talks", "Shots break the truce"]),
        (["shots", "brings"], ["The truce brings talks", "Shots break the truce"]),
        (["council"], []),
    ],
)
def test_names_choose(texts: list[str], expected: list[str], features: Path) -> None:
    """A part of the name chooses, whatever its capitals; several texts choose more."""
    assert names(list(run_files([features / "good.feature"], wanted(None, texts)))) == expected


@pytest.mark.parametrize("tags", ["", " ", "@a and", "(@a", "@a @b", "not", "a)", "(" * 5_000])
def test_bad_expression_is_told_with_an_example(tags: str) -> None:
    """What is no expression is refused with one that is."""
    with pytest.raises(NotAnExpression, match="is no expression of tags; write for example"):
        wanted(tags)


def test_each_file_runs_once(features: Path) -> None:
    """A file that is named, and lies in a folder that is named too, runs once."""
    results = list(run_files([features / "good.feature", features]))

    assert [Path(result.feature.shown).name for result in results] == [
        "good.feature",
        "failing.feature",
    ]


def test_folders_of_tools_are_left_alone(features: Path) -> None:
    """Features in .venv or the like are somebody else's."""
    (features / ".venv").mkdir()
    (features / ".venv" / "other.feature").write_text(FAILING, encoding="utf-8")

    assert len(list(run_files([features]))) == 2


def test_nothing_to_run_is_found_before_anything_runs(tmp_path: Path) -> None:
    """A missing path raises at once, not when its turn comes."""
    with pytest.raises(NoFeatures):
        run_files([tmp_path / "no-such"])
    assert issubclass(NoFeatures, NegotiationError)


def test_chronology_is_replayed_once_for_all_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Twenty files over one chronology load and replay it once."""
    from negotiation.gherkin import talks

    calls, replay = [], talks.replay

    def counting(*given: object, **named: object) -> object:
        calls.append(given)
        return replay(*given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(talks, "replay", counting)
    for number in range(20):
        (tmp_path / f"{number}.feature").write_text(GOOD, encoding="utf-8")

    assert counted(run_files([tmp_path])).passed == 40
    assert len(calls) == 1


# --- where reports go ---------------------------------------------------------------------------


@pytest.mark.parametrize("other", ["out.md", "./out.md", "more/../out.md", "link.md"])
def test_report_and_document_need_two_files(other: str, features: Path) -> None:
    """One file for both would lose the report: refused, however it is written, and not run."""
    (features / "link.md").symlink_to("out.md")
    words = ["check", "good.feature", "-o", "out.md", "--document", other, "--force"]
    result = run(*words, folder=features)

    assert (result.returncode, result.stdout) == (2, "")
    assert "-o and --document name one file; give each a file of its own" in result.stderr
    assert not (features / "out.md").exists()


@pytest.mark.parametrize("words", [["-o", "talks.md"], ["--document", "talks.md"]])
def test_standing_file_is_found_before_anything_runs(words: list[str], features: Path) -> None:
    """Without --force a file that stands is refused at once, even the report of the same run."""
    assert run("check", "good.feature", *words, folder=features).returncode == 0
    written = (features / "talks.md").read_bytes()
    again = run("check", "good.feature", *words, folder=features)

    assert (again.returncode, again.stdout) == (2, "")
    assert again.stderr == '"talks.md" exists already; --force overwrites it\n'
    assert (features / "talks.md").read_bytes() == written
    assert run("check", "good.feature", *words, "--force", folder=features).returncode == 0


# --- documents and speed --------------------------------------------------------------------------


def test_help_is_quick() -> None:
    """`negotiation --help` imports neither the reader of features nor a test framework."""
    script = (
        "import sys; from negotiation.cli import app;"
        "print([m for m in ('gherkin', 'cucumber_expressions', 'pytest', 'negotiation.gherkin')"
        " if m in sys.modules])"
    )
    result = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True,
        cwd=Path(__file__).parent.parent,
    )  # fmt: skip

    assert result.stdout.strip() == "[]"


def test_document_is_written_beside_the_report(features: Path) -> None:
    """--document writes what features say and how they went, as a file to read."""
    words = ["check", str(features), "--document", str(features / "talks.md")]
    result = CliRunner().invoke(app, words)

    assert result.exit_code == 1
    assert "Talks in the valley" in (features / "talks.md").read_text(encoding="utf-8")
