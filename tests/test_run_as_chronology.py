"""A run told as a chronology: replayed, it does what was simulated; claims are asked of it."""

import math
from collections.abc import Iterator
from functools import cache

import pytest

from negotiation.chronology import Chronology
from negotiation.errors import NegotiationError
from negotiation.gherkin.of_runs import ask_runs, read_claim
from negotiation.load import load, load_assumptions
from negotiation.replay import replay
from negotiation.simulation.as_chronology import NOWHERE, Told, moment_of
from negotiation.simulation.begins import from_event, from_moment
from negotiation.simulation.ensemble import Ensemble, simulate
from negotiation.simulation.estimation import estimate
from negotiation.simulation.runs import Happened, tell_run
from negotiation.simulation.starts import count_starts
from tests.making import model, rule, track
from tests.simulated import DAY, assumed, exponential, wait

RUNS = 25


@cache
def made(name: str, when: str) -> tuple[Chronology, Ensemble]:
    """Give a few runs of a shipped chronology from a moment, an event or the model's start."""
    chronology = load(name)
    assumptions, model = load_assumptions(name, chronology)
    history = replay(chronology)
    begin = None
    if when:
        begin = (from_event if when in chronology.events else from_moment)(history, when)
    runs = simulate(chronology, assumptions, model=model, runs=RUNS, begin=begin)
    return chronology, runs


@pytest.mark.parametrize(
    ("name", "when"),
    [("valley", ""), ("valley", "2031-03-16"), ("daraa-2018", ""), ("daraa-2018", "ultimatum")],
)
def test_replay_of_a_run_does_what_was_simulated(name: str, when: str) -> None:
    """Every event of every run does to every track what the tables did, from the same start."""
    chronology, ensemble = made(name, when)
    told = Told(ensemble.model, chronology, moment_of(ensemble.begin), ensemble.horizon)

    for part in ensemble.parts:
        for number in range(RUNS):
            run = tell_run(ensemble.plans[0], part.origins[0], ensemble.seed, number)
            history = told.history(run, part.start)
            assert [step.outcomes for step in history.steps] == [one.outcomes for one in run]
            assert [step.event.kind for step in history.steps] == [one.sort.kind for one in run]


def test_kinds_of_long_names_keep_their_events() -> None:
    """Two kinds whose names differ in the last letter of eighty: no event replaces another."""
    long = "a" * 79
    theory = model(x=track(rule(f"{long}b", "x"), rule(f"{long}c", "x"), initial="x"))
    waits = {n: wait(exponential(DAY), kind=f"{long}{n}") for n in "bc"}
    ensemble = simulate(theory, assumed(waits), runs=1)
    run = tell_run(ensemble.plans[0], ensemble.parts[0].origins[0], ensemble.seed, 0)
    told = Told(theory, None, None, ensemble.horizon).chronology(run)

    assert {one.sort.kind for one in run} == {f"{long}b", f"{long}c"}
    assert [event.kind for event in told.events.values()] == [one.sort.kind for one in run]


def test_run_is_marked_as_no_record() -> None:
    """Its one source calls itself a simulation, and its title says that it is not a record."""
    chronology, ensemble = made("valley", "")
    told = Told(ensemble.model, chronology, None, ensemble.horizon)
    run = tell_run(ensemble.plans[0], ensemble.parts[0].origins[0], 1, 0)
    one = told.chronology(run)

    assert "not a record" in one.title["en"]
    assert [source.outlet for source in one.sources.values()] == [
        "a simulation, under assumptions; not a record"
    ]
    assert told.record.start == NOWHERE


def test_starts_are_counted_before_anything_is_run() -> None:
    """As many starts are foretold as there are parts of the ensemble in the end."""
    chronology, ensemble = made("valley", "2031-03-16")
    counted = count_starts(
        ensemble.model, chronology.topics(), ensemble.assumptions, ensemble.begin, ensemble.horizon
    )

    assert counted == len(ensemble.parts) == 8
    assert count_starts(ensemble.model, {}, ensemble.assumptions, None, 1) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('the "truce" was never "broken"', 'Then the "truce" was "broken" at least 1 time'),
        (
            'the last known "phase" was "settlement"',
            "Alors le dernier état connu de la piste « phase » était « settlement »",
        ),
    ],
)
def test_sentences_that_say_the_same_or_the_opposite(one: str, other: str) -> None:
    """A claim and its opposite share the runs between them; another language asks the same."""
    chronology, ensemble = made("valley", "")
    first, second = ask_runs(ensemble, chronology, (read_claim(one), read_claim(other)), RUNS)

    assert first.holds in {second.holds, second.fails}
    assert first.holds + first.fails == second.holds + second.fails == RUNS


def test_claim_of_a_date_before_the_runs_cannot_be_asked() -> None:
    """Runs that begin in March 2031 say nothing of 2030."""
    chronology, ensemble = made("valley", "2031-03-16")
    claim = read_claim('the "truce" was "in-effect" on 1 March 2030')

    with pytest.raises(NegotiationError, match="cannot be asked of any run"):
        list(ask_runs(ensemble, chronology, (claim,), 3))


THEORY = model(
    truce=track(
        rule("begins", ["none", "broken"], "on"),
        rule("shots", ["on"], "broken", where={"scale": "wide"}),
        rule("shots", ["on", "broken"]),
        initial="none",
    ),
    session=track(
        rule("opens", "none", "on", requires={"truce": ["on"]}),
        rule("closes", "on", "none"),
        rule("deal", "on", "none"),
        initial="none",
    ),
)
RATES = {"begins": 1 / 2, "shots": 1 / 3, "opens": 2 / 3, "closes": 1.0, "deal": 1 / 4}  # a day
SHARES = {"wide": 1, "local": 3}


def test_estimate_gives_back_the_rates_of_the_runs() -> None:
    """Sixty runs of eight days as records: every count is within four standard errors."""
    waits = {kind: wait(exponential(DAY / a_day)) for kind, a_day in RATES.items()}
    scales = [{"kind": "shots", "details": {"scale": s}, "share": n} for s, n in SHARES.items()]
    waits["shots"]["leads-to"] = scales
    ensemble = simulate(THEORY, assumed(waits, horizon=8 * DAY), runs=60, seed=77)
    told = Told(THEORY, None, None, 8 * DAY - 2)  # the record ends with its last whole day
    found = estimate(
        {
            f"run-{number}": told.chronology(run)
            for number in range(60)
            if (run := list(begun(ensemble, number, 8 * DAY - 2)))
        }
    ).waits

    assert {one.kind for one in found.seen} == RATES.keys()
    for one in found.seen:
        expected = RATES[one.kind] * one.exposure.middle / DAY
        assert one.events.is_one
        assert abs(one.events.low - expected) < 4 * math.sqrt(expected)
    [shots] = (one for one in found.seen if one.kind == "shots")
    wide = next(e.events.low for e in shots.endings if e.sort.details == {"scale": "wide"})
    assert abs(wide - shots.events.low / 4) < 4 * math.sqrt(shots.events.low * 3 / 16)


def begun(ensemble: Ensemble, number: int, last: int) -> Iterator[Happened]:
    """Give what happened in a run before a second."""
    run = tell_run(ensemble.plans[0], ensemble.parts[0].origins[0], ensemble.seed, number)
    return (one for one in run if one.time < last)
