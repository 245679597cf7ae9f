"""Check every name in a model file: kinds, tracks and states, its own and the included ones."""

from __future__ import annotations

from dataclasses import dataclass, field

from negotiation.load.acknowledged import check_acknowledged_states
from negotiation.load.names import KIND
from negotiation.load.node import Node
from negotiation.load.page import Page, Path_, Sort
from negotiation.model import Model
from negotiation.near import quoted

STATE = Sort("R302", "state", "add it to the track under `states:`")
TRACK = Sort("R303", "track", "add it under `tracks:`")
INCLUDED = Sort("R303", "track", "write a track of this model whole, under `tracks:`")
ANOTHER_NAME = "choose another name, or add to the included one under `extend:`"


@dataclass(slots=True)
class _Known:
    """What transitions may name: kinds, the states of each track, and tracks with `for-each`."""

    kinds: dict[str, None] = field(default_factory=dict)
    states: dict[str, dict[str, None]] = field(default_factory=dict)
    many: set[str] = field(default_factory=set)


def check_model_names(page: Page, included: list[Model]) -> None:
    """Note names that are not known, and names given twice."""
    theirs = _of_included(page, included)
    _check_new(page, theirs)
    _check_settled(page, included)
    known = _with_own(page.tree, theirs)
    page.expect(known.states.keys(), ("headline",), TRACK)
    check_acknowledged_states(page, known.states)
    for key, _ in page.tree.entries("tracks"):
        page.expect(known.states[key].keys(), ("tracks", key, "initial"), STATE)
    for part in ("tracks", "extend"):
        for key, block in page.tree.entries(part):
            for index, transition in block.items("transitions"):
                path = (part, key, "transitions", index)
                _check_transition(page, path, transition, known)


def _of_included(page: Page, included: list[Model]) -> _Known:
    theirs = _Known()
    for model in included:
        for what, names, taken in (
            ("kind", model.kinds.keys(), theirs.kinds.keys()),
            ("track", model.tracks.keys(), theirs.states.keys()),
        ):
            for name in names & taken:
                message = f"two of the included models have the {what} {quoted(name)}"
                page.fault_at(("include",), "M403", message, "include one of them only")
        theirs.kinds |= dict.fromkeys(model.kinds)
        theirs.states |= {key: dict.fromkeys(track.states) for key, track in model.tracks.items()}
        theirs.many |= {key for key, track in model.tracks.items() if track.for_each}
    return theirs


def _check_new(page: Page, theirs: _Known) -> None:
    """Note kinds, tracks and states that included models have already; extensions of nothing."""
    for section, taken in (("kinds", theirs.kinds.keys()), ("tracks", theirs.states.keys())):
        for key, _ in page.tree.entries(section):
            if key in taken:
                message = f"an included model has {quoted(key)} already"
                page.fault_at_key((section, key), "M403", message, ANOTHER_NAME)
    for key, block in page.tree.entries("extend"):
        if key not in theirs.states:
            message = f"no included model has a track {quoted(key)}"
            hint = page.hint(key, theirs.states, INCLUDED)
            page.fault_at_key(("extend", key), TRACK.code, message, hint)
        for state, _ in block.entries("states"):
            if state in theirs.states.get(key, ()):
                message = f"the included track has the state {quoted(state)} already"
                path = ("extend", key, "states", state)
                page.fault_at_key(path, "M403", message, "remove it, or choose another name")


def _check_settled(page: Page, included: list[Model]) -> None:
    """Note states called settled on tracks that follow no issues: nothing would ask for it."""
    issues = {k for model in included for k, t in model.tracks.items() if t.for_each == "issues"}
    issues |= {
        key for key, block in page.tree.entries("tracks") if block.text("for-each") == "issues"
    }
    for part in ("tracks", "extend"):
        for key, block in page.tree.entries(part):
            for state, node in block.entries("states"):
                if key not in issues and node.get("settled"):
                    path = (part, key, "states", state, "settled")
                    message = f"the track {quoted(key)} is not kept for each of the issues"
                    page.fault_at_key(path, "M406", message, "remove this line")


def _with_own(tree: Node, theirs: _Known) -> _Known:
    known = _Known(dict(theirs.kinds), dict(theirs.states), set(theirs.many))
    known.kinds |= tree.names("kinds")
    for key, block in tree.entries("tracks"):
        known.states[key] = block.names("states")
        if block.get("for-each"):
            known.many.add(key)
    for key, block in tree.entries("extend"):
        known.states[key] = known.states.get(key, {}) | block.names("states")
    return known


def _check_transition(page: Page, path: Path_, node: Node, known: _Known) -> None:
    page.expect(known.kinds.keys(), (*path, "on"), KIND)
    page.expect(known.states[str(path[1])].keys(), (*path, "from"), STATE)
    page.expect(known.states[str(path[1])].keys(), (*path, "to"), STATE)
    for condition in ("requires", "unless"):
        for other, _ in node.entries(condition):
            place = (*path, condition, other)
            if other not in known.states:
                message = f"there is no track {quoted(other)}"
                hint = page.hint(other, known.states, TRACK)
                page.fault_at_key(place, TRACK.code, message, hint)
            elif other in known.many:
                message = f"{quoted(other)} is kept once for each of several names"
                page.fault_at_key(place, "R315", message, "name a track without for-each")
            else:
                page.expect(known.states[other].keys(), place, STATE)
