"""The tidy tables: every column explained, nothing of a history missing, read by R and pandas."""

import csv
import io
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from negotiation.cli import app
from negotiation.cli.look import Table
from negotiation.dates import parse_moment
from negotiation.exchange.as_csv import COLUMNS, ROWS, _cell, table
from negotiation.history import History
from negotiation.load import load
from negotiation.measure import Measure, Value
from negotiation.replay import replay
from tests.making import PAPER, event, model, report, rule, story, track

DOCS = (Path(__file__).parent.parent / "docs" / "tables.md").read_text(encoding="utf-8")
DOOR = model(door=track(rule("open", ["shut"], "ajar"), rule("lock", ["shut"]), initial="shut"))


@pytest.fixture(scope="module")
def valley() -> History:
    return replay(load("valley"))


def rows(history: History, name: str) -> list[dict[str, str]]:
    """Give a table as a reader of CSV has it."""
    return list(csv.DictReader(io.StringIO(table(history, name), newline="")))


def block(language: str) -> str:
    """Give the one example in that language in the docs."""
    (found,) = re.findall(rf"```{language}\n(.*?)```", DOCS, re.DOTALL)
    return str(found)


def written(folder: Path) -> None:
    """Write the tables of the valley as the docs say."""
    words = ["replay", "valley", "--format", "csv", "-o", str(folder / "tables")]
    assert CliRunner().invoke(app, words).exit_code == 0


# --- the docs -------------------------------------------------------------------------------------


def test_docs_explain_every_column_and_no_other() -> None:
    """Each table has its section, with its columns in their order, each with a meaning."""
    sections = re.split(r"^### ", DOCS.partition("## In R")[0], flags=re.MULTILINE)[1:]
    told = {
        section.split("\n")[0]: re.findall(r"^\| `([a-z-]+)` \| .{4,} \|$", section, re.MULTILINE)
        for section in sections
    }

    assert told.keys() == COLUMNS.keys()
    assert {name: list(columns) for name, columns in COLUMNS.items()} == told


def test_docs_name_every_field_of_about(valley: History) -> None:
    """Fields that are not one of a kind stand there by name, the others by an example."""
    for row in rows(valley, "about"):
        name = re.sub(r"^(word|rows|withheld)-.*", r"\1-", row["field"])
        assert f"`{name}" in DOCS, name


def test_command_line_offers_every_table() -> None:
    """`--table` takes each of them."""
    assert {one.value for one in Table} == COLUMNS.keys() == ROWS.keys()


def test_pandas_example_counts_deviations(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The example of the docs finds the talks that began without a truce."""
    pytest.importorskip("pandas")
    written(tmp_path)
    monkeypatch.chdir(tmp_path)

    exec(compile(block("python"), "docs/tables.md", "exec"), {})  # noqa: S102  our own docs

    assert re.search(r"^talks-begin +1 +1$", capsys.readouterr().out, re.MULTILINE)


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="R is not installed here")
def test_r_example_bounds_the_days(tmp_path: Path) -> None:
    """The example of the docs finds one and a half to one and three quarter days without truce."""
    written(tmp_path)
    (tmp_path / "days.R").write_text(block("r"), encoding="utf-8")

    told = subprocess.run(
        ["Rscript", "--vanilla", "days.R"],
        cwd=tmp_path, capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert re.search(r"^ *truce +none +1\.50000 +1\.74999$", told.stdout, re.MULTILINE)


# --- cells ----------------------------------------------------------------------------------------


@given(st.text())
def test_what_the_docs_take_away_gives_the_text_again(text: str) -> None:
    """Marked or not, a cell without its apostrophe is what was coded."""
    assert re.sub(r"^'('*[=+@\t\r-])", r"\1", _cell(text)) == text


@given(st.text(), st.sampled_from("=+-@\t\r"))
def test_no_cell_begins_as_a_formula(rest: str, first: str) -> None:
    """Whatever follows, such a text begins with an apostrophe."""
    assert _cell(first + rest) == f"'{first}{rest}"


def test_a_number_below_nought_is_a_number() -> None:
    """A spreadsheet is to take it as one."""
    assert (_cell(-2.5), _cell(300_000.0), _cell(0)) == ("-2.5", "300000", "0")


# --- complete -------------------------------------------------------------------------------------


def texts(data: Any) -> Iterator[str]:
    """Give every text in coded data, of several languages the English one."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        told = {"en": data["en"]} if "en" in data else data
        for key, value in told.items():
            yield from (*([] if key == "en" else [key]), *texts(value))
    elif isinstance(data, list | tuple):
        yield from (text for item in data for text in texts(item))


def test_nothing_that_was_coded_is_missing(valley: History) -> None:
    """Every text of the valley stands in a table: reports, notes, measures, names, decisions."""
    everything = " ".join(table(valley, name) for name in COLUMNS).replace('""', '"')
    chronology = valley.chronology
    parts = (
        "title", "definition", "issues", "third_parties", "places", "actors", "sources", "events",
        "measures", "background", "left_uncoded", "notes", "set_aside", "not_the_same",
    )  # fmt: skip
    data = chronology.model_dump(include=set(parts), by_alias=False)
    # names of fields, and dates that are told below
    known = re.compile(r"[a-z_]+")
    told = [text for part in parts for text in texts(data[part]) if not known.fullmatch(text)]

    assert len(told) > 150
    assert [text for text in told if text not in everything] == []


def test_every_date_of_a_report_is_there(valley: History) -> None:
    """As coded, beside its event and source."""
    found = {row["report"]: row for row in rows(valley, "reports")}

    for one, said in valley.chronology.reports():
        row = found[one.key_of(said)]
        assert row["when"] == (said.when.text if said.when else "")
        assert (row["event"], row["source"]) == (one.id, said.source or "")
    assert found["c5"]["lag-about"] == "10800"


def test_about_counts_the_rows_of_every_table(valley: History) -> None:
    """Whoever has the tables can tell whether they are whole."""
    about = {row["field"]: row["value"] for row in rows(valley, "about")}

    for name in COLUMNS.keys() - {"about"}:
        assert about[f"rows-{name}"] == str(len(rows(valley, name)))
    assert about["record-start"] == "2031-03-01T00:00:00+00:00"
    assert about["word-afternoon"] == "12:00-18:00"
    assert about["withheld-reports"] == "0"


def test_stretches_fill_the_record_of_every_track(valley: History) -> None:
    """They join, and each says what a question at its start and at its last second says."""
    record = valley.record
    assert record is not None
    for name in valley.tracks:
        own = [row for row in rows(valley, "states") if row["track"] == name]
        edges = [parse_moment(row["from"], valley.zone) for row in own]
        ends = [parse_moment(row["until"], valley.zone) for row in own]
        assert [*edges, record.end] == [record.start, *ends]
        for row, first, end in zip(own, edges, ends, strict=True):
            for moment in (first, end - 1):
                state = valley.track_at(name, moment)
                assert row["certain"] == (state.certain or "")
                assert set(row["possible"].split()) == set(state.possible)


def test_other_orders_have_rows_of_their_own() -> None:
    """On one day a door is opened and locked: opened first it departs, locked first it stays."""
    told = replay(
        story(DOOR, event("opening", "open", "2031-03-04"), event("locking", "lock", "2031-03-04"))
    )

    assert [
        (row["before"], row["outcome"], row["shown"], row["in-every-order"])
        for row in rows(told, "steps")
        if row["event"] == "locking"
    ] == [("ajar", "deviation", "true", "false"), ("shut", "stayed", "false", "false")]


def test_coder_is_who_coded_the_report_else_the_event_else_the_file() -> None:
    """The nearest one that is named."""
    told = replay(
        story(
            DOOR,
            event("opening", "open", report("2031-03-04", coder="C"), "2031-03-04", coder="B"),
            event("locking", "lock", "2031-03-01"),
            coder="A",
        )
    )

    assert [row["coder"] for row in rows(told, "events")] == ["A", "B"]
    assert {row["report"]: row["coder"] for row in rows(told, "reports")} == {
        "opening-0": "C", "opening-1": "B", "locking-0": "A",
    }  # fmt: skip


def test_a_value_keeps_its_form() -> None:
    """At least 40 is no 40, and a range keeps both ends."""
    values = (
        Value(at_least=40, as_of="2031-03-03", source="paper"),
        Value(between=(-5, 150.5), as_of="2031-03", source="paper", words="a few"),
    )
    measures = {"dry": Measure(id="dry", unit="people", values=values)}
    told = replay(story(DOOR, event("opening", "open", "2031-03-04"), measures=measures))
    first, second = rows(told, "measures")

    assert (first["at-least"], first["value"], first["between-low"]) == ("40", "", "")
    assert (second["between-low"], second["between-high"], second["words"]) == (
        "-5", "150.5", "a few",
    )  # fmt: skip
    assert (second["as-of-earliest"], second["as-of-latest"], second["as-of-text"]) == (
        "2031-03-01T00:00:00+00:00", "2031-04-01T00:00:00+00:00", "2031-03",
    )  # fmt: skip


def test_authors_stand_apart() -> None:
    """A comma is part of a name, so a semicolon parts them."""
    source = PAPER.model_copy(update={"author": ("Rossi, Ada", "Desk"), "wire": ("A B", "C")})
    told = replay(story(DOOR, event("opening", "open", "2031-03-04"), sources={"paper": source}))

    (row,) = rows(told, "sources")
    assert (row["author"], row["wire"]) == ("Rossi, Ada; Desk", "A B; C")
    assert row["published-latest"] == "2032-01-01T00:00:00+00:00"
