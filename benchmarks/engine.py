"""The engine beside raw `transitions`, in one run: rates per event and track, and their ratios.

Both walk the same machine (8 states, 20 transitions) along the same events. `bare` calls
`model.trigger(...)` and keeps nothing; every other row keeps the full history. Each round measures
all rows one after another and counts processor time, so that a busy computer disturbs little;
shown are medians of rounds.

    python benchmarks/engine.py [--sizes 1000 10000 100000] [--rounds 3]
"""

from __future__ import annotations

import argparse
import gc
import random
import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import transitions

from negotiation.chronology import Chronology
from negotiation.event import Event
from negotiation.evidence import Report, Source
from negotiation.history import Step
from negotiation.machine import Machine
from negotiation.model import Kind, Model, State, Track, Transition
from negotiation.replay import replay

STATES = [f"s{number}" for number in range(8)]
KINDS = ["k0", "k1", "k2"]
RULES = [
    [KINDS[turn], STATES[start], STATES[(start + 1 + 2 * turn) % 8]]
    for turn in range(3)
    for start in range(8)
][:20]
LIMIT = 1 / 3  # of the rate of bare transitions, the engine should reach at least this
START = datetime(2031, 1, 1, tzinfo=UTC)

Run = Callable[[], Any]


# --- the same machine and events for everyone ----------------------------------------------------


def walk(length: int) -> list[str]:
    """Give kinds of event that the machine can take one after another."""
    chance, state, kinds = random.Random(7), STATES[0], []
    for _ in range(length):
        kind, state = chance.choice([(kind, to) for kind, start, to in RULES if start == state])
        kinds.append(kind)
    return kinds


def track(**conditions: Any) -> Track:
    """Give the machine as a track."""
    rules = tuple(Transition(on=k, from_=a, to=b, **conditions) for k, a, b in RULES)
    return Track(initial=STATES[0], states={s: State() for s in STATES}, transitions=rules)


def model(**tracks: Track) -> Model:
    """Give a model of these tracks."""
    kinds = {kind: Kind() for kind in KINDS}
    return Model(title="benchmark", kinds=kinds, tracks=tracks)


PLAIN = model(one=track())
THREE = model(one=track(), two=track(), three=track())
# every transition asks for a state of the other track: the library is asked every time
TIED = model(one=track(requires={"two": STATES}), two=track(requires={"one": STATES}))


def event(number: int, kind: str, *, related: bool) -> Event:
    """Give an event of one minute; `related`: reported to come after the one before."""
    when = f"{START + timedelta(minutes=number):%Y-%m-%dT%H:%M}"
    after = (f"e{number - 1}",) if related and number else ()
    said = Report(id=f"r{number}", source="paper", when=when, after=after)
    return Event(id=f"e{number}", kind=kind, reports=(said,))


def story(theory: Model, kinds: list[str], *, related: bool = False) -> Chronology:
    """Give a chronology of these events."""
    events = (event(number, kind, related=related) for number, kind in enumerate(kinds))
    return Chronology(
        title="benchmark",
        model=theory,
        timezone="UTC",
        sources={"paper": Source(outlet="Paper", published="2099-12-31")},
        events={one.id: one for one in events},
    )


# --- what is measured ----------------------------------------------------------------------------


class Bare:
    """The object that a bare machine of `transitions` moves about."""

    trigger: Callable[[str], bool]


def bare(kinds: list[str]) -> Run:
    """Trigger the events on a bare machine; nothing is kept."""

    def run() -> Bare:
        moved = Bare()
        transitions.Machine(
            moved, STATES, initial=STATES[0], transitions=RULES, auto_transitions=False
        )
        for kind in kinds:
            moved.trigger(kind)
        return moved

    return run


def folded(theory: Model, events: list[Event]) -> Run:
    """Fold Machine.step over the events, every configuration and outcome kept."""

    def run() -> list[tuple[Any, Step]]:
        machine = Machine(theory, {})
        configuration, kept = machine.start, []
        for one in events:
            configuration, outcomes = machine.step(configuration, one)
            kept.append((configuration, outcomes))
        return kept

    return run


def rows(size: int) -> dict[str, tuple[Run, int]]:
    """Give every row of the table for one size: what to run, and how many tracks it moves."""
    kinds = walk(size)
    plain, three = story(PLAIN, kinds), story(THREE, kinds)
    related = story(PLAIN, kinds, related=True)
    events = list(plain.events.values())
    return {
        "bare transitions": (bare(kinds), 1),
        "step, 1 track": (folded(PLAIN, events), 1),
        "step, 3 tracks": (folded(THREE, events), 3),
        "step, 2 tracks, conditions": (folded(TIED, events), 2),
        "replay, 1 track": (lambda: replay(plain), 1),
        "replay, 3 tracks": (lambda: replay(three), 3),
        "replay, 1 track, relations": (lambda: replay(related), 1),
    }


def seconds(run: Run) -> float:
    """Time one run; what stood in memory before is neither rubbish nor looked through again."""
    gc.collect()
    gc.freeze()
    start = time.process_time()
    kept = run()
    taken = time.process_time() - start
    del kept
    return taken


# --- the table -----------------------------------------------------------------------------------


def measure(size: int, rounds: int) -> dict[str, tuple[float, float]]:
    """Give each row's median rate per event and track, and its median ratio to bare."""
    found: dict[str, list[float]] = {}
    table = rows(size)
    for _ in range(rounds):
        for name, (run, tracks) in table.items():
            found.setdefault(name, []).append(size * tracks / seconds(run))
    base = found["bare transitions"]
    return {
        name: (
            statistics.median(rates),
            statistics.median(rate / other for rate, other in zip(rates, base, strict=True)),
        )
        for name, rates in found.items()
    }


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="The engine beside raw transitions.")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    print(f"{'events':>8}  {'':<28}{'events x tracks / s':>20}{'to bare':>10}{'us each':>10}")
    for size in given.sizes:
        for name, (rate, ratio) in measure(size, given.rounds).items():
            mark = "" if ratio >= LIMIT else "  below 1/3"
            print(f"{size:>8}  {name:<28}{rate:>20,.0f}{ratio:>10.2f}{1e6 / rate:>10.2f}{mark}")
        print(flush=True)


if __name__ == "__main__":
    main()
