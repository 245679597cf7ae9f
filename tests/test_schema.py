"""The published schemas: valid draft 7, current, and true to what the loader takes."""

import json
import re
from pathlib import Path

import jsonschema
import pytest
import yaml

from negotiation.exchange.schema import FORMS, file_name, schema
from negotiation.exchange.template import fresh
from negotiation.library import assumptions, chronologies, models, scenarios


class Yaml12(yaml.SafeLoader):
    """YAML as an editor reads it (1.2): dates and `on` are texts, only true and false are not."""


Yaml12.yaml_implicit_resolvers = {}
Yaml12.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(true|false)$"), list("tf"))
Yaml12.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^-?\d+$"), list("-0123456789"))
Yaml12.add_implicit_resolver(
    "tag:yaml.org,2002:float", re.compile(r"^-?\d+\.\d+$"), list("-0123456789")
)

FILES = [(path, "chronology") for path in chronologies().values()]
FILES += [(path, "model") for path in models().values()]
FILES += [(path, "assumptions") for path in assumptions().values()]


@pytest.mark.parametrize("form", FORMS)
def test_schema_is_draft_7_and_current(form: str) -> None:
    """The schema beside the scenarios is the one that the code makes, in draft 7."""
    published = (scenarios() / "schemas" / file_name(form)).read_text(encoding="utf-8")

    assert published == schema(form)
    jsonschema.Draft7Validator.check_schema(json.loads(published))


@pytest.mark.parametrize(("path", "form"), FILES, ids=lambda value: getattr(value, "stem", value))
def test_shipped_file_follows_its_schema(path: Path, form: str) -> None:
    """An editor shows no fault in a shipped file."""
    data = yaml.load(path.read_text(encoding="utf-8"), Yaml12)  # noqa: S506  a SafeLoader

    jsonschema.Draft7Validator(json.loads(schema(form))).validate(data)


def test_fresh_file_follows_its_schema() -> None:
    """An editor shows no fault in a new chronology, and its first line names the schema."""
    text = fresh("my-talks")["my-talks.yaml"]

    first = "# yaml-language-server: $schema=negotiation-chronology-1.schema.json"
    assert text.splitlines()[0] == first
    data = yaml.load(text, Yaml12)  # noqa: S506  a SafeLoader
    jsonschema.Draft7Validator(json.loads(schema("chronology"))).validate(data)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("events", "talks-open", "knid"), "session-begins"),
        (("events", "Talks Open"), {"kind": "x", "reports": []}),
        (("sources", "gazette-2031-03-05", "published-inferred"), "maybe"),
        (("format",), "negotiation-chronology/9"),
    ],
)
def test_schema_marks_what_the_loader_refuses(path: tuple[str, ...], value: object) -> None:
    """An unknown field, a bad id, a wrong choice and a wrong format are marked while typing."""
    data = yaml.load(fresh("my-talks")["my-talks.yaml"], Yaml12)  # noqa: S506  a SafeLoader
    block = data
    for part in path[:-1]:
        block = block[part]
    block[path[-1]] = value

    assert not jsonschema.Draft7Validator(json.loads(schema("chronology"))).is_valid(data)


@pytest.mark.parametrize(
    "after",
    [
        {"exponential": {"mean": "P2D"}, "fixed": "P2D"},
        {},
        {"exponental": {"mean": "P2D"}},
        {"exponential": {"mean": "2 days"}},
        {"weibull": {"scale": "P2D"}},
    ],
)
def test_schema_marks_a_waiting_time_that_is_none(after: object) -> None:
    """Two distributions, none, a misspelt one, a length in words, a missing shape: all marked."""
    text = assumptions()["valley"].read_text(encoding="utf-8")
    data = yaml.load(text, Yaml12)  # noqa: S506  a SafeLoader
    data["waits"]["truce-begins"]["after"] = after

    assert not jsonschema.Draft7Validator(json.loads(schema("assumptions"))).is_valid(data)
