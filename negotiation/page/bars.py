"""Bars: the states of a track as they are drawn in a lane.

Stays in; boxes, shades and labels out, in per cent of a lane. A bar fades in over the window in
which its state may have begun and is solid from its last moment on, painted over those before it.
"""

from __future__ import annotations

from dataclasses import dataclass

from negotiation.page.across import NOWHERE, WIDTHS, Across, Box, least_width
from negotiation.view.citing import JOINT
from negotiation.view.colours import INK, ink
from negotiation.view.lettering import shortened, width
from negotiation.view.stays import Course, Stay

SIZE, INSET = 12.0, 6.0
PAGE, LEAST = 2, 3  # the number of the width that a label is to fit, letters of one cut short


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
    """One stay: over `fade` it grows over what was before, in `solid` it is all there is.

    `title` is its name and sources where the label does not say them at every width.
    """

    fade: Box | None
    solid: Box | None
    shade: str
    label: Label | None
    title: str


@dataclass(frozen=True, slots=True)
class Lane:
    """A lane as it is drawn: where nothing is reported, bars, and where another order differs."""

    silent: Box | None
    bars: tuple[Bar, ...]
    unclear: tuple[Box, ...]

    @property
    def labels(self) -> tuple[Label, ...]:
        """Every label."""
        return tuple(bar.label for bar in self.bars if bar.label is not None)


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
    label = _label(across, stay.label, (sure, stay.falling[0]), ink([stay.shade]) or INK, ground)
    is_said = label is not None and label.text == stay.label and label.least == 0
    return Bar(
        across.box(first, sure) if sure > first else None,
        across.box(sure, last) if last > sure else None,
        stay.shade,
        label,
        "" if is_said else stay.label,
    )


def _label(
    across: Across, text: str, stretch: tuple[int, int], colour: str, clear: str
) -> Label | None:
    """Set a text where its state is sure, as much of it as has room; None where that is none.

    Its sources go before its name is cut short.
    """
    first, last = (across.share(moment) for moment in stretch)
    name = text.partition(JOINT)[0]
    needed = [width(one, SIZE) + 2 * INSET for one in (text, name)]
    fitting = [least_width(one, last - first) for one in needed]
    told, least = (text, fitting[0]) if fitting[0] <= max(fitting[1], PAGE) else (name, fitting[1])
    if least == NOWHERE:
        told = shortened(name, WIDTHS[-1] * (last - first) / 100 - 2 * INSET, SIZE)
        least = NOWHERE - 1 if len(told) > LEAST else NOWHERE
    return None if least == NOWHERE else Label(told, across.turned(first), colour, least, clear)
