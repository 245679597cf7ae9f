"""What the record has next for a track: by hand, and held against listing every order."""

from hypothesis import given, settings
from hypothesis import strategies as st

from negotiation.chronology import Chronology
from negotiation.coming import Ahead, Coming
from negotiation.exchange.event_text import why_text
from negotiation.history import History
from negotiation.openings import coming, openings
from negotiation.readings import Until
from negotiation.replay import replay
from tests.making import event, report, story
from tests.test_claims import START, chronologies, readings
from tests.test_openings import DAY, VALLEY
from tests.test_openings import START as NEW_YEAR


def ahead(history: History, name: str, day: int) -> Coming:
    """Give what comes next at noon of a day in January 2031."""
    return coming(history, name, NEW_YEAR + (day - 1) * DAY + DAY // 2)


def test_only_event_ahead_surely_comes_next() -> None:
    """At noon of the 4th, the shots of the 5th are all that lies ahead."""
    history = replay(
        story(VALLEY, event("t", "truce", "2031-01-03"), event("s", "shots", "2031-01-05"))
    )

    found = ahead(history, "truce", 4)

    assert [one.event for one in found.candidates] == ["s"]
    assert found.sure is not None


def test_event_that_may_be_past_is_no_sure_next() -> None:
    """Shots on 3 or 5 January: at noon of the 4th they may be past, and the deal next.

    The middle of the shots' window lies behind, so that the order told has the second truce next.
    """
    first, shots = event("t", "truce", "2031-01-01"), event("s", "shots", "2031-01-03/2031-01-05")
    history = replay(story(VALLEY, first, shots, event("u", "truce", "2031-01-08")))

    found = ahead(history, "truce", 4)

    assert [one.event for one in found.candidates] == ["s", "u"]
    assert found.sure is None


def test_two_events_of_a_day_may_each_come_next() -> None:
    """A truce and shots of the same day: neither surely comes next."""
    first, day = event("d", "nothing", "2031-01-01"), "2031-01-05"
    history = replay(story(VALLEY, first, event("t", "truce", day), event("s", "shots", day)))

    assert {one.event for one in ahead(history, "truce", 3).candidates} == {"t", "s"}
    assert not ahead(history, "truce", 3).is_sure


def test_denied_event_is_no_sure_next() -> None:
    """A truce that one report denies may not have happened, even if nothing else lies ahead."""
    denied = event("t", "truce", report("2031-01-05"), report("2031-01-05", modality="negated"))
    history = replay(story(VALLEY, event("d", "nothing", "2031-01-01"), denied))

    found = ahead(history, "truce", 3)

    assert [one.event for one in found.candidates] == ["t"]
    assert not found.is_sure


def test_event_that_may_lie_behind_the_stop_is_no_sure_next() -> None:
    """A replay to 6 January: shots from the 5th to the 7th may come after it, or next."""
    whole = story(
        VALLEY, event("t", "truce", "2031-01-03"), event("s", "shots", "2031-01-05/2031-01-07")
    )
    stop = Until.at(NEW_YEAR + 5 * DAY)

    found = ahead(replay(whole, until=stop), "truce", 4)

    assert [one.event for one in found.candidates] == ["s"]
    assert not found.is_sure
    assert ahead(replay(whole), "truce", 4).is_sure


def test_text_says_what_is_possibly_next() -> None:
    """Where two events may come next, the text says so of both, and of none that it came next."""
    shots = event("s", "shots", "2031-01-05", details={"scale": "wide"})
    history = replay(
        story(VALLEY, event("t", "truce", "2031-01-03"), shots, event("u", "truce", "2031-01-05"))
    )

    text = why_text(history, "truce", "2031-01-04")

    assert "- shots → broken, if the event says scale: wide  (possibly next: s)" in text
    assert "Possibly next: u (truce), 5 January 2031" in text
    assert "ame next" not in text


@settings(max_examples=300, deadline=None)
@given(chronologies(), st.sampled_from(["one", "two"]), st.integers(-1, 7))
def test_what_comes_next_is_what_listing_finds(
    chronology: Chronology, name: str, second: int
) -> None:
    """Over all orders listed, the first event after the moment is a candidate, and no other is.

    It is sure iff all orders have the same one, on the same way.
    """
    history, moment = replay(chronology), START + second
    listed = readings(chronology)
    if not listed:
        return
    found = Ahead(history, name).at(moment)

    firsts = {
        next(((key, outcomes[name]) for at, key, outcomes in reading
              if at > moment and name in outcomes), None)
        for reading in listed
    }  # fmt: skip
    assert {(one.event, one.outcome) for one in found.candidates} == firsts - {None}
    ways = {one and (one[0], one[1].deviation is None and one[1].before) for one in firsts}
    assert found.is_sure == (len(ways) == 1 and None not in ways)
    for one in found.candidates:
        assert (one.way is None) == (one.outcome.deviation is not None)


@settings(max_examples=100, deadline=None)
@given(chronologies(), st.sampled_from(["one", "two"]), st.integers(0, 7))
def test_openings_name_every_candidate_that_is_foreseen(
    chronology: Chronology, name: str, second: int
) -> None:
    """Whatever may come next and is foreseen from a possible state stands on one opening."""
    history, moment = replay(chronology), START + second
    found = openings(history, name, moment)
    if not found:
        return

    told = {(key, one.kind, one.before) for one in found for key in one.next_events}
    candidates = coming(history, name, moment).candidates
    assert told == {(c.event, *c.way[1:]) for c in candidates if c.way is not None}
    if any(one.is_next for one in found):
        assert len(told) == 1
