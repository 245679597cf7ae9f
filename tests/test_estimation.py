"""Rates from what happened: counts and times over all readings, and intervals that hold."""

import json
import math
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from typer.testing import CliRunner

from negotiation import load
from negotiation.bounds import Constraint, tightest
from negotiation.chronology import Chronology
from negotiation.cli import app
from negotiation.dates import DAY, Window
from negotiation.errors import NegotiationError
from negotiation.event import Event
from negotiation.evidence import Source, Topic
from negotiation.exchange.estimate_text import record_text
from negotiation.exchange.estimate_words import (
    duration,
    mean_wait,
    per_day,
    prior,
    rounded,
    times,
)
from negotiation.history import History, Record, Step
from negotiation.knots import Relations
from negotiation.load import load_assumptions
from negotiation.machine import Machine, Outcome
from negotiation.model import Model
from negotiation.readings import Readings
from negotiation.simulation.ensemble import simulate
from negotiation.simulation.estimation import estimate
from negotiation.simulation.estimation.observed import Observed
from negotiation.simulation.estimation.pooled import Estimate, InState, Taken
from negotiation.simulation.estimation.rates import (
    Interval,
    Range,
    median,
    rate,
    share,
    together,
)
from negotiation.simulation.estimation.waits import WaitSeen
from negotiation.simulation.results import results
from negotiation.simulation.tables import Occurrence
from negotiation.withholding.gone import Withheld
from tests.making import event, model, report, rule, story, track
from tests.test_readings import runs, stories

TRUCE = model(
    truce=track(
        rule("begins", ["none", "broken"], "on"),
        rule("shots", ["on"], "broken", where={"scale": "wide"}),
        rule("shots", ["on", "broken"]),
        initial="none",
    ),
    issue=track(
        rule("asked", ["open"], "asked"),
        rule("refused", ["asked"], "open"),
        rule("settled", ["open", "asked"], "settled"),
        initial="open",
        for_each="issues",
    ),
)


def truce(*events: Event, until: str = "2031-01-11", **fields: Any) -> Chronology:
    """Give a story of a truce; the first event concerns no track and opens the record."""
    sources = {"paper": Source(id="paper", outlet="Paper", published=until)}
    opening = event("opening", "nothing", "2031-01-01T00:00")
    return story(TRUCE, opening, *events, sources=sources, **fields)


def state(found: Estimate, name: str, key: str) -> InState:
    """Give what an estimate says of a state."""
    one = next(one for one in found.tracks if one.track == name)
    return next(state for state in one.states if state.state == key)


def taken(found: InState, kind: str, to: str | None) -> Taken:
    """Give what an estimate says of one transition."""
    return next(one for one in found.taken if (one.kind, one.to) == (kind, to))


def wait(found: Estimate, name: str) -> WaitSeen:
    """Give what an estimate says of one wait."""
    return next(one for one in found.waits.seen if one.name == name)


def days(length: Range) -> tuple[float, float]:
    """Give a length in days, to the tenth."""
    return round(length.low / DAY, 1), round(length.high / DAY, 1)


def one(number: float) -> Range:
    """Give a range that is one number."""
    return Range(number, number)


# --- intervals -----------------------------------------------------------------------------------


def test_rate_of_one_event_in_ten_days() -> None:
    """One event in ten days: 2.5 % and 97.5 % of Gamma(3/2) are 0.108 and 4.67; over ten."""
    found = rate(one(1), one(10))

    assert (found.low, found.high) == (
        pytest.approx(0.01079, abs=1e-5),
        pytest.approx(0.4674, abs=1e-4),
    )


def test_no_event_gives_a_bound_above_only() -> None:
    """Never in ten days: from nought to 0.251 a day, half of the 97.5 % of chi-squared(1)."""
    found = rate(one(0), one(10))

    assert (found.low, found.high) == (0, pytest.approx(0.2512, abs=1e-4))


def test_nothing_bounds_a_rate_if_there_may_have_been_no_time() -> None:
    """One event in none to ten days may be as fast as you like, and not slower than 0.0108."""
    assert rate(one(1), Range(0, 10)) == Interval(pytest.approx(0.01079, abs=1e-5), math.inf)
    assert rate(one(1), one(0)) == Interval(0, math.inf)


def test_share_of_one_exit_in_two() -> None:
    """Two exits foreseen, each taken once: 2.5 % and 97.5 % of Beta(3/2, 3/2), a symmetric one."""
    found = share(one(1), one(1))

    assert found.low == pytest.approx(0.0608, abs=1e-4)
    assert found.high == pytest.approx(1 - found.low)


def test_the_only_exit_has_the_whole_share() -> None:
    """Where one exit alone is foreseen its share is no estimate."""
    found = estimate({"a": truce(event("b", "begins", "2031-01-03T00:00"))})

    assert taken(state(found, "truce", "on"), "shots", "broken").share == Interval(1, 1)


def test_never_taken_has_a_bound_above_and_always_taken_one_below() -> None:
    """Of two exits, one taken three times: the other's share begins at 0, its own ends at 1."""
    assert share(one(0), one(3)).low == 0
    assert share(one(3), one(0)).high == 1
    assert share(one(3), one(0)).low == pytest.approx(1 - share(one(0), one(3)).high)


counts = st.integers(0, 6)
lengths = st.floats(0.01, 100)


@given(counts, counts, lengths, lengths, st.floats(0, 1), st.floats(0, 1))
def test_interval_of_a_range_holds_that_of_every_value_in_it(
    few: int, more: int, short: float, longer: float, by_count: float, by_length: float
) -> None:
    """Whatever count and time the sources allow, its own interval lies in the one that is given."""
    events, exposure = Range(few, few + more), Range(short, short + longer)
    inside = rate(one(few + round(by_count * more)), one(short + by_length * longer))
    found = rate(events, exposure)

    assert found.low <= inside.low * (1 + 1e-12)
    assert inside.high <= found.high * (1 + 1e-12)
    assert found.low < median(events, exposure) < found.high


@given(counts, counts, counts, counts, st.floats(0, 1), st.floats(0, 1))
def test_share_of_ranges_holds_that_of_every_value_in_them(
    own: int, own_more: int, rest: int, rest_more: int, a: float, b: float
) -> None:
    """Whatever counts the sources allow, the interval of their share lies in the one given."""
    inside = share(one(own + round(a * own_more)), one(rest + round(b * rest_more)))
    found = share(Range(own, own + own_more), Range(rest, rest + rest_more))

    assert found.low <= inside.low + 1e-9
    assert inside.high <= found.high + 1e-9


# --- coverage ------------------------------------------------------------------------------------

RATES = (0.02, 0.05, 0.1, 0.2, 0.4)  # of leaving, a day; a record lasts twenty days
SEQUENCES = 400


def sequences(leaving: float, records: int) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Give exits and time of a state that is left at a rate and entered again after two days.

    Each of many stories has so many records of twenty days, which begin in the state.
    """
    random = np.random.default_rng(7)
    exits = np.zeros((SEQUENCES, records), int)
    spent = np.zeros((SEQUENCES, records))
    for place in np.ndindex(exits.shape):
        now = 0.0
        while True:
            stay = random.exponential(1 / leaving)
            spent[place] += min(stay, 20 - now)
            now += stay
            if now >= 20:
                break
            exits[place] += 1
            now += random.exponential(2)
            if now >= 20:
                break
    return exits.sum(axis=1), spent.sum(axis=1)


def wald(events: int, exposure: float) -> Interval:
    """Give the interval that takes the estimate for normal: two standard errors either way."""
    return Interval(*((events + sign * 1.96 * math.sqrt(events)) / exposure for sign in (-1, 1)))


def test_jeffreys_intervals_hold_the_rate_and_wald_intervals_do_not() -> None:
    """Of 95 % intervals at least 93 % hold the rate; of Wald's under 85 %, at worst under 60 %.

    On average over five rates and one, two or three records each, so that there are few events.
    """
    shares: dict[str, list[float]] = {"jeffreys": [], "wald": []}
    for leaving in RATES:
        for records in (1, 2, 3):
            exits, spent = sequences(leaving, records)
            pairs = [(int(n), float(t)) for n, t in zip(exits, spent, strict=True)]
            for name, intervals in (
                ("jeffreys", [rate(one(n), one(t)) for n, t in pairs]),
                ("wald", [wald(n, t) for n, t in pairs]),
            ):
                held = [found.low <= leaving <= found.high for found in intervals]
                shares[name].append(sum(held) / len(held))

    assert np.mean(shares["jeffreys"]) >= 0.93
    assert min(shares["jeffreys"]) >= 0.90
    assert np.mean(shares["wald"]) < 0.85
    assert min(shares["wald"]) < 0.60


@pytest.mark.parametrize("true", [(0.5, 0.5), (0.55, 0.25, 0.15, 0.05), (0.9, *[0.1 / 6] * 6)])
@pytest.mark.parametrize("often", [1, 3, 6, 12])
def test_intervals_of_shares_hold_the_share(true: tuple[float, ...], often: int) -> None:
    """Of two, four or seven exits, taken 1 to 12 times: each is held at least 85 times in 100."""
    random = np.random.default_rng(11)
    drawn = random.multinomial(often, true, 400)
    for exit_, chance in enumerate(true):
        every = [share(one(int(n)), one(often - int(n))) for n in drawn[:, exit_]]
        held = sum(found.low <= chance <= found.high for found in every)

        assert held >= 0.85 * len(every)


def test_interval_of_a_rate_holds_it_89_times_in_100_at_the_worst() -> None:
    """Exactly, by Poisson's law: 89.77 in 100 where 0.108 events are expected, 95 on average."""
    every = [rate(one(n), one(1)) for n in range(60)]
    expected = np.linspace(0.001, 20, 20_000)
    held = np.zeros_like(expected)
    for n, found in enumerate(every):
        chance = np.exp(n * np.log(expected) - expected - math.lgamma(n + 1))
        held += chance * ((found.low <= expected) & (expected <= found.high))

    assert held.min() == pytest.approx(0.898, abs=0.001)
    assert expected[held.argmin()] == pytest.approx(0.108, abs=0.002)
    assert held.mean() == pytest.approx(0.95, abs=0.005)


def test_events_that_feed_three_names_are_no_more_sure_than_one() -> None:
    """Three places held by one event in 30 place-days tell as much as one in ten days."""
    assert together([3]) == 3
    assert rate(one(3), one(30), 3) == rate(one(1), one(10))
    assert together([1, 1, 1]) == together([]) == 1
    assert together([2, 1]) == pytest.approx(5 / 3)
    assert share(one(3), one(3), 3) == share(one(1), one(1))
    assert median(one(3), one(30), 3) == median(one(1), one(10))


def test_intervals_hold_the_rate_of_events_that_feed_several_names() -> None:
    """Of 95 % intervals 93 % hold the rate of a name if every event feeds all four; plain, 80 %."""
    random = np.random.default_rng(5)
    events = random.poisson(6, 2_000)
    plain = [rate(one(4 * int(n)), one(4)) for n in events]
    found = [rate(one(4 * int(n)), one(4), together([4] * int(n))) for n in events]

    assert np.mean([f.low <= 6 <= f.high for f in found]) >= 0.93
    assert np.mean([f.low <= 6 <= f.high for f in plain]) < 0.80


# --- counts and times ----------------------------------------------------------------------------


def test_counts_and_times_of_an_exactly_dated_story() -> None:
    """Two days without a truce, five with one until it broke, four broken when the record ended."""
    found = estimate(
        {
            "a": truce(
                event("b", "begins", "2031-01-03T00:00"),
                event("s", "shots", "2031-01-08T00:00", details={"scale": "wide"}),
            )
        }
    )

    assert days(state(found, "truce", "none").exposure) == (2.0, 2.0)
    assert days(state(found, "truce", "on").exposure) == (5.0, 5.0)
    assert days(state(found, "truce", "broken").exposure) == (4.0, 4.0)
    assert taken(state(found, "truce", "none"), "begins", "on").events == one(1)
    assert taken(state(found, "truce", "on"), "shots", "broken").events == one(1)
    assert taken(state(found, "truce", "on"), "shots", None).events == one(0)


def test_last_stay_is_cut_off_and_not_an_exit() -> None:
    """A truce that holds when the record ends was on for days and was never left."""
    found = state(estimate({"a": truce(event("b", "begins", "2031-01-03T00:00"))}), "truce", "on")

    assert found.cut_off == one(1)
    assert found.left == one(0)
    assert days(found.exposure) == (9.0, 9.0)


def test_silence_after_the_record_is_no_exposure() -> None:
    """The same events in a paper of the 5th instead of the 11th: six days less under the truce."""
    known = [event("b", "begins", "2031-01-03T00:00")]
    long, short = (
        state(estimate({"a": truce(*known, until=end)}), "truce", "on").exposure
        for end in ("2031-01-11", "2031-01-05")
    )

    assert long.low - short.low == 6 * DAY


def test_first_event_of_the_record_is_not_counted() -> None:
    """Nobody knows how long the event took with which a record begins: it is no exit."""
    first = truce(event("b", "begins", "2031-01-03T00:00"))
    alone = first.model_copy(update={"events": {"b": first.events["b"]}})
    found = estimate({"a": alone})

    assert state(found, "truce", "on").exposure.low > 0
    assert "none" in [one.state for one in found.tracks[0].states]
    assert state(found, "truce", "none").left == Range(0, 0)
    assert state(found, "truce", "none").opened
    assert [(e.event, e.why) for e in found.uncounted] == [("b", "opens")]


def test_day_of_an_event_widens_both_stays() -> None:
    """A truce "on 3 January": two to three days without it, eight to nine with it."""
    found = estimate({"a": truce(event("b", "begins", "2031-01-03"))})

    assert days(state(found, "truce", "none").exposure) == (2.0, 3.0)
    assert days(state(found, "truce", "on").exposure) == (8.0, 9.0)


def test_open_order_leaves_counts_open() -> None:
    """Shots and a truce on one day: the truce was broken, or there was none to break."""
    found = estimate(
        {
            "a": truce(
                event("b", "begins", "2031-01-03"),
                event("s", "shots", "2031-01-03", details={"scale": "wide"}),
            )
        }
    )

    assert taken(state(found, "truce", "on"), "shots", "broken").events == Range(0, 1)
    assert taken(state(found, "truce", "none"), "begins", "on").events == one(1)
    assert wait(found, "shots").events == Range(0, 1)


def test_disputed_event_counts_possibly() -> None:
    """One paper says that a truce began, another that it did not: none or one."""
    disputed = event("b", "begins", "2031-01-03T00:00", report(modality="negated"))
    found = estimate({"a": truce(disputed)})

    assert taken(state(found, "truce", "none"), "begins", "on").events == Range(0, 1)


def test_event_that_may_lie_outside_the_record_counts_possibly() -> None:
    """A truce "in January", told by a paper of the 5th, may have begun after the record ended."""
    found = estimate({"a": truce(event("b", "begins", "2031-01"), until="2031-01-05")})

    assert taken(state(found, "truce", "none"), "begins", "on").events == Range(0, 1)


def test_copies_of_a_track_are_taken_together() -> None:
    """Two issues open for ten days each, one of which was asked for on the 6th: 15 days open."""
    issues = {"water": Topic(id="water"), "land": Topic(id="land")}
    asked = event("a", "asked", "2031-01-06T00:00", issues=("water",))
    found = estimate({"a": truce(asked, issues=issues, until="2031-01-10")})

    assert days(state(found, "issue", "open").exposure) == (15.0, 15.0)
    assert taken(state(found, "issue", "open"), "asked", "asked").events == one(1)


def test_event_that_feeds_two_issues_counts_for_both_and_is_one_event() -> None:
    """Both issues asked for at once on the 6th: two in ten days, as sure as one in five."""
    issues = {"water": Topic(id="water"), "land": Topic(id="land")}
    both = event("a", "asked", "2031-01-06T00:00", issues=("water", "land"))
    found = estimate({"a": truce(both, issues=issues, until="2031-01-10")})
    asked = taken(state(found, "issue", "open"), "asked", "asked")

    assert asked.events == one(2)
    assert asked.at_once == 2
    assert asked.rate == rate(one(1), asked.exposure.over(2))
    assert asked.share == share(one(1), one(0))


def test_several_records_add_up() -> None:
    """Twice the same days and events: twice the time and the count, and a narrower interval."""
    a = truce(event("b", "begins", "2031-01-03T00:00"))
    single, double = estimate({"a": a}), estimate({"a": a, "b": a})
    alone, both = (taken(state(f, "truce", "none"), "begins", "on") for f in (single, double))

    assert both.events == one(2)
    assert both.exposure.low == 2 * alone.exposure.low
    assert both.rate.high / both.rate.low < alone.rate.high / alone.rate.low


# --- over all readings ---------------------------------------------------------------------------

Told = tuple[Model, dict[str, Window], list[Constraint], list[Event]]


def observed(told: Told, end: int) -> Observed | None:
    """Make a record of a random story that ends before that second, None if it cannot be."""
    theory, own, rules, events = told
    windows = tightest(own, rules)
    if windows is None:
        return None
    start = min(window.earliest or 0 for window in windows.values())
    if end <= start:
        return None
    machine = Machine(theory, {})
    readings = Readings(machine, theory.clusters(), Relations(windows, rules)).read(events)
    configuration, steps = machine.start, []
    for one_ in events:
        configuration, outcomes = machine.step(configuration, one_)
        steps.append(Step(one_, windows[one_.id], outcomes))
    record = Record(start, end)
    history = History(story(theory, *events), readings, tuple(steps), (), record)
    return Observed("random", history, record)


def timing(
    seen: Observed, at: dict[str, int], order: tuple[Event, ...]
) -> tuple[dict[int, dict[str, str]], list[tuple[Event, tuple[Outcome, ...]]]]:
    """Give the configuration in each second after the first event, and what happened after it."""
    machine, record = seen.readings.machine, seen.record
    opening = {step.event.id for step in seen.opening}
    first = next((one_ for one_ in order if one_.id in opening), None)
    begun = record.start if first is None else max(at[first.id], record.start)
    configuration = machine.start
    during = {second: dict(configuration) for second in range(begun, record.end - 1)}
    happened = []
    for one_ in order:
        configuration, outcomes = machine.step(configuration, one_)
        during |= {second: dict(configuration) for second in during if second >= at[one_.id]}
        if one_ is not first and record.covers(at[one_.id]):
            happened.append((one_, outcomes))
    return during, happened


@settings(max_examples=150, deadline=None)
@given(stories(), st.integers(3, 8))
def test_every_timing_lies_within_the_bounds(told: Told, end: int) -> None:
    """Listing every order and timing gives no count and no time outside those that are given."""
    seen = observed(told, end)
    if seen is None:
        return
    theory, own, rules, events = told
    stays = {
        (name, key): seen.exposure(name, lambda now, n=name, k=key: now[n] == k)  # type: ignore[misc]
        for name, one_ in theory.tracks.items()
        for key in one_.states
    }
    done = {place: seen.done(*place) for place in stays}
    left = {place: seen.left(*place) for place in stays}
    sorts = {kind: Occurrence(kind) for kind in theory.kinds}
    allowed = {kind: seen.allowed([sort]) for kind, sort in sorts.items()}
    came = {
        kind: sum(
            (
                seen.taken(step, seen.readings.machine.concerned(step.event))
                for step in seen.history.steps
                if step.event.kind == kind
            ),
            Range(0, 0),
        )
        for kind in sorts
    }
    machine = seen.readings.machine
    for at, order in runs(own, rules, events):
        during, happened = timing(seen, at, order)
        for (name, key), length in stays.items():
            spent = sum(now[name] == key for now in during.values())
            assert length.low <= spent <= length.high
            did = [
                (e.kind, o.after if o.moved else None)
                for e, outcomes in happened
                for o in outcomes
                if o.track == name and o.before == key and o.deviation is None
            ]
            for what in {*did, *done[name, key]}:
                found = done[name, key].get(what, Range(0, 0))
                assert found.low <= did.count(what) <= found.high
            out = sum(to is not None for _, to in did)
            assert left[name, key].low <= out <= left[name, key].high
        for kind, sort in sorts.items():
            met = [machine.meet(now, sort) for now in during.values()]
            spent = sum(bool(o) and all(one_.deviation is None for one_ in o) for o in met)
            assert allowed[kind].low <= spent <= allowed[kind].high
            often = sum(
                e.kind == kind and bool(o) and all(one_.deviation is None for one_ in o)
                for e, o in happened
            )
            assert came[kind].low <= often <= came[kind].high


# --- waits ---------------------------------------------------------------------------------------


def test_wait_counts_time_in_which_the_model_allows_the_event() -> None:
    """A truce may begin before it is on and after it broke: 2 + 3 days for two beginnings."""
    found = estimate(
        {
            "a": truce(
                event("b1", "begins", "2031-01-03T00:00"),
                event("s", "shots", "2031-01-05T00:00", details={"scale": "wide"}),
                event("b2", "begins", "2031-01-08T00:00"),
            )
        }
    )

    assert wait(found, "begins").events == one(2)
    assert days(wait(found, "begins").exposure) == (5.0, 5.0)


def test_event_that_the_model_does_not_foresee_ends_no_wait() -> None:
    """Shots before any truce deviate: they are named, and not counted."""
    found = estimate({"a": truce(event("s", "shots", "2031-01-03T00:00"))})

    assert [(e.event, e.why) for e in found.uncounted] == [
        ("opening", "no-track"),
        ("s", "not-foreseen"),
    ]
    assert "shots" in [unseen.kind for unseen in found.waits.unseen]


def test_details_that_decide_nothing_are_left_out() -> None:
    """Only what a rule asks for tells sorts of event apart: the scale, not the hour."""
    details = ({"scale": "wide", "hour": "dusk"}, {"scale": "local"}, {"scale": "local"})
    shots = (
        event(f"s{n}", "shots", f"2031-01-0{n + 5}T00:00", details=said)
        for n, said in enumerate(details)
    )
    found = estimate({"a": truce(event("b", "begins", "2031-01-03T00:00"), *shots)})

    endings = wait(found, "shots").endings
    assert [(dict(e.sort.details), e.events.low) for e in endings] == [
        ({"scale": "wide"}, 1),
        ({"scale": "local"}, 2),
    ]


def test_one_record_keeps_its_names_and_several_stand_for_each() -> None:
    """Of one record the wait feeds the issue that was fed; of two with other issues, every one."""
    told = {}
    for name in ("water", "land"):
        asked = event("a", "asked", "2031-01-06T00:00", issues=(name,))
        told[name] = truce(asked, issues={name: Topic(id=name)}, until="2031-01-10")

    alone, both = estimate({"one": told["water"]}), estimate(told)

    assert wait(alone, "asked").endings[0].sort.fed == {"issues": ("water",)}
    assert wait(both, "asked").endings[0].sort.fed == {"issues": ("each",)}
    assert wait(both, "asked").events == one(2)
    assert days(wait(both, "asked").exposure) == (10.0, 10.0)


@pytest.mark.parametrize("name", ["valley", "daraa-2018"])
def test_written_assumptions_run_as_they_stand(name: str, tmp_path: Path) -> None:
    """What `-o` writes is read back and runs; every wait says what it was estimated from."""
    path = tmp_path / "mine.yaml"
    result = CliRunner().invoke(app, ["estimate", name, "-o", str(path)])
    assert result.exit_code == 0, result.output

    chronology = load(name)
    assumptions, theory = load_assumptions(path, chronology)
    ensemble = simulate(chronology, assumptions, model=theory, runs=1_000)
    found = next(results(ensemble))

    assert found.runs == 1_000
    assert found.happened().keys() == assumptions.waits.keys()
    assert all(w.basis.estimated.chronologies == (name,) for w in assumptions.waits.values()
               if w.basis.estimated)  # fmt: skip
    assert all(w.basis.word == "estimated" for w in assumptions.waits.values())


def test_written_mean_is_the_median_of_the_mean_wait(tmp_path: Path) -> None:
    """Two truces begun in 2.58–5.00 days: 2.18 of Gamma(5/2) in 3.79 days is one in 42 hours."""
    path = tmp_path / "mine.yaml"
    CliRunner().invoke(app, ["estimate", "valley", "-o", str(path)])
    wait_ = load_assumptions(path, load("valley"))[0].waits["truce-begins"]

    assert wait_.after.distribution.seconds == 42 * 3600
    assert wait_.basis.estimated is not None
    assert wait_.basis.estimated.events == "2"
    assert wait_.basis.estimated.exposure == "2.58–5.00 days"


def test_file_says_which_part_of_the_record_it_rests_on(tmp_path: Path) -> None:
    """Of what was known on 20 March, the record ends on the 16th and rests on two sources."""
    path = tmp_path / "mine.yaml"
    words = ["estimate", "valley", "--known-by", "2031-03-20", "-o", str(path)]
    assert CliRunner().invoke(app, words).exit_code == 0
    head = " ".join(path.read_text(encoding="utf-8").replace("#", "").split())

    assert "valley: 1 March 2031, 00:00 – the end of 16 March 2031 (16.0 days," in head
    assert "2 sources)" in head


def test_text_says_how_much_is_withheld() -> None:
    """Two reports of a confidential source count for nothing, and the record says so."""
    hidden = Withheld(sources=1, reports=2)
    told = truce(event("b", "begins", "2031-01-03T00:00")).having_withheld(hidden)

    assert hidden.text() in record_text(estimate({"a": told}).observed[0])


def test_mean_of_events_that_feed_several_names_says_so() -> None:
    """Two stories in which one event asks for both issues: four counts, as sure as two."""
    issues = {"water": Topic(id="water"), "land": Topic(id="land")}
    both = event("a", "asked", "2031-01-06T00:00", issues=("water", "land"))
    told = truce(both, issues=issues, until="2031-01-10")
    found = wait(estimate({"a": told, "b": told}), "asked")

    assert (found.events, found.at_once) == (one(4), 2)
    assert found.rate == rate(one(2), found.exposure.over(2))
    assert found.mean == 1 / median(one(2), found.exposure.over(2))
    assert "events/2 + 1/2, exposure/2), as some events fed several names" in prior(found.at_once)


def test_what_was_not_seen_stands_in_remarks(tmp_path: Path) -> None:
    """A gate that was never opened gets no wait, but its highest rate is said; 2.51 in 31 days."""
    path = tmp_path / "mine.yaml"
    CliRunner().invoke(app, ["estimate", "valley", "-o", str(path)])
    text = path.read_text(encoding="utf-8")

    said = "at most 0.082 a day for each place (allowed for 31.0–32.0 days, summed over them)"
    assert f"#   gate-opened: {said}" in text
    assert "gate-opened" not in load_assumptions(path, load("valley"))[0].waits


# --- models --------------------------------------------------------------------------------------


def test_a_model_that_adds_to_another_is_estimated_with_it() -> None:
    """A rule that only one model has is counted over that model's record alone."""
    wider = track(*TRUCE.tracks["truce"].transitions, rule("ends", ["on"], "none"), initial="none")
    added = model(truce=wider)
    begun = event("b", "begins", "2031-01-03T00:00")
    plain = truce(begun)
    other = plain.model_copy(update={"model": added})
    found = estimate({"plain": plain, "wider": other})
    on = state(found, "truce", "on")

    assert days(on.exposure) == (18.0, 18.0)
    assert days(taken(on, "ends", "none").exposure) == (9.0, 9.0)
    assert found.model is None  # the wider one lacks the issues


def test_share_of_an_exit_is_by_the_records_in_which_every_exit_was_foreseen() -> None:
    """A truce that could end by shots alone says nothing of how often it ends by consent."""
    wider = track(*TRUCE.tracks["truce"].transitions, rule("ends", ["on"], "none"), initial="none")
    begun = event("b", "begins", "2031-01-03T00:00")
    plain = truce(begun, event("s", "shots", "2031-01-04T00:00", details={"scale": "wide"}))
    ended = truce(begun, event("e", "ends", "2031-01-04T00:00"))
    other = ended.model_copy(update={"model": model(truce=wider)})
    on = state(estimate({"a": plain, "b": plain, "wider": other}), "truce", "on")

    assert on.left == one(3)
    assert taken(on, "ends", "none").share == share(one(1), one(0))
    assert taken(on, "shots", "broken").share == share(one(0), one(1))


def test_tracks_of_one_name_with_other_rules_are_refused() -> None:
    """The valley and Daraa both have a phase and a session, and mean something else by each."""
    with pytest.raises(NegotiationError, match=r"share no track.*phase, session, issue"):
        estimate({"valley": load("valley"), "daraa-2018": load("daraa-2018")})


# --- words and the command line ------------------------------------------------------------------


def test_ends_are_rounded_outwards() -> None:
    """What is printed holds what was computed: 0.0091 to 0.44, 2.55 to 3.75 days."""
    assert per_day(Interval(0.00915 / DAY, 0.4331 / DAY)) == "0.0091–0.44"
    assert times(Range(2.5521 * DAY, 3.7499 * DAY)) == "2.55–3.75 days"
    assert mean_wait(Interval(0, 0.15 / DAY)) == "at least 6.6 days"
    assert per_day(Interval(0, math.inf)) == "unknown"
    assert rounded(1234.5, 2, up=True) == "1,300"


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (15 * DAY, "P15D"),
        (6.1 * DAY, "P6DT2H"),
        (42 * 3600, "P1DT18H"),
        (95, "PT1M35S"),
        (0.1, "PT1S"),
    ],
)
def test_lengths_are_written_no_finer_than_they_are(seconds: float, text: str) -> None:
    """Days from ten days on, hours from ten hours on, minutes from ten minutes on."""
    assert duration(seconds) == text


def test_text_says_count_time_prior_and_censoring() -> None:
    """Nothing stands without how often, for how long, and under which prior."""
    result = CliRunner().invoke(app, ["estimate", "daraa-2018"])

    assert result.exit_code == 0
    told = " ".join(result.stdout.split())
    assert "in offensive: 10.7–11.8 days, left once → ceasefire (ceasefire-takes-effect) 1" in told
    assert "0.0091–0.44 2.3–110 days 14–100 %" in told
    assert "area-contested: allowed for 204–216 days, all of them together, for each place" in told
    assert "Jeffreys' prior" in told
    assert "right-censored" in told
    assert "not a forecast" in told
    assert "in resumption: 24.0–48.0 hours, never left; stays cut off by the end" in told


def test_json_has_ranges_and_no_bound_is_null() -> None:
    """Every count and time is a range; what nothing bounds is null."""
    result = CliRunner().invoke(app, ["estimate", "valley", "--format", "json"])
    answer = json.loads(result.stdout)
    closed = next(one_ for one_ in answer["waits"] if one_["kind"] == "gate-closed")

    assert answer["format"] == "negotiation-estimate/1"
    assert closed["events"] == {"low": 0, "high": 1}
    assert closed["rate-per-day"] == {"low": 0, "high": None}
    assert closed["taken-as-mean"] is None
    assert answer["prior"]["rate"] == "Jeffreys: the rate is Gamma(events/c + 1/2, exposure/c)"
    assert closed["counts-at-once"] == 1
    assert [one_["each"] for one_ in answer["kinds-not-seen"]] == [["places"], ["third-parties"]]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["valley", "daraa-2018"], "share no track"),
        (["valley", "valley"], '"valley" is given twice'),
        (["valley", "--known-by", "2031-03-01"], 'there is no record in "valley"'),
        (["nowhere"], 'there is no file "nowhere"'),
    ],
)
def test_what_cannot_be_estimated_is_refused(words: list[str], said: str) -> None:
    """Bad input ends with exit code 2 and says what to do."""
    done = subprocess.run(
        [sys.executable, "-m", "negotiation", "estimate", *words],
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_file_that_stands_is_not_overwritten(tmp_path: Path) -> None:
    """Without --force a different file stays as it is."""
    path = tmp_path / "mine.yaml"
    path.write_text("mine", encoding="utf-8")
    result = CliRunner().invoke(app, ["estimate", "valley", "-o", str(path)])

    assert result.exit_code != 0
    assert path.read_text(encoding="utf-8") == "mine"


def test_own_model_is_named_from_where_the_file_stands(tmp_path: Path) -> None:
    """Beside the chronology the file names the model by its path; elsewhere it is refused."""
    runner = CliRunner()
    story_ = tmp_path / "here" / "my.yaml"
    story_.parent.mkdir()
    text = (Path(__file__).parent.parent / "scenarios" / "valley.yaml").read_text(encoding="utf-8")
    story_.write_text(text, encoding="utf-8")
    (story_.parent / "models").mkdir()
    theory = Path(__file__).parent.parent / "scenarios" / "models" / "valley-talks.yaml"
    (story_.parent / "models" / "valley-talks.yaml").write_bytes(theory.read_bytes())

    runner.invoke(app, ["estimate", str(story_), "-o", str(story_.parent / "waits.yaml")])
    away = runner.invoke(app, ["estimate", str(story_), "-o", str(tmp_path / "else" / "w.yaml")])

    waits = (story_.parent / "waits.yaml").read_text(encoding="utf-8")
    assert "model: models/valley-talks.yaml" in waits
    assert "cannot name the model" in str(away.exception)
    assert not (tmp_path / "else").exists()


def test_two_records_are_written_with_each_and_pointed_at_if_alike(tmp_path: Path) -> None:
    """The file feeds each issue by itself; records of the same events look like one story twice."""
    again, path = tmp_path / "again.yaml", tmp_path / "waits.yaml"
    text = (Path(__file__).parent.parent / "scenarios" / "valley.yaml").read_text(encoding="utf-8")
    again.write_text(text.replace("models/valley-talks.yaml", "valley-talks"), encoding="utf-8")
    result = CliRunner().invoke(app, ["estimate", "valley", str(again), "-o", str(path)])
    waits = load_assumptions(path, load("valley"))[0].waits

    assert "every event counts twice" in " ".join(result.stdout.split())
    assert waits["demand-made"].fed() == {"issues": ("each",)}
    assert waits["demand-made"].basis.estimated is not None
    assert waits["demand-made"].basis.estimated.events == "4"


def test_without_scipy_it_says_what_to_install() -> None:
    """Where the extra is missing the message names it."""
    code = (
        "import sys; sys.modules['scipy'] = None\n"
        "from negotiation.cli import main\n"
        "sys.argv = ['negotiation', 'estimate', 'valley']\n"
        "main()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert done.returncode == 2
    assert '".[simulation]"' in done.stderr


def test_one_exit_is_not_told_as_each() -> None:
    """The gate can only be opened again: one exit, of which "each" would be odd."""
    text = " ".join(CliRunner().invoke(app, ["estimate", "valley"]).stdout.split())

    assert "1 exit foreseen and not taken: at most 0.082 a day" in text
    assert "2 more exits foreseen and not taken: each at most" in text
