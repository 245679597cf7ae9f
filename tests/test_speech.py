"""Speech: the words of pictures in English, French and Arabic, and dates said in them."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from string import Formatter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negotiation import wording
from negotiation.dates import Dating, Window, Words, parse_date, parse_moment, zone
from negotiation.errors import NegotiationError
from negotiation.gherkin.grammar import grammar
from negotiation.gherkin.saying import has_words
from negotiation.load import load
from negotiation.replay import replay
from negotiation.view.dated import say_date
from negotiation.view.lexicon import SECTIONS, Lexicon, codes, lexicon
from negotiation.view.speech import Speech, speech
from tests.making import event, model, report, rule, story, track
from tests.test_dates import texts

DAMASCUS = zone("Asia/Damascus")
NOWHERE_ELSE = st.integers(-2_000_000_000, 4_000_000_000)
PARTS = st.sampled_from(["morning", "midday", "noon", "afternoon", "evening", "night", "dusk"])
TALKS = model(phase=track(rule("up", ["low"], "high"), initial="low"))


def spoken(code: str) -> Speech:
    return speech(code, DAMASCUS)


def entries(words: Lexicon) -> Iterator[tuple[str, str | Mapping[str, str]]]:
    """Give every key with its text or its plural forms."""
    for section in SECTIONS:
        for key, text in getattr(words, section).items():
            yield f"{section}.{key}", text
    yield from ((f"parts.{key}", text) for key, text in words.parts.items())


def holes(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def largest(text: str | Mapping[str, str]) -> str:
    return text if isinstance(text, str) else text["other"]


# --- the files ------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", [code for code in codes() if code != "en"])
def test_every_language_has_the_same_keys_with_the_same_holes(code: str) -> None:
    """What English says, each language says, with the same values in it."""
    english, other = (
        {key: holes(largest(text)) - {"spelt", "count"} for key, text in entries(lexicon(one))}
        for one in ("en", code)
    )

    assert other == english


@pytest.mark.parametrize("code", codes())
def test_plural_forms_are_those_of_the_language(code: str) -> None:
    """A text that writes a number has a form for every category of those up to 200."""
    locale = spoken(code)._locale
    needed = {locale.plural_form(number) for number in range(1, 200)}

    for key, text in entries(lexicon(code)):
        if not isinstance(text, str):
            writes = holes(text["other"]) & {"count", "spelt"}
            assert not writes or needed <= set(text), key
            assert all(holes(form) <= holes(text["other"]) for form in text.values()), key


@pytest.mark.parametrize("code", codes())
def test_no_text_holds_a_line_end_or_an_odd_brace(code: str) -> None:
    """A text is one line, and what is in braces is a name."""
    for key, text in entries(lexicon(code)):
        for form in [text] if isinstance(text, str) else text.values():
            assert form == " ".join(form.split()) or "\N{NO-BREAK SPACE}" in form, key
            assert all(re.fullmatch("[a-z-]+", hole) for hole in holes(form)), key


def test_another_language_is_refused_with_those_that_there_are() -> None:
    """Whoever asks for German is told what there is."""
    with pytest.raises(NegotiationError, match='in "de"; write one of: en, ar, fr'):
        speech("de")


@pytest.mark.parametrize("key", ["figure.no-such-thing", "nothing", "language.x"])
def test_a_missing_key_is_an_error(key: str) -> None:
    """A text that is not there is never passed over."""
    with pytest.raises(KeyError):
        spoken("en").say(key)


# --- words ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "count", "said"),
    [
        ("en", 1, "1 event"),
        ("en", 1071, "1,071 events"),
        ("fr", 1, "1 événement"),
        ("fr", 1071, "1\u202f071 événements"),
        ("ar", 1, "حدث واحد"),
        ("ar", 2, "حدثان"),
        ("ar", 7, "7 أحداث"),
        ("ar", 71, "71 حدثا"),
        ("ar", 100, "100 حدث"),
    ],
)
def test_a_number_chooses_the_form_of_the_word(code: str, count: int, said: str) -> None:
    """Plural forms are those of CLDR, digits are western, thousands as the language parts them."""
    assert spoken(code).say("figure.events", count=count) == said


@pytest.mark.parametrize(
    ("code", "said"), [("en", "a, b and c"), ("fr", "a, b et c"), ("ar", "a وb وc")]
)
def test_lists_end_as_the_language_ends_them(code: str, said: str) -> None:
    """The last of a list is joined by "and", without a comma before it."""
    assert spoken(code).listed(["a", "b", "c"]) == said


def test_french_signs_stay_with_the_word_before_them() -> None:
    """The space before a colon and within quotation marks ends no line, in texts and labels."""
    said = spoken("fr")
    named = event("a", "up", label={"en": "A: b", "fr": "A : « b »"})

    assert said.say("figure.computed", bounds="x") == "calculé\N{NO-BREAK SPACE}: x"
    assert said.name(named) == "A\N{NO-BREAK SPACE}: «\N{NO-BREAK SPACE}b\N{NO-BREAK SPACE}»"
    assert spoken("en").name(named) == "A: b"


def test_a_name_falls_back_to_english_and_then_to_the_id() -> None:
    """What has no label in the language keeps the one that it has; on one line."""
    named = event("a", "up", label={"en": "The\ntalks", "fr": "Les pourparlers"})

    assert [spoken(code).name(named) for code in ("en", "fr", "ar")] == [
        "The talks", "Les pourparlers", "The talks",
    ]  # fmt: skip
    assert spoken("fr").name(event("b", "up")) == "b"


# --- days and windows -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "day", "weekday", "days"),
    [
        ("en", "1 July 2018", "Sunday 1 July 2018", "19 June–1 July 2018"),
        ("fr", "1er juillet 2018", "dimanche 1er juillet 2018", "du 19 juin au 1er juillet 2018"),
        ("ar", "1 تموز 2018", "الأحد 1 تموز 2018", "من 19 حزيران إلى 1 تموز 2018"),
    ],
)
def test_days(code: str, day: str, weekday: str, days: str) -> None:
    """Days, with their weekday, and from one to another; months as in the zone's country."""
    first, last = date(2018, 6, 19), date(2018, 7, 1)
    said = spoken(code)

    assert (said.day(last), said.weekday(last), said.days(first, last)) == (day, weekday, days)


@pytest.mark.parametrize(
    ("code", "heading"),
    [("en", "Morning of 4 July"), ("fr", "Matinée du 4 juillet"), ("ar", "صباح 4 تموز")],
)
def test_a_heading_leaves_out_the_article_and_the_year_that_is_known(
    code: str, heading: str
) -> None:
    """The date on a flag begins with a capital and says only what its reader needs."""
    said = say_date(spoken(code), parse_date("2018-07-04 morning"))

    assert spoken(code).heading(said, 2018) == heading
    assert spoken(code).heading(said).endswith("2018")


def test_arabic_months_are_those_of_the_country() -> None:
    """Damascus says حزيران, Cairo يونيو, Algiers جوان."""
    zones = ("Asia/Damascus", "Africa/Cairo", "Africa/Algiers", "UTC")

    assert [speech("ar", zone(name)).month(date(2018, 6, 1)) for name in zones] == [
        "حزيران", "يونيو", "جوان", "يونيو",
    ]  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(NOWHERE_ELSE, st.sampled_from([1, 60, 86_400, 7 * 86_400]), st.integers(0, 400))
def test_english_says_moments_and_windows_as_the_rest_of_the_program(
    start: int, unit: int, count: int
) -> None:
    """English is that of wording.py, to the letter."""
    english = spoken("en")
    end = start // unit * unit + unit * (count + 1)

    assert english.moment(start) == wording.moment(start, DAMASCUS)
    for window in (
        Window(start, end), Window(start, end, computed=True), Window(None, end),
        Window(start, None), Window(None, None), Window(start, end, "then", computed=True),
    ):  # fmt: skip
        assert english.bounds(window) == wording.bounds(window, DAMASCUS)
        assert english.window(window) == wording.window(window, DAMASCUS)


@settings(max_examples=300, deadline=None)
@given(texts())
def test_english_says_dates_as_they_are_described(text: str) -> None:
    """The English of the language file is that of the dates, so the others say the same things."""
    when = parse_date(text)

    assert say_date(spoken("en"), when) == when.describe()


@pytest.mark.parametrize(
    "text",
    [
        "201X", "20XX-07", "2018-XX", "2018-07-XX", "2018-XX-04", "2018-21", "2018-29", "2018-36",
        "2018-39", "2018-41", "2018-07-04~", "2018-07?", "2018?-07-04", "2018-07~-04?", "2018%",
        "[..1984-02?]", "[2018-06-24,2018-07-01..2018-07-03]", "[2018,2020..]", "/2018", "2018/",
        "[2018?-01,2018-07,2019]", "2018-06~/2018-07?",
    ],
)  # fmt: skip
def test_english_says_rarer_dates_as_they_are_described(text: str) -> None:
    """So it is with unknown digits, seasons, signs of doubt, and one-of sets."""
    assert say_date(spoken("en"), parse_date(text)) == parse_date(text).describe()


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(["fr", "ar"]),
    st.dates(date(1901, 1, 1), date(2099, 12, 31)),
    st.one_of(st.none(), PARTS, st.times()),
)
def test_features_read_back_what_is_said(code: str, day: date, rest: object) -> None:
    """A day, clock time or part of a day is said as the sentences of features know it."""
    text = f"{day:%Y-%m-%d}"
    text += "" if rest is None else f" {rest}" if isinstance(rest, str) else f"T{rest:%H:%M}"
    when = parse_date(text)

    assert has_words(when)
    assert grammar(code).when(say_date(spoken(code), when).replace("’", "'")) == when


@pytest.mark.parametrize(
    ("text", "french", "arabic"),
    [
        ("2018-07-04~", "vers le 4 juillet 2018", "نحو 4 تموز 2018"),
        ("2018-06-24/2018-07-01", "entre le 24 juin 2018 et le 1er juillet 2018",
         "بين 24 حزيران 2018 و1 تموز 2018"),
        ("../2018-07", "au plus tard juillet 2018", "في موعد أقصاه تموز 2018"),
        ("2018-07-XX", "un jour inconnu (juillet 2018)", "يوم غير معروف من تموز 2018"),
        ("[2018,2020]", "2018 ou 2020", "2018 أو 2020"),
        ("2018-24", "hiver 2018", "شتاء 2018"),
    ],
)  # fmt: skip
def test_dates_in_french_and_arabic(text: str, french: str, arabic: str) -> None:
    """A date is said as vaguely as it is written."""
    assert [say_date(spoken(code), parse_date(text)) for code in ("fr", "ar")] == [french, arabic]


def test_a_window_is_said_in_the_words_of_its_reports() -> None:
    """Two reports that exclude each other are both said, each with the zone that it names."""
    told = story(
        TALKS,
        event("a", "up", report("2031-03-04"), report("2031-03-06", timezone="Europe/Moscow")),
    )

    said = spoken("fr").when(replay(told), "a")

    assert said == "4 mars 2031 ou 6 mars 2031 (Europe/Moscow)"


def test_a_computed_window_says_the_words_and_the_numbers() -> None:
    """What other reports narrow it to stands apart from what its own report says."""
    window = parse_date("2018-07-04").window(DAMASCUS, Words({}))
    start = parse_moment("2018-07-04T13:15", DAMASCUS)
    narrowed = Window(start, start + 3600, window.text, True, window.written)

    assert [spoken(code).window(narrowed) for code in codes()] == [
        "4 July 2018 (computed: 13:15–14:15)",
        "4 تموز 2018 (محسوب: 13:15–14:15)",
        "4 juillet 2018 (calculé\N{NO-BREAK SPACE}: 13:15–14:15)",
    ]


def test_words_without_a_written_date_stay_in_english() -> None:
    """A text that cannot be put into the language is kept."""
    assert spoken("ar").window(Window(0, 1, "some day")) == "some day"


def test_every_window_of_daraa_is_said_in_its_language() -> None:
    """No date of the chronology stays in English."""
    history = replay(load("daraa-2018"))
    english = r"January|July|June|morning|of|the|about|between"

    for key in history.chronology.events:
        assert not re.search(rf"\b({english})\b", spoken("ar").when(history, key))
        assert not re.search(rf"\b({english})\b", spoken("fr").when(history, key))


def test_a_computed_date_has_no_words() -> None:
    """What nobody wrote is said in numbers."""
    assert say_date(spoken("fr"), Dating("", ())) == ""


def test_short_months_are_those_of_the_country_whatever_was_asked_before() -> None:
    """June in Damascus is حزيران, also after June without a country."""
    june = date(2018, 6, 19)

    assert speech("ar", zone("UTC")).short_month(june) == "يونيو"
    assert speech("ar", zone("Asia/Damascus")).short_month(june) == "حزيران"
