"""The kernel: runs of a plan, one after the other, counted as they go.

A block of runs in, counts added to a tally. The clock that runs down first is the next event; it
does what the tables say; clocks that are newly allowed start, those no longer allowed stop. Plans
that are no more than a chain are run by chains.py, to the same bits.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from negotiation.simulation.arithmetic import exp, gamma_quantile, ln, normal_quantile
from negotiation.simulation.compiled import compiled, inlined
from negotiation.simulation.draws import fill, uniforms
from negotiation.simulation.plan import Arrays, Ints, Origin
from negotiation.simulation.tables import DEVIATES, States

MOST_EVENTS = 1_000_000  # of one run: more is a slip in a rate
PATHS = 16_384  # of so many runs, the first ones, paths are told apart: enough for their shares
ALONE = 4  # so many visits are drawn one by one; a clock that is visited more often, in batches
BATCH = 16
NEVER = np.inf
DUE = -1.0  # to be drawn
PRIME = np.uint64(0x9E3779B97F4A7C15)
SHIFT = np.uint64(29)

Counts = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.uint8]


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
    headline, in order, of the first `PATHS` runs.
    """

    first: Floats
    path: NDArray[np.uint64]


@inlined
def _waiting(form: int, values: Floats, lengths: Floats, u: float, minus_log: float) -> float:
    """Give the length of a wait that longer ones are as likely as u, in seconds."""
    if form == 1:
        return float(values[0] * exp(ln(minus_log) * values[1]))
    if form == 2:
        return exp(values[0] - values[1] * normal_quantile(u))
    if form == 3:
        return float(gamma_quantile(values[0], values[2], u) * values[1])
    if form == 4:
        return float(lengths[np.int64(u * lengths.size)])
    return float(values[0])


@inlined
def _does(  # noqa: PLR0913  arrays, see run_block
    sort: int, lapsing: int, configuration: States, moved: Counts, came: Counts,
    target_from: Ints, target_track: Ints, target_cells: Ints, after_cell: States, word: Flags,
    read_from: Ints, read_track: Ints, read_value: Ints,
) -> int:  # fmt: skip
    """Note which tracks an event moves, and where to; give how many.

    Gives -1 for a timeout of the track `lapsing` whose conditions do not hold by then.
    """
    changed, happens = 0, True
    for target in range(target_from[sort], target_from[sort + 1]):
        track = target_track[target]
        cell = target_cells[target] + configuration[track]
        for r in range(read_from[track], read_from[track + 1]):
            cell += read_value[r, configuration[read_track[r]]]
        if track == lapsing and word[cell] == DEVIATES:
            happens = False
        if after_cell[cell] != configuration[track]:
            moved[changed], came[changed] = track, after_cell[cell]
            changed += 1
    return changed if happens else -1


@inlined
def _reach(  # noqa: PLR0913  arrays, see run_block
    place: int, t: float, event: int, first: Floats, progress: Counts, advanced: Counts,
    first_from: Ints, first_pattern: Ints, watch_from: Ints, watch_pattern: Ints,
    watch_mark: Ints, pattern_size: Ints,
) -> None:  # fmt: skip
    """Note that a run comes to a state or an event, by the number of its place among all marks."""
    for w in range(first_from[place], first_from[place + 1]):
        k = first_pattern[w]
        first[k] = min(first[k], t)
    for w in range(watch_from[place], watch_from[place + 1]):
        k = watch_pattern[w]
        if progress[k] == watch_mark[w] and advanced[k] < event:
            progress[k], advanced[k] = progress[k] + 1, event
            if progress[k] == pattern_size[k]:
                first[k] = t


@compiled
def run_block(  # noqa: C901, PLR0912, PLR0915  in parts of its size it would be ten times slower: see below
    arrays: Arrays, origin: Origin, seed: np.uint64, run: int, counted: Counted, each: Each
) -> int:
    """Make as many runs as `each` has room for, from number `run` on.

    Gives -1, or the number of a run that has more events than any may have.
    """
    # Few functions on purpose, which are handed arrays: what takes arrays out of a tuple counts
    # references to each of them wherever a function is entered, which costs more than all the rest.
    (horizon, headline, state_from, target_from, target_track, target_cells, after_cell, word,
        read_from, read_track, read_value, race_key, race_renews, race_lapses, race_form,
        race_values, length_from, lengths, hangs_from, hangs_track, hangs_value, case_from,
        case_row, row_from, row_event, row_upto, row_mean, concerns_from, concerns_race,
        concerns_hang, first_from, first_pattern, watch_from, watch_pattern, watch_mark,
        pattern_size, stay_track, stay_states) = arrays  # fmt: skip
    start, ages, survival = origin
    moves, spent, happened, reached, stayed = counted
    tracks, races, stays = start.size, race_key.size, stay_track.size
    points, bins, stay_bins = moves.shape[1] - 2, reached.shape[1] - 1, stayed.shape[1] - 1
    states = state_from[tracks]

    configuration, since = start.copy(), np.zeros(tracks)
    case, row = np.zeros(races, np.int64), np.zeros(races, np.int64)
    due, chosen, visits = np.zeros(races), np.zeros(races), np.zeros(races, np.int64)
    ahead = np.zeros((3, races, BATCH))  # numbers drawn for visits to come
    pending = np.zeros(races + 1, np.int64)  # races to be drawn
    moved, came = np.zeros(tracks, np.int64), np.zeros(tracks, np.int64)
    progress, advanced = (
        np.zeros(pattern_size.size, np.int64),
        np.zeros(pattern_size.size, np.int64),
    )
    stayed_for = np.zeros(stays)

    for i in range(each.path.size):
        number, first = np.uint64(run + i), each.first[i]
        first[:] = NEVER
        progress[:], advanced[:] = 0, -1  # marks reached, and the event that reached the last
        stayed_for[:] = 0.0
        path = PRIME ^ np.uint64(start[headline] + 1)
        for track in range(tracks):
            configuration[track], since[track] = start[track], 0.0
            place = state_from[track] + start[track]
            moves[place, 0] += 1
            _reach(
                place, 0.0, 0, first, progress, advanced, first_from, first_pattern,
                watch_from, watch_pattern, watch_mark, pattern_size,
            )  # fmt: skip
        waiting = 0
        for race in range(races):
            case[race] = case_from[race]
            for h in range(hangs_from[race], hangs_from[race + 1]):
                case[race] += hangs_value[h, start[hangs_track[h]]]
            row[race], due[race], visits[race] = case_row[case[race]], NEVER, 0
            if row_from[row[race] + 1] > row_from[row[race]]:
                pending[waiting] = race
                waiting += 1
        t, events = 0.0, 0

        while True:
            for w in range(waiting):
                race = pending[w]
                visit, form = visits[race], race_form[race]
                visits[race] = visit + 1
                if visit < ALONE:
                    u, choice = uniforms(seed, number, race_key[race], np.uint64(visit))
                    u = u * survival[race] if events == 0 else u
                    minus_log = -ln(u)
                else:
                    held = (visit - ALONE) % BATCH
                    if held == 0:
                        fill(
                            seed, number, race_key[race], np.uint64(visit),
                            ahead[0, race], ahead[1, race], ahead[2, race],
                        )  # fmt: skip
                    u, minus_log = ahead[0, race, held], ahead[1, race, held]
                    choice = ahead[2, race, held]
                chosen[race] = choice
                if form == 0:
                    due[race] = t + minus_log * row_mean[row[race]]
                else:
                    seen = lengths[length_from[race] : length_from[race + 1]]
                    length = _waiting(form, race_values[race], seen, u, minus_log)
                    due[race] = t + (max(length - ages[race], 0.0) if events == 0 else length)

            t, race = NEVER, -1
            for r in range(races):
                if due[r] < t:
                    t, race = due[r], r
            if race < 0 or t > horizon:
                break
            events += 1
            if events > MOST_EVENTS:
                return run + i
            waiting = 0
            due[race] = NEVER
            place, passed = row_from[row[race]], 0
            for other in range(place, row_from[row[race] + 1]):
                passed += chosen[race] >= row_upto[other]  # no branch: none could be foreseen
            sort = row_event[place + passed]
            changed = _does(
                sort, race_lapses[race], configuration, moved, came, target_from, target_track,
                target_cells, after_cell, word, read_from, read_track, read_value,
            )  # fmt: skip
            if changed < 0:
                continue  # a timeout that lapses unsaid
            happened[sort] += 1
            _reach(
                states + sort, t, events, first, progress, advanced, first_from, first_pattern,
                watch_from, watch_pattern, watch_mark, pattern_size,
            )  # fmt: skip

            point = np.int64(np.ceil(t * points / horizon))
            for m in range(changed):
                track, after = moved[m], came[m]
                before, base = configuration[track], state_from[track]
                moves[base + before, point] -= 1
                moves[base + after, point] += 1
                spent[base + before] += np.int64(t) - np.int64(since[track])
                for s in range(stays):
                    if stay_track[s] == track and stay_states[s, before]:
                        stayed_for[s] += t - since[track]
                configuration[track], since[track] = after, t
                if track == headline:
                    path = (path ^ (path >> SHIFT) ^ np.uint64(after + 1)) * PRIME
                _reach(
                    base + after, t, events, first, progress, advanced, first_from, first_pattern,
                    watch_from, watch_pattern, watch_mark, pattern_size,
                )  # fmt: skip
                for c in range(concerns_from[track], concerns_from[track + 1]):
                    h = concerns_hang[c]
                    case[concerns_race[c]] += hangs_value[h, after] - hangs_value[h, before]

            for m in range(changed):
                track = moved[m]
                for c in range(concerns_from[track], concerns_from[track + 1]):
                    r = concerns_race[c]
                    now, old = case_row[case[r]], row[r]
                    if now == old:
                        continue
                    row[r] = now
                    if row_from[now + 1] == row_from[now]:
                        due[r] = NEVER
                    elif race_renews[r] or row_from[old + 1] == row_from[old]:
                        due[r] = DUE
                        pending[waiting] = r
                        waiting += 1
            is_open = row_from[row[race] + 1] > row_from[row[race]]
            if due[race] == NEVER and is_open and race_lapses[race] < 0:
                pending[waiting] = race
                waiting += 1

        for track in range(tracks):
            state, base = configuration[track], state_from[track]
            spent[base + state] += np.int64(horizon) - np.int64(since[track])
            for s in range(stays):
                if stay_track[s] == track and stay_states[s, state]:
                    stayed_for[s] += horizon - since[track]
        for s in range(stays):
            stayed[s, min(np.int64(stayed_for[s] * stay_bins / horizon + 1e-9), stay_bins)] += 1
        for k in range(first.size):
            if first[k] == NEVER:
                reached[k, bins] += 1
            else:
                reached[k, min(np.int64(first[k] * bins / horizon), bins - 1)] += 1
        each.path[i] = path
    return -1
