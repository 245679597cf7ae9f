"""Say what pydantic finds wrong with a field, in words and at its place in the file."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from negotiation.coded import Coded
from negotiation.near import quoted

if TYPE_CHECKING:
    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

    from negotiation.load.page import Page, Path_

_BLOCK = ("a block of fields", "write `field: value` in lines below it, or inside { }")
_LIST = ("a list", "write [one, another], or one a line, each after “- ”")
_TEXT = ("one text", "write a single value")
_FORMS = {
    "dict_type": _BLOCK,
    "model_type": _BLOCK,
    "model_attributes_type": _BLOCK,
    "list_type": _LIST,
    "tuple_type": _LIST,
    "Words": _BLOCK,
}
_LANGUAGE = "^[a-z]{2,3}$"


def report_fields(page: Page, error: ValidationError, form: type[Coded]) -> None:
    """Tell the page every problem that pydantic found with one of its forms."""
    for item in error.errors(include_url=False):
        _report(page, item, form)


def _report(page: Page, item: ErrorDetails, form: type[Coded]) -> None:
    path, kind = item["loc"], item["type"]
    if kind == "extra_forbidden":
        hint = page.hint(str(path[-1]), _fields_at(form, path[:-1]))
        page.fault_at_key(path, "F201", "the format has no such field", hint)
    elif kind == "missing":
        about = _fields_at(form, path[:-1]).get(str(path[-1]), "")
        message = f"the field {quoted(str(path[-1]))} is missing"
        hint = f"add {path[-1]}:" + (f" ({about[:1].lower()}{about[1:]})" if about else "")
        page.fault_at_key(path[:-1], "F202", message, hint)
    elif path[-1:] == ("[key]",):
        page.fault_at_key(path[:-1], *_bad_key(str(path[-2]), item))
    else:
        page.fault_at(path, *_bad_value(item))


def _bad_key(key: str, item: ErrorDetails) -> tuple[str, str, str]:
    context: Any = item.get("ctx") or {}
    if context.get("pattern") == _LANGUAGE:
        hint = "write en, fr, ar …; a text that holds a comma or a colon goes in double quotes"
        return "F204", f"{quoted(key)} is no language", hint
    if item["type"] == "string_too_long":
        return "F210", f"{quoted(key)} is too long for an id", "write 80 characters at most"
    return _not_an_id(key)


def _not_an_id(text: str) -> tuple[str, str, str]:
    near = re.sub(r"[^a-z0-9]+", "-", text[:80].lower()).strip("-")
    hint = f", such as {near}" if near else ""
    message = f"{quoted(text)} is not an id"
    return "F204", message, f"write lower-case letters a–z, digits and hyphens{hint}"


def _bad_value(item: ErrorDetails) -> tuple[str, str, str]:
    """Give code, message and hint for a value that is not what the format wants."""
    kind, value, context = item["type"], item.get("input"), item.get("ctx") or {}
    if value in ("", None):
        hint = "fill it, or leave the field out"
        if _FORMS.get(kind) == _BLOCK:
            hint += "; a block with nothing in it is written {}"
        return "F208", "nothing is written here", hint
    if kind[:1].isupper():  # our own validators give the code
        return kind, str(context.get("message", "")), str(context.get("hint", ""))
    if kind == "string_pattern_mismatch":
        return _not_an_id(str(value))
    if kind == "literal_error":
        choices = ", ".join(re.findall(r"'([^']*)'", str(context.get("expected", ""))))
        return "F207", f"{quoted(str(value))} is not one of the choices", f"write one of: {choices}"
    if kind in {"too_short", "too_long", "string_too_long"}:
        return _bad_length(kind, context)
    due, hint = _FORMS.get(str(context.get("class", kind)), _TEXT)
    return "F203", f"{due} is due here, not {_form_of(value)}", hint


def _bad_length(kind: str, context: dict[str, Any]) -> tuple[str, str, str]:
    if kind == "too_short":
        least = context.get("min_length", 1)
        return "F210", "the list is too short", f"write at least {least}, or leave the field out"
    if kind == "too_long":
        return "F210", "the list is too long", f"write {context.get('max_length')} at most"
    most = context.get("max_length")
    return "F210", "the text is too long", f"write {most} characters at most"


def _form_of(value: object) -> str:
    if isinstance(value, dict):
        return "a block of fields"
    return "a list" if isinstance(value, list | tuple) else quoted(str(value))


def _fields_at(form: type[Coded], path: Path_) -> dict[str, str]:
    """Give the fields that the format knows at a path, with what each is for."""
    schema = _schema(form)
    node = schema
    for part in path:
        properties = node.get("properties", {})
        if part in properties:
            child = properties[part]
        elif isinstance(node.get("additionalProperties"), dict):
            child = node["additionalProperties"]
        else:
            child = node.get("items", {})
        node = _resolve(child, schema)
    fields = node.get("properties", {}).items()
    return {name: str(field.get("description", "")) for name, field in sorted(fields)}


@lru_cache(maxsize=4)
def _schema(form: type[Coded]) -> dict[str, Any]:
    return form.model_json_schema(by_alias=True)


def _resolve(node: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    """Follow a reference of a JSON Schema, and the one branch that may be null."""
    if "$ref" in node:
        found: dict[str, Any] = schema["$defs"][node["$ref"].rsplit("/", 1)[-1]]
        return found
    for branch in node.get("anyOf", ()):
        if "$ref" in branch:
            return _resolve(branch, schema)
    return node
