"""What one record shows over all its readings: time in which something held, and what happened.

A History in, ranges out. A second counts for the lower end where something surely held, for the
upper where it possibly did; an event likewise. Nothing outside the record counts: silence is not
exposure. The record begins with its first event, so that nobody knows how long that one took to
come: it counts for nothing, and time surely counts only from when it surely had happened.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from negotiation.event import Event
from negotiation.history import History, Record, Step
from negotiation.machine import Configuration, Outcome
from negotiation.readings import Readings
from negotiation.simulation.estimation.rates import NOTHING, Range
from negotiation.simulation.tables import Occurrence

Done = tuple[str, str | None]  # the kind of event, and the state it led to; None: it stayed
Held = Callable[[Configuration], bool]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Seconds from `start` up to `end`, and what some tracks' configurations may be in all of them.

    `surely` says that the first event of the record lies behind them in every reading.
    """

    start: int
    end: int
    surely: bool
    configurations: tuple[Configuration, ...]

    def time(self, held: Held) -> Range:
        """Give for how long something surely and possibly held."""
        found = [held(configuration) for configuration in self.configurations]
        length = self.end - self.start
        return Range(length * (self.surely and all(found)), length * any(found))


class Observed:
    """One record, to be asked for how long and how often; `name` is what it is shown as."""

    def __init__(self, name: str, history: History, record: Record) -> None:
        self.name = name
        self.history = history
        self.record = record
        self._courses: dict[tuple[str, ...], list[Stretch]] = {}

    @property
    def readings(self) -> Readings:
        """Every reading of the record."""
        return self.history.readings

    # --- its beginning ------------------------------------------------------------------------

    @cached_property
    def opening(self) -> tuple[Step, ...]:
        """The events of which the first one begins the record; mostly just one."""
        first = [s for s in self.history.steps if s.window.earliest == self.record.start]
        before = self.readings.relations.in_sequence
        return tuple(s for s in first if not any(before(o.event.id, s.event.id) for o in first))

    @cached_property
    def _surely_from(self) -> int:
        """The second by which the first event had happened in every reading."""
        sure = [self._by(step) for step in self.opening if not step.event.is_disputed]
        return min(sure) if sure else max(map(self._by, self.opening), default=self.record.start)

    def _by(self, step: Step) -> int:
        latest = step.window.latest
        return self._end if latest is None else min(latest - 1, self._end)

    @property
    def _end(self) -> int:
        """The last second of the record: what happens in it leaves no time after it."""
        return self.record.end - 1

    # --- time ---------------------------------------------------------------------------------

    def exposure(self, track: str, held: Held) -> Range:
        """Give for how long something held of a track and those tied to it, in seconds."""
        return sum((stretch.time(held) for stretch in self.course(track)), NOTHING)

    def course(self, track: str) -> list[Stretch]:
        """Give the record as stretches in which a track and those tied to it may stand alike."""
        key = self.readings.clusters_of([track])[0].tracks
        if key not in self._courses:
            self._courses[key] = self._stretches(track)
        return self._courses[key]

    def _stretches(self, track: str) -> list[Stretch]:
        start, end = self.record.start, self._end
        ends = {start, end, self._surely_from}
        ends |= {moment for moment in self.readings.changes(track) if start < moment < end}
        return [
            Stretch(
                a, b, a >= self._surely_from, tuple(self.readings.configurations(track, a))
            )
            for a, b in pairwise(sorted(ends))
        ]  # fmt: skip

    def allowed(self, sorts: Iterable[Occurrence]) -> Range:
        """Give for how long the model allowed one of some sorts of event, in seconds.

        It allows one that some track takes and that deviates on none. Tracks that no condition ties
        together are taken apart, so that the upper end may be more than any one reading has.
        """
        asked = [parts for sort in sorts if (parts := self._verdicts(sort))]
        starts = {start for parts in asked for course, _ in parts for start in course}
        total = NOTHING
        for start, end in pairwise(sorted({*starts, self._end})):
            now = [
                [verdicts[bisect_right(course, start) - 1] for course, verdicts in parts]
                for parts in asked
            ]
            surely = any(all(verdict.low for verdict in parts) for parts in now)
            possibly = any(all(verdict.high for verdict in parts) for parts in now)
            total += Range((end - start) * surely, (end - start) * possibly)
        return total

    def _verdicts(self, sort: Occurrence) -> list[tuple[list[int], list[Range]]]:
        """Give for each group of tied tracks that a sort concerns when the verdict may change.

        With each such moment for how long the group surely and possibly takes it from then on.
        """
        machine = self.readings.machine

        def taken(configuration: Configuration) -> bool:
            return all(o.deviation is None for o in machine.meet(configuration, sort))

        courses = [
            self.course(cluster.tracks[0])
            for cluster in self.readings.clusters_of(machine.concerned(sort))
        ]
        return [([s.start for s in course], [s.time(taken) for s in course]) for course in courses]

    # --- events -------------------------------------------------------------------------------

    def effects(self, step: Step) -> Mapping[str, list[Outcome]]:
        """Give what an event may have done to each track it concerns."""
        return self.history.effects(step.event.id)

    def counts(self, step: Step, *, surely: bool, possibly: bool) -> Range:
        """Give how often an event counts that surely, or possibly, did what is asked for."""
        return Range(surely and self._surely_counts(step), possibly and self._may_count(step))

    def _surely_counts(self, step: Step) -> bool:
        early, late = step.window.earliest, step.window.latest
        if early is None or late is None or step.event.is_disputed or step in self.opening:
            return False
        return self.record.start <= early and late <= self.record.end

    def _may_count(self, step: Step) -> bool:
        early, late = step.window.earliest, step.window.latest
        begun = late is None or late > self.record.start
        return begun and (early is None or early < self.record.end) and self.opening != (step,)

    def done(self, track: str, state: str) -> dict[Done, Range]:
        """Give how often each kind of event found a track in a state, and what it did to it."""
        found: dict[Done, Range] = {}
        for _, did, counted in self.told(track, state):
            found[did] = found.get(did, NOTHING) + counted
        return found

    def told(self, track: str, state: str) -> Iterator[tuple[str, Done, Range]]:
        """Give the events that found a track in a state, what each did to it, how often it counts.

        An event comes several times if it may have done one thing or another.
        """
        for step in self.history.steps:
            outcomes = self.effects(step).get(track, [])
            every = [self._did(step.event, state, outcome) for outcome in outcomes]
            for did in dict.fromkeys(one for one in every if one is not None):
                surely = all(one == did for one in every)
                counted = self.counts(step, surely=surely, possibly=True)
                if counted.high:
                    yield step.event.id, did, counted

    def left(self, track: str, state: str) -> Range:
        """Give how often a state was left."""
        total = NOTHING
        for step in self.history.steps:
            outcomes = self.effects(step).get(track, [])
            out = [outcome.moved and outcome.before == state for outcome in outcomes]
            total += self.counts(step, surely=bool(out) and all(out), possibly=any(out))
        return total

    def opens_out_of(self, track: str, state: str) -> bool:
        """Say whether an event that may begin the record, and so does not count, left a state."""
        every = (o for step in self.opening for o in self.effects(step).get(track, ()))
        return any(outcome.moved and outcome.before == state for outcome in every)

    @staticmethod
    def _did(event: Event, state: str, outcome: Outcome) -> Done | None:
        if outcome.before != state or outcome.deviation is not None:
            return None
        return event.kind, outcome.after if outcome.moved else None

    def cut_off(self, track: str, state: str) -> Range:
        """Say whether the record ends while a track is in a state: surely 1, possibly 0 to 1."""
        possible = {one[track] for one in self.course(track)[-1].configurations}
        return Range(possible == {state}, state in possible)

    def taken(self, step: Step, tracks: Iterable[str]) -> Range:
        """Give how often an event counts that the model allowed on these tracks."""
        effects = self.effects(step)
        met = [[o.deviation is None for o in effects[track]] for track in tracks]
        surely = bool(met) and all(all(one) for one in met)
        possibly = bool(met) and all(any(one) for one in met)
        return self.counts(step, surely=surely, possibly=possibly)
