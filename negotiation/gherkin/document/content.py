"""What the living document says, before it is set as a page or as text: values only.

Features in order, each with its scenarios, steps, verdicts, evidence and strips; the chronologies
with their sources. How it is put together from results: see composing.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from negotiation.chronology import Chronology
from negotiation.errors import Problem
from negotiation.gherkin.document.evidence import Evidence, Rest
from negotiation.gherkin.document.strip import Pieces, Strip
from negotiation.gherkin.feature import Sentence
from negotiation.gherkin.language import Language
from negotiation.gherkin.results import Count, Status
from negotiation.view.sides import withheld
from negotiation.view.speech import speech

MOST_LISTED = 60  # scenarios that the contents list one by one


@dataclass(frozen=True, slots=True)
class Ref:
    """A scenario to which another one refers."""

    anchor: str
    name: str


@dataclass(frozen=True, slots=True)
class Line:
    """One step as it is printed.

    `verdict` is the key of a message, empty where nothing was asked. `phrase` is the sentence that
    it belongs to, told before the first of its steps; `outer` is it at every one of them.
    `evidence` is None where there is none to tell; `above` is the scenario of the feature that
    tells the same already.
    """

    sentence: Sentence
    status: Status
    phrase: Sentence | None = None
    verdict: str = ""
    found: str = ""
    decided: tuple[str, ...] = ()
    evidence: Evidence | None = None
    above: Ref | None = None
    message: tuple[str, ...] = ()
    outer: Sentence | None = None

    @property
    def first(self) -> Sentence:
        """What stands in the file for it: itself or its phrase."""
        return self.outer or self.sentence


@dataclass(frozen=True, slots=True)
class Drawing:
    """A strip for a wide page and for a narrow one, their zone, and what both show in words.

    `dated` is the same with dates. `above` is the scenario of the feature that has it already.
    """

    wide: Strip
    narrow: Strip
    zone: str
    told: str
    dated: str
    above: Ref | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A scenario as it is printed: of an outline, a row of its examples by its number."""

    anchor: str
    name: str
    number: int | None
    status: Status
    lines: tuple[Line, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A scenario, or an outline with all its rows; `library` is the number of its chronology."""

    name: str
    tags: tuple[str, ...]
    rows: tuple[Row, ...]
    strips: tuple[Drawing, ...]
    library: int
    is_what_if: bool = False

    @property
    def is_outline(self) -> bool:
        """Whether it has rows."""
        return self.rows[0].number is not None

    @property
    def anchor(self) -> str:
        """Where it stands."""
        return self.rows[0].anchor

    @property
    def status(self) -> Status:
        """How it went: as its worst row did."""
        return worst(row.status for row in self.rows)


@dataclass(frozen=True, slots=True)
class Part:
    """The scenarios of a rule, or those without one, after what they have in common."""

    rule: str
    background: tuple[Line, ...]
    scenarios: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A feature as it is printed; `description` are its paragraphs."""

    anchor: str
    name: str
    words: Language
    description: tuple[str, ...]
    file: str
    parts: tuple[Part, ...]
    problems: tuple[Problem, ...]
    status: Status

    @property
    def rows(self) -> tuple[Row, ...]:
        """Its scenarios, whatever their rule, those of outlines row by row."""
        return tuple(row for part in self.parts for one in part.scenarios for row in one.rows)


@dataclass(slots=True)
class Library:
    """A chronology as the results used it, under whatever choice of its sources.

    `entries` are the events that a sentence rests on, as they were told with the most reports.
    """

    number: int
    chronology: Chronology
    references: dict[str, str]
    entries: dict[str, Rest] = field(default_factory=dict)

    def note(self, rests: Iterable[Rest]) -> None:
        """Take in the events that a sentence rests on."""
        for rest in rests:
            known = self.entries.get(rest.event)
            if known is None or len(known.reports) < len(rest.reports):
                self.entries[rest.event] = rest

    def withheld(self, code: str) -> str:
        """Say in a language how much of it is confidential; an empty text if nothing is."""
        return withheld(self.chronology, speech(code)) if self.chronology.withheld else ""

    @property
    def events(self) -> tuple[Rest, ...]:
        """The events, in the order of the file; those that were added stand last."""
        order = {key: place for place, key in enumerate(self.chronology.events)}
        return tuple(
            sorted(self.entries.values(), key=lambda rest: order.get(rest.event, len(order)))
        )

    @property
    def numbers(self) -> dict[str, int]:
        """The numbers of its sources, as the strips cite them."""
        return {key: number for number, key in enumerate(self.references, 1)}


@dataclass(frozen=True, slots=True)
class Content:
    """The whole document. `words` are those of all its features, English where they differ."""

    words: Language
    count: Count
    version: str
    libraries: tuple[Library, ...]
    chapters: tuple[Chapter, ...]
    pieces: Pieces

    @property
    def listed(self) -> frozenset[str]:
        """The anchors of the scenarios that the contents list: of many, those not passed."""
        every = [one for chapter in self.chapters for one in chapter.rows]
        few = len(every) <= MOST_LISTED
        return frozenset(one.anchor for one in every if few or one.status is not Status.PASSED)

    @property
    def zones(self) -> tuple[str, ...]:
        """The time zones of its chronologies."""
        return tuple(dict.fromkeys(one.chronology.timezone for one in self.libraries))

    @property
    def title(self) -> str:
        """The title of the one chronology, if there is one, and what the document is."""
        own = self.words.say("document-title")
        if len(self.libraries) != 1:
            return own
        return f"{named(self.libraries[0].chronology.title, self.words.language)}: {own}"


def worst(found: Iterable[Status]) -> Status:
    """Give the status that matters most."""
    order = (Status.MISTAKE, Status.FAILED, Status.SKIPPED)
    seen = set(found)
    return next((status for status in order if status in seen), Status.PASSED)


def named(label: Mapping[str, str], code: str) -> str:
    """Give a label in a language, else in English, else in whatever it has."""
    return label.get(code) or label.get("en") or next(iter(label.values()), "")
