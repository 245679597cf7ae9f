"""Compose small multiples: several histories of one story on one axis of time, one above another.

The first is the record; where another one is in other states than the record, its lanes are marked.
Histories in, artists by name out. Never shows and never saves.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

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
from negotiation.plot.body import AIR, draw_lanes, tints
from negotiation.plot.flags import Flag, draw_flags, plan_flags, strip_depth
from negotiation.plot.key import DIFFERS, Key, draw_key, marks_in_use
from negotiation.plot.lanes import Lane
from negotiation.plot.layout import For, Layout, layout
from negotiation.plot.lettering import Face, wrap
from negotiation.plot.page import figure_of, fit_height, new_axes
from negotiation.plot.parts import texts
from negotiation.plot.rail import draw_rail
from negotiation.plot.ruler import Ruler, draw_end, draw_ruler
from negotiation.plot.setting import draw_foot, draw_heading, finish, prepared
from negotiation.plot.sheet import Sheet
from negotiation.plot.style import styled
from negotiation.view.alt import alt_text
from negotiation.view.caption import caption
from negotiation.view.citing import plain
from negotiation.view.colours import WARNING
from negotiation.view.plan import Plan, Wanted, make_plan
from negotiation.view.speech import Speech, speech

HEADING, WORDS = Face(11, bold=True), Face(8.5)
UNDER, BROAD, APART = 2.2, 2.0, 20.0
FLAGS, OTHER_FLAGS, RAIL = 8, 6, 40.0


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
    figure: Figure
    axes: Axes
    zoom: float
    title: tuple[Text, ...]
    subtitle: tuple[Text, ...]
    panels: tuple[Panel, ...]
    bands: tuple[Band, ...]
    ruler: Ruler
    sources_end: tuple[Line2D, ...]
    end_words: tuple[Text, ...]
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
        told = zip(self.headings, self.plans, strict=True)
        return " ".join(f"{heading}: {alt_text(plan)}" for heading, plan in told)

    @property
    def caption(self) -> str:
        """What a newspaper could set below the figure."""
        return " ".join((caption(self.plans[0]), self.plans[0].speech.say("figure.caveat")))

    @property
    def language(self) -> str:
        """The language of its words."""
        return self.plans[0].speech.code


def multiples(
    histories: Mapping[str, History],
    *,
    tracks: Iterable[str] | None = None,
    start: str | None = None,
    end: str | None = None,
    language: str = "en",
    layout_for: For = "screen",
) -> Multiples:
    """Draw several histories of one story, one above another, each under its heading.

    The first one is the record, and gives the tracks and the range of time; the others are told
    apart from it by a stroke under every stretch in which a lane may be in other states. Choices
    are those of `timeline`; terms and measures are left out.
    Raises UnknownName, DateError, NegotiationError for a language, a layout or no history.
    """
    if not histories:
        raise NegotiationError("there is nothing to draw; give one history at least")
    record = next(iter(histories.values()))
    spoken = speech(language, record.zone)
    room = replace(layout(layout_for), parts=(), rail=RAIL)
    wanted = Wanted(None if tracks is None else tuple(tracks), start=start, end=end)
    with styled():
        while True:
            drawn, height = _drawn(histories, wanted, room, spoken)
            sparser = room.sparser() if room.most is not None and height > room.most else None
            if sparser is None:
                return drawn
            room = sparser


def _plans(
    histories: Mapping[str, History], wanted: Wanted, room: Layout, spoken: Speech
) -> list[Plan]:
    """Plan every history over the range, the tracks and the numbers of the first one."""
    every = tuple(histories.values())
    limited = room.limit(wanted)
    most = replace(limited, flags=min(limited.flags, FLAGS))
    first = make_plan(every[0], most, spoken, among=every)
    same = replace(limited, tracks=first.tracks or None, flags=min(limited.flags, OTHER_FLAGS))
    others = [make_plan(one, same, spoken, like=first, among=every) for one in every[1:]]
    return [first, *others]


def _drawn(
    histories: Mapping[str, History], wanted: Wanted, room: Layout, spoken: Speech
) -> tuple[Multiples, float]:
    plans = _plans(histories, wanted, room, spoken)
    first, axes = plans[0], new_axes(room.width * room.zoom)
    edges = (room.margin, room.width - room.margin)
    sheet = prepared(axes, plans, room)
    title, subtitle, top = draw_heading(sheet, first, room, edges)
    panels: list[Panel] = []
    for heading, plan in zip(histories, plans, strict=True):
        panels.append(_panel(sheet, plan, first, room, edges, heading, top))
        top = panels[-1].bottom + APART
    bottom, start = panels[-1].bottom, panels[0].foot
    bands = draw_band(sheet, first, start, bottom)
    bottom = max([bottom, *(band.end for band in bands)])
    ruler = Ruler((), (), (), bottom)
    if first.history.steps:
        ruler = draw_ruler(sheet, calendar(sheet.scale, spoken), start, bottom)
    line, words = draw_end(sheet, first.history.record, start, bottom, spoken, edges[1])
    marks = list(dict.fromkeys(mark for plan in plans for mark in marks_in_use(plan)))
    if any(panel.differing for panel in panels):
        marks.append(replace(DIFFERS, meaning=spoken.say(DIFFERS.meaning)))
    key = draw_key(sheet, marks, edges, ruler.bottom + AIR)
    changed = any(plan.history.record == first.history.record for plan in plans[1:])
    caveat = [spoken.say("figure.caveat")] if changed else []
    foot, end = draw_foot(
        sheet, first, room, [panel.lanes for panel in panels], {}, edges, key.bottom + AIR / 2,
        also=caveat,
    )  # fmt: skip
    needed = end + room.margin
    height = fit_height(axes, max(needed, room.least) * room.zoom) / room.zoom
    finish(sheet, room, height)
    drawn = Multiples(
        plans=tuple(plans),
        headings=tuple(map(plain, histories)),
        figure=figure_of(axes),
        axes=axes,
        zoom=room.zoom,
        title=title,
        subtitle=subtitle,
        panels=tuple(panels),
        bands=bands,
        ruler=ruler,
        sources_end=line,
        end_words=words,
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
) -> Panel:
    lines = wrap(plain(heading), edges[1] - edges[0], HEADING)
    headed = sheet.write(lines, edges[0], top, HEADING)
    top += len(lines) * HEADING.leading + AIR / 4
    departed = () if plan is first else _departed(first.history, plan)
    for said in departed:
        broken = wrap(said, edges[1] - edges[0], WORDS)
        headed += sheet.write(broken, edges[0], top, WORDS, colour=WARNING)
        top += len(broken) * WORDS.leading
    flags = plan_flags(plan, sheet.scale, edges, room.flag_room)
    foot = top + AIR / 2 + strip_depth(flags)
    rail = draw_rail(sheet, plan, tints(plan), foot, room.rail)
    lanes, bottom = draw_lanes(sheet, plan, rail.end + AIR / 2)
    line, words = _own_end(sheet, plan, first, foot, bottom, edges[1])
    return Panel(
        heading=headed,
        flags=draw_flags(sheet, flags, rail, foot),
        rail=rail.name,
        marks=rail.marks,
        lanes=lanes,
        differing={} if plan is first else _differing(sheet, first.history, plan, lanes),
        sources_end=line,
        end_words=words,
        foot=foot,
        bottom=bottom + (2 * AIR if words else 0),
    )


def _own_end(
    sheet: Sheet, plan: Plan, first: Plan, top: float, bottom: float, limit: float
) -> tuple[tuple[Line2D, ...], tuple[Text, ...]]:
    """Draw where the sources of this history end, if that is not where the record does."""
    record, whole = plan.history.record, first.history.record
    if record is None or whole is None or record.end == whole.end:
        return (), ()
    return draw_end(sheet, record, top, bottom, plan.speech, limit)


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
