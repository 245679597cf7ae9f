"""Compose everything that stands over time: flags, rail, lanes, terms, calendar and measures.

A plan in, artists out, from the top down.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from matplotlib.lines import Line2D
from matplotlib.text import Text

from negotiation.plot.axis import Calendar, calendar
from negotiation.plot.band import Band, draw_band
from negotiation.plot.brackets import Bracket, draw_bracket
from negotiation.plot.flags import Flag, draw_flags, plan_flags, strip_depth
from negotiation.plot.lanes import Lane, draw_lane
from negotiation.plot.layout import Layout
from negotiation.plot.rail import Rail, draw_rail
from negotiation.plot.ruler import Ruler, draw_end, draw_ruler, rule_on
from negotiation.plot.sheet import Sheet
from negotiation.plot.strips import Strip, draw_strip
from negotiation.plot.terms import TermLane, draw_terms
from negotiation.view.colours import shade
from negotiation.view.plan import Plan
from negotiation.view.selection import moved
from negotiation.view.stays import hue_of

MARK_LIGHTNESS = 0.58
AIR = 14.0


@dataclass(frozen=True, slots=True)
class Body:
    """The artists of everything that stands over time, and the depth at which it ends."""

    flags: Mapping[str, Flag]
    rail: Rail
    lanes: Mapping[str, Lane]
    terms: tuple[TermLane, ...]
    brackets: tuple[Bracket, ...]
    bands: tuple[Band, ...]
    ruler: Ruler
    strips: Mapping[str, Strip]
    sources_end: tuple[Line2D, ...]
    end_texts: tuple[Text, ...]
    bottom: float


def draw_body(
    sheet: Sheet, plan: Plan, layout: Layout, edges: tuple[float, float], top: float
) -> Body:
    """Draw it from `top` down, between two edges of the page."""
    flags = plan_flags(plan, sheet.scale, edges, layout.flag_room)
    foot = top + strip_depth(flags)
    rail = draw_rail(sheet, plan, tints(plan), foot, layout.rail)
    lanes, depth = draw_lanes(sheet, plan, rail.end + AIR / 2)
    terms, depth = _draw_terms(sheet, plan, depth)
    brackets, depth = draw_brackets(sheet, plan, depth)
    bands = draw_band(sheet, plan, foot, depth)
    depth = max([depth, *(band.end for band in bands)])
    ruler, days = Ruler((), (), (), depth), Calendar((), (), (), ())
    if plan.history.steps and not plan.is_undated:
        days = calendar(sheet.scale, plan.speech)
        ruler = draw_ruler(sheet, days, foot, depth)
    line, texts = draw_end(sheet, plan.history, foot, depth, plan.speech, edges[1])
    strips, bottom = _draw_strips(sheet, plan, ruler.bottom + AIR / 2, edges[1])
    if strips:
        rule_on(sheet, days, ruler.bottom + AIR / 2, bottom - AIR / 2)
    return Body(
        draw_flags(sheet, flags, rail, foot),
        rail,
        lanes,
        terms,
        brackets,
        bands,
        ruler,
        strips,
        line,
        texts,
        bottom if strips else ruler.bottom,
    )


def draw_lanes(sheet: Sheet, plan: Plan, depth: float) -> tuple[dict[str, Lane], float]:
    """Draw the lanes of states from a depth down, and give where they end."""
    lanes: dict[str, Lane] = {}
    for number, (track, course) in enumerate(plan.lanes.items()):
        lanes[track] = draw_lane(sheet, course, number, depth)
        depth = lanes[track].end
    return lanes, depth


def _draw_terms(sheet: Sheet, plan: Plan, depth: float) -> tuple[tuple[TermLane, ...], float]:
    """Draw the words of the parties, in the colour of the track that their issues share."""
    lanes: list[TermLane] = []
    heading = plan.speech.say("figure.on-the-issues")
    for party in plan.parties:
        colour = shade(hue_of(plan.history, party.terms[0].tracks[0]), MARK_LIGHTNESS)
        lanes.append(draw_terms(sheet, party, heading, colour, depth, sheet.scale.right - 2))
        depth = lanes[-1].end
    return tuple(lanes), depth


def draw_brackets(sheet: Sheet, plan: Plan, depth: float) -> tuple[tuple[Bracket, ...], float]:
    """Draw what was due from a depth down, and give where that ends."""
    brackets: list[Bracket] = []
    for number in range(len(plan.dues)):
        brackets.append(draw_bracket(sheet, plan, number, depth, sheet.scale.right - 2))
        depth = brackets[-1].end
    return tuple(brackets), depth


def _draw_strips(
    sheet: Sheet, plan: Plan, depth: float, limit: float
) -> tuple[dict[str, Strip], float]:
    strips: dict[str, Strip] = {}
    for one in plan.series:
        strips[one.key] = draw_strip(sheet, one, depth, limit)
        depth = strips[one.key].end
    return strips, depth


def tints(plan: Plan) -> dict[str, str]:
    """Give each event the colour of the first lane that it moves, if it moves one."""
    found = {}
    for step in plan.steps:
        lanes = moved(step, plan.tracks)
        if lanes:
            found[step.event.id] = shade(hue_of(plan.history, lanes[0]), MARK_LIGHTNESS)
    return found
