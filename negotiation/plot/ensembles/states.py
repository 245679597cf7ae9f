"""Draw in which share of the runs each state of a track stands over time, below the record.

Results in, artists by name out. Never shows and never saves. From several starts: a range.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.text import Text

from negotiation.history import History
from negotiation.plot.axis import Calendar, calendar
from negotiation.plot.body import AIR
from negotiation.plot.ensembles.courses import Course, Told, courses_of
from negotiation.plot.ensembles.frame import (
    Numbers,
    draw_foot,
    draw_heading,
    draw_marks,
    edges_of,
    elapsed,
    filled,
    fitting,
    framed,
    new_sheet,
)
from negotiation.plot.ensembles.record import (
    Recorded,
    begin_words,
    draw_record,
    known_moment,
    record_of,
    states_on_record,
    tick_above,
)
from negotiation.plot.ensembles.rounding import width_at_most
from negotiation.plot.ensembles.scene import (
    Scene,
    because,
    hue_of,
    scene,
    tones,
    track_name,
)
from negotiation.plot.ensembles.stack import (
    OPEN,
    SURE,
    TICK,
    Stack,
    draw_rows,
    draw_stack,
    tail,
    tail_of_rows,
)
from negotiation.plot.key import Key, Mark, marks_in_use
from negotiation.plot.layout import For
from negotiation.plot.lettering import Face, width, wrap
from negotiation.plot.parts import texts
from negotiation.plot.ruler import Ruler, draw_ruler, rule_on
from negotiation.plot.scale import Scale
from negotiation.plot.sheet import Sheet
from negotiation.plot.style import styled
from negotiation.simulation.results import Results
from negotiation.view.colours import INK, RULE, shade
from negotiation.view.remarks import references
from negotiation.view.sides import withheld

HEADING = Face(10.5, bold=True)
ALONE, BESIDE = (210.0, 170.0, 130.0, 100.0, 80.0), (140.0, 110.0, 90.0, 70.0, 56.0)
ROWS = (34.0, 28.0, 22.0, 16.0)
BEFORE_AREA, TRIES = 6.0, 4


@dataclass(frozen=True, slots=True)
class Panel:
    """The artists of one set of assumptions: its heading, and the states."""

    heading: tuple[Text, ...]
    stack: Stack
    courses: tuple[Course, ...]


@dataclass(frozen=True)
class StateShares:
    """The artists of the shares of states over time, by name; `panels` by variant, "" first.

    The axes count days across, since 1970 if the record stands above, else since the start of the
    runs, and units of the page from their top down.
    """

    scene: Scene
    track: str
    figure: Figure
    axes: Axes
    zoom: float
    paper: float | None
    title: tuple[Text, ...]
    subtitle: tuple[Text, ...]
    caution: tuple[Text, ...]
    record: Recorded | None
    begin: tuple[Line2D, ...]
    begin_words: tuple[Text, ...]
    panels: Mapping[str, Panel]
    ruler: Ruler
    key: Key
    foot: tuple[Text, ...]

    @property
    def texts(self) -> tuple[Text, ...]:
        """Every text, each once."""
        return tuple(texts(self))

    @property
    def alt(self) -> str:
        """What the figure shows, in words, for whoever cannot see it."""
        from negotiation.plot.ensembles.alt import alt_of_states

        courses = {variant: panel.courses for variant, panel in self.panels.items()}
        return alt_of_states(self.scene, self.track, courses)

    @property
    def language(self) -> str:
        """The language of its words."""
        return self.scene.speech.code


def state_shares(
    results: Sequence[Results],
    track: str | None = None,
    history: History | None = None,
    *,
    language: str = "en",
    layout_for: For = "screen",
) -> StateShares:
    """Draw in which share of the runs each state of a track stands, over time.

    `results` are those from every start, of one or several variants of one ensemble, the plain one
    first; a panel each. Without `track` it is the headline. With a `history` the recorded states
    stand above, if the runs begin at a moment, or at an event of which a source gives the clock
    time; else the foot says why not. Several starts make a range, and a row for each state.
    Raises UnknownName, and NegotiationError for a language, a layout, or no run.
    """
    told = scene(results, history, language, layout_for)
    track = told.headline if track is None else track
    with styled():
        shown = _told(told, track)
        sizes = ROWS if shown.is_range else BESIDE if len(told.variants) > 1 else ALONE
        return fitting(told.room, sizes, lambda size: _drawn(replace(shown, size=size)))


def _told(scene: Scene, track: str) -> Told:
    """Work out what is shown, and what is not and why."""
    courses = {
        variant: courses_of(scene, track, starts) for variant, starts in scene.variants.items()
    }
    seen = {course.state for own in courses.values() for course in own if course.is_seen}
    shades = tones(scene, track, list(seen | states_on_record(scene, track)))
    plan, without = record_of(scene, track, shades)
    return Told(scene, track, courses, shades, plan, without)


def _drawn(told: Told) -> tuple[StateShares, float]:
    scene, track, plan = told.scene, told.track, told.plan
    sheet, moments = _placed(told)
    shows = scene.speech.say("ensemble.states", track=track_name(scene, track))
    heading = draw_heading(sheet, scene, shows)
    body = _draw_body(sheet, told, moments, heading.bottom)
    key = draw_marks(sheet, scene, _marks(told), body.bottom + AIR / 2)
    also = _also(told, body.panels)
    sources = "" if plan is None else references(plan)
    foot, bottom = draw_foot(sheet, scene, also, key.bottom + AIR / 2, sources)
    page = framed(sheet, scene.room, bottom)
    return StateShares(
        scene=scene,
        track=track,
        figure=page.figure,
        axes=sheet.axes,
        zoom=scene.room.zoom,
        paper=page.paper,
        title=heading.title,
        subtitle=heading.subtitle,
        caution=heading.caution,
        record=body.record,
        begin=body.begin,
        begin_words=body.begin_words,
        panels=body.panels,
        ruler=body.ruler,
        key=key,
        foot=foot,
    ), page.needed


@dataclass(frozen=True, slots=True)
class _Body:
    record: Recorded | None
    begin: tuple[Line2D, ...]
    begin_words: tuple[Text, ...]
    panels: Mapping[str, Panel]
    ruler: Ruler
    bottom: float


def _placed(told: Told) -> tuple[Sheet, Numbers]:
    """Give the sheet, with room beside the areas for what is written there; and the moments."""
    scene = told.scene
    sheet = new_sheet(scene)
    left, right = edges_of(scene.room)
    left += width(scene.speech.say("figure.percent", number=100), TICK) + BEFORE_AREA
    moments = scene.plain[0].grid()
    ends = (0.0, float(scene.ensemble.horizon))
    if told.plan is not None:
        moments = moments + (known_moment(scene.ensemble.begin) or 0)
        ends = (told.plan.range.start, told.plan.range.end)
    room = 0.0
    for _ in range(TRIES):
        sheet = replace(sheet, scale=Scale(*ends, left, right - room))
        needed = max(_tail(told, variant, sheet, moments) for variant in told.courses)
        if needed <= room:
            break
        room = needed
    return sheet, moments


def _tail(told: Told, variant: str, sheet: Sheet, moments: Numbers) -> float:
    if told.is_range:
        return tail_of_rows(told.rows(variant))
    return tail(told.stacked(variant), sheet, told.size, moments)


def _draw_body(sheet: Sheet, told: Told, moments: Numbers, top: float) -> _Body:
    """Draw the record, where the runs begin, a panel each variant, and time below."""
    scene, recorded = told.scene, None
    begin = float(moments[0])
    start = top
    words: tuple[Text, ...] = ()
    if told.plan is not None:
        recorded = draw_record(sheet, scene, told.plan, top)
        start, words, top = begin_words(sheet, scene, begin, recorded)
    words_end = top
    panels: dict[str, Panel] = {}
    for variant in told.courses:
        panels[variant] = _panel(sheet, told, variant, moments, top)
        top = panels[variant].stack.bottom + AIR
    last = list(panels.values())[-1].stack
    lines: tuple[Line2D, ...] = ()
    days = elapsed(sheet.scale, scene.clock, scene.speech)
    if told.plan is not None:
        days = calendar(sheet.scale, scene.speech)
        assert recorded is not None  # noqa: S101  there is a plan
        lane = recorded.lane
        lines = tuple(
            sheet.rule([(begin, first), (begin, end)], color=INK, lw=1.0, zorder=4)
            for first, end in (
                *tick_above(sheet, lane, begin),
                (start, words_end),
                *((panel.stack.top, panel.stack.foot) for panel in panels.values()),
            )
        )
        rule_on(sheet, days, lane.top, lane.bottom)
        later = replace(days, rules=tuple(at for at in days.rules if at > begin))
        for panel in panels.values():
            _rule_panel(sheet, later, panel.stack)
    ruler = draw_ruler(sheet, replace(days, rules=()), last.foot, last.foot)
    return _Body(recorded, lines, words, panels, ruler, max(ruler.bottom, last.bottom))


def _rule_panel(sheet: Sheet, days: Calendar, stack: Stack) -> None:
    """Rule a panel where the calendar does, from the beginning of the runs on."""
    for at in days.rules:
        sheet.rule([(at, stack.top), (at, stack.foot)], color=RULE, lw=0.6, zorder=0)


def _panel(sheet: Sheet, told: Told, variant: str, moments: Numbers, top: float) -> Panel:
    scene = told.scene
    left, right = edges_of(scene.room)
    heading: tuple[Text, ...] = ()
    if len(told.courses) > 1:
        lines = wrap(because(scene, variant), right - left, HEADING)
        heading = sheet.write(lines, left, top, HEADING)
        top += len(lines) * HEADING.leading + AIR / 2
    if told.is_range:
        courses = told.rows(variant)
        degrees = hue_of(scene, told.track)
        stack = draw_rows(sheet, courses, degrees, moments, top, told.size, scene.speech)
    else:
        courses = told.stacked(variant)
        stack = draw_stack(sheet, courses, told.shades, moments, top, told.size, scene.speech)
    return Panel(heading, stack, tuple(courses))


# --- what explains it ----------------------------------------------------------------------------


def _marks(told: Told) -> list[Mark]:
    """Give the marks of the record, and of several starts."""
    marks = [] if told.plan is None else marks_in_use(told.plan)
    if told.is_range:
        say, degrees = told.scene.speech.say, hue_of(told.scene, told.track)
        marks += [
            filled(shade(degrees, SURE), say("ensemble.key-every")),
            filled(shade(degrees, OPEN), say("ensemble.key-depends")),
        ]
    return marks


def _also(told: Told, panels: Mapping[str, Panel]) -> Iterator[str]:
    """Say how wide intervals are, and which states are not to be seen or have no label."""
    scene, say = told.scene, told.scene.speech.say
    yield say("ensemble.noise-width", width=width_at_most(told.least_sure()))
    if scene.has_range and not told.is_range:
        key = "ensemble.starts-alike" if told.apart else "ensemble.starts-same"
        yield say(key, number=told.apart)
    yield say("ensemble.counted", number=len(scene.plain[0].grid()))
    unseen = told.unseen()
    if unseen:
        yield say("ensemble.unseen", states=scene.speech.listed(unseen))
    lost = dict.fromkeys(
        course.name
        for panel in panels.values()
        for course in panel.courses
        if course.state in panel.stack.unlabelled
    )
    if lost:
        yield say("ensemble.unlabelled", states=scene.speech.listed(lost))
    if told.plan is not None and (hidden := withheld(told.plan.history.chronology, scene.speech)):
        yield hidden
    if told.without:
        yield told.without
