"""Draw the paths that runs took most often through the states of the headline, and how often.

Results in, artists by name out. Never shows and never saves. From several starts: a range.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text

from negotiation.plot.body import AIR
from negotiation.plot.ensembles.chains import (
    Others,
    Path,
    paths_of,
)
from negotiation.plot.ensembles.frame import (
    draw_foot,
    draw_heading,
    draw_marks,
    edges_of,
    filled,
    fitting,
    framed,
    new_sheet,
)
from negotiation.plot.ensembles.rows import (
    APART,
    BESIDE,
    OPEN,
    SURE,
    Grid,
    PathRow,
    draw_others,
    draw_row,
    grid_of,
)
from negotiation.plot.ensembles.scene import Scene, because, hue_of, scene, tones, track_name
from negotiation.plot.key import Key, Mark
from negotiation.plot.layout import For
from negotiation.plot.lettering import Face, wrap
from negotiation.plot.parts import texts
from negotiation.plot.sheet import Sheet
from negotiation.plot.style import styled
from negotiation.simulation.results import Results
from negotiation.view.colours import INK, SOFT, shade

MOST, COLUMN = 8, Face(8)


@dataclass(frozen=True)
class FrequentPaths:
    """The artists of the most frequent paths, in order, and of all others together."""

    scene: Scene
    paths: tuple[Path, ...]
    others: Others
    figure: Figure
    axes: Axes
    zoom: float
    paper: float | None
    title: tuple[Text, ...]
    subtitle: tuple[Text, ...]
    caution: tuple[Text, ...]
    columns: tuple[Text, ...]
    rows: tuple[PathRow, ...]
    other: PathRow | None
    key: Key
    foot: tuple[Text, ...]

    @property
    def texts(self) -> tuple[Text, ...]:
        """Every text, each once."""
        return tuple(texts(self))

    @property
    def alt(self) -> str:
        """What the figure shows, in words, for whoever cannot see it."""
        from negotiation.plot.ensembles.alt import alt_of_paths

        return alt_of_paths(self.scene, self.paths, self.others)

    @property
    def language(self) -> str:
        """The language of its words."""
        return self.scene.speech.code


def frequent_paths(
    results: Sequence[Results],
    *,
    most: int = MOST,
    language: str = "en",
    layout_for: For = "screen",
) -> FrequentPaths:
    """Draw the paths through the states of the headline that runs took most often.

    `results` are those from every start, of one variant. A row each, the rest summed up in the last
    one. From several starts shares are ranges.
    Raises NegotiationError for a language, a layout, or no run.
    """
    told = scene(results, None, language, layout_for)
    with styled():
        sizes = [float(count) for count in range(most, 0, -1)]
        return fitting(told.room, sizes, lambda size: _drawn(told, int(size)))


def _drawn(scene: Scene, most: int) -> tuple[FrequentPaths, float]:
    found, others = paths_of(scene.plain, most)
    sheet = new_sheet(scene)
    track = track_name(scene, scene.headline)
    variant = next(iter(scene.variants))
    shows = scene.speech.say("ensemble.paths", track=track)
    heading = draw_heading(
        sheet, scene, f"{because(scene, variant)}. {shows}" if variant else shows
    )
    shades = tones(scene, scene.headline, [state for path in found for state in path.states])
    grid = grid_of(scene, found, others)
    columns, top = _draw_columns(sheet, scene, grid, track, heading.bottom)
    rows: list[PathRow] = []
    for path in found:
        rows.append(draw_row(sheet, scene, grid, path, shades, top))
        top = rows[-1].bottom
    other = draw_others(sheet, scene, grid, others, top) if others.count else None
    bottom = top if other is None else other.bottom
    key = draw_marks(sheet, scene, list(_marks(scene)), bottom + AIR / 2)
    foot, bottom = draw_foot(sheet, scene, _told_apart(scene), key.bottom + AIR / 2)
    page = framed(sheet, scene.room, bottom)
    return FrequentPaths(
        scene=scene,
        paths=tuple(found),
        others=others,
        figure=page.figure,
        axes=sheet.axes,
        zoom=scene.room.zoom,
        paper=page.paper,
        title=heading.title,
        subtitle=heading.subtitle,
        caution=heading.caution,
        columns=columns,
        rows=tuple(rows),
        other=other,
        key=key,
        foot=foot,
    ), page.needed


def _draw_columns(
    sheet: Sheet, scene: Scene, grid: Grid, track: str, top: float
) -> tuple[tuple[Text, ...], float]:
    """Write what the columns are."""
    if grid.below:
        return (), top
    say = scene.speech.say
    left = edges_of(scene.room)[0]
    share = wrap(say("ensemble.column-share"), grid.chain - left - BESIDE, COLUMN)
    path = wrap(say("ensemble.column-path", track=track, time=scene.end), grid.room, COLUMN)
    written = sheet.write(share, left, top, COLUMN, colour=SOFT)
    written += sheet.write(path, grid.chain, top, COLUMN, colour=SOFT)
    return written, top + max(len(share), len(path)) * COLUMN.leading + APART / 2


def _told_apart(scene: Scene) -> Iterator[str]:
    """Say of how many runs the paths are, where these are not all."""
    if any(one.path_runs < one.runs for one in scene.plain):
        count = min(one.path_runs for one in scene.plain)
        yield scene.speech.say("ensemble.first-runs", count=count)


def _marks(scene: Scene) -> Iterator[Mark]:
    """Give the marks that are in use."""
    say, degrees = scene.speech.say, hue_of(scene, scene.headline)
    if scene.has_range:
        yield filled(shade(degrees, SURE), say("ensemble.key-every"))
        yield filled(shade(degrees, OPEN), say("ensemble.key-depends"))

    def draw(sheet: Sheet, start: float, end: float, middle: float) -> Artist:
        return sheet.rule([(start, middle), (end, middle)], color=INK, lw=0.9)

    yield Mark(draw, say("ensemble.key-interval"))
