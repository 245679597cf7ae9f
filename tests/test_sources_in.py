"""A library of references, as Zotero exports it, as the sources of a chronology."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from negotiation.cli import app
from negotiation.errors import LoadError, NegotiationError
from negotiation.exchange.sources_in import Imported, import_library
from negotiation.load import load

RIS = """TY  - NEWS
TI  - Truce holds
AU  - Haddad, Rana
T2  - The Daily
DA  - 2018/07/02/
PY  - 2018
UR  - https://example.org/truce
Y2  - 2018/08/01/09:30:00
LA  - en-GB
KW  - ceasefire
KW  - talks
AB  - A summary
ER  -
"""
BIBTEX = r"""
@string{daily = {The Daily}}
@article{haddad_Truce2018,
  title = {Truce {Holds} in {Daraa} \& Beyond},
  author = {Haddad, Rana and {International Crisis Group} and van der Berg, Jan},
  year = 2018,
  month = jul,
  journaltitle = daily,
  langid = {ngerman},
  abstract = {A summary},
}
@online{noDate,
  title = {G{\"o}del's talks},
  organization = {Site},
  url = {https://example.org/a\_b},
}
@book{x, title = {A book}, publisher = {House}, date = {2018?}}
"""
CSL: list[dict[str, Any]] = [
    {
        "id": "http://zotero.org/users/1/items/ABC",
        "type": "webpage",
        "title": "Truce",
        "container-title": "The Daily",
        "author": [{"family": "Gaulle", "non-dropping-particle": "de", "given": "C."}],
        "issued": {"date-parts": [["2018", "7"]]},
        "accessed": {"date-parts": [[2018, 8, 1]]},
        "URL": "https://example.org",
        "DOI": "10.1/x",
        "note": "Wire: AFP\nRead twice",
    }
]


def read(tmp_path: Path, name: str, text: str, **options: Any) -> Imported:
    """Give what is read from a file of that name."""
    (tmp_path / name).write_text(text, encoding="utf-8")
    return import_library(tmp_path / name, **options)


def sources(found: Imported) -> dict[str, Any]:
    """Give the sources in the YAML text, texts as they stand there."""
    data = yaml.load(found.yaml, Loader=yaml.BaseLoader)  # noqa: S506  texts only
    assert list(data) == ["sources"]
    return dict(data["sources"])


def csl(tmp_path: Path, **fields: Any) -> Imported:
    """Give what is read from an item of CSL-JSON with these fields."""
    item = {"id": "a", "type": "article-newspaper", "container-title": "Paper"}
    return read(tmp_path, "x.json", json.dumps([item | fields]))


def run(*words: str) -> Result:
    return CliRunner().invoke(app, ["import-sources", *words])


# --- what is read --------------------------------------------------------------------------------


def test_ris_of_zotero(tmp_path: Path) -> None:
    """Fields go where they belong; what has no place is told by its tag."""
    found = read(tmp_path, "x.ris", RIS)

    assert sources(found) == {
        "the-daily-2018-07-02": {
            "title": "Truce holds",
            "author": ["Haddad, Rana"],
            "outlet": "The Daily",
            "url": "https://example.org/truce",
            "accessed": "2018-08-01",
            "language": "en",
            "published": "2018-07-02",
        }
    }
    assert found.lacking == ()
    assert "the-daily-2018-07-02: no place for KW, AB, Y2 (09:30:00)" in found.told
    assert 'the-daily-2018-07-02: its language "en-GB" is told as en' in found.told


def test_bibtex_of_zotero(tmp_path: Path) -> None:
    """Braces and LaTeX become letters, particles and bodies stay whole, a month stays a month."""
    found = read(tmp_path, "x.bib", BIBTEX)

    assert sources(found) == {
        "haddad-truce2018": {
            "title": "Truce Holds in Daraa & Beyond",
            "author": ["Haddad, Rana", "International Crisis Group", "van der Berg, Jan"],
            "outlet": "The Daily",
            "language": "de",
            "published": "2018-07",
        },
        "nodate": {
            "title": "Gödel's talks",
            "outlet": "Site",
            "url": "https://example.org/a_b",
        },
        "x": {"title": "A book", "outlet": "House", "published": "2018?"},
    }
    assert found.lacking == (
        "nodate: it has no date; write published: with the day, such as published: 2018-07-02",
    )
    assert '"haddad_Truce2018" is called haddad-truce2018 here' in found.told
    assert "haddad-truce2018: no place for abstract" in found.told
    assert "x: no place for its type, book" in found.told


def test_csl_of_zotero(tmp_path: Path) -> None:
    """An address is no key; particles stay with the name; lines of the note are read."""
    found = read(tmp_path, "x.json", json.dumps(CSL))

    assert sources(found) == {
        "the-daily-2018-07": {
            "title": "Truce",
            "author": ["de Gaulle, C."],
            "outlet": "The Daily",
            "wire": ["AFP"],
            "url": "https://example.org",
            "accessed": "2018-08-01",
            "published": "2018-07",
            "note": {"en": "Read twice"},
        }
    }
    assert "the-daily-2018-07: no place for DOI" in found.told


@pytest.mark.parametrize(
    ("issued", "published"),
    [
        ({"date-parts": [[2018]]}, "2018"),
        ({"date-parts": [[2018, 7, 3], [2018, 7, 5]]}, "2018-07-03/2018-07-05"),
        ({"date-parts": [[2018]], "season": "summer"}, "2018-22"),
        ({"date-parts": [[2018, 7, 2]], "circa": True}, "2018-07-02~"),
        ({"raw": "2018-07"}, "2018-07"),
        ("2018-07-XX", "2018-07-XX"),
    ],
)
def test_dates_of_csl(tmp_path: Path, issued: Any, published: str) -> None:
    """A date is never more precise than the entry."""
    assert sources(csl(tmp_path, issued=issued))["a"]["published"] == published


def test_words_that_a_date_needs_are_told(tmp_path: Path) -> None:
    """About a day needs to be said how wide that is: the message says where."""
    found = csl(tmp_path, issued={"date-parts": [[2018, 7, 2]], "circa": True})

    assert any("about-day" in remark and "words:" in remark for remark in found.told)


@pytest.mark.parametrize("issued", [{"raw": "last July"}, {"date-parts": [[2018, 13]]}, {}, "x"])
def test_no_date_is_guessed(tmp_path: Path, issued: Any) -> None:
    """What is not a date is told, and left to be written."""
    found = csl(tmp_path, issued=issued)

    assert "published" not in sources(found)["a"]
    assert len(found.lacking) == 1
    assert "write published:" in found.lacking[0]
    assert not issued or any("date" in remark or "issued" in remark for remark in found.told)


def test_entry_without_outlet_is_told(tmp_path: Path) -> None:
    """Who published it must be written."""
    found = csl(tmp_path, **{"container-title": "", "issued": {"date-parts": [[2018]]}})

    assert found.lacking == (
        "a: nothing says who published it; write outlet: with the newspaper, agency or site",
    )


def test_clashing_keys_are_numbered(tmp_path: Path) -> None:
    """Two keys that become one id, and a key that stands twice, are numbered and told."""
    text = "@misc{A b, title={1}}\n@misc{a-B, title={2}}\n@misc{a-B, title={3}}\n"
    found = read(tmp_path, "x.bib", text)

    assert list(sources(found)) == ["a-b", "a-b-2", "a-b-3"]
    assert [fields["title"] for fields in sources(found).values()] == ["1", "2", "3"]


def test_body_with_a_comma_is_told(tmp_path: Path) -> None:
    """Here a comma parts family and given names, so a body loses it, and that is told."""
    found = csl(tmp_path, author=[{"literal": "Office, Jordan"}])

    assert sources(found)["a"]["author"] == ["Office Jordan"]
    assert any('the comma in "Office, Jordan" is left out' in remark for remark in found.told)


def test_address_that_is_none_is_told(tmp_path: Path) -> None:
    """A script is no address: it is told, and not written."""
    found = csl(tmp_path, URL="javascript:alert(1)")

    assert "url" not in sources(found)["a"]
    assert any("not an address of the web" in remark for remark in found.told)


def test_unknown_commands_of_latex_are_told(tmp_path: Path) -> None:
    """A command that is not known is left out, and that is told."""
    found = read(tmp_path, "x.bib", "@misc{a, title={\\foo{Talks} for $5}}")

    assert sources(found)["a"]["title"] == "Talks for $5"
    assert "a: the LaTeX command \\foo is left out" in found.told


def test_what_cannot_be_read_is_told_with_its_line(tmp_path: Path) -> None:
    """One broken entry does not take the others with it."""
    found = read(
        tmp_path, "x.bib", "@misc{a, title={A}}\n@misc{b title={B}}\n@misc{c, title={C}}\n"
    )
    stray = read(tmp_path, "x.ris", "stray\nTY  - NEWS\nTI  - A\nTY  - NEWS\nTI  - B\n and more")

    assert list(sources(found)) == ["a", "c"]
    assert "x.bib:2: this entry cannot be read; mend its braces and commas" in found.told
    assert [one["title"] for one in sources(stray).values()] == ["A", "B and more"]
    assert "x.ris:1: this line stands in no entry (TY  - … ER  - )" in stray.told
    assert "x.ris:2: this entry has no end (ER  - ); it is read" in stray.told


def test_second_values_are_told(tmp_path: Path) -> None:
    """Of a tag or field that may stand once, a second value is not passed over."""
    bib = read(tmp_path, "x.bib", "@misc{a, title={A}, title={B}}")
    ris = read(
        tmp_path, "x.ris", "TY  - NEWS\nTI  - A\nTI  - B\nPY  - 2017\nDA  - 2018/01/02\nER  - "
    )

    assert "a: no place for a second title" in bib.told
    assert any("no place for TI, PY (2017)" in remark for remark in ris.told)


# --- what is not a library -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("x.json", "{", "x.json:1:2: this is not JSON"),
        ("x.json", "[1]", "a list of items is due"),
        ("x.json", "[" * 100_000, "x.json: this is not CSL-JSON"),
        ("x.json", '[{"id": 1, "id": 2}]', 'the key "id" stands twice'),
        ("x.json", "[]", "no entry is found"),
        ("x.bib", "nothing", "no entry is found"),
        ("x.ris", "", "no entry is found"),
        ("x.txt", "", "ends in .json (CSL-JSON), .bib or .ris"),
    ],
)
def test_what_is_no_library_is_told(tmp_path: Path, name: str, text: str, said: str) -> None:
    """The message says what is wrong with the file, and what to do."""
    with pytest.raises(NegotiationError) as caught:
        read(tmp_path, name, text)

    assert said in str(caught.value)


def test_bytes_that_are_no_text_are_told(tmp_path: Path) -> None:
    """A file in Latin-1 is told with its line."""
    (tmp_path / "x.ris").write_bytes("TY  - NEWS\nTI  - Trêve".encode("latin-1"))

    with pytest.raises(LoadError, match=r"x\.ris:2:\d+: Y008"):
        import_library(tmp_path / "x.ris")


@given(text=st.text(st.sampled_from("@misc{a,ti=}\\$%&#\"' \n[]:0TYERAU-"), max_size=80))
@settings(max_examples=60, deadline=None)
@pytest.mark.parametrize("form", ["csl-json", "bibtex", "ris"])
def test_no_library_breaks_the_import(
    tmp_path_factory: pytest.TempPathFactory, form: str, text: str
) -> None:
    """Whatever a file holds, it is read or refused with a message; what is written is YAML."""
    path = tmp_path_factory.mktemp("x") / "x"
    path.write_text(text, encoding="utf-8")
    try:
        found = import_library(path, form)
    except NegotiationError:
        return

    assert sources(found).keys() == found.sources.keys()


# --- the command ---------------------------------------------------------------------------------


def test_command_writes_the_block_and_talks_on_stderr(tmp_path: Path) -> None:
    """The block goes to stdout, what is lacking to stderr, and the exit code says so."""
    (tmp_path / "x.bib").write_text(BIBTEX, encoding="utf-8")
    made = run(str(tmp_path / "x.bib"))

    assert made.exit_code == 1
    assert made.stdout.startswith("sources:\n  haddad-truce2018:\n")
    assert "to add: nodate: it has no date" in made.stderr


def test_written_sources_serve_a_chronology(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Put into a new chronology, the written block is read as it is."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x.ris").write_text(RIS, encoding="utf-8")
    assert run(str(tmp_path / "x.ris"), "-o", str(tmp_path / "s.yaml")).exit_code == 0
    assert CliRunner().invoke(app, ["new", "t"]).exit_code == 0
    block = (tmp_path / "s.yaml").read_text(encoding="utf-8")
    story = (tmp_path / "t.yaml").read_text(encoding="utf-8")
    entry = block.removeprefix("sources:\n")
    (tmp_path / "t.yaml").write_text(
        re.sub(r"^sources:.*\n", lambda found: found[0] + entry, story, flags=re.MULTILINE),
        encoding="utf-8",
    )

    assert load(tmp_path / "t.yaml").sources["the-daily-2018-07-02"].title == "Truce holds"


def test_written_rows_serve_a_spreadsheet(tmp_path: Path) -> None:
    """What is written as sources.csv is the sheet `sources` of a folder of CSV files."""
    library, folder = tmp_path / "library.ris", tmp_path / "talks"
    library.write_text(RIS, encoding="utf-8")
    folder.mkdir()
    (folder / "about.csv").write_text(
        "field,value\nformat,negotiation-chronology/1\ntitle,Talks\nmodel,core-talks\ntimezone,UTC\n"
    )
    (folder / "events.csv").write_text(
        "id,kind,source,when\nfirst,statement,the-daily-2018-07-02,2018-07-01\n"
    )

    result = CliRunner().invoke(
        app, ["import-sources", str(library), "-o", str(folder / "sources.csv")]
    )

    assert result.exit_code == 0
    source = load(str(folder)).sources["the-daily-2018-07-02"]
    assert (source.title, source.author) == ("Truce holds", ("Haddad, Rana",))


def test_form_may_be_said(tmp_path: Path) -> None:
    """A file of another name is read as the form that is said."""
    (tmp_path / "x.txt").write_text(RIS, encoding="utf-8")

    assert run(str(tmp_path / "x.txt"), "--from", "ris").exit_code == 0
    assert run(str(tmp_path / "x.txt")).exit_code != 0
