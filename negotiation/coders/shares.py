"""For how much of the time two histories put each track into the same state.

Two histories in, seconds out: exact sums of the stretches between changes, nothing is sampled.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from negotiation.history import History, Record


@dataclass(frozen=True, slots=True)
class Share:
    """One track over the time that both records cover, in seconds; the three add up to it.

    `same`: certainly in one state on both sides; `different`: no state is possible on both;
    `open`: the dates of one or of both leave it open. `moved`: an event of either may move it.
    """

    track: str
    same: int
    different: int
    open: int
    moved: bool

    @property
    def total(self) -> int:
        """The time that both records cover."""
        return self.same + self.different + self.open


@dataclass(frozen=True, slots=True)
class Shares:
    """The shares of the tracks that both have, over `record`, None if no time is common.

    `outside_a` and `outside_b` are how much of each one's own record lies outside of that, in
    seconds; `only_a` and `only_b` the tracks that just one has.
    """

    record: Record | None
    tracks: tuple[Share, ...]
    outside_a: int
    outside_b: int
    only_a: tuple[str, ...]
    only_b: tuple[str, ...]


def common(a: History, b: History) -> Record | None:
    """Give the stretch that both records cover; None if there is none."""
    if a.record is None or b.record is None:
        return None
    start, end = max(a.record.start, b.record.start), min(a.record.end, b.record.end)
    return Record(start, end) if start < end else None


def shares(a: History, b: History) -> Shares:
    """Give for each track that both have the time in the same, in different and in open states."""
    record = common(a, b)
    both = [track for track in a.tracks if track in b.start]
    covered = record.end - record.start if record else 0
    lengths = [h.record.end - h.record.start if h.record else 0 for h in (a, b)]
    return Shares(
        record,
        tuple(_share(a, b, track, record) for track in both) if record else (),
        lengths[0] - covered,
        lengths[1] - covered,
        tuple(track for track in a.tracks if track not in b.start),
        tuple(track for track in b.tracks if track not in a.start),
    )


def _share(a: History, b: History, track: str, record: Record) -> Share:
    changes = {*a.readings.changes(track), *b.readings.changes(track)}
    inside = sorted(moment for moment in changes if record.start < moment < record.end)
    same = different = 0
    stops = [record.start, *inside, record.end]
    for moment, until in pairwise(stops):
        one, other = a.readings.at(track, moment), b.readings.at(track, moment)
        if not one.keys() & other.keys():
            different += until - moment
        elif len(one) == len(other) == 1:
            same += until - moment
    left = record.end - record.start - same - different
    return Share(track, same, different, left, _moves(a, track) or _moves(b, track))


def _moves(history: History, track: str) -> bool:
    return any(
        stay.mover is not None for stays in history.readings.stays(track).values() for stay in stays
    )
