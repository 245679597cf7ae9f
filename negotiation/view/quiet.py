"""Find quiet time: long stretches to no day of which anything is dated, to be drawn narrower.

A history in, stretches out. Whether they are drawn narrower is the author's choice.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import pairwise

from negotiation.claims.measures import reported
from negotiation.dates import DAY, Window, local
from negotiation.history import History
from negotiation.view.selection import Range

LEAST_SHARE, ROOM, LEAST_FACTOR = 0.15, 0.16, 2
TELLING = 2 * DAY  # a date wider than this, and than a fiftieth of the range, tells of no day
FIFTIETH = 50


@dataclass(frozen=True, slots=True)
class Quiet:
    """Stretches of whole days, in seconds UTC, and how many times narrower they are drawn."""

    stretches: tuple[tuple[int, int], ...]
    factor: int


def quiet_time(history: History, part: Range) -> Quiet | None:
    """Give the quiet time of a range; None if there is none that it would help to narrow.

    A stretch is quiet if it is long and no narrow date lies in it. Together the quiet stretches
    take about a sixth of the room that the others have.
    """
    found = tuple(_gaps(history, part))
    silent = sum(end - start for start, end in found)
    busy = part.end - part.start - silent
    factor = round(silent / (ROOM * busy)) if busy else 0
    return Quiet(found, factor) if found and factor >= LEAST_FACTOR else None


def _gaps(history: History, part: Range) -> Iterator[tuple[int, int]]:
    least = LEAST_SHARE * (part.end - part.start)
    for (_, before), (after, _) in pairwise(sorted([*_told(history, part)])):
        start, end = _midnight(history, before, up=True), _midnight(history, after, up=False)
        if end - start >= max(least, 2 * DAY):
            yield start, end


def _told(history: History, part: Range) -> Iterator[tuple[int, int]]:
    """Give what is dated narrowly, run together, with both ends of the range."""
    widest = max(TELLING, (part.end - part.start) // FIFTIETH)
    reach = part.start
    yield part.start, part.start
    narrow = sorted(
        (window.earliest, window.latest)
        for window in _windows(history)
        if window.earliest is not None
        and window.latest is not None
        and window.latest - window.earliest <= widest
        and part.start < window.latest
        and window.earliest < part.end
    )
    for first, last in narrow:
        reach = max(reach, last)
        yield max(first, part.start), reach
    yield part.end, part.end


def _windows(history: History) -> Iterator[Window]:
    """Give every date that may be drawn: of events, also those only announced, and of values."""
    yield from (step.window for step in history.steps)
    yield from (window for _, window in history.unmoved)
    for measure in history.chronology.measures.values():
        yield from (one.window for one in reported(history.chronology, measure))


def _midnight(history: History, moment: int, *, up: bool) -> int:
    """Give the next midnight in the chronology's zone, or the one before."""
    day = local(moment - 1 if up else moment, history.zone).date() + timedelta(days=int(up))
    return int(datetime.combine(day, time(), tzinfo=history.zone).timestamp())
