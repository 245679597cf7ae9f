"""How far two coders agree on kind, date and place, over the events that both have.

Matched events in; for each variable the units, how many are alike, alpha and its interval out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from negotiation.coders.alpha import Distance, Value, alpha
from negotiation.coders.bootstrap import Interval, interval
from negotiation.coders.matching import Matching, Told
from negotiation.dates import DAY, Window

NOT_CODED = ""  # no kind is an empty text
Ends = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two coders agree on one variable.

    `units` are compared, `alike` of them coded the same; `alpha` is None where it is not defined,
    and `remark` says why, or why there is no interval.
    """

    variable: str
    units: int
    alike: int
    alpha: float | None
    interval: Interval | None
    remark: str = ""


def nominal(one: object, other: object) -> float:
    """Give the distance of two categories: 0 for the same, else 1."""
    return float(one != other)


def date_distance(one: Ends, other: Ends) -> float:
    """Give the squared distance of two windows, in days²: ((Δearliest)² + (Δlatest)²) / 2.

    That is the interval metric of Krippendorff on both ends at once. Of two exact days it is the
    plain interval metric: days that lie 3 apart are 9 apart; a day and the two days that begin with
    it are 1/2 apart.
    """
    low, high = one[0] - other[0], one[1] - other[1]
    return (low * low + high * high) / 2 / DAY**2


def agreements(
    matching: Matching,
    a: Sequence[Told],
    b: Sequence[Told],
    reach: Ends,
    resamples: int,
    seed: int,
) -> tuple[Agreement, ...]:
    """Give the agreement on kind, on kind with unmatched events, on date and on place.

    `reach` is the stretch to whose ends an open side of a window is taken to go. Places are
    compared as the set that was coded, alike or not (nominal): most events name one place or none,
    and no scale says how bad half a set is; so this never flatters. No place is a value of its own.
    """
    ones, others = {one.id: one for one in a}, {other.id: other for other in b}
    pairs = [(ones[pair.a], others[pair.b]) for pair in matching.pairs]
    kinds = [(one.kind, other.kind) for one, other in pairs]
    alone = [(ones[key].kind, NOT_CODED) for key in matching.only_a]
    alone += [(NOT_CODED, others[key].kind) for key in matching.only_b]
    dates = [(ends(one.window, reach), ends(other.window, reach)) for one, other in pairs]
    places = [(one.places, other.places) for one, other in pairs]
    return (
        _agreement("kind", kinds, nominal, resamples, seed),
        _agreement("kind, unmatched events included", kinds + alone, nominal, resamples, seed),
        _agreement("date", dates, date_distance, resamples, seed),
        _agreement("place", places, nominal, resamples, seed),
    )


def ends(window: Window, reach: Ends) -> Ends:
    """Give both ends of a window in seconds; an open side goes to the end of `reach`."""
    low = reach[0] if window.earliest is None else window.earliest
    return low, reach[1] if window.latest is None else window.latest


def _agreement(
    variable: str,
    pairs: Sequence[tuple[Value, Value]],
    distance: Distance[Value],
    resamples: int,
    seed: int,
) -> Agreement:
    alike = sum(one == other for one, other in pairs)
    found = alpha(pairs, distance)
    if found is None:
        why = (
            "alpha needs two units at least"
            if len(pairs) < 2
            else "alpha is not defined: all values are the same"
        )
        return Agreement(variable, len(pairs), alike, None, None, why)
    if alike == len(pairs):
        why = "no interval: all units are alike, and so is every sample of them"
        return Agreement(variable, len(pairs), alike, found, None, why)
    wide = interval(pairs, distance, resamples, seed) if resamples else None
    why = "" if wide is not None else "no interval: no sample was drawn in which alpha is defined"
    return Agreement(variable, len(pairs), alike, found, wide, why)
