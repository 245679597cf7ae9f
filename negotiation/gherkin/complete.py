"""Say what a language of features lacks beside English: a message, a hole in it, a sentence.

A language in, lines out; none where it is complete. Whether two of its sentences clash is found
when its vocabulary is built.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from negotiation.gherkin.language import Language, Modes, language
from negotiation.gherkin.sentences import STEPS
from negotiation.gherkin.vocabulary import parameters

KEPT = ("parts", "lengths", "columns", "subjects", "messages")
VERBS = ("was", "went", "deviates", "bounds", "answers")
TEMPLATES = {
    "day": {"day", "month", "year"},
    "clock": {"date", "clock"},
    "part": {"part", "date"},
    "part-on": {"part", "date"},
}
_HOLE = re.compile(r"\{([\w-]*)\}")


def lacking(words: Language) -> list[str]:
    """Give a line for each thing that a language has not as English has it.

    The sentences of English stand beside their functions, those of others in their files.
    """
    english = language("en")
    lines = [*_months(words)]
    for field in KEPT:
        lines += _keys(field, getattr(words, field), getattr(english, field))
    lines += [line for field in VERBS for line in _empty(field, _dumped(words, field))]
    lines += _empty("", {"never-was": words.never_was})
    lines += _templates(words)
    for key, text in words.messages.items():
        due = set(_HOLE.findall(english.messages.get(key, text)))
        lines += _holes(f"messages.{key}", text, due)
    if words.language != english.language:
        lines += _steps(words)
    return [f"{words.language}: {line}" for line in lines]


def _dumped(words: Language, field: str) -> Mapping[str, tuple[str, ...]]:
    found: Mapping[str, tuple[str, ...]] = getattr(words, field).model_dump(by_alias=True)
    return found


def _keys(where: str, own: Iterable[str], due: Iterable[str]) -> Iterator[str]:
    known = list(due)
    yield from (f"{where}.{key} is missing" for key in known if key not in set(own))
    yield from (f"{where}.{key} is not known" for key in own if key not in known)


def _empty(where: str, forms: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    prefix = f"{where}." if where else ""
    yield from (f"{prefix}{name} has no form" for name, texts in forms.items() if not texts)


def _months(words: Language) -> Iterator[str]:
    for number, names in enumerate(words.months, 1):
        if not names:
            yield f"month {number} has no name"


def _templates(words: Language) -> Iterator[str]:
    dates = words.dates.model_dump(by_alias=True)
    for name, due in TEMPLATES.items():
        for text in dates[name]:
            yield from _holes(f"dates.{name}", text, due)
    for text in words.dates.time:  # whole hours may go without minutes: "15 h"
        yield from _holes("dates.time", text, {"hour"} | ({"minute"} & set(_HOLE.findall(text))))
    for text in words.numbers.percent:
        yield from _holes("numbers.percent", text, {"number"})
    yield from _holes("other-part", words.other_part, {"part"})


def _holes(where: str, text: str, due: set[str]) -> Iterator[str]:
    found = set(_HOLE.findall(text))
    yield from (f"{where} has no {{{hole}}}" for hole in sorted(due - found))
    yield from (f"{where} has a {{{hole}}} that nothing fills" for hole in sorted(found - due))


def _steps(words: Language) -> Iterator[str]:
    yield from _keys("steps", words.steps, [step.id for step in STEPS])
    for step in STEPS:
        own = words.steps.get(step.id)
        if own and sorted(parameters(own.says)) != sorted(parameters(step.says)):
            due = " ".join(f"{{{kind}}}" for kind in parameters(step.says))
            yield f"steps.{step.id}.says has not the parameters {due}"
        if own and own.was:
            yield from _agreeing(step.id, words.was, own.was)


def _agreeing(step: str, verb: Modes, was: str) -> Iterator[str]:
    """Find a form that another mode has none beside: “était” without “n'était pas”."""
    place = verb.plain.index(was) if was in verb.plain else len(verb.plain)
    for mode in (verb.plain, verb.possibly, verb.not_, verb.possibly_not):
        if len(mode) <= place:
            yield f"steps.{step}.was is {was}, which is not in all modes of was"
            return


__all__ = ["lacking"]
