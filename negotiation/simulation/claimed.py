"""What single runs say to a claim: in how many it holds, fails, or cannot be asked. Values only."""

from __future__ import annotations

from dataclasses import dataclass

from negotiation.simulation.shares import Share


@dataclass(frozen=True, slots=True)
class Claimed:
    """A sentence asked of the first runs from one start, under one set of assumptions.

    `part` is the number of the start, `variant` the name of the what-if, "" for none. Of `unasked`
    runs it cannot be asked, for the reason `why`: they have no event of that name, say.
    """

    sentence: str
    part: int
    variant: str
    holds: int
    fails: int
    unasked: int = 0
    why: str = ""

    @property
    def runs(self) -> int:
        """How many runs were asked, or could not be."""
        return self.holds + self.fails + self.unasked

    @property
    def share(self) -> Share:
        """The share of all these runs in which it holds."""
        return Share(self.holds, self.runs)
