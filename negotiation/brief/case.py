"""Case: what a brief is written from, and how it names events, tracks and states, and cites.

Values in, one line of text out. Chooses nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from negotiation.brief.content import shortened
from negotiation.chronology import Chronology
from negotiation.evidence import Report
from negotiation.history import History, Step
from negotiation.model import COLLECTIONS
from negotiation.view.citing import cited, plain
from negotiation.view.plan import Wanted, make_plan
from negotiation.view.selection import chosen_tracks, flagged
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
    def numbers(self) -> dict[str, int]:
        """The number of each source: first those that the timeline cites, as it has them."""
        drawn = make_plan(self.history, Wanted(terms=False, measured=False), self.speech).sources
        every = dict.fromkeys((*drawn, *self.chronology.sources))
        return {key: number for number, key in enumerate(every, 1)}

    @cached_property
    def main_tracks(self) -> tuple[str, ...]:
        """The tracks that are kept once, not for each issue, place or third party."""
        return tuple(track for track in self.history.tracks if "/" not in track)

    @cached_property
    def turns(self) -> tuple[Step, ...]:
        """The events that move the first track, or at least two."""
        steps = self.history.steps
        return flagged(self.history, steps, self.moved_tracks, len(steps))[0]

    @cached_property
    def weightiest(self) -> frozenset[str]:
        """The turns that come first where there are many: see `flagged`."""
        chosen, _ = flagged(self.history, self.history.steps, self.moved_tracks)
        return frozenset(step.event.id for step in chosen)

    @cached_property
    def moved_tracks(self) -> tuple[str, ...]:
        """The main tracks that an event moved."""
        return chosen_tracks(self.history, None)

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

    def told(self, event: str) -> str:
        """Give the name of an event with its sources, or that it is inferred for none."""
        sources = self.history.sources_of([event])
        return self.cited(self.event(event) if sources else self._inferred(event), sources)

    def _inferred(self, event: str) -> str:
        return self.say("inferred", text=self.event(event))

    def by_reports(self, text: str, reports: Iterable[Report]) -> str:
        """Give a text with the numbers of the sources of some reports."""
        return self.cited(text, (report.source for report in reports if report.source))
