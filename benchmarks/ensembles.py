"""Ensembles beside what people would use instead, in one run: time a transition, and ratios.

One machine of 8 states and 20 ways on, about 20 transitions a run, for everyone. Ours counts all
that it always counts (states over time, time in states, when each state is first reached, paths);
the others count where each run ends. SimPy is used at its best: one environment, one process, all
random numbers drawn beforehand. Rounds measure all rows one after another in processor time of
one process; shown are medians. The rows of several processes are in wall time: run them on an idle
machine.

    python benchmarks/ensembles.py [--runs 100000] [--rounds 5] [--large]

`--large` adds a hundred million runs in two processes, with the memory that they take.
"""

from __future__ import annotations

import argparse
import gc
import platform
import random
import resource
import statistics
import time
from collections.abc import Callable, Iterator
from functools import partial
from importlib import metadata
from itertools import accumulate
from pathlib import Path
from typing import Any

import ciw
import distributed
import numpy as np
import simpy

from negotiation.assumptions import Assumptions
from negotiation.model import Kind, Model, State, Track, Transition
from negotiation.simulation.cluster import cluster
from negotiation.simulation.compiled import compiled
from negotiation.simulation.draws import draw_beside
from negotiation.simulation.ensemble import Ensemble, simulate
from negotiation.simulation.pool import pool
from negotiation.simulation.tally import Block, Job, count_block

STATES = 8
WAYS = [
    (start, (start + 1 + 2 * turn) % STATES, float(turn + 1))
    for turn in range(3)
    for start in range(STATES)
][:20]  # from, to, rate a day
DAY = 86_400
LINUX = platform.system() == "Linux"
HORIZON = 20 * DAY // 4  # days for about 20 transitions: the mean rate is near 4 a day
RATE = [sum(rate for a, _, rate in WAYS if a == s) for s in range(STATES)]
TO = [[b for a, b, _ in WAYS if a == s] for s in range(STATES)]
UPTO = [list(accumulate(rate / RATE[s] for a, _, rate in WAYS if a == s)) for s in range(STATES)]


# --- ours ----------------------------------------------------------------------------------------


def machine() -> tuple[Model, Assumptions]:
    """Give the machine as a model of one track, and its rates as assumptions."""
    kinds = [f"from-{a}-to-{b}" for a, b, _ in WAYS]
    rules = tuple(
        Transition(on=kind, from_=f"s{a}", to=f"s{b}")
        for kind, (a, b, _) in zip(kinds, WAYS, strict=True)
    )
    states = {f"s{number}": State() for number in range(STATES)}
    track = Track(initial="s0", states=states, transitions=rules)
    model = Model(title="machine", kinds={k: Kind() for k in kinds}, tracks={"machine": track})
    waits = {
        kind: {
            "id": kind,
            "after": {"exponential": {"rate-per-day": rate}},
            "basis": {"illustrative": "for a benchmark"},
        }
        for kind, (*_, rate) in zip(kinds, WAYS, strict=True)
    }
    said = {"title": "machine", "model": "machine", "horizon": "P5D", "waits": waits}
    return model, Assumptions.model_validate(said)


def events(ensemble: Ensemble) -> int:
    """Give how many events all its runs had."""
    return sum(int(part.tally.counted[0].happened.sum()) for part in ensemble.parts)


def ours(runs: int) -> int:
    """Make runs of the machine; transitions."""
    model, assumptions = machine()
    return events(simulate(model, assumptions, runs=runs, seed=7))


def general(runs: int) -> int:
    """Make them by the kernel for any assumptions, which has no need to know that it is a chain."""
    model, assumptions = machine()
    plan = simulate(model, assumptions, runs=1).plans[0]
    origin = simulate(model, assumptions, runs=1).parts[0].origins[0]
    job = Job(((plan.arrays, origin),), 7)
    blocks = [Block(first, min(8_192, runs - first)) for first in range(0, runs, 8_192)]
    return sum(int(count_block(job, block).counted[0].happened.sum()) for block in blocks)


# --- the others ----------------------------------------------------------------------------------


def with_simpy(runs: int) -> int:
    """Walk through all runs in one process of one environment, numbers drawn beforehand."""
    chance = np.random.default_rng(7)
    drawn = runs * 40
    waits = iter((chance.standard_exponential(drawn) * DAY).tolist())
    choices = iter(chance.random(drawn).tolist())
    upto = [[*row[:-1], 2.0] for row in UPTO]
    ends, made = [0] * STATES, 0

    def walk(environment: simpy.Environment) -> Iterator[simpy.Event]:
        nonlocal made
        timeout = environment.timeout
        for _ in range(runs):
            state, left = 0, float(HORIZON)
            while True:
                wait = next(waits) / RATE[state]
                if wait > left:
                    yield timeout(left)
                    break
                yield timeout(wait)
                left -= wait
                choice, row = next(choices), upto[state]
                place = 0
                while choice >= row[place]:
                    place += 1
                state = TO[state][place]
                made += 1
            ends[state] += 1

    environment = simpy.Environment()
    environment.process(walk(environment))
    environment.run()
    return made


def with_simpy_plainly(runs: int) -> int:
    """Make an environment and a process for each run, as its documentation does."""
    chance = random.Random(7)
    made = 0

    def walk(environment: simpy.Environment) -> Iterator[simpy.Event]:
        nonlocal made
        state = 0
        while True:
            yield environment.timeout(chance.expovariate(RATE[state]))
            [state] = chance.choices(TO[state], cum_weights=UPTO[state])
            made += 1

    for _ in range(runs):
        environment = simpy.Environment()
        environment.process(walk(environment))
        environment.run(until=HORIZON / DAY)
    return made


def with_ciw(runs: int) -> int:
    """Send one customer a run through a network of nodes with servers enough for all."""
    routing = [[0.0] * STATES for _ in range(STATES)]
    for a, b, rate in WAYS:
        routing[a][b] += rate / RATE[a]
    first: list[Any] = [ciw.dists.Sequential([0.0, float("inf")])]
    network = ciw.create_network(
        arrival_distributions=first + [None] * (STATES - 1),
        batching_distributions=[ciw.dists.Deterministic(runs)] * STATES,
        service_distributions=[ciw.dists.Exponential(rate) for rate in RATE],
        routing=routing,
        number_of_servers=[float("inf")] * STATES,
    )
    ciw.seed(7)
    simulation = ciw.Simulation(network)
    simulation.simulate_until_max_time(HORIZON / DAY)
    return len(simulation.get_all_records())


def with_numpy(runs: int) -> int:
    """Walk through blocks of 8,192 runs side by side, in plain NumPy."""
    chance = np.random.default_rng(7)
    most = max(map(len, TO))
    upto = np.array([[*row, *[2.0] * (most - len(row))] for row in UPTO])
    leads = np.array([[*row, *[0] * (most - len(row))] for row in TO])
    mean = DAY / np.array(RATE)
    ends, made = np.zeros(STATES, np.int64), 0
    for first in range(0, runs, 8_192):
        size = min(8_192, runs - first)
        state, clock = np.zeros(size, np.int64), np.zeros(size)
        while state.size:
            clock = clock + chance.standard_exponential(state.size) * mean[state]
            going = clock <= HORIZON
            ends += np.bincount(state[~going], minlength=STATES)
            state, clock = state[going], clock[going]
            choice = chance.random(state.size)
            state = leads[state, (choice[:, None] >= upto[state]).sum(axis=1)]
            made += state.size
    return made


def numpy_numbers(runs: int) -> int:
    """Draw the random numbers alone, by NumPy's generator: one wait and one choice a transition."""
    chance, size = np.random.default_rng(7), 8_192
    waits, choices = np.empty(size), np.empty(size)
    for _ in range(runs * 20 // size):
        chance.standard_exponential(out=waits)
        chance.random(out=choices)
    return runs * 20 // size * size


@compiled
def _keyed(rounds: int, runs: Any, visits: Any, waits: Any, choices: Any) -> None:
    for number in range(rounds):
        visits[:] = np.uint64(number)
        draw_beside(np.uint64(7), runs, np.uint64(3), visits, waits, choices)


def keyed_numbers(runs: int) -> int:
    """Draw as many of our own, each by its key."""
    size = 64
    keys, visits = np.arange(size, dtype=np.uint64), np.zeros(size, np.uint64)
    _keyed(runs * 20 // size, keys, visits, np.empty(size), np.empty(size))
    return runs * 20 // size * size


# --- measuring -----------------------------------------------------------------------------------


def timed(run: Callable[[], int]) -> float:
    """Give the processor time of this process a transition, in nanoseconds."""
    gc.collect()
    start = time.process_time()
    made = run()
    return (time.process_time() - start) / made * 1e9


def rows(runs: int) -> dict[str, Callable[[], int]]:
    """Give what is measured; the slow ones make fewer runs."""
    return {
        "negotiation": partial(ours, runs),
        "negotiation, ten times as many runs": partial(ours, 10 * runs),
        "negotiation, kernel for any waits": partial(general, runs // 2),
        "NumPy, blocks side by side": partial(with_numpy, runs // 2),
        "SimPy, one process, numbers drawn beforehand": partial(with_simpy, max(runs // 20, 100)),
        "SimPy, an environment a run": partial(with_simpy_plainly, max(runs // 40, 100)),
        "Ciw": partial(with_ciw, max(runs // 200, 50)),
        "random numbers alone, NumPy": partial(numpy_numbers, runs),
        "random numbers alone, by key": partial(keyed_numbers, runs),
    }


def compare(runs: int, rounds: int) -> None:
    """Print the table."""
    every = rows(runs)
    for run in every.values():
        run()  # compiled and warm
    taken: dict[str, list[float]] = {name: [] for name in every}
    for _ in range(rounds):
        for name, run in every.items():
            taken[name].append(timed(run))
    own = taken["negotiation"]
    print(f"\n| {runs:,} runs | ns a transition | times negotiation | lowest–highest ratio |")
    print("|---|---:|---:|---:|")
    for name, times in taken.items():
        ratios = sorted(time_ / mine for time_, mine in zip(times, own, strict=True))
        middle, low, high = statistics.median(ratios), ratios[0], ratios[-1]
        print(
            f"| {name} | {statistics.median(times):,.1f} | {middle:,.2f} | {low:,.2f}–{high:,.2f} |"
        )


def wall(run: Callable[[], object]) -> float:
    """Give the seconds that something takes."""
    gc.collect()
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def several(runs: int, rounds: int) -> None:
    """Print how two processes, and the cluster path in one, compare with one process."""
    model, assumptions = machine()
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=1, processes=True, dashboard_address=None
    ) as one_worker:
        ways = {
            "two processes": pool(2),
            "a cluster of one worker": cluster(one_worker.scheduler_address),
        }
        digests = set()
        for execute in ways.values():
            digests.add(simulate(model, assumptions, runs=runs // 10, execute=execute).digest)
        digests.add(simulate(model, assumptions, runs=runs // 10).digest)
        assert len(digests) == 1  # noqa: S101
        taken: dict[str, list[float]] = {name: [] for name in ways}
        for _ in range(rounds):
            one = wall(partial(simulate, model, assumptions, runs=runs))
            for name, execute in ways.items():
                other = wall(partial(simulate, model, assumptions, runs=runs, execute=execute))
                taken[name].append(one / other)
    print(f"\n| {runs:,} runs, wall time | rate beside one process | lowest–highest |")
    print("|---|---:|---:|")
    for name, ratios in taken.items():
        middle = statistics.median(ratios)
        print(f"| {name} | {middle:.2f} | {min(ratios):.2f}–{max(ratios):.2f} |")


def large(runs: int) -> None:
    """Print what a great many runs take in two processes."""
    model, assumptions = machine()
    seconds = wall(partial(simulate, model, assumptions, runs=runs, execute=pool(2)))
    own, children = (
        resource.getrusage(who).ru_maxrss // 1024
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    print(
        f"\n{runs:,} runs in two processes: {seconds / 60:.1f} minutes, at most {own} MiB here "
        f"and {children} MiB in each process"
    )


def described() -> str:
    """Name the machine and the versions."""
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines() if LINUX else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    processor = f"{len(names)} × {names[0]}" if names else platform.processor()
    libraries = ("negotiation", "numba", "numpy", "simpy", "ciw", "distributed")
    versions = ", ".join(f"{name} {metadata.version(name)}" for name in libraries)
    return f"{processor}, {platform.system()}, Python {platform.python_version()}; {versions}"


def main() -> None:
    """Compare, in one run."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--runs", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--large", action="store_true")
    asked = parser.parse_args()
    print(described())
    compare(asked.runs, asked.rounds)
    several(asked.runs * 100, asked.rounds)
    if asked.large:
        large(asked.runs * 1_000)


if __name__ == "__main__":
    main()
