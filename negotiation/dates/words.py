"""What the words of time mean in one chronology: parts of the day, seasons, how wide "about" is.

Text in, whole seconds or months out. Which date uses which word: see point.py.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from negotiation.dates.clocks import DAY, MINUTE
from negotiation.errors import DateError
from negotiation.near import did_you_mean, quoted

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
# an example for each, which is true of one hemisphere only
SEASONS = {
    "spring": "March–May",
    "summer": "June–August",
    "autumn": "September–November",
    "winter": "December–February",
}
# the word that says how wide "about" is, by the part of a date that is approximate
ABOUT = {"clock": "about", "day": "about-day", "month": "about-month", "year": "about-year"}
_EXAMPLES = {"clock": "PT15M", "day": "P1D", "month": "P15D", "year": "P180D"}


@dataclass(frozen=True, slots=True)
class Words:
    """What the words of time mean in one chronology.

    `parts` gives each word its start and end in seconds after midnight; an end beyond 24 h lies
    in the morning after (night: 22–06). `about` is half the width of "about" with a clock time,
    in seconds; `around` the same for an approximate day, month and year. `seasons` gives spring,
    summer, autumn and winter their first and last month, counted from the January of the year
    that is written: winter, December to February, is (12, 14).
    """

    parts: Mapping[str, tuple[int, int]]
    about: int | None = None
    around: Mapping[str, int] = field(default_factory=dict)
    seasons: Mapping[str, tuple[int, int]] = field(default_factory=dict)

    def meaning(self, word: str, text: str) -> Words:
        """Give the same with one more word declared, as a file does. Raises DateError."""
        if word == "about":
            return replace(self, about=parse_duration(text))
        if word in ABOUT.values():
            return replace(self, around={**self.around, word[6:]: parse_duration(text)})
        if word in SEASONS:
            return replace(self, seasons={**self.seasons, word: parse_season(text)})
        return replace(self, parts={**self.parts, word: parse_part_of_day(text)})

    def width(self, part: str) -> int:
        """Give half the width of "about" for the clock, a day, a month or a year, in seconds.

        Raises DateError if the file does not say.
        """
        known = self.about if part == "clock" else self.around.get(part)
        if known is None:
            what = "with a clock time" if part == "clock" else f"for an approximate {part}"
            hint = f"declare it under `words:`, for example {ABOUT[part]}: {_EXAMPLES[part]}"
            raise DateError("D106", f"this file does not say how wide `~` is {what}", hint)
        return known

    def part(self, word: str) -> tuple[int, int]:
        """Give the start and end of a part of the day. Raises DateError for an unknown word."""
        if word not in self.parts:
            hint = f"declare it under `words:`, for example {word}: 06–12"
            hint = did_you_mean(word, self.parts) if self.parts else hint
            raise DateError("D106", f"{quoted(word)} is not a word of time of this file", hint)
        return self.parts[word]

    def season(self, word: str) -> tuple[int, int]:
        """Give the first and last month of a season. Raises DateError if the file does not say."""
        if word not in self.seasons:
            message = f"this file does not say which months {word} is: hemispheres differ"
            hint = f"declare it under `words:`, for example {word}: {SEASONS[word]}"
            raise DateError("D106", message, f"{hint}, or write the months")
        return self.seasons[word]


def any_meaning(word: str) -> str:
    """Give a text that declares this word, for going on after one that cannot be read."""
    if word in ABOUT.values():
        return "P0D"
    return "January–December" if word in SEASONS else "00–24"


_CLOCK = "([0-9]{1,2})(?::([0-9]{2}))?"
_CLOCKS = re.compile(rf"{_CLOCK}\s*[–-]\s*{_CLOCK}")


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


_MONTHS = re.compile(r"([A-Za-z]{3,9})\s*[–-]\s*([A-Za-z]{3,9})")


def parse_season(text: str) -> tuple[int, int]:
    """Read the months of a season such as June–August; its first and last, counted from January.

    A season that ends before it starts runs on into the next year. Raises DateError.
    """
    match = _MONTHS.fullmatch(text.strip())
    found = [_month(name) for name in match.groups()] if match else [0]
    if 0 in found:
        hint = "write its first and last month, such as June–August"
        raise DateError("D108", f"{quoted(text)} does not say which months the season is", hint)
    first, last = found
    return first, last if last >= first else last + 12


def _month(name: str) -> int:
    """Give the number of a month, written out or by its first three letters; 0 if it is none."""
    folded = name.capitalize()
    return next((i for i, month in enumerate(MONTHS, 1) if folded in {month, month[:3]}), 0)


_DURATION = re.compile(
    r"P(?:([0-9]{1,4})W)?(?:([0-9]{1,5})D)?"
    r"(?:T(?=[0-9])(?:([0-9]{1,6})H)?(?:([0-9]{1,7})M)?(?:([0-9]{1,9})S)?)?"
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
