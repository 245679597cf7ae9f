"""What Then sentences of one scenario asked of one history, put together for one strip."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field

from negotiation.dates import DAY, Window
from negotiation.errors import NotReported, UnknownName
from negotiation.gherkin.asked import Asked
from negotiation.gherkin.results import StepResult
from negotiation.history import History
from negotiation.view.calendar import shifted, whole_days

AROUND, NEAR = 2, 1  # days drawn round what was asked, and round an event
LEAST, STEP = 7, 2  # days of a strip; it begins at every so many days of the record
MOST = 8  # tracks and events of one strip, unless a single sentence asks about more


@dataclass(frozen=True, slots=True)
class Asking:
    """A history and everything that was asked of it, in the order of the sentences."""

    history: History
    asked: tuple[Asked, ...]

    @property
    def tracks(self) -> tuple[str, ...]:
        """The tracks that were asked about, each once."""
        known = set(self.history.tracks)
        named = dict.fromkeys(track for one in self.asked for track in one.tracks)
        return tuple(track for track in named if track in known)

    @property
    def events(self) -> tuple[tuple[str, Window], ...]:
        """The events that were asked about, each once, with their windows."""
        named = dict.fromkeys(event for one in self.asked for event in one.events)
        windows = ((event, window(self.history, event)) for event in named)
        return tuple((event, when) for event, when in windows if when is not None)

    def marks(self, track: str) -> tuple[tuple[int, int], ...]:
        """Give the moments and stretches at which a track was asked about, each once."""
        found = (focus(one) for one in self.asked if track in one.tracks)
        return tuple(dict.fromkeys(mark for mark in found if mark is not None))

    def drawn(self) -> tuple[int, int] | None:
        """Give what part of time is drawn: what was asked and some days round it.

        The whole record where a sequence was asked about; None where there is nothing to draw.
        """
        record = self.history.record
        if record is None or not (self.tracks or self.events):
            return None
        home = self.history.zone
        spans = [
            whole_days(*one.stretch, home, AROUND) for one in self.asked if one.stretch is not None
        ]
        for _, when in self.events:
            low, high = closed(when, record.start, record.end)
            spans.append(whole_days(low, max(high - 1, low), home, NEAR))
        if any(one.tracks and one.stretch is None and not one.events for one in self.asked):
            spans.append((record.start, record.end))
        if not spans:
            return None
        start, end = min(first for first, _ in spans), max(last for _, last in spans)
        return self._cut(start, end)

    def _cut(self, start: int, end: int) -> tuple[int, int]:
        """Widen a stretch to one of few, so that strips share what they show, inside the record.

        Days beyond the record are drawn only where they were asked about.
        """
        record, home = self.history.record, self.history.zone
        assert record is not None  # noqa: S101  the caller has looked
        first, last = whole_days(record.start, record.end - 1, home)
        before = _days(first, start) // STEP * STEP
        most = LEAST + STEP * max(0, -(-(_days(first, end) - before - LEAST) // STEP))
        start = shifted(first, before, home)
        end = shifted(first, before + most, home)
        if end > last:
            start, end = shifted(last, -most, home), last
        asked = [whole_days(*one.stretch, home) for one in self.asked if one.stretch is not None]
        start = min(max(start, first), *(begun for begun, _ in asked), last - DAY)
        return start, max(min(end, last), *(ended for _, ended in asked), start + DAY)


def _days(first: int, moment: int) -> int:
    """Give how many days a midnight lies after another."""
    return round((moment - first) / DAY)


def focus(asked: Asked) -> tuple[int, int] | None:
    """Give the first and last second that a sentence asked about: of a day, if so, its end."""
    if asked.stretch is None:
        return None
    at_end = asked.state is not None and asked.state.at_end
    return (asked.stretch[1], asked.stretch[1]) if at_end else asked.stretch


def window(history: History, event: str) -> Window | None:
    """Give the window of an event, None if it is not in use or lies beyond the replay."""
    try:
        return history.window_of(event)
    except (UnknownName, NotReported):
        return None


def closed(when: Window | None, start: int, end: int) -> tuple[int, int]:
    """Give both bounds of a window, an open side being that of the record."""
    if when is None:
        return start, end
    latest = max(end, when.earliest or end) if when.latest is None else when.latest
    return min(start, latest) if when.earliest is None else when.earliest, latest


@dataclass(slots=True)
class _Group:
    """What is put together so far: of one history, with all that a strip of it would show."""

    history: History
    asked: list[Asked] = field(default_factory=list)
    shown: set[Hashable] = field(default_factory=set)


def askings(steps: Iterable[StepResult]) -> list[Asking]:
    """Put together what steps asked, by the history that they asked it of; no strip is too tall."""
    found, latest = list[_Group](), dict[int, _Group]()
    for step in steps:
        if step.asked is None or step.history is None:
            continue
        alone = Asking(step.history, (step.asked,))
        shown = {*alone.tracks, *alone.events}
        group = latest.get(id(step.history))
        if group is None or len(group.shown | shown) > max(MOST, len(group.shown)):
            group = latest[id(step.history)] = _Group(step.history)
            found.append(group)
        group.asked.append(step.asked)
        group.shown |= shown
    return [Asking(group.history, tuple(group.asked)) for group in found]


__all__: Sequence[str] = ["Asking", "askings", "closed", "focus", "window"]
