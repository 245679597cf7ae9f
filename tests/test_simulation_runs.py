"""Runs: what the kernel counts, the telling event by event, and the words of the docs agree."""

from typing import Any

import numpy as np
import pytest

from negotiation.assumptions import LONGEST
from negotiation.errors import NegotiationError
from negotiation.library import assumptions as shipped
from negotiation.load import load, load_assumptions
from negotiation.model import Model
from negotiation.simulation.ensemble import plan as planned
from negotiation.simulation.ensemble import simulate
from negotiation.simulation.plan import BINS, POINTS, Origin, Plan
from negotiation.simulation.results import results
from negotiation.simulation.runs import Happened, tell_run
from tests.followed import counted_by_hand, followed
from tests.making import model, rule, track
from tests.simulated import (
    DAY,
    FORMS,
    HOUR,
    WITH_MEMORY,
    assumed,
    block,
    exponential,
    fixed,
    fresh,
    random_case,
    reach,
    wait,
)

SEED = 2031


def told(plan: Plan, origin: Origin, runs: int, first: int = 0) -> list[list[Happened]]:
    return [tell_run(plan, origin, SEED, run) for run in range(first, first + runs)]


def agree(plan: Plan, origin: Origin, runs: int, first: int = 0) -> int:
    """Hold the kernel against the telling of the same runs; give how many events there were."""
    events = told(plan, origin, runs, first)
    by_hand = counted_by_hand(plan, origin, events, BINS)
    counted, each = block(plan, origin, SEED, first, runs)

    assert np.array_equal(counted.happened, by_hand.happened)
    assert np.array_equal(counted.spent, by_hand.spent)
    assert np.array_equal(np.cumsum(counted.moves, axis=1)[:, : POINTS + 1], by_hand.on_grid)
    assert np.array_equal(counted.stayed, by_hand.stayed)
    assert np.array_equal(each.first, by_hand.first)  # in seconds, bit for bit
    assert counted.reached[:, :-1].sum() == np.isfinite(by_hand.first).sum()
    return sum(map(len, events))


# --- the kernel and the telling ------------------------------------------------------------------


@pytest.mark.parametrize("name", shipped())
def test_shipped_assumptions_are_counted_as_they_are_told(name: str) -> None:
    """Events, times, stays and states of 20 runs from the start, whatever the variant."""
    story = load(name)
    assumptions, theory = load_assumptions(name, story)
    for variant in ("", *assumptions.whatifs):
        one = assumptions.otherwise(variant) if variant else assumptions
        plan = planned(theory, story.topics(), one, one.horizon)

        assert agree(plan, fresh(plan), 20) > 200


@pytest.mark.parametrize("form", FORMS)
def test_random_runs_are_counted_as_they_are_told(form: str) -> None:
    """Random models with random waits of one form, and others where exponential ones join them."""
    events = 0
    for number in range(8):
        for forms in ((form,), (form, "exponential")):
            case = random_case(1_000 * FORMS.index(form) + number, forms)
            events += agree(case.plan, case.origin, 3)

    assert events > 50


@pytest.mark.parametrize("aged", [False, True], ids=["fresh", "aged"])
def test_timeouts_and_ages_are_counted_as_they_are_told(aged: bool) -> None:
    """Models with timeouts among waits of all forms, also where waits have lasted for some time."""
    events = 0
    for number in range(25):
        case = random_case(20_000 + number, timeouts=True, aged=aged)
        events += agree(case.plan, case.origin, 4)

    assert events > 1_000


def test_runs_are_numbered_through() -> None:
    """A block that begins with run 1,000,000 makes that run and no other."""
    case = random_case(3)

    agree(case.plan, case.origin, 5, first=1_000_000)


def test_a_clock_visited_often_is_drawn_like_one_visited_once() -> None:
    """Numbers drawn ahead, in batches, change nothing: some 200 visits of one clock in a run."""
    theory = model(x=track(rule("tick", "a"), rule("turn", "a", "b"), initial="a"))
    for after in (exponential(HOUR), {"gamma": {"mean": HOUR, "shape": 2}}):
        waits = {"ticks": wait(after, kind="tick")}
        marks = {f"n{n}": reach(*[{"event": "tick"}] * n) for n in (1, 4, 5, 6, 20, 21, 37, 150)}
        assumptions = assumed(waits, marks, horizon=8 * DAY)
        plan = planned(theory, {}, assumptions, 8 * DAY)

        assert agree(plan, fresh(plan), 5) > 800


def _chain() -> tuple[Model, dict[str, Any]]:
    """Give a model that is no more than a Markov chain, and what may happen in it."""
    theory = model(
        phase=track(
            rule("step", "a", "b"), rule("step", "b", "c"), rule("back", ["b", "c"], "a"),
            rule("wink", ["a", "b", "c"]), initial="a",
        )
    )  # fmt: skip
    waits = {
        "forth": wait(exponential(5 * HOUR), kind="step"),
        "back": wait(exponential(9 * HOUR)),
        "wink": wait(exponential(20 * HOUR), while_={"phase": ["a", "c"]}),
    }
    return theory, waits


def test_paths_are_those_of_the_runs() -> None:
    """The most frequent sequence of states is the one that the telling finds most often."""
    theory, waits = _chain()
    ensemble = simulate(theory, assumed(waits, horizon=DAY), runs=400, seed=SEED)
    plan = ensemble.plans[0]
    sequences: dict[tuple[str, ...], int] = {}
    for events in told(plan, fresh(plan), 400):
        moves = [o.after for one in events for o in one.outcomes if o.moved]
        sequences[("a", *moves)] = sequences.get(("a", *moves), 0) + 1
    [found] = results(ensemble)

    assert {p.states: p.share.count for p in found.paths(most=1_000)} == sequences


# --- the telling and the words -------------------------------------------------------------------


@pytest.mark.parametrize("timeouts", [False, True], ids=["waits", "timeouts"])
@pytest.mark.parametrize("aged", [False, True], ids=["fresh", "aged"])
def test_runs_are_what_the_words_say(timeouts: bool, aged: bool) -> None:
    """The same events at the same seconds as following clocks by the docs, with no table or race.

    In random models, for every form of wait but the one that forgets; its laws stand elsewhere.
    """
    events = 0
    for number in range(30):
        case = random_case(40_000 + number, WITH_MEMORY, timeouts=timeouts, aged=aged)
        horizon = case.plan.arrays.horizon
        for run in range(2):
            found = tell_run(case.plan, case.origin, SEED, run)
            expected = list(followed(case, SEED, run, horizon))
            assert [one.sort.key for one in found] == [sort.key for _, sort, _ in expected]
            assert [one.outcomes for one in found] == [outcomes for _, _, outcomes in expected]
            assert [one.time for one in found] == pytest.approx(
                [t for t, _, _ in expected], rel=0, abs=1e-12 * horizon
            )
            events += len(found)

    assert events > 600


# --- timeouts ------------------------------------------------------------------------------------

TRUCE = model(
    truce=track(
        rule("truce-begins", "none", "in-effect"),
        rule("truce-lapses", "in-effect", "none", timeout=10 * HOUR, unless={"talks": ["on"]}),
        rule("shots", "in-effect", "none"),
        initial="in-effect",
    ),
    talks=track(rule("talks", "off", "on"), rule("pause", "on", "off"), initial="off"),
)


def times(
    waits: dict[str, Any], horizon: int = 60 * HOUR, theory: Model = TRUCE
) -> list[tuple[str, float]]:
    """Give the events of a run, whose waits all have one length, with the hours."""
    assumptions = assumed(waits, horizon=horizon)
    plan = planned(theory, {}, assumptions, horizon)
    agree(plan, fresh(plan), 2)
    [events] = told(plan, fresh(plan), 1)
    return [(one.sort.kind, one.time / HOUR) for one in events]


def test_a_timeout_is_armed_on_entry_the_initial_state_included() -> None:
    """The truce lapses ten hours after the run begins, and ten after each new truce."""
    assert times({"truce-begins": wait(fixed(15 * HOUR))}) == [
        ("truce-lapses", 10), ("truce-begins", 25), ("truce-lapses", 35),
        ("truce-begins", 50), ("truce-lapses", 60),
    ]  # fmt: skip


def test_a_timeout_is_cancelled_on_leaving() -> None:
    """Shots after four hours end the truce: it does not lapse at ten, but ten after the next."""
    waits = {
        "shots": wait(fixed(4 * HOUR), while_={"talks": ["off"]}),
        "truce-begins": wait(fixed(2 * HOUR)),
        "talks": wait(fixed(5 * HOUR)),
    }

    assert times(waits, horizon=20 * HOUR + 1) == [("shots", 4), ("talks", 5), ("truce-begins", 6)]


def test_a_timeout_whose_condition_fails_then_lapses_unsaid() -> None:
    """While talks are on the truce does not lapse; nor does it when they pause, for it is past."""
    waits = {"talks": wait(fixed(9 * HOUR)), "pause": wait(fixed(3 * HOUR))}
    assert times(waits, horizon=20 * HOUR + 1) == [("talks", 9), ("pause", 12)]


def test_at_the_same_moment_any_other_event_comes_before_a_timeout() -> None:
    """Talks begin at the tenth hour, just when the truce would lapse: so it does not."""
    waits = {"talks": wait(fixed(10 * HOUR))}
    assert times(waits, horizon=20 * HOUR + 1) == [("talks", 10)]


def test_of_waits_that_end_together_the_first_of_the_file_comes_first() -> None:
    """Shots and talks both at the fourth hour: in the order in which they are assumed."""
    shots, talks = wait(fixed(4 * HOUR)), wait(fixed(4 * HOUR))

    assert [k for k, _ in times({"shots": shots, "talks": talks}, 5 * HOUR)] == ["shots", "talks"]
    assert [k for k, _ in times({"talks": talks, "shots": shots}, 5 * HOUR)] == ["talks", "shots"]


@pytest.mark.parametrize("length", [0, 10**12])
def test_a_timeout_of_no_time_or_of_ages_is_refused(length: int) -> None:
    """Nothing and thirty thousand years are slips: the error names the track."""
    theory = model(x=track(rule("go", "a", "b", timeout=length), initial="a"))

    with pytest.raises(NegotiationError, match='a timeout of the track "x" is no length'):
        simulate(theory, assumed({"go": wait(fixed(HOUR))}), runs=1)


# --- ends ----------------------------------------------------------------------------------------


def test_an_event_at_the_horizon_counts_and_one_after_it_does_not() -> None:
    """A horizon of exactly four waits of five hours holds four events; a second less, three."""
    theory = model(x=track(rule("tick", "a"), initial="a"))
    ticks = {"tick": wait(fixed(5 * HOUR))}

    assert len(times(ticks, 20 * HOUR, theory)) == 4
    assert len(times(ticks, 20 * HOUR - 1, theory)) == 3


@pytest.mark.parametrize("minutes", [1, 5, 60, 360, 2_190])
def test_an_event_at_a_point_of_the_grid_is_counted_from_there_on(minutes: int) -> None:
    """States are those after what happened by then, whichever point of the 240 it is."""
    theory = model(x=track(rule("tick", "a", "b"), rule("tick", "b", "a"), initial="a"))
    step = 60 * minutes
    assumptions = assumed({"tick": wait(fixed(step))}, horizon=step * POINTS)
    [found] = results(simulate(theory, assumptions, runs=1))

    assert found.states("x")["b"].tolist() == [point % 2 for point in range(POINTS + 1)]


def test_a_longer_horizon_changes_nothing_before_the_shorter_one() -> None:
    """Runs are the same as far as they go: those to day 3 are the first part of those to day 9."""
    theory, waits = _chain()
    marks = {"c": reach({"phase": ["c"]})}
    first = []
    for days in (3, 9):
        plan = planned(theory, {}, assumed(waits, marks, horizon=days * DAY), days * DAY)
        first.append(block(plan, fresh(plan), SEED, 0, 500)[1].first[:, 0])
    short, long = first

    assert np.array_equal(short, np.where(long <= 3 * DAY, long, np.inf))


@pytest.mark.parametrize("after", [exponential(2), fixed(2)], ids=["as a chain", "by the kernel"])
def test_a_run_that_never_ends_is_an_error(after: dict[str, Any]) -> None:
    """More than a million events in a run: the error names the run and says what to change."""
    theory = model(x=track(rule("tick", "a"), initial="a"))
    assumptions = assumed({"tick": wait(after)}, horizon=100 * DAY)

    with pytest.raises(NegotiationError, match="run 0 has more than a million events"):
        simulate(theory, assumptions, runs=1)


def test_more_seconds_than_can_be_counted_are_refused() -> None:
    """A thousand years hold 31,536,000,000 seconds: 292 million runs of them, and no more."""
    theory = model(x=track(rule("tick", "a"), initial="a"))
    assumptions = assumed({"tick": wait(exponential(LONGEST))}, horizon=LONGEST)

    assert simulate(theory, assumptions, runs=1).done == 1
    with pytest.raises(NegotiationError, match="more seconds than can be counted; ask for at most"):
        simulate(theory, assumptions, runs=300_000_000)
    with pytest.raises(NegotiationError, match="over a thousand years away"):
        simulate(theory, assumptions, runs=1, horizon=LONGEST + 1)


def test_where_nothing_may_happen_nothing_does() -> None:
    """A wait that no state allows: no event, and the whole time in the first state."""
    theory = model(x=track(rule("go", "b", "a"), rule("come", "a", "b"), initial="a"))
    assumptions = assumed({"go": wait(fixed(HOUR))}, horizon=DAY)
    [found] = results(simulate(theory, assumptions, runs=10))

    assert found.happened() == {"go": 0.0}
    assert found.time_in("x") == {"b": 0.0, "a": float(DAY)}
