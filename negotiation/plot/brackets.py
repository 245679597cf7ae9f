"""Draw the brackets: over the whole window of a date by which something is due.

Events and windows in, artists out.
"""

from __future__ import annotations

from dataclasses import dataclass

from matplotlib.lines import Line2D
from matplotlib.text import Text

from negotiation.plot.lettering import Face, wrap
from negotiation.plot.sheet import Sheet
from negotiation.view.colours import WARNING
from negotiation.view.plan import Plan
from negotiation.view.stays import with_sources

FACE = Face(8, bold=True)
TALL, BESIDE, BETWEEN, ROOM = 7.0, 6.0, 5.0, 240.0


@dataclass(frozen=True, slots=True)
class Bracket:
    """The artists of a date by which something is due."""

    line: Line2D
    texts: tuple[Text, ...]
    end: float


def draw_bracket(sheet: Sheet, plan: Plan, number: int, top: float, limit: float) -> Bracket:
    """Draw a due date from `top` down, its words to the side that has more room."""
    event, window = plan.dues[number]
    scale = sheet.scale
    start, end = (scale.clip(at) for at in scale.bounds(window))
    name = plan.speech.name(event)
    label = with_sources(plan.history, name, [event.id], plan.sources, plan.speech)
    left, right = scale.place(start), scale.place(end)
    before = left - scale.left > limit - right
    room = min(max(left - scale.left if before else limit - right, 1) - BESIDE, ROOM)
    lines = wrap(label, max(room, 40.0), FACE)
    depth = max(len(lines) * FACE.leading, TALL)
    foot = top + depth
    texts = sheet.write(
        lines,
        left - BESIDE if before else right + BESIDE,
        top,
        FACE,
        colour=WARNING,
        align="right" if before else "left",
    )
    line = sheet.rule(
        [(start, foot - TALL), (start, foot), (end, foot), (end, foot - TALL)],
        color=WARNING,
        lw=1.4,
        zorder=4,
    )
    return Bracket(line, texts, foot + BETWEEN)
