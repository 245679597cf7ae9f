"""Lexicon: the words of one language in which pictures, pages and briefs speak.

Data of one file a language in `languages/`; a further language is a further file.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import Field

from negotiation.coded import Coded, Flag, Id, Text
from negotiation.errors import NegotiationError
from negotiation.load import load_form
from negotiation.near import did_you_mean, quoted

FORMAT: Final = "negotiation-speech/1"
FOLDER = Path(__file__).parent / "languages"

SECTIONS = (
    "date", "figure", "alt", "caption", "page", "diagram", "brief", "codebook", "appendix",
    "ensemble",
)  # fmt: skip
Category = Literal["zero", "one", "two", "few", "many", "other"]
Plural = dict[Category, Text]
Section = dict[Id, Text | Plural]


class Names(Coded):
    """Where the names of months and weekdays, lists and plurals come from: locales of CLDR."""

    locale: Text
    lists: Text | None = Field(None, description="Another locale for lists")
    territorial: Flag = Field(
        False, description="Whether months are called otherwise in other countries"
    )


class Lexicon(Coded):
    """One language of pictures, pages and briefs, as its file holds it.

    A text may have a form for each plural category of CLDR, chosen by `count`; `numbers` are the
    words for 0 to 9 that stand for {spelt}.
    """

    format: Literal["negotiation-speech/1"] = FORMAT
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}$")]
    name: Text
    direction: Literal["ltr", "rtl"]
    names: Names
    numbers: tuple[Text, ...] = ()
    leaves_out: Text | None = Field(None, description="What a heading leaves out: a regex")
    no_break: Text | None = Field(None, description="Spaces that end no line: a regex")
    units: dict[str, Text] = Field(default_factory=dict)
    parts: dict[Id, Text]
    seasons: dict[Id, Text]
    date: Section
    figure: Section = Field(default_factory=dict)
    alt: Section = Field(default_factory=dict)
    caption: Section = Field(default_factory=dict)
    page: Section = Field(default_factory=dict)
    diagram: Section = Field(default_factory=dict)
    brief: Section = Field(default_factory=dict)
    codebook: Section = Field(default_factory=dict)
    appendix: Section = Field(default_factory=dict)
    ensemble: Section = Field(default_factory=dict)

    def text(self, key: str) -> str | Plural:
        """Give the text of a key such as "figure.sources-end". Raises KeyError."""
        section, _, name = key.partition(".")
        if section not in SECTIONS:
            raise KeyError(key)
        texts: Section = getattr(self, section)
        return texts[name]


@cache
def lexicon(code: str) -> Lexicon:
    """Give a language by its code. Raises NegotiationError, which names those that there are."""
    if code not in codes():
        raise NegotiationError(
            f"no picture is written in {quoted(code)}; {did_you_mean(code, codes())}"
        )
    return load_form(FOLDER / f"{code}.yaml", Lexicon, FORMAT)


@cache
def codes() -> tuple[str, ...]:
    """Give the codes of all languages, English first."""
    found = sorted(path.stem for path in FOLDER.glob("*.yaml"))
    return tuple(sorted(found, key=lambda code: code != "en"))
