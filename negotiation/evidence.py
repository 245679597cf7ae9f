"""Source, Report, Actor, Place: what was said, by whom, where, how precisely.

Values only. What they add up to: see bounds.py; what was counted: see measure.py.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import (
    BeforeValidator,
    Field,
    InstanceOf,
    PrivateAttr,
    WithJsonSchema,
    model_validator,
)

from negotiation.coded import (
    Coded,
    Flag,
    Id,
    Ids,
    Label,
    Language,
    Named,
    OneOrMore,
    Text,
    Texts,
    read_by,
    refuse,
)
from negotiation.dates import Dating, parse_date, zone
from negotiation.model import Length
from negotiation.near import quoted

MOST_PARAGRAPHS = 1_000
LONGEST_ADDRESS = 2_000
Modality = Literal["actual", "announced", "scheduled", "conditional", "hypothetical", "negated"]


def _as_text(value: Any) -> Any:
    """Refuse what YAML makes of a one-of set without quotes: a list."""
    if not isinstance(value, list):
        return value
    dates = ",".join(str(item) for item in value[:5])
    hint = f'for one moment on one of several days write it in quotes: "[{dates}]"'
    raise refuse("F203", "one date is due here, not a list", hint)


When = Annotated[
    InstanceOf[Dating],
    read_by(parse_date),
    BeforeValidator(_as_text),  # runs first: pydantic takes the last before the others
    WithJsonSchema(
        {
            "type": "string",
            "description": "2018-07-04, 2018-07, 2018-07-04T19:00, ~2018-07-04T12:00, "
            "2018-07-04 afternoon, 2018-07-03/2018-07-04, ../2018-07-03, and EDTF for whole days: "
            "2018-07-XX, 2018-07-04?, 2018-07-04~, 2018-22, [2018-06-24,2018-07-01]",
        }
    ),
]


def _as_zone_name(value: str) -> str:
    zone(value)
    return value


ZoneName = Annotated[
    str,
    read_by(_as_zone_name),
    WithJsonSchema({"type": "string", "description": "IANA name, such as Asia/Damascus"}),
]


def _as_paragraphs(value: Any) -> Any:
    """Read 11, "11-12", "2, 5-6" or a list of these as the paragraphs they name."""
    parts = value.split(",") if isinstance(value, str) else value
    if not isinstance(parts, list) or not all(isinstance(part, str) for part in parts):
        return value
    numbers: list[int] = []
    for part in parts:
        match = re.fullmatch(r"\s*([0-9]{1,5})(?:\s*[-–]\s*([0-9]{1,5}))?\s*", part)
        first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
        if not 1 <= first <= last or len(numbers) + last - first >= MOST_PARAGRAPHS:
            raise refuse(
                "F211",
                f"{quoted(part.strip())} is not paragraphs",
                'write 11, 11-12 or "2, 5-6", counted from 1',
            )
        numbers.extend(range(first, last + 1))
    return numbers


Paragraphs = Annotated[
    tuple[int, ...],
    BeforeValidator(_as_paragraphs),
    WithJsonSchema({"type": ["integer", "string"], "description": '11, 11-12 or "2, 5-6"'}),
]


def _as_address(value: Any) -> Any:
    """Take addresses of the web only: whatever else a link may do, it does not do it here."""
    if not isinstance(value, str) or not value:
        return value
    text = value.strip()
    if len(text) > LONGEST_ADDRESS or not re.fullmatch(r"https?://[^\s<>\"'`\\]+", text):
        hint = "write it whole: https://example.org/article"
        raise refuse("F213", f"{quoted(text)} is not an address of the web", hint)
    return text


def paragraphs_text(numbers: tuple[int, ...]) -> str:
    """Give paragraphs as they are cited: "¶2, 5–6"; an empty text if there are none."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    cited = ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in runs)
    return f"¶{cited}" if cited else ""


Address = Annotated[
    str,
    BeforeValidator(_as_address),
    WithJsonSchema({"type": "string", "pattern": "^https?://", "maxLength": LONGEST_ADDRESS}),
]
Withheld: Any = Field(False, description="true: it is in no output, which says how many are not")


class Source(Named):
    """A citable document: outlet, wire of origin, when it was published."""

    outlet: Text = Field(description="Who published it")
    title: Text | None = Field(None, description="Its title")
    author: Texts = Field((), description="Who wrote it: “Family, Given”, or a body’s name")
    url: Address | None = Field(None, description="Where it was read")
    archived: Address | None = Field(None, description="A copy in an archive")
    accessed: When | None = Field(None, description="The day on which it was read")
    language: Language | None = Field(None, description="Its language: en, fr, ar …")
    wire: Texts = Field((), description="News agencies it comes from")
    published: When = Field(description="The day of publication, in the file's time zone")
    published_inferred: Flag = Field(False, description="true if the document carries no date")
    confidential: Flag = Withheld
    note: Label = Field(default_factory=dict)


class Actor(Named):
    """Someone who acts or is quoted: a party, a monitor, an office. Roles rather than names."""

    side: Id | None = Field(None, description="A side, such as government or opposition")
    aliases: tuple[Text, ...] = ()
    spokespersons: tuple[Text, ...] = Field((), description="Public spokespersons only")
    confidential: Flag = Withheld
    note: Label = Field(default_factory=dict)


class Place(Named):
    """A place: its spellings, and whether a track follows who holds it."""

    aliases: tuple[Text, ...] = ()
    tracked: Flag = Field(True, description="false: named for orientation, no track follows it")
    confidential: Flag = Withheld
    note: Label = Field(default_factory=dict)


class Topic(Named):
    """An issue under negotiation, or a third party whose doings are followed."""

    note: Label = Field(default_factory=dict)


class Lag(Coded):
    """A stretch of time since another event: about so long, or at least, or at most."""

    of: Id = Field(description="The earlier event")
    about: Length | None = Field(None, description="PT90M: about 90 minutes after it")
    tolerance: Length | None = Field(None, description="How wide `about` is; else words: about")
    at_least: Length | None = None
    at_most: Length | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Lag:
        if self.about is None and self.at_least is None and self.at_most is None:
            raise refuse(
                "F209", "the lag has no length", "write about:, at-least: or at-most: with one"
            )
        if self.tolerance is not None and self.about is None:
            raise refuse("F209", "a tolerance without about:", "write about: with a length too")
        if self.at_least and self.at_most is not None and self.at_least > self.at_most:
            raise refuse("F209", "at-least: is longer than at-most:", "exchange them")
        return self


class Report(Coded):
    """One statement of one source about one event, with its own dating and modality.

    What the coder infers is a report too, with `inferred: why`; it may do without a source.
    """

    id: Id = ""
    source: Id | None = Field(None, description="Id of the source")
    paragraph: Paragraphs = Field((), description="Paragraphs, counted from 1")
    by: Ids = Field((), description="Actors to whom the source attributes it; left out: itself")
    modality: Modality = Field("actual", description="How the source speaks of it")
    kind: Id | None = Field(
        None, description="What this report says it was, where that differs from the event's kind"
    )
    when: When | None = None
    timezone: ZoneName | None = Field(None, description="Zone of `when`, if not the file's")
    after: Ids = Field((), description="Events that it says came no later")
    before: Ids = Field((), description="Events that it says came no earlier")
    lag: Lag | None = Field(None, description="How long after another event")
    inferred: Text | None = Field(None, description="Why the coder infers it")
    coder: Text | None = Field(None, description="Who coded it, if not who coded the event")
    quotation: Text | None = Field(
        None, description="The words of the source, for the coders alone: in no output unless asked"
    )
    translation: Text | None = Field(None, description="A translation of them, as private")
    confidential: Flag = Withheld
    note: Label = Field(default_factory=dict)
    _place: str = PrivateAttr("")

    @property
    def key(self) -> str:
        """Its id, else its event and its place there: "ceasefire-starts/2"."""
        return self.id or self._place

    def placed(self, event: str, number: int) -> None:
        """Note where the report stands in its file, from which it has a key without an id."""
        self._place = self._place or f"{event}/{number}"

    @model_validator(mode="after")
    def _rests_on_something(self) -> Report:
        if self.source is None and self.inferred is None:
            raise refuse(
                "F209",
                "the report names no source",
                "write source: with an id, or inferred: with the reason",
            )
        return self


class Background(Coded):
    """Something that a source says about the setting: it moves nothing and is no event here."""

    facts: tuple[Text, ...] = ()
    text: Label
    source: Id
    paragraph: Paragraphs = ()
    when: When | None = None
    by: Ids = ()
    note: Label = Field(default_factory=dict)


class LeftUncoded(Coded):
    """Something in the sources that was left out on purpose, with the reason."""

    facts: tuple[Text, ...] = ()
    what: Label
    because: Label
    source: Id | None = None
    paragraph: Paragraphs = ()


class Note(Coded):
    """A disagreement or ambiguity that stays open, with both sides kept."""

    about: Ids = Field((), description="Events it concerns")
    measures: Ids = Field((), description="Measures it concerns")
    sources: Ids = Field((), description="Sources that it speaks of; without one, it is not told")
    text: Label


class SetAside(Coded):
    """Reports that the coder does not use, with the reason."""

    report: OneOrMore
    because: Text
