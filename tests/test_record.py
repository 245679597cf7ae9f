"""Features written from a replay: whatever the record, in whatever language, they pass."""

from pathlib import Path
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from negotiation.chronology import Chronology
from negotiation.cli import app
from negotiation.errors import NegotiationError
from negotiation.event import Event
from negotiation.evidence import Report, Source
from negotiation.gherkin.language import codes
from negotiation.gherkin.places import chronology_file
from negotiation.gherkin.reader import parse
from negotiation.gherkin.record import feature_text, spoken_name
from negotiation.gherkin.results import FeatureResult, Status
from negotiation.gherkin.running import run_feature
from negotiation.gherkin.talks import Folder, Shelf
from negotiation.load import load
from negotiation.model import Model
from negotiation.replay import replay
from tests.listing import a_chronology, a_model
from tests.making import event, model, rule, story, track
from tests.test_readings import KINDS

DAYS = ["2031-03-30", "2031-03-31", "2031-04-01"]
DATES = [
    *DAYS, "2031-03-30T19:00", "2031-03-31 morning", "2031-03-31 afternoon", "2031-04-01T00:00",
    "2031-03", "2031-03-30/2031-03-31", "../2031-03-30", "2031-04-01/..", "~2031-03-31T12:00",
]  # fmt: skip


@st.composite
def days(draw: st.DrawFn) -> Chronology:
    """Up to six events of three days, vaguely dated, some denied or only announced."""
    keys = "abcdef"[: draw(st.integers(1, 6))]
    issues: dict[str, object] = {"water": {"id": "water"}}
    sources = {"paper": Source(id="paper", outlet="Paper", published="2031-04-01")}
    zone = draw(st.sampled_from(["UTC", "Europe/Zurich", "Asia/Damascus"]))
    events = [draw(_event(key, keys)) for key in keys]
    return story(draw(_model()), *events, issues=issues, sources=sources, timezone=zone)


@st.composite
def _model(draw: st.DrawFn) -> Model:
    """Two tracks, and one that is kept for each issue."""
    two = draw(st.integers(0, 999).map(Random).map(a_model))
    issue = track(
        rule("go", ["open"], "raised"), rule("turn", ["raised"], "open"),
        initial="open", for_each="issues",
    )  # fmt: skip
    return two.model_copy(update={"tracks": {**two.tracks, "issue": issue}})


@st.composite
def _event(draw: st.DrawFn, key: str, keys: str) -> Event:
    said = draw(st.sampled_from(["actual"] * 9 + ["announced"]))
    reports = [Report(source="paper", when=draw(st.sampled_from(DATES)), modality=said)]
    if draw(st.integers(0, 6)) == 6:
        reports.append(Report(source="paper", modality="negated"))
    other = draw(st.sampled_from(keys))
    if other < key and draw(st.booleans()):
        reports.append(Report(inferred="so", after=[other]))
    issues = draw(st.sampled_from([(), ("water",)]))
    kind = draw(st.sampled_from([*KINDS, *KINDS, "nothing"]))
    return Event(id=key, kind=kind, reports=tuple(reports), issues=issues)


def ran(chronology: Chronology, text: str, folder: Path) -> FeatureResult:
    """Run a feature about a chronology that is in memory, and called "story"."""
    (folder / "story.yaml").touch()
    here = Folder(folder.resolve(), folder.resolve())
    shelf = Shelf({(str(chronology_file("story", here)),): chronology})
    return run_feature(parse(text, "story.feature", here), shelf)


def wrong(result: FeatureResult) -> list[str]:
    """Give the problems and the lines of every step that does not pass."""
    lines = [problem.text() for problem in result.feature.every_problem()]
    for scenario in result.scenarios:
        for step in scenario.steps:
            if step.status is not Status.PASSED:
                lines += [scenario.scenario.name, step.sentence.whole(), *step.message]
    return lines


@pytest.mark.parametrize("code", codes())
@settings(max_examples=40, deadline=None)
@given(chronology=days() | st.integers(0, 9_999).map(Random).map(a_chronology))
def test_record_of_any_story_passes(
    code: str, chronology: Chronology, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Whatever the dates leave open, no sentence claims more than the record holds."""
    try:
        text = feature_text(replay(chronology), "story", code)
    except NegotiationError:
        assume(False)

    result = ran(chronology, text, tmp_path_factory.mktemp("record"))

    assert wrong(result) == []
    assert result.passed


@pytest.mark.parametrize("code", codes())
@pytest.mark.parametrize("name", ["daraa-2018", "valley"])
def test_record_of_a_shipped_chronology_passes(name: str, code: str, tmp_path: Path) -> None:
    """What is written of a shipped record passes in every language, with no mistake in it."""
    text = feature_text(replay(load(name)), name, code)

    feature = parse(text, "x.feature", Folder(tmp_path, tmp_path))
    result = run_feature(feature, Shelf())

    assert wrong(result) == []
    assert result.passed
    assert len(result.scenarios) > 10


def test_daraa_is_told_track_by_track_and_day_by_day() -> None:
    """The sequence has its dates in words; a day has what held at its end; what is open is open."""
    text = feature_text(replay(load("daraa-2018")), "daraa-2018")

    assert "| ceasefire   | 30 June 2018 at 19:00        |" in text
    assert "  Scenario: 4 July 2018: phase bombardment, process suspended, " in text
    assert 'And the issue "un-sponsorship" was "demanded" on 4 July 2018' in text
    assert (
        'And on 30 June 2018, the "hostilities" could be any of:\n'
        "      | state   |\n      | active  |\n      | reduced |\n"
    ) in text
    assert 'And the last known "ceasefire" was "broken"' in text
    assert text.endswith("And the record ends on 6 July 2018\n")


def test_order_that_is_open_is_told_as_visits() -> None:
    """Where either of two events may be the first, no sequence of states is claimed."""
    rules = [rule("go", ["shut"], "ajar"), rule("turn", ["shut"], "open")]
    rules += [rule("go", ["open"], "shut"), rule("turn", ["ajar"], "open")]
    theory = model(door=track(*rules, initial="shut"))
    told = story(theory, event("a", "go", "2031-03-04"), event("b", "turn", "2031-03-04"))

    text = feature_text(replay(told), "story")

    assert "went through these states" not in text
    assert 'the "door" was possibly "ajar" at least 1 time' in text
    assert 'the "door" was "open" at least 1 time' in text


def test_departures_are_told() -> None:
    """An event that the model does not foresee is said to deviate."""
    theory = model(door=track(rule("go", ["shut"], "open"), initial="shut"))
    told = story(theory, event("a", "go", "2031-03-04"), event("b", "go", "2031-03-05"))

    assert 'Then the event "b" deviates from the model' in feature_text(replay(told), "story")


def test_title_cannot_break_out_of_its_line(tmp_path: Path) -> None:
    """A title with line ends, of whatever sort, stays the name of the feature."""
    theory = model(door=track(rule("go", ["shut"], "open"), initial="shut"))
    title = "one\nScenario: two\r\n\u2028Given three"
    told = story(theory, event("a", "go", "2031-03-04"), title=title)

    text = feature_text(replay(told), "story")
    result = ran(told, text, tmp_path)

    assert result.feature.name == "one Scenario: two Given three"
    assert result.passed


def test_empty_record_is_refused() -> None:
    """A record in which nothing happens gives no feature that would check nothing."""
    theory = model(door=track(rule("go", ["shut"], "open"), initial="shut"))

    with pytest.raises(NegotiationError, match="is empty"):
        feature_text(replay(story(theory)), "story")


def test_file_is_called_by_its_stem() -> None:
    """A feature beside a file names it without ending; a shipped name stays as it is."""
    assert spoken_name("stories/my-talks.yaml") == "my-talks"
    assert spoken_name("my-talks.yml") == "my-talks"
    assert spoken_name("daraa-2018") == "daraa-2018"


def test_command_writes_a_feature_that_is_not_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`record` prints, or writes with -o; a changed file stays unless it is forced."""
    monkeypatch.chdir(tmp_path)
    run = CliRunner().invoke
    assert run(app, ["new", "my-talks"]).exit_code == 0

    printed = run(app, ["record", "my-talks.yaml"])
    written = run(app, ["record", "my-talks.yaml", "-o", "my-talks.feature"])

    assert (printed.exit_code, written.exit_code) == (0, 0)
    assert printed.stdout == Path("my-talks.feature").read_text(encoding="utf-8")
    Path("my-talks.feature").write_text("mine", encoding="utf-8")
    again = run(app, ["record", "my-talks.yaml", "-o", "my-talks.feature"])
    assert isinstance(again.exception, NegotiationError)
    assert Path("my-talks.feature").read_text(encoding="utf-8") == "mine"
    forced = run(app, ["record", "my-talks.yaml", "-o", "my-talks.feature", "--force"])
    assert forced.exit_code == 0
    elsewhere = run(app, ["record", "my-talks.yaml", "-o", "other/my-talks.feature"])
    assert "where that lies" in elsewhere.stderr
    assert "where that lies" not in forced.stderr
