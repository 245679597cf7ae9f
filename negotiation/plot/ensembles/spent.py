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
from negotiation.plot.ensembles.fan import draw_fan
from negotiation.plot.ensembles.labels import (
    APART,
    Blocks,
    draw_name,
    rules_of,
    write_above,
    write_beside,
)
from negotiation.plot.ensembles.marks import GROUND
from negotiation.plot.ensembles.scene import Scene
from negotiation.plot.sheet import Sheet

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
        variant: draw_fan(sheet, one.quantiles, middle, number, may_never=False)
        for number, ((variant, one), middle) in enumerate(zip(spent.items(), middles, strict=True))
    }
    bottom = foot
    if not scene.room.names_above:
        written, bottom = write_beside(sheet, blocks, middles, top, foot)
    rules = tuple(rules_of(sheet, days, top, foot))
    return SpentPanel(name, ground, bars, written, rules, foot, max(foot, bottom))
