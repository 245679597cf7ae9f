"""Shares, times and differences of runs in words: never more digits than the runs support."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiation.exchange.sampled import (
    about,
    counts,
    difference,
    interval,
    length,
    mean_count,
    mean_time,
    share,
    time,
)
from negotiation.simulation.shares import Difference, Quantile, Share

HOUR, DAY = 3_600, 86_400


@pytest.mark.parametrize(
    ("count", "runs", "said", "ends"),
    [
        (6_881, 10_000, "69 %", "67–70 %"),
        (688_100, 1_000_000, "68.8 %", "68.7–69.0 %"),  # ± 0.09: a digit more
        (1, 2, "50 %", "1–99 %"),
        (3, 10_000, "0.03 %", "0.006–0.09 %"),
        (9_998, 10_000, "99.98 %", "99.92–99.998 %"),
    ],
)
def test_share(count: int, runs: int, said: str, ends: str) -> None:
    """As many digits as the 95 % interval is wide; its ends are rounded outwards."""
    assert (share([Share(count, runs)]), interval([Share(count, runs)])) == (said, ends)


@pytest.mark.parametrize(
    ("count", "runs", "bound"),
    [
        (0, 10_000, "at most 0.03 %"),  # three in the number of runs
        (0, 1_000, "at most 0.3 %"),
        (10_000, 10_000, "at least 99.97 %"),
        (0, 1, "at most 95 %"),
    ],
)
def test_none_or_all_is_a_bound(count: int, runs: int, bound: str) -> None:
    """Of none or all of the runs a bound is said, and no interval around 0 or 1."""
    assert interval([Share(count, runs)]) == bound


def test_several_starts_are_a_range() -> None:
    """What the sources leave open is a range of shares, within the interval over all starts."""
    starts = [Share(3_811, 10_000), Share(3_102, 10_000)]

    assert share(starts) == "31–38 %"
    assert interval(starts) == "30–40 %"
    assert counts(starts) == "3,102–3,811 of 10,000"
    assert share([Share(0, 100), Share(100, 100)]) == "none to 100 %"


@given(st.integers(1, 10**7), st.data())
def test_interval_in_words_holds_the_interval(runs: int, data: st.DataObject) -> None:
    """The ends that are said lie no further in than those that were reckoned."""
    one = Share(data.draw(st.integers(1, max(runs - 1, 1))), max(runs, 2))
    low, high = (float(end) / 100 for end in interval([one]).removesuffix(" %").split("–"))

    assert low <= one.low + 1e-12
    assert high >= one.high - 1e-12


@pytest.mark.parametrize(
    ("value", "low", "high", "said"),
    [
        (39.2, 38.1, 39.8, "39 days (38–40)"),
        (7.42, 7.31, 7.68, "7.4 days (7.3–7.7)"),
        (1.5, 1.4, 1.7, "36 hours (33–41)"),
        (0.05, 0.04, 0.06, "72 minutes (57–87)"),
        (55.0, 52.0, None, "55 days (52 or later)"),
        (2_000.0, 1_900.0, 2_100.0, "5.5 years (5.2–5.8)"),
        (0.002, 0.0, 0.004, "6 minutes"),  # not told from nothing: the end of the interval
    ],
)
def test_time(value: float, low: float, high: float | None, said: str) -> None:
    """A time in the unit that suits it, with its interval; open where the horizon comes first."""
    end = None if high is None else high * DAY

    assert time([Quantile(0.5, value * DAY, low * DAY, end)]) == said


def test_time_that_some_starts_do_not_reach() -> None:
    """No time is made up for a start that has none."""
    here, never = Quantile(0.5, 5.0 * DAY, 4.0 * DAY, 6.0 * DAY), Quantile(0.5, None, None, None)

    assert time([here, never]) == "5 days (4 or later), from some starts not at all"
    assert time([never]) == ""


def test_difference() -> None:
    """Points more or less with an interval; where it holds 0, no difference can be seen."""
    assert difference([Difference(5_950, 931, 0, 3_119)]) == "9 points less (8–10)"
    assert difference([Difference(100, 5, 3, 9_892)]) == (
        "no difference can be seen with 10,000 runs (95 % interval: 0.1 points less to 0.1 more)"
    )


def test_lengths_and_means() -> None:
    """Lengths as they are; means with two digits; a mean time by the widest spread it can have."""
    assert length(60 * DAY) == "60 days"
    assert length(DAY + HOUR + 60) == "1 day 1 hour 1 minute"
    assert (about(DAY), about(8 * DAY), about(2.7083 * DAY)) == ("1 day", "8 days", "2.7 days")
    assert [mean_count([n]) for n in (0.0, 0.0863, 2.06, 9.96, 15.3, 1234.0)] == [
        "0", "0.086", "2.1", "10", "15", "1,200",
    ]  # fmt: skip
    # 8.12 of 60 days: at most √(8.12 · 51.88 / 10,000) = 0.21 days of standard error
    assert mean_time([8.12 * DAY], 60 * DAY, 10_000) == "8.1 days"
    assert mean_time([8.12 * DAY], 60 * DAY, 100) == "8 days"
