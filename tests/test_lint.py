"""Findings: each check with a hit and a near miss, their lines, and what acknowledges them."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from negotiation.cli import app
from negotiation.coded import Acknowledged
from negotiation.codes import CODES
from negotiation.errors import LoadError
from negotiation.evidence import Actor, Place, Source, Topic
from negotiation.library import chronologies, models
from negotiation.lint import MODEL_CHECKS, STORY_CHECKS, Finding, lint, lint_model
from negotiation.load import load, load_model, places
from negotiation.load.node import Place as At
from negotiation.model import Model, State, Track
from tests.making import event, model, report, rule, story, track

OTHER = {
    "paper": Source(id="paper", outlet="Paper", published="2031-12-31"),
    "gazette": Source(id="gazette", outlet="Gazette", published="2031-12-31"),
}
BOTH = (report("2031-01-01"), report("2031-01-01", source="gazette"))
TWO_STEPS = model(
    talks=track(rule("go", "none", "begun"), rule("stop", "begun", "none"), initial="none")
)


def found(code: str, findings: tuple[Finding, ...]) -> list[tuple[tuple[str | int, ...], str]]:
    return [(one.path, one.message) for one in findings if one.code == code]


def paths(code: str, theory: Model) -> list[tuple[str | int, ...]]:
    return [path for path, _ in found(code, lint_model(theory))]


def with_state(one: Track, name: str, **fields: bool) -> Track:
    return one.model_copy(update={"states": one.states | {name: State(**fields)}})


# --- models ---------------------------------------------------------------------------------------


def test_state_that_nothing_leads_to() -> None:
    """A state without a transition to it is found; the initial one needs none."""
    talks = with_state(TWO_STEPS.tracks["talks"], "lost")

    assert paths("L101", model(talks=talks)) == [("tracks", "talks", "states", "lost")]
    assert paths("L101", TWO_STEPS) == []


def test_dead_end_is_found_unless_final() -> None:
    """A state that only stays leave is a dead end; declared final it is meant."""
    stuck = track(rule("go", "none", "begun"), rule("go", "begun"), initial="none")
    final = with_state(stuck, "begun", final=True)

    assert paths("L102", model(talks=stuck)) == [("tracks", "talks", "states", "begun")]
    assert paths("L102", model(talks=final)) == []


def test_final_state_that_is_left() -> None:
    """Final and left again is found; final with a stay is not."""
    left = with_state(TWO_STEPS.tracks["talks"], "begun", final=True)
    stays = track(rule("go", "none", "begun"), rule("go", "begun"), initial="none")

    assert paths("L103", model(talks=left)) == [("tracks", "talks", "states", "begun")]
    assert paths("L103", model(talks=with_state(stays, "begun", final=True))) == []


TRUCE = track(rule("truce", "none", "holds"), rule("shots", "holds", "broken"), initial="none")


def overlapping(first: dict[str, object], second: dict[str, object]) -> list[tuple[str | int, ...]]:
    """Give the findings on two transitions for one kind and state, one to b, then one to c."""
    talks = track(rule("go", "a", "b", **first), rule("go", "a", "c", **second), initial="a")
    return paths("L104", model(truce=TRUCE, talks=talks))


def test_two_transitions_at_once() -> None:
    """A broken truce at large scale fits both; which is taken, only the file's order says."""
    at_once = overlapping({"requires": {"truce": ["broken"]}}, {"where": {"scale": "wide"}})

    assert at_once == [("tracks", "talks", "transitions", 1)]


def test_general_transition_first_is_two_at_once() -> None:
    """The first asks for less, so the second is never taken."""
    assert overlapping(
        {"requires": {"truce": ["broken", "holds"]}}, {"requires": {"truce": ["broken"]}}
    )


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"requires": {"truce": ["broken"]}}, {"requires": {"truce": ["holds"]}}),
        ({"requires": {"truce": ["broken"]}}, {"unless": {"truce": ["broken"]}}),
        ({"where": {"scale": "wide"}}, {"where": {"scale": "local"}}),
        ({"where": {"scale": "wide"}}, {}),
        ({"requires": {"truce": ["broken"]}}, {"unless": {"truce": ["none"]}}),
    ],
    ids=["other-state", "unless", "other-detail", "exception", "exception-by-states"],
)
def test_excluded_or_exception_is_not_two_at_once(
    first: dict[str, object], second: dict[str, object]
) -> None:
    """Conditions that exclude one another are fine; so is an exception before its rule."""
    assert not overlapping(first, second)


def test_two_at_once_with_one_goal_is_no_finding() -> None:
    """Where both lead to the same state, nothing is chosen silently."""
    talks = track(
        rule("go", "a", "b", requires={"truce": ["holds"]}),
        rule("go", "a", "b", where={"scale": "wide"}),
        initial="a",
    )

    assert paths("L104", model(truce=TRUCE, talks=talks)) == []


def test_stay_written_as_a_move() -> None:
    """`to` among `from` is found; a stay without `to` is right."""
    moves = track(rule("go", ["a", "b"], "b"), initial="a")
    stays = track(rule("go", "a", "b"), rule("go", "b"), initial="a")

    assert paths("L105", model(talks=moves)) == [("tracks", "talks", "transitions", 0)]
    assert paths("L105", model(talks=stays)) == []


# --- chronologies ---------------------------------------------------------------------------------


def test_event_that_no_source_reports() -> None:
    """An inferred event is found; one with an inference beside a report is not."""
    inferred = event("e", "go", report("2031-01-01", source=None, inferred="so"))
    both = event("f", "go", report("2031-01-01"), report(source=None, inferred="so"))

    findings = lint(story(TWO_STEPS, inferred, both))

    assert [path for path, _ in found("L201", findings)] == [("events", "e")]


def test_inference_from_a_source_is_no_report() -> None:
    """A report that names a source and is inferred counts as the coder's."""
    read_into = event("e", "go", report("2031-01-01", inferred="it must have begun"))

    assert found("L201", lint(story(TWO_STEPS, read_into)))


def test_events_on_one_origin_are_told_together() -> None:
    """Two events of one paper are one finding; a third that two papers report is not in it."""
    events = [event("a", "go", "2031-01-01"), event("b", "stop", "2031-01-02")]
    findings = lint(story(TWO_STEPS, *events, event("c", "go", *BOTH), sources=OTHER))

    assert found("L202", findings) == [
        (("sources", "paper"), "2 of 3 events: no other origin than the outlet Paper (a, b)")
    ]


def test_two_articles_of_one_wire_are_one_origin() -> None:
    """Paper and Gazette both have it from the agency: found, under the first source."""
    wired = {key: one.model_copy(update={"wire": ("Agency",)}) for key, one in OTHER.items()}

    findings = lint(story(TWO_STEPS, event("c", "go", *BOTH), sources=wired))

    assert [path for path, _ in found("L202", findings)] == [("sources", "paper")]
    (finding,) = [one for one in findings if one.code == "L202"]
    assert finding.about == ("paper", "gazette")


def test_events_on_one_actor_stand_at_the_actor() -> None:
    """Two papers that quote the same keeper are one origin: the keeper."""
    quoted = [one.model_copy(update={"by": ("keeper",)}) for one in BOTH]
    whole = story(
        TWO_STEPS, event("c", "go", *quoted), sources=OTHER, actors={"keeper": Actor(id="keeper")}
    )

    assert [path for path, _ in found("L202", lint(whole))] == [("actors", "keeper")]


def test_departure_in_every_order() -> None:
    """Stopping what has not begun departs; stopping it afterwards does not."""
    early = lint(story(TWO_STEPS, event("s", "stop", "2031-01-01"), event("g", "go", "2031-01-02")))
    late = lint(story(TWO_STEPS, event("g", "go", "2031-01-01"), event("s", "stop", "2031-01-02")))

    assert found("L203", early) == [
        (
            ("events", "s"),
            "departs on talks, in every order: not foreseen in none; "
            "it is foreseen only from begun",
        )
    ]
    assert not found("L203", late)


def test_departure_in_some_orders() -> None:
    """On one day without hours, the stop may come first: found, and said to be in some orders."""
    findings = lint(
        story(TWO_STEPS, event("g", "go", "2031-01-01"), event("s", "stop", "2031-01-01"))
    )

    ((path, message),) = found("L203", findings)
    assert path == ("events", "s")
    assert "in some orders" in message


def test_disputed_event() -> None:
    """One report against another is found; a denial that was set aside is not."""
    denied = event("e", "go", report("2031-01-01"), report(id="no", modality="negated"))
    aside = ({"report": "no", "because": "withdrawn"},)

    assert [path for path, _ in found("L204", lint(story(TWO_STEPS, denied)))] == [("events", "e")]
    assert not found("L204", lint(story(TWO_STEPS, denied, set_aside=aside)))


def test_state_on_inference_alone() -> None:
    """A state that only an inferred event brings about is found; a reported stay supports it."""
    theory = model(
        talks=track(
            rule("go", "none", "begun"), rule("still", "begun"), rule("stop", "begun", "none"),
            initial="none",
        )
    )  # fmt: skip
    begun = event("g", "go", report("2031-01-01", source=None, inferred="so"))
    still = event("h", "still", "2031-01-02")
    stop = event("s", "stop", "2031-01-02")

    assert found("L205", lint(story(theory, begun, stop))) == [
        (("events", "g"), "brings talks to begun, where no reported event supports it")
    ]
    assert not found("L205", lint(story(theory, begun, still)))


def test_state_on_inference_is_found_without_any_date() -> None:
    """Also where neither the inferred event nor the one after it has a beginning."""
    begun = event("g", "go", report(source=None, inferred="so", before=["s"]))
    stop = event("s", "stop", "../2031-01-02")

    assert [path for path, _ in found("L205", lint(story(TWO_STEPS, begun, stop)))] == [
        ("events", "g")
    ]


def test_event_that_reaches_no_track() -> None:
    """A demand that names no issue is found; one that names an issue, or a kind of none, is not."""
    issue = track(rule("ask", "none", "asked"), initial="none", for_each="issues")
    water = {"water": Topic(id="water")}
    events = [
        event("a", "ask", "2031-01-01"),
        event("b", "ask", "2031-01-01", issues=["water"]),
        event("c", "nothing", "2031-01-01"),
    ]

    findings = lint(story(model(issue=issue), *events, issues=water))

    assert found("L206", findings) == [
        (
            ("events", "a"),
            "ask moves issue, one track for each of the issues; the event names none that has a "
            "track",
        )
    ]


def test_place_without_a_track_is_not_reached() -> None:
    """An event at a place that is named for orientation only reaches no track."""
    gate = track(rule("shut", "open", "closed"), initial="open", for_each="places")
    mill = {"mill": Place(id="mill", tracked="false")}

    findings = lint(
        story(model(gate=gate), event("a", "shut", "2031-01-01", places=["mill"]), places=mill)
    )

    assert [path for path, _ in found("L206", findings)] == [("events", "a")]


def test_source_that_nothing_cites() -> None:
    """A listed source without a report is found; one whose only report is set aside is not."""
    one = event("e", "go", "2031-01-01", report(id="x", source="gazette"))
    aside = ({"report": "x", "because": "withdrawn"},)

    unused = lint(story(TWO_STEPS, event("e", "go", "2031-01-01"), sources=OTHER))
    used = lint(story(TWO_STEPS, one, sources=OTHER, set_aside=aside))

    assert [path for path, _ in found("L207", unused)] == [("sources", "gazette")]
    assert not found("L207", used)


@pytest.mark.parametrize(
    "cited",
    [
        {"left_uncoded": ({"what": "a song", "because": "old", "source": "gazette"},)},
        {"background": ({"text": "built in 2029", "source": "gazette"},)},
        {
            "measures": {
                "dry": {
                    "unit": "houses",
                    "values": [{"value": "40", "as-of": "2031-01-01", "source": "gazette"}],
                }
            }
        },
    ],
    ids=["left-uncoded", "background", "measure"],
)
def test_source_is_cited_by_more_than_reports(cited: dict[str, object]) -> None:
    """What is left out on purpose, said of the setting or counted cites its source."""
    one = event("e", "go", "2031-01-01")

    assert not found("L207", lint(story(TWO_STEPS, one, sources=OTHER, **cited)))


def test_listed_and_never_named() -> None:
    """An actor who only speaks and a place told from another are named; the rest is found."""
    whole = story(
        TWO_STEPS,
        event("e", "go", report("2031-01-01", by=["speaker"])),
        actors={"speaker": Actor(id="speaker"), "silent": Actor(id="silent")},
        places={"mill": Place(id="mill"), "weir": Place(id="weir"), "lake": Place(id="lake")},
        not_the_same=(("mill", "weir"),),
        issues={"water": Topic(id="water")},
        third_parties={"council": Topic(id="council")},
    )

    assert [path for path, _ in found("L208", lint(whole))] == [
        ("actors", "silent"),
        ("places", "lake"),
        ("issues", "water"),
        ("third-parties", "council"),
    ]


# --- acknowledgements -----------------------------------------------------------------------------


def kept(code: str, *about: str) -> Acknowledged:
    return Acknowledged(code=code, about=about, because="it is so")


DEPARTING = (event("s", "stop", "2031-01-01"), event("t", "stop", "2031-01-01"))


def test_acknowledgement_covers_what_it_is_about() -> None:
    """Of two departures, the one that is named is acknowledged; without a name, both are."""
    named = lint(story(TWO_STEPS, *DEPARTING, acknowledged=(kept("L203", "s"),)))
    both = lint(story(TWO_STEPS, *DEPARTING, acknowledged=(kept("L203"),)))

    assert [one.because for one in named if one.code == "L203"] == ["it is so", None]
    assert [one.because for one in both if one.code == "L203"] == ["it is so", "it is so"]


def test_acknowledgement_of_nothing_is_found() -> None:
    """What was mended, or has another code, acknowledges nothing; and that cannot be hidden."""
    items = (kept("L203", "s"), kept("L201", "s"), kept("L301"))

    findings = lint(story(TWO_STEPS, *DEPARTING, acknowledged=items))

    assert found("L301", findings) == [
        (("acknowledged", 1), "no finding L201 is about s"),
        (("acknowledged", 2), "there is no finding L301"),
    ]


def test_model_acknowledges_a_state_or_a_whole_track() -> None:
    """`talks.begun` means one state, `talks` every state of the track."""
    stuck = model(talks=track(rule("go", "none", "begun"), initial="none"))
    for about in ("talks.begun", "talks"):
        given = stuck.model_copy(update={"acknowledged": (kept("L102", about),)})

        assert [one.because for one in lint_model(given)] == ["it is so"]


# --- files ----------------------------------------------------------------------------------------

MODEL = """\
format: negotiation-model/1
title: Small
kinds: {go: {}, stop: {}}
tracks:
  talks:
    initial: none
    states: {none: {}, begun: {}, over: {}}
    transitions:
      - {on: go, from: [none], to: begun}
      - {on: stop, from: [begun], to: over}
"""
STORY = """\
format: negotiation-chronology/1
title: Small
model: small.yaml
timezone: UTC
sources:
  paper: {outlet: Paper, published: 2031-02-01}
events:
  too-early:
    kind: stop
    reports: [{source: paper, when: 2031-01-01}]
"""
EARLY = "acknowledged:\n  - {code: L203, about: [too-early], because: it is so}\n"
PAPER = "  - {code: L202, because: there is one paper}\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "small.yaml").write_text(MODEL)
    (tmp_path / "talks.yaml").write_text(STORY)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("folder")
def test_findings_have_their_line() -> None:
    """A finding is told as file:line:column: CODE where: message; without --strict it is fine."""
    result = CliRunner().invoke(app, ["validate", "talks.yaml", "small.yaml"])

    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "talks.yaml: a chronology, fine (1 events, 1 reports, 1 sources)",
        "talks.yaml:6:3: L202 sources.paper: 1 of 1 events: no other origin than the outlet "
        "Paper (too-early)",
        "talks.yaml:8:3: L203 events.too-early: departs on talks, in every order: not foreseen in "
        "none; it is foreseen only from begun",
        "small.yaml: a model, fine (2 kinds, 1 tracks)",
        "small.yaml:7:35: L102 tracks.talks.states.over: no transition leaves this state; if that "
        "is meant, write final: true",
    ]


def test_strict_fails_until_all_is_acknowledged(folder: Path) -> None:
    """One of two acknowledged still fails; both pass, and are still listed with the reason."""
    path = folder / "talks.yaml"
    run = CliRunner()
    assert run.invoke(app, ["validate", "talks.yaml", "--strict"]).exit_code == 1
    path.write_text(STORY + EARLY)
    assert run.invoke(app, ["validate", "talks.yaml", "--strict"]).exit_code == 1
    path.write_text(STORY + EARLY + PAPER)

    result = run.invoke(app, ["validate", "talks.yaml", "--strict"])

    assert result.exit_code == 0
    assert "; acknowledged: there is one paper" in result.stdout


def test_findings_as_json(folder: Path) -> None:
    """As data: every file with its problems and findings, and the reason of what is kept."""
    (folder / "talks.yaml").write_text(STORY + EARLY)
    (folder / "bad.yaml").write_text(STORY.replace("stop", "halt"))

    result = CliRunner().invoke(app, ["validate", "talks.yaml", "bad.yaml", "--format", "json"])

    data = json.loads(result.stdout)
    assert result.exit_code == 1
    assert data["format"] == "negotiation-findings/1"
    assert [(f["code"], f["line"], f["acknowledged"]) for f in data["files"][0]["findings"]] == [
        ("L202", 6, None),
        ("L203", 8, "it is so"),
    ]
    assert [p["code"] for p in data["files"][1]["problems"]] == ["R301"]
    assert data["files"][1]["findings"] == []


def test_what_an_included_model_holds_is_told_of_that_one(folder: Path) -> None:
    """A model is asked about what it adds; the dead end of the included one is not its own."""
    (folder / "wider.yaml").write_text(
        "format: negotiation-model/1\ntitle: Wider\ninclude: small.yaml\n"
        "extend:\n  talks:\n    states: {paused: {}}\n    transitions:\n"
        "      - {on: stop, from: [none, paused], to: paused}\n"
    )

    result = CliRunner().invoke(app, ["validate", "wider.yaml"])

    told = [line.split(": ")[1] for line in result.stdout.splitlines()[1:]]
    assert told == ["L102 extend.talks.states.paused", "L105 extend.talks.transitions[1]"]


def test_names_in_acknowledgements_are_checked(folder: Path) -> None:
    """An event, a code and a state that are not there are problems, each at its place."""
    (folder / "talks.yaml").write_text(
        STORY + EARLY.replace("too-early", "too-erly") + PAPER.replace("L202", "R301")
    )
    with pytest.raises(LoadError) as error:
        load("talks.yaml")
    told = [problem.headline() for problem in error.value.problems]
    assert told[0].startswith(
        'talks.yaml:12:26: R305 acknowledged[1].about: there is no event "too-erly"'
    )
    assert "did you mean too-early?" in told[0]
    assert 'F207 acknowledged[2].code: "R301" is not the code of a finding' in told[1]

    (folder / "small.yaml").write_text(
        MODEL + "acknowledged: [{code: L102, about: talks.ovr, because: so}]\n"
    )
    with pytest.raises(
        LoadError, match=r'R302 .*no track or state "talks.ovr"; did you mean talks.over'
    ):
        load_model("small.yaml")


@pytest.mark.usefixtures("folder")
def test_places_leaves_out_what_the_file_does_not_hold() -> None:
    """A key has its own place, an item that of its value; a path too far has none."""
    event_path, item, missing = (
        ("events", "too-early"),
        ("events", "too-early", "reports", 0),
        ("events", "x"),
    )

    assert places("talks.yaml", [event_path, item, missing]) == {
        event_path: At(8, 3),
        item: At(10, 15),
    }


@pytest.mark.parametrize("name", [*chronologies(), *models()])
def test_what_is_shipped_is_acknowledged(name: str) -> None:
    """Every shipped file passes --strict: what it rightly keeps is said so, with the reason."""
    assert CliRunner().invoke(app, ["validate", name, "--strict"]).exit_code == 0


def test_every_check_has_a_code() -> None:
    """`negotiation explain` knows every code of a check, and no others of that letter.

    But for L210, which is found with the texts of the sources, and L301, in the file itself.
    """
    elsewhere = {"L210", "L301"}
    assert {code for code in CODES if code[0] == "L"} == {*MODEL_CHECKS, *STORY_CHECKS, *elsewhere}


def test_report_that_contradicts_others() -> None:
    """Two dates that exclude one another: both reports are found; one date alone is not."""
    torn = event("one", "go", report("2031-01-01", id="a"), report("2031-01-03", id="b"))
    whole = event("one", "go", report("2031-01-01"))

    assert [p for p, _ in found("L209", lint(story(TWO_STEPS, torn)))] == [("events", "one")] * 2
    assert not found("L209", lint(story(TWO_STEPS, whole)))


def test_told_before_it_happened() -> None:
    """A source that came out on the 5th cannot say that something of the 6th has happened."""
    paper = Source(id="paper", outlet="Paper", published="2031-01-05")
    early = event("early", "go", report("2031-01-06"))
    same_day = event("same-day", "go", report("2031-01-05"))
    vague = event("vague", "go", report("2031-01"))
    planned = event("planned", "go", report("2031-01-06", modality="scheduled"), report())

    telling = story(TWO_STEPS, early, same_day, vague, planned, sources={"paper": paper})

    assert [path for path, _ in found("L211", lint(telling))] == [("events", "early")]
