"""What the parameters of a step stand for once they are read: polarity, numbers, lengths."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from negotiation.claims import Verdict


@dataclass(frozen=True, slots=True)
class Polarity:
    """What a sentence claims of a verdict: plainly or certainly so, possibly so, or not so."""

    possibly: bool = False
    negative: bool = False

    def accepts(self) -> frozenset[Verdict]:
        """Give the verdicts for which the sentence is right; plain words mean certainly."""
        right = Verdict.NEVER if self.negative else Verdict.ALWAYS
        return frozenset({right, Verdict.SOMETIMES} if self.possibly else {right})


PLAIN = Polarity()
OPEN = frozenset({Verdict.SOMETIMES})  # what "the sources leave open whether" is right of
NEVER = frozenset({Verdict.NEVER})


@dataclass(frozen=True, slots=True)
class Went:
    """How one state is said to have been reached from another."""

    polarity: Polarity
    directly: bool


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time in seconds, a day being 24 hours, and as it was written."""

    seconds: int
    text: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as it was written: 320,000 or 40%."""

    value: float
    is_percent: bool
    text: str


Bound = Literal["exactly", "at_least", "at_most"]
Answer = Literal["accepted", "rejected"]


@dataclass(frozen=True, slots=True)
class Runs:
    """Which runs of the model are asked for: how many, with which seed, for how many seconds.

    They begin at a moment in seconds UTC, or just after an event; where neither is given, at the
    start of the model.
    """

    count: int
    seed: int
    seconds: int
    moment: int | None = None
    event: str = ""
