"""A lane of a strip: the stays of a track as bars, faded, hatched and labelled.

A history in; bars and texts on a scale out. A bar is solid from the last moment at which its
state may have begun to the last at which it may have lasted; before that it fades in over those
before it, so that no edge stands where the sources give none. What else an order of the events
allows is hatched: see `Lane.possible`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from negotiation.dates import MINUTE
from negotiation.gherkin.document.asking import closed
from negotiation.gherkin.document.shades import INK, PAGE, hue, ink, ramp
from negotiation.history import History, Span
from negotiation.model import COLLECTIONS
from negotiation.view.lettering import broken, cited, shortened, width

LARGE, SMALL = 12.0, 10.5
NAME = 13.0  # names are bold: wider than their 12 pixels
INSET, SWATCH, APART = 5.0, 13.0, 12.0
MOST = 24  # stays told below a lane, beyond which the rest is counted
SURE = 2  # seconds: what is open for less is the edge of a window


@dataclass(frozen=True, slots=True)
class Scale:
    """From moments in seconds UTC to places between two edges."""

    start: int
    end: int
    left: float
    right: float

    def place(self, moment: float) -> float:
        """Give where a moment lies, also outside the edges."""
        share = (moment - self.start) / (self.end - self.start)
        return self.left + share * (self.right - self.left)

    def inside(self, moment: float) -> float:
        """Give where a moment lies, at an edge if it is outside."""
        return min(max(self.place(moment), self.left), self.right)

    def stretch(self, first: float, last: float) -> tuple[float, float] | None:
        """Give the places of the part of a stretch that is drawn, None if nothing of it is."""
        left, right = self.inside(first), self.inside(last)
        return (left, right) if right > left else None


@dataclass(frozen=True, slots=True)
class Lettered:
    """A text where it stands: its place, its size of type and its ink."""

    lines: tuple[str, ...]
    x: float
    size: float
    ink: str
    halo: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """A stay as it is drawn: the places where it begins to show, is solid, and ends.

    It fades in from `begins` to `solid`, which are one where the minute is known. All three may
    lie outside the edges.
    """

    begins: float
    solid: float
    ends: float
    shade: str
    initial: bool
    label: Lettered | None


@dataclass(frozen=True, slots=True)
class Swatch:
    """What a bar that is too short for its label shows, told below the lane."""

    x: float
    row: int
    shade: str
    text: str


@dataclass(frozen=True, slots=True)
class Lane:
    """A track as it is drawn: bars, what is hatched, where it goes on beyond."""

    name: str
    key: str
    bars: tuple[Bar, ...]
    possible: tuple[tuple[float, float], ...]
    swatches: tuple[Swatch, ...]
    goes_on: tuple[bool, bool]
    right: float

    @property
    def rows(self) -> int:
        """How many lines of text stand below the bars."""
        return max((swatch.row + 1 for swatch in self.swatches), default=0)


@dataclass(frozen=True, slots=True)
class Brush:
    """What all lanes of a strip share: history, scale, language, and the numbers of the sources."""

    history: History
    scale: Scale
    language: str
    numbers: Mapping[str, int]
    inferred: str


@dataclass(frozen=True, slots=True)
class _Stay:
    """A span with its first and its last window, in seconds UTC."""

    span: Span
    rising: tuple[int, int]
    falling: tuple[int, int]
    shade: str
    text: str


def lane(brush: Brush, track: str) -> Lane:
    """Draw a track."""
    hatched = tuple(_possible(brush, track))
    stays = [stay for stay in _stays(brush, track) if _is_drawn(brush.scale, stay)]
    bars = tuple(_bar(brush, stay, hatched) for stay in stays)
    lacking = [stay for stay, bar in zip(stays, bars, strict=True) if bar.label is None]
    name, key = names(brush.history, track, brush.language)
    return Lane(
        shortened(name, brush.scale.right - brush.scale.left, NAME),
        key,
        bars,
        hatched,
        tuple(_swatches(brush.scale, lacking)),
        _goes_on(brush.scale, stays),
        brush.scale.right,
    )


def names(history: History, track: str, language: str) -> tuple[str, str]:
    """Give what people call a track, and its name in features where that is another."""
    declared = history.chronology.tracks()[track]
    base, _, own = track.partition("/")
    name = declared.name(language) or base
    if declared.for_each is not None:
        topics = getattr(history.chronology, COLLECTIONS[declared.for_each])
        name = f"{name}: {topics[own].name(language) or own}"
    return name, "" if same(name, track) else track


def same(label: str, key: str) -> bool:
    """Say whether a label says no more than an id does."""
    return label.casefold().replace("-", " ") == key.replace("-", " ")


def _is_drawn(scale: Scale, stay: _Stay) -> bool:
    return scale.stretch(stay.rising[0], stay.falling[1]) is not None


def _goes_on(scale: Scale, stays: Sequence[_Stay]) -> tuple[bool, bool]:
    led = [stay for stay in stays if stay.span.start is not None]
    return (
        any(stay.rising[0] < scale.start for stay in led),
        any(stay.falling[1] > scale.end for stay in led),
    )


def _stays(brush: Brush, track: str) -> Iterator[_Stay]:
    history, record = brush.history, brush.history.record
    assert record is not None  # noqa: S101  without a record there is no strip
    shades = _shades(history, track)
    states = history.chronology.tracks()[track].states
    for span in history.spans(track):
        start, end = record.start, record.end
        rising = (start, start) if span.start is None else closed(span.start, start, end)
        falling = (end, end) if span.end is None else closed(span.end, start, end)
        shade = PAGE if span.start is None else shades[span.state]
        text = states[span.state].name(brush.language) or span.state
        yield _Stay(span, rising, falling, shade, _cited(brush, text, span))


def _cited(brush: Brush, text: str, span: Span) -> str:
    return text if span.start is None else with_sources(brush, text, span.events)


def with_sources(brush: Brush, text: str, events: Iterable[str]) -> str:
    """Give a text with the numbers of the sources behind these events, or the word for none."""
    sources = brush.history.sources_of(events)
    if not sources:
        return f"{text} ({brush.inferred})"
    return cited(text, sorted(brush.numbers[key] for key in sources if key in brush.numbers))


def _shades(history: History, track: str) -> dict[str, str]:
    """Shade the states that events led to, in the order of the model; copies share their shades."""
    base = track.partition("/")[0]
    copies = (name for name in history.tracks if name.partition("/")[0] == base)
    spans = (span for name in copies for span in history.spans(name))
    reached = {span.state for span in spans if span.start is not None}
    order = [state for state in history.chronology.tracks()[track].states if state in reached]
    place = list(history.chronology.model.tracks).index(base)
    return dict(zip(order, ramp(hue(place), len(order)), strict=True))


def _possible(brush: Brush, track: str) -> Iterator[tuple[float, float]]:
    """Give the places at which more than one state is possible, neighbours joined."""
    history, record = brush.history, brush.history.record
    assert record is not None  # noqa: S101  without a record there is no strip
    first, last = max(record.start, brush.scale.start), min(record.end, brush.scale.end)
    inner = [m for m in history.readings.changes(track) if first < m < last]
    begun: int | None = None
    for start, end in [*pairwise((first, *inner, last)), (last, last)]:
        is_open = start < end and len(history.readings.at(track, start)) > 1
        if is_open and begun is None:
            begun = start
        elif not is_open and begun is not None:
            found = brush.scale.stretch(begun, start)
            if start - begun > max(SURE, MINUTE) and found is not None:
                yield found
            begun = None


def _bar(brush: Brush, stay: _Stay, hatched: Sequence[tuple[float, float]]) -> Bar:
    scale, initial = brush.scale, stay.span.start is None
    first, last = stay.rising
    is_sharp = last - first <= MINUTE
    # the model's start is white: it ends where something else may begin
    end = stay.falling[0] if initial else stay.falling[1]
    return Bar(
        scale.place(first),
        scale.place(first if is_sharp else last),
        scale.place(max(end, last)),
        stay.shade,
        initial,
        _label(scale, stay, hatched),
    )


# --- labels --------------------------------------------------------------------------------------


def _label(scale: Scale, stay: _Stay, hatched: Sequence[tuple[float, float]]) -> Lettered | None:
    """Set a label where its state is sure: smaller, or on two lines, if it must be."""
    sure = scale.stretch(stay.rising[1], stay.falling[0])
    if sure is None:
        return None
    room = sure[1] - sure[0] - 2 * INSET
    for size, most in ((LARGE, 1), (SMALL, 1), (SMALL, 2)):
        lines = broken(stay.text, room, size)
        if len(lines) <= most and all(width(line, size) <= room for line in lines):
            broad = max(width(line, size) for line in lines)
            covered = any(left < sure[0] + 2 * INSET + broad and right > sure[0]
                          for left, right in hatched)  # fmt: skip
            colour = INK if stay.span.start is None else ink(stay.shade)
            halo = stay.shade if covered else ""
            return Lettered(tuple(lines), sure[0] + INSET, size, colour, halo)
    return None


def _swatches(scale: Scale, lacking: Sequence[_Stay]) -> Iterator[Swatch]:
    """Tell below the lane, in the order of time, what did not find room in its bar."""
    x, row = scale.left, 0
    told = [(stay.shade, stay.text) for stay in lacking[:MOST]]
    if len(lacking) > MOST:
        told.append((PAGE, f"… +{len(lacking) - MOST}"))
    for shade, whole in told:
        text = shortened(whole, scale.right - scale.left - SWATCH, SMALL)
        broad = SWATCH + width(text, SMALL)
        if x > scale.left and x + broad > scale.right:
            x, row = scale.left, row + 1
        yield Swatch(x, row, shade, text)
        x += broad + APART
