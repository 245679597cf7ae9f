"""A journal of runs: what is done is kept in a folder, and not made again.

`journalled(execute, folder)` wraps any Execute (`serial`, `pool(2)`, `cluster(…)`) in another one
for one call of `simulate(…, execute=…)`. On the command line: `--journal DIR`. A resumed ensemble
gives `watch` all that was kept in one call.

The folder has one file for each start, which holds the sum of all blocks so far and is always
replaced whole: it does not grow with the runs, and whatever ends the program leaves it readable.
Summing up goes on from there block by block, as if it had never stopped.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
from bisect import bisect_left
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path
from time import monotonic
from typing import Final

import filelock
import numpy as np

from negotiation import __version__
from negotiation.errors import NegotiationError
from negotiation.near import quoted
from negotiation.simulation.compiled import sources
from negotiation.simulation.ensemble import Execute
from negotiation.simulation.tally import Block, Job, Tally

FORMAT: Final = "negotiation-journal/1"
PAUSE = 1.0  # seconds between two writings, at least
PART = 20  # of the time at most goes into writing: one in so many
MOST_BYTES = 1 << 30
_LONGEST_HEAD = 4_096
_PLAIN = sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"))

Inputs = Mapping[str, str | int]


def journalled(execute: Execute, folder: Path) -> Execute:
    """Make only blocks that are not in the journal, and keep them there.

    Raises NegotiationError for a journal of other inputs, one that another process writes, or a
    folder that cannot be read or written.
    """
    numbers = count(1)

    def resumed(job: Job, blocks: Sequence[Block]) -> Generator[Tally, None, None]:
        with _held(folder):
            page = folder / f"start-{next(numbers)}.runs"
            inputs = _inputs(job, blocks)
            total, kept = Tally.empty(job), _read(page, inputs, job)
            if kept.runs:
                total.add(kept)
                yield kept
            left = blocks[bisect_left(blocks, total.runs, key=lambda block: block.first) :]
            with closing(execute(job, left)) as made:
                yield from _keeping(page, inputs, total, made)

    return resumed


def _keeping(
    page: Path, inputs: Inputs, total: Tally, made: Iterator[Tally]
) -> Generator[Tally, None, None]:
    """Hand on what blocks counted, and keep the sum: soon, now and then, and at the end."""
    kept, due = total.runs, 0.0
    try:
        for one in made:
            total.add(one)
            began = monotonic()
            if began >= due:
                _write(page, inputs, total)
                kept = total.runs
                due = monotonic() + max(PAUSE, PART * (monotonic() - began))
            yield one
    finally:
        if kept != total.runs:
            _write(page, inputs, total)


# --- what the runs are of ---------------------------------------------------------------------


def _inputs(job: Job, blocks: Sequence[Block]) -> Inputs:
    """Say of what the runs are, part by part, so that a misfit can be named."""
    variants, origins = zip(*job.variants, strict=True)
    return {
        "version of negotiation": __version__,
        "code of simulations": sources(),
        "seed": job.seed,
        "runs": blocks[-1].first + blocks[-1].size,
        "runs of a block": blocks[0].size,
        "model, assumptions, what-ifs or horizon": _digest(variants),
        "beginning": _digest(origins),
    }


def _digest(records: Sequence[tuple[object, ...]]) -> str:
    made = hashlib.sha256()
    for record in records:
        for value in record:
            array = np.asarray(value)
            made.update(f"{array.dtype}{array.shape}".encode())
            made.update(np.ascontiguousarray(array).tobytes())
    return made.hexdigest()


def _differences(said: Mapping[str, object], inputs: Inputs) -> str:
    every = []
    for name, here in inputs.items():
        there = said.get(name)
        if there == here:
            continue
        told = f"{name}: {there:,}, here {here:,}" if _are_numbers(there, here) else name
        every.append(told)
    return "; ".join(every)


def _are_numbers(*values: object) -> bool:
    return all(isinstance(value, int) for value in values)


# --- in and out -------------------------------------------------------------------------------


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    """Have the folder to ourselves. Raises NegotiationError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = filelock.FileLock(folder / "lock", timeout=0)
        lock.acquire()
    except filelock.Timeout:
        message = f"another process writes to the journal {quoted(str(folder))}"
        raise NegotiationError(f"{message}; wait for it, or name another folder") from None
    except OSError as error:
        raise _refused(folder, error) from error
    try:
        yield
    finally:
        lock.release()


def _read(page: Path, inputs: Inputs, job: Job) -> Tally:
    """Give what was kept, nothing if there is no such file. Raises NegotiationError."""
    try:
        with os.fdopen(os.open(page, os.O_RDONLY | _PLAIN), "rb") as file:
            status = os.fstat(file.fileno())
            fits = stat.S_ISREG(status.st_mode) and status.st_size <= MOST_BYTES
            head, body = (file.readline(_LONGEST_HEAD), file.read()) if fits else (b"", b"")
    except FileNotFoundError:
        return Tally.empty(job)
    except OSError as error:
        raise _refused(page, error) from error
    said = _said(head)
    if said.get("format") != FORMAT or said.get("sha256") != hashlib.sha256(body).hexdigest():
        raise _damaged(page)
    if differences := _differences(said, inputs):
        raise NegotiationError(
            f"the journal {quoted(str(page.parent))} is of other runs ({differences}); "
            "name another folder, or ask for the same runs again"
        )
    try:
        return Tally.from_bytes(body, job)
    except ValueError:
        raise _damaged(page) from None


def _said(head: bytes) -> Mapping[str, object]:
    try:
        said = json.loads(head)
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


def _write(page: Path, inputs: Inputs, total: Tally) -> None:
    """Put the sum in the place of the one before, whole or not at all. Raises NegotiationError."""
    body = total.to_bytes()
    told = {"format": FORMAT, **inputs, "runs that are done": total.runs}
    head = json.dumps(told | {"sha256": hashlib.sha256(body).hexdigest()})
    beside = page.with_suffix(".new")
    try:
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _PLAIN, 0o644)
        with os.fdopen(handle, "wb") as file:
            file.write(f"{head}\n".encode() + body)
            file.flush()
            os.fsync(file.fileno())  # a rename may reach the disk before what was written
        beside.replace(page)
    except OSError as error:
        raise _refused(page, error) from error


def _refused(path: Path, error: OSError) -> NegotiationError:
    reason = error.strerror or "the system refuses"
    message = f"the journal {quoted(str(path))} cannot be used ({reason})"
    return NegotiationError(f"{message}; mend that or name another folder: what it holds is whole")


def _damaged(page: Path) -> NegotiationError:
    message = f"{quoted(str(page))} is no journal of runs, or damaged"
    return NegotiationError(f"{message}; remove it to make its runs anew, or name another folder")
