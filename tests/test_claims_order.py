"""Verdicts on the order of events, the time between them, and the day they share."""

from datetime import timedelta, timezone
from itertools import pairwise, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negotiation.claims import (
    Judgement,
    Verdict,
    at_least_after,
    at_most_after,
    before,
    between_after,
    in_order,
    same_day,
)
from negotiation.dates import zone
from negotiation.errors import NotReported, UnknownName
from negotiation.history import History
from negotiation.orders import TooTangled
from negotiation.readings import Until
from negotiation.replay import replay
from tests.listing import STORIES, Reading, Story, agrees
from tests.making import event, model, report, rule, story, track
from tests.test_claims import START

HOUR = 3_600
THEORY = model(talks=track(rule("talk", ["none"], "open"), initial="none"))
UTC, DAMASCUS = zone("UTC"), zone("Asia/Damascus")


def told(*events: object, until: Until | None = None) -> History:
    return replay(story(THEORY, *events), until=until)


def test_delay_between_two_bounds() -> None:
    """From a morning (06–12) to the next afternoon (12–18) it is 24 to 36 hours."""
    history = told(
        event("one", "nothing", "2031-03-04 morning"),
        event("other", "nothing", "2031-03-05 afternoon"),
    )

    assert at_least_after(history, "other", 24 * HOUR, "one").verdict is Verdict.ALWAYS
    assert at_least_after(history, "other", 30 * HOUR, "one").verdict is Verdict.SOMETIMES
    assert at_least_after(history, "other", 36 * HOUR, "one").verdict is Verdict.NEVER
    assert at_least_after(history, "one", 0, "other").verdict is Verdict.NEVER
    among = between_after(history, "other", 24 * HOUR, 36 * HOUR, "one")
    assert among.verdict is Verdict.ALWAYS
    assert among.found.startswith("between 24 h and 36 h")
    assert between_after(history, "other", 30 * HOUR, 20 * HOUR, "one").verdict is Verdict.NEVER


def test_open_order_is_named_where_it_decides_the_delay() -> None:
    """Of two events of one day either may be first: then no delay after the other is sure."""
    history = told(event("a", "nothing", "2031-03-04"), event("b", "nothing", "2031-03-04"))

    judgement = at_least_after(history, "b", 0, "a")

    assert judgement.verdict is Verdict.SOMETIMES
    assert set(judgement.decided_by) == {"a", "b"}


def test_day_is_that_of_the_zone() -> None:
    """At 23:00 in London it is past midnight in Damascus: one day here, two there."""
    history = told(
        event("noon", "nothing", "2031-03-04T12:00"), event("night", "nothing", "2031-03-04T23:00")
    )

    assert same_day(history, "noon", "night", UTC).verdict is Verdict.ALWAYS
    assert same_day(history, "noon", "night", DAMASCUS).verdict is Verdict.NEVER


def test_day_may_be_shared_by_relation_alone() -> None:
    """In March, and at most an hour apart: perhaps on one day; a day and more apart: never."""

    def lagging(**lag: str) -> History:
        later = event("b", "nothing", report("2031-03", lag={"of": "a"} | lag))
        return told(event("a", "nothing", "2031-03"), later)

    near = same_day(lagging(at_least="PT0H", at_most="PT1H"), "a", "b", UTC)
    far = same_day(lagging(at_least="PT24H", at_most="PT48H"), "a", "b", UTC)
    one = same_day(lagging(at_least="PT0H", at_most="PT0H"), "a", "b", UTC)

    assert (near.verdict, far.verdict) == (Verdict.SOMETIMES, Verdict.NEVER)
    assert one.verdict is Verdict.ALWAYS


def test_long_day_holds_what_is_a_day_apart() -> None:
    """When the clocks go back a day in Damascus has 25 hours: 24 hours later may be the same day.

    On 28 October 2016 they went back; on no other day of that month.
    """
    lag = {"of": "a", "at_least": "PT24H", "at_most": "PT24H"}
    autumn = told(
        event("a", "nothing", "2016-10"), event("b", "nothing", report("2016-10", lag=lag))
    )

    assert same_day(autumn, "a", "b", DAMASCUS).verdict is Verdict.SOMETIMES
    assert same_day(autumn, "a", "b", UTC).verdict is Verdict.NEVER


def test_undated_events_may_share_a_day() -> None:
    """Nothing is known of when they were."""
    history = told(event("a", "nothing"), event("b", "nothing"), event("c", "nothing", "2031-03"))

    assert same_day(history, "a", "b", UTC).verdict is Verdict.SOMETIMES
    assert same_day(history, "a", "c", UTC).verdict is Verdict.SOMETIMES


DAYS = [event(f"day-{n}", "nothing", f"2031-03-0{n}") for n in range(1, 5)]


def test_sequence_leaves_out_what_it_does_not_name() -> None:
    """Of four days in a row, the first and the third are in order; with the second between."""
    history = told(*DAYS)

    some = in_order(history, ["day-1", "day-3", "day-4"], nothing_between=False)
    unbroken = in_order(history, ["day-1", "day-3", "day-4"], nothing_between=True)

    assert some.verdict is Verdict.ALWAYS
    assert unbroken.verdict is Verdict.NEVER
    assert unbroken.found.endswith('; between "day-1" and "day-3": day-2')
    assert in_order(history, ["day-3", "day-1"], nothing_between=False).verdict is Verdict.NEVER
    assert in_order(history, ["day-2", "day-3"], nothing_between=True).verdict is Verdict.ALWAYS


def test_vague_event_may_lie_between() -> None:
    """What was "in March" may have been between the first and the second day, or not."""
    history = told(*DAYS, event("vague", "nothing", "2031-03"))

    judgement = in_order(history, ["day-1", "day-2"], nothing_between=True)

    assert judgement.verdict is Verdict.SOMETIMES
    assert judgement.found.endswith('; perhaps between "day-1" and "day-2": vague')


def test_what_did_not_happen_happened_in_no_order() -> None:
    """An event that was only announced, or comes after the stop, is not in the sequence."""
    visit = event("visit", "nothing", report("2031-03-05", modality="announced"))

    judgement = in_order(told(*DAYS, visit), ["day-1", "visit"], nothing_between=False)

    assert judgement.verdict is Verdict.NEVER
    assert judgement.found.startswith('no report in use says that "visit" happened')
    with pytest.raises(NotReported, match='stops before the event "day-4"'):
        in_order(
            told(*DAYS, until=Until.before("day-3")), ["day-1", "day-4"], nothing_between=False
        )


def every_claim(history: History, one: str, other: str) -> list[Judgement]:
    """Judge whether one event was a day after the other, in every sentence that says so."""
    return [
        before(history, one, other),
        in_order(history, [one, other], nothing_between=False),
        at_most_after(history, other, 48 * HOUR, one),
        at_least_after(history, other, 1, one),
        between_after(history, other, 1, 48 * HOUR, one),
    ]


def test_what_is_denied_was_perhaps_neither_before_nor_after() -> None:
    """A visit of 5 March that one report denies: it may have come after day 4, but not before it.

    It shares its day perhaps with an event of 5 March, and with no other.
    """
    denied = report(modality="negated")
    history = told(*DAYS, event("visit", "nothing", "2031-03-05", denied))

    for judgement in every_claim(history, "day-4", "visit"):
        assert judgement.verdict is Verdict.SOMETIMES
        assert judgement.decided_by == ("visit",)
    for judgement in every_claim(history, "visit", "day-4"):
        assert judgement.verdict is Verdict.NEVER
    fifth = event("day-5", "nothing", "2031-03-05")
    beside = told(*DAYS, fifth, event("visit", "nothing", "2031-03-05", denied))
    assert same_day(beside, "day-5", "visit", UTC).verdict is Verdict.SOMETIMES
    assert same_day(beside, "day-4", "visit", UTC).verdict is Verdict.NEVER


def test_what_may_lie_after_the_stop_is_not_certain() -> None:
    """An event "of 3 to 5 March" may lie after 4 March, where the replay stops.

    Up to the fourth day it can only have been before it, if it was at all.
    """
    loose = event("loose", "nothing", "2031-03-03/2031-03-05")
    at_four = Until.at(START + 63 * 86_400 - 1)  # the last second of 4 March, 31 + 28 + 4 days

    for judgement in every_claim(told(*DAYS, loose, until=at_four), "day-2", "loose"):
        assert judgement.verdict is Verdict.SOMETIMES
    whole, through = told(*DAYS, loose), told(*DAYS, loose, until=Until.through("day-4"))
    assert before(whole, "day-2", "loose").verdict is Verdict.ALWAYS
    assert before(whole, "day-4", "loose").verdict is Verdict.SOMETIMES
    assert before(through, "day-4", "loose").verdict is Verdict.NEVER
    assert same_day(through, "day-4", "loose", UTC).verdict is Verdict.SOMETIMES
    assert before(through, "day-2", "day-3").verdict is Verdict.ALWAYS


def test_time_of_what_did_not_happen_is_not_reported() -> None:
    """A visit that was only announced was neither before the next day nor not before it."""
    visit = event("visit", "nothing", report("2031-03-05", modality="announced"))
    history = told(*DAYS, visit)

    for judge in (
        lambda: before(history, "day-4", "visit"),
        lambda: at_most_after(history, "visit", 48 * HOUR, "day-4"),
        lambda: at_least_after(history, "visit", 1, "day-4"),
        lambda: between_after(history, "visit", 1, 2, "day-4"),
        lambda: same_day(history, "visit", "day-4", UTC),
    ):
        with pytest.raises(NotReported, match='no report in use says that "visit" happened'):
            judge()


def test_sequence_needs_known_events() -> None:
    """A misspelt event is named; no event at all is no sequence."""
    with pytest.raises(UnknownName, match="day-1"):
        in_order(told(*DAYS), ["dya-1", "day-2"], nothing_between=False)
    with pytest.raises(NotReported, match="without checking anything"):
        in_order(told(*DAYS), [], nothing_between=False)


def test_too_many_open_orders_are_not_guessed() -> None:
    """Thirty events "in March" that move nothing leave too much open between two of them."""
    month = [event(f"month-{n}", "nothing", "2031-03") for n in range(30)]

    with pytest.raises(TooTangled):
        in_order(told(*month), ["month-0", "month-1"], nothing_between=True)


# --- held against listing ------------------------------------------------------------------------


def happened(reading: Reading, events: tuple[str, ...], unbroken: bool) -> bool:
    """Say whether events happened in this order, those only announced left aside."""
    keys = [met.event for met in reading]
    if not all(event in keys for event in events):
        return False
    places = [keys.index(event) for event in events]
    return all(a < b and (not unbroken or b == a + 1) for a, b in pairwise(places))


@settings(max_examples=100, deadline=None)
@given(STORIES, st.booleans())
def test_sequences_of_events_agree_with_listing(listed: Story, unbroken: bool) -> None:
    """Every choice of events that happened, in every order."""
    history = listed.history
    actual = [step.event.id for step in history.steps]
    done = {event.id for event, _ in history.unmoved}
    for size in (1, 2, 3):
        for events in permutations(actual, size):
            agrees(
                listed,
                lambda h, events=events: in_order(h, events, nothing_between=unbroken),
                lambda r, events=events: happened(
                    [met for met in r if met.event not in done], events, unbroken
                ),
            )


@settings(max_examples=150, deadline=None)
@given(STORIES, st.integers(0, 3), st.integers(0, 3), st.integers(1, 5))
def test_times_of_two_events_agree_with_listing(
    listed: Story, least: int, more: int, midnight: int
) -> None:
    """Orders, delays and shared days follow the times of two events, in one timing at once.

    They fail in a reading without one of the two: denied, or after the stop.
    """
    zone = timezone(timedelta(seconds=-midnight))  # its days begin that many seconds later
    actual = [step.event.id for step in listed.history.steps]

    def gap(reading: Reading, one: str, other: str) -> int | None:
        times = {met.event: met.moment for met in reading}
        return times[other] - times[one] if {one, other} <= times.keys() else None

    def lies(reading: Reading, one: str, other: str, most: int = 99) -> bool:
        found = gap(reading, one, other)
        return found is not None and least <= found <= most

    def day(reading: Reading, event: str) -> int:
        return next((m.moment - START - midnight) // 86_400 for m in reading if m.event == event)

    def alike(reading: Reading, one: str, other: str) -> bool:
        both = gap(reading, one, other) is not None
        return both and day(reading, one) == day(reading, other)

    for a, b in permutations(actual, 2):
        agrees(
            listed,
            lambda h, a=a, b=b: before(h, a, b),
            lambda r, a=a, b=b: [m.event for m in r if m.event in {a, b}] == [a, b],
        )
        agrees(
            listed,
            lambda h, a=a, b=b: at_least_after(h, b, least, a),
            lambda r, a=a, b=b: lies(r, a, b),
        )
        agrees(
            listed,
            lambda h, a=a, b=b: between_after(h, b, least, least + more, a),
            lambda r, a=a, b=b: lies(r, a, b, least + more),
        )
        agrees(
            listed,
            lambda h, a=a, b=b: same_day(h, a, b, zone),
            lambda r, a=a, b=b: alike(r, a, b),
        )
