"""Bars: the states of a track as they are drawn in a lane.

Stays in; boxes, shades and labels out, in per cent of a lane. A bar fades in over the window in
which its state may have begun and is solid from its last moment on, painted over those before it.
"""

from __future__ import annotations

from dataclasses import dataclass

from negotiation.page.across import NOWHERE, Across, Box, least_width
from negotiation.view.colours import INK, ink
from negotiation.view.lettering import width
from negotiation.view.stays import Course, Stay

SIZE, INSET = 12.0, 6.0


@dataclass(frozen=True, slots=True)
class Label:
    """A text in a bar: where it begins, its ink, and the narrowest drawing that has room for it.

    `clear` is the colour to keep from behind it what is hatched or dotted, if anything is.
    """

    text: str
    x: float
    ink: str
    least: int
    clear: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """One stay: over `fade` it grows over what was before, in `solid` it is all there is."""

    fade: Box | None
    solid: Box | None
    shade: str
    label: Label | None


@dataclass(frozen=True, slots=True)
class Lane:
    """A lane as it is drawn: where nothing is reported, bars, and where another order differs."""

    silent: Box | None
    bars: tuple[Bar, ...]
    unclear: tuple[Box, ...]

    @property
    def labels(self) -> tuple[Label, ...]:
        """Every label that some width has room for."""
        every = (bar.label for bar in self.bars)
        return tuple(one for one in every if one is not None and one.least < NOWHERE)


def lane(across: Across, course: Course) -> Lane:
    """Draw the course of a track."""
    silent, bars = None, []
    for stay in course.stays:
        if stay.is_initial:
            first, last = stay.rising[0], stay.falling[1]
            silent = across.box(first, last) if last > first else None
        else:
            bars.append(_bar(across, stay, _ground(course, stay)))
    unclear = tuple(across.box(*stretch) for stretch in course.unclear)
    return Lane(silent, tuple(bars), unclear)


def _ground(course: Course, stay: Stay) -> str:
    """Give the colour to clear a label with, if dots may lie under it."""
    first, last = stay.rising[1], stay.falling[0]
    dotted = any(start < last and end > first for start, end in course.unclear)
    return stay.shade if dotted else ""


def _bar(across: Across, stay: Stay, ground: str) -> Bar:
    first, sure = stay.rising
    last = max(stay.falling[1], sure)
    text = _label(across, stay.label, (sure, stay.falling[0]), ink([stay.shade]) or INK, ground)
    return Bar(
        across.box(first, sure) if sure > first else None,
        across.box(sure, last) if last > sure else None,
        stay.shade,
        text,
    )


def _label(
    across: Across, text: str, stretch: tuple[int, int], colour: str, clear: str
) -> Label | None:
    """Set a text where its state is sure; None where that is at no time."""
    first, last = (across.share(moment) for moment in stretch)
    if last <= first:
        return None
    least = least_width(width(text, SIZE) + 2 * INSET, last - first)
    return Label(text, across.turned(first), colour, least, clear)
