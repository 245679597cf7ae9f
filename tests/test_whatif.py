"""What-ifs of Daraa and of a small story: where they part from the record, and until when."""

import re
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negotiation import bounds
from negotiation.chronology import Chronology
from negotiation.dates import parse_date, parse_moment
from negotiation.differences import differences, new_departures
from negotiation.errors import DateError, UnknownName
from negotiation.gherkin.sentences import whens
from negotiation.gherkin.talks import Folder, Shelf, Talks
from negotiation.history import History
from negotiation.load import load
from negotiation.replay import replay
from negotiation.whatif import (
    Bring,
    Change,
    Insert,
    LeaveOut,
    Move,
    PutBack,
    Settle,
    Swap,
    changed,
)
from negotiation.wording import boundary
from tests.making import event, model, report, rule, story, track
from tests.test_claims import START, at, chronologies, readings

DARAA = load("daraa-2018")
LAMP = model(lamp=track(rule("on", "dark", "lit"), rule("off", "lit", "dark"), initial="dark"))
EVENING = story(
    LAMP,
    event("lit-1", "on", "2031-03-04T18:00"),
    event("out-1", "off", report("2031-03-04T20:00", after=["lit-1"])),
)


def otherwise(chronology: Chronology, *changes: Change) -> History:
    return replay(changed(chronology, changes), record=replay(chronology).record)


def parts(chronology: Chronology, *changes: Change) -> dict[str, tuple[str, str]]:
    """Give for each track that differs when it first does and from when on it no longer does."""
    recorded = replay(chronology)
    found: dict[str, tuple[int, int]] = {}
    for difference in differences(recorded, otherwise(chronology, *changes)):
        start, _ = found.get(difference.track, (difference.start, 0))
        found[difference.track] = (start, difference.end)
    zone = recorded.zone
    return {t: (boundary(a, zone), boundary(b, zone)) for t, (a, b) in found.items()}


def test_no_change_makes_no_difference() -> None:
    """The record does not differ from itself."""
    assert differences(replay(DARAA), otherwise(DARAA)) == []


def test_without_the_offer_of_5_july_the_process_stays_suspended_till_friday_noon() -> None:
    """It parts when the offer might first have been made, and joins the record as talks resume."""
    offer = LeaveOut("new-round-offered"), LeaveOut("resumption-announced")

    found = parts(DARAA, *offer)

    assert found["process"] == ("5 July 2018, 00:00", "6 July 2018, 13:00")
    assert set(found) == {"phase", "process"}


def test_a_deal_on_tuesday_settles_phase_and_process_and_makes_later_events_unforeseen() -> None:
    """Recorded events stay as recorded: the failure of Wednesday departs from the model then."""
    deal = Insert("deal", "agreement-reached", parse_date("2018-07-03T23:00"))

    departed = {d.step.event.id for d in new_departures(replay(DARAA), otherwise(DARAA, deal))}

    assert "joint-command-declares-failure" in departed
    assert parts(DARAA, deal)["phase"] == ("3 July 2018, 23:00", "7 July 2018, 00:00")


def test_accepting_an_issue_uses_a_kind_of_the_model() -> None:
    """Weapons in phases accepted on 4 July: the issue may be accepted from that day on."""
    accepted = Settle("arms-sequencing", "accepted", parse_date("2018-07-04"))
    history = otherwise(DARAA, accepted)

    assert "accepted" in history.at("2018-07-04")["issue/arms-sequencing"].possible
    assert "accepted" not in replay(DARAA).at("2018-07-04")["issue/arms-sequencing"].possible


def test_left_out_event_stays_as_an_anchor() -> None:
    """Its window still bounds the others: only what it did is gone."""
    history = otherwise(EVENING, LeaveOut("lit-1"))

    assert history.window_of("lit-1").text == "4 March 2031 at 18:00"
    assert history.at("2031-03-04T19:00")["lamp"].certain == "dark"
    assert [d.step.event.id for d in history.deviations] == ["out-1"]


SAID = report("2031-03-04T18:00", after=["noon"])
SET = report("2031-03-04T19:00", modality="scheduled")
DENIED = report(modality="negated")


def test_event_left_out_keeps_all_its_reports_and_its_time() -> None:
    """Set for 19:00, lit at 18:00, and denied: left out, its time is still 18:00, once or twice."""
    lit = event("lit-1", "on", SAID, SET, DENIED)
    dinner = event("dinner", "nothing", report(lag={"of": "lit-1", "at_least": "PT2H"}))
    told = story(LAMP, event("noon", "nothing", "2031-03-04T12:00"), lit, dinner)

    once = changed(told, [LeaveOut("lit-1")])
    twice = changed(told, [LeaveOut("lit-1"), LeaveOut("lit-1")])

    assert twice == once
    assert [r.modality for r in once.events["lit-1"].reports] == [
        "hypothetical", "scheduled", "negated",
    ]  # fmt: skip
    assert bounds.windows(once) == bounds.windows(told)
    assert not once.events["lit-1"].is_actual


def test_what_was_only_scheduled_stays_as_it_is_when_left_out() -> None:
    """A session that was set for the afternoon dates the failure of 4 July, left out or not."""
    left = changed(DARAA, [LeaveOut("session-set-to-begin")])

    assert left == DARAA.in_use()
    assert left.events["session-set-to-begin"].reports


def test_event_left_out_stays_so_when_it_is_moved() -> None:
    """To move what did not happen moves an anchor."""
    new = Insert("lit-2", "on", parse_date("2031-03-04T21:00"))
    moved = Move("lit-2", parse_date("2031-03-04T22:00"))

    edited = changed(EVENING, [new, LeaveOut("lit-2"), moved])

    assert not edited.events["lit-2"].is_actual
    assert replay(edited).window_of("lit-2").text == "4 March 2031 at 22:00"


@pytest.mark.parametrize(
    "change",
    [
        Move("out-1", parse_date("2031-03-04T20:00"), "America/New_York"),
        Insert("new", "off", parse_date("2031-03-04T20:00"), timezone="America/New_York"),
        Bring("lamp", "dark", parse_date("2031-03-04T20:00"), "America/New_York"),
    ],
)
def test_date_may_be_of_another_zone(change: Change) -> None:
    """At 20:00 in New York it is 01:00 UTC of the next day, before clocks go forward there."""
    lit = story(LAMP, EVENING.events["lit-1"], event("out-1", "nothing"))
    chronology = EVENING if isinstance(change, Move) else lit

    history = otherwise(chronology, change)

    assert history.at("2031-03-05T00:59")["lamp"].certain == "lit"
    assert history.at("2031-03-05T01:01")["lamp"].certain == "dark"


def test_track_is_brought_there_from_where_it_is_in_the_zone_of_the_date() -> None:
    """At 17:00 in New York it is 22:00 UTC: the lamp, lit from 18:00 UTC, is broken and mended."""
    assert brought(BROKEN, "lamp", "lit", "2031-03-04T17:00") == ["on"]
    mended = Bring("lamp", "lit", parse_date("2031-03-04T17:00"), "America/New_York").apply(BROKEN)
    assert mended.events["what-if-lamp-lit"].kind == "mend"


def test_issue_is_settled_in_the_zone_of_the_date() -> None:
    """Accepted at 01:00 of 5 July in Auckland: at 16:00 of 4 July in Damascus, UTC+3."""
    settled = Settle(
        "arms-sequencing", "accepted", parse_date("2018-07-05T01:00"), "Pacific/Auckland"
    )
    history = otherwise(DARAA, settled)

    assert "accepted" in history.at("2018-07-04T16:01")["issue/arms-sequencing"].possible
    assert "accepted" not in history.at("2018-07-04T15:59")["issue/arms-sequencing"].possible


@pytest.mark.parametrize(
    "change", [PutBack("lit-1", 999_999 * 7 * 86_400), PutBack("lit-1", 10**40)]
)
def test_event_stays_within_the_calendar(change: PutBack) -> None:
    """Nearly twenty thousand years later there is no date to write."""
    with pytest.raises(DateError, match="outside the years 1000 to 9000") as caught:
        change.apply(EVENING)

    assert caught.value.code == "D102"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (Insert("The Deal", "on", parse_date("2031-03-05")), '"The Deal" is not an id; write'),
        (Insert("d" * 81, "on", parse_date("2031-03-05")), "is not an id; write up to 80"),
        (
            Insert("deal", "on", parse_date("2031-03-05"), details=(("Scale", "wide"),)),
            '"Scale" is not an id',
        ),
        (
            Insert("deal", "on", parse_date("2031-03-05"), details=(("scale", " "),)),
            'the detail "scale" has no value',
        ),
    ],
)
def test_what_is_no_id_is_told(change: Insert, told: str) -> None:
    """An id is what a file would take for one."""
    with pytest.raises(UnknownName, match=told):
        change.apply(EVENING)


# --- as sentences say it -------------------------------------------------------------------------


def talks_about(chronology: Chronology, zone: str | None = None) -> Talks:
    talks = Talks(Shelf(), Folder(Path(), Path()))
    talks.read(Path("evening"), lambda: chronology)
    if zone:
        talks.speak_of_zone(zone)
    return talks


ROW = {"event": "new", "kind": "off", "when": "4 March 2031 at 19:00"}


def test_sentences_read_dates_in_the_zone_of_the_scenario() -> None:
    """In Damascus, UTC+3, 19:00 is 16:00 UTC; without a zone it is 19:00 UTC."""
    seven = parse_date("2031-03-04T19:00")

    def moments(zone: str | None) -> set[int | None]:
        found = set()
        for say in (
            lambda talks: whens.moved(talks, "lit-1", seven),
            lambda talks: whens.added(talks, [ROW]),
        ):
            talks = talks_about(EVENING, zone)
            say(talks)
            edited = talks.changed
            key = "new" if "new" in edited.events else "lit-1"
            found.add(bounds.windows(edited)[key].earliest)
        return found

    assert moments("Asia/Damascus") == {parse_moment("2031-03-04T16:00", ZoneInfo("UTC"))}
    assert moments(None) == {parse_moment("2031-03-04T19:00", ZoneInfo("UTC"))}


@pytest.mark.parametrize(
    ("details", "told"),
    [
        ("scale: wide, scale: local", 'the detail "scale" is said twice; write it once'),
        ("scale:", 'the detail "scale:" has no value; write scale: wide'),
        ("scale", 'the detail "scale" has no value; write scale: wide'),
    ],
)
def test_each_detail_has_one_value(details: str, told: str) -> None:
    """Of two values for one detail none would be the one that was meant."""
    with pytest.raises(UnknownName, match=told):
        whens.added(talks_about(EVENING), [{**ROW, "details": details}])


def test_cell_that_is_no_id_is_told() -> None:
    """A name with spaces and capitals stands for no event."""
    with pytest.raises(UnknownName, match='"A new deal" is not an id; write up to 80 lower-case'):
        whens.added(talks_about(EVENING), [{**ROW, "event": "A new deal"}])


@pytest.mark.parametrize(
    ("change", "lit", "dark"),
    [
        (Move("out-1", parse_date("2031-03-04T22:00")), "2031-03-04T21:00", "2031-03-04T23:00"),
        (PutBack("out-1", 2 * 3600), "2031-03-04T21:00", "2031-03-04T22:30"),
        (PutBack("lit-1", 3600), "2031-03-04T19:30", "2031-03-04T18:30"),
    ],
)
def test_moved_event_counts_at_its_new_time(change: Change, lit: str, dark: str) -> None:
    """A moved or put-back event does what it does at the new time and not at the old one."""
    history = otherwise(EVENING, change)

    assert history.at(lit)["lamp"].certain == "lit"
    assert history.at(dark)["lamp"].certain == "dark"


def test_swapped_events_take_each_other_s_time() -> None:
    """Put out at 18:00 and lit at 20:00: the first departs from the model, the lamp ends lit."""
    history = otherwise(EVENING, Swap("lit-1", "out-1"))

    assert history.at("2031-03-04T21:00")["lamp"].certain == "lit"
    assert [d.step.event.id for d in history.deviations] == ["out-1"]


@pytest.mark.parametrize(
    "change",
    [
        LeaveOut("lit-2"),
        Move("lit-2", parse_date("2031-03-04")),
        Swap("lit-1", "lit-2"),
        PutBack("lit-2", 60),
        Insert("new", "onn", parse_date("2031-03-04")),
        Insert("lit-1", "on", parse_date("2031-03-04")),
        Settle("water", "accepted", parse_date("2031-03-04")),
        Bring("lamps", "lit", parse_date("2031-03-04")),
        Bring("lamp", "lid", parse_date("2031-03-04")),
    ],
)
def test_unknown_names_are_told(change: Change) -> None:
    """A change that names what is not there, or is there already, says so."""
    with pytest.raises(UnknownName):
        change.apply(EVENING)


# --- bring a track to a state --------------------------------------------------------------------

BREAKING = model(
    lamp=track(
        rule("on", "dark", "lit"),
        rule("mend", "broken", "lit"),
        rule(["smash", "storm"], "lit", "broken", requires={"power": ["on"]}),
        rule("kick", "lit", "broken"),
        initial="dark",
    ),
    power=track(rule("storm", "on", "off"), initial="on"),
)
BROKEN = story(
    BREAKING, event("lit-1", "on", "2031-03-04T18:00"), event("kick-1", "kick", "2031-03-04T20:00")
)


def brought(chronology: Chronology, track_: str, state: str, when: str) -> list[str]:
    """Give the kinds of the events that are added to bring a track to a state."""
    edited = Bring(track_, state, parse_date(when)).apply(chronology)
    return [e.kind for key, e in edited.events.items() if key not in chronology.events]


@pytest.mark.parametrize(
    ("state", "when", "kind"),
    [
        ("lit", "2031-03-04T17:00", "on"),  # dark until 18:00
        ("lit", "2031-03-04T21:00", "mend"),  # broken from 20:00
        ("lit", "../2031-03-04T17:00", "on"),
        ("broken", "2031-03-04T19:00", "smash"),  # of three, the storm concerns one track more
    ],
)
def test_track_is_brought_there_from_where_it_then_is(state: str, when: str, kind: str) -> None:
    """Of the kinds that lead to a state, one that does so from where the record then has it."""
    assert brought(BROKEN, "lamp", state, when) == [kind]


def test_kind_whose_condition_fails_is_avoided() -> None:
    """Without power nothing is smashed: the lamp is kicked."""
    dark = story(
        BREAKING,
        event("lit-1", "on", "2031-03-04T18:00"),
        event("storm-1", "storm", "2031-03-04T20:00"),
        event("mended", "mend", "2031-03-04T21:00"),
    )

    assert brought(dark, "lamp", "broken", "2031-03-04T22:00") == ["kick"]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (
            Bring("lamp", "broken", parse_date("2031-03-04T21:00")),
            'it is foreseen from "lit" with power on or "lit", and it was "broken"',
        ),
        (
            Bring("lamp", "broken", parse_date("2031-03-04T17:00")),
            'it is foreseen from "lit" with power on or "lit", and it was "dark"',
        ),
        (
            Bring("power", "off", parse_date("2031-03-04T22:00")),
            'it is foreseen from "on", and it was "off"',
        ),
    ],
)
def test_state_that_nothing_leads_to_then_is_told(change: Bring, told: str) -> None:
    """What is dark or broken does not break, and power that is off does not go: none is added."""
    stormy = story(BREAKING, *BROKEN.events.values(), event("out", "storm", "2031-03-04T20:30"))

    with pytest.raises(UnknownName, match=re.escape(told)):
        change.apply(stormy)


def test_issue_is_settled_only_from_where_it_may_be() -> None:
    """Before 30 June nobody had raised the weapons' handover in phases: none could reject it."""
    early = Settle("arms-sequencing", "rejected", parse_date("2018-06-20"))

    with pytest.raises(UnknownName, match=r'it is foreseen from .*, and it was "not-raised"'):
        early.apply(DARAA)


def test_details_that_the_transition_asks_for_are_given() -> None:
    """In the valley only shots along the whole river break the truce."""
    valley = load("valley")
    broken = Bring("truce", "broken", parse_date("2031-03-05"))
    by_hand = Insert(None, "shots-fired", parse_date("2031-03-05"), details=(("scale", "wide"),))

    for change in (broken, by_hand):
        history = otherwise(valley, change)
        assert history.at("2031-03-05")["truce"].certain == "broken"
    local = Insert(None, "shots-fired", parse_date("2031-03-05"))
    assert otherwise(valley, local).at("2031-03-05")["truce"].certain == "in-effect"


@pytest.mark.parametrize(
    ("track_", "state"),
    [
        ("issue/night-pumping", "agreed"),
        ("gate/weir", "open"),
        ("observers/lake-council", "present"),
    ],
)
def test_copy_of_a_track_is_named_by_the_event(track_: str, state: str) -> None:
    """What is kept for each issue, place or third party moves for that one alone."""
    history = otherwise(load("valley"), Bring(track_, state, parse_date("2031-03-10")))

    assert state in history.at("2031-03-10")[track_].possible


def test_other_tracks_are_left_alone_where_they_can_be() -> None:
    """A ceasefire that breaks need not bring air strikes: of two kinds the one that says less."""
    assert brought(DARAA, "ceasefire", "broken", "2018-07-02") == ["ceasefire-broken"]
    assert brought(DARAA, "process", "negotiating", "2018-07-05") == ["talks-held"]


def test_same_what_if_may_be_made_twice() -> None:
    """Each event that is added gets an id of its own, however often and however long."""
    lit = Bring("lamp", "lit", parse_date("2031-03-04T22:00"))
    on = Insert(None, "on", parse_date("2031-03-04T23:00"))

    edited = changed(EVENING, [lit, lit, on, on])

    assert list(edited.events)[2:] == [
        "what-if-lamp-lit", "what-if-lamp-lit-2", "what-if-on", "what-if-on-2",
    ]  # fmt: skip


def test_state_that_nothing_leads_to_is_told() -> None:
    """The power never comes back in this model: no kind of event leads there."""
    back = Bring("power", "on", parse_date("2031-03-04"))

    with pytest.raises(UnknownName, match='no kind of event of this model leads the "power"'):
        back.apply(BROKEN)


def test_the_record_is_left_alone() -> None:
    """A what-if changes a copy."""
    before = replay(EVENING).at("2031-03-04T19:00")

    otherwise(EVENING, LeaveOut("lit-1"))

    assert replay(EVENING).at("2031-03-04T19:00") == before


def test_difference_says_whether_it_is_sure() -> None:
    """Where some state is possible in both, the two may still agree."""
    found = differences(replay(EVENING), otherwise(EVENING, LeaveOut("lit-1")))
    at_seven = parse_moment("2031-03-04T19:00", replay(EVENING).zone)

    assert [d.surely for d in found if d.start <= at_seven < d.end] == [True]


@settings(max_examples=100, deadline=None)
@given(chronologies(), st.sampled_from("abcd"))
def test_differences_are_those_that_listing_finds(chronology: Chronology, left: str) -> None:
    """Leaving an event out changes the possible states just where listing all readings says so."""
    if left not in chronology.events or not chronology.events[left].is_actual:
        return
    recorded = replay(chronology)
    edited = changed(chronology, [LeaveOut(left)])
    one, other = readings(chronology), readings(edited)
    if recorded.record is None or not one:
        return

    found = differences(recorded, replay(edited, record=recorded.record))

    for second in range(1, 7):
        moment = START + second
        if recorded.record.covers(moment):
            told = [d for d in found if d.track == "two" and d.start <= moment < d.end]
            before, after = ({at(r, "two", moment) for r in listed} for listed in (one, other))
            assert bool(told) == (before != after)
