"""Draw the rail: every event by what is known of its time, a dot for a clock time, else a bar.

Steps in, artists out. A bar covers exactly the event's window and dissolves towards an open side.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from matplotlib.artist import Artist
from matplotlib.text import Text

from negotiation.dates import Window
from negotiation.history import Step
from negotiation.plot.names import Name, above, beside, draw_name
from negotiation.plot.scale import Scale
from negotiation.plot.sheet import Sheet
from negotiation.view.colours import NEUTRAL, PAGE, mix
from negotiation.view.plan import Plan
from negotiation.view.selection import is_clock_time, is_open
from negotiation.view.speech import Speech

PITCH, DOT, APART = 3.4, 5.4, 2.0
FILL, UNDATED = 0.62, 0.4
EDGE = 0.5
Stroke = tuple[float, tuple[float, ...]] | str
FORESEEN_NOT: Stroke = "-"
PERHAPS: Stroke = (0, (4, 2))
DISPUTED: Stroke = (0, (1, 1.5))


@dataclass(frozen=True, slots=True)
class Rail:
    """The mark of each event by its id, the depth of each one's middle, and where it all ends."""

    marks: Mapping[str, Artist]
    depths: Mapping[str, float]
    name: tuple[Text, ...]
    end: float


def draw_rail(sheet: Sheet, plan: Plan, tints: Mapping[str, str], top: float, most: float) -> Rail:
    """Draw the events in rows from `top` down, at most so deep, those with a flag uppermost.

    `tints` gives the colour of the events that move a lane; the others are grey. Hollow is what
    the model does not foresee, dashed if only in some orders, and dotted what a report denies.
    """
    called = rail_name(plan.steps, plan.speech)
    first = {step.event.id for step in plan.flagged}
    ranked = sorted(plan.steps, key=lambda step: _rank(step, first, sheet.scale))
    rows = _rows(sheet.scale, ranked)
    count = max(rows.values(), default=-1) + 1
    pitch = min(PITCH, most / max(count, 1))
    middles = {key: top + (row + 0.5) * pitch for key, row in rows.items()}
    marks = {}
    for step in ranked:
        key = step.event.id
        style = _Style(pitch, tints.get(key, NEUTRAL), _edge(plan, key))
        marks[key] = _mark(sheet, step.window, middles[key], style)
    end = top + max(count * pitch, beside(sheet, called))
    if sheet.names_above:  # no: below, where no flag's pole passes
        end += above(sheet, called)
        name = draw_name(sheet, called, end, 0)
    else:
        name = draw_name(sheet, called, top - 1, beside(sheet, called))
    return Rail(marks, middles, name, end)


def rail_name(steps: Sequence[Step], speech: Speech) -> Name:
    """Give what the rail is called."""
    return Name(speech.say("figure.events", count=len(steps)) if steps else "")


def _rank(step: Step, first: Set[str], scale: Scale) -> tuple[bool, int, tuple[float, float]]:
    """Order events for the rail: those told of, then clock times, those open to one side last."""
    width = 0 if is_clock_time(step.window) else 2 if is_open(step.window) else 1
    return step.event.id not in first, width, scale.bounds(step.window)


def _rows(scale: Scale, steps: Sequence[Step]) -> dict[str, int]:
    """Give each event the first row in which nothing else lies at its time."""
    rows: dict[str, int] = {}
    taken: list[list[tuple[float, float]]] = []
    for step in steps:
        start, end = (scale.place(scale.clip(moment)) for moment in scale.bounds(step.window))
        if is_clock_time(step.window):
            start, end = start - DOT / 2, end + DOT / 2
        row = next((n for n, row in enumerate(taken) if _is_free(row, start, end)), len(taken))
        if row == len(taken):
            taken.append([])
        taken[row].append((start, end))
        rows[step.event.id] = row
    return rows


def _is_free(row: Sequence[tuple[float, float]], start: float, end: float) -> bool:
    return all(end + APART <= first or start >= last + APART for first, last in row)


def _share(window: Window, moment: float, start: float, end: float) -> float:
    """Give how solid the bar of an open window is at a moment: less and less to the open side."""
    if window.earliest is None and window.latest is None:
        return UNDATED
    risen = (moment - start) / max(end - start, 1)
    return risen if window.earliest is None else 1 - risen


@dataclass(frozen=True, slots=True)
class _Style:
    """How an event is drawn; one with an `edge` of its own is hollow."""

    pitch: float
    colour: str
    edge: Stroke | None


def _edge(plan: Plan, event: str) -> Stroke | None:
    """Give the edge of what is disputed, or not foreseen; None for all other events."""
    if event in plan.disputed:
        return DISPUTED
    if event in plan.perhaps_departing:
        return PERHAPS
    return FORESEEN_NOT if event in plan.departing else None


def _mark(sheet: Sheet, window: Window, middle: float, style: _Style) -> Artist:
    """Draw what is known of an event's time."""
    start, end = sheet.scale.bounds(window)
    hollow = style.edge is not None
    colour, fill = style.colour, PAGE if hollow else style.colour
    height = FILL * style.pitch
    top = middle - height / 2
    if is_clock_time(window):
        size = min(DOT, 1.6 * style.pitch)
        point = [((start + end) / 2, middle)]
        return sheet.rule(point, marker="o", ms=size, mfc=fill, mec=colour, mew=EDGE, zorder=4)
    if is_open(window) and not hollow:
        moments = sheet.steps((start, end))
        faded = [mix(PAGE, colour, _share(window, at, start, end)) for at in moments]
        return sheet.blend(moments, end, top, height, faded)
    start, end = sheet.scale.clip(start), sheet.scale.clip(end)
    stroke = style.edge or FORESEEN_NOT
    return sheet.bar(start, end, top, height, fc=fill, ec=colour, lw=EDGE, ls=stroke, zorder=3)
