"""A run told as a chronology: replayed, it does what was simulated; claims are asked of it."""

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
from negotiation.simulation.runs import tell_run
from negotiation.simulation.starts import count_starts

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
