"""Fit a label into its bar: smaller, on more lines, and only where it can be read.

Stays and a scale in, settings out. Draws nothing; what does not fit is called out: callouts.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from negotiation.plot.lettering import Face, widest, wrap
from negotiation.plot.scale import Scale
from negotiation.view.colours import SOFT, ink
from negotiation.view.stays import Stay, seen

# tried one after another: size of type, and how many lines of it
SETTINGS = ((Face(9), 1), (Face(8.5), 2), (Face(7.5), 1), (Face(7.5), 2), (Face(7.5), 3))
ON_HATCH = ((Face(7.5), 1), (Face(7.5), 2))
INSET, WIDE, PROBES = 4.5, 1.6, 15


@dataclass(frozen=True, slots=True)
class Setting:
    """A label that fits: its lines, type and ink; `place` is its middle or its left edge."""

    lines: tuple[str, ...]
    face: Face
    place: float
    colour: str
    centred: bool

    @property
    def left(self) -> float:
        """The left edge of the text."""
        return self.place - widest(self.lines, self.face) / 2 if self.centred else self.place

    @property
    def right(self) -> float:
        """The right edge of the text."""
        return self.left + widest(self.lines, self.face)


def fit(scale: Scale, lane: Sequence[Stay], stay: Stay, depth: float) -> Setting | None:
    """Give the largest setting that fits a bar of that depth, None if there is none.

    It stands where the state is sure, or else where it is likelier than its neighbours.
    """
    sure = (stay.rising[1], stay.falling[0])
    for face, most in ON_HATCH if stay.is_initial else SETTINGS:
        if most * face.leading > depth:
            continue
        for stretch in (sure,) if stay.is_initial else (sure, stay.likely):
            left, right = (scale.place(scale.clip(moment)) for moment in stretch)
            lines = _broken(stay.label, right - left - 2 * INSET, face, most)
            if not lines:
                continue
            setting = _set(scale, lane, stay, lines, face, left + INSET, right - INSET)
            if setting is not None:
                return setting
    return None


def _broken(label: str, room: float, face: Face, most: int) -> tuple[str, ...]:
    """Break a label into at most so many lines, none if that breaks a word."""
    if room <= 0 or widest(label.split(" "), face) > room:
        return ()
    lines = wrap(label, room, face)
    return lines if len(lines) <= most else ()


def _set(
    scale: Scale,
    lane: Sequence[Stay],
    stay: Stay,
    lines: tuple[str, ...],
    face: Face,
    left: float,
    right: float,
) -> Setting | None:
    """Set lines between two places; None if they cannot be read on what is painted there."""
    broad = widest(lines, face)
    centred = stay.is_initial or right - left < WIDE * broad
    first = (left + right - broad) / 2 if centred else left
    places = (first + broad * probe / (PROBES - 1) for probe in range(PROBES))
    colour = SOFT if stay.is_initial else ink(seen(lane, scale.moment(at)) for at in places)
    if colour is None:
        return None
    return Setting(lines, face, (left + right) / 2 if centred else left, colour, centred)
