"""The kernel: runs of a plan, one after the other, counted as they go.

A block of runs in, counts added to a tally. The clock that runs down first is the next event; it
does what the tables say; clocks that are newly allowed start, those no longer allowed stop.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from negotiation.simulation.arithmetic import exp, gamma_quantile, ln, normal_quantile
from negotiation.simulation.compiled import compiled
from negotiation.simulation.draws import fill, uniforms
from negotiation.simulation.plan import Arrays, Origin

MOST_EVENTS = 1_000_000  # of one run: more is a slip in a rate
ALONE = 4  # so many visits are drawn one by one; a clock that is visited more often, in batches
BATCH = 16
NEVER = np.inf
_DEVIATES = 2
_PRIME = np.uint64(0x9E3779B97F4A7C15)

Counts = NDArray[np.int64]
Floats = NDArray[np.float64]


class Counted(NamedTuple):
    """What a block of runs adds to: whole numbers only, so that no order of adding matters.

    `moves` per state of every track and point of the grid: runs that are in it from there on, less
    those no longer; `spent` whole seconds in each state; `happened` events of each sort; `reached`
    per pattern and bin: runs that came to it, the last bin holding those that did not; `stayed`
    per stay and bin.
    """

    moves: Counts
    spent: Counts
    happened: Counts
    reached: Counts
    stayed: Counts


class Each(NamedTuple):
    """What a block tells of each run: when it came to each pattern, and its path.

    `first` is in seconds, infinite for a run that did not; `path` is a hash of the states of the
    headline, in order.
    """

    first: Floats
    path: NDArray[np.uint64]


@compiled
def _waiting(arrays: Arrays, race: int, u: float, minus_log: float) -> float:
    """Give the length of a wait that longer ones are as likely as u, in seconds."""
    form, values = arrays.race_form[race], arrays.race_values[race]
    if form == 0:
        return float(minus_log * values[0])
    if form == 1:
        return float(values[0] * exp(ln(minus_log) * values[1]))
    if form == 2:
        return exp(values[0] - values[1] * normal_quantile(u))
    if form == 3:
        return float(gamma_quantile(values[0], values[2], u) * values[1])
    if form == 4:
        first, count = arrays.length_from[race], arrays.length_from[race + 1]
        return float(arrays.lengths[first + np.int64(u * (count - first))])
    return float(values[0])


@compiled
def _row(arrays: Arrays, race: int, configuration: NDArray[np.int16]) -> int:
    place = arrays.case_from[race]
    for d in range(arrays.hangs_from[race], arrays.hangs_from[race + 1]):
        state = configuration[arrays.hangs_track[d]]
        place += arrays.hangs_class[d, state] * arrays.hangs_stride[d]
    return int(arrays.case_row[place])


@compiled
def _cell(arrays: Arrays, track: int, configuration: NDArray[np.int16]) -> int:
    cell = np.int64(configuration[track])
    for r in range(arrays.read_from[track], arrays.read_from[track + 1]):
        state = configuration[arrays.read_track[r]]
        cell += arrays.read_class[r, state] * arrays.read_stride[r]
    return int(cell)


@compiled
def _advance(
    arrays: Arrays, place: int, t: float, progress: NDArray[np.int32], first: Floats
) -> None:
    """Let every pattern that waits for this state, or this sort of event, go on."""
    for w in range(arrays.watch_from[place], arrays.watch_from[place + 1]):
        k = arrays.watch_pattern[w]
        if progress[k] == arrays.watch_mark[w]:
            progress[k] += 1
            if progress[k] == arrays.pattern_size[k]:
                first[k] = t


@compiled
def run_block(  # noqa: C901, PLR0912, PLR0915  one loop, compiled whole
    arrays: Arrays, origin: Origin, seed: np.uint64, run: int, counted: Counted, each: Each
) -> int:
    """Make as many runs as `each` has room for, from number `run` on.

    Gives -1, or the number of a run that has more events than any may have.
    """
    horizon = arrays.horizon
    tracks, race_count = origin.configuration.size, arrays.race_key.size
    points, bins = counted.moves.shape[1] - 2, counted.reached.shape[1] - 1
    if counted.stayed.shape[0] > 0:
        bins = counted.stayed.shape[1] - 1
    stays = arrays.stay_track.size
    configuration = origin.configuration.copy()
    since = np.zeros(tracks)
    row = np.zeros(race_count, np.int32)
    due = np.zeros(race_count)
    chosen = np.zeros(race_count)
    visits = np.zeros(race_count, np.int64)
    held_u = np.zeros((race_count, BATCH))
    held_log = np.zeros((race_count, BATCH))
    held_choice = np.zeros((race_count, BATCH))
    progress = np.zeros(arrays.pattern_size.size, np.int32)
    spent = np.zeros(stays)
    moved = np.zeros(tracks, np.int32)
    came = np.zeros(tracks, np.int16)

    for i in range(each.path.size):
        number = np.uint64(run + i)
        first = each.first[i]
        first[:] = NEVER
        configuration[:] = origin.configuration
        since[:] = 0.0
        visits[:] = 0
        progress[:] = 0
        spent[:] = 0.0
        for track in range(tracks):
            state = configuration[track]
            counted.moves[arrays.state_from[track] + state, 0] += 1
            _advance(arrays, arrays.state_from[track] + state, 0.0, progress, first)
        path = _PRIME ^ np.uint64(configuration[arrays.headline] + 1)
        for race in range(race_count):
            row[race] = _row(arrays, race, configuration)
            due[race] = NEVER
            if arrays.row_from[row[race] + 1] > arrays.row_from[row[race]]:
                key = arrays.race_key[race]
                u, choice = uniforms(seed, number, key, np.uint64(0))
                u *= origin.survival[race]
                minus_log = -ln(u)
                if arrays.race_form[race] == 0:
                    due[race] = minus_log / arrays.row_rate[row[race]]
                else:
                    due[race] = max(_waiting(arrays, race, u, minus_log) - origin.age[race], 0.0)
                chosen[race] = choice
                visits[race] = 1

        events = 0
        while True:
            t, race = NEVER, -1
            for r in range(race_count):
                if due[r] < t:
                    t, race = due[r], r
            if race < 0 or t > horizon:
                break
            events += 1
            if events > MOST_EVENTS:
                return run + i
            place = arrays.row_from[row[race]]
            while chosen[race] >= arrays.row_upto[place]:
                place += 1
            sort = arrays.row_event[place]
            due[race] = NEVER
            changed, happens = 0, True
            for target in range(arrays.target_from[sort], arrays.target_from[sort + 1]):
                track = arrays.target_track[target]
                cell = arrays.target_cells[target] + _cell(arrays, track, configuration)
                after = arrays.after[cell]
                if after != configuration[track]:
                    moved[changed], came[changed] = track, after
                    changed += 1
                if arrays.race_lapses[race] == track and arrays.word[cell] == _DEVIATES:
                    happens = False
            if not happens:
                continue  # a timeout whose conditions do not hold then
            counted.happened[sort] += 1
            _advance(arrays, arrays.state_from[tracks] + sort, t, progress, first)
            point = np.int64(np.ceil(t / horizon * points))
            for m in range(changed):
                track, after = moved[m], came[m]
                before = configuration[track]
                base = arrays.state_from[track]
                counted.moves[base + before, point] -= 1
                counted.moves[base + after, point] += 1
                counted.spent[base + before] += np.int64(t) - np.int64(since[track])
                for s in range(stays):
                    if arrays.stay_track[s] == track and arrays.stay_states[s, before]:
                        spent[s] += t - since[track]
                since[track] = t
                configuration[track] = after
                _advance(arrays, base + after, t, progress, first)
                if track == arrays.headline:
                    path = (path ^ (path >> np.uint64(29)) ^ np.uint64(after + 1)) * _PRIME
            for m in range(changed):
                track = moved[m]
                for c in range(arrays.concerns_from[track], arrays.concerns_from[track + 1]):
                    r = arrays.concerns_race[c]
                    now = _row(arrays, r, configuration)
                    if now == row[r]:
                        continue
                    had = arrays.row_from[row[r] + 1] > arrays.row_from[row[r]]
                    row[r] = now
                    if arrays.row_from[now + 1] == arrays.row_from[now]:
                        due[r] = NEVER
                    elif arrays.race_renews[r] or not had:
                        due[r] = -1.0  # to be drawn
            allowed = arrays.row_from[row[race] + 1] > arrays.row_from[row[race]]
            if due[race] == NEVER and arrays.race_lapses[race] < 0 and allowed:
                due[race] = -1.0
            for r in range(race_count):
                if due[r] != -1.0:
                    continue
                visit = visits[r]
                visits[r] = visit + 1
                key = arrays.race_key[r]
                if visit < ALONE:
                    u, choice = uniforms(seed, number, key, np.uint64(visit))
                    minus_log = -ln(u)
                else:
                    held = (visit - ALONE) % BATCH
                    if held == 0:
                        fill(
                            seed, number, key, np.uint64(visit),
                            held_u[r], held_log[r], held_choice[r],
                        )  # fmt: skip
                    u, minus_log = held_u[r, held], held_log[r, held]
                    choice = held_choice[r, held]
                if arrays.race_form[r] == 0:
                    due[r] = t + minus_log / arrays.row_rate[row[r]]
                else:
                    due[r] = t + _waiting(arrays, r, u, minus_log)
                chosen[r] = choice

        for track in range(tracks):
            state = configuration[track]
            base = arrays.state_from[track]
            counted.spent[base + state] += np.int64(horizon) - np.int64(since[track])
            for s in range(stays):
                if arrays.stay_track[s] == track and arrays.stay_states[s, state]:
                    spent[s] += horizon - since[track]
        for s in range(stays):
            share = np.int64(spent[s] / horizon * bins)
            counted.stayed[s, min(share, bins)] += 1
        for k in range(progress.size):
            if first[k] == NEVER:
                counted.reached[k, bins] += 1
            else:
                counted.reached[k, min(np.int64(first[k] / horizon * bins), bins - 1)] += 1
        each.path[i] = path
    return -1
