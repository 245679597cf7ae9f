"""Compose small multiples: several histories of one story on one axis of time, one above another.

The first is the record; where another one is in other states than the record, its lanes are marked.
Histories in, artists by name out. Never shows and never saves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import Literal

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.text import Text

from negotiation.differences import differences, new_departures
from negotiation.errors import NegotiationError
from negotiation.history import History
from negotiation.plot.axis import calendar
from negotiation.plot.band import Band, draw_band
from negotiation.plot.body import AIR, draw_brackets, draw_lanes, tints
from negotiation.plot.brackets import Bracket
from negotiation.plot.flags import Flag, draw_flags, plan_flags, strip_depth
from negotiation.plot.key import DIFFERS, Key, draw_key, marks_in_use
from negotiation.plot.lanes import Lane
from negotiation.plot.layout import For, Layout, fitted, layout
from negotiation.plot.lettering import Face, wrap
from negotiation.plot.page import figure_of, fit_height, new_axes
from negotiation.plot.parts import texts
from negotiation.plot.rail import draw_rail
from negotiation.plot.ruler import Ruler, draw_end, draw_ruler, rule_on
from negotiation.plot.setting import draw_foot, draw_heading, finish, prepared, unlabelled
from negotiation.plot.sheet import Sheet
from negotiation.plot.style import styled
from negotiation.view.alt import alt_of_panels
from negotiation.view.caption import caption_of_panels
from negotiation.view.citing import plain
from negotiation.view.colours import SOFT, WARNING
from negotiation.view.plan import MOST_LANES, Plan, Wanted, make_plan
from negotiation.view.remarks import panel_remarks
from negotiation.view.speech import Speech, speech

HEADING, WORDS = Face(11, bold=True), Face(8.5)
UNDER, BROAD, APART = 2.2, 2.0, 20.0
FLAGS, OTHER_FLAGS, RAIL, LOW_RAIL = 8, 6, 40.0, 18.0


@dataclass(frozen=True, slots=True)
class Panel:
    """The artists of one history: its heading, and by name whatever stands over time.

    `differing` are the strokes under the stretches of a lane that differ from the record, by track.
    """

    heading: tuple[Text, ...]
    flags: Mapping[str, Flag]
    rail: tuple[Text, ...]
    marks: Mapping[str, Artist]
    lanes: Mapping[str, Lane]
    brackets: tuple[Bracket, ...]
    differing: Mapping[str, tuple[Artist, ...]]
    sources_end: tuple[Line2D, ...]
    end_words: tuple[Text, ...]
    foot: float
    bottom: float


@dataclass(frozen=True)
class Multiples:
    """The artists of several histories, by name; see Timeline."""

    plans: tuple[Plan, ...]
    headings: tuple[str, ...]
    changed: tuple[bool, ...]
    figure: Figure
    axes: Axes
    zoom: float
    paper: float | None
    title: tuple[Text, ...]
    subtitle: tuple[Text, ...]
    panels: tuple[Panel, ...]
    bands: tuple[Band, ...]
    ruler: Ruler
    key: Key
    foot: tuple[Text, ...]

    @property
    def sources(self) -> Mapping[str, int]:
        """The number of each source cited."""
        return self.plans[0].sources

    @property
    def texts(self) -> tuple[Text, ...]:
        """Every text, each once."""
        return tuple(texts(self))

    @property
    def alt(self) -> str:
        """What the figure shows, in words, for whoever cannot see it."""
        return alt_of_panels(self.headings, self.plans, self.changed)

    @property
    def caption(self) -> str:
        """What a newspaper could set below the figure."""
        return caption_of_panels(self.headings, self.plans, self.changed)

    @property
    def language(self) -> str:
        """The language of its words."""
        return self.plans[0].speech.code


def multiples(
    histories: Mapping[str, History],
    *,
    changed: Iterable[str] = (),
    tracks: Iterable[str] | None = None,
    start: str | None = None,
    end: str | None = None,
    quiet: Literal["even", "compressed"] | None = None,
    language: str = "en",
    layout_for: For = "screen",
) -> Multiples:
    """Draw several histories of one story, one above another, each under its heading.

    The first one is the record, and gives the tracks and the range of time; the others are told
    apart from it by a stroke under every stretch in which a lane may be in other states. `changed`
    are the headings of what-ifs; the others rest on other sources. Further choices are those of
    `timeline`; terms and measures are left out.
    Raises UnknownName, DateError, and NegotiationError for a language, a layout, no history, or
    histories of several models or time zones.
    """
    every = list(histories.values())
    if not every:
        raise NegotiationError("there is nothing to draw; give one history at least")
    if any(one.tracks != every[0].tracks or one.zone != every[0].zone for one in every):
        raise NegotiationError("histories of several models or time zones share no figure")
    spoken = speech(language, every[0].zone)
    room = layout(layout_for)
    if room.most is None:
        room = replace(room, parts=("dues",), rail=RAIL)
    else:  # what differs are the lanes: they go before the flags
        room = replace(room, parts=("dues",), rail=LOW_RAIL, flags=0)
    lanes = None if tracks is None else tuple(tracks)
    wanted = Wanted(lanes, start=start, end=end, quiet=quiet)
    what_ifs = set(changed)
    with styled():
        return fitted(room, lambda tried: _drawn(histories, what_ifs, wanted, tried, spoken))


def _plans(
    histories: Mapping[str, History], wanted: Wanted, room: Layout, spoken: Speech
) -> list[Plan]:
    """Plan every history over the range and the tracks of the first one.

    If there is too little room for all lanes, those that differ go before the others; on paper of
    a given height the further histories show only what differs.
    """
    every = tuple(histories.values())
    limited = room.limit(wanted)
    most = replace(limited, flags=min(limited.flags, FLAGS))
    first = make_plan(every[0], replace(most, lanes=MOST_LANES), spoken, among=every)
    changing = {one.track for other in every[1:] for one in differences(every[0], other)}
    kept = set(sorted(first.tracks, key=lambda track: track not in changing)[: most.lanes])
    tracks = tuple(track for track in first.tracks if track in kept)
    first = make_plan(every[0], replace(most, tracks=tracks or None), spoken, among=every)
    apart = tuple(track for track in tracks if track in changing)
    same = apart if apart and room.most is not None else tracks
    flags = min(limited.flags, OTHER_FLAGS) if room.most is None else 0
    later = replace(most, tracks=same or None, flags=flags)
    others = [make_plan(one, later, spoken, like=first, among=every) for one in every[1:]]
    return [first, *others]


def _drawn(
    histories: Mapping[str, History],
    changed: Set[str],
    wanted: Wanted,
    room: Layout,
    spoken: Speech,
) -> tuple[Multiples, float]:
    plans = _plans(histories, wanted, room, spoken)
    first, axes = plans[0], new_axes(room.width * room.zoom)
    edges = (room.margin, room.width - room.margin)
    sheet = prepared(axes, plans, room)
    title, subtitle, top = draw_heading(sheet, first, room, edges)
    panels: list[Panel] = []
    for heading, plan in zip(histories, plans, strict=True):
        last = plan is plans[-1]
        panels.append(_panel(sheet, plan, first, room, edges, heading, top, last=last))
        top = panels[-1].bottom + APART
    bottom = panels[-1].bottom
    bands = draw_band(sheet, first, panels[0].foot, bottom)
    bottom = max([bottom, *(band.end for band in bands)])
    ruler = Ruler((), (), (), bottom)
    if first.history.steps and not first.is_undated:
        days = calendar(sheet.scale, spoken)
        ruler = draw_ruler(sheet, days, panels[-1].foot, bottom)
        for panel in panels[:-1]:
            rule_on(sheet, days, panel.foot, panel.bottom)
    marks = list(dict.fromkeys(mark for plan in plans for mark in marks_in_use(plan)))
    if any(panel.differing for panel in panels):
        marks.append(replace(DIFFERS, meaning=spoken.say(DIFFERS.meaning)))
    key = draw_key(sheet, marks, edges, ruler.bottom + AIR)
    also = [spoken.say("figure.caveat")] if changed else []
    also += _own_remarks(list(zip(histories, plans, panels, strict=True))[1:], brief=room.brief)
    foot, end = draw_foot(
        sheet, first, room, panels[0].lanes, {}, edges, key.bottom + AIR / 2, also=also
    )
    needed = end + room.margin
    height = fit_height(axes, max(needed, room.least) * room.zoom) / room.zoom
    finish(sheet, room, height)
    drawn = Multiples(
        plans=tuple(plans),
        headings=tuple(map(plain, histories)),
        changed=tuple(heading in changed for heading in histories),
        figure=figure_of(axes),
        axes=axes,
        zoom=room.zoom,
        paper=None if room.most is None else room.most * room.zoom,
        title=title,
        subtitle=subtitle,
        panels=tuple(panels),
        bands=bands,
        ruler=ruler,
        key=key,
        foot=foot,
    )
    return drawn, needed


def _panel(
    sheet: Sheet,
    plan: Plan,
    first: Plan,
    room: Layout,
    edges: tuple[float, float],
    heading: str,
    top: float,
    *,
    last: bool,
) -> Panel:
    lines = wrap(plain(heading), edges[1] - edges[0], HEADING)
    headed = sheet.write(lines, edges[0], top, HEADING)
    top += len(lines) * HEADING.leading + AIR / 4
    departed = () if plan is first else _departed(first.history, plan)
    nothing = [] if plan.history.steps else [plan.speech.say("figure.nothing")]
    for said, colour in (*((one, WARNING) for one in departed), *((one, SOFT) for one in nothing)):
        broken = wrap(said, edges[1] - edges[0], WORDS)
        headed += sheet.write(broken, edges[0], top, WORDS, colour=colour)
        top += len(broken) * WORDS.leading
    flags = plan_flags(plan, sheet.scale, edges, room.flag_room)
    foot = top + AIR / 2 + strip_depth(flags)
    rail = draw_rail(sheet, plan, tints(plan), foot, room.rail)
    lanes, bottom = draw_lanes(sheet, plan, rail.end + AIR / 2)
    brackets, bottom = draw_brackets(sheet, plan, bottom)
    record, whole = plan.history.record, first.history.record
    record_ends_early = record is not None and whole is not None and record.end < whole.end
    limit = edges[1] if last or record_ends_early else 0.0  # said once, if all end together
    line, words = draw_end(sheet, plan.history, foot, bottom, plan.speech, limit)
    return Panel(
        heading=headed,
        flags=draw_flags(sheet, flags, rail, foot),
        rail=rail.name,
        marks=rail.marks,
        lanes=lanes,
        brackets=brackets,
        differing={} if plan is first else _differing(sheet, first.history, plan, lanes),
        sources_end=line,
        end_words=words,
        foot=foot,
        bottom=bottom + (2 * AIR if words and record_ends_early else 0),
    )


def _own_remarks(panels: Sequence[tuple[str, Plan, Panel]], *, brief: bool) -> Iterator[str]:
    """Say of each further history what a reader must know of it alone."""
    for heading, plan, panel in panels:
        said = panel_remarks(plan, unlabelled(panel.lanes), brief=brief)
        if said:
            yield plan.speech.say("figure.of-panel", heading=plain(heading), remarks=said)


def _departed(record: History, plan: Plan) -> list[str]:
    """Say which recorded events the model does not foresee any more."""
    departed = (departure.step.event for departure in new_departures(record, plan.history))
    events = {event.id: plan.speech.name(event) for event in departed}
    if not events:
        return []
    named = plan.speech.chained("figure.semicolon", events.values())
    return [plan.speech.say("figure.then-unforeseen", count=len(events), events=named)]


def _differing(
    sheet: Sheet, record: History, plan: Plan, lanes: Mapping[str, Lane]
) -> dict[str, tuple[Artist, ...]]:
    """Stroke a lane's lower edge where, as far as its sources reach, it differs from the record."""
    strokes: dict[str, Sequence[Artist]] = {}
    known = plan.history.record
    if known is None:
        return {}
    for one in differences(record, plan.history):
        start = sheet.scale.clip(max(one.start, known.start))
        end = sheet.scale.clip(min(one.end, known.end))
        if one.track in lanes and end > start:
            stroke = sheet.bar(
                start, end, lanes[one.track].bottom + UNDER, BROAD, fc=WARNING, zorder=3
            )
            strokes[one.track] = (*strokes.get(one.track, ()), stroke)
    return {track: tuple(own) for track, own in strokes.items()}
