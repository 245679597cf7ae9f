"""Draw the terms: for each party a lane of text, what it said last on each issue, over its time.

Parties in, artists out. A term is a line of text on a thin bar, which fades where it begins or
ends within a window; terms that would meet stand in rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.artist import Artist
from matplotlib.text import Text

from negotiation.plot.lettering import Face, widest, wrap
from negotiation.plot.names import Name, above, beside, draw_name
from negotiation.plot.sheet import Align, Sheet
from negotiation.view.colours import PAGE, mix
from negotiation.view.terms import Party, Term

FACE = Face(8)
BAR, UNDER, ROOM, APART, BETWEEN = 3.0, 1.5, 230.0, 10.0, 9.0
LEAST_ROOM, FAINTEST = 96.0, 0.3


@dataclass(frozen=True, slots=True)
class TermLane:
    """The artists of a party: its name, and for each of its terms the bar and the text."""

    name: tuple[Text, ...]
    terms: tuple[Term, ...]
    bars: tuple[Artist, ...]
    labels: tuple[tuple[Text, ...], ...]
    end: float

    @property
    def texts(self) -> tuple[Text, ...]:
        """Its name and every label."""
        return (*self.name, *(text for label in self.labels for text in label))


@dataclass(frozen=True, slots=True)
class _Set:
    """A term as it is set: its lines from one edge, and the room that it and its bar take."""

    lines: tuple[str, ...]
    edge: float
    align: Align
    left: float
    right: float

    @property
    def depth(self) -> float:
        return len(self.lines) * FACE.leading + UNDER + BAR


def draw_terms(
    sheet: Sheet, party: Party, heading: str, colour: str, top: float, limit: float
) -> TermLane:
    """Draw a party's terms from `top` down; texts reach to `limit` at most."""
    name = Name(party.name, heading)
    top += above(sheet, name)
    settings = [_setting(sheet, term, limit) for term in party.terms]
    rows = _rows(settings)
    depths = [max(one.depth for one, row in zip(settings, rows, strict=True) if row == number)
              for number in range(max(rows, default=-1) + 1)]  # fmt: skip
    starts = [top + sum(depths[:number]) + number * APART / 2 for number in range(len(depths))]
    bars, labels = [], []
    for term, one, row in zip(party.terms, settings, rows, strict=True):
        foot = starts[row] + depths[row]
        bars.append(_draw_bar(sheet, term, foot - BAR, colour))
        first = foot - one.depth
        broad = widest(one.lines, FACE)
        left = one.edge if one.align == "left" else one.edge - broad
        sheet.clear(left, left + broad, first, foot - BAR)
        labels.append(sheet.write(one.lines, one.edge, first, FACE, align=one.align))
    depth = max(starts[-1] + depths[-1] - top if depths else 0.0, beside(sheet, name))
    named = draw_name(sheet, name, top, depth)
    return TermLane(named, party.terms, tuple(bars), tuple(labels), top + depth + BETWEEN)


def _setting(sheet: Sheet, term: Term, limit: float) -> _Set:
    """Set a term from where its bar begins, or if there is too little room, back from its end."""
    scale = sheet.scale
    start = scale.place(scale.clip(term.rising[0]))
    end = scale.place(scale.clip(term.falling[1]))
    wished = min(max(ROOM, end - start), limit - scale.left)
    if limit - start >= min(LEAST_ROOM, wished):
        lines = wrap(term.label, min(wished, limit - start), FACE)
        return _Set(lines, start, "left", start, max(end, start + widest(lines, FACE)))
    lines = wrap(term.label, wished, FACE)
    edge = max(min(end, limit), scale.left + widest(lines, FACE))
    return _Set(lines, edge, "right", min(start, edge - widest(lines, FACE)), max(end, edge))


def _rows(settings: Sequence[_Set]) -> list[int]:
    """Give each term the first row in which nothing else stands at its place."""
    taken: list[list[_Set]] = []
    rows = []
    for one in settings:
        row = next((n for n, others in enumerate(taken) if _is_free(one, others)), len(taken))
        if row == len(taken):
            taken.append([])
        taken[row].append(one)
        rows.append(row)
    return rows


def _is_free(one: _Set, others: Sequence[_Set]) -> bool:
    return all(
        one.right + APART <= other.left or one.left >= other.right + APART for other in others
    )


def _draw_bar(sheet: Sheet, term: Term, top: float, colour: str) -> Artist:
    """Draw a bar that grows solid where it begins within a window, and dissolves where it ends."""
    moments = set(sheet.steps(term.rising))
    if term.ends:
        moments |= set(sheet.steps(term.falling))
    starts = sorted(moments)
    covers = [FAINTEST + (1 - FAINTEST) * _cover(term, moment) for moment in starts]
    colours = [mix(PAGE, colour, cover) for cover in covers]
    return sheet.blend(starts, term.falling[1], top, BAR, colours)


def _cover(term: Term, moment: float) -> float:
    """Give how solid a term is drawn at a moment: as far as it has begun, and is not over."""
    begun = _share(term.rising, moment)
    return min(begun, 1 - _share(term.falling, moment)) if term.ends else begun


def _share(window: tuple[int, int], moment: float) -> float:
    """Give how much of a window has passed, from 0 to 1."""
    first, last = window
    return 1.0 if moment >= last else max((moment - first) / max(last - first, 1), 0.0)
