"""Results as JUnit XML, for servers that run tests: a suite a feature, a case a scenario.

What does not hold is a failure; a mistake is an error, one of the file a case of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from xml.etree import ElementTree as Xml

from negotiation.gherkin.reports.text import failure_text
from negotiation.gherkin.reports.titles import feature_title, scenario_title, unique
from negotiation.gherkin.results import FeatureResult, ScenarioResult, Status

# characters that XML 1.0 has no way to write
FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
TAGS = {Status.FAILED: "failure", Status.MISTAKE: "error"}


def junit(results: Iterable[FeatureResult]) -> str:
    """Give all results as one document."""
    suites = [_suite(result) for result in results]
    total = {key: str(sum(int(suite.attrib[key]) for suite in suites)) for key in COUNTED}
    seconds = sum(float(suite.attrib["time"]) for suite in suites)
    root = _element("testsuites", {"name": "negotiation", **total, "time": f"{seconds:.6f}"})
    root.extend(suites)
    Xml.indent(root)
    told: str = Xml.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{told}\n'


COUNTED = ("tests", "failures", "errors")


def _suite(result: FeatureResult) -> Xml.Element:
    feature, taken = result.feature, dict[str, int]()
    cases = []
    for problem in result.problems:
        name = unique(f"line {problem.line}: {problem.code}", taken)
        case = _element("testcase", {"classname": feature.shown, "name": name, "time": "0"})
        _tell(case, "error", problem.headline(), problem.text())
        cases.append(case)
    cases += [_case(result, scenario, taken) for scenario in result.scenarios]
    seconds = sum(scenario.nanoseconds for scenario in result.scenarios) / 1e9
    suite = _element("testsuite", {
        "name": feature_title(feature),
        "tests": str(len(cases)),
        "failures": str(sum(case.find("failure") is not None for case in cases)),
        "errors": str(sum(case.find("error") is not None for case in cases)),
        "skipped": "0",
        "time": f"{seconds:.6f}",
    })  # fmt: skip
    suite.extend(cases)
    return suite


def _case(result: FeatureResult, scenario: ScenarioResult, taken: dict[str, int]) -> Xml.Element:
    case = _element("testcase", {
        "classname": result.feature.shown,
        "name": unique(scenario_title(result.feature, scenario.scenario), taken),
        "time": f"{scenario.nanoseconds / 1e9:.6f}",
    })  # fmt: skip
    if scenario.status in TAGS:
        said = failure_text(result.feature, scenario)
        _tell(case, TAGS[scenario.status], _in_short(scenario), said)
    return case


def _in_short(scenario: ScenarioResult) -> str:
    if scenario.problems:
        return scenario.problems[0].headline()
    step = scenario.failed
    return step.message[0] if step is not None and step.message else ""


def _tell(case: Xml.Element, tag: str, message: str, text: str) -> None:
    told = _element(tag, {"message": message, "type": tag})
    told.text = _writable(text)
    case.append(told)


def _element(tag: str, attributes: Mapping[str, str]) -> Xml.Element:
    return Xml.Element(tag, {key: _writable(text) for key, text in attributes.items()})


def _writable(text: str) -> str:
    return FORBIDDEN.sub(lambda sign: ascii(sign[0])[1:-1], text)
