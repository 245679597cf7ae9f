"""Simulate the valley in a process of its own, for tests that end it early.

    python -m tests.simulating RUNS JOBS [JOURNAL [MOST_BYTES]]

It tells the first run that it makes, then every block that is done, slowly, then how it ended.
"""

import sys
import time
from collections.abc import Generator, Sequence
from functools import cache
from pathlib import Path

from negotiation.assumptions import Assumptions
from negotiation.chronology import Chronology
from negotiation.errors import NegotiationError
from negotiation.load import load, load_assumptions
from negotiation.model import Model
from negotiation.simulation.ensemble import Ensemble, Execute, serial, simulate
from negotiation.simulation.journal import journalled
from negotiation.simulation.pool import pool
from negotiation.simulation.tally import Block, Job, Tally

SLOWLY = 0.05  # seconds after each block, so that there is a moment to end it in


@cache
def valley() -> tuple[Chronology, Assumptions, Model]:
    """Give what is simulated."""
    chronology = load("valley")
    return (chronology, *load_assumptions("valley", chronology))


def simulated(runs: int = 20_000, execute: Execute = serial, **asked: object) -> Ensemble:
    """Simulate the valley."""
    chronology, assumptions, model = valley()
    return simulate(chronology, assumptions, model=model, runs=runs, execute=execute, **asked)  # type: ignore[arg-type]


def _tell(*words: object) -> None:
    print(*words, flush=True)  # noqa: T201  the test listens


def telling(execute: Execute) -> Execute:
    """Tell from which run on blocks are made."""

    def execute_(job: Job, blocks: Sequence[Block]) -> Generator[Tally, None, None]:
        _tell("from", blocks[0].first)
        yield from execute(job, blocks)

    return execute_


def _watch(runs: int) -> None:
    _tell("done", runs)
    time.sleep(SLOWLY)


def _main(runs: str, jobs: str, journal: str = "", most: str = "") -> None:
    if most:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (int(most), int(most)))
    execute = telling(pool(int(jobs)))
    if journal:
        execute = journalled(execute, Path(journal))
    try:
        ensemble = simulated(int(runs), execute, watch=_watch)
    except NegotiationError as error:
        _tell("refused", error)
        return
    word = "interrupted" if ensemble.interrupted else "complete"
    _tell(word, ensemble.done, ensemble.digest)


if __name__ == "__main__":
    _main(*sys.argv[1:])
