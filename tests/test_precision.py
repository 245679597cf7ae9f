"""Numbers of runs, rounded alike for text and figures: outward, and never to none or all."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiation.exchange import sampled
from negotiation.plot.ensembles import rounding
from negotiation.simulation.shares import Difference, Share
from negotiation.view.precision import Rounded, change, digits, ends, upward
from negotiation.view.speech import speech

ENGLISH = speech("en")


def numbers(told: str) -> list[float]:
    """Give the numbers in some words."""
    return [float(one) for one in re.findall(r"\d+(?:\.\d+)?", told.replace(",", ""))]


@given(st.integers(1, 10**8), st.data())
def test_text_and_figures_say_the_same_numbers_of_a_share(runs: int, data: st.DataObject) -> None:
    """Whatever the count, the figure has the share and the interval that the text has."""
    one = Share(data.draw(st.integers(0, runs)), runs)
    told = rounding.said(ENGLISH, [one])

    assert numbers(told.interval) == numbers(sampled.interval([one]))
    if not one.is_bound:
        assert numbers(told.value) == numbers(sampled.share([one]))


@given(*[st.integers(0, 3_000)] * 4)
def test_text_and_figures_say_the_same_numbers_of_a_difference(
    both: int, before: int, after: int, neither: int
) -> None:
    """Whatever the counts, sizes and ends are alike: "6 points more (2–10)" in both."""
    if before == after == 0:
        return
    one = Difference(both, before, after, neither)
    text = sampled.difference([one])
    figure = rounding.difference(ENGLISH, [one])
    runs = [float(one.runs)] if "can be seen" in text else []

    assert [n for n in numbers(figure) if n != 95] == [
        n for n in numbers(text.replace("95 % interval", "")) if [n] != runs and n != 95
    ]


@pytest.mark.parametrize(
    ("count", "runs", "said"),
    [
        (3, 10_000, "0.006–0.09%"),  # 0.00619–0.0877
        (9_998, 10_000, "99.92–99.998%"),
        (1, 1_000, "0.002–0.6%"),
        (1, 1_000_000_000, "0–0.001%"),  # of "under 0.001%"
    ],
)
def test_what_was_seen_is_not_rounded_to_none_nor_what_was_missed_to_all(
    count: int, runs: int, said: str
) -> None:
    """Three in 10,000 happened: their share is above nought, and the interval says so."""
    assert rounding.said(ENGLISH, [Share(count, runs)]).interval == said


@given(*[st.integers(0, 3_000)] * 4)
def test_ends_of_a_change_are_rounded_outward_and_keep_off_nought(
    both: int, before: int, after: int, neither: int
) -> None:
    """The interval that is said holds the one reckoned, and holds 0 only if that does."""
    if both + before + after + neither == 0:
        return
    one = Difference(both, before, after, neither)
    low, high = (100 * end for end in one.interval)
    found = change([one])
    first, last = (end.number for end in found.ends)
    if low <= 0 <= high:
        assert (first >= -low - 1e-6, last >= high - 1e-6) == (True, True)
        assert found.turn in ("same", "unclear")
    else:
        near, far = sorted((abs(low), abs(high)))
        assert 0 < first <= near + 1e-6
        assert last >= far - 1e-6
        assert found.turn == ("more" if low > 0 else "less")


def test_starts_that_differ_are_not_said_to_show_no_difference() -> None:
    """From one start 10 points more, from another 10 less: that is no lack of a difference."""
    starts = [Difference(500, 100, 200, 200), Difference(500, 200, 100, 200)]
    told = "not alike from every start: 14 points less to 14 more (95 % intervals)"

    assert change(starts).turn == "by-start"
    assert sampled.difference(starts) == told


def test_runs_that_are_all_alike_are_said_to_be() -> None:
    """A what-if that changes no run is the same in every run, in text as in figures."""
    assert sampled.difference([Difference(60, 0, 0, 40)]) == "the same in every one of 100 runs"
    assert rounding.difference(ENGLISH, [Difference(60, 0, 0, 40)]) == "the same in every run"


def test_one_point_is_no_points() -> None:
    """The noun follows the number: 5 of 400 runs more are 1 point, 12 of 688 some 1.2 points."""
    assert sampled.difference([Difference(200, 0, 5, 195)]) == "1 point more (0.06–3)"
    assert sampled.difference([Difference(300, 0, 12, 688)]) == "1.2 points more (0.4–2.0)"


def test_digits_and_widths() -> None:
    """A digit is worth a tenth of the width or more; a width is rounded up to two digits."""
    assert [digits(width, 3) for width in (20, 1.0, 0.99, 0.1, 0.02, 0)] == [0, 0, 1, 1, 2, 3]
    assert (upward(0.2034), upward(0.00299), upward(0.0)) == (20.4, 0.3, 0)
    assert ends([Share(30, 100), Share(60, 100)]) == (Rounded(21, 0), Rounded(70, 0))
