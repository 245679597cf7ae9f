"""One simple date as written, and the moments it allows: a year, month, season, day or clock time.

How such a date is read: see grammar.py. How it is said in English: see english.py.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from itertools import product, takewhile

from negotiation.dates.clocks import DAY, MINUTE, instants, local, midnight
from negotiation.dates.words import Words
from negotiation.errors import DateError
from negotiation.near import quoted

# EDTF's numbers beyond the months, each with its first and last month, counted from the January
# of the year that is written. A season of a hemisphere runs from the first day that
# meteorologists give it to the end of the month in which it ends for astronomers; one that lies
# across New Year may be that of either year.
SPRING, SUMMER, AUTUMN, OVER_NEW_YEAR = (3, 6), (6, 9), (9, 12), (0, 15)
GROUPINGS = {
    "25": SPRING, "26": SUMMER, "27": AUTUMN, "28": OVER_NEW_YEAR,
    "29": AUTUMN, "30": OVER_NEW_YEAR, "31": SPRING, "32": SUMMER,
    "33": (1, 3), "34": (4, 6), "35": (7, 9), "36": (10, 12),
    "37": (1, 4), "38": (5, 8), "39": (9, 12),
    "40": (1, 6), "41": (7, 12),
}  # fmt: skip
DECLARED = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}


@dataclass(frozen=True, slots=True)
class Point:
    """One simple date as written.

    `year`, `month` and `day` are the digits, X for one that is not known; a month may also be a
    season or another part of the year (21 to 41). `uncertain` and `approximate` name the parts
    that are: year, month, day or clock.
    """

    year: str
    month: str | None = None
    day: str | None = None
    word: str | None = None
    clock: time | None = None
    offset: timezone | None = None
    uncertain: frozenset[str] = frozenset()
    approximate: frozenset[str] = frozenset()

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts of a calendar date that are written."""
        return ("year", "month", "day")[: 1 + (self.month is not None) + (self.day is not None)]

    @property
    def pattern(self) -> str:
        """The calendar date without its qualifiers: 2018-07-XX."""
        return "-".join(part for part in (self.year, self.month, self.day) if part)

    @property
    def is_exact(self) -> bool:
        """Whether every digit is known, and it is a year, month or day."""
        return "X" not in self.pattern and not self.is_grouping

    @property
    def is_grouping(self) -> bool:
        """Whether it is a season or another part of the year that is no month."""
        return self.month in GROUPINGS or self.month in DECLARED

    def bounds(self, zone: tzinfo, words: Words, text: str) -> tuple[int, int]:
        """Give the first moment it allows and the first that it does not, in seconds UTC.

        Raises DateError for a word that is not declared, and a clock time that did not exist.
        """
        width = max((words.width(part) for part in self._about()), default=0)
        if self.clock is not None:
            low, high = self._clock_bounds(zone, text)
            return low - width, high + width
        if self.word is not None:
            low, high = self._word_bounds(zone, words)
        else:
            low, high = self._calendar_bounds(zone, words, width)
        if low >= high:
            raise _skipped(text, zone)
        return low, high

    def _calendar_bounds(self, zone: tzinfo, words: Words, width: int) -> tuple[int, int]:
        first, last = self.days(words)
        days, rest = divmod(width, DAY)  # whole days by the calendar: clocks may change among them
        low = midnight(first - timedelta(days=days), zone)
        return low - rest, midnight(last + timedelta(days=days + 1), zone) + rest

    def _about(self) -> list[str]:
        """Give the parts whose words say how wide "about" is.

        Approximate down to a part means about that part: 2018-07-04~ is about a day, 2018-07~-04
        about a month. A part that alone is approximate stands for itself.
        """
        if self.clock is not None:
            return sorted(self.approximate)
        down_to = [*takewhile(self.approximate.__contains__, self.parts)]
        return [*down_to[-1:], *sorted(self.approximate.difference(down_to))]

    def _word_bounds(self, zone: tzinfo, words: Words) -> tuple[int, int]:
        start, end = words.part(self.word or "")
        morning = datetime.combine(self.days(words)[0], time())
        low, _ = instants(morning + timedelta(seconds=start), zone)
        first, second = instants(morning + timedelta(seconds=end), zone)
        # where midnight comes twice, the day has ended with the first
        return low, first if end % DAY == 0 else second

    def _clock_bounds(self, zone: tzinfo, text: str) -> tuple[int, int]:
        moment, own = self.starts(), self.offset or zone
        low, high = instants(moment, own)
        if local(low, own).replace(tzinfo=None) != moment:
            raise _skipped(text, zone)
        return low, high + self._clock_width

    @property
    def _clock_width(self) -> int:
        return 1 if self.clock is not None and self.clock.second else MINUTE

    def days(self, words: Words | None = None) -> tuple[date, date]:
        """Give the first and the last day it allows, before any `~` is applied.

        Without `words`, those of a season are all that it may be in any of them.
        """
        if self.day is not None and self.is_exact:  # most dates: asked for often
            only = date(int(self.year), int(self.month or 1), int(self.day))
            return only, only
        if not self.is_grouping:
            return next(self._possible()), next(self._possible(backwards=True))
        months = GROUPINGS.get(self.month or "", OVER_NEW_YEAR)
        if self.month in DECLARED and words is not None:
            months = words.season(DECLARED[self.month])
        year = int(self.year)
        return _first_of(year, months[0]), _first_of(year, months[1] + 1) - timedelta(days=1)

    def exists(self) -> bool:
        """Say whether the calendar has a day that fits its digits."""
        return self.is_grouping or next(self._possible(), None) is not None

    def _possible(self, *, backwards: bool = False) -> Iterator[date]:
        """Give each day that fits its digits, in order."""
        step = -1 if backwards else 1
        for year in fitting(self.year, range(1, 10_000))[::step]:
            for month in fitting(self.month or "XX", range(1, 13))[::step]:
                length = monthrange(year, month)[1]
                for day in fitting(self.day or "XX", range(1, length + 1))[::step]:
                    yield date(year, month, day)

    def starts(self) -> datetime:
        """Give its first moment on the wall, as far as that is known without words of time."""
        return datetime.combine(self.days()[0], self.clock or time())

    def ends(self) -> datetime:
        """Give the first moment on the wall after it, as far as known without words of time."""
        if self.clock is not None:
            return self.starts() + timedelta(seconds=self._clock_width)
        # a part of the day may run on into the morning
        return datetime.combine(self.days()[1] + timedelta(days=2 if self.word else 1), time())


def _skipped(text: str, zone: tzinfo) -> DateError:
    return DateError(
        "D107",
        f"{quoted(text)} does not exist in {zone}: the clocks went forward",
        "check the hour, or give the offset from UTC, such as 2018-03-30T00:30+02:00",
    )


def _first_of(year: int, month: int) -> date:
    """Give the first day of a month, counted from the January of that year: 13 is the next one."""
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)


def fitting(pattern: str, among: range) -> list[int]:
    """Give the numbers that fit a pattern such as 201X, in order."""
    if pattern == "XX":
        return list(among)
    signs = ("0123456789" if sign == "X" else sign for sign in pattern)
    return [number for digits in product(*signs) if (number := int("".join(digits))) in among]
