"""Clocks on the wall and whole seconds UTC: time zones from the pinned IANA data."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from importlib import resources
from zoneinfo import ZoneInfo

from negotiation.errors import DateError
from negotiation.near import did_you_mean, quoted

DAY = 86_400
MINUTE = 60
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


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


def instants(wall: datetime, zone: tzinfo) -> tuple[int, int]:
    """Give the first and the last moment that a clock on the wall may mean, in seconds UTC.

    A time that the clocks skipped is the moment at which they skipped it.
    """
    first, second = (
        int((wall.replace(tzinfo=zone, fold=fold) - EPOCH).total_seconds()) for fold in (0, 1)
    )
    if second < first:  # skipped
        return (_change(second, first, zone),) * 2
    return first, second


def _change(before: int, after: int, zone: tzinfo) -> int:
    """Give the moment between the two at which the clocks changed."""
    then = local(after, zone).utcoffset()
    while after - before > 1:
        middle = (before + after) // 2
        before, after = (
            (before, middle) if local(middle, zone).utcoffset() == then else (middle, after)
        )
    return after


def midnight(day: date, zone: tzinfo) -> int:
    """Give the moment that a day begins, in seconds UTC, also where midnight is skipped."""
    return instants(datetime.combine(day, time()), zone)[0]


def local(moment: int, zone: tzinfo) -> datetime:
    """Give a moment in seconds UTC as the clock of that zone shows it."""
    return (EPOCH + timedelta(seconds=moment)).astimezone(zone)
