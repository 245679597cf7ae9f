"""How sure counts are: intervals cover what they say, and what-ifs are compared run by run."""

import math
from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy import stats

from negotiation.assumptions import Assumptions
from negotiation.load import load, load_assumptions
from negotiation.model import Model
from negotiation.simulation.ensemble import simulate
from negotiation.simulation.results import Results, results
from negotiation.simulation.shares import Difference, Quantile, Share, quantile, span
from tests.making import model, rule, track
from tests.simulated import DAY, HOUR, assumed, exponential, reach, wait

Floats = NDArray[np.float64]
RUNS = 4_000


# --- shares --------------------------------------------------------------------------------------


def coverage(runs: int, low: Floats, high: Floats) -> float:
    """Give how often intervals of 0, 1, … of so many runs hold the share, where they do so least.

    Exactly: between the ends of intervals it goes up and down smoothly, and is least beside one.
    """
    counts = np.arange(runs + 1)
    beside = np.concatenate([low - 1e-9, low + 1e-9, high - 1e-9, high + 1e-9])
    grid = np.concatenate([beside, np.linspace(0, 1, 51)])
    covered = [
        stats.binom.pmf(counts, runs, share)[(low <= share) & (share <= high)].sum()
        for share in np.unique(grid[(grid >= 0) & (grid <= 1)])
    ]
    return float(min(covered))


def ends(runs: int) -> tuple[Floats, Floats]:
    every = [Share(count, runs) for count in range(runs + 1)]
    return np.array([one.low for one in every]), np.array([one.high for one in every])


@pytest.mark.parametrize("runs", [1, 2, 5, 10, 20, 50, 200, 500])
def test_intervals_of_shares_cover_95_in_100(runs: int) -> None:
    """Clopper and Pearson's intervals hold the share at least 95 times in 100, whatever it is.

    With the bounds of none and all, which are one-sided, 92.5 times: 100 less 5 less 2.5.
    """
    low, high = ends(runs)
    two_sided = 1 - 0.025 ** (1 / runs)
    low_, high_ = low.copy(), high.copy()
    low_[-1], high_[0] = 1 - two_sided, two_sided

    assert coverage(runs, low_, high_) >= 0.95 - 1e-6
    assert coverage(runs, low, high) >= 0.925


@pytest.mark.parametrize("runs", [1, 10, 100, 1_000])
def test_a_bound_holds_95_in_100(runs: int) -> None:
    """A share above the bound of none would show up in 95 of 100 ensembles, just so."""
    assert (1 - Share(0, runs).high) ** runs == pytest.approx(0.05)
    assert Share(runs, runs).low ** runs == pytest.approx(0.05)
    assert (Share(0, runs).low, Share(runs, runs).high) == (0.0, 1.0)


def test_rule_of_three() -> None:
    """None of 1,000 runs: at most 3 in 1,000; none of a million, at most 3 in a million."""
    assert Share(0, 1_000).high == pytest.approx(0.003, rel=0.01)
    assert Share(0, 10**6).high == pytest.approx(3e-6, rel=0.01)
    assert Share(0, 1_000).is_bound
    assert not Share(1, 1_000).is_bound


def test_interval_by_hand() -> None:
    """One of ten, from the tables of Clopper and Pearson: 0.25 % to 44.5 %."""
    assert (Share(1, 10).low, Share(1, 10).high) == pytest.approx((0.0025286, 0.4450161), rel=1e-4)


@settings(max_examples=200, deadline=None)
@given(st.integers(1, 10**9), st.data())
def test_interval_holds_the_share_and_turns_round(runs: int, data: st.DataObject) -> None:
    """For any count: ends in order, the share between, and failures are successes turned round."""
    count = data.draw(st.integers(0, runs))
    one, other = Share(count, runs), Share(runs - count, runs)

    assert 0 <= one.low <= one.share <= one.high <= 1
    assert one.low == pytest.approx(1 - other.high, abs=1e-9)


def test_several_starts_are_a_range() -> None:
    """Shares from starts that the sources leave open are told from lowest to highest."""
    assert span([Share(3, 10), Share(1, 10), Share(2, 10)]) == (0.1, 0.3)


# --- quantiles -----------------------------------------------------------------------------------


def counted(times: Floats, horizon: float, bins: int) -> NDArray[np.int64]:
    places = np.minimum(times / horizon * bins, bins).astype(int)
    return np.bincount(places, minlength=bins + 1)


def covers(found: Quantile, true: float, horizon: float) -> bool:
    high = math.inf if found.high is None else found.high
    low = horizon if found.low is None else found.low
    return low <= true <= high


@pytest.mark.parametrize("at", [0.05, 0.5, 0.95])
@pytest.mark.parametrize("runs", [5, 50, 1_000])
def test_intervals_of_quantiles_cover_95_in_100(at: float, runs: int) -> None:
    """2,000 ensembles of exponential times: the interval holds the true quantile often enough.

    Five standard errors below 95 in 100 would be 92.6.
    """
    random = np.random.default_rng(2031)
    true, horizon = -math.log(1 - at), 5.0
    every = [
        quantile(counted(random.exponential(size=runs), horizon, 4_096), horizon, at)
        for _ in range(2_000)
    ]

    assert sum(covers(one, true, horizon) for one in every) >= 2_000 * 0.926


@settings(max_examples=200, deadline=None)
@given(st.integers(1, 10**7), st.sampled_from([0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99]))
def test_ranks_of_the_interval_are_those_of_the_binomial_law(runs: int, at: float) -> None:
    """One run a bin: the ends are the ranks that scipy's binomial law gives, or there are none."""
    runs = runs % 3_000 + 1
    found = quantile(np.array([1] * runs + [0]), float(runs), at)
    low, high = stats.binom.ppf([0.025, 0.975], runs, at)

    assert found.low == max(low - 1, 0)
    assert found.high == (high + 1 if high + 1 <= runs else None)


def test_quantile_by_hand() -> None:
    """Of 1, 2, … 100 hours the median lies in bin 50; its interval, from the 40th to the 61st."""
    counts = np.array([0] + [1] * 100 + [0])
    found = quantile(counts, 101.0, 0.5)

    assert (found.value, found.low, found.high) == (50.5, 40.0, 62.0)


def test_a_quantile_beyond_the_horizon_has_no_time() -> None:
    """If six of ten runs never come to it there is no median; a quarter has come by bin 3."""
    counts = np.array([0, 1, 1, 2, 6])

    assert quantile(counts, 4.0, 0.5).value is None
    assert quantile(counts, 4.0, 0.25).value == 3.5
    assert quantile(counts, 4.0, 0.25).high is None


# --- paired differences --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        # children before and after a transplantation: Fagerland, Lydersen & Laake 2014
        ((1, 1, 7, 12), (0.286, 0.026, 0.507)),
        # Altman, Machin, Bryant & Gardner 2000, Statistics with Confidence, table 6.2
        ((14, 5, 0, 22), (-0.122, -0.226, -0.011)),
    ],
)
def test_paired_interval_is_the_published_one(
    cells: tuple[int, int, int, int], expected: tuple[float, float, float]
) -> None:
    """Newcombe's method 10 on two tables of which its interval is printed."""
    found = Difference(*cells)

    assert (found.change, *found.interval) == pytest.approx(expected, abs=5e-4)


def _tables(runs: int) -> NDArray[np.int64]:
    """List every table of four counts that add up to the runs."""
    counts = range(runs + 1)
    every = [(a, b, c, runs - a - b - c) for a, b, c in product(counts, repeat=3)]
    return np.array([one for one in every if one[3] >= 0])


def test_paired_interval_covers_about_95_in_100() -> None:
    """Exactly, over all tables of 14 runs and 60 laws: 95 in 100 on average, never below 90.

    Newcombe says of his method that it is close to 95 on average; it is not exact.
    """
    tables = _tables(14)
    intervals = np.array([Difference(*map(int, one)).interval for one in tables])
    random = np.random.default_rng(2031)
    found = []
    for law in random.dirichlet([1, 1, 1, 1], 60):
        true = law[2] - law[1]
        chances = stats.multinomial.pmf(tables, 14, law)
        held = (intervals[:, 0] <= true + 1e-12) & (true - 1e-12 <= intervals[:, 1])
        found.append(float(chances[held].sum()))

    assert np.mean(found) == pytest.approx(0.955, abs=0.015)
    assert min(found) > 0.9


@settings(max_examples=200, deadline=None)
@given(*[st.integers(0, 500)] * 4)
def test_paired_interval_holds_the_change(both: int, before: int, after: int, none: int) -> None:
    """For any counts the change lies inside, and turned round it is the same but for the sign."""
    if both + before + after + none == 0:
        return
    one, other = Difference(both, before, after, none), Difference(both, after, before, none)
    low, high = one.interval

    assert low <= one.change <= high
    assert other.interval == pytest.approx((-high, -low), abs=1e-12)


# --- common random numbers -----------------------------------------------------------------------

TALKS = model(
    talks=track(
        rule("begin", "none", "on"), rule("end", "on", "none"), rule("deal", "on", "deal"),
        initial="none",
    ),
    river=track(rule("flood", "low", "high"), rule("ebb", "high", "low"), initial="low"),
)  # fmt: skip
WAITS = {
    "begin": wait(exponential(DAY)),
    "end": wait({"gamma": {"mean": 8 * HOUR, "shape": 2}}),
    "deal": wait({"weibull": {"scale": 30 * HOUR, "shape": 1.5}}),
}
DEAL = {"deal": reach({"talks": ["deal"]}), "twice": reach({"event": "begin"}, {"event": "begin"})}


def varied(**waits: Any) -> tuple[Results, Results]:
    """Give the results of runs as assumed, and of a what-if with some waits instead or beside."""
    whatifs = {"other": {"because": "a test", "waits": waits}}
    assumptions = assumed(WAITS, DEAL, whatifs=whatifs, horizon=6 * DAY)
    return _both(TALKS, assumptions)


def _both(theory: Model, assumptions: Assumptions) -> tuple[Results, Results]:
    ensemble = simulate(theory, assumptions, runs=RUNS, seed=2031, whatifs=["other"])
    [plain], [other] = results(ensemble), results(ensemble, "other")
    return plain, other


def test_the_same_assumptions_make_no_difference_in_any_run() -> None:
    """A what-if that says again what is assumed: every count the same, no run differs."""
    plain, other = varied(deal=WAITS["deal"])

    for name, change in other.differences().items():
        assert (change.before, change.after, change.change) == (0, 0, 0), name
    for one, again in zip(*(found.part.tally.counted for found in (plain, other)), strict=True):
        assert all(np.array_equal(a, b) for a, b in zip(one, again, strict=True))


def test_what_happens_elsewhere_shifts_no_number() -> None:
    """Floods of another track draw numbers of their own: the talks go as before in every run."""
    plain, other = varied(
        flood=wait(exponential(3 * HOUR)), ebb=wait({"fixed": {"length": 2 * HOUR}})
    )

    assert other.happened()["flood"] > 20
    assert all((c.before, c.after) == (0, 0) for c in other.differences().values())
    for state, counts in plain.states("talks").items():
        assert np.array_equal(counts, other.states("talks")[state])


def test_longer_sessions_never_undo_a_deal() -> None:
    """Sessions of twice the length over the same numbers: more deals, and hardly one is lost."""
    _, other = varied(end=wait({"gamma": {"mean": 16 * HOUR, "shape": 2}}))
    change = other.differences()["deal"]

    assert change.after > 500
    assert change.before < change.after / 5


def paired(change: Difference) -> float:
    """Give the variance of a run's difference over the same numbers by that over others."""
    runs = change.runs
    before, after = (change.both + some for some in (change.before, change.after))
    apart = sum(share * (1 - share) for share in (before / runs, after / runs))
    return ((change.before + change.after) / runs - change.change**2) / apart


def test_common_numbers_make_differences_surer() -> None:
    """Paired, the difference has less than two thirds of the variance that it has unpaired."""
    _, other = varied(end=wait({"gamma": {"mean": 10 * HOUR, "shape": 2}}))
    change = other.differences()["deal"]

    assert paired(change) < 2 / 3
    low, high = change.interval
    assert low < change.change < high


def test_what_ifs_that_are_shipped_are_paired() -> None:
    """Of the valley: without observers, and with longer sessions, runs are compared one by one."""
    story = load("valley")
    assumptions, theory = load_assumptions("valley", story)
    ensemble = simulate(story, assumptions, model=theory, runs=2_000, whatifs=["no-observers"])
    [found] = results(ensemble, "no-observers")
    changes = found.differences()

    assert all(change.runs == 2_000 for change in changes.values())
    assert paired(changes["relapse"]) < 0.9


# --- time in states ------------------------------------------------------------------------------


def test_time_in_states_is_told_as_it_was() -> None:
    """Half the runs stay 3 of 8 days or less if all of them stay 3; None says: the whole time."""
    theory = model(x=track(rule("leave", "here", "gone"), initial="here"))
    outcome = {"here": {"time-in": {"x": ["here"]}}}
    waits = {"leave": wait({"fixed": {"length": 3 * DAY}})}
    [left] = results(simulate(theory, assumed(waits, outcome, horizon=8 * DAY), runs=10))
    [stayed] = results(simulate(theory, assumed(waits, outcome, horizon=2 * DAY), runs=10))

    assert left.stayed()[0].for_(0.5).value == pytest.approx(3 * DAY, abs=8 * DAY / 4_096)
    assert stayed.stayed()[0].for_(0.5).value is None
