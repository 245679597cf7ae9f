"""How far two coders agree on kind, date and place, over the events that both have.

Matched events in; for each variable the units, how many are alike, alpha and its interval out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import variance

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
    and `remark` says why, or why there is no interval. `apart` is, for dates, what alpha would be
    if the dates of each unit lay as far apart as matching allows.
    """

    variable: str
    units: int
    alike: int
    alpha: float | None
    interval: Interval | None
    remark: str = ""
    apart: float | None = None


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
    window: int,
    resamples: int,
    seed: int,
) -> tuple[Agreement, ...]:
    """Give the agreement on kind, on kind with unmatched events, on date and on place.

    `reach` is the stretch to whose ends an open side of a window is taken to go, which makes it
    like one that ends there only for the distance. `window` is what matching allowed. Places are
    compared as the set that was coded, alike or not (nominal): most events name one place or none,
    and no scale says how bad half a set is; so this never flatters. No place is a value of its own.
    """
    ones, others = {one.id: one for one in a}, {other.id: other for other in b}
    pairs = [(ones[pair.a], others[pair.b]) for pair in matching.pairs]
    kinds = [(one.kind, other.kind) for one, other in pairs]
    alone = [(ones[key].kind, NOT_CODED) for key in matching.only_a]
    alone += [(NOT_CODED, others[key].kind) for key in matching.only_b]
    dates = [(ends(one.window, reach), ends(other.window, reach)) for one, other in pairs]
    same_dates = sum(_sides(one.window) == _sides(other.window) for one, other in pairs)
    date = _agreement("date", dates, date_distance, resamples, seed, same_dates)
    places = [(one.places, other.places) for one, other in pairs]
    return (
        _agreement("kind", kinds, nominal, resamples, seed),
        _agreement("kind, unmatched events included", kinds + alone, nominal, resamples, seed),
        replace(date, apart=_apart(dates, window)),
        _agreement("place", places, nominal, resamples, seed),
    )


def ends(window: Window, reach: Ends) -> Ends:
    """Give both ends of a window in seconds; an open side goes to the end of `reach`."""
    low = reach[0] if window.earliest is None else window.earliest
    return low, reach[1] if window.latest is None else window.latest


def _sides(window: Window) -> tuple[int | None, int | None]:
    return window.earliest, window.latest


def _apart(dates: Sequence[tuple[Ends, Ends]], window: int) -> float | None:
    """Give 1 − window² / expected disagreement; None where all dates are the same.

    The mean squared difference of any two of some values is twice their variance.
    """
    every = [date for pair in dates for date in pair]
    if len(set(every)) < 2:
        return None
    expected: float = sum(variance(side) for side in zip(*every, strict=True))
    return 1 - window**2 / expected


def _agreement(
    variable: str,
    pairs: Sequence[tuple[Value, Value]],
    distance: Distance[Value],
    resamples: int,
    seed: int,
    alike: int | None = None,
) -> Agreement:
    same = sum(one == other for one, other in pairs)
    alike = same if alike is None else alike
    found = alpha(pairs, distance)
    if found is None:
        few = "alpha needs two units at least"
        why = few if len(pairs) < 2 else "not defined: all values are alike"
        return Agreement(variable, len(pairs), alike, None, None, why)
    if not resamples:
        return Agreement(variable, len(pairs), alike, found, None, "no samples were drawn")
    wide = None if same == len(pairs) else interval(pairs, distance, resamples, seed)
    if wide is None or wide.low == wide.high:  # of no width: that would look like certainty
        return Agreement(variable, len(pairs), alike, found, None, "no interval: no sample differs")
    return Agreement(variable, len(pairs), alike, found, wide)
