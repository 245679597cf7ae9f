"""Plan a timeline: gather what is to be drawn of a history, before anything has a place.

A history and what was asked for in, a Plan out. Knows nothing of points or of matplotlib.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from negotiation.chronology import Event
from negotiation.dates import Window
from negotiation.history import History, Step
from negotiation.view.measures import Series, chosen_measures, series
from negotiation.view.quiet import Quiet, quiet_time
from negotiation.view.selection import (
    MOST_FLAGGED,
    Range,
    chosen_tracks,
    copies,
    drawn_range,
    flagged,
    lasts_into,
    overlaps,
    whole_range,
)
from negotiation.view.speech import Speech, english
from negotiation.view.stays import Course, course
from negotiation.view.terms import Party, parties

MOST_LANES, MOST_SERIES = 40, 6


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for; whatever is None is chosen by the file, and else by rule.

    `terms`, `measured` and `dues` say whether the words of the parties, the measures and what was
    due are shown at all;
    `flags`, `lanes` are the most of each.
    """

    tracks: tuple[str, ...] | None = None
    measures: tuple[str, ...] | None = None
    start: str | None = None
    end: str | None = None
    terms: bool = True
    measured: bool = True
    dues: bool = True
    flags: int = MOST_FLAGGED
    lanes: int = MOST_LANES
    quiet: Literal["even", "compressed"] | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be drawn.

    `lanes` hold each track's course, `parties` the words on the issues, `series` the measures;
    `steps` are the events in range, `departing` those that a track does not foresee; `dues` are
    those by whose date something is due. `without_flag` counts the events that should have a flag
    and are too many; `sources` gives the number of each source cited, `speech` the language.
    """

    history: History
    range: Range
    lanes: Mapping[str, Course]
    parties: tuple[Party, ...]
    series: tuple[Series, ...]
    steps: tuple[Step, ...]
    departing: frozenset[str]
    dues: tuple[tuple[Event, Window], ...]
    flagged: tuple[Step, ...]
    without_flag: int
    quiet: Quiet | None
    sources: Mapping[str, int]
    speech: Speech

    @property
    def tracks(self) -> tuple[str, ...]:
        """The tracks that have a lane."""
        return tuple(self.lanes)

    @property
    def told_tracks(self) -> frozenset[str]:
        """The tracks that have a lane, and those of the issues whose terms are told."""
        return frozenset(self.lanes).union(*(party.tracks for party in self.parties))


def make_plan(
    history: History,
    wanted: Wanted = Wanted(),
    speech: Speech | None = None,
    *,
    like: Plan | None = None,
    among: Sequence[History] = (),
) -> Plan:
    """Gather what is drawn, in English if no language is given.

    `like` is a plan that gives the range of time, the quiet time and the numbers of sources;
    `among` are the histories beside which this one is shown, in the same colours.

    Raises UnknownName, DateError, NegotiationError.
    """
    spoken = speech or english(history.zone)
    chosen = _tracks(history, wanted)
    whole = whole_range(history)
    part = like.range if like else drawn_range(history, wanted.start, wanted.end)
    steps = tuple(step for step in history.steps if overlaps(step.window, part))
    with_terms = wanted.terms and not set(chosen) & set(copies(history, "issues"))
    measures = _measures(history, wanted) if wanted.measured else ()
    numbers = (
        like.sources
        if like
        else _numbers(history, (*chosen, *copies(history, "issues")), steps, measures, part)
    )
    lanes = {track: course(history, track, whole, numbers, spoken, among) for track in chosen}
    compressed = (wanted.quiet or history.chronology.figure.quiet) == "compressed"
    flags, without = flagged(history, steps, chosen, wanted.flags)
    return Plan(
        history=history,
        range=part,
        lanes=_titled(history, lanes, spoken),
        parties=parties(history, whole, part, numbers, spoken) if with_terms else (),
        series=tuple(series(history, key, part, numbers, spoken) for key in measures),
        steps=steps,
        departing=frozenset(departure.step.event.id for departure in history.deviations),
        dues=tuple(_dues(history, part)) if wanted.dues else (),
        flagged=flags,
        without_flag=without,
        quiet=like.quiet if like else quiet_time(history, part) if compressed else None,
        sources=numbers,
        speech=spoken,
    )


def _tracks(history: History, wanted: Wanted) -> tuple[str, ...]:
    """Give the tracks asked for, else those that the file wants, else those chosen by rule."""
    if not history.steps:
        return ()
    names = wanted.tracks
    lanes = history.chronology.figure.tracks
    if names is None and lanes:
        names = tuple(lane.track for lane in lanes)
    return chosen_tracks(history, names)[: wanted.lanes]


def _measures(history: History, wanted: Wanted) -> tuple[str, ...]:
    names = wanted.measures
    if names is None and history.chronology.figure.measures is not None:
        known = history.chronology.measures  # fewer than the file lists, if sources were left out
        names = tuple(key for key in history.chronology.figure.measures if key in known)
    return chosen_measures(history, names)[:MOST_SERIES]


def _titled(history: History, lanes: Mapping[str, Course], speech: Speech) -> dict[str, Course]:
    """Call lanes as the file wants."""
    titles = {lane.track: lane.title for lane in history.chronology.figure.tracks if lane.title}
    return {
        track: one.called(speech.label(titles[track])) if track in titles else one
        for track, one in lanes.items()
    }


def _dues(history: History, part: Range) -> Iterator[tuple[Event, Window]]:
    """Give the events of kinds by whose date something is due, also those only announced."""
    dated = [*((step.event, step.window) for step in history.steps), *history.unmoved]
    for event, window in dated:
        kind = history.chronology.model.kinds.get(event.kind)
        if kind is not None and kind.due and overlaps(window, part):
            yield event, window


def _numbers(
    history: History,
    tracks: Iterable[str],
    steps: Iterable[Step],
    measures: Iterable[str],
    part: Range,
) -> dict[str, int]:
    """Give numbers to the sources behind whatever is drawn in range, in the order of the file."""
    events = [step.event.id for step in steps]
    events += [event.id for event, _ in _dues(history, part)]
    for track in tracks:
        for span in history.spans(track):
            if lasts_into(span, part):
                events.extend(span.events)
    used = set(history.sources_of(events))
    for key in measures:
        used |= {value.source for value in history.chronology.measures[key].values}
    cited = (key for key in history.chronology.sources if key in used)
    return {key: number for number, key in enumerate(cited, 1)}
