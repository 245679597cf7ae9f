"""Reports of features that were run: text for people, JSON, JUnit, Cucumber Messages."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Xml

import cucumber_messages
import pytest
from cucumber_expressions.expression import CucumberExpression
from cucumber_expressions.parameter_type import ParameterType
from cucumber_expressions.parameter_type_registry import ParameterTypeRegistry
from cucumber_messages.json_converter import JsonDataclassConverter

from negotiation.gherkin.files import run_files
from negotiation.gherkin.reports.as_json import as_json
from negotiation.gherkin.reports.junit import junit
from negotiation.gherkin.reports.messages import messages
from negotiation.gherkin.reports.text import count_text, failure_text, text
from negotiation.gherkin.results import Count, FeatureResult, Status
from negotiation.gherkin.wanted import wanted

BAD = Path(__file__).parent / "bad_features"
HEAD = """@valley
Feature: Talks in the valley

  Background:
    Given the chronology "valley"
    When all events are replayed

"""
MIXED = f"""{HEAD}  Scenario: The truce brings talks
    Then the "phase" was "talks" on 5 March 2031

  @later
  Scenario: The talks are settled at once
    Then the "phase" was "settlement" on 5 March 2031
    And the "phase" was "talks" on 5 March 2031

  Scenario: The talks go well
    Then the talks went well
"""
CLOCK = 1_925_000_000 * 1_000_000_000  # in 2031, in nanoseconds


def ran(folder: Path, source: str, phrases: str = "") -> list[FeatureResult]:
    """Run one feature."""
    (folder / "talks.feature").write_text(source, encoding="utf-8")
    if phrases:
        head = "format: negotiation-phrases/1\nphrases:\n"
        (folder / "phrases.yaml").write_text(head + phrases, encoding="utf-8")
    return list(run_files([folder]))


# --- text ----------------------------------------------------------------------------------------


def test_text_lists_the_scenarios_and_ends_with_the_count(tmp_path: Path) -> None:
    """A feature's name, a line a scenario, and at the end how many went how."""
    lines = text(ran(tmp_path, MIXED)).splitlines()

    assert lines[:5] == [
        "Talks in the valley",
        "  ✓ The truce brings talks",
        "  ✗ The talks are settled at once",
        "  ✗ The talks go well",
        "",
    ]
    assert lines[-2:] == [
        "1 scenario passed, 1 failed, 1 mistake.",
        "`negotiation explain CODE` says what a code means.",
    ]


def test_failure_shows_place_steps_and_reason(tmp_path: Path) -> None:
    """A failed scenario is told by its line, its steps and why the one that failed did."""
    (result,) = ran(tmp_path, MIXED)
    told = failure_text(result.feature, result.scenarios[1]).splitlines()

    assert told[:10] == [
        f"{tmp_path.as_posix()}/talks.feature:13",
        "  Scenario: The talks are settled at once",
        '  ✓ Given the chronology "valley"',
        "  ✓ When all events are replayed",
        '  ✗ Then the "phase" was "settlement" on 5 March 2031',
        '  – And the "phase" was "talks" on 5 March 2031',
        "",
        "  Expected the “phase” to be “settlement” at the end of 5 March 2031.",
        "  It was certainly “talks”.",
        told[9],
    ]


def test_mistake_shows_the_line_with_a_caret(tmp_path: Path) -> None:
    """A scenario with a mistake is told by its problem, with the text of the line."""
    (result,) = ran(tmp_path, MIXED)
    told = failure_text(result.feature, result.scenarios[2]).splitlines()

    assert told[0].endswith("talks.feature:17")
    assert told[3].startswith(f"  {tmp_path.as_posix()}/talks.feature:17:5: G017 no sentence is")
    assert told[4:] == ["     17 |     Then the talks went well", "        |     ^"]


def test_note_of_a_passing_step_is_shown(tmp_path: Path) -> None:
    """That a state changed on the day asked for is said although the scenario passed."""
    scenario = '  Scenario: They begin\n    Then the "phase" was "talks" on 4 March 2031\n'
    report = text(ran(tmp_path, HEAD + scenario))

    assert (
        "  ✓ They begin\n      line 9: the state changed on that day, which is judged at its end"
        in report
    )


def test_mistake_that_scenarios_share_is_told_once(tmp_path: Path) -> None:
    """What is wrong in the background is explained with the first scenario, then pointed at."""
    source = MIXED.replace('"valley"', '"vally"')
    report = text(ran(tmp_path, source))

    assert report.count('there is no chronology "vally"; did you mean valley?') == 1
    assert "✗ The talks are settled at once   (the mistake of line 5, as above)" in report
    assert "0 scenarios passed, 0 failed, 3 mistakes." in report


def test_steps_of_a_phrase_stand_under_it(tmp_path: Path) -> None:
    """A phrase that fails shows which of its steps did."""
    scenario = "  Scenario: The river is calm\n    Then the river was calm on 13 March 2031\n"
    phrases = (
        "  the river was calm on <day>:\n"
        '    - Then the "phase" was "relapse" on <day>\n'
        '    - Then the "truce" was "in-effect" on <day>\n'
    )
    report = text(ran(tmp_path, HEAD + scenario, phrases))

    assert (
        "  ✗ Then the river was calm on 13 March 2031\n"
        '    ✓ Then the "phase" was "relapse" on 13 March 2031\n'
        '    ✗ Then the "truce" was "in-effect" on 13 March 2031\n'
    ) in report


def test_table_of_a_failed_step_is_shown(tmp_path: Path) -> None:
    """What a table claimed stands beside what was found."""
    scenario = (
        '  Scenario: A short story\n    Then the "phase" went through these states:\n'
        "      | state | from |\n      | quarrel | |\n"
    )
    report = text(ran(tmp_path, HEAD + scenario))

    assert "these states:\n      | state   | from |\n      | quarrel |      |\n\n" in report


def test_row_of_an_outline_is_said_where_names_are_shared(tmp_path: Path) -> None:
    """Rows with one name are told by their numbers, rows with names of their own are not."""
    outline = (
        '  Scenario Outline: {}\n    Then the "phase" was "talks" on <day>\n'
        "    Examples:\n      | day |\n      | 5 March 2031 |\n      | 6 March 2031 |\n"
    )
    source = HEAD + outline.format("They talk") + outline.format("They talk on <day>")
    lines = text(ran(tmp_path, source)).splitlines()

    assert lines[1:5] == [
        "  ✓ They talk (row 1)",
        "  ✓ They talk (row 2)",
        "  ✓ They talk on 5 March 2031",
        "  ✓ They talk on 6 March 2031",
    ]


def test_rule_heads_its_scenarios(tmp_path: Path) -> None:
    """The name of a rule stands above its scenarios."""
    scenario = '    Scenario: They talk\n      Then the "phase" was "talks" on 5 March 2031\n'
    report = text(ran(tmp_path, f"{HEAD}  Rule: Talks need a truce\n{scenario}"))

    assert "  Talks need a truce\n  ✓ They talk\n" in report


def test_colour_is_only_added(tmp_path: Path) -> None:
    """Without its colour, a coloured report is the plain one."""
    results = ran(tmp_path, MIXED)
    coloured = text(results, colour=True)

    assert "\033[32m✓\033[0m The truce" in coloured
    assert re.sub(r"\033\[\d+m", "", coloured) == text(results)


def test_names_are_shortened_and_cannot_steer_the_terminal(tmp_path: Path) -> None:
    """A name of ten thousand letters is cut, an escape in it spelt out, in report and failure."""
    name = "\033[2J" + "talks " * 10_000
    source = MIXED.replace("The talks are settled at once", name).replace("The talks go", name)
    report = text(ran(tmp_path, source))

    assert report.replace("\n", "").isprintable()
    assert "✗ \\x1b[2Jtalks talks" in report
    assert len(report) < 6_000


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (Count(1, 0, 0, 0), "1 scenario passed, 0 failed."),
        (Count(12, 1, 2, 0), "12 scenarios passed, 1 failed, 2 mistakes."),
        (Count(0, 0, 1, 3), "0 scenarios passed, 0 failed, 1 mistake, 3 left out."),
        (Count(0, 0, 0, 0), "No scenario ran, so nothing was checked."),
        (Count(0, 0, 0, 7), "No scenario ran, so nothing was checked, 7 left out."),
    ],
)
def test_count_in_words(count: Count, expected: str) -> None:
    """Singular and plural are right, and nothing checked does not look like success."""
    assert count_text(count) == expected


# --- JSON ----------------------------------------------------------------------------------------


def test_json_holds_what_was_found_and_on_whose_word(tmp_path: Path) -> None:
    """Each step says its verdict, what was found, and the sources of what it asked about."""
    data = json.loads(as_json(ran(tmp_path, MIXED)))

    assert data["format"] == "negotiation-check/1"
    assert data["counts"] == {"passed": 1, "failed": 1, "mistakes": 1, "left-out": 0}
    (feature,) = data["features"]
    assert (feature["name"], feature["language"]) == ("Talks in the valley", "en")
    passed, failed, mistaken = feature["scenarios"]
    assert [s["status"] for s in feature["scenarios"]] == ["passed", "failed", "mistake"]
    assert (failed["line"], failed["tags"]) == (12, ["@valley", "@later"])
    assert [s["status"] for s in failed["steps"]] == ["passed", "passed", "failed", "skipped"]
    step = passed["steps"][2]
    assert (step["keyword"], step["line"]) == ("Then", 9)
    assert step["text"] == 'the "phase" was "talks" on 5 March 2031'
    assert (step["verdict"], step["found"], step["tracks"]) == ("always", "talks", ["phase"])
    assert step["sources"] == ["courier-2031-03-07", "lake-agency-2031-03-16", "gazette-2031-04-01"]
    assert failed["steps"][2]["verdict"] == "never"
    assert failed["steps"][2]["message"].startswith("Expected the “phase”")
    assert mistaken["steps"] == []
    assert [(p["line"], p["code"]) for p in mistaken["problems"]] == [(17, "G017")]


def test_json_says_what_decides(tmp_path: Path) -> None:
    """Where the sources leave a claim open, the events whose order decides it are named."""
    scenario = '  Scenario: Left open\n    Then "pumping-demanded" was before "pumping-refused"\n'
    data = json.loads(as_json(ran(tmp_path, HEAD + scenario)))
    step = data["features"][0]["scenarios"][0]["steps"][2]

    assert (step["status"], step["verdict"]) == ("failed", "sometimes")
    assert set(step["decided-by"]) >= {"pumping-demanded", "pumping-refused"}


def test_json_is_the_same_each_time(tmp_path: Path) -> None:
    """Two runs of the same features give the same text."""
    assert as_json(ran(tmp_path, MIXED)) == as_json(ran(tmp_path, MIXED))


# --- JUnit ---------------------------------------------------------------------------------------


def cases(document: str) -> list[tuple[str, list[str]]]:
    """Give each case's name with the tags of what stands in it."""
    root = Xml.fromstring(document.encode())  # noqa: S314  our own text
    return [(c.attrib["name"], [child.tag for child in c]) for c in root.iter("testcase")]


def test_junit_has_a_case_for_each_scenario(tmp_path: Path) -> None:
    """What fails is a failure, a mistake an error; suites and the whole count them."""
    document = junit(ran(tmp_path, MIXED))

    assert cases(document) == [
        ("The truce brings talks", []),
        ("The talks are settled at once", ["failure"]),
        ("The talks go well", ["error"]),
    ]
    root = Xml.fromstring(document.encode())  # noqa: S314  our own text
    for element in (root, root[0]):
        counts = [element.attrib[key] for key in ("tests", "failures", "errors")]
        assert counts == ["3", "1", "1"]
    assert {c.attrib["classname"] for c in root.iter("testcase")} == {
        f"{tmp_path.as_posix()}/talks.feature"
    }
    failure = root[0][1][0]
    assert failure.attrib["message"].startswith("Expected the “phase” to be “settlement”")
    assert "  ✗ Then the" in (failure.text or "")


def test_junit_has_a_case_for_each_mistake_of_a_file() -> None:
    """A file that cannot be read is an error, with its line in the name."""
    results = list(run_files([BAD / "empty.feature", BAD / "line_of_prose.feature"]))

    assert cases(junit(results)) == [("line 1: G002", ["error"]), ("line 9: G001", ["error"])]


def test_junit_names_are_unique(tmp_path: Path) -> None:
    """Two scenarios of one name are two cases with two names."""
    source = MIXED.replace("The talks go well", "The truce brings talks")

    names = [name for name, _ in cases(junit(ran(tmp_path, source)))]
    assert len(names) == len(set(names)) == 3


@pytest.mark.parametrize("sign", ["\x00", "\x0b", "\x1b", "\ufffe", "\uffff", "]]>", "<&\"'"])
def test_junit_survives_any_sign(sign: str, tmp_path: Path) -> None:
    """What XML cannot write, or writes otherwise, does not break the document."""
    source = MIXED.replace("The talks", f"The{sign}talks").replace("went", f"we{sign}nt")

    assert len(cases(junit(ran(tmp_path, source)))) == 3


# --- Cucumber Messages ---------------------------------------------------------------------------


def envelopes(stream: str) -> list[tuple[str, dict[str, Any]]]:
    """Give each message with its kind."""
    return [pair for line in stream.splitlines() for pair in json.loads(line).items()]


def of_kind(stream: str, kind: str) -> list[dict[str, Any]]:
    """Give the messages of one kind."""
    return [told for found, told in envelopes(stream) if found == kind]


def statuses(stream: str) -> list[str]:
    """Give how each step went."""
    return [s["testStepResult"]["status"] for s in of_kind(stream, "testStepFinished")]


def assert_as_published(stream: str) -> None:
    """Every line is an Envelope of the official package, with nothing in it that it lacks."""
    converter = JsonDataclassConverter(cucumber_messages)
    for line in stream.splitlines():
        told = json.loads(line)
        assert converter.to_dict(converter.from_dict(told, cucumber_messages.Envelope)) == told


def test_messages_are_as_published(tmp_path: Path) -> None:
    """Good features, failing ones and every bad one give messages of the official form."""
    ran(tmp_path, MIXED)
    results = list(run_files([tmp_path, BAD]))

    assert_as_published(messages(results))


def test_messages_tell_a_run_in_its_order(tmp_path: Path) -> None:
    """What is read comes before what is run; a case begins before its steps and ends after."""
    kinds = [kind for kind, _ in envelopes(messages(ran(tmp_path, MIXED)))]

    assert kinds[:3] == ["meta", "source", "gherkinDocument"]
    assert kinds[3:6] == ["pickle", "pickle", "pickle"]
    assert kinds.index("parameterType") < kinds.index("stepDefinition")
    first = kinds.index("testRunStarted")
    assert kinds[first + 1 : first + 10] == [
        "testCase",
        "testCaseStarted",
        *["testStepStarted", "testStepFinished"] * 3,
        "testCaseFinished",
    ]
    assert kinds[-1] == "testRunFinished"
    assert set(kinds[:first]) & {"testCase", "testStepStarted"} == set()


def test_messages_say_how_steps_went(tmp_path: Path) -> None:
    """Passed, failed with the reason, skipped, and undefined for an unknown sentence."""
    stream = messages(ran(tmp_path, MIXED))

    assert statuses(stream) == [
        *["PASSED", "PASSED", "PASSED"],
        *["PASSED", "PASSED", "FAILED", "SKIPPED"],
        *["SKIPPED", "SKIPPED", "UNDEFINED"],
    ]
    said = [s["testStepResult"].get("message", "") for s in of_kind(stream, "testStepFinished")]
    assert said[5].startswith("Expected the “phase” to be “settlement”")
    assert "G017 no sentence is" in said[9]
    assert of_kind(stream, "testRunFinished")[0]["success"] is False


def test_messages_of_a_good_run_are_a_success(tmp_path: Path) -> None:
    """All passed: success; nothing run: none."""
    ran(tmp_path, MIXED.partition("  @later")[0])

    for chosen, success in ((None, True), (wanted("@no-such-tag"), False)):
        stream = messages(run_files([tmp_path], chosen))
        assert of_kind(stream, "testRunFinished")[0]["success"] is success
        assert len(of_kind(stream, "pickle")) == 1


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("phrase_of_a_sentence/phrase", ["SKIPPED", "SKIPPED", "AMBIGUOUS"]),
        ("phrases_alike/phrase", ["SKIPPED", "SKIPPED", "AMBIGUOUS"]),
        ("day_that_does_not_exist", ["SKIPPED", "SKIPPED", "FAILED"]),
        ("track_unknown", ["PASSED", "PASSED", "FAILED"]),
        ("no_then", ["FAILED", "SKIPPED", "SKIPPED"]),  # the first is the reading itself
        ("no_step", ["FAILED", "PASSED", "PASSED", "PASSED"]),
        ("empty", []),
    ],
)
def test_mistake_is_never_a_success(name: str, expected: list[str]) -> None:
    """Whatever keeps a scenario from being run, some step or the file says so."""
    stream = messages(run_files([BAD / f"{name}.feature"]))

    assert statuses(stream) == expected
    assert of_kind(stream, "testRunFinished")[0]["success"] is False
    assert bool(of_kind(stream, "parseError")) == (name == "empty")


def test_no_bad_feature_is_a_success() -> None:
    """Of all bad features, each by itself fails as a run."""
    for result in run_files([BAD]):
        assert of_kind(messages([result]), "testRunFinished")[0]["success"] is False


def test_ids_are_unique_across_files(tmp_path: Path) -> None:
    """No two things of two files have one id, and every id that is pointed at exists."""
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        ran(tmp_path / folder, MIXED)
    stream = messages(run_files([tmp_path]))

    made = Counter(re.findall(r'"id": "([^"]*)"', stream))
    assert made.most_common(1)[0][1] == 1
    assert set(re.findall(r'"\w+Id": "([^"]*)"', stream)) <= made.keys()
    lists = re.findall(r'"(?:astNodeIds|stepDefinitionIds)": \[([^\]]*)\]', stream)
    assert {key for found in lists for key in re.findall(r'"([^"]*)"', found)} <= made.keys()


def arguments(stream: str) -> list[tuple[str, str, list[dict[str, Any]]]]:
    """Give for each match of a step its text, the pattern, and the groups that were found."""
    texts = {step["id"]: step["text"] for p in of_kind(stream, "pickle") for step in p["steps"]}
    patterns = {d["id"]: d["pattern"]["source"] for d in of_kind(stream, "stepDefinition")}
    return [
        (
            texts[step["pickleStepId"]],
            patterns[key],
            [a["group"] for a in found["stepMatchArguments"]],
        )
        for case in of_kind(stream, "testCase")
        for step in case["testSteps"]
        for key, found in zip(
            step["stepDefinitionIds"], step["stepMatchArgumentsLists"], strict=True
        )
    ]


def test_arguments_stand_where_they_say(tmp_path: Path) -> None:
    """An argument's place is that in the sentence as written, or is left out where it moved."""
    source = MIXED.replace('the "phase" was "talks"', "the “phase”  was “talks”")
    found = arguments(messages(ran(tmp_path, source)))

    for text_, _, groups in found:
        for group in groups:
            assert "start" not in group or text_.startswith(group["value"], group["start"])
    text_, _, groups = found[2]
    assert text_ == "the “phase”  was “talks” on 5 March 2031"
    assert [(group.get("start"), group["value"]) for group in groups] == [
        (4, "“phase”"),
        (None, "was"),
        (None, '"talks"'),
        (None, "5 March 2031"),
    ]


def test_definitions_match_their_sentences(tmp_path: Path) -> None:
    """The official library reads each pattern, and finds in a sentence what the stream says."""
    scenario = "  Scenario: Calm\n    Then it was (so far) calm/quiet on 13 March 2031\n"
    phrases = (
        '  it was (so far) calm/quiet on <day>:\n    - Then the "phase" was "relapse" on <day>\n'
    )
    stream = messages(ran(tmp_path, MIXED + scenario, phrases))
    registry = ParameterTypeRegistry()
    for told in of_kind(stream, "parameterType"):
        registry.define_parameter_type(ParameterType(told["name"], told["regularExpressions"], str))
    found = arguments(stream)

    assert len(found) == 12
    for text_, pattern, groups in found:
        taken = CucumberExpression(pattern, registry).match(text_)
        assert taken is not None
        assert [argument.group.value for argument in taken] == [g["value"] for g in groups]


def test_times_come_from_the_clock(tmp_path: Path) -> None:
    """The run ends when the clock says; between, only the time that steps took goes by."""
    results = ran(tmp_path, MIXED)
    stream = messages(results, now=lambda: CLOCK)

    def at(kind: str) -> int:
        stamp = of_kind(stream, kind)[0]["timestamp"]
        return int(stamp["seconds"]) * 1_000_000_000 + int(stamp["nanos"])

    took = sum(scenario.nanoseconds for result in results for scenario in result.scenarios)
    assert at("testRunFinished") == CLOCK
    assert at("testRunStarted") == CLOCK - took


def test_status_of_a_scenario_is_that_of_its_first_step_not_passed(tmp_path: Path) -> None:
    """Passed, failed and mistaken scenarios are told apart in every report."""
    (result,) = ran(tmp_path, MIXED)

    expected = [Status.PASSED, Status.FAILED, Status.MISTAKE]
    assert [scenario.status for scenario in result.scenarios] == expected
