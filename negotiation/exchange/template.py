"""The files that a new chronology starts with: a commented one, or a copy of a shipped one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from negotiation import library
from negotiation.coded import ID
from negotiation.errors import UnknownName
from negotiation.exchange.convert import written
from negotiation.exchange.forms import Form
from negotiation.exchange.schema import file_name, schema
from negotiation.load import load_model, read_plain
from negotiation.model import Model
from negotiation.near import did_you_mean, quoted

_SCHEMA_LINE = re.compile(r"\$schema=\S+")

MODEL = "core-talks"
FRESH = """\
# yaml-language-server: $schema={schema}
#
# {name}: a chronology. Replace what stands here by your own story; lines that begin with # are
# remarks. Try it out at any time:   negotiation replay {name}.yaml
format: negotiation-chronology/1
title: {{en: "{title}"}}

# The model says what may follow what. Shipped: core-talks (no fighting), talks-under-fire.
# See every kind of event and state with its meaning:   negotiation codebook {model}
model: {model}

timezone: Europe/Zurich           # an IANA name; all clock times are read in it
words: {{morning: 06–12, afternoon: 12–18, evening: 18–22, night: 22–06, about: PT15M}}

issues:                           # what is negotiated; one track is kept for each
  water: {{label: {{en: "Shares of the water"}}}}

actors:                           # roles rather than names, except public spokespersons
  upper-village: {{label: {{en: "Upper village"}}, side: upper}}
  lower-village: {{label: {{en: "Lower village"}}, side: lower}}
  clerk: {{label: {{en: "The clerk"}}, side: observers}}

sources:                          # one entry a document; published is the day it came out
  gazette-2031-03-05: {{outlet: Gazette, published: 2031-03-05}}
  herald-2031-03-06: {{outlet: Herald, published: 2031-03-06}}

events:                           # one entry a moment; what lasts has a beginning and an end
  talks-open:
    label: {{en: "The villages meet"}}
    kind: session-begins
    who: {{by: [upper-village, lower-village]}}
    reports:                      # dates stand on reports: who said it, where, and when it was
      - {{source: gazette-2031-03-05, paragraph: 2, when: 2031-03-04 morning}}
  water-demanded:
    label: {{en: "The lower village asks for half of the water"}}
    kind: demand-made
    issues: [water]
    who: {{by: [lower-village], to: [upper-village]}}
    reports:
      - {{source: gazette-2031-03-05, paragraph: 3, by: clerk, when: 2031-03-04,
         after: [talks-open]}}
  talks-fail:
    label: {{en: "The meeting ends without a result"}}
    kind: session-ends-without-agreement
    reports:
      - {{source: herald-2031-03-06, paragraph: 1, when: 2031-03-04 afternoon,
         after: [water-demanded]}}

# More that a story may have; take the # away. A text may stand in several languages.
#
#   the-ultimatum:                # under events: a day by which something is due is a bracket
#     label: {{en: "The day by which an answer is due", fr: "Le jour de la réponse"}}
#     kind: deadline-day
#     reports: [{{source: herald-2031-03-06, paragraph: 4, modality: scheduled, when: 2031-03-09}}]
#
# measures:                       # quantities as sources give them; never summed
#   households-without-water:
#     label: {{en: "Households without water"}}
#     unit: households
#     values:                     # value:, about:, at-least:, more-than: or between: [low, high]
#       - {{at-least: 40, as-of: 2031-03-03, source: gazette-2031-03-05, paragraph: 7, by: clerk}}
#       - {{between: [120, 150], as-of: 2031-03-05, source: herald-2031-03-06, paragraph: 6}}
#
# figure:                         # what the picture shows: negotiation plot {name}.yaml -o a.png
#   tracks: [process, session]
#   measures: [households-without-water]
"""


def fresh(name: str, model: str = MODEL) -> dict[str, str]:
    """Give a commented chronology that already replays, and the schema for the editor.

    Raises LoadError if there is no such model, UnknownName if it lies elsewhere, or has other kinds
    of event than the example.
    """
    checked_name(name)
    schema_file = file_name("chronology")
    text = FRESH.format(name=name, title=_title(name), schema=schema_file, model=model)
    if not _has_kinds(_known(model), read_plain(text)):
        raise UnknownName(
            f"the example has kinds of event that {quoted(model)} has not; write a spreadsheet, "
            "which begins without events: --spreadsheet"
        )
    return {f"{name}.yaml": text, file_name("chronology"): schema("chronology")}


def fresh_spreadsheet(name: str, model: str) -> dict[str, bytes]:
    """Give a spreadsheet that already replays, with the codebook of a model to choose kinds from.

    It has no events if the model has other kinds than the example.
    Raises LoadError if there is no such model, UnknownName if it lies elsewhere.
    """
    checked_name(name)
    text = FRESH.format(name=name, title=_title(name), schema="", model=model)
    data, theory = read_plain(text), _known(model)
    if not _has_kinds(theory, data):
        data["events"] = {}
    files = written(data, Form.xlsx, theory)
    return {f"{name}.xlsx": content for content in files.values() if isinstance(content, bytes)}


def copied(name: str, shipped: str) -> dict[str, str]:
    """Give a copy of a shipped chronology with its model files and schemas."""
    checked_name(name)
    known = library.chronologies()
    if shipped not in known:
        raise UnknownName(
            f"nothing shipped is called {quoted(shipped)}; {did_you_mean(shipped, known)}"
        )
    text = known[shipped].read_text(encoding="utf-8")
    files = {f"{name}.yaml": _SCHEMA_LINE.sub(f"$schema={file_name('chronology')}", text, count=1)}
    for key in sorted(_models(text)):
        model = library.models()[key].read_text(encoding="utf-8")
        line = f"$schema=../{file_name('model')}"
        files[f"models/{key}.yaml"] = _SCHEMA_LINE.sub(line, model, count=1)
    return files | {file_name(form): schema(form) for form in ("chronology", "model")}


def _known(model: str) -> Model:
    """Give a model that a file in this folder can name. Raises LoadError, UnknownName."""
    path = PurePath(model)
    if path.is_absolute() or ".." in path.parts:
        raise UnknownName(
            f"the model {quoted(model)} lies elsewhere; copy it into this folder, and write "
            f"{path.name}"
        )
    return load_model(model)


def _has_kinds(model: Model, data: Mapping[str, Any]) -> bool:
    return all(event["kind"] in model.kinds for event in data["events"].values())


def _title(name: str) -> str:
    return name.replace("-", " ").capitalize()


_NAMED = re.compile(
    r"^(?:model|include):\s*(?:models/)?([a-z0-9-]+)(?:\.yaml)?[ \t]*(?:#.*)?$", re.MULTILINE
)


def _models(text: str) -> set[str]:
    """Give the shipped models that a file names, and those that they include."""
    found, waiting = set[str](), [text]
    while waiting:
        for key in _NAMED.findall(waiting.pop()):
            if key in library.models() and key not in found:
                found.add(key)
                waiting.append(library.models()[key].read_text(encoding="utf-8"))
    return found


def checked_name(name: str) -> None:
    """Raise UnknownName for what is no name for a new file, or that of a shipped chronology."""
    if not re.fullmatch(ID, name) or len(name) > 80:
        raise UnknownName(
            f"{quoted(name)} is not a name for a file; write lower-case letters, digits and hyphens"
        )
    if name in library.chronologies():
        raise UnknownName(
            f"{quoted(name)} is the name of a shipped chronology; choose one of your own"
        )
