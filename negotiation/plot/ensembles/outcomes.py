"""Draw in which share of the runs each outcome had come by when, what-ifs beside the plain curve.

Results in, artists by name out. Never shows and never saves. From several starts: a range.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text

from negotiation.errors import NegotiationError
from negotiation.plot.body import AIR
from negotiation.plot.ensembles.curves import Curve, Spent, curves, spent
from negotiation.plot.ensembles.frame import (
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
from negotiation.plot.ensembles.labels import Blocks, blocks_of, colour_of, tail
from negotiation.plot.ensembles.marks import (
    BAND,
    GROUND,
    STROKES,
    SURE,
    barred,
    dotted,
    edged,
    lined,
    whiskered,
)
from negotiation.plot.ensembles.panels import OutcomePanel, draw_panel
from negotiation.plot.ensembles.scene import Scene, because, outcome_name, scene
from negotiation.plot.ensembles.spent import SpentPanel, draw_spent
from negotiation.plot.ensembles.stack import TICK
from negotiation.plot.key import Key, Mark
from negotiation.plot.layout import For
from negotiation.plot.lettering import width
from negotiation.plot.parts import texts
from negotiation.plot.ruler import Ruler, draw_ruler
from negotiation.plot.scale import Scale
from negotiation.plot.sheet import Sheet
from negotiation.plot.style import styled
from negotiation.simulation.results import Results

SIZES, HIGHER = (72.0, 60.0, 48.0, 38.0, 30.0), (96.0, 80.0, 64.0, 52.0, 44.0)
BEFORE_PANEL = 6.0


@dataclass(frozen=True)
class OutcomeCurves:
    """The artists of the outcomes, by name; `panels` and `spent` by the id of the outcome.

    The axes count days since the start of the runs across, and units of the page from their top
    down; a unit is `zoom` points.
    """

    scene: Scene
    curves: Mapping[str, Mapping[str, Curve]]
    times: Mapping[str, Mapping[str, Spent]]
    figure: Figure
    axes: Axes
    zoom: float
    paper: float | None
    title: tuple[Text, ...]
    subtitle: tuple[Text, ...]
    caution: tuple[Text, ...]
    panels: Mapping[str, OutcomePanel]
    spent: Mapping[str, SpentPanel]
    rulers: tuple[Ruler, ...]
    key: Key
    foot: tuple[Text, ...]

    @property
    def texts(self) -> tuple[Text, ...]:
        """Every text, each once."""
        return tuple(texts(self))

    @property
    def alt(self) -> str:
        """What the figure shows, in words, for whoever cannot see it."""
        from negotiation.plot.ensembles.alt import alt_of_outcomes

        return alt_of_outcomes(self.scene, self.curves, self.times)

    @property
    def language(self) -> str:
        """The language of its words."""
        return self.scene.speech.code


def outcome_curves(
    results: Sequence[Results],
    *,
    outcomes: Collection[str] | None = None,
    language: str = "en",
    layout_for: For = "screen",
) -> OutcomeCurves:
    """Draw in which share of the runs each outcome had come, over time since their start.

    `results` are those from every start, of one or several variants of one ensemble, the plain one
    first. A curve each; what is above it had not come. Below the curve a fan shows by when 5, 25,
    50, 75 and 95 % of all runs had come to it. Time spent in states is drawn as bars. From several
    starts curves are ranges. Three what-ifs at most, so that each has a stroke of its own.
    `outcomes` are the ids of those to draw; the foot names the others.
    Raises NegotiationError for a language, a layout, no run, or more what-ifs.
    """
    told = scene(results, None, language, layout_for)
    if len(told.variants) > len(STROKES):
        count = len(STROKES) - 1
        raise NegotiationError(
            f"one figure of outcomes holds {count} what-ifs at most; draw the others in another"
        )
    sizes = HIGHER if len(told.variants) > 1 else SIZES
    with styled():
        every = curves(told), spent(told)
        wanted = [name for one in every for name in one if outcomes is None or name in outcomes]
        return fitting(told.room, sizes, lambda size: _drawn(told, *every, wanted, size))


def _drawn(
    scene: Scene,
    curves: Mapping[str, Mapping[str, Curve]],
    spent: Mapping[str, Mapping[str, Spent]],
    wanted: Sequence[str],
    size: float,
) -> tuple[OutcomeCurves, float]:
    found = {name: one for name, one in curves.items() if name in wanted}
    times = {name: one for name, one in spent.items() if name in wanted}
    blocks = blocks_of(scene, found, times)
    sheet = _placed(scene, blocks)
    heading = draw_heading(sheet, scene, scene.speech.say("ensemble.outcomes"))
    body = _draw_body(sheet, scene, found, times, blocks, heading.bottom, size)
    fans = any(fan for one in body.panels.values() for fan in one.fans.values())
    marks = list(_marks(scene, bool(found), bool(times), fans))
    key = draw_marks(sheet, scene, marks, body.bottom + AIR / 2)
    foot, bottom = draw_foot(
        sheet, scene, _elsewhere(scene, wanted, [*curves, *spent]), key.bottom + AIR / 2
    )
    page = framed(sheet, scene.room, bottom)
    return OutcomeCurves(
        scene=scene,
        curves=found,
        times=times,
        figure=page.figure,
        axes=sheet.axes,
        zoom=scene.room.zoom,
        paper=page.paper,
        title=heading.title,
        subtitle=heading.subtitle,
        caution=heading.caution,
        panels=body.panels,
        spent=body.spent,
        rulers=body.rulers,
        key=key,
        foot=foot,
    ), page.needed


@dataclass(frozen=True, slots=True)
class _Body:
    panels: Mapping[str, OutcomePanel]
    spent: Mapping[str, SpentPanel]
    rulers: tuple[Ruler, ...]
    bottom: float


def _draw_body(
    sheet: Sheet,
    scene: Scene,
    found: Mapping[str, Mapping[str, Curve]],
    times: Mapping[str, Mapping[str, Spent]],
    blocks: Mapping[str, Blocks],
    top: float,
    size: float,
) -> _Body:
    """Draw a panel for each outcome, with time below them, and then the same for time spent."""
    since, in_all = (
        elapsed(sheet.scale, scene.clock, scene.speech, counts) for counts in ("since", "spent")
    )
    panels: dict[str, OutcomePanel] = {}
    bars: dict[str, SpentPanel] = {}
    rulers: list[Ruler] = []
    for name, own in found.items():
        panels[name] = draw_panel(sheet, scene, own, blocks[name], since, top, size)
        top = panels[name].bottom + AIR
    if panels:
        foot = list(panels.values())[-1].foot
        rulers.append(draw_ruler(sheet, since, foot, foot))
        top = max(rulers[-1].bottom + AIR, top)
    for name, lengths in times.items():
        bars[name] = draw_spent(sheet, scene, lengths, blocks[name], in_all, top)
        top = bars[name].bottom + AIR
    if bars:
        foot = list(bars.values())[-1].foot
        rulers.append(draw_ruler(sheet, in_all, foot, foot))
        top = max(rulers[-1].bottom + AIR, top)
    return _Body(panels, bars, tuple(rulers), top - AIR)


def _placed(scene: Scene, blocks: Mapping[str, Blocks]) -> Sheet:
    """Give the sheet, with room beside the panels for what is written there."""
    left, right = edges_of(scene.room)
    left += width(scene.speech.say("figure.percent", number=100), TICK) + BEFORE_PANEL
    room = 0.0 if scene.room.names_above else tail(blocks.values())
    sheet = new_sheet(scene)
    return replace(sheet, scale=Scale(0, scene.ensemble.horizon, left, right - room))


def _elsewhere(scene: Scene, wanted: Sequence[str], every: Sequence[str]) -> Iterator[str]:
    """Name the outcomes that are not drawn."""
    others = [outcome_name(scene, name) for name in every if name not in wanted]
    if others:
        listed = scene.speech.listed(others)
        yield scene.speech.say("ensemble.elsewhere", outcomes=listed)


def _marks(scene: Scene, curves: bool, bars: bool, fans: bool) -> Iterator[Mark]:
    """Give the marks that are in use."""
    say = scene.speech.say
    plain = "-plain" if len(scene.variants) > 1 else ""
    if plain:
        for number, variant in enumerate(scene.variants):
            yield lined(number, because(scene, variant))
    if curves and scene.has_range:
        if not plain:
            yield whiskered(colour_of(0), say("ensemble.key-dots-range"))
        else:
            yield edged(colour_of(0), say("ensemble.key-edges"))
        yield filled(SURE, say("ensemble.key-come-every"))
        yield filled(BAND, say("ensemble.key-depends"))
    elif curves:
        yield dotted(colour_of(0), say("ensemble.key-dots"))
        yield filled(SURE, say(f"ensemble.key-come{plain}"))
        yield filled(BAND, say(f"ensemble.key-band{plain}"))
    if curves:
        yield filled(GROUND, say("ensemble.key-missed"))
    if fans:
        key = "ensemble.key-fan-range" if scene.has_range else "ensemble.key-fan"
        yield barred(colour_of(0), say(key), hollow=scene.has_range)
    if bars:
        key = "ensemble.key-spent-range" if scene.has_range else "ensemble.key-spent"
        yield barred(colour_of(0), say(key), hollow=scene.has_range)
