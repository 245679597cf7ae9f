"""Results as Cucumber Messages: one JSON object a line, for the tools that read them.

The files must have been read with one generator of ids (see files.py). What Messages has no word
for: a mistake of a file is a parseError, whether or not the file could be parsed; one of a scenario
as a whole, a scenario without Then say, is a hook that failed before its steps.
"""

from __future__ import annotations

import json
import platform
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from negotiation import __version__
from negotiation.errors import Problem
from negotiation.gherkin.feature import Feature, Sentence
from negotiation.gherkin.reports.definitions import Message, definitions, matches
from negotiation.gherkin.reports.text import phrase_status
from negotiation.gherkin.results import FeatureResult, ScenarioResult, Status, StepResult

PROTOCOL = "34.2.0"
RUN, HOOK = "run", "hook-reading"
SECOND = 1_000_000_000
STATUSES = {
    Status.PASSED: "PASSED",
    Status.FAILED: "FAILED",
    Status.MISTAKE: "FAILED",
    Status.SKIPPED: "SKIPPED",
}


def messages(results: Iterable[FeatureResult], now: Callable[[], int] = time.time_ns) -> str:
    """Give all results; `now` is asked once, for when the run ended, in nanoseconds since 1970."""
    return "".join(json.dumps(told) + "\n" for told in _envelopes(list(results), now()))


def _envelopes(results: Sequence[FeatureResult], ended: int) -> Iterator[Message]:
    features = [result.feature for result in results]
    scenarios = [(result.feature, scenario) for result in results for scenario in result.scenarios]
    yield {"meta": _meta()}
    for feature in features:
        yield from _read(feature)
    yield from definitions(features)
    if any(_of_whole(scenario) for _, scenario in scenarios):
        yield {"hook": _HOOK}
    clock = _Clock(ended - sum(scenario.nanoseconds for _, scenario in scenarios))
    yield {"testRunStarted": {"id": RUN, "timestamp": clock.stamp()}}
    for feature, scenario in scenarios:
        yield from _test_case(feature, scenario, clock)
    success = bool(scenarios) and all(result.passed for result in results)
    finished = {"testRunStartedId": RUN, "success": success, "timestamp": clock.stamp()}
    yield {"testRunFinished": finished}


def _meta() -> Message:
    return {
        "protocolVersion": PROTOCOL,
        "implementation": {"name": "negotiation", "version": __version__},
        "runtime": {"name": platform.python_implementation(), "version": platform.python_version()},
        "os": {"name": platform.system(), "version": platform.release()},
        "cpu": {"name": platform.machine()},
    }


_HOOK: Message = {
    "id": HOOK,
    "name": "The scenario is read",
    "type": "BEFORE_TEST_CASE",
    "sourceReference": {"uri": "negotiation/gherkin/reader.py"},
}


# --- what was read -------------------------------------------------------------------------------


def _read(feature: Feature) -> Iterator[Message]:
    """Give a file, its parsed form, its mistakes and its scenarios, those left out too."""
    kind = "text/x.cucumber.gherkin+plain"
    yield {"source": {"uri": feature.shown, "data": feature.text, "mediaType": kind}}
    if feature.document is not None:
        kept = {key: value for key, value in feature.document.items() if value is not None}
        yield {"gherkinDocument": {**kept, "uri": feature.shown}}
    for problem in feature.problems:
        yield {"parseError": _parse_error(problem)}
    for scenario in feature.scenarios:
        yield {"pickle": scenario.pickle}


def _parse_error(problem: Problem) -> Message:
    place = {"line": problem.line, "column": problem.column}
    return {"source": {"uri": problem.file, "location": place}, "message": problem.text()}


# --- what was run --------------------------------------------------------------------------------


class _Clock:
    """The moments of a run: when it began, and the time that steps took."""

    def __init__(self, begun: int) -> None:
        self.at = begun

    def stamp(self) -> Message:
        """Give the moment."""
        return {"seconds": self.at // SECOND, "nanos": self.at % SECOND}

    def pass_(self, nanoseconds: int) -> None:
        """Let time pass."""
        self.at += nanoseconds


@dataclass(frozen=True, slots=True)
class _Test:
    """One test step, and how it went."""

    step: Message
    status: str
    message: str = ""
    nanoseconds: int = 0

    def result(self) -> Message:
        seconds, nanos = divmod(self.nanoseconds, SECOND)
        duration = {"seconds": seconds, "nanos": nanos}
        said = {"message": self.message} if self.message else {}
        return {"status": self.status, "duration": duration, **said}


def _test_case(feature: Feature, result: ScenarioResult, clock: _Clock) -> Iterator[Message]:
    key = result.scenario.pickle["id"]
    case, started = f"case-{key}", f"attempt-{key}"
    tests = list(_tests(feature, result))
    steps = [test.step for test in tests]
    told = {"id": case, "pickleId": key, "testRunStartedId": RUN, "testSteps": steps}
    yield {"testCase": told}
    begun = {"id": started, "testCaseId": case, "attempt": 0, "timestamp": clock.stamp()}
    yield {"testCaseStarted": begun}
    for test in tests:
        step: Message = {"testCaseStartedId": started, "testStepId": test.step["id"]}
        yield {"testStepStarted": {**step, "timestamp": clock.stamp()}}
        clock.pass_(test.nanoseconds)
        ended = {"testStepResult": test.result(), "timestamp": clock.stamp()}
        yield {"testStepFinished": {**step, **ended}}
    finished = {"testCaseStartedId": started, "willBeRetried": False, "timestamp": clock.stamp()}
    yield {"testCaseFinished": finished}


def _tests(feature: Feature, result: ScenarioResult) -> Iterator[_Test]:
    """Give the steps of a scenario; of one that was not run, with what kept it from it."""
    whole = _of_whole(result)
    if whole:
        reading: Message = {"id": f"test-{result.scenario.pickle['id']}-reading", "hookId": HOOK}
        yield _Test(reading, "FAILED", _texts(whole))
    ran = defaultdict[int, list[StepResult]](list)
    for inner in result.steps:
        ran[id(inner.phrase or inner.sentence)].append(inner)
    for sentence in result.scenario.sentences:
        found = matches(feature, sentence)
        step = _test_step(sentence, found)
        if id(sentence) in ran:
            yield _ran(step, ran[id(sentence)])
        else:
            own = [problem for problem in result.problems if problem.line == sentence.line]
            yield _Test(step, _unread(sentence, len(found), own), _texts(own))


def _test_step(sentence: Sentence, found: Sequence[tuple[str, list[Message]]]) -> Message:
    return {
        "id": f"test-{sentence.pickle_id}",
        "pickleStepId": sentence.pickle_id,
        "stepDefinitionIds": [key for key, _ in found],
        "stepMatchArgumentsLists": [{"stepMatchArguments": told} for _, told in found],
    }


def _ran(step: Message, inner: Sequence[StepResult]) -> _Test:
    """Give how a step went, of a phrase as a whole, with what there is to say of it."""
    said: list[str] = []
    for result in inner:
        lines: Any = result.message
        if result.status is Status.PASSED and result.asked is not None:
            lines = result.asked.notes
        if lines and result.phrase is not None:
            said.append(result.sentence.whole())
        said += lines
    took = sum(result.nanoseconds for result in inner)
    return _Test(step, STATUSES[phrase_status(inner)], "\n".join(said), took)


def _unread(sentence: Sentence, definitions_: int, own: Sequence[Problem]) -> str:
    """Give the status of a step of a scenario that was not run."""
    if not sentence.is_known:
        return "UNDEFINED"
    if definitions_ > 1:
        return "AMBIGUOUS"
    return "FAILED" if own else "SKIPPED"


def _of_whole(result: ScenarioResult) -> list[Problem]:
    """Give the mistakes of a scenario that none of its steps made."""
    lines = {sentence.line for sentence in result.scenario.sentences}
    return [problem for problem in result.problems if problem.line not in lines]


def _texts(problems: Iterable[Problem]) -> str:
    return "\n".join(problem.text() for problem in problems)
