"""The vocabulary: each sentence means one step, values are closed, and answers are kept."""

from dataclasses import replace
from pathlib import Path

import pytest

from negotiation.chronology import Chronology
from negotiation.errors import DateError
from negotiation.gherkin.asked import Step
from negotiation.gherkin.language import language
from negotiation.gherkin.reader import parse
from negotiation.gherkin.results import ScenarioResult, Status
from negotiation.gherkin.running import run_feature
from negotiation.gherkin.sentences import STEPS
from negotiation.gherkin.talks import Folder, Shelf
from negotiation.gherkin.vocabulary import Ambiguous, Vocabulary, vocabulary
from negotiation.history import History

ENGLISH = vocabulary("en")


def scenarios(text: str, shelf: Shelf | None = None) -> list[ScenarioResult]:
    """Run the scenarios of a feature's text."""
    here = Path().resolve()
    feature = parse(f"Feature: a\n{text}", "a.feature", Folder(here, here))
    return list(run_feature(feature, shelf or Shelf()).scenarios)


def message(then: str, chronology: str = "daraa-2018", extra: str = "") -> str:
    """Give what is said of a Then sentence that does not hold."""
    [result] = scenarios(
        f'  Scenario: b\n    Given the chronology "{chronology}"\n{extra}'
        f"    When all events are replayed\n    Then {then}\n"
    )
    assert result.failed is not None, "it holds"
    return "\n".join(result.failed.message)


def another(says: str, example: str) -> Step:
    """Give one more step, as somebody might add it."""
    return replace(STEPS[-1], id="another", says=says, example=example)


def test_two_steps_for_one_sentence_are_found_when_the_vocabulary_is_built() -> None:
    """A new step that takes a sentence of another, in any of its forms, is refused at once."""
    overlapping = another("(the ){name} were {name} on {when}", 'the "a" were "b" on 4 July 2018')

    with pytest.raises(Ambiguous, match="was-on"):
        Vocabulary(language("en"), [*STEPS, overlapping])


def test_example_that_its_own_step_does_not_take_is_found() -> None:
    """An example that says something else than its step is refused at once."""
    with pytest.raises(Ambiguous, match="another"):
        Vocabulary(language("en"), [*STEPS, another("it {was} quiet", "it was loud")])


def test_there_are_as_many_sentences_as_the_page_says() -> None:
    """Eighty-three steps, each with an id, a sentence of help and an example of its own."""
    assert len(STEPS) == len({step.id for step in STEPS}) == 83
    for step in STEPS:
        assert step.help[0].isupper(), step.id
        assert step.help.endswith((".", "?")), step.id
        assert step.example, step.id


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        ('the "a" was "b" on 4 July 2018', (False, False)),
        ('"a" is certainly "b" at midday on 6 July 2018', (False, False)),
        ('the "a" were possibly "b" in 2018-07', (True, False)),
        ('the "a" was not "b" on 2018-07-04', (False, True)),
        ('the "a" was possibly not "b" on 4 July 2018 at 9:05', (True, True)),
    ],
)
def test_polarity_comes_with_the_verb(sentence: str, verdict: tuple[bool, bool]) -> None:
    """Was, possibly and not say what is claimed of the verdict, in each sentence alike."""
    [meaning] = ENGLISH.find(sentence)

    assert meaning.polarity is not None
    assert (meaning.polarity.possibly, meaning.polarity.negative) == verdict


@pytest.mark.parametrize("form", ["was not possibly", "was never possibly", "may have been"])
def test_ambiguous_polarity_does_not_exist(form: str) -> None:
    """What could mean two things, such as “not possibly”, is no sentence."""
    assert ENGLISH.find(f'the "a" {form} "b" on 4 July 2018') == ()


@pytest.mark.parametrize("date", ["yesterday", "04/07/2018", "July 4", "4 July", "the 4th of July"])
def test_what_is_no_date_is_told_as_such(date: str) -> None:
    """A sentence with something else for a date is known but for the date, which is told."""
    assert ENGLISH.find(f'the "a" was "b" on {date}') == ()
    [meaning] = ENGLISH.nearly(f'the "a" was "b" on {date}')

    assert isinstance(meaning.problem, DateError)
    assert "4 July 2018" in str(meaning.problem)


def test_chronology_is_read_once_for_each_set_of_givens() -> None:
    """Six scenarios with two sets of Givens load one chronology, choose once and replay twice."""
    shelf = Shelf()
    given = '    Given the chronology "valley"\n'
    early = given + "    And only reports published by 7 March 2031 are used\n"
    rest = '    When all events are replayed\n    Then the event "truce-1" is recorded\n'
    text = "".join(
        f"  Scenario: Number {number}\n{early if number % 2 else given}{rest}"
        for number in range(6)
    )

    assert [r.status for r in scenarios(text, shelf)] == [Status.PASSED] * 6
    kept = list(shelf.kept.values())
    assert sum(isinstance(value, Chronology) for value in kept) == 2
    assert sum(isinstance(value, History) for value in kept) == 2


def test_failure_tells_expected_found_and_record() -> None:
    """A state that was another: what was expected, what it was, and how it came to that."""
    lines = message('the "process" was "concluded" on 6 July 2018').splitlines()

    assert lines[:2] == [
        "Expected the “process” to be “concluded” at the end of 6 July 2018.",
        "It was certainly “negotiating”.",
    ]
    assert "It was never “concluded” in the whole record." in lines
    start = lines.index("What the record says:")
    moved = "  the afternoon of 4 July 2018 (computed: 13:15–18:00)   negotiating → suspended"
    assert moved in lines[start:]
    cited = lines[lines.index(moved) + 1]
    assert cited.startswith("      joint-command-declares-failure   [report-2018-07-04 ¶11–12")


def test_failure_tells_what_decides_it() -> None:
    """Where the sources leave it open, the events are told whose order makes the difference."""
    told = message('"new-round-offered" was before "resumption-announced"')

    assert "The sources leave it open" in told
    assert "What decides it" in told
    assert "It holds in this order:  new-round-offered → resumption-announced" in told
    assert "It fails in this order:  resumption-announced → new-round-offered" in told
    assert "the sources leave open whether" in told


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ('the sources leave open whether "ultimatum" was before "wednesday-session"',
         "It is not open: it is so in every order"),
        ('the sources leave open whether "wednesday-session" was before "ultimatum"',
         "It is not open: it is so in no order"),
        ('"ultimatum" was not before "wednesday-session"', "The opposite holds in every order"),
        ('"wednesday-session" was before "ultimatum"', "It holds in no order"),
    ],
)  # fmt: skip
def test_failure_says_which_way_it_is(sentence: str, told: str) -> None:
    """What is claimed to be open, or not so, is told to be settled, and which way."""
    assert told in message(sentence)


def test_failure_after_the_record_says_where_the_sources_end() -> None:
    """A day after the last source is not reported; ask for the last known state."""
    told = message('the "process" was "negotiating" on 8 July 2018')

    assert told.startswith("Not reported: ")
    assert "The sources end with the end of 6 July 2018." in told
    assert "the last known" in told


def test_claim_about_every_one_fails_without_one() -> None:
    """Where there is no such stay, a claim about every one would check nothing, and fails."""
    told = message(
        'every "concluded" of the "process" was followed by "low" of the "hostilities" '
        "within 24 hours"
    )

    assert "would pass without checking anything" in told
    assert "The sources end" not in told


def test_change_during_the_day_is_noted() -> None:
    """On a day on which the state changed, its end counts, and a note says so."""
    told = message('the "process" was "negotiating" on 4 July 2018')

    assert "It changed on that day, which is judged at its end: negotiating → " in told


def test_dates_of_another_zone() -> None:
    """The ceasefire of 19:00 in Damascus is that of 16:00 UTC, and told so."""
    zone = '    And the time zone is "UTC"\n'
    told = message('the "ceasefire" was "none" on 30 June 2018 at 16:01', extra=zone)

    assert "It was certainly “in-effect”." in told
    before = message('the "ceasefire" was "in-effect" on 30 June 2018 at 15:59', extra=zone)
    assert "It was certainly “none”." in before


def test_wrong_change_is_told_at_its_own_line() -> None:
    """A what-if about an event that there is not fails at the When, not at a later Then."""
    [result] = scenarios(
        '  Scenario: b\n    Given the chronology "valley"\n'
        '    When the event "truce-9" is left out\n'
        '    Then the "truce" was never "broken"\n'
    )

    assert [step.status for step in result.steps] == [
        Status.PASSED,
        Status.MISTAKE,
        Status.SKIPPED,
    ]
