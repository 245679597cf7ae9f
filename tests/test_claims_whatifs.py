"""Claims about a what-if beside the record, held against listing every reading of both."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negotiation.bounds import windows
from negotiation.chronology import Chronology
from negotiation.claims import Verdict, differs, no_longer_takes_place
from negotiation.dates import parse_date, parse_moment
from negotiation.errors import NotReported, UnknownName
from negotiation.history import History
from negotiation.load import load
from negotiation.machine import Machine
from negotiation.replay import replay
from negotiation.whatif import Change, Choose, Insert, LeaveOut, Move, Swap, changed
from tests.making import event, model, report, rule, story, track
from tests.test_claims import START, Reading, at, chronologies, readings

ALWAYS, SOMETIMES, NEVER = Verdict.ALWAYS, Verdict.SOMETIMES, Verdict.NEVER
DARAA, VALLEY = load("daraa-2018"), load("valley")


def both(chronology: Chronology, *changes: Change) -> tuple[History, History]:
    """Give the history as recorded and as changed, over the same record."""
    recorded = replay(chronology)
    return recorded, replay(changed(chronology, changes), record=recorded.record)


def without(reading: Reading, chronology: Chronology, left: str) -> Reading:
    """Give the same reading, moment for moment, in which an event did not happen."""
    machine = Machine(chronology.model, chronology.topics())
    configuration, found = machine.start, []
    for moment, key, _ in reading:
        if key != left:
            configuration, outcomes = machine.step(configuration, chronology.events[key])
            found.append((moment, key, {o.track: o for o in outcomes}))
    return found


@settings(max_examples=200, deadline=None)
@given(chronologies(), st.sampled_from("abcd"), st.integers(1, 6))
def test_differing_is_what_listing_finds(chronology: Chronology, left: str, second: int) -> None:
    """Certain where the states that listing finds have none in common.

    Never where there is one and the same, or where the event that is left out cannot bear on the
    track by then: it does not move it, nor what it is tied to, or comes later. What is certain,
    or never so, is so of every reading beside the same one without the event.
    """
    moment = START + second
    if left not in chronology.events:
        return
    recorded, otherwise = both(chronology, LeaveOut(left))
    edited = changed(chronology, [LeaveOut(left)])
    listed = readings(chronology), readings(edited)
    if recorded.record is None or not recorded.record.covers(moment) or not listed[0]:
        return

    one, other = ({at(reading, "two", moment) for reading in some} for some in listed)
    [cluster] = recorded.readings.clusters_of(["two"])
    tied = left in [e.id for e in cluster.events]
    bears = tied and (windows(chronology)[left].earliest or 0) <= moment

    verdict = differs(recorded, otherwise, "two", moment).verdict

    same = len(one | other) == 1 or not bears
    assert verdict is (ALWAYS if not one & other else NEVER if same else SOMETIMES)
    parted = {
        at(reading, "two", moment) != at(without(reading, chronology, left), "two", moment)
        for reading in listed[0]
    }
    assert verdict is SOMETIMES or parted == {verdict is ALWAYS}


@settings(max_examples=100, deadline=None)
@given(chronologies(), st.sampled_from("abcd"), st.sampled_from("abcd"))
def test_no_longer_is_what_listing_finds(chronology: Chronology, left: str, event: str) -> None:
    """It departs in a reading if there a track does not foresee it that once did in the record."""
    if not {left, event} <= chronology.events.keys() or not chronology.events[event].is_actual:
        return
    before, after = readings(chronology), readings(changed(chronology, [LeaveOut(left)]))
    if not before:
        return
    foreseen = {
        track
        for reading in before
        for _, key, outcomes in reading
        for track, outcome in outcomes.items()
        if key == event and outcome.deviation is None
    }

    def departs(reading: Reading) -> bool:
        met = [outcomes for _, key, outcomes in reading if key == event]
        return any(
            o.deviation is not None for all_ in met for t, o in all_.items() if t in foreseen
        )

    answers = {departs(reading) for reading in after} if left != event else {True}
    expected = SOMETIMES if len(answers) > 1 else ALWAYS if True in answers else NEVER

    assert no_longer_takes_place(*both(chronology, LeaveOut(left)), event).verdict is expected


LAMP = track(rule("on", "dark", "lit"), rule("off", "lit", "dark"), initial="dark")
BELL = track(rule("ring", "still", "rung"), initial="still")
LOOSE = story(
    model(lamp=LAMP, bell=BELL),
    event("on-1", "on", "2031-03-04"),
    event("off-1", "off", report("2031-03-04", after=["on-1"])),
    event("on-2", "on", report("2031-03-04", after=["off-1"])),
    event("off-2", "off", report("2031-03-04", after=["on-2"])),
    event("ring-1", "ring", "2031-03-04"),
)


def lamp_differs(*changes: Change, hour: str = "2031-03-04T12:00") -> Verdict:
    histories = both(LOOSE, *changes)
    return differs(*histories, "lamp", parse_moment(hour, histories[0].zone)).verdict


# --- by hand -------------------------------------------------------------------------------------


def test_talks_of_the_valley_need_their_truce() -> None:
    """Without the first truce the first talks are not foreseen; the second ones are."""
    histories = both(VALLEY, LeaveOut("truce-1"))

    judgement = no_longer_takes_place(*histories, "talks-1")

    assert judgement.verdict is ALWAYS
    assert judgement.found == "no longer foreseen by phase, session"
    assert no_longer_takes_place(*histories, "talks-2").verdict is NEVER


def test_engineers_were_not_foreseen_by_session_before_either() -> None:
    """They met without a truce on record: leaving the first truce out changes nothing of that."""
    judgement = no_longer_takes_place(*both(VALLEY, LeaveOut("stray-shot")), "engineers-meet")

    assert judgement.verdict is NEVER
    assert judgement.found == "every track still foresees it"


def test_event_that_is_gone_no_longer_takes_place() -> None:
    """Left out, or told by no source that is read, it takes place nowhere."""
    left = no_longer_takes_place(*both(VALLEY, LeaveOut("truce-1")), "truce-1")
    unread = no_longer_takes_place(*both(VALLEY, Choose(("River Gazette",), True)), "truce-1")

    assert (left.verdict, left.found) == (ALWAYS, '"truce-1" is left out')
    assert (unread.verdict, unread.found) == (ALWAYS, 'no report in use tells of "truce-1"')


def test_event_that_moves_nothing_is_not_asked() -> None:
    """An opinion concerns no track; a session that was only set did not take place at all."""
    histories = both(DARAA, LeaveOut("talks-resume"))

    opinion = no_longer_takes_place(*histories, "analyst-on-government-aims")

    assert (opinion.verdict, opinion.found) == (NEVER, "it concerns no track")
    with pytest.raises(NotReported, match="no report says that"):
        no_longer_takes_place(*histories, "session-set-to-begin")
    with pytest.raises(UnknownName):
        no_longer_takes_place(*histories, "talks-resumed")


def test_deal_on_tuesday_unsettles_wednesday() -> None:
    """After a deal of 3 July the process differs on the 4th, and its failure is not foreseen."""
    histories = both(DARAA, Insert(None, "agreement-reached", parse_date("2018-07-03T23:00")))
    home = histories[0].zone

    def on(day: str, track: str) -> Verdict:
        return differs(*histories, track, parse_moment(day, home)).verdict

    assert on("2018-07-02", "process") is NEVER
    assert on("2018-07-04", "process") is ALWAYS
    assert on("2018-07-04", "ceasefire") is NEVER
    failure = no_longer_takes_place(*histories, "joint-command-declares-failure")
    assert (failure.verdict, failure.found) == (ALWAYS, "no longer foreseen by phase, process")


def test_difference_of_a_track_that_may_be_the_same_is_possible() -> None:
    """Without the offer of 5 July the process was suspended; at noon it may have been so anyway."""
    histories = both(DARAA, LeaveOut("new-round-offered"), LeaveOut("resumption-announced"))
    noon = parse_moment("2018-07-05T12:00", histories[0].zone)

    judgement = differs(*histories, "process", noon)

    assert judgement.verdict is SOMETIMES
    assert judgement.found == (
        "recorded: possibly suspended or prenegotiation; otherwise: suspended"
    )


def test_same_open_states_are_not_the_same_state() -> None:
    """On 4 March the lamp is lit and put out twice: at noon it may be lit or dark.

    Without the second time it may as well; yet where it was lit it may now be dark. Once all is
    over it is dark in both.
    """
    once = (LeaveOut("on-2"), LeaveOut("off-2"))

    assert lamp_differs(*once) is SOMETIMES
    assert lamp_differs(*once, hour="2031-03-05T12:00") is NEVER


def test_what_does_not_bear_on_a_track_leaves_it_the_same() -> None:
    """The bell, a later evening, and nothing at all change nothing of the lamp at noon."""
    evening = Insert("on-3", "on", parse_date("2031-03-04T20:00"))

    assert lamp_differs(LeaveOut("ring-1")) is NEVER
    assert lamp_differs(evening) is NEVER
    assert lamp_differs() is NEVER


@pytest.mark.parametrize(
    "change",
    [
        Move("off-1", parse_date("2031-03-04T09:00/2031-03-04T18:00")),
        Swap("on-1", "off-2"),
        Insert("on-3", "on", parse_date("2031-03-04T11:00")),
    ],
)
def test_other_times_and_orders_may_make_a_difference(change: Change) -> None:
    """The same two states are possible at noon, and not for the same reasons."""
    assert lamp_differs(change) is SOMETIMES


def test_difference_is_told_inside_the_record_alone() -> None:
    """Outside the record, and of a track that is not there, nothing is said."""
    histories = both(VALLEY, LeaveOut("truce-1"))
    home = histories[0].zone

    with pytest.raises(NotReported):
        differs(*histories, "truce", parse_moment("2032-01-01", home))
    with pytest.raises(UnknownName, match="did you mean truce"):
        differs(*histories, "truces", parse_moment("2031-03-05", home))
