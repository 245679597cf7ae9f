"""Features as pytest items: one for each scenario, run by pytest-bdd beside users' own steps.

A file is read by our reader and its sentences are run by our core; pytest-bdd finds the step of
each sentence, ours or the user's, and calls its hooks.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from pytest_bdd import parser as bdd
from pytest_bdd.gherkin_parser import DataTable
from pytest_bdd.scenario import _execute_scenario, find_fixturedefs_for_step
from pytest_bdd.steps import step_function_context_registry

from negotiation.errors import Problem
from negotiation.gherkin.faults import Fault, problems
from negotiation.gherkin.feature import Feature, Scenario, Sentence
from negotiation.gherkin.known import Known
from negotiation.gherkin.reader import read, root_of
from negotiation.gherkin.reports.text import failure_text, found_of_runs
from negotiation.gherkin.results import ScenarioResult, Status, StepResult
from negotiation.gherkin.running import run_sentence
from negotiation.gherkin.talks import Folder, Shelf, Talks
from negotiation.near import quoted

BDD = "pytest_bdd.plugin"  # where it defines a step of its own
TAGS = pytest.StashKey[set[str]]()
SHELF = pytest.StashKey[Shelf]()
LONGEST = 100  # letters of a test's name
# marks that mean something to pytest or its plugins; a tag is only a label
RESERVED = {"skip", "skipif", "xfail", "parametrize", "usefixtures", "filterwarnings"}


class NotMet(AssertionError):  # noqa: N818
    """A step that did not pass; what there is to say is told with the scenario."""


class Mistaken(Exception):  # noqa: N818
    """Mistakes of a feature that keep a scenario from being run."""

    def __init__(self, found: Iterable[Problem]) -> None:
        self.found = tuple(dict.fromkeys(found))
        super().__init__("\n".join(problem.text() for problem in self.found))


class Spoken(str):
    """A step's text that carries the sentence it was read as."""

    sentence: Sentence

    def __new__(cls, sentence: Sentence) -> Spoken:
        """Give the text of a sentence, with it."""
        made = super().__new__(cls, sentence.written)
        made.sentence = sentence
        return made


class FeatureFile(pytest.Module):
    """A feature file of ours: its scenarios, and an item that tells its mistakes if it has any."""

    def _getobj(self) -> ModuleType:
        return ModuleType(self.path.stem)

    def collect(self) -> Iterator[pytest.Item]:
        """Give an item for each scenario."""
        shown = _shown(self.path, self.config)
        feature = read(self.path, _root(self.path, self.config), shown=shown)
        if feature.problems:
            yield MistakesItem.from_parent(self, name="mistakes of the file", feature=feature)
        taken = {"mistakes of the file"}
        for scenario in feature.scenarios:
            name = _item_name(scenario, taken)
            yield ScenarioItem.from_parent(self, name=name, feature=feature, scenario=scenario)


def _root(path: Path, config: pytest.Config) -> Path:
    """Give the folder that a file may name chronologies in, as the other runner does."""
    return root_of(path, [Path(argument.partition("::")[0]) for argument in config.args])


def _shown(path: Path, config: pytest.Config) -> str:
    """Give what the other runner would call a file: its path from here."""
    here = config.invocation_params.dir
    return (path.relative_to(here) if path.is_relative_to(here) else path).as_posix()


def _item_name(scenario: Scenario, taken: set[str]) -> str:
    """Give a name for a scenario that pytest can take, that is short, and no other's."""
    row = "" if scenario.row is None else f" (row {scenario.row})"
    name = "".join(sign if sign.isprintable() else " " for sign in scenario.name)
    name = " ".join(name.replace("[", "(").replace("]", ")").replace("::", ": :").split())
    name = (name or "scenario")[:LONGEST].strip() + row
    if name in taken:
        name += f" (line {scenario.line})"
    taken.add(name)
    return name


class MistakesItem(pytest.Item):
    """The mistakes of a feature that belong to no scenario: it always fails."""

    def __init__(self, *, feature: Feature, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.feature = feature

    def runtest(self) -> None:
        """Tell the mistakes."""
        raise Mistaken(self.feature.problems)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], *_: Any) -> Any:
        """Give the mistakes without a traceback."""
        if isinstance(excinfo.value, Mistaken):
            return str(excinfo.value)
        return super().repr_failure(excinfo)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Say where it stands."""
        return self.path, self.feature.problems[0].line - 1, self.name


class ScenarioItem(pytest.Function):
    """One scenario."""

    def __init__(self, *, feature: Feature, scenario: Scenario, **kwargs: Any) -> None:
        self.feature = feature
        self.scenario = scenario
        self.done: list[StepResult] = []
        kwargs["callobj"] = _function(scenario, kwargs["parent"].config)
        super().__init__(**kwargs)

    def play(self, request: pytest.FixtureRequest) -> None:
        """Run the scenario, unless a mistake is in it."""
        spoken, scenario = _as_bdd(self.feature, self.scenario)
        found = [*self.scenario.problems, *self._unresolved(request, scenario)]
        if found:
            raise Mistaken(found)
        _execute_scenario(spoken, scenario, request)

    def run_sentence(self, talks: Talks, outer: Sentence) -> None:
        """Run one step of ours: its sentence, or those of its phrase. Raises NotMet."""
        phrase = outer if outer.inner else None
        for sentence in outer.meant():
            done = run_sentence(talks, sentence)
            self.done.append(
                StepResult(sentence, done.status, done.message, done.asked, phrase=phrase)
            )
            if done.status is not Status.PASSED:
                raise NotMet("\n".join(done.message))
            if done.asked is not None and done.asked.simulated is not None:
                lines = found_of_runs(self.feature, [self.done[-1]])
                self.add_report_section("call", "simulation", "\n".join(lines))

    def note_passed(self, sentence: Sentence | None) -> None:
        """Note that a step of the user's own passed."""
        if sentence is not None and not sentence.is_known:
            self.done.append(StepResult(sentence, Status.PASSED))

    def _unresolved(self, request: pytest.FixtureRequest, scenario: Any) -> Iterator[Problem]:
        """Find what neither the vocabulary nor the user's own steps know, or what both know."""
        if not _has_own_steps():
            yield from self.scenario.unknown
            return
        manager, own = request._fixturemanager, False
        unknown = {(problem.line, problem.column): problem for problem in self.scenario.unknown}
        for step in scenario.steps:
            sentence = step.name.sentence
            place = (sentence.line, sentence.column)
            steps = {id(found.func) for found in find_fixturedefs_for_step(step, manager, self)}
            if sentence.is_known and len(steps) > 1:
                message = f"{quoted(sentence.written, 120)} is a sentence of the vocabulary too"
                hint = "give your own step another text"
                fault = Fault(*place, "G015", message, hint)
                lines = self.feature.text.split("\n")
                yield from problems(self.feature.shown, lines, [fault])
            elif steps and not sentence.is_known:
                own = True
                unknown.pop(place, None)
        yield from (p for p in unknown.values() if not (own and p.code == "G006"))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], *_: Any) -> Any:
        """Tell a step that did not pass as the other runner does; of other errors, pytest tells."""
        if isinstance(excinfo.value, Mistaken):
            return str(excinfo.value)
        if isinstance(excinfo.value, NotMet):
            return failure_text(self.feature, ScenarioResult(self.scenario, tuple(self._steps())))
        return super().repr_failure(excinfo)

    def _steps(self) -> Iterator[StepResult]:
        """Give the steps run, and those that were not because one did not pass."""
        yield from self.done
        every = [(s, o if o.inner else None) for o in self.scenario.sentences for s in o.meant()]
        for sentence, phrase in every[len(self.done) :]:
            yield StepResult(sentence, Status.SKIPPED, phrase=phrase)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Say where it stands."""
        return self.path, self.scenario.line - 1, self.name


def _has_own_steps() -> bool:
    """Say whether anybody but us and pytest-bdd itself has defined a step."""
    return any(
        not isinstance(known.parser, Known) and known.step_func.__module__ != BDD
        for known in step_function_context_registry.values()
    )


def _function(scenario: Scenario, config: pytest.Config) -> Any:
    """Give the function that pytest calls for a scenario, marked with its tags."""

    def play(request: pytest.FixtureRequest) -> None:
        request.node.play(request)

    for tag in scenario.tags:
        name = tag.removeprefix("@")
        if name in RESERVED or not re.fullmatch(r"[^\W_][\w.-]*", name):
            continue
        # a tag needs no registration: it is a word of the feature, not of the settings
        tags = config.stash.setdefault(TAGS, set())
        if name not in tags:
            tags.add(name)
            config.addinivalue_line("markers", f"{name}: a tag of a feature")
        config.hook.pytest_bdd_apply_tag(tag=name, function=play)
    return play


def _as_bdd(feature: Feature, scenario: Scenario) -> tuple[bdd.Feature, bdd.Scenario]:
    """Give a scenario as pytest-bdd has it, its steps carrying our sentences."""
    head = (feature.document or {}).get("feature") or {}
    spoken = bdd.Feature(
        scenarios=OrderedDict(), filename=str(feature.folder.here / Path(feature.shown).name),
        rel_filename=feature.shown, language=feature.words.language,
        keyword=head.get("keyword", "Feature"), name=feature.name,
        tags={tag["name"].removeprefix("@") for tag in head.get("tags", ())}, background=None,
        line_number=head.get("location", {}).get("line", 1), description=feature.description,
    )  # fmt: skip
    steps = [
        bdd.Step(
            name=Spoken(sentence),
            type=sentence.kind or "given",
            indent=sentence.column - 1,
            line_number=sentence.line,
            keyword=sentence.keyword.strip(),
            datatable=_datatable(sentence),
            docstring=sentence.text_block,
        )
        for sentence in scenario.sentences
    ]
    made = bdd.Scenario(
        feature=spoken, keyword=scenario.keyword, name=scenario.name, line_number=scenario.line,
        steps=steps, tags={tag.removeprefix("@") for tag in scenario.tags}, description="",
    )  # fmt: skip
    return spoken, made


def _datatable(sentence: Sentence) -> Any:
    """Give a table as pytest-bdd hands it to users' own steps."""
    if sentence.table is None:
        return None
    place = {"line": sentence.line, "column": sentence.column}
    rows = [
        {"id": "", "location": place, "cells": [{"location": place, "value": v} for v in row]}
        for row in sentence.table
    ]
    return DataTable.from_dict({"location": place, "rows": rows})


def talks_for(request: pytest.FixtureRequest) -> Talks:
    """Give what a scenario works on; what is loaded and replayed is kept for the whole run."""
    shelf = request.config.stash.setdefault(SHELF, Shelf())
    node = request.node
    if isinstance(node, ScenarioItem):
        return Talks(shelf, node.feature.folder, node.feature.words)
    here = node.path.parent.resolve()
    return Talks(shelf, Folder(here, _root(node.path, request.config)))
