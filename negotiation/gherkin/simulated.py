"""What a sentence about runs found: how each start rules on it, with every number. Values only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from negotiation.claims import Verdict

Ruling = Literal["holds", "fails", "close"]
"""Whether a whole 95 % interval lies on the right side of a limit, on the wrong one, or on both."""
Kind = Literal["reached", "median", "compared", "changed"]


@dataclass(frozen=True, slots=True)
class Tallied:
    """How many runs came to an outcome, and the 95 % interval of their share, from 0 to 1."""

    name: str
    count: int
    runs: int
    low: float
    high: float

    @property
    def share(self) -> float:
        """The share of the runs."""
        return self.count / self.runs


@dataclass(frozen=True, slots=True)
class Estimate:
    """A median time in seconds, or a difference of two shares, with a 95 % interval.

    None stands for a time later than the end of the runs.
    """

    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class FromStart:
    """What the runs from one start say: the ruling, what was counted, and what was reckoned of it.

    `states` are those by which it differs from the other starts; `waited` says which it is where
    the dates leave open how long something has been waited for by then.
    """

    ruling: Ruling
    tallied: tuple[Tallied, ...]
    estimate: Estimate | None = None
    states: tuple[tuple[str, str], ...] = ()
    waited: Literal["", "shortest", "longest"] = ""


@dataclass(frozen=True, slots=True)
class Simulated:
    """The answer to a sentence about runs, one for each start that the sources leave open.

    `runs` were made from each of them, for so many seconds; `assumptions` is the title of what they
    rest on, `whatif` the name of the what-if of these, empty for none.
    """

    kind: Kind
    starts: tuple[FromStart, ...]
    runs: int
    seed: int
    seconds: int
    begin: str
    assumptions: str
    whatif: str = ""

    @property
    def holding(self) -> int:
        """From how many starts it holds."""
        return sum(start.ruling == "holds" for start in self.starts)

    @property
    def ruling(self) -> Literal["holds", "fails", "close", "some"]:
        """How it is over all starts: "some" where it holds from some of them only.

        Too close to call only if no start rules it out.
        """
        if self.holding:
            return "holds" if self.holding == len(self.starts) else "some"
        return "fails" if any(start.ruling == "fails" for start in self.starts) else "close"

    @property
    def verdict(self) -> Verdict:
        """The same as a verdict, which a sentence accepts if it holds from every start."""
        verdicts = {"holds": Verdict.ALWAYS, "fails": Verdict.NEVER}
        return verdicts.get(self.ruling, Verdict.SOMETIMES)
