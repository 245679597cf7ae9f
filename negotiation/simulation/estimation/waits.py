"""Estimate how long each kind of event waits while the model allows it, for use as assumptions.

Records in, waits out. Of one record the events feed just the names (issues, places, third parties)
that they fed there, so that a wait may end in several ways; of several records, which have names of
their own, one wait stands for every name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Literal

from negotiation.assumptions import EACH
from negotiation.event import Event
from negotiation.history import Step
from negotiation.model import Model, Track
from negotiation.simulation.estimation.observed import Observed
from negotiation.simulation.estimation.rates import (
    NOTHING,
    Interval,
    Range,
    median,
    rate,
    together,
)
from negotiation.simulation.tables import Occurrence

Why = Literal["opens", "outside", "no-track", "not-foreseen", "announced"]
Names = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Ending:
    """A sort of event that a wait may end with, and how often it did."""

    sort: Occurrence
    events: Range


@dataclass(frozen=True)
class WaitSeen:
    """How long a kind of event waits while the model allows it: events, exposure, 95 % interval.

    `mean` is the number that goes into a file of assumptions, in seconds: the median of the mean
    wait. It is one choice inside the interval, and no more than that. None where nothing bounds
    the rate, for the sources allow that there was no exposure at all. `at_once` says how many of
    the counts come from one event, for it may feed several names: 1 if none does.
    """

    name: str
    kind: str
    endings: tuple[Ending, ...]
    events: Range
    exposure: Range
    rate: Interval
    mean: float | None
    at_once: float = 1.0


@dataclass(frozen=True)
class Unseen:
    """A kind of event that did not end any wait in the record, and how often it can be at most.

    Where it feeds tracks of which there is one for each issue, place or third party, `each` has
    these headings: time is summed over the names, and the rate is that of one of them.
    """

    kind: str
    exposure: Range
    rate: Interval
    each: tuple[str, ...] = ()


@dataclass(frozen=True)
class Waits:
    """The kinds that were seen, and those that were not though some track has a rule for them."""

    seen: tuple[WaitSeen, ...]
    unseen: tuple[Unseen, ...]


@dataclass(frozen=True)
class Uncounted:
    """An event that ends no wait, and why; on a track that foresees it, it may count all the same.

    It opens the record, lies outside it, concerns no track, deviates on one, or was never reported
    as something that happened.
    """

    record: str
    event: str
    kind: str
    why: Why


def waits(observed: Sequence[Observed]) -> Waits:
    """Estimate a wait for each kind of event that some track has a rule for."""
    seen: list[WaitSeen] = []
    unseen: list[Unseen] = []
    models = [one.history.chronology.model for one in observed]
    for kind in dict.fromkeys(k for model in models for k in model.kinds if _tracks(model, k)):
        having = [one for one in observed if _tracks(one.history.chronology.model, kind)]
        shapes = _shapes(kind, having, each=len(observed) > 1)
        found = [_wait(kind, shape, having) for shape in shapes]
        counted = [one for one in found if one is not None]
        seen += _named(counted)
        if not counted:
            unseen.append(_unseen(kind, having))
    return Waits(tuple(seen), tuple(unseen))


def _tracks(model: Model, kind: str) -> list[Track]:
    return [track for track in model.tracks.values() if kind in track.kinds()]


def _named(found: Sequence[WaitSeen]) -> Iterator[WaitSeen]:
    """Give each wait a name: its kind, or one made longer by what it feeds if there are several."""
    for one in found:
        fed = "-".join(heading for heading in one.endings[0].sort.fed) or "alone"
        name = one.kind if len(found) == 1 else f"{one.kind}-{fed}"
        yield replace(one, name=name)


# --- sorts of event ------------------------------------------------------------------------------


def _shapes(kind: str, having: Iterable[Observed], *, each: bool) -> list[list[Occurrence]]:
    """Give the sorts of event of a kind that happened, those of one wait together."""
    sorts: dict[object, Occurrence] = {}
    for one in having:
        for step in one.history.steps:
            sort = _sort(one, step.event)
            if step.event.kind == kind and one.readings.machine.concerned(sort):
                sort = _for_each(sort) if each else sort
                sorts.setdefault(sort.key, sort)
    shapes: dict[object, list[Occurrence]] = {}
    for sort in sorts.values():
        shapes.setdefault(tuple(sort.fed) if each else None, []).append(sort)
    return list(shapes.values())


def _sort(one: Observed, event: Event) -> Occurrence:
    """Give an event without what decides nothing: other details, and names that no track has."""
    tracks = _tracks(one.history.chronology.model, event.kind)
    asked = {key for track in tracks for rule in track.transitions for key in rule.where}
    topics = one.history.chronology.topics()
    fed = {
        heading: tuple(name for name in event.names(heading) if name in topics.get(heading, ()))
        for heading in dict.fromkeys(track.for_each for track in tracks if track.for_each)
    }
    details = {key: value for key, value in event.details.items() if key in asked}
    return Occurrence(
        event.kind, details, {heading: names for heading, names in fed.items() if names}
    )


def _for_each(sort: Occurrence) -> Occurrence:
    return Occurrence(sort.kind, sort.details, dict.fromkeys(sort.fed, (EACH,)))


def _choices(one: Observed, sorts: Iterable[Occurrence]) -> list[Names]:
    """Give the names that `each` stands for in a record, one choice at a time."""
    topics = one.history.chronology.topics()
    headings = dict.fromkeys(h for sort in sorts for h, names in sort.fed.items() if EACH in names)
    choices = [[(heading, name) for name in topics.get(heading, ())] for heading in headings]
    return [{heading: (name,) for heading, name in chosen} for chosen in product(*choices)]


def _chosen(sort: Occurrence, names: Names) -> Occurrence:
    fed = {h: names[h] if EACH in given else given for h, given in sort.fed.items()}
    return Occurrence(sort.kind, sort.details, fed)


# --- a kind that was seen ------------------------------------------------------------------------


def _wait(kind: str, sorts: Sequence[Occurrence], having: Sequence[Observed]) -> WaitSeen | None:
    """Estimate one wait; None if no event counts, or none was allowed for any time."""
    every = {sort.key: [n for one in having for n in _events(one, sort)] for sort in sorts}
    endings = [Ending(sort, sum(every[sort.key], NOTHING)) for sort in sorts]
    endings = [ending for ending in endings if ending.events.high]
    events = sum((ending.events for ending in endings), NOTHING)
    exposure = sum((_exposure(one, [e.sort for e in endings]) for one in having), NOTHING)
    if not events.high or not exposure.high:
        return None
    at_once = together(number.high for numbers in every.values() for number in numbers)
    found = rate(events, exposure, at_once)
    mean = 1 / median(events, exposure, at_once) if exposure.low else None
    return WaitSeen(kind, kind, tuple(endings), events, exposure, found, mean, at_once)


def _exposure(one: Observed, sorts: Sequence[Occurrence]) -> Range:
    """Give for how long a record allowed one of these sorts, summed over what `each` stands for."""
    times = (
        one.allowed([_chosen(sort, names) for sort in sorts]) for names in _choices(one, sorts)
    )
    return sum(times, NOTHING)


def _events(one: Observed, sort: Occurrence) -> Iterator[Range]:
    """Give for each event of a record how often it is of a sort where the model allowed it.

    Of `each`, once for every name that it feeds.
    """
    for step in one.history.steps:
        own = _sort(one, step.event)
        chosen = [(names, _chosen(sort, names)) for names in _choices(one, [sort])]
        yield sum(
            (
                one.taken(step, one.readings.machine.concerned(each))
                for names, each in chosen
                if _is(own, each, exactly=not names)
            ),
            NOTHING,
        )


def _is(own: Occurrence, chosen: Occurrence, *, exactly: bool) -> bool:
    if exactly:
        return own.key == chosen.key
    return (
        (own.kind, own.details) == (chosen.kind, chosen.details)
        and own.fed.keys() == chosen.fed.keys()
        and all(set(names) <= set(own.fed[heading]) for heading, names in chosen.fed.items())
    )


# --- what was not seen, and what does not count ---------------------------------------------------


def _unseen(kind: str, having: Sequence[Observed]) -> Unseen:
    """Say for how long a kind was allowed with whatever details and names, and did not come."""
    exposure, over = NOTHING, dict[str, None]()
    for one in having:
        topics = one.history.chronology.topics()
        tracks = _tracks(one.history.chronology.model, kind)
        named = [str(t.for_each) for t in tracks if t.for_each and topics[t.for_each]]
        wheres = [{}, *(r.where for track in tracks for r in track.transitions if kind in r.on)]
        each: dict[str, tuple[str, ...]] = dict.fromkeys(named, (EACH,))
        sorts = {sort.key: sort for sort in (Occurrence(kind, where, each) for where in wheres)}
        exposure += _exposure(one, list(sorts.values()))
        over |= dict.fromkeys(named)
    return Unseen(kind, exposure, rate(NOTHING, exposure), tuple(over))


def uncounted(observed: Iterable[Observed]) -> Iterator[Uncounted]:
    """Give every event that ends no wait, and why."""
    for one in observed:
        for step in one.history.steps:
            why = _why(one, step)
            if why is not None:
                yield Uncounted(one.name, step.event.id, step.event.kind, why)
        for event, _ in one.history.unmoved:
            yield Uncounted(one.name, event.id, event.kind, "announced")


def _why(one: Observed, step: Step) -> Why | None:
    effects = one.effects(step)
    if not effects:
        return "no-track"
    if one.opening == (step,):
        return "opens"
    if not one.counts(step, surely=True, possibly=True).high:
        return "outside"
    if not one.taken(step, effects).high:
        return "not-foreseen"
    return None
