"""Fit a brief on one page of A4: which lines of its parts have room.

A content in, one with fewer lines out, each part of which says how many it had to leave out.
Sizes are counted in lines of half a page's width; they are estimates, on the safe side.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from math import ceil

from negotiation.brief.content import SHARES, Content, Key, Line, Part

PAGE, LINE = 275.0, 3.6  # millimetres: what a page has room for, and how high a line is
WIDTH, WHOLE = 66, 128  # letters of a line in half the width, and in all of it
CELLS = 62  # letters of a row of a table, whose letters are smaller, with gaps between
LARGE, LARGE_LINE = 64, 1.8  # letters of a line of the title, and how many lines high it is
AROUND = 5.3  # lines around the parts: the kind, the period, how to read it, and gaps
HEADING, GAP, ROW = 1.8, 0.1, 0.1
HIGHER = {"ltr": 1.0, "rtl": 1.05}  # Arabic letters
# how many lines a part may have at most, whatever room there is
MOST: Mapping[Key, int] = {
    "states": 9, "known": 16, "disputed": 14, "unforeseen": 6, "unknown": 12, "sources": 8,
    "sides": 1, "measures": 8,
}  # fmt: skip
# how many lines of a list have their turn while another one has one
SHARE: Mapping[Key, int] = {
    "known": 9, "disputed": 3, "unforeseen": 1, "unknown": 3, "sides": 1, "measures": 2,
}  # fmt: skip


def one_page(content: Content, picture: float, more: Callable[[int], str]) -> Content:
    """Keep what has room on a page beside a picture, its height in millimetres.

    `more` says how many lines were left out.
    """
    lines = PAGE / LINE / HIGHER[content.direction] - picture / LINE - AROUND
    lines -= ceil(len(content.title) / LARGE) * LARGE_LINE
    lines -= sum(ceil(len(text) / WHOLE) for text in (content.about, " ".join(content.foot)))
    return replace(content, parts=fitted(content.parts, 2 * lines, more))


def fitted(parts: Iterable[Part], room: float, more: Callable[[int], str]) -> tuple[Part, ...]:
    """Keep as many lines as there is room for: of tables first, of lists in turn.

    Once a line of a part has no room, none of those that matter less is taken in its place. The
    two halves of a page may differ by the highest line, which is not parted.
    """
    given = tuple(parts)
    kept: dict[Key, list[Line]] = {part.key: [] for part in given}
    full = set[Key]()
    highest = 0.0
    room -= sum(HEADING + sum(map(_lines, part.notes)) for part in given)
    room -= sum(bool(part.lines) for part in given)  # a line that says how many had no room
    for part, line in _by_turns(given):
        own, high = kept[part.key], height(part, line)
        last = len(own) + 1 == len(part.lines)
        needed = high - last + max(0.0, high - highest)
        if part.key in full or needed > room:
            full.add(part.key)
        else:
            room, highest = room - needed, max(high, highest)
            own.append(line)
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
    widths = (CELLS * share / 100 for share in SHARES[part.key])
    return max(ceil(len(cell) / wide) for cell, wide in zip(line.cells, widths, strict=True)) + ROW


def _lines(text: str) -> float:
    return max(1.0, float(ceil(len(text) / WIDTH)))
