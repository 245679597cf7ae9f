"""A whole date as written, and the window in which its one moment lies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, timedelta, tzinfo
from functools import reduce

from negotiation.dates.clocks import local
from negotiation.dates.english import listed, say
from negotiation.dates.point import Point
from negotiation.dates.window import Window, renamed
from negotiation.dates.words import Words
from negotiation.errors import DateError
from negotiation.near import quoted


@dataclass(frozen=True, slots=True)
class Stretch:
    """One moment at or between two simple dates; None is a side that is open or not known."""

    first: Point | None
    last: Point | None

    def is_reversed(self) -> bool:
        """Say whether it surely ends before it begins, whatever the words of time mean."""
        if self.first is None or self.last is None:
            return False
        offsets = [point.offset for point in (self.first, self.last)]
        start, end = self.first.starts(), self.last.ends()
        if None not in offsets:
            start, end = (
                moment.replace(tzinfo=offset)
                for moment, offset in zip((start, end), offsets, strict=True)
            )
        elif offsets != [None, None]:
            end += timedelta(days=1)  # one clock is not known yet
        return start >= end

    def window(self, zone: tzinfo, words: Words, text: str) -> Window:
        """Give the moments it allows. Raises DateError, also if no moment is left."""
        low = None if self.first is None else self.first.bounds(zone, words, text)[0]
        high = None if self.last is None else self.last.bounds(zone, words, text)[1]
        window = Window(low, high, text)
        if window.is_empty():
            raise ends_first(text)
        return window

    def say(self) -> str:
        """Give it as one of several: "1670 to 1672", "1984 or earlier"."""
        if self.first is None:
            return listed([say(self.last), "earlier"], "or") if self.last else ""
        if self.last is None:
            return listed([say(self.first), "later"], "or")
        if self.first == self.last:
            return say(self.first)
        return listed([say(self.first), say(self.last)], "to")


def ends_first(text: str) -> DateError:
    """Give the error for two dates in the wrong order."""
    first, _, last = text.partition("/")
    hint = f"write {last}/{first}, or check it" if last and "[" not in text else "exchange the two"
    return DateError("D104", f"{quoted(text)} ends before it begins", hint)


@dataclass(frozen=True, slots=True)
class Dating:
    """A date as written: `text` gives back what was read, `window` what it allows.

    One moment, in one of `choices`: of EDTF's one-of sets there may be several.
    """

    text: str
    choices: tuple[Stretch, ...]

    def window(self, zone: tzinfo, words: Words) -> Window:
        """Give the narrowest window that holds every choice, with the date in English words.

        Raises DateError for a word that is not declared, and a clock time that did not exist.
        """
        windows = [choice.window(zone, words, self.text) for choice in self.choices]
        written = (self.text,) if self.text else ()
        return renamed(reduce(Window.hull, windows), self.describe(), written)

    def describe(self) -> str:
        """Give the date in English words: "the afternoon of 4 July 2018"; none if computed."""
        if not self.text:
            return ""
        only = self.choices[0]
        if self.is_one_of or only.first == only.last:
            return listed([choice.say() for choice in self.choices], "or")
        if only.first is None or only.last is None:
            return self._one_sided(only)
        return f"between {listed([say(only.first), say(only.last)], 'and')}"

    def _one_sided(self, only: Stretch) -> str:
        known = only.first or only.last
        if known is None:
            return "at an unknown date"
        unknown = ", start unknown" if self.text.startswith("/") else ""
        unknown = ", end unknown" if self.text.endswith("/") else unknown
        return f"{'by' if only.first is None else 'from'} {say(known)}{unknown}"

    @property
    def is_one_of(self) -> bool:
        """Whether it is one of EDTF's one-of sets, in square brackets."""
        return self.text.startswith("[")

    @property
    def words(self) -> set[str]:
        """The parts of the day that it names."""
        points = (point for choice in self.choices for point in (choice.first, choice.last))
        return {point.word for point in points if point and point.word}


def between(first: int | None, last: int | None) -> Dating:
    """Give the date of one moment at or between two, in seconds UTC; None is an open side.

    Computed and not written by anyone, it has no text.
    """
    return Dating("", (Stretch(*(None if end is None else _at(end) for end in (first, last))),))


def _at(moment: int) -> Point:
    when = local(moment, UTC)
    day = (f"{when.year:04}", f"{when.month:02}", f"{when.day:02}")
    return Point(*day, clock=when.time(), offset=UTC)
