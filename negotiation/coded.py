"""The forms that all coded data share: ids, labels in several languages, definitions."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from negotiation.codes import CODES
from negotiation.errors import DateError
from negotiation.near import quoted

ID = r"^[a-z0-9][a-z0-9-]*$"


def refuse(code: str, message: str, hint: str) -> PydanticCustomError:
    """Give the error by which a validator says what is wrong, under a code of the catalogue."""
    return PydanticCustomError(
        code,
        "{message}; {hint}",
        {"message": message, "hint": hint},
    )


def read_by(parse: Callable[[str], Any]) -> BeforeValidator:
    """Give the validator that reads a text by a function that raises DateError."""

    def validate(value: Any) -> Any:
        if not isinstance(value, str):
            return value
        try:
            return parse(value)
        except DateError as error:
            raise refuse(error.code, error.message, error.hint) from None

    return BeforeValidator(validate)


def _not_blank(text: str) -> str:
    """Give the text without the line end that YAML leaves after a folded one."""
    stripped = text.strip()
    if not stripped:
        raise refuse("F208", "nothing but spaces is written here", "fill it, or leave it out")
    return stripped


Id = Annotated[str, Field(pattern=ID, max_length=80)]
Text = Annotated[str, Field(min_length=1), AfterValidator(_not_blank)]


def _as_number(value: Any) -> Any:
    """Read digits with a point for decimals; no exponent, no `nan`, nothing beyond 15 digits."""
    if not isinstance(value, str) or not value:
        return value
    text = value.strip()
    if re.fullmatch(r"-?[1-9][0-9]{0,2}\.[0-9]{3}", text):
        hint = f"write {text.replace('.', '')}, or {text}0 if the point is a decimal one"
        raise refuse("F205", f"{quoted(value)} may be thousands or decimals", hint)
    if re.fullmatch(r"-?[0-9]{1,15}(\.[0-9]{1,9})?", text):
        return float(text)
    bare = re.sub(r"(?<=[0-9])[,\s'](?=[0-9]{3}(?:[^0-9]|$))", "", text[:40])
    found = re.fullmatch(r"([^0-9]*)([0-9]{1,15}(?:\.[0-9]{1,9})?)([^0-9]*)", bare)
    hint = "write digits, with a point for decimals: 270000, 0.5"
    if found:
        hint = f"write {found[2]}"
        if found[1].strip():
            hint += "; at-least:, more-than: and about: are fields of their own"
    raise refuse("F205", f"{quoted(value)} is not a number", hint)


def _as_flag(value: Any) -> Any:
    """Read true or false; `no` and `yes` are what YAML programs read in different ways."""
    if not isinstance(value, str) or not value:
        return value
    word = value.strip().lower()
    if word in {"true", "false"}:
        return word == "true"
    meant = {"yes": "true", "on": "true", "1": "true", "no": "false", "off": "false", "0": "false"}
    hint = f"write {meant.get(word, 'true or false')}"
    raise refuse("F206", f"{quoted(value)} is neither true nor false", hint)


Number = Annotated[float, Field(allow_inf_nan=False), BeforeValidator(_as_number)]
Flag = Annotated[bool, BeforeValidator(_as_flag)]


def _kebab(name: str) -> str:
    return name.rstrip("_").replace("_", "-")


def _as_label(value: Any) -> Any:
    if isinstance(value, list):
        message = "a text, or one text a language, is due here, not a list"
        raise refuse("F203", message, "write one text, or {en: …, fr: …}")
    return {"en": value} if isinstance(value, str) else value


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Language = Annotated[str, Field(pattern=r"^[a-z]{2,3}$")]
Label = Annotated[
    dict[Language, Text],
    Field(min_length=1),
    BeforeValidator(_as_label),
    WithJsonSchema(
        {
            "description": "A text, or the text in several languages: {en: …, fr: …, ar: …}",
            "anyOf": [
                {"type": "string", "minLength": 1},
                {"type": "object", "additionalProperties": {"type": "string", "minLength": 1}},
            ],
        }
    ),
]
_IDS_SCHEMA = {
    "anyOf": [
        {"type": "string", "pattern": ID},
        {"type": "array", "items": {"type": "string", "pattern": ID}},
    ]
}
Ids = Annotated[tuple[Id, ...], BeforeValidator(_as_list), WithJsonSchema(_IDS_SCHEMA)]
OneOrMore = Annotated[
    tuple[Id, ...], Field(min_length=1), BeforeValidator(_as_list), WithJsonSchema(_IDS_SCHEMA)
]


Texts = Annotated[
    tuple[Text, ...],
    BeforeValidator(_as_list),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]


class Coded(BaseModel):
    """Data of a file: frozen, with nothing in it that the format does not know."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", alias_generator=_kebab, populate_by_name=True
    )


def _finding_code(text: str) -> str:
    if not text.startswith("L") or text not in CODES:
        known = ", ".join(code for code in CODES if code.startswith("L"))
        raise refuse(
            "F207", f"{quoted(text)} is not the code of a finding", f"write one of {known}"
        )
    return text


class Acknowledged(Coded):
    """Findings that the coder has seen and keeps, with the reason."""

    code: Annotated[
        str,
        AfterValidator(_finding_code),
        WithJsonSchema({"type": "string", "pattern": "^L[0-9]{3}$"}),
    ] = Field(description="The code of the finding, such as L203")
    about: Texts = Field((), description="What it is about; left out: every finding of that code")
    because: Text = Field(description="Why it is right as it is")


class Named(Coded):
    """Data that the file keeps under an id."""

    id: Id = ""
    label: Label = Field(default_factory=dict, description="What people read instead of the id")

    def name(self, language: str = "en") -> str:
        """Give its label in that language, else in English, else in any, else its id."""
        said = self.label.get(language) or self.label.get("en")
        return said or next(iter(self.label.values()), self.id)


class Defined(Named):
    """A category of the codebook: what it means, what belongs to it, what does not."""

    definition: Label = Field(default_factory=dict, description="What it means, in a sentence")
    include: Label = Field(default_factory=dict, description="What belongs to it")
    exclude: Label = Field(default_factory=dict, description="What does not, and where it goes")
    example: Label = Field(default_factory=dict, description="A case in point")
