"""A strip: the stretch of timeline that a scenario asked about, as places and texts.

What was asked in; geometry out, which a template draws. The rules of truth are those of the
figures: a clock time is a dot or an edge, a window a bar or a fade, what is open is hatched, and
where the sources end the strip says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from negotiation import wording
from negotiation.dates import MINUTE, Window
from negotiation.gherkin.document.asking import Asking, closed
from negotiation.gherkin.document.lanes import SMALL, Brush, Lane, Scale, lane, with_sources
from negotiation.gherkin.language import Language
from negotiation.view.calendar import parts
from negotiation.view.lettering import shortened, width

WIDE, NARROW = 720.0, 336.0
EDGE = 7.0  # beside the drawn time, for the signs that a state goes on
DOT, BESIDE, DAY_NAME = 3.5, 7.0, 11.0
# depths: of a lane, of a line of text below its bars, of an event, and of what stands at the foot
LANE, ROW, EVENT, BELOW, CALENDAR, END = 62.0, 15.0, 18.0, 4.0, 18.0, 14.0


@dataclass(frozen=True, slots=True)
class Tick:
    """A part of the calendar: where it begins, and its name at its middle, if there is room."""

    x: float
    middle: float
    name: str


@dataclass(frozen=True, slots=True)
class Mark:
    """An event: a dot for a clock time, else a bar over its window; its name beside it.

    `open` says to which sides the window is open: there the bar fades.
    """

    left: float
    right: float
    dot: bool
    open: tuple[bool, bool]
    text: str
    text_x: float
    to_the_left: bool


@dataclass(frozen=True, slots=True)
class Axis:
    """The calendar of a strip; `end` is where the sources end, if that is drawn."""

    left: float
    right: float
    ticks: tuple[Tick, ...]
    end: float | None
    end_text: str


@dataclass(frozen=True, slots=True)
class Placed:
    """A lane by its number, at its depth, with the moments and stretches marked on it."""

    lane: int
    top: float
    marks: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Strip:
    """All of it, for one width of page; `axis` is a number, `foot` where the calendar begins."""

    wide: float
    axis: int
    lanes: tuple[Placed, ...]
    events: tuple[tuple[Mark, float], ...]
    foot: float
    height: float


@dataclass(slots=True)
class Pieces:
    """What many strips show, each drawn once and used by its number: lanes and calendars."""

    lanes: dict[Lane, int] = field(default_factory=dict)
    axes: dict[Axis, int] = field(default_factory=dict)
    _known: dict[tuple[int, str, Scale, str], tuple[int, int]] = field(default_factory=dict)

    @property
    def shades(self) -> tuple[str, ...]:
        """The colours that some bar fades in to."""
        used = (bar.shade for lane in self.lanes for bar in lane.bars if bar.solid > bar.begins)
        return tuple(dict.fromkeys(used))

    def axis(self, axis: Axis) -> int:
        """Give the number of a calendar."""
        return self.axes.setdefault(axis, len(self.axes) + 1)

    def lane(self, brush: Brush, track: str) -> tuple[int, int]:
        """Give the number of a lane, and how many lines of text stand below its bars.

        Histories are told apart by identity: they must be kept as long as this is.
        """
        key = (id(brush.history), track, brush.scale, brush.language)
        if key not in self._known:
            drawn = lane(brush, track)
            number = self.lanes.setdefault(drawn, len(self.lanes) + 1)
            self._known[key] = number, drawn.rows
        return self._known[key]


@dataclass(frozen=True, slots=True)
class Easel:
    """What strips are drawn with: a language, the numbers of the sources, and the pieces."""

    words: Language
    numbers: Mapping[str, int]
    pieces: Pieces


def strip(asking: Asking, easel: Easel, wide: float) -> Strip | None:
    """Draw what was asked on a page so wide; None where there is nothing to draw."""
    try:
        drawn = asking.drawn()
        if drawn is None:
            return None
        return _drawn(asking, easel, Scale(*drawn, EDGE, wide - EDGE))
    except (OverflowError, ValueError):  # days beyond the years that a calendar has
        return None


def _drawn(asking: Asking, easel: Easel, scale: Scale) -> Strip:
    words, pieces = easel.words, easel.pieces
    inferred = words.say("document-inference")
    brush = Brush(asking.history, scale, words.language, easel.numbers, inferred)
    lanes, depth = [], 0.0
    for track in asking.tracks:
        number, rows = pieces.lane(brush, track)
        marks = ((scale.inside(a), scale.inside(b)) for a, b in asking.marks(track))
        lanes.append(Placed(number, depth, tuple(marks)))
        depth += LANE + ROW * rows
    events = []
    for event, when in asking.events:
        events.append((_mark(brush, event, when), depth))
        depth += EVENT
    axis = _axis(scale, asking, words)
    foot = depth + (BELOW if events else 0)
    height = foot + CALENDAR + (0 if axis.end is None else END)
    wide = scale.right + EDGE
    return Strip(wide, pieces.axis(axis), tuple(lanes), tuple(events), foot, height)


def _axis(scale: Scale, asking: Asking, words: Language) -> Axis:
    record = asking.history.record
    end = None
    if record is not None and scale.start < record.end <= scale.end:
        end = scale.place(record.end)
    ticks = _ticks(scale, asking, words)
    return Axis(scale.left, scale.right, ticks, end, words.say("document-sources-end"))


def told(asking: Asking, *, dated: bool) -> str:
    """Say in a line what is drawn, for those who do not see it; with dates or without."""
    drawn = asking.drawn()
    if drawn is None:
        return ""
    home = asking.history.zone
    lanes = [f"{track}: {_course(asking, track, *drawn, dated=dated)}" for track in asking.tracks]
    events = [f"{event}: {wording.window(when, home)}" for event, when in asking.events]
    return "; ".join([*lanes, *events])


def _course(asking: Asking, track: str, start: int, end: int, *, dated: bool) -> str:
    """Give the states of a track that may last at some moment drawn."""
    history, course = asking.history, ""
    for span in history.spans(track):
        rising, falling = (closed(window, start, end) for window in (span.start, span.end))
        if falling[1] <= start or rising[0] >= end:
            continue
        when = ""
        if dated and course and span.start is not None:
            when = f" ({wording.window(span.start, history.zone)})"
        course += f" → {span.state}{when}" if course else span.state
    return course


def _ticks(scale: Scale, asking: Asking, words: Language) -> tuple[Tick, ...]:
    """Tick the calendar at midnights and name as many parts as have room, at their middles."""
    home = asking.history.zone
    found = parts(scale.start, scale.end, home, lambda day: words.months[day.month - 1][0])
    ticks, free = [], scale.left - EDGE
    for part in found:
        middle = (scale.place(part.start) + scale.place(part.end)) / 2
        half = width(part.name, DAY_NAME) / 2
        fits = middle - half >= free and middle + half <= scale.right + EDGE
        ticks.append(Tick(scale.place(part.start), middle, part.name if fits else ""))
        if fits:
            free = middle + half + EDGE
    return tuple(ticks)


def _mark(brush: Brush, event: str, when: Window) -> Mark:
    scale, record = brush.scale, brush.history.record
    assert record is not None  # noqa: S101  else nothing is drawn
    first, last = closed(when, record.start, record.end)
    dot = last - first <= MINUTE and not (when.earliest is None or when.latest is None)
    left, right = scale.inside(first), scale.inside(last)
    if dot:
        left, right = left - DOT, left + DOT
    before, after = left - BESIDE - scale.left, scale.right - right - BESIDE
    name = brush.history.chronology.events[event].name(brush.language)
    raised = with_sources(brush, "", (event,)).lstrip()
    to_the_left = before > after and width(f"{name}{raised}", SMALL) > after
    room = (before if to_the_left else after) - width(raised, SMALL)
    return Mark(
        left, max(right, left + 1), dot, (when.earliest is None, when.latest is None),
        f"{shortened(name, room, SMALL)}{raised}",
        left - BESIDE if to_the_left else right + BESIDE, to_the_left,
    )  # fmt: skip
