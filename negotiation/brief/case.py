"""Case: what a brief is written from, and how it names events, tracks and states, and cites.

Values in, one line of text out. Chooses nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from negotiation.brief.content import shortened
from negotiation.brief.reached import reached
from negotiation.chronology import Chronology
from negotiation.evidence import Report
from negotiation.history import History, Step
from negotiation.machine import Outcome
from negotiation.model import COLLECTIONS
from negotiation.view.citing import cited, plain
from negotiation.view.plan import Wanted, make_plan
from negotiation.view.speech import Speech
from negotiation.view.texts import shown

APART, TOGETHER = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"


@dataclass(frozen=True)
class Case:
    """A chronology, with the reports set aside, its history, and the language to tell it in."""

    chronology: Chronology
    history: History
    speech: Speech

    @cached_property
    def reached(self) -> Chronology:
        """What the replay has come to, the reports set aside included; see reached.py."""
        return reached(self.chronology, self.history, self.stop)

    @cached_property
    def used(self) -> Chronology:
        """What the replay has come to, without the reports set aside."""
        return self.reached.in_use()

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each source: first those that the timeline cites, as it has them."""
        drawn = make_plan(self.history, Wanted(terms=False, measured=False), self.speech).sources
        every = dict.fromkeys((*drawn, *self.reached.sources))
        return {key: number for number, key in enumerate(every, 1)}

    @property
    def stop(self) -> int | None:
        """The last second told of, if the brief stops there of itself and not with its sources."""
        until, record = self.history.until, self.history.record
        if until is None or until.moment is None:
            return None
        ends = record is not None and record.end <= until.moment
        return None if ends else until.moment

    # --- tracks and turns -----------------------------------------------------------------------

    @cached_property
    def main_tracks(self) -> tuple[str, ...]:
        """The tracks that are kept once, not for each issue, place or third party."""
        return tuple(track for track in self.history.tracks if "/" not in track)

    @cached_property
    def effects(self) -> Mapping[str, Mapping[str, Sequence[Outcome]]]:
        """What each event may have done to each track, over all orders of the events."""
        events = (step.event.id for step in self.history.steps)
        return {event: self.history.effects(event) for event in events}

    def moves(self, event: str) -> tuple[str, ...]:
        """Give the main tracks that an event moves, if only in some order of the events."""
        done = self.effects[event]
        return tuple(t for t in self.main_tracks if any(o.moved for o in done.get(t, ())))

    @cached_property
    def first_moved(self) -> str:
        """The first main track that any event moves; an empty text if there is none."""
        moved = {track for event in self.effects for track in self.moves(event)}
        return next((track for track in self.main_tracks if track in moved), "")

    @cached_property
    def turns(self) -> tuple[Step, ...]:
        """The events that may move the first track, or two, or that the file wants flagged."""
        asked = self.chronology.figure.flags
        return tuple(
            step
            for step in self.history.steps
            if step.event.id in asked
            or self.first_moved in (moves := self.moves(step.event.id))
            or len(moves) > 1
        )

    @cached_property
    def known_turns(self) -> tuple[Step, ...]:
        """The turns that a source says happened and none denies, surely by the stop."""
        return tuple(
            step
            for step in self.turns
            if not step.event.is_disputed and self.asserting(step.event.id) and self.is_over(step)
        )

    def asserting(self, event: str) -> tuple[Report, ...]:
        """Give the reports in use of a source that say that an event happened."""
        reports = self.used.events[event].supporting()
        return tuple(report for report in reports if report.modality == "actual")

    def is_over(self, step: Step) -> bool:
        """Say whether an event was surely by the moment at which the brief stops, if it does."""
        latest = step.window.latest
        return self.stop is None or (latest is not None and latest <= self.stop + 1)

    def say(self, key: str, **values: object) -> str:
        """Give a text of the section `brief` of the language."""
        return self.speech.say(f"brief.{key}", **values)

    # --- names ----------------------------------------------------------------------------------

    def fit(self, text: str) -> str:
        """Give a text of a file on one line, not too long, with nothing in it that steers.

        Where the language runs from right to left, it is set apart, whichever way it runs itself.
        """
        line = shortened(shown(plain(text)))
        return f"{APART}{line}{TOGETHER}" if line and self.speech.direction == "rtl" else line

    def event(self, key: str) -> str:
        """Give the name of an event."""
        return self.fit(self.speech.name(self.chronology.events[key])) or key

    def actor(self, key: str) -> str:
        """Give the name of an actor."""
        known = self.chronology.actors.get(key)
        return key if known is None else self.fit(self.speech.name(known)) or key

    def track(self, track: str) -> str:
        """Give the name of a track, with that of the issue, place or third party it is kept for."""
        heading, name = self.heading(track), self.own_name(track)
        return self.say("kept-for", track=heading, name=name) if name else heading

    def heading(self, track: str) -> str:
        """Give the name that a track shares with those of its kind."""
        declared = self.history.chronology.tracks()[track]
        return self.fit(self.speech.name(declared)) or track.partition("/")[0]

    def own_name(self, track: str) -> str:
        """Give the name of the issue, place or third party a track is kept for, if it is."""
        declared = self.history.chronology.tracks()[track]
        if declared.for_each is None:
            return ""
        own = track.partition("/")[2]
        topics = getattr(self.history.chronology, COLLECTIONS[declared.for_each])
        return self.fit(self.speech.name(topics[own])) or own

    def state(self, track: str, state: str) -> str:
        """Give the name of a state of a track."""
        declared = self.history.chronology.tracks()[track].states[state]
        return self.fit(self.speech.name(declared)) or state

    def states(self, track: str, states: Iterable[str]) -> str:
        """Give the names of states of which it may be any."""
        return self.speech.listed([self.state(track, one) for one in states], "or")

    # --- sources --------------------------------------------------------------------------------

    def cited(self, text: str, sources: Iterable[str]) -> str:
        """Give a text with the numbers of its sources raised behind it."""
        return cited(text, sorted({self.numbers[key] for key in sources}))

    def told(self, event: str, *, quoted: bool = False) -> str:
        """Give the name of an event with its sources, and whether it is only inferred."""
        name = self.event(event)
        name = self.say("quoted", text=name) if quoted else name
        inferred = not any(self.used.events[event].sourced())
        text = self.say("inferred", text=name) if inferred else name
        return self.cited(text, self.history.sources_of([event]))

    def by_reports(self, text: str, reports: Iterable[Report]) -> str:
        """Give a text with the numbers of the sources of some reports."""
        return self.cited(text, (report.source for report in reports if report.source))
