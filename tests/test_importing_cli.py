"""`negotiation import`: a mapping proposed, corrected, used; what goes where; the samples."""

import json
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from negotiation.cli import app
from negotiation.errors import LoadError, NegotiationError
from negotiation.importing.proposing import fits
from negotiation.library import mappings, scenarios
from negotiation.load import load
from negotiation.replay import replay

DOCS = Path(__file__).parent.parent / "docs"
SAMPLES = {
    "acled": ("acled-format-invented.csv", 28),
    "ucdp-ged": ("ucdp-ged-format-invented.csv", 20),
    "plover": ("polecat-format-invented.csv", 16),
    "cameo": ("icews-format-invented.csv", 14),
}
OWN = """\
No;Date de l'événement;Type;Titre;Acteurs;Lieu;Morts;Résumé
1;04/07/2018;Clash;Combat;Garde;Pont;3;Quelqu'un a dit
2;05/07/2018;Session begins;Ouverture;Garde;Moulin;;
3;06/07/2018;Strikes report;Frappes;Garde;Moulin;x;
4;07/07/2018;Danse;Bal;Garde;Moulin;2;
"""


def bring(*words: str | Path) -> Result:
    return CliRunner().invoke(app, ["import", *map(str, words)])


def sample(name: str) -> Path:
    return scenarios() / "samples" / SAMPLES[name][0]


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "own.csv"
    path.write_text(OWN, encoding="utf-8")
    return path


@pytest.mark.parametrize("name", SAMPLES)
def test_sample_is_imported_and_replays(name: str, tmp_path: Path) -> None:
    """Each invented table is read by its mapping; every row is told of; the result replays."""
    target = tmp_path / "x.yaml"
    told = bring(sample(name), "--mapping", name, "--retrieved", "2031-07-20", "-o", target,
                 "--format", "json")  # fmt: skip

    report = json.loads(told.stdout)
    assert told.exit_code == 0
    assert report["format"] == "negotiation-import/1"
    assert report["rows"] == SAMPLES[name][1] == report["events"] + len(report["left-out"])
    assert report["columns-lacking"] == []
    story = load(target)
    assert len(story.events) == report["events"] > 0
    assert replay(story).chronology.events.keys() == story.events.keys()


@pytest.mark.parametrize("name", SAMPLES)
def test_dataset_is_known_by_its_headings(name: str) -> None:
    """For a known dataset the shipped mapping is proposed, with its remarks."""
    told = bring(sample(name), "--guess")

    assert told.stdout.startswith("# Proposed for ")
    assert told.stdout.endswith(mappings()[name].read_text(encoding="utf-8"))


def test_proposal_names_what_the_shipped_mapping_does_not_know(tmp_path: Path) -> None:
    """Values without a kind are counted at the top of the proposal."""
    text = sample("acled").read_text(encoding="utf-8").replace("Armed clash", "Armed dance")
    table = tmp_path / "export.csv"
    table.write_text(text, encoding="utf-8")

    assert (
        '"Battles / Armed dance" has no kind in the mapping (4 rows)'
        in bring(table, "--guess").stdout
    )


def test_samples_are_what_their_script_makes(monkeypatch: pytest.MonkeyPatch) -> None:
    """The invented tables are those of docs/make_samples.py, and say that they are invented."""
    monkeypatch.syspath_prepend(str(DOCS))
    sys.modules.pop("make_samples", None)
    from make_samples import samples  # type: ignore[import-not-found,unused-ignore]

    for name, text in samples().items():
        assert (scenarios() / "samples" / name).read_text(encoding="utf-8") == text
        assert "invented" in name
        assert all("nvented" in line for line in text.splitlines()[1:])


# --- a table of one's own ------------------------------------------------------------------------


def test_guess_correct_import(own: Path, tmp_path: Path) -> None:
    """What only a person can know is left open and asked for; then every row is told of."""
    form, target = tmp_path / "m.yaml", tmp_path / "x.yaml"
    bring(own, "--guess", "-o", form)
    proposed = form.read_text(encoding="utf-8")
    assert '#   formats: "%d/%m/%Y"\n  #   formats: "%m/%d/%Y"' in proposed
    assert '"Clash": clash   # 1 row\n' in proposed
    assert '"Strikes report": strikes-reported   # 1 row; a near match: look at it' in proposed
    assert '"Danse": ""   # 1 row' in proposed
    assert '"Résumé": "free text' in proposed

    unfinished = bring(own, "--mapping", form, "-o", target)
    assert isinstance(unfinished.exception, LoadError)

    filled = proposed.replace('timezone: ""', "timezone: Europe/Paris")
    filled = filled.replace('outlet: ""', "outlet: Notre équipe")
    form.write_text(filled, encoding="utf-8")
    open_dates = bring(own, "--mapping", form, "--retrieved", "2018-08-01", "-o", target)
    assert isinstance(open_dates.exception, LoadError)
    assert [one.code for one in open_dates.exception.problems] == ["I101"]
    assert not target.exists()

    form.write_text(filled.replace('formats: ""', 'formats: "%d/%m/%Y"'), encoding="utf-8")
    told = bring(own, "--mapping", form, "--retrieved", "2018-08-01", "-o", target)
    assert told.exit_code == 0
    assert 'own!C5: I201 "Danse" has no kind yet (row 5: 4, 07/07/2018, Danse)' in told.stdout
    assert 'own!G4: I206 "x" is not a number' in told.stdout
    story = load(target)
    assert [event.kind for event in story.events.values()] == [
        "clash", "session-begins", "strikes-reported",
    ]  # fmt: skip
    assert story.events["own-1"].reports[0].when is not None
    assert story.events["own-1"].reports[0].when.text == "2018-07-04"
    assert "Quelqu'un a dit" not in target.read_text(encoding="utf-8")


def test_importing_again(own: Path, tmp_path: Path) -> None:
    """The same table and mapping give the same bytes; another result overwrites only by force."""
    form, target = tmp_path / "m.yaml", tmp_path / "x.yaml"
    form.write_text(
        "format: negotiation-mapping/1\ntitle: t\nmodel: talks-under-fire\ntimezone: UTC\n"
        "dataset: {id: own, outlet: us, published: 2018-08-01}\n"
        "when: {column: Date de l'événement, formats: '%d/%m/%Y'}\n"
        "kinds: {columns: Type, values: {Clash: clash}}\n",
        encoding="utf-8",
    )
    words = (own, "--mapping", form, "-o", target)
    bring(*words)
    before = target.read_bytes()

    assert bring(*words).exit_code == 0
    assert target.read_bytes() == before

    form.write_text(form.read_text(encoding="utf-8").replace("{Clash: clash}", "{Danse: clash}"))
    assert isinstance(bring(*words).exception, NegotiationError)
    assert target.read_bytes() == before
    assert bring(*words, "--force").exit_code == 0
    assert target.read_bytes() != before


def test_no_row_is_an_event(own: Path, tmp_path: Path) -> None:
    """Where nothing can be used nothing is written, the rows are told, and the exit code is 1."""
    target = tmp_path / "x.yaml"
    form = tmp_path / "m.yaml"
    form.write_text(
        "format: negotiation-mapping/1\ntitle: t\nmodel: core-talks\ntimezone: UTC\n"
        "dataset: {id: own, outlet: us, published: 2018-08-01}\n"
        "when: {column: Titre, formats: '%Y'}\nkinds: {columns: Morts}\n",
        encoding="utf-8",
    )

    told = bring(own, "--mapping", form, "-o", target)

    assert told.exit_code == 1
    assert told.stderr.count("I202") == 4
    assert not target.exists()


def test_model_outside_the_folder_is_not_read(own: Path, tmp_path: Path) -> None:
    """A mapping from a stranger cannot reach a file elsewhere by naming it as its model."""
    form = tmp_path / "m.yaml"
    form.write_text(
        "format: negotiation-mapping/1\ntitle: t\nmodel: ../secret.yaml\ntimezone: UTC\n"
        "dataset: {id: own, outlet: us}\nwhen: {column: Titre}\nkinds: {columns: Morts}\n",
        encoding="utf-8",
    )

    told = bring(own, "--mapping", form, "-o", tmp_path / "x.yaml")

    assert isinstance(told.exception, LoadError)
    assert [one.code for one in told.exception.problems] == ["P502"]


def test_encoding_is_said_once(tmp_path: Path) -> None:
    """A table in Latin-1 says how to name its encoding; the proposal keeps it for the import."""
    path, form, target = tmp_path / "t.csv", tmp_path / "m.yaml", tmp_path / "x.yaml"
    path.write_bytes("date;type;lieu\n2018-07-04;Clash;Forêt\n".encode("latin-1"))
    refused = bring(path, "--guess")
    assert isinstance(refused.exception, LoadError)
    assert "--encoding cp1252" in str(refused.exception)

    bring(path, "--guess", "--encoding", "latin-1", "-o", form)
    filled = form.read_text(encoding="utf-8").replace('timezone: ""', "timezone: UTC")
    form.write_text(filled.replace('outlet: ""', "outlet: us"), encoding="utf-8")

    assert bring(path, "--mapping", form, "--retrieved", "2018-08-01", "-o", target).exit_code == 0
    assert load(target).places["foret"].name() == "Forêt"


def test_proposal_of_a_table_as_people_make_it_can_be_read(tmp_path: Path) -> None:
    """A title above, the same heading twice: the proposal is a mapping without a key twice."""
    path, form = tmp_path / "t.csv", tmp_path / "m.yaml"
    path.write_text("Log of 2018\n\ndate,type,killed,killed\n04/07/18,Clash,1,2\n")
    bring(path, "--guess", "-o", form)

    proposed = form.read_text(encoding="utf-8")
    assert "taken from row 3" in proposed
    assert '#   formats: "%d/%m/%y"\n  #   formats: "%m/%d/%y"' in proposed
    assert "#   killed 2\n" in proposed
    told = bring(path, "--mapping", form).exception
    assert isinstance(told, LoadError)
    assert {one.code for one in told.problems} == {"F208"}


def test_frequent_reason_hides_no_rare_one(tmp_path: Path) -> None:
    """The report tells 20 rows of one reason and counts the rest; the zone and moves are said."""
    path, form = tmp_path / "t.csv", tmp_path / "m.yaml"
    rows = "2018-07-04,Dance\n" * 300
    path.write_text(f"date,type\n2018-07-04,Talk\n{rows}soon,Talk\n")
    form.write_text(
        "format: negotiation-mapping/1\ntitle: t\nmodel: core-talks\ntimezone: UTC\n"
        "dataset: {id: own, outlet: us, published: 2018-08-01}\n"
        "when: {column: date, formats: '%Y-%m-%d'}\n"
        "kinds: {columns: type, values: {Talk: talks-held}}\n"
    )

    told = bring(path, "--mapping", form, "-o", tmp_path / "x.yaml").stdout

    assert told.count("(row ") == 21
    assert 'and 280 more: I201 "Dance" has no kind' in told
    assert 't!A303: I202 "soon" is not a date' in told
    assert "Days are those of UTC" in told
    assert "talks-held: 1; moves a track" in told


def test_chronology_goes_to_stdout_and_the_report_beside_it() -> None:
    """Without -o the file is the result and the report is talk."""
    told = bring(sample("acled"), "--mapping", "acled", "--where", "location=Mill Cross")

    assert told.stdout.startswith(
        "# Imported from acled-format-invented.csv with the mapping acled"
    )
    assert "22 not asked for" in told.stderr


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ([], "say what the columns are"),
        (["--guess", "--mapping", "acled"], "say what the columns are"),
        (["--mapping", "acld"], "did you mean acled"),
        (["--mapping", "acled", "--where", "country"], "COLUMN=VALUE"),
        (["--mapping", "acled", "--from", "March"], "is not a day"),
        (["--mapping", "acled", "--from", "2031-04-01", "--until", "2031-03-01"], "is before"),
        (["--mapping", "acled", "--timezone", "Mars/Base"], "is not a time zone"),
        (["--mapping", "acled", "--where", "cuntry=x"], "the table has none"),
        (["--mapping", "acled", "--format", "json"], "needs a file"),
        (["--mapping", "acled", "--sheet", "other"], "no sheet"),
    ],
)
def test_wrong_use_says_what_to_write(words: list[str], message: str) -> None:
    """A wrong option is refused before anything is written."""
    told = bring(sample("acled"), *words)

    assert isinstance(told.exception, NegotiationError)
    assert message in str(told.exception)


@pytest.mark.parametrize("text", ["only one cell\n", "a,b\n", "\n\n"])
def test_no_table(text: str, tmp_path: Path) -> None:
    """A file without headings or without rows is no table."""
    path = tmp_path / "t.csv"
    path.write_text(text, encoding="utf-8")

    told = bring(path, "--mapping", "acled")

    assert isinstance(told.exception, LoadError)
    assert told.exception.problems[0].code in {"I105", "Y012"}


@pytest.mark.parametrize(
    ("values", "formats", "choices"),
    [
        (["2018-07-04", "2018-07-05"], ("%Y-%m-%d",), ()),
        (["24/07/2018", "04/07/2018"], ("%d/%m/%Y",), ()),
        (["04/07/2018", "05/07/2018"], (), ("%d/%m/%Y", "%m/%d/%Y")),
        (["04/04/2018"], (), ("%d/%m/%Y", "%m/%d/%Y")),
        (["4 July 2018", "2018-07-05", "2018-07"], ("%Y-%m-%d", "%Y-%m", "%d %B %Y"), ()),
        (["yesterday"], (), ()),
        ([], (), ()),
    ],
)
def test_format_is_proposed_only_where_it_is_clear(
    values: list[str], formats: tuple[str, ...], choices: tuple[str, ...]
) -> None:
    """All values in one way: proposed. Two ways: left open, with both to choose from."""
    found = fits(values)

    assert (found.formats, found.choices) == (formats, choices)
