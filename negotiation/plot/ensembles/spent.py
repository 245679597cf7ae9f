"""Draw how long runs stayed somewhere: a bar for half of them, a line for nine in ten.

Lengths of time and words in, artists out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from matplotlib.artist import Artist
from matplotlib.text import Text

from negotiation.plot.axis import Calendar
from negotiation.plot.ensembles.curves import Spent
from negotiation.plot.ensembles.labels import (
    APART,
    Blocks,
    colour_of,
    draw_name,
    rules_of,
    write_above,
    write_beside,
)
from negotiation.plot.ensembles.marks import GROUND, THICK, THIN
from negotiation.plot.ensembles.scene import Scene
from negotiation.plot.sheet import Sheet
from negotiation.simulation.shares import Quantile
from negotiation.view.colours import INK, PAGE

BAR_ROW = 15.0


@dataclass(frozen=True, slots=True)
class SpentPanel:
    """The artists of a time that was spent; bars by variant."""

    name: tuple[Text, ...]
    ground: Artist
    bars: Mapping[str, tuple[Artist, ...]]
    labels: tuple[tuple[Text, ...], ...]
    rules: tuple[Artist, ...]
    foot: float
    bottom: float


def draw_spent(
    sheet: Sheet,
    scene: Scene,
    spent: Mapping[str, Spent],
    blocks: Blocks,
    days: Calendar,
    top: float,
) -> SpentPanel:
    """Draw how long runs stayed somewhere: a bar for half of them, a line for nine in ten."""
    plain = next(iter(spent.values()))
    said_ = scene.speech.say("ensemble.spent", name=plain.name)
    name, top = draw_name(sheet, scene, said_, top)
    written: tuple[tuple[Text, ...], ...] = ()
    if scene.room.names_above:
        written, top = write_above(sheet, scene, blocks, top)
    tall = max(sum(line.face.leading for line in label) + APART for label in blocks.labels)
    row = BAR_ROW if scene.room.names_above else max(BAR_ROW, tall)
    foot = top + row * len(spent)
    ground = sheet.bar(sheet.scale.start, sheet.scale.end, top, foot - top, fc=GROUND, zorder=-1)
    middles = [top + row * (number + 0.5) for number in range(len(spent))]
    bars = {
        variant: _draw_bar(sheet, one, middle, number)
        for number, ((variant, one), middle) in enumerate(zip(spent.items(), middles, strict=True))
    }
    bottom = foot
    if not scene.room.names_above:
        written, bottom = write_beside(sheet, blocks, middles, top, foot)
    rules = tuple(rules_of(sheet, days, top, foot))
    return SpentPanel(name, ground, bars, written, rules, foot, max(foot, bottom))


def _draw_bar(sheet: Sheet, one: Spent, middle: float, number: int) -> tuple[Artist, ...]:
    """Draw the line from 5 to 95 %, the bar from 25 to 75 %, and the median."""
    colour = colour_of(number)
    every = {at: [_clipped(sheet, q) for q in found] for at, found in one.quantiles.items()}
    marks: list[Artist] = []
    for first, last, thick, over in ((0.05, 0.95, THIN, 2), (0.25, 0.75, THICK, 3)):
        start, end = min(every[first]), max(every[last])
        marks.append(sheet.bar(start, end, middle - thick / 2, thick, fc=colour, zorder=over))
    low, high = (sheet.scale.place(pick(every[0.5])) for pick in (min, max))
    start, end = sheet.scale.moment(low - 1), sheet.scale.moment(high + 1)
    ink = {"fc": INK, "ec": PAGE, "lw": 0.6} if len(every[0.5]) == 1 else {"fc": PAGE, "ec": INK}
    style = {"lw": 0.9, **ink}
    marks.append(sheet.bar(start, end, middle - THICK, 2 * THICK, zorder=4, **style))
    return tuple(marks)


def _clipped(sheet: Sheet, one: Quantile) -> float:
    return sheet.scale.end if one.value is None else sheet.scale.clip(float(one.value))
