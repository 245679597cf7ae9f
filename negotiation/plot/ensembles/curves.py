"""Work out how many runs had come to an outcome by when, and how the figure says it.

Results from every start in; shares over time, quantiles and words out. Draws nothing.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from negotiation.plot.ensembles.frame import Numbers
from negotiation.plot.ensembles.rounding import difference, said
from negotiation.plot.ensembles.scene import Scene, outcome_name
from negotiation.simulation.results import QUANTILES, Reached
from negotiation.simulation.shares import Quantile, Share

POINTS = 256  # of a curve; the bins in which times are counted are finer
LEVELS = (0.25, 0.5, 0.75)  # that have a dot on the curve


@dataclass(frozen=True, slots=True)
class Curve:
    """In which share of the runs an outcome had come by each moment, under one set of assumptions.

    `low` and `high` are those of the starts that differ most, `least` and `most` the ends of their
    95 % intervals; `shares` are those by the horizon, one a start, and `times` by when 5, 25, 50,
    75 and 95 % of all runs had come to it. `change` tells a what-if from the plain one.
    """

    name: str
    moments: Numbers
    low: Numbers
    high: Numbers
    least: Numbers
    most: Numbers
    shares: tuple[Share, ...]
    times: Mapping[float, tuple[Quantile, ...]]
    change: str

    @property
    def missed(self) -> tuple[Share, ...]:
        """The shares of runs that had not come to it by the horizon."""
        return tuple(Share(one.runs - one.count, one.runs) for one in self.shares)

    @property
    def is_whole(self) -> bool:
        """Whether every run came to it, or none did, from every start."""
        return all(one.is_bound for one in self.shares) and len({s.count for s in self.shares}) == 1


@dataclass(frozen=True, slots=True)
class Spent:
    """How long runs stayed in some states, by the shares of `QUANTILES`, one each a start."""

    name: str
    quantiles: Mapping[float, tuple[Quantile, ...]]


def curves(scene: Scene) -> dict[str, dict[str, Curve]]:
    """Give for every outcome its curve under each set of assumptions."""
    found: dict[str, dict[str, Curve]] = {}
    for variant, starts in scene.variants.items():
        changes = [one.differences() for one in starts]
        for every in zip(*(one.reached() for one in starts), strict=True):
            name = every[0].name
            changed = [one[name] for one in changes if name in one]
            change = difference(scene.speech, changed) if changed else ""
            found.setdefault(name, {})[variant] = _curve(scene, name, every, change)
    return found


def _curve(scene: Scene, name: str, every: Sequence[Reached], change: str) -> Curve:
    counted = [_over_time(one) for one in every]
    pairs = list(zip(counted, every, strict=True))
    shares = np.array([c / one.share.runs for c, one in pairs])
    bounds = np.array([[_ends(int(n), one.share.runs) for n in c] for c, one in pairs])
    horizon = every[0].horizon
    return Curve(
        name=outcome_name(scene, name),
        moments=np.linspace(0.0, horizon, POINTS + 1),
        low=shares.min(axis=0),
        high=shares.max(axis=0),
        least=bounds[:, :, 0].min(axis=0),
        most=bounds[:, :, 1].max(axis=0),
        shares=tuple(one.share for one in every),
        times={at: tuple(one.after(at) for one in every) for at in QUANTILES},
        change=change,
    )


def _over_time(one: Reached) -> Numbers:
    """Give how many runs had come to it by each moment of the curve."""
    upto = np.concatenate([[0], np.cumsum(one.counts[:-1])])
    places = np.linspace(0, len(upto) - 1, POINTS + 1).round().astype(int)
    taken: Numbers = upto[places].astype(float)
    return taken


def _ends(count: int, runs: int) -> tuple[float, float]:
    share = Share(count, runs)
    return share.low, share.high


def spent(scene: Scene) -> dict[str, dict[str, Spent]]:
    """Give how long runs stayed in the states that are asked for, under each set of assumptions."""
    found: dict[str, dict[str, Spent]] = {}
    for variant, starts in scene.variants.items():
        for every in zip(*(one.stayed() for one in starts), strict=True):
            name = every[0].name
            quantiles = {at: tuple(one.for_(at) for one in every) for at in QUANTILES}
            found.setdefault(name, {})[variant] = Spent(outcome_name(scene, name), quantiles)
    return found


# --- words ---------------------------------------------------------------------------------------


def reached_words(scene: Scene, curve: Curve) -> tuple[str, str]:
    """Say in which share of the runs it came by the horizon, and the interval."""
    say, told = scene.speech.say, said(scene.speech, curve.shares)
    reached = say("ensemble.reached", share=told.value, time=scene.end)
    return reached, say("ensemble.interval", interval=told.interval)


def missed_words(scene: Scene, curve: Curve) -> str:
    """Say in which share of the runs it did not come; nothing where that is said already."""
    if curve.is_whole:
        return ""
    value = said(scene.speech, curve.missed).value
    return scene.speech.say("ensemble.missed", share=value, time=scene.end)


def time_words(scene: Scene, curve: Curve) -> Iterator[tuple[float, str]]:
    """Say by when 5, 25, 50, 75 and 95 % had come to it, as far as they had."""
    for at, quantiles in curve.times.items():
        told = scene.clock.when(scene.speech, quantiles)
        if told:
            yield at, told


def half_words(scene: Scene, curve: Curve) -> str:
    """Say by when half of the runs had come to it; nothing if they had not."""
    told = dict(time_words(scene, curve)).get(0.5, "")
    return scene.speech.say("ensemble.by-50", time=told) if told else ""


def spent_words(scene: Scene, one: Spent) -> tuple[str, str]:
    """Say the median of a time that was spent, and between what half of the runs lie."""
    say, clock = scene.speech.say, scene.clock
    middle = clock.length(scene.speech, one.quantiles[0.5])
    ends = (clock.length(scene.speech, one.quantiles[at][:1]) for at in (0.25, 0.75))
    if scene.has_range:
        ends = (
            clock.length(scene.speech, [pick(one.quantiles[at], key=_length)])
            for pick, at in ((min, 0.25), (max, 0.75))
        )
    low, high = ends
    return say(f"ensemble.median-{clock.unit}s", number=middle), say(
        "ensemble.middle-half", low=low, high=high
    )


def _length(one: Quantile) -> float:
    return math.inf if one.value is None else float(one.value)
