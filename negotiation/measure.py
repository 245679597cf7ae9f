"""Measure: a quantity as its sources give it, as of dates, with who counted.

Values only; never a state, never summed, never filled in between.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from negotiation.coded import Coded, Flag, Id, Ids, Label, Named, Number, Text, refuse
from negotiation.evidence import Paragraphs, When
from negotiation.near import did_you_mean, quoted


class Times(Coded):
    """What a source says of a value beside another one: "twice as much"."""

    of: Id = Field(description="The id of the other value of this measure")
    factor: Number


class Value(Coded):
    """One reported value of a measure, as of a date, with who counted."""

    id: Id = Field("", description="Its name, where another value is measured by it")
    facts: tuple[Text, ...] = ()
    value: Number | None = Field(None, description="The value as reported")
    at_least: Number | None = None
    more_than: Number | None = None
    about: Number | None = None
    between: tuple[Number, ...] = Field((), description="[lowest, highest]", max_length=2)
    times: Times | None = Field(None, description="How many times another value it is said to be")
    words: Label = Field(
        default_factory=dict, description='As the source puts it: "around two-thirds"'
    )
    as_of: When = Field(description="The date it stands for")
    source: Id
    paragraph: Paragraphs = ()
    by: Ids = Field((), description="Who counted")
    attributed_to: Ids = Field(
        (), description="Of victims: who is said to be responsible; `by` says who says so"
    )
    note: Label = Field(default_factory=dict)

    @model_validator(mode="after")
    def _one_value(self) -> Value:
        given = [self.value, self.at_least, self.more_than, self.about, self.between or None]
        if sum(item is not None for item in given) != 1:
            raise refuse(
                "F209",
                f"{'no value' if not any(i is not None for i in given) else 'several values'}",
                "write exactly one of value:, at-least:, more-than:, about:, between:",
            )
        if self.attributed_to and not self.by:
            raise refuse(
                "F214",
                "somebody is held responsible, and it is not said by whom",
                "write by: with the actors whose word it is",
            )
        if self.between and (len(self.between) != 2 or self.between[0] > self.between[1]):
            raise refuse("F209", "between: is not a range", "write between: [lowest, highest]")
        return self

    def range(self, about: float) -> tuple[float, float | None]:
        """Give the lowest and highest it may be; `about` is half the width of "about", a share."""
        if self.between:
            return self.between[0], self.between[1]
        if self.about is not None:
            wide = abs(self.about) * about
            return self.about - wide, self.about + wide
        if self.value is not None:
            return self.value, self.value
        return self.at_least or self.more_than or 0.0, None

    def text(self) -> str:
        """Give the value with its qualifier: "at least 98", "270,000–330,000"."""
        if self.words:
            return self.words.get("en") or next(iter(self.words.values()))
        if self.between:
            return f"{self.between[0]:,.10g}–{self.between[1]:,.10g}"
        for word, number in (
            ("at least ", self.at_least),
            ("more than ", self.more_than),
            ("about ", self.about),
            ("", self.value),
        ):
            if number is not None:
                return f"{word}{number:,.10g}"
        raise AssertionError("a value has one of its forms")


class Measure(Named):
    """A quantity as of dates: never a state, never summed, never filled in between."""

    unit: Text = Field(description="What is counted: percent, people, towns")
    victims: Flag = Field(
        False, description="true: it counts people killed, hurt, driven out, held or missing"
    )
    about: Number | None = Field(
        None, description="How wide `about` is on either side, in percent, when values are compared"
    )
    values: Annotated[tuple[Value, ...], Field(min_length=1)]
    note: Label = Field(default_factory=dict)

    @property
    def about_width(self) -> float:
        """Half the width of "about", as a share of the value."""
        return (self.about or 0.0) / 100

    @model_validator(mode="after")
    def _times_of_its_own(self) -> Measure:
        known = [value.id for value in self.values if value.id]
        for value in self.values:
            if value.times is not None and value.times.of not in known:
                hint = did_you_mean(value.times.of, known)
                raise refuse("R316", f"no value has the id {quoted(value.times.of)}", hint)
        return self
