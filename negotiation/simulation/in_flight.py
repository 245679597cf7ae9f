"""Blocks under way elsewhere: handed out a few at a time, their tallies given in order."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Sequence
from typing import Protocol

from negotiation.simulation.tally import Block, Tally


class Pending(Protocol):
    """A tally that somebody is counting."""

    def result(self) -> Tally:
        """Wait for it. Raises what went wrong over there."""


def in_order(
    submit: Callable[[Block], Pending], blocks: Sequence[Block], room: Callable[[], int]
) -> Generator[Tally, None, None]:
    """Have blocks made elsewhere and give their tallies in the blocks' order.

    `room` says how many may be under way. No more are handed out before the first of them is
    taken, so that memory does not grow with the number of blocks.
    """
    pending: deque[Pending] = deque()
    for block in blocks:
        while len(pending) >= room():
            yield pending.popleft().result()
        pending.append(submit(block))
    while pending:
        yield pending.popleft().result()
