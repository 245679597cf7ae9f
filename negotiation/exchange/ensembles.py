"""What the text and the JSON of an ensemble have in common: what it is of, and its words.

An ensemble with the names of what it was made from; values only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from negotiation import wording
from negotiation.assumptions import (
    CAUTION,
    Assumptions,
    Basis,
    Empirical,
    Exponential,
    Fixed,
    LogNormal,
    Mark,
    Wait,
)
from negotiation.dates import zone
from negotiation.exchange.sampled import about, length
from negotiation.simulation.begins import origins
from negotiation.simulation.claimed import Claimed
from negotiation.simulation.ensemble import Ensemble, Part
from negotiation.simulation.results import Results, results
from negotiation.withholding import Withheld

LEAD = (
    "What follows are shares of simulated runs: what this model does if waits are as assumed. They "
    "do not say how likely anything is or was."
)
NOISE = (
    "Intervals are 95 % intervals and hold sampling noise only: how far another set of so many "
    "runs might differ. They say nothing of how far the assumptions are from what could be, and "
    "more runs do not help against that."
)
BASES = {
    "illustrative": "chosen to show something, and an estimate of nothing",
    "estimated": "from chronologies: one value inside an interval, which stands beside it",
    "cited": "from published work",
}


@dataclass(frozen=True)
class Told:
    """An ensemble with the title of what it is of, and what its assumptions are called.

    `until` is the end of the runs in seconds UTC, if they begin at a moment.
    """

    ensemble: Ensemble
    title: str
    name: str
    assumptions: str
    until: int | None = None
    claims: tuple[Claimed, ...] = ()
    withheld: Withheld = field(default_factory=Withheld)

    @property
    def caution(self) -> str:
        """What is to be said of every number."""
        return CAUTION[0].upper() + CAUTION[1:]

    def results(self, variant: str = "") -> list[Results]:
        """Give the results from each start."""
        return list(results(self.ensemble, variant))

    def label(self, outcome: str) -> str:
        """Give what people read instead of the id of an outcome."""
        asked = self.ensemble.assumptions.outcomes
        if outcome in asked:
            return asked[outcome].name()
        headline = self.ensemble.model.tracks[self.headline]
        return f"{headline.name()}: {headline.states[outcome].name()}"

    @property
    def headline(self) -> str:
        """The track whose paths are counted."""
        return next(iter(self.ensemble.model.tracks))

    def begun(self, outcome: str) -> bool:
        """Say whether from every start runs begin in the one state that an outcome asks for."""
        asked = self.ensemble.assumptions.outcomes
        marks = asked[outcome].reach if asked else (Mark(state={self.headline: (outcome,)}),)
        if len(marks) != 1 or not marks[0].state:
            return False
        [(track, states)] = marks[0].state.items()
        return all(part.start[track] in states for part in self.ensemble.parts)

    def estimated_from_itself(self) -> bool:
        """Say whether a wait was estimated from the chronology that is simulated."""
        waits = self.ensemble.assumptions.waits.values()
        found = {
            name for w in waits if w.basis.estimated for name in w.basis.estimated.chronologies
        }
        return self.name in found | {Path(name).stem for name in found}

    def missing(self) -> int:
        """Give how many starts have no runs, because they were interrupted."""
        if not self.ensemble.interrupted:
            return 0
        every = sum(1 for _ in origins(self.ensemble.plans, self.ensemble.begin))
        return every - len(self.ensemble.parts)

    def begin(self) -> str:
        """Say where runs begin."""
        begin = self.ensemble.begin
        at = zone(self.ensemble.timezone)
        if begin.moment is not None:
            return f"where the record stands at {wording.moment(begin.moment, at)}"
        if begin.readings is None or not begin.told.steps:
            return "at the start of the model, before any event"
        last = begin.told.steps[-1]
        when = wording.window(last.window, at)
        return f"just after “{last.event.name()}” ({when})  [{last.event.id}]"

    def end(self) -> str | None:
        """Say when runs end, if they begin at a moment."""
        if self.until is None:
            return None
        return wording.moment(self.until, zone(self.ensemble.timezone))


def bases(assumptions: Assumptions) -> dict[str, int]:
    """Count the waits by what they rest on."""
    found = Counter(wait.basis.word for wait in assumptions.waits.values())
    return {word: found[word] for word in BASES if found[word]}


def waiting(wait: Wait) -> str:
    """Say how long a wait is taken to last: "8 days on average, however long it has lasted"."""
    given = wait.after.distribution
    mean = f"{about(given.seconds)} on average"
    if isinstance(given, Fixed):
        return f"always {length(given.length)}"
    if isinstance(given, Empirical):
        ends = f"{about(min(given.lengths))} to {about(max(given.lengths))}"
        return f"one of {len(given.lengths):,} lengths, {ends}"
    if isinstance(given, LogNormal):
        return f"half of them {about(given.median)} at most, some far longer"
    if isinstance(given, Exponential) or given.shape == 1:
        return f"{mean}, however long it has lasted"
    word = "likelier" if given.shape > 1 else "less likely"
    return f"{mean}, ever {word} to end the longer it lasts"


def resting_on(basis: Basis) -> str:
    """Say what an estimate or a citation rests on; of what was chosen, nothing more."""
    if basis.estimated is not None:
        found = basis.estimated
        names = ", ".join(found.chronologies)
        return f" (events: {found.events} in {found.exposure} of {names}; {found.interval})"
    return f" ({basis.cited})" if basis.cited is not None else ""


def apart(parts: Sequence[Part]) -> list[dict[str, str]]:
    """Give for each start the states by which it differs from the others."""
    tracks = [
        track
        for track in parts[0].start
        if any(part.start[track] != parts[0].start[track] for part in parts)
    ]
    return [{track: part.start[track] for track in tracks} for part in parts]


def lasted(parts: Sequence[Part]) -> list[str]:
    """Say for each start which bound it takes of how long waits have run; "" if that is known."""
    said = []
    for place, part in enumerate(parts):
        twins = [other for other, one in enumerate(parts) if one.start == part.start]
        said.append(("shortest", "longest")[twins.index(place)] if len(twins) > 1 else "")
    return said
