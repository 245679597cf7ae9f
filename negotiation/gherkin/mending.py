"""Lines that Gherkin takes for something else than was meant: `given`, `Given:`, `Scenario x`.

A text in, the text with such lines mended out, and a fault for each, so that whatever else is
wrong in the file is found in the same pass. No-break spaces are mended without a word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from gherkin.dialect import Dialect

from negotiation.gherkin.asked import Keyword
from negotiation.gherkin.faults import Fault
from negotiation.near import quoted

LANGUAGE = re.compile(r"^\s*#\s*language\s*:\s*([a-zA-Z\-_]+)\s*$")
KINDS: tuple[Keyword, ...] = ("given", "when", "then")
STEPPED = {"background", "scenario", "scenarioOutline"}  # what has steps
MOST_WORDS = 3  # of a line, which may stand before its sentence
LONGEST = 1_000  # letters; a longer line is prose
_SPACES = "\u00a0\u2007\u202f\u2009"


def spoken(text: str, known: Iterable[str]) -> tuple[str, int]:
    """Give the language that a feature is in, and the line that says so, 0 if none does.

    The code behind `# language:`; without such a line, the one of the known languages whose
    keyword the first title is in; else English.
    """
    for number, line in enumerate(text.split("\n")[:200], 1):
        match = LANGUAGE.match(line)
        if match:
            return match[1], number
        if line.strip() and not line.lstrip().startswith(("#", "@")):
            heads = (code for code in known if Keywords.of(code).title(line.strip()) == "feature")
            return next(heads, "en"), 0
    return "en", 0


@dataclass(frozen=True, slots=True)
class Keywords:
    """The keywords of one language: those of titles, by what they head, and those of steps."""

    titles: dict[str, str]
    steps: tuple[str, ...]
    leading: frozenset[str]  # Given, When and Then: prose rarely begins a line with these
    kinds: dict[str, Keyword]

    @classmethod
    @cache
    def of(cls, code: str) -> Keywords:
        """Give those of a language that Gherkin knows, else the English ones."""
        dialect = Dialect.for_name(code) or Dialect.for_name("en")
        assert dialect is not None  # noqa: S101  English is always there
        spec = dialect.spec
        titles = {
            word: head
            for head in ("feature", "background", "rule", "scenarioOutline", "scenario", "examples")
            for word in spec[head]
        }
        leading = {word for kind in KINDS for word in spec[kind]}
        joining = {word for kind in ("and", "but") for word in spec[kind]}
        known = sorted((leading | joining) - {"* "}, key=len, reverse=True)
        kinds: dict[str, Keyword] = {
            word: kind
            for kind in KINDS
            for word in sorted(set(spec[kind]) - {"* "}, key=len, reverse=True)
        }
        return cls(titles, tuple(known), frozenset(leading - joining), kinds)

    def title(self, line: str) -> str | None:
        """Give what a line heads, None if it is no title."""
        return next((h for word, h in self.titles.items() if line.startswith(f"{word}:")), None)

    def is_step(self, line: str) -> bool:
        """Say whether a line is a step."""
        return line.startswith((*self.steps, "* "))


Knows = Callable[[str], "Keyword | None"]


def mended(
    text: str, code: str, knows: Knows, others: Iterable[str] = ()
) -> tuple[str, list[Fault]]:
    """Give the text with lines mended that were surely meant as keywords, and what was wrong.

    `knows` says what a sentence is, None if it is none of the vocabulary; `others` are languages
    whose keywords may have been written by mistake.
    """
    titles = {
        word: head
        for other in others
        for word, head in Keywords.of(other).titles.items()
        if word not in Keywords.of(code).titles
    }
    return _Mending(text, Keywords.of(code), knows, titles).run()


class _Mending:
    """One pass over the lines of a file, with what heads them."""

    def __init__(
        self, text: str, words: Keywords, knows: Knows, foreign: Mapping[str, str]
    ) -> None:
        self.lines = text.split("\n")
        self.words = words
        self.knows = knows
        self.foreign = foreign  # titles of other languages, and what they head
        self.faults: list[Fault] = []
        self.head: str | None = None  # what the last title line heads
        self.after_step = False

    def run(self) -> tuple[str, list[Fault]]:
        block: str | None = None
        for number, line in enumerate(self.lines):
            bare = line.strip()
            if block is not None or (self.after_step and bare.startswith(('"""', "```"))):
                fence = bare[:3]
                if block is None:
                    block = fence if not bare[3:].endswith(fence) or len(bare) < 6 else None
                elif bare.startswith(block):
                    block = None
                continue
            if bare and not bare.startswith(("|", "#", "@")):
                self.lines[number] = self._line(number, line, bare)
        return "\n".join(self.lines), self.faults

    def _line(self, number: int, line: str, bare: str) -> str:
        indent = line[: len(line) - len(line.lstrip())]
        plain = self._plainly_spaced(bare)
        head = self.words.title(plain)
        if head is not None:
            self.head, self.after_step = head, False
            return indent + plain if plain != bare else line
        if self.words.is_step(plain):
            if self.head in STEPPED:
                self.after_step = True
            elif self.knows(self._rest(plain)):
                self._fault(number, indent, "G004", _LOOSE_STEP, "write a line `Scenario: …` above")
            return indent + plain if plain != bare else line
        made = (
            self._title(number, indent, plain)
            or self._foreign_title(number, indent, plain)
            or self._step(number, indent, plain)
            or self._stray(number, indent, plain)
        )
        return line if made is None else indent + made

    def _fault(self, number: int, indent: str, code: str, message: str, hint: str) -> None:
        self.faults.append(Fault(number + 1, len(indent) + 1, code, message, hint))

    def _plainly_spaced(self, bare: str) -> str:
        """Give a line with a plain space behind its keyword."""
        if not any(space in bare for space in _SPACES):
            return bare
        for word in (*self.words.steps, "* "):
            stem = word.rstrip()
            if word.endswith(" ") and bare.startswith(tuple(stem + space for space in _SPACES)):
                return stem + " " + bare[len(stem) + 1 :]
        return bare

    def _rest(self, line: str) -> str:
        word = next((w for w in (*self.words.steps, "* ") if line.startswith(w)), "")
        return line[len(word) :].strip()

    # --- titles ---------------------------------------------------------------------------------

    def _title(self, number: int, indent: str, bare: str) -> str | None:
        """Mend a title in the wrong case, or with its colon missing or behind a space."""
        for word, head in self.words.titles.items():
            match = re.match(rf"({re.escape(word)})(\s*)(:?)(?=\s|$|:)", bare, re.IGNORECASE)
            if match is None or (match[2] and not match[3] and match[1] != word):
                continue
            rest = bare[match.end() :].strip()
            colon = bool(match[3]) or bare[match.end() : match.end() + 1] == ":"
            if not colon and not (match[1] == word and self._heads_something(number, head)):
                continue
            if colon and match[1] != word:
                what = f"the keyword is written {quoted(word)}, with just these capitals"
            elif colon:
                what = f"a space stands before the colon of {quoted(word)}"
            else:
                what = f"the colon after {quoted(word)} is missing"
            self._fault(number, indent, "G004", what, f"write {word}: {rest}".rstrip())
            self.head, self.after_step = head, False
            return f"{word}: {rest.lstrip(':').strip()}".rstrip()
        return None

    def _foreign_title(self, number: int, indent: str, bare: str) -> str | None:
        """Mend a title whose keyword is another language's."""
        word, colon, rest = bare.partition(":")
        head = self.foreign.get(word) if colon else None
        if head is None:
            return None
        own = next(mine for mine, other in self.words.titles.items() if other == head)
        what = f"{quoted(word + ':')} is a keyword of another language than the file's"
        self._fault(number, indent, "G004", what, f"write {own}:{rest}")
        self.head, self.after_step = head, False
        return f"{own}:{rest}"

    def _heads_something(self, number: int, head: str) -> bool:
        """Say whether what follows a line is what such a title heads."""
        follower = next(self._followers(number), "")
        if head == "examples":
            return follower.startswith("|")
        if head == "feature":
            return self.head is None
        if head == "rule":
            found = self.words.title(follower)
            return found in {"scenario", "scenarioOutline", "background"}
        return self.words.is_step(self._plainly_spaced(follower)) or self._looks_like_step(follower)

    def _followers(self, number: int) -> Iterator[str]:
        for line in self.lines[number + 1 :]:
            bare = line.strip()
            if bare and not bare.startswith("#"):
                yield bare

    # --- steps ----------------------------------------------------------------------------------

    def _looks_like_step(self, bare: str) -> bool:
        return self._taken_for(bare) is not None

    def _taken_for(self, bare: str) -> tuple[str, str, str] | None:
        """Give the keyword that a line was meant to begin with, as written, and the rest."""
        for word in self.words.steps:
            stem = word.rstrip()
            match = re.match(rf"({re.escape(stem)})(\s*:\s*|\s+|$)(.*)", bare, re.IGNORECASE)
            if match and (match[1] != stem or ":" in match[2] or not match[3]):
                return word, match[1], match[3]
        return None

    def _step(self, number: int, indent: str, bare: str) -> str | None:
        """Mend a step whose keyword has the wrong case, a colon, or nothing behind it."""
        taken = self._taken_for(bare)
        if taken is None:
            return None
        word, written, rest = taken
        if not self._meant(word, rest, bare):
            return None
        stem = word.rstrip()
        if not rest:
            message = f"nothing stands behind {quoted(stem)}"
            self._fault(number, indent, "G003", message, "write the sentence, or delete the line")
            return "#"  # a comment: the line says nothing
        if bare[len(written) :].lstrip().startswith(":"):
            message = f"a colon stands behind {quoted(stem)}"
        else:
            message = f"the keyword is written {quoted(stem)}, with just these capitals"
        self._fault(number, indent, "G003", message, f"write {word.rstrip()} {rest}")
        self.after_step = True
        return word + rest

    def _stray(self, number: int, indent: str, bare: str) -> str | None:
        """Mend a sentence without a keyword, or with a word for one that is none.

        Gherkin takes it for a description, so that it would check nothing.
        """
        if self.head not in STEPPED or self.after_step or len(bare) > LONGEST:
            return None
        parts = bare.split(" ")
        for cut in range(min(MOST_WORDS, len(parts))):
            rest = " ".join(parts[cut:])
            kind = self.knows(rest)
            if kind is None:
                continue
            own = next(word for word, other in self.words.kinds.items() if other == kind)
            first = quoted(" ".join(parts[:cut])) if cut else "nothing"
            what = f"{first} stands before the sentence where a keyword is due"
            self._fault(number, indent, "G003", what, f"write {own}{rest}")
            self.after_step = True
            return own + rest
        return None

    def _meant(self, word: str, rest: str, bare: str) -> bool:
        """Say whether a line is a step gone wrong rather than prose of a description."""
        if rest and self.knows(rest):
            return True
        if self.head not in STEPPED:
            return False
        if self.after_step or bare[len(word.rstrip()) :].lstrip().startswith(":"):
            return True
        return word in self.words.leading


_LOOSE_STEP = "the step stands outside any scenario, where Gherkin takes it for a description"
