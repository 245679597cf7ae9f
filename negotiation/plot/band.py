"""Draw the bands: the tint behind time that is drawn narrower, and by how much it is.

A plan in, artists out.
"""

from __future__ import annotations

from dataclasses import dataclass

from matplotlib.patches import Rectangle
from matplotlib.text import Text

from negotiation.plot.lettering import Face, widest, wrap
from negotiation.plot.sheet import Sheet
from negotiation.view.colours import SOFT
from negotiation.view.plan import Plan

FACE, TINT, BETWEEN = Face(7.5), "#f2f4f7", 4.0


@dataclass(frozen=True, slots=True)
class Band:
    """The tint behind a stretch of quiet time, and the words that say how narrow it is drawn."""

    tint: Rectangle
    texts: tuple[Text, ...]
    end: float


def draw_band(sheet: Sheet, plan: Plan, top: float, bottom: float) -> tuple[Band, ...]:
    """Tint what lies above `bottom`, and write below it by how much time is drawn narrower."""
    if plan.quiet is None:
        return ()
    said = plan.speech.say("figure.narrower", factor=plan.quiet.factor)
    bands = []
    for start, end in plan.quiet.stretches:
        left, right = sheet.scale.place(start), sheet.scale.place(end)
        lines = wrap(said, max(right - left - 6, widest(said.split(" "), FACE)), FACE)
        end_of_words = bottom + len(lines) * FACE.leading + BETWEEN
        tint = sheet.bar(start, end, top, end_of_words - top, fc=TINT, zorder=-1)
        texts = sheet.write(lines, (left + right) / 2, bottom, FACE, colour=SOFT, align="center")
        bands.append(Band(tint, texts, end_of_words))
    return tuple(bands)
