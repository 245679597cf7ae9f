"""Draw a small timeline for a page that says the rest: lanes over a calendar, and their key.

A history in, artists out. Without events, title and foot, which timeline.py has.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text

from negotiation.history import History
from negotiation.plot.body import AIR, Body, draw_body
from negotiation.plot.key import Key, draw_key, marks_in_use
from negotiation.plot.layout import MILLIMETRE, Layout
from negotiation.plot.page import figure_of, fit_height, new_axes
from negotiation.plot.setting import finish, prepared
from negotiation.plot.style import styled
from negotiation.view.alt import alt_text
from negotiation.view.plan import Plan, Wanted, make_plan
from negotiation.view.speech import Speech
from negotiation.view.texts import shown

INCH = 25.4  # millimetres
WIDTH, MOST = 184.0, 84.0  # millimetres
CUT = 32  # letters of a name, where whole ones have no room
ZOOM = 0.94
LANES = 5
SMALL = Layout(
    WIDTH * MILLIMETRE / ZOOM, ZOOM, margin=2.0, tail=48.0, flags=0, lanes=LANES, parts=()
)


@dataclass(frozen=True)
class SmallTimeline:
    """The artists of a small timeline; the page around it has its title."""

    plan: Plan
    figure: Figure
    axes: Axes
    zoom: float
    body: Body
    key: Key
    title: tuple[Text, ...] = ()

    @property
    def height(self) -> float:
        """How high it is, in millimetres."""
        return float(self.figure.get_size_inches()[1]) * INCH

    @property
    def alt(self) -> str:
        """What the figure shows, in words, for whoever cannot see it."""
        return shown(alt_text(self.plan))


def small_timeline(history: History, speech: Speech) -> SmallTimeline:
    """Give the timeline, with as many of the first tracks as its height allows, one at least.

    If names are so long that not even one has room, all are cut.
    """
    with styled():
        for plan, room in _plans(history, speech):
            drawn, height = _drawn(plan, room)
            if height * ZOOM <= MOST * MILLIMETRE:
                break
    return drawn


def _plans(history: History, speech: Speech) -> Iterator[tuple[Plan, Layout]]:
    """Give what may be drawn, first what shows most."""
    for longest in (None, CUT):
        for lanes in range(LANES, 0, -1):
            room = replace(SMALL, lanes=lanes)
            plan = make_plan(history, room.limit(Wanted()), speech)
            yield (plan if longest is None else _cut(plan, longest)), room


def _cut(plan: Plan, longest: int) -> Plan:
    """Give a plan whose tracks and states have names of so many letters at most."""

    def short(text: str) -> str:
        return text if len(text) <= longest else f"{text[: longest - 1]}…"

    lanes = {
        track: replace(
            lane,
            name=short(lane.name),
            heading=short(lane.heading),
            stays=tuple(
                replace(stay, label=short(stay.label), later=short(stay.later))
                for stay in lane.stays
            ),
        )
        for track, lane in plan.lanes.items()
    }
    return replace(plan, lanes=lanes)


def _drawn(plan: Plan, room: Layout) -> tuple[SmallTimeline, float]:
    """Draw a plan, and give how high it is, in units."""
    edges = (room.margin, room.width - room.margin)
    axes = new_axes(room.width * room.zoom)
    sheet = prepared(axes, [plan], room)
    lanes_only = replace(plan, steps=())
    body = draw_body(sheet, lanes_only, room, edges, room.margin)
    key = draw_key(sheet, marks_in_use(lanes_only), edges, body.bottom + AIR / 2)
    needed = key.bottom + room.margin
    finish(sheet, room, fit_height(axes, needed * room.zoom) / room.zoom)
    return SmallTimeline(plan, figure_of(axes), axes, room.zoom, body, key), needed
