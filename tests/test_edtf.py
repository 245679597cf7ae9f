"""EDTF for whole days: the examples of its specification, what differs on purpose, what must hold.

The examples are those of the Library of Congress (https://www.loc.gov/standards/datetime/), levels
0 to 2. Windows are in UTC; `last` is the last day inside.
"""

import re
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negotiation.codes import CODES
from negotiation.dates import DAY, Window, Words, local, parse_date, parse_moment, zone
from negotiation.errors import DateError

UTC = zone("UTC")
DECLARED = {
    "morning": "06–12", "afternoon": "12–18", "night": "22–06", "about": "PT15M",
    "about-day": "P2D", "about-month": "P10D", "about-year": "P365D",
    "spring": "March–May", "summer": "June–August", "winter": "December–February",
}  # fmt: skip
NONE = Words({})
WORDS = NONE
for _word, _text in DECLARED.items():
    WORDS = WORDS.meaning(_word, _text)

# level 0: text, first day, last day
LEVEL_0 = [
    ("1985-04-12", "1985-04-12", "1985-04-12"),
    ("1985-04", "1985-04-01", "1985-04-30"),
    ("1985", "1985-01-01", "1985-12-31"),
    ("1985-04-12T23:20:30", "1985-04-12", "1985-04-12"),
    ("1985-04-12T23:20:30Z", "1985-04-12", "1985-04-12"),
    ("1985-04-12T23:20:30-04", "1985-04-13", "1985-04-13"),
    ("1985-04-12T23:20:30+04:30", "1985-04-12", "1985-04-12"),
    ("1964/2008", "1964-01-01", "2008-12-31"),
    ("2004-06/2006-08", "2004-06-01", "2006-08-31"),
    ("2004-02-01/2005-02-08", "2004-02-01", "2005-02-08"),
    ("2004-02-01/2005-02", "2004-02-01", "2005-02-28"),
    ("2004-02-01/2005", "2004-02-01", "2005-12-31"),
    ("2005/2006-02", "2005-01-01", "2006-02-28"),
]
LEVEL_1 = [
    ("2001-21", "2001-03-01", "2001-05-31"),
    ("1984?", "1984-01-01", "1984-12-31"),
    ("2004-06~", "2004-05-22", "2004-07-10"),
    ("2004-06-11%", "2004-06-09", "2004-06-13"),
    ("201X", "2010-01-01", "2019-12-31"),
    ("20XX", "2000-01-01", "2099-12-31"),
    ("2004-XX", "2004-01-01", "2004-12-31"),
    ("1985-04-XX", "1985-04-01", "1985-04-30"),
    ("1985-XX-XX", "1985-01-01", "1985-12-31"),
    ("1985-04-12/..", "1985-04-12", None),
    ("1985-04/..", "1985-04-01", None),
    ("1985/..", "1985-01-01", None),
    ("../1985-04-12", None, "1985-04-12"),
    ("../1985-04", None, "1985-04-30"),
    ("../1985", None, "1985-12-31"),
    ("1985-04-12/", "1985-04-12", None),
    ("1985-04/", "1985-04-01", None),
    ("1985/", "1985-01-01", None),
    ("/1985-04-12", None, "1985-04-12"),
    ("/1985-04", None, "1985-04-30"),
    ("/1985", None, "1985-12-31"),
    ("1984~/2004-06", "1983-01-01", "2004-06-30"),
    ("1984/2004-06~", "1984-01-01", "2004-07-10"),
    ("1984~/2004~", "1983-01-01", "2005-12-31"),
    ("1984?/2004%", "1984-01-01", "2005-12-31"),
    ("1984-06-02?/2004-08-08~", "1984-06-02", "2004-08-10"),
]
LEVEL_2 = [
    ("2001-34", "2001-04-01", "2001-06-30"),
    ("[1667,1668,1670..1672]", "1667-01-01", "1672-12-31"),
    ("[..1760-12-03]", None, "1760-12-03"),
    ("[1760-12..]", "1760-12-01", None),
    ("[1760-01,1760-02,1760-12..]", "1760-01-01", None),
    ("[1667,1760-12]", "1667-01-01", "1760-12-31"),
    ("[..1984]", None, "1984-12-31"),
    ("2004-06~-11", "2004-06-01", "2004-06-21"),
    ("2004?-06-11", "2004-06-11", "2004-06-11"),
    ("?2004-06-~11", "2004-06-09", "2004-06-13"),
    ("2004-%06-11", "2004-06-01", "2004-06-21"),
    ("156X-12-25", "1560-12-25", "1569-12-25"),
    ("15XX-12-25", "1500-12-25", "1599-12-25"),
    ("1XXX-XX", "1000-01-01", "1999-12-31"),
    ("1XXX-12", "1000-12-01", "1999-12-31"),
    ("1984-1X", "1984-10-01", "1984-12-31"),
    ("2004-06-~01/2004-06-~20", "2004-05-30", "2004-06-22"),
    ("2004-06-XX/2004-07-03", "2004-06-01", "2004-07-03"),
]
# right in EDTF, refused here on purpose; the reasons stand in docs/dates.md
REFUSED = {
    "Y170000002": "D113", "Y-170000002": "D113", "-1985": "D102", "Y-17E7": "D113",
    "1950S2": "D113", "Y171010000S3": "D113", "Y3388E2S3": "D113", "XXXX-12-XX": "D113",
    "{1667,1668,1670..1672}": "D113", "{1960,1961-12}": "D113", "{..1984}": "D113",
    "../..": "D101", "/..": "D101", "../": "D101", "0000": "D102", "0999": "D102", "9999": "D102",
    "~2018-07-04": "D105", "~2018": "D105", "2018-07-04T24:00:00": "D103", "-1985-04-12/..": "D102",
}  # fmt: skip
# wrong in EDTF too
WRONG = [
    "1960-06-31", "1985-02-29", "2018-13", "2018-42", "2018-21-04", "2018-2X", "2018-02-3X",
    "1XX1-02-29", "20067890%", "Y2006", "+2006", "2000/12-12", "2012/2013/1234", "2012///4444",
    "2012-24/2012-22", "2012-10-10T1:10:10", "2012-10-10T10:1:10", "1985-04-12T23:20:30z",
    "2004-01-01T10:10:10-05:60", "1985-04-12T23:20:30+24", "[1667", "[]", "[..]", "[1984..,1985]",
    "[1985..1984]", "[1667,]", "[1 760-01,1760-12..]", "18 63-03-29", "1863-03 -29", "2018-07-4",
    "2018-07-04?~", "2018-07-04??", "??2018", "2018-7X", "20XX-22", "201x", "201u", "unknown/2018",
    "2001-21^southernHemisphere", "2018-1-2X", "20180704", "2018-W27", "2018-185", "/", "",
]  # fmt: skip


def _window(text: str, words: Words = WORDS) -> Window:
    return parse_date(text).window(UTC, words)


def _days(window: Window) -> tuple[str | None, str | None]:
    """Give the first and the last day of a window."""
    low = None if window.earliest is None else f"{local(window.earliest, UTC):%Y-%m-%d}"
    high = None if window.latest is None else f"{local(window.latest - 1, UTC):%Y-%m-%d}"
    return low, high


# --- the specification ---------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "first", "last"), LEVEL_0 + LEVEL_1 + LEVEL_2)
def test_example_of_the_specification(text: str, first: str | None, last: str | None) -> None:
    """What EDTF gives as an example is read, its window is right, and its text is kept."""
    dating = parse_date(text)

    assert dating.text == text
    assert _days(dating.window(UTC, WORDS)) == (first, last)


@pytest.mark.parametrize(("text", "code"), REFUSED.items())
def test_left_out_on_purpose(text: str, code: str) -> None:
    """What EDTF knows and cannot date an event is refused under its code, with what to write."""
    with pytest.raises(DateError) as raised:
        parse_date(text)

    assert raised.value.code == code
    assert re.match("write|leave|years", raised.value.hint)


@pytest.mark.parametrize("text", WRONG)
def test_wrong_in_edtf_is_wrong_here(text: str) -> None:
    """An impossible or malformed date is refused, not repaired."""
    with pytest.raises(DateError):
        _window(text)


@pytest.mark.parametrize(
    ("text", "declare"),
    [
        ("2018-22", "summer: June–August"),
        ("2018-07-04~", "about-day: P1D"),
        ("2018-07%", "about-month: P15D"),
        ("2018~-07-04", "about-year: P180D"),
        ("2018-07~-04", "about-month: P15D"),
        ("2018-36~", "about-month: P15D"),
    ],
)
def test_width_must_be_declared(text: str, declare: str) -> None:
    """How wide "about" is, and when summer is, decide results: the file must say so."""
    with pytest.raises(DateError) as raised:
        _window(text, NONE)

    assert raised.value.code == "D106"
    assert declare in raised.value.hint


def test_uncertain_needs_no_word() -> None:
    """A question mark widens nothing, and is said."""
    window = _window("2018-07-04?", NONE)

    assert _days(window) == ("2018-07-04", "2018-07-04")
    assert window.text == "4 July 2018, uncertain"


def test_whole_days_follow_the_calendar() -> None:
    """About a day around a change of clocks begins and ends at midnight, not at one o'clock."""
    damascus = zone("Asia/Damascus")  # clocks went forward in the night to 30 March 2018
    window = parse_date("2018-03-30~").window(damascus, WORDS)

    ends = [local(end, damascus) for end in (window.earliest or 0, window.latest or 0)]
    assert [f"{end:%m-%d %H:%M}" for end in ends] == ["03-28 00:00", "04-02 00:00"]


def test_pair_that_the_words_turn_round() -> None:
    """A pair is refused if its words leave no moment, though its days are in order."""
    with pytest.raises(DateError) as raised:
        _window("2018-07-04 afternoon/2018-07-04 morning")

    assert raised.value.code == "D104"


@pytest.mark.parametrize("text", ["2018-07-04?", "2018-07-04~", "2018-07-XX", "2018-22", "2018-07"])
def test_question_needs_one_moment(text: str) -> None:
    """A question is not asked about an uncertain or wide date."""
    with pytest.raises(DateError):
        parse_moment(text, UTC)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("199u", "write 199X"),
        ("2018-07-uu", "write 2018-07-XX"),
        ("2018-07-04?~", "write 2018-07-04%"),
        ("unknown/2018-07-04", "write /2018-07-04"),
        ("2018-07-04/open", "write 2018-07-04/.."),
        ("circa 2018", "write 2018~"),
        ("the 1990s", "write 199X"),
        ("summer 2018", "write 2018-22"),
        ("2018-06-24 or 2018-07-01", 'write "[2018-06-24,2018-07-01]"'),
        ("2018-06-24..2018-07-01", "write 2018-06-24/2018-07-01"),
        ("2018-07-04T12:00~", "write ~2018-07-04T12:00"),
        ("2018-07-04 afternoon?", "write 2018-07-04?"),
        ("1950S3", "write 195X (an unknown year from 1950 to 1959), or 1950~ (about 1950)"),
    ],
)
def test_nearest_form_is_offered(text: str, hint: str) -> None:
    """The draft of 2012 and everyday forms are refused with the form of today."""
    with pytest.raises(DateError) as raised:
        parse_date(text)

    assert raised.value.hint == hint


# --- the page ------------------------------------------------------------------------------------

PAGE = (Path(__file__).parents[1] / "docs" / "dates.md").read_text(encoding="utf-8")
GRAMMAR, DIFFERENCES = PAGE.split("## Where it differs")
ROWS = [re.split(r"\s*\|\s*", line.strip("| ")) for line in GRAMMAR.splitlines() if "`" in line[:4]]


def _end(moment: int | None, *, last: bool) -> str:
    """Give one end of a window as the page writes it: a day, or a clock time of a day."""
    if moment is None:
        return "open"
    when = local(moment, zone("Asia/Damascus"))
    if f"{when:%H:%M:%S}" == "00:00:00":
        return f"{when - timedelta(days=last):%Y-%m-%d}"
    return f"{when:%Y-%m-%d %H:%M:%S}".removesuffix(":00")


@pytest.mark.parametrize("row", [row for row in ROWS if len(row) == 4], ids=lambda row: row[0])
def test_page_is_true(row: list[str]) -> None:
    """Every row of docs/dates.md is what the program reads."""
    text, said, low, high = row
    window = parse_date(text.strip("`")).window(zone("Asia/Damascus"), WORDS)

    assert window.text == said
    assert (_end(window.earliest, last=False), _end(window.latest, last=True)) == (low, high)


def test_page_declares_the_words_of_this_test() -> None:
    """The page shows the words of time that its tables are read with."""
    shown = dict(re.findall(r"^  ([a-z-]+): (\S+)", GRAMMAR, re.MULTILINE))

    assert shown.items() <= DECLARED.items()
    assert len(shown) == 9
    assert len(ROWS) > 40


def test_page_tells_every_difference() -> None:
    """Whatever kind of EDTF date is refused is on the page; what it calls accepted, is."""
    refused, accepted = DIFFERENCES.split("Accepted, although")
    for text, code in re.findall(r"^\| `([^`]+)` \| refused \((D\d+)\)", refused, re.MULTILINE):
        assert REFUSED[text] == code
    for text in re.findall(r"^\| `([^`]+)` \| needs", refused, re.MULTILINE):
        with pytest.raises(DateError, match="declare it"):
            _window(text, NONE)
    for text in re.findall(r"^\| `([^`]+)`", accepted, re.MULTILINE):
        assert not _window(text).is_empty()


# --- what must hold of every date ----------------------------------------------------------------

signs = st.sampled_from(["", "", "?", "~", "%"])
days = st.dates(min_value=date(1000, 1, 1), max_value=date(9000, 12, 31)).map(str)
loose = st.from_regex(
    r"[?%]?[1-8][0-9X]{3}[?~%]?(-[?~%]?([01][0-9X]|[234][0-9])[?~%]?(-[?~%]?[0-3X][0-9X][?~%]?)?)?",
    fullmatch=True,
)
clocks = st.builds("{}{}T{:02}:{:02}".format, st.sampled_from(["", "~"]), days,
                   st.integers(0, 23), st.integers(0, 59))  # fmt: skip
simple = st.one_of(days, loose, clocks, days.map("{} afternoon".format))
side = st.one_of(simple, st.sampled_from(["", ".."]))
ranges = st.builds("{}..{}".format, simple, simple)
sets = st.lists(st.one_of(simple, ranges), min_size=1, max_size=4).map(",".join).map("[{}]".format)
dates = st.one_of(simple, st.builds("{}/{}".format, side, side), sets)
noise = st.text(alphabet="0123456789-/[]{},.?~%XYESTZ:+ uanprilaftoknw", max_size=40)


def _read(text: str) -> Window | None:
    """Give the window of a date; None if it is refused."""
    try:
        return _window(text)
    except DateError:
        return None


def _refusal(text: str) -> DateError | None:
    """Give the error that refuses a date; None if it is read."""
    try:
        _window(text)
    except DateError as error:
        return error
    return None


def _holds(outer: Window, inner: Window) -> bool:
    low = outer.earliest is None or (
        inner.earliest is not None and outer.earliest <= inner.earliest
    )
    high = outer.latest is None or (inner.latest is not None and inner.latest <= outer.latest)
    return low and high


@settings(deadline=None)  # a machine under load is no fault
@given(dates)
def test_what_is_read_is_kept(text: str) -> None:
    """A date that is read gives its text back, and a window with a moment in it, in words."""
    try:
        dating = parse_date(text)
        window = dating.window(UTC, WORDS)
    except DateError:
        return

    assert dating.text == text
    assert not window.is_empty()
    assert (window.earliest, window.latest) != (None, None)
    assert window.text == dating.describe() != ""


@settings(deadline=None)
@given(st.one_of(st.text(), noise, dates.flatmap(lambda text: noise.map(text.__add__))))
def test_any_text_is_read_or_refused(text: str) -> None:
    """No text ends in another error than one that says what is wrong and what to write."""
    refusal = _refusal(text)

    if refusal is not None:
        assert refusal.code in CODES
        assert refusal.message
        assert refusal.hint


@settings(deadline=None)
@given(days)
def test_wider_precision_holds_narrower(day: str) -> None:
    """Each way of knowing less gives a window that holds the one of knowing more."""
    year, month, _ = day.split("-")
    chain = [
        f"{day}T13:00", f"{day} afternoon", day, f"{year}-{month}-XX", f"{year}-{month}",
        f"{year}-XX-XX", year, f"{year}?", f"{year}~", f"{year}~/..",
    ]  # fmt: skip
    windows = [_window(text) for text in chain]

    assert all(_holds(outer, inner) for inner, outer in pairwise(windows))
    assert _holds(_window(f"{day}~"), _window(day))  # which may reach into another month


@settings(deadline=None)
@given(days, st.data())
def test_digit_less_is_no_narrower(day: str, data: st.DataObject) -> None:
    """A date with a digit replaced by X allows all that it allowed before."""
    places = [i for i, sign in enumerate(day) if sign != "-" and i > 0]
    hidden = data.draw(st.sets(st.sampled_from(places)))
    masked = "".join("X" if i in hidden else sign for i, sign in enumerate(day))
    wider = _read(masked)

    if wider is None:  # 8XXX and 9000 reach beyond the years that can be read
        assert masked.startswith("9")
    else:
        assert _holds(wider, _window(day))


@settings(deadline=None)
@given(loose)
def test_question_mark_changes_no_window(text: str) -> None:
    """A date that is uncertain has the window of the same date stated."""
    plain = text.rstrip("?~%")
    said, doubted = _read(plain), _read(f"{plain}?")

    assert (said is None) == (doubted is None)
    if said and doubted:
        assert (said.earliest, said.latest) == (doubted.earliest, doubted.latest)
        assert "uncertain" in doubted.text


@settings(deadline=None)
@given(loose)
def test_about_widens_by_what_is_declared(text: str) -> None:
    """About a date allows the date and some days around it, the same on either side."""
    plain = re.sub("[?~%]", "", text)
    said, about = _read(plain), _read(f"{plain}~")

    assert (said is None) == (about is None)
    if said and about:
        before = (said.earliest or 0) - (about.earliest or 0)
        assert before == (about.latest or 0) - (said.latest or 0)
        assert before in {2 * DAY, 10 * DAY, 365 * DAY}


@settings(deadline=None)
@given(simple, simple)
def test_one_of_two_is_the_hull_of_both(first: str, other: str) -> None:
    """One of two dates has the narrowest window that holds both."""
    one, two, either = _read(first), _read(other), _read(f"[{first},{other}]")

    if one is None or two is None:
        assert either is None
    else:
        assert either is not None
        hull = one.hull(two)
        assert (either.earliest, either.latest) == (hull.earliest, hull.latest)


@settings(deadline=None)
@given(simple, simple)
def test_between_two_is_from_the_first_to_the_second(first: str, other: str) -> None:
    """A moment between two dates begins with the one and ends with the other, or not at all."""
    one, two, between = _read(first), _read(other), _read(f"{first}/{other}")

    if between is not None:
        assert one is not None
        assert two is not None
        assert (between.earliest, between.latest) == (one.earliest, two.latest)


@pytest.mark.parametrize(
    "text",
    ["[" + "2018," * 100_000 + "2018]", "[" * 300_000, "2018/" * 100_000, "X" * 300_000,
     "2018-07-04 " + "a" * 300_000, "unknown/" * 50_000, "?~%" * 100_000, "{" + "1" * 300_000 + "}",
     "[" + ",".join(["1XX1-02-29"] * 60) + "]", "4 July " * 60_000,
     "2018-07-04" + " " * 300_000 + "x"],
    ids=lambda text: text[:12],
)  # fmt: skip
def test_hostile_text_is_refused_at_once(text: str) -> None:
    """A text made to keep the reader busy is refused in the time of a glance."""
    start = perf_counter()
    with pytest.raises(DateError):
        parse_date(text)

    assert perf_counter() - start < 1
