"""Draw the brackets: over the whole window of a date by which something is due.

Events and windows in, artists out.
"""

from __future__ import annotations

from dataclasses import dataclass

from matplotlib.lines import Line2D
from matplotlib.text import Text

from negotiation.plot.lettering import Face, widest, wrap
from negotiation.plot.sheet import Align, Sheet
from negotiation.view.colours import WARNING
from negotiation.view.plan import Plan
from negotiation.view.stays import with_sources

FACE = Face(8, bold=True)
TALL, BESIDE, BETWEEN, ROOM, LEAST = 7.0, 6.0, 5.0, 240.0, 90.0


@dataclass(frozen=True, slots=True)
class Bracket:
    """The artists of a date by which something is due."""

    line: Line2D
    texts: tuple[Text, ...]
    end: float


def draw_bracket(sheet: Sheet, plan: Plan, number: int, top: float, limit: float) -> Bracket:
    """Draw a due date from `top` down, its words to the side that has more room, else above it.

    It has a foot where its window ends, and none on a side that is open or beyond the page.
    """
    event, window = plan.dues[number]
    scale = sheet.scale
    start, end = (scale.clip(at) for at in scale.bounds(window))
    label = with_sources(
        plan.history, plan.speech.name(event), [event.id], plan.sources, plan.speech
    )
    words = _words(label, scale.left, limit, scale.place(start), scale.place(end))
    depth = max(len(words.lines) * FACE.leading, 0 if words.above else TALL)
    foot = top + depth + (TALL if words.above else 0)
    line = [(start, foot), (end, foot)]
    if window.earliest is not None and window.earliest >= scale.start:
        line = [(start, foot - TALL), *line]
    if window.latest is not None and window.latest <= scale.end:
        line = [*line, (end, foot - TALL)]
    return Bracket(
        sheet.rule(line, color=WARNING, lw=1.4, zorder=4),
        sheet.write(words.lines, words.edge, top, FACE, colour=WARNING, align=words.align),
        foot + BETWEEN,
    )


@dataclass(frozen=True, slots=True)
class _Words:
    lines: tuple[str, ...]
    edge: float
    align: Align
    above: bool = False


def _words(label: str, low: float, high: float, left: float, right: float) -> _Words:
    """Set a label before or behind a bracket from `left` to `right`, or above it."""
    before, behind = left - BESIDE - low, high - right - BESIDE
    if max(before, behind) < LEAST:
        lines = wrap(label, min(ROOM, high - low), FACE)
        edge = min(max(left, low), high - widest(lines, FACE))
        return _Words(lines, edge, "left", above=True)
    if before > behind:
        return _Words(wrap(label, min(before, ROOM), FACE), left - BESIDE, "right")
    return _Words(wrap(label, min(behind, ROOM), FACE), right + BESIDE, "left")
