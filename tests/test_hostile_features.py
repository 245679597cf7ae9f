"""Features, phrases and chronologies that mean harm: bounded in work, and never out of their text.

No test here measures time: work is counted, or what is too much is refused.
"""

import json
import re
import shutil
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest

from negotiation.gherkin.document import document
from negotiation.gherkin.document.asking import askings
from negotiation.gherkin.document.markdown import plain
from negotiation.gherkin.files import run_files
from negotiation.gherkin.phrases import MOST_STEPS, Phrase, phrases_beside
from negotiation.gherkin.places import chronology_file, shown_name
from negotiation.gherkin.reader import parse
from negotiation.gherkin.reports.as_json import as_json
from negotiation.gherkin.reports.junit import junit
from negotiation.gherkin.reports.messages import messages
from negotiation.gherkin.reports.text import text
from negotiation.gherkin.reports.titles import scenario_title, unique
from negotiation.gherkin.results import FeatureResult, Status
from negotiation.gherkin.running import run_feature
from negotiation.gherkin.talks import Folder, Shelf
from negotiation.gherkin.vocabulary import LONGEST, MOST_HINTS, vocabulary
from negotiation.library import features, scenarios
from negotiation.load import load
from negotiation.view.texts import shown
from tests.test_document import HOSTILE, OWN, Seen, assert_plain_markdown

HEAD = """Feature: Talks in the valley

  Background:
    Given the chronology "valley"
    When all events are replayed

"""
STEP = '    - Then the "phase" was "talks" on 5 March 2031\n'
NO_CONTROL = r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]"


def ran(folder: Path, scenarios_: str, phrases: str = "") -> FeatureResult:
    """Run one feature about the valley, with phrases beside it."""
    (folder / "talks.feature").write_text(HEAD + scenarios_, encoding="utf-8")
    if phrases:
        told = f"format: negotiation-phrases/1\nphrases:\n{phrases}"
        (folder / "phrases.yaml").write_text(told, encoding="utf-8")
    (result,) = run_files([folder])
    return result


def scenario(*steps: str) -> str:
    """Give a scenario of these Thens."""
    return "  Scenario: S\n" + "".join(f"    Then {step}\n" for step in steps)


def faults(result: FeatureResult) -> list[str]:
    """Give the headlines of all that is wrong."""
    return [problem.headline() for problem in result.feature.every_problem()]


# --- phrases: how they are matched ---------------------------------------------------------------


class Counted(str):
    """A text that counts how often it is searched."""

    searched = 0

    def find(self, *given: object) -> int:  # type: ignore[override]
        """Search, and count it."""
        Counted.searched += 1
        return super().find(*given)  # type: ignore[arg-type]

    def __getitem__(self, key: object) -> "Counted":
        return Counted(super().__getitem__(key))  # type: ignore[index]


@pytest.mark.parametrize("end", ["!", "?!", ""])
def test_a_phrase_of_many_holes_is_matched_without_going_back(end: str) -> None:
    """Ten holes and sixty words need one search a hole at most."""
    phrase = Phrase.of(" ".join(f"<{name}>" for name in "abcdefghij") + "!")
    Counted.searched = 0
    found = phrase.spans(Counted("word " * 59 + "word" + end))

    assert (found is not None) == end.endswith("!")
    assert Counted.searched <= 10


@pytest.mark.parametrize(
    ("says", "sentence", "expected"),
    [
        ("the valley is calm", "the valley is calm", []),
        ("the valley is calm", "the valley is calmer", None),
        ("<x> fell", "the mill fell", ["the mill"]),
        ("<x> fell", '"the mill" fell', ["the mill"]),
        ("<x> fell", '"the mill fell', None),
        ("<x> fell", 'the "old" mill fell', None),
        ("<x> fell", " fell", None),
        ("<x> fell", '"" fell', None),
        ('the "<x>" fell', 'the "mill" fell', ["mill"]),
        ("<x> was <y>", "it was was ours", ["it", "was ours"]),  # the first place counts
        ("<x> was <y>", '"it was" was ours', ["it was", "ours"]),
        ("<x> was <y>", '"it was" was "ours"', ["it was", "ours"]),
        ("<day> <month> <year>", "4 March 2031", ["4", "March", "2031"]),
        ("<x> and on", "and on and on", ["and on"]),
        ("on <x> on", "on on", None),
        ("on <day> the valley was <x>", "on 4 March the valley was calm", ["4 March", "calm"]),
    ],
)
def test_values_of_holes(says: str, sentence: str, expected: list[str] | None) -> None:
    """A value in quotes ends with them, another where the words behind its hole first stand."""
    spans = Phrase.of(says).spans(sentence)

    assert (None if spans is None else [sentence[a:b] for a, b in spans]) == expected


def test_a_longer_sentence_is_no_phrase() -> None:
    """What is too long for the vocabulary is too long for a phrase."""
    phrase = Phrase.of("<x> fell")

    assert phrase.spans("a" * (LONGEST - 5) + " fell") is not None
    assert phrase.spans("a" * (LONGEST - 4) + " fell") is None


@pytest.mark.parametrize(
    ("phrases", "expected"),
    [
        (f"  <a><b> fell:\n{STEP}", "two holes stand side by side; put a word between two holes"),
        (f"  ? {'a' * 1001}\n  :\n{STEP}", "longer than 1,000 letters; say it in fewer words"),
        (f"  it fell:\n    - Then {'a' * 1001}\n", "longer than 1,000 letters"),
        (f"  it fell:\n{STEP * (MOST_STEPS + 1)}", f"too long; write {MOST_STEPS} at most"),
        (
            "".join(f"  it fell {n} times:\n{STEP}" for n in range(1_001)),
            "too long; write 1000 at most",
        ),
    ],
)
def test_phrases_without_measure_are_refused(phrases: str, expected: str, tmp_path: Path) -> None:
    """Holes side by side, and phrases or steps that are too long or too many, are mistakes."""
    result = ran(tmp_path, scenario("it fell"), phrases)

    assert any("phrases.yaml" in told and expected in told for told in faults(result))


def test_the_reviewers_phrase_runs(tmp_path: Path) -> None:
    """A file with ten holes side by side but for spaces is read, and its sentence is unknown."""
    holes = " ".join(f"<{name}>" for name in "abcdefghij")
    result = ran(tmp_path, scenario("word " * 60), f"  {holes}!:\n{STEP}")

    assert [told.partition(": ")[2][:4] for told in faults(result)] == ["G017"]


# --- reports: each name is counted once ----------------------------------------------------------


class Passes(tuple[object, ...]):
    """A tuple that counts how often all of it is gone through."""

    number = 0

    def __iter__(self):  # type: ignore[no-untyped-def]
        """Go through it, and count it."""
        Passes.number += 1
        return super().__iter__()


def outline(rows: int, name: str = "S") -> str:
    """Give an outline of so many rows."""
    cells = "".join("      | 5 |\n" for _ in range(rows))
    return (
        f"  Scenario Outline: {name}\n"
        '    Then the "phase" was "talks" on <day> March 2031\n'
        f"    Examples:\n      | day |\n{cells}"
    )


def test_titles_of_rows_are_counted_once(tmp_path: Path) -> None:
    """The titles of three hundred rows go through the scenarios once, not once each."""
    feature = ran(tmp_path, outline(300)).feature
    object.__setattr__(feature, "scenarios", Passes(feature.scenarios))
    Passes.number = 0
    titles = [scenario_title(feature, feature.scenarios[n]) for n in range(300)]

    assert titles[:2] == ["S (row 1)", "S (row 2)"]
    assert len(set(titles)) == 300
    assert Passes.number == 1


def test_rows_of_other_features_share_no_names(tmp_path: Path) -> None:
    """Whether a name is shared is asked of its own feature, whichever was told before."""
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    many = ran(tmp_path / "one", outline(2)).feature
    single = ran(tmp_path / "two", outline(1)).feature

    for _ in range(2):
        assert scenario_title(many, many.scenarios[0]) == "S (row 1)"
        assert scenario_title(single, single.scenarios[0]) == "S"


class Asked(dict[str, int]):
    """A dictionary that counts how often it is asked for a key."""

    number = 0

    def __contains__(self, key: object) -> bool:
        Asked.number += 1
        return super().__contains__(key)


def test_equal_titles_are_numbered_without_trying_all() -> None:
    """Three hundred equal titles are told apart with two tries each, beside those that are held."""
    taken, Asked.number = Asked(), 0
    titles = [unique(title, taken) for title in ["S", "S [2]", *["S"] * 298]]

    assert titles[:4] == ["S", "S [2]", "S [3]", "S [4]"]
    assert len(set(titles)) == 300
    assert Asked.number <= 2 * 300 + 1


def test_strips_of_many_rows_are_few(tmp_path: Path) -> None:
    """All rows that ask of one history are put together once, in their order."""
    result = ran(tmp_path, outline(300))
    steps = [step for one in result.scenarios for step in one.steps]

    (found,) = askings(steps)
    assert found.asked == tuple(step.asked for step in steps if step.asked is not None)


# --- unknown sentences ---------------------------------------------------------------------------


def hinted(result: FeatureResult) -> list[bool]:
    """Say of each unknown sentence whether near ones are told."""
    found = [p for p in result.feature.every_problem() if p.code == "G017"]
    assert all(
        p.hint.startswith("near it: ") or p.hint == "`negotiation steps` lists all sentences"
        for p in found
    )
    return [p.hint.startswith("near it: ") for p in found]


def unknown(number: int) -> list[str]:
    """Give so many sentences that are near to one of the vocabulary, each in another way."""
    letters = "bcdefghijk"
    return [
        f'the "phase" wa{letters[n // 10]}{letters[n % 10]} "talks" on 5 March 2031'
        for n in range(number)
    ]


def test_near_sentences_are_looked_for_at_the_beginning_only(tmp_path: Path) -> None:
    """After fifty different unknown sentences of a file the hint is where all of them stand."""
    shape = unknown(1)[0].replace("talks", "lull")  # but for its names as the first
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        result = ran(tmp_path / name, scenario(*unknown(MOST_HINTS + 5), shape))

        assert hinted(result) == [True] * MOST_HINTS + [False] * 5 + [True]


# --- nothing tells where the files lie -----------------------------------------------------------


def every_report(results: list[FeatureResult]) -> dict[str, str]:
    """Give all that is written of some results."""
    written = {form.__name__: form(results) for form in (text, as_json, junit, messages)}
    return {**written, **{suffix: document(results, suffix) for suffix in (".html", ".md")}}


BROKEN = "format: negotiation-chronology/1\ntitle: Broken\nmodel: core-talks\ntimezone: Nowhere\n"


def test_a_broken_chronology_is_told_without_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its path is that in the features' folder, in every report: reports are published."""
    (tmp_path / "inner").mkdir()
    (tmp_path / "story.yaml").write_text(BROKEN, encoding="utf-8")
    (tmp_path / "inner" / "own.yaml").write_text(BROKEN, encoding="utf-8")
    told = "format: negotiation-phrases/1\nphrases:\n  it fell:\n    - Then it fell\n"
    (tmp_path / "inner" / "phrases.yaml").write_text(told, encoding="utf-8")
    for name in ("story", "own"):
        source = HEAD.replace('"valley"', f'"{name}"') + scenario(STEP[11:].strip())
        (tmp_path / "inner" / f"{name}.feature").write_text(source, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    reports = every_report(list(run_files([Path()])))

    assert "story.yaml:4:11: D110" in reports["text"]
    assert "inner/own.yaml:4:11: D110" in reports["text"]
    for form, report in reports.items():
        assert "story.yaml:4:11" in report.replace("\\", ""), form
        assert str(tmp_path) not in report.replace("\\", ""), form
        assert tmp_path.name not in report, form


@pytest.mark.parametrize("phrases", ["phrase: {}\n", "phrases: {it fell: [Then it fell]}\n"])
def test_broken_phrases_are_told_without_their_folder(phrases: str, tmp_path: Path) -> None:
    """Their file is called by its name, whether all of it is wrong or one phrase."""
    (tmp_path / "phrases.yaml").write_text(f"format: negotiation-phrases/1\n{phrases}")
    found = phrases_beside(tmp_path, vocabulary("en")).problems

    assert found
    assert {problem.file for problem in found} == {"phrases.yaml"}


def test_a_shipped_chronology_is_shown_by_its_name(tmp_path: Path) -> None:
    """Where the package lies is not told either."""
    folder = Folder(tmp_path, tmp_path)

    assert shown_name(chronology_file("valley", folder), folder) == "valley"


@pytest.mark.parametrize("name", ["v" * 600, "v/" * 600, "\0", ".", "", " ", "~", "*" * 90])
def test_a_name_that_no_file_can_have_is_a_mistake(name: str, tmp_path: Path) -> None:
    """It is told as any other unknown name, whatever the system says of such names."""
    source = HEAD.replace('"valley"', f'"{name}"') + scenario(STEP[11:].strip())
    (tmp_path / "talks.feature").write_text(source, encoding="utf-8")
    (result,) = run_files([tmp_path])

    assert result.scenarios[0].status is Status.MISTAKE
    assert "Traceback" not in text([result])


# --- chronologies that mean harm -----------------------------------------------------------------


def hostile_valley(folder: Path, words: str) -> None:
    """Write the valley and its model with words for every text, beside the valley's features."""
    shutil.copytree(features() / "valley", folder, dirs_exist_ok=True)
    (folder / "models").mkdir()
    said = json.dumps(words, ensure_ascii=False)
    for name in ("valley.yaml", "models/valley-talks.yaml"):
        made = (scenarios() / name).read_text(encoding="utf-8")
        for texts in (
            r'(\{en: )("[^"]*"|[^,}"]*)',
            r'(?m)^( *(?:en: (?=")|title: |outlet: |because: ))("[^"]*"|[^">{\n]+)$',
        ):
            made = re.sub(texts, lambda found: found[1] + said, made)
        (folder / name).write_text(made, encoding="utf-8")


def without_control(words: str) -> str:
    """Give words that a chronology may hold: the loader refuses the rest."""
    return re.sub("[\x00-\x1f\u202a-\u202e\u2066-\u2069]", "", words)


FAILING = scenario('the "phase" was "settlement" on 5 March 2031')


@pytest.mark.parametrize("words", [without_control(words) for words in HOSTILE])
def test_no_text_of_a_chronology_breaks_out(words: str, tmp_path: Path) -> None:
    """Titles, labels, notes and sources of a chronology and its model stay text in every report."""
    hostile_valley(tmp_path, words)
    (tmp_path / "failing.feature").write_text(HEAD + FAILING, encoding="utf-8")
    results = list(run_files([tmp_path]))
    page, told = document(results, ".html"), document(results, ".md")
    seen = Seen(page)

    assert sum(one.status is Status.PASSED for r in results for one in r.scenarios) > 100
    assert set(seen.tags) <= OWN
    assert not [name for name, _ in seen.attributes if name.startswith("on") or name == "style"]
    assert all(value.startswith("#") for name, value in seen.attributes if name in {"href", "src"})
    assert seen.text.count(" ".join(words.split())) > 20
    assert not re.search(NO_CONTROL, page + told)
    assert plain(words) in told
    assert_plain_markdown(told)
    assert_is_junit(junit(results))
    assert text(results).replace("\n", "").isprintable()


@pytest.mark.parametrize("words", HOSTILE)
def test_no_text_in_memory_breaks_out(words: str, tmp_path: Path) -> None:
    """Nor do control characters and marks that turn a line, which no file could bring in."""
    valley = load("valley")
    labels = {"en": words}
    harmful = valley.model_copy(
        update={
            "title": labels,
            "model": valley.model.model_copy(update={"title": labels}),
            "events": {k: e.model_copy(update={"label": labels}) for k, e in valley.events.items()},
            "sources": {
                k: s.model_copy(update={"title": words, "outlet": words, "note": labels})
                for k, s in valley.sources.items()
            },
        }
    )
    folder = Folder(tmp_path, tmp_path)
    shelf = Shelf({(str(chronology_file("valley", folder)),): harmful})
    source = HEAD + FAILING + FAILING.replace("S\n", "T\n").replace("settlement", "talks")
    result = run_feature(parse(source, "some.feature", folder), shelf)
    page, told = document([result], ".html"), document([result], ".md")

    assert [one.status for one in result.scenarios] == [Status.FAILED, Status.PASSED]
    assert set(Seen(page).tags) <= OWN
    assert shown(" ".join(words.split())) in Seen(page).text
    assert not re.search(NO_CONTROL, page + told)
    assert_is_junit(junit([result]))
    assert text([result]).replace("\n", "").isprintable()


def test_names_in_a_drawing_fit_into_it(tmp_path: Path) -> None:
    """A label of ten thousand letters is cut in the drawing, where nothing breaks lines."""
    hostile_valley(tmp_path, "x" * 10_000)
    page = document(list(run_files([tmp_path])), ".html")
    drawn = re.findall(r"<text[^>]*>([^<]*)", page)

    assert any(name.startswith("xxx") and name.endswith("…") for name in drawn)
    assert max(map(len, drawn)) < 200


# --- JUnit and JSON: what their forms cannot hold ------------------------------------------------


def assert_is_junit(report: str) -> None:
    """Hold that a document is well-formed, and that XML 1.0 can write all that it says."""
    root = Xml.fromstring(report.encode("utf-8"))  # noqa: S314  our own text
    texts = [t for element in root.iter() for t in (element.text, *element.attrib.values()) if t]

    assert root.tag == "testsuites"
    assert {element.tag for element in root.iter()} <= {
        "testsuites", "testsuite", "testcase", "failure", "error",
    }  # fmt: skip
    for sign in {sign for told in [report, *texts] for sign in told}:
        number = ord(sign)
        assert number in {9, 10, 13} or 0x20 <= number <= 0xD7FF or 0xE000 <= number <= 0x10FFFF
        assert number not in {0xFFFE, 0xFFFF}


FORBIDDEN = ["\x00", "\x01", "\x08", "\x0b", "\x0c", "\x1b", "\x1f", "\ufffe", "\uffff", "\udcff"]


@pytest.mark.parametrize("sign", [*FORBIDDEN, "]]>", "&#0;", "<a b='c'>", "\x85", "\u2028", "\r"])
def test_reports_hold_what_their_form_can(sign: str, tmp_path: Path) -> None:
    """A sign in the file's name, titles, steps and messages breaks neither JUnit nor JSON."""
    failing = 'the "phase" was "settlement" on 5 March 2031'
    source = (
        f"{HEAD.replace('Talks', f'Talks {sign}')}  Scenario: A {sign}\n    Then {failing}\n"
        f"  Scenario: B {sign}\n    Then the talks {sign} went well\n"
        f'  Scenario: C {sign}\n    Then the "{sign}" was "{sign}" on 5 March 2031\n'
        f"  Scenario: A {sign}\n    Then {failing}\n"
    )
    folder = Folder(tmp_path, tmp_path)
    result = run_feature(parse(source, f"bad{sign}.feature", folder), Shelf())

    assert_is_junit(junit([result]))
    written = json.loads(as_json([result]).encode("utf-8"))
    assert written["features"][0]["file"] == f"bad{sign}.feature"
    assert all(json.loads(line) for line in messages([result]).splitlines())
    for suffix in (".html", ".md"):
        assert document([result], suffix).encode("utf-8")
