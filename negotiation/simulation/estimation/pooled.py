"""Estimate the rates of a model from one record or several: what each state led to, how soon.

Chronologies in, an Estimate out: for every transition how often it was taken, in how much time in
its state, and an interval of its rate. Copies of a track, one for each issue or place, count as
one: the model says the same of all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from negotiation.chronology import Chronology
from negotiation.errors import NegotiationError
from negotiation.model import Model, Track
from negotiation.near import quoted
from negotiation.replay import replay
from negotiation.simulation.estimation.observed import Done, Held, Observed
from negotiation.simulation.estimation.rates import (
    NOTHING,
    Interval,
    Range,
    rate,
    share,
    together,
)
from negotiation.simulation.estimation.waits import Uncounted, Waits, uncounted, waits


@dataclass(frozen=True)
class Taken:
    """What one kind of event does to a track in one state, and how often it did.

    `to` is None where the track stays. The exposure, in seconds, is all time in that state, in the
    records whose models foresee this. `share` is of all exits foreseen, by the records whose models
    foresee them all: the others could not have taken the rest. A stay is no exit. `at_once` says
    how many of the counts come from one event, for it may feed several copies: 1 if none does.
    """

    kind: str
    to: str | None
    events: Range
    exposure: Range
    rate: Interval
    share: Interval | None = None
    at_once: float = 1.0


@dataclass(frozen=True)
class InState:
    """A state of a track: time in it, how often it was left, and what happened to it there.

    `cut_off` says in how many records the stay was not over when the record ended: time in which
    it was not left, and that is all that is known of it. `opened` says that a record may begin with
    an event that left it: that one is not counted.
    """

    state: str
    exposure: Range
    left: Range
    cut_off: Range
    opened: bool
    taken: tuple[Taken, ...]

    @property
    def exits(self) -> tuple[Taken, ...]:
        """What leads out of it."""
        return tuple(one for one in self.taken if one.to is not None)


@dataclass(frozen=True)
class TrackRates:
    """A track of the model: its states that records were in, and those that none was in.

    `copies` is how many tracks it stands for, over the records named in `seen_in`.
    """

    track: str
    for_each: str | None
    copies: int
    seen_in: tuple[str, ...]
    states: tuple[InState, ...]
    never: tuple[str, ...]


@dataclass(frozen=True)
class Estimate:
    """What some records say of how fast things happen, and of what they say nothing.

    `model` is the one that the others are part of, None if there is none; `apart` are tracks that
    have one name and other rules in different models, and are left out.
    """

    observed: tuple[Observed, ...]
    model: Model | None
    tracks: tuple[TrackRates, ...]
    apart: tuple[str, ...]
    waits: Waits
    uncounted: tuple[Uncounted, ...]


def estimate(chronologies: Mapping[str, Chronology]) -> Estimate:
    """Estimate rates from the records of some chronologies, each under the name to be shown.

    Raises NegotiationError if one has no record, or if their models share no track; NotInstalled
    without scipy.
    """
    observed = _observed(chronologies)
    models = [one.history.chronology.model for one in observed]
    shared, apart = _shared(models)
    if not shared:
        names = ", ".join(quoted(name) for name in chronologies)
        why = f": tracks of one name have other rules there ({', '.join(apart)})" if apart else ""
        raise NegotiationError(
            f"the models of {names} share no track{why}; estimate each by itself"
        )
    every = dict.fromkeys(key for model in models for key in model.tracks if key not in apart)
    largest = [m for m in models if not apart and all(_holds(m, other) for other in models)]
    return Estimate(
        observed,
        largest[0] if largest else None,
        tuple(_track(key, observed) for key in every),
        apart,
        waits(observed),
        tuple(uncounted(observed)),
    )


def _observed(chronologies: Mapping[str, Chronology]) -> tuple[Observed, ...]:
    found = {name: replay(one) for name, one in chronologies.items()}
    empty = [quoted(name) for name, history in found.items() if history.record is None]
    if empty:
        raise NegotiationError(
            f"there is no record in {', '.join(empty)}: no source in use says of anything that it "
            "happened; leave it out"
        )
    return tuple(Observed(name, h, h.record) for name, h in found.items() if h.record is not None)


# --- models --------------------------------------------------------------------------------------


def _shared(models: Sequence[Model]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the tracks that all models have, and those of one name that are not one track."""
    every = dict.fromkeys(key for model in models for key in model.tracks)
    apart = []
    for key in every:
        forms = [model.tracks[key] for model in models if key in model.tracks]
        if not all(_extends(a, b) or _extends(b, a) for a in forms for b in forms):
            apart.append(key)
    common = (key for key in every if all(key in model.tracks for model in models))
    return tuple(key for key in common if key not in apart), tuple(apart)


def _extends(whole: Track, part: Track) -> bool:
    """Say whether one track is the other, or adds states and transitions to it."""
    return (
        (whole.initial, whole.for_each) == (part.initial, part.for_each)
        and whole.states.keys() >= part.states.keys()
        and all(rule in whole.transitions for rule in part.transitions)
    )


def _holds(whole: Model, part: Model) -> bool:
    return all(
        key in whole.tracks and _extends(whole.tracks[key], track)
        for key, track in part.tracks.items()
    )


# --- one track -----------------------------------------------------------------------------------


def _track(key: str, observed: Iterable[Observed]) -> TrackRates:
    """Estimate one declared track from the records whose models have it, copies taken together."""
    having = [one for one in observed if key in one.history.chronology.model.tracks]
    forms = [one.history.chronology.model.tracks[key] for one in having]
    found = [
        _state(key, state, having)
        for state in dict.fromkeys(state for form in forms for state in form.states)
    ]
    return TrackRates(
        key,
        forms[0].for_each,
        sum(len(list(_copies(one, key))) for one in having),
        tuple(one.name for one in having),
        tuple(one for one in found if one.exposure.high),
        tuple(one.state for one in found if not one.exposure.high),
    )


def _copies(one: Observed, key: str) -> Iterator[str]:
    return (name for name in one.history.tracks if name.partition("/")[0] == key)


@dataclass(frozen=True)
class _Seen:
    """What one record shows of a state, over all copies of the track."""

    foreseen: frozenset[Done]
    exposure: Range
    left: Range
    cut_off: Range
    opened: bool
    done: Mapping[Done, Range]
    by_event: Mapping[Done, Mapping[str, float]]


def _seen(one: Observed, key: str, state: str) -> _Seen:
    exposure, left, cut_off = NOTHING, NOTHING, NOTHING
    opened = False
    done: dict[Done, Range] = {}
    by_event: dict[Done, Counter[str]] = {}
    for track in _copies(one, key):
        exposure += one.exposure(track, _standing(track, state))
        left += one.left(track, state)
        cut_off += one.cut_off(track, state)
        opened = opened or one.opens_out_of(track, state)
        for event, did, counted in one.told(track, state):
            done[did] = done.get(did, NOTHING) + counted
            by_event.setdefault(did, Counter())[event] += int(counted.high)
    foreseen = frozenset(_foreseen(one.history.chronology.model.tracks[key], state))
    return _Seen(foreseen, exposure, left, cut_off, opened, done, by_event)


def _standing(track: str, state: str) -> Held:
    return lambda configuration: configuration[track] == state


def _foreseen(track: Track, state: str) -> Iterator[Done]:
    """Give what the model says may happen to a track in a state."""
    for rule in track.transitions:
        if state in rule.from_:
            to = None if rule.to == state else rule.to
            yield from ((kind, to) for kind in rule.on)


def _state(key: str, state: str, having: Sequence[Observed]) -> InState:
    seen = [_seen(one, key, state) for one in having]
    tracks = (one.history.chronology.model.tracks[key] for one in having)
    foreseen = dict.fromkeys(did for track in tracks for did in _foreseen(track, state))
    return InState(
        state,
        sum((one.exposure for one in seen), NOTHING),
        sum((one.left for one in seen), NOTHING),
        sum((one.cut_off for one in seen), NOTHING),
        any(one.opened for one in seen),
        tuple(
            _taken(did, seen, [one for one in foreseen if one[1] is not None]) for did in foreseen
        ),
    )


def _taken(did: Done, seen: Iterable[_Seen], exits: Sequence[Done]) -> Taken:
    having = [one for one in seen if did in one.foreseen]
    events = sum((one.done.get(did, NOTHING) for one in having), NOTHING)
    exposure = sum((one.exposure for one in having), NOTHING)
    at_once = _at_once(having, [did])
    of_exits = _share(did, having, exits) if did in exits else None
    return Taken(*did, events, exposure, rate(events, exposure, at_once), of_exits, at_once)


def _at_once(seen: Iterable[_Seen], dids: Iterable[Done]) -> float:
    """Give how many copies an event did one of some things to, as `together` weighs it."""
    every = (one.by_event.get(did, {}).values() for one in seen for did in dids)
    return together(number for numbers in every for number in numbers)


def _share(did: Done, having: Iterable[_Seen], exits: Sequence[Done]) -> Interval:
    """Give an exit's share, by the records in which each of the exits could have been taken."""
    if len(exits) == 1:
        return Interval(1.0, 1.0)
    whole = [one for one in having if one.foreseen.issuperset(exits)]
    own = sum((one.done.get(did, NOTHING) for one in whole), NOTHING)
    left = sum((one.left for one in whole), NOTHING)
    others = Range(max(left.low - own.high, 0), max(left.high - own.low, 0))
    return share(own, others, _at_once(whole, exits))
