"""Races: the waits of some assumptions as clocks over the tables of a model.

Waits that forget how long they lasted, and that hang on the same tracks, run as one race: one draw
for when it ends and which of them ends it (Ajmone Marsan et al. 1989, doi:10.1109/32.29483, call
this the race policy). Every other wait, and every timeout of the model, is a race of its own.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from negotiation.assumptions import EACH, LONGEST, After, Assumptions, Fixed, Sort, Wait
from negotiation.errors import NegotiationError
from negotiation.model import Model
from negotiation.near import quoted
from negotiation.simulation.tables import DEVIATES, Occurrence, States, Tables

MOST_ROWS = 200_000  # configurations that one race tells apart
JOINED_ROWS = 4_096  # and that a race of several waits may


@dataclass(frozen=True)
class Clock:
    """One wait for one choice of names, or one timeout of a track.

    `events` are numbers of sorts of event with their weights; `tests` say which states of which
    tracks it asks for. A timeout runs while its track is in the state `entered`, and starts anew
    at each entry.
    """

    name: str
    after: After
    events: tuple[tuple[int, float], ...]
    tests: tuple[tuple[int, frozenset[int]], ...] = ()
    entered: int | None = None
    wait: str = ""

    @property
    def forgets(self) -> bool:
        """Whether how long it has run does not matter."""
        return self.after.exponential is not None


@dataclass(frozen=True)
class Dependence:
    """A track that a race hangs on: its number, and the class of each of its states."""

    track: int
    classes: tuple[int, ...]

    def representatives(self) -> list[int]:
        """Give one state of each class."""
        return [self.classes.index(number) for number in range(max(self.classes) + 1)]


@dataclass(frozen=True)
class Row:
    """What may happen in some configurations: events with weights, and their joint rate.

    The rate, in events a second, is that of a race of waits that forget; else it is 1.
    """

    events: tuple[tuple[int, float], ...] = ()
    rate: float = 0.0
    entry: int = 0

    @property
    def mean(self) -> float:
        """The mean wait of a race that forgets, in seconds; infinite if nothing may happen."""
        return 1 / self.rate if self.rate else math.inf


@dataclass(frozen=True)
class Race:
    """Clocks that run as one: the tracks they hang on, and a row for each of their cases.

    `rows` are numbered by the classes of the tracks, the first running fastest. `renews` says that
    it starts anew whenever its row changes; `lapses` that it runs once at each entry.
    """

    name: str
    clocks: tuple[Clock, ...]
    hangs_on: tuple[Dependence, ...]
    rows: tuple[Row, ...]
    renews: bool
    lapses: bool

    def row(self, configuration: States) -> Row:
        """Give the row of a configuration."""
        place, stride = 0, 1
        for dependence in self.hangs_on:
            place += dependence.classes[int(configuration[dependence.track])] * stride
            stride *= max(dependence.classes) + 1
        return self.rows[place]


def races(tables: Tables, model: Model, assumptions: Assumptions) -> tuple[Race, ...]:
    """Give the races of some assumptions, in the order of the file; timeouts last.

    Adds their sorts of event to the tables. Raises NegotiationError if one hangs on too much.
    """
    clocks = [*_waits(tables, assumptions), *_timeouts(tables, model)]
    joined: dict[tuple[int, ...] | str, list[Clock]] = {}
    for clock in clocks:
        tracks_ = tuple(sorted(_tracks(tables, clock)))
        joined.setdefault(tracks_ if clock.forgets else clock.name, []).append(clock)
    made: list[Race] = []
    for group in joined.values():
        hangs_on = _dependences(tables, group)
        if len(group) > 1 and _cases(hangs_on) > JOINED_ROWS:
            made += [_race(tables, [clock], clock.name) for clock in group]
        else:
            tracks = "+".join(tables.names[dependence.track] for dependence in hangs_on)
            name = f"tracks/{tracks}" if group[0].forgets else group[0].name
            made.append(_race(tables, group, name))
    return tuple(made)


# --- clocks --------------------------------------------------------------------------------------


def _waits(tables: Tables, assumptions: Assumptions) -> Iterator[Clock]:
    for key, wait in assumptions.waits.items():
        for named, names in _each(tables, wait):
            sorts = [(_occurrence(sort, names), share) for sort, share in wait.branches()]
            total = sum(share for _, share in sorts)
            events = tuple((tables.add(sort), share / total) for sort, share in sorts)
            name = "/".join(["wait", key, *named])
            yield Clock(name, wait.after, events, tuple(_tests(tables, wait)), wait=key)


def _each(
    tables: Tables, wait: Wait
) -> Iterator[tuple[tuple[str, ...], dict[str, tuple[str, ...]]]]:
    """Give the names that `each` stands for, one choice at a time."""
    headings = dict.fromkeys(
        heading for sort, _ in wait.branches() for heading, n in sort.fed().items() if EACH in n
    )
    choices = [[(heading, name) for name in tables.topics.get(heading, ())] for heading in headings]
    for chosen in product(*choices):
        yield tuple(name for _, name in chosen), {heading: (name,) for heading, name in chosen}


def _occurrence(sort: Sort, each: Mapping[str, tuple[str, ...]]) -> Occurrence:
    fed = {h: each[h] if EACH in names else names for h, names in sort.fed().items()}
    return Occurrence(sort.kind, sort.details, fed)


def _tests(tables: Tables, wait: Wait) -> Iterator[tuple[int, frozenset[int]]]:
    for track, states in wait.while_.items():
        number = tables.number[track]
        yield number, frozenset(tables.state_number[number][state] for state in states)
    for track, states in wait.unless.items():
        number = tables.number[track]
        others = (s for s in tables.states[number] if s not in states)
        yield number, frozenset(tables.state_number[number][state] for state in others)


def _timeouts(tables: Tables, model: Model) -> Iterator[Clock]:
    """Give a clock for each state of each track that a transition with a timeout leaves."""
    for track, name in enumerate(tables.names):
        key, _, own = name.partition("/")
        declared = model.tracks[key]
        fed: dict[str, tuple[str, ...]] = {declared.for_each: (own,)} if declared.for_each else {}
        for place, rule in enumerate(declared.transitions):
            if rule.timeout is None:
                continue
            if not 0 < rule.timeout <= LONGEST:
                message = f"a timeout of the track {quoted(name)} is no length that a wait can have"
                raise NegotiationError(f"{message}; write one from a second to a thousand years")
            sort = tables.add(Occurrence(rule.on[0], rule.where, fed))
            after = After(fixed=Fixed(length=rule.timeout))
            for state in rule.from_:
                entered = tables.state_number[track][state]
                yield Clock(
                    f"timeout/{name}/{place}/{state}", after, ((sort, 1.0),), entered=entered,
                    tests=((track, frozenset({entered})),),
                )  # fmt: skip


# --- rows ----------------------------------------------------------------------------------------


def _tracks(tables: Tables, clock: Clock) -> set[int]:
    """Give the tracks that decide whether a clock runs."""
    found = {track for track, _ in clock.tests}
    if clock.entered is None:
        for sort, _ in clock.events:
            for cells in tables.cells[sort]:
                found |= {cells.track, *(read.track for read in tables.tracks[cells.track].reads)}
    return found


def _dependences(tables: Tables, clocks: Sequence[Clock]) -> tuple[Dependence, ...]:
    """Give the tracks that some clocks hang on, with the states that they tell apart."""
    tracks = sorted(set().union(*(_tracks(tables, clock) for clock in clocks)))
    return tuple(Dependence(track, _classes(tables, clocks, track)) for track in tracks)


def _classes(tables: Tables, clocks: Sequence[Clock], track: int) -> tuple[int, ...]:
    """Give the states of a track numbers, one for all those that no clock tells apart."""
    signs = [_signs(tables, clock, track) for clock in clocks]
    told = list(zip(*(column for columns in signs for column in columns), strict=True))
    told = told or [()] * len(tables.states[track])
    numbers = {sign: number for number, sign in enumerate(dict.fromkeys(told))}
    return tuple(numbers[sign] for sign in told)


def _signs(tables: Tables, clock: Clock, track: int) -> Iterator[Sequence[object]]:
    """Give what a clock tells of each state of a track, one thing at a time."""
    states = range(len(tables.states[track]))
    yield from ([n in asked for n in states] for other, asked in clock.tests if other == track)
    if clock.entered is not None:
        return
    for cells in (cells for sort, _ in clock.events for cells in tables.cells[sort]):
        table = tables.tracks[cells.track]
        if cells.track == track:
            deviates = (cells.word == DEVIATES).reshape(-1, len(states))
            yield [deviates[:, n].tobytes() for n in states]
        yield from (read.classes for read in table.reads if read.track == track)


def _cases(dependences: Sequence[Dependence]) -> int:
    cases = 1
    for dependence in dependences:
        cases *= max(dependence.classes) + 1
    return cases


def _race(tables: Tables, clocks: Sequence[Clock], name: str) -> Race:
    hangs_on = _dependences(tables, clocks)
    if _cases(hangs_on) > MOST_ROWS:
        names = ", ".join(tables.names[dependence.track] for dependence in hangs_on)
        message = f"{quoted(clocks[0].name)} hangs on {names}: {_cases(hangs_on):,} cases"
        raise NegotiationError(f"{message}; at most {MOST_ROWS:,} can be simulated")
    configuration = tables.start.copy()
    rows: list[Row] = []
    for states in product(*(d.representatives() for d in reversed(hangs_on))):
        for dependence, state in zip(reversed(hangs_on), states, strict=True):
            configuration[dependence.track] = state
        rows.append(_row(tables, clocks, configuration))
    first = clocks[0]
    is_timeout = first.entered is not None
    return Race(name, tuple(clocks), hangs_on, tuple(rows), first.forgets or is_timeout, is_timeout)


def _row(tables: Tables, clocks: Sequence[Clock], configuration: States) -> Row:
    events: list[tuple[int, float]] = []
    for clock in clocks:
        if not all(int(configuration[track]) in states for track, states in clock.tests):
            continue
        if clock.entered is not None:
            return Row(clock.events, 1.0, clock.entered)
        open_ = [(e, w) for e, w in clock.events if tables.allows(configuration, e)]
        total = sum(weight for _, weight in open_)
        rate = 1 / clock.after.distribution.seconds if clock.forgets else 1.0
        events += [(event, rate * weight / total) for event, weight in open_]
    return Row(tuple(events), sum(weight for _, weight in events))
