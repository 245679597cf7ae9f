"""The temporal network: what all dates and relations together say about each event's time.

A chronology in, a window for each event out. Every report's window and relation is a constraint;
together they are a simple temporal network (Dechter, Meiri & Pearl 1991,
doi:10.1016/0004-3702(91)90006-6). Knows nothing of tracks.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import reduce
from zoneinfo import ZoneInfo

from negotiation.chronology import Chronology, Event
from negotiation.dates import OPEN, Window, Words, zone
from negotiation.evidence import Report


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

    Where they exclude one another, the narrowest window that holds them all.
    """
    home = zone(chronology.timezone)
    windows = [_said(report, home, chronology.words) for report in telling(event) if report.when]
    if not windows:
        return OPEN
    common = reduce(Window.intersection, windows)
    return reduce(Window.hull, windows) if common.is_empty() else common


def _said(report: Report, home: ZoneInfo, words: Words) -> Window:
    """Give the window of one report's date, naming its zone if it is not the chronology's."""
    if report.when is None:
        return OPEN
    if report.timezone is None:
        return report.when.window(home, words)
    window = report.when.window(zone(report.timezone), words)
    return replace(window, text=f"{window.text} ({report.timezone})")


def constraints(chronology: Chronology) -> Iterator[Constraint]:
    """Give every relation between two events, with the report that it stands on."""
    for event in chronology.events.values():
        for report in telling(event):
            for other in report.after:
                yield Constraint(other, event.id, 0, None, report.id)
            for other in report.before:
                yield Constraint(event.id, other, 0, None, report.id)
            if report.lag is not None:
                least, most = report.lag.at_least, report.lag.at_most
                if report.lag.about is not None:
                    width = report.lag.tolerance
                    width = (chronology.words.about or 0) if width is None else width
                    least, most = report.lag.about - width, report.lag.about + width
                yield Constraint(report.lag.of, event.id, least, most, report.id)


def windows(chronology: Chronology) -> dict[str, Window]:
    """Give each event its tightest window; where that is narrower than its words, `computed`.

    If the dates contradict one another, each event keeps what its own reports allow.
    """
    own = {event.id: stated(chronology, event) for event in chronology.events.values()}
    ranges = _propagate(own, list(constraints(chronology)))
    if ranges is None:
        return own
    tight: dict[str, Window] = {}
    for key, window in own.items():
        low, high = ranges[key]
        latest = None if high is None else high + 1
        if (low, latest) == (window.earliest, window.latest):
            tight[key] = window
        else:
            tight[key] = replace(window, earliest=low, latest=latest, computed=True)
    return tight


_Range = tuple[int | None, int | None]


def _propagate(own: dict[str, Window], rules: list[Constraint]) -> dict[str, _Range] | None:
    """Narrow first and last possible seconds along the constraints; None if nothing is left."""
    ranges: dict[str, _Range] = {
        key: (w.earliest, None if w.latest is None else w.latest - 1) for key, w in own.items()
    }
    touching: dict[str, list[Constraint]] = {key: [] for key in own}
    for rule in rules:
        touching[rule.first].append(rule)
        touching[rule.then].append(rule)
    waiting, queued, turns = deque(own), set(own), dict.fromkeys(own, 0)
    while waiting:
        key = waiting.popleft()
        queued.discard(key)
        turns[key] += 1
        if turns[key] > len(own) + 2:
            return None  # still narrowing after every path was walked: a negative circle
        for rule in touching[key]:
            for name, narrowed in _narrow(ranges, rule):
                low, high = narrowed
                if low is not None and high is not None and low > high:
                    return None
                ranges[name] = narrowed
                if name not in queued:
                    queued.add(name)
                    waiting.append(name)
    return ranges


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
