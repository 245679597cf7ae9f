"""Own phrases: sentences of a team's own, each of which stands for steps of the vocabulary.

`phrases.yaml` beside the features maps a sentence with <holes> to the steps it means. A phrase
cannot use another phrase. Text in, sentences out; nothing of it is ever run but the steps.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
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
from negotiation.gherkin.vocabulary import LONGEST, Hints, Vocabulary
from negotiation.load import decoded, inside, load_form, places, read_bytes
from negotiation.near import quoted

FORMAT: Final = "negotiation-phrases/1"
NAME = "phrases.yaml"
MOST_PHRASES, MOST_STEPS = 1_000, 100  # of a file, and of a phrase
_HOLE = re.compile(r"<([^<>]+)>")
_Wrong = tuple[str, str]  # what is wrong with a phrase, and what to write instead
_WITHIN = "one of its steps is a phrase", "a phrase cannot use another: write the steps"


class PhraseFile(Coded):
    """Sentences of one's own, each with the steps that it stands for."""

    format: Literal["negotiation-phrases/1"] = FORMAT
    phrases: Annotated[
        dict[Text, Annotated[Texts, Field(min_length=1, max_length=MOST_STEPS)]],
        Field(max_length=MOST_PHRASES),
    ]


Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Phrase:
    """One sentence of one's own, and the steps with their holes.

    `words` are what stands before, between and behind the holes: one more than holes.
    """

    says: str
    holes: tuple[str, ...]
    words: tuple[str, ...]
    steps: tuple[tuple[Keyword, str, str], ...] = ()  # what it is, keyword, text

    @classmethod
    def of(cls, says: str) -> Phrase:
        """Give the phrase that says so, yet without steps."""
        parts = _HOLE.split(says)
        return cls(says, tuple(parts[1::2]), tuple(parts[::2]))

    def spans(self, text: str) -> tuple[Span, ...] | None:
        """Give from where to where the value of each hole stands in a text, None if it does not.

        Read once from the left: a value in quotes ends with them, any other one where the words
        behind its hole first stand.
        """
        first, last = self.words[0], self.words[-1]
        if len(text) > LONGEST or not (text.startswith(first) and text.endswith(last)):
            return None
        if not self.holes:
            return () if text == first else None
        body, place, found = text[: len(text) - len(last)], len(first), list[Span]()
        for behind in (*self.words[1:-1], None):  # None is the end
            value, after = _value(body, place, behind)
            if value is None:
                return None
            found.append(value)
            place = after
        return tuple(found)


def _value(text: str, start: int, behind: str | None) -> tuple[Span | None, int]:
    """Give where the value that begins at a place stands, and where the words behind it end.

    `behind` are those words, None for the end of the text.
    """
    if text[start : start + 1] == '"':
        begin, end = start + 1, text.find('"', start + 1)
        after = end + 1
    else:
        begin, end = start, len(text) if behind is None else text.find(behind, start + 1)
        after = end
    fits = after == len(text) if behind is None else text.startswith(behind, after)
    if end <= begin or not fits or '"' in text[begin:end]:
        return None, 0
    return (begin, end), after + len(behind or "")


@dataclass(frozen=True)
class Phrases:
    """The phrases that hold for one folder in one language, and what is wrong with their file."""

    known: tuple[Phrase, ...] = ()
    problems: tuple[Problem, ...] = ()
    vocabulary: Vocabulary | None = None

    def find(self, text: str) -> list[tuple[Phrase, Mapping[str, str]]]:
        """Give the phrases that a sentence may be, with what fills their holes."""
        matched = ((phrase, phrase.spans(text)) for phrase in self.known)
        return [
            (phrase, {hole: text[a:b] for hole, (a, b) in zip(phrase.holes, spans, strict=True)})
            for phrase, spans in matched
            if spans is not None
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
            written = _HOLE.sub(lambda hole: filled[hole[1]], step)
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
        form = load_form(path, PhraseFile, FORMAT, shown=NAME)
    except LoadError as error:
        return Phrases(problems=tuple(map(_of_phrases, error.problems)))
    bare = {says: Phrase.of(plain(says)) for says in form.phrases}
    known, wrong, hints = list[Phrase](), dict[str, _Wrong](), Hints(vocabulary)
    for says, steps in form.phrases.items():
        made = _phrase(bare[says], steps, hints)
        if isinstance(made, Phrase):
            known.append(made)
        elif any(_is_phrase(step, bare.values()) for step in steps):
            wrong[says] = _WITHIN
        else:
            wrong[says] = made
    lines = decoded(read_bytes(path, NAME)).split("\n")
    return Phrases(tuple(known), tuple(problems(NAME, lines, _faults(path, wrong))), vocabulary)


def _of_phrases(problem: Problem) -> Problem:
    """Give a problem of the file with a hint for phrases, where it speaks of chronologies."""
    hints = {
        "Y006": "divide the features into several folders",
        "Y012": f"begin it with format: {FORMAT}, then phrases:",
    }
    return replace(problem, hint=hints.get(problem.code, problem.hint))


def _is_phrase(step: str, every: Iterable[Phrase]) -> bool:
    """Say whether a step of a phrase is a phrase of the file."""
    text = plain(step.partition(" ")[2])
    return any(phrase.spans(text) is not None for phrase in every)


def _faults(path: Path, wrong: Mapping[str, _Wrong]) -> list[Fault]:
    """Give what is wrong with phrases, each at its line."""
    found = places(path, [("phrases", says) for says in wrong]) if wrong else {}
    return [
        Fault(
            *found.get(("phrases", says), (1, 1))[:2],
            "G018", f"the phrase {quoted(says)}: {what}", hint,
        )
        for says, (what, hint) in wrong.items()
    ]  # fmt: skip


def _phrase(bare: Phrase, steps: tuple[str, ...], hints: Hints) -> Phrase | _Wrong:
    """Give a phrase with its steps, or what is wrong with it."""
    misshapen = _misshapen(bare, steps)
    if misshapen:
        return misshapen
    made = []
    for step in steps:
        read = _step(step, Keywords.of(hints.vocabulary.words.language))
        if read is None:
            return f"{quoted(step)} begins with no keyword", "write Given, When or Then before it"
        made.append(read)
        wrong = _wrong(read[2], bare.holes, hints)
        if wrong:
            return wrong
    if len({kind for kind, _, _ in made}) > 1:
        return "the phrase mixes Given, When and Then", "make one phrase for each"
    return replace(bare, steps=tuple(made))


def _misshapen(bare: Phrase, steps: tuple[str, ...]) -> _Wrong | None:
    """Say what is wrong with a phrase whatever its steps mean."""
    if max(map(len, (bare.says, *steps))) > LONGEST:
        return f"it or one of its steps is longer than {LONGEST:,} letters", "say it in fewer words"
    if len(set(bare.holes)) < len(bare.holes):
        return "a hole stands twice in the phrase", "give each <hole> a name of its own"
    if not all(bare.words[1:-1]):
        return "two holes stand side by side", "put a word between two holes"
    return None


def _wrong(step: str, holes: Iterable[str], hints: Hints) -> _Wrong | None:
    unknown = [name for name in _HOLE.findall(step) if name not in holes]
    if unknown:
        return f"<{unknown[0]}> stands in a step and not in the phrase", "write it in both"
    trial, vocabulary = plain(_HOLE.sub("x", step)), hints.vocabulary
    if not vocabulary.find(trial) and not vocabulary.nearly(trial):
        near = hints.near(trial, None)
        hint = f"near it: {'; or '.join(near)}" if near else "see `negotiation steps`"
        return f"no sentence is {quoted(step)}", hint
    return None


def _step(text: str, words: Keywords) -> tuple[Keyword, str, str] | None:
    for word, kind in words.kinds.items():
        if text.startswith(word):
            return kind, word, text[len(word) :].strip()
    return None
