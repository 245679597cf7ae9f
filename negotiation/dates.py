"""Read dates as they are written, and keep exactly what they allow.

Text in, Window out: half-open, in whole seconds UTC. Knows nothing of events, reports or files.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache
from importlib import resources
from zoneinfo import ZoneInfo

from negotiation.errors import DateError
from negotiation.misdated import MONTHS as MONTHS  # also wanted beside dates
from negotiation.misdated import WRITE, not_a_date
from negotiation.near import did_you_mean, quoted

DAY = 86_400
MINUTE = 60
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


# --- windows ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Window:
    """When one moment may have been: from `earliest` up to, but not including, `latest`.

    Both in whole seconds since 1970 UTC; None where the sources leave a side open. `text` is
    the date in the words of its source; `computed` says that the bounds are narrower than those
    words, because other reports narrow them. There is no `<` between windows on purpose.
    """

    earliest: int | None
    latest: int | None
    text: str = ""
    computed: bool = False

    def surely_before(self, other: Window) -> bool:
        """Say whether every moment of this window is earlier than every one of the other."""
        if self.latest is None or other.earliest is None:
            return False
        return self.latest <= other.earliest

    def may_precede(self, other: Window) -> bool:
        """Say whether some moment of this window is not later than some moment of the other."""
        if self.earliest is None or other.latest is None:
            return True
        return self.earliest < other.latest

    def is_empty(self) -> bool:
        """Say whether no moment is left."""
        return (
            self.earliest is not None and self.latest is not None and self.latest <= self.earliest
        )

    def intersection(self, other: Window) -> Window:
        """Keep the moments that both allow, in the words of the narrower one."""
        lows = [w.earliest for w in (self, other) if w.earliest is not None]
        highs = [w.latest for w in (self, other) if w.latest is not None]
        text = min((self, other), key=_width).text
        return Window(max(lows, default=None), min(highs, default=None), text)

    def hull(self, other: Window) -> Window:
        """Give the narrowest window that holds both, in the words of the wider one."""
        text = max((self, other), key=_width).text
        low = (
            None
            if None in (self.earliest, other.earliest)
            else _least(self.earliest, other.earliest)
        )
        high = None if None in (self.latest, other.latest) else _most(self.latest, other.latest)
        return Window(low, high, text)

    def midpoint(self) -> float | None:
        """Give the middle in seconds since 1970 UTC; of an open window its known end, or None."""
        if self.earliest is None or self.latest is None:
            known = self.earliest if self.latest is None else self.latest
            return None if known is None else float(known)
        return (self.earliest + self.latest) / 2


def _width(window: Window) -> float:
    if window.earliest is None or window.latest is None:
        return float("inf")
    return window.latest - window.earliest


def _least(*ends: int | None) -> int:
    return min(end for end in ends if end is not None)


def _most(*ends: int | None) -> int:
    return max(end for end in ends if end is not None)


OPEN = Window(None, None)


# --- time zones, words of time, lengths --------------------------------------------------------


@lru_cache(maxsize=1_000)
def zone(name: str) -> ZoneInfo:
    """Give the time zone of that name from the pinned IANA data, not from this machine's.

    Raises DateError for a name that the IANA database does not hold.
    """
    if name not in _zones():
        raise DateError("D110", f"{quoted(name)} is not a time zone", _like_zone(name))
    folder = resources.files("tzdata")
    with folder.joinpath("zoneinfo", *name.split("/")).open("rb") as data:
        return ZoneInfo.from_file(data, key=name)


@lru_cache(maxsize=1)
def _zones() -> frozenset[str]:
    return frozenset(resources.files("tzdata").joinpath("zones").read_text("utf-8").split())


def _like_zone(name: str) -> str:
    """Say which zone may have been meant: one of a city that begins with the same letters."""
    if re.match(r"(UTC|GMT|[+-]?[0-9])", name):
        return "write a name such as Asia/Damascus; an offset goes with a clock time: T19:00+03:00"
    start = name.rpartition("/")[2][:3].casefold()
    near = [known for known in _zones() if known.rpartition("/")[2].casefold().startswith(start)]
    hint = did_you_mean(name, sorted(near)) if start else ""
    return hint if hint.endswith("?") else "write a name such as Asia/Damascus or Europe/Zurich"


_CLOCKS = re.compile(r"(\d{1,2})(?::(\d\d))?\s*[–-]\s*(\d{1,2})(?::(\d\d))?")


@dataclass(frozen=True, slots=True)
class Words:
    """What the words of time mean in one chronology.

    `parts` gives each word its start and end in seconds after midnight; an end beyond 24 h lies
    in the morning after (night: 22–06). `about` is half the width of "about", in seconds.
    """

    parts: Mapping[str, tuple[int, int]]
    about: int | None = None


def parse_part_of_day(text: str) -> tuple[int, int]:
    """Read a stretch of the clock such as 12–18 or 22:30-06; seconds after midnight.

    A stretch that ends before it starts runs on into the next day. Raises DateError.
    """
    match = _CLOCKS.fullmatch(text.strip())
    hint = "write two clock times, such as 12–18 or 18:30-22"
    if match is None:
        raise DateError("D108", f"{quoted(text)} is not a part of the day", hint)
    h1, m1, h2, m2 = (int(group or 0) for group in match.groups())
    if max(h1, h2) > 24 or max(m1, m2) > 59 or h1 * 60 + m1 >= 1440 or h2 * 60 + m2 > 1440:
        raise DateError("D108", f"{quoted(text)} is not a part of the day", hint)
    start, end = (h1 * 60 + m1) * MINUTE, (h2 * 60 + m2) * MINUTE
    if start == end:
        raise DateError("D108", f"{quoted(text)} lasts no time", hint)
    return start, end if end > start else end + DAY


_DURATION = re.compile(
    r"P(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(?=\d)(?:(\d{1,6})H)?(?:(\d{1,7})M)?(?:(\d{1,9})S)?)?"
)


def parse_duration(text: str) -> int:
    """Read an ISO 8601 length such as PT90M, P1D or PT1H30M; seconds, a day being 24 hours.

    Months and years have no fixed length and are refused. Raises DateError.
    """
    match = _DURATION.fullmatch(text.strip())
    if match is None or not any(match.groups()):
        raise DateError(
            "D109",
            f"{quoted(text)} is not a length of time",
            "write PT90M (90 minutes), PT24H, P2D (2 days) or P1W; months and years vary in length",
        )
    weeks, days, hours, minutes, seconds = (int(group or 0) for group in match.groups())
    return weeks * 7 * DAY + days * DAY + hours * 3600 + minutes * MINUTE + seconds


# --- dates as written ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Point:
    """One simple date as written: a year, month, day, part of a day or clock time."""

    year: int
    month: int | None = None
    day: int | None = None
    word: str | None = None
    clock: time | None = None
    offset: timezone | None = None
    about: bool = False

    def window(self, zone: tzinfo, words: Words, text: str) -> Window:
        """Give the moments it allows in that zone, with those meanings of the words."""
        if self.clock is not None:
            return self._clock_window(zone, words, text)
        if self.word is not None:
            return self._word_window(zone, words, text)
        first = date(self.year, self.month or 1, self.day or 1)
        return Window(_midnight(first, zone), _midnight(self._next(first), zone), text)

    def _next(self, first: date) -> date:
        if self.day is not None:
            return first + timedelta(days=1)
        if self.month is not None and self.month < 12:
            return first.replace(month=self.month + 1)
        return date(self.year + 1, 1, 1)

    def _word_window(self, zone: tzinfo, words: Words, text: str) -> Window:
        word = self.word or ""
        if word not in words.parts:
            hint = (
                did_you_mean(word, words.parts)
                if words.parts
                else f"declare it under `words:`, for example {word}: 06–12"
            )
            raise DateError("D106", f"{quoted(word)} is not a word of time of this file", hint)
        start, end = words.parts[word]
        low, _ = _instants(self._local(timedelta(seconds=start)), zone)
        _, high = _instants(self._local(timedelta(seconds=end)), zone)
        return Window(low, high, text)

    def _clock_window(self, zone: tzinfo, words: Words, text: str) -> Window:
        assert self.clock is not None  # noqa: S101  the caller has looked
        moment = datetime.combine(self._date(), self.clock)
        width = 1 if self.clock.second else MINUTE
        low, high = _instants(moment, self.offset or zone)
        if datetime.fromtimestamp(low, self.offset or zone).replace(tzinfo=None) != moment:
            raise DateError(
                "D107",
                f"{quoted(text)} does not exist in {zone}: the clocks went forward",
                "check the hour, or give the offset from UTC, such as 2018-03-30T00:30+02:00",
            )
        if not self.about:
            return Window(low, high + width, text)
        if words.about is None:
            raise DateError(
                "D106",
                "this file does not say how wide `~` is",
                "declare it under `words:`, for example about: PT15M",
            )
        return Window(low - words.about, high + words.about + width, text)

    def _date(self) -> date:
        return date(self.year, self.month or 1, self.day or 1)

    def _local(self, after_midnight: timedelta) -> datetime:
        return datetime.combine(self._date(), time()) + after_midnight

    def describe(self) -> str:
        """Give the date in English words."""
        if self.month is None:
            return str(self.year)
        month = f"{MONTHS[self.month - 1]} {self.year}"
        if self.day is None:
            return month
        day = f"{self.day} {month}"
        if self.word in {"midday", "noon"}:
            return f"{self.word} on {day}"
        if self.word is not None:
            return f"the {self.word} of {day}"
        if self.clock is None:
            return day
        clock = self.clock.isoformat("seconds" if self.clock.second else "minutes")
        where = "" if self.offset is None else f" ({self.offset.tzname(None)})"
        return f"{day} at {'about ' if self.about else ''}{clock}{where}"


def _instants(local: datetime, zone: tzinfo) -> tuple[int, int]:
    """Give the first and the last moment that a clock on the wall may mean, in seconds UTC."""
    both = [int((local.replace(tzinfo=zone, fold=fold) - EPOCH).total_seconds()) for fold in (0, 1)]
    return min(both), max(both)


def _midnight(day: date, zone: tzinfo) -> int:
    """Give the moment that a day begins, in seconds UTC, also where midnight is skipped."""
    start = datetime.combine(day, time(), tzinfo=zone)
    return int((start - EPOCH).total_seconds())


@dataclass(frozen=True, slots=True)
class Dating:
    """A date as written: `text` gives back what was read, `window` what it allows.

    One moment, at or between `first` and `last`; None is an open side.
    """

    text: str
    first: Point | None
    last: Point | None

    def window(self, zone: tzinfo, words: Words) -> Window:
        """Give the moments it allows. Raises DateError for a word the file does not declare."""
        low = None if self.first is None else self.first.window(zone, words, self.text)
        high = None if self.last is None else self.last.window(zone, words, self.text)
        return Window(
            None if low is None else low.earliest,
            None if high is None else high.latest,
            self.describe(),
        )

    def describe(self) -> str:
        """Give the date in English words: "the afternoon of 4 July 2018"."""
        if self.first is None or self.last is None:
            known = self.first or self.last
            side = "by" if self.first is None else "from"
            return f"{side} {known.describe()}" if known else "at an unknown date"
        if self.first == self.last:
            return self.first.describe()
        return f"between {self.first.describe()} and {self.last.describe()}"

    @property
    def words(self) -> set[str]:
        """The words of time it uses."""
        return {point.word for point in (self.first, self.last) if point and point.word}


_POINT = re.compile(
    r"(?P<about>~)?(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2})"
    r"(?:T(?P<clock>[0-9]{2}:[0-9]{2}(?::[0-9]{2})?)(?P<offset>Z|[+-][0-9]{2}:[0-9]{2})?"
    r"|[ ](?P<word>[^\W\d_][\w-]{0,30}))?)?)?"
)


def parse_date(text: str) -> Dating:
    """Read a date as a chronology writes it; nothing is guessed.

    Raises DateError, which says what to write instead.
    """
    stripped = text.strip()
    first, slash, last = stripped.partition("/")
    if not slash:
        point = _parse_point(stripped)
        return Dating(stripped, point, point)
    if last == first == "..":
        raise DateError("D101", f"{quoted(text)} says nothing", "leave `when` out")
    if not all(part == ".." or _POINT.fullmatch(part) for part in (first, last)):
        raise not_a_date(stripped, is_date)
    low = None if first == ".." else _parse_point(first)
    high = None if last == ".." else _parse_point(last)
    if low and high and _order(low) > _order(high):
        raise DateError(
            "D104", f"{quoted(text)} ends before it begins", f"write {last}/{first}, or check it"
        )
    return Dating(stripped, low, high)


def _order(point: Point) -> datetime:
    clock = point.clock or time()
    return datetime(
        point.year, point.month or 1, point.day or 1, clock.hour, clock.minute, tzinfo=UTC
    )


def _parse_point(text: str) -> Point:
    match = _POINT.fullmatch(text)
    if match is None:
        raise not_a_date(text, is_date)
    part = match.groupdict()
    year, month, day = (None if part[k] is None else int(part[k]) for k in ("year", "month", "day"))
    assert year is not None  # noqa: S101  the pattern has it
    _check_calendar(text, year, month, day)
    if part["about"] and not part["clock"]:
        raise DateError(
            "D105",
            f"{quoted(text)}: `~` goes with a clock time only",
            "write the days between which it was, such as 2018-07-03/2018-07-05",
        )
    return Point(
        year,
        month,
        day,
        part["word"],
        _parse_clock(part["clock"], text),
        _parse_offset(part["offset"], text),
        bool(part["about"]),
    )


def _check_calendar(text: str, year: int, month: int | None, day: int | None) -> None:
    if not 1000 <= year <= 9000:
        raise DateError("D102", f"{quoted(text)}: the year {year} is out of range", WRITE)
    if month is not None and not 1 <= month <= 12:
        swapped = f"{year}-{day:02}-{month:02}" if day and day <= 12 else None
        raise DateError(
            "D102",
            f"{quoted(text)}: there is no month {month:02}",
            f"year, month, day: write {swapped}?" if swapped else WRITE,
        )
    if month is not None and day is not None:
        try:
            date(year, month, day)
        except ValueError:
            raise DateError(
                "D102",
                f"{quoted(text)}: {MONTHS[month - 1]} {year} has no day {day:02}",
                "check the day",
            ) from None


def _parse_clock(text: str | None, whole: str) -> time | None:
    if text is None:
        return None
    try:
        return time.fromisoformat(text)
    except ValueError:
        raise DateError(
            "D103",
            f"{quoted(whole)}: there is no clock time {text}",
            "write hours 00 to 23; midnight at the end of a day is 00:00 of the next",
        ) from None


def _parse_offset(text: str | None, whole: str) -> timezone | None:
    if text is None:
        return None
    if text == "Z":
        return UTC
    hours, minutes = int(text[1:3]), int(text[4:6])
    if hours > 14 or minutes > 59:
        raise DateError("D103", f"{quoted(whole)}: no zone is {text} from UTC", "check the offset")
    return timezone((1 if text[0] == "+" else -1) * timedelta(hours=hours, minutes=minutes))


def parse_moment(text: str, zone: tzinfo) -> int:
    """Read the moment of a question, in seconds UTC: a bare date is the last second of that day.

    Raises DateError for anything that is not one day or one clock time.
    """
    point = _parse_point(text.strip())
    if point.day is None or point.word or point.about:
        raise DateError(
            "D111",
            f"{quoted(text)} is not one moment",
            "write a day (2018-07-04: its last second) or a clock time (2018-07-04T15:00)",
        )
    window = point.window(zone, Words({}), text)
    assert window.earliest is not None  # noqa: S101  one day or one minute
    assert window.latest is not None  # noqa: S101
    return window.earliest if point.clock else window.latest - 1


def is_date(text: str) -> bool:
    """Say whether a text can be read as a date."""
    try:
        parse_date(text)
    except DateError:
        return False
    return True


def is_bare_date(text: str) -> bool:
    """Say whether the text of a question names a whole day."""
    return re.fullmatch(r"\d{4}-\d\d-\d\d", text.strip()) is not None


def local(moment: int, zone: tzinfo) -> datetime:
    """Give a moment in seconds UTC as the clock of that zone shows it."""
    return (EPOCH + timedelta(seconds=moment)).astimezone(zone)


def renamed(window: Window, text: str) -> Window:
    """Give the same window with other words."""
    return replace(window, text=text)
