"""Fit a brief on one page: which lines of its parts have room.

Parts in, parts with fewer lines out, each of which says how many it had to leave out. Sizes are
counted in lines of half a page's width; they are estimates, on the safe side.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from math import ceil

from negotiation.brief.content import Key, Line, Part

WIDTH = 66  # letters of a line
HEADING, GAP, ROW = 2.0, 0.15, 0.25
# how many lines a part may have at most, whatever room there is
MOST: Mapping[Key, int] = {
    "states": 9, "known": 16, "disputed": 10, "unknown": 9, "sources": 8, "sides": 1, "measures": 8,
}  # fmt: skip
# how many lines of a list have their turn while another one has one
SHARE: Mapping[Key, int] = {"known": 6, "disputed": 2, "unknown": 2, "sides": 1, "measures": 2}


def fitted(parts: Iterable[Part], room: float, more: Callable[[int], str]) -> tuple[Part, ...]:
    """Keep as many lines as the page has room for: of tables first, of lists in turn.

    `more` says how many lines were left out.
    """
    given = tuple(parts)
    kept: dict[Key, list[Line]] = {part.key: [] for part in given}
    room -= sum(HEADING + sum(map(_lines, part.notes)) + 1 for part in given)
    for part, line in _by_turns(given):
        room -= height(part, line)
        if room < 0:
            break
        kept[part.key].append(line)
    return tuple(_cut(part, kept[part.key], more) for part in given)


def _by_turns(parts: Iterable[Part]) -> Iterator[tuple[Part, Line]]:
    """Give the rows of the tables, then the lines of the lists as their shares have it."""
    turns = [
        (0.0 if part.columns else number / SHARE[part.key], part, line)
        for part in parts
        for number, line in enumerate(sorted(part.lines, key=lambda line: line.rank), 1)
        if number <= MOST[part.key]
    ]
    for _, part, line in sorted(turns, key=lambda turn: turn[0]):
        yield part, line


def _cut(part: Part, kept: Iterable[Line], more: Callable[[int], str]) -> Part:
    """Give a part with these lines only, in their own order."""
    staying = {id(line) for line in kept}
    lines = tuple(line for line in part.lines if id(line) in staying)
    left = len(part.lines) - len(lines)
    return replace(part, lines=lines, more=more(left) if left else "")


def height(part: Part, line: Line) -> float:
    """Give how many lines one takes: of a table, its highest cell beside the others."""
    if not part.columns:
        return _lines(" ".join(line.cells)) + GAP
    share = WIDTH / len(part.columns)
    return max(ceil(len(cell) / share) for cell in line.cells) + ROW


def _lines(text: str) -> float:
    return max(1.0, float(ceil(len(text) / WIDTH)))
