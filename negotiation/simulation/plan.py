"""A plan: races, tables and what is counted, laid out as arrays for the kernel."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from negotiation.assumptions import (
    Distribution,
    Empirical,
    Exponential,
    Fixed,
    Gamma,
    LogNormal,
    Weibull,
)
from negotiation.simulation.draws import key_of
from negotiation.simulation.outcomes import AN_EVENT, Pattern, Stay
from negotiation.simulation.races import Race, Row
from negotiation.simulation.tables import Tables

EXPONENTIAL, WEIBULL, LOG_NORMAL, GAMMA, EMPIRICAL, FIXED = range(6)
BINS = 4_096  # in which times are counted: so many to the horizon
POINTS = 240  # of the grid on which the shares of states are counted, the start left aside

Ints = NDArray[np.int32]
Floats = NDArray[np.float64]


class Arrays(NamedTuple):
    """What the kernel reads. A name ending in `_from` holds where each one's part begins."""

    horizon: float
    headline: int
    state_from: Ints  # by track: number of its first state among all states
    # sorts of event and what they do
    target_from: Ints
    target_track: Ints
    target_cells: Ints
    after: NDArray[np.int16]
    word: NDArray[np.uint8]
    read_from: Ints
    read_track: Ints
    read_value: Ints  # by state: what it adds to the number of the cell
    # races
    race_key: NDArray[np.uint64]
    race_renews: NDArray[np.uint8]
    race_lapses: Ints  # the track of a timeout, -1 for others
    race_form: NDArray[np.uint8]
    race_values: Floats  # three parameters each
    length_from: Ints
    lengths: Floats
    hangs_from: Ints
    hangs_track: Ints
    hangs_value: Ints  # by state: what it adds to the number of the case
    case_from: Ints
    case_row: Ints
    row_from: Ints
    row_event: Ints
    row_upto: Floats
    row_mean: Floats
    concerns_from: Ints  # by track: the races that hang on it
    concerns_race: Ints
    concerns_hang: Ints
    # what is counted; both by state of all tracks, then by sort of event
    first_from: Ints  # patterns of one mark
    first_pattern: Ints
    watch_from: Ints  # and of several
    watch_pattern: Ints
    watch_mark: Ints
    pattern_size: Ints
    stay_track: Ints
    stay_states: NDArray[np.uint8]


class Origin(NamedTuple):
    """Where runs begin: a configuration, how long each race has run, and what that leaves.

    `survival` is how likely each wait was to last so long. An age of minus infinity is that of a
    timeout which came to nothing before: it is never due.
    """

    configuration: NDArray[np.int16]
    age: Floats
    survival: Floats


@dataclass(frozen=True)
class Plan:
    """All that a block of runs needs: the same bytes give the same runs anywhere."""

    arrays: Arrays
    races: tuple[Race, ...]
    tables: Tables
    patterns: tuple[Pattern, ...]
    stays: tuple[Stay, ...]


def parameters(distribution: Distribution) -> tuple[int, float, float, float]:
    """Give the form of a waiting time and what the kernel needs of it, in seconds."""
    if isinstance(distribution, Exponential):
        return EXPONENTIAL, distribution.seconds, 0.0, 0.0
    if isinstance(distribution, Weibull):
        return WEIBULL, float(distribution.scale), 1 / distribution.shape, 0.0
    if isinstance(distribution, LogNormal):
        return LOG_NORMAL, math.log(distribution.median), distribution.sigma, 0.0
    if isinstance(distribution, Gamma):
        shape = distribution.shape
        return GAMMA, shape, distribution.mean / shape, math.lgamma(shape)
    if isinstance(distribution, Fixed):
        return FIXED, float(distribution.length), 0.0, 0.0
    assert isinstance(distribution, Empirical)  # noqa: S101  the last of them
    return EMPIRICAL, 0.0, 0.0, 0.0


def survival(race: Race, age: float) -> float:
    """Give how likely a race is to last longer than that many seconds."""
    from scipy import special

    distribution = race.clocks[0].after.distribution
    form, a, b, c = parameters(distribution)
    del c
    if form == WEIBULL:
        return math.exp(-((age / a) ** (1 / b)))
    if form == LOG_NORMAL:
        return float(special.ndtr((a - math.log(age)) / b))
    if form == GAMMA:
        return float(special.gammaincc(a, age / b))
    if form == FIXED:
        return float(age < a)
    if form == EMPIRICAL:
        lengths: Mapping[str, object] | tuple[int, ...] = distribution.lengths  # type: ignore[union-attr]
        return sum(length > age for length in lengths) / len(lengths)  # type: ignore[operator]
    return math.exp(-age / a)


def lay_out(
    tables: Tables,
    races: tuple[Race, ...],
    horizon: float,
    patterns: tuple[Pattern, ...] = (),
    stays: tuple[Stay, ...] = (),
) -> Plan:
    """Give the plan of runs up to a horizon, in seconds, that count these outcomes."""
    state_from = _starts(len(states) for states in tables.states)
    rows = _Rows()
    case_row = [[rows.add(row) for row in race.rows] for race in races]
    cells = [cell for cells in tables.cells for cell in cells]
    reads = [read for track in tables.tracks for read in track.reads]
    hangs = [dependence for race in races for dependence in race.hangs_on]
    lengths = [_lengths(race) for race in races]
    places = [n for n, race in enumerate(races) for _ in race.hangs_on]
    concerned = [
        [(places[h], h) for h, dependence in enumerate(hangs) if dependence.track == track]
        for track in range(len(tables.names))
    ]
    forms = [parameters(race.clocks[0].after.distribution) for race in races]
    every = _watchers(patterns, state_from, len(tables.sorts))
    singles = [[w for w in found if len(patterns[w[0]].marks) == 1] for found in every]
    watchers = [[w for w in found if len(patterns[w[0]].marks) > 1] for found in every]
    width = max(map(len, tables.states), default=1)
    arrays = Arrays(
        horizon=horizon,
        headline=0,
        state_from=state_from,
        target_from=_starts(len(targets) for targets in tables.cells),
        target_track=_ints(cell.track for cell in cells),
        target_cells=_starts(cell.after.size for cell in cells)[:-1],
        after=_joined([cell.after for cell in cells], np.int16),
        word=_joined([cell.word for cell in cells], np.uint8),
        read_from=_starts(len(track.reads) for track in tables.tracks),
        read_track=_ints(read.track for read in reads),
        read_value=_padded([[c * read.stride for c in read.classes] for read in reads]),
        race_key=_keys(races),
        race_renews=np.array([race.renews for race in races], np.uint8),
        race_lapses=_ints(race.hangs_on[0].track if race.lapses else -1 for race in races),
        race_form=np.array([form for form, *_ in forms], np.uint8),
        race_values=np.array([values for _, *values in forms], np.float64).reshape(-1, 3),
        length_from=_starts(len(values) for values in lengths),
        lengths=np.array([value for values in lengths for value in values], np.float64),
        hangs_from=_starts(len(race.hangs_on) for race in races),
        hangs_track=_ints(dependence.track for dependence in hangs),
        hangs_value=_padded(
            [[c * s for c in d.classes] for d, s in zip(hangs, _strides(races), strict=True)]
        ),
        case_from=_starts(len(numbers) for numbers in case_row)[:-1],
        case_row=_ints(number for numbers in case_row for number in numbers),
        row_from=_starts(len(row.events) for row in rows.rows),
        row_event=_ints(event for row in rows.rows for event, _ in row.events),
        row_upto=np.array([part for row in rows.rows for part in _upto(row)], np.float64),
        row_mean=np.array([row.mean for row in rows.rows], np.float64),
        concerns_from=_starts(len(found) for found in concerned),
        concerns_race=_ints(race for found in concerned for race, _ in found),
        concerns_hang=_ints(hang for found in concerned for _, hang in found),
        first_from=_starts(len(found) for found in singles),
        first_pattern=_ints(pattern for found in singles for pattern, _ in found),
        watch_from=_starts(len(found) for found in watchers),
        watch_pattern=_ints(pattern for found in watchers for pattern, _ in found),
        watch_mark=_ints(mark for found in watchers for _, mark in found),
        pattern_size=_ints(len(pattern.marks) for pattern in patterns),
        stay_track=_ints(stay.track for stay in stays),
        stay_states=_flags([stay.states for stay in stays], width),
    )
    return Plan(arrays, races, tables, patterns, stays)


class _Rows:
    """Rows, each kept once: a race that comes from one case to another of one row goes on."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self._known: dict[Row, int] = {}

    def add(self, row: Row) -> int:
        number = self._known.setdefault(row, len(self.rows))
        if number == len(self.rows):
            self.rows.append(row)
        return number


def _upto(row: Row) -> list[float]:
    """Give the upper end of each event's part of the line from 0 to 1."""
    found, total = list[float](), 0.0
    for _, weight in row.events:
        total += weight
        found.append(total / row.rate)
    return [*found[:-1], 2.0] if found else []  # rounding must not leave a gap at the end


def _watchers(
    patterns: Sequence[Pattern], state_from: Ints, sorts: int
) -> list[list[tuple[int, int]]]:
    """Give for each state of all tracks, then each sort of event, the marks that wait for it.

    Of one pattern the later marks stand first, so that one event takes it one mark further.
    """
    states = int(state_from[-1])
    watchers: list[list[tuple[int, int]]] = [[] for _ in range(states + sorts)]
    for number, pattern in enumerate(patterns):
        for place, mark in reversed(list(enumerate(pattern.marks))):
            start = states if mark.track == AN_EVENT else int(state_from[mark.track])
            for one in sorted(mark.numbers):
                watchers[start + one].append((number, place))
    return watchers


def _lengths(race: Race) -> list[float]:
    """Give the lengths of an empirical wait, the longest first."""
    distribution = race.clocks[0].after.distribution
    if not isinstance(distribution, Empirical):
        return []
    return sorted(map(float, distribution.lengths), reverse=True)


def _keys(races: Sequence[Race]) -> NDArray[np.uint64]:
    keys: list[int] = []
    for race in races:
        key = key_of(race.name)
        while key in keys:  # one in millions; two clocks must not share their numbers
            key = (key + 1) & 0xFFFFFFFF
        keys.append(key)
    return np.array(keys, np.uint64)


def _strides(races: Sequence[Race]) -> Iterable[int]:
    for race in races:
        stride = 1
        for dependence in race.hangs_on:
            yield stride
            stride *= max(dependence.classes) + 1


def _ints(values: Iterable[int]) -> Ints:
    return np.array(list(values), np.int32)


def _starts(sizes: Iterable[int]) -> Ints:
    return np.concatenate([[0], np.cumsum(list(sizes))]).astype(np.int32)


def _joined(parts: Sequence[NDArray[Any]], kind: type) -> NDArray[Any]:
    return np.concatenate(parts).astype(kind) if parts else np.zeros(0, kind)


def _padded(rows: Sequence[Sequence[int]]) -> Ints:
    """Give rows of unequal length as a table."""
    table = np.zeros((len(rows), max(map(len, rows), default=1)), np.int32)
    for number, row in enumerate(rows):
        table[number, : len(row)] = row
    return table


def _flags(sets: Sequence[Iterable[int]], width: int) -> NDArray[np.uint8]:
    table = np.zeros((len(sets), width), np.uint8)
    for number, members in enumerate(sets):
        table[number, list(members)] = 1
    return table
