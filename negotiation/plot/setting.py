"""Set what frames a figure: its axes, title and subtitle above, sources and remarks below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain

import numpy as np
from matplotlib.axes import Axes
from matplotlib.text import Text

from negotiation.dates import DAY
from negotiation.plot.body import AIR
from negotiation.plot.lanes import Lane, lane_name
from negotiation.plot.layout import Layout
from negotiation.plot.lettering import Face, wrap
from negotiation.plot.names import Name, column
from negotiation.plot.rail import rail_name
from negotiation.plot.scale import Scale, bent
from negotiation.plot.sheet import Sheet
from negotiation.plot.strips import Strip
from negotiation.view.colours import SOFT
from negotiation.view.plan import Plan
from negotiation.view.remarks import references, remarks, subtitle, title

TITLE, NARROW_TITLE, SUBTITLE, FOOT = Face(17, bold=True), Face(13, bold=True), Face(9.5), Face(8)
NARROW = 400.0


def prepared(axes: Axes, plans: Sequence[Plan], room: Layout) -> Sheet:
    """Give the sheet to draw on, its scale that of the first plan, beside the names of all."""
    plan = plans[0]
    names = 0.0 if room.names_above else column(chain.from_iterable(map(_names, plans)))
    scale = Scale(
        plan.range.start, plan.range.end, room.margin + names, room.width - room.margin - room.tail
    )
    if plan.quiet is not None:
        scale = bent(scale, plan.quiet.stretches, plan.quiet.factor)
    axes.set_axis_off()
    axes.set_autoscale_on(False)
    mirrored = plan.speech.direction == "rtl"
    return Sheet(axes, scale, room.zoom, room.names_above, mirrored)


def _names(plan: Plan) -> list[Name]:
    return [
        rail_name(plan.steps, plan.speech),
        *(lane_name(course, number) for number, course in enumerate(plan.lanes.values())),
        *(Name(party.name, plan.speech.say("figure.on-the-issues")) for party in plan.parties),
        *(Name(one.name, note=one.unit) for one in plan.series),
    ]


def finish(sheet: Sheet, room: Layout, height: float) -> None:
    """Set what the axes count, once the height is known in units."""
    ends = [sheet.across(0), sheet.across(room.width)]
    if sheet.scale.bends:
        whole = sheet.scale.over(0, room.width).knots
        days, places = ([knot[side] / (DAY, 1)[side] for knot in whole] for side in (0, 1))
        sheet.axes.set_xscale(
            "function",
            functions=(
                lambda at: np.interp(at, days, places),
                lambda at: np.interp(at, places, days),
            ),
        )
    if sheet.mirrored:
        ends.reverse()
    sheet.axes.set_xlim(*ends)
    sheet.axes.set_ylim(height, 0)


def draw_heading(
    sheet: Sheet, plan: Plan, room: Layout, edges: tuple[float, float]
) -> tuple[tuple[Text, ...], tuple[Text, ...], float]:
    """Write the title and below it what is drawn; give also where that ends."""
    broad = edges[1] - edges[0]
    face = TITLE if room.width >= NARROW else NARROW_TITLE
    lines = wrap(title(plan), broad, face, even=False)
    top = max(room.margin - 4, 2)
    heading = sheet.write(lines, edges[0], top, face)
    top += len(lines) * face.leading + 2
    lines = wrap(subtitle(plan), broad, SUBTITLE)
    subheading = sheet.write(lines, edges[0], top, SUBTITLE, colour=SOFT)
    return heading, subheading, top + len(lines) * SUBTITLE.leading + AIR


def unlabelled(lanes: Mapping[str, Lane]) -> dict[str, int]:
    """Count the stays of each lane for which there was no label."""
    return {track: len(lane.unlabelled) for track, lane in lanes.items()}


def draw_foot(
    sheet: Sheet,
    plan: Plan,
    room: Layout,
    lanes: Mapping[str, Lane],
    strips: Mapping[str, Strip],
    edges: tuple[float, float],
    top: float,
    also: Sequence[str] = (),
) -> tuple[tuple[Text, ...], float]:
    """Write the sources, and below them everything else that must be said."""
    values = {key: strip.unlabelled for key, strip in strips.items()}
    texts: list[Text] = []
    said = remarks(plan, unlabelled(lanes), values, brief=room.brief)
    for words in (references(plan), " ".join((*also, said)).strip()):
        lines = wrap(words, edges[1] - edges[0], FOOT, even=False) if words else ()
        texts += sheet.write(lines, edges[0], top, FOOT, colour=SOFT)
        top += len(lines) * FOOT.leading + AIR / 4
    return tuple(texts), top
