"""Draw the lanes: a bar a stay, its label in it or called out below it, and the lane's name.

Stays in; artists out. What a stay is: see stays.py; where labels stand: bar_labels.py, callouts.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from matplotlib.artist import Artist
from matplotlib.lines import Line2D
from matplotlib.text import Text

from negotiation.history import Span
from negotiation.plot.bar_labels import Setting, fit
from negotiation.plot.callouts import call_out
from negotiation.plot.names import HEADLINE, NAME, Name, above, beside, draw_name
from negotiation.plot.sheet import Sheet
from negotiation.view.colours import PAGE, ink
from negotiation.view.stays import Course, Stay, meeting, seen

BETWEEN, APART, CLEAR = 8.0, 3.0, 1.5
OVER_DOTS = 3.5
DEPTH, HEADLINE_DEPTH = 25.0, 33.0
HATCH = {"fc": PAGE, "ec": "#d3d7dd", "hatch": "////", "lw": 0, "zorder": 1}
DOUBT = {"fc": "none", "hatch": "....", "lw": 0, "zorder": 3}


@dataclass(frozen=True, slots=True)
class Lane:
    """The artists of a track: its name, and for each of its spans the bar and the label.

    `doubts` are dotted where another order of the events allows other states. `beyond` are the
    points of a lane that goes on outside the drawn range. A span outside it has no bar; one in
    `unlabelled` is too short, among too many, for a label; spans that nearly coincide share one.
    """

    name: tuple[Text, ...]
    spans: tuple[Span, ...]
    bars: tuple[Artist | None, ...]
    labels: tuple[tuple[Text, ...], ...]
    leaders: tuple[Line2D, ...]
    doubts: tuple[Artist, ...]
    beyond: tuple[Artist, ...]
    unlabelled: tuple[Span, ...]
    top: float
    bottom: float
    end: float

    @property
    def texts(self) -> tuple[Text, ...]:
        """Its name and every label, each once."""
        labels = (text for label in self.labels for text in label)
        return tuple(dict.fromkeys((*self.name, *labels)))


def lane_name(course: Course, number: int) -> Name:
    """Give what a lane is called; the first one is the headline."""
    return Name(course.name, course.heading, face=HEADLINE if number == 0 else NAME)


def draw_lane(sheet: Sheet, course: Course, number: int, top: float) -> Lane:
    """Draw a lane from `top` down, the first one deeper."""
    called = lane_name(course, number)
    top += above(sheet, called)
    depth = max(HEADLINE_DEPTH if number == 0 else DEPTH, beside(sheet, called))
    name = draw_name(sheet, called, top, depth)
    bars = tuple(_draw_bar(sheet, course.stays, n, top, depth) for n in range(len(course.stays)))
    doubts = tuple(_draw_doubts(sheet, course, top, depth))
    inside = _draw_labels(sheet, course, top, depth)
    lacking = [
        n
        for n, stay in enumerate(course.stays)
        if bars[n] is not None and n not in inside and not stay.is_initial
    ]
    hung = call_out(sheet, course.stays, lacking, top + depth)
    shown = inside | hung.texts
    spans = tuple(stay.span for stay in course.stays)
    return Lane(
        name=name,
        spans=spans,
        bars=bars,
        labels=tuple(shown.get(n, ()) for n in range(len(spans))),
        leaders=hung.leaders,
        doubts=doubts,
        beyond=_beyond(sheet, course.stays, top + depth / 2),
        unlabelled=tuple(spans[n] for n in hung.left_out),
        top=top,
        bottom=top + depth,
        end=top + depth + hung.depth + BETWEEN,
    )


def _draw_bar(
    sheet: Sheet, stays: Sequence[Stay], number: int, top: float, depth: float
) -> Artist | None:
    """Paint a stay over those before it, its colours mixed beforehand with theirs.

    The model's start ends where something else may begin: nothing is mixed with it but the page.
    """
    stay = stays[number]
    last = stay.falling[0] if stay.is_initial else stay.falling[1]
    start, end = sheet.scale.clip(stay.rising[0]), sheet.scale.clip(last)
    if end <= start:
        return None
    if stay.is_initial:
        return sheet.bar(start, end, top, depth, **HATCH)
    under = meeting(stays[: number + 1], stay)
    starts = sheet.steps(stay.rising)
    colours = [seen(under, moment) for moment in starts[:-1]]
    return sheet.blend(starts, last, top, depth, [*colours, stay.shade])


def _draw_doubts(sheet: Sheet, course: Course, top: float, depth: float) -> Iterator[Artist]:
    """Dot what another order of the events would change, light on dark or dark on light."""
    for stretch in course.unclear:
        start, end = (sheet.scale.clip(moment) for moment in stretch)
        if end > start:
            dots = ink([seen(course.stays, (start + end) / 2)])
            yield sheet.bar(start, end, top, depth, ec=dots, alpha=0.5, **DOUBT)


def _draw_labels(
    sheet: Sheet, course: Course, top: float, depth: float
) -> dict[int, tuple[Text, ...]]:
    """Write the labels that fit their bars, one beside the other."""
    labels, reached = {}, sheet.scale.left
    for number, stay in enumerate(course.stays):
        setting = fit(sheet.scale, meeting(course.stays, stay), stay, depth)
        if setting is not None and setting.left >= reached:
            reached = setting.right + APART
            labels[number] = _write(sheet, setting, top, depth)
            if stay.is_initial or course.unclear:
                _clear(sheet, course, setting, top, depth)
    return labels


def _write(sheet: Sheet, setting: Setting, top: float, depth: float) -> tuple[Text, ...]:
    first = top + (depth - len(setting.lines) * setting.face.leading) / 2
    return sheet.write(
        setting.lines,
        setting.place,
        first,
        setting.face,
        colour=setting.colour,
        align="center" if setting.centred else "left",
    )


def _clear(sheet: Sheet, course: Course, setting: Setting, top: float, depth: float) -> None:
    """Paint the lane once more behind a text, over hatch and dots, so that it can be read."""
    stretch = (
        sheet.scale.moment(setting.left - CLEAR),
        sheet.scale.moment(setting.right + CLEAR),
    )
    starts = sheet.steps(stretch)
    high = len(setting.lines) * setting.face.leading
    ground = sheet.blend(
        starts,
        stretch[1],
        top + (depth - high) / 2,
        high,
        [seen(course.stays, moment) for moment in starts],
    )
    ground.set_zorder(OVER_DOTS)


def _beyond(sheet: Sheet, stays: Sequence[Stay], middle: float) -> tuple[Artist, ...]:
    """Point out of the drawn range where a reported state goes on beyond it."""
    heads: list[Artist] = []
    for edge, side in ((sheet.scale.start, -1), (sheet.scale.end, 1)):
        outside = edge - 1 if side == -1 else edge
        if any(stay.cover(outside) and not stay.is_initial for stay in stays):
            heads.append(sheet.point(edge, middle, seen(stays, edge - max(side, 0)), side))
    return tuple(heads)
