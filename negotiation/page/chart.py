"""Chart: everything that is drawn of a history, each part in its place.

A cast in; calendar, rail, lanes, terms of the parties and measures out, in per cent of the
drawing's width. How they are set as SVG: see chart.html.jinja.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from negotiation.page.across import NOWHERE, WIDTHS, Across
from negotiation.page.bars import Lane, lane
from negotiation.page.cast import Cast
from negotiation.page.offers import Terms, terms
from negotiation.page.points import Strip, strip
from negotiation.page.rail import Rail, rail
from negotiation.view.calendar import parts
from negotiation.view.colours import shade
from negotiation.view.lettering import width
from negotiation.view.measures import chosen_measures, series
from negotiation.view.selection import moved
from negotiation.view.stays import course, hue_of
from negotiation.view.terms import parties

MARK_LIGHTNESS, DAY_SIZE, APART = 0.58, 12.0, 8.0


@dataclass(frozen=True, slots=True)
class Tick:
    """A part of the calendar: where it begins, its middle and name, and where that has room."""

    x: float
    middle: float
    name: str
    least: int


@dataclass(frozen=True, slots=True)
class Drawn:
    """A track: its name and its lane."""

    name: str
    lane: Lane


@dataclass(frozen=True, slots=True)
class Lanes:
    """Lanes that stand together; those under a name are folded."""

    name: str
    lanes: tuple[Drawn, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """The whole drawing."""

    ticks: tuple[Tick, ...]
    rail: Rail
    groups: tuple[Lanes, ...]
    parties: tuple[Terms, ...]
    strips: tuple[Strip, ...]


def chart(cast: Cast) -> Chart | None:
    """Draw a history; None where there is nothing to draw."""
    history, numbers, speech = cast.history, cast.numbers, cast.speech
    if history.record is None:
        return None
    whole = cast.range
    across = Across(whole.start, whole.end, speech.direction == "rtl")
    departing = [departure.step.event.id for departure in history.deviations]
    groups = (
        Lanes(
            group.name,
            tuple(
                Drawn(
                    cast.name(track), lane(across, course(history, track, whole, numbers, speech))
                )
                for track in group.tracks
            ),
        )
        for group in cast.groups
    )
    said = parties(history, whole, whole, numbers, speech)
    measured = (
        series(history, key, whole, numbers, speech) for key in chosen_measures(history, None)
    )
    return Chart(
        tuple(_ticks(cast, across)),
        rail(across, cast.events, _tints(cast), departing),
        tuple(groups),
        tuple(terms(across, party) for party in said),
        tuple(strip(across, one) for one in measured if one.points),
    )


def _tints(cast: Cast) -> dict[str, str]:
    """Give each event the colour of the first lane that it moves, if it moves one."""
    tints = {}
    for step in cast.history.steps:
        lanes = moved(step, cast.tracks)
        if lanes:
            tints[step.event.id] = shade(hue_of(cast.history, lanes[0]), MARK_LIGHTNESS)
    return tints


def _ticks(cast: Cast, across: Across) -> Iterator[Tick]:
    """Tick the calendar, and name every part, every second or every fourth, as there is room."""
    found = parts(across.start, across.end, cast.history.zone, cast.speech.short_month)
    broad = max((width(part.name, DAY_SIZE) for part in found), default=0.0) + APART
    steps = [_step(broad, page, len(found)) for page in WIDTHS]
    for number, part in enumerate(found):
        middle = (part.start + part.end) / 2
        least = next((n for n, step in enumerate(steps) if number % step == 0), NOWHERE)
        yield Tick(across.place(part.start), across.place(middle), part.name, least)


def _step(broad: float, page: float, count: int) -> int:
    step = 1
    while broad * count > page * step:
        step *= 2
    return step


def shades_of(drawn: Chart | None) -> Sequence[str]:
    """Give every colour of a bar or mark, each once."""
    if drawn is None:
        return ()
    lanes = [one.lane for group in drawn.groups for one in group.lanes]
    used = [bar.shade for one in lanes for bar in one.bars]
    return tuple(dict.fromkeys([*used, *(mark.tint for mark in drawn.rail.marks)]))
