"""The sheets of a chronology and their columns: which field of the format each one holds.

Facts only; read by load/from_sheets.py and written by filled.py. A heading is the name of its
field, with a language after it where a text may stand in several: "label", "label fr".
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

ABOUT = "about"
CODEBOOK, LISTS = "codebook", "lists"  # written for the coder, never read
OWN = "_"  # sheets and columns whose name begins so are the coder's own, and not read


class Form(Enum):
    """How a cell is read: one text, a text in a language, ids, texts, or a further field."""

    TEXT = "one text"
    LABEL = "a text; a further column “… fr” holds it in French"
    IDS = "one id or several, separated by commas or spaces"
    TEXTS = "one text or several, separated by semicolons"
    DETAIL = "a text; the name of the detail stands in the heading"


@dataclass(frozen=True, slots=True)
class Field:
    """A column: its heading, the path of its field in the row's block, its form and its use."""

    heading: str
    path: tuple[str, ...]
    help: str
    form: Form = Form.TEXT
    choices: tuple[str, ...] | str = ()
    width: int = 16


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet: its name, the section of the format that it fills, its columns, what it is for.

    `key` is the heading of the ids, if the section names its blocks.
    """

    name: str
    help: str
    fields: tuple[Field, ...]
    key: str = ""


def _field(heading: str, help: str, form: Form = Form.TEXT, **more: object) -> Field:  # noqa: A002
    path = more.pop("path", tuple(heading.split()))  # () for what no block holds
    return Field(heading, path, help, form, **more)  # type: ignore[arg-type]


_WHEN = (
    "the date as the source has it: 2031-03-04, 2031-03, 2031-03-04 afternoon, ~2031-03-04T12:00"
)
_SOURCE = _field("source", "the id of the source", choices="sources", width=22)
_PARAGRAPH = _field("paragraph", "paragraphs of the source, counted from 1: 11, 11-12 or 2, 5-6",
                    width=10)  # fmt: skip
_SAID_BY = _field("said-by", "to whom the source attributes it; empty: the source itself",
                  Form.IDS, path=("by",), choices="actors", width=20)  # fmt: skip
_NOTE = _field("note", "a remark", Form.LABEL, width=30)
_LABEL = _field("label", "what people read instead of the id", Form.LABEL, width=40)
_FACTS = _field("facts", "ids of the coded facts", Form.TEXTS, width=10)
_MODALITY = _field("modality", "how the source speaks of it; empty: actual", width=12, choices=(
    "actual", "announced", "scheduled", "conditional", "hypothetical", "negated"))  # fmt: skip
_CONFIDENTIAL = _field("confidential", "true: it is in no output", choices=("true", "false"),
                       width=12)  # fmt: skip
_FLAG = ("true", "false")


def _id(what: str) -> Field:
    return _field("id", f"the id of the {what}: a–z, 0–9 and hyphens", width=26)


# what an event's own row may say of its only report, or of its first
FIRST_REPORT = (
    _SOURCE,
    _PARAGRAPH,
    _SAID_BY,
    _field("when", _WHEN, width=24),
    _MODALITY,
)

EVENTS = Table("events", "One row a moment; what lasts has a beginning and an end.", (
    _id("event"),
    _LABEL,
    _field("kind", "a kind of the model: see the sheet codebook", choices=CODEBOOK, width=32),
    *FIRST_REPORT,
    *(_field(role, told, Form.IDS, path=("who", role), choices="actors") for role, told in (
        ("by", "who did or said it"), ("to", "at whom it was directed"),
        ("with", "who else took part"), ("backed-by", "who backed them"),
        ("mediated-by", "who mediated"))),
    _field("issues", "the issues it is about", Form.IDS, choices="issues"),
    _field("places", "where it was", Form.IDS, choices="places"),
    _field("third-parties", "third parties whose doings it tells of", Form.IDS,
           choices="third-parties"),
    _FACTS,
    _field("details", "a further field, which conditions of the model may ask for", Form.DETAIL),
    _field("coder", "who coded it, if not who coded the file", width=8),
    _NOTE,
), key="id")  # fmt: skip

REPORTS = Table("reports", "One row a statement of a source on an event.", (
    _field("event", "the id of the event", choices="events", width=26, path=()),
    _field("id", "the id of the report, where something refers to it", width=10),
    *FIRST_REPORT,
    _field("kind", "what this report says it was, where that differs", choices=CODEBOOK, width=20),
    _field("timezone", "the zone of its date, if not the file's"),
    _field("inferred", "why the coder infers it; then it needs no source", width=30),
    _field("coder", "who coded it, if not who coded the event", width=8),
    _field("quotation", "the source's words, for the coders alone", width=30),
    _field("translation", "a translation of them, as private", width=30),
    _CONFIDENTIAL,
    _NOTE,
))  # fmt: skip

RELATION_WORDS = ("after", "before", "lag")
RELATIONS = Table("relations", "One row an order that a report gives.", (
    _field("event", "the id of the event", choices="events", width=26, path=()),
    _field("report", "which report says so: its id, or event/2 for the second; empty: its only one",
           path=(), width=20),
    _field("relation", "after or before another event, or lag: so long after it",
           choices=RELATION_WORDS, path=(), width=10),
    _field("other", "the id of the other event", choices="events", width=26, path=()),
    _field("about", "of a lag: about so long, PT90M or P2D", path=("lag", "about"), width=10),
    _field("tolerance", "how wide “about” is", path=("lag", "tolerance"), width=10),
    _field("at-least", "of a lag: at least so long", path=("lag", "at-least"), width=10),
    _field("at-most", "of a lag: at most so long", path=("lag", "at-most"), width=10),
    _field("inferred", "if no report says so: why the coder infers it", width=30, path=()),
))  # fmt: skip

# of a measure itself; its first row says it
OF_MEASURE = (
    _LABEL,
    _field("unit", "what is counted: people, towns, percent"),
    _field("victims", "true: it counts people killed, hurt, driven out, held or missing",
           choices=_FLAG, width=8),
    _field("about-percent", "how wide “about” is, in percent", path=("about",), width=8),
    _field("measure-note", "a remark on the measure", Form.LABEL, path=("note",)),
)  # fmt: skip
MEASURES = Table("measures", "One row a value that a source gives of a quantity. Never summed.", (
    _field("measure", "the id of the measure", width=20, path=()),
    *OF_MEASURE,
    _field("id", "the id of the value, where another one is measured by it", width=10),
    _field("value", "the value as reported", width=10),
    _field("at-least", "or: at least so many", width=10),
    _field("more-than", "or: more than so many", width=10),
    _field("about", "or: about so many", width=10),
    _field("lowest", "or: between this", path=("between", "0"), width=10),
    _field("highest", "and this", path=("between", "1"), width=10),
    _field("times-of", "the id of a value that it is a multiple of", path=("times", "of"),
           width=10),
    _field("times", "how many times that value", path=("times", "factor"), width=8),
    _field("words", "as the source puts it", Form.LABEL, width=20),
    _field("as-of", "the date it stands for"),
    _SOURCE, _PARAGRAPH, _SAID_BY,
    _field("attributed-to", "of victims: who is said to be responsible", Form.IDS,
           choices="actors"),
    _FACTS, _NOTE,
))  # fmt: skip

SOURCES = Table("sources", "One row a document.", (
    _id("source"), _LABEL,
    _field("outlet", "who published it"),
    _field("title", "its title", width=30),
    _field("author", "who wrote it: Family, Given", Form.TEXTS),
    _field("wire", "news agencies it comes from", Form.TEXTS, width=10),
    _field("published", "the day it came out: 2031-03-05", width=12),
    _field("published-inferred", "true if the document carries no date", choices=_FLAG, width=10),
    _field("url", "where it was read", width=30),
    _field("archived", "a copy in an archive", width=30),
    _field("accessed", "the day it was read", width=12),
    _field("language", "its language: en, fr, ar", width=8),
    _CONFIDENTIAL, _NOTE,
), key="id")  # fmt: skip

ACTORS = Table("actors", "Who acts or is quoted: roles rather than names.", (
    _id("actor"), _LABEL,
    _field("side", "a side, such as government or opposition"),
    _field("aliases", "other names of it", Form.TEXTS, width=24),
    _field("spokespersons", "public spokespersons only", Form.TEXTS, width=24),
    _CONFIDENTIAL, _NOTE,
), key="id")  # fmt: skip

PLACES = Table("places", "Where it happened.", (
    _id("place"), _LABEL,
    _field("aliases", "other spellings", Form.TEXTS, width=24),
    _field("tracked", "false: no track follows it", choices=_FLAG, width=8),
    _CONFIDENTIAL, _NOTE,
), key="id")  # fmt: skip

_CITED = (_SOURCE, _PARAGRAPH)
TABLES = (
    SOURCES,
    EVENTS,
    REPORTS,
    RELATIONS,
    MEASURES,
    ACTORS,
    PLACES,
    Table("issues", "What is negotiated.", (_id("issue"), _LABEL, _NOTE), key="id"),
    Table("third-parties", "Others whose doings are followed.", (_id("third party"), _LABEL, _NOTE),
          key="id"),
    Table("background", "What a source says of the setting: no event here.", (
        _field("text", "in your words", Form.LABEL, width=60), *_CITED,
        _field("when", _WHEN, width=20), _SAID_BY, _FACTS, _NOTE)),
    Table("left-uncoded", "What was left out on purpose.", (
        _field("what", "what it is", Form.LABEL, width=40),
        _field("because", "why", Form.LABEL, width=40), *_CITED, _FACTS)),
    Table("notes", "What stays open, with both sides.", (
        _field("text", "in your words", Form.LABEL, width=60),
        _field("about", "events", Form.IDS, choices="events"),
        _field("measures", "measures", Form.IDS),
        _field("sources", "the sources it speaks of", Form.IDS, choices="sources"))),
    Table("set-aside", "Reports that the coder does not use.", (
        _field("report", "their ids", Form.IDS), _field("because", "why", width=60))),
    Table("acknowledged", "Findings of “validate” that are rightly so.", (
        _field("code", "the code of the finding, such as L203", width=8),
        _field("about", "what it is about; empty: all of that code", Form.TEXTS, width=30),
        _field("because", "why it is right as it is", width=60))),
)  # fmt: skip
BY_NAME = {table.name: table for table in TABLES}
NAMED = tuple(table for table in TABLES if table.key)
LISTED = tuple(t for t in TABLES if not t.key and t not in (REPORTS, RELATIONS, MEASURES))

# the fields of the sheet “about”, one a row; those that begin with a word have a further one
ABOUT_FIELDS = {
    "format": "what this file is",
    "title": "what people read; “title fr” holds it in French",
    "definition": "what the chronology covers",
    "model": "what may follow what: core-talks, talks-under-fire, or a file beside this one",
    "timezone": "an IANA name, such as Asia/Damascus; all clock times are read in it",
    "coder": "who coded it, by initials or role",
    "words": "“words morning” and so on: what the words of time mean, 06–12",
    "not-the-same": "places easily taken for one another; a row for each such group",
    "figure": "“figure tracks”, “figure measures”, “figure flags”, “figure from”, “figure to”, "
    "“figure quiet”, and “figure title TRACK”: what the picture shows",
}
WORDED = ("title", "definition", "words", "figure")  # those that a further word may follow
FIGURE_LISTS = ("tracks", "measures", "flags")
NONE = "[]"  # a list that is empty on purpose
