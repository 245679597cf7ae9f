"""Waits obey their laws: renewal, what is forgotten and what is not, ends by shares, ages.

Counts are held against the exact binomial law of what is expected; one in a million is taken for a
fault. Seeds are fixed, so that a test comes out today as it did yesterday.
"""

import math
from functools import partial
from typing import Any

import numpy as np
import pytest
from scipy import integrate, stats

from negotiation.chronology import Chronology
from negotiation.errors import NegotiationError
from negotiation.replay import replay
from negotiation.simulation.begins import from_moment, origins
from negotiation.simulation.ensemble import plan as planned
from negotiation.simulation.plan import Origin, Plan, survival
from negotiation.simulation.results import Results
from negotiation.simulation.runs import tell_run
from tests.likely import FIRST, RUNS, SEED, Floats, follows, is_likely, law, run
from tests.making import event, model, rule, story, track
from tests.simulated import (
    DAY,
    FORMS,
    HOUR,
    above,
    assumed,
    block,
    exponential,
    fixed,
    fresh,
    random_case,
    reach,
    wait,
)
from tests.timings import hour

# --- renewal -------------------------------------------------------------------------------------

STEP = HOUR / 8  # of the grid on which sums of waits are found; fixed ones and lists fall on it


def _sums(form: str, most: int, horizon: float) -> list[Floats]:
    """Give the law of 1, 2, … waits one after the other, at each step of a grid."""
    steps = int(horizon / STEP)
    whole = form in ("fixed", "empirical")
    edges = np.arange(steps + 1) * STEP + (STEP / 2 if whole else 0)
    mass = -np.diff([above(law(form), t) for t in edges], prepend=0.0 if whole else 1.0)
    if whole:
        mass[0] = 0.0
    # what lies within a step counts as at its end: of n waits that is n - 1 half steps too late
    totals, found = mass, [np.cumsum(mass)]
    for _ in range(most - 1):
        totals = np.convolve(totals, mass)[: steps + 1]
        found.append(np.cumsum(totals))
    return found


@pytest.mark.parametrize("form", FORMS)
def test_events_of_one_wait_are_a_renewal_process(form: str) -> None:
    """The time of the n-th event is a sum of n waits; their number, the renewal function."""
    horizon, most = 5 * DAY, 40
    theory = model(x=track(rule("tick", "a"), initial="a"))
    outcomes = {f"n{n}": reach(*[{"event": "tick"}] * n) for n in (1, 2, 3, 6)}
    found = run(theory, {"tick": wait(FIRST[form])}, outcomes, horizon=horizon)
    sums = _sums(form, most, horizon)
    whole = form in ("fixed", "empirical")

    def by(n: int, t: float) -> float:
        place = t / STEP + (0 if whole else (n - 1) / 2)
        return float(np.interp(place, range(len(sums[n - 1])), sums[n - 1]))

    if form == "exponential":
        assert by(3, 2 * DAY) == pytest.approx(stats.gamma.cdf(48, 3, scale=20), abs=1e-4)
    if not whole:
        for n in (1, 2, 3, 6):
            assert follows(found, f"n{n}", partial(by, n), points=12)
    reached = [sums[n][-1] for n in range(most)]
    for n in (1, 2, 3, 6):
        chance = by(n, horizon)
        assert is_likely(found.outcome(f"n{n}").share.count, RUNS, round(chance, 12))
    mean = math.fsum(by(n, horizon) for n in range(1, most + 1))
    square = math.fsum((2 * n - 1) * by(n, horizon) for n in range(1, most + 1))
    deviation = math.sqrt(max(square - mean**2, 0.0))
    assert reached[-1] < 1e-6
    assert abs(found.happened()["tick"] - mean) <= 5 * deviation / math.sqrt(RUNS) + 1e-9


# --- memory --------------------------------------------------------------------------------------


def _window(ends: dict[str, Any], opens: dict[str, Any], tick: dict[str, Any]) -> Results:
    """Give runs in which a wait is allowed only while a window is open, until it ends."""
    theory = model(
        window=track(rule("shuts", "open", "shut"), rule("opens", "shut", "open"), initial="open"),
        x=track(rule("tick", "yet", "done"), initial="yet"),
    )
    waits = {
        "tick": wait(tick, while_={"window": ["open"]}),
        "shuts": wait(ends, while_={"x": ["yet"]}),
        "opens": wait(opens, while_={"x": ["yet"]}),
    }
    outcomes = {f"shut-{n}": reach(*[{"event": "shuts"}] * n) for n in (1, 2, 4)}
    return run(theory, waits, outcomes | {"done": reach({"x": ["done"]})}, horizon=60 * DAY)


def test_a_clock_that_is_stopped_begins_anew() -> None:
    """A wait of ten hours never ends in windows of six; in one of eleven it does at once."""
    assert _window(fixed(6 * HOUR), fixed(HOUR), fixed(10 * HOUR)).outcome("done").share.count == 0
    found = _window(fixed(11 * HOUR), fixed(HOUR), fixed(10 * HOUR))
    assert found.outcome("done").share.count == RUNS
    assert found.happened()["shuts"] == 0


@pytest.mark.parametrize("form", ["gamma", "weibull"])
def test_each_window_is_a_try_of_its_own(form: str) -> None:
    """The wait outlasts an exponential window with one chance, the same each time it is opened.

    For a gamma wait of shape k and scale θ the chance to end within a window of mean m is
    (1 + θ/m) to the power -k.
    """
    mean = 12 * HOUR
    found = _window(exponential(mean), exponential(HOUR), FIRST[form])
    within, _ = integrate.quad(
        lambda s: math.exp(-s) * (1 - above(law(form), s * mean)), 0, 40, limit=200
    )
    if form == "gamma":
        scale = 20 * HOUR / 0.6
        assert within == pytest.approx((1 + scale / mean) ** -0.6, abs=1e-6)

    for n in (1, 2, 4):
        assert is_likely(found.outcome(f"shut-{n}").share.count, RUNS, (1 - within) ** n)


@pytest.mark.parametrize("form", ["gamma", "weibull", "log-normal"])
def test_a_clock_that_stays_allowed_runs_on(form: str) -> None:
    """Other tracks turn every hour, its own changes state: the wait keeps its law."""
    theory = model(
        other=track(rule("turn", "one", "two"), rule("turn", "two", "one"), initial="one"),
        x=track(
            rule("ready", "a", "b"), rule("tick", ["a", "b"], "done"), initial="a"
        ),
    )  # fmt: skip
    waits = {
        "turn": wait(exponential(HOUR)),
        "ready": wait(exponential(5 * HOUR)),
        "tick": wait(FIRST[form], while_={"other": ["one", "two"]}),
    }
    found = run(theory, waits, {"done": reach({"x": ["done"]})}, horizon=5 * DAY)

    assert follows(found, "done", lambda t: 1 - above(law(form), t))


# --- what a wait ends with -----------------------------------------------------------------------


def test_a_wait_ends_with_one_of_its_events_by_their_shares() -> None:
    """Shares of 6, 3 and 1 among three ends; where one is not allowed, 6 and 3 of 9."""
    states = {"a": 6, "b": 3, "c": 1}
    theory = model(
        x=track(*(rule(name, "start", name) for name in states), initial="start"),
        gate=track(rule("a", "open"), rule("b", "open"), rule("c", "shut"), initial="open"),
    )
    branches = [{"kind": name, "share": share} for name, share in states.items()]
    outcomes = {name: reach({"x": [name]}) for name in states}
    for after in (exponential(DAY), FIRST["gamma"]):
        waits = {"ends": wait(after, leads_to=branches)}
        alone = run(model(x=theory.tracks["x"]), waits, outcomes, horizon=60 * DAY)
        gated = run(theory, waits, outcomes, horizon=60 * DAY)
        late = alone.runs - sum(alone.outcome(name).share.count for name in states)
        assert late <= 5
        for name, share in states.items():
            assert is_likely(alone.outcome(name).share.count, RUNS - late, share / 10)
        assert gated.outcome("c").share.count == 0
        assert is_likely(gated.outcome("a").share.count, RUNS, 6 / 9)


def test_the_share_reached_is_that_of_the_horizon() -> None:
    """What lies beyond the horizon is not counted: by 30 hours, 1 - exp(-1.5) of the runs."""
    theory = model(x=track(rule("tick", "a", "b"), initial="a"))
    found = run(
        theory,
        {"tick": wait(exponential(20 * HOUR))},
        {"b": reach({"x": ["b"]})},
        horizon=30 * HOUR,
    )

    assert is_likely(found.outcome("b").share.count, RUNS, -math.expm1(-1.5))


# --- whose numbers they are ----------------------------------------------------------------------


def test_waits_that_come_and_go_leave_all_others_their_numbers() -> None:
    """Without one of its waits a plan has the same races, with the same keys, but for its own.

    A race of several waits keeps its key if it loses one of them. So a what-if that leaves waits
    out, or has more of them, shares its numbers race by race; so do timeouts.
    """
    joined = 0
    for number in range(10):
        case = random_case(number, ("exponential", "exponential", "weibull"), timeouts=True)
        for gone in (waits := case.assumptions.waits):
            fewer = {key: one for key, one in waits.items() if key != gone}
            left = case.assumptions.model_copy(update={"waits": fewer})
            plan = planned(case.theory, case.topics, left, left.horizon)
            others = {race.name: {clock.wait for clock in race.clocks} for race in case.plan.races}
            kept = {name: key for name, key in _keys(case.plan).items() if others[name] != {gone}}
            joined += sum(gone in own and len(own) > 1 for own in others.values())
            assert _keys(plan) == kept

    assert joined > 3


def _keys(plan: Plan) -> dict[str, int]:
    return {r.name: int(k) for r, k in zip(plan.races, plan.arrays.race_key, strict=True)}


# --- ages ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", [name for name in FORMS if name != "exponential"])
def test_a_wait_that_has_lasted_is_the_one_that_lasted_so_long(form: str) -> None:
    """After 12 hours it lasts another t with chance S(12 + t) / S(12), whatever its form."""
    age, horizon = 12.0 * HOUR, 4 * DAY
    theory = model(x=track(rule("tick", "a", "b"), initial="a"))
    assumptions = assumed({"tick": wait(FIRST[form])}, {"b": reach({"x": ["b"]})}, horizon=horizon)
    plan = planned(theory, {}, assumptions, horizon)
    left = survival(plan.races[0], age)
    assert left == pytest.approx(above(law(form), age), rel=1e-12)
    origin = Origin(plan.tables.start, np.array([age]), np.array([left]))
    _, each = block(plan, origin, SEED, 0, RUNS)

    for t in np.linspace(HOUR / 3, horizon, 24):
        chance = 1 - above(law(form), age + float(t)) / left
        assert is_likely(int((each.first[:, 0] <= t).sum()), RUNS, chance)


def test_a_wait_that_has_just_begun_has_no_age() -> None:
    """With an age of nothing runs are those from a fresh start, to the bit."""
    theory = model(x=track(rule("tick", "a"), initial="a"))
    outcome = {"n": reach(*[{"event": "tick"}] * 3)}
    plan = planned(theory, {}, assumed({"tick": wait(FIRST["weibull"])}, outcome), 10 * DAY)
    again = Origin(plan.tables.start.copy(), np.zeros(1), np.ones(1))

    one, other = (block(plan, origin, SEED, 0, 100)[1].first for origin in (fresh(plan), again))
    assert np.array_equal(one, other)


def _truce_of_four_hours(**conditions: Any) -> tuple[Chronology, Plan]:
    """Give a truce that lapses after four hours, begun at 7, and talks from 8 to half past 11."""
    lapses = rule("lapses", "on", "none", timeout=4 * HOUR, **conditions)
    talks = track(rule("talks", "off", "on"), rule("pause", "on", "off"), initial="off")
    truce = track(rule("truce", "none", "on"), lapses, initial="none")
    told = story(
        model(truce=truce, talks=talks),
        event("truce", "truce", hour(7)),
        event("talks", "talks", hour(8)),
        event("pause", "pause", "2031-03-01T11:30"),
    )
    return told, planned(told.model, {}, assumed({"pause": wait(exponential(60))}), DAY)


@pytest.mark.parametrize(("when", "happens"), [(10, ["pause", "lapses"]), (12, [])])
def test_a_timeout_that_came_to_nothing_is_over(when: int, happens: list[str]) -> None:
    """At 10 it is to come: talks pause, and it does. At 12 it is past: at 11 there were talks."""
    told, plan = _truce_of_four_hours(unless={"talks": ["on"]})

    for _, [origin] in origins([plan], from_moment(replay(told), hour(when))):
        run = tell_run(plan, origin, 1, 0)
        assert [one.sort.kind for one in run] == happens
        counted, _ = block(plan, origin, 1, 0, 1)
        assert counted.happened.sum() == len(run)


def test_a_timeout_that_nothing_held_up_is_refused() -> None:
    """Without a condition the truce was over after four hours: a record of five rules that out."""
    told, plan = _truce_of_four_hours()

    with pytest.raises(NegotiationError, match="timeout"):
        list(origins([plan], from_moment(replay(told), hour(12))))
