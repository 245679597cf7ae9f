"""Write plain data as YAML of our formats: texts only, short blocks on one line, order kept.

What this writes, load reads back as the same data. Remarks and layout of a file are not data.
"""

from __future__ import annotations

import io
from typing import Any

import yaml

WIDTH = 100
SHORT = 100  # so many characters of a block stand on one line, inside { } or [ ]
_NOTHING = {"", "~", "null"}


class _Texts(yaml.emitter.Emitter, yaml.serializer.Serializer, yaml.resolver.BaseResolver):
    """A writer to which a date, a number and a yes are texts like any other, so none is quoted."""

    def __init__(self, stream: Any) -> None:
        yaml.emitter.Emitter.__init__(self, stream, width=WIDTH, allow_unicode=True)
        yaml.serializer.Serializer.__init__(self)
        yaml.resolver.BaseResolver.__init__(self)


def yaml_text(data: dict[str, Any], *, blank_between: bool = True) -> str:
    """Give the text of a file: mappings, lists and texts; of empty lists and mappings [] and {}.

    Between its sections stands an empty line. Raises TypeError for data of another kind.
    """
    parts = [_dumped({key: value}) for key, value in data.items()]
    if not blank_between:
        return "".join(parts)
    text = ""
    for index, part in enumerate(parts):
        apart = index and (part.count("\n") > 1 or parts[index - 1].count("\n") > 1)
        text += ("\n" if apart else "") + part
    return text


def _dumped(data: dict[str, Any]) -> str:
    stream = io.StringIO()
    writer = _Texts(stream)
    writer.open()
    writer.serialize(_node(data, top=True))
    writer.close()
    return stream.getvalue()


def _node(value: Any, *, top: bool = False) -> yaml.Node:
    if isinstance(value, str):
        plain = value not in _NOTHING and value.replace("\n", "").isprintable()
        return yaml.ScalarNode("tag:yaml.org,2002:str", value, style=None if plain else '"')
    if isinstance(value, dict):
        pairs = [(_node(key), _node(child)) for key, child in value.items()]
        flow = not top and _is_short(value)
        return yaml.MappingNode("tag:yaml.org,2002:map", pairs, flow_style=flow)
    if isinstance(value, list | tuple):
        flow = all(isinstance(item, str) for item in value) and _is_short(value)
        children = [_node(item) for item in value]
        return yaml.SequenceNode("tag:yaml.org,2002:seq", children, flow_style=flow or not value)
    raise TypeError(f"a text, a list or a mapping is due, not {type(value).__name__}")


def _is_short(value: Any) -> bool:
    """Say whether something fits on a line: texts and lists of texts, one line each."""
    if isinstance(value, str):
        return "\n" not in value and len(value) <= SHORT
    items = [*value, *value.values()] if isinstance(value, dict) else list(value)
    if any(isinstance(item, dict) and item for item in items) and not isinstance(value, dict):
        return False
    return all(_is_short(item) for item in items) and len(str(value)) <= SHORT
