"""Draw the calendar under the lanes: rules through them, small ticks, and rows of names.

Also where the sources end. What the calendar shows: see axis.py.
"""

from __future__ import annotations

from dataclasses import dataclass

from matplotlib.lines import Line2D
from matplotlib.text import Text

from negotiation.history import History
from negotiation.plot.axis import Calendar
from negotiation.plot.lettering import Face, widest
from negotiation.plot.sheet import Sheet
from negotiation.view.colours import INK, RULE, SOFT
from negotiation.view.speech import Speech

TICK, BREAK, CLEAR = 3.0, 7.0, 5.0
END = Face(7.5)


@dataclass(frozen=True, slots=True)
class Ruler:
    """The artists of the calendar, and the depth at which it ends."""

    rules: tuple[Line2D, ...]
    ticks: tuple[Line2D, ...]
    names: tuple[Text, ...]
    bottom: float


def draw_ruler(sheet: Sheet, calendar: Calendar, top: float, bottom: float) -> Ruler:
    """Rule the lanes from `top` to `bottom` and write the names below."""
    edges = (sheet.scale.start, sheet.scale.end)
    rules = [
        sheet.rule([(at, top), (at, bottom + TICK)], color=RULE, lw=0.6, zorder=0)
        for at in (edges[0], *calendar.rules, edges[1])
    ]
    rules.append(sheet.rule([(at, bottom) for at in edges], color=SOFT, lw=0.8, zorder=0))
    ticks = [
        sheet.rule([(at, bottom), (at, bottom + TICK)], color=SOFT, lw=0.6, zorder=1)
        for at in calendar.ticks
    ]
    ticks += [
        sheet.rule([(at, bottom), (at, bottom + BREAK)], color=SOFT, lw=0.8, zorder=1)
        for at in calendar.breaks
    ]
    depth = bottom + CLEAR
    names: list[Text] = []
    for row in calendar.rows:
        colour = INK if row.face.bold else SOFT
        for place, name in row.names:
            names += sheet.write([name], place, depth, row.face, colour=colour, align="center")
        depth += row.face.leading
    return Ruler(tuple(rules), tuple(ticks), tuple(names), depth)


def rule_on(sheet: Sheet, calendar: Calendar, top: float, bottom: float) -> tuple[Line2D, ...]:
    """Rule what stands below the calendar too."""
    return tuple(
        sheet.rule([(at, top), (at, bottom)], color=RULE, lw=0.6, zorder=0)
        for at in (sheet.scale.start, *calendar.rules, sheet.scale.end)
    )


def draw_end(
    sheet: Sheet, history: History, top: float, bottom: float, speech: Speech, limit: float
) -> tuple[tuple[Line2D, ...], tuple[Text, ...]]:
    """Draw where the sources end, or the replay stops, if that is in the drawn range.

    In words, if there is room.
    """
    record = history.record
    if record is None or not sheet.scale.start < record.end <= sheet.scale.end:
        return (), ()
    ends = [(record.end, top), (record.end, bottom)]
    line = sheet.rule(ends, color=INK, lw=0.9, ls=(0, (1, 2)), zorder=4)
    place = sheet.scale.place(record.end) + 5
    said = "figure.sources-end" if history.until is None else "figure.replay-stops"
    words = speech.say(said).rsplit(" ", 1)
    if place + widest(words, END) > limit:
        return (line,), ()
    return (line,), sheet.write(words, place, bottom + CLEAR, END, colour=SOFT)
