"""The shipped features, run by the core: they hold, they leave nothing out, and they can fail."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from negotiation.gherkin.asked import Step
from negotiation.gherkin.feature import Feature, Sentence
from negotiation.gherkin.language import language
from negotiation.gherkin.reader import read
from negotiation.gherkin.results import FeatureResult, ScenarioResult, Status, StepResult
from negotiation.gherkin.running import run_feature, run_scenario
from negotiation.gherkin.sentences import STEPS
from negotiation.gherkin.talks import Shelf
from negotiation.gherkin.values import PLAIN
from negotiation.gherkin.vocabulary import Meaning, vocabulary
from negotiation.load import load

FEATURES = Path(__file__).parent.parent / "features"
FILES = sorted(path.relative_to(FEATURES).as_posix() for path in FEATURES.rglob("*.feature"))
FOLDERS = ("daraa-2018", "valley")
SHELF = Shelf()


@cache
def feature(file: str) -> Feature:
    """Read a feature file once."""
    path = FEATURES / file
    return read(path, path.parent)


@cache
def result(file: str) -> FeatureResult:
    """Run a feature file once."""
    return run_feature(feature(file), SHELF)


def english(folder: str) -> list[str]:
    """Give the English feature files of a folder; translations say the same in other words."""
    files = [file for file in FILES if file.startswith(f"{folder}/")]
    return [file for file in files if feature(file).words.language == "en"]


def sentences(folder: str) -> Iterator[Sentence]:
    """Give every sentence that is run for the English features of a folder, phrases resolved."""
    for file in english(folder):
        for scenario in feature(file).scenarios:
            for sentence in scenario.sentences:
                yield from sentence.meant()


def meanings(folder: str) -> Iterator[tuple[Sentence, Meaning]]:
    """Give every sentence of a folder with what it means."""
    for sentence in sentences(folder):
        yield sentence, sentence.meanings[0]


def cells(sentence: Sentence) -> Iterator[str]:
    """Give the cells of a sentence's table below its headings."""
    for row in (sentence.table or ())[1:]:
        yield from row


# --- they hold -----------------------------------------------------------------------------------


@pytest.mark.parametrize("file", FILES)
def test_every_scenario_holds(file: str) -> None:
    """Every scenario of a shipped feature passes, and the file has no mistake in it."""
    ran = result(file)

    assert [problem.text() for problem in ran.problems] == []
    assert ran.scenarios
    assert list(_failures(ran)) == []


def _failures(ran: FeatureResult) -> Iterator[str]:
    for one in ran.scenarios:
        if one.status is Status.PASSED:
            continue
        told = [problem.text() for problem in one.problems]
        if one.failed is not None:
            told += [one.failed.sentence.whole(), *one.failed.message]
        yield "\n".join([f"{ran.feature.shown}:{one.scenario.line} {one.scenario.name}", *told])


@pytest.mark.parametrize("folder", FOLDERS)
def test_no_two_scenarios_have_one_name(folder: str) -> None:
    """A name stands for one scenario of a folder; the rows of one outline may share theirs."""
    places: dict[str, set[tuple[str, int]]] = defaultdict(set)
    for file in FILES:
        if file.startswith(f"{folder}/"):
            for scenario in feature(file).scenarios:
                places[scenario.name].add((file, scenario.line))

    assert {name: found for name, found in places.items() if len(found) > 1} == {}


# --- the valley uses the whole vocabulary ---------------------------------------------------------


def test_valley_uses_every_step() -> None:
    """Each sentence of the vocabulary is shown at least once, as the reader understands it."""
    used = {meaning.step.id for _, meaning in meanings("valley")}

    assert [step.id for step in STEPS if step.id not in used] == []


@pytest.mark.parametrize("kind", ["was", "never-was", "went", "deviates", "bound", "answer"])
def test_valley_uses_every_word_for_polarity(kind: str) -> None:
    """Each way to say was, was not, was possibly, never and the like is shown at least once."""
    used = {text for _, one in meanings("valley") for name, text in one.written if name == kind}

    assert used == set(_words(kind))


def _words(kind: str) -> Iterator[str]:
    words = language("en")
    if kind == "never-was":
        yield from words.never_was
        return
    forms = {"was": words.was, "went": words.went, "deviates": words.deviates,
             "bound": words.bounds, "answer": words.answers}[kind]  # fmt: skip
    for texts in forms.model_dump().values():
        yield from texts


@pytest.mark.parametrize("step", [step for step in STEPS if step.needs], ids=lambda step: step.id)
def test_valley_uses_every_form_of_a_table(step: Step) -> None:
    """Each column is filled somewhere, and each that may be left out is left out somewhere."""
    tables = [s.table for s, meaning in meanings("valley") if meaning.step.id == step.id]
    filled, missing = set(), set()
    for heading, *rows in (table for table in tables if table):
        filled |= {name for row in rows for name, text in zip(heading, row, strict=True) if text}
        missing |= {_column(name) for name in step.needs} - set(heading)

    assert filled == {_column(name) for name in step.needs}
    assert missing == {_column(name) for name in step.needs if name.endswith("?")}


def _column(name: str) -> str:
    return language("en").columns[name.rstrip("?")][0]


def test_valley_uses_phrases_of_its_own() -> None:
    """The phrases beside the features are each used."""
    used = {
        sentence.text
        for scenario in feature("valley/own-phrases.feature").scenarios
        for sentence in scenario.sentences
        if sentence.inner
    }

    assert len(used) >= 3


# --- Daraa leaves nothing of the record unsaid ----------------------------------------------------

DARAA = load("daraa-2018")


@cache
def spoken_of() -> frozenset[str]:
    """Give every name in Daraa's sentences and tables; `policing` for `issue/policing`, too."""
    names = {
        text.strip('"')
        for sentence, meaning in meanings("daraa-2018")
        for text in (*(t for kind, t in meaning.written if kind == "name"), *cells(sentence))
    }
    return frozenset(names | {name.partition("/")[2] for name in names})


@pytest.mark.parametrize(
    "names",
    [DARAA.issues, DARAA.measures, DARAA.sources, DARAA.third_parties, DARAA.topics()["places"]],
    ids=["issues", "measures", "sources", "third-parties", "places"],
)
def test_daraa_speaks_of_all(names: Iterable[str]) -> None:
    """Every issue, measure, source, third party and place is in some sentence."""
    assert [name for name in names if name not in spoken_of()] == []


def test_daraa_speaks_of_every_track() -> None:
    """Every track of the model is asked for, at least in one of its copies."""
    assert [name for name in DARAA.model.tracks if name not in _bare(spoken_of())] == []


def _bare(names: Iterable[str]) -> set[str]:
    return {name.partition("/")[0] for name in names}


def test_daraa_speaks_of_every_event() -> None:
    """Every event of the record is named in some sentence, what was only announced included."""
    assert [event for event in DARAA.events if event not in spoken_of()] == []


def test_daraa_speaks_of_every_phase() -> None:
    """Every state of the headline is claimed or denied somewhere."""
    said = {
        text.strip('"')
        for sentence, meaning in meanings("daraa-2018")
        if '"phase"' in sentence.text
        for text in (*(t for _, t in meaning.written), *cells(sentence))
    }

    assert [state for state in DARAA.model.tracks["phase"].states if state not in said] == []


def test_daraa_asks_for_every_issue_on_every_day() -> None:
    """How each issue stood is claimed at the end of each day from 30 June to 6 July."""
    days = ["30 June 2018", *(f"{day} July 2018" for day in range(1, 7))]
    asked = {
        (meaning.values[0], date)
        for _, meaning in meanings("daraa-2018")
        if meaning.step.id == "issue-was"
        for date in (text for kind, text in meaning.written if kind == "when")
    }

    assert [(i, day) for i in DARAA.issues for day in days if (i, day) not in asked] == []


def test_daraa_asks_for_every_reported_value() -> None:
    """Each measure is asked for on each day, or in each month, as of which a value is reported."""
    asked = {
        (meaning.values[0], next(v.text for v in meaning.values if hasattr(v, "is_one_of")))
        for _, meaning in meanings("daraa-2018")
        if meaning.step.subject == "measures" and meaning.step.id != "never-goes-down"
    }
    of_a_day = {
        (key, value.as_of.text)
        for key, measure in DARAA.measures.items()
        for value in measure.values
        if "/" not in value.as_of.text
    }

    assert len(of_a_day) > 10
    assert of_a_day - asked == set()


def test_daraa_has_a_reader_of_every_publication_day() -> None:
    """What was known is asked for each day on which an article was out."""
    days = {
        meaning.values[0].text
        for _, meaning in meanings("daraa-2018")
        if meaning.step.id == "known-by"
    }

    assert days == {source.published.text for source in DARAA.sources.values()}


# --- they can fail -------------------------------------------------------------------------------


def _claims() -> Iterator[tuple[str, ScenarioResult, StepResult, Meaning]]:
    """Give every plain claim of the English features, by file and scenario."""
    for folder in FOLDERS:
        for file in english(folder):
            for scenario in result(file).scenarios:
                for step in scenario.steps:
                    if step.asked is not None and step.phrase is None:
                        meaning = step.sentence.meanings[0]
                        if meaning.polarity in (None, PLAIN):
                            yield file, scenario, step, meaning


def _holds_with(file: str, one: ScenarioResult, step: StepResult, text: str) -> bool:
    """Say whether a scenario passes with another text for one of its sentences."""
    assert text != step.sentence.text
    found = vocabulary("en").find(text)
    assert len(found) == 1
    other = replace(step.sentence, written=text, text=text, meanings=found)
    scenario = replace(
        one.scenario,
        sentences=tuple(other if s is step.sentence else s for s in one.scenario.sentences),
    )
    status = run_scenario(feature(file), scenario, SHELF).status
    assert status in {Status.PASSED, Status.FAILED}, (file, text)
    return status is Status.PASSED


def test_no_other_state_would_hold() -> None:
    """Each claim of a state at a moment fails with another state of that track."""
    tried, held = 0, []
    for file, one, step, meaning in _claims():
        if meaning.step.id not in {"was-on", "issue-was"} or step.history is None:
            continue
        told = step.asked.state if step.asked else None
        assert told is not None
        states = step.history.chronology.track(told.track).states
        head, _, tail = step.sentence.text.rpartition(f'"{told.state}"')
        for state in states:
            if state != told.state:
                tried += 1
                if _holds_with(file, one, step, f'{head}"{state}"{tail}'):
                    held.append((file, step.line, state))

    assert held == []
    assert tried > 1_000


MUCH = 1_000


@pytest.mark.parametrize("step", ["at-least", "at-most", "between", "about"])
def test_no_number_far_off_would_hold(step: str) -> None:
    """Each claim about a measure fails with numbers that are far too high, or too low."""
    tried, held = 0, []
    for file, one, ran, meaning in _claims():
        if meaning.step.id != f"measure-{step}":
            continue
        tried += 1
        if _holds_with(file, one, ran, _far_off(ran.sentence.text, meaning, step)):
            held.append((file, ran.line))

    assert held == []
    assert tried > 0


def _far_off(text: str, meaning: Meaning, step: str) -> str:
    """Give a sentence with numbers a thousand times as high; for "at most", with one too low."""
    numbers = [written for kind, written in meaning.written if kind == "number"]
    quantities = [value for value in meaning.values if hasattr(value, "is_percent")]
    for written, quantity in zip(numbers, quantities, strict=True):
        number = 0 if step == "at-most" else round(quantity.value * MUCH)
        other = f"{number}{'%' if quantity.is_percent else ''}"
        head, _, tail = text.partition(f" {written} ")
        text = f"{head} {other} {tail}"
    return text


def test_no_day_outside_the_record_would_hold() -> None:
    """Each claim of a moment fails where the sources say nothing of it."""
    tried, held = 0, []
    for file, one, step, meaning in _claims():
        dates = [written for kind, written in meaning.written if kind == "when"]
        if meaning.step.id in {"was-on", "throughout", "could-be", "record-ends"} and dates:
            tried += 1
            if _holds_with(file, one, step, step.sentence.text.replace(dates[0], "4 July 2118")):
                held.append((file, step.line))

    assert held == []
    assert tried > 100


def test_no_order_turned_round_would_hold() -> None:
    """Each claim that one event was before another fails the other way round."""
    tried, held = 0, []
    for file, one, step, meaning in _claims():
        if meaning.step.id == "before":
            tried += 1
            first, then = (text for kind, text in meaning.written if kind == "name")
            if _holds_with(file, one, step, f"{then} was before {first}"):
                held.append((file, step.line))

    assert held == []
    assert tried > 30
