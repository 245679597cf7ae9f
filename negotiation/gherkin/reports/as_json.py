"""Results as JSON, in the form negotiation-check/1. No times: equal results give equal text."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from negotiation.assumptions import CAUTION
from negotiation.errors import Problem
from negotiation.gherkin.results import FeatureResult, ScenarioResult, StepResult, counted
from negotiation.gherkin.simulated import Estimate, Simulated, Tallied

FORMAT = "negotiation-check/1"


def as_json(results: Iterable[FeatureResult]) -> str:
    """Give all results with what each step found and what it rests on."""
    kept = list(results)
    count = counted(kept)
    data = {
        "format": FORMAT,
        "features": [_feature(result) for result in kept],
        "counts": {
            "passed": count.passed,
            "failed": count.failed,
            "mistakes": count.mistakes,
            "left-out": count.left_out,
        },
    }
    told = json.dumps(data, ensure_ascii=False, indent=2)
    # a file's name may hold bytes that are no text: written as \udcff, which JSON can read
    return told.encode("utf-8", "backslashreplace").decode("utf-8") + "\n"


def _feature(result: FeatureResult) -> dict[str, Any]:
    feature = result.feature
    return {
        "file": feature.shown,
        "name": feature.name,
        "language": feature.words.language,
        "problems": _problems(result.problems),
        "scenarios": [_scenario(scenario) for scenario in result.scenarios],
    }


def _scenario(result: ScenarioResult) -> dict[str, Any]:
    scenario = result.scenario
    return {
        "name": scenario.name,
        "line": scenario.line,
        "rule": scenario.rule or None,
        "row": scenario.row,
        "tags": list(scenario.tags),
        "status": result.status.value,
        "problems": _problems(result.problems),
        "steps": [_step(step) for step in result.steps],
    }


def _problems(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    return [
        {
            "file": problem.file,
            "line": problem.line,
            "column": problem.column,
            "code": problem.code,
            "where": problem.where or None,
            "message": problem.message,
            "hint": problem.hint,
        }
        for problem in problems
    ]


def _step(step: StepResult) -> dict[str, Any]:
    asked = step.asked
    judgement = None if asked is None else asked.judgement
    runs = None if asked is None else asked.simulated
    return {
        "keyword": step.sentence.keyword.strip(),
        "text": step.sentence.written,
        "phrase": None if step.phrase is None else step.phrase.written,
        "line": step.line,
        "status": step.status.value,
        "message": "\n".join(step.message) or None,
        "verdict": None if judgement is None or runs else judgement.verdict.name.lower(),
        "found": None if judgement is None or runs else judgement.found,
        "decided-by": [] if judgement is None else list(judgement.decided_by),
        "notes": [] if asked is None else list(asked.notes),
        "events": [] if asked is None else list(asked.events),
        "tracks": [] if asked is None else list(asked.tracks),
        "sources": list(sources(step)),
        "simulated": None if runs is None else _simulated(runs),
    }


def _simulated(found: Simulated) -> dict[str, Any]:
    return {
        "caution": CAUTION,
        "ruling": found.ruling,
        "asked": found.kind,
        "begin": found.begin,
        "seconds": found.seconds,
        "runs": found.runs,
        "seed": found.seed,
        "assumptions": found.assumptions,
        "what-if": found.whatif or None,
        "starts": [
            {
                "ruling": start.ruling,
                "states": dict(start.states),
                "waited": start.waited or None,
                "counted": [_counted(one) for one in start.tallied],
                "estimate": None if start.estimate is None else _estimate(start.estimate),
            }
            for start in found.starts
        ],
    }


def _counted(one: Tallied) -> dict[str, Any]:
    bounds = [one.low, one.high]
    return {"name": one.name, "count": one.count, "share": one.share, "interval": bounds}


def _estimate(found: Estimate) -> dict[str, Any]:
    """Give a difference of shares, or a time in seconds; null is later than the end of the runs."""
    return {"value": found.value, "interval": [found.low, found.high]}


def sources(step: StepResult) -> tuple[str, ...]:
    """Give the sources that report the events asked about, or that moved the tracks asked about."""
    if step.asked is None or step.history is None:
        return ()
    known = step.history.chronology.events
    return step.history.sources_of(key for key in _events(step) if key in known)


def _events(step: StepResult) -> Iterator[str]:
    if step.asked is None or step.history is None:
        return
    yield from step.asked.events
    for track in step.asked.tracks:
        for met, outcome in step.history.outcomes(track):
            if outcome.moved or outcome.deviation is not None:
                yield met.event.id
