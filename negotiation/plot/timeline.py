"""Compose the timeline: title, whatever stands over time, key and foot, from the top down.

A history in, artists by name out. Never shows and never saves.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.text import Text

from negotiation.history import History
from negotiation.plot.band import Band
from negotiation.plot.body import AIR, draw_body
from negotiation.plot.brackets import Bracket
from negotiation.plot.files import svg_text
from negotiation.plot.flags import Flag
from negotiation.plot.key import Key, draw_key, marks_in_use
from negotiation.plot.lanes import Lane
from negotiation.plot.layout import For, Layout, fitted, layout
from negotiation.plot.page import figure_of, fit_height, new_axes, width_of
from negotiation.plot.parts import texts
from negotiation.plot.ruler import Ruler
from negotiation.plot.setting import draw_foot, draw_heading, finish, prepared
from negotiation.plot.strips import Strip
from negotiation.plot.style import styled
from negotiation.plot.terms import TermLane
from negotiation.view.alt import alt_text
from negotiation.view.caption import caption
from negotiation.view.plan import Plan, Wanted, make_plan
from negotiation.view.speech import speech


@dataclass(frozen=True)
class Timeline:
    """The artists of a timeline, by name.

    `flags` and `marks` are kept by the event's id, `lanes` by track, `strips` by measure; `terms`
    are those of the parties, `brackets` those of dates by which something is due. The axes count
    days since 1970 across and units of the page from their top down; a unit is `zoom` points.
    `paper` is how high, in points, the figure may be for what it is for.
    """

    plan: Plan
    figure: Figure
    axes: Axes
    zoom: float
    paper: float | None
    title: tuple[Text, ...]
    subtitle: tuple[Text, ...]
    flags: Mapping[str, Flag]
    rail: tuple[Text, ...]
    marks: Mapping[str, Artist]
    lanes: Mapping[str, Lane]
    terms: tuple[TermLane, ...]
    brackets: tuple[Bracket, ...]
    bands: tuple[Band, ...]
    ruler: Ruler
    strips: Mapping[str, Strip]
    sources_end: tuple[Line2D, ...]
    end_words: tuple[Text, ...]
    key: Key
    foot: tuple[Text, ...]

    @property
    def sources(self) -> Mapping[str, int]:
        """The number of each source cited."""
        return self.plan.sources

    @property
    def texts(self) -> tuple[Text, ...]:
        """Every text, each once."""
        return tuple(texts(self))

    @property
    def alt(self) -> str:
        """What the figure shows, in words, for whoever cannot see it."""
        return alt_text(self.plan)

    @property
    def caption(self) -> str:
        """What a newspaper could set below the figure."""
        return caption(self.plan)

    @property
    def language(self) -> str:
        """The language of its words."""
        return self.plan.speech.code

    def __repr__(self) -> str:
        """Give a line: a timeline holds too much to be written out."""
        return f"<Timeline of {self.plan.history.chronology.name}: {', '.join(self.lanes)}>"

    def _repr_svg_(self) -> str:
        """Show itself in a notebook."""
        return svg_text(self, alt=self.alt, language=self.language)


def timeline(
    history: History,
    *,
    tracks: Iterable[str] | None = None,
    measures: Iterable[str] | None = None,
    start: str | None = None,
    end: str | None = None,
    terms: bool = True,
    quiet: Literal["even", "compressed"] | None = None,
    language: str = "en",
    layout_for: For = "screen",
    ax: Axes | None = None,
) -> Timeline:
    """Draw the states of some tracks over time, the events, the terms and the measures.

    `tracks` are names of tracks, or of a track that is kept once for each issue, place or third
    party; left out: those that the chronology's `figure:` lists, else the tracks kept only once
    that moved. `measures` are chosen likewise; an empty list is none. `start` and `end` are dates
    as a chronology writes them, both included. `terms=False` leaves the words on the issues out;
    `quiet="compressed"` draws time in which nothing is dated narrower. `language` is that of every
    word; where it is written from the right, time runs from there too.
    `layout_for` is what the figure is for; what there is no room for is left out by rule, and the
    foot says so. On axes of your own the timeline fills their box, and a figure that holds only
    these grows until it fits.
    Raises UnknownName, DateError, TooSmall, and NegotiationError for a language or layout.
    """
    wanted = Wanted(
        tracks=None if tracks is None else tuple(tracks),
        measures=None if measures is None else tuple(measures),
        start=start,
        end=end,
        terms=terms,
        quiet=quiet,
    )
    room = layout(layout_for)
    spoken = speech(language, history.zone)
    with styled():
        if ax is not None:
            room = replace(room, width=width_of(ax), zoom=1.0, most=None, least=0.0)
            return _draw(make_plan(history, room.limit(wanted), spoken), room, ax)

        def draw(room: Layout) -> tuple[Timeline, float]:
            axes = new_axes(room.width * room.zoom)
            return _drawn(make_plan(history, room.limit(wanted), spoken), room, axes)

        return fitted(room, draw)


def _draw(plan: Plan, room: Layout, axes: Axes) -> Timeline:
    return _drawn(plan, room, axes)[0]


def _drawn(plan: Plan, room: Layout, axes: Axes) -> tuple[Timeline, float]:
    """Draw a plan, and give how high it is, in units."""
    edges = (room.margin, room.width - room.margin)
    sheet = prepared(axes, [plan], room)
    heading, subheading, top = draw_heading(sheet, plan, room, edges)
    body = draw_body(sheet, plan, room, edges, top)
    key = draw_key(sheet, marks_in_use(plan), edges, body.bottom + AIR)
    foot, bottom = draw_foot(
        sheet, plan, room, body.lanes, body.strips, edges, key.bottom + AIR / 2
    )
    needed = bottom + room.margin
    height = fit_height(axes, max(needed, room.least) * room.zoom) / room.zoom
    finish(sheet, room, height)
    drawn = Timeline(
        plan=plan,
        figure=figure_of(axes),
        axes=axes,
        zoom=room.zoom,
        paper=None if room.most is None else room.most * room.zoom,
        title=heading,
        subtitle=subheading,
        flags=body.flags,
        rail=body.rail.name,
        marks=body.rail.marks,
        lanes=body.lanes,
        terms=body.terms,
        brackets=body.brackets,
        bands=body.bands,
        ruler=body.ruler,
        strips=body.strips,
        sources_end=body.sources_end,
        end_words=body.end_texts,
        key=key,
        foot=foot,
    )
    return drawn, needed
