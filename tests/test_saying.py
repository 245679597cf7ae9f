"""Sentences written from values: the vocabulary reads them back as what they were written from."""

import re
from datetime import date as day_of

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negotiation.dates import parse_date
from negotiation.errors import NegotiationError
from negotiation.gherkin.language import codes, language
from negotiation.gherkin.mistakes import columns
from negotiation.gherkin.saying import (
    date,
    keyword,
    length,
    number,
    samples,
    sentence,
    steps_of,
)
from negotiation.gherkin.sentences import STEPS
from negotiation.gherkin.spelling import plain
from negotiation.gherkin.values import Length, Polarity, Quantity, Went
from negotiation.gherkin.vocabulary import parameters, vocabulary

DAY = st.dates(day_of(1000, 1, 1), day_of(2999, 12, 31)).map(day_of.isoformat)
CLOCK = st.times().map(lambda time: f"{time:%H:%M}")
PART = st.sampled_from(["morning", "midday", "noon", "afternoon", "evening", "night", "dawn"])
WRITTEN = st.sampled_from(
    ["2018-07", "2018", "2018-07-04/2018-07-06", "../2018-07-03", "2018-07-04T15:00:30",
     "~2018-07-04T15:00", "[2018-07-04,2018-07-06]", "2018-07-04T15:00Z"]
)  # fmt: skip
DATE = st.one_of(
    DAY,
    st.tuples(DAY, CLOCK).map("T".join),
    st.tuples(DAY, PART).map(" ".join),
    WRITTEN,
).map(parse_date)
POLARITY = st.builds(Polarity, st.booleans(), st.booleans())
WHOLE = st.integers(0, 999_999_999_999).map(float)
DECIMAL = st.decimals(0, 99_999, places=4).map(float)
UNIT = st.sampled_from([60, 3600, 86_400, 604_800])
VALUES: dict[str, st.SearchStrategy[object]] = {
    "name": st.from_regex(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", fullmatch=True),
    "int": st.integers(0, 200),
    "when": DATE,
    "duration": st.builds(lambda n, unit: Length(n * unit, ""), st.integers(1, 400), UNIT),
    "number": st.builds(lambda n, p: Quantity(n, p, ""), WHOLE | DECIMAL, st.booleans()),
    "percent": st.builds(lambda n: Quantity(n, True, ""), st.decimals(0, 100, places=4).map(float)),
    "was": POLARITY,
    "never-was": st.none(),
    "went": st.builds(lambda no, d: Went(Polarity(negative=no), d), st.booleans(), st.booleans()),
    "deviates": POLARITY,
    "bound": st.sampled_from(["exactly", "at_least", "at_most"]),
    "answer": st.sampled_from(["accepted", "rejected"]),
}


def bare(value: object) -> object:
    """Give a value without how it was written."""
    if isinstance(value, Length):
        return value.seconds
    return (value.value, value.is_percent) if isinstance(value, Quantity) else value


@pytest.mark.parametrize("code", codes())
@settings(max_examples=150, deadline=None)
@given(st.data())
def test_what_is_written_is_read_back(code: str, data: st.DataObject) -> None:
    """Any step with any values, written in a language, is found there as the same, and alone."""
    words = vocabulary(code)
    step = data.draw(st.sampled_from(STEPS))
    values = [data.draw(VALUES[kind]) for kind in parameters(step.says)]

    written = sentence(words, step.id, *values)

    (found,) = words.find(plain(written))
    assert found.step.id == step.id
    assert list(map(bare, found.values)) == list(map(bare, values))


@pytest.mark.parametrize("code", codes())
@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.id)
def test_example_is_read_back(code: str, step: object) -> None:
    """Every example, taken apart and written again, is the same step with the same values."""
    words = vocabulary(code)
    (meant,) = words.find(plain(words.example(step.id)))  # type: ignore[attr-defined]

    (again,) = words.find(plain(sentence(words, meant.step.id, *meant.values)))

    assert again.step is meant.step
    assert list(map(bare, again.values)) == list(map(bare, meant.values))


def test_english_reads_as_people_write_it() -> None:
    """The article stands, the plural fits the number, and dates are in words."""
    english = vocabulary("en")
    was = sentence(
        english, "was-on", "process", Polarity(), "suspended", parse_date("2018-07-04 afternoon")
    )

    assert was == 'the "process" was "suspended" on the afternoon of 4 July 2018'
    assert (
        sentence(english, "supported", 1) == "only events supported by at least 1 report are used"
    )
    assert (
        sentence(english, "supported", 2) == "only events supported by at least 2 reports are used"
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2018-07-04", "4 July 2018"),
        ("2018-06-30T19:00", "30 June 2018 at 19:00"),
        ("2018-07-06 midday", "midday on 6 July 2018"),
        ("2018-07-04 dawn", "the dawn of 4 July 2018"),
        ("2018-07", "2018-07"),
        ("2018-07-03/2018-07-04", "2018-07-03/2018-07-04"),
    ],
)
def test_date_is_said_in_words_where_there_are_any(text: str, said: str) -> None:
    """Days, clock times and parts of a day are said in words; other forms stay as they are."""
    assert date(language("en"), parse_date(text)) == said


def test_lengths_and_numbers_of_english() -> None:
    """A length is told in its largest whole unit, a number with its signs."""
    english = language("en")

    assert [length(english, n) for n in (60, 5400, 3600, 10_800, 86_400, 1_209_600)] == [
        "1 minute", "90 minutes", "1 hour", "3 hours", "1 day", "2 weeks",
    ]  # fmt: skip
    assert number(english, Quantity(320_000, False, "")) == "320,000"
    assert number(english, Quantity(1.5, True, "")) == "1.5%"


@pytest.mark.parametrize(
    "wrong",
    [
        lambda words: sentence(words, "left-out", 'a "b"'),
        lambda words: sentence(words, "put-back", "a", Length(61, "")),
        lambda words: sentence(words, "moved", "a", parse_date("2018-07-04 tôt")),
    ],
)
def test_what_no_sentence_can_hold_is_refused(wrong: object) -> None:
    """A name with a quotation mark, a length in seconds, a word that is no id, are errors."""
    with pytest.raises(NegotiationError):
        wrong(vocabulary("en"))  # type: ignore[operator]


@pytest.mark.parametrize("code", codes())
def test_sample_tables_are_in_the_language(code: str) -> None:
    """Headings are those of the language, and dates in samples are dates there."""
    words = vocabulary(code)
    for step in STEPS:
        rows = [
            [cell.strip() for cell in row.strip("|").split("|")]
            for row in samples(words.words, step)
        ]
        assert bool(rows) == bool(step.needs), step.id
        ids = [columns(words.words)[cell.casefold()] for cell in rows[0]] if rows else []
        assert set(ids) <= {name.rstrip("?") for name in step.needs}
        for place, name in enumerate(ids):
            if name in {"from", "when"}:
                dates = [row[place] for row in rows[1:] if row[place]]
                assert [words.grammar.when(text).text for text in dates]
                assert code != "en" or all(re.fullmatch(r"\d+ [A-Z][a-z]+ 2018", d) for d in dates)


@pytest.mark.parametrize("code", codes())
def test_keywords_of_a_language_begin_steps(code: str) -> None:
    """Keywords of steps end with a space and are no asterisk; the second of a kind says And."""
    for kind in ("given", "when", "then", "and"):
        assert keyword(code, kind).endswith(" ")
        assert "*" not in keyword(code, kind)
    lines = list(steps_of(code, [("then", "a:", ["| b |"]), ("then", "c", [])]))

    assert lines == [f"{keyword(code, 'then')}a:", "  | b |", f"{keyword(code, 'and')}c"]
