"""Every reading of a small story, listed one by one: each timing, each order, up to a stop."""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain, combinations, permutations, product
from random import Random
from typing import NamedTuple

from hypothesis import strategies as st

from negotiation.bounds import constraints, windows
from negotiation.chronology import Chronology
from negotiation.claims import Judgement, Verdict
from negotiation.dates import Window, parse_date
from negotiation.event import Event
from negotiation.evidence import Lag, Report
from negotiation.history import History
from negotiation.machine import Machine, Outcome
from negotiation.model import Model
from negotiation.readings import Until
from negotiation.replay import replay
from tests.making import PAPER, story
from tests.test_claims import START, clock
from tests.test_orders import sequence, timings
from tests.test_readings import KINDS, STATES


class Met(NamedTuple):
    """One event of a reading: when it was, which, and what it did to the tracks."""

    moment: int
    event: str
    outcomes: dict[str, Outcome]


class Reading(list[Met]):
    """The events of a reading in order, and the second from which on it tells of none, if any."""

    stop: int | None = None


class Story(NamedTuple):
    """A chronology, where its replay stops, its history, and all readings up to the stop."""

    history: History
    readings: list[Reading]

    def __repr__(self) -> str:
        """Say what a failing example is about; all of it would be some thirty pages."""
        events = self.history.chronology.events.values()
        told = (
            (event.id, event.kind, [r.when and r.when.text for r in event.reports])
            for event in events
        )
        return f"Story({self.history.until}, {list(told)}, {len(self.readings)} readings)"


# Drawn evenly, not by hypothesis itself: it prefers the simple, and few such stories move at all.


def a_model(random: Random) -> Model:
    """Two tracks that most events move; the second may ask for the state of the first."""
    tracks = {}
    for name in ("one", "two"):
        rules: list[dict[str, object]] = []
        for kind, state in product(KINDS, STATES):
            if random.random() < 0.15:
                continue
            to = random.choice([*STATES, *STATES, None])
            rules.append({"on": kind, "from": [state], "to": to})
            if name == "two" and random.random() < 0.3:
                rules[-1]["requires"] = {"one": [random.choice(STATES)]}
        states = {key: {"id": key} for key in STATES}
        tracks[name] = {"id": name, "initial": "red", "states": states, "transitions": rules}
    kinds = {key: {"id": key} for key in (*KINDS, "nothing")}
    return Model.model_validate({"title": "two tracks", "kinds": kinds, "tracks": tracks})


def a_chronology(random: Random) -> Chronology:
    """Two to four events within eight seconds; some disputed, some only announced.

    The paper is of the end of the year, or of one of these seconds.
    """
    keys = "abcd"[: random.choice([2, 3, 3, 4, 4])]
    events = [an_event(random, key, keys) for key in keys]
    day = random.choice(["2031-12-31", clock(random.randint(2, 9))])
    return story(
        a_model(random),
        *events,
        sources={"paper": PAPER.model_copy(update={"published": parse_date(day)})},
    )


def an_event(random: Random, key: str, keys: str) -> Event:
    low = random.randint(1, 4)  # a clock at :00 says a minute
    when = f"{clock(low)}/{clock(low + random.randint(0, 4))}"
    said = "announced" if random.random() < 0.1 else "actual"
    reports = [Report(source="paper", when=when, modality=said)]
    if random.random() < 0.15:
        reports.append(Report(source="paper", modality="negated"))
    other = random.choice(keys)
    if other < key and random.random() < 0.3:
        reports.append(Report(inferred="so", after=[other]))
    elif other < key and random.random() < 0.3:
        lag = Lag(of=other, at_least=f"PT{random.randint(0, 3)}S", at_most="PT4S")
        reports.append(Report(inferred="so", lag=lag))
    kind = "nothing" if random.random() < 0.15 else random.choice(KINDS)
    return Event(id=key, kind=kind, reports=tuple(reports))


def a_stop(random: Random, chronology: Chronology) -> Until:
    event = random.choice(list(chronology.events))
    moment = START + random.randint(0, 8)
    return random.choice([Until.at(moment), Until.before(event), Until.through(event)])


def a_story(random: Random, stopped: float = 0.3) -> Story:
    """Give a story that some timing allows, stopped early with some probability."""
    while True:
        chronology = a_chronology(random)
        until = a_stop(random, chronology) if random.random() < stopped else None
        listed = list(readings(chronology, until))
        if listed:
            return Story(replay(chronology, until=until), listed)


STORIES = st.randoms(use_true_random=True).map(a_story)
STOPPED = st.randoms(use_true_random=True).map(partial(a_story, stopped=1))


def readings(chronology: Chronology, until: Until | None = None) -> Iterator[Reading]:
    """List every reading; what is only announced stands in it too, and does nothing."""
    machine = Machine(chronology.model, {})
    own = {
        key: Window((w.earliest or 0) - START, (w.latest or 0) - START)
        for key, w in windows(chronology).items()
    }
    rules = list(constraints(chronology))
    follows = sequence(rules)
    disputed = [event.id for event in chronology.events.values() if event.is_disputed]
    subsets = chain.from_iterable(combinations(disputed, n) for n in range(len(disputed) + 1))
    denied = list(subsets)
    for at in timings(own, rules):
        for order in permutations(chronology.events):
            pairs = list(combinations(order, 2))
            if all(at[a] <= at[b] and (b, a) not in follows for a, b in pairs):
                kept = [key for key in order if until is None or is_replayed(key, order, at, until)]
                for gone in denied:
                    reading = run(chronology, machine, [k for k in kept if k not in gone], at)
                    reading.stop = None if until is None else stops(at, until)
                    yield reading


def is_replayed(key: str, order: tuple[str, ...], at: dict[str, int], until: Until) -> bool:
    if until.moment is not None:
        return START + at[key] <= until.moment
    place, stop = order.index(key), order.index(until.event)
    return place < stop or (place == stop and until.including)


def stops(at: dict[str, int], until: Until) -> int:
    """Give the second from which on a reading does not tell all."""
    return START + at[until.event] if until.moment is None else until.moment + 1


def run(chronology: Chronology, machine: Machine, keys: list[str], at: dict[str, int]) -> Reading:
    configuration, reading = machine.start, Reading()
    for key in keys:
        done: tuple[Outcome, ...] = ()
        if chronology.events[key].is_actual:
            configuration, done = machine.step(configuration, chronology.events[key])
        reading.append(Met(START + at[key], key, {outcome.track: outcome for outcome in done}))
    return reading


def agrees(
    told: Story,
    judge: Callable[[History], Judgement],
    holds: Callable[[Reading], bool | set[bool]],
) -> None:
    """Hold a verdict against listing: all, some or none of the readings, or of what one allows."""
    answers = set()
    for reading in told.readings:
        held = holds(reading)
        answers |= held if isinstance(held, set) else {held}
    if answers:
        expected = {frozenset({True}): Verdict.ALWAYS, frozenset({False}): Verdict.NEVER}
        assert judge(told.history).verdict is expected.get(frozenset(answers), Verdict.SOMETIMES)


def states(reading: Reading, name: str, initial: str = "red") -> list[str]:
    """Give the state of a track before any event and after each."""
    found = [initial]
    for met in reading:
        found.append(met.outcomes[name].after if name in met.outcomes else found[-1])
    return found


def moves(reading: Reading, name: str) -> list[tuple[int, str, str]]:
    """Give each move of a track: when it was, from where and where to."""
    return [
        (met.moment, met.outcomes[name].before, met.outcomes[name].after)
        for met in reading
        if name in met.outcomes and met.outcomes[name].moved
    ]
