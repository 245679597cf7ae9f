"""Model, Track, State, Transition: a theory of what may follow what, for more than one story.

Values only. Running events through them: see machine.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Final, Literal

from pydantic import Field, WithJsonSchema

from negotiation.coded import (
    Acknowledged,
    Coded,
    Defined,
    Flag,
    Id,
    Label,
    Named,
    Number,
    OneOrMore,
    Text,
    Texts,
    read_by,
)
from negotiation.dates import parse_duration

FORMAT: Final = "negotiation-model/1"
COLLECTIONS = {"issues": "issues", "places": "places", "third-parties": "third_parties"}


Length = Annotated[
    int,
    read_by(parse_duration),
    WithJsonSchema({"type": "string", "pattern": "^P", "description": "ISO 8601, such as PT90M"}),
]
StateSets = dict[Text, OneOrMore]


class Kind(Defined):
    """A kind of event; some kinds move no track."""

    due: Flag = Field(
        False, description="true: its date is one by which something is due; drawn as a bracket"
    )


class State(Defined):
    """One state of a track."""

    final: Flag = Field(False, description="true: on purpose, no transition leaves it")
    settled: Flag = Field(False, description="true: an issue in this state is no longer open")
    intensity: Number | None = Field(
        None, description="How dark it is drawn among the states of its track: higher is darker"
    )


class Transition(Coded):
    """What an event of certain kinds does to a track in certain states.

    Without `to` the track stays, on purpose. All conditions read the configuration as it was
    before the event: `requires` (each track in one of these states), `unless` (none of the
    tracks in one of these states), `where` (the event's own details).
    """

    on: OneOrMore = Field(description="Kinds of event")
    from_: OneOrMore = Field(description="States it starts from")
    to: Id | None = Field(None, description="State it leads to; left out: the track stays")
    requires: StateSets = Field(
        default_factory=dict, description="Other tracks that must be in one of these states"
    )
    unless: StateSets = Field(
        default_factory=dict, description="Other tracks that must not be in one of these states"
    )
    where: dict[Id, Text] = Field(
        default_factory=dict, description="What the event's own details must say"
    )
    timeout: Length | None = Field(None, description="For simulations only")

    @property
    def has_conditions(self) -> bool:
        """Whether anything but kind and state decides."""
        return bool(self.requires or self.unless or self.where)


class Track(Named):
    """One parallel line of a model: a flat machine, always in exactly one state.

    With `for-each`, one copy for every name that the chronology lists under that heading.
    """

    definition: Label = Field(default_factory=dict, description="What the track follows")
    for_each: Literal["issues", "places", "third-parties"] | None = Field(
        None, description="One copy for each of these that the chronology lists"
    )
    initial: Id = Field(description="The state before any event")
    states: dict[Id, State]
    transitions: tuple[Transition, ...] = ()

    def kinds(self) -> frozenset[str]:
        """Give the kinds of event that concern this track."""
        return frozenset(kind for transition in self.transitions for kind in transition.on)

    def reachable(self) -> frozenset[str]:
        """Give the states that some sequence of events leads to, conditions left aside."""
        leads: dict[str, list[str]] = {}
        for transition in self.transitions:
            for state in transition.from_ if transition.to else ():
                leads.setdefault(state, []).append(str(transition.to))
        reached, waiting = {self.initial}, [self.initial]
        while waiting:
            for state in leads.get(waiting.pop(), ()):
                if state not in reached:
                    reached.add(state)
                    waiting.append(state)
        return frozenset(reached)


class Extension(Coded):
    """What a model adds to a track of a model that it includes."""

    states: dict[Id, State] = Field(default_factory=dict)
    transitions: tuple[Transition, ...] = ()


class Model(Coded):
    """Kinds of event, and tracks with their states and transitions; includes already taken in.

    `tracks` stand in the order of the output, the headline first, with what `extend` adds to them;
    `acknowledged` holds what this file's own section says, not those of included models.
    """

    format: Literal["negotiation-model/1"] = FORMAT
    title: Label
    definition: Label = Field(default_factory=dict, description="What the model is for")
    include_: Texts = Field((), description="Models that this one builds on")
    headline: Id | None = Field(None, description="The track that stands first in every output")
    kinds: dict[Id, Kind] = Field(default_factory=dict)
    tracks: dict[Id, Track] = Field(default_factory=dict)
    extend: dict[Id, Extension] = Field(
        default_factory=dict, description="What is added to tracks of an included model"
    )

    acknowledged: tuple[Acknowledged, ...] = Field(
        (), description="Findings that are kept, with the reason"
    )

    def tracks_for(self, names: Mapping[str, tuple[str, ...]]) -> dict[str, Track]:
        """Give every track of a chronology: plain ones, and a copy for each name listed.

        `names` gives the names under each heading (issues, places, third-parties).
        """
        every: dict[str, Track] = {}
        for key, track in self.tracks.items():
            if track.for_each is None:
                every[key] = track
            else:
                every |= {f"{key}/{name}": track for name in names.get(track.for_each, ())}
        return every

    def kept_for(self, collection: str) -> str | None:
        """Name the first track of which there is one copy for each of these, None without one."""
        keys = (key for key, track in self.tracks.items() if track.for_each == collection)
        return next(keys, None)

    def clusters(self) -> dict[str, str]:
        """Name for each declared track the group of tracks that conditions tie it to."""
        group = {key: key for key in self.tracks}

        def root(key: str) -> str:
            while group[key] != key:
                key = group[key]
            return key

        for key, track in self.tracks.items():
            for transition in track.transitions:
                for other in (*transition.requires, *transition.unless):
                    if other in group:
                        group[root(other)] = root(key)
        return {key: root(key) for key in self.tracks}
