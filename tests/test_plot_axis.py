"""The calendar: days begin at midnight in the story's zone, names stand in the middle."""

from datetime import date
from itertools import pairwise

import pytest

from negotiation.dates import DAY, Window, parse_moment, zone
from negotiation.plot.axis import Calendar, calendar
from negotiation.plot.lettering import width
from negotiation.plot.scale import Scale
from negotiation.view.speech import english

UTC, DAMASCUS = zone("UTC"), zone("Asia/Damascus")


def midnight(text: str, where: str = "UTC") -> int:
    return parse_moment(f"{text}T00:00", zone(where))


def shown(first: str, last: str, where: str = "UTC", points: float = 700) -> Calendar:
    """Give the calendar from one midnight to another."""
    scale = Scale(midnight(first, where), midnight(last, where), 0, points)
    return calendar(scale, english(zone(where)))


def names(calendar: Calendar, row: int) -> list[str]:
    return [name for _, name in calendar.rows[row].names]


def test_time_is_even() -> None:
    """A quarter of the time is a quarter of the way, and back again."""
    scale = Scale(0, 4 * DAY, 100, 500)

    assert scale.per_day() == 100
    assert scale.place(DAY) == 200
    assert scale.moment(200) == DAY


def test_open_windows_reach_the_edge() -> None:
    """A side that no source gives reaches to the edge of what is drawn."""
    scale = Scale(0, 4 * DAY, 100, 500)

    assert scale.bounds(Window(None, DAY)) == (0, DAY)
    assert scale.bounds(Window(DAY, None)) == (DAY, 4 * DAY)


def test_a_week_shows_days() -> None:
    """Seven days on a page: weekday, number, and the month once, each in its middle."""
    week = shown("2018-06-30", "2018-07-07")

    assert names(week, 0) == ["Sat", "Sun", "Mon", "Tue", "Wed", "Thu", "Fri"]
    assert names(week, 1) == ["30", "1", "2", "3", "4", "5", "6"]
    assert names(week, 2) == ["June 2018", "July 2018"]
    assert [place for place, _ in week.rows[1].names] == [50, 150, 250, 350, 450, 550, 650]


def test_rules_stand_at_local_midnight() -> None:
    """The days of Damascus begin there at midnight, three hours before those of UTC in summer."""
    week = shown("2018-06-30", "2018-07-03", "Asia/Damascus")

    assert week.rules == (midnight("2018-07-01") - 3 * 3600, midnight("2018-07-02") - 3 * 3600)


def test_a_day_of_25_hours() -> None:
    """At the end of 25 October 2018 Damascus put its clocks back: that day is drawn longer."""
    days = shown("2018-10-25", "2018-10-28", "Asia/Damascus").rules

    assert days[0] - midnight("2018-10-25", "Asia/Damascus") == 25 * 3600
    assert days[1] - days[0] == 24 * 3600


def test_one_day_shows_hours() -> None:
    """A single day is divided into hours, named at their moments."""
    day = shown("2018-07-04", "2018-07-05")

    assert "12:00" in names(day, 0)
    assert {name: place for place, name in day.rows[0].names}["12:00"] == pytest.approx(350)


@pytest.mark.parametrize(
    ("first", "last", "name"),
    [
        ("2018-07-02", "2018-08-06", "2"),
        ("2018-07-02", "2018-08-27", "3 5 7"),
        ("2018-07-02", "2018-11-01", "6 11 16"),
        ("2018-01-01", "2019-01-01", "Jan Feb Mar"),
        ("2018-01-01", "2024-01-01", "Apr Jul Oct"),
        ("2001-01-01", "2021-01-01", "2001 2002 2003"),
        ("1900-01-01", "2000-01-01", "1905 1910 1915"),
        ("1001-01-01", "2000-01-01", "1050 1100 1150"),
        ("1000-01-01", "9000-01-01", "1500 2000 2500"),
    ],
)
def test_the_finest_unit_that_fits(first: str, last: str, name: str) -> None:
    """Five weeks show days, eight every second, a year months, a century every fifth year."""
    row = next(row for row in shown(first, last).rows if row.face.bold)

    assert " ".join(shown for _, shown in row.names)[: len(name)] == name


@pytest.mark.parametrize("days", [3, 12, 30, 60, 100, 200, 500, 2_000, 9_000, 90_000])
def test_an_axis_dates_what_is_on_it(days: int) -> None:
    """However long the story, at least three dates stand under it, in a narrow column too."""
    last = date.fromordinal(date(1600, 6, 19).toordinal() + days)
    for points in (700.0, 240.0):
        row = next(
            r for r in shown("1600-06-19", f"{last:%Y-%m-%d}", points=points).rows if r.face.bold
        )
        assert len(row.names) >= 3


@pytest.mark.parametrize("days", [1, 2, 5, 9, 20, 40, 70, 200, 900, 7300, 40_000])
def test_names_do_not_meet(days: int) -> None:
    """Names in one row keep apart, however long the story."""
    last = date.fromordinal(date(2018, 6, 19).toordinal() + days)
    for row in shown("2018-06-19", f"{last:%Y-%m-%d}").rows:
        edges = [(at - width(n, row.face) / 2, at + width(n, row.face) / 2) for at, n in row.names]
        assert all(a[1] < b[0] for a, b in pairwise(edges))
