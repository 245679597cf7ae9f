"""Tables under a mapping: honest windows, kinds, numbers, sources, and nothing dropped."""

from dataclasses import replace
from datetime import UTC, date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negotiation.codes import CODES
from negotiation.errors import DateError, LoadError
from negotiation.importing.build import TooMuch
from negotiation.importing.cells import Asked
from negotiation.importing.formats import Days, parse_format, readings
from negotiation.importing.naming import Register, slug
from negotiation.importing.widths import parse_width, widened, written
from negotiation.replay import replay
from negotiation.sheets.grid import Cell
from tests.imports import PLAIN, checked, left, loaded, mapping, run, shipped, table, when

GED = "id|type_of_violence|conflict_name|side_a|side_b|where_prec|where_coordinates|date_prec|date_start|date_end|low|best|high|source_office|source_headline|source_date"  # noqa: E501
ACLED = "event_id_cnty|event_date|time_precision|event_type|sub_event_type|actor1|actor2|location|geo_precision|source|fatalities|timestamp"  # noqa: E501
TAKEN = Asked({}, retrieved=date(2032, 1, 1))
NOON_ON_20_MARCH_2031 = "1931774400"


def ged(precision: int, first: str, last: str, **cells: str) -> str:
    """Give a row under the headings of GED."""
    given_ = {
        "id": "7", "kind": "1", "where": "1", "low": "2", "best": "3", "high": "5",
        "office": "Courier", "headline": "A day", "published": "2031-03-09",
    } | cells  # fmt: skip
    return (
        f"{given_['id']}|{given_['kind']}|Water|Guard|Watch|{given_['where']}|Mill|{precision}|"
        f"{first}|{last}|{given_['low']}|{given_['best']}|{given_['high']}|{given_['office']}|"
        f"{given_['headline']}|{given_['published']}"
    )


def acled(day: str, precision: str, **cells: str) -> str:
    """Give a row under the headings of ACLED."""
    given_ = {
        "id": "INV1", "type": "Battles", "sub": "Armed clash", "exact": "1", "dead": "4",
    } | cells  # fmt: skip
    return (
        f"{given_['id']}|{day}|{precision}|{given_['type']}|{given_['sub']}|Guard|Watch|Mill|"
        f"{given_['exact']}|Courier; Agency|{given_['dead']}|{NOON_ON_20_MARCH_2031}"
    )


# --- dates ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("precision", "first", "last", "window"),
    [
        (1, "2031-03-04", "2031-03-04", "2031-03-04"),
        (2, "2031-03-04", "2031-03-06", "2031-03-04/2031-03-06"),  # three days: as they are
        (2, "2031-03-04", "2031-03-04", "2031-02-27/2031-03-09"),  # one day: five on either side
        (3, "2031-03-03", "2031-03-09", "2031-03-03/2031-03-09"),
        (3, "2031-03-04", "2031-03-04", "2031-02-26/2031-03-10"),  # every week that holds the 4th
        (4, "2031-03-01", "2031-03-31", "2031-03"),
        (4, "2031-03-10", "2031-03-20", "2031-03-10/2031-03-20"),  # eleven days
        (5, "2031-01-01", "2031-12-31", "2031"),
    ],
)
def test_ged_window_is_never_narrower_than_its_code(
    precision: int, first: str, last: str, window: str
) -> None:
    """The stretch that GED gives is taken, and widened where its code says that it is longer."""
    found = run(table(GED, ged(precision, first, last)), shipped("ucdp-ged"), TAKEN)

    assert when(found, "ged-7") == window


@pytest.mark.parametrize(
    ("day", "precision", "window"),
    [
        ("04 March 2031", "1", "2031-03-04"),
        ("2031-03-04", "2", "2031-02-26/2031-03-10"),  # six days before to six days after
        ("16 March 2031", "3", "2031-02-24/2031-04-05"),  # 21 days that hold the 16th
        ("01 March 2031", "3", "2031-02-09/2031-03-31"),  # and the month
    ],
)
def test_acled_window_is_as_wide_as_its_precision(day: str, precision: str, window: str) -> None:
    """1 is a day, 2 any week that holds it, 3 its month and any three weeks that hold it."""
    found = run(table(ACLED, acled(day, precision)), shipped("acled"))

    assert when(found, "acled-inv1") == window


def test_unknown_precision_is_left_out() -> None:
    """A code that the mapping does not know might be wider than any day: no event is made."""
    found = run(table(ACLED, acled("04 March 2031", "9")), shipped("acled"))

    assert left(found) == [(2, "I204")]
    assert found.data["left-uncoded"][0]["what"].startswith("row 2: INV1, 04 March 2031")


@pytest.mark.parametrize(
    ("form", "cell", "days"),
    [
        ("%d/%m/%Y", "04/07/2018", "2018-07-04"),
        ("%m/%d/%Y", "04/07/2018", "2018-04-07"),
        ("%Y%m%d", "20180704", "2018-07-04"),
        ("%d %B %Y", "4 juillet 2018", "2018-07-04"),
        ("%B %d, %Y", "Jul. 4, 2018", "2018-07-04"),
        ("%B %Y", "July 2018", "2018-07"),
        ("%Y", "2018", "2018"),
        ("%Y-%m-%d %H:%M", "2018-07-04 09:30", "2018-07-04T09:30"),
        ("%s", "1530705600", "2018-07-04"),
        ("%d/%m/%y", "04/07/18", "2018-07-04"),
        ("%d.%m.%y", "04.07.69", "1969-07-04"),
        ("%d-%b-%y", "4-Jul-68", "2068-07-04"),
    ],
)
def test_format_reads_what_it_declares(form: str, cell: str, days: str) -> None:
    """Each sign of a format is a part of the date; without a day it is a month, a year."""
    found = parse_format(form).read(cell)

    assert found is not None
    assert written(found) == days


@pytest.mark.parametrize(
    ("form", "cell"),
    [
        ("%d/%m/%Y", "31/04/2018"), ("%d/%m/%Y", "4/7/18"), ("%d/%m/%Y", "04.07.2018"),
        ("%Y%m%d", "2018704"), ("%Y-%m-%d", "0018-07-04"), ("%d %B %Y", "4 Brumaire 2018"),
        ("%Y-%m-%d %H:%M", "2018-07-04 25:00"), ("%d/%m/%Y", "٠٤/٠٧/٢٠١٨"),
    ],
)  # fmt: skip
def test_format_reads_nothing_else(form: str, cell: str) -> None:
    """No such day, another century, another sign: not a date in this format."""
    assert parse_format(form).read(cell) is None


@pytest.mark.parametrize("form", ["%d/%m", "%Y %y", "%Y-%d", "%Y %Y", "%Q", "", "%Y %H", "%s %Y"])
def test_format_without_a_year_is_refused(form: str) -> None:
    """A format must say the year, and each part once."""
    with pytest.raises(DateError) as caught:
        parse_format(form)

    assert caught.value.code == "I103"


@pytest.mark.parametrize("width", ["a week", "0 days", "6–2 days", "99999 days", ""])
def test_width_that_is_none_is_refused(width: str) -> None:
    """A width counts days or names a month or a year."""
    with pytest.raises(DateError) as caught:
        parse_width(width)

    assert caught.value.code == "I104"


def test_width_of_a_day_takes_no_clock_for_more(tmp_path: Path) -> None:
    """A clock time is kept without a width; under a code that says "the day", it is that day."""
    text = PLAIN.replace('"%Y-%m-%d"', '"%Y-%m-%d %H:%M"')
    rows = table("date|type", "2031-03-04 14:30|Fight")
    day = text.replace("when: {", "when: {always: 1 day, ")

    assert when(run(rows, mapping(tmp_path, text)), "clash-2031-03-04") == "2031-03-04T14:30"
    assert when(run(rows, mapping(tmp_path, day)), "clash-2031-03-04") == "2031-03-04"


def test_seconds_are_a_day_on_the_clocks_of_the_place() -> None:
    """23:30 UTC on 20 March is 21 March in Damascus, for an event as for its source."""
    half_past_eleven = str(int(NOON_ON_20_MARCH_2031) + 41_400)
    row = acled("04 March 2031", "1").replace(NOON_ON_20_MARCH_2031, half_past_eleven)
    form = shipped("acled").model_copy(update={"timezone": "Asia/Damascus"})

    assert parse_format("%s").read(half_past_eleven, UTC) == Days(
        date(2031, 3, 20), date(2031, 3, 20)
    )
    assert list(run(table(ACLED, row), form).data["sources"]) == ["acled-2031-03-21"]


def test_machine_coded_day_may_be_that_of_the_report() -> None:
    """The day of ICEWS and GDELT is that day, the one before or the one after."""
    rows = table("Event ID|Event Date|CAMEO Code", "1|2031-03-05|190")

    assert when(run(rows, shipped("cameo"), TAKEN), "cameo-1") == "2031-03-04/2031-03-06"


def test_cell_that_two_formats_read_differently_is_left_out(tmp_path: Path) -> None:
    """With both orders declared, 04/07 may be two days and is neither; 24/07 can only be one."""
    both = PLAIN.replace('"%Y-%m-%d"', '["%d/%m/%Y", "%m/%d/%Y"]')
    rows = table("date|type", "04/07/2018|Fight", "24/07/2018|Fight", "05/05/2018|Fight")

    found = run(rows, mapping(tmp_path, both))

    assert left(found) == [(2, "I203")]
    assert "2018-07-04 or 2018-04-07" in found.left[0].because
    assert [when(found, event) for event in found.data["events"]] == ["2018-07-24", "2018-05-05"]


days = st.dates(date(1900, 1, 1), date(2100, 1, 1))
widths = st.lists(
    st.sampled_from(["1 day", "7 days", "2–6 days", "8–31 days", "month", "year"]),
    min_size=1, max_size=3,
)  # fmt: skip


@given(days, st.integers(0, 400), widths)
def test_window_holds_what_it_was_made_of(first: date, length: int, texts: list[str]) -> None:
    """Widening never leaves out a day of the table, and gives at least the days of the code."""
    last = date.fromordinal(first.toordinal() + length)
    chosen = tuple(parse_width(text) for text in texts)

    window = widened(Days(first, last), chosen)

    assert window.first <= first <= last <= window.last
    assert (window.last - window.first).days + 1 >= max(width.least for width in chosen)


@given(days, st.sampled_from(["%Y-%m-%d", "%d/%m/%Y", "%Y%m%d", "%d %B %Y"]))
def test_format_reads_what_it_writes(day: date, form: str) -> None:
    """A day that is written in a format is read as that day."""
    assert readings(day.strftime(form), (parse_format(form),)) == [Days(day, day)]


# --- kinds, numbers, names -----------------------------------------------------------------------


def test_value_without_a_kind_is_listed(tmp_path: Path) -> None:
    """A row whose kind the mapping does not know, or leaves open, stands under left-uncoded."""
    text = PLAIN.replace("Talk: talks-held", 'Talk: "", Feast: clash')
    rows = table("date|type", "2031-03-04|Dance", "2031-03-05|Talk", "2031-03-06|fight")

    found = run(rows, mapping(tmp_path, text))

    assert left(found) == [(2, "I201"), (3, "I201")]
    assert found.kinds == {"clash": 1}
    assert len(found.data["left-uncoded"]) == 2


def test_row_without_date_or_kind_is_left_out(tmp_path: Path) -> None:
    """An empty cell where the date or the kind should be is a reason of its own."""
    rows = table("date|type|more", "|Fight|x", "2031-03-04||x")

    assert left(run(rows, mapping(tmp_path))) == [(2, "I205"), (3, "I205")]


def test_longest_code_decides() -> None:
    """Of CAMEO codes the longest that a row's begins with: 0871 before 08, 046 before 04."""
    codes = ["0871", "0872", "046", "041", "21"]
    rows = [f"{n}|2031-03-0{n}|{code}" for n, code in enumerate(codes, 1)]

    found = run(table("Event ID|Event Date|CAMEO Code", *rows), shipped("cameo"), TAKEN)

    kinds = [event["kind"] for event in found.data["events"].values()]
    assert kinds == ["ceasefire-announced", "talks-held", "diplomacy"]
    assert left(found) == [(3, "I207"), (6, "I201")]


def test_category_stands_for_the_modes_that_are_not_listed() -> None:
    """“CONSULT / visit” is what CONSULT is; “CONSULT / third-party” has a kind of its own."""
    rows = ["1|2031-03-01|CONSULT|visit", "2|2031-03-02|Consult|Third-party"]

    found = run(table("Event ID|Event Date|Event Type|Event Mode", *rows), shipped("plover"), TAKEN)

    assert [event["kind"] for event in found.data["events"].values()] == ["diplomacy", "talks-held"]


def test_deaths_are_a_range_of_one_event() -> None:
    """Low and high are the range, the best estimate a note, equal ends one value; no blame."""
    rows = [
        ged(1, "2031-03-04", "2031-03-04"),
        ged(1, "2031-03-05", "2031-03-05", id="8", low="6", best="6", high="6"),
        ged(1, "2031-03-06", "2031-03-06", id="9", low="6", best="6", high="4"),
    ]

    found = run(table(GED, *rows), shipped("ucdp-ged"), TAKEN)

    measure = found.data["measures"]["fatalities"]
    first, second = measure["values"]
    assert (first["between"], first["note"], first["as-of"]) == (
        ["2", "5"], "best estimate: 3", "2031-03-04",
    )  # fmt: skip
    assert second["value"] == "6"
    assert measure["victims"] == "true"
    assert "attributed-to" not in first
    assert [(one.row, one.code) for one in found.unread] == [(4, "I206")]


def test_nought_of_acled_is_no_count() -> None:
    """ACLED writes 0 where no deaths are reported: no value is made of it, and it is counted."""
    found = run(table(ACLED, acled("04 March 2031", "1", dead="0")), shipped("acled"))

    assert "measures" not in found.data
    assert found.silent == {"fatalities": 1}


def test_parties_of_an_event_are_no_perpetrators() -> None:
    """Neither ACLED nor GED says who attacked: both sides stand under `with`."""
    one = run(table(ACLED, acled("04 March 2031", "1")), shipped("acled"))
    other = run(table(GED, ged(1, "2031-03-04", "2031-03-04")), shipped("ucdp-ged"), TAKEN)

    for found in (one, other):
        event = next(iter(found.data["events"].values()))
        assert event["who"] == {"with": ["guard", "watch"]}


def test_place_that_is_only_near_is_not_named_as_the_place() -> None:
    """With geo_precision 2 the event is near Mill: a detail says so, and it has no place."""
    found = run(table(ACLED, acled("04 March 2031", "1", exact="2")), shipped("acled"))

    event = found.data["events"]["acled-inv1"]
    assert "places" not in event
    assert event["details"]["near"] == "Mill (geo_precision 2)"
    assert event["label"] == "Armed clash"


def test_only_a_place_that_changes_hands_has_a_track() -> None:
    """A place where people fight is for orientation; one that is taken has a track."""
    rows = table(
        ACLED,
        acled("04 March 2031", "1", sub="Government regains territory"),
        acled("05 March 2031", "1", id="INV2").replace("|Mill|", "|Weir|"),
    )

    places = run(rows, shipped("acled")).data["places"]

    assert "tracked" not in places["mill"]
    assert places["weir"]["tracked"] == "false"


@pytest.mark.parametrize("kind", ["1", "2", "3"])
def test_deaths_do_not_say_what_kind_of_attack_it_was(kind: str) -> None:
    """GED's types of violence say who fought whom: each row is that people were killed."""
    found = run(
        table(GED, ged(1, "2031-03-04", "2031-03-04", kind=kind)), shipped("ucdp-ged"), TAKEN
    )

    assert dict(found.kinds) == {"casualties-reported": 1}
    assert found.data["events"]["ged-7"]["details"]["type-of-violence"] == kind


def test_outlets_are_whom_acled_attributes_it_to() -> None:
    """Two outlets in one cell are two origins; the row is published when it was last changed."""
    found = run(table(ACLED, acled("04 March 2031", "1")), shipped("acled"))

    report = found.data["events"]["acled-inv1"]["reports"][0]
    assert report["by"] == ["courier", "agency"]
    assert found.data["sources"][report["source"]]["published"] == "2031-03-20"


def test_documents_of_ged_are_sources_that_were_not_read(tmp_path: Path) -> None:
    """Each article is a source of its own day, inferred, so that it is no second origin."""
    cells = {
        "office": "Courier;Agency",
        "headline": "One;Two",
        "published": "2031-03-08;2031-03-09",
    }
    found = run(table(GED, ged(1, "2031-03-04", "2031-03-04", **cells)), shipped("ucdp-ged"), TAKEN)

    reports = found.data["events"]["ged-7"]["reports"]
    cited = [found.data["sources"][report["source"]] for report in reports[1:]]
    assert [(one["outlet"], one["title"], one["published"]) for one in cited] == [
        ("Courier", "One", "2031-03-08"), ("Agency", "Two", "2031-03-09"),
    ]  # fmt: skip
    assert all("not read here" in report["inferred"] for report in reports[1:])
    assert len(list(loaded(found, tmp_path).event("ged-7").supporting())) == 1


def test_unknown_day_of_publication_lies_between_event_and_table() -> None:
    """An article without a day came out between the event and the day of the table."""
    row = ged(1, "2031-03-04", "2031-03-04", published="")
    found = run(table(GED, row), shipped("ucdp-ged"), TAKEN)

    report = found.data["events"]["ged-7"]["reports"][1]
    source = found.data["sources"][report["source"]]
    assert (source["published"], source["published-inferred"]) == ("2031-03-04/2032-01-01", "true")


def test_lists_of_different_length_are_one_document() -> None:
    """Two outlets and three headlines cannot be paired: taken as one, and told of."""
    row = ged(1, "2031-03-04", "2031-03-04", office="Courier;Agency", headline="One;Two;Three")
    found = run(table(GED, row), shipped("ucdp-ged"), TAKEN)

    assert len(found.data["events"]["ged-7"]["reports"]) == 2
    assert [one.code for one in found.unread] == ["I206"]


def test_empty_part_of_a_list_keeps_its_place() -> None:
    """The second of three articles without an outlet: no headline moves to another outlet."""
    row = ged(1, "2031-03-04", "2031-03-04", office="Courier;;Agency", headline="One;Two;",
              published="2031-03-05;;2031-03-07")  # fmt: skip
    found = run(table(GED, row), shipped("ucdp-ged"), TAKEN)

    cited = [(one["outlet"], one.get("title")) for one in found.data["sources"].values()]
    assert cited[1:] == [("Courier", "One"), ("not named", "Two"), ("Agency", None)]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Forces of Élan-Nord", "forces-of-elan-nord"),
        ("درعا", ""),
        ("A" * 90, "a" * 60),
        ("--", ""),
    ],
)
def test_slug(name: str, expected: str) -> None:
    """Ids are of a to z, digits and hyphens, and not too long."""
    assert slug(name) == expected


@given(st.lists(st.text(max_size=8), max_size=20))
def test_different_names_have_different_ids(names: list[str]) -> None:
    """One name one id, whatever it is written in; names added later change no id given before."""
    whole, part = Register("actor"), Register("actor")
    ids = {name: whole.id_of(name) for name in names}
    before = {name: part.id_of(name) for name in names[:10]}

    assert len(set(ids.values())) == len(ids)
    assert all(ids[name] == key for name, key in before.items())


def test_rows_added_at_the_end_change_no_id(tmp_path: Path) -> None:
    """Without a column of ids an event is called by kind, day and number, from the top."""
    rows = ["2031-03-04|Fight", "2031-03-04|Fight", "2031-03-05|Talk"]
    form = mapping(tmp_path)

    short = run(table("date|type", *rows), form)
    longer = run(table("date|type", *rows, "2031-03-04|Fight"), form)

    assert list(short.data["events"]) == [
        "clash-2031-03-04", "clash-2031-03-04-2", "talks-held-2031-03-05",
    ]  # fmt: skip
    assert list(longer.data["events"])[:3] == list(short.data["events"])


def test_id_of_two_rows_is_told(tmp_path: Path) -> None:
    """The second row of an id becomes an event of its own, under another id, and is told of."""
    rows = table("no|date|type", "A1|2031-03-04|Fight", "A1|2031-03-05|Fight")

    found = run(rows, mapping(tmp_path, PLAIN + "ids: no\n"))

    assert list(found.data["events"]) == ["team-a1", "team-a1-2"]
    assert [(one.row, one.code) for one in found.unread] == [(3, "I208")]


# --- what is not taken ---------------------------------------------------------------------------


def test_columns_are_used_or_listed(tmp_path: Path) -> None:
    """A column that the mapping does not name is listed; one left out on purpose says why."""
    text = PLAIN + "left-out: {remarks: private}\n"
    rows = table("date|type|remarks|weather", "2031-03-04|Fight|quiet|rain")

    found = run(rows, mapping(tmp_path, text))

    assert found.unused == ("weather",)
    assert found.left_out == {"remarks": "private"}


def test_column_without_a_heading_of_its_own_is_listed(tmp_path: Path) -> None:
    """A heading that stands there twice is numbered; cells below none are told by their letter."""
    rows = table("date|type|source||source", "2031-03-04|Fight|Courier|4|Agency|beyond")
    form = mapping(tmp_path, PLAIN + "attributed: {columns: [source, source 2]}\n")

    found = run(rows, form)

    assert found.unused == ("column D", "column F")
    assert found.data["events"]["clash-2031-03-04"]["reports"][0]["by"] == ["courier", "agency"]
    assert run(rows, mapping(tmp_path)).unused == ("source", "column D", "source 2", "column F")


def test_repeated_heading_does_not_take_the_name_of_another() -> None:
    """A column that is called “a 2” keeps its name when “a” stands there three times."""
    assert list(table("a|a|a 2|a", "1|2|3|4").headings.values()) == ["a", "a 3", "a 2", "a 4"]


def test_notes_of_acled_are_not_copied() -> None:
    """ACLED's sentences go into no file unless the mapping is changed, and the report says so."""
    rows = table(ACLED + "|notes", acled("04 March 2031", "1") + "|A private sentence.")

    found = run(rows, shipped("acled"))

    assert "private sentence" not in str(found.data)
    assert "notes" in found.left_out


def test_part_of_a_table(tmp_path: Path) -> None:
    """Filters by value and by day are counted; a window that may lie within the days stays."""
    text = PLAIN.replace('formats: "%Y-%m-%d"', 'formats: ["%Y-%m-%d", "%Y-%m"]')
    rows = table(
        "date|type|country", "2031-03-04|Fight|Here", "2031-03-05|Fight|There",
        "2031-05-01|Fight|here", "2031-03|Talk|Here", "soon|Talk|Here",
    )  # fmt: skip
    asked = Asked({"Country": ("here",)}, date(2031, 3, 10), date(2031, 4, 1))

    found = run(rows, mapping(tmp_path, text), asked)

    assert list(found.data["events"]) == ["talks-held-2031-03-01"]
    assert (found.filtered, left(found)) == (3, [(6, "I202")])


def test_cell_that_decides_whether_a_row_is_asked_for_is_read_or_told(tmp_path: Path) -> None:
    """A formula in the column of --where: the row is left out with the reason, not passed over."""
    rows = table("date|type|country", "2031-03-04|Fight|Here", "2031-03-05|Fight|There")
    trouble = ("F215", "the cell holds a formula", "paste its value")
    cells = {**rows.rows[0].cells, 3: Cell("There", 2, 3, trouble)}
    rows = replace(rows, rows=(replace(rows.rows[0], cells=cells), rows.rows[1]))

    found = run(rows, mapping(tmp_path), Asked({"country": ("here",)}))

    assert (left(found), found.filtered) == ([(2, "I206")], 1)


def test_more_rows_than_a_file_holds_are_refused(tmp_path: Path) -> None:
    """The message says about how many rows fit, and how to take a part."""
    rows = table("date|type", *["2031-03-04|Fight"] * 20_000)

    with pytest.raises(TooMuch, match=r"about 1\d,\d{3} such rows; take a part"):
        run(rows, mapping(tmp_path))


def test_hostile_cells_are_text(tmp_path: Path) -> None:
    """A formula, HTML and a mark that turns the direction arrive as text, and the file loads."""
    text = PLAIN + "label: label\nwho: {by: {columns: actor}}\n"
    rows = table(
        "date|type|label|actor",
        '2031-03-04|Fight|=HYPERLINK("x")|<script>alert(1)</script>',
        "2031-03-05|Fight|a\u202eb\x1b[31m|- [not: a list",
    )

    story = loaded(run(rows, mapping(tmp_path, text)), tmp_path)

    first, second = story.events.values()
    assert first.name() == '=HYPERLINK("x")'
    assert story.actors["script-alert-1-script"].name() == "<script>alert(1)</script>"
    assert second.name() == r"a\u202eb\x1b[31m"


def test_cell_in_trouble(tmp_path: Path) -> None:
    """A formula in place of the date leaves the row out; elsewhere only the cell is not used."""
    rows = table("date|type|label", "2031-03-04|Fight|One", "2031-03-05|Fight|Two")
    trouble = ("F215", "the cell holds a formula", "paste its value")
    for row, column in ((2, 1), (3, 3)):
        cells = {**rows.rows[row - 2].cells, column: Cell("=A1", row, column, trouble)}
        changed = (replace(one, cells=cells) if one.number == row else one for one in rows.rows)
        rows = replace(rows, rows=tuple(changed))

    found = run(rows, mapping(tmp_path, PLAIN + "label: label\n"))

    assert left(found) == [(2, "I206")]
    assert [(one.row, one.column) for one in found.unread] == [(3, 3)]


cells = st.one_of(
    st.sampled_from(["2031-03-04", "04 March 2031", "1", "2", "3", "9", "Battles", "Armed clash",
                     "Protests", "Agreement", "0", "12", "Courier; Agency", "1931774400", ""]),
    st.text(max_size=12),
)  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(cells, min_size=12, max_size=12), max_size=8))
def test_every_row_is_an_event_or_left_out_or_not_asked_for(rows: list[list[str]]) -> None:
    """Whatever the cells hold, the counts add up and what is written loads."""
    lines = ["|".join(" ".join(cell.replace("|", "/").split()) for cell in row) for row in rows]
    story = table(ACLED, *lines)

    found = run(story, shipped("acled"), Asked({}, first=date(2031, 3, 3)))

    assert found.rows == found.events + len(found.left) + found.filtered
    with TemporaryDirectory() as folder:
        assert len(loaded(found, Path(folder)).events) == found.events


# --- the mapping itself --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        (', formats: "%Y-%m-%d"', "", "I101", 6),
        (", published: 2032-01-01", "", "I101", 5),
        ("column: date", "column: day", "I102", 6),
        ("columns: type", "columns: typ", "I102", 7),
        ("Fight: clash", "Fight: clsh", "R301", 7),
        ('"%Y-%m-%d"', '"%d/%m"', "I103", 6),
        ('formats: "%Y-%m-%d"', 'formats: "%Y-%m-%d", always: a week', "I104", 6),
        ("column: date", "colunm: date", "F201", 6),
    ],
)
def test_bad_mapping_is_told_at_its_line(
    old: str, new: str, code: str, line: int, tmp_path: Path
) -> None:
    """A mapping that cannot be used says what to write, before any row is read."""
    with pytest.raises(LoadError) as caught:
        checked(table("date|type", "2031-03-04|Fight"), tmp_path, PLAIN.replace(old, new))

    assert [(one.code, one.line) for one in caught.value.problems] == [(code, line)]


def test_every_code_of_importing_is_tested() -> None:
    """Each code of the letter I stands in a test of this file or of the command."""
    folder = Path(__file__).parent
    text = "".join(path.read_text(encoding="utf-8") for path in folder.glob("test_importing*.py"))

    assert {code for code in CODES if code.startswith("I") and f'"{code}"' not in text} == set()


@pytest.mark.parametrize("name", ["acled", "ucdp-ged", "plover", "cameo"])
def test_shipped_mapping_knows_the_model(name: str) -> None:
    """Every kind of a shipped mapping is one of the model that it names."""
    from tests.imports import MODEL

    kinds = set(shipped(name).kinds.values.values())

    assert kinds <= MODEL.kinds.keys()


def test_same_table_gives_the_same_history(tmp_path: Path) -> None:
    """Importing twice gives the same data, and what moves a track moves it in the replay."""
    taken = acled("05 March 2031", "2", id="INV2", sub="Government regains territory")
    rows = table(ACLED, acled("04 March 2031", "1"), taken)

    first, second = run(rows, shipped("acled")), run(rows, shipped("acled"))

    assert first.data == second.data
    spans = replay(loaded(first, tmp_path)).spans("place/mill")
    assert [span.state for span in spans] == ["unreported", "taken-by-force"]
