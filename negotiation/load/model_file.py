"""Read a model file and the models it includes into one Model."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import Any

from pydantic import ValidationError

from negotiation import library
from negotiation.coded import ID
from negotiation.errors import LoadError
from negotiation.load.fields import report_fields
from negotiation.load.files import Missing, find_model
from negotiation.load.model_names import check_model_names
from negotiation.load.page import Page, Path_
from negotiation.load.transitions import check_transitions
from negotiation.model import FORMAT, Extension, Model, Track
from negotiation.near import quoted

SECTIONS = ("kinds", "tracks")
DEEPEST = 20
WHAT = {
    "negotiation-chronology": "a chronology",
    "negotiation-model": "a model",
    "negotiation-changes": "a file of changes",
    "negotiation-language": "a language of features",
    "negotiation-phrases": "a file of phrases",
    "negotiation-adjudication": "a file of decisions",
    "negotiation-mapping": "a mapping of a table",
    "negotiation-assumptions": "a file of assumptions",
}


def check_format(page: Page, expected: str) -> None:
    """Note that a file does not say what it is; stop if it is something else, or too new."""
    if page.tree.get("format") is None:
        page.fault_at((), "F202", 'the field "format" is missing', f"begin with format: {expected}")
        return
    said = page.tree.text("format") or ""
    if said == expected:
        return
    family, _, version = expected.partition("/")
    name, _, number = said.partition("/")
    if name == family and re.fullmatch(r"[0-9]{1,9}", number) and int(number) > int(version):
        message = f"the file has the newer format {quoted(said)}; this program reads {expected}"
        page.fault_at(("format",), "P504", message, "upgrade: pip install --upgrade negotiation")
    elif name in WHAT and name != family:
        message = f"this file is {WHAT[name]}, where {WHAT[family]} is due"
        page.fault_at(
            ("format",), "P505", message, f"name another file, or write format: {expected}"
        )
    else:
        message = f"{quoted(said) if said else 'this'} is not the format of such a file"
        page.fault_at(("format",), "P505", message, f"write format: {expected}")
    page.give_up()  # what else it holds follows rules that are not known here


def beside(shown: str, reference: str) -> str:
    """Give the name under which a message shows a file that another one names."""
    if reference in library.models():
        return reference
    return (PurePath(shown).parent / reference).as_posix()


def named(page: Page, data: Any, section: str, path: Path_ = ()) -> None:
    """Give every block of a section its key as its id; an id of its own is a problem."""
    blocks = data.get(section) if isinstance(data, dict) else None
    if not isinstance(blocks, dict):
        return
    for key, block in blocks.items():
        if isinstance(block, dict):
            if "id" in block:
                place = (*path, section, key, "id")
                page.fault_at_key(place, "F212", "the id is the key above", "remove this line")
            block.pop("id", None)
            if re.fullmatch(ID, key):  # else the key itself is told of
                block["id"] = key[:80]


def model_of(page: Page) -> Model | None:
    """Give the model that a file names; None, with the problem noted, if it cannot be had."""
    reference = page.tree.text("model")
    if not reference:
        return None
    try:
        return read_model(find_model(reference, page.folder), beside(page.shown, reference))
    except Missing as missing:
        page.fault_at(("model",), missing.code, missing.message, missing.hint)
    except LoadError as error:
        page.problems.extend(error.problems)
        message = f"the model {quoted(reference)} cannot be used"
        page.fault_at(("model",), "P506", message, "mend its problems, which are listed too")
    return None


@dataclass(slots=True)
class _Reading:
    """The files that include the one being read, and all that were read so far."""

    above: tuple[Path, ...] = ()
    taken: set[Path] = field(default_factory=set)


def read_model(path: Path, shown: str, reading: _Reading | None = None) -> Model:
    """Read a model with everything it includes. Raises LoadError with every problem."""
    reading = reading or _Reading()
    path = path.resolve()
    reading.taken.add(path)
    page = Page(path, shown)
    check_format(page, FORMAT)
    included = _read_included(page, _Reading((*reading.above, path), reading.taken))
    if included is not None:
        check_model_names(page, included)
    own: Model | None = None
    try:
        own = Model.model_validate(_data(page), by_alias=True, by_name=False)
    except ValidationError as error:
        report_fields(page, error, Model)
    page.finish()
    assert own is not None  # noqa: S101  finish() has raised
    whole = _merge(own, included or [])
    check_transitions(page, whole, included or [])
    page.finish()
    return whole


def _data(page: Page) -> Any:
    """Give the file's data, every block with its key as its id."""
    data = page.tree.plain()
    for section in SECTIONS:
        named(page, data, section)
    for part in ("tracks", "extend"):
        for key, block in page.tree.entries(part):
            if isinstance(block.value, dict):
                named(page, data[part][key], "states", (part, key))
    return data


def _read_included(page: Page, reading: _Reading) -> list[Model] | None:
    """Give the included models; None, with the problems noted, if one cannot be had."""
    models: list[Model] = []
    before = len(page.problems)
    for node, reference in page.tree.texts("include"):
        try:
            if reference:
                models.append(_include(page, reference, reading))
        except Missing as missing:
            page.fault_at_node(node, ("include",), missing.code, missing.message, missing.hint)
        except LoadError as error:
            page.problems.extend(error.problems)
            message = f"the model {quoted(reference)} cannot be used"
            hint = "mend its problems, which are listed too"
            page.fault_at_node(node, ("include",), "P506", message, hint)
    return models if len(page.problems) == before else None


def _include(page: Page, reference: str, reading: _Reading) -> Model:
    path = find_model(reference, page.folder).resolve()
    if path in reading.above:
        message = f"{quoted(reference)} includes this model, or is this model"
        raise Missing("M405", message, "remove one of the includes")
    if path in reading.taken:
        raise Missing("M403", f"{quoted(reference)} is included already", "include it once")
    if len(reading.above) >= DEEPEST:
        message = f"more than {DEEPEST} models include one another"
        raise Missing("M405", message, "put what they add into fewer files")
    return read_model(path, beside(page.shown, reference), reading)


# --- one model out of several --------------------------------------------------------------------


def _merge(own: Model, included: list[Model]) -> Model:
    """Take in the included models: their kinds and tracks first, then what this one adds."""
    tracks: dict[str, Track] = {}
    for model in (*included, own):
        tracks |= model.tracks
    for key, extension in own.extend.items():
        tracks[key] = _extended(tracks[key], extension)
    if own.headline:
        tracks = {own.headline: tracks.pop(own.headline)} | tracks
    kinds = {key: kind for model in (*included, own) for key, kind in model.kinds.items()}
    return own.model_copy(update={"kinds": kinds, "tracks": tracks, "include_": ()})


def _extended(track: Track, extension: Extension) -> Track:
    return track.model_copy(
        update={
            "states": track.states | extension.states,
            "transitions": track.transitions + extension.transitions,
        }
    )


# --- a model's files -----------------------------------------------------------------------------


def model_files(reference: str, folder: Path) -> dict[str, Path]:
    """Give the files of a user's own model by their names from `folder`: it and what it includes.

    Nothing for a shipped model. Raises Missing, LoadError.
    """
    path = find_model(reference, folder)
    if path in library.models().values():
        return {}
    found = {reference: path}
    page = Page(path, reference)
    for _, included in page.tree.texts("include"):
        own = model_files(included, path.parent)
        found |= {
            (PurePath(reference).parent / name).as_posix(): file for name, file in own.items()
        }
    return found


def shipped_name(reference: str, folder: Path) -> str | None:
    """Give the name of the shipped model that a reference means; None for a user's own."""
    path = find_model(reference, folder)
    return next((name for name, file in library.models().items() if file == path), None)
