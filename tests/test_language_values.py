"""Dates, lengths and numbers in the words of French and Arabic: what is read, what is refused."""

from __future__ import annotations

import pytest

from negotiation.dates import parse_date
from negotiation.errors import DateError
from negotiation.gherkin.grammar import grammar
from negotiation.gherkin.language import language
from negotiation.gherkin.spelling import plain
from negotiation.gherkin.values import Length, Quantity

# --- dates ---------------------------------------------------------------------------------------

MONTHS = {
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "ar": "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
}
LEVANT = (
    "كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران",
    "تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول",
)  # fmt: skip


@pytest.mark.parametrize("number", range(1, 13))
def test_every_month_is_read(number: int) -> None:
    """French months, and both Arabic names of a month, alone and together in either order."""
    french, other = (MONTHS[code].split()[number - 1] for code in ("fr", "ar"))
    levant = LEVANT[number - 1]
    day = parse_date(f"2018-{number:02}-09")

    assert grammar("fr").when(f"9 {french} 2018") == day
    for name in (levant, other, f"{levant}/{other}", f"{other}/{levant}"):
        assert grammar("ar").when(f"9 {name} 2018") == day


@pytest.mark.parametrize(
    ("code", "text", "written"),
    [
        ("fr", "1er juillet 2018", "2018-07-01"),
        ("fr", "1 juillet 2018", "2018-07-01"),
        ("fr", "le 4 juillet 2018", "2018-07-04"),
        ("fr", "2018-07-04", "2018-07-04"),
        ("fr", "4 juillet 2018 à 15:00", "2018-07-04T15:00"),
        ("fr", "4 juillet 2018, à 15h00", "2018-07-04T15:00"),
        ("fr", "4 juillet 2018 à 15 h 05", "2018-07-04T15:05"),
        ("fr", "4 juillet 2018 à 9 h", "2018-07-04T09:00"),
        ("fr", "4 juillet 2018 à 19 heures", "2018-07-04T19:00"),
        ("fr", "l'après-midi du 4 juillet 2018", "2018-07-04 afternoon"),
        ("fr", "dans l'après-midi du 4 juillet 2018", "2018-07-04 afternoon"),
        ("fr", "4 juillet 2018 dans l'après-midi", "2018-07-04 afternoon"),
        ("fr", "la matinée du 6 juillet 2018", "2018-07-06 morning"),
        ("fr", "6 juillet 2018 à midi", "2018-07-06 noon"),
        ("fr", "à la mi-journée du 6 juillet 2018", "2018-07-06 midday"),
        ("fr", "4 juillet 2018 en soirée", "2018-07-04 evening"),
        ("fr", "en soirée du 4 juillet 2018", "2018-07-04 evening"),
        ("fr", "la nuit du 30 juin 2018", "2018-06-30 night"),
        ("fr", "la période dawn du 4 juillet 2018", "2018-07-04 dawn"),
        ("ar", "4 تموز 2018", "2018-07-04"),
        ("ar", "4 اذار 2018", "2018-03-04"),
        ("ar", "4 من تموز 2018", "2018-07-04"),
        ("ar", "يوم 4 تموز 2018", "2018-07-04"),
        ("ar", "4 تموز 2018 الساعة 15:00", "2018-07-04T15:00"),
        ("ar", "4 تموز/يوليو 2018 عند الساعة 9:05", "2018-07-04T09:05"),
        ("ar", "الساعة 15:00 من يوم 4 تموز 2018", "2018-07-04T15:00"),
        ("ar", "بعد ظهر 4 تموز 2018", "2018-07-04 afternoon"),
        ("ar", "4 تموز 2018 بعد الظهر", "2018-07-04 afternoon"),
        ("ar", "صباح يوم 6 تموز 2018", "2018-07-06 morning"),
        ("ar", "ظهر 6 تموز 2018", "2018-07-06 noon"),
        ("ar", "منتصف نهار 6 تموز 2018", "2018-07-06 midday"),
        ("ar", "6 تموز 2018 عند منتصف النهار", "2018-07-06 midday"),
        ("ar", "مساء 4 تموز 2018", "2018-07-04 evening"),
        ("ar", "4 تموز 2018 مساء", "2018-07-04 evening"),
        ("ar", "ليلة 30 حزيران 2018", "2018-06-30 night"),
        ("ar", "فترة dawn من 4 تموز 2018", "2018-07-04 dawn"),
    ],
)
def test_dates_in_words(code: str, text: str, written: str) -> None:
    """A day, a clock time and a part of the day are read as files write them."""
    assert grammar(code).when(text) == parse_date(written)


@pytest.mark.parametrize(
    ("code", "text", "hint"),
    [
        ("fr", "4 July 2018", "écrivez 4 juillet 2018"),
        ("fr", "hier", "écrivez 4 juillet 2018"),
        ("fr", "04/07/2018", "écrivez 4 juillet 2018"),
        ("fr", "4 juillet", "écrivez 4 juillet 2018"),
        ("fr", "mercredi 4 juillet 2018", "écrivez 4 juillet 2018"),
        ("ar", "4 July 2018", "اكتب 4 تموز 2018"),
        ("ar", "أمس", "اكتب 4 تموز 2018"),
        ("ar", "4 تموز/حزيران 2018", "اكتب 4 تموز 2018"),
        ("ar", "4 يوليو", "اكتب 4 تموز 2018"),
    ],
)
def test_other_dates_are_refused_in_the_language(code: str, text: str, hint: str) -> None:
    """What is no date of the language is refused, with what to write in its own words."""
    with pytest.raises(DateError) as refused:
        grammar(code).when(text)

    assert hint in refused.value.hint


def test_an_impossible_day_is_refused() -> None:
    """31 June is a date by its form, and refused as the day that it is not."""
    with pytest.raises(DateError, match="2018-06-31"):
        grammar("fr").when("31 juin 2018")


# --- lengths and numbers -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "text", "seconds"),
    [
        ("fr", "90 minutes", 5_400),
        ("fr", "1 heure", 3_600),
        ("fr", "une heure", 3_600),
        ("fr", "24 heures", 86_400),
        ("fr", "24 h", 86_400),
        ("fr", "3 jours", 259_200),
        ("fr", "une semaine", 604_800),
        ("fr", "2 semaines", 1_209_600),
        ("ar", "دقيقة واحدة", 60),
        ("ar", "دقيقتين", 120),
        ("ar", "90 دقيقة", 5_400),
        ("ar", "5 دقائق", 300),
        ("ar", "ساعة", 3_600),
        ("ar", "ساعة واحدة", 3_600),
        ("ar", "ساعتان", 7_200),
        ("ar", "ساعتين", 7_200),
        ("ar", "3 ساعات", 10_800),
        ("ar", "24 ساعة", 86_400),
        ("ar", "يوما واحدا", 86_400),
        ("ar", "يومان", 172_800),
        ("ar", "يومين", 172_800),
        ("ar", "3 أيام", 259_200),
        ("ar", "11 يوما", 950_400),
        ("ar", "أسبوع", 604_800),
        ("ar", "أسبوعين", 1_209_600),
        ("ar", "3 أسابيع", 1_814_400),
    ],
)
def test_lengths(code: str, text: str, seconds: int) -> None:
    """A length has a number and a unit, or a word that says both."""
    assert grammar(code).duration(text) == Length(seconds, text)


@pytest.mark.parametrize(
    ("count", "written"),
    [
        (1, "ساعة واحدة"), (2, "ساعتين"), (3, "3 ساعات"), (10, "10 ساعات"), (11, "11 ساعة"),
        (24, "24 ساعة"), (100, "100 ساعة"), (103, "103 ساعات"),
    ],
)  # fmt: skip
def test_arabic_writes_the_number_form(count: int, written: str) -> None:
    """One and two need no number, 3 to 10 take the plural, what is above takes the singular."""
    assert language("ar").lengths["hour"].counted(count) == written


def test_french_writes_one_with_a_number() -> None:
    """Of an hour French writes 1, so that no word before it need lose a vowel."""
    assert language("fr").lengths["hour"].counted(1) == "1 heure"
    assert language("fr").lengths["hour"].counted(2) == "2 heures"


@pytest.mark.parametrize(
    ("code", "text", "hint"),
    [
        ("fr", "24 hours", "écrivez 90 minutes"),
        ("fr", "deux jours", "écrivez 90 minutes"),
        ("fr", "1,5 heure", "écrivez 90 minutes"),
        ("ar", "24 hours", "اكتب 90 دقيقة"),
        ("ar", "2 ساعتين", "اكتب 90 دقيقة"),
        ("ar", "ثلاثة أيام", "اكتب 90 دقيقة"),
    ],
)
def test_other_lengths_are_refused_in_the_language(code: str, text: str, hint: str) -> None:
    """What is no length of the language is refused, with what to write in its own words."""
    with pytest.raises(DateError) as refused:
        grammar(code).duration(text)

    assert hint in refused.value.hint


@pytest.mark.parametrize(
    ("code", "text", "value", "is_percent"),
    [
        ("fr", "320 000", 320_000, False),
        ("fr", "320\u202f000", 320_000, False),
        ("fr", "320000", 320_000, False),
        ("fr", "1,5", 1.5, False),
        ("fr", "1 234,5", 1_234.5, False),
        ("fr", "0,125", 0.125, False),
        ("fr", "40 %", 40, True),
        ("fr", "66,7%", 66.7, True),
        ("fr", "40 pour cent", 40, True),
        ("ar", "320,000", 320_000, False),
        ("ar", "٣٢٠٬٠٠٠", 320_000, False),
        ("ar", "٣٢٠،٠٠٠", 320_000, False),
        ("ar", "٦٦٫٧٪", 66.7, True),
        ("ar", "40%", 40, True),
        ("ar", "40 في المئة", 40, True),
    ],
)
def test_numbers(code: str, text: str, value: float, is_percent: bool) -> None:
    """Numbers have the signs of their language, and digits of either kind."""
    found = grammar(code).number(plain(text))

    assert (found.value, found.is_percent) == (value, is_percent)


@pytest.mark.parametrize(
    ("code", "text", "hint"),
    [
        ("fr", "320,000", "écrivez 320 000"),  # 320 in French, 320 thousand in English
        ("fr", "320.000", "écrivez 320 000"),
        ("fr", "320.5", "écrivez 320 000"),
        ("fr", "320 00", "écrivez 320 000"),
        ("fr", "beaucoup", "écrivez 320 000"),
        ("ar", "320.000", "اكتب 320,000"),  # 320 thousand where a point stands between thousands
        ("ar", "كثير", "اكتب 320,000"),
    ],
)
def test_other_numbers_are_refused_in_the_language(code: str, text: str, hint: str) -> None:
    """A number that others read a thousand times larger is refused, like what is none."""
    with pytest.raises(DateError) as refused:
        grammar(code).number(text)

    assert hint in refused.value.hint


def test_english_numbers_stay_as_they_were() -> None:
    """In English a comma stands between thousands, a point before decimals.

    Three decimals are refused: 320.000 is 320,000 to many readers.
    """
    assert grammar("en").number("320,000") == Quantity(320_000, False, "320,000")
    assert grammar("en").number("1.25") == Quantity(1.25, False, "1.25")
    with pytest.raises(DateError, match="320,000"):
        grammar("en").number("320.000")
    assert grammar("en").number("40 %") == Quantity(40, True, "40 %")
