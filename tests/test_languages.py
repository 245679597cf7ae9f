"""The words of each language of features: all there, and read as what they mean."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from negotiation.dates import parse_date
from negotiation.gherkin.complete import lacking
from negotiation.gherkin.language import Language, codes, language
from negotiation.gherkin.reader import parse, read
from negotiation.gherkin.results import Status
from negotiation.gherkin.running import run_feature
from negotiation.gherkin.saying import sentence
from negotiation.gherkin.sentences import STEPS
from negotiation.gherkin.spelling import cell, plain
from negotiation.gherkin.talks import Folder, Shelf
from negotiation.gherkin.values import Length, Polarity, Quantity, Went
from negotiation.gherkin.vocabulary import Meaning, Vocabulary, vocabulary

HERE = Path(__file__).parent
OTHERS = [code for code in codes() if code != "en"]
IDS = [step.id for step in STEPS]


def the_one(code: str, sentence: str) -> Meaning:
    """Give what a sentence means, which must be one thing."""
    found = vocabulary(code).find(plain(sentence))
    assert len(found) == 1, f"{sentence!r} has {len(found)} meanings"
    assert found[0].problem is None
    return found[0]


def measured(values: tuple[Any, ...]) -> list[Any]:
    """Give values without how they were written."""
    kept: list[Any] = []
    for value in values:
        if isinstance(value, Length):
            kept.append(value.seconds)
        elif isinstance(value, Quantity):
            kept.append((value.value, value.is_percent))
        else:
            kept.append(value)
    return kept


# --- complete ------------------------------------------------------------------------------------


def test_english_comes_first() -> None:
    """The languages are English, then the others by their codes."""
    assert codes() == ("en", "ar", "fr")


@pytest.mark.parametrize("code", codes())
def test_nothing_is_lacking(code: str) -> None:
    """Each language has every part, unit, column, message and sentence of English, and no other."""
    assert lacking(language(code)) == []


def german(**changed: Any) -> Language:
    """Give a language that is English under another code, but for what is changed."""
    data = language("en").model_dump(by_alias=True)
    data |= {"language": "de", "name": "Deutsch"}
    data["steps"] = {
        step.id: {"says": step.says, "help": step.help, "example": step.example} for step in STEPS
    }
    return Language.model_validate({**data, **changed})


def test_a_language_made_whole_lacks_nothing() -> None:
    """A third language needs no code: with all the words there, nothing is lacking."""
    assert lacking(german()) == []


def test_what_a_half_filled_language_lacks_is_told() -> None:
    """Every gap has a line that says where it is."""
    full = german().model_dump(by_alias=True)
    half = german(
        months=[["Januar"], [], *full["months"][2:]],
        parts={"morning": full["parts"]["morning"]},
        lengths={key: full["lengths"][key] for key in ("hour", "day", "week")},
        was={**full["was"], "possibly-not": []},
        messages={
            **{key: text for key, text in full["messages"].items() if key != "write-date"},
            "found": "Gefunden.",
            "or": " oder {wer} ",
            "hallo": "Hallo",
        },
        steps={
            "before": {"says": "{name} {was} vor", "help": "Vor.", "example": '"a" war vor'},
            "was-on": {**full["steps"]["was-on"], "was": "war"},
            "davor": full["steps"]["before"],
        },
    )

    told = lacking(half)

    assert told[:9] == [
        "de: month 2 has no name",
        "de: parts.midday is missing",
        "de: parts.noon is missing",
        "de: parts.afternoon is missing",
        "de: parts.evening is missing",
        "de: parts.night is missing",
        "de: lengths.minute is missing",
        "de: messages.write-date is missing",
        "de: messages.hallo is not known",
    ]
    assert "de: was.possibly-not has no form" in told
    assert "de: messages.found has no {found}" in told
    assert "de: messages.or has a {wer} that nothing fills" in told
    assert "de: steps.the-chronology is missing" in told
    assert "de: steps.davor is not known" in told
    assert "de: steps.before.says has not the parameters {name} {was} {name}" in told
    assert "de: steps.was-on.was is war, which is not in all modes of was" in told


def test_a_template_without_its_hole_is_told() -> None:
    """A date without a year, or with a hole that no date has, is found."""
    dates = {**language("en").dates.model_dump(by_alias=True), "day": "{day} {monat}"}

    assert lacking(german(dates=dates)) == [
        "de: dates.day has no {month}",
        "de: dates.day has no {year}",
        "de: dates.day has a {monat} that nothing fills",
    ]


def test_the_vocabulary_of_a_third_language_falls_back_on_english() -> None:
    """A sentence that is not translated is said in English."""
    words = german(steps={})

    assert Vocabulary(words, STEPS).find('the chronology "daraa-2018"')


# --- the sentences -------------------------------------------------------------------------------


@pytest.mark.parametrize("code", OTHERS)
@pytest.mark.parametrize("step", STEPS, ids=IDS)
def test_the_example_says_what_the_english_one_says(code: str, step: Any) -> None:
    """A translated example is the same step with the same values."""
    own = the_one(code, vocabulary(code).example(step.id))
    english = the_one("en", step.example)

    assert own.step.id == step.id
    assert measured(own.values) == measured(english.values)


@pytest.mark.parametrize("code", OTHERS)
@pytest.mark.parametrize("step", STEPS, ids=IDS)
def test_what_is_written_is_read_again(code: str, step: Any) -> None:
    """A sentence written from values is read as the same step with the same values."""
    english = the_one("en", step.example)
    written = sentence(vocabulary(code), step.id, *english.values)

    own = the_one(code, written)

    assert own.step.id == step.id
    assert measured(own.values) == measured(english.values)


@pytest.mark.parametrize(
    ("code", "text", "step"),
    [
        # whichever spelling, sign or article
        ("fr", "tous les évènements sont rejoués", "all-events"),
        ("fr", "tous les e\u0301ve\u0301nements sont rejoués.", "all-events"),
        ("fr", "l’évènement « ultimatum » est omis", "left-out"),
        ("fr", '"ultimatum" était avant "wednesday-session"', "before"),
        ("fr", "l’évènement “a” n’est peut-être pas survenu avant “b”", "before"),
        ("fr", '"process" était "suspended" le 4 juillet 2018', "was-on"),
        ("fr", "« process » était « suspended » dans l’après-midi du 4 juillet 2018", "was-on"),
        ("fr", "la piste « process » était « suspended » le 2018-07-04", "was-on"),
        ("fr", "la piste « phase » est passée par ces états:", "went-through"),
        ("fr", "la piste « phase » est passée par ces états\u00a0:", "went-through"),
        ("fr", '"a" est survenu au plus tard une heure après "b"', "at-most-after"),
        ("fr", "l'événement \"a\" est retardé d'une heure", "put-back"),
        ("fr", "l’indicateur « a » est d’environ 270\u202f000 le 4 juillet 2018", "measure-about"),
        ("ar", "يُعاد عرض جميع الأحداث", "all-events"),
        ("ar", "يعاد عرض كل الاحداث.", "all-events"),
        ("ar", "كان الحدث «strikes-near-tafas» مسجّلاً", "recorded"),
        ("ar", "كـان المسار «process» في حالة «suspended» في ٤ تمّوز ٢٠١٨", "was-on"),
        ("ar", "كان المسار «process» في الحالة «suspended» في يوم 4 تموز 2018", "was-on"),
        ("ar", "يتبادل الحدثان «a» و «b» موقعيهما", "swapped"),
        ("ar", "في 4 تموز 2018، ربما كان المسار «process» في أي من هذه الحالات :", "could-be"),
        ("ar", "ينقل الحدث «talks-resume» الى 8 تموز 2018", "moved"),
        ("ar", "كان المسار «session» في حالة «ended-without-agreement» 3 مرات على الأقل", "times"),
        ("ar", "كان المؤشر «displaced» ٢٧٠٬٠٠٠ على الأقل في ٤ تموز ٢٠١٨", "measure-at-least"),
        ("ar", "كان المؤشر «displaced» ٢٧٠،٠٠٠ على الأقل في ٤ تموز ٢٠١٨", "measure-at-least"),
    ],
)  # fmt: skip
def test_natural_spellings_are_read(code: str, text: str, step: str) -> None:
    """Signs, articles, vowel signs and spellings that people use are taken for what they mean."""
    assert the_one(code, text).step.id == step


def test_a_name_in_quotes_keeps_its_spelling() -> None:
    """Only what stands outside quotes is spelt in one way."""
    found = the_one("fr", "les seuls comptes rendus de « L'Évènement, évènement »")
    arabic = the_one("ar", "اعتماد تقارير «صحيفة الاحداث، مُلحق» فقط")

    assert found.values == ("L'Évènement, évènement",)
    assert arabic.values == ("صحيفة الاحداث، مُلحق",)


def test_cells_of_tables_are_read_alike() -> None:
    """A heading or a list in a table loses vowel signs and takes the Arabic comma for a comma."""
    assert cell(" ابتداءً من ") == "ابتداء من"
    assert cell("tafas، dael") == "tafas, dael"


@pytest.mark.parametrize(
    "text",
    ["في ٤ تموز ٢٠١٨ الساعة ١٥:٠٠", "في ۴ تموز ۲۰۱۸ الساعة ۱۵:۰۰", "في 4 تموز 2018 الساعة 15:00"],
)
def test_digits_of_every_kind(text: str) -> None:
    """Arabic-Indic, Persian and European digits are one."""
    found = the_one("ar", f'كان المسار "a" في حالة "b" {text}')

    assert found.values[-1] == parse_date("2018-07-04T15:00")


def test_the_sentence_with_a_wrong_date_says_what_is_wrong() -> None:
    """An unknown sentence that is one but for its date tells of the date, in its language."""
    said = 'la piste "process" était à l\'état "suspended" le 4 July 2018'

    (found,) = vocabulary("fr").nearly(plain(said))

    assert found.problem is not None
    assert "écrivez" in found.problem.hint


# --- whole features ------------------------------------------------------------------------------

FRENCH = """# language: fr
Fonctionnalité: Mots-clés
  Scénario: Tous
    {given} la chronologie "daraa-2018"
    {when} tous les événements sont rejoués
    {then} la piste "process" était à l’état "suspended" le 4 juillet 2018.
    Mais la piste "phase" n’a jamais été à l’état "settlement"
"""
ARABIC = """# language: ar
خاصية: الكلمات
  سيناريو: كلها
    {given} التسلسل الزمني "daraa-2018"
    {when} يعاد عرض جميع الأحداث
    {then} كان المسار "process" في حالة "suspended" في 4 تموز 2018
    و لم يكن المسار "phase" قط في حالة "settlement"
"""


@pytest.mark.parametrize(
    ("text", "given", "when", "then"),
    [
        (FRENCH, "Soit", "Quand", "Alors"),
        (FRENCH, "Étant donné", "Lorsque", "Donc"),
        (ARABIC, "بفرض", "عندما", "ثم"),
        (ARABIC, "بفرض", "متى", "اذاً"),
    ],
)
def test_the_usual_keywords_lead_to_the_sentences(
    text: str, given: str, when: str, then: str
) -> None:
    """A feature with any of the usual keywords of its language is read and passes."""
    feature = parse(
        text.format(given=given, when=when, then=then), "made.feature", Folder(HERE, HERE)
    )

    assert feature.every_problem() == []
    assert run_feature(feature, Shelf()).passed


@pytest.mark.parametrize("code", OTHERS)
def test_the_shipped_features_pass(code: str) -> None:
    """The sequence of Daraa holds in every language."""
    feature = read(HERE.parent / f"features/daraa-2018/sequence.{code}.feature")

    result = run_feature(feature, Shelf())

    assert feature.every_problem() == []
    assert [s.scenario.name for s in result.scenarios if s.status is not Status.PASSED] == []
    assert len(result.scenarios) == 15


@pytest.mark.parametrize(
    ("code", "text", "lines"),
    [
        (
            "fr",
            FRENCH.replace("suspended", "agreed").format(given="Soit", when="Quand", then="Alors"),
            [
                "On attendait que la piste «\u00a0process\u00a0» soit à l’état "
                "«\u00a0agreed\u00a0» à la fin de la période indiquée (4 juillet 2018).",
                "Elle était certainement à l’état «\u00a0suspended\u00a0».",
            ],
        ),
        (
            "ar",
            ARABIC.replace("suspended", "agreed").format(given="بفرض", when="متى", then="ثم"),
            [
                "المتوقع أن يكون المسار «process» في حالة «agreed» في نهاية 4 تموز 2018.",
                "كان بالتأكيد في حالة «suspended».",
            ],
        ),
    ],
)
def test_a_failure_is_told_in_the_language(code: str, text: str, lines: list[str]) -> None:
    """What was expected and what was found are said in the words of the feature."""
    feature = parse(text, "made.feature", Folder(HERE, HERE))

    (scenario,) = run_feature(feature, Shelf()).scenarios

    assert feature.words.language == code
    assert scenario.failed is not None
    assert list(scenario.failed.message[:2]) == lines


# --- polarity ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "was", "polarity"),
    [
        ("fr", "était", Polarity()),
        ("fr", "étaient", Polarity()),
        ("fr", "est", Polarity()),
        ("fr", "sont", Polarity()),
        ("fr", "a été", Polarity()),
        ("fr", "était certainement", Polarity()),
        ("fr", "n’était pas", Polarity(negative=True)),
        ("fr", "ne sont pas", Polarity(negative=True)),
        ("fr", "n'était certainement pas", Polarity(negative=True)),
        ("fr", "était peut-être", Polarity(possibly=True)),
        ("fr", "n’était peut-être pas", Polarity(possibly=True, negative=True)),
        ("ar", "كان", Polarity()),
        ("ar", "كانت", Polarity()),
        ("ar", "كان بالتأكيد", Polarity()),
        ("ar", "بالتأكيد كان", Polarity()),
        ("ar", "لم يكن", Polarity(negative=True)),
        ("ar", "ليست", Polarity(negative=True)),
        ("ar", "بالتأكيد لم يكن", Polarity(negative=True)),
        ("ar", "ربما كان", Polarity(possibly=True)),
        ("ar", "قد يكون", Polarity(possibly=True)),
        ("ar", "ربما لم تكن", Polarity(possibly=True, negative=True)),
        ("ar", "قد لا يكون", Polarity(possibly=True, negative=True)),
    ],
)
def test_was_says_how_sure_and_whether(code: str, was: str, polarity: Polarity) -> None:
    """Plain means certainly; possibly not is not the same as not possibly, which does not exist."""
    sentences = {
        "fr": f'la piste "a" {was} à l\'état "b" le 4 juillet 2018',
        "ar": f'{was} المسار "a" في حالة "b" في 4 تموز 2018',
    }

    assert the_one(code, sentences[code]).polarity == polarity


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("fr", 'la piste "a" n\'était pas certainement à l\'état "b" le 4 juillet 2018'),
        ("fr", 'la piste "a" n\'était pas peut-être à l\'état "b" le 4 juillet 2018'),
        ("ar", 'لم يكن بالتأكيد المسار "a" في حالة "b" في 4 تموز 2018'),
        ("ar", 'لم يكن ربما المسار "a" في حالة "b" في 4 تموز 2018'),
        ("fr", 'tous les "a" de la piste "b" n\'ont pas été suivis de "c"'),
    ],
)
def test_what_could_mean_two_things_is_no_sentence(code: str, text: str) -> None:
    """“Not certainly” and “all … were not” could be read in two ways, and are refused."""
    assert vocabulary(code).find(plain(text)) == ()


@pytest.mark.parametrize(
    ("code", "text", "never", "directly"),
    [
        ("fr", 'la piste "p" est passée de "a" à "b"', False, False),
        ("fr", 'la piste "p" est passée directement de "a" à "b"', False, True),
        ("fr", 'la piste "p" n\'est jamais passée de l\'état "a" à l\'état "b"', True, False),
        ("fr", 'la piste "p" n’est jamais passée directement de "a" à "b"', True, True),
        ("ar", 'انتقل المسار "p" من "a" إلى "b"', False, False),
        ("ar", 'انتقل مباشرةً المسار "p" من حالة "a" إلى حالة "b"', False, True),
        ("ar", 'لم ينتقل قط المسار "p" من "a" إلى "b"', True, False),
        ("ar", 'لم ينتقل قط مباشرة المسار "p" من "a" إلى "b"', True, True),
    ],
)
def test_went(code: str, text: str, never: bool, directly: bool) -> None:
    """A way from one state to another may be direct, or be denied."""
    went = the_one(code, text).values[1]

    assert went == Went(Polarity(negative=never), directly)
