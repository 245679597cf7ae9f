"""Plan a timeline: gather what is to be drawn of a history, before anything has a place.

A history and what was asked for in, a Plan out. Knows nothing of points or of matplotlib.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from negotiation.dates import Window
from negotiation.event import Event
from negotiation.history import History, Step
from negotiation.view.measures import Series, chosen_measures, series, shown_sources
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
DUE = {"actual", "announced", "scheduled"}  # what is said of a date by which something is due


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for; whatever is None is chosen by the file, and else by rule.

    `terms`, `measured` and `dues` say whether there is room for the words of the parties, for
    measures that nobody asked for, and for what was due; `flags`, `lanes` are the most of each.
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
    `steps` are the events in range: `departing` are those that a track does not foresee in any
    order, `perhaps_departing` in some, `disputed` those that one report denies. `dues` are dates
    by which something is due, `dues_left` counts those that are not drawn. `without_flag` counts
    the events that should have a flag and are too many; `sources` gives the number of each source
    cited, `speech` the language.
    """

    history: History
    range: Range
    lanes: Mapping[str, Course]
    parties: tuple[Party, ...]
    series: tuple[Series, ...]
    steps: tuple[Step, ...]
    departing: frozenset[str]
    perhaps_departing: frozenset[str]
    disputed: frozenset[str]
    dues: tuple[tuple[Event, Window], ...]
    dues_left: int
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
    def is_undated(self) -> bool:
        """Whether no report dates an event, so that places on the page say nothing of time."""
        windows = (step.window for step in self.history.steps)
        dated = (window.earliest is not None or window.latest is not None for window in windows)
        return self.history.record is None and not any(dated)

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

    `among` are the histories beside which this one is shown, in the same colours and with the same
    numbers of sources; `like` is the plan of the first one, which gives the range of time and the
    quiet time.
    Raises UnknownName, DateError, NegotiationError.
    """
    spoken = speech or english(history.zone)
    chosen = _tracks(history, wanted)
    whole = whole_range(history)
    part = like.range if like else drawn_range(history, wanted.start, wanted.end)
    steps = tuple(step for step in history.steps if overlaps(step.window, part))
    dues = tuple(_dues(history, part))
    numbers = _numbers(among or [history], wanted, part)
    lanes = {track: course(history, track, whole, numbers, spoken, among) for track in chosen}
    flags, without = flagged(history, steps, chosen, wanted.flags)
    departures = history.deviations
    always = frozenset(departure.step.event.id for departure in departures if departure.always)
    ever = frozenset(departure.step.event.id for departure in departures)
    return Plan(
        history=history,
        range=part,
        lanes=_titled(history, lanes, spoken),
        parties=(
            parties(history, whole, part, numbers, spoken)
            if _shows_terms(history, chosen, wanted)
            else ()
        ),
        series=tuple(
            series(history, key, part, numbers, spoken) for key in _measures(history, wanted)
        ),
        steps=steps,
        departing=always,
        perhaps_departing=ever - always,
        disputed=frozenset(step.event.id for step in steps if step.event.is_disputed),
        dues=dues if wanted.dues else (),
        dues_left=0 if wanted.dues else len(dues),
        flagged=flags,
        without_flag=without,
        quiet=like.quiet if like else _quiet(history, wanted, part),
        sources=numbers,
        speech=spoken,
    )


def _quiet(history: History, wanted: Wanted, part: Range) -> Quiet | None:
    compressed = (wanted.quiet or history.chronology.figure.quiet) == "compressed"
    return quiet_time(history, part) if compressed and history.record is not None else None


def _tracks(history: History, wanted: Wanted) -> tuple[str, ...]:
    """Give the tracks asked for, else those that the file wants, else those chosen by rule."""
    if not history.steps:
        return ()
    names = wanted.tracks
    if names is None and history.chronology.figure.tracks:
        names = tuple(_of_file(history))
    return chosen_tracks(history, names)[: wanted.lanes]


def _of_file(history: History) -> Iterator[str]:
    """Give the tracks that the file lists, but for those of which no copy has moved yet."""
    for lane in history.chronology.figure.tracks:
        moved = (track for track in history.tracks if track.startswith(f"{lane.track}/"))
        if lane.track in history.tracks or any(len(history.spans(track)) > 1 for track in moved):
            yield lane.track


def _measures(history: History, wanted: Wanted) -> tuple[str, ...]:
    """Give the measures asked for, else if there is room those of the file, or by rule."""
    if wanted.measures is not None:
        return chosen_measures(history, wanted.measures)
    if not wanted.measured:
        return ()
    names = history.chronology.figure.measures
    if names is not None:
        known = history.chronology.measures  # fewer than the file lists, if sources were left out
        names = tuple(key for key in names if key in known)
    return chosen_measures(history, names)[:MOST_SERIES]


def _titled(history: History, lanes: Mapping[str, Course], speech: Speech) -> dict[str, Course]:
    """Call lanes as the file wants; the title of a track that has copies stands above theirs."""
    titles = {lane.track: lane.title for lane in history.chronology.figure.tracks if lane.title}
    called = {}
    for track, one in lanes.items():
        base = track.partition("/")[0]
        if track in titles:
            one = one.called(speech.label(titles[track]))
        elif base in titles:
            one = one.under(speech.label(titles[base]))
        called[track] = one
    return called


def _shows_terms(history: History, tracks: Iterable[str], wanted: Wanted) -> bool:
    """Say whether the words on the issues are told: not if their tracks have lanes."""
    return wanted.terms and not set(tracks) & set(copies(history, "issues"))


def _dues(history: History, part: Range) -> Iterator[tuple[Event, Window]]:
    """Give the dates by which something is due, said to be or to come; not those only denied."""
    every = [*((step.event, step.window) for step in history.steps), *history.unmoved]
    for event, window in every:
        kind = history.chronology.model.kinds.get(event.kind)
        told = any(report.modality in DUE for report in event.reports)
        dated = window.earliest is not None or window.latest is not None
        if kind is not None and kind.due and told and dated and overlaps(window, part):
            yield event, window


def _numbers(histories: Sequence[History], wanted: Wanted, part: Range) -> dict[str, int]:
    """Give numbers to the sources behind whatever is drawn in range, in the order of the file."""
    used = {key for history in histories for key in _cited(history, wanted, part)}
    order = dict.fromkeys(key for history in histories for key in history.chronology.sources)
    return {key: number for number, key in enumerate((k for k in order if k in used), 1)}


def _cited(history: History, wanted: Wanted, part: Range) -> set[str]:
    """Give the sources of the events, stays, terms, dues and values that are drawn."""
    tracks = _tracks(history, wanted)
    if _shows_terms(history, tracks, wanted):
        tracks = (*tracks, *copies(history, "issues"))
    events = [step.event.id for step in history.steps if overlaps(step.window, part)]
    if wanted.dues:
        events += [event.id for event, _ in _dues(history, part)]
    for track in tracks:
        for span in history.spans(track):
            if lasts_into(span, part):
                events.extend(span.events)
    used = set(history.sources_of(events))
    for key in _measures(history, wanted):
        used |= shown_sources(history, key, part)
    return used
