"""Step definitions, as Cucumber Messages tell them: the vocabularies and phrases in use.

Features in; envelopes out, and for each sentence which definitions take it, with what arguments.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from negotiation.gherkin.asked import Step
from negotiation.gherkin.feature import Feature, Sentence
from negotiation.gherkin.phrases import NAME, Phrase, phrases_beside
from negotiation.gherkin.spelling import plain
from negotiation.gherkin.vocabulary import Meaning, Vocabulary, vocabulary

Message = Mapping[str, Any]
_MEANT = re.compile(r"[\\({/]")  # signs that mean something in a Cucumber Expression
_HOLE = re.compile(r"<[^<>]+>")


def definitions(features: Iterable[Feature]) -> Iterator[Message]:
    """Give the parameter types, the steps of every language in use, and the phrases in use."""
    kept = list(features)
    used = [vocabulary(code) for code in sorted({f.words.language for f in kept})]
    yield from _parameter_types(used)
    for words in used:
        for step in words.steps:
            yield {"stepDefinition": _step(words, step)}
    phrases = {
        phrase_id(feature, phrase): _phrase(feature, phrase)
        for feature in kept
        for phrase in _phrases(feature)
    }
    yield from ({"stepDefinition": told} for told in phrases.values())


def _parameter_types(used: Iterable[Vocabulary]) -> Iterator[Message]:
    """Give each kind of parameter once, with what it may be in any of the languages."""
    forms = defaultdict[str, list[str]](list)
    for words in used:
        for kind in words.grammar.kinds.values():
            if kind.regexp not in forms[kind.name]:
                forms[kind.name].append(kind.regexp)
    for name, regexps in forms.items():
        told = {
            "id": f"parameter-{name}",
            "name": name,
            "regularExpressions": regexps,
            "preferForRegularExpressionMatch": False,
            "useForSnippets": True,
        }
        yield {"parameterType": told}


def _step(words: Vocabulary, step: Step) -> Message:
    code = getattr(step.function, "__code__", None)
    place = {} if code is None else {"location": {"line": code.co_firstlineno}}
    uri = step.function.__module__.replace(".", "/") + ".py"
    says = words.translation(step).says
    return _definition(step_id(words, step), says, {"uri": uri, **place})


def _phrase(feature: Feature, phrase: Phrase) -> Message:
    parts = [_MEANT.sub(r"\\\g<0>", part) for part in _HOLE.split(phrase.says)]
    return _definition(phrase_id(feature, phrase), "{}".join(parts), {"uri": _file(feature)})


def _definition(key: str, says: str, place: Message) -> Message:
    pattern = {"source": says, "type": "CUCUMBER_EXPRESSION"}
    return {"id": key, "pattern": pattern, "sourceReference": place}


def step_id(words: Vocabulary, step: Step) -> str:
    """Give the id of a step in one language."""
    return f"step-{words.words.language}-{step.id}"


def phrase_id(feature: Feature, phrase: Phrase) -> str:
    """Give the id of a phrase of the folder of a feature."""
    return f"phrase-{_file(feature)}-{phrase.says}"


def _file(feature: Feature) -> str:
    return (Path(feature.shown).parent / NAME).as_posix()


def _phrases(feature: Feature) -> tuple[Phrase, ...]:
    return phrases_beside(feature.folder.here, vocabulary(feature.words.language)).known


# --- what takes a sentence -----------------------------------------------------------------------


def matches(feature: Feature, sentence: Sentence) -> list[tuple[str, list[Message]]]:
    """Give the id of each definition that takes a sentence, with the arguments it finds in it."""
    words = vocabulary(feature.words.language)
    found = [
        (step_id(words, meaning.step), _arguments(words, meaning, sentence))
        for meaning in sentence.meanings
    ]
    for phrase in _phrases(feature) if sentence.inner else ():
        spans = phrase.spans(sentence.text)
        if spans is not None:
            told: list[Message] = [{"group": _group(span, sentence)} for span in spans]
            found.append((phrase_id(feature, phrase), told))
    return found


def _arguments(words: Vocabulary, meaning: Meaning, sentence: Sentence) -> list[Message]:
    match = _compiled(words.regexp(meaning.step.id)).match(sentence.text)
    if match is None:
        return []
    return [
        {"parameterTypeName": kind, "group": _group(match.span(number), sentence)}
        for number, (kind, _) in enumerate(meaning.written, 1)
    ]


@cache
def _compiled(regexp: str) -> re.Pattern[str]:
    return re.compile(regexp)


def _group(span: tuple[int, int], sentence: Sentence) -> Message:
    """Give an argument; its place only where it stands there in the text as written, too."""
    start, end = span
    value, written = sentence.text[start:end], sentence.written[start:end]
    if plain(written) == value:
        return {"start": start, "value": written, "children": []}
    return {"value": value, "children": []}
