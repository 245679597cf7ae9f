"""The vocabulary of one language: which step a sentence means, and with which values.

Steps and a language in; sentences in, meanings out. Two steps that take the same sentence are
found when the vocabulary is built. Knows neither files nor a test framework.
"""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from cucumber_expressions.ast import Node, NodeType
from cucumber_expressions.expression import CucumberExpression
from cucumber_expressions.parameter_type import ParameterType
from cucumber_expressions.parameter_type_registry import ParameterTypeRegistry

from negotiation.errors import DateError, NegotiationError
from negotiation.gherkin.asked import Keyword, Step
from negotiation.gherkin.grammar import ANYTHING, Grammar
from negotiation.gherkin.language import Language, Translation, filled, language
from negotiation.gherkin.sentences import STEPS
from negotiation.gherkin.spelling import respelt
from negotiation.gherkin.values import Polarity, Went

LOOSE = ("when", "duration", "number", "percent")  # may be anything where a mistake is explained
LONGEST = 1_000  # a longer sentence is of no language
MOST_HINTS = 50  # unknown sentences of a file for which near ones are looked for


class Ambiguous(NegotiationError):  # noqa: N818
    """Two steps of a vocabulary that take the same sentence."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """A sentence understood: its step, the parameters as written, and a problem with one if any.

    `values` stand in the order of the English expression.
    """

    step: Step
    written: tuple[tuple[str, str], ...]
    values: tuple[Any, ...] = ()
    problem: DateError | None = None

    @property
    def polarity(self) -> Polarity | None:
        """What the sentence claims of a verdict, where a word of it says so."""
        for value in self.values:
            if isinstance(value, Polarity):
                return value
            if isinstance(value, Went):
                return value.polarity
        return None


class _Expression(CucumberExpression):  # type: ignore[misc]  # the library is untyped
    """A Cucumber Expression that keeps how it is built."""

    built: Node

    def rewrite_expression(self, node: Node) -> str:
        """Keep the whole, before it becomes a regular expression."""
        self.built = node
        made: str = super().rewrite_expression(node)
        return made


@dataclass(frozen=True, slots=True)
class _Row:
    """A step in one language, ready to match."""

    step: Step
    words: Translation
    built: Node
    pattern: re.Pattern[str]
    kinds: tuple[str, ...]  # of its parameters
    places: tuple[int, ...]  # where the parameters of the English expression stand in this one

    def takes(self, text: str) -> bool:
        """Say whether a sentence is this step."""
        return self.pattern.match(text) is not None


class Vocabulary:
    """Every step in one language."""

    def __init__(self, words: Language, steps: Sequence[Step]) -> None:
        self.words = words
        self.steps = tuple(steps)
        self.grammar = Grammar(words)
        self._rows = self._built(loose=False)
        self._by_id = {row.step.id: row for row in self._rows}
        self._known: dict[str, tuple[Meaning, ...]] = {}
        _check(self._rows, self.grammar)

    def _built(self, *, loose: bool) -> tuple[_Row, ...]:
        registry = _registry(self.grammar, loose=loose)
        rows = []
        for step in self.steps:
            said = self.translation(step)
            expression = _Expression(said.says, registry)
            kinds = tuple(str(kind.name) for kind in expression.parameter_types)
            pattern = expression.tree_regexp.regexp
            rows.append(_Row(step, said, expression.built, pattern, kinds, _places(step, kinds)))
        return tuple(rows)

    def translation(self, step: Step) -> Translation:
        """Give a step in this language, in English if it is not translated."""
        own = self.words.steps.get(step.id)
        return own or Translation(says=step.says, help=step.help, example=step.example)

    def example(self, step: str) -> str:
        """Give the example of a step, by its id."""
        return self._by_id[step].words.example

    def regexp(self, step: str) -> str:
        """Give the regular expression of a step, by its id."""
        return self._by_id[step].pattern.pattern

    def find(self, text: str) -> tuple[Meaning, ...]:
        """Give what a sentence may mean: nothing if it is unknown, several if it is ambiguous."""
        if len(text) > LONGEST:
            return ()
        if text not in self._known:
            self._known[text] = tuple(self._found(self._rows, self._respelt(text)))
        return self._known[text]

    def nearly(self, text: str) -> tuple[Meaning, ...]:
        """Give what an unknown sentence would mean but for a date, length or number in it."""
        return tuple(self._found(self._loose, self._respelt(text))) if len(text) <= LONGEST else ()

    def _respelt(self, text: str) -> str:
        return respelt(text, self.words.spellings)

    def _found(self, rows: Iterable[_Row], text: str) -> Iterable[Meaning]:
        for row in rows:
            matched = row.pattern.match(text)
            if matched is not None:
                written = list(zip(row.kinds, matched.groups(), strict=True))
                yield self._meaning(row, [written[place] for place in row.places], written)

    def _meaning(
        self, row: _Row, ordered: Sequence[tuple[str, str]], written: Sequence[tuple[str, str]]
    ) -> Meaning:
        kinds, values = self.grammar.kinds, list[Any]()
        try:
            values = [
                int(text) if kind == "int" else kinds[kind].read(text) for kind, text in ordered
            ]
        except DateError as error:
            return Meaning(row.step, tuple(written), (), error)
        return Meaning(row.step, tuple(written), tuple(values))

    @property
    def _loose(self) -> tuple[_Row, ...]:
        return _loose_rows(self)

    def near(self, text: str, keyword: Keyword | None, most: int = 3) -> list[str]:
        """Give the examples of the steps that are nearest to an unknown sentence."""
        rows = [row for row in self._rows if keyword is None or row.step.keyword == keyword]
        shape = _shape if '"' in text else _without_quotes
        plain = {shape(row.words.example): row.words.example for row in reversed(rows)}
        shapes = difflib.get_close_matches(shape(text[:200]), plain, n=most, cutoff=0.45)
        return [plain[shape] for shape in shapes]


class Hints:
    """The sentences near to the unknown ones of one file: looked for once for each that differs.

    Only the first are looked for: whoever has more mends these first.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._known: dict[tuple[str, Keyword | None], list[str]] = {}

    def near(self, text: str, keyword: Keyword | None) -> list[str]:
        """Give the examples of the steps that are nearest, none for what comes late in a file."""
        key = _shape(text[:200]), keyword
        if key not in self._known and len(self._known) < MOST_HINTS:
            self._known[key] = self.vocabulary.near(text, keyword)
        return self._known.get(key, [])


@cache
def _loose_rows(words: Vocabulary) -> tuple[_Row, ...]:
    return words._built(loose=True)


@cache
def vocabulary(code: str) -> Vocabulary:
    """Give the vocabulary of a language. Raises UnknownName, and Ambiguous if two steps clash."""
    return Vocabulary(language(code), STEPS)


def _registry(grammar: Grammar, *, loose: bool) -> ParameterTypeRegistry:
    registry = ParameterTypeRegistry()
    for kind in grammar.kinds.values():
        regexp = ANYTHING if loose and kind.name in LOOSE else kind.regexp
        registry.define_parameter_type(ParameterType(kind.name, regexp, str))
    return registry


def _places(step: Step, theirs: Sequence[str]) -> tuple[int, ...]:
    """Say where each parameter of the English expression stands: the n-th of its kind."""
    waiting: dict[str, list[int]] = defaultdict(list)
    for place, kind in enumerate(theirs):
        waiting[kind].append(place)
    ours = parameters(step.says)
    if sorted(ours) != sorted(theirs):
        raise Ambiguous(f"the step {step.id} asks for {theirs} where English asks for {ours}")
    return tuple(waiting[kind].pop(0) for kind in ours)


def parameters(says: str) -> list[str]:
    """Give the kinds of parameter of a Cucumber Expression, in its order."""
    return re.findall(r"\{([a-z-]*)\}", says)


# --- no two steps for one sentence ---------------------------------------------------------------

_SAMPLES = {
    "name": ['"a"'], "int": ["2"], "never-was": [], "was": [], "went": [], "deviates": [],
    "bound": [], "answer": [],
}  # fmt: skip


def _check(rows: Sequence[_Row], grammar: Grammar) -> None:
    """Raise Ambiguous if a sentence of one step, in any of its forms, is taken by another too."""
    samples = {**_SAMPLES, **_written(grammar)}
    for row in rows:
        for sentence in {*_forms(row.built, samples), row.words.example}:
            taken = [other.step.id for other in rows if other.takes(sentence)]
            if taken != [row.step.id]:
                raise Ambiguous(f"{sentence!r} is taken by {taken}, where {row.step.id} is due")


def _written(grammar: Grammar) -> dict[str, list[str]]:
    """Give one way to write each value for which a language has words of its own."""
    words = grammar.words
    day = filled(words.dates.day[0], day=4, month=words.months[6][0], year=2018)
    hour = words.lengths["hour"]
    return {
        "when": [day, "2018-07-04"],
        "duration": [f"24 {hour.many[0]}"],
        "number": ["320", "40%"],
        "percent": ["40%"],
        "was": list(words.was.plain) + list(words.was.possibly_not),
        "never-was": list(words.never_was),
        "went": list(words.went.plain) + list(words.went.never_directly),
        "deviates": list(words.deviates.plain) + list(words.deviates.not_),
        "bound": list(words.bounds.at_least) + list(words.bounds.exactly),
        "answer": list(words.answers.accepted),
    }


def _forms(built: Node, samples: Mapping[str, Sequence[str]]) -> list[str]:
    """Give a Cucumber Expression's plainest form, and those that differ from it in one place."""
    parts = [_choices(node, samples) for node in built.nodes]
    plainest = [choices[0] for choices in parts]
    found = ["".join(plainest)]
    for place, choices in enumerate(parts):
        before, after = plainest[:place], plainest[place + 1 :]
        found += ["".join([*before, choice, *after]) for choice in choices[1:]]
    return found


def _choices(node: Node, samples: Mapping[str, Sequence[str]]) -> Sequence[str]:
    """Give what may stand for a part of an expression, the plainest first."""
    if node.ast_type is NodeType.TEXT:
        return [node.text]
    if node.ast_type is NodeType.PARAMETER:
        return samples[node.text]
    if node.ast_type is NodeType.ALTERNATION:
        return [form for other in node.nodes for form in _choices(other, samples)]
    inner = "".join(_choices(n, samples)[0] for n in node.nodes)
    return ["", inner] if node.ast_type is NodeType.OPTIONAL else [inner]


def _without_quotes(text: str) -> str:
    """Give a sentence in small letters without quotes, to find what lacks them."""
    return re.sub(r"\d+", "0", text.casefold().replace('"', "").replace("'", ""))


def _shape(text: str) -> str:
    """Give a sentence without its names and numbers, to compare how it is built."""
    return re.sub(r'"[^"]*"', '""', re.sub(r"\d+", "0", text.casefold()))
