"""The temporal network: what all dates and relations together say about each event's time.

A chronology in, a window for each event out. Every report's window and relation is a constraint;
together they are a simple temporal network (Dechter, Meiri & Pearl 1991,
doi:10.1016/0004-3702(91)90006-6). Knows nothing of tracks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from graphlib import CycleError, TopologicalSorter
from zoneinfo import ZoneInfo

from negotiation.chronology import Chronology
from negotiation.dates import OPEN, Window, Words, renamed, zone
from negotiation.event import Event
from negotiation.evidence import Report
from negotiation.network import Edge, circle


@dataclass(frozen=True, slots=True)
class Constraint:
    """At least `least` and at most `most` seconds from one event to another, by one report."""

    first: str
    then: str
    least: int | None
    most: int | None
    report: str


def telling(event: Event) -> tuple[Report, ...]:
    """Give the reports whose dates count: those that say it happened, else all but denials.

    What was only announced or scheduled does not date what then took place.
    """
    if event.is_actual:
        return tuple(report for report in event.reports if report.modality == "actual")
    return tuple(report for report in event.reports if report.modality != "negated")


def stated(chronology: Chronology, event: Event) -> Window:
    """Give what an event's own reports allow, in the words of the narrowest.

    Where the reports narrow one another, that is marked as computed. Where they exclude one
    another it is the narrowest window that holds them all, in the words of each.
    """
    return together([window for _, window in dated(chronology, event)])


def dated(chronology: Chronology, event: Event) -> list[tuple[str, Window]]:
    """Give the window of each date that counts for an event, with the key of its report."""
    home = zone(chronology.timezone)
    return [
        (event.key_of(report), _said(report, home, chronology.words))
        for report in telling(event)
        if report.when
    ]


def together(windows: Sequence[Window]) -> Window:
    """Give what several windows of one event allow; see `stated`."""
    if not windows:
        return OPEN
    if len(windows) == 1:
        return windows[0]
    common = reduce(Window.intersection, windows)
    if common.is_empty():
        return hull(windows)
    said = any(_ends(common) == _ends(window) for window in windows)
    return common if said else replace(common, computed=True)


def hull(windows: Sequence[Window]) -> Window:
    """Give the narrowest window that holds them all, in the words of each."""
    text = " or ".join(dict.fromkeys(window.text for window in windows))
    written = (one for window in windows for one in window.written)
    return renamed(reduce(Window.hull, windows), text, written)


def _said(report: Report, home: ZoneInfo, words: Words) -> Window:
    """Give the window of one report's date, naming its zone if it is not the chronology's."""
    if report.when is None:
        return OPEN
    if report.timezone is None:
        return report.when.window(home, words)
    window = report.when.window(zone(report.timezone), words)
    written = (f"{one} ({report.timezone})" for one in window.written)
    return renamed(window, f"{window.text} ({report.timezone})", written)


def constraints(chronology: Chronology) -> Iterator[Constraint]:
    """Give every relation between two events, with the report that it stands on."""
    for event in chronology.events.values():
        for report in telling(event):
            key = event.key_of(report)
            for other in report.after:
                yield Constraint(other, event.id, 0, None, key)
            for other in report.before:
                yield Constraint(event.id, other, 0, None, key)
            if report.lag is not None:
                least, most = report.lag.at_least, report.lag.at_most
                if report.lag.about is not None:
                    width = report.lag.tolerance
                    width = (chronology.words.about or 0) if width is None else width
                    least, most = report.lag.about - width, report.lag.about + width
                yield Constraint(report.lag.of, event.id, least, most, key)


def windows(chronology: Chronology) -> dict[str, Window]:
    """Give each event its tightest window; where that is narrower than its words, `computed`.

    If the dates contradict one another, each event keeps what its own reports allow.
    """
    own = own_windows(chronology)
    return tightest(own, list(constraints(chronology))) or own


def own_windows(chronology: Chronology) -> dict[str, Window]:
    """Give each event what its own reports allow, whatever they say of other events."""
    return {key: stated(chronology, event) for key, event in chronology.events.items()}


def tightest(own: Mapping[str, Window], rules: Sequence[Constraint]) -> dict[str, Window] | None:
    """Narrow the windows by what the constraints say; None if all of it cannot hold at once."""
    ranges = _propagate(own, rules)
    if ranges is None:
        return None
    undated = (rule for rule in rules if ranges[rule.first] == ranges[rule.then] == (None, None))
    if circle(edge for rule in undated for edge in edges(rule)):
        return None  # nothing bounds these events, so that narrowing did not notice
    tight = dict(own)
    for key, (low, high) in ranges.items():
        latest = None if high is None else high + 1
        if (low, latest) != _ends(own[key]):
            tight[key] = replace(own[key], earliest=low, latest=latest, computed=True)
    return tight


def _ends(window: Window) -> tuple[int | None, int | None]:
    return window.earliest, window.latest


def edges(rule: Constraint) -> Iterator[Edge]:
    """Give a constraint as edges of the network, one for each end that it bounds."""
    if rule.least is not None:
        yield Edge(rule.first, rule.then, rule.least, rule.report)
    if rule.most is not None:
        yield Edge(rule.then, rule.first, -rule.most, rule.report)


_Range = tuple[int | None, int | None]


def _propagate(own: Mapping[str, Window], rules: Sequence[Constraint]) -> dict[str, _Range] | None:
    """Narrow first and last possible seconds along the constraints; None if nothing is left.

    Walks the events forth and back until nothing changes: where no relation runs in a circle,
    each walk settles all that follows one direction, so that a long chain takes few.
    """
    touching: dict[str, list[Constraint]] = {}
    for rule in rules:
        touching.setdefault(rule.first, []).append(rule)
        touching.setdefault(rule.then, []).append(rule)
    order = _in_sequence(rules)
    ranges = {key: _seconds(own[key]) for key in order}
    changed = set(order)
    for _ in range(len(order) + 2):
        if not changed:
            return ranges
        if not _walk(order, touching, ranges, changed):
            return None
        order.reverse()
    return None  # still narrowing after every path was walked: a negative circle


def _in_sequence(rules: Iterable[Constraint]) -> list[str]:
    """Put the events that have relations in their sequence; in a circle it does not matter."""
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for rule in rules:
        sorter.add(rule.then, rule.first)
    try:
        return list(sorter.static_order())
    except CycleError:
        return list(dict.fromkeys(key for rule in rules for key in (rule.first, rule.then)))


def _seconds(window: Window) -> _Range:
    """Give the first and the last second of a window."""
    return window.earliest, None if window.latest is None else window.latest - 1


def _walk(
    order: Iterable[str],
    touching: Mapping[str, Sequence[Constraint]],
    ranges: dict[str, _Range],
    changed: set[str],
) -> bool:
    """Pass every change on, in this order, changes made on the way included.

    Leaves in `changed` what lies behind. Says whether every event still has a second left.
    """
    for key in order:
        if key not in changed:
            continue
        changed.discard(key)
        for rule in touching[key]:
            for name, (low, high) in _narrow(ranges, rule):
                if low is not None and high is not None and low > high:
                    return False
                ranges[name] = low, high
                changed.add(name)
    return True


def _narrow(ranges: dict[str, _Range], rule: Constraint) -> Iterator[tuple[str, _Range]]:
    """Give the ranges that one constraint makes narrower."""
    (low_a, high_a), (low_b, high_b) = ranges[rule.first], ranges[rule.then]
    new_a = (
        _highest(low_a, _plus(low_b, rule.most, -1)),
        _lowest(high_a, _plus(high_b, rule.least, -1)),
    )
    new_b = (_highest(low_b, _plus(low_a, rule.least)), _lowest(high_b, _plus(high_a, rule.most)))
    if new_a != ranges[rule.first]:
        yield rule.first, new_a
    if new_b != ranges[rule.then]:
        yield rule.then, new_b


def _plus(end: int | None, length: int | None, sign: int = 1) -> int | None:
    return None if end is None or length is None else end + sign * length


def _highest(a: int | None, b: int | None) -> int | None:
    return max((x for x in (a, b) if x is not None), default=None)


def _lowest(a: int | None, b: int | None) -> int | None:
    return min((x for x in (a, b) if x is not None), default=None)
