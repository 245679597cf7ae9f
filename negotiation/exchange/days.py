"""Days as libraries of references hold them: year, month and day in parts, and back to our dates.

A date of a chronology in, its parts out, never more precise than it; parts in, the text of a date
out. Which of them a format can hold, each format knows.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import tzinfo

from negotiation.dates import Dating, Words, local
from negotiation.dates.point import Point

Parts = tuple[int, ...]  # year; year and month; or year, month and day

SEASONS = range(21, 25)  # as EDTF numbers spring to winter


@dataclass(frozen=True, slots=True)
class Day:
    """A date: its `text` in the words of our files, and its parts.

    `last` is the end of a stretch in which the one day lies; `season` counts from 1, the spring.
    Where the parts cannot say all that the text says, they are the `coarse` ones: what is surely
    true of it, perhaps nothing.
    """

    text: str
    first: Parts = ()
    last: Parts = ()
    season: int = 0
    circa: bool = False
    coarse: Parts = ()

    @property
    def is_exact(self) -> bool:
        """Whether the parts say all that the text says."""
        return bool(self.first) and self.text == day_text(
            self.first, self.last, self.season, circa=self.circa
        )


def day_text(first: Parts, last: Parts = (), season: int = 0, *, circa: bool = False) -> str:
    """Give parts as our files write them: 2018-07-02, 2018-07, 2018-22, 2018-07-03/2018-07-05."""
    about = "~" if circa else ""
    texts = ["-".join(f"{part:02}" for part in parts) + about for parts in (first, last) if parts]
    if season and texts:
        return f"{first[0]}-{SEASONS[season - 1]}{about}"
    return "/".join(texts)


def day_of(dating: Dating, zone: tzinfo, words: Words) -> Day:
    """Give a date of a chronology in parts; `zone` and `words` say how far it may reach."""
    coarse = _coarse(dating, zone, words)
    only = dating.choices[0]
    start, end = _plain(only.first), _plain(only.last)
    if len(dating.choices) == 1 and start is not None and end is not None:
        same = only.first == only.last
        if same or (start[1:] == end[1:] and not start[1]):
            last = () if same else end[0]
            day = Day(dating.text, start[0], last, *start[1:], coarse)
            if day.is_exact:
                return day
    return Day(dating.text, coarse, coarse=coarse)


def _plain(point: Point | None) -> tuple[Parts, int, bool] | None:
    """Give the parts, the season and whether it is about then; None if that does not say it all."""
    if point is None or point.word or point.clock or point.uncertain or "X" in point.pattern:
        return None
    if point.approximate not in (frozenset(), frozenset(point.parts)):
        return None
    circa, month = bool(point.approximate), int(point.month or 0)
    if point.is_grouping:
        return ((int(point.year),), month - 20, circa) if month in SEASONS else None
    return tuple(int(part) for part in (point.year, point.month, point.day) if part), 0, circa


def _coarse(dating: Dating, zone: tzinfo, words: Words) -> Parts:
    """Give the year, month and day that are the same wherever in its window the moment lies."""
    window = dating.window(zone, words)
    if window.earliest is None or window.latest is None:
        return ()
    first, last = local(window.earliest, zone), local(window.latest - 1, zone)
    pairs = ((first.year, last.year), (first.month, last.month), (first.day, last.day))
    same: list[int] = []
    for before, after in pairs:
        if before != after:
            break
        same.append(before)
    return tuple(same)
