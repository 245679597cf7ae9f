"""Work out in which share of the runs each state of a track stands over time.

Results from every start in; for each state the lowest and the highest share out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from negotiation.plot.ensembles.frame import Numbers
from negotiation.plot.ensembles.rounding import roughly
from negotiation.plot.ensembles.scene import Scene, Starts, state_name
from negotiation.simulation.results import Results
from negotiation.simulation.shares import Share
from negotiation.view.plan import Plan
from negotiation.view.precision import upward

ALIKE = 1.0  # percentage points
Counts = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Course:
    """One state: its name, and in which share of the runs it stands at each moment.

    `first` are those of the first start, `low` and `high` those of the starts that differ most.
    `last` are the shares at the end, one a start, and `value` says them; `least_sure` are the
    shares with the widest intervals.
    """

    state: str
    name: str
    first: Numbers
    low: Numbers
    high: Numbers
    last: tuple[Share, ...]
    value: str
    least_sure: tuple[Share, ...]

    @property
    def is_seen(self) -> bool:
        """Whether any run stands in it at any of the moments."""
        return bool(self.high.max() > 0)


@dataclass(frozen=True, slots=True)
class Told:
    """What a figure of states shows: for each variant the states, their shades, and the record.

    The record has a plan if it is drawn, else `without` says why not. `size` is how high a panel
    is, or the row of a state.
    """

    scene: Scene
    track: str
    courses: Mapping[str, Sequence[Course]]
    shades: dict[str, str]
    plan: Plan | None
    without: str
    size: float = 0.0

    @property
    def seen(self) -> set[str]:
        """The states in which any run stands at any of the moments."""
        return {one.state for own in self.courses.values() for one in own if one.is_seen}

    @property
    def apart(self) -> float:
        """By how many percentage points the starts differ at most, rounded up."""
        every = (one for own in self.courses.values() for one in own)
        return upward(max(float((one.high - one.low).max()) for one in every))

    @property
    def is_range(self) -> bool:
        """Whether the starts differ by more than a line is thick."""
        return self.apart > ALIKE

    def stacked(self, variant: str) -> list[Course]:
        """Give the states that are seen, the darkest first."""
        by_state = {course.state: course for course in self.courses[variant]}
        return [by_state[state] for state in reversed(self.shades) if state in self.seen]

    def rows(self, variant: str) -> list[Course]:
        """Give the states that are seen, in the order of the model."""
        return [course for course in self.courses[variant] if course.state in self.seen]

    def unseen(self) -> list[str]:
        """Name the states that are not to be seen."""
        first = next(iter(self.courses.values()))
        return [course.name for course in first if course.state not in self.seen]

    def least_sure(self) -> list[Share]:
        """Give for every state the share whose interval is widest."""
        every = (course for own in self.courses.values() for course in own)
        return [share for course in every for share in course.least_sure]


def courses_of(scene: Scene, track: str, starts: Starts) -> list[Course]:
    """Give the states of a track in the order of the model. Raises UnknownName."""
    counted = [one.states(track) for one in starts]
    return [
        _course(scene, track, state, starts, [c[state] for c in counted]) for state in counted[0]
    ]


def _course(
    scene: Scene, track: str, state: str, starts: Starts, counts: Sequence[Counts]
) -> Course:
    told = list(zip(counts, starts, strict=True))
    every = np.array([counted / one.runs for counted, one in told])
    last = tuple(Share(int(counted[-1]), one.runs) for counted, one in told)
    value = roughly(scene.speech, last)
    name = state_name(scene, track, state)
    least_sure = tuple(_least_sure(told))
    low, high = every.min(axis=0), every.max(axis=0)
    return Course(state, name, every[0], low, high, last, value, least_sure)


def _least_sure(told: Sequence[tuple[Counts, Results]]) -> Iterator[Share]:
    """Give from each start the share that is nearest to a half: its interval is the widest."""
    for counted, one in told:
        nearest = np.argmin(np.abs(counted - one.runs / 2))
        yield Share(int(counted[nearest]), one.runs)
