"""Compose the timeline: title, flags, rail, lanes, calendar, key and foot, from the top down.

A history in, artists by name out. Never shows and never saves.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.text import Text

from negotiation.history import History
from negotiation.plot.axis import Scale, calendar
from negotiation.plot.flags import Flag, draw_flags, plan_flags, strip_depth
from negotiation.plot.key import Key, draw_key, marks_in_use
from negotiation.plot.lanes import Lane, column, draw_lane
from negotiation.plot.lettering import Face, wrap
from negotiation.plot.page import MARGIN, figure_of, fit_height, new_axes, width_of
from negotiation.plot.rail import Rail, draw_rail, rail_name
from negotiation.plot.ruler import Ruler, draw_end, draw_ruler
from negotiation.plot.sheet import Sheet
from negotiation.plot.style import styled
from negotiation.view.colours import SOFT, shade
from negotiation.view.plan import Plan, make_plan
from negotiation.view.remarks import references, remarks, subtitle, title
from negotiation.view.selection import moved
from negotiation.view.stays import hue_of

TITLE, SUBTITLE, FOOT = Face(17, bold=True), Face(9.5), Face(8)
BESIDE_END = 84.0  # room at the right for a narrow flag, and to say that the sources end
MARK_LIGHTNESS = 0.58
AIR = 14.0


@dataclass(frozen=True)
class Timeline:
    """The artists of a timeline, by name.

    `flags` and `marks` are kept by the event's id, `lanes` by track; `sources` gives the number of
    each source cited. The axes count days since 1970 across and points from their top down.
    """

    figure: Figure
    axes: Axes
    title: tuple[Text, ...]
    subtitle: tuple[Text, ...]
    flags: Mapping[str, Flag]
    marks: Mapping[str, Artist]
    lanes: Mapping[str, Lane]
    ruler: Ruler
    sources_end: tuple[Line2D, ...]
    key: Key
    foot: tuple[Text, ...]
    sources: Mapping[str, int]
    texts: tuple[Text, ...]


def timeline(
    history: History,
    *,
    tracks: Iterable[str] | None = None,
    start: str | None = None,
    end: str | None = None,
    ax: Axes | None = None,
) -> Timeline:
    """Draw the states of some tracks over time, the events, and flags that tell the main ones.

    `tracks` are names of tracks, or of a track that is kept once for each issue, place or third
    party; left out: the tracks kept only once that moved. `start` and `end` are dates as a
    chronology writes them, both included. On axes of your own the timeline fills their box, and a
    figure that holds only these grows until it fits.
    Raises UnknownName, DateError, TooSmall.
    """
    plan = make_plan(history, tracks, start, end)
    with styled():
        return _draw(plan, new_axes() if ax is None else ax)


def _draw(plan: Plan, axes: Axes) -> Timeline:
    width = width_of(axes)
    edges = (MARGIN, width - MARGIN)
    sheet = Sheet(axes, _scale(plan, width))
    axes.set_axis_off()
    axes.set_autoscale_on(False)
    heading, subheading, top = _draw_heading(sheet, plan, edges)
    body = _draw_body(sheet, plan, edges, top)
    key = draw_key(sheet, marks_in_use(plan), edges, body.bottom + AIR)
    foot, bottom = _draw_foot(sheet, plan, body, edges, key.bottom + AIR / 2)
    height = fit_height(axes, bottom + MARGIN)
    axes.set_xlim(sheet.across(0), sheet.across(width))
    axes.set_ylim(height, 0)
    flags, lanes = body.flags.values(), body.lanes.values()
    return Timeline(
        figure=figure_of(axes),
        axes=axes,
        title=heading,
        subtitle=subheading,
        flags=body.flags,
        marks=body.rail.marks,
        lanes=body.lanes,
        ruler=body.ruler,
        sources_end=body.sources_end,
        key=key,
        foot=foot,
        sources=plan.sources,
        texts=_each_once(
            heading,
            subheading,
            *(flag.texts for flag in flags),
            *(lane.texts for lane in lanes),
            body.rail.name,
            body.ruler.names,
            body.end_texts,
            key.texts,
            foot,
        ),
    )


def _each_once(*groups: tuple[Text, ...]) -> tuple[Text, ...]:
    return tuple(dict.fromkeys(text for group in groups for text in group))


def _scale(plan: Plan, width: float) -> Scale:
    """Give the scale between the lanes' names and the room kept at the right."""
    left = MARGIN + column(plan.lanes.values(), rail_name(plan.steps))
    return Scale(plan.range.start, plan.range.end, left, width - BESIDE_END)


def _draw_heading(
    sheet: Sheet, plan: Plan, edges: tuple[float, float]
) -> tuple[tuple[Text, ...], tuple[Text, ...], float]:
    room = edges[1] - edges[0]
    lines = wrap(title(plan.history), room, TITLE, even=False)
    top = MARGIN - 4
    heading = sheet.write(lines, edges[0], top, TITLE)
    top += len(lines) * TITLE.leading + 2
    lines = wrap(subtitle(plan), room, SUBTITLE)
    subheading = sheet.write(lines, edges[0], top, SUBTITLE, colour=SOFT)
    return heading, subheading, top + len(lines) * SUBTITLE.leading + AIR


@dataclass(frozen=True, slots=True)
class _Body:
    """Everything that stands over time."""

    flags: Mapping[str, Flag]
    rail: Rail
    lanes: Mapping[str, Lane]
    ruler: Ruler
    sources_end: tuple[Line2D, ...]
    end_texts: tuple[Text, ...]
    bottom: float


def _draw_body(sheet: Sheet, plan: Plan, edges: tuple[float, float], top: float) -> _Body:
    flags = plan_flags(plan.history, plan.flagged, plan.sources, sheet.scale, edges)
    foot = top + strip_depth(flags)
    rail = draw_rail(sheet, plan, _tints(plan), foot)
    depth = rail.end + AIR / 2
    lanes: dict[str, Lane] = {}
    for number, (track, course) in enumerate(plan.lanes.items()):
        lanes[track] = draw_lane(sheet, course, number, depth)
        depth = lanes[track].end
    ruler = Ruler((), (), (), depth)
    if plan.history.steps:
        ruler = draw_ruler(sheet, calendar(sheet.scale, plan.history.zone), foot, depth)
    line, texts = draw_end(sheet, plan.history.record, foot, depth)
    return _Body(
        draw_flags(sheet, flags, rail, foot), rail, lanes, ruler, line, texts, ruler.bottom
    )


def _tints(plan: Plan) -> dict[str, str]:
    """Give each event the colour of the first lane that it moves, if it moves one."""
    tints = {}
    for step in plan.steps:
        lanes = moved(step, plan.tracks)
        if lanes:
            tints[step.event.id] = shade(hue_of(plan.history, lanes[0]), MARK_LIGHTNESS)
    return tints


def _draw_foot(
    sheet: Sheet, plan: Plan, body: _Body, edges: tuple[float, float], top: float
) -> tuple[tuple[Text, ...], float]:
    """Write the sources, and below them everything else that must be said."""
    unlabelled = {track: len(lane.unlabelled) for track, lane in body.lanes.items()}
    texts: list[Text] = []
    for words in (references(plan), remarks(plan, unlabelled)):
        lines = wrap(words, edges[1] - edges[0], FOOT, even=False) if words else ()
        texts += sheet.write(lines, edges[0], top, FOOT, colour=SOFT)
        top += len(lines) * FOOT.leading + AIR / 4
    return tuple(texts), top
