"""Draw the key: one line that shows each mark in use beside what it means."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from matplotlib.artist import Artist
from matplotlib.text import Text

from negotiation.dates import MINUTE
from negotiation.plot.lanes import DOUBT, HATCH
from negotiation.plot.lettering import Face, width
from negotiation.plot.rail import DOT, EDGE
from negotiation.plot.sheet import Sheet
from negotiation.view.colours import NEUTRAL, PAGE, SOFT, mix
from negotiation.view.plan import Plan
from negotiation.view.selection import is_clock_time, is_open

FACE = Face(8)
BAR, THIN, TALL, APART, BETWEEN = 24.0, 2.4, 8.5, 5.0, 14.0
_Draw = Callable[[Sheet, float, float, float], Artist]


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark and its meaning; `draw` takes the sheet, both moments at its ends, and its middle."""

    draw: _Draw
    meaning: str


def _dot(sheet: Sheet, start: float, end: float, middle: float) -> Artist:
    at = [((start + 2 * end) / 3, middle)]
    return sheet.rule(at, marker="o", ms=DOT, mfc=NEUTRAL, mec=NEUTRAL, mew=EDGE)


def _bar(sheet: Sheet, start: float, end: float, middle: float) -> Artist:
    return sheet.bar(start, end, middle - THIN / 2, THIN, fc=NEUTRAL, ec=NEUTRAL, lw=EDGE)


def _hollow(sheet: Sheet, start: float, end: float, middle: float) -> Artist:
    return sheet.bar(start, end, middle - THIN / 2, THIN, fc=PAGE, ec=NEUTRAL, lw=EDGE)


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


DOTS = Mark(_dot, "clock time reported")
BARS = Mark(_bar, "some moment within")
OPEN = Mark(_open, "open to one side")
HOLLOW = Mark(_hollow, "not foreseen by the model")
FADES = Mark(_fade, "state begins within the fade")
HATCHED = Mark(_hatch, "nothing reported yet")
UNCLEAR = Mark(_unclear, "order open: other states too")


@dataclass(frozen=True, slots=True)
class Key:
    """The artists of the key, and the depth at which it ends."""

    marks: tuple[Artist, ...]
    texts: tuple[Text, ...]
    bottom: float


def marks_in_use(plan: Plan) -> list[Mark]:
    """Give the marks that a plan needs, those of events first."""
    windows = [step.window for step in plan.steps]
    stays = [stay for lane in plan.lanes.values() for stay in lane.stays]
    wide = [not is_clock_time(window) and not is_open(window) for window in windows]
    in_use = (
        (DOTS, any(map(is_clock_time, windows))),
        (BARS, any(wide)),
        (OPEN, any(map(is_open, windows))),
        (HOLLOW, any(step.event.id in plan.departing for step in plan.steps)),
        (FADES, any(stay.rising[1] - stay.rising[0] > MINUTE for stay in stays)),
        (HATCHED, any(stay.is_initial and stay.falling[0] > plan.range.start for stay in stays)),
        (UNCLEAR, any(lane.unclear for lane in plan.lanes.values())),
    )
    return [mark for mark, used in in_use if used]


def draw_key(sheet: Sheet, marks: Sequence[Mark], edges: tuple[float, float], top: float) -> Key:
    """Draw the marks from `top` down, in as many lines as they need."""
    artists: list[Artist] = []
    texts: list[Text] = []
    place = edges[0]
    sheet = Sheet(sheet.axes, sheet.scale.over(*edges))
    for mark in marks:
        broad = BAR + APART + width(mark.meaning, FACE)
        if place > edges[0] and place + broad > edges[1]:
            place, top = edges[0], top + 1.4 * FACE.leading
        start, end = (sheet.scale.moment(at) for at in (place, place + BAR))
        artists.append(mark.draw(sheet, start, end, top + FACE.leading / 2))
        texts += sheet.write([mark.meaning], place + BAR + APART, top, FACE, colour=SOFT)
        place += broad + BETWEEN
    return Key(tuple(artists), tuple(texts), top + (FACE.leading if marks else 0))
