"""Sources as CSL-JSON, BibTeX and RIS: as precise as they are, nothing that steers, and back."""

import json
import re
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from negotiation.chronology import Chronology
from negotiation.evidence import Source
from negotiation.exchange.as_bibtex import read_bibtex
from negotiation.exchange.as_csl import read_csl
from negotiation.exchange.as_ris import read_ris
from negotiation.exchange.entries import Entry, line, lines
from negotiation.exchange.sources_in import sources_in
from negotiation.exchange.sources_out import bibliography, not_held
from negotiation.load import load
from negotiation.view.lexicon import codes
from tests.making import WORDS, story
from tests.plotted import TALKS

FORMS = ("csl-json", "bibtex", "ris")
ABOUT = (
    WORDS.meaning("about-day", "P2D")
    .meaning("about-month", "P10D")
    .meaning("summer", "June–August")
)

# what of csl-data.json (github.com/citation-style-language/schema) an item of ours may hold
CSL = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["type", "id"],
        "additionalProperties": False,
        "properties": {
            "id": {"type": ["string", "number"]},
            "type": {"type": "string", "enum": ["article-newspaper", "webpage"]},
            "author": {
                "type": "array",
                "items": {
                    "type": "object",
                    "additionalProperties": False,
                    "properties": {
                        key: {"type": "string"} for key in ("family", "given", "literal")
                    },
                },
            },
            "issued": {"$ref": "#/$defs/date"},
            "accessed": {"$ref": "#/$defs/date"},
            **{
                key: {"type": "string"}
                for key in (
                    "citation-label", "container-title", "language", "note", "title", "URL",
                )
            },
        },
    },
    "$defs": {
        "date": {
            "type": "object",
            "additionalProperties": False,
            "properties": {
                "date-parts": {
                    "type": "array",
                    "minItems": 1,
                    "maxItems": 2,
                    "items": {
                        "type": "array",
                        "minItems": 1,
                        "maxItems": 3,
                        "items": {"type": ["string", "number"]},
                    },
                },
                "season": {"type": ["string", "number"]},
                "circa": {"type": ["string", "number", "boolean"]},
                "literal": {"type": "string"},
            },
        }
    },
}  # fmt: skip


def told(source: Source) -> Chronology:
    """Give a chronology with just this source."""
    return story(TALKS, sources={source.id: source}, words=ABOUT)


def source(**fields: Any) -> Source:
    """Give a source of the paper of 2 July 2018."""
    return Source(**({"id": "a", "outlet": "Paper", "published": "2018-07-02"} | fields))


def out(form: str, spoken: str = "en", /, **fields: Any) -> str:
    """Give a source as a form has it."""
    return bibliography(told(source(**fields)), form, spoken)


def item(**fields: Any) -> dict[str, Any]:
    """Give a source as the one item of CSL-JSON."""
    (only,) = json.loads(out("csl-json", **fields))
    return dict(only)


def entries(form: str, text: str) -> list[Entry]:
    """Give what is read from a form; nothing of it may be unreadable."""
    if form == "csl-json":
        return read_csl(text, "x")
    found, unread = (read_bibtex if form == "bibtex" else read_ris)(text, "x")
    assert unread == []
    return found


def back(form: str, text: str, language: str = "en") -> dict[str, Source]:
    """Give the sources that are written as YAML for what is read from a form."""
    made = sources_in(entries(form, text), language=language)
    data = yaml.load(made.yaml, Loader=yaml.BaseLoader)["sources"]  # noqa: S506  texts only
    return {key: Source.model_validate(fields | {"id": key}) for key, fields in data.items()}


# --- there and back ------------------------------------------------------------------------------

SIGNS = "ab AZ{}\\%&$#_^~\"'`-–<>|,;:@=*?!()[]/….éß\u00a0عربي中"
LETTERS = st.one_of(
    st.sampled_from(SIGNS), st.characters(exclude_categories=["Cc", "Cs", "Cn", "Co"])
)
TEXTS = st.text(LETTERS, min_size=1, max_size=30).map(line).filter(lambda text: text == line(text))
WORDS_ONLY = TEXTS.filter(bool)
NAMES = WORDS_ONLY.filter(lambda text: "," not in text)
AUTHORS = st.one_of(NAMES, st.tuples(NAMES, NAMES).map(", ".join))
NOTES = st.lists(TEXTS, min_size=1, max_size=3).map("\n".join).map(lines).filter(bool)
DATES = st.sampled_from(
    ["2018-07-02", "2018-07", "2018", "2018-07-03/2018-07-05", "2018-07-30/2018-08",
     "../2018-07-03", "2018-07-04~", "2018-07~", "2018-07-04?", "2018-22", "2018-22~", "2018-26",
     "2018-07-XX", "201X", "2018-07-04T19:00", "2018-07-04 afternoon", "[2018-06-24,2018-07-01]",
     "2018-07~-04", "2018-07-03~/2018-07-05~", "2018-07-04T19:00Z", "2017-12/2018-02"]
)  # fmt: skip
ADDRESSES = st.sampled_from(
    ["https://example.org/a_b?c=d&e=%20f#g~h", "http://example.org/(a)/$1,2;3@4", "https://é.org/ع"]
)
SOURCES = st.fixed_dictionaries(
    {
        "id": st.just("a"),
        "title": st.one_of(st.none(), WORDS_ONLY),
        "author": st.lists(AUTHORS, max_size=3).map(tuple),
        "outlet": WORDS_ONLY,
        "wire": st.lists(WORDS_ONLY, max_size=2).map(tuple),
        "url": st.one_of(st.none(), ADDRESSES),
        "archived": st.one_of(st.none(), ADDRESSES),
        "accessed": st.one_of(st.none(), DATES),
        "language": st.sampled_from([None, "en", "fr", "ar", "ku", "xx"]),
        "published": DATES,
        "published_inferred": st.booleans(),
    },
    optional={"label": WORDS_ONLY, "note": NOTES},
).map(lambda fields: Source(**fields))


@pytest.mark.parametrize("form", FORMS)
@given(one=SOURCES, language=st.sampled_from(codes()))
@settings(max_examples=30, deadline=None)
@example(source(title="{a} \\b & 100% $5 #1 _x^~ -- '' `` <x> | \"q\""), "en")
@example(source(author=("von and zu Body", "O'Neil, J. and K.", "A b, c, Jr.")), "fr")
@example(source(wire=("AFP; Wire: Reuters", "Wire: x"), note="Wire: AFP\n\nNote: x"), "ar")
@example(source(published="2018-07-04~", published_inferred=True), "en")
@example(source(title="TY - X", outlet="ER -", note="ER -\nTY - NEWS"), "en")
@example(source(title="@article{x,", outlet="a,b = {c}", note="Note: Note: x"), "en")
def test_a_source_comes_back_as_it_was(form: str, one: Source, language: str) -> None:
    """Every field of a source, in whatever language its remarks are, is read back as it was."""
    written = bibliography(told(one), form, language)

    assert back(form, written) == {"a": one}


def test_daraa_comes_back_in_every_language() -> None:
    """The shipped sources come back but for what is said of them in other languages."""
    daraa = load("daraa-2018")

    for form in FORMS:
        for code in codes():
            found = back(form, bibliography(daraa, form, code), code)
            assert list(found) == list(daraa.sources)
            for key, one in daraa.sources.items():
                label = {code: one.label[code]}
                note = dict.fromkeys([code] if one.note else [], one.note.get("en", ""))
                assert found[key] == one.model_copy(update={"label": label, "note": note})
            assert "each label in" in " ".join(not_held(daraa, form, code))


# --- dates ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("published", "issued"),
    [
        ("2018-07-02", {"date-parts": [[2018, 7, 2]]}),
        ("2018-07", {"date-parts": [[2018, 7]]}),
        ("2018", {"date-parts": [[2018]]}),
        ("2018-07-03/2018-07-05", {"date-parts": [[2018, 7, 3], [2018, 7, 5]]}),
        ("2018-07~", {"date-parts": [[2018, 7]], "circa": True}),
        ("2018-22", {"date-parts": [[2018]], "season": 2}),
        ("2018-07-04 afternoon", {"date-parts": [[2018, 7, 4]]}),
        ("2018-07-1X", {"date-parts": [[2018, 7]]}),
        ("[2018-06-24,2018-07-01]", {"date-parts": [[2018]]}),
        ("../2018-07-03", {"literal": "by 3 July 2018"}),
    ],
)
def test_csl_dates_are_as_precise_as_the_source(published: str, issued: dict[str, Any]) -> None:
    """A month stays a month; what has no parts is said by those that are sure, or in words."""
    assert item(published=published)["issued"] == issued


@pytest.mark.parametrize(
    ("published", "lines_of_ris"),
    [
        ("2018-07-02", ["PY  - 2018", "DA  - 2018/07/02/"]),
        ("2018-07", ["PY  - 2018", "DA  - 2018/07//"]),
        ("2018", ["PY  - 2018", "DA  - 2018///"]),
        (
            "2018-07-03/2018-07-05",
            ["PY  - 2018", "DA  - 2018/07//", "N1  - Published: 2018-07-03/2018-07-05"],
        ),
        ("../2018-07-03", ["N1  - Published: ../2018-07-03"]),
        ("2017-12/2018-02", ["N1  - Published: 2017-12/2018-02"]),
        ("2018-07-01~", ["PY  - 2018", "DA  - 2018///", "N1  - Published: 2018-07-01~"]),
    ],
)
def test_ris_dates_are_as_precise_as_the_source(published: str, lines_of_ris: list[str]) -> None:
    """RIS has days, months and years; about 1 July may be in June, and that is kept open."""
    made = out("ris", published=published).splitlines()

    assert [row for row in made if row[:2] in {"PY", "DA", "N1"}] == lines_of_ris


@pytest.mark.parametrize(
    ("published", "date", "noted"),
    [
        ("2018-07", "2018-07", False),
        ("2018-07-03/2018-07-05", "2018-07-03/2018-07-05", False),
        ("../2018-07-03", "../2018-07-03", False),
        ("2018-07-04~", "2018-07-04~", True),
        ("2018-07?", "2018-07?", True),
        ("2018-07-04 afternoon", "2018-07-04", True),
        ("2018-26", "2018", True),
        ("[2018-06-24,2018-07-01]", "2018", True),
    ],
)
def test_bibtex_dates_are_as_precise_as_the_source(published: str, date: str, noted: bool) -> None:
    """A field of biblatex holds EDTF; what it does not hold, or does not print, is noted."""
    made = out("bibtex", published=published)

    assert f"  date = {{{date}}}," in made
    assert ("note = {Published: " in made) is noted


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Publication date inferred"),
        ("fr", "Date de publication déduite"),
        ("ar", "تاريخ النشر مستنتج"),
    ],
)
def test_an_inferred_date_is_said(language: str, said: str) -> None:
    """In every format and language it is said that the date is inferred."""
    csl = json.loads(out("csl-json", language, published_inferred=True))[0]

    assert csl["issued"]["circa"] is True
    assert csl["note"] == said
    assert f"  note = {{{said}}}," in out("bibtex", language, published_inferred=True)
    assert f"N1  - {said}" in out("ris", language, published_inferred=True).splitlines()
    assert "nferred" in out("text", published_inferred=True)


# --- forms ---------------------------------------------------------------------------------------

FULL = {
    "title": "A title",
    "author": ("Family, Given", "Crisis Group"),
    "wire": ("AFP",),
    "url": "https://example.org/a_b%20c",
    "archived": "https://web.archive.org/x",
    "accessed": "2018-08-01",
    "language": "ar",
    "label": "A label",
    "note": "First line\nsecond",
}


@given(one=SOURCES)
@settings(max_examples=20, deadline=None)
def test_csl_follows_its_schema(one: Source) -> None:
    """Every source is an item as the schema of CSL-JSON has it."""
    jsonschema.validate(json.loads(bibliography(told(one), "csl-json")), CSL)


def test_csl_names_a_person_and_a_body() -> None:
    """A person has family and given names, a body is one literal name."""
    assert item(**FULL)["author"] == [
        {"family": "Family", "given": "Given"},
        {"literal": "Crisis Group"},
    ]
    assert item(**FULL)["note"] == (
        "Wire: AFP\nArchived: https://web.archive.org/x\nFirst line\nsecond"
    )


def test_bibtex_of_an_address_is_online() -> None:
    """With an address it is @online, with the outlet as biblatex prints it there."""
    assert out("bibtex", **FULL) == (
        "@online{a,\n"
        "  label = {A label},\n"
        "  author = {Family, Given and {Crisis Group}},\n"
        "  title = {A title},\n"
        "  organization = {Paper},\n"
        "  date = {2018-07-02},\n"
        "  url = {https://example.org/a_b%20c},\n"
        "  urldate = {2018-08-01},\n"
        "  langid = {arabic},\n"
        "  note = {Wire: AFP; Archived: https://web.archive.org/x},\n"
        "  annotation = {First line\\newline{}second},\n"
        "}\n"
    )


def test_bibtex_without_an_address_is_an_article_of_a_newspaper() -> None:
    """Without an address it is @article, of a newspaper."""
    assert out("bibtex") == (
        "@article{a,\n"
        "  entrysubtype = {newspaper},\n"
        "  journaltitle = {Paper},\n"
        "  date = {2018-07-02},\n"
        "}\n"
    )


def test_ris_has_one_line_a_tag() -> None:
    """A source in RIS, with an end."""
    assert out("ris", **FULL).splitlines() == [
        "TY  - ELEC", "ID  - a", "LB  - A label", "AU  - Family, Given", "AU  - Crisis Group",
        "TI  - A title", "T2  - Paper", "PY  - 2018", "DA  - 2018/07/02/", "Y2  - 2018/08/01/",
        "UR  - https://example.org/a_b%20c", "LA  - ar", "N1  - Wire: AFP",
        "N1  - Archived: https://web.archive.org/x", "N1  - First line", "N1  - second", "ER  - ",
    ]  # fmt: skip


@given(title=st.text(st.sampled_from('a\\{}$%&#_^~<>\n\r|@=,"'), min_size=1, max_size=20))
@settings(max_examples=30, deadline=None)
def test_no_title_is_a_command_of_latex(title: str) -> None:
    """Whatever a title holds: braces match, no sign of TeX is bare, no line is added."""
    if not title.strip():
        return
    made = out("bibtex", title=title)
    found = re.search(r"  title = \{(.*)\},\n", made)
    assert found is not None
    bare = re.sub(r"\\text[a-z]+\{\}|\\[&%$#_]|(?<=,)\{\}(?=,)", "", found[1])

    assert made.count("\n") == out("bibtex", title="x").count("\n")
    assert not set(bare) & set("\\{}$%&#_^~<>|")


@given(text=st.text(max_size=40))
@settings(max_examples=30, deadline=None)
def test_no_text_adds_a_line_to_ris(text: str) -> None:
    """Line ends and controls of a title add no tag to RIS, and no line."""
    made = out("ris", title=f"x{text}", outlet=f"y{text}", author=(f"z{text}",))

    assert len(made.split("\n")) == len(out("ris", title="x", author=("z",)).split("\n"))
    assert "\r" not in made


def test_json_has_its_form() -> None:
    """As JSON, fields are called as in files, and what is withheld is counted."""
    made = json.loads(out("json", **FULL))

    assert made["format"] == "negotiation-sources/1"
    assert made["sources"]["a"]["published"] == "2018-07-02"
    assert made["sources"]["a"]["published-inferred"] is False
    assert made["withheld"]["sources"] == 0


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "a: Family, Given; Crisis Group. “A title”. Paper, 2 July 2018. Wire: AFP. "
               "https://example.org/a_b%20c Archived: https://web.archive.org/x "
               "Read: 1 August 2018.\n"),
        ("fr", "a: Family, Given; Crisis Group. «\u00a0A title\u00a0». Paper, 2 juillet 2018. "
               "Agence\u00a0: AFP. https://example.org/a_b%20c "
               "Archivé\u00a0: https://web.archive.org/x Consulté\u00a0: 1er août 2018.\n"),
    ],
)  # fmt: skip
def test_text_is_a_list_of_references(language: str, said: str) -> None:
    """As text, a source is said as a list of references does, in the language."""
    assert out("text", language, **FULL).replace("\u202f", "\u00a0") == said
