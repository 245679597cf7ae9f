"""Figures of ensembles: the numbers that were counted, their doubt, and never a forecast."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiation.assumptions import CAUTION
from negotiation.errors import NegotiationError, UnknownName
from negotiation.load import load, load_assumptions
from negotiation.model import State
from negotiation.plot import print_check, save
from negotiation.plot.ensembles import (
    frequent_paths,
    outcome_curves,
    state_shares,
    write_figures,
)
from negotiation.plot.ensembles.frame import spread
from negotiation.plot.ensembles.rounding import (
    clock,
    difference,
    length,
    roughly,
    said,
    width_at_most,
)
from negotiation.replay import replay
from negotiation.simulation.begins import from_event, from_moment
from negotiation.simulation.ensemble import Ensemble, simulate
from negotiation.simulation.results import Results, results
from negotiation.simulation.shares import Difference, Quantile, Share
from negotiation.view.speech import speech
from negotiation.writing import NotWritten
from tests.making import event, model, rule, story, track
from tests.plotted import SOURCES, TALKS
from tests.simulated import DAY, assumed, exponential, fixed, reach, wait

ENGLISH = speech("en")
VALLEY = load("valley")
ASSUMED, VALLEY_MODEL = load_assumptions("valley", VALLEY)
RECORD = replay(VALLEY)
WAR = model(
    phase=track(rule("go", ["calm"], "war"), rule("stop", ["war"], "peace"), initial="calm")
)
AFTER_TWO_DAYS = assumed(
    {"go": wait(fixed(2 * DAY)), "stop": wait(fixed(4 * DAY))},
    {"war": reach({"phase": ["war"]}), "twice": reach({"phase": ["war"]}, {"phase": ["war"]})},
    horizon=8 * DAY,
)
# by the dates it went up and then down, or down and then up
OPEN = story(
    TALKS,
    event("a", "up", "2031-03-04"),
    event("b", "down", "2031-03-04"),
    event("c", "talk", "2031-03-05T10:00"),
    sources=SOURCES,
)
QUIET = assumed({"stop": wait(exponential(400 * DAY))}, {"high": reach({"phase": ["high"]})})


def runs_of_valley(**asked: Any) -> Ensemble:
    return simulate(VALLEY, ASSUMED, model=VALLEY_MODEL, **({"runs": 1_500, "seed": 7} | asked))


def every(ensemble: Ensemble) -> list[Results]:
    return [one for variant in ensemble.variants for one in results(ensemble, variant)]


def words(texts: Sequence[Any]) -> str:
    return " ".join(text.get_text() for text in texts)


@pytest.fixture(scope="module")
def valley() -> Ensemble:
    return runs_of_valley(whatifs=("no-observers",))


@pytest.fixture(scope="module")
def sure() -> list[Results]:
    """Give runs that all come to war after two days and to peace after six."""
    return every(simulate(WAR, AFTER_TWO_DAYS, runs=200))


@pytest.fixture(scope="module")
def two_starts() -> list[Results]:
    history = replay(OPEN)
    return every(simulate(OPEN, QUIET, runs=100, begin=from_moment(history, "2031-03-06")))


# --- words for numbers ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("count", "runs", "value", "interval"),
    [
        (69, 100, "69%", "58–78%"),  # 58.97–77.87
        (6_900, 10_000, "69%", "68–70%"),
        (690_000, 1_000_000, "69%", "68.9–69.1%"),
        (5, 10_000, "0.05%", "0.01–0.12%"),
        (0, 1_000, "none", "at most 0.3%"),  # three in a thousand
        (1_000, 1_000, "all", "at least 99.7%"),
        (1, 1_000_000_000, "under 0.001%", "0–0.001%"),
    ],
)
def test_a_share_is_said_no_more_precisely_than_its_interval(
    count: int, runs: int, value: str, interval: str
) -> None:
    """Digits end where the 95 % interval begins to be wide; its ends are rounded outward."""
    told = said(ENGLISH, [Share(count, runs)])

    assert (told.value, told.interval) == (value, interval)


def test_shares_from_several_starts_are_a_range() -> None:
    """The lowest and the highest are said; 45 of 100 would be their average and is not."""
    assert said(ENGLISH, [Share(30, 100), Share(60, 100)]).value == "30–60%"
    assert said(ENGLISH, [Share(0, 100), Share(60, 100)]).value == "none to 60%"
    assert said(ENGLISH, [Share(0, 100), Share(100, 100)]).value == "none to all"


@given(st.integers(1, 10**9), st.data())
def test_the_interval_said_holds_the_interval(runs: int, data: st.DataObject) -> None:
    """Rounded, an interval never becomes narrower than it is."""
    one = Share(data.draw(st.integers(1, runs)), runs)
    if one.count < runs:
        low, high = _numbers(said(ENGLISH, [one]).interval)
        assert low <= 100 * one.low + 1e-6
        assert high >= 100 * one.high - 1e-6


def _numbers(interval: str) -> tuple[float, float]:
    first, _, last = interval.removesuffix("%").partition("–")
    return float(first), float(last or first)


@pytest.mark.parametrize(
    ("count", "label"), [(0, "none"), (3, "under 1%"), (415, "42%"), (998, "over 99%")]
)
def test_the_label_of_an_area_is_in_whole_percent(count: int, label: str) -> None:
    """An area shows a share to a percent or so, and its label says as much."""
    assert roughly(ENGLISH, [Share(count, 1_000)]) == label


def test_both_ends_of_a_range_of_areas_are_as_precise() -> None:
    """Not "6.2–8%"; and none and all stay what they are."""
    assert roughly(ENGLISH, [Share(80, 1_000), Share(62, 1_000)]) == "6–8%"
    assert roughly(ENGLISH, [Share(61, 1_000), Share(62, 1_000)]) == "6%"
    assert roughly(ENGLISH, [Share(0, 1_000), Share(4, 1_000)]) == "none to under 1%"


def test_the_widest_interval_is_rounded_up() -> None:
    """Of 50 in 100 it is from 39.83 to 60.17."""
    assert width_at_most([Share(5, 100), Share(50, 100)]) == 20.4


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ((500, 200, 100, 200), "10 points less (95%: 6–14)"),
        ((500, 3, 13, 484), "1 point more (95%: 0.1–1.9)"),
        ((500, 10, 11, 479), "no clear difference (95%, in points: 0.9 less to 1.1 more)"),
        ((500, 0, 0, 500), "the same in every run"),
    ],
)
def test_a_difference_is_said_with_its_interval(
    counts: tuple[int, int, int, int], told: str
) -> None:
    """In points, in words for its sign; one that may be none is not clear."""
    assert difference(ENGLISH, [Difference(*counts)]) == told


def test_a_time_is_no_more_precise_than_its_interval() -> None:
    """In 60 days whole ones are said, in two days tenths of an hour if the interval allows."""
    day = Quantile(0.5, 20.4 * DAY, 20.3 * DAY, 20.5 * DAY)
    hour = Quantile(0.5, 3_600 * 7.26, 3_600 * 7.23, 3_600 * 7.28)
    never = Quantile(0.75, None, None, None)

    assert clock(60 * DAY).when(ENGLISH, [day]) == "day 20"
    assert clock(DAY).when(ENGLISH, [hour]) == "hour 7.3"
    assert clock(60 * DAY).when(ENGLISH, [never]) == ""
    assert clock(60 * DAY).when(ENGLISH, [day, never]) == "day 20 or later, if at all"


def test_a_time_whose_interval_has_no_end_may_never_come() -> None:
    """Half of these runs had come by day 58, half of others perhaps from day 51 on, or not."""
    half = Quantile(0.5, 58.0 * DAY, 51.8 * DAY, None)

    assert clock(60 * DAY).when(ENGLISH, [half]) == "day 51 or later, if at all"


def test_no_time_is_said_to_be_before_the_runs() -> None:
    """What came after eight hours had not come by day 0, what was so at once had."""
    soon = Quantile(0.05, 0.3 * DAY, 0.2 * DAY, 0.4 * DAY)

    assert clock(60 * DAY).when(ENGLISH, [soon]) == "day 1"
    assert clock(60 * DAY).when(ENGLISH, [Quantile(0.05, 300.0, 0.0, 600.0)]) == "day 0"


@pytest.mark.parametrize(
    ("code", "told"), [("en", "1 day and 12 hours"), ("fr", "1 jour et 12 heures")]
)
def test_a_length_is_said_as_it_is(code: str, told: str) -> None:
    """A horizon of 36 hours is not two days."""
    assert length(speech(code), 36 * 3_600) == told


@given(
    st.lists(st.tuples(st.floats(0, 200), st.floats(5, 30)), min_size=1, max_size=12),
    st.floats(0, 50),
)
def test_labels_that_are_spread_never_meet(labels: list[tuple[float, float]], top: float) -> None:
    """Whatever they stand beside, they keep their order and begin below the top."""
    labels = sorted(labels)
    tops = spread([at for at, _ in labels], [tall for _, tall in labels], top, 200)
    ends = [first + tall for first, (_, tall) in zip(tops, labels, strict=True)]

    assert tops[0] >= top - 1e-6
    assert all(end <= first + 1e-6 for end, first in zip(ends, tops[1:], strict=False))


# --- what every figure says ----------------------------------------------------------------------


@pytest.fixture(scope="module", params=["en", "fr", "ar"])
def spoken_figures(valley: Ensemble, request: pytest.FixtureRequest) -> tuple[Any, ...]:
    """Give the three figures with a what-if beside, in a language."""
    shown, code = every(valley), request.param
    return (
        state_shares(shown, language=code),
        outcome_curves(shown, language=code),
        frequent_paths(shown[:1], most=3, language=code),
    )


def test_every_figure_says_what_it_is(spoken_figures: tuple[Any, ...]) -> None:
    """Assumptions, runs, seed, no forecast, illustrative, and that intervals are noise only."""
    spoken = speech(spoken_figures[0].language)
    for drawn in spoken_figures:
        head, foot = words([*drawn.title, *drawn.subtitle]), words(drawn.foot)
        assert spoken.label(ASSUMED.title) in head
        assert spoken.number(1_500) in head
        assert "60" in head
        assert "7" in head
        assert spoken.say("ensemble.caution") in words(drawn.caution)
        assert spoken.say("ensemble.noise")[:30] in foot
        for text in (spoken.say("ensemble.caution"), spoken.say("ensemble.noise")):
            assert text in drawn.alt


def test_the_caution_is_that_of_all_outputs() -> None:
    """One sentence, whoever says it."""
    assert ENGLISH.say("ensemble.caution").lower() == f"{CAUTION}."


def test_only_what_is_made_up_is_called_illustrative(sure: list[Results]) -> None:
    """A waiting time with a citation is none."""
    cited = wait(fixed(DAY)) | {"basis": {"cited": "A study, 2030"}}

    def caution(waits: dict[str, Any]) -> str:
        return words(state_shares(every(simulate(WAR, assumed(waits), runs=10))).caution)

    assert "Illustrative: all 2 waiting times" in words(state_shares(sure).caution)
    assert "Illustrative: 1 of 2" in caution({"go": wait(fixed(DAY)), "stop": cited})
    assert "Illustrative" not in caution({"go": cited})


def test_they_can_be_printed(spoken_figures: tuple[Any, ...]) -> None:
    """Nothing overlaps, leaves the page or is too pale, with what-ifs beside."""
    assert [finding for drawn in spoken_figures for finding in print_check(drawn)] == []


def test_long_names_and_many_states_can_be_printed() -> None:
    """A dozen states with labels of many words, on a screen and in a column of a newspaper."""
    names = [f"s{number}" for number in range(12)]
    rules = [rule(f"k{n}", [names[n]], names[(n + 1) % 12]) for n in range(12)]
    long = {name: State(id=name, label={"en": f"{name}, a label of many words"}) for name in names}
    ring = model(phase=track(*rules, initial="s0").model_copy(update={"states": long}))
    waits = {f"k{n}": wait(exponential(DAY * (1 + n % 3))) for n in range(12)}
    outcome = reach({"phase": ["s4"]}) | {"label": {"en": "An outcome that goes on and on " * 5}}
    shown = every(simulate(ring, assumed(waits, {"far": outcome}), runs=500))

    assert print_check(state_shares(shown, layout_for="column")) == ()
    assert print_check(state_shares(shown)) == ()
    assert print_check(outcome_curves(shown)) == ()
    assert print_check(frequent_paths(shown, most=4, layout_for="column")) == ()


def test_time_runs_from_the_right_in_arabic(valley: Ensemble) -> None:
    """The whole page is mirrored."""
    left, right = state_shares(every(valley)[:1], language="ar").axes.get_xlim()

    assert left > right


# --- states over time ----------------------------------------------------------------------------


def heights(drawn: Any, state: str, day: float) -> float:
    """Give which share of its panel an area takes on a day since the start."""
    stack = next(iter(drawn.panels.values())).stack
    corners = stack.areas[state][0].get_paths()[0].vertices
    half = (len(corners) - 1) // 2
    upper, lower = corners[:half], corners[half : 2 * half][::-1]
    ends = [np.interp(day, line[:, 0], line[:, 1]) for line in (upper, lower)]
    return float(ends[1] - ends[0]) / float(stack.foot - stack.top)


def test_areas_are_as_high_as_the_shares_that_were_counted(sure: list[Results]) -> None:
    """Calm for two days, then war for four, then peace, in every run."""
    drawn = state_shares(sure)

    for day, state in ((1, "calm"), (4, "war"), (7, "peace")):
        for other in ("calm", "war", "peace"):
            assert heights(drawn, other, day) == pytest.approx(float(other == state), abs=1e-6)


def test_areas_fill_the_panel(valley: Ensemble) -> None:
    """On day 30 the shares of all states make a whole, each as counted."""
    [one] = list(results(valley))
    drawn = state_shares([one])
    counted = one.states("phase")
    told = {state: heights(drawn, state, 30) for state, n in counted.items() if n.max()}

    assert sum(told.values()) == pytest.approx(1, abs=1e-6)
    assert told["talks"] == pytest.approx(counted["talks"][120] / 1_500, abs=1e-6)


def test_a_state_that_no_run_is_in_is_named_in_the_foot() -> None:
    """Not left out in silence: without its wait no run comes to peace."""
    shown = every(simulate(WAR, assumed({"go": wait(fixed(2 * DAY))}), runs=50))

    assert "In no run at these moments: peace." in words(state_shares(shown).foot)


def test_one_state_alone_is_drawn() -> None:
    """Where nothing changes, one area fills the panel, and its label says: all."""
    shown = every(simulate(WAR, assumed({"go": wait(fixed(20 * DAY))}), runs=50))
    drawn = state_shares(shown)

    assert list(drawn.panels[""].stack.areas) == ["calm"]
    assert words(drawn.panels[""].stack.numbers["calm"]) == "all"
    assert print_check(drawn) == ()


def test_the_record_stands_above_where_the_moment_is_known() -> None:
    """From 18 March at noon: the lane of recorded states, and a line where the runs begin."""
    ensemble = runs_of_valley(runs=100, begin=from_moment(RECORD, "2031-03-18T12:00"))
    drawn = state_shares(every(ensemble)[:1], "truce", RECORD)

    assert drawn.record is not None
    assert [span.state for span in drawn.record.lane.spans][-1] == "in-effect"
    assert len(drawn.record.sources_end) == 1
    began = ensemble.begin.moment
    assert began is not None
    assert {x for line in drawn.begin for x in line.get_xdata()} == {began / DAY}
    assert "Lake Agency" in words(drawn.foot)
    assert "no forecast" in words(drawn.begin_words)
    assert print_check(drawn) == ()


def test_recorded_states_have_the_colours_of_those_of_the_runs() -> None:
    """A truce is one green, on record and in the runs."""
    ensemble = runs_of_valley(runs=100, begin=from_moment(RECORD, "2031-03-14"))
    drawn = state_shares(every(ensemble)[:1], "phase", RECORD)
    assert drawn.record is not None
    lane = drawn.record.lane
    bar = dict(zip([span.state for span in lane.spans], lane.bars, strict=True))["talks"]
    [area] = drawn.panels[""].stack.areas["talks"]

    assert tuple(bar.get_facecolor()[-1]) == tuple(area.get_facecolor()[0])  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("begin", "reason"),
    [
        (None, "the runs begin at the start of the model, which has no date"),
        ("truce-1", "no source gives the clock time of the event"),  # an afternoon
    ],
)
def test_without_a_known_moment_the_record_is_left_out(begin: str | None, reason: str) -> None:
    """A record cannot be held against runs that begin on no day; the foot says so."""
    start = None if begin is None else from_event(RECORD, begin)
    drawn = state_shares(every(runs_of_valley(runs=50, begin=start))[:1], "phase", RECORD)

    assert drawn.record is None
    assert reason in words(drawn.foot)


def test_an_event_with_a_clock_time_is_a_known_moment() -> None:
    """Talks begin on 4 March at 10:00."""
    begin = from_event(RECORD, "talks-1")
    drawn = state_shares(every(runs_of_valley(runs=50, begin=begin))[:1], "phase", RECORD)

    assert drawn.record is not None


def test_several_starts_are_a_range_and_never_an_average(two_starts: list[Results]) -> None:
    """High in every run from one start, low from the other: nothing is sure, all is possible."""
    drawn = state_shares(two_starts, "phase")
    [panel] = drawn.panels.values()
    by_state = {course.state: course for course in panel.courses}

    assert len(two_starts) == 2
    assert (by_state["high"].low.max(), by_state["high"].high.min()) == (0, 1)
    assert words(panel.stack.numbers["high"]) == "none to all"
    assert "The sources leave 2 starts open" in words(drawn.foot)
    assert print_check(drawn) == ()


def test_low_rows_can_be_printed() -> None:
    """Where rows of states are low, the numbers of their shares do not meet."""
    ensemble = runs_of_valley(
        runs=100, whatifs=("no-observers",), begin=from_moment(RECORD, "2031-03-18T12:00")
    )
    drawn = state_shares(every(ensemble), "phase", RECORD, layout_for="a4")

    assert len(ensemble.parts) > 1
    assert print_check(drawn) == ()


def test_starts_that_do_not_matter_for_a_track_make_areas(two_starts: list[Results]) -> None:
    """The session goes the same way from both: areas, and the foot says by how much they differ."""
    drawn = state_shares(two_starts, "talks")

    assert "In these shares the starts do not differ." in words(drawn.foot)
    assert list(drawn.panels[""].stack.areas) == ["going-on", "none"]


# --- outcomes ------------------------------------------------------------------------------------


def test_a_curve_rises_as_runs_come_to_it(sure: list[Results]) -> None:
    """All come to war on day 2, and none a second time."""
    drawn = outcome_curves(sure)
    curve = drawn.curves["war"][""]
    at = dict(zip((curve.moments / DAY).round(2), curve.low, strict=True))

    assert (at[1.5], at[2.5], at[8.0]) == (0, 1, 1)
    assert words([text for label in drawn.panels["war"].labels for text in label]).startswith(
        "all of the runs by day 8"
    )
    assert drawn.curves["twice"][""].high.max() == 0
    said_ = words([text for label in drawn.panels["twice"].labels for text in label])
    assert said_ == "none of the runs by day 8 95% interval: at most 1.5%"  # three in two hundred


def test_what_was_not_reached_is_said(valley: Ensemble) -> None:
    """Beside the share that came to it by day 60 stands the share that did not."""
    drawn = outcome_curves(list(results(valley)))
    [one] = list(results(valley))
    share = one.outcome("settlement").share
    said_ = words([t for label in drawn.panels["settlement"].labels for t in label])

    assert f"{round(100 * share.share)}% of the runs by day 60" in said_
    assert f"{round(100 - 100 * share.share)}% of the runs not by day 60" in said_


def test_a_whatif_stands_beside_the_plain_curve(valley: Ensemble) -> None:
    """Each has its curve; the what-if says by how much it differs, run by run."""
    drawn = outcome_curves(every(valley))
    panel = drawn.panels["relapse"]
    [change] = [one.differences()["relapse"] for one in results(valley, "no-observers")]
    said_ = words([t for label in panel.labels for t in label])

    assert list(panel.curves) == ["", "no-observers"]
    assert change.change > 0.05
    assert f"{round(100 * change.change)} points more" in said_


def test_outcomes_from_several_starts_are_ranges(two_starts: list[Results]) -> None:
    """In one start it is so already, in the other no run comes to it."""
    drawn = outcome_curves(two_starts)
    curve = drawn.curves["high"][""]

    assert (curve.low[-1], curve.high[-1]) == (0, 1)
    said_ = words([t for label in drawn.panels["high"].labels for t in label])
    assert "none to all of the runs by day 10" in said_
    assert "95% interval: 0–100%" in said_


def test_time_that_is_spent_has_a_bar(valley: Ensemble) -> None:
    """It is told in days in all, on an axis of its own."""
    drawn = outcome_curves(list(results(valley)))

    assert list(drawn.spent) == ["under-truce"]
    assert "days in all" in words(drawn.rulers[1].names)
    assert "median" in words([t for label in drawn.spent["under-truce"].labels for t in label])


def test_outcomes_that_are_left_out_are_named(valley: Ensemble) -> None:
    """A figure of some outcomes says which others there are."""
    drawn = outcome_curves(list(results(valley)), outcomes=["settlement"])

    assert list(drawn.panels) == ["settlement"]
    assert "not drawn in this figure: The truce breaks" in words(drawn.foot)


def heads(fan: Sequence[Any]) -> int:
    """Count the arrows of a fan: lines of three points."""
    return sum(hasattr(mark, "get_xdata") and len(mark.get_xdata()) == 3 for mark in fan)


def test_a_fan_shows_how_far_the_times_lie_apart(valley: Ensemble) -> None:
    """Its line begins where 5 % had come, its bar lies between 25 and 75 %, the stroke at half."""
    [one] = list(results(valley))
    drawn = outcome_curves([one], outcomes=["second-round"])
    [fan] = drawn.panels["second-round"].fans.values()
    early, quarter, half, most, late = (
        one.outcome("second-round").after(at).value for at in (0.05, 0.25, 0.5, 0.75, 0.95)
    )
    line, bar, head, stroke = fan

    assert None not in (early, quarter, half, most)
    assert late is None  # in one run of ten they do not begin twice
    assert list(line.get_xdata()) == pytest.approx([early / DAY, 60])
    assert bar.get_x() == pytest.approx(quarter / DAY)
    assert bar.get_x() + bar.get_width() == pytest.approx(most / DAY)
    assert stroke.get_x() < half / DAY < stroke.get_x() + stroke.get_width()
    assert heads([head]) == 1
    assert "5% by day" in words(drawn.panels["second-round"].days)
    assert "5% by day" in drawn.alt


def test_a_fan_goes_no_further_than_the_runs(sure: list[Results]) -> None:
    """Where all came there is no arrow; where none came there is no fan."""
    drawn = outcome_curves(sure)
    [war], [twice] = (drawn.panels[name].fans.values() for name in ("war", "twice"))

    assert len(war) == 3
    assert heads(war) == 0
    assert twice == ()
    assert "95% by day 2" in words(drawn.panels["war"].days)


def test_times_of_whatifs_can_be_read_from_several_starts_too(two_starts: list[Results]) -> None:
    """From one start it is so at once, from the other never: the whole time, and open."""
    [fan] = outcome_curves(two_starts).panels["high"].fans.values()

    assert list(fan[0].get_xdata()) == pytest.approx([0, 10], abs=0.01)
    assert heads(fan) == 1


def test_what_the_fill_means_stands_in_the_key(sure: list[Results], valley: Ensemble) -> None:
    """Also what lies under the curve, and of which assumptions it is if there are several."""
    alone, beside = (words(outcome_curves(one).key.texts) for one in (sure, every(valley)))

    assert "runs that had come to it" in alone
    assert "runs that had not come to it" in alone
    assert "as assumed" not in alone
    assert "runs that had come to it, as assumed" in beside


def test_more_whatifs_than_there_are_strokes_are_refused() -> None:
    """A fifth curve would look like the first."""
    other = {"waits": {"go": wait(fixed(3 * DAY))}, "because": "slower"}
    names = ["a", "b", "c", "d"]
    assumptions = assumed({"go": wait(fixed(DAY))}, whatifs=dict.fromkeys(names, other))
    ensemble = simulate(WAR, assumptions, runs=5, whatifs=names)

    with pytest.raises(NegotiationError, match="holds 3 what-ifs at most"):
        outcome_curves(every(ensemble))


# --- paths ---------------------------------------------------------------------------------------


def test_paths_and_all_others_make_a_whole(valley: Ensemble) -> None:
    """Every run is in a row: that of its path, or that of all others."""
    drawn = frequent_paths(list(results(valley)), most=4)
    counts = [path.shares[0].count for path in drawn.paths]

    assert counts == sorted(counts, reverse=True)
    assert len(counts) == len(drawn.rows) == 4
    assert sum(counts) + drawn.others.shares[0].count == 1_500
    assert drawn.other is not None


def test_a_path_is_its_states_in_order(sure: list[Results]) -> None:
    """Calm, war, peace, in all runs; nothing is left for a row of others."""
    drawn = frequent_paths(sure)

    assert [text.get_text() for text in drawn.rows[0].names] == ["calm", "war", "peace"]
    assert words(drawn.rows[0].share) == "all"
    assert drawn.other is None


def test_the_middle_of_a_very_long_path_is_left_out_and_counted() -> None:
    """There and back a hundred times: the first states, the last, and how many between."""
    swing = model(
        phase=track(rule("on", ["low"], "high"), rule("off", ["high"], "low"), initial="low")
    )
    waits = {"on": wait(fixed(DAY // 10)), "off": wait(fixed(DAY // 10))}
    drawn = frequent_paths(every(simulate(swing, assumed(waits, horizon=10 * DAY - 1), runs=5)))

    assert len(drawn.paths[0].states) == 100
    assert "… 82 more …" in [text.get_text() for text in drawn.rows[0].names]
    assert print_check(drawn) == ()


def test_paths_from_several_starts_are_ranges(two_starts: list[Results]) -> None:
    """Each start has its own path, which no run from the other takes."""
    drawn = frequent_paths(two_starts)

    assert {path.states for path in drawn.paths} == {("low",), ("high",)}
    assert [words(row.share) for row in drawn.rows] == ["none to all", "none to all"]


# --- files ---------------------------------------------------------------------------------------


def test_all_figures_are_written_at_once(valley: Ensemble, tmp_path: Path) -> None:
    """States of each track, outcomes, and the paths of every variant."""
    written = write_figures(valley, RECORD, tmp_path, tracks=["phase", "issue"], dpi=50)
    names = {path.name for path in tmp_path.iterdir()}

    assert names == {
        "states-phase.png",
        "states-issue.water-shares.png",
        "states-issue.night-pumping.png",
        "outcomes.png",
        "paths.png",
        "paths-no-observers.png",
    }
    assert {path.name for path in written.figures} == names


def test_a_name_of_a_picture_is_what_the_others_begin_with(
    sure: list[Results], tmp_path: Path
) -> None:
    """x.png gives x-states-phase.png, for whoever cannot see it with the numbers."""
    written = write_figures(sure[0].ensemble, None, tmp_path / "x.png", dpi=40, check_print=True)

    assert {path.name for path in tmp_path.iterdir()} == {
        "x-states-phase.png", "x-outcomes.png", "x-paths.png",
    }  # fmt: skip
    assert "On day 4: war: all." in written.figures[tmp_path / "x-states-phase.png"].alt
    assert set(written.findings.values()) == {()}


def test_names_in_a_file_are_text_and_nothing_else(tmp_path: Path) -> None:
    """Markup, formulas and line ends in labels stand in the SVG as they are written.

    It carries its letters and a title.
    """
    label = {"en": "<script>alert(1)</script> $x^2$\n{z}"}
    outcome = reach({"phase": ["war"]}) | {"label": label}
    assumptions = assumed({"go": wait(fixed(DAY))}, {"odd": outcome}, title=label)
    drawn = outcome_curves(every(simulate(WAR, assumptions, runs=10)))
    path = save(drawn, tmp_path / "x.svg", alt=drawn.alt)
    text = path.read_text(encoding="utf-8")

    assert "<title" in text
    assert "@font-face" in text
    assert "<script" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; $x^2$ {z}" in text


@pytest.mark.parametrize("form", ["png", "svg", "pdf"])
def test_a_second_run_writes_the_same_bytes(sure: list[Results], tmp_path: Path, form: str) -> None:
    """Same runs, same file."""
    one, other = (
        save(
            outcome_curves(sure, outcomes=["war"]), tmp_path / f"{name}.{form}", dpi=40
        ).read_bytes()
        for name in ("one", "other")
    )

    assert one == other


def test_nothing_is_overwritten_unasked(sure: list[Results], tmp_path: Path) -> None:
    """One file in the way, and none is written."""
    (tmp_path / "paths.png").write_text("mine", encoding="utf-8")

    with pytest.raises(NotWritten, match="--force"):
        write_figures(sure[0].ensemble, None, tmp_path, dpi=50)
    assert [path.name for path in tmp_path.iterdir()] == ["paths.png"]


def test_more_than_three_whatifs_go_on_in_further_figures(tmp_path: Path) -> None:
    """Four what-ifs: three beside the plain assumptions, then one; none is dropped."""
    slower = {"waits": {"go": wait(fixed(3 * DAY))}, "because": "slower"}
    names = ["a", "b", "c", "d"]
    assumptions = assumed(
        {"go": wait(fixed(2 * DAY))}, whatifs=dict.fromkeys(names, slower), horizon=8 * DAY
    )
    ensemble = simulate(WAR, assumptions, runs=20, whatifs=names)
    written = write_figures(ensemble, None, tmp_path, dpi=50)
    shown = {path.name: set(getattr(one, "panels", {})) for path, one in written.figures.items()}

    assert shown["states-phase.png"] == {"", "a", "b", "c"}
    assert shown["2-states-phase.png"] == {"", "d"}
    assert {"outcomes.png", "2-outcomes.png", "paths-d.png"} <= shown.keys()


def test_what_paper_has_no_room_for_goes_on_in_another_figure(tmp_path: Path) -> None:
    """A slide is not made higher: outcomes go on in a second one, and all are drawn."""
    outcomes = {f"war-{number}": reach({"phase": ["war"]}) for number in range(5)}
    ensemble = simulate(WAR, assumed({"go": wait(fixed(DAY))}, outcomes), runs=10)
    written = write_figures(ensemble, None, tmp_path, layout_for="slide", dpi=40)
    drawn = [one for path, one in written.figures.items() if path.name.startswith("outcomes")]

    assert len(drawn) > 1
    assert sum(len(one.panels) + len(one.spent) for one in drawn) == 5  # type: ignore[union-attr, arg-type]
    assert [finding for one in drawn for finding in print_check(one)] == []


def test_what_cannot_be_drawn_is_refused(sure: list[Results], tmp_path: Path) -> None:
    """A track that there is not, a kind of picture that there is not, and no run at all."""
    ensemble = sure[0].ensemble
    with pytest.raises(UnknownName, match='no track "phas"'):
        write_figures(ensemble, None, tmp_path, tracks=["phas"])
    with pytest.raises(NegotiationError, match='"gif" is no kind of picture'):
        write_figures(ensemble, None, tmp_path, formats=["gif"])
    with pytest.raises(NegotiationError, match="no run was made"):
        state_shares([])
    assert list(tmp_path.iterdir()) == []


def test_an_interrupted_ensemble_says_so() -> None:
    """A figure of the runs that were made says how many were asked for."""

    def stop(_done: int) -> None:
        raise KeyboardInterrupt

    ensemble = simulate(WAR, AFTER_TWO_DAYS, runs=5_000, watch=stop)
    shown = every(ensemble)

    assert ensemble.interrupted
    assert shown[0].runs < 5_000
    assert f"of 5,000 runs only {shown[0].runs:,} were made" in words(state_shares(shown).foot)
