"""Chains: plans in which one race that forgets decides everything, with configurations numbered.

Such a plan is a Markov chain. Its runs go on side by side, so that what one waits for in memory
does not hold up the others; the same draws and the same sums as in kernel.py give the same bits.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from negotiation.simulation.compiled import compiled
from negotiation.simulation.draws import Keys, draw_beside
from negotiation.simulation.kernel import MOST_EVENTS, NEVER, PATHS, PRIME, SHIFT, Counted, Each
from negotiation.simulation.plan import EXPONENTIAL, Origin, Plan
from negotiation.simulation.tables import States

MOST = 512  # configurations
MOST_WAYS = 4_096  # between them: with more, counting way by way costs more than it saves
BESIDE = 64  # runs

_ONE, _NONE = np.uint64(1), np.uint64(0)
_IDLE = np.uint64(0xFFFFFFFFFFFFFFFF)


class Chain(NamedTuple):
    """A plan as a chain, from one origin on. Unsigned numbers, which need no look at their sign.

    `first` says where the ways on from each configuration begin; each way has its upper end on the
    line from 0 to 1, where it leads, its sort of event, the headline's new state plus 1 (0: it
    stays) and, from `watch_from` on, the patterns that it completes. `states` has the states of all
    tracks in each configuration, numbered through; `start` the patterns that hold from the start.
    """

    first: Keys
    mean: NDArray[np.float64]
    upto: NDArray[np.float64]
    leads: Keys
    sort: NDArray[np.int64]
    tag: Keys
    watch_from: Keys
    watch: Keys
    states: NDArray[np.int64]
    start: NDArray[np.int64]
    path: np.uint64
    key: np.uint64


def chain(plan: Plan, origin: Origin) -> Chain | None:
    """Give a plan as a chain; None if it is none, or too large for one."""
    arrays = plan.arrays
    is_one = len(plan.races) == 1 and arrays.race_form[0] == EXPONENTIAL
    if not is_one or plan.stays or any(len(pattern.marks) > 1 for pattern in plan.patterns):
        return None
    start = tuple(int(state) for state in origin.configuration)
    number: dict[tuple[int, ...], int] = {start: 0}
    ways: list[list[_Way]] = []
    waiting = [start]
    for here in waiting:  # grows while it is walked
        ways.append(list(_ways(plan, np.array(here, np.int16))))
        for way in ways[-1]:
            if way.after not in number:
                number[way.after] = len(number)
                waiting.append(way.after)
        if len(number) > MOST or sum(map(len, ways)) > MOST_WAYS:
            return None
    return _numbered(plan, number, ways)


class _Way(NamedTuple):
    upto: float
    after: tuple[int, ...]
    sort: int
    tag: int
    watch: list[int]


def _ways(plan: Plan, here: States) -> Iterator[_Way]:
    """Give the ways on from a configuration."""
    arrays, tables = plan.arrays, plan.tables
    row = plan.races[0].row(here)
    total = 0.0
    for place, (sort, weight) in enumerate(row.events):
        total += weight
        after, _ = tables.step(here, sort)
        moved = np.flatnonzero(after != here)
        places = [int(arrays.state_from[-1]) + sort, *(arrays.state_from[moved] + after[moved])]
        tag = int(after[arrays.headline]) + 1 if arrays.headline in moved else 0
        upto = 2.0 if place + 1 == len(row.events) else total / row.rate
        found = [k for one in places for k in _patterns(plan, int(one))]
        yield _Way(upto, tuple(int(state) for state in after), sort, tag, found)


def _patterns(plan: Plan, place: int) -> list[int]:
    arrays = plan.arrays
    found = arrays.first_pattern[arrays.first_from[place] : arrays.first_from[place + 1]]
    return [int(k) for k in found]


def _numbered(plan: Plan, number: dict[tuple[int, ...], int], ways: list[list[_Way]]) -> Chain:
    arrays, every = plan.arrays, [way for some in ways for way in some]
    configurations = np.array(list(number), np.int64)
    states = configurations + arrays.state_from[:-1]
    begun = {k for place in states[0] for k in _patterns(plan, int(place))}
    rows = [plan.races[0].row(np.array(one, np.int16)) for one in number]
    return Chain(
        first=_starts([len(some) for some in ways]),
        mean=np.array([row.mean for row in rows]),
        upto=np.array([way.upto for way in every]),
        leads=np.array([number[way.after] for way in every], np.uint64),
        sort=np.array([way.sort for way in every], np.int64),
        tag=np.array([way.tag for way in every], np.uint64),
        watch_from=_starts([len(way.watch) for way in every]),
        watch=np.array([k for way in every for k in way.watch], np.uint64),
        states=states,
        start=np.array([k in begun for k in range(len(plan.patterns))], np.int64),
        path=PRIME ^ np.uint64(configurations[0][arrays.headline] + 1),
        key=arrays.race_key[0],
    )


def _starts(sizes: list[int]) -> Keys:
    return np.concatenate([[0], np.cumsum(sizes)]).astype(np.uint64)


def run_chain(
    chain: Chain, horizon: float, seed: np.uint64, run: int, counted: Counted, each: Each
) -> int:
    """Do what `run_block` does, for a plan that is a chain."""
    count, ways, width = len(chain.states), len(chain.sort), counted.moves.shape[1]
    taken, clocks = np.zeros((ways, width), np.int64), np.zeros(ways, np.int64)
    ended = np.zeros(count, np.int64)
    failed = _run(
        chain, horizon, width - 2, seed, run,
        taken.ravel(), clocks, ended, counted.reached, each.first, each.path,
    )  # fmt: skip
    counted.moves[chain.states[0], 0] += each.path.size
    np.add.at(counted.happened, chain.sort, taken.sum(axis=1))
    _sort_out(chain, horizon, taken, clocks, ended, counted.moves, counted.spent)
    return failed


@compiled
def _sort_out(
    chain: Chain, horizon: float, taken: NDArray[np.int64], clocks: NDArray[np.int64],
    ended: NDArray[np.int64], moves: NDArray[np.int64], spent: NDArray[np.int64],
) -> None:  # fmt: skip
    """Give to the states of all tracks what was counted of ways and configurations."""
    for x in range(ended.size):
        for track in range(chain.states.shape[1]):
            before = chain.states[x, track]
            spent[before] += np.int64(horizon) * ended[x]
            for way in range(chain.first[x], chain.first[x + 1]):
                after = chain.states[np.int64(chain.leads[way]), track]
                if after == before:
                    continue
                spent[before] += clocks[way]  # a stay ends at its exit and begins at its entry
                spent[after] -= clocks[way]
                for point in range(taken.shape[1]):
                    moves[before, point] -= taken[way, point]
                    moves[after, point] += taken[way, point]


@compiled
def _run(  # noqa: C901, PLR0912, PLR0913, PLR0915  one loop, compiled whole; see kernel.py
    chain: Chain, horizon: float, points: int, seed: np.uint64, run: int,
    taken: NDArray[np.int64], clocks: NDArray[np.int64], ended: NDArray[np.int64],
    reached: NDArray[np.int64], firsts: NDArray[np.float64], paths: Keys,
) -> int:  # fmt: skip
    """Make the runs.

    Counts for each way on how often it was taken before each point of the grid, and the sum of the
    whole seconds at which it was; and in which configuration runs end.
    """
    (way_from, mean, upto, leads, _, tags, watch_from, watch, _, begun, path, key) = chain
    size, patterns, bins = paths.size, begun.size, reached.shape[1] - 1
    beside = min(BESIDE, size)
    logs, choices = np.zeros(beside), np.zeros(beside)
    here, times = np.zeros(beside, np.uint64), np.zeros(beside)
    hashes = np.full(beside, path, np.uint64)
    runs, visits = np.zeros(beside, np.uint64), np.zeros(beside, np.uint64)
    first = np.zeros(beside * patterns)
    width, stride = np.uint64(points + 2), np.uint64(patterns)
    begin = np.where(begun > 0, 0.0, NEVER)
    for i in range(beside):
        runs[i] = np.uint64(run + i)
        first[i * patterns : (i + 1) * patterns] = begin
    follows = run < PATHS
    left, following = size, beside

    while left > 0:
        draw_beside(seed, runs, key, visits, logs, choices)
        for i in range(beside):
            j = np.uint64(i)
            x = here[j]
            t = times[j] + logs[j] * mean[x]
            if t > horizon:
                if runs[j] == _IDLE:
                    continue
                place = np.int64(runs[j]) - run
                ended[x] += 1
                for k in range(patterns):
                    came = first[i * patterns + k]
                    if came == NEVER:
                        reached[k, bins] += 1
                    else:
                        reached[k, min(np.int64(came * bins / horizon), bins - 1)] += 1
                    firsts[place, k] = came
                    first[i * patterns + k] = begin[k]
                paths[place] = hashes[j]
                left -= 1
                visits[j], here[j], times[j], hashes[j] = _NONE, _NONE, 0.0, path
                if following < size:
                    runs[j], following = np.uint64(run + following), following + 1
                else:
                    runs[j], times[j] = _IDLE, NEVER
                continue
            times[j] = t
            visits[j] += _ONE
            if visits[j] > MOST_EVENTS:
                return int(np.int64(runs[j]))  # of an unsigned one and -1 a float would be made
            way = way_from[x]
            passed, choice = _NONE, choices[j]
            for other in range(way, way_from[x + _ONE] - _ONE):
                passed += np.uint64(choice >= upto[other])  # no branch: none could be foreseen
            way += passed
            here[j] = leads[way]
            taken[way * width + np.uint64(np.int64(np.ceil(t * points / horizon)))] += 1
            clocks[way] += np.int64(t)
            if follows:
                tag, old = tags[way], hashes[j]
                hashes[j] = old if tag == _NONE else (old ^ (old >> SHIFT) ^ tag) * PRIME
            for w in range(watch_from[way], watch_from[way + _ONE]):
                slot = j * stride + watch[w]
                first[slot] = min(first[slot], t)
    return -1
