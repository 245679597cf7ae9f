"""A mapping as its file keeps it: what each column of a table is, in our words.

Values only. Headings are compared without regard to capitals, spaces, hyphens and underscores.
What a mapping makes of a row: see convert.py.
"""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

from pydantic import BeforeValidator, Field, InstanceOf, WithJsonSchema, model_validator

from negotiation.coded import Coded, Flag, Id, Label, Language, Text, Texts, read_by, refuse
from negotiation.evidence import Address, When, ZoneName
from negotiation.importing.formats import Format, parse_format
from negotiation.importing.widths import Width, parse_width

FORMAT: Final = "negotiation-mapping/1"
EMPTY: Final = ""


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, str) and value else value


_TEXTS = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
OneFormat = Annotated[InstanceOf[Format], read_by(parse_format), WithJsonSchema({"type": "string"})]
OneWidth = Annotated[InstanceOf[Width], read_by(parse_width), WithJsonSchema({"type": "string"})]
Formats = Annotated[
    tuple[OneFormat, ...],
    BeforeValidator(lambda value: () if value == EMPTY else _as_list(value)),
    WithJsonSchema(_TEXTS),
]
Widths = Annotated[
    tuple[OneWidth, ...], Field(min_length=1), BeforeValidator(_as_list), WithJsonSchema(_TEXTS)
]
KindOrNothing = Annotated[str, Field(pattern=r"^([a-z0-9][a-z0-9-]*)?$", max_length=80)]


class Where(Coded):
    """Which sheet of a workbook, and in which encoding a text is, if not UTF-8."""

    sheet: Text | None = None
    encoding: Text | None = None


class Stamp(Coded):
    """A column that says on which day something was published."""

    column: Text
    formats: Formats = ()


class Dataset(Coded):
    """What the table is, cited as a source of every event."""

    id: Id
    outlet: Text = Field(description="Who publishes the table")
    title: Text | None = None
    url: Address | None = None
    language: Language | None = None
    published: When | None = Field(None, description="The day of publication, if it has one")
    stamp: Stamp | None = Field(None, description="The column that says when a row was published")
    note: Label = Field(default_factory=dict)


class Precision(Coded):
    """A column of codes that say how precise a date is, and how wide a window each code is."""

    column: Text
    widths: dict[Text, Widths]


class Dates(Coded):
    """Which column holds the date, up to which other one, how they are written, how precise."""

    column: Text
    until: Text | None = Field(None, description="The column of the last day, if there is one")
    formats: Formats = Field((), description="How the dates are written: %d/%m/%Y")
    precision: Precision | None = None
    always: Widths | None = Field(None, description="How wide every date is, without such a column")

    @model_validator(mode="after")
    def _one_width(self) -> Dates:
        if self.precision and self.always:
            raise refuse("F209", "precision: and always: stand side by side", "keep one of them")
        return self


class Kinds(Coded):
    """Which kind of the model each value, or each combination of values, stands for."""

    columns: Annotated[Texts, Field(min_length=1)]
    match: Literal["exact", "prefix"] = Field(
        "exact", description="prefix: the longest of these that a value begins with"
    )
    values: dict[Text, KindOrNothing] = Field(
        default_factory=dict, description='{"Battles / Armed clash": clash}; empty: not decided'
    )
    left_out: dict[Text, Text] = Field(
        default_factory=dict, description="Values that no kind stands for, each with the reason"
    )


class Names(Coded):
    """Columns that hold names; a separator where a cell holds several."""

    columns: Annotated[Texts, Field(min_length=1)]
    separator: str | None = Field(None, min_length=1, max_length=5)
    joined: Flag = Field(False, description="true: the columns together are one name")


class Exact(Coded):
    """A column of codes, and those under which the place named is the place itself."""

    column: Text
    values: Annotated[Texts, Field(min_length=1)]


class Places(Coded):
    """Columns that name the place; `within` tells places of the same name apart."""

    columns: Annotated[Texts, Field(min_length=1)]
    within: Texts = ()
    exact: Exact | None = Field(
        None, description="Else the place is named in a note, and the event is not placed there"
    )


class Roles(Coded):
    """Who stands in which role, as the table gives it; nobody is held responsible."""

    by: Names | None = None
    to: Names | None = None
    with_: Names | None = None


class Documents(Coded):
    """Columns that cite documents, which are listed as sources; one a row without a separator."""

    outlet: Text | None = None
    title: Text | None = None
    url: Text | None = None
    published: Stamp | None = None
    separator: str | None = Field(None, min_length=1, max_length=5)


class Counted(Coded):
    """A number of each row as a value of a measure: one column, or the ends of a range."""

    label: Label
    unit: Text
    victims: Flag = False
    value: Text | None = None
    about: Text | None = None
    between: tuple[Text, ...] = Field((), description="[lowest, highest]", max_length=2)
    best: Text | None = Field(None, description="A best estimate within the range, for the note")
    unless: Texts = Field((), description="Numbers that say nothing, such as 0")
    by: Text | None = Field(None, description="The column that says who counted")
    note: Label = Field(default_factory=dict)

    @model_validator(mode="after")
    def _one_form(self) -> Counted:
        given = [self.value, self.about, self.between or None]
        if sum(item is not None for item in given) != 1 or len(self.between) == 1:
            hint = "write exactly one of value:, about:, between: [lowest, highest]"
            raise refuse("F209", "a measure has one form", hint)
        return self

    def columns(self) -> tuple[str, ...]:
        """Give every column that it reads."""
        named = (self.value, self.about, *self.between, self.best, self.by)
        return tuple(name for name in named if name)


class TableMapping(Coded):
    """What each column of a table is; what is not named here is listed as not used."""

    format: Literal["negotiation-mapping/1"] = FORMAT
    title: Label
    definition: Label = Field(default_factory=dict)
    model: Text = Field(description="A shipped model, or one beside the chronology to be")
    timezone: ZoneName = Field(description="In which the dates of the table are meant")
    language: Language = Field("en", description="Of the names and labels in the table")
    table: Where = Where()
    headings: dict[Text, Texts] = Field(
        default_factory=dict, description="Other headings under which a column may stand"
    )
    dataset: Dataset
    ids: Text | None = Field(None, description="The column of the rows' own ids")
    when: Dates
    kinds: Kinds
    label: Texts = Field((), description="Columns whose texts make the label of an event")
    who: Roles = Roles()
    places: Places | None = None
    attributed: Names | None = Field(
        None, description="Columns that name outlets without a document: the report's `by`"
    )
    documents: Documents | None = None
    measures: dict[Id, Counted] = Field(default_factory=dict)
    details: dict[Id, Text] = Field(
        default_factory=dict, description="Columns that are kept as further fields of the event"
    )
    note: Text | None = Field(None, description="A column that is copied as the event's note")
    left_out: dict[Text, Text] = Field(
        default_factory=dict, description="Columns that are left out on purpose, with the reason"
    )

    def needed(self) -> dict[tuple[str | int, ...], str]:
        """Give the columns that no event can do without, by their place in the file."""
        needed: dict[tuple[str | int, ...], str | None] = {
            ("when", "column"): self.when.column,
            ("when", "until"): self.when.until,
            ("ids",): self.ids,
        }
        for number, column in enumerate(self.kinds.columns):
            needed[("kinds", "columns", number)] = column
        if self.when.precision:
            needed[("when", "precision", "column")] = self.when.precision.column
        if self.places and self.places.exact:
            needed[("places", "exact", "column")] = self.places.exact.column
        return {path: column for path, column in needed.items() if column}

    def used(self) -> tuple[str, ...]:
        """Give every column that it reads, needed or not, each once."""
        names = [self.who.by, self.who.to, self.who.with_, self.attributed, self.places]
        columns = [*self.needed().values(), *self.label, *self.details.values()]
        columns += [column for each in names if each for column in each.columns]
        columns += self.places.within if self.places else ()
        columns += [column for each in self.measures.values() for column in each.columns()]
        columns += [self.note] if self.note else []
        columns += [self.dataset.stamp.column] if self.dataset.stamp else []
        if self.documents:
            cited = self.documents
            columns += [each for each in (cited.outlet, cited.title, cited.url) if each]
            columns += [cited.published.column] if cited.published else []
        return tuple(dict.fromkeys(columns))
