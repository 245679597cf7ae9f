"""What is counted over runs: marks reached one after the other, and time in states."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from negotiation.assumptions import Assumptions, Mark, Outcome
from negotiation.simulation.tables import Occurrence, Tables

AN_EVENT = -1


@dataclass(frozen=True)
class Numbered:
    """A mark by numbers: states of a track, or sorts of event where the track is `AN_EVENT`."""

    track: int
    numbers: frozenset[int]


@dataclass(frozen=True)
class Pattern:
    """Marks that a run comes to one after the other.

    A state counts as reached when it is entered, the first of them also if a run begins in it.
    """

    name: str
    marks: tuple[Numbered, ...]


@dataclass(frozen=True)
class Stay:
    """Time that a run spends in some states of one track."""

    name: str
    track: int
    states: frozenset[int]


def outcomes(
    tables: Tables, assumptions: Assumptions, headline: str
) -> tuple[tuple[Pattern, ...], tuple[Stay, ...]]:
    """Give what is counted: the outcomes of a file; if it has none, each state of the headline.

    The sorts of event of all waits must be in the tables already.
    """
    asked = dict(assumptions.outcomes)
    if not asked:
        states = tables.states[tables.number[headline]]
        marks = {state: Mark(state={headline: (state,)}) for state in states}
        asked = {state: Outcome(id=state, reach=(mark,)) for state, mark in marks.items()}
    patterns = tuple(pattern(tables, name, out.reach) for name, out in asked.items() if out.reach)
    stays = tuple(
        Stay(name, tables.number[track], _states(tables, track, states))
        for name, out in asked.items()
        for track, states in out.time_in.items()
    )
    return patterns, stays


def pattern(tables: Tables, name: str, marks: Iterable[Mark]) -> Pattern:
    """Give marks by numbers."""
    return Pattern(name, tuple(_numbered(tables, mark) for mark in marks))


def _numbered(tables: Tables, mark: Mark) -> Numbered:
    if mark.event is None:
        [(track, states)] = mark.state.items()
        return Numbered(tables.number[track], _states(tables, track, states))
    fits = (n for n, sort in enumerate(tables.sorts) if _fits(sort, mark))
    return Numbered(AN_EVENT, frozenset(fits))


def _fits(sort: Occurrence, mark: Mark) -> bool:
    """Say whether a sort of event is of the kind, with at least the details and names asked for."""
    asked = mark.event
    return (
        asked is not None
        and sort.kind == asked.kind
        and all(sort.details.get(key) == value for key, value in asked.details.items())
        and all(set(names) <= set(sort.names(heading)) for heading, names in asked.fed().items())
    )


def _states(tables: Tables, track: str, states: Iterable[str]) -> frozenset[int]:
    number = tables.number[track]
    return frozenset(tables.state_number[number][state] for state in states)
