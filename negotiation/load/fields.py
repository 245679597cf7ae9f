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
    items = error.errors(include_url=False)
    misspelt: set[tuple[Path_, str]] = set()
    for item in items:
        if item["type"] == "extra_forbidden":
            path = item["loc"]
            hint = page.hint(str(path[-1]), _fields_at(form, path[:-1]))
            page.fault_at_key(path, "F201", "the format has no such field", hint)
            misspelt.add((path[:-1], hint))
    for item in items:
        path, kind = item["loc"], item["type"]
        if kind == "extra_forbidden" or _only_items_fail(item):
            continue
        if kind == "missing":
            if (path[:-1], f"did you mean {path[-1]}?") not in misspelt:
                _missing(page, path, form)
        elif path[-1:] == ("[key]",):
            page.fault_at_key(path[:-1], *_bad_key(str(path[-2]), item))
        else:
            page.fault_at(path, *_bad_value(item, form))


def _only_items_fail(item: ErrorDetails) -> bool:
    """Say whether a list is too short only because its items, told on their own, are wrong."""
    least = (item.get("ctx") or {}).get("min_length", 0)
    return item["type"] == "too_short" and len(item["input"]) >= least


def _missing(page: Page, path: Path_, form: type[Coded]) -> None:
    name = str(path[-1])
    about = _fields_at(form, path[:-1]).get(name, "")
    hint = (_in_sheets(path) if page.is_table else f"add {name}:") + (
        f" ({about[:1] if about[1:2].isupper() else about[:1].lower()}{about[1:]})" if about else ""
    )
    page.fault_at_key(path[:-1], "F202", f"the field {quoted(name)} is missing", hint)


def _in_sheets(path: Path_) -> str:
    """Say where in a spreadsheet a field is filled in."""
    from negotiation.sheets.columns import BY_NAME

    name = path[-1]
    if len(path) > 1:
        return f"fill the column {name}"
    if name in BY_NAME:
        return f"add the sheet {name}"
    return f"add a row to the sheet about: {name} in column A, its value in B"


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


def _bad_value(item: ErrorDetails, form: type[Coded]) -> tuple[str, str, str]:
    """Give code, message and hint for a value that is not what the format wants."""
    kind, value, context = item["type"], item.get("input"), item.get("ctx") or {}
    block = _FORMS.get(kind) == _BLOCK
    if value in ("", None) or (value == {} and kind == "too_short"):
        told = "F208", "nothing is written here", _filling(block, form, item["loc"])
    elif kind[:1].isupper():  # our own validators give the code
        told = kind, str(context.get("message", "")), str(context.get("hint", ""))
    elif kind == "string_pattern_mismatch":
        told = _not_an_id(str(value))
    elif kind == "literal_error":
        choices = ", ".join(re.findall(r"'([^']*)'", str(context.get("expected", ""))))
        message = f"{quoted(str(value))} is not one of the choices"
        told = "F207", message, f"write one of: {choices}"
    elif kind in {"too_short", "too_long", "string_too_long"}:
        told = _bad_length(kind, context)
    else:
        due, hint = _FORMS.get(str(context.get("class", kind)), _TEXT)
        hint = (block and _as_block(value, _schema_at(form, item["loc"]))) or hint
        told = "F203", f"{due} is due here, not {_form_of(value)}", hint
    return told


def _filling(block: bool, form: type[Coded], path: Path_) -> str:
    if block:
        return "write {} if nothing is to be said"
    required = path and path[-1] in _schema_at(form, path[:-1]).get("required", ())
    return "fill it" if required else "fill it, or leave the field out"


def _as_block(value: object, schema: dict[str, Any]) -> str | None:
    """Say how to write a block here: its required fields, one field, or names with blocks."""
    if schema.get("required"):
        return "write { } with " + ", ".join(f"{name}:" for name in schema["required"])
    if schema.get("maxProperties") == 1:
        return "write { } with one of " + ", ".join(f"{name}:" for name in schema["properties"])
    if "properties" in schema or not isinstance(value, list):
        return None
    first = value[0] if value and isinstance(value[0], str) else "name"
    return f"write each as a name, a colon and its block: {first[:60]}: {{}}"


def _bad_length(kind: str, context: dict[str, Any]) -> tuple[str, str, str]:
    if kind == "too_short":
        least = context.get("min_length", 1)
        return "F210", "the list is too short", f"write at least {least}"
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
    node = _schema_at(form, path)
    fields = dict(node.get("properties", {}))
    if node.get("title") != "Report":  # of other blocks, the id is the key above
        fields.pop("id", None)
    if not path:
        fields.pop("name", None)  # a chronology is called after its file
    return {name: str(field.get("description", "")) for name, field in fields.items()}


def _schema_at(form: type[Coded], path: Path_) -> dict[str, Any]:
    """Give the JSON Schema of what stands at a path; an empty one if there is none."""
    schema = _schema(form)
    node = schema
    for part in path:
        children = node.get("properties", {})
        named = [*node.get("patternProperties", {}).values(), node.get("additionalProperties")]
        if part in children:
            child = children[part]
        elif isinstance(part, int):
            child = node.get("items", {})
        else:
            child = next((each for each in named if isinstance(each, dict)), {})
        node = _resolve(child, schema)
    return node


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
