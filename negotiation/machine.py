"""Step: one event met by a configuration. The one engine, and the only user of `transitions`.

Pure for its callers: a configuration and an event in, a configuration and outcomes out. One flat
machine a declared track stands behind it; what it is asked depends on nothing but its arguments.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Protocol

import transitions

from negotiation.model import Model, Track, Transition

Configuration = Mapping[str, str]


class Happening(Protocol):
    """What the engine needs to know of an event."""

    @property
    def kind(self) -> str:
        """Its kind."""

    @property
    def details(self) -> Mapping[str, str]:
        """The fields that `where` conditions ask for."""

    def names(self, collection: str) -> tuple[str, ...]:
        """Give the names it feeds to the tracks kept for each of a collection."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a condition asks of a track: to be in one of some states, or in none of them."""

    track: str
    states: tuple[str, ...]
    is_in: bool


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition that did not hold: which, what it asked for and what it found.

    `of` says again what it asks of a track, for who says it in other words.
    """

    asks: str
    found: str
    of: Asked | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Deviation:
    """Why a track does not foresee an event.

    Either nothing leads on from this state (`foreseen_from` says from where it would), or the
    conditions in `failed` did not hold.
    """

    foreseen_from: tuple[str, ...] = ()
    failed: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an event did to one track: moved it, left it on purpose, or was not foreseen."""

    track: str
    before: str
    after: str
    deviation: Deviation | None = None

    @property
    def moved(self) -> bool:
        """Whether the track changed its state."""
        return self.before != self.after

    @property
    def word(self) -> str:
        """One word for it: moved, stayed or deviation."""
        if self.deviation is not None:
            return "deviation"
        return "moved" if self.moved else "stayed"


@dataclass(slots=True)
class _Position:
    """The private object that one track's machine moves about."""

    state_: str = ""


class _TrackMachine:
    """One declared track; its copies share it, since the state is handed in."""

    def __init__(self, key: str, track: Track) -> None:
        self.key = key
        self.track = track
        self._position = _Position()
        machine = transitions.Machine(
            model=None,
            states=list(track.states),
            initial=track.initial,
            model_attribute="state_",  # no id has an underscore: a kind may be called "state"
            auto_transitions=False,  # the default adds to_<state>(), which walks around the rules
            ignore_invalid_triggers=True,
        )
        for rule in track.transitions:
            conditions = _holds(rule) if rule.has_conditions else None
            for kind in rule.on:
                for state in rule.from_:
                    machine.add_transition(kind, state, rule.to, conditions=conditions)
        self._events = machine.events
        self._depends = {
            (kind, state)
            for rule in track.transitions
            if rule.has_conditions
            for kind in rule.on
            for state in rule.from_
        }
        self._known: dict[tuple[str, str, str], Outcome] = {}

    def take(self, name: str, state: str, frozen: Configuration, event: Happening) -> Outcome:
        """Say what the event does to the track in that state.

        Where nothing but kind and state decides, the machine is asked once.
        """
        key = (name, event.kind, state)
        outcome = self._known.get(key)
        if outcome is None:
            outcome = self._ask(name, state, frozen, event)
            if (event.kind, state) not in self._depends:
                self._known[key] = outcome
        return outcome

    def _ask(self, name: str, state: str, frozen: Configuration, event: Happening) -> Outcome:
        position, rules = self._position, self._events[event.kind]
        position.state_ = state
        # the library logs a warning for what is no fault here: an event not foreseen
        if state in rules.transitions and rules.trigger(position, frozen, event):
            return Outcome(name, state, position.state_)
        return Outcome(name, state, state, self._deviation(state, frozen, event))

    def _deviation(self, state: str, frozen: Configuration, event: Happening) -> Deviation:
        rules = [rule for rule in self.track.transitions if event.kind in rule.on]
        here = [rule for rule in rules if state in rule.from_]
        if here:
            return Deviation(failed=tuple(c for r in here for c in _failures(r, frozen, event)))
        return Deviation(tuple(dict.fromkeys(origin for rule in rules for origin in rule.from_)))


def _holds(rule: Transition) -> Callable[[Configuration, Happening], bool]:
    """Give the check of a rule's conditions against the configuration before the event."""
    requires = [(track, frozenset(states)) for track, states in rule.requires.items()]
    unless = [(track, frozenset(states)) for track, states in rule.unless.items()]
    where = list(rule.where.items())

    def holds(frozen: Configuration, event: Happening) -> bool:
        return (
            all(frozen[track] in states for track, states in requires)
            and not any(frozen[track] in states for track, states in unless)
            and all(event.details.get(key) == wanted for key, wanted in where)
        )

    return holds


def unmet(rule: Transition, frozen: Configuration) -> list[Condition]:
    """Give what a rule asks of the configuration before the event and does not find."""
    failures = [
        Condition(
            f"{track} in {' or '.join(states)}", frozen[track], Asked(track, states, is_in=True)
        )
        for track, states in rule.requires.items()
        if frozen[track] not in states
    ]
    failures += [
        Condition(
            f"{track} not in {' or '.join(states)}",
            frozen[track],
            Asked(track, states, is_in=False),
        )
        for track, states in rule.unless.items()
        if frozen[track] in states
    ]
    return failures


def _failures(rule: Transition, frozen: Configuration, event: Happening) -> list[Condition]:
    return unmet(rule, frozen) + [
        Condition(f"{key}: {wanted}", event.details.get(key, "not said"))
        for key, wanted in rule.where.items()
        if event.details.get(key) != wanted
    ]


class Machine:
    """A model made ready to run; `start` and `step` are all there is to it.

    `names` gives the names under each heading for which the model keeps tracks (issues, places,
    third-parties); `start` where tracks begin, if not in the model's initial states. Not to be
    shared between threads.
    """

    def __init__(
        self,
        model: Model,
        names: Mapping[str, tuple[str, ...]],
        start: Configuration | None = None,
    ) -> None:
        every, begun = model.tracks_for(names), start or {}
        self.start: Configuration = MappingProxyType(
            {name: begun.get(name, track.initial) for name, track in every.items()}
        )
        self._by_kind: dict[str, list[_TrackMachine]] = {}
        self._machines: dict[str, _TrackMachine] = {}
        for key, track in model.tracks.items():
            machine = self._machines[key] = _TrackMachine(key, track)
            for kind in track.kinds():
                self._by_kind.setdefault(kind, []).append(machine)

    def concerned(self, event: Happening) -> tuple[str, ...]:
        """Give the tracks that know this kind of event, in the order of the model."""
        return tuple(name for _, name in self._concerned(event))

    def _concerned(self, event: Happening) -> list[tuple[_TrackMachine, str]]:
        found: list[tuple[_TrackMachine, str]] = []
        for machine in self._by_kind.get(event.kind, ()):
            collection = machine.track.for_each
            if collection is None:
                found.append((machine, machine.key))
            else:
                # once per name, however often the event names it
                names = dict.fromkeys(f"{machine.key}/{name}" for name in event.names(collection))
                found.extend((machine, name) for name in names if name in self.start)
        return found

    def step(
        self, configuration: Configuration, event: Happening
    ) -> tuple[Configuration, tuple[Outcome, ...]]:
        """Give the configuration after the event, and what it did to each track it concerns.

        Every condition reads the configuration before the event, so the order of tracks does
        not matter.
        """
        outcomes = self.meet(configuration, event)
        moves = {outcome.track: outcome.after for outcome in outcomes if outcome.moved}
        if not moves:
            return configuration, outcomes
        return MappingProxyType({**configuration, **moves}), outcomes

    def ask(self, track: str, configuration: Configuration, event: Happening) -> Outcome:
        """Give what an event does to one track that it concerns; see `meet`."""
        machine = self._machines[track.partition("/")[0]]
        return machine.take(track, configuration[track], configuration, event)

    def meet(self, configuration: Configuration, event: Happening) -> tuple[Outcome, ...]:
        """Give what an event does to each track of a configuration that it concerns.

        The configuration may hold only some tracks, if with each those that its conditions read.
        """
        return tuple(
            [
                machine.take(name, configuration[name], configuration, event)
                for machine, name in self._concerned(event)
                if name in configuration
            ]
        )
