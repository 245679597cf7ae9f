"""What to look at in a model: states out of reach, dead ends, transitions that overlap.

Each check is one function beside its code; a Model in, where, about what and what in words out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import combinations

from negotiation.lint.finding import Path, Told
from negotiation.model import Model, Track, Transition

MOST = 20  # transitions for one kind and state that are compared with one another


def _of_state(model: Model, track: str, state: str) -> tuple[Path, tuple[str, ...]]:
    extension = model.extend.get(track)
    added = extension is not None and state in extension.states
    part = "extend" if added else "tracks"
    return (part, track, "states", state), (track, f"{track}.{state}")


def _of_transition(
    model: Model, track: str, number: int, state: str
) -> tuple[Path, tuple[str, ...]]:
    """Say where a transition of the whole track stands: among the own ones or those added."""
    about = (track, f"{track}.{state}")
    extension = model.extend.get(track)
    skip = len(model.tracks[track].transitions) - len(extension.transitions) if extension else 0
    if extension and number >= skip:
        return ("extend", track, "transitions", number - skip), about
    return ("tracks", track, "transitions", number), about


def _unreachable(model: Model) -> Iterator[Told]:
    for key, track in model.tracks.items():
        for state in track.states.keys() - track.reachable():
            yield *_of_state(model, key, state), "no sequence of events leads to this state"


def _left(track: Track) -> set[str]:
    """Give the states that some transition leaves."""
    return {
        state for rule in track.transitions for state in rule.from_ if rule.to not in {None, state}
    }


def _dead_ends(model: Model) -> Iterator[Told]:
    for key, track in model.tracks.items():
        left = _left(track)
        for name, state in track.states.items():
            if name not in left and not state.final:
                message = "no transition leaves this state; if that is meant, write final: true"
                yield *_of_state(model, key, name), message


def _left_final(model: Model) -> Iterator[Told]:
    for key, track in model.tracks.items():
        for name in sorted(_left(track)):
            if track.states[name].final:
                yield *_of_state(model, key, name), "a transition leaves this final state"


def _moves_in_place(model: Model) -> Iterator[Told]:
    for key, track in model.tracks.items():
        for number, rule in enumerate(track.transitions):
            if rule.to in rule.from_:
                message = f"leads from {rule.to} to {rule.to}; to stay, leave `to` out"
                yield *_of_transition(model, key, number, rule.to), message


def _overlaps(model: Model) -> Iterator[Told]:
    for key, track in model.tracks.items():
        told: set[int] = set()
        for (kind, state), rules in _ways(track).items():
            for (_, first), (number, second) in combinations(rules[:MOST], 2):
                if number not in told and _overlap(model, (key, state), first, second):
                    told.add(number)
                    goals = " or ".join(rule.to or f"stays {state}" for rule in (first, second))
                    message = f"{kind} in {state} may fit two transitions: {goals}"
                    yield *_of_transition(model, key, number, state), message


def _ways(track: Track) -> dict[tuple[str, str], list[tuple[int, Transition]]]:
    """Give for each kind and state the transitions for it, with their numbers."""
    ways: dict[tuple[str, str], list[tuple[int, Transition]]] = {}
    for number, rule in enumerate(track.transitions):
        for way in dict.fromkeys((kind, state) for kind in rule.on for state in rule.from_):
            ways.setdefault(way, []).append((number, rule))
    return ways


def _overlap(model: Model, here: tuple[str, str], first: Transition, second: Transition) -> bool:
    """Say whether both may hold, lead elsewhere, and the first is no mere exception."""
    state = here[1]
    if (first.to or state) == (second.to or state):
        return False
    asked = [*first.requires, *first.unless, *second.requires, *second.unless]
    one, other = ({t: _allowed(model, here, rule, t) for t in asked} for rule in (first, second))
    both = all(one[t] & other[t] for t in asked) and all(
        second.where.get(key, wanted) == wanted for key, wanted in first.where.items()
    )
    exception = all(one[t] <= other[t] for t in asked) and all(
        first.where.get(key) == wanted for key, wanted in second.where.items()
    )
    return both and not exception


def _allowed(model: Model, here: tuple[str, str], rule: Transition, track: str) -> set[str]:
    """Give the states of a track with which a rule is content."""
    states = {here[1]} if track == here[0] else set(model.tracks[track].states)
    if track in rule.requires:
        states &= set(rule.requires[track])
    return states - set(rule.unless.get(track, ()))


MODEL_CHECKS: Mapping[str, Callable[[Model], Iterator[Told]]] = {
    "L101": _unreachable,
    "L102": _dead_ends,
    "L103": _left_final,
    "L104": _overlaps,
    "L105": _moves_in_place,
}
