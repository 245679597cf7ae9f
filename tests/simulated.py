"""Assumptions in a few words; random models with random assumptions; laws by another library."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

import numpy as np
from scipy import special

from negotiation.assumptions import (
    Assumptions,
    Distribution,
    Empirical,
    Exponential,
    Gamma,
    LogNormal,
    Weibull,
)
from negotiation.model import Model, Track
from negotiation.simulation.ensemble import plan as planned
from negotiation.simulation.kernel import Counted, Each, run_block
from negotiation.simulation.plan import BINS, POINTS, Origin, Plan
from negotiation.simulation.tables import Occurrence
from tests.making import model, rule

HOUR, DAY = 3_600, 86_400
KINDS = ("call", "visit", "offer", "shots", "leave")
SCALES = ("wide", "local")
TOPICS = {"issues": ("arms", "water"), "places": ("bridge",)}
BASIS = {"illustrative": "made up by a test"}
Topics = Mapping[str, tuple[str, ...]]
FORMS = ("exponential", "weibull", "log-normal", "gamma", "empirical", "fixed")
WITH_MEMORY = FORMS[1:]


# --- assumptions in a few words ------------------------------------------------------------------


def exponential(mean: float) -> dict[str, Any]:
    """Give a wait that forgets, of so many seconds on average."""
    return {"exponential": {"rate-per-day": DAY / mean}}


def fixed(length: int) -> dict[str, Any]:
    """Give a wait of one length."""
    return {"fixed": {"length": length}}


def wait(after: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """Give a wait as a file has it; `while_` stands for `while`."""
    given = {name.rstrip("_").replace("_", "-"): value for name, value in fields.items()}
    return {"after": after, "basis": BASIS} | given


def assumed(
    waits: Mapping[str, Any], outcomes: Mapping[str, Any] | None = None, **fields: Any
) -> Assumptions:
    """Give assumptions for a test's own model."""
    data: dict[str, Any] = {"title": "test", "model": "test", "horizon": 10 * DAY} | fields
    data["waits"] = {key: {"id": key, **one} for key, one in waits.items()}
    data["outcomes"] = {key: {"id": key, **one} for key, one in (outcomes or {}).items()}
    for whatif in data.get("whatifs", {}).values():
        whatif["waits"] = {k: {"id": k, **w} for k, w in whatif.get("waits", {}).items()}
    return Assumptions.model_validate(data)


def reach(*marks: Mapping[str, Any]) -> dict[str, Any]:
    """Give an outcome: marks one after the other, each a track with states or a kind of event."""
    said = [
        {"event": {"kind": one["event"]}} if "event" in one else {"state": dict(one)}
        for one in marks
    ]
    return {"reach": said}


# --- random models -------------------------------------------------------------------------------


def random_theory(random: Random, *, timeouts: bool = False) -> tuple[Model, Topics]:
    """Give a model of up to six tracks that share kinds and read one another, and its names."""
    plain = [f"track-{n}" for n in range(random.randint(1, 3))]
    states = {name: [f"s{n}" for n in range(random.randint(2, 4))] for name in plain}
    tracks = {name: _random_track(random, name, states, None, timeouts) for name in plain}
    for heading, name in (("issues", "issue"), ("places", "place")):
        if random.random() < 0.5:
            known = states | {name: ["open", "shut", "lost"]}
            tracks[name] = _random_track(random, name, known, heading, timeouts)
    return model(**tracks), TOPICS


def _random_track(
    random: Random,
    name: str,
    states: Mapping[str, list[str]],
    heading: str | None,
    timeouts: bool,
) -> Track:
    own = states[name]
    rules = []
    for _ in range(random.randint(2, 6)):
        fields: dict[str, Any] = {}
        for condition in ("requires", "unless"):
            if random.random() < 0.35:
                other = random.choice([key for key in states if heading is None or key != name])
                fields[condition] = {other: _some(random, states[other])}
        if random.random() < 0.3:
            fields["where"] = {"scale": random.choice(SCALES)}
        if timeouts and random.random() < 0.4:
            fields["timeout"] = random.randint(1, 12) * HOUR
        to = random.choice([*own, None])
        rules.append(rule(_some(random, KINDS, 2), _some(random, own), to, **fields))
    every: dict[str, Any] = {state: {} for state in own}
    return Track.model_validate(
        {"initial": random.choice(own), "states": every, "transitions": rules, "for_each": heading}
    )


def _some(random: Random, names: Sequence[str], most: int = 3) -> list[str]:
    return random.sample(list(names), random.randint(1, min(most, len(names))))


def random_sort(random: Random) -> Occurrence:
    """Give a sort of event: with details or without, feeding some names, perhaps an unknown one."""
    details = {"scale": random.choice(SCALES)} if random.random() < 0.6 else {}
    fed = {
        heading: tuple(random.choices([*names, "nobody-s"], k=random.randint(1, 3)))
        for heading, names in TOPICS.items()
        if random.random() < 0.7
    }
    return Occurrence(random.choice(KINDS), details, fed)


# --- random assumptions --------------------------------------------------------------------------


def random_assumptions(
    random: Random, theory: Model, forms: Sequence[str] = FORMS, horizon: int = 5 * DAY + 1
) -> Assumptions:
    """Give waits of these forms for a model, with conditions and branches, and what is counted."""
    known = sorted({kind for track in theory.tracks.values() for kind in track.kinds()})
    tracks = theory.tracks_for(TOPICS)
    waits: dict[str, Any] = {}
    for number in range(random.randint(3, 7)):
        fields: dict[str, Any] = {}
        for condition in ("while_", "unless"):
            if random.random() < 0.3:
                other = random.choice(list(tracks))
                fields[condition] = {other: _some(random, list(tracks[other].states))}
        if random.random() < 0.3:
            shares = [{"share": random.randint(1, 4), **_event(random, known)} for _ in range(3)]
            fields["leads-to"] = shares
        else:
            fields |= _event(random, known)
        waits[f"wait-{number}"] = wait(random_after(random, random.choice(forms)), **fields)
    return assumed(waits, _random_outcomes(random, theory), horizon=horizon)


def _event(random: Random, kinds: Sequence[str]) -> dict[str, Any]:
    found: dict[str, Any] = {"kind": random.choice(kinds)}
    if random.random() < 0.5:
        found["details"] = {"scale": random.choice(SCALES)}
    for heading, names in TOPICS.items():
        if random.random() < 0.7:
            found[heading] = random.choice([["each"], list(names), [names[-1]]])
    return found


def random_after(random: Random, form: str) -> dict[str, Any]:
    """Give a waiting time of a form, of some hours; fixed ones and lists fall on whole hours."""
    hours = random.randint(1, 30)
    shape = random.choice([0.5, 0.8, 1.0, 1.7, 4.0, 20.0])
    given: dict[str, dict[str, Any]] = {
        "exponential": {"mean": hours * HOUR},
        "weibull": {"scale": hours * HOUR, "shape": shape},
        "log-normal": {"median": hours * HOUR, "sigma": shape / 10},
        "gamma": {"mean": hours * HOUR, "shape": shape},
        "empirical": {"lengths": [random.randint(1, 40) * HOUR for _ in range(hours % 5 + 1)]},
        "fixed": {"length": hours * HOUR},
    }
    return {form: given[form]}


def _random_outcomes(random: Random, theory: Model) -> dict[str, Any]:
    """Give what no one can misread: an event the first, second, … time; states of one track."""
    found: dict[str, Any] = {}
    for kind in theory.kinds:
        for times in (1, 2, 5, 30):
            found[f"{kind}-{times}"] = reach(*[{"event": kind}] * times)
    for name, track in theory.tracks_for(TOPICS).items():
        key = name.replace("/", "-")
        states = list(track.states)
        for state in states:
            found[f"{key}-{state}"] = reach({name: [state]})
        order = random.sample(states, len(states))
        found[f"{key}-in-order"] = reach(*({name: [state]} for state in order))
        found[f"{key}-time"] = {"time-in": {name: _some(random, states)}}
    return found


@dataclass(frozen=True)
class Case:
    """A random model with random assumptions, its plan, and where its runs begin."""

    theory: Model
    topics: Topics
    assumptions: Assumptions
    plan: Plan
    origin: Origin


def random_case(
    number: int, forms: Sequence[str] = FORMS, *, timeouts: bool = False, aged: bool = False
) -> Case:
    """Give the case of a number: always the same one."""
    random = Random(number)  # noqa: S311  no secret
    theory, topics = random_theory(random, timeouts=timeouts)
    assumptions = random_assumptions(random, theory, forms)
    plan = planned(theory, topics, assumptions, assumptions.horizon)
    return Case(theory, topics, assumptions, plan, random_origin(random, plan, aged=aged))


def random_origin(random: Random, plan: Plan, *, aged: bool = False) -> Origin:
    """Give a start: the model's, or another one in which waits have lasted for some time."""
    if not aged:
        return fresh(plan)
    tables = plan.tables
    pairs = zip(tables.names, tables.states, strict=True)
    states = {name: random.choice(states) for name, states in pairs}
    ages = np.zeros(len(plan.races))
    survivals = np.ones(len(plan.races))
    for place, race in enumerate(plan.races):
        age = random.random() * 20 * HOUR
        if not race.clocks[0].forgets and (left := above(race.clocks[0].after.distribution, age)):
            ages[place], survivals[place] = age, left
    return Origin(tables.coded(states), ages, survivals)


def fresh(plan: Plan) -> Origin:
    """Give the model's start, where every clock begins."""
    races = len(plan.races)
    return Origin(plan.tables.start.copy(), np.zeros(races), np.ones(races))


# --- laws of waits, by another library -----------------------------------------------------------


def above(wait: Distribution, t: float) -> float:
    """Give how likely a wait is to last longer than that many seconds."""
    t = max(t, 1e-300)
    if isinstance(wait, Exponential):
        return math.exp(-t / wait.seconds)
    if isinstance(wait, Weibull):
        return math.exp(-((t / wait.scale) ** wait.shape))
    if isinstance(wait, LogNormal):
        return float(special.ndtr(-math.log(t / wait.median) / wait.sigma))
    if isinstance(wait, Gamma):
        return float(special.gammaincc(wait.shape, t * wait.shape / wait.mean))
    lengths = wait.lengths if isinstance(wait, Empirical) else (wait.length,)
    return sum(length > t for length in lengths) / len(lengths)


def lasting(wait: Distribution, u: float) -> float:
    """Give the length that a wait lasts longer than with probability u, in seconds."""
    if isinstance(wait, Exponential):
        return -math.log(u) * wait.seconds
    if isinstance(wait, Weibull):
        return float(wait.scale * (-math.log(u)) ** (1 / wait.shape))
    if isinstance(wait, LogNormal):
        return float(wait.median * math.exp(-wait.sigma * special.ndtri(u)))
    if isinstance(wait, Gamma):
        return float(special.gammainccinv(wait.shape, u) * wait.mean / wait.shape)
    lengths = wait.lengths if isinstance(wait, Empirical) else (wait.length,)
    return float(sorted(lengths, reverse=True)[int(u * len(lengths))])


# --- runs --------------------------------------------------------------------------------------


def block(plan: Plan, origin: Origin, seed: int, first: int, size: int) -> tuple[Counted, Each]:
    """Make some runs by the kernel."""
    states = sum(map(len, plan.tables.states))
    shapes = (
        (states, POINTS + 2), (states,), (len(plan.tables.sorts),),
        (len(plan.patterns), BINS + 1), (len(plan.stays), BINS + 1),
    )  # fmt: skip
    counted = Counted(*(np.zeros(shape, np.int64) for shape in shapes))
    each = Each(np.zeros((size, len(plan.patterns))), np.zeros(size, np.uint64))
    failed = run_block(plan.arrays, origin, np.uint64(seed), first, counted, each)
    assert failed == -1
    return counted, each
