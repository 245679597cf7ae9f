"""Explain the marks of outcomes in a key."""

from __future__ import annotations

from matplotlib.artist import Artist

from negotiation.plot.ensembles.labels import colour_of
from negotiation.plot.key import Mark
from negotiation.plot.sheet import Sheet
from negotiation.view.colours import INK, PAGE, shade

GROUND, SURE, BAND = "#f2f4f7", shade(255.0, 0.84), shade(255.0, 0.68)
STROKES: tuple[object, ...] = ("solid", (0, (5, 2)), (0, (1.5, 1.5)), (0, (6, 2, 1.5, 2)))
DOT, THICK, THIN = 4.6, 6.0, 1.4


def lined(number: int, meaning: str) -> Mark:
    """Give a mark of the key: the stroke of a variant."""

    def draw(sheet: Sheet, start: float, end: float, middle: float) -> Artist:
        style = {"color": colour_of(number), "lw": 1.6, "ls": STROKES[number % len(STROKES)]}
        return sheet.rule([(start, middle), (end, middle)], **style)

    return Mark(draw, meaning)


def dotted(colour: str, meaning: str) -> Mark:
    """Give a mark of the key: a dot with a whisker."""

    def draw(sheet: Sheet, start: float, end: float, middle: float) -> Artist:
        sheet.rule([(start + (end - start) / 4, middle), (end, middle)], color=colour, lw=2.2)
        at = start + (end - start) * 0.6
        return sheet.rule([(at, middle)], marker="o", ms=DOT, mfc=colour, mec=PAGE, mew=0.6)

    return Mark(draw, meaning)


def whiskered(colour: str, meaning: str) -> Mark:
    """Give a mark of the key: a whisker alone."""

    def draw(sheet: Sheet, start: float, end: float, middle: float) -> Artist:
        return sheet.rule([(start, middle), (end, middle)], color=colour, lw=2.2)

    return Mark(draw, meaning)


def edged(colour: str, meaning: str) -> Mark:
    """Give a mark of the key: two lines of one kind, the edges of a range."""

    def draw(sheet: Sheet, start: float, end: float, middle: float) -> Artist:
        sheet.rule([(start, middle - 3), (end, middle - 3)], color=colour, lw=0.9)
        return sheet.rule([(start, middle + 3), (end, middle + 3)], color=colour, lw=0.9)

    return Mark(draw, meaning)


def barred(colour: str, meaning: str, *, hollow: bool = False) -> Mark:
    """Give a mark of the key: a line with a bar in it, and the median, a box if it is a range."""

    def draw(sheet: Sheet, start: float, end: float, middle: float) -> Artist:
        long, at = end - start, start + (end - start) * 0.55
        sheet.bar(start, end, middle - THIN / 2, THIN, fc=colour)
        sheet.bar(start + long / 4, end - long / 6, middle - THICK / 2, THICK, fc=colour)
        if hollow:
            box = (at - long / 10, at + long / 10, middle - THICK, 2 * THICK)
            return sheet.bar(*box, fc=PAGE, ec=INK, lw=0.9, zorder=3)
        return sheet.rule([(at, middle - THICK), (at, middle + THICK)], color=INK, lw=1.6)

    return Mark(draw, meaning)
