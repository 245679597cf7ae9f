"""The pytest plugin: features without Python, beside users' own steps, inert elsewhere."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiation.gherkin.collecting import LONGEST, _item_name
from negotiation.gherkin.feature import Scenario
from negotiation.gherkin.language import languages
from negotiation.gherkin.plugin import HINT
from negotiation.gherkin.vocabulary import vocabulary

pytest_plugins = ["pytester"]

GOOD = """
Feature: The valley

  Background:
    Given the chronology "valley"
    When all events are replayed

  Scenario: The record ends with the Gazette
    Then the record ends on 1 April 2031

  @slow
  Scenario: The weir was closed first
    Then "weir-closed" was before "truce-2"
"""
FAILING = GOOD + '\n  Scenario: The other way round\n    Then "truce-2" was before "weir-closed"\n'
FOREIGN = "Feature: Cucumbers\n\n  Scenario: Eating\n    Given 12 cucumbers\n    Then 7 are left\n"
FOREIGN_STEPS = """
from pytest_bdd import given, scenarios, then

scenarios("cucumbers.feature")

@given("12 cucumbers")
def _(): pass

@then("7 are left")
def _(): pass
"""
OWN_STEPS = """
import pytest
from pytest_bdd import given, then, when

@pytest.fixture(scope="module")
def ledger():
    return []

@given("the usual table:")
def _(ledger, datatable):
    ledger.append(datatable)

@then("I see it all")
def _(talks, ledger):
    assert ledger == [[["a", "b"], ["1", "2"]]]
    assert talks.history.record is not None
"""


def feature(pytester: pytest.Pytester, name: str, text: str) -> Path:
    """Write a feature file into the folder of the test."""
    path = pytester.path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_feature_alone_in_a_folder_runs(pytester: pytest.Pytester) -> None:
    """With nothing but a feature file in the folder, `pytest .` runs its scenarios."""
    feature(pytester, "valley.feature", GOOD)

    result = pytester.runpytest("-p", "no:cacheprovider", ".")

    result.assert_outcomes(passed=2)


def test_failure_is_told_without_a_traceback(pytester: pytest.Pytester) -> None:
    """A sentence that does not hold is told with its record; no Python is shown."""
    feature(pytester, "valley.feature", FAILING)

    result = pytester.runpytest("valley.feature")

    result.assert_outcomes(passed=2, failed=1)
    result.stdout.fnmatch_lines(
        ["valley.feature:16", "  Scenario: The other way round", "  ✗ Then *", "*record says*"]
    )
    result.stdout.no_fnmatch_line("*Traceback*")
    result.stdout.no_fnmatch_line("*.py:*")


def test_other_projects_are_left_alone(pytester: pytest.Pytester) -> None:
    """A feature about something else is collected by nobody but its own test module."""
    feature(pytester, "cucumbers.feature", FOREIGN)
    pytester.makepyfile(test_cucumbers=FOREIGN_STEPS)

    pytester.runpytest().assert_outcomes(passed=1)


def test_nothing_is_imported_for_other_projects(tmp_path: Path) -> None:
    """Where no feature names a chronology, pytest imports none of what reads and runs them."""
    (tmp_path / "cucumbers.feature").write_text(FOREIGN, encoding="utf-8")
    (tmp_path / "test_it.py").write_text(
        "import sys\n\ndef test_it():\n"
        "    ours = [name for name in sys.modules if name.startswith('negotiation')]\n"
        "    assert sorted(ours) == ['negotiation', 'negotiation.gherkin', "
        "'negotiation.gherkin.known', 'negotiation.gherkin.plugin']\n",
        encoding="utf-8",
    )
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "."]
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)

    assert ran.returncode == 0, ran.stdout


LOGIN = """
from pytest_bdd import given, scenarios, then

scenarios("login.feature")

@given("a user")
def _(): pass

@then('they see chronology "x"')
def _(): pass
"""


def test_word_chronology_alone_makes_no_feature_ours(pytester: pytest.Pytester) -> None:
    """Another project's feature that speaks of a chronology stays its own, and its neighbours."""
    steps = '    Given a user\n    Then they see chronology "x"\n'
    feature(pytester, "login.feature", f"Feature: Login\n  Scenario: In\n{steps}")
    feature(pytester, "cucumbers.feature", FOREIGN)
    pytester.makepyfile(test_login=LOGIN, test_cucumbers=FOREIGN_STEPS)

    pytester.runpytest().assert_outcomes(passed=2)


def test_without_pytest_bdd_other_projects_run(pytester: pytest.Pytester) -> None:
    """Where somebody switches pytest-bdd off, we are silent, unless a feature of ours needs it."""
    pytester.makepyfile("def test_it(): pass")
    pytester.runpytest_subprocess("-p", "no:pytest-bdd").assert_outcomes(passed=1)

    feature(pytester, "valley.feature", GOOD)
    result = pytester.runpytest_subprocess("-p", "no:pytest-bdd", "-p", "no:cacheprovider")

    assert result.ret != 0
    assert "needs pytest-bdd" in "\n".join([*result.outlines, *result.errlines])


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("the chronology", "the chronolgy"),
        ("Given the", "given the"),
        ("When all", "When: all"),
        ("Then the record ends on", "Then the record stops at"),
        ("  Scenario: The record", "  Scenario The record"),
    ],
)
def test_wrong_feature_alone_in_a_folder_is_told(
    pytester: pytest.Pytester, right: str, wrong: str
) -> None:
    """A feature of ours with a mistake is collected although nothing right lies beside it."""
    feature(pytester, "valley.feature", GOOD.replace(right, wrong))

    assert pytester.runpytest(".").ret == pytest.ExitCode.TESTS_FAILED


def test_empty_file_that_was_asked_for_is_told(pytester: pytest.Pytester) -> None:
    """An empty feature file, named on the command line, is a mistake and not nothing."""
    feature(pytester, "empty.feature", "")

    pytester.runpytest("empty.feature").assert_outcomes(failed=1)


def test_link_out_of_the_folder_is_told_and_not_read(pytester: pytest.Pytester) -> None:
    """A link that leads out of the features' folder is a mistake; nothing of its text is shown."""
    (pytester.path / "outside.txt").write_text("Feature: secret words\n", encoding="utf-8")
    inside = pytester.path / "features"
    inside.mkdir()
    (inside / "valley.feature").write_text(GOOD, encoding="utf-8")
    (inside / "link.feature").symlink_to(pytester.path / "outside.txt")

    result = pytester.runpytest("features")

    result.assert_outcomes(passed=2, failed=1)
    result.stdout.fnmatch_lines(["*link.feature:1:1: P502 *"])
    result.stdout.no_fnmatch_line("*secret*")


def test_own_steps_stand_beside_ours(pytester: pytest.Pytester) -> None:
    """Steps of a conftest.py run in one scenario with ours, with tables, fixtures and `talks`."""
    pytester.makeconftest(OWN_STEPS)
    feature(
        pytester,
        "own.feature",
        'Feature: Own\n  Scenario: Mixed\n    Given the chronology "valley"\n'
        "    And the usual table:\n      | a | b |\n      | 1 | 2 |\n"
        "    When all events are replayed\n    Then I see it all\n"
        "    And the record ends on 1 April 2031\n",
    )

    pytester.runpytest().assert_outcomes(passed=1)


def test_own_step_with_a_sentence_of_ours_is_a_mistake(pytester: pytest.Pytester) -> None:
    """A step function that takes a sentence of the vocabulary makes it mean two things."""
    pytester.makeconftest(
        "from pytest_bdd import when\n\n@when('all events are replayed')\ndef _(): pass\n"
    )
    feature(pytester, "valley.feature", GOOD)

    result = pytester.runpytest()

    result.assert_outcomes(failed=2)
    result.stdout.fnmatch_lines(["*:6:5: G015 *vocabulary too*"])


def test_unknown_sentence_is_told_with_near_ones(pytester: pytest.Pytester) -> None:
    """What neither the vocabulary nor a conftest.py knows is told with what is near."""
    feature(pytester, "valley.feature", GOOD.replace("the record ends on", "the record stops at"))

    result = pytester.runpytest()

    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(["*:9:5: G017 *the record ends on*"])


@pytest.mark.parametrize("options", [["--strict-markers"], ["-n", "2"], ["-p", "no:cacheprovider"]])
def test_right_under_options(pytester: pytest.Pytester, options: list[str]) -> None:
    """Tags need no registration, and scenarios may be spread over processes."""
    feature(pytester, "valley.feature", FAILING)

    pytester.runpytest(*options).assert_outcomes(passed=2, failed=1)


def test_tags_choose_scenarios(pytester: pytest.Pytester) -> None:
    """A tag is a mark: `-m slow` runs the scenarios tagged with @slow."""
    feature(pytester, "valley.feature", FAILING)

    pytester.runpytest("-m", "slow").assert_outcomes(passed=1, deselected=2)


@pytest.mark.parametrize("tag", ["@skip", "@xfail", "@parametrize", "@usefixtures", "@_x", "@1:2"])
def test_tag_is_only_a_label(pytester: pytest.Pytester, tag: str) -> None:
    """No tag changes how a scenario runs, whatever pytest has a mark of that name for."""
    feature(pytester, "valley.feature", FAILING.replace("@slow", tag))

    pytester.runpytest("--strict-markers").assert_outcomes(passed=2, failed=1)


def test_broken_file_does_not_stop_the_others(pytester: pytest.Pytester) -> None:
    """A file that cannot be read is one failed item; the other file's scenarios run."""
    feature(pytester, "valley.feature", GOOD)
    (pytester.path / "broken.feature").write_bytes(b"Feature: Caf\xe9\n")
    feature(pytester, "empty.feature", "")

    result = pytester.runpytest(".")

    result.assert_outcomes(passed=2, failed=2)
    result.stdout.fnmatch_lines(["*broken.feature:1:13: Y008 *", "*empty.feature:1:1: G002 *"])


def test_one_scenario_can_be_asked_for(pytester: pytest.Pytester) -> None:
    """The id that pytest prints for a scenario runs just that one."""
    feature(pytester, "valley.feature", FAILING)

    result = pytester.runpytest("valley.feature::The weir was closed first")

    result.assert_outcomes(passed=1)


def test_every_language_is_recognised() -> None:
    """In every language, the sentences that name and replay a chronology are hints."""
    for words in languages():
        for step in ("the-chronology", "all-events"):
            assert HINT.search(vocabulary(words.language).example(step)), words.name


@given(st.lists(st.text(max_size=300), min_size=1, max_size=8))
def test_any_title_gives_an_id_of_its_own(titles: list[str]) -> None:
    """Whatever the titles, ids differ, are short and printable, and hold no sign of pytest's."""
    taken = set[str]()
    ids = [
        _item_name(Scenario(title, "Scenario", line, (), ()), taken)
        for line, title in enumerate(titles, 1)
    ]

    assert len(set(ids)) == len(ids)
    for name in ids:
        assert 0 < len(name) <= LONGEST + 20
        assert name.isprintable()
        assert not {"[", "]", "\0", "\n"} & set(name)
        assert "::" not in name
