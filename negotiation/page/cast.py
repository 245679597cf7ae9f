"""Cast: what is shown of a history, by the numbers under which a page knows it.

A history and what was asked for in; its tracks, events and sources in order, the language, and
the names of things out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from negotiation.chronology import Chronology
from negotiation.dates import Window
from negotiation.event import Event
from negotiation.evidence import Source
from negotiation.history import History
from negotiation.view.selection import Range, chosen_tracks, drawn_range, track_label
from negotiation.view.speech import Speech, speech


@dataclass(frozen=True, slots=True)
class Group:
    """Tracks that stand together: those kept once, or the copies of one, under its name."""

    name: str
    tracks: tuple[str, ...]


@dataclass(frozen=True)
class Cast:
    """A history with the tracks chosen, the language, and the sources left out on request."""

    history: History
    tracks: tuple[str, ...]
    speech: Speech
    left_out: tuple[Source, ...] = ()

    def say(self, key: str, **values: object) -> str:
        """Give a text of the page."""
        return self.speech.say(f"page.{key}", **values)

    @cached_property
    def range(self) -> Range:
        """The record."""
        return drawn_range(self.history, None, None)

    @cached_property
    def events(self) -> tuple[tuple[Event, Window], ...]:
        """Every event in use, in the order told, those that no report says happened among them."""
        told = [(step.event, step.window) for step in self.history.steps]
        for event, window in self.history.unmoved:
            told.insert(_turn(told, window), (event, window))
        return tuple(told)

    @cached_property
    def places(self) -> dict[str, int]:
        """The place of each event among those told."""
        return {event.id: place for place, (event, _) in enumerate(self.events)}

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each source in use."""
        return {key: n for n, key in enumerate(self.history.chronology.source_ids(), 1)}

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The tracks kept once, under no name, then the copies of each other one."""
        bases = map(_base, self.tracks)
        return tuple(
            Group(self._heading(base), tuple(t for t in self.tracks if _base(t) == base))
            for base in dict.fromkeys(bases)
        )

    def _heading(self, base: str) -> str:
        if not base:
            return ""
        declared = self.history.chronology.model.tracks[base]
        return self.speech.name(declared) or base

    def name(self, track: str) -> str:
        """Give what a track is called; of a copy, its own name."""
        return track_label(self.history, track, self.speech)[0]

    def state(self, track: str, state: str) -> str:
        """Give what a state of a track is called."""
        return self.speech.name(self.history.chronology.tracks()[track].states[state]) or state

    def cited(self, events: Iterable[str]) -> Iterator[int]:
        """Give the numbers of the sources behind events."""
        return (self.numbers[key] for key in self.history.sources_of(events) if key in self.numbers)


def _turn(told: list[tuple[Event, Window]], window: Window) -> int:
    """Give the place of an event that moves nothing among those told."""
    middle = window.midpoint()
    if middle is None:
        return len(told)
    later = (n for n, (_, other) in enumerate(told) if (other.midpoint() or 0) > middle)
    return next(later, len(told))


def cast(
    history: History,
    language: str,
    tracks: Iterable[str] | None,
    whole: Chronology | None = None,
) -> Cast:
    """Choose what is shown, by default every track that moved, copies last. Raises UnknownName.

    `whole` is the chronology before sources were left out.
    """
    chosen = chosen_tracks(history, tracks)
    if tracks is None:
        chosen += tuple(t for t in history.tracks if "/" in t and len(history.spans(t)) > 1)
    bases = list(dict.fromkeys(["", *map(_base, history.tracks)]))
    ordered = sorted(chosen, key=lambda track: bases.index(_base(track)))
    used, everything = set(history.chronology.source_ids()), whole or history.chronology
    gone = [everything.sources[key] for key in everything.source_ids() if key not in used]
    return Cast(history, tuple(ordered), speech(language, history.zone), tuple(gone))


def _base(track: str) -> str:
    """Give the track of which this one is a copy; nothing for one kept once."""
    return track.partition("/")[0] if "/" in track else ""
