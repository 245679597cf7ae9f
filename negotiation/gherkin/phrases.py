"""Own phrases: sentences of a team's own, each of which stands for steps of the vocabulary.

`phrases.yaml` beside the features maps a sentence with <holes> to the steps it means. A phrase
cannot use another phrase. Text in, sentences out; nothing of it is ever run but the steps.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import Field

from negotiation.coded import Coded, Text, Texts
from negotiation.errors import LoadError, Problem
from negotiation.gherkin.asked import Keyword
from negotiation.gherkin.faults import Fault, problems
from negotiation.gherkin.feature import Sentence
from negotiation.gherkin.mending import Keywords
from negotiation.gherkin.spelling import plain
from negotiation.gherkin.vocabulary import Vocabulary
from negotiation.load import decoded, inside, load_form, places, read_bytes
from negotiation.near import quoted

FORMAT: Final = "negotiation-phrases/1"
NAME = "phrases.yaml"
_HOLE = re.compile(r"<([^<>]+)>")


class PhraseFile(Coded):
    """Sentences of one's own, each with the steps that it stands for."""

    format: Literal["negotiation-phrases/1"] = FORMAT
    phrases: dict[Text, Annotated[Texts, Field(min_length=1)]]


@dataclass(frozen=True, slots=True)
class Phrase:
    """One sentence of one's own: how it is matched, and the steps with their holes."""

    says: str
    regexp: re.Pattern[str]
    steps: tuple[tuple[Keyword, str, str], ...]  # what it is, keyword, text


@dataclass(frozen=True)
class Phrases:
    """The phrases that hold for one folder in one language, and what is wrong with their file."""

    known: tuple[Phrase, ...] = ()
    problems: tuple[Problem, ...] = ()
    vocabulary: Vocabulary | None = None

    def find(self, text: str) -> list[tuple[Phrase, Mapping[str, str]]]:
        """Give the phrases that a sentence may be, with what fills their holes."""
        return [
            (phrase, match.groupdict())
            for phrase in self.known
            if (match := phrase.regexp.fullmatch(text))
        ]

    def steps(self, text: str) -> tuple[Sentence, ...]:
        """Give the sentences that a phrase stands for, none if the text is no phrase.

        Of several phrases that take the text, and make sentences of the vocabulary of it, one
        sentence that has the meanings of all: it may mean two things.
        """
        made = [self._filled(phrase, filled) for phrase, filled in self.find(text)]
        sound = [steps for steps in made if all(step.meanings for step in steps)] or made[:1]
        if len(sound) > 1:
            meanings = tuple(meaning for steps in sound for meaning in steps[0].meanings)
            return (replace(sound[0][0], meanings=meanings),)
        return sound[0] if sound else ()

    def _filled(self, phrase: Phrase, filled: Mapping[str, str]) -> tuple[Sentence, ...]:
        made = []
        for kind, keyword, step in phrase.steps:
            written = _HOLE.sub(lambda hole: filled[_group(hole[1])], step)
            text = plain(written)
            meanings = () if self.vocabulary is None else self.vocabulary.find(text)
            made.append(Sentence(keyword, kind, written, text, 0, 0, meanings=meanings))
        return tuple(made)


def phrases_beside(folder: Path, vocabulary: Vocabulary) -> Phrases:
    """Give the phrases of a folder; their file's problems are in them."""
    path = inside(NAME, folder)
    if path is None or not path.is_file():
        return Phrases()
    return _read(path, path.stat().st_mtime_ns, vocabulary)


@lru_cache(maxsize=64)
def _read(path: Path, _changed: int, vocabulary: Vocabulary) -> Phrases:
    try:
        form = load_form(path, PhraseFile, FORMAT)
    except LoadError as error:
        return Phrases(problems=tuple(map(_of_phrases, error.problems)))
    known, faults = list[Phrase](), list[Fault]()
    for says, steps in form.phrases.items():
        made = _phrase(says, steps, vocabulary)
        if not isinstance(made, Phrase) and any(_is_phrase(step, form) for step in steps):
            made = "one of its steps is a phrase", "a phrase cannot use another: write the steps"
        if isinstance(made, Phrase):
            known.append(made)
        else:
            faults.append(_fault(path, says, *made))
    lines = decoded(read_bytes(path, str(path))).split("\n")
    return Phrases(tuple(known), tuple(problems(str(path), lines, faults)), vocabulary)


def _of_phrases(problem: Problem) -> Problem:
    """Give a problem of the file with a hint for phrases, where it speaks of chronologies."""
    hints = {
        "Y006": "divide the features into several folders",
        "Y012": f"begin it with format: {FORMAT}, then phrases:",
    }
    return replace(problem, hint=hints.get(problem.code, problem.hint))


def _is_phrase(step: str, form: PhraseFile) -> bool:
    """Say whether a step of a phrase is a phrase of the file."""
    bare = plain(step.partition(" ")[2])
    return any(re.fullmatch(_regexp(plain(says)), bare) for says in form.phrases)


def _fault(path: Path, says: str, what: str, hint: str) -> Fault:
    """Give what is wrong with a phrase, at its line."""
    line, column = places(path, [("phrases", says)]).get(("phrases", says), (1, 1))
    return Fault(line, column, "G018", f"the phrase {quoted(says)}: {what}", hint)


def _phrase(says: str, steps: tuple[str, ...], vocabulary: Vocabulary) -> Phrase | tuple[str, str]:
    """Give a phrase, or what is wrong with it and what to write instead."""
    text = plain(says)
    holes = _HOLE.findall(text)
    if len(set(holes)) < len(holes):
        return "a hole stands twice in the phrase", "give each <hole> a name of its own"
    made = []
    for step in steps:
        read = _step(step, Keywords.of(vocabulary.words.language))
        if read is None:
            return f"{quoted(step)} begins with no keyword", "write Given, When or Then before it"
        made.append(read)
        wrong = _wrong(read[2], holes, vocabulary)
        if wrong:
            return wrong
    if len({kind for kind, _, _ in made}) > 1:
        return "the phrase mixes Given, When and Then", "make one phrase for each"
    return Phrase(text, re.compile(_regexp(text)), tuple(made))


def _wrong(step: str, holes: list[str], vocabulary: Vocabulary) -> tuple[str, str] | None:
    unknown = [name for name in _HOLE.findall(step) if name not in holes]
    if unknown:
        return f"<{unknown[0]}> stands in a step and not in the phrase", "write it in both"
    trial = plain(_HOLE.sub("x", step))
    if not vocabulary.find(trial) and not vocabulary.nearly(trial):
        near = vocabulary.near(trial, None)
        hint = f"near it: {'; or '.join(near)}" if near else "see `negotiation steps`"
        return f"no sentence is {quoted(step)}", hint
    return None


def _step(text: str, words: Keywords) -> tuple[Keyword, str, str] | None:
    for word, kind in words.kinds.items():
        if text.startswith(word):
            return kind, word, text[len(word) :].strip()
    return None


def _regexp(text: str) -> str:
    made, place = "", 0
    for hole in _HOLE.finditer(text):
        made += re.escape(text[place : hole.start()]) + rf"\"?(?P<{_group(hole[1])}>[^\"]+?)\"?"
        place = hole.end()
    return made + re.escape(text[place:])


def _group(name: str) -> str:
    """Give a name that a group may have: holes may hold any letters."""
    return "hole_" + "_".join(f"{ord(sign):x}" for sign in name)
