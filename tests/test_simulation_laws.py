"""Chains and competing waits obey the laws that assumptions stand for: expm(Qt), and integrals.

Counts are held against the exact binomial law of what is expected; one in a million is taken for a
fault. Seeds are fixed, so that a test comes out today as it did yesterday.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import product
from typing import Any

import numpy as np
import pytest
from scipy import integrate, stats
from scipy.linalg import expm

from negotiation.model import Model
from negotiation.simulation.plan import POINTS
from negotiation.simulation.results import Results
from tests.likely import FIRST, RUNS, Floats, follows, is_likely, law, run
from tests.making import model, rule, track
from tests.simulated import (
    DAY,
    HOUR,
    above,
    exponential,
    reach,
    wait,
)

# --- Markov chains: expm(Qt) ---------------------------------------------------------------------


def _rates(seed: int, states: int) -> Floats:
    """Give rates a day between states, some of them none; each row adds up to nothing."""
    random = np.random.default_rng(seed)
    rates: Floats = random.uniform(0.05, 1.5, (states, states))
    rates *= random.random((states, states)) < 0.7
    np.fill_diagonal(rates, 0.0)
    return rates - np.diag(rates.sum(axis=1))


def _chain(
    name: str, rates: Floats, given: Mapping[str, Any] | None = None
) -> tuple[Any, dict[str, Any]]:
    """Give a track that goes from state to state, and a wait for each of its ways."""
    states = range(len(rates))
    ways = [(i, j) for i, j in product(states, states) if i != j and rates[i, j] > 0]
    rules = [rule(f"{name}-to-{j}", [f"s{i}" for i, k in ways if k == j], f"s{j}") for j in states]
    every: dict[str, Any] = {f"s{i}": {} for i in states}
    made = track(*(one for one in rules if one.from_), initial="s0")
    made = made.model_validate({"initial": "s0", "states": every, "transitions": made.transitions})
    waits = {
        f"{name}-{i}-{j}": wait(
            exponential(DAY / rates[i, j]),
            kind=f"{name}-to-{j}",
            while_={name: [f"s{i}"]} | dict(given or {}),
        )
        for i, j in ways
    }
    return made, waits


def occupies(found: Results, name: str, shares: Callable[[float], Floats]) -> bool:
    """Say whether a track is in each state as often as it should be, at 20 points of the grid."""
    counts = np.array(list(found.states(name).values()))
    return all(
        is_likely(int(count), found.runs, float(chance))
        for point in range(12, POINTS + 1, 12)
        for count, chance in zip(counts[:, point], shares(found.grid()[point]), strict=True)
    )


def shares_of(rates: Floats, t: float) -> Floats:
    """Give the shares of the states of a chain that began in the first one, after t seconds."""
    found: Floats = expm(rates * t / DAY)[0]
    return found


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_chain_is_in_each_state_as_the_matrix_exponential_says(seed: int) -> None:
    """Random chains of five states: at t days the shares are the first row of expm(Qt)."""
    rates = _rates(seed, 5)
    one, waits = _chain("x", rates)
    found = run(model(x=one), waits)

    assert occupies(found, "x", partial(shares_of, rates))


def test_the_test_of_shares_finds_a_rate_that_is_wrong() -> None:
    """Held against a chain whose rates are a twelfth higher the same runs do not pass."""
    rates = _rates(1, 5)
    one, waits = _chain("x", rates)
    found = run(model(x=one), waits)

    assert not occupies(found, "x", partial(shares_of, 13 / 12 * rates))


def test_independent_tracks_are_independent_chains() -> None:
    """Three tracks that know nothing of one another run in one model as each would alone."""
    chains = {name: _rates(seed, 4) for seed, name in enumerate(("x", "y", "z"), start=11)}
    made = {name: _chain(name, rates) for name, rates in chains.items()}
    theory = model(**{name: one for name, (one, _) in made.items()})
    found = run(theory, {key: one for _, waits in made.values() for key, one in waits.items()})

    for name, rates in chains.items():
        assert occupies(found, name, partial(shares_of, rates))


def test_tracks_that_conditions_tie_are_one_chain() -> None:
    """Waits of one track hang on another: the chain of both, its matrix made by hand.

    Weather goes to and fro; a lamp is lit only in the dark (a condition of the wait), and goes out
    of itself twice as fast by day as by night (two waits); a door opens only while the lamp is lit
    (a condition of the model).
    """
    theory = model(
        sky=track(rule("dusk", "day", "dark"), rule("dawn", "dark", "day"), initial="day"),
        lamp=track(rule("lit", "out", "on"), rule("fades", "on", "out"), initial="out"),
        door=track(
            rule("opens", "shut", "open", requires={"lamp": ["on"]}),
            rule("shuts", "open", "shut"),
            initial="shut",
        ),
    )
    waits = {
        "dusk": wait(exponential(2 * DAY)),
        "dawn": wait(exponential(DAY)),
        "lit": wait(exponential(DAY / 3), while_={"sky": ["dark"]}),
        "fades-by-day": wait(exponential(DAY / 2), kind="fades", unless={"sky": ["dark"]}),
        "fades-by-night": wait(exponential(DAY), kind="fades", while_={"sky": ["dark"]}),
        "opens": wait(exponential(DAY / 4)),
        "shuts": wait(exponential(DAY / 5)),
    }
    every = list(product((0, 1), (0, 1), (0, 1)))
    flow = np.zeros((8, 8))
    for place, (dark, lit, open_) in enumerate(every):
        ways = [
            ((1 - dark, lit, open_), 1.0 if dark else 0.5),
            ((dark, 1 - lit, open_), (1.0 if dark else 2.0) if lit else (3.0 if dark else 0.0)),
            ((dark, lit, 1 - open_), 5.0 if open_ else (4.0 if lit else 0.0)),
        ]
        for after, rate in ways:
            flow[place, every.index(after)] += rate
            flow[place, place] -= rate
    found = run(theory, waits)

    states = np.array(every)

    def shares(t: float, number: int) -> Floats:
        every_share = expm(flow * t / DAY)[0]
        return np.array([every_share[states[:, number] == state].sum() for state in (0, 1)])

    for number, name in enumerate(theory.tracks):
        assert occupies(found, name, partial(shares, number=number))


def test_time_in_states_is_the_integral_of_their_shares() -> None:
    """The mean time in a state is the area under its curve, within five standard errors."""
    rates = _rates(2, 4)
    one, waits = _chain("x", rates)
    found = run(model(x=one), waits)
    area, _ = integrate.quad_vec(lambda t: expm(rates * t)[0], 0, 10)

    for seconds, days in zip(found.time_in("x").values(), area, strict=True):
        assert abs(seconds / DAY - days) < 5 * 5 / math.sqrt(RUNS)  # no spread exceeds half the 10


def test_first_passage_through_a_chain_is_phase_type() -> None:
    """The time to come to the last state: 1 less the mass that expm(St) leaves in the others."""
    rates = _rates(5, 5)
    one, waits = _chain("x", rates)
    found = run(model(x=one), waits, {"last": reach({"x": ["s4"]})})
    inner = rates[:4, :4]

    assert follows(found, "last", lambda t: 1 - expm(inner * t / DAY)[0].sum())


def test_several_stages_make_an_erlang_wait() -> None:
    """Three stages of eight hours on average, one after the other, are a gamma of shape 3."""
    theory = model(x=track(*(rule("step", f"s{n}", f"s{n + 1}") for n in range(3)), initial="s0"))
    last = {"last": reach({"x": ["s3"]})}
    found = run(theory, {"step": wait(exponential(8 * HOUR))}, last, horizon=5 * DAY)

    assert follows(found, "last", lambda t: float(stats.gamma.cdf(t, 3, scale=8 * HOUR)))


# --- competing waits -----------------------------------------------------------------------------


def _fork(forms: Mapping[str, Any]) -> tuple[Model, dict[str, Any], dict[str, Any]]:
    """Give a track that leaves its first state by whichever wait ends first."""
    theory = model(x=track(*(rule(name, "start", name) for name in forms), initial="start"))
    outcomes = {name: reach({"x": [name]}) for name in forms}
    outcomes["any"] = reach({"x": list(forms)})
    return theory, {name: wait(after) for name, after in forms.items()}, outcomes


def test_of_competing_exponentials_each_wins_by_its_rate() -> None:
    """Rates of 1, 2 and 5 in ten hours: won in 1, 2 and 5 of 8; the first after 1.25 hours."""
    rates = {"a": 1, "b": 2, "c": 5}
    theory, waits, outcomes = _fork({k: exponential(10 * HOUR / r) for k, r in rates.items()})
    found = run(theory, waits, outcomes)

    def first(t: float) -> float:
        return -math.expm1(-8 * t / (10 * HOUR))

    for name, rate in rates.items():
        assert is_likely(found.outcome(name).share.count, RUNS, rate / 8)
        assert follows(found, name, partial(lambda s, t: s * first(t), rate / 8))
    assert follows(found, "any", first)


def test_waits_that_run_apart_win_by_their_rates_too() -> None:
    """Whether two waits that forget run as one race or, hanging on other tracks, as two: 2 of 3."""
    theory = model(
        x=track(rule("a", "start", "a"), rule("b", "start", "b"), initial="start"),
        y=track(rule("turn", "one", "two"), rule("turn", "two", "one"), initial="one"),
    )
    waits = {"a": wait(exponential(10 * HOUR)), "turn": wait(exponential(HOUR))}
    apart = wait(exponential(5 * HOUR), while_={"y": ["one", "two"]})
    for b in (wait(exponential(5 * HOUR)), apart):
        found = run(theory, waits | {"b": b}, {"b": reach({"x": ["b"]})})
        assert is_likely(found.outcome("b").share.count, RUNS, 2 / 3)


@pytest.mark.parametrize(
    "forms", [("weibull", "gamma"), ("log-normal", "gamma", "exponential"), ("weibull", "fixed")]
)
def test_of_competing_waits_each_wins_as_the_integral_says(forms: Sequence[str]) -> None:
    """Won by time t: the sum of its density times the chance that all others last longer."""
    laws = [law(form) for form in forms]
    theory, waits, outcomes = _fork({form: FIRST[form] for form in forms})
    found = run(theory, waits, outcomes)

    def all_last(t: float) -> float:
        return math.prod(above(one, t) for one in laws)

    def wins(which: int, t: float) -> float:
        """Sum over 4,000 steps the mass of one wait times what the others leave at mid-step."""
        steps = np.linspace(0, t, 4_001)
        mass = -np.diff([above(laws[which], s) for s in steps])
        others = [
            math.prod(above(one, s) for n, one in enumerate(laws) if n != which)
            for s in (steps[1:] + steps[:-1]) / 2
        ]
        return float(mass @ others)

    assert follows(found, "any", lambda t: 1 - all_last(t))
    for which, form in enumerate(forms):
        assert follows(found, form, partial(wins, which), points=8)
