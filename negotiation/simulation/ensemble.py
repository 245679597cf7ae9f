"""Ensembles: many runs of a model under assumptions. Chronology and assumptions in, counts out.

Not a forecast: shares are of runs, under these assumptions.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import overload

from negotiation.assumptions import LONGEST, Assumptions
from negotiation.chronology import Chronology
from negotiation.errors import NegotiationError
from negotiation.machine import Configuration
from negotiation.model import Model
from negotiation.simulation.begins import Begin, from_start, origins
from negotiation.simulation.keyboard import uninterrupted
from negotiation.simulation.outcomes import outcomes
from negotiation.simulation.plan import Origin, Plan, lay_out
from negotiation.simulation.races import races
from negotiation.simulation.tables import Tables
from negotiation.simulation.tally import Block, Job, Tally, TooManyEvents, count_block

MOST_RUNS = 10**12
MOST_SECONDS = 2**63 - 1  # of all runs, in which the time in a state is added up
SMALLEST, USUAL, LARGEST = 16, 1_024, 262_144  # runs of a block
EVENTS = 2_000_000  # of a block at most, about: a part of a second, so that Ctrl-C is soon heard
IN_CHAINS = 4  # times as many where all variants are chains, which are so much faster
SHARES = 64  # so many blocks at least, where that leaves the usual number of runs in each

Execute = Callable[[Job, Sequence[Block]], Generator[Tally, None, None]]
"""Makes blocks and gives what each counted, in their order; closed when no more are wanted."""
Topics = Mapping[str, tuple[str, ...]]
Watch = Callable[[int], None]
"""Is told how many more runs are done."""


@dataclass(frozen=True)
class Part:
    """The runs from one of the configurations in which they may begin."""

    start: Configuration
    origins: tuple[Origin, ...]
    tally: Tally


@dataclass(frozen=True)
class Ensemble:
    """What many runs counted.

    `variants` names the assumptions as they stand, "", and the what-ifs beside them; `plans` has
    one for each. `parts` has one for each configuration in which the runs may begin: where there
    are several the sources leave it open, and results are a range. `horizon` is in seconds.
    """

    assumptions: Assumptions
    model: Model
    timezone: str
    begin: Begin
    horizon: int
    runs: int
    seed: int
    variants: tuple[str, ...]
    plans: tuple[Plan, ...]
    parts: tuple[Part, ...]
    interrupted: bool = False

    @property
    def done(self) -> int:
        """How many runs were made from each start; fewer than `runs` if it was interrupted."""
        return min((part.tally.runs for part in self.parts), default=0)

    @property
    def digest(self) -> str:
        """What tells this result from another one: the same for any number of processes."""
        import hashlib

        every = "\n".join(part.tally.digest() for part in self.parts)
        return "sha256:" + hashlib.sha256(every.encode()).hexdigest()


@dataclass(frozen=True)
class Blocks(Sequence[Block]):
    """All blocks of so many runs, made as they are asked for: there may be millions."""

    firsts: range
    runs: int

    @overload
    def __getitem__(self, place: int) -> Block: ...
    @overload
    def __getitem__(self, place: slice) -> Blocks: ...
    def __getitem__(self, place: int | slice) -> Block | Blocks:
        if isinstance(place, slice):
            return Blocks(self.firsts[place], self.runs)
        first = self.firsts[place]
        return Block(first, min(self.firsts.step, self.runs - first))

    def __len__(self) -> int:
        return len(self.firsts)


def serial(job: Job, blocks: Sequence[Block]) -> Generator[Tally, None, None]:
    """Make blocks one after the other, in this process."""
    return (count_block(job, block) for block in blocks)


def simulate(
    chronology: Chronology | Model,
    assumptions: Assumptions,
    *,
    model: Model | None = None,
    runs: int = 10_000,
    seed: int = 1,
    begin: Begin | None = None,
    horizon: int | None = None,
    whatifs: Sequence[str] = (),
    execute: Execute = serial,
    watch: Watch | None = None,
) -> Ensemble:
    """Make many runs of a model under assumptions, up to a horizon in seconds.

    `model` is that of the assumptions, if it is not the chronology's own. Without `begin` they
    begin at the model's start. `whatifs` names those of the assumptions that are run beside them,
    over the same random numbers. Raises NegotiationError for what cannot be run. An interruption
    from the keyboard ends it with the runs that are done, and leaves out starts that have none; it
    is raised if nothing is done.
    """
    if isinstance(chronology, Model):
        own, topics, timezone = chronology, {}, "UTC"
    else:
        own, topics, timezone = chronology.model, chronology.topics(), chronology.timezone
    model = model or own
    horizon = assumptions.horizon if horizon is None else horizon
    _check(runs, seed, horizon)
    variants = ("", *whatifs)
    plans = _plans(model, topics, assumptions, variants, horizon)
    begin = begin or from_start(plans[0].tables.machine.start)
    parts: list[Part] = []
    interrupted = False
    for start, every in origins(plans, begin):
        pairs = zip(plans, every, strict=True)
        job = Job.of(pairs, seed)
        tally = Tally.empty(job)
        interrupted = not _count(execute, job, runs, tally, watch)
        if tally.runs:
            parts.append(Part(start, every, tally))
        if interrupted:
            break
    if not parts:
        raise KeyboardInterrupt
    return Ensemble(
        assumptions, model, timezone, begin, horizon, runs, seed, variants, plans, tuple(parts),
        interrupted,
    )  # fmt: skip


def _check(runs: int, seed: int, horizon: int) -> None:
    if not 1 <= runs <= MOST_RUNS:
        raise NegotiationError(f"{runs:,} runs cannot be made; ask for 1 to {MOST_RUNS:,}")
    if not 0 <= seed < 2**63:
        raise NegotiationError("the seed is a whole number from 0 to 2^63 - 1; write --seed 7")
    if horizon <= 0:
        raise NegotiationError("the horizon is not after the start; write a later one")
    if horizon > LONGEST:
        raise NegotiationError("the horizon is over a thousand years away; write a nearer one")
    if runs * horizon > MOST_SECONDS:
        message = f"{runs:,} runs of that length have more seconds than can be counted"
        raise NegotiationError(f"{message}; ask for at most {MOST_SECONDS // horizon:,}")


def _plans(
    model: Model,
    topics: Topics,
    assumptions: Assumptions,
    variants: Sequence[str],
    horizon: int,
) -> tuple[Plan, ...]:
    return tuple(plan(model, topics, _variant(assumptions, name), horizon) for name in variants)


def _variant(assumptions: Assumptions, name: str) -> Assumptions:
    return assumptions.otherwise(name) if name else assumptions


def plan(model: Model, topics: Topics, assumptions: Assumptions, horizon: int) -> Plan:
    """Lay out one set of assumptions. Raises NegotiationError for what cannot be simulated."""
    tables = Tables(model, topics, [])
    made = races(tables, model, assumptions)
    if not made:
        raise NegotiationError("the assumptions have no wait, so nothing would happen")
    if not tables.names:
        raise NegotiationError("the model keeps no track for this chronology: nothing would happen")
    patterns, stays = outcomes(tables, assumptions, tables.names[0])
    return lay_out(tables, made, float(horizon), patterns, stays)


def _count(execute: Execute, job: Job, runs: int, tally: Tally, watch: Watch | None) -> bool:
    """Add up runs; give whether all are made, and not interrupted."""
    try:
        with closing(execute(job, blocks(job, runs))) as made:
            for one in made:
                tally.add(one)
                if watch is not None:
                    watch(one.runs)
    except KeyboardInterrupt:
        return False
    except TooManyEvents as error:
        raise NegotiationError(
            f"run {error.run:,} has more than a million events before the horizon: "
            "make the waits longer, or the horizon nearer"
        ) from None
    return True


def blocks(job: Job, runs: int) -> Blocks:
    """Divide runs by how many events the first of them have: the same wherever they are made."""
    with uninterrupted():  # an interruption is lost on the library that compiles the kernel
        few = count_block(job, Block(0, min(runs, SMALLEST)))
    events = sum(int(counted.happened.sum()) for counted in few.counted) // few.runs + 1
    most = EVENTS * (IN_CHAINS if job.chains and all(job.chains) else 1)
    size = SMALLEST
    while 2 * size <= LARGEST and 2 * size * events <= most:
        if size >= USUAL and size * SHARES >= runs:
            break
        size *= 2
    return Blocks(range(0, runs, size), runs)
