"""Feature, Scenario, Sentence: what a feature file says, once it is read. Values only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from negotiation.errors import Problem
from negotiation.gherkin.asked import Keyword, Table
from negotiation.gherkin.language import Language
from negotiation.gherkin.talks import Folder
from negotiation.gherkin.vocabulary import Meaning


@dataclass(frozen=True, slots=True)
class Sentence:
    """One step as it stands in a scenario: as written, as read, and what it may mean.

    `kind` is what Gherkin takes it for, None for a first And. `rows` are the table's rows by
    column. `inner` are the steps of a phrase. `ids` are those of the step and, in an outline, of
    the row of examples in the parsed document.
    """

    keyword: str
    kind: Keyword | None
    written: str
    text: str
    line: int
    column: int
    table: Table | None = None
    text_block: str | None = None
    meanings: tuple[Meaning, ...] = ()
    inner: tuple[Sentence, ...] = ()
    rows: tuple[Mapping[str, str], ...] = ()
    ids: tuple[str, ...] = ()
    pickle_id: str = ""

    @property
    def is_known(self) -> bool:
        """Whether the vocabulary or a phrase knows it."""
        return bool(self.meanings or self.inner)

    def whole(self) -> str:
        """Give it as written, with its keyword."""
        return f"{self.keyword.strip()} {self.written}"

    def meant(self) -> Iterator[Sentence]:
        """Give the sentences that are run for it: itself, or those of its phrase."""
        yield from self.inner or (self,)


@dataclass(frozen=True, slots=True)
class Scenario:
    """One scenario to run: of an outline, one row of its examples.

    `problems` keep it from being run. `unknown` are problems only where nobody else knows the
    sentences: under pytest, a user's own steps may.
    """

    name: str
    keyword: str
    line: int
    tags: tuple[str, ...]
    sentences: tuple[Sentence, ...]
    rule: str = ""
    row: int | None = None
    problems: tuple[Problem, ...] = ()
    unknown: tuple[Problem, ...] = ()
    pickle: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Feature:
    """A feature file, read.

    `shown` is its name in messages; `document` the parsed text as in Cucumber Messages, None if
    it could not be parsed. `problems` are those of the file that belong to no scenario.
    """

    shown: str
    folder: Folder
    text: str
    words: Language
    name: str = ""
    description: str = ""
    scenarios: tuple[Scenario, ...] = ()
    problems: tuple[Problem, ...] = ()
    document: Mapping[str, Any] | None = None

    def every_problem(self, *, unknown: bool = True) -> list[Problem]:
        """Give all problems of the file, each once, in its order."""
        found = [*self.problems]
        for scenario in self.scenarios:
            found += [*scenario.problems, *(scenario.unknown if unknown else ())]
        return sorted(dict.fromkeys(found), key=lambda p: (p.line, p.column, p.code))
