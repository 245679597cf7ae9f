"""Language: the words by which features speak of dates, lengths, polarity, tables and results.

Data of one file a language in `languages/`; a further language is a further file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import Field

from negotiation.coded import Coded, Flag, Id, Text, Texts
from negotiation.errors import UnknownName
from negotiation.load import load_form
from negotiation.near import did_you_mean, quoted

FORMAT: Final = "negotiation-language/1"
FOLDER = Path(__file__).parent / "languages"
Unit = Literal["minute", "hour", "day", "week"]


Forms = Annotated[Texts, Field(min_length=1)]


class Dates(Coded):
    """How a date is written: as a day, with a clock time, as a part of a day."""

    day: Forms
    clock: Forms
    part: Forms
    part_on: Forms
    time: Forms = Field(("{hour}:{minute}",), description="How a clock time is written")
    first_day: Text | None = Field(None, description='What stands for the day 1: "1er"')


class Part(Coded):
    """The words for a part of the day: as in "the afternoon of", and as in "midday on"."""

    of: Texts
    on: Texts = ()


class Counted(Coded):
    """A unit of time in its number forms; `alone` and `two` are words that need no number."""

    one: Forms
    alone: Texts = Field((), description='What means one without a number: "une heure"')
    two: Texts = Field((), description='What means two without a number: "ساعتين"')
    few: Texts = Field((), description="What stands after 3 to 10, where `many` does not")
    many: Forms

    def counted(self, count: int) -> str:
        """Write a number of them."""
        single = {1: self.alone, 2: self.two}.get(count)
        if single and self.two:  # where two of them need no number, neither does one
            return single[0]
        few = self.few and 3 <= count % 100 <= 10  # also 103 to 110
        words = self.one if count == 1 else self.few if few else self.many
        return f"{count} {words[0]}"


class Numbers(Coded):
    """The signs between thousands and before decimals, and how a percentage is written."""

    thousands: str
    decimal: Text
    thousandths: Flag = Field(
        True, description="Whether 320.000 is read: not where others write thousands so"
    )
    percent: Forms = ("{number}%", "{number} %")


class Modes(Coded):
    """The forms of a verb: plain, and with what makes it sure, possible or negative."""

    plain: Texts
    certainly: Texts
    possibly: Texts
    not_: Texts
    certainly_not: Texts
    possibly_not: Texts


class Moves(Coded):
    """The forms of "went"."""

    plain: Texts
    directly: Texts
    never: Texts
    never_directly: Texts


class Bounds(Coded):
    """The words before a number of times."""

    exactly: Texts
    at_least: Texts
    at_most: Texts


class Answers(Coded):
    """How an issue may have been settled."""

    accepted: Texts
    rejected: Texts


class Translation(Coded):
    """One step in this language: its Cucumber Expression, a sentence of help, an example."""

    says: Text
    help: Text
    example: Text
    was: Text | None = Field(None, description="The plain form of {was} that agrees with the rest")


class Language(Coded):
    """One language of features, as its file holds it."""

    format: Literal["negotiation-language/1"] = FORMAT
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}$")]
    name: Text
    direction: Literal["ltr", "rtl"]
    spellings: dict[Text, Text] = Field(
        default_factory=dict, description="Words that may be spelt otherwise: so, as it is here"
    )
    months: Annotated[tuple[Texts, ...], Field(min_length=12, max_length=12)]
    dates: Dates
    parts: dict[Id, Part]
    other_part: Text
    lengths: dict[Unit, Counted]
    numbers: Numbers
    was: Modes
    never_was: Texts
    went: Moves
    deviates: Modes
    bounds: Bounds
    answers: Answers
    columns: dict[Id, Texts]
    subjects: dict[Id, Text]
    messages: dict[Id, Text]
    steps: dict[Id, Translation] = Field(default_factory=dict)

    def say(self, message: str, **words: object) -> str:
        """Give a message with its words filled in."""
        return self.messages[message].format_map(words)


def filled(template: str, **holes: object) -> str:
    """Write a date or a number by its template; what may be left out is left out."""
    return re.sub(r"\[[^\]]*\]", "", template).format(**holes)


@cache
def language(code: str) -> Language:
    """Give a language by its code, as in `# language: fr`. Raises UnknownName."""
    if code not in codes():
        raise UnknownName(
            f"there are no sentences in {quoted(code)}; {did_you_mean(code, codes())}"
        )
    return load_form(FOLDER / f"{code}.yaml", Language, FORMAT)


@cache
def codes() -> tuple[str, ...]:
    """Give the codes of all languages, English first."""
    found = sorted(path.stem for path in FOLDER.glob("*.yaml"))
    return tuple(sorted(found, key=lambda code: code != "en"))


def languages() -> Iterator[Language]:
    """Give every language, English first."""
    return map(language, codes())
