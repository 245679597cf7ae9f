"""Read a model file and the models it includes into one Model."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import ValidationError

from negotiation.coded import Label
from negotiation.errors import LoadError
from negotiation.load.fields import report_fields
from negotiation.load.files import Missing, find_model
from negotiation.load.page import Page, Path_
from negotiation.load.tree import Node
from negotiation.model import FORMAT, Extension, Model, Track, Transition
from negotiation.near import did_you_mean, quoted

__all__ = ["check_format", "named", "read_model"]

SECTIONS = ("kinds", "tracks")


def check_format(page: Page, expected: str) -> None:
    """Note a problem if the file says it is something else, or of a newer version."""
    family, _, version = expected.partition("/")
    said = page.tree.text("format") or ""
    name, _, number = said.partition("/")
    if said == expected or not said:
        return
    if name == family and number.isdigit() and int(number) > int(version):
        message = f"the file has the newer format {quoted(said)}; this program reads {expected}"
        page.fault_at(("format",), "P504", message, "upgrade: pip install --upgrade negotiation")
    else:
        message = f"{quoted(said)} is not the format of such a file"
        page.fault_at(("format",), "P505", message, f"write format: {expected}")


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
            block["id"] = key


def read_model(path: Path, shown: str, above: tuple[Path, ...] = ()) -> Model:
    """Read a model with everything it includes. Raises LoadError with every problem."""
    page = Page(path, shown)
    check_format(page, FORMAT)
    included = _read_included(page, (*above, path))
    data = page.tree.plain()
    for section in SECTIONS:
        named(page, data, section)
    for part in ("tracks", "extend"):
        for key, block in page.tree.entries(part):
            if isinstance(block.value, dict):
                named(page, data[part][key], "states", (part, key))
    _check_references(page, included)
    own: Model | None = None
    try:
        own = Model.model_validate(data, by_alias=True, by_name=False)
    except ValidationError as error:
        report_fields(page, error, Model)
    page.finish()
    assert own is not None  # noqa: S101  finish() has raised
    whole = _merge(own, included)
    _check_transitions(page, whole, included)
    page.finish()
    return whole


def _read_included(page: Page, above: tuple[Path, ...]) -> list[Model]:
    models: list[Model] = []
    for node, reference in page.tree.texts("include"):
        try:
            path = find_model(reference, page.path.parent)
            if path in above:
                raise Missing("M405", f"{quoted(reference)} includes this model", "remove one")
            models.append(read_model(path, reference, above))
        except Missing as missing:
            page.fault_at_node(node, ("include",), missing.code, missing.message, missing.hint)
        except LoadError as error:
            page.problems.extend(error.problems)
            page.fault_at_node(
                node, ("include",), "P506", f"{quoted(reference)} has problems", "mend it first"
            )
    return models


# --- names that must exist --------------------------------------------------------------------


def _check_references(page: Page, included: list[Model]) -> None:
    tree = page.tree
    kinds = {key for model in included for key in model.kinds}
    tracks = {key: track for model in included for key, track in model.tracks.items()}
    for section, known in (("kinds", kinds), ("tracks", set(tracks))):
        for key, _ in tree.entries(section):
            if key in known:
                hint = "choose another name, or add to it under extend:"
                message = f"an included model has {quoted(key)} already"
                page.fault_at_key((section, key), "M403", message, hint)
    kinds |= {key for key, _ in tree.entries("kinds")}
    states = {key: set(track.states) for key, track in tracks.items()}
    many = {key for key, track in tracks.items() if track.for_each}
    for key, block in tree.entries("tracks"):
        states[key] = {name for name, _ in block.entries("states")}
        if block.get("for-each"):
            many.add(key)
    for key, block in tree.entries("extend"):
        if key not in tracks:
            hint = did_you_mean(key, tracks)
            page.fault_at_key(("extend", key), "R303", "no included model has this track", hint)
        states.setdefault(key, set()).update(name for name, _ in block.entries("states"))
    page.expect(states, "headline", (), "R303", "track")
    for part in ("tracks", "extend"):
        for key, block in tree.entries(part):
            page.expect(states[key], "initial", (part, key), "R302", "state")
            for index, transition in block.items("transitions"):
                _check_transition(page, (part, key, "transitions", index), transition,
                                  key, kinds, states, many)  # fmt: skip


def _check_transition(
    page: Page,
    path: Path_,
    node: Node,
    track: str,
    kinds: set[str],
    states: dict[str, set[str]],
    many: set[str],
) -> None:
    page.expect(kinds, "on", path, "R301", "kind of event")
    page.expect(states[track], "from", path, "R302", "state")
    page.expect(states[track], "to", path, "R302", "state")
    for condition in ("requires", "unless"):
        for other, _ in node.entries(condition):
            place = (*path, condition, other)
            if other not in states:
                hint = did_you_mean(other, states)
                page.fault_at_key(place, "R303", f"there is no track {quoted(other)}", hint)
            elif other in many:
                hint = "name a track without for-each"
                page.fault_at_key(place, "R315", f"{quoted(other)} is kept once for each", hint)
            else:
                page.expect(states[other], other, (*path, condition), "R302", "state")


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
    return own.model_copy(update={"kinds": kinds, "tracks": tracks, "extend": {}, "include_": ()})


def _extended(track: Track, extension: Extension) -> Track:
    return track.model_copy(
        update={
            "states": track.states | extension.states,
            "transitions": track.transitions + extension.transitions,
        }
    )


def _check_transitions(page: Page, whole: Model, included: list[Model]) -> None:
    """Note transitions of this file that can never be taken."""
    theirs = {key: len(t.transitions) for model in included for key, t in model.tracks.items()}
    for key, track in whole.tracks.items():
        part, skip = ("extend", theirs[key]) if key in theirs else ("tracks", 0)
        reached = _reachable(track)
        for index, transition in enumerate(track.transitions):
            if index < skip:
                continue
            path: Path_ = (part, key, "transitions", index - skip)
            for state in transition.from_:
                if state not in reached:
                    hint = f"add a transition to {state}, or remove this one"
                    message = f"nothing leads to the state {quoted(state)}"
                    page.fault_at((*path, "from"), "M402", message, hint)
            _check_shadow(page, path, transition, track.transitions[:index])


def _reachable(track: Track) -> set[str]:
    reached, fresh = {track.initial}, True
    while fresh:
        fresh = False
        for transition in track.transitions:
            if transition.to and transition.to not in reached and reached & set(transition.from_):
                reached.add(transition.to)
                fresh = True
    return reached


def _check_shadow(
    page: Page, path: Path_, later: Transition, earlier: tuple[Transition, ...]
) -> None:
    for kind in later.on:
        for state in later.from_:
            for first in earlier:
                if kind in first.on and state in first.from_ and _covers(first, later):
                    hint = "remove one, or put the one with conditions first"
                    message = f"{kind} from {state} is taken by an earlier transition already"
                    page.fault_at(path, "M401", message, hint)


def _covers(first: Transition, later: Transition) -> bool:
    same = (first.requires, first.unless, first.where) == (
        later.requires,
        later.unless,
        later.where,
    )
    return same or not first.has_conditions


def label_text(label: dict[str, str] | Label) -> str:
    """Give a label in English, or in whatever language it has."""
    return label.get("en") or next(iter(label.values()), "")
