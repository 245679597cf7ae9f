"""What an ensemble says: shares of outcomes, times, states over time, paths, what-ifs.

One value a start: where the record leaves several open, there are several, and none is averaged.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from negotiation.errors import UnknownName
from negotiation.near import did_you_mean, quoted
from negotiation.simulation.ensemble import Ensemble, Part
from negotiation.simulation.kernel import PATHS
from negotiation.simulation.plan import POINTS
from negotiation.simulation.runs import tell_run
from negotiation.simulation.shares import Difference, Quantile, Share, quantile

QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)


@dataclass(frozen=True)
class Reached:
    """How many runs came to an outcome by the horizon, and when: counts by bin, last beyond it."""

    name: str
    share: Share
    counts: NDArray[np.int64]
    horizon: int

    def after(self, at: float) -> Quantile:
        """Give the time by which that share of all runs had come to it."""
        return quantile(self.counts, self.horizon, at)


@dataclass(frozen=True)
class Stayed:
    """How long runs spent in some states of a track: counts by bin of the whole time."""

    name: str
    counts: NDArray[np.int64]
    horizon: int

    def for_(self, at: float) -> Quantile:
        """Give the time that so many of the runs spent there at most; None for the whole time."""
        return quantile(self.counts, self.horizon, at)


@dataclass(frozen=True)
class PathTaken:
    """The states of the headline in order, and how many runs went through just these.

    `key` is the same for the same states, whatever the start and the variant.
    """

    states: tuple[str, ...]
    share: Share
    key: int


@dataclass(frozen=True)
class Results:
    """What the runs from one start say, under one set of assumptions: the plain ones or a what-if.

    `variant` is the name of the what-if, "" for the assumptions as they stand.
    """

    ensemble: Ensemble
    part: Part
    variant: str = ""

    @property
    def _number(self) -> int:
        return self.ensemble.variants.index(self.variant)

    @property
    def runs(self) -> int:
        """How many runs were made."""
        return self.part.tally.runs

    def reached(self) -> list[Reached]:
        """Give every outcome that runs may come to, in the order of the file."""
        patterns = self.ensemble.plans[self._number].patterns
        counted = self.part.tally.counted[self._number].reached
        return [
            Reached(p.name, Share(int(c[:-1].sum()), self.runs), c, self.ensemble.horizon)
            for p, c in zip(patterns, counted, strict=True)
        ]

    def outcome(self, name: str) -> Reached:
        """Give one outcome. Raises UnknownName."""
        found = {one.name: one for one in self.reached()}
        if name not in found:
            raise UnknownName(f"there is no outcome {quoted(name)}; {did_you_mean(name, found)}")
        return found[name]

    def stayed(self) -> list[Stayed]:
        """Give the time spent in the states that were asked for."""
        stays = self.ensemble.plans[self._number].stays
        counted = self.part.tally.counted[self._number].stayed
        return [
            Stayed(s.name, c, self.ensemble.horizon) for s, c in zip(stays, counted, strict=True)
        ]

    def states(self, track: str) -> dict[str, NDArray[np.int64]]:
        """Give for each state of a track how many runs are in it at each point of `grid`."""
        tables = self.ensemble.plans[self._number].tables
        if track not in tables.number:
            hint = did_you_mean(track, tables.names)
            raise UnknownName(f"there is no track {quoted(track)}; {hint}")
        number = tables.number[track]
        first = int(self.ensemble.plans[self._number].arrays.state_from[number])
        moves = self.part.tally.counted[self._number].moves
        return {
            state: np.cumsum(moves[first + place])[: POINTS + 1]
            for place, state in enumerate(tables.states[number])
        }

    def grid(self) -> NDArray[np.float64]:
        """Give the times at which states are counted, in seconds from the start."""
        return np.linspace(0.0, self.ensemble.horizon, POINTS + 1)

    def time_in(self, track: str) -> dict[str, float]:
        """Give the mean time that a run spends in each state of a track, in seconds."""
        plan = self.ensemble.plans[self._number]
        number = plan.tables.number[track]
        first = int(plan.arrays.state_from[number])
        spent = self.part.tally.counted[self._number].spent
        return {
            state: float(spent[first + place]) / self.runs
            for place, state in enumerate(plan.tables.states[number])
        }

    def happened(self) -> dict[str, float]:
        """Give for each kind of event how often it happens in a run, on average."""
        plan = self.ensemble.plans[self._number]
        found: dict[str, float] = {}
        counts = self.part.tally.counted[self._number].happened
        for sort, count in zip(plan.tables.sorts, counts, strict=True):
            found[sort.kind] = found.get(sort.kind, 0.0) + float(count) / self.runs
        return found

    @cached_property
    def _taken(self) -> dict[int, tuple[int, int]]:
        return self.part.tally.taken(self._number)

    @property
    def path_runs(self) -> int:
        """Of how many runs, the first ones, the paths were told apart."""
        return min(self.runs, PATHS)

    def paths(self, most: int = 8) -> list[PathTaken]:
        """Give the most frequent sequences of states of the headline, among `path_runs` runs.

        Sequences are told apart by a hash of 64 bits; the states are those of the first such run.
        """
        paths = self._taken
        ranked = sorted(paths.items(), key=lambda one: (-one[1][0], one[1][1]))[:most]
        return [
            PathTaken(self._path(run), Share(count, self.path_runs), key)
            for key, (count, run) in ranked
        ]

    def path_share(self, key: int) -> Share:
        """Give how many runs took the path of a key; none for one that is not kept."""
        count, _ = self._taken.get(key, (0, 0))
        return Share(count, self.path_runs)

    def path_keys(self) -> tuple[frozenset[int], bool]:
        """Give the keys of the paths that are kept, and whether these are all that were taken."""
        return frozenset(self._taken), self.path_runs == self.runs

    def _path(self, run: int) -> tuple[str, ...]:
        plan, origin = self.ensemble.plans[self._number], self.part.origins[self._number]
        headline = plan.tables.names[plan.arrays.headline]
        told = tell_run(plan, origin, self.ensemble.seed, run)
        moves = [o.after for h in told for o in h.outcomes if o.track == headline and o.moved]
        return (plan.tables.said(origin.configuration)[headline], *moves)

    def differences(self) -> dict[str, Difference]:
        """Give for each outcome how its share differs from that without the what-if."""
        if not self.variant:
            return {}
        joint = self.part.tally.joint[self._number - 1]
        patterns = self.ensemble.plans[0].patterns
        return {
            p.name: Difference(*map(int, counts)) for p, counts in zip(patterns, joint, strict=True)
        }


def results(ensemble: Ensemble, variant: str = "") -> Iterator[Results]:
    """Give the results from each start, under the plain assumptions or a what-if."""
    return (Results(ensemble, part, variant) for part in ensemble.parts)
