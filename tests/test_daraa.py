"""The chronology of Daraa, June and July 2018: what its coding must give. Damascus time."""

import pytest

from negotiation.chronology import Chronology
from negotiation.claims import Verdict, before, supported_by
from negotiation.dates import local, parse_moment, zone
from negotiation.exchange.as_text import replay_text
from negotiation.history import History, TrackState
from negotiation.load import load
from negotiation.replay import replay

FACTS = {f"F{number:02}" for number in range(1, 76)}
DAMASCUS = zone("Asia/Damascus")


@pytest.fixture(scope="module")
def daraa() -> Chronology:
    return load("daraa-2018")


@pytest.fixture(scope="module")
def history(daraa: Chronology) -> History:
    return replay(daraa)


def state(history: History, track: str, when: str) -> TrackState:
    return history.at(when)[track]


# --- the coding -----------------------------------------------------------------------------------


def test_every_fact_has_its_place_and_no_fact_is_unknown(daraa: Chronology) -> None:
    """Each of F01 to F75 is coded: as event, measure or background, or left out with a reason."""
    coded = {fact for event in daraa.events.values() for fact in event.facts}
    coded |= {fact for m in daraa.measures.values() for value in m.values for fact in value.facts}
    coded |= {fact for item in daraa.background for fact in item.facts}
    coded |= {fact for item in daraa.left_uncoded for fact in item.facts}

    assert coded == FACTS


def test_what_is_left_out_says_why(daraa: Chronology) -> None:
    """The photograph of another place (F06) and the sidebar headlines (F75) are no events."""
    assert {fact for item in daraa.left_uncoded for fact in item.facts} == {"F06", "F75"}
    assert all(item.because for item in daraa.left_uncoded)


def test_every_report_of_a_source_names_its_paragraph(daraa: Chronology) -> None:
    """Nothing is said to stand in an article without saying where."""
    assert [
        report.id for _, report in daraa.reports() if report.source and not report.paragraph
    ] == []
    assert all(report.id for _, report in daraa.reports())


def test_five_articles_two_of_them_dated_by_inference(daraa: Chronology) -> None:
    """Every source has a day of publication; for two it is inferred, and says so."""
    inferred = {key for key, source in daraa.sources.items() if source.published_inferred}

    assert len(daraa.sources) == 5
    assert inferred == {"report-2018-07-04", "afp-2018-07-05"}


def test_two_spokesmen_speak_for_one_body(daraa: Chronology) -> None:
    """Jabbawi (4 July) and Abazeed (5 and 6 July) are one actor with several names."""
    speakers = {name: key for key, actor in daraa.actors.items() for name in actor.spokespersons}

    assert speakers == {
        "Ibrahim Jabbawi": "joint-command",
        "Hussein Abazeed": "joint-command",
    }
    assert len(daraa.actors["joint-command"].aliases) >= 3


def test_two_towns_of_nearly_one_name_are_two(daraa: Chronology) -> None:
    """Western Ghariyah and Ghariyah ash Sharqiyah are marked as not the same."""
    assert ("western-ghariyah", "ghariyah-ash-sharqiyah") in daraa.not_the_same


def test_opinion_never_changes_a_state(history: History) -> None:
    """What an analyst says is recorded and moves nothing."""
    step = history.step("analyst-on-government-aims")
    assert step is not None

    assert step.event.kind == "opinion"
    assert step.outcomes == ()


def test_model_foresees_every_event(history: History) -> None:
    """No event departs from talks under fire, in any order that the sources allow."""
    assert [departure.step.event.id for departure in history.deviations] == []


# --- the documented sequence ----------------------------------------------------------------------


def test_documented_sequence(history: History) -> None:
    """Offensive, ceasefire, demands, collapse, bombardment, resumption, each with its date."""
    sequence = [(s.state, s.start.text if s.start else None) for s in history.spans("phase")]

    assert sequence == [
        ("before", None),
        ("offensive", "19 June 2018"),
        ("ceasefire", "30 June 2018 at 19:00"),
        ("demands", "1 July 2018"),
        ("collapse", "the afternoon of 4 July 2018"),
        ("bombardment", "the afternoon of 4 July 2018"),
        ("resumption", "5 July 2018"),
    ]
    assert history.tracks[0] == "phase"


@pytest.mark.parametrize(
    ("when", "track", "expected"),
    [
        ("2018-06-25", "hostilities", "active"),
        ("2018-06-25", "ceasefire", "none"),
        ("2018-06-25", "phase", "offensive"),
        ("2018-07-02T12:00", "process", "negotiating"),
        ("2018-07-02T12:00", "ceasefire", "in-effect"),
        ("2018-07-02T12:00", "hostilities", "reduced"),
        ("2018-07-04T23:00", "process", "suspended"),
        ("2018-07-04T23:00", "session", "ended-without-agreement"),
        ("2018-07-04T23:00", "ceasefire", "broken"),
        ("2018-07-04T23:00", "hostilities", "intense"),
        ("2018-07-04T23:00", "deadline", "followed-by-force"),
        ("2018-07-06T03:00", "process", "prenegotiation"),
        ("2018-07-06T03:00", "hostilities", "reduced"),
        ("2018-07-06T14:00", "session", "in-session"),
        ("2018-07-06T14:00", "process", "negotiating"),
    ],
)
def test_state_that_the_articles_support(
    history: History, when: str, track: str, expected: str
) -> None:
    """Whatever the order of what is left open, this state holds then, on the word of events."""
    found = state(history, track, when)

    assert found.certain == expected
    assert found.possible == (expected,)
    if found.basis == "events":
        assert found.since is not None
        assert found.sources


def test_strikes_that_die_down_are_no_ceasefire(history: History) -> None:
    """Early on 6 July hostilities are reduced, and no ceasefire is in effect."""
    assert "in-effect" not in state(history, "ceasefire", "2018-07-06T03:00").possible


def test_ceasefire_is_reduced_hostilities_only_once_somebody_saw_it(history: History) -> None:
    """At 19:30 on 30 June the ceasefire is in effect; calm is reported from the night on."""
    assert state(history, "ceasefire", "2018-06-30T19:30").certain == "in-effect"
    assert state(history, "hostilities", "2018-06-30T19:30").certain == "active"


def test_violation_leaves_the_ceasefire_in_effect(history: History) -> None:
    """The strikes near Tafas on 1 July are an event of the ceasefire, not its end."""
    step = history.step("strikes-near-tafas")
    assert step is not None

    assert [(o.track, o.word) for o in step.outcomes] == [("ceasefire", "stayed")]
    assert state(history, "ceasefire", "2018-07-01").certain == "in-effect"
    assert "strikes-near-tafas" in state(history, "ceasefire", "2018-07-02").events


def test_session_fails_while_the_process_goes_on(history: History) -> None:
    """30 June: the meeting ends without agreement; on 1 July the process is negotiating."""
    assert state(history, "session", "2018-06-30").certain == "ended-without-agreement"
    assert state(history, "process", "2018-07-01").certain == "negotiating"


def test_failure_is_declared_between_a_quarter_past_one_and_six(history: History) -> None:
    """About 90 minutes after a start in the afternoon: 13:15 to 18:00, computed."""
    step = history.step("joint-command-declares-failure")
    assert step is not None
    assert step.window.earliest is not None
    assert step.window.latest is not None
    ends = [local(end, DAMASCUS) for end in (step.window.earliest, step.window.latest)]

    assert [f"{end:%d %b %H:%M}" for end in ends] == ["04 Jul 13:15", "04 Jul 18:00"]
    assert step.window.computed
    assert step.window.text == "the afternoon of 4 July 2018"


def test_day_of_the_deadline_does_not_make_it_pass(history: History) -> None:
    """At the start of 4 July the deadline is set at most; the day by itself moves nothing."""
    assert set(state(history, "deadline", "2018-07-04T00:30").possible) <= {"none", "set"}
    assert "deadline-day" in {event.id for event, _ in history.unmoved}


def test_planned_start_and_real_start_are_two_events(history: History) -> None:
    """The plan is an anchor in time and moves nothing; the session itself began that afternoon."""
    assert "session-set-to-begin" in {event.id for event, _ in history.unmoved}
    assert history.step("wednesday-session") is not None
    assert before(history, "wednesday-session", "joint-command-declares-failure").verdict is (
        Verdict.ALWAYS
    )


def test_announcement_comes_before_the_talks(history: History) -> None:
    """5 July and 6 July: announced, then resumed."""
    assert before(history, "resumption-announced", "talks-resume").verdict is Verdict.ALWAYS


def test_council_meets_in_the_time_of_new_york(history: History) -> None:
    """5 July in New York reaches into 6 July in Damascus: until 07:00."""
    window = history.window_of("council-meets")
    assert window.latest is not None

    assert f"{local(window.latest, DAMASCUS):%d %b %H:%M}" == "06 Jul 07:00"


def test_one_observatory_in_several_articles_is_one(history: History) -> None:
    """Strikes resume by four reports, of two origins: the observatory, and AFP by itself."""
    assert supported_by(history, "strikes-resume", independent=False) == 4
    assert supported_by(history, "strikes-resume", independent=True) == 2


def test_counts_of_people_are_bounds_with_dates(daraa: Chronology) -> None:
    """At least 98, more than 140, more than 150: no single value, and each with its source."""
    values = daraa.measures["civilians-killed"].values

    assert [value.text() for value in values] == ["at least 98", "more than 140", "more than 150"]
    assert all(value.source for value in values)


# --- where the record ends ------------------------------------------------------------------------


def test_after_the_last_article_nothing_is_reported(history: History) -> None:
    """On 20 July no track has a state; the last known one stands beside it."""
    states = history.at("2018-07-20").values()

    assert {found.basis for found in states} == {"not-reported"}
    assert all(found.certain is None and found.possible == () for found in states)
    assert state(history, "process", "2018-07-20").last_known == ("negotiating",)


def test_before_the_offensive_nothing_is_reported(history: History) -> None:
    """The record begins on 19 June."""
    assert {found.basis for found in history.at("2018-06-18").values()} == {"not-reported"}


def test_known_by_the_evening_of_4_july(daraa: Chronology) -> None:
    """Whoever read the papers of 4 July knew the process suspended, and nothing of 6 July."""
    known = replay(daraa.known_by(parse_moment("2018-07-04", DAMASCUS)))

    assert {found.basis for found in known.at("2018-07-06").values()} == {"not-reported"}
    assert known.at("2018-07-06")["process"].last_known == ("suspended",)
    assert "talks-resume" not in known.chronology.events


def test_claim_of_four_quiet_days_is_set_aside(daraa: Chronology) -> None:
    """Strikes fell near Tafas three days before: the report is kept in the file, not used."""
    assert daraa.report_ids_set_aside() == {"r46c"}
    assert "r46c" in {report.id for _, report in daraa.reports()}
    assert "r46c" not in {report.id for _, report in daraa.in_use().reports()}


def test_with_that_claim_the_dates_contradict(daraa: Chronology) -> None:
    """Used after all, it contradicts the others: the replay goes on, by the hull of the dates."""
    used = replay(daraa.model_copy(update={"set_aside": ()}))

    assert {"r24", "r46c", "r46a", "r46d", "r46e"} <= set(used.left_out)
    assert used.window_of("strikes-resume").text == "4 July 2018"
    assert used.at("2018-07-03")["ceasefire"].certain == "in-effect"


def test_earlier_reader_is_told_nothing_later(daraa: Chronology) -> None:
    """Known by 2 July, no note, no set-aside report and no figure speaks of later days."""
    known = replay(daraa.known_by(parse_moment("2018-07-02", DAMASCUS)))

    told = replay_text(known)

    assert not [day for day in ("3 July", "4 July", "5 July", "6 July") if day in told]
    assert "r46c" not in told


def test_background_and_notes_on_sources_are_told(daraa: Chronology) -> None:
    """Nothing that was coded is dropped from the text: background, notes on sources, places."""
    told = replay_text(replay(daraa))

    assert "Russia intervened militarily in 2015." in told
    assert "Splices several wires" in told
    assert "western-ghariyah and ghariyah-ash-sharqiyah" in told


def test_frame_has_a_row_for_each_stay(daraa: Chronology) -> None:
    """Pandas gets one row a stay, with UTC times: the ceasefire began at 16:00 UTC."""
    frame = replay(daraa).to_frame()

    phase = frame[frame.track == "phase"]
    assert list(phase.state)[:3] == ["before", "offensive", "ceasefire"]
    assert str(phase.start_earliest.iloc[2]) == "2018-06-30 16:00:00+00:00"
    assert phase.sources.iloc[2] == "afp-2018-07-02"
