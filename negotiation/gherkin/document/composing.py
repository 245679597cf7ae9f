"""Put the living document together: results in, content out. Numbers what repeats.

Knows neither HTML nor Markdown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from negotiation import __version__
from negotiation.chronology import Chronology
from negotiation.cite import reference
from negotiation.claims import Verdict
from negotiation.gherkin.asked import Asked
from negotiation.gherkin.document.asking import Asking, askings
from negotiation.gherkin.document.content import (
    Chapter,
    Content,
    Drawing,
    Library,
    Line,
    Part,
    Ref,
    Row,
    Told,
    named,
    worst,
)
from negotiation.gherkin.document.evidence import Evidence, Moments, evidence
from negotiation.gherkin.document.strip import NARROW, WIDE, Easel, Pieces, strip, told
from negotiation.gherkin.feature import Feature, Sentence
from negotiation.gherkin.language import language
from negotiation.gherkin.mistakes import meaning_of
from negotiation.gherkin.results import (
    FeatureResult,
    ScenarioResult,
    Status,
    StepResult,
    counted,
    every_step,
)
from negotiation.gherkin.runs_text import paragraph as told_runs
from negotiation.gherkin.values import NEVER, OPEN
from negotiation.view.texts import paragraphs


def content(results: Sequence[FeatureResult]) -> Content:
    """Put together what the document says."""
    spoken = {result.feature.words.language: result.feature.words for result in results}
    words = next(iter(spoken.values())) if len(spoken) == 1 else language("en")
    maker = _Maker(results)
    chapters = tuple(maker.chapter(result, number) for number, result in enumerate(results, 1))
    libraries = tuple(maker.libraries.values())
    return Content(words, counted(results), __version__, libraries, chapters, maker.pieces)


# --- chronologies --------------------------------------------------------------------------------

_Key = tuple[str, str, str]


def _key(chronology: Chronology) -> _Key:
    model = chronology.model
    return chronology.name, named(chronology.title, "en"), named(model.title, "en")


def _libraries(results: Iterable[FeatureResult]) -> dict[_Key, Library]:
    """Give the chronologies that were asked, each with all its sources that some question used."""
    used: dict[_Key, dict[int, Chronology]] = {}
    for step in every_step(results):
        if step.history is not None:
            chronology = step.history.chronology
            used.setdefault(_key(chronology), {})[id(chronology)] = chronology
    return {
        key: Library(number, max(found.values(), key=_size), _references(found.values()))
        for number, (key, found) in enumerate(used.items(), 1)
    }


def _size(chronology: Chronology) -> tuple[int, int]:
    return len(chronology.sources), len(chronology.events)


def _references(found: Iterable[Chronology]) -> dict[str, str]:
    """Give the references of all sources in use, in the order of whoever used the most."""
    by_size = sorted(found, key=_size, reverse=True)
    return {
        key: reference(chronology.sources[key])
        for chronology in by_size
        for key in chronology.source_ids()
    }


# --- features ------------------------------------------------------------------------------------


class _Maker:
    """What the chapters have in common: the chronologies, and the pieces of strips."""

    def __init__(self, results: Sequence[FeatureResult]) -> None:
        self.libraries = _libraries(results)
        self.pieces = Pieces()
        self.moments: Moments = {}

    def chapter(self, result: FeatureResult, number: int) -> Chapter:
        """Tell a feature."""
        feature = result.feature
        own = _Chapter(self, feature, f"f{number}")
        parts, before = [], tuple[str, ...]()
        for rule, scenarios in groupby(result.scenarios, key=lambda one: one.scenario.rule):
            told = [own.told(list(rows)) for _, rows in groupby(scenarios, key=_line_of)]
            background = next((head for head, _ in told if head), ())
            said = tuple(line.first.whole() for line in background)
            shown = () if said == before else background
            parts.append(Part(rule, shown, tuple(one for _, one in told)))
            before = said
        status = worst(one.status for one in result.scenarios)
        return Chapter(
            own.anchor,
            feature.name or feature.shown,
            feature.words,
            paragraphs(feature.description),
            feature.shown,
            tuple(parts),
            result.problems,
            Status.MISTAKE if result.problems else status,
        )


def _varies(sentence: Sentence) -> bool:
    """Say whether a sentence makes a what-if of the record."""
    meanings = (meaning for inner in sentence.meant() for meaning in inner.meanings)
    return any(meaning.step.subject == "varying" for meaning in meanings)


def _line_of(result: ScenarioResult) -> int:
    return result.scenario.line


class _Chapter:
    """A feature while it is told: what stands in it already is not told again."""

    def __init__(self, maker: _Maker, feature: Feature, anchor: str) -> None:
        self.maker = maker
        self.words = feature.words
        self.anchor = anchor
        children = ((feature.document or {}).get("feature") or {}).get("children", ())
        self.names = {node["location"]["line"]: node["name"] for node in _scenarios(children)}
        self.rows = 0
        self.evidences: dict[tuple[int, Evidence], Ref] = {}
        self.drawings: dict[Drawing, Ref] = {}

    def told(self, results: Sequence[ScenarioResult]) -> tuple[tuple[Line, ...], Told]:
        """Tell a scenario or the rows of one outline.

        Apart from it the steps of its background, if they passed.
        """
        scenario = results[0].scenario
        asked = askings(step for result in results for step in result.steps)
        library = self.maker.libraries[_key(asked[0].history.chronology)] if asked else None
        heads, rows = zip(*(self._row(result) for result in results), strict=True)
        if library is not None:
            lines = (line for row in rows for line in row.lines)
            library.note(rest for line in lines if line.evidence for rest in line.evidence.rests)
        ref = Ref(rows[0].anchor, scenario.name)
        name = scenario.name if scenario.row is None else self.names.get(scenario.line, "")
        told = Told(
            name or scenario.name,
            scenario.tags,
            rows,
            tuple(drawing for one in asked for drawing in self._drawings(one, ref)),
            library.number if library else 0,
            any(_varies(sentence) for sentence in scenario.sentences),
        )
        return next((head for head in heads if head), ()), told

    def _row(self, result: ScenarioResult) -> tuple[tuple[Line, ...], Row]:
        self.rows += 1
        scenario, anchor = result.scenario, f"{self.anchor}-{self.rows}"
        lines = list(self._lines(result, Ref(anchor, scenario.name)))
        head = [line for line in lines if line.first.line < scenario.line]
        if any(line.status is not Status.PASSED for line in head):
            head = []
        shown = tuple(lines[len(head) :])
        row = Row(anchor, scenario.name, scenario.row, result.status, shown, result.problems)
        return tuple(head), row

    def _drawings(self, asking: Asking, ref: Ref) -> Iterator[Drawing]:
        numbers = self.maker.libraries[_key(asking.history.chronology)].numbers
        easel = Easel(self.words, numbers, self.maker.pieces)
        wide, narrow = (strip(asking, easel, across) for across in (WIDE, NARROW))
        if wide is None or narrow is None:
            return
        plain, dated = (told(asking, dated=dated) for dated in (False, True))
        drawing = Drawing(wide, narrow, asking.history.chronology.timezone, plain, dated)
        above = self.drawings.setdefault(drawing, ref)
        yield drawing if above is ref else replace(drawing, above=above)

    def _lines(self, result: ScenarioResult, ref: Ref) -> Iterator[Line]:
        if not result.steps:
            yield from (Line(sentence, Status.SKIPPED) for sentence in result.scenario.sentences)
        before: Sentence | None = None
        for step in result.steps:
            phrase = step.phrase if step.phrase is not before else None
            before = step.phrase
            yield replace(self._line(step, ref), phrase=phrase, outer=step.phrase)

    def _line(self, step: StepResult, ref: Ref) -> Line:
        asked, history = step.asked, step.history
        if asked is None or history is None:
            return Line(step.sentence, step.status, message=step.message)
        judged, simulated = asked.judgement, asked.simulated
        found = Line(
            step.sentence,
            step.status,
            verdict=verdict(step.sentence, asked),
            found=judged.found if simulated is None else told_runs(self.words, simulated),
            decided=judged.decided_by if judged.verdict is Verdict.SOMETIMES else (),
            message=step.message,
        )
        if step.status is not Status.PASSED:  # its message tells what the record says
            return found
        rests = evidence(history, asked, self.words.language, self.maker.moments)
        if not rests.rests and not rests.unmoved:
            return found
        key = (id(history), rests)
        above = self.evidences.get(key)
        self.evidences.setdefault(key, ref)
        return replace(found, evidence=rests, above=above)


def _scenarios(children: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """Give the scenarios of a parsed feature, those of its rules too."""
    for child in children:
        if "scenario" in child:
            yield child["scenario"]
        yield from _scenarios(child.get("rule", {}).get("children", ()))


def verdict(sentence: Sentence, asked: Asked) -> str:
    """Give the message that says the verdict on a sentence, as seen from what it claims."""
    if asked.simulated is not None:
        return f"document-simulated-{asked.simulated.ruling}"
    found, meaning = asked.judgement.verdict, meaning_of(sentence)
    accepted: frozenset[Verdict] = frozenset({Verdict.ALWAYS})
    if meaning is not None:
        polarity = meaning.polarity
        accepted = meaning.step.accepts if polarity is None else polarity.accepts()
    if found is Verdict.SOMETIMES:
        possibly = found in accepted and accepted != OPEN
        return "document-possibly" if possibly else "document-open"
    if found is Verdict.NEVER:
        return "document-never-as-said" if found in accepted else "document-never"
    against = accepted >= NEVER
    return "document-certainly-against" if against else "document-certainly"
