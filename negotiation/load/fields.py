"""Say what pydantic finds wrong with a field, in words and at its place in the file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from negotiation.coded import Coded
from negotiation.near import did_you_mean, quoted

if TYPE_CHECKING:
    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

    from negotiation.load.page import Page

_FORMS = {
    "dict_type": "a block of fields",
    "model_type": "a block of fields",
    "model_attributes_type": "a block of fields",
    "list_type": "a list",
    "tuple_type": "a list",
    "string_type": "a text",
    "is_instance_of": "a text",
}
_LENGTHS = {"too_short", "too_long", "string_too_long"}


def report_fields(page: Page, error: ValidationError, form: type[Coded]) -> None:
    """Tell the page every problem that pydantic found with one of its forms."""
    for item in error.errors(include_url=False):
        _report(page, item, form)


def _report(page: Page, item: ErrorDetails, form: type[Coded]) -> None:
    path = tuple(part for part in item["loc"] if part != "[key]")
    kind, value = item["type"], item.get("input")
    shown = quoted(value) if isinstance(value, str) else _form_of(value)
    context: Any = item.get("ctx") or {}
    if kind == "extra_forbidden":
        known = _fields_at(form, path[:-1])
        hint = did_you_mean(str(path[-1]), known)
        page.fault_at_key(path, "F201", "the format has no such field", hint)
    elif kind == "missing":
        page.fault_at(
            path[:-1], "F202", f"{quoted(str(path[-1]))} is missing", "add it", at_key=True
        )
    elif value in ("", None) and kind not in {"extra_forbidden"}:
        page.fault_at(path, "F208", "nothing is written here", "fill it, or leave the field out")
    elif kind[:1].isupper():
        page.fault_at(path, kind, str(context.get("message", "")), str(context.get("hint", "")))
    elif kind in _FORMS:
        page.fault_at(
            path, "F203", f"{_FORMS[kind]} is due, not {shown}", "compare with the format"
        )
    elif kind == "string_pattern_mismatch":
        key = item["loc"][-1] == "[key]"
        place = page.fault_at_key if key else page.fault_at
        place(path, "F204", f"{shown} is not an id", "write lower-case letters, digits and hyphens")
    elif kind == "literal_error":
        page.fault_at(
            path, "F207", f"{shown} is not one of the choices", f"write {context['expected']}"
        )
    elif kind.startswith("bool"):
        page.fault_at(path, "F206", f"{shown} is neither true nor false", "write true or false")
    elif kind.startswith(("float", "int", "finite")):
        page.fault_at(path, "F205", f"{shown} is not a number", "write digits only, such as 270000")
    elif kind in _LENGTHS:
        page.fault_at(path, "F210", _lower(item["msg"]), "")
    else:
        page.fault_at(path, "F203", _lower(item["msg"]), "compare with the format")


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _form_of(value: object) -> str:
    if isinstance(value, dict):
        return "a block of fields"
    return "a list" if isinstance(value, list | tuple) else "this"


def _fields_at(form: type[Coded], path: tuple[str | int, ...]) -> list[str]:
    """Give the names of the fields that the format knows at a path."""
    schema = form.model_json_schema(by_alias=True)
    node = _resolve(schema, schema)
    for part in path:
        properties = node.get("properties", {})
        if part in properties:
            child = properties[part]
        elif isinstance(node.get("additionalProperties"), dict):
            child = node["additionalProperties"]
        else:
            child = node.get("items", {})
        node = _resolve(child, schema)
    return sorted(node.get("properties", {}))


def _resolve(node: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    """Follow a reference of a JSON Schema, and the one branch that may be null."""
    if "$ref" in node:
        found: dict[str, Any] = schema["$defs"][node["$ref"].rsplit("/", 1)[-1]]
        return found
    for branch in node.get("anyOf", ()):
        if "$ref" in branch:
            return _resolve(branch, schema)
    return node
