"""Draw how far times lie apart: a line from 5 to 95 % of the runs, a bar from 25 to 75 %, the half.

Quantiles from every start in, artists out. Of several starts the widest ends and all medians.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from matplotlib.artist import Artist

from negotiation.plot.ensembles.labels import colour_of
from negotiation.plot.ensembles.marks import STROKES, THICK, THIN
from negotiation.plot.sheet import Sheet
from negotiation.simulation.shares import Quantile
from negotiation.view.colours import INK, PAGE

LINE, BAR, HALF = (0.05, 0.95), (0.25, 0.75), 0.5
HIGH = 10.0  # of a median
HEAD = ((1.0, -3.0), (5.0, 0.0), (1.0, 3.0))  # from the end of the runs: bars end there

Times = Mapping[float, Sequence[Quantile]]
"""Quantiles by their share, one a start."""


def draw_fan(
    sheet: Sheet, times: Times, middle: float, number: int, *, may_never: bool
) -> tuple[Artist, ...]:
    """Draw the fan of the variant of that number around a depth.

    With `may_never` a time that is not known lies past the end, if it comes at all: an arrow leads
    there, and what begins there is not drawn. Else it is the end.
    """
    colour, marks = colour_of(number), list[Artist]()
    for (first, last), is_line in ((LINE, True), (BAR, False)):
        if may_never and not _is_known(times[first]):
            continue
        start, end = min(_places(sheet, times[first])), max(_places(sheet, times[last]))
        if is_line:
            style = {"color": colour, "lw": THIN, "ls": STROKES[number % len(STROKES)]}
            marks.append(sheet.rule([(start, middle), (end, middle)], zorder=2, **style))
        else:
            marks.append(sheet.bar(start, end, middle - THICK / 2, THICK, fc=colour, zorder=3))
    if may_never and marks and any(one.value is None for one in times[LINE[1]]):
        marks.append(_head(sheet, middle, colour))
    if not may_never or _is_known(times[HALF]):
        marks.append(_median(sheet, times[HALF], middle))
    return tuple(marks)


def _is_known(quantiles: Sequence[Quantile]) -> bool:
    return any(one.value is not None for one in quantiles)


def _places(sheet: Sheet, quantiles: Sequence[Quantile]) -> Iterator[float]:
    for one in quantiles:
        yield sheet.scale.end if one.value is None else sheet.scale.clip(float(one.value))


def _head(sheet: Sheet, middle: float, colour: str) -> Artist:
    points = [
        (sheet.scale.moment(sheet.scale.right + across), middle + down) for across, down in HEAD
    ]
    return sheet.rule(points, color=colour, lw=THIN, zorder=3)


def _median(sheet: Sheet, quantiles: Sequence[Quantile], middle: float) -> Artist:
    """Draw a stroke, or a box over the medians of several starts."""
    known = list(_places(sheet, quantiles))
    low, high = (sheet.scale.place(pick(known)) for pick in (min, max))
    start, end = sheet.scale.moment(low - 1), sheet.scale.moment(high + 1)
    ink = {"fc": INK, "ec": PAGE, "lw": 0.6} if len(known) == 1 else {"fc": PAGE, "ec": INK}
    return sheet.bar(start, end, middle - HIGH / 2, HIGH, zorder=4, **({"lw": 0.9} | ink))
