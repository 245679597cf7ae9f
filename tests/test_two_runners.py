"""Both runners give the same verdict on every scenario, and say the same.

That the shipped features pass under both is held elsewhere: pytest collects `features/` itself.
"""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import negotiation.simulation.results  # noqa: F401  pytester forgets, and numpy loads but once
from negotiation.gherkin.asked import Step
from negotiation.gherkin.reader import feature_files, read
from negotiation.gherkin.reports.text import failure_text
from negotiation.gherkin.results import FeatureResult, ScenarioResult, Status
from negotiation.gherkin.running import run_feature
from negotiation.gherkin.sentences import STEPS
from negotiation.gherkin.talks import Shelf

pytest_plugins = ["pytester"]

BAD = Path(__file__).parent / "bad_features"
GOOD = (
    'Feature: Good\n\n  Scenario: Good\n    Given the chronology "valley"\n'
    "    When all events are replayed\n    Then the record ends on 1 April 2031\n"
)


class Heard:
    """Hear from pytest how each item went, and what it said."""

    def __init__(self) -> None:
        self.said: dict[tuple[str, int], list[tuple[str, str]]] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Keep the outcome of a call, under the file and line of its scenario."""
        if report.when == "call":
            file, line, _ = report.location
            said = (report.outcome, report.longreprtext)
            self.said.setdefault((file, (line or 0) + 1), []).append(said)


def by_pytest(pytester: pytest.Pytester, folder: str) -> Heard:
    """Run the features of a folder by pytest."""
    heard = Heard()
    pytester.inline_run("-q", "-p", "no:cacheprovider", folder, plugins=[heard])
    return heard


def by_core(folder: str) -> Iterator[FeatureResult]:
    """Run them by the core, as `negotiation check` does."""
    shelf = Shelf()
    for path, root in feature_files([Path(folder)]):
        yield run_feature(read(path, root), shelf)


def assert_alike(pytester: pytest.Pytester, folder: str) -> set[Status]:
    """Hold that each scenario went alike and was told alike; give how they went."""
    heard, statuses = by_pytest(pytester, folder), set[Status]()
    for result in by_core(folder):
        expected: dict[int, list[tuple[str, str]]] = {}
        if result.problems:
            told = "\n".join(problem.text() for problem in result.problems)
            expected.setdefault(result.problems[0].line, []).append(("failed", told))
        for scenario in result.scenarios:
            statuses.add(scenario.status)
            passed = scenario.status is Status.PASSED
            said = "" if passed else told_by_core(result, scenario)
            outcome = "passed" if passed else "failed"
            expected.setdefault(scenario.scenario.line, []).append((outcome, said))
        shown = result.feature.shown
        assert {
            line: told for (name, line), told in heard.said.items() if name == shown
        } == expected
    return statuses


def told_by_core(result: FeatureResult, scenario: ScenarioResult) -> str:
    """Give what the core's report says of a scenario that did not pass."""
    if scenario.problems:
        return "\n".join(problem.text() for problem in scenario.problems)
    return failure_text(result.feature, scenario)


def test_bad_features(pytester: pytest.Pytester) -> None:
    """Every mistake of the list is told by both, in the same words, beside a good feature."""
    shutil.copytree(BAD, pytester.path / "bad")
    for folder in {path.parent for path in (pytester.path / "bad").rglob("*.feature")}:
        (folder / "a-good-one.feature").write_text(GOOD, encoding="utf-8")

    statuses = assert_alike(pytester, "bad")

    assert statuses == {Status.PASSED, Status.MISTAKE}


def twisted(example: str) -> Iterator[str]:
    """Give a sentence, and others that claim something else of the same."""
    yield example
    for was in ("was", "were", "is", "are"):
        word = rf"\b{was}\b(?! (?:never|not|possibly))"
        for other in ("was not", "was possibly", "was possibly not", "was certainly"):
            if re.search(word, example):
                yield re.sub(word, other, example, count=1)
    yield re.sub(r"\b4 July\b", "9 July", example)
    yield re.sub(r'"[a-z-]+"', '"nothing"', example, count=1)
    yield re.sub(r"\d+ hours", "1 hour", example)
    yield example.replace("at most", "at least")


GIVEN = '    Given the chronology "daraa-2018"'
REPLAYED = "    When all events are replayed"
NEVER = '    Then the "truce" was never "unheard-of"'
HOLDS = '    Then the "phase" was never "settlement"'


def table(step: Step) -> list[str]:
    """Give the sample table of a step that needs one."""
    if not step.rows:
        return []
    rows = [list(step.rows[0]), *(list(row.values()) for row in step.rows)]
    return [f"      | {' | '.join(row)} |" for row in rows]


RUNS = "    And 500 runs are simulated from the start of the model for 60 days with seed 7"


def steps_of(step: Step, sentence: str) -> list[str]:
    """Give a scenario's steps in which a sentence stands where it belongs."""
    if step.subject in {"simulating", "simulations"} or step.id == "the-assumptions":
        valley = [GIVEN.replace("daraa-2018", "valley")]
        if step.keyword == "given":
            return [*valley, f"    And {sentence}", REPLAYED, RUNS, NEVER]
        if step.subject == "simulating":
            return [*valley, f"    When {sentence}", NEVER]
        whatif = ['    When the what-if "no-observers" is assumed'] if "so" in step.id else []
        return [*valley, REPLAYED, *whatif, RUNS, f"    Then {sentence}"]
    if step.keyword == "given":
        return [GIVEN, f"    And {sentence}", REPLAYED, HOLDS]
    if step.keyword == "when":
        return [GIVEN, f"    When {sentence}", *table(step), HOLDS]
    change = '    And the event "ultimatum" is left out'
    changes = [change] if step.subject == "what-ifs" else []
    return [GIVEN, REPLAYED, *changes, f"    Then {sentence}", *table(step)]


def test_every_sentence_right_or_wrong(pytester: pytest.Pytester) -> None:
    """Each sentence of the vocabulary, as its example has it and twisted, goes alike."""
    lines, number = ["Feature: Every sentence"], 0
    for step in STEPS:
        for sentence in dict.fromkeys(twisted(step.example)):
            number += 1
            lines += ["", f"  Scenario: Number {number}", *steps_of(step, sentence)]
    (pytester.path / "every.feature").write_text("\n".join(lines), encoding="utf-8")

    assert assert_alike(pytester, ".") == {Status.PASSED, Status.FAILED, Status.MISTAKE}
