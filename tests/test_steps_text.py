"""`negotiation steps` and the page of sentences: complete, searchable, and enough to begin with."""

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from negotiation.cli import app
from negotiation.gherkin.language import codes, language
from negotiation.gherkin.reader import parse, read
from negotiation.gherkin.running import run_feature
from negotiation.gherkin.sentences import STEPS
from negotiation.gherkin.steps_page import steps_page
from negotiation.gherkin.steps_text import chosen, entries, feature, pattern, plain, steps_text
from negotiation.gherkin.talks import Folder, Shelf
from negotiation.gherkin.vocabulary import vocabulary

DOCS = Path(__file__).parent.parent / "docs"


def run(*arguments: str) -> str:
    result = CliRunner().invoke(app, ["steps", *arguments])
    assert result.exit_code == 0, result.output
    return result.stdout


def ids(*arguments: str) -> list[str]:
    return [step["id"] for step in json.loads(run(*arguments, "--format", "json"))["steps"]]


# --- what is shown -------------------------------------------------------------------------------


@pytest.mark.parametrize("code", codes())
def test_every_sentence_is_shown_in_every_language(code: str) -> None:
    """Each stands under its subject with its keyword, and with a table where it needs one."""
    text = run("--language", code)
    words = vocabulary(code)

    for entry in entries(words):
        assert f"      {entry.example}\n" in text
        assert bool(entry.table) == bool(entry.step.needs)
        assert all(f"        {row}\n" in text for row in entry.table)
    assert all(f"\n{title}\n---" in text for title in words.words.subjects.values())


def test_text_fits_a_page_but_for_what_is_to_be_copied() -> None:
    """No line is wider than a page, except examples, which are no sentences when broken."""
    examples = {f"      {entry.example}" for entry in entries(vocabulary("en"))}

    assert [line for line in run().splitlines() if len(line) > 96 and line not in examples] == []


@pytest.mark.parametrize(
    ("says", "shown"),
    [
        ("(the ){track} {was} {state} on/at/in {when}", '(the) "TRACK" WAS "STATE" on/at/in DATE'),
        ("{bound} {int} time(s)", "exactly/at least/at most COUNT time(s)"),
        ("{event} {went} {duration} {number}", '"EVENT" went/went directly/never went/never went '
         "directly LENGTH NUMBER"),
    ],
)  # fmt: skip
def test_pattern_is_readable(says: str, shown: str) -> None:
    """What one replaces stands in capitals; what one chooses from, with slashes between."""
    assert pattern(language("en"), says) == shown


@pytest.mark.parametrize("code", codes())
def test_no_pattern_shows_how_it_is_programmed(code: str) -> None:
    """No pattern of any language has a brace left, or the name of a grammar."""
    assert not [e.pattern for e in entries(vocabulary(code)) if re.search(r"[{}\\]", e.pattern)]


def test_top_says_where_to_find_names_and_how_to_run() -> None:
    """A newcomer learns which commands list tracks, states and events, and how to run a feature."""
    top = run().partition("What is read")[0]

    assert "negotiation check talks.feature" in top
    assert "negotiation replay daraa-2018" in top
    assert "negotiation codebook daraa-2018" in top
    assert "the afternoon of 4 July 2018 · midday on 6" in top
    assert "was possibly" in top


@pytest.mark.parametrize("code", codes())
def test_the_feature_at_the_top_passes(code: str, tmp_path: Path) -> None:
    """What is to be copied first is whole and right, in every language."""
    text = "\n".join(feature(vocabulary(code)))

    result = run_feature(parse(text, "talks.feature", Folder(tmp_path, tmp_path)), Shelf())

    assert result.passed
    assert len(result.scenarios) == 1
    assert text in run("--language", code).replace("\n  ", "\n")


# --- search --------------------------------------------------------------------------------------


def test_all_words_must_occur() -> None:
    """Words narrow the search together, wherever they stand; case does not matter."""
    assert ids("LENGTH", "after", "leave open") == [
        step.id for step in STEPS if step.id.startswith("open-") and "after" in step.id
    ]
    assert ids("went-through") == ["went-through"]
    assert set(ids("hours", "after")) >= {"at-most-after", "at-least-after", "between-after"}


def test_accents_and_capitals_do_not_matter() -> None:
    """A French word is found without its accents, and an Arabic one without its vowel signs."""
    assert plain("Événement ÉTÉ") == "evenement ete"
    assert plain("مُحَمَّد") == "محمد"
    if "fr" in codes():
        assert ids("--language", "fr", "evenement") == ids("--language", "fr", "ÉVÉNEMENT")


def test_keyword_chooses_a_kind() -> None:
    """Given, When and Then can be asked for one by one."""
    kinds = [ids("--keyword", kind) for kind in ("given", "when", "then")]

    assert [key for found in kinds for key in found] == [step.id for step in STEPS]


def test_nothing_found_says_which_word_and_what_is_near() -> None:
    """A word that is nowhere is named with the nearest one, and the nearest sentences are shown."""
    result = CliRunner().invoke(app, ["steps", "ceasefre", "hours"])

    assert result.exit_code == 1
    assert result.stdout == ""
    assert '"ceasefre" is in none; did you mean ceasefire' in result.stderr
    assert "48 hours after" in result.stderr


def test_unknown_language_is_an_error() -> None:
    """A language that there is none of is named."""
    result = CliRunner().invoke(app, ["steps", "--language", "xx"])

    assert "xx" in str(result.exception)


def test_result_of_a_search_has_no_opening() -> None:
    """Who searches gets the sentences, and one line on how a pattern is to be read."""
    words = vocabulary("en")
    text = steps_text(words, chosen(entries(words), ["went through"]), whole=False)

    assert text.startswith("Sequences of states\n")
    assert text.endswith("`negotiation steps` alone says how a pattern is to be read.\n")


# --- the page, and what it is all for ------------------------------------------------------------


def test_page_is_current() -> None:
    """docs/steps.md is what the code makes of the vocabulary: run `make format`."""
    assert (DOCS / "steps.md").read_text(encoding="utf-8") == steps_page()


def test_page_holds_every_language() -> None:
    """Each language has its section, those written from the right in a division of their own."""
    page = steps_page()

    for code in codes():
        words = language(code)
        section = page.partition(f"## {words.name}\n\n")[2]
        assert section.startswith('<div dir="rtl">') == (words.direction == "rtl")
    assert page.count("<div") == page.count("</div>")


def test_a_newcomer_can_write_that_talks_resumed_in_time(tmp_path: Path) -> None:
    """A sentence as shown, with ids as replay shows them: 48 hours hold, 46 are left open."""
    shown = run("at most", "after", "hours")
    assert '(the event) "EVENT" WAS at most LENGTH after (the event) "EVENT"' in shown
    story = CliRunner().invoke(app, ["replay", "daraa-2018"]).stdout
    assert "[talks-resume]" in story
    assert "[joint-command-declares-failure]" in story
    head = "\n".join(feature(vocabulary("en"))).rpartition("\n")[0]
    path = tmp_path / "talks.feature"

    found = {}
    for hours in (48, 46):
        then = f'"talks-resume" was at most {hours} hours after "joint-command-declares-failure"'
        path.write_text(f"{head}\n      Then {then}\n", encoding="utf-8")
        found[hours] = run_feature(read(path), Shelf())

    assert found[48].passed
    assert not found[46].passed
    assert "leave it open" in " ".join(found[46].scenarios[0].steps[-1].message)
