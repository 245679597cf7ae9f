"""Results as text for people: a line a scenario, and why those failed that did.

Lines come out as features finish. Colour is only ever added to marks, and never needed.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from itertools import groupby

from negotiation.errors import Problem, visible
from negotiation.gherkin.asked import Table
from negotiation.gherkin.faults import plainly_spaced
from negotiation.gherkin.feature import Feature, Sentence
from negotiation.gherkin.reports.titles import SENTENCE, feature_title, scenario_title, short
from negotiation.gherkin.results import (
    Count,
    FeatureResult,
    ScenarioResult,
    Status,
    StepResult,
    counted,
    every_step,
)
from negotiation.gherkin.runs_text import caution, numbers
from negotiation.lines import wrapped

MARKS = {Status.PASSED: "✓", Status.FAILED: "✗", Status.MISTAKE: "✗", Status.SKIPPED: "–"}
GREEN, RED = "32", "31"
HINT = "`negotiation explain CODE` says what a code means."


def text(results: Iterable[FeatureResult], *, colour: bool = False) -> str:
    """Give the whole report."""
    kept = list(results)
    lines = [line for result in kept for line in feature_lines(result, colour=colour)]
    lines += closing_lines(kept, colour=colour)
    return "".join(f"{line}\n" for line in lines)


# --- one feature ---------------------------------------------------------------------------------


def feature_lines(result: FeatureResult, *, colour: bool = False) -> Iterator[str]:
    """Tell one feature: a line a scenario, then its mistakes and why scenarios failed.

    A mistake that several scenarios share, in a background say, is told once.
    """
    if not result.scenarios and not result.problems:
        return
    yield feature_title(result.feature)
    blocks = [problem.text() for problem in result.problems]
    told, rule = set[Hashable](), ""
    for scenario in result.scenarios:
        if scenario.scenario.rule != rule:
            rule = scenario.scenario.rule
            yield f"  {short(rule)}"
        mistake = _mistake(scenario)
        seen = mistake is not None and mistake in told
        yield from _scenario_lines(result.feature, scenario, seen=seen, colour=colour)
        if scenario.status is not Status.PASSED and not seen:
            blocks.append(failure_text(result.feature, scenario))
            told.add(mistake)
    for block in blocks:
        yield ""
        yield from block.split("\n")
    yield ""


def summary_lines(result: FeatureResult, *, colour: bool = False) -> Iterator[str]:
    """Tell a feature that passed in one line, any other one in full."""
    if not result.passed:
        yield from feature_lines(result, colour=colour)
        return
    number = len(result.scenarios)
    mark = _painted(MARKS[Status.PASSED], good=True, colour=colour)
    yield f"  {mark} {feature_title(result.feature)} ({number} scenario{_s(number)})"
    yield from found_of_runs(result.feature, every_step([result]))


def _mistake(scenario: ScenarioResult) -> Hashable:
    """Give what tells the mistake of a scenario from others, None if it has none."""
    if scenario.problems:
        return scenario.problems
    step = scenario.failed
    if step is None or step.status is not Status.MISTAKE:
        return None
    return (step.line, step.sentence.written, step.message)


def _scenario_lines(
    feature: Feature, scenario: ScenarioResult, *, seen: bool, colour: bool
) -> Iterator[str]:
    mark = _painted(MARKS[scenario.status], good=scenario.status is Status.PASSED, colour=colour)
    again = f"   (the mistake of line {_line(scenario)}, as above)" if seen else ""
    yield f"  {mark} {scenario_title(feature, scenario.scenario)}{again}"
    if scenario.status is Status.PASSED:
        lines = [str(s.line) for s in scenario.steps if s.asked is not None and s.asked.notes]
        if lines:
            note = feature.words.say("changed-in-lines", lines=", ".join(dict.fromkeys(lines)))
            yield f"      {visible(plainly_spaced(note))}"
        yield from found_of_runs(feature, scenario.steps)


def found_of_runs(feature: Feature, steps: Iterable[StepResult]) -> Iterator[str]:
    """Give the numbers of what runs came to, and once what they are not."""
    found = [(s.line, s.asked.simulated) for s in steps if s.asked and s.asked.simulated]
    for line, one in found:
        first, *others = numbers(feature.words, one)
        for told in (feature.words.say("simulated-line", line=line, told=first), *others):
            yield _indented(told, 6)
    for told in dict.fromkeys(caution(feature.words, one) for _, one in found):
        yield _indented(told, 6)


def _painted(shown: str, *, good: bool, colour: bool) -> str:
    return f"\033[{GREEN if good else RED}m{shown}\033[0m" if colour else shown


# --- one scenario that did not pass --------------------------------------------------------------


def failure_text(feature: Feature, result: ScenarioResult) -> str:
    """Tell why a scenario did not pass: where, its steps, and what the step has to say.

    The same text under every runner, without colour; nothing in it can steer a terminal.
    """
    scenario = result.scenario
    lines = [
        visible(f"{feature.shown}:{_line(result)}"),
        f"  {visible(scenario.keyword)}: {scenario_title(feature, scenario)}",
        *_step_lines(result.steps),
    ]
    explained = [f"  {visible(line)}" for line in _problem_lines(result.problems)]
    explained += map(_wrapped, result.failed.message if result.failed else ())
    if explained:
        lines += ["", *explained]
    return "\n".join(lines)


def _wrapped(line: str) -> str:
    """Wrap a line of an explanation, indented as it is."""
    return _indented(line, 2)


def _indented(line: str, indent: int) -> str:
    told = visible(plainly_spaced(line))
    return wrapped(told.lstrip(), len(told) - len(told.lstrip()) + indent, 4)


def _line(result: ScenarioResult) -> int:
    """Give the line that a failure is about."""
    if result.problems:
        return result.problems[0].line
    return result.scenario.line if result.failed is None else result.failed.line


def _problem_lines(problems: Iterable[Problem]) -> Iterator[str]:
    for problem in problems:
        yield from problem.text().split("\n")


def _step_lines(steps: Iterable[StepResult]) -> Iterator[str]:
    """Give the steps with their marks; those of a phrase stand under it."""
    for _, group in groupby(steps, key=lambda step: id(step.phrase or step.sentence)):
        inner = list(group)
        phrase = inner[0].phrase
        if phrase is None:
            yield from _one_step("  ", inner[0].status, inner[0].sentence)
            continue
        yield from _one_step("  ", phrase_status(inner), phrase)
        for step in inner:
            yield from _one_step("    ", step.status, step.sentence)


def phrase_status(inner: Iterable[StepResult]) -> Status:
    """Give how a phrase went: as the first of its steps that did not pass."""
    return next((s.status for s in inner if s.status is not Status.PASSED), Status.PASSED)


def _one_step(indent: str, status: Status, sentence: Sentence) -> Iterator[str]:
    yield f"{indent}{MARKS[status]} {short(sentence.whole(), SENTENCE)}"
    if status in {Status.FAILED, Status.MISTAKE} and sentence.table:
        yield from (f"{indent}    {row}" for row in _rows(sentence.table))


def _rows(table: Table) -> Iterator[str]:
    cells = [[short(cell) for cell in row] for row in table]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for row in cells:
        yield f"| {' | '.join(map(str.ljust, row, widths))} |"


# --- the end -------------------------------------------------------------------------------------


def closing_lines(results: Iterable[FeatureResult], *, colour: bool = False) -> Iterator[str]:
    """Give the count, what is withheld, and where there are codes, how to look them up."""
    kept = list(results)
    count = counted(kept)
    good = bool(count.ran) and count.ran == count.passed
    yield _painted(count_text(count), good=good, colour=colour)
    yield from dict.fromkeys(s.withheld for r in kept for s in r.scenarios if s.withheld)
    if any(result.problems or any(s.problems for s in result.scenarios) for result in kept):
        yield HINT


def count_text(count: Count) -> str:
    """Give the count in words: "12 scenarios passed, 1 failed, 2 mistakes."."""
    left = [f"{count.left_out} left out"] if count.left_out else []
    if not count.ran:
        return ", ".join(["No scenario ran, so nothing was checked", *left]) + "."
    parts = [f"{count.passed} scenario{_s(count.passed)} passed", f"{count.failed} failed"]
    if count.mistakes:
        parts.append(f"{count.mistakes} mistake{_s(count.mistakes)}")
    return ", ".join(parts + left) + "."


def _s(number: int) -> str:
    return "" if number == 1 else "s"
