"""A chronology as a spreadsheet or a folder of CSV files: the same one, its problems by cell."""

import csv
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel
from typer.testing import CliRunner

from negotiation.chronology import Chronology
from negotiation.cli import app
from negotiation.coded import Acknowledged
from negotiation.errors import LoadError
from negotiation.event import Event, Who
from negotiation.evidence import (
    Actor,
    Background,
    Lag,
    LeftUncoded,
    Note,
    Place,
    Report,
    SetAside,
    Source,
    Topic,
)
from negotiation.exchange.as_json import history_json
from negotiation.exchange.convert import written
from negotiation.exchange.forms import Form
from negotiation.library import chronologies
from negotiation.load import digest, load, load_data, load_model
from negotiation.load.sheet_rows import split_ids, split_texts
from negotiation.measure import Measure, Times, Value
from negotiation.replay import replay
from negotiation.sheets.columns import (
    ABOUT_FIELDS,
    BY_NAME,
    TABLES,
)
from negotiation.sheets.csvs import csv_bytes
from negotiation.sheets.grid import Column, Sheet
from negotiation.sheets.xlsx import xlsx_bytes
from negotiation.writing import write

CORE = load_model("core-talks")
ABOUT = {
    "format": "negotiation-chronology/1",
    "title": "Two valleys",
    "model": "core-talks",
    "timezone": "UTC",
}
EVENTS = ("id", "kind", "source", "when")
TALKS = ("talks", "talks-held", "gazette", "2031-03-04")


def book(about: dict[str, str] = ABOUT, **tables: list[tuple[str, ...]]) -> list[Sheet]:
    """Give sheets; the first row of each is its headings. Sources and events have one row each."""
    rows = {
        "about": [("field", "value"), *about.items()],
        "sources": [("id", "outlet", "published"), ("gazette", "Gazette", "2031-03-05")],
        "events": [EVENTS, TALKS],
    } | {name.replace("_", "-"): table for name, table in tables.items()}
    return [
        Sheet(name, tuple(Column(heading) for heading in table[0]), table[1:])
        for name, table in rows.items()
        if table
    ]


def saved(tmp_path: Path, sheets: list[Sheet]) -> str:
    """Write sheets as talks.xlsx and give its path."""
    path = tmp_path / "talks.xlsx"
    path.write_bytes(xlsx_bytes(sheets))
    return str(path)


def problems(tmp_path: Path, sheets: list[Sheet]) -> list[str]:
    """Give the problems of a spreadsheet, each from its place on."""
    with pytest.raises(LoadError) as caught:
        load(saved(tmp_path, sheets), shown="talks.xlsx")
    return [problem.headline() for problem in caught.value.problems]


def folder(path: Path, data: dict[str, Any], form: Form) -> Path:
    """Write data in a form and give what to load."""
    for name, content in written(data, form, CORE).items():
        write(path / name if name else path, content)
    return path


def csv_folder(path: Path, sheets: list[Sheet], name: str = "{}.csv") -> None:
    """Write sheets as CSV files, as a German Excel does, with empty rows."""
    for sheet in sheets:
        file = path / name.format(sheet.name)
        with file.open("w", encoding="utf-8-sig", newline="") as stream:
            writer = csv.writer(stream, delimiter=";")
            writer.writerow([column.heading for column in sheet.columns])
            writer.writerows([[], *sheet.rows, ["", ""]])


# --- the same chronology --------------------------------------------------------------------------


@pytest.mark.parametrize("name", list(chronologies()))
@pytest.mark.parametrize(
    "way",
    [
        ("xlsx",),
        ("csv-folder",),
        ("yaml",),
        ("xlsx", "csv-folder", "yaml", "xlsx"),
    ],
    ids="-".join,
)
def test_chronology_comes_back_the_same(
    name: str, way: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By way of a spreadsheet, CSV files and YAML, values, ids, order and history are the same."""
    monkeypatch.chdir(tmp_path)
    file = name
    for number, form in enumerate(way):
        made = Path(str(number)) / (name if form == "csv-folder" else f"{name}.{form}")
        result = CliRunner().invoke(app, ["export", file, "--to", form, "-o", str(made)])
        assert result.exit_code == 0, result.output
        file = str(made)

    assert load(file) == load(name)
    assert history_json(replay(load(file))) == history_json(replay(load(name)))


WORD = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1
).filter(lambda text: bool(text.strip("\ufeff \u00a0").strip()))
TEXT = st.one_of(
    WORD.map(lambda text: " ".join(text.split())),
    st.sampled_from(["=1+1", "+x", "-3", "@a", "'=x", "a; b", "a\\;b", "2018-07-04", "5-6", "null",
                     "true", "a, b", "“q”", "x: y", "[]", "# no", "[a]", "{b}", "1e5", "007"]),
).filter(lambda text: bool(text.strip()) and text.strip("\ufeff") == text)  # fmt: skip
LABEL = st.dictionaries(st.sampled_from(["en", "fr", "ar"]), TEXT, min_size=1)
ID = st.from_regex(r"[a-z0-9][a-z0-9-]{0,9}", fullmatch=True)


@st.composite
def stories(draw: st.DrawFn) -> dict[str, Any]:
    """Give the plain data of a chronology with texts of every sort."""
    events = draw(st.lists(ID, min_size=1, max_size=4, unique=True))
    sources = draw(st.lists(ID, min_size=1, max_size=3, unique=True))
    some = st.sampled_from(events)

    def report() -> dict[str, Any]:
        return {
            "source": draw(st.sampled_from(sources)),
            **draw(st.sampled_from([{}, {"paragraph": "2, 5-6"}, {"when": "2031-03-04/.."}])),
            **draw(st.sampled_from([{}, {"modality": "announced"}, {"coder": "AB"}])),
            **draw(st.sampled_from([{}, {"inferred": "an end follows a beginning"}])),
            **draw(st.fixed_dictionaries({}, optional={"note": LABEL, "quotation": TEXT})),
        }

    told: dict[str, Any] = {}
    for key in events:
        reports = [report() for _ in range(draw(st.integers(1, 3)))]
        other = draw(some)
        if other != key and events.index(other) < events.index(key):
            reports[-1]["after"] = [other]
            reports[0]["lag"] = {"of": other, "about": "PT90M", "tolerance": "PT5M"}
        told[key] = {
            "kind": "talks-held",
            "reports": reports,
            **draw(
                st.fixed_dictionaries(
                    {},
                    optional={
                        "label": LABEL,
                        "note": LABEL,
                        "facts": st.lists(TEXT, max_size=3),
                        "details": st.dictionaries(ID, TEXT, min_size=1, max_size=2),
                        "coder": TEXT,
                    },
                )
            ),
        }
    value = {"as-of": "2031-03", "source": sources[0], "between": ["1", "2.5"]}
    return {
        **ABOUT,
        "title": draw(LABEL),
        "words": {"morning": "06–12"},
        "sources": {
            key: {"outlet": draw(TEXT), "published": "2031-03-05", "author": draw(st.lists(TEXT))}
            for key in sources
        },
        "events": told,
        "measures": {
            "dry": {
                "unit": draw(TEXT),
                "label": draw(LABEL),
                "values": [value, {**value, "words": draw(LABEL)}],
            }
        },
        "notes": [{"text": draw(LABEL), "about": [draw(some)]}],
        "figure": {
            "tracks": [{"track": "process", "title": draw(LABEL)}, "session"],
            "measures": [],
        },
    }


@settings(max_examples=40, deadline=None)
@given(data=stories(), form=st.sampled_from(list(Form)))
def test_every_text_comes_back(
    data: dict[str, Any], form: Form, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Whatever the texts, what is read from one form is what was written to it."""
    base = tmp_path_factory.mktemp("story")
    ending = "" if form is Form.csv_folder else f".{form}"
    first = load(folder(base / "one.yaml", data, Form.yaml), whole=True)
    again = load(folder(base / f"one{ending}", data, form), whole=True)

    assert again == first


def test_ids_and_texts_of_a_cell_stand_apart() -> None:
    """Ids by commas, semicolons or spaces; texts by semicolons only, which a backslash keeps."""
    assert split_ids("a, b;c  d\ne") == ["a", "b", "c", "d", "e"]
    assert split_texts(r"Smith, Jo; a\;b ;; c\\") == ["Smith, Jo", "a;b", "c\\"]


def names(form: type[BaseModel]) -> set[str]:
    """Give the fields of a block as files write them."""
    return {field.alias or name for name, field in form.model_fields.items()}


@pytest.mark.parametrize(
    ("table", "form", "elsewhere"),
    [
        # `who`, relations and reports stand in columns and sheets of their own
        ("events", Event, {"reports"}),
        ("reports", Report, {"after", "before", "lag"}),
        ("measures", Value, set()),
        ("measures", Measure, {"values"}),
        ("sources", Source, set()),
        ("actors", Actor, set()),
        ("places", Place, set()),
        ("issues", Topic, set()),
        ("third-parties", Topic, set()),
        ("background", Background, set()),
        ("left-uncoded", LeftUncoded, set()),
        ("notes", Note, set()),
        ("set-aside", SetAside, set()),
        ("acknowledged", Acknowledged, set()),
    ],
)
def test_every_field_of_the_format_has_a_column(
    table: str, form: type[BaseModel], elsewhere: set[str]
) -> None:
    """A field that is added to the format and not to the sheets would be lost in them."""
    ids = {"id"} if table == "measures" or BY_NAME[table].key else set()
    held = {field.path[0] for field in BY_NAME[table].fields if field.path} | ids | elsewhere

    assert names(form) - held == set()


def test_every_section_of_the_format_has_a_sheet() -> None:
    """Or a row of the sheet “about”; a chronology's name is that of its file."""
    held = {*BY_NAME, *ABOUT_FIELDS, "name"}

    assert names(Chronology) - held == set()
    for form, table, path, key in (
        (Lag, "relations", "lag", {"of"}),  # its event stands under “other”
        (Who, "events", "who", set()),
        (Times, "measures", "times", set()),
    ):
        inner = {f.path[1] for f in BY_NAME[table].fields if f.path[:1] == (path,)}
        assert names(form) == inner | key


# --- as people fill it in -------------------------------------------------------------------------


def test_new_spreadsheet_replays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What `new --spreadsheet` writes is a chronology, the one that `new` writes as YAML."""
    monkeypatch.chdir(tmp_path)
    for arguments in (["new", "my-talks", "--spreadsheet"], ["new", "my-talks"]):
        assert CliRunner().invoke(app, arguments).exit_code == 0

    assert load("my-talks.xlsx") == load("my-talks.yaml")


@pytest.mark.parametrize(
    "command", ["replay", "validate", "contradictions", "why", "show", "record"]
)
def test_commands_take_a_spreadsheet(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wherever a YAML file is taken, a spreadsheet is."""
    monkeypatch.chdir(tmp_path)
    saved(tmp_path, book())
    more = {"why": ["process", "--at", "2031-03-04"], "show": ["talks"]}.get(command, [])

    result = CliRunner().invoke(app, [command, "talks.xlsx", *more])

    assert result.exit_code == 0, result.output


def test_feature_finds_a_spreadsheet_beside_it(tmp_path: Path) -> None:
    """A feature names talks.xlsx as it would name talks.yaml."""
    saved(tmp_path, book())
    feature = (
        'Feature: Talks\n  Scenario: Held\n    Given the chronology "talks"\n'
        '    When all events are replayed\n    Then the event "talks" is recorded\n'
    )
    (tmp_path / "talks.feature").write_text(feature, encoding="utf-8")

    assert CliRunner().invoke(app, ["check", str(tmp_path)]).exit_code == 0


def test_feature_does_not_choose_between_two_files(tmp_path: Path) -> None:
    """With talks.xlsx and talks.yaml side by side, the name alone says too little."""
    saved(tmp_path, book())
    data = load_data(str(tmp_path / "talks.xlsx"))[0]
    folder(tmp_path / "talks.yaml", data, Form.yaml)
    feature = (
        'Feature: Talks\n  Scenario: Held\n    Given the chronology "talks"\n'
        '    When all events are replayed\n    Then the event "talks" is recorded\n'
    )
    (tmp_path / "talks.feature").write_text(feature, encoding="utf-8")

    result = CliRunner().invoke(app, ["check", str(tmp_path)])

    assert result.exit_code == 1
    assert "write which one is meant" in result.output


def test_row_may_hold_the_only_report(tmp_path: Path) -> None:
    """Source, paragraph and date in the row of an event are its first report, others follow."""
    sheets = book(
        events=[("id", "kind", "source", "paragraph", "when"),
                ("talks", "talks-held", "gazette", "2, 5–6", "2031-03-04")],
        reports=[("event", "id", "source"), ("talks", "second", "gazette")],
    )  # fmt: skip

    (event,) = load(saved(tmp_path, sheets)).events.values()

    assert [report.key for report in event.reports] == ["talks/1", "second"]
    assert event.reports[0].paragraph == (2, 5, 6)


def test_relation_needs_no_report_of_its_own(tmp_path: Path) -> None:
    """It belongs to the only report of its event, or to a new one that says why it is inferred."""
    sheets = book(
        events=[EVENTS, TALKS, ("end", "talks-held", "gazette", "2031-03")],
        relations=[
            ("event", "relation", "other", "about", "inferred"),
            ("end", "after", "talks", "", ""),
            ("end", "lag", "talks", "PT90M", "an end comes after its beginning"),
        ],
    )

    end = load(saved(tmp_path, sheets)).events["end"]

    assert end.reports[0].after == ("talks",)
    assert end.reports[1].inferred == "an end comes after its beginning"
    assert end.reports[1].lag is not None
    assert end.reports[1].lag.about == 90 * 60


def test_own_sheets_and_columns_are_left_alone(tmp_path: Path) -> None:
    """What begins with _ is the coder's own, and so is the codebook."""
    sheets = book(
        events=[(*EVENTS, "_doubts"), (*TALKS, "ask again")], codebook=[("kind",), ("x",)]
    )
    sheets.append(Sheet("_scratch", (Column("anything"),), [("at all",)]))

    assert list(load(saved(tmp_path, sheets)).events) == ["talks"]


def test_headings_may_be_written_as_people_do(tmp_path: Path) -> None:
    """Capitals, spaces for hyphens, a language in brackets."""
    sheets = book(
        events=[
            ("ID", "Kind", "Source", "When", "Said By", "Label (fr)"),
            (*TALKS, "clerk", "Pourparlers"),
        ],
        actors=[("id", "label"), ("clerk", "The clerk")],
    )

    event = load(saved(tmp_path, sheets)).events["talks"]

    assert event.reports[0].by == ("clerk",)
    assert event.label == {"fr": "Pourparlers"}


# --- problems, by sheet and cell ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tables", "told"),
    [
        ({"events": [EVENTS, ("talks", "talks-held", "gazette", "04/07/2018")]},
         ["talks.xlsx:events!D2: D101 ", '"04/07/2018"']),
        ({"events": [EVENTS, ("talks", "talks-hold", "gazette", "2031")]},
         ["talks.xlsx:events!B2: R301 ", "did you mean talks-held or"]),
        ({"events": [EVENTS, TALKS, TALKS]}, ["talks.xlsx:events!A3: Y004 ", "events!A2"]),
        ({"events": [EVENTS, ("", "talks-held", "gazette", "2031")]}, ["events!B2: S106 "]),
        ({"events": [EVENTS, ("talks", "", "gazette", "2031")]},
         ["events!A2: F202 ", "fill the column kind"]),
        ({"events": [("id", "kind"), ("talks", "talks-held")]},
         ["events!A2: F202 ", "add a row to the sheet reports"]),
        ({"events": [(*EVENTS, "Quelle"), (*TALKS, "x")]},
         ["events!E1: F201 ", "a column of your own begins with _"]),
        ({"events": [(*EVENTS, "when"), (*TALKS, "2031")]}, ["events!E1: S105 ", "twice"]),
        ({"events": [("Datum", "Was"), ("4. Juli", "Treffen")]}, ["events!A1: S104 "]),
        ({"reports": [("event", "source"), ("talk", "gazette")]},
         ["reports!A2: R305 ", "did you mean talks?"]),
        ({"reports": [("event", "source"), ("", "gazette")]}, ["reports!B2: S106 "]),
        ({"reports": [("event", "source", "inferred"), ("talks", "herald", "")]},
         ["reports!B2: R304 ", "listed are: gazette"]),
        ({"relations": [("event", "relation", "other"), ("talks", "while", "talks")]},
         ["relations!B2: F207 ", "after, before, lag"]),
        ({"relations": [("event", "relation", "other"), ("talks", "after", "")]},
         ["relations!A2: S106 ", "column other"]),
        ({"relations": [("event", "report", "relation", "other"),
                        ("talks", "9", "after", "talks")]},
         ["relations!B2: R310 "]),
        ({"measures": [("measure", "unit", "value", "as-of", "source"),
                       ("dry", "homes", "about 40", "2031", "gazette")]},
         ["measures!C2: F205 ", "write 40"]),
        ({"measures": [("measure", "unit", "value", "as-of", "source"),
                       ("dry", "homes", "40", "2031", "gazette"),
                       ("dry", "people", "50", "2032", "gazette")]},
         ["measures!A3: Y004 ", "measures!A2"]),
        ({"relations": [("event", "report", "relation", "other"),
                        ("talks", "end/1", "after", "talks")]},
         ["relations!B2: R310 ", '"talks" has no report "end/1"']),
        ({"about": {**ABOUT, "titel": "x"}}, ["about!A6: F201 ", "did you mean title?"]),
        ({"about": {**ABOUT, "timezone of it": "UTC"}}, ["about!A6: F201 ", "timezone?"]),
        ({"events": [EVENTS, ("talks", "talks-held", "herald", "2031")]},
         ["events!C2: R304 ", "list the source on the sheet sources"]),
        ({"events": [EVENTS, ("talks", "talks-held", "gazette", "2031-03-04 dusk")]},
         ["events!D2: D106 ", "as “words …” on the sheet about"]),
        ({"about": {k: v for k, v in ABOUT.items() if k != "timezone"}},
         ["F202 ", "add a row to the sheet about: timezone"]),
        ({"sources": []}, ["F202 ", "add the sheet sources"]),
        ({"tabelle3": [("x", "y"), ("1", "2")]},
         ["talks.xlsx:tabelle3!A1: S101 ", "a sheet of your own begins with _"]),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)  # fmt: skip
def test_problem_is_told_by_sheet_and_cell(
    tables: dict[str, Any], told: list[str], tmp_path: Path
) -> None:
    """Each problem has its sheet and cell, and says what to write instead."""
    found = problems(tmp_path, book(**tables))

    assert any(all(words in line for words in told) for line in found), found


def test_every_problem_is_told_at_once(tmp_path: Path) -> None:
    """Three dates in three formats are three problems, in the order of the cells."""
    rows = [("a", "4 July 2018"), ("b", "04.07.2018"), ("c", "yesterday")]
    events = [EVENTS, *((key, "talks-held", "gazette", when) for key, when in rows)]

    found = problems(tmp_path, book(events=events))

    assert [line.split(": ")[0] for line in found] == [
        f"talks.xlsx:events!D{row}" for row in (2, 3, 4)
    ]


def test_problem_shows_its_cell(tmp_path: Path) -> None:
    """Below the message stands what the cell holds."""
    with pytest.raises(LoadError, match=r"   D2 \| 04/07/2018\n      \| \^"):
        load(saved(tmp_path, book(events=[EVENTS, (*TALKS[:3], "04/07/2018")])))


def test_relation_belongs_to_a_report_of_its_event(tmp_path: Path) -> None:
    """A report of another event, or of the same id there, is not the one that says so."""
    sheets = book(
        events=[("id", "kind"), ("talks", "talks-held"), ("end", "talks-held")],
        reports=[("event", "id", "source"), ("talks", "r1", "gazette"), ("end", "r2", "gazette")],
        relations=[("event", "report", "relation", "other"), ("end", "r1", "after", "talks")],
    )

    (told,) = problems(tmp_path, sheets)

    assert told.startswith('talks.xlsx:relations!B2: R310 "end" has no report "r1"')


def test_hidden_sheet_is_told_of_once(tmp_path: Path) -> None:
    """What refers to its rows is not told as well; showing the sheet is all there is to do."""
    path = Path(saved(tmp_path, book()))
    workbook = openpyxl.load_workbook(path)
    workbook["sources"].sheet_state = "hidden"
    workbook.save(path)

    with pytest.raises(LoadError) as caught:
        load(path, shown="talks.xlsx")

    (told,) = caught.value.problems
    assert told.headline().startswith("talks.xlsx:sources!A1: S102 ")


@pytest.mark.parametrize(
    "sources",
    [
        {"sources": [("id", "outlet", "published", "Confidential?"),
                     ("quiet-paper", "Gazette", "2031-03-05", "true")]},
        {"Quellen": [("id", "outlet", "published", "confidential"),
                     ("quiet-paper", "Gazette", "2031-03-05", "true")], "sources": []},
        {"sources": [("id", "outlet", "published", "confidential"),
                     ("gazette", "Gazette", "2031-03-05", ""),
                     ("gazette", "quiet-paper", "2031-03-05", "true")]},
    ],
    ids=["heading", "sheet", "row"],
)  # fmt: skip
def test_mark_that_cannot_be_read_keeps_messages_silent(
    sources: dict[str, Any], tmp_path: Path
) -> None:
    """In a column, a sheet or a row that is refused, a mark still keeps messages from telling."""
    events = [EVENTS, ("talks", "talks-held", "quiet-paper", "2031-03-04"),
              ("end", "talks-held", "quiet-papers", "2031-03-05")]  # fmt: skip
    path = saved(tmp_path, book(events=events, **sources))

    with pytest.raises(LoadError) as caught:
        load(path)

    assert "quiet" not in str(caught.value)
    with pytest.raises(LoadError, match="quiet"):
        load(path, whole=True)


def test_sheet_of_one_name_twice_is_told(tmp_path: Path) -> None:
    """Of Events.csv and events.csv neither replaces the other."""
    csv_folder(tmp_path, book())
    (tmp_path / "Events.csv").write_text("id,kind\n", encoding="utf-8")

    with pytest.raises(LoadError, match='Y004 the sheets "Events" and "events" are the same one'):
        load(tmp_path)


def test_csv_files_are_named_as_libreoffice_names_them(tmp_path: Path) -> None:
    """The name of the workbook in front of each is no part of the sheet's."""
    csv_folder(tmp_path, book(), "talks-{}.csv")

    assert list(load(tmp_path).events) == ["talks"]


def test_csv_folder_with_semicolons_is_read(tmp_path: Path) -> None:
    """As a German or French Excel writes it, with a mark at the beginning and empty rows."""
    csv_folder(tmp_path, book())

    assert list(load(tmp_path).events) == ["talks"]


def test_model_beside_a_spreadsheet_is_found_and_goes_along(tmp_path: Path) -> None:
    """A model of one's own is named as in YAML; an export takes it with it."""
    (tmp_path / "own.yaml").write_text(
        "format: negotiation-model/1\ntitle: Own\ninclude: core-talks\n", encoding="utf-8"
    )
    file = saved(tmp_path, book({**ABOUT, "model": "own.yaml"}))
    result = CliRunner().invoke(
        app, ["export", file, "--to", "csv-folder", "-o", str(tmp_path / "out" / "talks")]
    )

    assert result.exit_code == 0, result.output
    assert load(tmp_path / "out" / "talks") == load(file)


# --- writing --------------------------------------------------------------------------------------


def test_export_leaves_no_sheet_of_an_earlier_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was taken out of a chronology does not come back from the folder of its last export."""
    monkeypatch.chdir(tmp_path)
    values = [
        ("measure", "unit", "value", "as-of", "source"),
        ("dry", "homes", "4", "2031", "gazette"),
    ]
    for sheets in (book(measures=values), book()):
        file = saved(tmp_path, sheets)
        command = ["export", file, "--to", "csv-folder", "-o", "out", "--force"]
        assert CliRunner().invoke(app, command).exit_code == 0

    assert load("out").measures == {}


@pytest.mark.parametrize(
    ("to", "output", "told"),
    [
        ("xlsx", "talks.xlsx", '"talks.xlsx" is what is read'),
        ("yaml", "again.xlsx", "write again.yaml"),
        ("xlsx", "again", "write again.xlsx"),
        ("csv-folder", "again.csv", "no name for a folder: write again"),
    ],
)
def test_export_refuses_names_that_would_be_regretted(
    to: str, output: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither over the file that is read, nor under a name by which the copy is not read again."""
    monkeypatch.chdir(tmp_path)
    before = Path(saved(tmp_path, book())).read_bytes()

    result = CliRunner().invoke(app, ["export", "talks.xlsx", "--to", to, "-o", output, "--force"])

    assert told in str(result.exception)
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [
        ("talks.xlsx", before)
    ]


@pytest.mark.parametrize("more", [[], ["--spreadsheet"]])
def test_new_names_the_model_that_is_asked_for(
    more: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A model of one's own beside the new file, too; one that lies elsewhere is refused."""
    monkeypatch.chdir(tmp_path)
    own = "format: negotiation-model/1\ntitle: Own\ninclude: core-talks\n"
    Path("own.yaml").write_text(own, encoding="utf-8")
    new = CliRunner().invoke(app, ["new", "talks", "--model", "own.yaml", *more])
    far = CliRunner().invoke(app, ["new", "far", "--model", str(tmp_path / "own.yaml"), *more])

    assert new.exit_code == 0, new.output
    assert load(new.stdout.split()[0]).model.title == {"en": "Own"}
    assert "copy it into this folder, and write own.yaml" in str(far.exception)


def test_digest_of_a_spreadsheet_is_that_of_its_cells(tmp_path: Path) -> None:
    """The same cells in another file have the same digest, another text another one."""
    first = digest(saved(tmp_path, book()))
    (tmp_path / "again").mkdir()
    for sheet in book():
        (tmp_path / "again" / f"{sheet.name}.csv").write_bytes(csv_bytes(sheet))

    assert digest(str(tmp_path / "again")) == first
    assert digest(saved(tmp_path, book({**ABOUT, "title": "Three"}))) != first


def test_new_with_other_kinds_begins_without_events(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The example's kinds are not every model's: a sheet that is empty replays, too."""
    monkeypatch.chdir(tmp_path)
    command = ["new", "talks", "--model", "valley-talks"]

    assert "--spreadsheet" in str(CliRunner().invoke(app, command).exception)
    assert CliRunner().invoke(app, [*command, "--spreadsheet"]).exit_code == 0
    assert CliRunner().invoke(app, ["replay", "talks.xlsx"]).exit_code == 0


def test_sheets_are_described_where_they_are_written() -> None:
    """Every column says what it is for."""
    lacking = [f"{t.name}.{f.heading}" for t in TABLES for f in t.fields if not f.help]

    assert lacking == []
