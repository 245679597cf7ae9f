"""Work out what a lane shows: each stay's label, shade, and the stretch over which it begins.

A history in, stays in seconds UTC out. Draws nothing.

Stays are meant to be painted one over another, each solid to the last moment it may have lasted:
over the window of a change the next one then grows over it, and the mixture of the two is what
the sources leave open.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from negotiation.dates import Window
from negotiation.history import History, Span
from negotiation.view.citing import cited, raised
from negotiation.view.colours import PAGE, hue, mix, ramp
from negotiation.view.selection import Range, track_label
from negotiation.view.speech import Speech


@dataclass(frozen=True, slots=True)
class Stay:
    """A span as it is drawn. `rising` and `falling` are its first and last windows, closed.

    `later` is its label as it is said after another one: "then broken".
    """

    span: Span
    label: str
    later: str
    shade: str
    rising: tuple[int, int]
    falling: tuple[int, int]

    @property
    def is_initial(self) -> bool:
        """Whether it is the model's start, which no event has led to."""
        return self.span.start is None

    @property
    def likely(self) -> tuple[float, float]:
        """From the middle of its first window to the middle of its last one."""
        return sum(self.rising) / 2, sum(self.falling) / 2

    def cover(self, moment: float) -> float:
        """Give how solid it is painted at a moment, from 0 to 1."""
        first, last = self.rising
        if moment < first or moment >= self.falling[1]:
            return 0.0
        return 1.0 if moment >= last else (moment - first) / (last - first)


@dataclass(frozen=True, slots=True)
class Course:
    """What a lane shows: its name, above it that of its kind if it is one of several, its stays.

    `unclear` are the stretches in which these do not say all that the sources allow.
    """

    name: str
    heading: str
    stays: tuple[Stay, ...]
    unclear: tuple[tuple[int, int], ...]

    def called(self, name: str) -> Course:
        """Give the same course under another name."""
        return replace(self, name=name, heading="")

    def under(self, heading: str) -> Course:
        """Give the same course under another name of its kind."""
        return replace(self, heading=heading)

    def is_unclear(self, moment: float) -> bool:
        """Say whether another order of the events allows another state at a moment."""
        return any(start <= moment < end for start, end in self.unclear)


def course(
    history: History,
    track: str,
    whole: Range,
    numbers: Mapping[str, int],
    speech: Speech,
    among: Sequence[History] = (),
) -> Course:
    """Give the course of a track over the record; `numbers` are those of the sources.

    A state has the same shade in all histories `among` which this one is shown.
    """
    tones = shades(history, track, among)
    stays = _stays(history, track, whole, numbers, speech, tones)
    return Course(
        *track_label(history, track, speech), stays, tuple(_unclear(history, track, stays))
    )


def _stays(
    history: History,
    track: str,
    whole: Range,
    numbers: Mapping[str, int],
    speech: Speech,
    tones: Mapping[str, str],
) -> tuple[Stay, ...]:
    spans = history.spans(track)
    made = []
    for span in spans:
        rising = _closed(span.start, whole, whole.start)
        falling = _closed(span.end, whole, whole.end)
        label = _label(history, track, span, numbers, speech)
        later = speech.say("figure.then", label=label)
        shade = PAGE if span.start is None else tones[span.state]
        made.append(Stay(span, label, later, shade, rising, falling))
    return tuple(made)


def _closed(window: Window | None, whole: Range, otherwise: int) -> tuple[int, int]:
    """Give both bounds, an open side being that of the record."""
    if window is None:
        return otherwise, otherwise
    latest = whole.end if window.latest is None else window.latest
    earliest = min(whole.start, latest) if window.earliest is None else window.earliest
    return earliest, latest


def shades(history: History, track: str, among: Sequence[History] = ()) -> dict[str, str]:
    """Shade the states that events led to, by the intensity that the model gives them.

    Where it gives none, by the order in which it lists them. The copies of a track share shades.
    """
    base = track.partition("/")[0]
    copies = [name for name in history.tracks if name.partition("/")[0] == base]
    spans = [span for one in among or [history] for name in copies for span in one.spans(name)]
    reached = {span.state for span in spans if span.start is not None}
    states = history.chronology.tracks()[track].states
    order = sorted(
        (key for key in states if key in reached), key=lambda k: states[k].intensity or 0
    )
    return dict(zip(order, ramp(hue_of(history, track), len(order)), strict=True))


def hue_of(history: History, track: str) -> float:
    """Give the hue of a track; the copies of one share it."""
    return hue(list(history.chronology.model.tracks).index(track.partition("/")[0]))


def _label(
    history: History, track: str, span: Span, numbers: Mapping[str, int], speech: Speech
) -> str:
    if span.start is None:
        return speech.say("figure.not-reported")
    state = history.chronology.tracks()[track].states[span.state]
    return with_sources(history, speech.name(state) or span.state, span.events, numbers, speech)


def with_sources(
    history: History,
    text: str,
    events: Sequence[str],
    numbers: Mapping[str, int],
    speech: Speech,
) -> str:
    """Give a text with the numbers of the sources behind these events, or "inferred" for none.

    Sources that deny one of them are told apart: "It begins ¹ (denied: ²)".
    """
    reports = [report for key in events for report in history.chronology.events[key].reports]
    said = {report.source for report in reports if report.modality != "negated"}
    denied = {report.source for report in reports if report.modality == "negated"}
    order = [key for key in history.chronology.sources if key in numbers]
    behind = [numbers[key] for key in order if key in said]
    told = text if said - {None} else speech.say("figure.inferred", text=text)
    words = cited(told, behind, rtl=speech.direction == "rtl")
    against = [numbers[key] for key in order if key in denied]
    if not against:
        return words
    return speech.say("figure.denied", text=words, numbers=raised(against))


def _unclear(history: History, track: str, lane: Sequence[Stay]) -> list[tuple[int, int]]:
    """Give the stretches in which other orders of the events allow other states than are painted.

    A second's difference, at the edge of a window, is none.
    """
    record = history.record
    if record is None:
        return []
    changes = history.readings.changes(track)
    inside = [moment for moment in changes if record.start < moment < record.end]
    stretches = list(pairwise((record.start, *inside, record.end)))
    found = [
        (start, end)
        for start, end in stretches
        if end - start > 1
        and set(history.readings.at(track, start)) != painted(lane, (start + end) / 2)
    ]
    # a fade that ends with the record would look like a certain end
    if stretches[-1:] != found[-1:] and set(history.readings.final(track)) != _ending(lane):
        found.append(stretches[-1])
    return found


def _ending(lane: Sequence[Stay]) -> set[str]:
    """Give the state in which the painted lane ends."""
    return {stay.span.state for stay in lane[-1:]}


def painted(lane: Sequence[Stay], moment: float) -> set[str]:
    """Give the states that the painted lane shows at a moment, the model's start included."""
    states: set[str] = set()
    for stay in lane:
        cover = stay.cover(moment)
        if cover == 1:
            states.clear()
        if cover > 0:
            states.add(stay.span.state)
    return states


def meeting(lane: Sequence[Stay], stay: Stay) -> tuple[Stay, ...]:
    """Give the stays that may have lasted at some moment of this one, itself included."""
    first, last = stay.rising[0], stay.falling[1]
    return tuple(s for s in lane if (s.rising[0] < last and s.falling[1] > first) or s is stay)


def seen(lane: Sequence[Stay], moment: float) -> str:
    """Give the colour that the painted lane has at a moment."""
    colour = PAGE
    for stay in lane:
        if not stay.is_initial:
            colour = mix(colour, stay.shade, stay.cover(moment))
    return colour
