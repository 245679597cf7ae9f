"""Runs of small models, and whether counts of them are likely: the exact binomial law says so."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from negotiation.assumptions import After, Distribution
from negotiation.model import Model
from negotiation.simulation.ensemble import simulate
from negotiation.simulation.results import Results, results
from tests.simulated import DAY, HOUR, assumed

SEED = 2031
RUNS = 10_000
LEAST = 1e-6
Floats = NDArray[np.float64]
Chance = Callable[[float], float]
FIRST: dict[str, dict[str, Any]] = {
    "exponential": {"exponential": {"mean": 20 * HOUR}},
    "weibull": {"weibull": {"scale": 22 * HOUR, "shape": 2.5}},
    "log-normal": {"log-normal": {"median": 15 * HOUR, "sigma": 0.7}},
    "gamma": {"gamma": {"mean": 20 * HOUR, "shape": 0.6}},
    "empirical": {"empirical": {"lengths": [10 * HOUR, 20 * HOUR, 20 * HOUR, 35 * HOUR]}},
    "fixed": {"fixed": {"length": 21 * HOUR}},
}


def law(form: str) -> Distribution:
    return After.model_validate(FIRST[form]).distribution


def run(
    theory: Model,
    waits: Mapping[str, Any],
    outcomes: Mapping[str, Any] | None = None,
    *,
    horizon: int = 10 * DAY,
    runs: int = RUNS,
) -> Results:
    """Give the results of runs from the model's start."""
    assumptions = assumed(waits, outcomes, horizon=horizon)
    [found] = results(simulate(theory, assumptions, runs=runs, seed=SEED))
    return found


def is_likely(count: int, runs: int, chance: float) -> bool:
    """Say whether so many of so many runs are no rarer than one in a million, either way."""
    chance = min(max(chance, 0.0), 1.0)
    below, over = stats.binom.cdf(count, runs, chance), stats.binom.sf(count - 1, runs, chance)
    return bool(2 * min(below, over) > LEAST)


def follows(found: Results, name: str, chance: Chance, points: int = 32) -> bool:
    """Say whether an outcome has been reached by each of some times as often as it should be."""
    counts = found.outcome(name).counts
    bins = len(counts) - 1
    places = [bins * n // points for n in range(1, points + 1)]
    times = [place * found.ensemble.horizon / bins for place in places]
    reached = np.cumsum(counts)[[place - 1 for place in places]]
    return all(
        is_likely(int(count), found.runs, chance(t))
        for count, t in zip(reached, times, strict=True)
    )
