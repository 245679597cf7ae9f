"""The grammar of dates: what is read, what it allows, what is refused and with which words."""

import itertools
from datetime import UTC, date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from negotiation.dates import (
    OPEN,
    Window,
    Words,
    is_bare_date,
    local,
    parse_date,
    parse_duration,
    parse_moment,
    parse_part_of_day,
    renamed,
    zone,
)
from negotiation.errors import DateError

WORDS = Words(
    {
        "early": parse_part_of_day("00–06"),
        "midday": parse_part_of_day("11–13"),
        "afternoon": parse_part_of_day("12–18"),
        "evening": parse_part_of_day("18–24"),
        "night": parse_part_of_day("22–06"),
    },
    about=parse_duration("PT15M"),
)
DAMASCUS = zone("Asia/Damascus")


def window(text: str, where: tzinfo = UTC) -> Window:
    return parse_date(text).window(where, WORDS)


def ends(text: str, where: tzinfo = UTC) -> tuple[str | None, str | None]:
    """Give both ends of a window as that zone's clock shows them, the end not included."""
    found = window(text, where)
    return shown(found.earliest, where), shown(found.latest, where)


def shown(moment: int | None, where: tzinfo) -> str | None:
    return None if moment is None else f"{local(moment, where):%Y-%m-%d %H:%M:%S %z}"


def hours(text: str, where: tzinfo) -> float:
    found = window(text, where)
    assert found.earliest is not None
    assert found.latest is not None
    return (found.latest - found.earliest) / 3600


# --- what each form allows ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2018", "2018-01-01 00:00:00", "2019-01-01 00:00:00"),
        ("2018-07", "2018-07-01 00:00:00", "2018-08-01 00:00:00"),
        ("2018-12", "2018-12-01 00:00:00", "2019-01-01 00:00:00"),
        ("2018-07-04", "2018-07-04 00:00:00", "2018-07-05 00:00:00"),
        ("2020-02-29", "2020-02-29 00:00:00", "2020-03-01 00:00:00"),
        ("2018-12-31", "2018-12-31 00:00:00", "2019-01-01 00:00:00"),
        ("2018-07-04T19:00", "2018-07-04 19:00:00", "2018-07-04 19:01:00"),
        ("2018-07-04T00:00", "2018-07-04 00:00:00", "2018-07-04 00:01:00"),
        ("2018-07-04T19:00:30", "2018-07-04 19:00:30", "2018-07-04 19:00:31"),
        ("2018-07-04T19:00Z", "2018-07-04 19:00:00", "2018-07-04 19:01:00"),
        ("2018-07-04T19:00+03:00", "2018-07-04 16:00:00", "2018-07-04 16:01:00"),
        ("2018-07-04T19:00-05:30", "2018-07-05 00:30:00", "2018-07-05 00:31:00"),
        ("~2018-07-04T12:00", "2018-07-04 11:45:00", "2018-07-04 12:16:00"),
        ("2018-07-04 afternoon", "2018-07-04 12:00:00", "2018-07-04 18:00:00"),
        ("2018-07-04 night", "2018-07-04 22:00:00", "2018-07-05 06:00:00"),
        ("2018-07-04 evening", "2018-07-04 18:00:00", "2018-07-05 00:00:00"),
        ("2018-07-04/2018-07-05", "2018-07-04 00:00:00", "2018-07-06 00:00:00"),
        ("2018-07-04/2018-07-04", "2018-07-04 00:00:00", "2018-07-05 00:00:00"),
        ("2018/2018-07-04", "2018-01-01 00:00:00", "2018-07-05 00:00:00"),
        ("2018-06/2018-07", "2018-06-01 00:00:00", "2018-08-01 00:00:00"),
        ("2018-07-03 night/2018-07-04T09:00", "2018-07-03 22:00:00", "2018-07-04 09:01:00"),
        ("  2018-07-04  ", "2018-07-04 00:00:00", "2018-07-05 00:00:00"),
    ],
)
def test_form_allows_these_moments(text: str, first: str, last: str) -> None:
    """Each form is a half-open stretch of whole seconds: a minute is 60 s, a day 24 h."""
    assert ends(text) == (f"{first} +0000", f"{last} +0000")


def test_open_sides() -> None:
    """`..` leaves a side open: by 3 July, or from 3 July on."""
    assert ends("../2018-07-03") == (None, "2018-07-04 00:00:00 +0000")
    assert ends("2018-07-03/..") == ("2018-07-03 00:00:00 +0000", None)


def test_date_is_read_in_the_zone_it_is_said_of() -> None:
    """4 July in Damascus begins at 21:00 UTC of 3 July; an offset in the text wins."""
    found = window("2018-07-04", DAMASCUS)
    assert shown(found.earliest, UTC) == "2018-07-03 21:00:00 +0000"

    assert (
        window("2018-07-04T12:00+00:00", DAMASCUS).earliest == window("2018-07-04T12:00").earliest
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2018", "2018"),
        ("2018-07", "July 2018"),
        ("2018-07-04", "4 July 2018"),
        ("2018-07-04T19:00", "4 July 2018 at 19:00"),
        ("2018-07-04T19:00:30", "4 July 2018 at 19:00:30"),
        ("~2018-07-04T12:00", "4 July 2018 at about 12:00"),
        ("2018-07-04T19:00+03:00", "4 July 2018 at 19:00 (UTC+03:00)"),
        ("2018-07-04 afternoon", "the afternoon of 4 July 2018"),
        ("2018-07-06 midday", "midday on 6 July 2018"),
        ("../2018-07-03", "by 3 July 2018"),
        ("2018-06-19/..", "from 19 June 2018"),
        ("2018-07-03/2018-07-04", "between 3 July 2018 and 4 July 2018"),
        ("2018-07-04/2018-07-04", "4 July 2018"),
    ],
)
def test_date_in_words(text: str, words: str) -> None:
    """A window carries its date in English words, never more precise than what was written."""
    assert parse_date(text).describe() == words
    assert window(text).text == words


def test_words_of_time_that_a_date_uses() -> None:
    """A date tells which declared words it needs."""
    assert parse_date("2018-07-03 night/2018-07-04 afternoon").words == {"night", "afternoon"}
    assert parse_date("2018-07-04T12:00").words == set()


# --- clocks that change ---------------------------------------------------------------------------
# Damascus, 2018: 00:00 of Friday 30 March became 01:00; 24:00 of Thursday 25 October became 23:00.


def test_day_whose_midnight_is_skipped_begins_when_the_clocks_jump() -> None:
    """30 March 2018 in Damascus begins at 01:00 and has 23 hours; the day before has 24."""
    assert ends("2018-03-30", DAMASCUS) == (
        "2018-03-30 01:00:00 +0300",
        "2018-03-31 00:00:00 +0300",
    )
    assert hours("2018-03-30", DAMASCUS) == 23
    assert hours("2018-03-29", DAMASCUS) == 24


def test_day_whose_last_hour_is_repeated_has_25_hours() -> None:
    """25 October 2018 in Damascus has 25 hours, and 26 October begins once, at 00:00 (+02:00)."""
    assert hours("2018-10-25", DAMASCUS) == 25
    assert ends("2018-10-26", DAMASCUS) == (
        "2018-10-26 00:00:00 +0200",
        "2018-10-27 00:00:00 +0200",
    )


def test_days_meet_without_gap_or_overlap() -> None:
    """Also over a change of clocks, a day ends where the next begins."""
    for first, then in [("2018-03-29", "2018-03-30"), ("2018-10-25", "2018-10-26")]:
        assert window(first, DAMASCUS).latest == window(then, DAMASCUS).earliest


def test_month_with_a_change_of_clocks_is_an_hour_off() -> None:
    """March 2018 in Damascus has 31 days less an hour, October an hour more."""
    assert hours("2018-03", DAMASCUS) == 31 * 24 - 1
    assert hours("2018-10", DAMASCUS) == 31 * 24 + 1


def test_clock_time_that_was_skipped_is_refused() -> None:
    """00:30 of 30 March 2018 did not exist in Damascus; with its offset from UTC it does."""
    with pytest.raises(DateError, match="does not exist in Asia/Damascus: the clocks went forward"):
        window("2018-03-30T00:30", DAMASCUS)

    assert ends("2018-03-30T01:00", DAMASCUS)[0] == "2018-03-30 01:00:00 +0300"
    assert ends("2018-03-30T00:30+02:00", DAMASCUS)[0] == "2018-03-30 01:30:00 +0300"


def test_clock_time_that_came_twice_allows_both() -> None:
    """23:30 of 25 October 2018 came twice in Damascus: the window runs from one to the other."""
    assert ends("2018-10-25T23:30", DAMASCUS) == (
        "2018-10-25 23:30:00 +0300",
        "2018-10-25 23:31:00 +0200",
    )


def test_offset_says_which_of_two_equal_clock_times_is_meant() -> None:
    """With its offset, a repeated clock time is one minute again."""
    assert window("2018-10-25T23:30+02:00", DAMASCUS).latest == (
        window("2018-10-25T23:30", DAMASCUS).latest
    )
    assert hours("2018-10-25T23:30+02:00", DAMASCUS) * 60 == 1


def test_part_of_a_day_over_a_change_of_clocks() -> None:
    """The night of 29 March 2018 in Damascus lasts 7 hours, that of 25 October 9."""
    assert hours("2018-03-29 night", DAMASCUS) == 7
    assert hours("2018-10-25 night", DAMASCUS) == 9


# --- what is refused ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("", "D101", "the date is empty"),
        ("March 4", "D101", "write YYYY-03-04, YYYY-03 or"),
        ("4 July 2018", "D101", 'write 2018-07-04, 2018-07 or "2018-07-04 afternoon"'),
        ("July 2018", "D101", "2018-07"),
        ("04/07/2018", "D101", "may be day/month or month/day; write the year first"),
        ("4.7.18", "D101", "may be day/month or month/day"),
        ("yesterday", "D101", "depends on the day it was written; write the date itself"),
        ("last Tuesday", "D101", "depends on the day it was written"),
        ("2018-7-4", "D101", "write 2018-07-04"),
        ("2018-07-04 19:00", "D101", "write 2018-07-04T19:00"),
        ("2018-07-04T7:00", "D101", "write 2018-07-04T07:00"),
        ("..", "D101", "is not a date"),
        ("../..", "D101", "says nothing; leave `when` out"),
        ("2018-07-04/2018-07-05/2018-07-06", "D101", "is not a date"),
        ("٢٠١٨-٠٧-٠٤", "D101", "write 2018-07-04"),
        ("tomato", "D101", 'write 2018-07-04, 2018-07, 2018-07-04T19:00 or "2018-07-04 afternoon"'),
        ("2018-13-04", "D102", "there is no month 13; year, month, day: write 2018-04-13?"),
        ("2018-13-40", "D102", "there is no month 13"),
        ("2018-02-30", "D102", "February 2018 has no day 30"),
        ("2019-02-29", "D102", "February 2019 has no day 29"),
        ("0999-01-01", "D102", "the year 999 is out of range"),
        ("9001", "D102", "the year 9001 is out of range"),
        ("2018-07-04T24:00", "D103", "midnight at the end of a day is 00:00 of the next"),
        ("2018-07-04T23:60", "D103", "there is no clock time 23:60"),
        ("2018-07-04T12:00+15:00", "D103", "no zone is +15:00 from UTC"),
        ("2018-07-04T12:00+03:60", "D103", "no zone is +03:60 from UTC"),
        ("2018-07-05/2018-07-04", "D104", "ends before it begins; write 2018-07-04/2018-07-05"),
        ("2018-08/2018-07", "D104", "ends before it begins"),
        ("2018-07-04T19:00/2018-07-04T18:00", "D104", "ends before it begins"),
        ("~2018-07-04", "D105", "`~` in front goes with a clock time only; write 2018-07-04~"),
    ],
)
def test_what_is_no_date_is_refused_with_what_to_write(text: str, code: str, said: str) -> None:
    """Nothing is guessed: the error has a code, and says what to write instead."""
    with pytest.raises(DateError) as refused:
        parse_date(text)

    assert refused.value.code == code
    assert said in str(refused.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2018-07-04 evning", '"evning" is not a word of time of this file; did you mean evening?'),
        ("2018-07-04 Evening", "did you mean evening?"),
        ("2018-07-04 tea-time", "write one of: early, midday, afternoon, evening, night"),
    ],
)
def test_word_of_time_must_be_declared(text: str, said: str) -> None:
    """A word that the file does not declare has no meaning here, in no language."""
    with pytest.raises(DateError) as refused:
        window(text)

    assert refused.value.code == "D106"
    assert said in str(refused.value)


def test_file_without_words_says_how_to_declare_them() -> None:
    """Where nothing is declared, the message shows how it is done; the same for `~`."""
    with pytest.raises(DateError, match="declare it under `words:`, for example afternoon: 06–12"):
        parse_date("2018-07-04 afternoon").window(UTC, Words({}))
    with pytest.raises(DateError, match="for example about: PT15M"):
        parse_date("~2018-07-04T12:00").window(UTC, Words({}))


@pytest.mark.parametrize(
    "name", ["Damascus", "Asia/Damaskus", "asia/damascus", "CEST", "+03:00", "", "../zones", "/etc"]
)
def test_zone_must_be_in_the_iana_database(name: str) -> None:
    """A zone has its IANA name; a path is not one."""
    with pytest.raises(DateError, match="is not a time zone") as refused:
        zone(name)
    assert refused.value.code == "D110"


def test_misspelt_zone_brings_the_right_one_to_mind() -> None:
    """The hint names the zone that was meant, where the name is near to one."""
    with pytest.raises(DateError, match=r"did you mean Asia/Damascus\?"):
        zone("Asia/Damaskus")


def test_zones_come_from_the_pinned_data() -> None:
    """Whatever zones the machine has, those of the tzdata package are used."""
    assert isinstance(zone("Europe/Zurich"), ZoneInfo)
    assert zone("Europe/Zurich") is zone("Europe/Zurich")
    assert str(zone("UTC")) == "UTC"


# --- pairs, and clocks that change ----------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "2018-07-04/2018-07",
        "2018-07-04/2018",
        "2018-07/2018",
        "2018-07-04T15:00/2018-07-04 evening",
    ],
)
def test_pair_may_begin_within_its_second_date(text: str) -> None:
    """From 4 July 2018 to some day of July 2018: the second date ends later, so it is in order."""
    assert not window(text).is_empty()


def test_pair_is_in_order_by_its_moments() -> None:
    """10:00 in Damascus is before 09:30 in New York, whatever the clocks show."""
    assert not window("2018-07-04T10:00+03:00/2018-07-04T09:30-04:00").is_empty()


@pytest.mark.parametrize(
    "text",
    [
        "2018-07-04 evening/2018-07-04 early",
        "2018-07-04T10:00:30/2018-07-04T10:00:10",
        "2018-07-04T10:00-04:00/2018-07-04T10:00+03:00",
    ],
)
def test_pair_that_ends_before_it_begins_is_refused(text: str) -> None:
    """No date allows no moment at all."""
    with pytest.raises(DateError, match="ends before it begins"):
        window(text)


def test_part_of_a_day_that_begins_in_a_skipped_hour_stays_in_its_day() -> None:
    """Early on 30 March 2018 in Damascus is 01:00 to 06:00, and none of it on 29 March."""
    assert ends("2018-03-30 early", DAMASCUS) == (
        "2018-03-30 01:00:00 +0300",
        "2018-03-30 06:00:00 +0300",
    )


def test_part_of_a_day_that_ends_at_a_repeated_midnight_stays_in_its_day() -> None:
    """In Amman 01:00 of 26 October 2018 became 00:00; the evening before ends at the first one."""
    assert ends("2018-10-25 evening", zone("Asia/Amman"))[1] == "2018-10-26 00:00:00 +0300"


def test_day_that_a_zone_skipped_is_refused() -> None:
    """Samoa went from 29 to 31 December 2011 over the date line."""
    with pytest.raises(DateError, match="does not exist"):
        window("2011-12-30", zone("Pacific/Apia"))


# --- lengths and parts of the day -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("PT90M", 5_400),
        ("PT1H30M", 5_400),
        ("PT24H", 86_400),
        ("P1D", 86_400),
        ("P1W", 604_800),
        ("P1W2DT3H4M5S", 604_800 + 2 * 86_400 + 3 * 3_600 + 4 * 60 + 5),
        ("PT0M", 0),
    ],
)
def test_length_of_time(text: str, seconds: int) -> None:
    """Lengths are ISO 8601, a day being 24 hours."""
    assert parse_duration(text) == seconds


@pytest.mark.parametrize(
    "text", ["", "P", "PT", "P1DT", "P1M", "P1Y", "90M", "-PT1H", "PT1.5H", "pt1h"]
)
def test_length_without_a_fixed_number_of_seconds_is_refused(text: str) -> None:
    """Months and years vary; signs and fractions are not read."""
    with pytest.raises(DateError, match="write PT90M") as refused:
        parse_duration(text)
    assert refused.value.code == "D109"


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("12–18", 12, 18),
        ("6-12", 6, 12),
        ("00–24", 0, 24),
        ("22–06", 22, 30),
        ("18:30–22", 18.5, 22),
    ],
)
def test_part_of_the_day(text: str, start: float, end: float) -> None:
    """Two clock times; one that ends before it starts runs on into the next morning."""
    assert parse_part_of_day(text) == (start * 3600, end * 3600)


@pytest.mark.parametrize(
    "text", ["", "12", "12–12", "24–06", "25–26", "12–24:30", "12:60–18", "noon–18"]
)
def test_what_is_no_part_of_the_day_is_refused(text: str) -> None:
    """Hours run from 0 to 24, minutes to 59, and a part lasts some time."""
    with pytest.raises(DateError, match="write two clock times") as refused:
        parse_part_of_day(text)
    assert refused.value.code == "D108"


# --- the moment of a question ---------------------------------------------------------------------


def test_bare_date_of_a_question_is_the_last_second_of_the_day() -> None:
    """`--at 2018-07-04` asks about 23:59:59 of that day, in the zone of the file."""
    assert shown(parse_moment("2018-07-04", DAMASCUS), DAMASCUS) == "2018-07-04 23:59:59 +0300"
    assert shown(parse_moment("2018-10-25", DAMASCUS), DAMASCUS) == "2018-10-25 23:59:59 +0200"
    assert is_bare_date("2018-07-04")
    assert not is_bare_date("2018-07-04T15:00")


def test_clock_time_of_a_question_is_its_first_second() -> None:
    """`--at 2018-07-04T15:00` asks about 15:00:00; midnight is a clock time like any other."""
    assert (
        shown(parse_moment("2018-07-04T15:00", DAMASCUS), DAMASCUS) == "2018-07-04 15:00:00 +0300"
    )
    assert (
        shown(parse_moment("2018-07-04T00:00", DAMASCUS), DAMASCUS) == "2018-07-04 00:00:00 +0300"
    )


@pytest.mark.parametrize(
    "text",
    ["2018", "2018-07", "2018-07-04 afternoon", "~2018-07-04T15:00", "2018-07-04/2018-07-05"],
)
def test_question_is_about_one_moment(text: str) -> None:
    """What is wider than a day, or vague, is no moment to ask about."""
    with pytest.raises(DateError):
        parse_moment(text, DAMASCUS)


# --- windows --------------------------------------------------------------------------------------


def test_windows_are_compared_by_what_is_sure_and_what_may_be() -> None:
    """Two days that meet at midnight are surely in order; a day and its month are not."""
    third, fourth, month = window("2018-07-03"), window("2018-07-04"), window("2018-07")

    assert third.surely_before(fourth)
    assert not fourth.may_precede(third)
    assert not third.surely_before(month)
    assert month.may_precede(third)
    assert third.may_precede(month)
    assert not OPEN.surely_before(third)
    assert OPEN.may_precede(third)


def test_intersection_keeps_what_both_allow() -> None:
    """The afternoon of 4 July and 4 July have the afternoon in common, in its words."""
    both = window("2018-07-04").intersection(window("2018-07-04 afternoon"))

    assert both == window("2018-07-04 afternoon")
    assert window("2018-07-03").intersection(window("2018-07-04")).is_empty()
    assert OPEN.intersection(window("2018-07-04")) == window("2018-07-04")


def test_hull_is_the_narrowest_window_that_holds_both() -> None:
    """3 July and 5 July lie within three days; with an open side it stays open."""
    hull = window("2018-07-03").hull(window("2018-07-05"))

    assert (hull.earliest, hull.latest) == (
        window("2018-07-03/2018-07-05").earliest,
        window("2018-07-03/2018-07-05").latest,
    )
    assert window("2018-07-03").hull(window("2018-07-05/..")).latest is None


def test_midpoint() -> None:
    """The middle of a day is noon; of a window with one open side, the side that is known."""
    assert window("2018-07-04").midpoint() == window("2018-07-04T12:00").earliest
    assert window("../2018-07-03").midpoint() == window("2018-07-03").latest
    assert window("2018-07-03/..").midpoint() == window("2018-07-03").earliest
    assert OPEN.midpoint() is None


def test_renamed_keeps_the_moments() -> None:
    """Other words, same window."""
    assert renamed(window("2018-07-04"), "Wednesday") == Window(
        window("2018-07-04").earliest, window("2018-07-04").latest, "Wednesday"
    )


# --- what holds of every date ---------------------------------------------------------------------

ZONES = st.sampled_from(["UTC", "Asia/Damascus", "America/New_York", "Europe/Zurich", "Asia/Gaza"])
DAYS = st.dates(date(1901, 1, 1), date(2099, 12, 31))


@st.composite
def points(draw: st.DrawFn, forms: int = 7) -> str:
    """Draw one simple date as written: any of the first forms of the grammar."""
    day, form = draw(DAYS), draw(st.integers(0, forms - 1))
    clock = draw(st.times()).strftime(draw(st.sampled_from(["%H:%M", "%H:%M:%S"])))
    offset = draw(st.sampled_from(["Z", "+03:00", "-05:00", "+05:30"]))
    word = draw(st.sampled_from(sorted(WORDS.parts)))
    return [
        f"{day:%Y}", f"{day:%Y-%m}", f"{day:%Y-%m-%d}", f"{day:%Y-%m-%d} {word}",
        f"{day:%Y-%m-%d}T{clock}", f"~{day:%Y-%m-%d}T{clock}", f"{day:%Y-%m-%d}T{clock}{offset}",
    ][form]  # fmt: skip


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Draw a date as written: a simple one, one with an open side, or a pair in order."""
    form = draw(st.integers(0, 4))
    first = draw(points(forms=6 if form == 4 else 7))
    if form == 4:
        low, high = sorted((first, draw(points(forms=6))), key=lambda text: text.strip("~"))
        assume(low.strip("~")[:4] < high.strip("~")[:4])
        return f"{low}/{high}"
    return [first, first, f"../{first}", f"{first}/.."][form]


def read(text: str, where: tzinfo) -> Window:
    """Give the window, and pass over clock times that the zone skipped."""
    try:
        return window(text, where)
    except DateError as error:
        assume(error.code != "D107")
        raise


@settings(max_examples=150, deadline=None)
@given(texts())
def test_every_date_prints_back_as_it_was_written(text: str) -> None:
    """What was read can be given back letter for letter."""
    assert parse_date(text).text == text


@settings(max_examples=150, deadline=None)
@given(texts(), ZONES)
def test_no_window_is_empty(text: str, name: str) -> None:
    """Every date that is taken allows at least one second, in every zone."""
    found = read(text, zone(name))

    assert not found.is_empty()
    assert found.text


@settings(max_examples=150, deadline=None)
@given(DAYS, ZONES, st.times())
def test_clock_time_lies_in_its_day_its_day_in_its_month_its_month_in_its_year(
    day: date, name: str, clock: datetime
) -> None:
    """The wider a date, the wider its window."""
    where = zone(name)
    forms = [f"{day:%Y-%m-%d}T{clock:%H:%M:%S}", f"{day:%Y-%m-%d}", f"{day:%Y-%m}", f"{day:%Y}"]
    windows = [read(text, where) for text in forms]

    for inner, outer in itertools.pairwise(windows):
        assert inner.intersection(outer) == inner


@settings(max_examples=150, deadline=None)
@given(DAYS, ZONES)
def test_day_holds_the_seconds_that_the_calendar_of_the_zone_gives_it(day: date, name: str) -> None:
    """First and last second show the day's date, the seconds beside them another one."""
    found = window(f"{day:%Y-%m-%d}", zone(name))
    assert found.earliest is not None
    assert found.latest is not None
    dates = [
        local(moment, zone(name)).date()
        for moment in (found.earliest - 1, found.earliest, found.latest - 1, found.latest)
    ]

    assert dates == [day - timedelta(days=1), day, day, day + timedelta(days=1)]


@settings(max_examples=150, deadline=None)
@given(texts(), texts(), texts())
def test_intersection_is_what_both_allow_and_hull_holds_both(a: str, b: str, c: str) -> None:
    """A moment lies in the intersection if it lies in both, and then in the hull."""
    one, other, third = window(a), window(b), window(c)
    both, hull = one.intersection(other), one.hull(other)
    for moment in [m for w in (one, other, third) for m in (w.earliest, w.latest) if m is not None]:
        inside = holds(one, moment) and holds(other, moment)
        assert holds(both, moment) == inside
        if holds(one, moment) or holds(other, moment):
            assert holds(hull, moment)


def holds(found: Window, moment: int) -> bool:
    return (found.earliest is None or found.earliest <= moment) and (
        found.latest is None or moment < found.latest
    )


@settings(max_examples=150, deadline=None)
@given(texts(), texts())
def test_surely_before_leaves_no_doubt(a: str, b: str) -> None:
    """One of two windows that are both not empty may come first; sure is never both ways."""
    one, other = window(a), window(b)

    assert one.may_precede(other) or other.may_precede(one)
    assert not (one.surely_before(other) and other.may_precede(one))
    assert one.surely_before(other) <= one.may_precede(other)


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="0123456789-/:T.~ Z+apr", max_size=24))
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    """Whatever is written, the answer is a date or a DateError that says what to write."""
    try:
        answer = parse_date(text).text
    except DateError as error:
        answer = error.hint

    assert answer
    assert isinstance(answer, str)


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 9), st.integers(0, 99), st.integers(0, 99), st.integers(0, 999))
def test_length_is_the_sum_of_its_parts(weeks: int, days: int, hours: int, minutes: int) -> None:
    """Weeks, days, hours and minutes add up."""
    length = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes)

    assert parse_duration(f"P{weeks}W{days}DT{hours}H{minutes}M") == length.total_seconds()
