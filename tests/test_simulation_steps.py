"""The steps about runs: every number is told, a straddled limit fails, and each start must hold."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from negotiation.gherkin.document import document
from negotiation.gherkin.judging import Limits, ruled
from negotiation.gherkin.language import language
from negotiation.gherkin.reader import parse
from negotiation.gherkin.reports.as_json import as_json
from negotiation.gherkin.reports.text import text
from negotiation.gherkin.results import FeatureResult, ScenarioResult, Status
from negotiation.gherkin.running import run_feature
from negotiation.gherkin.runs_text import numbers, paragraph
from negotiation.gherkin.simulated import Estimate, FromStart, Ruling, Simulated, Tallied
from negotiation.gherkin.talks import Folder, Shelf
from negotiation.simulation.ensemble import Ensemble
from negotiation.simulation.shares import quantile

pytest_plugins = ["pytester"]

FEATURES = Path(__file__).parent.parent / "features" / "valley"
SHELF = Shelf()
START = "{} runs are simulated from the start of the model for 60 days with seed 7"
# A truce on the third day, without fail; nothing else ever happens.
SURE = """\
format: negotiation-assumptions/1
title: {{en: "{title}"}}
model: valley-talks
horizon: P60D
waits:
  truce-begins:
    while: {{truce: none}}
    after: {{fixed: P2D}}
    basis: {{illustrative: "so that every run can be foretold"}}
{more}"""


def scenario(*steps: str) -> str:
    """Give a scenario about the valley."""
    lines = ['Given the chronology "valley"', *steps]
    return "".join(f"    {line}\n" for line in lines)


def ran(*steps: str, folder: Path = FEATURES, shelf: Shelf = SHELF) -> ScenarioResult:
    """Run one scenario about the valley."""
    feature = f"Feature: a\n\n  Scenario: b\n{scenario(*steps)}"
    result = run_feature(parse(feature, "a.feature", Folder(folder, folder)), shelf)
    return result.scenarios[0]


def message(result: ScenarioResult) -> str:
    """Give what is said of the step that did not pass."""
    assert result.failed is not None, "it holds"
    return "\n".join(result.failed.message)


def found(result: ScenarioResult) -> Simulated:
    """Give what the last step of a scenario found of the runs."""
    asked = [step.asked for step in result.steps if step.asked is not None][-1]
    assert asked.simulated is not None
    return asked.simulated


@pytest.fixture
def sure(tmp_path: Path) -> Path:
    """Give a folder with assumptions under which every run is the same."""
    own = SURE.format(title="Sure things", more="")
    (tmp_path / "sure.yaml").write_text(own, encoding="utf-8")
    return tmp_path


# --- what is ruled -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("interval", "limits", "ruling"),
    [
        ((0.61, 0.65), (0.60, 1.0), "holds"),
        ((0.60, 0.64), (0.60, 1.0), "holds"),
        ((0.59, 0.63), (0.60, 1.0), "close"),
        ((0.55, 0.59), (0.60, 1.0), "fails"),
        ((0.61, 0.65), (0.0, 0.60), "fails"),
        ((0.61, 0.65), (0.60, 0.70), "holds"),
        ((0.69, 0.72), (0.60, 0.70), "close"),
        ((0.50, 0.80), (0.60, 0.70), "close"),
    ],
)
def test_the_whole_interval_decides(
    interval: tuple[float, float], limits: Limits, ruling: Ruling
) -> None:
    """It holds if all of the interval does, fails if none does, else it is too close to call."""
    assert ruled(*interval, limits) == ruling


def start(ruling: Ruling) -> FromStart:
    """Give a start of which 40 in 100 runs come to something."""
    return FromStart(ruling, (Tallied("peace", 40, 100, 0.303, 0.502),))


@pytest.mark.parametrize(
    ("rulings", "ruling"),
    [
        (["holds", "holds"], "holds"),
        (["holds", "fails"], "some"),
        (["holds", "close"], "some"),
        (["close", "close"], "close"),
        (["close", "fails"], "fails"),
        (["fails", "fails"], "fails"),
    ],
)
def test_a_claim_must_hold_from_every_start(rulings: list[Ruling], ruling: str) -> None:
    """One start from which it does not hold is enough for it to fail."""
    one = Simulated("reached", tuple(map(start, rulings)), 100, 7, 86_400, "", "made up")

    assert one.ruling == ruling


def test_shares_of_runs_are_those_that_theory_gives(sure: Path) -> None:
    """Of waits that forget, with a mean of a day, 63.2% have ended within a day."""
    forgets = SURE.format(title="Forgets", more="").replace(
        "{fixed: P2D}", "{exponential: {mean: P1D}}"
    )
    (sure / "forgets.yaml").write_text(forgets, encoding="utf-8")

    one = ran(
        'Given the assumptions "forgets"',
        "When 20,000 runs are simulated from the start of the model for 1 day with seed 3",
        'Then "truce" is reached in between 61% and 65% of runs',
        'And the median time until "truce" is less than 18 hours',  # ln 2 of a day: 16.6 hours
        'And the median time until "truce" is more than 15 hours',
        folder=sure,
    )

    assert one.status is Status.PASSED


def test_too_close_to_call_fails() -> None:
    """A limit inside the interval is settled by no number of runs that was made, and says so."""
    count = found(
        ran(f"When {START.format(100)}", 'Then "settlement" is reached in at most 99% of runs')
    )
    share = round(100 * count.starts[0].tallied[0].share)

    one = ran(
        f"When {START.format(100)}", f'Then "settlement" is reached in at least {share}% of runs'
    )

    assert one.status is Status.FAILED
    assert "Too close to call with 100 runs" in message(one)
    assert "under these assumptions; not a forecast" in message(one)


def test_every_run_is_no_certainty(sure: Path) -> None:
    """What comes about in all runs has a bound, and so has what comes about in none."""
    steps = (
        'Given the assumptions "sure"',
        "When 2,000 runs are simulated from the start of the model for 3 days with seed 7",
        'Then "truce" is reached in at least 99% of runs',
    )

    told = message(ran(*steps, 'And "truce" is reached in at least 100% of runs', folder=sure))
    none = message(ran(*steps, 'And "talks" is reached in at least 1% of runs', folder=sure))

    # the root of degree 2,000 of 0.05 is 0.99850
    assert "“truce” is reached in all 2,000 runs: in at least 99.85% (95% bound)" in told
    assert "Too close to call with 2,000 runs" in told
    assert "certain" not in told
    assert "“talks” is reached in none of 2,000 runs: in at most 0.15% (95% bound)" in none
    assert "It does not hold in the runs." in none


def test_from_some_starts_only_it_fails() -> None:
    """Where the record leaves several starts open, it is told from which of them it holds."""
    one = ran(
        "When 400 runs are simulated from 12 March 2031 at 20:00 to 13 March 2031 with seed 7",
        'Then "relapse" is reached in at least 90% of runs',
    )
    told = message(one)

    assert one.status is Status.FAILED
    assert found(one).ruling == "some"
    assert "It must hold from every start that the sources leave open, and holds from" in told
    assert "a range from" in told
    assert "and no average" in told
    assert "phase: relapse" in told
    assert "phase: talks" in told
    assert ", holds: “relapse” is reached in all 400 runs" in told
    assert ", does not hold: “relapse” is reached in" in told


# --- outcomes compared ---------------------------------------------------------------------------


def test_two_outcomes_are_counted_in_the_same_runs() -> None:
    """Each is reached as often when compared as when it is asked for alone."""
    run = f"When {START.format('1,000')}"
    pair = found(ran(run, 'Then "second-round" is more likely than "truce: broken"'))
    alone = [
        found(ran(run, f'Then "{name}" is reached in at most 99% of runs')).starts[0].tallied[0]
        for name in ("second-round", "truce: broken")
    ]

    assert list(pair.starts[0].tallied) == alone
    estimate = pair.starts[0].estimate
    assert estimate is not None
    assert estimate.value == pytest.approx(alone[0].share - alone[1].share)


def test_the_likelier_one_must_be_so_beyond_chance(sure: Path) -> None:
    """A truce that is sure to come is likelier than talks that never do, and not the other way."""
    steps = (
        'Given the assumptions "sure"',
        "When 50 runs are simulated from the start of the model for 3 days with seed 7",
    )

    holds = ran(*steps, 'Then "truce" is more likely than "talks"', folder=sure)
    fails = ran(*steps, 'Then "talks" is more likely than "truce"', folder=sure)
    equal = ran(*steps, 'Then "talks" is more likely than "settlement"', folder=sure)

    assert holds.status is Status.PASSED
    assert "It does not hold in the runs." in message(fails)
    assert "Too close to call with 50 runs" in message(equal)


def test_a_what_if_is_compared_run_by_run() -> None:
    """Without observers the truce breaks more often, over the same random numbers."""
    one = ran(
        'When the what-if "no-observers" is assumed',
        f"And {START.format('1,000')}",
        'Then "relapse" is more likely than without the what-if',
        'But "relapse" is less likely than without the what-if',
    )
    plain = ran(f"When {START.format('1,000')}", 'Then "relapse" is reached in at most 1% of runs')

    assert [step.status for step in one.steps[-2:]] == [Status.PASSED, Status.FAILED]
    assert "under the what-if “relapse” is reached in" in message(one)
    assert "with the what-if “no-observers”" in message(one)
    assert found(one).starts[0].tallied[1] == found(plain).starts[0].tallied[0]


# --- times ---------------------------------------------------------------------------------------


def test_the_median_counts_runs_that_never_come_to_it(sure: Path) -> None:
    """Talks that never begin have a median beyond the end of the runs, whatever that is."""
    steps = (
        'Given the assumptions "sure"',
        "When 100 runs are simulated from the start of the model for 4 days with seed 7",
    )

    later = ran(*steps, 'Then the median time until "talks" is more than 4 days', folder=sure)
    sooner = ran(*steps, 'Then the median time until "talks" is less than 4 days', folder=sure)
    truce = ran(*steps, 'Then the median time until "truce" is more than 3 days', folder=sure)

    assert later.status is Status.PASSED
    assert "is beyond the 4 days of the runs, with its whole 95% interval" in message(sooner)
    assert "the median time until “truce” is 2.000" in message(truce)


@pytest.mark.parametrize(("runs", "low", "high"), [(1, 0.0, None), (5, 0.0, None), (6, 30.0, 40.0)])
def test_few_runs_give_no_interval_of_a_median(runs: int, low: float, high: float | None) -> None:
    """Up to five runs all lie on one side of the median with more than 5% chance: 2 / 2 ** 5."""
    counts = np.zeros(11, np.int64)
    counts[3] = runs

    told = quantile(counts, 100.0, 0.5)

    assert (told.low, told.high) == (low, high)


# --- names ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        "settlement",
        "A deal is signed",
        "Un accord est signé",
        "session: signed",
        "phase: settlement",
    ],
)
def test_an_outcome_has_several_names(name: str) -> None:
    """By id, by label in any language, or as the state that it is: the same runs come to it."""
    one = ran(f"When {START.format(500)}", f'Then "{name}" is reached in at most 99% of runs')
    other = ran(f"When {START.format(500)}", 'Then "settlement" is reached in at most 99% of runs')

    assert found(one).starts[0].tallied[0].count == found(other).starts[0].tallied[0].count


def test_without_assumptions_it_says_what_to_write() -> None:
    """A chronology for which none are shipped needs to be given some."""
    feature = (
        'Feature: a\n\n  Scenario: b\n    Given the chronology "ferry"\n'
        f"    When {START.format(10)}\n"
        '    Then "settlement" is reached in at most 99% of runs\n'
    )
    result = run_feature(parse(feature, "a.feature", Folder(FEATURES, FEATURES)), Shelf())

    told = message(result.scenarios[0])
    assert result.scenarios[0].status is Status.MISTAKE
    assert 'no assumptions are given before this, nor any shipped for "ferry"' in told
    assert 'write above it: the assumptions "valley"' in told


def test_assumptions_beside_the_feature_come_before_shipped_ones(tmp_path: Path) -> None:
    """A file above the feature is meant, and is not taken for the chronology of that name."""
    own = SURE.format(title="My own", more="")
    (tmp_path / "valley.yaml").write_text(own, encoding="utf-8")
    inner = tmp_path / "inner"
    inner.mkdir()
    steps = scenario(
        'Given the assumptions "valley"',
        "When 20 runs are simulated from the start of the model for 3 days with seed 7",
        'Then "truce" is reached in at least 80% of runs',
    )

    feature = parse(f"Feature: a\n\n  Scenario: b\n{steps}", "a.feature", Folder(inner, tmp_path))
    result = run_feature(feature, Shelf())

    assert found(result.scenarios[0]).assumptions == "My own"


# --- the record, and what is kept ----------------------------------------------------------------


def test_a_claim_about_a_day_still_asks_the_record() -> None:
    """After runs, what is claimed of a date is certain or not, and rests on sources."""
    one = ran(
        "When 20 runs are simulated from 10 March 2031 to 10 April 2031 with seed 7",
        'Then the "phase" was "talks" on 10 March 2031',
        'And the "phase" was "settlement" on 12 March 2031',
    )

    assert one.steps[2].status is Status.PASSED
    assert "Expected the “phase” to be “settlement” at the end of 12 March 2031." in message(one)
    assert "What the record says:" in message(one)


def test_runs_begin_where_the_record_reaches() -> None:
    """From a day after the sources no runs can begin, and it says where the sources end."""
    told = message(
        ran(
            "When 20 runs are simulated from 10 May 2031 to 10 June 2031 with seed 7",
            'Then "talks" is reached in at most 99% of runs',
        )
    )

    assert told.startswith("Not reported: runs cannot begin where nothing is reported")
    assert "it goes from 2031-03-01 to 2031-04-01" in told
    assert "The sources end with" in told


def test_runs_are_made_once_for_all_scenarios() -> None:
    """Scenarios that ask for the same runs share them."""
    shelf = Shelf()
    for limit in ("10%", "20%"):
        ran(
            f"When {START.format(10)}",
            f'Then "settlement" is reached in at least {limit} of runs',
            shelf=shelf,
        )
    ran(f"When {START.format(11)}", 'Then "settlement" is reached in at least 1% of runs',
        shelf=shelf)  # fmt: skip

    assert sum(isinstance(value, Ensemble) for value in shelf.kept.values()) == 2


def test_assumptions_of_two_folders_are_not_confused(tmp_path: Path) -> None:
    """Two files that are called alike are two sets of assumptions."""
    titles, shelf = [], Shelf()
    for name in ("one", "two"):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "mine.yaml").write_text(SURE.format(title=name, more=""), encoding="utf-8")
        result = ran(
            'Given the assumptions "mine"',
            f"When {START.format(10)}",
            'Then "truce" is reached in at least 50% of runs',
            folder=folder,
            shelf=shelf,
        )
        titles.append(found(result).assumptions)

    assert titles == ["one", "two"]


# --- how it is told ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def both() -> FeatureResult:
    """Run a feature with a claim that holds in the runs, and one that does not."""
    run = f"When {START.format('1,000')}"
    yes = scenario(run, 'Then "settlement" is reached in at least 40% of runs')
    no = scenario(run, 'Then "settlement" is reached in at most 40% of runs')
    feature = f"Feature: a\n\n  Scenario: holds\n{yes}\n  Scenario: fails\n{no}"
    return run_feature(parse(feature, "a.feature", Folder(FEATURES, FEATURES)), Shelf())


def told_of(result: FeatureResult) -> tuple[str, str]:
    """Give the count and the share as texts, from the result itself."""
    tallied = found(result.scenarios[0]).starts[0].tallied[0]
    return f"{tallied.count:,} of 1,000 runs", f"{100 * tallied.share:.1f}%"


def test_text_has_the_numbers_of_what_holds_too(both: FeatureResult) -> None:
    """Count, share and interval stand under a scenario that passed, and what they are not."""
    lines = " ".join(text([both]).split())

    for part in told_of(both):
        assert lines.count(part) >= 2  # once where it holds, once where it fails
    assert "line 6: “settlement” is reached in" in lines
    assert lines.count("(95% interval: ") == 2
    assert lines.count("under these assumptions; not a forecast: “The valley") == 2


@pytest.mark.parametrize("suffix", [".html", ".md"])
def test_document_has_the_numbers(both: FeatureResult, suffix: str) -> None:
    """The living document tells a share with its interval, and never says that it is certain."""
    told = document([both], suffix)

    assert told_of(both)[0] in told
    assert "So in the runs." in told
    assert "Not so in the runs." in told
    assert "under these assumptions; not a forecast" in told
    assert "Certainly." not in told


def test_json_has_the_numbers_and_no_verdict_on_the_record(both: FeatureResult) -> None:
    """What runs say stands apart from what the record says."""
    step = json.loads(as_json([both]))["features"][0]["scenarios"][1]["steps"][-1]
    of_runs = step["simulated"]
    counted = of_runs["starts"][0]["counted"][0]

    assert (step["verdict"], step["status"]) == (None, "failed")
    assert of_runs["ruling"] == "fails"
    assert of_runs["caution"] == "under these assumptions; not a forecast"
    assert (of_runs["runs"], of_runs["seed"], of_runs["seconds"]) == (1_000, 7, 60 * 86_400)
    assert counted["share"] == counted["count"] / 1_000
    assert counted["interval"][0] < counted["share"] < counted["interval"][1]


def test_titles_of_assumptions_are_not_taken_for_markup(tmp_path: Path) -> None:
    """What a file calls its assumptions reaches a page, a text and a terminal as a text."""
    title = "<b>*bold*</b>"
    (tmp_path / "mine.yaml").write_text(SURE.format(title=title, more=""), encoding="utf-8")
    steps = scenario(
        'Given the assumptions "mine"',
        f"When {START.format(10)}",
        'Then "truce" is reached in at least 50% of runs',
    )
    feature = parse(f"Feature: a\n\n  Scenario: b\n{steps}", "a", Folder(tmp_path, tmp_path))
    result = run_feature(feature, Shelf())

    assert "<b>*bold" not in document([result], ".html")
    assert "&lt;b&gt;*bold" in document([result], ".html")
    assert "<b>" not in document([result], ".md")


@pytest.mark.parametrize(
    ("estimate", "told"),
    [
        (Estimate(8.25 * 86_400, 7.96 * 86_400, 8.61 * 86_400),
         "is 8.25 days (95% interval: 7.96 days to 8.61 days)"),
        (Estimate(59 * 86_400, 52.04 * 86_400, None),
         "is 59.0 days (95% interval: 52.0 days to beyond the 60 days of the runs)"),
        (Estimate(None, None, None), "is beyond the 60 days of the runs, with its whole"),
    ],
)  # fmt: skip
def test_times_in_words(estimate: Estimate, told: str) -> None:
    """A time has as many decimals as its interval deserves, rounded outwards."""
    one = FromStart("holds", (Tallied("peace", 40, 100, 0.303, 0.502),), estimate)
    simulated = Simulated("median", (one,), 100, 7, 60 * 86_400, "", "made up")

    assert told in paragraph(language("en"), simulated)


def test_starts_that_say_the_same_are_told_together() -> None:
    """Of three starts, two of which say the same, two lines are told, below the range."""
    other = FromStart("fails", (Tallied("peace", 20, 100, 0.126, 0.292),), None, (("a", "b"),))
    simulated = Simulated(
        "reached", (start("holds"), other, start("holds")), 100, 7, 86_400, "", "made up"
    )

    lines = list(numbers(language("en"), simulated))

    assert lines == [
        "The sources leave 3 starts open: a range from 20% to 40%, and no average",
        "  from start 1, 3, holds: “peace” is reached in 40 of 100 runs: 40% (95% interval: "
        "30% to 51%)",
        "  from start 2 (a: b), does not hold: “peace” is reached in 20 of 100 runs: 20% (95% "
        "interval: 12% to 30%)",
    ]


FRENCH = """# language: fr
Fonctionnalité: Simulations
  Scénario: Sans observateurs
    Soit la chronologie "valley"
    Et les hypothèses "valley"
    Quand la variante « no-observers » est retenue
    Et 1 000 simulations sont lancées à partir du début du modèle pour 60 jours avec la graine 7
    Alors l’issue « Un accord est signé » est atteinte dans 45 % à 75 % des simulations
    Et l’issue "relapse" est plus probable que sans la variante
    Mais l’issue "settlement" est atteinte dans au moins 90 % des simulations
"""
ARABIC = """# language: ar
خاصية: المحاكاة
  سيناريو: بلا مراقبين
    بفرض التسلسل الزمني "valley"
    عندما يفترض البديل «no-observers»
    و تجرى ١٬٠٠٠ محاكاة ابتداءً من بداية النموذج مدة 60 يوماً بالبذرة 7
    ثم يتحقق المآل «توقيع اتفاق» في ما بين ٤٥٪ و ٧٥٪ من عمليات المحاكاة
    و المآل "relapse" أرجح منه بدون البديل
    لكن يتحقق المآل "settlement" في ما لا يقل عن 90% من عمليات المحاكاة
"""


@pytest.mark.parametrize(
    ("feature", "words"),
    [
        (FRENCH, ("Cela ne vaut pas dans les simulations.", "ce n’est pas une prévision")),
        (ARABIC, ("لا يصح ذلك في عمليات المحاكاة.", "وليس تنبؤا")),
    ],
    ids=["fr", "ar"],
)
def test_other_languages_say_the_same(feature: str, words: tuple[str, ...]) -> None:
    """French and Arabic runs are the English ones, and a failure is told in their words."""
    here = Path(__file__).parent
    result = run_feature(parse(feature, "a.feature", Folder(here, here)), SHELF)
    (one,) = result.scenarios
    english = ran(
        'When the what-if "no-observers" is assumed',
        f"And {START.format('1,000')}",
        'Then "settlement" is reached in at least 90% of runs',
    )

    assert result.feature.every_problem() == []
    assert one.status is Status.FAILED
    assert [step.status for step in one.steps].count(Status.FAILED) == 1
    assert one.steps[-1].status is Status.FAILED
    for word in words:
        assert word in message(one)
    assert found(one).starts == found(english).starts


# --- what is not there ---------------------------------------------------------------------------

PLAIN = """
import sys
from pathlib import Path
from negotiation.gherkin.files import run_files
import negotiation.gherkin.collecting
sys.modules.update(dict.fromkeys({missing}))
(result,) = run_files([Path(sys.argv[1])])
for step in result.scenarios[0].steps:
    print(step.status.value, *step.message)
print(*sorted({{"numba", "numpy", "scipy", "joblib"}} & set(sys.modules)))
"""


def alone(tmp_path: Path, steps: tuple[str, ...], missing: tuple[str, ...] = ()) -> Iterator[str]:
    """Run a scenario in a process of its own, in which some libraries are not installed."""
    file = tmp_path / "a.feature"
    file.write_text(f"Feature: a\n\n  Scenario: b\n{scenario(*steps)}", encoding="utf-8")
    program = PLAIN.format(missing=repr(list(missing)))
    done = subprocess.run(
        [sys.executable, "-c", program, str(file)], capture_output=True, text=True, check=True
    )
    yield from done.stdout.splitlines()


def test_features_without_runs_load_nothing_that_simulates(tmp_path: Path) -> None:
    """Neither reading the vocabulary nor a scenario about the record imports numba or numpy."""
    lines = list(
        alone(
            tmp_path,
            ("When all events are replayed", 'Then the "phase" was "talks" on 5 March 2031'),
        )
    )

    assert lines == ["passed", "passed", "passed", ""]


def test_without_the_extra_the_scenario_fails_and_says_what_to_install(tmp_path: Path) -> None:
    """Where numba is missing, the step that needs it says so, and how to get it."""
    steps = (f"When {START.format(10)}", 'Then "settlement" is reached in at most 99% of runs')

    lines = list(alone(tmp_path, steps, ("numba",)))

    assert lines[1].startswith("failed a simulation needs numba, which is not installed; run: pip")
    assert '".[simulation]"' in lines[1]


def test_pytest_shows_the_numbers_of_what_passed(pytester: pytest.Pytester) -> None:
    """Under pytest -rP, a scenario that passed shows its counts and shares."""
    steps = scenario(
        "When 50 runs are simulated from the start of the model for 60 days with seed 7",
        'Then "settlement" is reached in at most 99% of runs',
    )
    pytester.makefile(".feature", a=f"Feature: a\n\n  Scenario: b\n{steps}")

    result = pytester.runpytest("-rP", "-p", "no:cacheprovider")

    result.assert_outcomes(passed=1)
    result.stdout.fnmatch_lines(["*simulation call*", "*“settlement” is reached in * of 50 runs*"])


def test_the_guide_shows_a_scenario_that_holds() -> None:
    """The scenario about runs in docs/features.md passes as it stands there."""
    guide = (FEATURES.parent.parent / "docs" / "features.md").read_text(encoding="utf-8")
    section = guide.partition("## Runs of the model")[2]
    shown = section.partition("```gherkin\n")[2].partition("```")[0]

    feature = parse(f"Feature: a\n\n{shown}", "a.feature", Folder(FEATURES, FEATURES))

    assert run_feature(feature, SHELF).passed
    assert len(feature.scenarios) == 1
