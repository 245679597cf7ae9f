"""Blocks of runs in several processes of one machine. The only user of joblib."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import joblib

from negotiation.simulation.ensemble import Execute
from negotiation.simulation.tally import Block, Job, Tally, count_block


def pool(jobs: int) -> Execute:
    """Make blocks in so many processes, and give what they counted in the blocks' order."""

    def execute(job: Job, blocks: Sequence[Block]) -> Iterator[Tally]:
        parallel = joblib.Parallel(n_jobs=jobs, return_as="generator", pre_dispatch="2*n_jobs")
        return iter(parallel(joblib.delayed(count_block)(job, block) for block in blocks))

    return execute
