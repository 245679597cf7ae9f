"""Say a date in the language of a picture as it is written, never more precisely.

Windows and dates in, words out. English says them as dates/english.py does; where a text has no
written date behind it, it stays as it is.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from negotiation.dates import Dating, Window, parse_date
from negotiation.dates.point import Point

if TYPE_CHECKING:
    from negotiation.dates.dating import Stretch
    from negotiation.view.speech import Speech

SIGNS = {(True, False): "uncertain", (False, True): "approximate", (True, True): "unsure"}
SEASONS = ("spring", "summer", "autumn", "winter")
HEMISPHERES = ("north", "south")
COMMAS = (", ", "، ")


def dated(speech: Speech, window: Window) -> str:
    """Give the words of a window in the language, or in English where it has none for them."""
    if not window.written:
        return window.text
    return speech.chained("date.or", [_written(speech, one) for one in window.written])


def _written(speech: Speech, written: str) -> str:
    """Say one date, which may name a zone: "2018-07-04T15:00 (Europe/Moscow)"."""
    text, _, zone = written.partition(" (")
    said = say_date(speech, _parsed(text))
    return speech.say("date.noted", date=said, note=zone[:-1]) if zone else said


@lru_cache(maxsize=10_000)
def _parsed(text: str) -> Dating:
    return parse_date(text)


def say_date(speech: Speech, when: Dating) -> str:
    """Give a whole date: "the afternoon of 4 July 2018"; no text if it is computed."""
    if not when.text:
        return ""
    only = when.choices[0]
    if len(when.choices) == 1 and only.first is not None and only.first == only.last:
        return say_point(speech, only.first)
    if when.is_one_of:
        return _either(speech, [_choice(speech, choice) for choice in when.choices])
    if only.first is not None and only.last is not None:
        return _pair(speech, "date.between", only.first, only.last)
    return _one_sided(speech, when.text, only.first, only.last)


def _one_sided(speech: Speech, text: str, first: Point | None, last: Point | None) -> str:
    known = first or last
    if known is None:
        return speech.say("date.unknown")
    key = "date.no-later" if first is None else "date.no-earlier"
    said = speech.say(key, date=say_point(speech, known, within=True))
    if text.startswith("/"):
        said = speech.say("date.start-unknown", date=said)
    return speech.say("date.end-unknown", date=said) if text.endswith("/") else said


def _either(speech: Speech, items: list[str]) -> str:
    *others, last = items
    if not others:
        return last
    others[-1] = _closed(speech, others[-1])
    return speech.say("date.or", before=speech.chained("date.list", others), after=last)


def _choice(speech: Speech, choice: Stretch) -> str:
    """Say one of several dates, or of several stretches."""
    first, last = choice.first, choice.last
    if first is not None and last is not None:
        if first == last:
            return say_point(speech, first, within=True)
        return _pair(speech, "date.stretch", first, last)
    known = first or last
    assert known is not None  # noqa: S101  a set with `..` alone is refused
    said = _closed(speech, say_point(speech, known, within=True))
    return speech.say("date.or-earlier" if first is None else "date.or-later", date=said)


def _pair(speech: Speech, key: str, first: Point, last: Point) -> str:
    before = _closed(speech, say_point(speech, first, within=True))
    return speech.say(key, first=before, last=say_point(speech, last, within=True))


def _closed(speech: Speech, text: str) -> str:
    """Close a text that holds a comma by one."""
    return speech.say("date.closed", date=text) if any(m in text for m in COMMAS) else text


def say_point(speech: Speech, point: Point, *, within: bool = False) -> str:
    """Say one simple date; `within` a longer text: "le 4 juillet 2018" for "4 juillet 2018"."""
    about = point.approximate == frozenset(point.parts)
    said = _core(speech, point, within or about)
    if about:
        said = speech.say("date.about", date=said)
    parts_by_sign: dict[str, list[str]] = {}
    for part in point.parts:
        signs = part in point.uncertain, part in point.approximate and not about
        if any(signs):
            parts_by_sign.setdefault(SIGNS[signs], []).append(part)
    for sign, parts in parts_by_sign.items():
        said = speech.say("date.remark", date=said, remark=_remark(speech, point, sign, parts))
    return said


def _remark(speech: Speech, point: Point, sign: str, parts: list[str]) -> str:
    if len(parts) == len(point.parts):
        return speech.say(f"date.{sign}")
    names = speech.listed(speech.say(f"date.the-{part}") for part in parts)
    return speech.say(f"date.{sign}-parts", parts=names)


def _core(speech: Speech, point: Point, within: bool) -> str:
    """Say the date without what is said of how sure it is."""
    if point.is_grouping:
        return _grouping(speech, int(point.month or 0), point.year)
    if not point.is_exact:
        return _unspecified(speech, point)
    day = point.days()[0]
    if point.word is not None:
        parts = speech.lexicon.parts
        template = parts.get(point.word, parts["other"])
        return template.format(day=speech.day(day), part=point.word)
    plain = _plain(speech, point, within)
    if point.clock is None:
        return plain
    clock = point.clock.isoformat("seconds" if point.clock.second else "minutes")
    key = "date.at-about" if "clock" in point.approximate else "date.at"
    said = speech.say(key, day=plain, clock=clock)
    if point.offset is None:
        return said
    return speech.say("date.noted", date=said, note=point.offset.tzname(None))


def _plain(speech: Speech, point: Point, within: bool, last: bool = False) -> str:
    """Say a date by its year, by year and month, or by all three."""
    when = point.days()[last]
    if point.day is not None:
        day = speech.day(when)
        return speech.say("date.within", day=day) if within else day
    return speech.month_and_year(when) if point.month is not None else f"{when.year}"


def _grouping(speech: Speech, number: int, year: str) -> str:
    """Say a season or another part of the year, by EDTF's number for it."""
    if number > 32:
        return speech.say(f"date.part-{number}", year=year)
    half, season = divmod(number - 21, 4)
    said = speech.say("date.season", season=speech.lexicon.seasons[SEASONS[season]], year=year)
    if half == 0:
        return said
    return speech.say("date.noted", date=said, note=speech.say(f"date.{HEMISPHERES[half - 1]}"))


def _unspecified(speech: Speech, point: Point) -> str:
    """Say a date of which some digits are not known."""
    unit = point.parts[-1]
    if len(point.parts) == 1 and "X" not in point.year[:3]:
        return speech.say("date.some-year-of", decade=f"{point.year[:3]}0")
    known = _known_part(point)
    if known is not None:
        return speech.say(f"date.some-{unit}-of", date=_plain(speech, known, within=False))
    first, last = (_plain(speech, point, within=True, last=end) for end in (False, True))
    span = _plain(speech, point, within=False)
    if first != last:
        span = speech.say(f"date.some-{unit}-between", first=first, last=last)
    if len(point.parts) == 1:
        return span
    return speech.say("date.noted", date=span, note=point.pattern)


def _known_part(point: Point) -> Point | None:
    """Give the year or month in which an unknown month or day lies, if it is known."""
    kept = point.pattern.removesuffix("-XX").removesuffix("-XX")
    if "X" in kept:
        return None
    year, _, month = kept.partition("-")
    return Point(year, month or None)
