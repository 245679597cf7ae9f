"""Random numbers by key, and the arithmetic that makes waits of them.

Every statistic is of one fixed seed: it cannot come out otherwise. The thresholds are those that
one in ten thousand good generators would miss.
"""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy import special, stats

from negotiation.simulation.arithmetic import exp, gamma_quantile, ln, normal_quantile
from negotiation.simulation.draws import draw_beside as side_by_side
from negotiation.simulation.draws import fill, key_of, philox, uniforms

SEED, CLOCK = 2031, key_of("wait/talks")
RARE = 1e-4
SHAPES = (0.1, 0.2, 0.5, 1.0, 1.7, 5.0, 30.0, 1_000.0)
Floats = NDArray[np.float64]


def drawn(seed: int, run: int, clock: int, visit: int) -> tuple[float, float]:
    first, second = uniforms(*map(np.uint64, (seed, run, clock, visit)))
    return float(first), float(second)


def along(name: str, count: int) -> Floats:
    """Give so many pairs of numbers whose keys differ in one place, such as the run."""
    key = {"seed": SEED, "run": 0, "clock": CLOCK, "visit": 0}
    first = key[name]
    return np.array([drawn(**{**key, name: first + n}) for n in range(count)])


# --- the generator -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("counter", "key", "expected"),
    [
        ([0] * 4, [0] * 2, [0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8]),
        ([0xFFFFFFFF] * 4, [0xFFFFFFFF] * 2, [0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD]),
        (
            [0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344],  # the digits of pi
            [0xA4093822, 0x299F31D0],
            [0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1],
        ),
    ],
)
def test_philox_gives_the_published_words(
    counter: list[int], key: list[int], expected: list[int]
) -> None:
    """The known answers that come with Random123 for Philox 4×32 of ten rounds."""
    assert [int(word) for word in philox(*map(np.uint64, [*counter, *key]))] == expected


def test_a_draw_is_a_function_of_its_key_alone() -> None:
    """Asked again, and whatever was drawn between, the same key gives the same numbers."""
    before = drawn(SEED, 5, CLOCK, 3)
    for visit in range(100):
        drawn(SEED, 6, CLOCK, visit)

    assert drawn(SEED, 5, CLOCK, 3) == before


@pytest.mark.parametrize("name", ["seed", "run", "clock", "visit"])
@pytest.mark.parametrize("bit", [0, 1, 15, 31])
def test_every_part_of_the_key_matters(name: str, bit: int) -> None:
    """One bit of the seed, run, clock or visit changed: other numbers."""
    key = {"seed": SEED, "run": 9, "clock": CLOCK, "visit": 2}
    other = key | {name: key[name] ^ (1 << bit)}

    assert drawn(**other) != drawn(**key)


@pytest.mark.parametrize("name", ["seed", "run"])
def test_seeds_and_runs_count_beyond_32_bits(name: str) -> None:
    """Run 2 to the 32nd is not run 0 again, nor is a seed of 63 bits cut short."""
    key = {"seed": SEED, "run": 9, "clock": CLOCK, "visit": 2}

    assert drawn(**(key | {name: key[name] + 2**32})) != drawn(**key)


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 2**63 - 1), st.integers(0, 2**40), st.integers(0, 2**20))
def test_many_draws_at_once_are_those_one_by_one(seed: int, run: int, visit: int) -> None:
    """Numbers drawn ahead for visits to come are what each visit would have drawn."""
    first, logs, second = np.zeros(7), np.zeros(7), np.zeros(7)
    key = [np.uint64(part) for part in (seed, run, CLOCK, visit)]
    fill(key[0], key[1], key[2], key[3], first, logs, second)
    single = [drawn(seed, run, CLOCK, visit + n) for n in range(7)]

    assert [*zip(first.tolist(), second.tolist(), strict=True)] == single
    assert logs.tolist() == [-ln(u) for u, _ in single]


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 2**63 - 1), st.lists(st.integers(0, 2**40), min_size=1, max_size=5))
def test_draws_of_runs_side_by_side_are_those_one_by_one(seed: int, runs: list[int]) -> None:
    """Runs that go on together, each at a visit of its own, draw what each would have alone."""
    logs, second = np.zeros(len(runs)), np.zeros(len(runs))
    numbers = np.array(runs, np.uint64)
    visits = np.arange(len(runs), dtype=np.uint64) * np.uint64(3)
    side_by_side(np.uint64(seed), numbers, np.uint64(CLOCK), visits, logs, second)
    single = [drawn(seed, run, CLOCK, 3 * place) for place, run in enumerate(runs)]

    assert logs.tolist() == [-ln(u) for u, _ in single]
    assert second.tolist() == [choice for _, choice in single]


def test_numbers_lie_inside_their_range() -> None:
    """The first is never 0 nor 1, whatever the words: half a step lies at either end."""
    pairs = np.concatenate([along("run", 20_000), along("visit", 20_000)])

    assert np.all((pairs[:, 0] > 0) & (pairs[:, 0] < 1))
    assert np.all((pairs[:, 1] >= 0) & (pairs[:, 1] < 1))


# --- uniform and independent ---------------------------------------------------------------------


@pytest.mark.parametrize("place", [0, 1], ids=["first", "second"])
@pytest.mark.parametrize("name", ["seed", "run", "clock", "visit"])
def test_draws_are_uniform(name: str, place: int) -> None:
    """20,000 draws along one part of the key: Kolmogorov and Smirnov, and 256 equal bins."""
    found = along(name, 20_000)[:, place]
    counts = np.bincount((found * 256).astype(int), minlength=256)

    assert stats.kstest(found, "uniform").pvalue > RARE
    assert stats.chisquare(counts).pvalue > RARE


@pytest.mark.parametrize("name", ["seed", "run", "clock", "visit"])
def test_neighbours_are_independent(name: str) -> None:
    """What follows, and the other of a pair, is foretold by nothing: 16 × 16 cells are even."""
    pairs = along(name, 20_000)
    first, second = pairs.T
    for one, other in ((first[:-1], first[1:]), (second[:-1], second[1:]), (first, second)):
        cells = np.bincount((one * 16).astype(int) * 16 + (other * 16).astype(int), minlength=256)
        assert stats.chisquare(cells).pvalue > RARE
        assert abs(np.corrcoef(one, other)[0, 1]) < 4 / math.sqrt(len(one))


def test_draws_have_no_rhythm() -> None:
    """Serial correlations at the first 50 lags are those of chance: sum of their squares."""
    found = along("visit", 20_000)[:, 0] - 0.5
    power = float(found @ found)
    squares = [float(found[lag:] @ found[:-lag] / power) ** 2 for lag in range(1, 51)]

    assert stats.chi2.sf(len(found) * math.fsum(squares), 50) > RARE


def test_the_smallest_are_as_rare_as_they_should_be() -> None:
    """Waits hang on the tail: below 1 in 1,000 lie about 60 of 60,000, give or take four sigma."""
    found = np.concatenate([along(name, 20_000)[:, 0] for name in ("run", "clock", "visit")])

    assert abs(int((found < 1e-3).sum()) - 60) < 4 * math.sqrt(60)
    assert abs(int((found > 1 - 1e-3).sum()) - 60) < 4 * math.sqrt(60)


def test_names_give_keys_of_32_bits() -> None:
    """Two names have two keys, and a name the same key everywhere."""
    assert key_of("wait/talks") == CLOCK
    assert key_of("wait/talks") != key_of("wait/truce")
    assert all(0 <= key_of(f"wait/{n}") < 2**32 for n in range(100))


# --- arithmetic ----------------------------------------------------------------------------------


def spread(count: int) -> Floats:
    """Give numbers over the whole range from 0 to 1, the tails included."""
    random = np.random.default_rng(7)
    found = np.concatenate(
        [
            random.random(count),
            10 ** random.uniform(-28, 0, count),
            1 - 10 ** random.uniform(-15.6, 0, count),
        ]
    )
    return found[(found > 0) & (found < 1)]


def test_logarithm() -> None:
    """Within three units in the last place of the system's own, over the whole range of numbers."""
    random = np.random.default_rng(7)
    for x in np.concatenate([spread(10_000), 10 ** random.uniform(-300, 300, 10_000)]):
        assert abs(ln(x) - math.log(x)) <= 3 * math.ulp(math.log(x))


def test_logarithm_near_one() -> None:
    """The wait of a draw near 1 is tiny and not lost: relative error below 1e-15 there too."""
    for power in range(1, 53):
        x = 1 - 2.0**-power
        assert ln(x) == pytest.approx(math.log(x), rel=1e-15)
    assert ln(1.0) == 0.0


def test_exponential() -> None:
    """Within two units in the last place of the system's own; 0 and no overflow at the ends."""
    for x in np.random.default_rng(7).uniform(-700, 700, 20_000):
        assert abs(exp(x) - math.exp(x)) <= 2 * math.ulp(math.exp(x))
    assert (exp(0.0), exp(-800.0)) == (1.0, 0.0)
    assert math.isfinite(exp(1e6))


def test_normal_quantile() -> None:
    """Within 2e-15 of scipy's, as algorithm AS 241 promises."""
    for p in spread(10_000):
        assert normal_quantile(p) == pytest.approx(special.ndtri(p), rel=2e-15, abs=1e-15)
    assert normal_quantile(0.5) == 0.0
    assert normal_quantile(0.975) == pytest.approx(1.959963984540054, rel=1e-15)


@pytest.mark.parametrize("shape", SHAPES)
def test_gamma_quantile(shape: float) -> None:
    """Within 1e-12 of scipy's from 1e-28 up: rarer draws are refused where runs begin."""
    above = spread(2_000)
    expected = special.gammainccinv(shape, above)
    found = np.array([gamma_quantile(shape, math.lgamma(shape), u) for u in above])
    normal = expected > 1e-290  # below, a wait is nothing anyway

    assert found[normal] == pytest.approx(expected[normal], rel=1e-12)
    assert (found[~normal] < 1e-280).all()


def test_gamma_of_shape_one_is_exponential() -> None:
    """By hand: of shape 1, the number that a share u lies above is minus the log of u."""
    for u in (0.9, 0.5, 0.1, 1e-6):
        assert gamma_quantile(1.0, 0.0, u) == pytest.approx(-math.log(u), rel=1e-14)


Unit = st.floats(1e-28, 1 - 2**-53)


@settings(max_examples=500, deadline=None)
@given(Unit, Unit, st.sampled_from(SHAPES))
def test_a_smaller_draw_never_gives_a_shorter_wait(u: float, v: float, shape: float) -> None:
    """Monotone, up to the last few units: what-ifs over the same numbers lean on it."""
    low, high = sorted((u, v))
    slack = 1 + 1e-11
    log_gamma = math.lgamma(shape)

    assert -ln(low) * slack >= -ln(high)
    assert -normal_quantile(low) + 1e-15 >= -normal_quantile(high)
    assert gamma_quantile(shape, log_gamma, low) * slack >= gamma_quantile(shape, log_gamma, high)


@settings(max_examples=500, deadline=None)
@given(st.floats(-700, 700), st.floats(-700, 700))
def test_exponential_is_monotone(x: float, y: float) -> None:
    """A larger exponent never gives a smaller number, up to the last two units."""
    low, high = sorted((x, y))

    assert exp(low) <= exp(high) * (1 + 2**-51)
