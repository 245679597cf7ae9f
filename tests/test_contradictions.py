"""Contradictions of a chronology: Daraa by hand, and small random ones held against their rules."""

import json
from collections.abc import Mapping
from typing import Any

import pytest
import typer
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from negotiation.bounds import telling
from negotiation.chronology import Chronology
from negotiation.cli.doubt import COMMANDS
from negotiation.contradictions import (
    Because,
    because,
    changed,
    contradictions,
    disputed,
    misfits,
    network,
    reconciled,
)
from negotiation.dates import local, zone
from negotiation.doubts import search
from negotiation.event import Event
from negotiation.evidence import Report
from negotiation.exchange.contradictions_json import contradictions_json
from negotiation.exchange.contradictions_text import contradictions_text
from negotiation.load import load
from negotiation.model import Model
from negotiation.network import circle

DARAA = load("daraa-2018")
FAILURE = "joint-command-declares-failure"


def told(chronology: Chronology, key: str, *more: Mapping[str, Any]) -> Chronology:
    """Add reports to one event."""
    event = chronology.events[key]
    reports = (*event.reports, *(Report.model_validate(dict(one)) for one in more))
    events = dict(chronology.events) | {key: event.model_copy(update={"reports": reports})}
    return chronology.model_copy(update={"events": events})


def clock(chronology: Chronology, key: str) -> tuple[str, str]:
    """Give an event's window as local day and clock."""
    window = reconciled(chronology).windows[key]
    assert window.earliest is not None
    assert window.latest is not None
    home = zone(chronology.timezone)
    start, end = local(window.earliest, home), local(window.latest, home)
    return f"{start:%d %H:%M}", f"{end:%d %H:%M}"


def bounding(chronology: Chronology, key: str) -> tuple[list[str], list[str]]:
    """Give the reports that bound an event on either side."""
    why = because(chronology, reconciled(chronology), [key])[key]
    return [edge.report for edge in why.earliest], [edge.report for edge in why.latest]


# --- Daraa -----------------------------------------------------------------------------------


def test_daraa_in_use_contradicts_nothing() -> None:
    """With the first strikes "in four days" set aside, all reports can be right at once."""
    assert contradictions(DARAA).open == ()
    assert reconciled(DARAA.in_use()).left_out == ()


def test_no_strikes_for_four_days_contradicts_strikes_three_days_before() -> None:
    """Strikes on 1 July, none for four days, and each word on their resumption on 4 July."""
    (doubt,) = contradictions(DARAA).decided

    assert doubt.contradictions == (
        ("r24", "r46a", "r46c"),
        ("r24", "r46c", "r46d"),
        ("r24", "r46c", "r46e"),
        ("r24", "r46c", "r55a", "r55c"),
        ("r24", "r46c", "r55b", "r55c"),
    )
    assert doubt.cheapest == (("r24",), ("r46c",))


def test_what_each_choice_would_change() -> None:
    """Setting r46c aside is how it stands; setting r24 aside leaves its event unreported."""
    (doubt,) = contradictions(DARAA).decided

    assert changed(DARAA, doubt, ["r46c"]) == {}
    assert {key: then for key, (_, then) in changed(DARAA, doubt, ["r24"]).items()} == {
        "strikes-near-tafas": None
    }


def test_a_contradiction_does_not_stop_a_replay() -> None:
    """With r46c used its contradictions are left out; the resumption keeps the whole of 4 July."""
    used = reconciled(DARAA)

    assert used.left_out == ("r24", "r46a", "r46c", "r46d", "r46e", "r55a", "r55b", "r55c")
    assert used.windows["strikes-near-tafas"].text == "1 July 2018"
    assert used.windows["strikes-resume"].text == "4 July 2018"
    assert clock(DARAA, "strikes-resume") == ("04 13:15", "05 00:00")  # r46b: after the failure


def test_failure_lies_between_ninety_minutes_and_the_end_of_the_afternoon() -> None:
    """12:00 and 90 minutes less 15 make 13:15; one article alone allows until 19:45."""
    alone = DARAA.in_use().only(["report-2018-07-04"])
    both = DARAA.in_use().only(["report-2018-07-04", "afp-2018-07-05"])

    assert clock(alone, FAILURE) == ("04 13:15", "04 19:45")
    assert bounding(alone, FAILURE) == (["r40a", "r41a"], ["r41a", "r40a"])
    assert clock(both, FAILURE) == ("04 13:15", "04 18:00")
    assert bounding(DARAA.in_use(), FAILURE) == (["r40a", "r41a"], ["r41b"])


def test_a_false_hour_is_named_beside_what_it_contradicts() -> None:
    """Failure at 10:30 excludes 90 minutes after an afternoon's start, and the afternoon."""
    false = {"id": "false", "source": "afp-2018-07-06", "when": "2018-07-04T10:30"}
    (doubt,) = contradictions(told(DARAA, FAILURE, false)).open

    assert ("r41b", "false") in doubt.contradictions
    assert ("r40a", "r41a", "false") in doubt.contradictions
    assert doubt.cheapest == (("false",),)
    # its own dates leave all of 4 July; r55a puts a bombardment of the afternoon after it
    assert clock(told(DARAA.in_use(), FAILURE, false), FAILURE) == ("04 00:00", "04 18:00")


def test_setting_the_false_hour_aside_gives_the_afternoon_back() -> None:
    """What would change is told for the choice: failure from 13:15 to 18:00 again."""
    false = {"id": "false", "source": "afp-2018-07-06", "when": "2018-07-04T10:30"}
    chronology = told(DARAA, FAILURE, false)
    (doubt,) = contradictions(chronology).open

    now, then = changed(chronology, doubt, ["false"])[FAILURE]

    assert now is not None
    assert now.text == "4 July 2018"
    assert then == reconciled(DARAA.in_use()).windows[FAILURE]


def test_a_report_without_an_id_is_named_by_its_place() -> None:
    """The sixth report of an event is "event/6" if it has no id."""
    chronology = told(DARAA, FAILURE, {"source": "afp-2018-07-06", "when": "2018-07-04T10:30"})
    (doubt,) = contradictions(chronology).open

    assert doubt.cheapest == ((f"{FAILURE}/6",),)


def test_a_denied_event_is_disputed_until_a_report_is_set_aside() -> None:
    """One report says that it happened, another that it did not: both are named."""
    denial = {"id": "denial", "source": "afp-2018-07-06", "modality": "negated"}
    chronology = told(DARAA, "sunday-talks", denial)

    assert [(event.id, [r.id for r in by]) for event, by in disputed(chronology)] == [
        ("sunday-talks", ["denial"])
    ]
    assert list(disputed(DARAA)) == []


# --- any chronology ------------------------------------------------------------------------------

KEYS = "abcd"


@st.composite
def chronologies(draw: st.DrawFn) -> Chronology:
    """Up to four events and seven reports on the first days of a month."""
    keys = KEYS[: draw(st.integers(2, 4))]
    reports: dict[str, list[dict[str, Any]]] = {key: [] for key in keys}
    for number in range(draw(st.integers(1, 7))):
        key = draw(st.sampled_from(keys))
        reports[key].append({"id": f"r{number}", "inferred": "x"} | draw(sayings(keys, key)))
    events = {
        key: {"id": key, "kind": "k", "reports": own or [{"inferred": "x"}]}
        for key, own in reports.items()
    }
    return Chronology.model_validate(
        {"title": "t", "model": Model(title={"en": "m"}), "timezone": "Asia/Damascus",
         "sources": {}, "events": events}
    )  # fmt: skip


@st.composite
def sayings(draw: st.DrawFn, keys: str, key: str) -> dict[str, Any]:
    day, lasts = draw(st.integers(1, 4)), draw(st.integers(0, 2))
    said: dict[str, Any] = {}
    if draw(st.booleans()):
        said["when"] = f"2018-07-0{day}/2018-07-0{day + lasts}"
    others = [other for other in keys if other != key]
    relation = draw(st.sampled_from(["none", "after", "before", "lag"]))
    if relation in {"after", "before"}:
        said[relation] = [draw(st.sampled_from(others))]
    if relation == "lag":
        least = draw(st.integers(0, 2))
        lag = {"of": draw(st.sampled_from(others)), "at-least": f"P{least}D"}
        said["lag"] = lag | ({"at-most": f"P{least + 1}D"} if draw(st.booleans()) else {})
    return said


def dates_of(chronology: Chronology, event: Event) -> list[tuple[int, int]]:
    windows = [r.when.window(zone(chronology.timezone), chronology.words)
               for r in telling(event) if r.when]  # fmt: skip
    return [(w.earliest or 0, w.latest or 0) for w in windows]


@settings(max_examples=700, deadline=None)
@given(chronologies())
def test_what_is_left_always_holds_and_lost_dates_leave_their_hull(chronology: Chronology) -> None:
    """No window is empty; each lies in the hull of its dates; contradicting reports are out."""
    used = reconciled(chronology)
    found = search(network(chronology))

    assert {report for one in found.sets for report in one} <= set(used.left_out)
    assert bool(used.left_out) == bool(circle(network(chronology)))
    for key, event in chronology.events.items():
        window, dates = used.windows[key], dates_of(chronology, event)
        assert not window.is_empty()
        if dates:
            assert window.earliest is not None
            assert window.latest is not None
            assert min(low for low, _ in dates) <= window.earliest
            assert window.latest <= max(high for _, high in dates)


@settings(max_examples=700, deadline=None)
@given(chronologies())
def test_the_reports_of_a_chain_alone_give_the_bound(chronology: Chronology) -> None:
    """Whoever doubts a bound has only the reports of its chain to check."""
    if circle(network(chronology)):
        return
    used = reconciled(chronology)
    reasons = because(chronology, used, chronology.events)
    for key, window in used.windows.items():
        for side, end in (("earliest", window.earliest), ("latest", window.latest)):
            assert (end is None) == (not getattr(reasons[key], side))
            if end is not None:
                assert (
                    getattr(reconciled(by(chronology, reasons[key], side)).windows[key], side)
                    == end
                )


def by(chronology: Chronology, why: Because, side: str) -> Chronology:
    """Keep what the reports of a chain say, and of the others only that there is an event."""
    kept = {edge.report for edge in getattr(why, side)}
    silent = {"when": None, "after": (), "before": (), "lag": None}
    events = {
        key: event.model_copy(
            update={
                "reports": tuple(
                    report if report.key in kept else report.model_copy(update=silent)
                    for report in event.reports
                )
            }
        )
        for key, event in chronology.events.items()
    }
    return chronology.model_copy(update={"events": events})


def test_a_relation_told_twice_is_left_out_beside_the_hulls() -> None:
    """r3 says what r1 says too and is in no smallest set, yet cannot stand beside both dates."""
    chronology = Chronology.model_validate(
        {"title": "t", "model": Model(title={"en": "m"}), "timezone": "UTC", "sources": {},
         "events": {
             "a": {"id": "a", "kind": "k", "reports": [
                 {"id": "r1", "inferred": "x", "when": "2018-07-05", "before": ["b"]}]},
             "b": {"id": "b", "kind": "k", "reports": [
                 {"id": "r2", "inferred": "x", "when": "2018-07-03"},
                 {"id": "r3", "inferred": "x", "after": ["a"]}]}}}
    )  # fmt: skip

    used = reconciled(chronology)

    assert [doubt.contradictions for doubt in used.doubts] == [(("r1", "r2"),)]
    assert used.left_out == ("r1", "r2", "r3")
    assert used.windows["a"].text == "5 July 2018"
    assert used.windows["b"].text == "3 July 2018"


# --- told ----------------------------------------------------------------------------------------


def one_line(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize(
    "words",
    [
        "None: all reports in use can be right at once.",
        "Cannot all be right: r24 and r46c, with any one of: r46a; r46d; r46e; r55a and r55c; "
        "r55b and r55c",
        "r46c: strikes-resume: at least 4 days after strikes-near-tafas [report-2018-07-04 ¶16 "
        "(sohr)]",
        "Set aside: r46c: contradicted by the same agency on 2 July",
        "Cheapest to doubt: r24, or r46c",
        "With r24 set aside instead: times that change - strikes-near-tafas: 1 July 2018 → not "
        "reported",
        "With r46c set aside: as it is now",
        "joint-command-declares-failure: the afternoon of 4 July 2018 (computed: 13:15–18:00) "
        "earliest because of r40a: session-set-to-begin the afternoon of 4 July 2018; r41a: "
        "joint-command-declares-failure about 90 minutes after session-set-to-begin latest "
        "because of r41b: joint-command-declares-failure the afternoon of 4 July 2018",
        "strikes-die-down: coded as strikes-ease; r59a says strikes-halt [afp-2018-07-05 ¶3",
        "saturday-meeting-fails, joint-command-declares-failure: How many collapses",
    ],
)
def test_the_text_says(words: str) -> None:
    """A researcher reads what contradicts what, what was decided, and why each time is so."""
    assert words in one_line(contradictions_text(DARAA))


def test_the_text_names_what_is_left_out() -> None:
    """An open contradiction stands first, with what a replay leaves out until it is decided."""
    false = {"id": "false", "source": "afp-2018-07-06", "when": "2018-07-04T10:30"}
    text = one_line(contradictions_text(told(DARAA, FAILURE, false)))

    assert "Left out of the reckoning until one is set aside: " in text
    assert "With false set aside: times that change" in text


def test_the_json_holds_the_same() -> None:
    """The form negotiation-contradictions/1 carries contradictions, choices, chains and words."""
    data = json.loads(contradictions_json(DARAA))

    assert data["format"] == "negotiation-contradictions/1"
    assert data["open"] == []
    assert [c["reports"] for c in data["decided"][0]["cheapest"]] == [["r24"], ["r46c"]]
    assert data["decided"][0]["set-aside"] == ["r46c"]
    assert data["computed"][FAILURE]["earliest-because"] == [
        {"from": None, "to": "session-set-to-begin", "report": "r40a"},
        {"from": "session-set-to-begin", "to": FAILURE, "report": "r41a"},
    ]
    assert data["reports"]["r41a"]["says"] == (
        "joint-command-declares-failure: about 90 minutes after session-set-to-begin"
    )


def test_the_command_takes_sources_like_a_replay() -> None:
    """Without the agency report nothing was said of four days, so nothing was decided."""
    app = typer.Typer()
    app.command()(COMMANDS[0])

    result = CliRunner().invoke(app, ["daraa-2018", "--without", "report-2018-07-04"])

    assert result.exit_code == 0
    assert "Decided" not in result.stdout
    assert "Open contradictions" in result.stdout


def test_value_that_is_no_doubling_is_told() -> None:
    """30 doubled is 60: about 60 fits, around two-thirds (66.7 ± 5 per cent) does not."""
    daraa = load("daraa-2018")

    found = [(misfit.value.text(), misfit.low, misfit.high) for misfit in misfits(daraa)]

    assert found == [("around two-thirds", 60, 60)]
    assert "is said to be 2 times 30" in contradictions_text(daraa)


def test_misfit_needs_both_sources() -> None:
    """Without the source of the other value there is nothing to compare with."""
    assert not list(misfits(load("daraa-2018").without(["afp-2018-07-02"])))
