"""Draw the flags: what happened, when and on whose word, on poles above the rail.

Steps in, artists out. Which events get one: see view/selection.py; where they stand: blocks.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.lines import Line2D
from matplotlib.text import Text

from negotiation.dates import Window
from negotiation.history import Step
from negotiation.plot.blocks import Block, Line, Note, arrange, draw_block
from negotiation.plot.lettering import Face
from negotiation.plot.rail import Rail
from negotiation.plot.scale import Scale
from negotiation.plot.sheet import Sheet
from negotiation.view.citing import plain
from negotiation.view.plan import Plan
from negotiation.view.selection import only_year
from negotiation.view.stays import with_sources

DATE, WORDS, COMPUTED = Face(8.5, bold=True), Face(8.5), Face(7.5)
CLEAR, APART = 6.0, 3.0


@dataclass(frozen=True, slots=True)
class Flag:
    """The artists of a flag, the events that it tells of, and its block."""

    events: tuple[str, ...]
    pole: Line2D
    texts: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Planned:
    """A flag before it is drawn."""

    steps: tuple[Step, ...]
    block: Block


def plan_flags(plan: Plan, scale: Scale, edges: tuple[float, float], room: float) -> list[Planned]:
    """Place a flag for each moment told of: events that share a window share a flag."""
    together: dict[Window, list[Step]] = {}
    for step in plan.flagged:
        together.setdefault(step.window, []).append(step)
    groups = sorted(together.values(), key=lambda group: scale.bounds(group[0].window))
    notes = [_note(plan, group, scale) for group in groups]
    blocks = arrange(notes, *edges, room)
    return [Planned(tuple(group), block) for group, block in zip(groups, blocks, strict=True)]


def strip_depth(plans: Sequence[Planned]) -> float:
    """Give how high the flags reach above the rail."""
    return max((plan.block.reach for plan in plans), default=0.0) + CLEAR if plans else 0.0


def draw_flags(sheet: Sheet, plans: Sequence[Planned], rail: Rail, top: float) -> dict[str, Flag]:
    """Draw the flags above the rail, whose upper edge is at `top`; by the ids of their events."""
    flags: dict[str, Flag] = {}
    for plan in plans:
        events = tuple(step.event.id for step in plan.steps)
        root = max(rail.depths[event] for event in events)
        pole, texts = draw_block(sheet, plan.block, top - CLEAR, root, upward=True)
        flags |= dict.fromkeys(events, Flag(events, pole, texts))
    return flags


def _note(plan: Plan, group: Sequence[Step], scale: Scale) -> Note:
    """Say when and what; the pole stands in the middle of the window, or at its known end."""
    window = group[0].window
    start, end = (scale.place(scale.clip(moment)) for moment in scale.bounds(window))
    told = [_told(plan, step, APART if number else 0) for number, step in enumerate(group)]
    pole = (start + end) / 2
    if window.earliest is None and window.latest is not None:
        pole = end
    if window.latest is None and window.earliest is not None:
        pole = start
    return Note((*_when(plan, window), *told), pole)


def _told(plan: Plan, step: Step, above: float) -> Line:
    name = plan.speech.name(step.event) or step.event.id
    text = with_sources(plan.history, name, [step.event.id], plan.sources, plan.speech)
    return Line(text, WORDS, above)


def _when(plan: Plan, window: Window) -> tuple[Line, ...]:
    """Say when, in the source's words, and apart from them what other reports narrow it to."""
    speech = plan.speech
    words = speech.words(window) or ("" if window.computed else speech.say("date.undated"))
    said = [Line(_short(plan, words), DATE, whole=True)] if words else []
    if not window.computed:
        return tuple(said)
    narrowed = speech.say("figure.computed", bounds=_short(plan, speech.bounds(window)))
    return *said, Line(narrowed, COMPUTED)


def _short(plan: Plan, text: str) -> str:
    """Leave out the year where the whole record lies in it; begin with a capital."""
    return plan.speech.heading(plain(text), only_year(plan.history))
