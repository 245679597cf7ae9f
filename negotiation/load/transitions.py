"""Check the transitions of a model: none unreachable, none shadowed by an earlier one."""

from __future__ import annotations

from negotiation.load.page import Page, Path_
from negotiation.model import Model, Track, Transition
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
        reached = _reachable(track)
        taken: dict[tuple[str, str], set[_Conditions]] = {}
        for index, transition in enumerate(track.transitions):
            path: Path_ = (part, key, "transitions", index - skip)
            shadowed = _shadowed(transition, taken)
            if index >= skip:
                _tell(page, path, transition, reached, shadowed)


def _tell(
    page: Page, path: Path_, transition: Transition, reached: set[str], shadowed: str | None
) -> None:
    for state in transition.from_:
        if state not in reached:
            hint = f"add a transition to {state}, or remove this one"
            message = f"nothing leads to the state {quoted(state)}"
            page.fault_at((*path, "from"), "M402", message, hint)
    if shadowed:
        hint = "remove one, or put the one with conditions first"
        message = f"{shadowed} is taken by an earlier transition already"
        page.fault_at(path, "M401", message, hint)


def _reachable(track: Track) -> set[str]:
    """Give the states that some sequence of events leads to."""
    leads: dict[str, list[str]] = {}
    for transition in track.transitions:
        for state in transition.from_ if transition.to else ():
            leads.setdefault(state, []).append(str(transition.to))
    reached, waiting = {track.initial}, [track.initial]
    while waiting:
        for state in leads.get(waiting.pop(), ()):
            if state not in reached:
                reached.add(state)
                waiting.append(state)
    return reached


def _shadowed(transition: Transition, taken: dict[tuple[str, str], set[_Conditions]]) -> str | None:
    """Say which kind and state earlier transitions take always or under the same conditions."""
    own = _conditions(transition)
    found = None
    for kind in transition.on:
        for state in transition.from_:
            earlier = taken.setdefault((kind, state), set())
            if own in earlier or _NONE in earlier:
                found = found or f"{kind} from {state}"
    for kind in transition.on:
        for state in transition.from_:
            taken[kind, state].add(own)
    return found


def _conditions(transition: Transition) -> _Conditions:
    parts = (transition.requires, transition.unless, transition.where)
    return tuple(frozenset(part.items()) for part in parts)


_NONE: _Conditions = (frozenset(), frozenset(), frozenset())
