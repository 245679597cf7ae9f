"""Blocks of runs in several processes of one machine. The only user of joblib.

`pool(2)` gives an Execute for `simulate(…, execute=…)`. On the command line: `--jobs N`.
"""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Generator, Sequence
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import resource_tracker

import joblib
from joblib.externals import loky
from joblib.externals.loky.backend import resource_tracker as other_tracker

from negotiation.errors import NegotiationError
from negotiation.simulation.ensemble import Execute, serial
from negotiation.simulation.in_flight import Pending, in_order
from negotiation.simulation.keyboard import deaf_children
from negotiation.simulation.tally import Block, Job, Tally, count_block

MOST_JOBS = 1_024
AHEAD = 2  # blocks handed out for each process: one that it makes, one that it need not wait for
IDLE = 60.0  # seconds after which a process with nothing to do ends


def processors() -> int:
    """Give how many processes can run side by side here, within what this one may use."""
    return int(joblib.cpu_count())


def pool(jobs: int) -> Execute:
    """Make blocks in so many processes; of one, in this process.

    Raises NegotiationError for a number that is none of processes.
    """
    if not 1 <= jobs <= MOST_JOBS:
        raise NegotiationError(f"{jobs:,} processes cannot be had; write --jobs {processors()}")
    if jobs == 1:
        return serial

    def execute(job: Job, blocks: Sequence[Block]) -> Generator[Tally, None, None]:
        _start_trackers()
        workers = loky.get_reusable_executor(
            jobs, timeout=IDLE, initializer=_become_worker, initargs=(os.getpid(),)
        )

        def submit(block: Block) -> Pending:
            with deaf_children():  # processes are started as they are needed
                pending: Pending = workers.submit(count_block, job, block)
            return pending

        finished = False
        try:
            yield from in_order(submit, blocks, lambda: AHEAD * jobs)
            finished = True
        except BrokenProcessPool:
            raise NegotiationError(
                "one of the processes was ended from outside, perhaps for want of memory; "
                "write a smaller --jobs"
            ) from None
        finally:
            if not finished:
                workers.shutdown(kill_workers=True)

    return execute


def _start_trackers() -> None:
    """Start what tidies up after processes; later it would let the first of them hear Ctrl-C."""
    if hasattr(signal, "pthread_sigmask"):
        resource_tracker.ensure_running()
        other_tracker.ensure_running()


def _become_worker(parent: int) -> None:
    """Leave interruptions to the parent, and end with it, however it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)  # nobody is left to give anything to
