"""Draw the flags: what happened, when and on whose word, on poles above the rail.

Steps in, artists out. Which events get one: see view/selection.py; where they stand: blocks.py.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from matplotlib.lines import Line2D
from matplotlib.text import Text

from negotiation.dates import MONTHS, Window, local
from negotiation.history import History, Step
from negotiation.plot.axis import Scale
from negotiation.plot.blocks import Block, Line, Note, arrange, draw_block
from negotiation.plot.lettering import Face
from negotiation.plot.rail import Rail
from negotiation.plot.sheet import Sheet
from negotiation.view.citing import plain
from negotiation.view.stays import with_sources
from negotiation.wording import bounds

DATE, WORDS, COMPUTED = Face(8.5, bold=True), Face(8.5), Face(7.5)
ROOM, CLEAR, APART = 132.0, 6.0, 3.0


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


def plan_flags(
    history: History,
    steps: Sequence[Step],
    numbers: Mapping[str, int],
    scale: Scale,
    edges: tuple[float, float],
) -> list[Planned]:
    """Place a flag for each moment told of: events that share a window share a flag."""
    together: dict[Window, list[Step]] = {}
    for step in steps:
        together.setdefault(step.window, []).append(step)
    groups = sorted(together.values(), key=lambda group: scale.bounds(group[0].window))
    notes = [_note(history, group, numbers, scale) for group in groups]
    blocks = arrange(notes, *edges, ROOM)
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


def _note(
    history: History, group: Sequence[Step], numbers: Mapping[str, int], scale: Scale
) -> Note:
    """Say when and what; the pole stands on the edge of the window that the text then covers."""
    window = group[0].window
    start, end = (scale.place(scale.clip(moment)) for moment in scale.bounds(window))
    told = [
        _told(history, step, numbers, APART if number else 0) for number, step in enumerate(group)
    ]
    if window.earliest is None:
        start = end if window.latest is not None else (start + end) / 2
    if window.latest is None:
        end = start
    return Note((*_when(history, window), *told), start, end)


def _told(history: History, step: Step, numbers: Mapping[str, int], above: float) -> Line:
    name = step.event.name() or step.event.id
    return Line(with_sources(history, name, [step.event.id], numbers), WORDS, above)


def _when(history: History, window: Window) -> tuple[Line, ...]:
    """Say when, in the source's words, and apart from them what other reports narrow it to."""
    words = _short(history, window.text) or ("" if window.computed else "Undated")
    narrowed = _short(history, bounds(window, history.zone)) if window.computed else ""
    said = [Line(words, DATE)] if words else []
    return *said, *([Line(f"computed: {narrowed}", COMPUTED)] if narrowed else [])


def _short(history: History, text: str) -> str:
    """Leave out the year where the whole record lies in it; begin with a capital."""
    text = plain(text).removeprefix("the ")
    if history.record is not None:
        first, last = history.record.start, history.record.end - 1
        year = local(first, history.zone).year
        if year == local(last, history.zone).year:
            text = re.sub(rf"({'|'.join(MONTHS)}) {year}\b", r"\1", text)
    return text[:1].upper() + text[1:]
