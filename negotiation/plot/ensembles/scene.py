"""What all figures of an ensemble share: its results by variant, their language, and their words.

Results in; names and sentences out. Draws nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from negotiation.assumptions import Wait
from negotiation.dates import zone
from negotiation.errors import NegotiationError
from negotiation.history import History
from negotiation.model import Track
from negotiation.plot.ensembles.rounding import Clock, clock, length
from negotiation.plot.layout import Layout, layout
from negotiation.simulation.ensemble import Ensemble
from negotiation.simulation.results import Results
from negotiation.view.citing import plain
from negotiation.view.colours import hue, ramp
from negotiation.view.selection import track_label
from negotiation.view.speech import Speech, speech

Starts = tuple[Results, ...]
"""Results under one set of assumptions, one for each start."""


@dataclass(frozen=True)
class Scene:
    """Results by the name of their variant, "" first, and how they are to be told."""

    variants: Mapping[str, Starts]
    history: History | None
    speech: Speech
    room: Layout

    @property
    def plain(self) -> Starts:
        """The results under the first set of assumptions."""
        return next(iter(self.variants.values()))

    @property
    def ensemble(self) -> Ensemble:
        """What was run."""
        return self.plain[0].ensemble

    @property
    def clock(self) -> Clock:
        """The unit of time since the start."""
        return clock(self.ensemble.horizon)

    @property
    def end(self) -> str:
        """When the runs end: "day 60"."""
        return self.clock.at(self.speech, self.ensemble.horizon)

    @property
    def has_range(self) -> bool:
        """Whether the sources leave several starts open."""
        return len(self.plain) > 1

    @property
    def runs(self) -> int:
        """How many runs were made, from the start that has fewest."""
        return min(one.runs for starts in self.variants.values() for one in starts)

    @property
    def headline(self) -> str:
        """The track whose states make the paths."""
        tables = self.ensemble.plans[0].tables
        return tables.names[self.ensemble.plans[0].arrays.headline]


def scene(
    every: Sequence[Results], history: History | None, language: str, layout_for: str
) -> Scene:
    """Put results in order, by variant and start.

    Starts from which no run was made yet are left out. Raises NegotiationError if there is none.
    """
    made: dict[str, Starts] = {}
    for one in every:
        if one.runs:
            made[one.variant] = (*made.get(one.variant, ()), one)
    if not made:
        raise NegotiationError("no run was made, so there is nothing to draw")
    spoken = speech(language, zone(next(iter(made.values()))[0].ensemble.timezone))
    return Scene(made, history, spoken, layout(layout_for))


# --- names ---------------------------------------------------------------------------------------


def track_of(scene: Scene, track: str) -> Track:
    """Give the track of the model that a track of the runs is, or is a copy of."""
    return scene.ensemble.model.tracks[track.partition("/")[0]]


def track_name(scene: Scene, track: str) -> str:
    """Name a track; a copy with what it is kept for."""
    base, _, own = track.partition("/")
    if scene.history is not None and track in scene.history.tracks:
        name, heading = track_label(scene.history, track, scene.speech)
    else:
        name, heading = scene.speech.name(track_of(scene, track)) or base, ""
        name, heading = (own, name) if own else (name, "")
    return scene.speech.say("diagram.copy", track=heading, name=name) if heading else name


def state_name(scene: Scene, track: str, state: str) -> str:
    """Name a state of a track."""
    return scene.speech.name(track_of(scene, track).states[state]) or state


def outcome_name(scene: Scene, outcome: str) -> str:
    """Name an outcome; where the file has none they are the states of the headline."""
    known = scene.ensemble.assumptions.outcomes.get(outcome)
    if known is None:
        return state_name(scene, scene.headline, outcome)
    return scene.speech.name(known) or outcome


def variant_name(scene: Scene, variant: str) -> str:
    """Name the assumptions as they stand, or a what-if."""
    if not variant:
        return scene.speech.say("ensemble.as-assumed")
    return scene.speech.say("ensemble.what-if", name=plain(variant))


def because(scene: Scene, variant: str) -> str:
    """Name a what-if with why one would ask."""
    if not variant:
        return scene.speech.say("ensemble.as-assumed-heading")
    why = plain(scene.ensemble.assumptions.whatifs[variant].because)
    return scene.speech.say("ensemble.what-if-because", name=plain(variant), because=why)


def tones(scene: Scene, track: str, states: Sequence[str]) -> dict[str, str]:
    """Shade states in the hue of their track, the lightest first, by intensity and by the model."""
    declared = track_of(scene, track).states
    order = sorted(
        (key for key in declared if key in states), key=lambda key: declared[key].intensity or 0
    )
    return dict(zip(order, ramp(hue_of(scene, track), len(order)), strict=True))


def hue_of(scene: Scene, track: str) -> float:
    """Give the hue of a track, the same as in a timeline."""
    return hue(list(scene.ensemble.model.tracks).index(track.partition("/")[0]))


# --- sentences -----------------------------------------------------------------------------------


def title(scene: Scene) -> str:
    """Give the title of the assumptions."""
    return scene.speech.label(scene.ensemble.assumptions.title)


def setting(scene: Scene) -> str:
    """Say how many runs of what, from where, how long, and with which seed."""
    ensemble, say = scene.ensemble, scene.speech.say
    values = {
        "count": scene.runs,
        "model": scene.speech.label(ensemble.model.title),
        "seed": str(ensemble.seed),
        "begin": _begin(scene),
        "horizon": length(scene.speech, ensemble.horizon),
    }
    if not scene.has_range:
        return say("ensemble.setting", **values)
    return say("ensemble.setting-each", starts=len(scene.plain), **values)


def _begin(scene: Scene) -> str:
    begin, say = scene.ensemble.begin, scene.speech.say
    if begin.moment is not None:
        return say("ensemble.begin-moment", moment=scene.speech.moment(begin.moment))
    if begin.told.steps:
        return say("ensemble.begin-event", event=scene.speech.name(begin.told.steps[-1].event))
    return say("ensemble.begin-start")


def caution(scene: Scene) -> str:
    """Say that it is no forecast, and whether what it rests on is made up."""
    every = list(_waits(scene))
    made_up = sum(wait.basis.word == "illustrative" for wait in every)
    said = [scene.speech.say("ensemble.caution")]
    if made_up and made_up == len(every):
        said.append(scene.speech.say("ensemble.illustrative-all", count=made_up))
    elif made_up:
        said.append(scene.speech.say("ensemble.illustrative", number=made_up, all=len(every)))
    return " ".join(said)


def _waits(scene: Scene) -> Iterator[Wait]:
    """Give every wait that these results rest on."""
    assumptions = scene.ensemble.assumptions
    yield from assumptions.waits.values()
    for variant in scene.variants:
        yield from assumptions.whatifs[variant].waits.values() if variant else ()


def remarks(scene: Scene) -> Iterator[str]:
    """Say what a reader of any figure must know of its numbers."""
    say = scene.speech.say
    yield say("ensemble.noise")
    if scene.has_range:
        yield say("ensemble.starts-open", count=len(scene.plain))
    if len(scene.variants) > 1:
        yield say("ensemble.paired")
    if scene.ensemble.interrupted:
        yield say("ensemble.interrupted", done=scene.runs, all=scene.ensemble.runs)
