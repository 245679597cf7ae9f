"""The published JSON Schemas (draft 7) of the formats that people write, for editors."""

from __future__ import annotations

from typing import Any

from negotiation.assumptions import Assumptions
from negotiation.chronology import Chronology
from negotiation.coded import Coded
from negotiation.exchange.as_json import dumps
from negotiation.model import Model

FORMS: dict[str, type[Coded]] = {
    "chronology": Chronology,
    "model": Model,
    "assumptions": Assumptions,
}
DRAFT = "http://json-schema.org/draft-07/schema#"


def file_name(form: str) -> str:
    """Give the name under which a schema is published beside the files that follow it."""
    return f"negotiation-{form}-1.schema.json"


def schema(form: str) -> str:
    """Give the JSON Schema of a format: "chronology", "model" or "assumptions"."""
    built = FORMS[form].model_json_schema(by_alias=True, ref_template="#/definitions/{model}")
    definitions = built.pop("$defs", {})
    for definition in definitions.values():
        _without_own_name(definition)
    _without_own_name(built)
    built["properties"]["format"] = {"const": f"negotiation-{form}/1"}
    built["required"] = ["format", *built.get("required", [])]
    title = f"negotiation {form}, format 1"
    return dumps(
        {
            "$schema": DRAFT,
            **_readable(built),
            "title": title,
            "definitions": _readable(definitions),
        }
    )


def _without_own_name(form: dict[str, Any]) -> None:
    """Take out what the file does not write: the id that is the key above, the file's own name."""
    properties = form.get("properties", {})
    if form.get("title") not in {"Report", "Value"}:
        properties.pop("id", None)
    if form.get("title") == "Chronology":
        properties.pop("name", None)


def _readable(node: Any) -> Any:
    """Take out what an editor would show instead of our descriptions, and loosen plain texts.

    A YAML editor takes 2018 or 12 for a number where the format wants a text; ids stay strict.
    """
    if isinstance(node, list):
        return [_readable(item) for item in node]
    if not isinstance(node, dict):
        return node
    kept = {
        key: _readable(value)
        for key, value in node.items()
        if key != "default" and not (key == "title" and isinstance(value, str))
    }
    if kept.get("type") == "string" and not kept.keys() & {"pattern", "enum", "const"}:
        kept["type"] = ["string", "number"]
        kept.pop("minLength", None)
    if "patternProperties" in kept:
        kept.setdefault("additionalProperties", False)
    return kept
