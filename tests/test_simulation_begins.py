"""Where runs begin: held against every timing and order of small stories, listed one by one."""

from collections.abc import Mapping
from random import Random
from typing import Any

import pytest

from negotiation.chronology import Chronology
from negotiation.errors import NegotiationError, UnknownName
from negotiation.load import load, load_assumptions
from negotiation.machine import Machine
from negotiation.replay import replay
from negotiation.simulation.begins import Begin, from_event, from_moment, from_start, origins
from negotiation.simulation.ensemble import plan as planned
from negotiation.simulation.ensemble import simulate
from negotiation.simulation.plan import Plan
from negotiation.simulation.results import results
from tests.making import event, model, report, rule, story, track
from tests.simulated import (
    DAY,
    HOUR,
    TOPICS,
    WITH_MEMORY,
    Case,
    assumed,
    exponential,
    fixed,
    fresh,
    random_assumptions,
    reach,
    wait,
)
from tests.timings import (
    Ages,
    States,
    begins,
    between,
    found,
    hour,
    listed,
    random_story,
    stops,
)


@pytest.mark.parametrize("first", range(0, 48, 12))
def test_every_configuration_that_is_possible_is_a_start_and_no_other(first: int) -> None:
    """At every hour and after every event of 48 random stories, over all their timings."""
    several = 0
    for seed in range(first, first + 12):
        _, told, hours = random_story(seed)
        machine = Machine(told.model, TOPICS)
        for begin, stop in begins(told, hours):
            expected = {listed(machine, order) for _, order in stops(told, hours, stop)}
            assert found(begin, set(machine.start)) == expected, (seed, stop)
            several += len(expected) > 1

    assert several > 5


def _case(random: Random, told: Chronology) -> Case:
    assumptions = random_assumptions(random, told.model, WITH_MEMORY)
    plan = planned(told.model, TOPICS, assumptions, assumptions.horizon)
    return Case(told.model, TOPICS, assumptions, plan, fresh(plan))


@pytest.mark.parametrize("seed", range(30))
def test_ages_bound_those_of_the_order_that_is_followed(seed: int) -> None:
    """For every start some timings that lead there have all their ages within its two bounds.

    Only one order that leads to a start is followed; where there is one order alone, all timings
    do: see the next test.
    """
    random, told, hours = random_story(seed)
    case = _case(random, told)
    ages = Ages(case)
    for begin, stop in begins(told, hours):
        known: dict[States, list[dict[str, int]]] = {}
        for at, order in stops(told, hours, stop):
            known.setdefault(ages.begun(order)[0], []).append(ages.at(at, order, stop))
        for states, bounds in _bounds(case.plan, begin).items():
            assert any(_within(one, bounds) for one in known[states]), (seed, stop)


Bounds = dict[str, tuple[float, float]]


def _bounds(plan: Plan, begin: Begin) -> dict[States, Bounds]:
    """Give for every start the shortest and the longest age of each wait.

    Stories that no assumption survives are left out.
    """
    every: dict[States, list[Any]] = {}
    try:
        for start, [origin] in origins([plan], begin):
            states = tuple((name, start[name]) for name in plan.tables.names)
            every.setdefault(states, []).append(origin.age)
    except NegotiationError:
        return {}
    names = [race.name for race in plan.races]
    return {
        states: {name: (float(found[0][n]), float(found[-1][n])) for n, name in enumerate(names)}
        for states, found in every.items()
    }


def _within(known: Mapping[str, int], bounds: Bounds) -> bool:
    return all(bounds[name][0] <= age <= bounds[name][1] for name, age in known.items())


@pytest.mark.parametrize("seed", range(25))
def test_ages_bound_all_timings_where_the_order_is_sure(seed: int) -> None:
    """Events in hours of their own: every possible age lies within the bounds, and they are tight.

    Tight to an hour for each end: a window is known no better than that here.
    """
    random, told, _ = random_story(seed)
    hours = {"a": (1, 1), "b": (2, 2), "c": (3, 4)}
    events = [
        one.model_copy(update={"reports": event(key, one.kind, between(*hours[key])).reports})
        for key, one in told.events.items()
    ]
    told = story(told.model, *events, issues=told.issues, places=told.places)
    case = _case(random, told)
    ages = Ages(case)
    for begin, stop in begins(told, hours):
        bounds = _bounds(case.plan, begin)
        if len(bounds) != 1:
            continue
        [only] = bounds.values()
        every = [ages.at(at, order, stop) for at, order in stops(told, hours, stop)]
        assert all(_within(one, only) for one in every)
        for name, (shortest, longest) in only.items():
            known = [one[name] for one in every]
            assert shortest <= min(known) <= shortest + HOUR
            assert longest - HOUR <= max(known) <= longest


# --- which configurations are told apart ---------------------------------------------------------

MANY = model(
    phase=track(rule("talks", "quiet", "talks"), rule("shots", "talks", "quiet"), initial="quiet"),
    truce=track(rule("truce", "none", "on"), rule("shots", "on", "none"), initial="none"),
    issue=track(rule("asked", "not-raised", "asked"), initial="not-raised", for_each="issues"),
)
NAMES = [f"issue-{n}" for n in range(12)]


def many() -> Chronology:
    """Give a story in which twelve issues are raised on a day, no one knows when."""
    raised = [event(name, "asked", "2031-03-02", issues=(name,)) for name in NAMES]
    issues = {name: {"id": name} for name in NAMES}
    quiet = event("talks", "talks", "2031-03-01T10:00")
    return story(MANY, quiet, *raised, issues=issues)


SHOTS = {"shots": wait(exponential(DAY)), "talks": wait({"weibull": {"scale": DAY, "shape": 2}})}


def test_what_nothing_looks_at_makes_no_start_of_its_own() -> None:
    """Twelve issues may or may not have been raised, and no wait asks: one start, not 4,096."""
    told = many()
    begin = from_moment(replay(told), "2031-03-02T12:00")
    ensemble = simulate(told, assumed(SHOTS), runs=10, begin=begin)

    [part] = ensemble.parts
    assert part.start["phase"] == "talks"


def test_an_outcome_or_a_wait_looks_at_its_tracks() -> None:
    """If an outcome asks for one of the issues there are two starts, raised and not raised."""
    told = many()
    begin = from_moment(replay(told), "2031-03-02T12:00")
    for outcome in (reach({"issue/issue-3": ["asked"]}), {"time-in": {"issue/issue-3": ["asked"]}}):
        ensemble = simulate(told, assumed(SHOTS, {"it": outcome}), runs=10, begin=begin)
        assert {part.start["issue/issue-3"] for part in ensemble.parts} == {"asked", "not-raised"}
    waits = SHOTS | {"asked": wait(exponential(DAY), issues=["issue-3"])}
    assert len(simulate(told, assumed(waits), runs=10, begin=begin).parts) == 2


def test_too_many_starts_are_an_error_that_names_what_is_open() -> None:
    """Waits that ask for all twelve issues: the error says what is open, and what to do."""
    told = many()
    begin = from_moment(replay(told), "2031-03-02T12:00")
    waits = SHOTS | {"asked": wait(exponential(DAY), issues=["each"])}

    with pytest.raises(NegotiationError, match=r"too many|4,096") as caught:
        simulate(told, assumed(waits), runs=10, begin=begin)
    assert "issue/issue-0" in str(caught.value)
    assert "begin at another moment" in str(caught.value)


def test_tracks_that_one_event_moves_are_moved_together() -> None:
    """Shots move two tracks at once, at an hour not known: two starts, and not four."""
    told = story(
        MANY,
        event("talks", "talks", "2031-03-01T08:00"),
        event("truce", "truce", "2031-03-01T09:00"),
        event("shots", "shots", "2031-03-02"),
    )
    starts = from_moment(replay(told), "2031-03-02T12:00").starts({"phase", "truce"})

    assert {tuple(start.configuration.values()) for start in starts} == {
        ("talks", "on"), ("quiet", "none"),
    }  # fmt: skip


def test_what_came_surely_after_has_not_come_before() -> None:
    """Talks came after the truce, both at hours not known: never talks and no truce."""
    told = story(
        MANY,
        event("truce", "truce", "2031-03-02"),
        event("talks", "talks", report("2031-03-02", after=("truce",))),
    )
    starts = from_moment(replay(told), "2031-03-02T12:00").starts({"phase", "truce"})

    assert {tuple(start.configuration.values()) for start in starts} == {
        ("quiet", "none"), ("quiet", "on"), ("talks", "on"),
    }  # fmt: skip


def test_each_start_goes_with_the_events_that_lead_there() -> None:
    """Where shots have been fired the talks wait since then; where not, they do not wait."""
    told = story(
        MANY,
        event("talks", "talks", "2031-03-01T08:00"),
        event("shots", "shots", between(10, 13)),
        event("truce", "truce", "2031-03-01T20:00"),
    )
    plan = planned(MANY, {}, assumed(SHOTS), DAY)
    talks = [race.name for race in plan.races].index("wait/talks")
    begin = from_moment(replay(told), hour(12))

    assert [(start["phase"], origin.age[talks]) for start, [origin] in origins([plan], begin)] == [
        ("quiet", 0.0), ("quiet", 2 * HOUR), ("talks", 0.0),
    ]  # fmt: skip


def test_what_ifs_begin_in_the_same_configurations() -> None:
    """One variant has two ages for a start and the other one: each part is one configuration."""
    told = story(
        MANY, event("truce", "truce", between(9, 14)), event("talks", "talks", between(9, 14))
    )
    waits = {
        "shots": wait({"gamma": {"mean": 2 * DAY, "shape": 3}}),
        "talks": wait(exponential(DAY)),
        "truce": wait(exponential(DAY)),
    }
    forgetful = {"because": "it forgets", "waits": {"shots": wait(exponential(2 * DAY))}}
    assumptions = assumed(waits, whatifs={"other": forgetful})
    begin = from_moment(replay(told), hour(12))
    ensemble = simulate(told, assumptions, runs=10, begin=begin, whatifs=["other"])

    assert len(ensemble.parts) > 4
    for part in ensemble.parts:
        for plan, origin in zip(ensemble.plans, part.origins, strict=True):
            assert plan.tables.said(origin.configuration) == dict(part.start)


# --- words and refusals --------------------------------------------------------------------------


def test_runs_from_the_start_have_the_start_of_the_model() -> None:
    """Where nothing is said they begin there, once, and no wait has an age."""
    plan = planned(MANY, {}, assumed(SHOTS), DAY)
    [(start, [origin])] = origins([plan], from_start(plan.tables.machine.start))

    assert start == {"phase": "quiet", "truce": "none"}
    assert not origin.age.any()


def test_a_moment_outside_the_record_is_refused() -> None:
    """Before the first event and after the last publication nothing is known."""
    history = replay(many())

    for when in ("2031-02-28", "2032-02-01"):
        with pytest.raises(NegotiationError, match=f"the record does not reach {when}"):
            from_moment(history, when)


def test_an_event_that_did_not_happen_is_refused() -> None:
    """One that is only announced, and one that there is not."""
    told = story(MANY, event("talks", "talks", report("2031-03-01", modality="announced")))

    with pytest.raises(NegotiationError, match="no report says"):
        from_event(replay(told), "talks")
    with pytest.raises(UnknownName):
        from_event(replay(told), "nothing")


def test_an_assumption_that_the_record_rules_out_is_refused() -> None:
    """A wait of two hours at most that has lasted for four: the error says which, and how long."""
    told = story(MANY, event("truce", "truce", hour(7)), event("talks", "talks", hour(8)))
    begin = from_moment(replay(told), hour(12))
    waits = {"shots": wait(fixed(2 * HOUR))}

    with pytest.raises(NegotiationError, match=r'^the wait "shots" has lasted 4\.0 hours by then'):
        simulate(told, assumed(waits), runs=10, begin=begin)


def test_a_timeout_that_the_record_outlasts_is_refused_in_words() -> None:
    """Talks that lapse after two hours and go on for four in the record: the error says which."""
    lapsing = model(
        phase=track(
            rule("talks", "quiet", "talks"),
            rule("lapse", "talks", "quiet", timeout="PT2H"),
            rule("truce", "quiet", "truce"),
            initial="quiet",
        ),
        truce=track(rule("truce", "none", "on"), initial="none"),
    )
    told = story(lapsing, event("talks", "talks", hour(8)))
    waits = {"truce": wait(exponential(DAY))}

    message = r'^the stay in "talks" of the track "phase" has lasted 4\.0 hours .* timeout allows'
    with pytest.raises(NegotiationError, match=message):
        simulate(told, assumed(waits), runs=10, begin=from_moment(replay(told), hour(12)))


def test_a_wait_that_almost_none_outlasts_is_refused_too() -> None:
    """Of shape 20, a wait of an hour lasts for four hours in less than one in 10 to the 12th."""
    told = story(MANY, event("truce", "truce", hour(7)), event("talks", "talks", hour(8)))
    begin = from_moment(replay(told), hour(12))
    waits = {"shots": wait({"weibull": {"scale": HOUR, "shape": 20}})}

    with pytest.raises(NegotiationError, match="longer than its assumption allows"):
        simulate(told, assumed(waits), runs=10, begin=begin)


@pytest.mark.parametrize("when", ["2031-03-08T12:00", "2031-03-10"])
def test_the_valley_is_taken_up_where_its_record_stands(when: str) -> None:
    """Each part of an ensemble begins in a configuration that the replay holds possible then."""
    told = load("valley")
    assumptions, theory = load_assumptions("valley", told)
    begin = from_moment(history := replay(told), when)
    ensemble = simulate(told, assumptions, model=theory, runs=20, begin=begin)
    possible = {name: at.possible for name, at in history.at(when).items()}

    for one in results(ensemble):
        for name, state in one.part.start.items():
            assert state in possible[name]
            assert one.states(name)[state][0] == 20
