"""Draw a path as a row: its share, a bar with the interval, and its states as a chain of boxes.

Paths in, artists out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from matplotlib.artist import Artist
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from negotiation.plot.ensembles.chains import INSET, LABEL, LINE, Chip, Others, Path, chain
from negotiation.plot.ensembles.frame import edges_of
from negotiation.plot.ensembles.rounding import said
from negotiation.plot.ensembles.scene import Scene, hue_of
from negotiation.plot.lettering import Face, widest, wrap
from negotiation.plot.sheet import Sheet
from negotiation.simulation.shares import Share
from negotiation.view.colours import INK, NEUTRAL, RULE, SOFT, ink, shade

NUMBER, SMALL = Face(11, bold=True), Face(7.5)
BAR, BESIDE, TALL, APART = 110.0, 14.0, 9.0, 6.0
SURE, OPEN = 0.52, 0.82


@dataclass(frozen=True, slots=True)
class PathRow:
    """The artists of a path: its share, the bar of it with the interval, and the states."""

    share: tuple[Text, ...]
    interval: tuple[Text, ...]
    bars: tuple[Artist, ...]
    whisker: Line2D
    boxes: tuple[Rectangle, ...]
    names: tuple[Text, ...]
    arrows: tuple[Line2D, ...]
    rule: Line2D
    bottom: float


@dataclass(frozen=True, slots=True)
class Grid:
    """Where columns stand: the right edge of numbers, the bars and their scale, and the chains.

    `below` says that chains stand below their bars, where the page is narrow.
    """

    number: float
    bar: float
    longest: float
    chain: float
    room: float
    below: bool


def grid_of(scene: Scene, found: Sequence[Path], others: Others) -> Grid:
    """Make bars as long as their column for the greatest end of an interval."""
    left, right = edges_of(scene.room)
    every = [*(path.shares for path in found), others.shares]
    words = [said(scene.speech, shares) for shares in every]
    broad = max(
        widest([one.value for one in words], NUMBER), widest([one.interval for one in words], SMALL)
    )
    longest = max(share.high for shares in every for share in shares)
    number = left + broad
    bar = number + APART
    below = scene.room.names_above
    first = left if below else bar + BAR + BESIDE
    return Grid(number, bar, longest, first, right - first, below)


def draw_row(
    sheet: Sheet, scene: Scene, grid: Grid, path: Path, shades: Mapping[str, str], top: float
) -> PathRow:
    """Draw a path from `top` down."""
    chips, deep = chain(scene, path.states, grid.room)
    share = _draw_share(sheet, scene, grid, path.shares, top, hue_of(scene, scene.headline))
    first = top + APART + (NUMBER.leading + SMALL.leading + 3 if grid.below else 0)
    boxes: list[Rectangle] = []
    names: list[Text] = []
    for chip in chips:
        boxes.append(_box(sheet, grid, chip, shades, first))
        names += _chip_words(sheet, grid, chip, shades, first)
    arrows = tuple(_arrows(sheet, grid, chips, first))
    return _row(sheet, scene, share, boxes, names, arrows, top, max(share.bottom, first + deep))


@dataclass(frozen=True, slots=True)
class Bar:
    """The artists that tell a share."""

    share: tuple[Text, ...]
    interval: tuple[Text, ...]
    bars: tuple[Artist, ...]
    whisker: Line2D
    bottom: float


def _row(
    sheet: Sheet,
    scene: Scene,
    share: Bar,
    boxes: Sequence[Rectangle],
    names: Sequence[Text],
    arrows: tuple[Line2D, ...],
    top: float,
    bottom: float,
) -> PathRow:
    """Put a row together, under a thin rule."""
    ends = [(sheet.scale.moment(at), top) for at in edges_of(scene.room)]
    rule = sheet.rule(ends, color=RULE, lw=0.6, zorder=0)
    return PathRow(
        share=share.share,
        interval=share.interval,
        bars=share.bars,
        whisker=share.whisker,
        boxes=tuple(boxes),
        names=tuple(names),
        arrows=arrows,
        rule=rule,
        bottom=bottom + APART,
    )


def _draw_share(
    sheet: Sheet,
    scene: Scene,
    grid: Grid,
    shares: Sequence[Share],
    top: float,
    degrees: float | None,
) -> Bar:
    """Write a share and its interval, and draw its bar: dark what holds from every start."""
    words = said(scene.speech, shares)
    top += APART
    value = sheet.write([words.value], grid.number, top, NUMBER, align="right")
    below = top + NUMBER.leading
    interval = sheet.write([words.interval], grid.number, below, SMALL, colour=SOFT, align="right")
    ends = (min(one.share for one in shares), max(one.share for one in shares))
    reach = (min(one.low for one in shares), max(one.high for one in shares))

    def at(share: float) -> float:
        return sheet.scale.moment(grid.bar + BAR * share / grid.longest)

    middle = top + NUMBER.leading / 2
    dark, light = (NEUTRAL, RULE) if degrees is None else (shade(degrees, n) for n in (SURE, OPEN))
    bars = (
        sheet.bar(at(0), at(ends[1]), middle - TALL / 2, TALL, fc=light),
        sheet.bar(at(0), at(ends[0]), middle - TALL / 2, TALL, fc=dark, zorder=2),
    )
    whisker = sheet.rule([(at(share), middle) for share in reach], color=INK, lw=0.9, zorder=3)
    return Bar(value, interval, bars, whisker, below + SMALL.leading)


def _box(sheet: Sheet, grid: Grid, chip: Chip, shades: Mapping[str, str], top: float) -> Rectangle:
    left = grid.chain + chip.left
    start, end = (sheet.scale.moment(at) for at in (left, left + chip.width))
    colour = shades.get(chip.state, "none")
    return sheet.bar(start, end, top + chip.top, chip.height, fc=colour, zorder=2)


def _chip_words(
    sheet: Sheet, grid: Grid, chip: Chip, shades: Mapping[str, str], top: float
) -> tuple[Text, ...]:
    colour = ink([shades[chip.state]]) or INK if chip.state else SOFT
    first = top + chip.top + (LINE - LABEL.leading) / 2
    place = grid.chain + chip.left + INSET
    return sheet.write(chip.lines, place, first, LABEL, colour=colour)


def _arrows(sheet: Sheet, grid: Grid, chips: Sequence[Chip], top: float) -> Iterator[Line2D]:
    """Draw a small head between two boxes, also at the end of a line."""
    for chip in chips[:-1]:
        middle, left = top + chip.top + LINE / 2, grid.chain + chip.left + chip.width
        corners = ((3.2, -3.0), (6.4, 0.0), (3.2, 3.0))
        points = [(sheet.scale.moment(left + right), middle + down) for right, down in corners]
        yield sheet.rule(points, color=SOFT, lw=1.0, zorder=3)


def draw_others(sheet: Sheet, scene: Scene, grid: Grid, others: Others, top: float) -> PathRow:
    """Draw all other paths as one row."""
    share = _draw_share(sheet, scene, grid, others.shares, top, None)
    key = "ensemble.other-paths" if others.is_exact else "ensemble.other-paths-at-least"
    lines = wrap(scene.speech.say(key, count=others.count), grid.room, LABEL)
    first = top + APART + (LINE - LABEL.leading) / 2
    if grid.below:
        first = share.bottom + 3
    names = sheet.write(lines, grid.chain, first, LABEL)
    bottom = max(share.bottom, first + len(lines) * LABEL.leading)
    return _row(sheet, scene, share, (), names, (), top, bottom)
