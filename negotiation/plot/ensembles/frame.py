"""Set what frames a figure of an ensemble: axes, heading, caution and foot; time along the bottom.

Words and places in, artists out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from matplotlib.artist import Artist
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure
from matplotlib.text import Text
from numpy.typing import NDArray

from negotiation.dates import DAY
from negotiation.plot.axis import NAME, SMALL, Calendar, Row
from negotiation.plot.body import AIR
from negotiation.plot.ensembles.rounding import Clock
from negotiation.plot.ensembles.scene import Scene, caution, remarks, setting, title
from negotiation.plot.key import APART, BAR, BETWEEN, Key, Mark
from negotiation.plot.key import FACE as MEANING
from negotiation.plot.layout import Layout
from negotiation.plot.lettering import Face, width, wrap
from negotiation.plot.page import figure_of, fit_height, new_axes
from negotiation.plot.scale import Scale
from negotiation.plot.setting import FOOT, NARROW, NARROW_TITLE, SUBTITLE, TITLE, finish
from negotiation.plot.sheet import Sheet
from negotiation.view.colours import INK, SOFT, WARNING
from negotiation.view.speech import Speech

CAUTION = Face(9.5, bold=True)
BETWEEN_TICKS, BOX = 14.0, 8.5
STEPS = (1, 2, 5, 10, 20, 30, 50, 100, 200, 500)
HOUR_STEPS = (1, 2, 3, 6, 12, 24)
Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Heading:
    """The title, what is drawn, and that it is no forecast."""

    title: tuple[Text, ...]
    subtitle: tuple[Text, ...]
    caution: tuple[Text, ...]
    bottom: float


def edges_of(room: Layout) -> tuple[float, float]:
    """Give the left and right edge of what is drawn."""
    return room.margin, room.width - room.margin


def new_sheet(scene: Scene) -> Sheet:
    """Give a new page to draw on, its scale for now that of the whole page in seconds."""
    room = scene.room
    axes = new_axes(room.width * room.zoom)
    axes.set_axis_off()
    axes.set_autoscale_on(False)
    left, right = edges_of(room)
    scale = Scale(0, scene.ensemble.horizon, left, right)
    return Sheet(axes, scale, room.zoom, True, scene.speech.direction == "rtl")


def draw_heading(sheet: Sheet, scene: Scene, shows: str) -> Heading:
    """Write the title, what is drawn of which runs, and the caution."""
    room = scene.room
    left, right = edges_of(room)
    top = max(room.margin - 4, 2)
    face = TITLE if room.width >= NARROW else NARROW_TITLE
    written: list[tuple[Text, ...]] = []
    for words, own, colour, even in (
        (title(scene), face, INK, False),
        (f"{shows} {setting(scene)}", SUBTITLE, SOFT, True),
        (caution(scene), CAUTION, WARNING, True),
    ):
        lines = wrap(words, right - left, own, even=even)
        written.append(sheet.write(lines, left, top, own, colour=colour))
        top += len(lines) * own.leading + 2
    return Heading(written[0], written[1], written[2], top + AIR)


def draw_foot(
    sheet: Sheet, scene: Scene, also: Iterable[str], top: float, sources: str = ""
) -> tuple[tuple[Text, ...], float]:
    """Write below the figure what must be said; give also where it ends."""
    left, right = edges_of(scene.room)
    texts: list[Text] = []
    for words in (sources, " ".join((*also, *remarks(scene)))):
        lines = wrap(words, right - left, FOOT, even=False) if words else ()
        texts += sheet.write(lines, left, top, FOOT, colour=SOFT)
        top += len(lines) * FOOT.leading + AIR / 4
    return tuple(texts), top


@dataclass(frozen=True, slots=True)
class Framed:
    """The figure at its height, which it needs in units, and the paper that there is in points."""

    figure: Figure
    needed: float
    paper: float | None


def framed(sheet: Sheet, room: Layout, bottom: float) -> Framed:
    """Make the page as high as what is drawn on it."""
    needed = bottom + room.margin
    height = fit_height(sheet.axes, max(needed, room.least) * room.zoom) / room.zoom
    finish(sheet, room, height)
    paper = None if room.most is None else room.most * room.zoom
    return Framed(figure_of(sheet.axes), needed, paper)


def filled(colour: str, meaning: str) -> Mark:
    """Give a mark of the key: a box of a colour."""

    def draw(sheet: Sheet, start: float, end: float, middle: float) -> Artist:
        return sheet.bar(start, end, middle - BOX / 2, BOX, fc=colour)

    return Mark(draw, meaning)


def draw_marks(sheet: Sheet, scene: Scene, marks: Sequence[Mark], top: float) -> Key:
    """Draw the key from `top` down; a meaning too long for the page goes on below itself."""
    left, right = edges_of(scene.room)
    sheet = sheet.over(left, right)
    artists, texts, place, deep = list[Artist](), list[Text](), left, 0.0
    for mark in marks:
        lines = wrap(mark.meaning, right - left - BAR - APART, MEANING, even=False)
        broad = BAR + APART + max(width(line, MEANING) for line in lines)
        if place > left and place + broad > right:
            place, top, deep = left, top + deep, 0.0
        start, end = (sheet.scale.moment(at) for at in (place, place + BAR))
        artists.append(mark.draw(sheet, start, end, top + MEANING.leading / 2))
        texts += sheet.write(lines, place + BAR + APART, top, MEANING, colour=SOFT)
        place += broad + BETWEEN
        deep = max(deep, len(lines) * MEANING.leading + 2)
    return Key(tuple(artists), tuple(texts), top + deep)


_Drawn = TypeVar("_Drawn")


def fitting(
    room: Layout, sizes: Sequence[float], draw: Callable[[float], tuple[_Drawn, float]]
) -> _Drawn:
    """Draw at the first of these sizes that the paper has room for, or at the last."""
    first, *others = sizes
    drawn, height = draw(first)
    if room.most is None or height <= room.most or not others:
        return drawn
    *between, last = others
    least, height = draw(last)
    if height <= room.most:  # else no size fits, and trying them all would be in vain
        for size in between:
            drawn, height = draw(size)
            if height <= room.most:
                return drawn
    return least


# --- time and shares -----------------------------------------------------------------------------


def elapsed(scale: Scale, clock: Clock, speech: Speech, counts: str = "since") -> Calendar:
    """Name time since the start of the runs: numbers under their ticks, and what they count.

    Or, of what `counts` "spent" time, how long that is in all.
    """
    last = scale.end / clock.seconds
    widest = width(speech.number(int(last)), NAME) + BETWEEN_TICKS
    steps = HOUR_STEPS if clock.unit == "hour" else STEPS
    per_unit = (scale.right - scale.left) / last
    step = next((step for step in steps if step * per_unit >= widest), steps[-1])
    marks = [number * step for number in range(int(last / step) + 1)]
    places = [(scale.place(mark * clock.seconds), speech.number(mark)) for mark in marks]
    middle = (scale.left + scale.right) / 2
    said = speech.say(f"ensemble.{clock.unit}s-{counts}")
    rows = (Row(tuple(places), NAME), Row(((middle, said),), SMALL, "outer"))
    ticks = tuple(mark * float(clock.seconds) for mark in marks)
    return Calendar((), (), ticks, rows)


def depths(shares: Numbers, bottom: float, high: float) -> Numbers:
    """Give how deep on the page a share stands, over a line at nought."""
    return bottom - shares * high


def area(
    sheet: Sheet, moments: Numbers, upper: Numbers, lower: Numbers, colour: str, zorder: float = 2
) -> PolyCollection:
    """Fill what lies between two lines, given by their depths at some moments."""
    across = np.concatenate([moments, moments[::-1]]) / DAY
    down = np.concatenate([upper, lower[::-1]])
    filled = PolyCollection(
        [np.column_stack([across, down])], facecolors=[colour], linewidths=0, zorder=zorder
    )
    sheet.axes.add_collection(filled, autolim=False)
    return filled


def spread(
    wanted: Sequence[float], heights: Sequence[float], top: float, bottom: float
) -> list[float]:
    """Give the tops of labels in order from the top down, each near its middle, none on another.

    Labels that would meet are moved as one, so that their middles stay as near as they can. They
    stand between `top` and `bottom`, and reach below it only if there is too little room.
    """
    found, limit = _apart(wanted, heights, top), max(bottom, top + sum(heights))
    for number in reversed(range(len(found))):
        found[number] = limit = min(found[number], limit - heights[number])
    return found


def _apart(wanted: Sequence[float], heights: Sequence[float], top: float) -> list[float]:
    blocks: list[tuple[float, float, int]] = []  # top, height, how many
    for middle, height in zip(wanted, heights, strict=True):
        block = (max(middle - height / 2, top), height, 1)
        while blocks and blocks[-1][0] + blocks[-1][1] > block[0]:
            above = blocks.pop()
            count = above[2] + block[2]
            centre = (
                (above[0] + above[1] / 2) * above[2] + (block[0] + block[1] / 2) * block[2]
            ) / count
            tall = above[1] + block[1]
            block = (max(centre - tall / 2, top), tall, count)
        blocks.append(block)
    found: list[float] = []
    for first, _, count in blocks:
        for _ in range(count):
            found.append(first)
            first += heights[len(found) - 1]
    return found
