"""Read assumptions for a simulation, and hold every name in them to their model."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from negotiation.assumptions import EACH, FORMAT, Assumptions
from negotiation.load.form_file import filled_as
from negotiation.load.model_file import check_format, model_of, named
from negotiation.load.model_names import STATE
from negotiation.load.names import ISSUE, KIND, PLACE, THIRD_PARTY, TRACK
from negotiation.load.node import Node
from negotiation.load.page import Page, Path_, Sort
from negotiation.model import Model
from negotiation.near import quoted

WAIT = Sort("A602", "wait", "add it under `waits:`")
FED = {"issues": ISSUE, "places": PLACE, "third-parties": THIRD_PARTY}
Topics = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Known:
    """What assumptions may name: the model, the names it is kept for, the states of each track."""

    model: Model
    topics: Topics
    states: Mapping[str, tuple[str, ...]]


def read_assumptions(
    path: Path, shown: str, topics: Topics | None, told: Model | None
) -> tuple[Assumptions, Model]:
    """Give assumptions and the model that they speak of.

    `topics` are the names for which the model keeps tracks, None if no chronology says which: then
    any will do. `told` is the model that the chronology is read with. Raises LoadError with every
    problem of the file.
    """
    page = Page(path, shown)
    check_format(page, FORMAT)
    model = _read_model(page, told)
    if model is not None:
        topics = topics_named(page, model) if topics is None else topics
        tracks = model.tracks_for(topics)
        states = {key: tuple(track.states) for key, track in tracks.items()}
        _check(page, _Known(model, topics, states))
    data = page.tree.plain()
    for section in ("waits", "outcomes"):
        named(page, data, section)
    for key, _ in page.tree.entries("whatifs"):
        named(page, data["whatifs"][key], "waits", ("whatifs", key))
    found = filled_as(page, data, Assumptions)
    page.finish()
    assert found is not None and model is not None  # noqa: S101, PT018  finish() has raised
    return found, model


def _read_model(page: Page, told: Model | None) -> Model | None:
    model = model_of(page)
    if model is None:
        return None
    for lacking in _lacking(model, told):
        name = quoted(page.tree.text("model") or "")
        message = f"the model {name} has no {lacking}, which the chronology's has"
        hint = "name the chronology's model, or another file of assumptions"
        page.fault_at(("model",), "A605", message, hint)
        return None
    return model


def topics_named(page: Page, model: Model) -> dict[str, tuple[str, ...]]:
    """Give the names that a file itself has under each heading, or as the copy of a track."""
    found: dict[str, dict[str, None]] = {heading: {} for heading in FED}
    copies = {key: track.for_each for key, track in model.tracks.items() if track.for_each}
    for node in _nodes(page.tree):
        for heading, own in found.items():
            own |= {text: None for _, text in node.texts(heading) if text and text != EACH}
        for key in node.value if isinstance(node.value, dict) else ():
            track, _, name = key.partition("/")
            if name and track in copies:
                found[copies[track]][name] = None
    return {heading: tuple(own) for heading, own in found.items()}


def _nodes(node: Node) -> Iterator[Node]:
    yield node
    inner = node.value if isinstance(node.value, list) else ()
    for one in node.value.values() if isinstance(node.value, dict) else inner:
        yield from _nodes(one)


def _lacking(model: Model, told: Model | None) -> Iterator[str]:
    for key, track in told.tracks.items() if told is not None else ():
        own = model.tracks.get(key)
        if own is None or own.for_each != track.for_each:
            yield f"track {quoted(key)}"
            continue
        for state in track.states:
            if state not in own.states:
                yield f"state {quoted(state)} of the track {quoted(key)}"


# --- names ---------------------------------------------------------------------------------------


def _check(page: Page, known: _Known) -> None:
    waits = page.tree.names("waits")
    for place, key, wait in _waits(page):
        _check_wait(page, place, key, wait, known)
    for key, outcome in page.tree.entries("outcomes"):
        path: Path_ = ("outcomes", key)
        _check_states(page, (*path, "time-in"), outcome.get("time-in"), known)
        for place, mark in _marks((*path, "reach"), outcome.get("reach")):
            _check_states(page, (*place, "state"), mark.get("state"), known)
            event = mark.get("event")
            if event is not None:
                _check_sort(page, (*place, "event"), event, known)
    for key, _ in page.tree.entries("whatifs"):
        page.expect(waits.keys(), ("whatifs", key, "without"), WAIT)


def _waits(page: Page) -> Iterator[tuple[Path_, str, Node]]:
    for key, wait in page.tree.entries("waits"):
        yield ("waits", key), key, wait
    for name, whatif in page.tree.entries("whatifs"):
        for key, wait in whatif.entries("waits"):
            yield ("whatifs", name, "waits", key), key, wait


def _marks(path: Path_, node: Node | None) -> Iterator[tuple[Path_, Node]]:
    if node is None:
        return
    if isinstance(node.value, dict):
        yield path, node
    elif isinstance(node.value, list):
        yield from (((*path, index), item) for index, item in enumerate(node.value))


def _check_wait(page: Page, path: Path_, key: str, wait: Node, known: _Known) -> None:
    for field in ("while", "unless"):
        _check_states(page, (*path, field), wait.get(field), known)
    if wait.get("leads-to") is not None:
        for index, branch in wait.items("leads-to"):
            _check_sort(page, (*path, "leads-to", index), branch, known)
        return
    _check_sort(page, path, wait, known, key)


def _check_sort(page: Page, path: Path_, node: Node, known: _Known, key: str = "") -> None:
    """Note a kind or a name that is not known, and a kind that moves nothing."""
    for field, sort in FED.items():
        own = (*known.topics.get(field, ()), *([EACH] if path[0] != "outcomes" else []))
        page.expect(own, (*path, field), sort)
        names = [text for _, text in node.texts(field)]
        if EACH in names and len(names) > 1:
            message = "`each` stands for every name, so that the others are said twice"
            page.fault_at((*path, field), "A606", message, "write each, or the names")
    kind = node.text("kind") or key
    if not kind:
        page.fault_at(path, "F202", 'the field "kind" is missing', "add kind:")
        return
    if kind not in known.model.kinds:
        message = f"there is no kind of event {quoted(kind)}"
        hint = page.hint(kind, known.model.kinds, KIND)
        place = (*path, "kind") if node.text("kind") else path
        tell = page.fault_at if node.text("kind") else page.fault_at_key
        tell(place, KIND.code, message, hint)
        return
    tracks = [track for track in known.model.tracks.values() if kind in track.kinds()]
    if any(t.for_each is None or node.get(t.for_each) is not None for t in tracks):
        return
    headings = dict.fromkeys(t.for_each for t in tracks if t.for_each)
    hint = f"name the {' or '.join(headings)} that it feeds" if headings else "use another kind"
    message = f"no track would hear of {quoted(kind)}"
    page.fault_at_key(path, "A601", message, hint)


def _check_states(page: Page, path: Path_, node: Node | None, known: _Known) -> None:
    if node is None or not isinstance(node.value, dict):
        return
    for track in node.value:
        if track in known.states:
            page.expect(known.states[track], (*path, track), STATE)
            continue
        message = f"there is no track {quoted(track)}"
        hint = page.hint(track, known.states, TRACK)
        page.fault_at_key((*path, track), TRACK.code, message, hint)
