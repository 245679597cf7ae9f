"""Chains: the quicker way to run what is no more than a Markov chain gives the kernel's bits."""

from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negotiation.assumptions import LONGEST, Assumptions
from negotiation.model import Model, Track
from negotiation.simulation.chains import MOST, MOST_WAYS, chain
from negotiation.simulation.ensemble import plan as planned
from negotiation.simulation.kernel import PATHS
from negotiation.simulation.plan import Origin, Plan
from negotiation.simulation.tally import Block, Job, Tally, count_block
from tests.making import model, rule, track
from tests.simulated import (
    DAY,
    HOUR,
    assumed,
    exponential,
    fixed,
    fresh,
    random_origin,
    reach,
    wait,
)

HORIZONS = (1, HOUR, 5 * DAY + 1, LONGEST)


def random_chain(random: Random, horizon: int) -> tuple[Model, Assumptions]:
    """Give one to four tracks that share kinds and read one another, and waits that hang on all."""
    names = [f"track-{n}" for n in range(random.randint(1, 4))]
    states = {name: [f"s{n}" for n in range(random.randint(1, 5))] for name in names}
    tracks = {name: _track(random, name, states) for name in names}
    kinds = sorted({kind for one in tracks.values() for kind in one.kinds()})
    waits: dict[str, Any] = {}
    for number in range(random.randint(1, 6)):
        fields: dict[str, Any] = {
            "while_": {key: _some(random, own, len(own) - 1) for key, own in states.items()}
        }
        if random.random() < 0.3:
            branches = [{"kind": random.choice(kinds), "share": n} for n in (1, 2, 5)]
            fields["leads-to"] = branches
        else:
            fields["kind"] = random.choice(kinds)
        mean = max(horizon // random.randint(1, 40), 1)
        waits[f"wait-{number}"] = wait(exponential(mean), **fields)
    marks = {f"event-{kind}": reach({"event": kind}) for kind in kinds}
    for name, own in states.items():
        marks |= {f"{name}-{state}": reach({name: [state]}) for state in own}
    return model(**tracks), assumed(waits, marks, horizon=horizon)


def _track(random: Random, name: str, states: dict[str, list[str]]) -> Track:
    """Give a track some of whose events lead nowhere, and which may end in a state for good."""
    own, rules = states[name], []
    for _ in range(random.randint(1, 5)):
        other = random.choice(list(states))
        fields = (
            {"requires": {other: _some(random, states[other])}} if random.random() < 0.4 else {}
        )
        kinds = _some(random, [f"kind-{n}" for n in range(5)])[:2]
        rules.append(rule(kinds, _some(random, own), random.choice([*own, None]), **fields))
    every: dict[str, Any] = {state: {} for state in own}
    return Track.model_validate(
        {"initial": random.choice(own), "states": every, "transitions": rules}
    )


def _some(random: Random, names: list[str], least: int = 1) -> list[str]:
    return random.sample(names, random.randint(max(least, 1), len(names)))


def both(plan: Plan, origin: Origin, seed: int, block: Block) -> tuple[Tally, Tally]:
    """Make a block of runs as a chain, and by the kernel."""
    made = chain(plan, origin)
    assert made is not None
    variants = ((plan.arrays, origin),)
    return count_block(Job(variants, seed, (made,)), block), count_block(Job(variants, seed), block)


# --- the same bits -------------------------------------------------------------------------------


@settings(max_examples=150, deadline=None)
@given(
    st.integers(0, 2**32),
    st.sampled_from(HORIZONS),
    st.sampled_from([0, 1, 2**32 + 5, 2**63 - 1]),
    st.sampled_from([0, 7, PATHS - 20, PATHS, 2**33 + 1]),
    st.sampled_from([1, 2, 63, 64, 65, 200]),
)
def test_any_chain_is_counted_as_the_kernel_counts_it(
    number: int, horizon: int, seed: int, first: int, size: int
) -> None:
    """Every count and every path, from any start, for any seed, block and horizon."""
    random = Random(number)  # noqa: S311  no secret
    theory, assumptions = random_chain(random, horizon)
    plan = planned(theory, {}, assumptions, horizon)
    origin = random_origin(random, plan, aged=random.random() < 0.5)
    quick, plain = both(plan, origin, seed, Block(first, size))

    assert quick.digest() == plain.digest()


def test_random_chains_do_something() -> None:
    """The property above is of runs with events, self-loops and ends for good among them."""
    events = ended = stays = 0
    for number in range(40):
        theory, assumptions = random_chain(Random(number), 5 * DAY)  # noqa: S311  no secret
        plan = planned(theory, {}, assumptions, 5 * DAY)
        made = chain(plan, fresh(plan))
        assert made is not None
        sources = np.repeat(np.arange(len(made.states)), np.diff(made.first).astype(int))
        stays += int((made.leads == sources).any())
        ended += int((np.diff(made.first) == 0).any())
        events += int(both(plan, fresh(plan), 1, Block(0, 20))[0].counted[0].happened.sum())

    assert events > 5_000
    assert min(ended, stays) > 5


# --- what is a chain -----------------------------------------------------------------------------

RING = model(
    x=track(rule("turn", "a", "b"), rule("turn", "b", "a"), rule("back", "b", "a"), initial="a")
)
TURNS = {"turn": wait(exponential(HOUR)), "back": wait(exponential(HOUR))}
IN_B = {"b": reach({"x": ["b"]})}


def _is_chain(theory: Model, waits: dict[str, Any], marks: dict[str, Any] | None = None) -> bool:
    plan = planned(theory, {}, assumed(waits, marks or IN_B), 10 * DAY)
    return chain(plan, fresh(plan)) is not None


def test_what_remembers_is_no_chain() -> None:
    """Waits that forget make one; a fixed wait, marks in a row and time in a state do not."""
    assert _is_chain(RING, TURNS)
    assert not _is_chain(RING, TURNS | {"back": wait(fixed(HOUR))})
    assert not _is_chain(RING, {"turn": wait(fixed(HOUR))})
    assert not _is_chain(RING, TURNS, {"twice": reach({"x": ["b"]}, {"x": ["a"]})})
    assert not _is_chain(RING, TURNS, {"time": {"time-in": {"x": ["b"]}}})


def _line(states: int, kinds: int = 1) -> tuple[Model, dict[str, Any]]:
    """Give a track that goes on from state to state, each time by one of some events."""
    steps = [
        rule(f"step-{k}", f"s{n}", f"s{n + 1}") for n in range(states - 1) for k in range(kinds)
    ]
    waits = {f"step-{k}": wait(exponential(HOUR * kinds)) for k in range(kinds)}
    return model(x=track(*steps, initial="s0")), waits


@pytest.mark.parametrize(
    ("states", "kinds", "is_one"),
    [(MOST, 1, True), (MOST + 1, 1, False), (65, 64, True), (65, MOST_WAYS // 64 + 1, False)],
)
def test_a_chain_may_be_so_large_and_no_larger(states: int, kinds: int, is_one: bool) -> None:
    """512 states are one, 513 are not; 64 times 64 ways are, 64 times 65 are not."""
    theory, waits = _line(states, kinds)

    assert _is_chain(theory, waits, {"last": reach({"x": [f"s{states - 1}"]})}) is is_one


def test_the_largest_chains_are_counted_as_the_kernel_counts_them() -> None:
    """A line of 512 states: after ten days of hourly steps runs stand at about the 240th."""
    theory, waits = _line(MOST)
    plan = planned(theory, {}, assumed(waits, {"far": reach({"x": ["s240"]})}), 10 * DAY)
    quick, plain = both(plan, fresh(plan), 1, Block(0, 100))

    assert quick.digest() == plain.digest()
    assert 20 < quick.counted[0].reached[0, :-1].sum() < 80
