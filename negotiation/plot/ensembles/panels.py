"""Draw an outcome's panel: the curve of runs that had come to it, and what is written beside it.

Curves and words in, artists out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.artist import Artist
from matplotlib.collections import PolyCollection
from matplotlib.lines import Line2D
from matplotlib.text import Text

from negotiation.plot.axis import Calendar
from negotiation.plot.ensembles.curves import LEVELS, Curve, time_words
from negotiation.plot.ensembles.fan import LINE, draw_fan
from negotiation.plot.ensembles.frame import Numbers, area, depths, spread
from negotiation.plot.ensembles.labels import (
    APART,
    Blocks,
    colour_of,
    draw_name,
    rules_of,
    write_above,
    write_beside,
)
from negotiation.plot.ensembles.marks import BAND, DOT, GROUND, STROKES, SURE
from negotiation.plot.ensembles.scene import Scene
from negotiation.plot.ensembles.stack import draw_ticks
from negotiation.plot.lettering import Face, width
from negotiation.plot.sheet import Sheet
from negotiation.simulation.shares import Quantile
from negotiation.view.colours import PAGE

DAY = Face(7.5)
FAN_ROW, ABOVE_FAN = 13.0, 3.0


@dataclass(frozen=True, slots=True)
class OutcomePanel:
    """The artists of an outcome; curves, dots and fans by variant, the days of the plain one.

    `foot` is where time is ruled, below the fans.
    """

    name: tuple[Text, ...]
    ground: Artist
    areas: tuple[PolyCollection, ...]
    curves: Mapping[str, tuple[Line2D, ...]]
    dots: Mapping[str, tuple[Artist, ...]]
    fans: Mapping[str, tuple[Artist, ...]]
    days: tuple[Text, ...]
    labels: tuple[tuple[Text, ...], ...]
    ticks: tuple[Artist, ...]
    tick_names: tuple[Text, ...]
    foot: float
    bottom: float


def draw_panel(
    sheet: Sheet,
    scene: Scene,
    curves: Mapping[str, Curve],
    blocks: Blocks,
    days: Calendar,
    top: float,
    high: float,
) -> OutcomePanel:
    """Draw the curves of an outcome from `top` down."""
    plain = next(iter(curves.values()))
    name, top = draw_name(sheet, scene, plain.name, top)
    written: tuple[tuple[Text, ...], ...] = ()
    reach = top
    if scene.room.names_above:
        written, top = write_above(sheet, scene, blocks, top)
    foot = top + high
    ground = sheet.bar(sheet.scale.start, sheet.scale.end, top, high, fc=GROUND, zorder=-1)
    marks, tick_names = draw_ticks(sheet, 0.0, top, high, scene.speech, rules=True)
    areas = _areas(sheet, plain, foot, high)
    own = [(number, *one) for number, one in enumerate(curves.items())]
    lines = {key: _draw_curve(sheet, curve, foot, high, n) for n, key, curve in own}
    if scene.has_range and len(own) > 1:
        own = []  # their whiskers would cover the ranges
    dots = {key: _draw_dots(sheet, curve, foot, high, n) for n, key, curve in own}
    told = _write_days(sheet, scene, plain, foot, high) if len(curves) == 1 else ()
    fans, ruled = _draw_fans(sheet, curves, foot)
    ends, bottom = _write_ends(sheet, scene, plain, ruled) if len(curves) == 1 else ((), ruled)
    ticks = [*marks, *rules_of(sheet, days, top, ruled)]
    if not scene.room.names_above:
        middles = [foot - level * high for level in blocks.levels]
        written, reach = write_beside(sheet, blocks, middles, top, bottom)
    return OutcomePanel(
        name=name,
        ground=ground,
        areas=areas,
        curves=lines,
        dots=dots,
        fans=fans,
        days=(*told, *ends),
        labels=written,
        ticks=tuple(ticks),
        tick_names=tick_names,
        foot=bottom,
        bottom=max(bottom, reach),
    )


def _areas(sheet: Sheet, curve: Curve, foot: float, high: float) -> tuple[PolyCollection, ...]:
    """Fill what lies under the plain curve, and the band of its interval or of the starts."""
    lines = (np.zeros_like(curve.low), curve.low, curve.high, curve.least, curve.most)
    ground, low, most, least, greatest = (depths(line, foot, high) for line in lines)
    under = area(sheet, curve.moments, low, ground, SURE, 1)
    upper, lower = (most, low) if len(curve.shares) > 1 else (greatest, least)
    return under, area(sheet, curve.moments, upper, lower, BAND, 1.5)


def _draw_curve(
    sheet: Sheet, curve: Curve, foot: float, high: float, number: int
) -> tuple[Line2D, ...]:
    """Draw the curve, from several starts its two edges."""
    edges: list[Numbers] = [curve.low] if len(curve.shares) == 1 else [curve.low, curve.high]
    return tuple(
        sheet.rule(
            list(zip(curve.moments, depths(edge, foot, high), strict=True)),
            color=colour_of(number),
            lw=1.6 if len(edges) == 1 else 0.9,
            ls=STROKES[number % len(STROKES)],
            zorder=3,
        )
        for edge in edges
    )


def _draw_dots(
    sheet: Sheet, curve: Curve, foot: float, high: float, number: int
) -> tuple[Artist, ...]:
    """Mark by when a quarter, a half and three quarters had come: a whisker, from one start a dot.

    The whisker is the 95 % interval of that time, or its range over the starts; it reaches to the
    end where that is not known.
    """
    marks: list[Artist] = []
    for at in LEVELS:
        quantiles = curve.times[at]
        if all(one.value is None for one in quantiles):
            continue
        depth = foot - at * high
        start, end = _reach(quantiles, sheet.scale.end)
        marks.append(
            sheet.rule([(start, depth), (end, depth)], color=colour_of(number), lw=2.2, zorder=3.5)
        )
        if len(quantiles) == 1 and quantiles[0].value is not None:
            style = {"marker": "o", "ms": DOT, "mfc": colour_of(number), "mec": PAGE, "mew": 0.6}
            marks.append(sheet.rule([(float(quantiles[0].value), depth)], zorder=4, **style))
    return tuple(marks)


def _reach(quantiles: Sequence[Quantile], end: float) -> tuple[float, float]:
    lows = [end if one.low is None else float(one.low) for one in quantiles]
    highs = [end if one.high is None else float(one.high) for one in quantiles]
    return min(lows), min(max(highs), end)


def _write_days(
    sheet: Sheet, scene: Scene, curve: Curve, foot: float, high: float
) -> tuple[Text, ...]:
    """Write by when, to the left above its dot, where nothing else is; else to its right below."""
    texts: list[Text] = []
    every = high / 4 >= DAY.leading  # else only the middle one has the room
    for at, words in time_words(scene, curve):
        if at not in LEVELS or (not every and at != 0.5):
            continue
        start, end = (sheet.scale.place(t) for t in _reach(curve.times[at], sheet.scale.end))
        depth = foot - at * high
        if start - APART - width(words, DAY) > sheet.scale.left + APART:
            place, top = start - APART, depth - DAY.leading
            texts += sheet.write([words], place, top, DAY, align="right")
        else:
            texts += sheet.write([words], end + APART + 1, depth + 1, DAY)
    return tuple(texts)


# --- the fan of times ----------------------------------------------------------------------------


def _draw_fans(
    sheet: Sheet, curves: Mapping[str, Curve], foot: float
) -> tuple[dict[str, tuple[Artist, ...]], float]:
    """Draw below the curves when runs had come to it, a row a variant; none if under 5 % had."""
    top = foot + ABOVE_FAN
    fans = {
        variant: draw_fan(sheet, one.times, top + FAN_ROW * (number + 0.5), number, may_never=True)
        for number, (variant, one) in enumerate(curves.items())
    }
    return fans, top + FAN_ROW * len(fans) if any(fans.values()) else foot


def _write_ends(
    sheet: Sheet, scene: Scene, curve: Curve, top: float
) -> tuple[tuple[Text, ...], float]:
    """Write below a fan by when 5 and 95 % had come, each in line with its end where both fit."""
    told = dict(time_words(scene, curve))
    words: list[str] = []
    middles: list[float] = []
    for at, pick in ((LINE[0], min), (LINE[1], max)):
        if at in told:
            words.append(scene.speech.say(f"ensemble.by-{round(100 * at)}", time=told[at]))
            end = pick(float(one.value) for one in curve.times[at] if one.value is not None)
            half = width(words[-1], DAY) / 2
            middles.append(sheet.scale.place(end) + (half if at == LINE[0] else -half))
    broad = [width(one, DAY) + APART for one in words]
    lefts = spread(middles, broad, sheet.scale.left, sheet.scale.right)
    written = [
        text
        for one, left in zip(words, lefts, strict=True)
        for text in sheet.write([one], left, top, DAY)
    ]
    return tuple(written), top + (DAY.leading + 1 if written else 0)
