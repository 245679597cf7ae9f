"""Tables: a model as integers, made by asking `step` for every cell, one table a track.

A cell of a track is its own state and, of each other track that its conditions read, the class of
states that they tell apart. So size follows the sum of the tracks, not their product. A model and
the sorts of event that may happen in; arrays out. Knows nothing of time or chance.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product

import numpy as np
from numpy.typing import NDArray

from negotiation.errors import NegotiationError
from negotiation.machine import Configuration, Deviation, Happening, Machine, Outcome
from negotiation.model import Model, Track
from negotiation.near import quoted

MOVED, STAYED, DEVIATES = 0, 1, 2
MOST_CELLS = 1_000_000  # of one track and one sort of event; real ones have dozens
States = NDArray[np.int16]


@dataclass(frozen=True)
class Occurrence:
    """A sort of event: its kind, and what else decides what it does."""

    kind: str
    details: Mapping[str, str] = field(default_factory=dict)
    fed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def names(self, collection: str) -> tuple[str, ...]:
        """Give the names it feeds to the tracks kept for each of a collection."""
        return self.fed.get(collection, ())

    @classmethod
    def of(cls, event: Happening, headings: Iterable[str]) -> Occurrence:
        """Give the sort that an event is of, of a model that keeps tracks under these headings."""
        fed = {heading: event.names(heading) for heading in headings}
        return cls(event.kind, dict(event.details), {k: v for k, v in fed.items() if v})

    @property
    def key(self) -> tuple[object, ...]:
        """What tells one sort from another."""
        fed = tuple((heading, tuple(dict.fromkeys(n))) for heading, n in sorted(self.fed.items()))
        return (self.kind, tuple(sorted(self.details.items())), fed)


@dataclass(frozen=True)
class Read:
    """Another track that conditions read: its number, the class of each state, and the stride."""

    track: int
    classes: tuple[int, ...]
    stride: int

    @property
    def count(self) -> int:
        """How many classes its states fall into."""
        return max(self.classes) + 1


@dataclass(frozen=True)
class Cells:
    """What one sort of event does to one track, cell by cell.

    `after` and `word` have one entry a cell: the state after it, and whether that was a move, a
    stay or a deviation; `deviations` holds the reasons of those cells that deviate.
    """

    track: int
    after: NDArray[np.int16]
    word: NDArray[np.uint8]
    deviations: Mapping[int, Deviation]


@dataclass(frozen=True)
class TrackTable:
    """One track: its states, the other tracks that its conditions read, and its size in cells."""

    name: str
    states: tuple[str, ...]
    reads: tuple[Read, ...]
    size: int

    def cell(self, track: int, configuration: Sequence[int] | States) -> int:
        """Give the number of the cell that a configuration falls into."""
        own = int(configuration[track])
        return own + sum(r.classes[int(configuration[r.track])] * r.stride for r in self.reads)


class Tables:
    """A model as integers, for the sorts of event that were named."""

    def __init__(
        self, model: Model, topics: Mapping[str, tuple[str, ...]], sorts: Iterable[Occurrence]
    ) -> None:
        self.topics = topics
        self.machine = Machine(model, topics)
        every = model.tracks_for(topics)
        self.names = tuple(every)
        self.number = {name: number for number, name in enumerate(self.names)}
        self.states = tuple(tuple(track.states) for track in every.values())
        self.state_number = [{s: n for n, s in enumerate(states)} for states in self.states]
        self.tracks = tuple(self._table(name, track) for name, track in every.items())
        self.start = self.coded(self.machine.start)
        self.sorts: list[Occurrence] = []
        self.cells: list[tuple[Cells, ...]] = []
        self._known: dict[tuple[object, ...], int] = {}
        for sort in sorts:
            self.add(sort)

    def _table(self, name: str, track: Track) -> TrackTable:
        """Lay out a track: which other tracks its conditions read, and what they tell apart."""
        asked: dict[str, list[frozenset[str]]] = {}
        for rule in track.transitions:
            for other, states in (*rule.requires.items(), *rule.unless.items()):
                asked.setdefault(other, []).append(frozenset(states))
        stride, reads = len(track.states), list[Read]()
        for other, sets in asked.items():
            number = self.number[other]
            if other == name:
                continue  # its own state is in the cell already
            told = [tuple(state in states for states in sets) for state in self.states[number]]
            classes = {one: place for place, one in enumerate(dict.fromkeys(told))}
            reads.append(Read(number, tuple(classes[one] for one in told), stride))
            stride *= len(classes)
        if stride > MOST_CELLS:
            message = f"the conditions of the track {quoted(name)} tell apart {stride:,} cases"
            raise NegotiationError(f"{message}; at most {MOST_CELLS:,} can be simulated")
        return TrackTable(name, tuple(track.states), tuple(reads), stride)

    def add(self, sort: Occurrence) -> int:
        """Give the number of a sort of event, asking `step` for its cells if it is new."""
        number = self._known.get(sort.key)
        if number is None:
            number = self._known[sort.key] = len(self.sorts)
            self.sorts.append(sort)
            concerned = self.machine.concerned(sort)
            self.cells.append(tuple(self._ask(self.number[name], sort) for name in concerned))
        return number

    def _ask(self, track: int, sort: Occurrence) -> Cells:
        table = self.tracks[track]
        after = np.zeros(table.size, np.int16)
        word = np.zeros(table.size, np.uint8)
        deviations: dict[int, Deviation] = {}
        for configuration in self._representatives(track):
            outcome = self.machine.ask(table.name, configuration, sort)
            cell = self._cell(track, configuration)
            after[cell] = self.state_number[track][outcome.after]
            word[cell] = MOVED if outcome.moved else STAYED
            if outcome.deviation is not None:
                word[cell] = DEVIATES
                deviations[cell] = outcome.deviation
        return Cells(track, after, word, deviations)

    def _cell(self, track: int, configuration: Configuration) -> int:
        """Give the cell of a configuration that holds just this track and what it reads."""
        table = self.tracks[track]
        reads = (
            r.classes[self.state_number[r.track][configuration[self.names[r.track]]]] * r.stride
            for r in table.reads
        )
        return self.state_number[track][configuration[table.name]] + sum(reads)

    def _representatives(self, track: int) -> Iterator[Configuration]:
        """Give for every cell of a track the smallest configuration that falls into it."""
        table = self.tracks[track]
        choices = [
            [
                (self.names[r.track], self.states[r.track][r.classes.index(c)])
                for c in range(r.count)
            ]
            for r in table.reads
        ]
        for state in table.states:
            for others in product(*choices):
                yield {table.name: state, **dict(others)}

    # --- in and out ---------------------------------------------------------------------------

    def coded(self, configuration: Configuration) -> States:
        """Give a configuration as one number a track."""
        return np.array(
            [self.state_number[n][configuration[name]] for n, name in enumerate(self.names)],
            np.int16,
        )

    def said(self, configuration: States) -> dict[str, str]:
        """Give the state of each track by name."""
        return {name: self.states[n][configuration[n]] for n, name in enumerate(self.names)}

    def step(self, configuration: States, sort: int) -> tuple[States, tuple[Outcome, ...]]:
        """Do by the tables what `Machine.step` does: the configuration after, and the outcomes."""
        after, outcomes = configuration.copy(), list[Outcome]()
        for cells in self.cells[sort]:
            table = self.tracks[cells.track]
            cell = table.cell(cells.track, configuration)
            after[cells.track] = cells.after[cell]
            before = table.states[configuration[cells.track]]
            deviation = cells.deviations.get(cell)
            if deviation is not None:
                deviation = self._found(deviation, configuration)
            outcomes.append(Outcome(table.name, before, table.states[cells.after[cell]], deviation))
        return after, tuple(outcomes)

    def _found(self, deviation: Deviation, configuration: States) -> Deviation:
        """Say what the conditions that failed found in this configuration, not in another one."""
        failed = tuple(
            condition
            if condition.of is None
            else replace(condition, found=self._state(condition.of.track, configuration))
            for condition in deviation.failed
        )
        return replace(deviation, failed=failed)

    def _state(self, track: str, configuration: States) -> str:
        number = self.number[track]
        return self.states[number][int(configuration[number])]

    def allows(self, configuration: States, sort: int) -> bool:
        """Say whether some track takes such an event there and none deviates."""
        found = [
            cells.word[self.tracks[cells.track].cell(cells.track, configuration)]
            for cells in self.cells[sort]
        ]
        return bool(found) and DEVIATES not in found
