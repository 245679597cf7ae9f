"""Claims about sources, and chronologies of which less is read: supported, preferred."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negotiation.chronology import Chronology
from negotiation.claims import (
    Verdict,
    disagree,
    every_event_sourced,
    rests_on_alone,
    supported_by,
)
from negotiation.contradictions import contradictions, disputed
from negotiation.errors import NotReported, UnknownName
from negotiation.event import Event
from negotiation.evidence import Note, Report, SetAside, Source, Topic
from negotiation.load import load
from negotiation.measure import Measure, Times, Value
from negotiation.preference import preferring
from negotiation.replay import replay
from tests.making import event, model, report, rule, story, track

ALWAYS, NEVER = Verdict.ALWAYS, Verdict.NEVER
LAMP = model(lamp=track(rule("on", "dark", "lit"), rule("off", "lit", "dark"), initial="dark"))
SOURCES = {
    "paper": Source(id="paper", outlet="Paper", wire=["Agency"], published="2031-12-30"),
    "gazette": Source(id="gazette", outlet="Gazette", wire=["Agency"], published="2031-12-31"),
    "herald": Source(id="herald", outlet="Herald", published="2031-12-31"),
}
DARAA = load("daraa-2018")
VALLEY = load("valley")


def told(*events: Event, **fields: Any) -> Chronology:
    return story(LAMP, *events, **({"sources": SOURCES} | fields))


def gazette(when: str | None = None, **fields: Any) -> Report:
    return report(when, **({"source": "gazette"} | fields))


def note(*sources: str, **about: Any) -> Note:
    return Note(sources=sources, text="Both sides are kept.", **about)


def verdict(chronology: Chronology, name: str, *between: str) -> Verdict:
    pair = (between[0], between[1]) if between else None
    return disagree(replay(chronology), name, pair, whole=chronology).verdict


# --- on whose word -------------------------------------------------------------------------------


def test_event_rests_on_an_outlet_or_wire_alone() -> None:
    """Paper and gazette tell of it, both from the agency: it rests on the agency, not on either."""
    history = replay(told(event("lit", "on", report("2031-03-04"), gazette())))

    assert rests_on_alone(history, "lit", "Agency").verdict is ALWAYS
    judgement = rests_on_alone(history, "lit", "paper")
    assert judgement.verdict is NEVER
    assert judgement.found == "also reported by gazette"


def test_denial_and_inference_are_no_support() -> None:
    """What another source denies, or the coder infers, does not carry an event."""
    history = replay(
        told(
            event("lit", "on", report("2031-03-04"), gazette(modality="negated")),
            event("out", "off", report(source=None, inferred="it must have been", after=["lit"])),
        )
    )

    assert rests_on_alone(history, "lit", "paper").verdict is ALWAYS
    assert supported_by(history, "lit", independent=False) == 1
    judgement = rests_on_alone(history, "out", "paper")
    assert judgement.verdict is NEVER
    assert "inference alone" in judgement.found


def test_events_with_fewer_sources_are_listed() -> None:
    """Two reports of one source are one source; each exception is named with its count."""
    both = event("lit", "on", report("2031-03-04"), gazette())
    twice = event("out", "off", report("2031-03-05"), report("2031-03-05"))

    assert every_event_sourced(replay(told(both, twice)), 1).verdict is ALWAYS
    judgement = every_event_sourced(replay(told(both, twice)), 2)
    assert judgement.verdict is NEVER
    assert judgement.found == '1 of 2 events have fewer: "out": 1'


def test_no_event_is_no_answer() -> None:
    """A check of every event passes for none."""
    planned = event("lit", "on", report("2031-03-04", modality="scheduled"))

    with pytest.raises(NotReported):
        every_event_sourced(replay(told(planned)), 1)


def test_two_events_of_daraa_rest_on_inference() -> None:
    """The end of Tuesday's session and the refusal of all at once are the coder's inference."""
    judgement = every_event_sourced(replay(DARAA), 1)

    assert judgement.verdict is NEVER
    assert '"tuesday-session-ends": 0' in judgement.found
    assert '"all-at-once-refused": 0' in judgement.found


# --- do they disagree ----------------------------------------------------------------------------


def test_reports_that_agree_do_not_disagree() -> None:
    """A day and an hour of it are no disagreement."""
    chronology = told(event("lit", "on", report("2031-03-04"), gazette("2031-03-04T18:00")))

    assert verdict(chronology, "lit") is NEVER


def test_denied_event_divides_who_says_from_who_denies() -> None:
    """Paper and herald say it was lit, the gazette that not: paper and herald do not disagree."""
    chronology = told(
        event(
            "lit", "on", report("2031-03-04"), report(source="herald"), gazette(modality="negated")
        )
    )

    assert verdict(chronology, "lit") is ALWAYS
    assert verdict(chronology, "lit", "Gazette", "herald") is ALWAYS
    assert verdict(chronology, "lit", "paper", "herald") is NEVER
    assert verdict(chronology, "lit", "Agency", "Agency") is ALWAYS  # one wire, two tellings


def test_other_kind_is_a_disagreement() -> None:
    """The gazette calls it something else than the paper, whose kind is the coder's."""
    chronology = told(event("lit", "on", report("2031-03-04"), gazette(kind="nothing")))

    judgement = disagree(replay(chronology), "lit")

    assert judgement.verdict is ALWAYS
    assert judgement.found == '"lit" is called on (paper) or nothing (gazette)'


def test_contradiction_counts_open_and_decided() -> None:
    """4 and 5 March cannot both be right; set one aside and the whole chronology still knows."""
    two = event("lit", "on", report("2031-03-04", id="p"), gazette("2031-03-05", id="g"))
    decided = told(two, set_aside=[SetAside(report="g", because="corrected")])

    assert verdict(told(two), "lit", "paper", "gazette") is ALWAYS
    judgement = disagree(replay(decided), "lit", whole=decided)
    assert judgement.found == "not all can be right: p (paper), g (gazette); set aside: g"
    assert disagree(replay(decided), "lit").verdict is NEVER


def test_one_source_against_itself_is_no_disagreement_of_sources() -> None:
    """The paper says 4 March and 5 March: a contradiction, but nobody else speaks."""
    chronology = told(event("lit", "on", report("2031-03-04"), report("2031-03-05")))

    assert contradictions(chronology).open
    assert verdict(chronology, "lit") is NEVER


def test_note_on_two_sources_keeps_a_disagreement() -> None:
    """A note that speaks of one source or none is a remark."""
    lit = event("lit", "on", report("2031-03-04"), gazette())

    assert verdict(told(lit, notes=[note("paper", "gazette", about="lit")]), "lit") is ALWAYS
    assert verdict(told(lit, notes=[note("paper", about="lit")]), "lit") is NEVER


def count(source: str, when: str, **fields: Any) -> Value:
    return Value(source=source, **{"as-of": when}, **fields)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (count("paper", "2031-03", value=40), count("gazette", "2031-03-04", value=50), ALWAYS),
        (count("paper", "2031-03", at_least=40), count("gazette", "2031-03", value=50), NEVER),
        (count("paper", "2031-03", more_than=50), count("gazette", "2031-03", value=50), ALWAYS),
        (count("paper", "2031-03", value=40), count("gazette", "2031-04", value=50), NEVER),
        (count("paper", "2031-03", value=40), count("paper", "2031-03", value=50), NEVER),
        (
            count("paper", "2031-03", value=40, id="first"),
            count("gazette", "2031-04", value=50, times=Times(of="first", factor=2)),
            ALWAYS,
        ),
    ],
)
def test_values_disagree_that_cannot_both_be_right(
    one: Value, other: Value, expected: Verdict
) -> None:
    """Values of two sources for one time whose ranges do not meet, or that are no multiple."""
    lamps = Measure(id="lamps", unit="lamps", values=(one, other))

    assert verdict(told(event("lit", "on"), measures={"lamps": lamps}), "lamps") is expected


def test_issue_is_disputed_through_its_events() -> None:
    """What divides the sources about an event divides them about the issue that it names."""
    chronology = told(
        event("lit", "on", report("2031-03-04"), gazette(modality="negated"), issues=["light"]),
        issues={"light": Topic(id="light"), "water": Topic(id="water")},
    )

    assert verdict(chronology, "light") is ALWAYS
    with pytest.raises(NotReported, match='no event in use is about the issue "water"'):
        verdict(chronology, "water")
    with pytest.raises(UnknownName, match='no event, measure or issue "wate"; did you mean water'):
        verdict(chronology, "wate")
    with pytest.raises(UnknownName, match="no source, outlet or wire"):
        verdict(chronology, "light", "paper", "Times")


def test_shipped_disagreements() -> None:
    """The valley's engineers negotiated or looked; in Daraa strikes halted or died down."""
    assert verdict(VALLEY, "engineers-meet", "Lake Agency", "River Gazette") is ALWAYS
    assert verdict(VALLEY, "talks-1", "courier-2031-03-07", "gazette-2031-04-01") is ALWAYS
    assert verdict(VALLEY, "truce-1") is NEVER
    assert verdict(VALLEY, "dry-households") is NEVER  # two dates: the note names no source
    assert verdict(DARAA, "strikes-die-down", "afp-2018-07-05", "afp-2018-07-06") is ALWAYS
    assert verdict(DARAA, "saturday-meeting-fails") is ALWAYS
    assert verdict(DARAA, "share-of-province") is ALWAYS
    assert verdict(DARAA, "council-meets") is NEVER


# --- supported -----------------------------------------------------------------------------------


def test_supported_keeps_events_with_enough_reports() -> None:
    """Two reports from one wire are two, and one independent one; what goes bounds nothing more."""
    chronology = told(
        event("lit", "on", report("2031-03-04"), gazette()),
        event("out", "off", report("2031-03-05", after=["lit"]), report(source="herald")),
        event("on-again", "on", report("2031-03-06", after=["lit", "out"])),
        notes=[note("paper", about="lit"), note("paper", about="out")],
    )

    assert list(chronology.supported(1, independent=True).events) == ["lit", "out", "on-again"]
    assert list(chronology.supported(2, independent=False).events) == ["lit", "out"]
    alone = chronology.supported(2, independent=True)
    assert list(alone.events) == ["out"]
    assert alone.events["out"].reports[0].after == ()
    assert [one.about for one in alone.notes] == [("out",)]


def test_set_aside_reports_and_inferences_support_nothing() -> None:
    """An event on one report in use and one set aside has one; inference alone has none."""
    chronology = told(
        event("lit", "on", report("2031-03-04", id="p"), gazette("2031-03-05", id="g")),
        event("out", "off", report(source=None, inferred="it must have been", after=["lit"])),
        set_aside=[SetAside(report="g", because="corrected")],
    )

    once = chronology.supported(1, independent=False)
    assert list(once.events) == ["lit"]
    assert once.set_aside == chronology.set_aside
    assert chronology.supported(2, independent=False).events == {}


def test_independent_events_of_the_valley() -> None:
    """Only the closed weir and the engineers are told by two that do not go back to one."""
    assert set(VALLEY.supported(2, independent=True).events) == {"weir-closed", "engineers-meet"}


# --- preferred -----------------------------------------------------------------------------------


def aside(chronology: Chronology, name: str) -> set[str]:
    return set(preferring(chronology, name).report_ids_set_aside())


def test_preferred_source_wins_a_contradiction() -> None:
    """4 or 5 March: the report of the one that is not preferred is set aside, with the reason."""
    chronology = told(
        event("lit", "on", report("2031-03-04", id="p"), gazette("2031-03-05", id="g"))
    )

    assert aside(chronology, "paper") == {"g"}
    assert aside(chronology, "Gazette") == {"p"}
    assert aside(chronology, "herald") == set()
    assert aside(chronology, "Agency") == set()  # both are its own
    because = preferring(chronology, "Gazette").set_aside[0].because
    assert because == "Gazette is preferred where sources disagree"


def test_report_without_an_id_can_be_set_aside() -> None:
    """A report without an id goes by its place in the event."""
    chronology = told(
        Event(id="lit", kind="on", reports=(report("2031-03-04"), gazette("2031-03-05")))
    )

    chosen = preferring(chronology, "paper")

    assert chosen.report_ids_set_aside() == {"lit/2"}
    assert replay(chosen).window_of("lit").text == "4 March 2031"


def test_preferred_source_wins_a_denial_on_either_side() -> None:
    """Prefer who says so and it happened; prefer who denies it and it did not."""
    chronology = told(
        event("lit", "on", report("2031-03-04", id="p"), gazette(modality="negated", id="g"))
    )

    said, denied = (replay(preferring(chronology, name)) for name in ("paper", "gazette"))

    assert said.at("2031-03-04")["lamp"].certain == "lit"
    assert denied.step("lit") is None
    assert aside(chronology, "paper") == {"g"}
    assert aside(chronology, "gazette") == {"p"}


def test_what_the_coder_infers_is_left() -> None:
    """A contradiction with an inference is none between sources; it stays open, and is shown."""
    chronology = told(
        event("lit", "on", report("2031-03-04", id="p")),
        event("out", "off", report("2031-03-05", source="gazette", id="g")),
        event(
            "dim",
            "nothing",
            report("2031-03-04T12:00", id="d"),
            report(source=None, inferred="it was last", after=["out"], id="i"),
        ),
    )

    assert aside(chronology, "paper") == {"g"}  # d and i and g cannot all be right
    assert aside(chronology, "herald") == set()


def test_unknown_preference_is_told() -> None:
    """A name that matches nothing is an error, whether or not anything contradicts."""
    with pytest.raises(UnknownName, match='"Times" is no source'):
        preferring(VALLEY, "Times")


def test_preference_keeps_what_the_coder_decided() -> None:
    """In the valley and in Daraa the coder has decided already: nothing more is set aside."""
    for chronology in (VALLEY, DARAA):
        for source in chronology.sources:
            assert preferring(chronology, source) == chronology


@st.composite
def divided(draw: st.DrawFn) -> Chronology:
    """Three events that three sources date, relate, assert and deny at random."""
    keys = ("a", "b", "c")
    events = []
    for key in keys:
        reports = [
            Report(
                source=draw(st.sampled_from(list(SOURCES))),
                modality=draw(st.sampled_from(["actual", "actual", "negated"])),
                when=f"2031-03-0{draw(st.integers(1, 4))}",
                after=[other for other in keys if other < key and draw(st.booleans())],
                before=[other for other in keys if other < key and draw(st.booleans())],
            )
            for _ in range(draw(st.integers(1, 3)))
        ]
        events.append(Event(id=key, kind="on", reports=tuple(reports)))
    return told(*events)


@settings(max_examples=100, deadline=None)
@given(divided(), st.sampled_from(list(SOURCES)))
def test_nothing_stands_against_the_preferred_source(chronology: Chronology, name: str) -> None:
    """Afterwards no other source contradicts or denies it, and none of its reports has gone."""
    chosen = preferring(chronology, name)
    by = {event.key_of(r): r.source for event, r in chronology.reports()}

    assert all(by[key] != name for key in chosen.report_ids_set_aside())
    for doubt in contradictions(chosen).open:
        for one in doubt.contradictions:
            assert {by[key] for key in one} == {name} or name not in {by[key] for key in one}
    for event_, _ in disputed(chosen):
        stances = {(r.source == name, r.modality) for r in event_.reports}
        theirs = {modality for own, modality in stances if own}
        assert len(theirs) != 1
