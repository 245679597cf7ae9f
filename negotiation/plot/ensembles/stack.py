"""Draw states as areas on one another, or, where several starts are open, as one row each.

Shares over time in, artists by state out. A name stands in its area where it fits, else beside it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.artist import Artist
from matplotlib.collections import PolyCollection
from matplotlib.lines import Line2D
from matplotlib.text import Text

from negotiation.plot.ensembles.courses import Course
from negotiation.plot.ensembles.frame import Numbers, area, depths, spread
from negotiation.plot.lettering import Face, width, wrap
from negotiation.plot.sheet import Sheet
from negotiation.view.colours import INK, PAGE, RULE, SOFT, ink, shade
from negotiation.view.speech import Speech

INSIDE, NAME, NUMBER, TICK = Face(9), Face(8.5), Face(9, bold=True), Face(7.5)
INSET, LEADER, AFTER_NUMBER, ROOM = 4.0, 12.0, 4.0, 120.0
EVEN = 0.005  # shares as near as that are as good a place for a name
NEAR_THE_END = 0.6  # of the time: from there on a name in its area is seen with the share
ROW_BETWEEN, SURE, OPEN = 9.0, 0.52, 0.82


@dataclass(frozen=True, slots=True)
class Stack:
    """The artists of the states, by state; those in `unlabelled` have no name on the page."""

    areas: Mapping[str, tuple[PolyCollection, ...]]
    names: Mapping[str, tuple[Text, ...]]
    numbers: Mapping[str, tuple[Text, ...]]
    leaders: tuple[Line2D, ...]
    ticks: tuple[Artist, ...]
    tick_names: tuple[Text, ...]
    unlabelled: tuple[str, ...]
    top: float
    foot: float
    bottom: float


@dataclass(frozen=True, slots=True)
class _Layer:
    """A state in the stack: what lies below it, and where its name fits in it."""

    course: Course
    below: Numbers
    above: Numbers
    inside: tuple[float, float] | None
    is_near_the_end: bool


# --- one start: areas on one another -------------------------------------------------------------


def tail(courses: Sequence[Course], sheet: Sheet, high: float, moments: Numbers) -> float:
    """Give how much room the labels beside the areas take."""
    layers = _layers(courses, sheet, high, moments)
    return max((_broad(layer) for layer in layers if layer.course.last[0].count), default=0.0)


def draw_stack(
    sheet: Sheet,
    courses: Sequence[Course],
    shades: Mapping[str, str],
    moments: Numbers,
    top: float,
    high: float,
    speech: Speech,
) -> Stack:
    """Draw states on one another from `top` down, the first one at the bottom."""
    layers = _layers(courses, sheet, high, moments)
    high = max(high, sum(_heights(layers)) - NUMBER.leading / 2)
    layers, foot = _layers(courses, sheet, high, moments), top + high
    areas, names = _draw_areas(sheet, layers, shades, moments, foot, high)
    numbers, beside, leaders, reach = _draw_beside(sheet, layers, foot, high, top)
    names = {state: (*names.get(state, ()), *beside.get(state, ())) for state in names | beside}
    ticks, tick_names = draw_ticks(sheet, moments[0], top, high, speech)
    return Stack(
        areas=areas,
        names=names,
        numbers=numbers,
        leaders=leaders,
        ticks=ticks,
        tick_names=tick_names,
        unlabelled=tuple(layer.course.state for layer in layers if layer.course.state not in names),
        top=top,
        foot=foot,
        bottom=max(foot, reach),
    )


_Areas = dict[str, tuple[PolyCollection, ...]]
_Names = dict[str, tuple[Text, ...]]


def _draw_areas(
    sheet: Sheet,
    layers: Sequence[_Layer],
    shades: Mapping[str, str],
    moments: Numbers,
    foot: float,
    high: float,
) -> tuple[_Areas, _Names]:
    """Fill the areas, with a thin line between them, and write the names that fit into them."""
    areas: _Areas = {}
    names: _Names = {}
    for layer in layers:
        upper, lower = (depths(line, foot, high) for line in (layer.above, layer.below))
        state = layer.course.state
        areas[state] = (area(sheet, moments, upper, lower, shades[state]),)
        sheet.rule(list(zip(moments, upper, strict=True)), color=PAGE, lw=0.7, zorder=3)
        if layer.inside is not None:
            place, middle = layer.inside
            top, colour = foot - middle * high - INSIDE.leading / 2, ink([shades[state]]) or INK
            name = [layer.course.name]
            names[state] = sheet.write(name, place, top, INSIDE, colour=colour, align="center")
    return areas, names


def _layers(courses: Sequence[Course], sheet: Sheet, high: float, moments: Numbers) -> list[_Layer]:
    below = np.zeros(len(moments))
    places = np.array([sheet.scale.place(at) for at in moments])
    found = []
    for course in courses:
        above = below + course.first
        inside = _fitted(course.name, places, below, above, high)
        near = inside is not None and inside[0] > places[0] + NEAR_THE_END * (
            places[-1] - places[0]
        )
        found.append(_Layer(course, below, above, inside, near))
        below = above
    return found


def _fitted(
    name: str, places: Numbers, below: Numbers, above: Numbers, high: float
) -> tuple[float, float] | None:
    """Give the place and the share at which a name fits best into its area; None if nowhere."""
    broad, tall = width(name, INSIDE) + 2 * INSET, INSIDE.leading + 1
    step = places[1] - places[0]
    window = int(np.ceil(broad / step)) + 1
    if window > len(places):
        return None
    floor = np.lib.stride_tricks.sliding_window_view(below, window).max(axis=1)
    ceiling = np.lib.stride_tricks.sliding_window_view(above, window).min(axis=1)
    room = ceiling - floor
    widest = np.flatnonzero(room >= room.max() - EVEN)
    best = int(widest[len(widest) // 2])
    if (ceiling[best] - floor[best]) * high < tall:
        return None
    place = (places[best] + places[best + window - 1]) / 2
    return float(place), float(ceiling[best] + floor[best]) / 2


def _broad(layer: _Layer) -> float:
    """Give how broad the label beside an area is, its leader included."""
    return LEADER + sum(_parts(layer))


def _beside(layer: _Layer) -> tuple[str, ...]:
    """Give the lines of the name beside an area; none if it stands in it, near its end."""
    return () if layer.is_near_the_end else wrap(layer.course.name, ROOM, NAME)


def _shown(layers: Sequence[_Layer]) -> list[_Layer]:
    """Give what lasts to the end, from the top down."""
    return [layer for layer in reversed(layers) if layer.course.last[0].count]


def _heights(layers: Sequence[_Layer]) -> list[float]:
    """Give how high the labels beside the areas are."""
    lines = (len(_beside(layer)) for layer in _shown(layers))
    return [max(NUMBER.leading, count * NAME.leading) for count in lines]


def _parts(layer: _Layer) -> tuple[float, float]:
    number = width(layer.course.value, NUMBER)
    lines = _beside(layer)
    if not lines:
        return number, 0.0
    return number, AFTER_NUMBER + max(width(line, NAME) for line in lines)


def _draw_beside(
    sheet: Sheet, layers: Sequence[_Layer], foot: float, high: float, top: float
) -> tuple[dict[str, tuple[Text, ...]], dict[str, tuple[Text, ...]], tuple[Line2D, ...], float]:
    """Write beside each area that lasts to the end its share there, and its name if need be."""
    shown = _shown(layers)
    lines = [_beside(layer) for layer in shown]
    heights = _heights(layers)
    middles = [foot - high * float(layer.above[-1] + layer.below[-1]) / 2 for layer in shown]
    over = NUMBER.leading / 3
    tops = spread(middles, heights, top - over, foot + over)
    numbers: dict[str, tuple[Text, ...]] = {}
    names: dict[str, tuple[Text, ...]] = {}
    leaders = []
    edge = sheet.scale.right
    for layer, own, middle, first in zip(shown, lines, middles, tops, strict=True):
        state, place = layer.course.state, edge + LEADER
        level = first + NUMBER.leading / 2
        corners = ((edge + 1, middle), (edge + LEADER / 2, level), (place - 2, level))
        points = [(sheet.scale.moment(at), depth) for at, depth in corners]
        leaders.append(sheet.rule(points, color=SOFT, lw=0.6, zorder=3))
        numbers[state] = sheet.write([layer.course.value], place, first, NUMBER)
        if own:
            place += width(layer.course.value, NUMBER) + AFTER_NUMBER
            names[state] = sheet.write(own, place, first, NAME)
    reach = max((first + tall for first, tall in zip(tops, heights, strict=True)), default=foot)
    return numbers, names, tuple(leaders), reach


def draw_ticks(
    sheet: Sheet, start: float, top: float, high: float, speech: Speech, rules: bool = False
) -> tuple[tuple[Artist, ...], tuple[Text, ...]]:
    """Mark 0, 50 and 100 % before the beginning of an area; 50 % has a number if there is room."""
    marks: list[Artist] = []
    names: list[Text] = []
    place = sheet.scale.place(start)
    for percent in (0, 50, 100):
        depth = top + high * (1 - percent / 100)
        end = sheet.scale.end if rules else sheet.scale.moment(place - 3)
        points = [(start if rules else sheet.scale.moment(place), depth), (end, depth)]
        marks.append(sheet.rule(points, color=RULE if rules else SOFT, lw=0.6, zorder=1))
        if percent == 50 and high / 2 < 1.4 * TICK.leading:
            continue
        said = speech.say("figure.percent", number=percent)
        first = depth - TICK.leading * (0.9 if percent == 0 else 0.5)  # clear of the line of time
        names += sheet.write([said], place - 5, first, TICK, colour=SOFT, align="right")
    return tuple(marks), tuple(names)


# --- several starts: a row a state ---------------------------------------------------------------


def draw_rows(
    sheet: Sheet,
    courses: Sequence[Course],
    degrees: float,
    moments: Numbers,
    top: float,
    high: float,
    speech: Speech,
) -> Stack:
    """Draw a row for each state: dark what holds from every start, light what depends on it."""
    first, areas, names, numbers = top, {}, {}, {}
    ticks: list[Artist] = []
    tick_names: list[Text] = []
    for course in courses:
        place = sheet.scale.place(moments[0]) + INSET
        names[course.state] = sheet.write([course.name], place, top, NUMBER)
        top += NUMBER.leading + 2
        foot = top + high
        low, most = (depths(line, foot, high) for line in (course.low, course.high))
        areas[course.state] = _draw_range(sheet, degrees, moments, (low, most), foot)
        marks, said = draw_ticks(sheet, float(moments[0]), top, high, speech, rules=True)
        ticks += marks
        tick_names += said
        middle = (low[-1] + most[-1]) / 2
        numbers[course.state] = sheet.write(
            [course.value], sheet.scale.right + LEADER / 2, middle - NUMBER.leading / 2, NUMBER
        )
        top = foot + ROW_BETWEEN
    return Stack(
        areas=areas,
        names=names,
        numbers=numbers,
        leaders=(),
        ticks=tuple(ticks),
        tick_names=tuple(tick_names),
        unlabelled=(),
        top=first,
        foot=top - ROW_BETWEEN,
        bottom=top - ROW_BETWEEN,
    )


def _draw_range(
    sheet: Sheet, degrees: float, moments: Numbers, ends: tuple[Numbers, Numbers], foot: float
) -> tuple[PolyCollection, PolyCollection]:
    """Fill dark what lies under the lower of two lines, light what lies between them."""
    low, most = ends
    return (
        area(sheet, moments, low, np.full(len(moments), foot), shade(degrees, SURE)),
        area(sheet, moments, most, low, shade(degrees, OPEN)),
    )


def tail_of_rows(courses: Sequence[Course]) -> float:
    """Give how much room the labels beside the rows take."""
    return LEADER / 2 + max(width(course.value, NUMBER) for course in courses)
