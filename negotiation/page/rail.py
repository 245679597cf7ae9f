"""The rail: every event by what is known of its time, a dot for a clock time, else a bar.

Events with windows in, marks in rows out, in per cent of the drawing's width.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from negotiation.dates import Window
from negotiation.event import Event
from negotiation.page.across import WIDTHS, Across, Box
from negotiation.view.colours import NEUTRAL
from negotiation.view.selection import is_clock_time

PITCH, DOT = 4.0, 2.0
APART = 100 * 2 / WIDTHS[0]  # per cent: two pixels of the narrowest drawing


@dataclass(frozen=True, slots=True)
class Mark:
    """An event: where it lies, its row, and whether it is a dot, open to a side or not foreseen.

    `opens` is "earlier", "later", "both" or empty.
    """

    box: Box
    row: int
    dot: bool
    opens: str
    tint: str
    hollow: bool


@dataclass(frozen=True, slots=True)
class Rail:
    """The marks, in the order of the events, and how deep they lie in all."""

    marks: tuple[Mark, ...]
    depth: float


def rail(
    across: Across,
    events: Sequence[tuple[Event, Window]],
    tints: Mapping[str, str],
    departing: Iterable[str],
) -> Rail:
    """Place the events; those with clock times uppermost, those open to a side lowest.

    `tints` gives the colour of those that move a lane, `departing` names those not foreseen.
    """
    rows = _rows(across, [window for _, window in events])
    strange = set(departing)
    marks = tuple(
        Mark(
            across.box(*_bounds(across, window)),
            row,
            is_clock_time(window),
            _opens(window),
            tints.get(event.id, NEUTRAL),
            event.id in strange,
        )
        for (event, window), row in zip(events, rows, strict=True)
    )
    return Rail(marks, PITCH * (max(rows, default=0) + 1))


def _bounds(across: Across, window: Window) -> tuple[int, int]:
    """Give both bounds, an open side reaching to the edge of the drawing."""
    first = across.start if window.earliest is None else window.earliest
    return first, across.end if window.latest is None else window.latest


def _opens(window: Window) -> str:
    if window.earliest is None:
        return "both" if window.latest is None else "earlier"
    return "later" if window.latest is None else ""


def _rows(across: Across, windows: Sequence[Window]) -> list[int]:
    """Give each window the first row in which nothing else lies at its time."""
    order = sorted(range(len(windows)), key=lambda n: _rank(across, windows[n]))
    rows = [0] * len(windows)
    ends: list[list[tuple[float, float]]] = []
    for number in order:
        box = across.box(*_bounds(across, windows[number]))
        margin = 100 * DOT / WIDTHS[0] if is_clock_time(windows[number]) else 0.0
        first, last = box.x - margin, box.x + box.width + margin
        free = (n for n, row in enumerate(ends) if _is_free(row, first, last))
        row = next(free, len(ends))
        if row == len(ends):
            ends.append([])
        ends[row].append((first, last))
        rows[number] = row
    return rows


def _rank(across: Across, window: Window) -> tuple[int, int, int]:
    first, last = _bounds(across, window)
    kind = 0 if is_clock_time(window) else 2 if _opens(window) else 1
    return kind, last - first, first


def _is_free(row: Sequence[tuple[float, float]], first: float, last: float) -> bool:
    return all(last + APART <= start or first >= end + APART for start, end in row)
