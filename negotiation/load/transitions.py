"""Check the transitions of a model: none unreachable, none shadowed by an earlier one."""

from __future__ import annotations

from negotiation.load.page import Page, Path_
from negotiation.model import Model, Transition
from negotiation.near import quoted

PAIRS = 100_000  # of kind and state, over all transitions of a track; real tracks have hundreds
_Conditions = tuple[frozenset[tuple[str, object]], ...]


def check_transitions(page: Page, whole: Model, included: list[Model]) -> None:
    """Note transitions of this file that can never be taken."""
    theirs = {key: len(t.transitions) for model in included for key, t in model.tracks.items()}
    for key, track in whole.tracks.items():
        part, skip = ("extend", theirs[key]) if key in theirs else ("tracks", 0)
        if sum(len(t.on) * len(t.from_) for t in track.transitions) > PAIRS:
            message = f"the transitions are for more than {PAIRS:,} pairs of kind and state"
            page.fault_at((part, key, "transitions"), "Y006", message, "divide the track")
            continue
        reached = track.reachable()
        taken: dict[tuple[str, str], dict[_Conditions, int]] = {}
        for index, transition in enumerate(track.transitions):
            path: Path_ = (part, key, "transitions", index - skip)
            shadowed = _shadowed(transition, index, taken)
            if index < skip:
                continue
            _tell_unreached(page, path, transition, reached)
            if shadowed is not None:
                _tell_shadowed(page, path, *shadowed)


def _tell_unreached(
    page: Page, path: Path_, transition: Transition, reached: frozenset[str]
) -> None:
    for state in transition.from_:
        if state not in reached:
            hint = f"add a transition to {state}, or remove this one"
            message = f"nothing leads to the state {quoted(state)}"
            page.fault_at((*path, "from"), "M402", message, hint)


def _tell_shadowed(page: Page, path: Path_, kind: str, state: str, steps: int) -> None:
    hint = "remove one, or put the one with conditions first"
    first = int(path[-1]) - steps
    where = "an included transition"
    if first >= 0:
        where = f"the transition in line {page.tree.find((*path[:-1], first)).line}"
    message = f"{kind} in the state {state} is taken by {where} already"
    page.fault_at(path, "M401", message, hint)


def _shadowed(
    transition: Transition, index: int, taken: dict[tuple[str, str], dict[_Conditions, int]]
) -> tuple[str, str, int] | None:
    """Give a kind and state that an earlier transition takes always or under these conditions.

    With it, how many transitions earlier that one stands.
    """
    own = _conditions(transition)
    pairs = dict.fromkeys((kind, state) for kind in transition.on for state in transition.from_)
    found = None
    for kind, state in pairs:
        earlier = taken.setdefault((kind, state), {})
        first = min(earlier.get(own, index), earlier.get(_NONE, index))
        if first < index and found is None:
            found = kind, state, index - first
        earlier.setdefault(own, index)
    return found


def _conditions(transition: Transition) -> _Conditions:
    parts = (transition.requires, transition.unless, transition.where)
    return tuple(frozenset(part.items()) for part in parts)


_NONE: _Conditions = (frozenset(), frozenset(), frozenset())
