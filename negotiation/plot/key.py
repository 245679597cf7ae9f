"""Draw the key: one line that shows each mark in use beside what it means."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from matplotlib.artist import Artist
from matplotlib.text import Text

from negotiation.dates import MINUTE
from negotiation.plot.lanes import DOUBT, HATCH
from negotiation.plot.lettering import Face, width
from negotiation.plot.rail import DISPUTED, DOT, EDGE, FORESEEN_NOT, PERHAPS, Stroke
from negotiation.plot.sheet import Sheet
from negotiation.view.colours import INK, NEUTRAL, PAGE, SOFT, WARNING, mix
from negotiation.view.plan import Plan
from negotiation.view.selection import is_clock_time, is_open

FACE = Face(8)
TERM = mix(PAGE, INK, 0.45)
BAR, THIN, TALL, ROUND, APART, BETWEEN = 24.0, 2.4, 8.5, 3.6, 5.0, 14.0
_Draw = Callable[[Sheet, float, float, float], Artist]


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark and its meaning, a key of the figure's words until it is drawn.

    `draw` takes the sheet, both moments at its ends, and its middle.
    """

    draw: _Draw
    meaning: str


def _dot(sheet: Sheet, start: float, end: float, middle: float) -> Artist:
    at = [((start + 2 * end) / 3, middle)]
    return sheet.rule(at, marker="o", ms=DOT, mfc=NEUTRAL, mec=NEUTRAL, mew=EDGE)


def _bar(sheet: Sheet, start: float, end: float, middle: float) -> Artist:
    return sheet.bar(start, end, middle - THIN / 2, THIN, fc=NEUTRAL, ec=NEUTRAL, lw=EDGE)


def _edged(stroke: Stroke) -> _Draw:
    def draw(sheet: Sheet, start: float, end: float, middle: float) -> Artist:
        top = middle - THIN / 2
        return sheet.bar(start, end, top, THIN, fc=PAGE, ec=NEUTRAL, lw=EDGE, ls=stroke)

    return draw


def _range(sheet: Sheet, start: float, end: float, middle: float) -> Artist:
    at, half = (start + end) / 2, (end - start) / 10
    return sheet.bar(at - half, at + half, middle - TALL / 2, TALL, fc=INK)


def _earlier(sheet: Sheet, start: float, end: float, middle: float) -> Artist:
    return sheet.point((start + end) / 2, middle, INK, -1)


def _term(sheet: Sheet, start: float, end: float, middle: float) -> Artist:
    return sheet.bar(start, end, middle - THIN / 2, THIN, fc=TERM)


def _open(sheet: Sheet, start: float, end: float, middle: float) -> Artist:
    return _shaded(sheet, (start, end), end, middle, THIN)


def _fade(sheet: Sheet, start: float, end: float, middle: float) -> Artist:
    edge = start + (end - start) * 0.6
    return _shaded(sheet, (start, edge), end, middle, TALL)


def _shaded(
    sheet: Sheet, rising: tuple[float, float], end: float, middle: float, tall: float
) -> Artist:
    starts = sheet.steps(rising)
    colours = [mix(PAGE, NEUTRAL, n / max(len(starts) - 1, 1)) for n in range(len(starts))]
    return sheet.blend(starts, end, middle - tall / 2, tall, colours)


def _hatch(sheet: Sheet, start: float, end: float, middle: float) -> Artist:
    return sheet.bar(start, end, middle - TALL / 2, TALL, **HATCH)


def _unclear(sheet: Sheet, start: float, end: float, middle: float) -> Artist:
    sheet.bar(start, end, middle - TALL / 2, TALL, fc=NEUTRAL)
    return sheet.bar(start, end, middle - TALL / 2, TALL, ec=PAGE, **DOUBT)


def _whisker(sheet: Sheet, start: float, end: float, middle: float) -> Artist:
    low, high = middle - THIN, middle + THIN
    points = [(start, low), (start, high), (start, middle), (end, middle), (end, low), (end, high)]
    return sheet.rule(points, color=INK, lw=0.8)


def _upward(sheet: Sheet, start: float, end: float, middle: float) -> Artist:
    at, low, high = (start + end) / 2, middle + TALL / 2 - 1, middle - TALL / 2 + 1
    sheet.rule([(at, low), (at, high)], color=INK, lw=1.0)
    sheet.rule([(at, low)], marker="o", ms=ROUND, mfc=INK, mec=INK, mew=0)
    return sheet.rule([(at, high)], marker="^", ms=ROUND, mfc=INK, mec=INK, mew=0)


def _stroke(sheet: Sheet, start: float, end: float, middle: float) -> Artist:
    return sheet.bar(start, end, middle - THIN / 2, THIN, fc=WARNING)


def _bracket(sheet: Sheet, start: float, end: float, middle: float) -> Artist:
    top, foot = middle - TALL / 2, middle + TALL / 4
    points = [(start, top), (start, foot), (end, foot), (end, top)]
    return sheet.rule(points, color=WARNING, lw=1.4)


DOTS = Mark(_dot, "figure.key-clock")
BARS = Mark(_bar, "figure.key-window")
OPEN = Mark(_open, "figure.key-open")
HOLLOW = Mark(_edged(FORESEEN_NOT), "figure.key-unforeseen")
PERHAPS_NOT = Mark(_edged(PERHAPS), "figure.key-perhaps-unforeseen")
DENIED = Mark(_edged(DISPUTED), "figure.key-disputed")
FADES = Mark(_fade, "figure.key-fade")
HATCHED = Mark(_hatch, "figure.key-nothing")
UNCLEAR = Mark(_unclear, "figure.key-unclear")
DIFFERS = Mark(_stroke, "figure.key-differs")
DUE = Mark(_bracket, "figure.key-due")
DATED = Mark(_whisker, "figure.key-date")
BOUND = Mark(_upward, "figure.key-bound")
RANGED = Mark(_range, "figure.key-range")
BEFORE = Mark(_earlier, "figure.key-earlier")
TERMS = Mark(_term, "figure.key-term")


@dataclass(frozen=True, slots=True)
class Key:
    """The artists of the key, and the depth at which it ends."""

    marks: tuple[Artist, ...]
    texts: tuple[Text, ...]
    bottom: float


def marks_in_use(plan: Plan) -> list[Mark]:
    """Give the marks that a plan needs, those of events first, their meanings in its language."""
    windows = [step.window for step in plan.steps]
    stays = [stay for lane in plan.lanes.values() for stay in lane.stays]
    wide = [not is_clock_time(window) and not is_open(window) for window in windows]
    events = {step.event.id for step in plan.steps}
    points = [point for one in plan.series for point in one.points]
    in_use = (
        (DOTS, any(map(is_clock_time, windows))),
        (BARS, any(wide)),
        (OPEN, any(map(is_open, windows))),
        (HOLLOW, bool(events & (plan.departing - plan.disputed))),
        (PERHAPS_NOT, bool(events & (plan.perhaps_departing - plan.disputed))),
        (DENIED, bool(plan.disputed)),
        (FADES, any(stay.rising[1] - stay.rising[0] > MINUTE for stay in stays)),
        (HATCHED, any(stay.is_initial and stay.falling[0] > plan.range.start for stay in stays)),
        (TERMS, bool(plan.parties)),
        (DUE, bool(plan.dues)),
        (DATED, bool(points)),
        (BOUND, any(point.is_bound for point in points)),
        (RANGED, any(point.is_range for point in points)),
        (BEFORE, any(one.before for one in plan.series)),
        (UNCLEAR, any(lane.unclear for lane in plan.lanes.values())),
    )
    say = plan.speech.say
    return [replace(mark, meaning=say(mark.meaning)) for mark, used in in_use if used]


def draw_key(sheet: Sheet, marks: Sequence[Mark], edges: tuple[float, float], top: float) -> Key:
    """Draw the marks from `top` down, in as many lines as they need."""
    artists: list[Artist] = []
    texts: list[Text] = []
    place = edges[0]
    sheet = sheet.over(*edges)
    for mark in marks:
        broad = BAR + APART + width(mark.meaning, FACE)
        if place > edges[0] and place + broad > edges[1]:
            place, top = edges[0], top + 1.4 * FACE.leading
        start, end = (sheet.scale.moment(at) for at in (place, place + BAR))
        artists.append(mark.draw(sheet, start, end, top + FACE.leading / 2))
        texts += sheet.write([mark.meaning], place + BAR + APART, top, FACE, colour=SOFT)
        place += broad + BETWEEN
    return Key(tuple(artists), tuple(texts), top + (FACE.leading if marks else 0))
