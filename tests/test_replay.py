"""Replays of small stories: the order of the steps, and what the record says at a moment."""

from typing import Any

import pytest

from negotiation.bounds import constraints, windows
from negotiation.chronology import Chronology
from negotiation.dates import parse_moment, zone
from negotiation.errors import DateError, UnknownName
from negotiation.event import Event
from negotiation.history import History
from negotiation.model import Model
from negotiation.replay import assumed_order, followers, replay
from tests.making import event, model, report, rule, story, track

# One light: `up` and `down` move it, `look` leaves it on purpose.
LIGHT = track(
    rule("up", ["out", "low"], "high"),
    rule("down", ["out", "high"], "low"),
    rule("look", ["out", "low", "high"]),
    initial="out",
)
LIGHTS = model(light=LIGHT)


def told(*events: Event, theory: Model = LIGHTS, **fields: Any) -> Chronology:
    return story(theory, *events, **fields)


def history(*events: Event, theory: Model = LIGHTS, **fields: Any) -> History:
    return replay(told(*events, theory=theory, **fields))


def order(*events: Event) -> list[str]:
    return [step.event.id for step in history(*events).steps]


# --- the order of the steps -----------------------------------------------------------------------


def test_steps_stand_in_the_order_of_their_windows_middles() -> None:
    """“In March” stands at its middle, 16 March: after 4 March and before 20 March."""
    assert order(
        event("late", "look", "2031-03-20"),
        event("month", "look", "2031-03"),
        event("early", "look", "2031-03-04"),
    ) == ["early", "month", "late"]


def test_equal_middles_stand_in_the_order_of_the_file() -> None:
    """Two events of one day stand as the coder wrote them."""
    day = "2031-03-04"
    assert order(event("b", "look", day), event("a", "look", day)) == ["b", "a"]
    assert order(event("a", "look", day), event("b", "look", day)) == ["a", "b"]


def test_relations_come_before_middles() -> None:
    """An event of 4 March that came after one “in March” stands after it."""
    assert order(
        event("day", "look", report("2031-03-04", after="month")),
        event("other", "look", "2031-03-03T12:00"),
        event("month", "look", "2031-03"),
    ) == ["month", "other", "day"]


def test_length_of_time_is_a_relation_too() -> None:
    """What came at least an hour after another stands after it, what came about then need not."""
    lag = {"of": "b", "at_least": "PT1H"}
    near = {"of": "b", "about": "PT0M", "tolerance": "PT1H"}
    day = "2031-03-04"

    assert order(event("a", "look", report(day, lag=lag)), event("b", "look", day)) == ["b", "a"]
    assert order(event("a", "look", report(day, lag=near)), event("b", "look", day)) == ["a", "b"]


def test_open_window_stands_at_its_known_end() -> None:
    """“By 5 March” stands at the end of 5 March, “from 3 March” at its start."""
    assert order(
        event("by-5", "look", "../2031-03-05"),
        event("day-5", "look", "2031-03-05"),
        event("day-2", "look", "2031-03-02"),
        event("from-3", "look", "2031-03-03/.."),
    ) == ["day-2", "from-3", "day-5", "by-5"]


def test_undated_event_stands_among_its_relations() -> None:
    """Without a date it follows what it came after; without relations too, it stands last."""
    assert order(
        event("nowhere", "look"),
        event("then", "look", report(after="first")),
        event("second", "look", "2031-03-05"),
        event("first", "look", "2031-03-04"),
    ) == ["first", "then", "second", "nowhere"]


def test_relations_in_a_circle_fix_no_order() -> None:
    """Events that follow one another in a circle go by date, among all the others."""
    circle = told(
        event("july", "look", "2031-07-01"),
        event("b", "look", report("2031-03-05", after="a")),
        event("a", "look", report("2031-03-04", after="b")),
        event("c", "look", report("2031-03-06", after="b")),
    )
    later = followers(constraints(circle))

    assert later == {"b": frozenset({"c"})}
    ordered = assumed_order(circle, windows(circle), later)
    assert [one.id for one in ordered] == ["a", "b", "c", "july"]


# --- what is certain ------------------------------------------------------------------------------


def test_state_that_every_order_gives_is_certain() -> None:
    """4 March, then 5 March: from the end of 5 March on the light is low."""
    found = history(event("a", "up", "2031-03-04"), event("b", "down", "2031-03-05"))

    assert found.at("2031-03-04")["light"].certain == "high"
    assert found.at("2031-03-05")["light"].certain == "low"


def test_during_a_window_both_states_are_possible() -> None:
    """Some time on 4 March the light went up: at noon it may be out or high."""
    state = history(event("a", "up", "2031-03-04")).at("2031-03-04T12:00")["light"]

    assert state.certain is None
    assert set(state.possible) == {"out", "high"}


def test_order_that_the_sources_leave_open_leaves_the_state_open() -> None:
    """Up on 4 March, down in March: at the end of the month the light is either."""
    events = event("a", "up", "2031-03-04"), event("b", "down", "2031-03")
    state = history(*events).at("2031-03-31")["light"]

    assert state.certain is None
    assert set(state.possible) == {"low", "high"}
    assert state.since is None
    assert set(state.events) == {"a", "b"}


def test_relation_closes_what_dates_leave_open() -> None:
    """If the month's event is said to come after that of 4 March, the light ends low."""
    found = history(
        event("a", "up", "2031-03-04"), event("b", "down", report("2031-03", after="a"))
    )

    assert found.at("2031-03-31")["light"].certain == "low"


def test_order_may_be_assumed_on_request() -> None:
    """With assume_order only the order of the steps is read, and the history says so."""
    chronology = told(event("a", "up", "2031-03-04"), event("b", "down", "2031-03"))
    found = replay(chronology, assume_order=True)

    assert found.order_assumed
    assert found.at("2031-03-31")["light"].certain == "low"
    assert not replay(chronology).order_assumed


def test_order_that_makes_no_difference_leaves_the_state_certain() -> None:
    """Somebody looked twice in March, before or after it went up: high at the end either way."""
    found = history(
        event("a", "up", "2031-03-04"), event("b", "look", "2031-03"), event("c", "look", "2031-03")
    )

    assert found.at("2031-03-31")["light"].certain == "high"


def test_open_order_on_one_track_leaves_others_certain() -> None:
    """Tracks that no condition ties together are read one by one."""
    lamp = track(rule("switch", "dark", "bright"), initial="dark")
    found = history(
        event("a", "up", "2031-03-04"),
        event("b", "down", "2031-03"),
        event("c", "switch", "2031-03-05"),
        theory=model(light=LIGHT, lamp=lamp),
    )

    assert found.at("2031-03-31")["light"].certain is None
    assert found.at("2031-03-31")["lamp"].certain == "bright"


def test_condition_carries_an_open_order_to_the_other_track() -> None:
    """A lamp can only be switched while the light is high: possibly, if that is open."""
    lamp = track(rule("switch", "dark", "bright", requires={"light": ["high"]}), initial="dark")
    found = history(
        event("a", "up", "2031-03-04"),
        event("b", "down", "2031-03"),
        event("c", "switch", "2031-04-01"),
        theory=model(light=LIGHT, lamp=lamp),
    )

    assert set(found.at("2031-04-01")["lamp"].possible) == {"dark", "bright"}
    assert [(d.step.event.id, d.always) for d in found.deviations if d.outcome.track == "lamp"] == [
        ("c", False)
    ]


def test_undated_event_may_have_come_first() -> None:
    """Down at some unknown time by April: on 5 March the light, up since 4 March, may be low."""
    found = history(event("a", "up", "2031-03-04"), event("b", "down", "../2031-04-01"))

    assert set(found.at("2031-03-05")["light"].possible) == {"low", "high"}


def test_contradicting_dates_fix_nothing_by_relations() -> None:
    """Down on 1 March, said to come after up on 10 March: each keeps its own date."""
    found = history(
        event("a", "up", "2031-03-10"), event("b", "down", report("2031-03-01", after="a"))
    )

    assert found.at("2031-03-05")["light"].certain == "low"
    assert found.at("2031-03-10")["light"].certain == "high"


# --- where the record begins and ends -------------------------------------------------------------

MARCH = (event("a", "up", "2031-03-04"), event("b", "look", "2031-03-10"))


def test_before_the_first_event_nothing_is_reported() -> None:
    """The record begins with the first event: before it there is no state, and none last known."""
    state = history(*MARCH).at("2031-03-03")["light"]

    assert (state.basis, state.certain, state.possible, state.last_known) == (
        "not-reported", None, (), (),
    )  # fmt: skip
    assert state.words == "not reported"


def test_record_ends_with_the_day_of_the_last_publication() -> None:
    """The paper is of 31 December 2031: that day's last second is covered, the next is not."""
    found = history(*MARCH)
    last = parse_moment("2031-12-31", zone("UTC"))
    assert found.record is not None

    assert found.record.end == last + 1
    assert found.at(last)["light"].certain == "high"
    after = found.at(last + 1)["light"]
    assert (after.basis, after.certain, after.possible) == ("not-reported", None, ())
    assert after.last_known == ("high",)
    assert after.words == "not reported (last known: high)"


def test_last_known_state_may_be_open_too() -> None:
    """What the record leaves open at its end stays open after it."""
    found = history(event("a", "up", "2031-03-04"), event("b", "down", "2031-03"))

    assert set(found.at("2032-02-01")["light"].last_known) == {"low", "high"}


def test_only_sources_in_use_make_the_record_last() -> None:
    """A source that nothing rests on does not stretch the record; a measure's source does."""
    sources = {
        "paper": {"id": "paper", "outlet": "Paper", "published": "2031-03-20"},
        "other": {"id": "other", "outlet": "Other", "published": "2031-05-01"},
    }
    measure = {
        "label": "rain",
        "unit": "mm",
        "values": [{"value": 3, "as_of": "2031-03-01", "source": "other"}],
    }

    plain = history(*MARCH, sources=sources)
    measured = history(*MARCH, sources=sources, measures={"rain": measure})

    assert plain.at("2031-04-01")["light"].basis == "not-reported"
    assert measured.at("2031-04-01")["light"].certain == "high"


def test_without_events_nothing_is_reported() -> None:
    """No event, no record."""
    found = history()

    assert found.record is None
    assert found.at("2031-03-04")["light"].basis == "not-reported"


# --- a moment -------------------------------------------------------------------------------------


def test_bare_date_of_a_question_is_the_end_of_that_day() -> None:
    """On 4 March the light is high: the day is over. At 00:00 of that day it may be either."""
    found = history(*MARCH)

    assert found.at("2031-03-04") == found.at("2031-03-04T23:59:59")
    assert found.at("2031-03-04")["light"].certain == "high"
    assert found.at("2031-03-04T00:00")["light"].certain is None


def test_question_is_read_in_the_zone_of_the_file() -> None:
    """On 4 March at 23:30 in Damascus it is 20:30 UTC: an event of 20:15 UTC has happened."""
    found = history(event("a", "up", "2031-03-04T20:15Z"), timezone="Asia/Damascus")

    assert found.at("2031-03-04T23:30")["light"].certain == "high"
    assert found.at("2031-03-04T23:14")["light"].basis == "not-reported"


def test_question_that_is_no_moment_is_refused() -> None:
    """A month is no moment."""
    with pytest.raises(DateError, match="is not one moment"):
        history(*MARCH).at("2031-03")


def test_since_is_the_window_of_the_event_that_led_there() -> None:
    """High since some time on 4 March; what left it so does not change that."""
    state = history(*MARCH).at("2031-03-20")["light"]
    assert state.since is not None

    assert state.since.text == "4 March 2031"
    assert (state.basis, state.events, state.sources) == ("events", ("a", "b"), ("paper",))


def test_initial_state_rests_on_the_model() -> None:
    """A state that no event has moved yet has no since and says that it is the model's start."""
    lamp = track(rule("switch", "dark", "bright"), initial="dark")
    state = history(*MARCH, theory=model(light=LIGHT, lamp=lamp)).at("2031-03-20")["lamp"]

    assert (state.certain, state.basis, state.since, state.events) == ("dark", "initial", None, ())


def test_event_that_leaves_the_initial_state_makes_it_no_less_initial() -> None:
    """Somebody looked, and the light was out: it still rests on the model's start."""
    state = history(event("a", "look", "2031-03-04")).at("2031-03-20")["light"]

    assert (state.certain, state.basis, state.since) == ("out", "initial", None)


def test_computed_bounds_of_since_are_marked() -> None:
    """Up on 4 March, and after 10:00: since then, computed."""
    found = history(
        event("noon", "look", "2031-03-04T10:00"),
        event("a", "up", report("2031-03-04", after="noon")),
    )
    since = found.at("2031-03-05")["light"].since
    assert since is not None

    assert since.computed
    assert since.earliest == parse_moment("2031-03-04T10:00", zone("UTC"))


# --- what reports say -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "modality", ["announced", "scheduled", "conditional", "hypothetical", "negated"]
)
def test_only_what_happened_moves_tracks(modality: str) -> None:
    """An event that no report says happened is kept as an anchor in time and moves nothing."""
    found = history(
        event("a", "look", "2031-03-04"), event("b", "up", report("2031-03-05", modality=modality))
    )

    assert found.at("2031-03-06")["light"].certain == "out"
    assert [one.id for one, _ in found.unmoved] == ["b"]
    assert [step.event.id for step in found.steps] == ["a"]


def test_plan_is_an_anchor_in_time() -> None:
    """About 90 minutes after a start that was only planned for 10:00: 11:15 to 11:46."""
    found = history(
        event("start", "look", report("2031-03-04T10:00", modality="scheduled")),
        event("end", "up", report(lag={"of": "start", "about": "PT90M"})),
    )
    since = found.at("2031-03-04T12:00")["light"].since
    assert since is not None

    assert since.earliest == parse_moment("2031-03-04T11:15", zone("UTC"))
    assert since.latest == parse_moment("2031-03-04T11:46", zone("UTC"))


def test_disputed_event_is_possible_until_one_side_is_set_aside() -> None:
    """One says that the light went up, one that it did not: possibly high."""
    yes = report("2031-03-04", id="yes")
    no = report("2031-03-04", id="no", modality="negated")
    disputed = event("a", "up", yes, no)

    state = history(disputed).at("2031-03-05")["light"]
    assert state.certain is None
    assert set(state.possible) == {"out", "high"}

    aside = [{"report": "no", "because": "seen by nobody else"}]
    assert history(disputed, set_aside=aside).at("2031-03-05")["light"].certain == "high"


def test_dispute_carries_on_to_what_follows() -> None:
    """Out or high, then down: foreseen from both, and low at the end either way."""
    disputed = event("a", "up", "2031-03-04", report(modality="negated"))

    assert history(disputed, event("b", "down", "2031-03-06")).at("2031-03-07")[
        "light"
    ].certain == ("low")


def test_report_that_is_set_aside_is_not_used() -> None:
    """Neither its date nor its relation counts; an event that stood on it alone is gone."""
    told_twice = event(
        "a", "up", report("2031-03-04", id="right"), report("2031-03-09", id="wrong")
    )
    gone = event("b", "down", report("2031-03-05", id="rumour"))
    found = history(
        told_twice, gone, set_aside=[{"report": ["wrong", "rumour"], "because": "retracted"}]
    )

    assert found.at("2031-03-05")["light"].certain == "high"
    assert list(found.chronology.events) == ["a"]


def test_relation_to_an_event_that_is_gone_goes_too() -> None:
    """What came after an event that nothing reports any more stands by its own date."""
    found = history(
        event("a", "look", report("2031-03-05", id="rumour")),
        event("b", "up", report("2031-03-04", after="a")),
        set_aside=[{"report": "rumour", "because": "retracted"}],
    )

    assert found.at("2031-03-04")["light"].certain == "high"


def test_inference_dates_an_event_and_asserts_nothing() -> None:
    """Beside a plan, an inference narrows the time, and the event still has not happened."""
    guess = report("2031-03-05", source=None, inferred="the day after the market")
    plan = report("2031-03", modality="scheduled")
    found = history(event("a", "look", "2031-03-04"), event("b", "up", plan, guess))

    assert found.at("2031-03-31")["light"].certain == "out"
    assert {one.id: window.text for one, window in found.unmoved} == {"b": "5 March 2031"}


# --- who said it, and when it was known -----------------------------------------------------------

SOURCES = {
    "early": {"id": "early", "outlet": "Courier", "wire": ["Agency"], "published": "2031-03-07"},
    "late": {"id": "late", "outlet": "Gazette", "wire": ["Agency"], "published": "2031-04-01"},
    "own": {"id": "own", "outlet": "Courier", "published": "2031-05-01"},
}
STORY = story(
    LIGHTS,
    event("a", "up", report("2031-03-04", source="early"), report("2031-03", source="late")),
    event("b", "down", report("2031-03-06", source="late", after="a")),
    event("c", "up", report("2031-04-10", source="own")),
    sources=SOURCES,
)


def known(day: str) -> History:
    return replay(STORY.known_by(parse_moment(day, zone("UTC"))))


def test_known_by_keeps_what_was_published_by_the_end_of_that_day() -> None:
    """On 7 March the first article is out, on 6 March nothing is."""
    assert list(known("2031-03-07").chronology.events) == ["a"]
    assert list(known("2031-03-06").chronology.events) == []
    assert list(known("2031-04-01").chronology.events) == ["a", "b"]


def test_known_by_ends_the_record_there() -> None:
    """By 7 March nobody has reported 8 March; the last known state is that of the day before."""
    found = known("2031-03-07")

    assert found.at("2031-03-07")["light"].certain == "high"
    assert found.at("2031-03-08")["light"].basis == "not-reported"
    assert found.at("2031-03-08")["light"].last_known == ("high",)


def test_only_takes_an_id_first_else_outlet_or_wire() -> None:
    """A source's id, an outlet with all its articles, or a wire with all that carry it."""
    kept = {name: list(STORY.only([name]).sources) for name in ("late", "courier", "AGENCY")}

    assert kept == {"late": ["late"], "courier": ["early", "own"], "AGENCY": ["early", "late"]}


def test_without_leaves_out_what_only_makes_in() -> None:
    """The rest, with the events and dates that still stand on a report."""
    found = replay(STORY.without(["early"]))

    assert list(STORY.without(["Agency"]).sources) == ["own"]
    assert found.chronology.events["a"].reports[0].when is not None
    assert [step.window.text for step in found.steps if step.event.id == "a"] == ["March 2031"]


def test_date_that_a_left_out_source_gave_is_gone() -> None:
    """Without the first article a was some time from 1 to 6 March: b on 6 March came after it."""
    found = replay(STORY.without(["early"])).steps[0]

    assert found.event.id == "a"
    assert found.window.computed
    assert found.window.earliest == parse_moment("2031-03-01T00:00", zone("UTC"))
    assert found.window.latest == parse_moment("2031-03-06", zone("UTC")) + 1


def test_name_that_matches_nothing_is_an_error() -> None:
    """A misspelt source must not silently keep or leave out nothing."""
    for choose in (STORY.only, STORY.without):
        with pytest.raises(UnknownName, match="is no source, outlet or wire of this chronology"):
            choose(["Couriers"])


# --- what a history holds -------------------------------------------------------------------------


def test_stays_of_a_track() -> None:
    """The model's start first; each stay with the events that led there and those that left it."""
    found = history(
        event("a", "up", "2031-03-04"),
        event("b", "look", "2031-03-05"),
        event("c", "down", "2031-03-06"),
    )
    spans = [
        (span.state, span.start and span.start.text, span.end and span.end.text, span.events)
        for span in found.spans("light")
    ]

    assert spans == [
        ("out", None, "4 March 2031", ()),
        ("high", "4 March 2031", "6 March 2031", ("a", "b")),
        ("low", "6 March 2031", None, ("c",)),
    ]


def test_deviation_is_kept_and_moves_nothing() -> None:
    """Up when it is high already is not foreseen: a step like any other, with the reason."""
    found = history(event("a", "up", "2031-03-04"), event("b", "up", "2031-03-05"))
    departures = [(d.step.event.id, d.outcome.track, d.always) for d in found.deviations]

    assert departures == [("b", "light", True)]
    assert found.deviations[0].outcome.deviation is not None
    assert found.deviations[0].outcome.deviation.foreseen_from == ("out", "low")
    assert found.at("2031-03-06")["light"].certain == "high"
    assert found.at("2031-03-06")["light"].events == ("a",)


def test_track_that_does_not_exist_is_an_error() -> None:
    """With the nearest name that does."""
    with pytest.raises(UnknownName, match=r'no track "lihgt"; did you mean light\?'):
        history(*MARCH).spans("lihgt")


def test_tracks_stand_in_the_order_of_the_model() -> None:
    """The headline first, copies in the order of the file."""
    issue = track(rule("raise", "quiet", "raised"), initial="quiet", for_each="issues")
    found = history(
        *MARCH,
        theory=model(light=LIGHT, issue=issue),
        issues={"water": {"id": "water"}, "fish": {"id": "fish"}},
    )

    assert found.tracks == ("light", "issue/water", "issue/fish")


def test_replay_is_a_function_of_its_chronology() -> None:
    """Twice the same chronology, twice the same answers."""
    assert replay(STORY).at("2031-03-31") == replay(STORY).at("2031-03-31")
    assert [s.outcomes for s in replay(STORY).steps] == [s.outcomes for s in replay(STORY).steps]
