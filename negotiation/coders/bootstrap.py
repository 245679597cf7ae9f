"""How far alpha would vary with other units: resampled from the same ones, with a seed.

Pairs of values and a distance in, an interval out. Computes the same alpha as alpha.py, of two
coders who both gave a value, for thousands of resamples at once; a test holds the two equal.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from negotiation.coders.alpha import Distance, Value

if TYPE_CHECKING:
    import numpy as np

LEVEL = 95  # percent
_CELLS = 4_000_000  # so many numbers are held at once


@dataclass(frozen=True, slots=True)
class Interval:
    """The middle 95 % of alpha over the resamples, and of how many of them it is not defined."""

    low: float
    high: float
    undefined: int


def interval(
    pairs: Sequence[tuple[Value, Value]], distance: Distance[Value], resamples: int, seed: int
) -> Interval | None:
    """Give the percentile interval of alpha over units drawn anew, with replacement.

    As many units as there are, in each of `resamples` draws; the same seed gives the same interval.
    Whole units are drawn and both the observed and the expected disagreement computed anew, as in
    Zapf et al. 2016, doi:10.1186/s12874-016-0200-9. (Hayes & Krippendorff 2007,
    doi:10.1080/19312450709336664, draw disagreements and keep the expected one as it is.) Draws in
    which all values are the same have no alpha: they are counted, and left out. None where no draw
    has one.
    """
    import numpy as np

    random = np.random.default_rng(seed)
    size = len(pairs)
    step = max(1, _CELLS // max(1, 2 * size))
    found = []
    for start in range(0, resamples, step):
        draws = random.integers(size, size=(min(step, resamples - start), size))
        found.append(alphas(pairs, distance, _counted(draws, size)))
    every = np.concatenate(found) if found else np.array([])
    defined = every[~np.isnan(every)]
    if not len(defined):
        return None
    low, high = np.percentile(defined, [(100 - LEVEL) / 2, (100 + LEVEL) / 2])
    return Interval(float(low), float(high), int(len(every) - len(defined)))


def _counted(draws: np.ndarray, size: int) -> np.ndarray:
    """Give how often each unit was drawn, one row a draw."""
    import numpy as np

    places = draws + size * np.arange(len(draws))[:, None]
    return np.bincount(places.ravel(), minlength=size * len(draws)).reshape(len(draws), size)


def alphas(
    pairs: Sequence[tuple[Value, Value]], distance: Distance[Value], times: np.ndarray
) -> np.ndarray:
    """Give alpha for each row of `times`: how often each pair counts; NaN where undefined.

    Alpha is 1 − observed / expected: the mean distance within pairs by that between any two of
    all n values, the sum over both orders divided by n (n − 1).
    """
    import numpy as np

    values = list(dict.fromkeys(value for pair in pairs for value in pair))
    place = {value: number for number, value in enumerate(values)}
    far = np.array([[float(distance(one, other)) for other in values] for one in values])
    first = np.array([place[a] for a, _ in pairs])
    second = np.array([place[b] for _, b in pairs])
    holds = np.zeros((len(pairs), len(values)))
    np.add.at(holds, (np.arange(len(pairs)), first), 1)
    np.add.at(holds, (np.arange(len(pairs)), second), 1)
    weights = times.astype(float)
    units = weights.sum(axis=1)
    observed = weights @ far[first, second] / units
    counts = weights @ holds
    expected = ((counts @ far) * counts).sum(axis=1) / (2 * units * (2 * units - 1))
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(expected > 0, 1 - observed / expected, np.nan)
