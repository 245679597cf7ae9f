"""Say what stands beside a panel of an outcome, and write it there, or above it on a narrow page.

Curves and lengths of time in, words in lines out; and from these, artists.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from matplotlib.lines import Line2D
from matplotlib.text import Text

from negotiation.plot.axis import Calendar
from negotiation.plot.ensembles.curves import (
    Curve,
    Spent,
    half_words,
    missed_words,
    reached_words,
    spent_words,
)
from negotiation.plot.ensembles.frame import spread
from negotiation.plot.ensembles.rounding import said
from negotiation.plot.ensembles.scene import Scene, variant_name
from negotiation.plot.lettering import Face, width, wrap
from negotiation.plot.sheet import Sheet
from negotiation.view.colours import INK, RULE, SOFT, shade

NAME, NUMBER, SMALL = Face(10.5, bold=True), Face(9.5, bold=True), Face(8)
HUES = (255.0, 35.0, 145.0, 310.0)
BESIDE, APART, ROOM = 10.0, 3.0, 176.0


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a label."""

    text: str
    face: Face
    colour: str = INK


@dataclass(frozen=True, slots=True)
class Blocks:
    """What is written beside a panel: labels with the share or row at which each should stand."""

    labels: tuple[tuple[Line, ...], ...]
    levels: tuple[float, ...]


def colour_of(number: int) -> str:
    """Give the ink of a variant by its place."""
    return shade(HUES[number % len(HUES)], 0.45)


# --- words beside the panels ---------------------------------------------------------------------


def blocks_of(
    scene: Scene,
    curves: Mapping[str, Mapping[str, Curve]],
    times: Mapping[str, Mapping[str, Spent]],
) -> dict[str, Blocks]:
    """Give what is written beside each panel."""
    found = {name: _blocks(scene, own) for name, own in curves.items()}
    return found | {name: _spent_blocks(scene, own) for name, own in times.items()}


def _blocks(scene: Scene, curves: Mapping[str, Curve]) -> Blocks:
    """Label every curve at its end, the highest first, and what had not come by then."""
    plain = next(iter(curves.values()))
    placed: list[tuple[float, tuple[Line, ...]]] = []
    for number, (variant, curve) in enumerate(curves.items()):
        level = float(curve.low[-1] + curve.high[-1]) / 2
        placed.append((level, _label(scene, variant, curve, number, alone=len(curves) == 1)))
    missed = missed_words(scene, plain)
    if missed and len(curves) == 1:
        placed.append((float(1 + plain.high[-1]) / 2, (Line(missed, SMALL, SOFT),)))
    placed.sort(key=lambda one: -one[0])
    return Blocks(tuple(lines for _, lines in placed), tuple(level for level, _ in placed))


def _label(
    scene: Scene, variant: str, curve: Curve, number: int, *, alone: bool
) -> tuple[Line, ...]:
    colour = colour_of(number)
    reached, interval = reached_words(scene, curve)
    if alone:
        return Line(reached, NUMBER, colour), Line(interval, SMALL, SOFT)
    named = scene.speech.say(
        "ensemble.of-variant",
        share=said(scene.speech, curve.shares).value,
        variant=variant_name(scene, variant),
    )
    first = [Line(text, NUMBER, colour) for text in wrap(named, ROOM, NUMBER)]
    others = [curve.change] if variant else [interval, missed_words(scene, curve)]
    others.append(half_words(scene, curve))
    small = (line for text in others if text for line in wrap(text, ROOM, SMALL))
    return (*first, *(Line(text, SMALL, SOFT) for text in small))


def _spent_blocks(scene: Scene, spent: Mapping[str, Spent]) -> Blocks:
    labels = []
    for number, (variant, one) in enumerate(spent.items()):
        middle, half = spent_words(scene, one)
        name = variant_name(scene, variant) if len(spent) > 1 else ""
        lines = [Line(text, SMALL, SOFT) for text in (name, half) if text]
        labels.append((Line(middle, NUMBER, colour_of(number)), *lines))
    return Blocks(tuple(labels), tuple(float(number) for number in range(len(labels))))


def tail(every: Iterable[Blocks]) -> float:
    """Give how much room the labels beside the panels take."""
    lines = (line for blocks in every for label in blocks.labels for line in label)
    return BESIDE + max((width(line.text, line.face) for line in lines), default=0.0)


# --- what is written -----------------------------------------------------------------------------


def draw_name(sheet: Sheet, scene: Scene, name: str, top: float) -> tuple[tuple[Text, ...], float]:
    """Write the name of a panel above it; give where the panel begins."""
    left, right = scene.room.margin, scene.room.width - scene.room.margin
    lines = wrap(name, right - left, NAME)
    return sheet.write(lines, left, top, NAME), top + len(lines) * NAME.leading + 5


def rules_of(sheet: Sheet, days: Calendar, top: float, foot: float) -> list[Line2D]:
    """Rule a panel where time is named."""
    return [
        sheet.rule([(at, top), (at, foot)], color=RULE, lw=0.6, zorder=0) for at in days.ticks[1:]
    ]


def write_beside(
    sheet: Sheet, blocks: Blocks, middles: Sequence[float], top: float, bottom: float
) -> tuple[tuple[tuple[Text, ...], ...], float]:
    """Write the labels to the right of a panel, none on another; give where the last one ends."""
    heights = [sum(line.face.leading for line in label) + APART for label in blocks.labels]
    tops = spread(middles, heights, top - 2, bottom)
    written = [
        _write_label(sheet, label, sheet.scale.right + BESIDE, first)
        for label, first in zip(blocks.labels, tops, strict=True)
    ]
    ends = (first + tall for first, tall in zip(tops, heights, strict=True))
    return tuple(written), max(ends, default=top)


def write_above(
    sheet: Sheet, scene: Scene, blocks: Blocks, top: float
) -> tuple[tuple[tuple[Text, ...], ...], float]:
    """Write the labels one below the other above a panel, where the page is narrow."""
    written = []
    for label in blocks.labels:
        written.append(_write_label(sheet, label, scene.room.margin, top))
        top += sum(line.face.leading for line in label)
    return tuple(written), top + 2 * APART


def _write_label(sheet: Sheet, label: Sequence[Line], place: float, top: float) -> tuple[Text, ...]:
    texts: list[Text] = []
    for line in label:
        texts += sheet.write([line.text], place, top, line.face, colour=line.colour)
        top += line.face.leading
    return tuple(texts)
