"""What the reports of a chronology cannot all be right about, and windows that hold all the same.

A chronology in; its contradictions, open and decided, the windows to replay by, and why each is
no wider, out. Knows nothing of tracks. How contradictions are found: see doubts.py.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from negotiation.bounds import Constraint, constraints, dated, edges, hull, tightest, together
from negotiation.chronology import Chronology
from negotiation.dates import OPEN, Window
from negotiation.doubts import EFFORT, LIMIT, Doubt, doubts, search
from negotiation.event import Event
from negotiation.evidence import Report
from negotiation.measure import Measure, Value
from negotiation.network import ORIGIN, Edge, chain, circle, smallest

LONG = 300  # edges of a circle beyond which leaving out one report too many is the lesser evil

Dates = Mapping[str, list[tuple[str, Window]]]


@dataclass(frozen=True, slots=True)
class Reconciled:
    """The windows to replay by, whatever the reports in use contradict.

    `windows` and `relations` rest on the reports that are in no contradiction; an event that lost
    a date by that keeps the hull of its own dates. `left_out` are the keys of the other reports,
    in the file's order. `complete` says whether all contradictions were found.
    """

    windows: Mapping[str, Window]
    relations: tuple[Constraint, ...]
    doubts: tuple[Doubt, ...] = ()
    left_out: tuple[str, ...] = ()
    complete: bool = True


@dataclass(frozen=True, slots=True)
class Doubts:
    """The contradictions of a chronology.

    `open` are those among reports in use; `decided` those that a report set aside would make.
    `complete` says whether these are all; `settled` whether the cheapest to doubt are sure.
    """

    open: tuple[Doubt, ...]
    decided: tuple[Doubt, ...]
    complete: bool
    settled: bool


@dataclass(frozen=True, slots=True)
class Misfit:
    """A value that is said to be so many times another one, which would give another range."""

    measure: Measure
    value: Value
    other: Value
    low: float
    high: float | None


def misfits(chronology: Chronology) -> Iterator[Misfit]:
    """Give the values that do not fit what is said of their size beside another value."""
    for measure in chronology.measures.values():
        values = {value.id: value for value in measure.values if value.id}
        for value in measure.values:
            other = values.get(value.times.of) if value.times else None
            if value.times is None or other is None:
                continue  # the other one's source is not read
            low, high = other.range(measure.about_width)
            factor = value.times.factor
            misfit = Misfit(measure, value, other, low * factor, high and high * factor)
            if not _meet(value.range(measure.about_width), (misfit.low, misfit.high)):
                yield misfit


def _meet(one: tuple[float, float | None], other: tuple[float, float | None]) -> bool:
    return (one[1] is None or other[0] <= one[1]) and (other[1] is None or one[0] <= other[1])


@dataclass(frozen=True, slots=True)
class Because:
    """Why an event was not earlier and not later: edges from the fixed moment on, and back to it.

    Empty on a side that nothing bounds. An edge under no report's name is the hull of dates that
    are in a contradiction.
    """

    earliest: tuple[Edge, ...]
    latest: tuple[Edge, ...]


# --- the network ---------------------------------------------------------------------------------


def network(chronology: Chronology) -> list[Edge]:
    """Give every date and relation that counts as edges, under the key of its report."""
    dates = _dates(chronology)
    found = [edge for key, own in dates.items() for edge in _date_edges(key, own)]
    found += [edge for rule in constraints(chronology) for edge in edges(rule)]
    reports = (event.key_of(report) for event, report in chronology.reports())
    rank = {report: number for number, report in enumerate(reports)}
    return sorted(found, key=lambda edge: rank[edge.report])


def _dates(chronology: Chronology) -> Dates:
    return {key: dated(chronology, event) for key, event in chronology.events.items()}


def _date_edges(event: str, dates: Iterable[tuple[str, Window]]) -> Iterator[Edge]:
    for report, window in dates:
        if window.earliest is not None:
            yield Edge(ORIGIN, event, window.earliest, report)
        if window.latest is not None:
            yield Edge(event, ORIGIN, 1 - window.latest, report)


def _in_force(every: Iterable[Edge], dates: Dates, out: Collection[str]) -> list[Edge]:
    """Give the edges of the reports that are not left out, and the hulls in place of lost dates."""
    kept = [edge for edge in every if edge.report not in out]
    for event, own in dates.items():
        if any(report in out for report, _ in own):
            kept += _date_edges(event, [(ORIGIN, _hull(own))])
    return kept


def _hull(dates: Iterable[tuple[str, Window]]) -> Window:
    """Give the narrowest window that holds every date, in the words of one if it is that one."""
    windows = [window for _, window in dates if not window.is_empty()]
    whole = hull(windows) if windows else OPEN
    return next((window for window in windows if _ends(window) == _ends(whole)), whole)


# --- a replay all the same -----------------------------------------------------------------------


def reconciled(chronology: Chronology, limit: int = LIMIT, effort: int = EFFORT) -> Reconciled:
    """Give the windows to replay a chronology by: a contradiction stops nothing.

    Every report in a smallest contradicting set is left out of the network. Uses every report it
    is given: hand in `chronology.in_use()` to respect what the coder set aside.
    """
    dates, rules = _dates(chronology), tuple(constraints(chronology))
    if not any(_is_torn(own) for own in dates.values()):
        own = {key: together([window for _, window in dates[key]]) for key in dates}
        tight = tightest(own, rules)
        if tight is not None:
            return Reconciled(tight, rules)
    every = network(chronology)
    found = search(every, limit, effort)
    out = _left_out(every, dates, {report for one in found.sets for report in one})
    own = {key: _kept(dates[key], out) for key in dates}
    rules = tuple(rule for rule in rules if rule.report not in out)
    ordered = dict.fromkeys(edge.report for edge in every if edge.report in out)
    tight = tightest(own, rules)
    assert tight is not None  # noqa: S101  _left_out has made sure
    return Reconciled(tight, rules, doubts(found.sets), tuple(ordered), found.complete)


def _is_torn(dates: Collection[tuple[str, Window]]) -> bool:
    """Say whether dates of one event exclude one another, or one of them holds no moment."""
    low = max((w.earliest for _, w in dates if w.earliest is not None), default=None)
    high = min((w.latest for _, w in dates if w.latest is not None), default=None)
    return Window(low, high).is_empty()


def _left_out(every: Iterable[Edge], dates: Dates, out: set[str]) -> set[str]:
    """Leave more out until what is left can hold beside the hulls.

    Rarely needed: where a search was cut short, or where a relation of a report left out is also
    told by one that is in no smallest set.
    """
    while True:
        kept = _in_force(every, dates, out)
        ring = circle(kept)
        if not ring:
            return out
        out = out | smallest(ring, kept, patient=len(ring) < LONG)


def _kept(dates: Collection[tuple[str, Window]], out: Collection[str]) -> Window:
    """Give what the dates of an event in force allow, the hull of all where some are left out."""
    kept = [window for report, window in dates if report not in out]
    return together(kept if len(kept) == len(dates) else [_hull(dates), *kept])


# --- contradictions ------------------------------------------------------------------------------


def contradictions(chronology: Chronology, limit: int = LIMIT, effort: int = EFFORT) -> Doubts:
    """Give what reports in use contradict, and what those set aside would if they were used."""
    aside = chronology.report_ids_set_aside()
    now = search(network(chronology.in_use()), limit, effort)
    if not aside:
        return Doubts(doubts(now.sets), (), now.complete, now.settled)
    used = search(network(chronology), limit, effort)
    decided = [one for one in used.sets if aside.intersection(one)]
    complete, settled = now.complete and used.complete, now.settled and used.settled
    return Doubts(doubts(now.sets), doubts(decided), complete, settled)


def disputed(chronology: Chronology) -> Iterator[tuple[Event, tuple[Report, ...]]]:
    """Give the events that reports in use both assert and deny, each with those that deny."""
    for event in chronology.in_use().events.values():
        if event.is_disputed:
            yield event, tuple(r for r in event.reports if r.modality == "negated")


def choosing(chronology: Chronology, doubt: Doubt, choice: Iterable[str]) -> Chronology:
    """Give the chronology in which just this choice of a doubt's reports is set aside.

    Whatever else the coder set aside stays so.
    """
    aside = chronology.report_ids_set_aside() - doubt.reports
    return chronology.without_reports(aside | set(choice))


def changed(
    chronology: Chronology, doubt: Doubt, choice: Iterable[str]
) -> dict[str, tuple[Window | None, Window | None]]:
    """Give the events whose windows change if just this choice of a doubt's reports is set aside.

    The window now, and the window then; None for an event that is then, or now, not reported.
    """
    before = reconciled(chronology.in_use()).windows
    after = reconciled(choosing(chronology, doubt, choice)).windows
    both = {key: (before.get(key), after.get(key)) for key in chronology.events}
    return {key: (now, then) for key, (now, then) in both.items() if _ends(now) != _ends(then)}


def _ends(window: Window | None) -> tuple[int | None, int | None] | None:
    return None if window is None else (window.earliest, window.latest)


# --- reasons -------------------------------------------------------------------------------------


def because(chronology: Chronology, used: Reconciled, events: Iterable[str]) -> dict[str, Because]:
    """Give for each event the shortest chains of reports that bound it on either side.

    The reports of a chain alone give the same bound.
    """
    low, high = {ORIGIN: 0}, {ORIGIN: 0}
    for key, window in used.windows.items():
        low |= {} if window.earliest is None else {key: window.earliest}
        high |= {} if window.latest is None else {key: window.latest - 1}
    into: dict[str, list[tuple[str, Edge]]] = {}
    onward: dict[str, list[tuple[str, Edge]]] = {}
    for edge in _in_force(network(chronology), _dates(chronology), used.left_out):
        first, then, least = edge.first, edge.then, edge.least
        if first in low and then in low and low[first] + least == low[then]:
            into.setdefault(then, []).append((first, edge))
        if first in high and then in high and high[first] + least == high[then]:
            onward.setdefault(first, []).append((then, edge))
    return {key: Because(chain(key, into)[::-1], chain(key, onward)) for key in events}
