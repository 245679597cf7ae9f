"""Points: the reported values of a measure, as they are drawn below the lanes.

A series in; places, ranges, whiskers and labels in rows out. Nothing is drawn between values but
the line that joins two of them where one may.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from negotiation.dates import DAY
from negotiation.page.across import WIDTHS, Across, Box
from negotiation.view.citing import JOINT
from negotiation.view.lettering import width
from negotiation.view.measures import Point, Series

DEPTH, TOP, SIZE, APART = 42.0, 16.0, 12.0, 8.0  # pixels
NARROW, WIDE = WIDTHS[0], WIDTHS[2]


@dataclass(frozen=True, slots=True)
class Set:
    """Where a label stands at one width: its row, and its anchor and place from the left."""

    row: int
    anchor: str
    x: float


@dataclass(frozen=True, slots=True)
class Dot:
    """A value: its place and depth, the depth of its range's upper end, its date if unclear.

    `start` is how far on its date may be, in per cent. `bound` says that it may be more; `joined`
    that a line leads here from the one before.
    """

    x: float
    y: float
    high: float
    is_range: bool
    bound: bool
    joined: bool
    whisker: Box | None
    text: str
    narrow: Set
    wide: Set
    start: float


@dataclass(frozen=True, slots=True)
class Strip:
    """A measure as it is drawn; `rows` of labels stand below it, at a narrow and a wide page."""

    name: str
    unit: str
    dots: tuple[Dot, ...]
    narrow_rows: int
    wide_rows: int


def strip(across: Across, series: Series) -> Strip:
    """Draw the values of a measure; their date is the middle of its window."""
    points = series.points
    narrow, wide = (_sets(across, points, page) for page in (NARROW, WIDE))
    dots = tuple(_dot(across, series, *one) for one in zip(points, narrow, wide, strict=True))
    return Strip(series.name, series.unit, dots, _count(narrow), _count(wide))


def _count(sets: Sequence[Set]) -> int:
    return max((one.row + 1 for one in sets), default=0)


def _middle(across: Across, point: Point) -> float:
    middle = point.reported.window.midpoint()
    return across.start if middle is None else middle


def _dot(across: Across, series: Series, point: Point, narrow: Set, wide: Set) -> Dot:
    told = point.reported.value
    low, high = point.reported.low, point.reported.high
    exact = told.about if told.about is not None else low
    window = point.reported.window
    first, last = window.earliest, window.latest
    unclear = first is None or last is None or last - first > DAY
    return Dot(
        across.place(_middle(across, point)),
        _depth(series, exact),
        _depth(series, low if high is None else high),
        point.is_range,
        point.is_bound,
        point.joined,
        across.box(across.start if first is None else first, across.end if last is None else last)
        if unclear
        else None,
        _turned(point.label) if across.mirrored else point.label,
        narrow,
        wide,
        across.share(across.start if first is None else first),
    )


def _turned(label: str) -> str:
    """Keep the raised numbers of sources behind a number that is read from right to left."""
    return label.replace(JOINT, f"\N{RIGHT-TO-LEFT MARK}{JOINT}")


def _depth(series: Series, number: float) -> float:
    lowest, highest = series.extent
    return TOP + (DEPTH - TOP) * (highest - number) / (highest - lowest)


def _sets(across: Across, points: Sequence[Point], page: float) -> list[Set]:
    """Set each label below its dot, in the first row that has room for it on a page so wide."""
    ends: list[float] = []
    sets = []
    for point in points:
        broad = width(point.label, SIZE)
        middle = across.share(_middle(across, point)) * page / 100
        first = min(max(middle - broad / 2, 0.0), max(page - broad, 0.0))
        row = next((n for n, end in enumerate(ends) if first >= end + APART), len(ends))
        if row == len(ends):
            ends.append(0.0)
        ends[row] = first + broad
        share, anchor = across.share(_middle(across, point)), "middle"
        if first == 0.0:
            share, anchor = 0.0, "start"
        elif first < middle - broad / 2:
            share, anchor = 100.0, "end"
        sets.append(Set(row, anchor, across.turned(share)))
    return sets
