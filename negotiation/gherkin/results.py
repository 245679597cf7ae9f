"""What came of running features: values that every report is written from.

`Status` of a step, a scenario or a feature; a scenario is what its first step not passed is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from negotiation.errors import Problem
from negotiation.gherkin.asked import Asked
from negotiation.gherkin.feature import Feature, Scenario, Sentence
from negotiation.history import History


class Status(Enum):
    """How a step, a scenario or a feature went."""

    PASSED = "passed"
    FAILED = "failed"  # what is claimed does not hold
    MISTAKE = (
        "mistake"  # the feature cannot be read as it stands: a wrong name, an unknown sentence
    )
    SKIPPED = "skipped"  # a step before it did not pass


@dataclass(frozen=True, slots=True)
class StepResult:
    """One step that was run: how it went, why, and what it rests on.

    `message` are the lines that explain a step that did not pass. `asked` is what a Then sentence
    found, passed or failed. `phrase` is the phrase that it belongs to.
    """

    sentence: Sentence
    status: Status
    message: tuple[str, ...] = ()
    asked: Asked | None = None
    history: History | None = None
    nanoseconds: int = 0
    phrase: Sentence | None = None

    @property
    def line(self) -> int:
        """The line of the file that it stands in."""
        return (self.phrase or self.sentence).line


@dataclass(frozen=True, slots=True)
class ScenarioResult:
    """One scenario, with its steps; `problems` are the mistakes that kept it from being run.

    `withheld` says what of its chronology is confidential, and so was not asked.
    """

    scenario: Scenario
    steps: tuple[StepResult, ...]
    problems: tuple[Problem, ...] = ()
    withheld: str = ""

    @property
    def status(self) -> Status:
        """How it went."""
        if self.problems:
            return Status.MISTAKE
        return next((s.status for s in self.steps if s.status is not Status.PASSED), Status.PASSED)

    @property
    def nanoseconds(self) -> int:
        """How long its steps took."""
        return sum(step.nanoseconds for step in self.steps)

    @property
    def failed(self) -> StepResult | None:
        """The step that did not pass, if it was run."""
        return next((s for s in self.steps if s.status in {Status.FAILED, Status.MISTAKE}), None)


@dataclass(frozen=True, slots=True)
class FeatureResult:
    """One feature file and its scenarios; those that tags or names left out are not among them."""

    feature: Feature
    scenarios: tuple[ScenarioResult, ...]
    left_out: int = 0

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The mistakes of the file that belong to no scenario."""
        return self.feature.problems

    @property
    def passed(self) -> bool:
        """Whether every scenario passed and the file has no mistake."""
        return not self.problems and all(s.status is Status.PASSED for s in self.scenarios)


@dataclass(frozen=True, slots=True)
class Count:
    """How many scenarios went how, and how many mistakes belong to none."""

    passed: int
    failed: int
    mistakes: int
    left_out: int

    @property
    def ran(self) -> int:
        """How many scenarios there were to run."""
        return self.passed + self.failed + self.mistakes


def counted(results: Iterable[FeatureResult]) -> Count:
    """Count the scenarios of features by how they went; file mistakes count as mistakes."""
    kept = list(results)
    states = [scenario.status for result in kept for scenario in result.scenarios]
    return Count(
        states.count(Status.PASSED),
        states.count(Status.FAILED),
        states.count(Status.MISTAKE) + sum(len(result.problems) for result in kept),
        sum(result.left_out for result in kept),
    )


def every_step(results: Iterable[FeatureResult]) -> Iterator[StepResult]:
    """Give all steps of all scenarios, in order."""
    for result in results:
        for scenario in result.scenarios:
            yield from scenario.steps
