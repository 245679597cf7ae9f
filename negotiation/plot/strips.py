"""Draw the strips of measures: what was reported, on stems over a line at nought.

Series in, artists out. A date is a whisker over its whole window; a range a bar without a middle;
a lower bound a dot under an arrow. Dots join values that are told in full, by the same counter.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from matplotlib.artist import Artist
from matplotlib.lines import Line2D
from matplotlib.text import Text

from negotiation.plot.blocks import Line, Note, arrange, draw_block
from negotiation.plot.lettering import Face
from negotiation.plot.names import Name, above, beside, draw_name
from negotiation.plot.sheet import Sheet
from negotiation.view.colours import INK, SOFT
from negotiation.view.measures import Point, Series

FACE, SMALL, BESIDE = Face(8.5, bold=True), Face(7.5), 3.0
HIGH, HEAD, FOOT, ROOM, BETWEEN = 34.0, 13.0, 4.0, 120.0, 10.0
DOT, BROAD, ARROW, CAP = 5.0, 4.5, 9.0, 2.0
MOST_LABELLED = 10


@dataclass(frozen=True, slots=True)
class Strip:
    """The artists of a measure, one of each a value; `joins` lead from one to the next.

    A value that is only in range by a part of its date has its mark there. `unlabelled` counts the
    values that are too many for a label.
    """

    name: tuple[Text, ...]
    points: tuple[Point, ...]
    marks: tuple[Artist, ...]
    whiskers: tuple[Line2D, ...]
    arrows: tuple[Artist, ...]
    joins: tuple[Line2D, ...]
    poles: tuple[Line2D, ...]
    labels: tuple[tuple[Text, ...], ...]
    base: tuple[Artist, ...]
    unlabelled: int
    bottom: float
    end: float

    @property
    def texts(self) -> tuple[Text, ...]:
        """Its name and every label."""
        return (*self.name, *(text for label in self.labels for text in label))


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a value stands: the moment and depths of its mark's ends."""

    moment: float
    high: float
    low: float


def draw_strip(sheet: Sheet, one: Series, top: float, limit: float) -> Strip:
    """Draw a measure from `top` down; labels reach to `limit` at most."""
    name = Name(one.name, note=one.unit)
    top += above(sheet, name)
    foot = top + HEAD + HIGH
    lowest, highest = one.extent
    base = foot + HIGH * lowest / (highest - lowest)
    told = (*((one.before,) if one.before else ()), *one.points)
    places = [_place(sheet, one, point, foot) for point in told]
    shown = list(zip(told, places, strict=True))
    inside = shown[1:] if one.before else shown
    labelled = _labelled(told)
    notes = [_note(sheet, told[number], places[number]) for number in labelled]
    blocks = arrange(notes, sheet.scale.left, limit, ROOM)
    poles, labels = [], []
    for number, block in zip(labelled, blocks, strict=True):
        root = places[number].low
        pole, texts = draw_block(sheet, block, foot + FOOT, root, upward=False, clear=True)
        pole.set_color(SOFT)
        poles.append(pole)
        labels.append(texts)
    bottom = foot + FOOT + max((block.reach for block in blocks), default=0.0)
    depth = max(bottom - top, beside(sheet, name))
    return Strip(
        name=draw_name(sheet, name, top, depth),
        points=told,
        marks=tuple(_mark(sheet, point, place, one) for point, place in shown),
        whiskers=tuple(_whisker(sheet, point, place) for point, place in inside),
        arrows=tuple(_arrow(sheet, place) for point, place in shown if point.is_bound),
        joins=tuple(_joins(sheet, inside)),
        poles=tuple(poles),
        labels=tuple(labels),
        base=(_base(sheet, base), *_scale(sheet, base)),
        unlabelled=len(told) - len(labelled),
        bottom=base,
        end=top + depth + BETWEEN,
    )


def _place(sheet: Sheet, one: Series, point: Point, foot: float) -> _Place:
    scale = sheet.scale
    start, end = (scale.clip(at) for at in scale.bounds(point.reported.window))
    low = point.reported.low
    high = low if point.reported.high is None else point.reported.high
    if not point.is_range and point.reported.value.about is not None:
        low = high = point.reported.value.about
    lowest, highest = one.extent
    unit = HIGH / (highest - lowest)
    return _Place(
        scale.moment((scale.place(start) + scale.place(end)) / 2),
        foot - unit * (high - lowest),
        foot - unit * (low - lowest),
    )


def _labelled(points: Sequence[Point]) -> list[int]:
    """Choose the values that get a label: all, or if they are too many, spread evenly over them."""
    count = len(points)
    if count <= MOST_LABELLED:
        return list(range(count))
    return sorted({round(n * (count - 1) / (MOST_LABELLED - 1)) for n in range(MOST_LABELLED)})


def _note(sheet: Sheet, point: Point, place: _Place) -> Note:
    at = sheet.scale.place(place.moment)
    return Note((Line(point.label, FACE, whole=True),), at)


def _mark(sheet: Sheet, point: Point, place: _Place, one: Series) -> Artist:
    """Draw the value: an arrowhead out of the range for one from before it."""
    middle = (place.high + place.low) / 2
    if point is one.before:
        return sheet.point(sheet.scale.start, middle, INK, -1)
    if point.is_range:
        here = sheet.scale.place(place.moment)
        start, end = (sheet.scale.moment(here + side * BROAD / 2) for side in (-1, 1))
        tall = max(place.low - place.high, 1.0)
        return sheet.bar(start, end, place.high, tall, fc=INK, zorder=4)
    return sheet.rule([(place.moment, middle)], marker="o", ms=DOT, mec=INK, mfc=INK, zorder=4)


def _whisker(sheet: Sheet, point: Point, place: _Place) -> Line2D:
    """Draw the window of the value's date, capped where it ends; below a range, not through it."""
    scale, middle = sheet.scale, place.low
    window = point.reported.window
    start, end = (scale.clip(at) for at in scale.bounds(window))
    line = [(start, middle), (end, middle)]
    if window.earliest is not None and window.earliest >= scale.start:
        line = [(start, middle - CAP), (start, middle + CAP), *line]
    if window.latest is not None and window.latest <= scale.end:
        line = [*line, (end, middle - CAP), (end, middle + CAP)]
    return sheet.rule(line, color=INK, lw=0.8, zorder=3)


def _arrow(sheet: Sheet, place: _Place) -> Artist:
    """Draw an arrow upwards: that many or more."""
    top = place.high - ARROW
    sheet.rule([(place.moment, place.high), (place.moment, top)], lw=1.0, zorder=3)
    return sheet.rule([(place.moment, top)], marker="^", ms=4.0, mec=INK, mfc=INK, mew=0, zorder=4)


def _joins(sheet: Sheet, shown: Sequence[tuple[Point, _Place]]) -> Iterator[Line2D]:
    for (_, before), (point, after) in pairwise(shown):
        if point.joined:
            ends = [(at.moment, at.low) for at in (before, after)]
            yield sheet.rule(ends, color=SOFT, lw=1.1, ls=(0, (1, 2)), zorder=2)


def _scale(sheet: Sheet, base: float) -> tuple[Text, ...]:
    """Write beside its end that the line is nought."""
    return sheet.write(["0"], sheet.scale.right + BESIDE, base - SMALL.leading, SMALL, colour=SOFT)


def _base(sheet: Sheet, base: float) -> Line2D:
    return sheet.rule(
        [(sheet.scale.start, base), (sheet.scale.end, base)], color=SOFT, lw=0.8, zorder=1
    )
