"""Run features: Feature in, results out. The one core under both runners.

Knows no test framework and prints nothing. A scenario with a mistake in it is not run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from time import perf_counter_ns

from negotiation.errors import DateError, LoadError, NegotiationError, NotReported, UnknownName
from negotiation.gherkin.asked import Asked
from negotiation.gherkin.explain import failure, not_ready, not_reported
from negotiation.gherkin.feature import Feature, Scenario, Sentence
from negotiation.gherkin.mistakes import meaning_of, rows
from negotiation.gherkin.results import FeatureResult, ScenarioResult, Status, StepResult
from negotiation.gherkin.sentences.guards import Vacuous
from negotiation.gherkin.talks import NotReady, Shelf, Talks
from negotiation.gherkin.vocabulary import Meaning
from negotiation.near import quoted

Wanted = Callable[[Scenario], bool]


@dataclass(frozen=True, slots=True)
class Done:
    """What one sentence came to: how it went, the lines that explain it, and what it found."""

    status: Status
    message: tuple[str, ...] = ()
    asked: Asked | None = None


def run_feature(feature: Feature, shelf: Shelf, wanted: Wanted | None = None) -> FeatureResult:
    """Run the scenarios of a feature that are wanted, one after another."""
    chosen = [scenario for scenario in feature.scenarios if wanted is None or wanted(scenario)]
    ran = tuple(run_scenario(feature, scenario, shelf) for scenario in chosen)
    return FeatureResult(feature, ran, len(feature.scenarios) - len(chosen))


def run_scenario(feature: Feature, scenario: Scenario, shelf: Shelf) -> ScenarioResult:
    """Run one scenario; after a step that does not pass, the others are skipped."""
    problems = (*scenario.problems, *scenario.unknown)
    if problems:
        return ScenarioResult(scenario, (), tuple(dict.fromkeys(problems)))
    talks = Talks(shelf, feature.folder, feature.words)
    steps = tuple(_steps(talks, scenario.sentences))
    return ScenarioResult(scenario, steps, withheld=talks.withheld)


def _steps(talks: Talks, sentences: Iterable[Sentence]) -> Iterator[StepResult]:
    going = True
    for outer in sentences:
        for sentence in outer.meant():
            phrase = outer if outer.inner else None
            if not going:
                yield StepResult(sentence, Status.SKIPPED, phrase=phrase)
                continue
            begun = perf_counter_ns()
            done = run_sentence(talks, sentence)
            taken = perf_counter_ns() - begun
            history = talks.history if done.asked is not None else None
            yield StepResult(
                sentence, done.status, done.message, done.asked, history, taken, phrase
            )
            going = done.status is Status.PASSED


def run_sentence(talks: Talks, sentence: Sentence) -> Done:
    """Run one sentence that the vocabulary knows, and say what came of it."""
    meaning = meaning_of(sentence)
    if meaning is None:
        raise NegotiationError(f"{quoted(sentence.text)} is not one sentence of the vocabulary")
    try:
        return _run(talks, sentence, meaning)
    except NotReady as error:
        return Done(Status.MISTAKE, not_ready(talks, error))
    except NotReported as error:
        return Done(Status.FAILED, not_reported(talks, meaning, error))
    except NegotiationError as error:
        wrong = isinstance(error, UnknownName | DateError | LoadError | Vacuous)
        return Done(Status.MISTAKE if wrong else Status.FAILED, tuple(str(error).splitlines()))


def _ask(talks: Talks, sentence: Sentence, meaning: Meaning) -> Asked | None:
    """Do what a sentence says; of a Then sentence, give the answer, worked out once for all."""
    step, table = meaning.step, rows(sentence, talks.words) if meaning.step.needs else ()
    given = (*meaning.values, table) if step.needs else meaning.values
    if step.keyword != "then":
        step.function(talks, *given)
        return None
    cells = tuple(tuple(row.items()) for row in table)
    key = (talks.key, talks.words.language, step.id, meaning.values, cells)
    found: Asked = talks.shelf.get(key, lambda: step.function(talks, *given))
    return found


def _run(talks: Talks, sentence: Sentence, meaning: Meaning) -> Done:
    asked = _ask(talks, sentence, meaning)
    if asked is None:
        return Done(Status.PASSED)
    polarity = meaning.polarity
    accepted = meaning.step.accepts if polarity is None else polarity.accepts()
    if asked.judgement.verdict in accepted:
        return Done(Status.PASSED, asked=asked)
    return Done(Status.FAILED, failure(talks, sentence, accepted, asked), asked)


__all__ = ["Done", "Wanted", "run_feature", "run_scenario", "run_sentence"]
