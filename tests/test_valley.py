"""The invented valley: every result by hand, and every part of the formats used."""

from datetime import UTC
from pathlib import Path

import pytest

from negotiation.chronology import Chronology
from negotiation.claims import Verdict, before, deviates, supported_by
from negotiation.dates import local, parse_moment, zone
from negotiation.event import Event
from negotiation.history import History
from negotiation.library import chronologies, models
from negotiation.load import load
from negotiation.machine import Condition, Deviation
from negotiation.replay import replay

EVENTS = [
    "weir-closed", "truce-1", "talks-1", "shares-demanded", "talks-1-ends", "pumping-demanded",
    "stray-shot", "shots-along-the-river", "engineers-meet", "truce-2", "pumping-refused",
    "observers-arrive", "talks-2", "deal-signed",
]  # fmt: skip


@pytest.fixture(scope="module")
def valley() -> Chronology:
    return load("valley")


@pytest.fixture(scope="module")
def history(valley: Chronology) -> History:
    return replay(valley)


def certain(history: History, when: str) -> dict[str, str | None]:
    return {track: state.certain for track, state in history.at(when).items()}


def clocks(history: History, event: str) -> str:
    window = history.window_of(event)
    ends = (window.earliest, window.latest)
    return "–".join("" if end is None else f"{local(end, UTC):%d %b %H:%M}" for end in ends)


def unreported(chronology: Chronology, event: str) -> Chronology:
    """Give the chronology as if the event were only announced: an anchor that moves nothing."""
    old = chronology.events[event]
    reports = tuple(r.model_copy(update={"modality": "announced"}) for r in old.reports)
    return with_event(chronology, old.model_copy(update={"reports": reports}))


def with_event(chronology: Chronology, event: Event) -> Chronology:
    return chronology.model_copy(update={"events": chronology.events | {event.id: event}})


# --- the story ------------------------------------------------------------------------------------


def test_steps_of_the_story(history: History) -> None:
    """Fourteen events, in the order of their dates; “in March” stands at its middle."""
    assert [step.event.id for step in history.steps] == EVENTS


@pytest.mark.parametrize(
    ("when", "phase", "truce", "session"),
    [
        ("2031-03-01", "quarrel", "none", "none"),
        ("2031-03-02T11:59:59", "quarrel", "none", "none"),
        ("2031-03-03", "truce", "in-effect", "none"),
        ("2031-03-04T10:01", "talks", "in-effect", "under-way"),
        ("2031-03-04T13:31", "talks", "in-effect", "ended"),
        ("2031-03-08", "talks", "in-effect", "ended"),
        ("2031-03-12", "relapse", "broken", "ended"),
        ("2031-03-13", "relapse", "broken", "ended"),
        ("2031-03-15", "truce", "in-effect", "ended"),
        ("2031-03-18", "talks", "in-effect", "under-way"),
        ("2031-03-25", "settlement", "in-effect", "signed"),
        ("2031-04-01", "settlement", "in-effect", "signed"),
    ],
)
def test_states_of_the_story(
    history: History, when: str, phase: str, truce: str, session: str
) -> None:
    """Phase, truce and session, moment by moment."""
    found = certain(history, when)

    assert (found["phase"], found["truce"], found["session"]) == (phase, truce, session)


def test_tracks_for_each_name(history: History) -> None:
    """One track each for two issues, the one tracked place and the one third party."""
    assert history.tracks == (
        "phase", "truce", "session", "issue/water-shares", "issue/night-pumping", "gate/weir",
        "observers/lake-council",
    )  # fmt: skip
    found = certain(history, "2031-03-31")
    assert found["issue/water-shares"] == "agreed"
    assert found["gate/weir"] == "closed"
    assert found["observers/lake-council"] == "present"


def test_month_leaves_an_order_open(history: History) -> None:
    """Asked for on 6 March and refused “in March”: refused, or asked for again, at its end."""
    state = history.at("2031-03-31")["issue/night-pumping"]

    assert state.certain is None
    assert set(state.possible) == {"demanded", "refused"}
    assert before(history, "pumping-demanded", "pumping-refused").verdict is Verdict.SOMETIMES


def test_before_it_was_asked_for_it_was_refused_or_not_raised(history: History) -> None:
    """On 5 March nobody has asked yet; a refusal may have come already."""
    state = history.at("2031-03-05")["issue/night-pumping"]

    assert set(state.possible) == {"not-raised", "refused"}


# --- time -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("event", "window", "computed"),
    [
        ("weir-closed", "01 Mar 00:00–02 Mar 00:00", False),
        ("truce-1", "02 Mar 12:00–02 Mar 18:00", False),
        ("talks-1", "04 Mar 10:00–04 Mar 10:01", False),
        ("talks-1-ends", "04 Mar 12:30–04 Mar 13:31", True),
        ("shares-demanded", "04 Mar 10:00–04 Mar 13:31", True),
        ("pumping-refused", "01 Mar 00:00–01 Apr 00:00", False),
        ("shots-along-the-river", "12 Mar 18:00–12 Mar 22:00", False),
        ("observers-arrive", "16 Mar 00:00–18 Mar 00:00", False),
        ("talks-2", "18 Mar 08:45–18 Mar 09:16", False),
        ("deal-signed", "25 Mar 11:00–25 Mar 11:01", False),
    ],
)
def test_window_of_each_form_of_date(
    history: History, event: str, window: str, computed: bool
) -> None:
    """Day, part of a day, clock time, length, order, month, two days, about, another zone."""
    assert clocks(history, event) == window
    assert history.window_of(event).computed is computed


def test_plan_gives_way_to_what_happened(history: History) -> None:
    """The second talks were planned for 17 March and took place on the 18th."""
    modalities = {r.modality for r in history.chronology.events["talks-2"].reports}

    assert modalities == {"scheduled", "actual"}
    assert history.window_of("talks-2").text == "18 March 2031 at about 09:00"


def test_report_that_was_corrected_is_set_aside(valley: Chronology, history: History) -> None:
    """The Gazette's 5 March is not used; used after all, the first talks were on 4 or 5 March."""
    assert [r.id for r in history.chronology.events["talks-1"].reports] == ["c3"]

    used = replay(valley.model_copy(update={"set_aside": ()})).window_of("talks-1")
    assert used.text == "4 March 2031 at 10:00 or 5 March 2031"


# --- the model ------------------------------------------------------------------------------------


def test_one_event_departs_from_the_model(history: History) -> None:
    """The engineers met though no truce held: kept, with the reason."""
    departures = [(d.step.event.id, d.outcome.track, d.always) for d in history.deviations]

    assert departures == [("engineers-meet", "session", True)]
    assert history.deviations[0].outcome.deviation == Deviation(
        failed=(Condition("truce in in-effect", "broken"),)
    )


def test_talks_need_a_truce(valley: Chronology) -> None:
    """Without the first truce, the first talks depart from the model; nothing else is needed."""
    without = replay(unreported(valley, "truce-1"))

    assert deviates(without, "talks-1").verdict is Verdict.ALWAYS
    failed = {d.outcome.track for d in without.deviations if d.step.event.id == "talks-1"}
    assert "session" in failed
    assert certain(without, "2031-03-04T10:01")["session"] == "none"
    assert deviates(replay(valley), "talks-1").verdict is Verdict.NEVER


def test_truce_some_time_in_march_leaves_open_whether_the_talks_deviate(valley: Chronology) -> None:
    """A truce “in March” may come before or after talks on 4 March."""
    truce = valley.events["truce-1"]
    reports = tuple(r.model_copy(update={"when": valley.events["weir-closed"].reports[1].when})
                    for r in truce.reports)  # fmt: skip
    moved = replay(with_event(valley, truce.model_copy(update={"reports": reports})))

    assert moved.window_of("truce-1").text == "March 2031"
    assert deviates(moved, "talks-1").verdict is Verdict.SOMETIMES


def test_single_shot_leaves_the_truce_and_wide_shooting_breaks_it(history: History) -> None:
    """The same kind of event, told apart by a detail."""
    words = {
        key: {
            o.track: o.word for step in history.steps if step.event.id == key for o in step.outcomes
        }
        for key in ("stray-shot", "shots-along-the-river")
    }

    assert words["stray-shot"] == {"phase": "stayed", "truce": "stayed"}
    assert words["shots-along-the-river"] == {"phase": "moved", "truce": "moved"}


def test_deal_needs_a_truce_that_is_not_broken(valley: Chronology) -> None:
    """Without the second truce the deal departs from the model, and nothing counts as signed."""
    without = replay(unreported(valley, "truce-2"))

    assert certain(without, "2031-03-25")["session"] == "ended"
    failed = {d.step.event.id: d.outcome.deviation for d in without.deviations}
    assert failed["deal-signed"] == Deviation(failed=(Condition("truce not in broken", "broken"),))


# --- the sources ----------------------------------------------------------------------------------


def test_two_reports_of_one_wire_are_one(history: History) -> None:
    """The Gazette has the shots from the Lake Agency: two reports, one independent."""
    assert supported_by(history, "shots-along-the-river", independent=False) == 2
    assert supported_by(history, "shots-along-the-river", independent=True) == 1


def test_record_runs_from_the_first_event_to_the_last_paper(history: History) -> None:
    """1 March to 1 April, both included."""
    bases = {when: {s.basis for s in history.at(when).values()} for when in
             ("2031-02-28", "2031-03-01", "2031-04-01", "2031-04-02")}  # fmt: skip

    assert bases["2031-02-28"] == bases["2031-04-02"] == {"not-reported"}
    assert "not-reported" not in bases["2031-03-01"] | bases["2031-04-01"]


def test_known_by_7_march(valley: Chronology) -> None:
    """With the Courier alone there are six events, talks under a truce, and nothing later."""
    known = replay(valley.known_by(parse_moment("2031-03-07", zone("UTC"))))

    assert [step.event.id for step in known.steps] == EVENTS[:6]
    assert known.at("2031-03-08")["phase"].basis == "not-reported"
    assert known.at("2031-03-08")["phase"].last_known == ("talks",)
    assert certain(known, "2031-03-07")["issue/night-pumping"] == "demanded"


def test_without_the_wire_its_papers_are_gone(valley: Chronology) -> None:
    """The Gazette carries the Lake Agency too: only the Courier is left."""
    assert list(valley.without(["Lake Agency"]).sources) == ["courier-2031-03-07"]
    assert list(valley.only(["river gazette"]).sources) == ["gazette-2031-04-01"]


def test_counts_keep_their_form(valley: Chronology) -> None:
    """At least 40, then 120 to 150: as reported, with who counted."""
    values = valley.measures["dry-households"].values

    assert [value.text() for value in values] == ["at least 40", "120–150"]
    assert values[0].by == ("weir-keeper",)


# --- what it is for -------------------------------------------------------------------------------


def test_every_kind_and_state_has_a_definition(valley: Chronology) -> None:
    """The codebook has no gap: kinds, tracks and states."""
    named = [*valley.model.kinds.items(), *valley.model.tracks.items()]
    named += [item for one in valley.model.tracks.values() for item in one.states.items()]

    assert [key for key, one in named if not one.definition.get("en")] == []


def test_title_and_headline_speak_three_languages(valley: Chronology) -> None:
    """The title, the headline track and its states have English, French and Arabic."""
    headline = next(iter(valley.model.tracks.values()))
    labels = [valley.title, headline.label, *(state.label for state in headline.states.values())]

    assert all({"en", "fr", "ar"} <= set(label) for label in labels)


def test_every_part_of_the_formats_is_used(valley: Chronology) -> None:
    """Whoever looks for an example of a field finds one here."""
    rules = [rule for one in valley.model.tracks.values() for rule in one.transitions]
    reports = [report for _, report in valley.reports()]

    assert all(
        any(getattr(rule, part) for rule in rules) for part in ("requires", "unless", "where")
    )
    assert any(rule.to is None for rule in rules)
    assert {one.for_each for one in valley.model.tracks.values()} == {
        None, "issues", "places", "third-parties",
    }  # fmt: skip
    fields = ("lag", "after", "before", "by", "timezone", "inferred", "kind")
    assert all(any(getattr(report, field) for report in reports) for field in fields)
    sections = ("measures", "notes", "background", "left_uncoded", "set_aside", "not_the_same")
    assert all(getattr(valley, section) for section in sections)


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (chronologies()["valley"], "schemas/negotiation-chronology-1.schema.json"),
        (models()["valley-talks"], "../schemas/negotiation-model-1.schema.json"),
    ],
)
def test_first_line_names_the_schema(path: Path, line: str) -> None:
    """An editor finds the schema beside the file."""
    first = path.read_text(encoding="utf-8").splitlines()[0]

    assert first == f"# yaml-language-server: $schema={line}"
    assert (path.parent / line).is_file()
