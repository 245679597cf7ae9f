"""Files with which the official Cucumber extension of VS Code completes and checks features.

The extension knows steps from source files that it reads and never runs: the stub is such a file,
made from the vocabulary. Texts out; writes nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from itertools import product

from cucumber_expressions.ast import NodeType
from cucumber_expressions.expression_parser import CucumberExpressionParser

from negotiation.gherkin.asked import ROLES
from negotiation.gherkin.grammar import Kind
from negotiation.gherkin.language import codes
from negotiation.gherkin.vocabulary import Vocabulary, vocabulary

STUB = ".vscode/negotiation-steps.ts"
EXTENSION = "CucumberOpen.cucumber-official"
NAME = r'"[^"]*"|“[^”]*”|«[^»]*»'  # as one may type it
SHARED = (*ROLES, "int")  # kinds that all languages write alike

HEAD = """\
// @ts-nocheck
// For editors only: the sentences of features, for the Cucumber extension to complete and check.
// Made by `negotiation steps --stub`. It is never run and needs no Node; features are run with
// `negotiation check`. After an update of negotiation, make it again with --force.
"""


def editor_files(code: str | None = None) -> dict[str, str]:
    """Give what an editor needs, by the file's path in the folder that it opens.

    In one language, or in all. Raises UnknownName for a language that there is none of.
    """
    settings = {"cucumber.features": ["**/*.feature"], "cucumber.glue": [STUB]}
    return {
        STUB: stub([code] if code else codes()),
        ".vscode/settings.json": _json(settings),
        ".vscode/extensions.json": _json({"recommendations": [EXTENSION]}),
    }


def _json(data: object) -> str:
    return json.dumps(data, indent=2) + "\n"


def stub(languages: Iterable[str]) -> str:
    """Give the sentences of some languages as step definitions, with their kinds of parameter."""
    lines = [HEAD, *(_parameter(role, NAME) for role in ROLES)]
    for code in languages:
        words = vocabulary(code)
        lines += ["", f"// {words.words.name}"]
        lines += [_kind(code, kind) for kind in words.grammar.kinds.values() if kind.name != "name"]
        lines += _steps(code, words)
    return "\n".join(lines) + "\n"


def _steps(code: str, words: Vocabulary) -> Iterator[str]:
    for step in words.steps:
        own = words.translation(step)
        roles = step.with_roles(own.says)
        says = re.sub(r"\{([a-z-]+)\}", lambda hole: f"{{{_named(hole[1], code)}}}", roles)
        yield f"\n// {' '.join(own.help.split())}"
        for form in _readable(says):
            for typed in dict.fromkeys([form, form.replace("'", "’")]):
                yield f"{step.keyword.capitalize()}({_text(typed)}, () => {{}})"


def _readable(says: str) -> Iterator[str]:
    """Give an expression in forms of which the extension can make suggestions.

    It stops at words to choose from of which a part may be left out; such are written out.
    """
    parts = []
    for node in CucumberExpressionParser().parse(says).nodes:
        text = says[node.start : node.end]
        is_mixed = node.ast_type is NodeType.ALTERNATION and "(" in text
        parts.append(
            [one for other in text.split("/") for one in _written_out(other)]
            if is_mixed
            else [text]
        )
    yield from map("".join, product(*parts))


def _written_out(text: str) -> Iterator[str]:
    """Give a text without and with each part of it that stands in brackets."""
    parts = re.split(r"\(([^)]*)\)", text)
    choices = (["", part] if place % 2 else [part] for place, part in enumerate(parts))
    yield from map("".join, product(*choices))


def _text(says: str) -> str:
    return json.dumps(says, ensure_ascii=False)


def _kind(code: str, kind: Kind) -> str:
    return _parameter(_named(kind.name, code), kind.regexp)


def _named(kind: str, code: str) -> str:
    """Name a kind of one language: the extension knows all kinds of all languages at once."""
    return kind if code == "en" or kind in SHARED else f"{kind}-{code}"


def _parameter(name: str, regexp: str) -> str:
    return f"defineParameterType({{ name: {_text(name)}, regexp: /{_script(regexp)}/ }})"


def _script(regexp: str) -> str:
    """Give a regular expression as JavaScript writes it: no escaped spaces, but escaped slashes.

    An apostrophe may be typed in either of its forms.
    """
    plain = re.sub(r"\\([ #&~'\"-])", r"\1", regexp).replace("'", "['’]")
    return re.sub(r"(?<!\\)/", r"\\/", plain)
