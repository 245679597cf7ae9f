"""Which events of two coders are one event: pairs of least cost, and what is left over.

What was told of each event in; pairs out. Ids do not count, since coders invent their own. Uses the
assignment of scipy (extra `coders`): Crouse 2016, doi:10.1109/TAES.2016.140952.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from negotiation.bounds import stated
from negotiation.chronology import Chronology
from negotiation.dates import DAY, Window
from negotiation.errors import NotInstalled
from negotiation.event import Event

if TYPE_CHECKING:
    import numpy as np

WINDOW = 3 * DAY
LIMIT = 1.5  # a pair of this cost or more is none: it agrees in no more than one of three things
_UNIT = 1_000_000  # costs are whole millionths, so that sums are exact and ties are ties
_TIE = 21  # the most that a tie-break can cost


@dataclass(frozen=True, slots=True)
class Told:
    """What is compared of an event: its kind, its own dates, where it was, who and about what.

    `window` is what its own reports allow, whatever they say of other events: one date that two
    coders read differently is then one difference, however many events hang on it.
    """

    id: str
    kind: str
    window: Window
    places: frozenset[str]
    concerned: frozenset[str]

    def rank(self) -> tuple[Any, ...]:
        """Give what sorts it among others, by what is told and only then by its id."""
        low, high = self.window.earliest, self.window.latest
        return (
            (low is not None, low or 0), (high is not None, high or 0), self.kind,
            sorted(self.places), sorted(self.concerned), self.id,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pair:
    """Two events taken for one, with what that costs: from 0, alike in all, to below LIMIT."""

    a: str
    b: str
    cost: float


@dataclass(frozen=True, slots=True)
class Matching:
    """Pairs in the order of A's file, and the events that only one coder has."""

    pairs: tuple[Pair, ...]
    only_a: tuple[str, ...]
    only_b: tuple[str, ...]


def told(chronology: Chronology) -> list[Told]:
    """Give what is compared of each event in use."""
    used = chronology.in_use()
    return [_told(event, stated(used, event)) for event in used.events.values()]


def _told(event: Event, window: Window) -> Told:
    concerned = {*event.who.actors(), *event.issues, *event.third_parties}
    return Told(event.id, event.kind, window, frozenset(event.places), frozenset(concerned))


def cost(one: Told, other: Told, window: int = WINDOW) -> float:
    """Give what it costs to take two events for one, in [0, 3]; LIMIT or more is no pair.

    The sum of three parts, each from 0 (alike) to 1 (nothing in common):
    - kind: 0 if it is the same, else 1;
    - dates: how far their earliest and their latest moments lie apart, each as a share of `window`
      (in seconds) and no more than all of it, in the middle of the two. A side that both leave
      open is alike, one that only one leaves open is not. Dates with more than `window` between
      them are no pair, whatever else is alike;
    - places: the Jaccard distance of the places; where neither names any, of the actors, issues and
      third parties; 0.5 where neither names any of these: that speaks neither for nor against.
    """
    if _gap(one.window, other.window) > window:
        return LIMIT
    kinds = float(one.kind != other.kind)
    ends = (
        (one.window.earliest, other.window.earliest),
        (one.window.latest, other.window.latest),
    )
    dates = sum(_apart(mine, theirs, window) for mine, theirs in ends) / 2
    if one.places or other.places:
        where = _jaccard(one.places, other.places)
    else:
        where = _jaccard(one.concerned, other.concerned)
    return round((kinds + dates + where) * _UNIT) / _UNIT


def _gap(one: Window, other: Window) -> int:
    """Give the least time between two moments of two windows, in seconds; 0 if they overlap."""
    gaps = [
        later.earliest - (sooner.latest - 1)
        for sooner, later in ((one, other), (other, one))
        if sooner.latest is not None and later.earliest is not None
    ]
    return max([0, *gaps])


def _apart(mine: int | None, theirs: int | None, window: int) -> float:
    if mine is None or theirs is None:
        return float(mine is not theirs)
    return min(abs(mine - theirs), window) / window


def _jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    if not one and not other:
        return 0.5
    return 1 - len(one & other) / len(one | other)


def match(ones: Sequence[Told], others: Sequence[Told], window: int = WINDOW) -> Matching:
    """Match the events of two coders, so that the sum of costs is the least there is.

    Two events that are left alone cost LIMIT together. Where that leaves several matchings, the one
    counts whose pairs share most actors, issues and third parties, then the one with most ids
    alike: only among equals, so ids settle nothing that was told. The answer does not depend on
    which coder comes first. Raises NegotiationError if scipy is not installed.
    """
    a, b = sorted(ones, key=Told.rank), sorted(others, key=Told.rank)
    if [one.rank() for one in a] <= [other.rank() for other in b]:
        found = {a[i].id: b[j].id for i, j in _assigned(a, b, window)}
    else:
        found = {a[j].id: b[i].id for i, j in _assigned(b, a, window)}
    by_id = {other.id: other for other in others}
    pairs = [
        Pair(one.id, found[one.id], cost(one, by_id[found[one.id]], window))
        for one in ones
        if one.id in found
    ]
    only_a = tuple(one.id for one in ones if one.id not in found)
    taken = set(found.values())
    return Matching(tuple(pairs), only_a, tuple(o.id for o in others if o.id not in taken))


def _assigned(
    rows: Sequence[Told], columns: Sequence[Told], window: int
) -> Iterable[tuple[int, int]]:
    if not rows or not columns:
        return []
    assign = assignment()
    costs, pairs = _costs(rows, columns, window)
    return [(i, j) for i, j in zip(*assign(costs), strict=True) if pairs[i, j]]


def _costs(
    rows: Sequence[Told], columns: Sequence[Told], window: int
) -> tuple[np.ndarray, np.ndarray]:
    """Give whole costs, ties included, and which of them are pairs."""
    import numpy as np

    scale = _TIE * min(len(rows), len(columns)) + 1  # all tie-breaks together are below one unit
    costs = np.full((len(rows), len(columns)), LIMIT * _UNIT * scale)
    pairs = np.zeros(costs.shape, dtype=bool)
    for i, one in enumerate(rows):
        for j, other in enumerate(columns):
            price = cost(one, other, window)
            if price < LIMIT:
                pairs[i, j] = True
                costs[i, j] = round(price * _UNIT) * scale + _tie(one, other)
    return costs, pairs


def _tie(one: Told, other: Told) -> int:
    return 2 * round(10 * _jaccard(one.concerned, other.concerned)) + (one.id != other.id)


def assignment() -> Any:
    """Give scipy's assignment of least cost. Raises NegotiationError if it is not installed."""
    try:
        from scipy.optimize import linear_sum_assignment
    except ModuleNotFoundError as missing:
        if (missing.name or "").partition(".")[0] != "scipy":
            raise
        raise NotInstalled("matching events needs scipy", "coders") from missing
    return linear_sum_assignment
