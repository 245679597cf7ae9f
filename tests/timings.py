"""Small stories whose events have windows, and every timing and order of them, one by one."""

from collections.abc import Iterator, Mapping
from itertools import pairwise, permutations, product
from random import Random

from negotiation.chronology import Chronology
from negotiation.event import Event
from negotiation.machine import Machine
from negotiation.replay import replay
from negotiation.simulation.begins import Begin, from_event, from_moment
from negotiation.simulation.tables import Occurrence
from tests.followed import is_open, waits_of
from tests.making import event, report, story
from tests.simulated import HOUR, Case, random_sort, random_theory

FIRST = 1_930_089_600  # 2031-03-01T00:00Z
HOURS = range(2, 7)
Hours = Mapping[str, tuple[int, int]]
Timing = tuple[dict[str, int], tuple[Event, ...]]
States = tuple[tuple[str, str], ...]


def hour(number: int) -> str:
    return f"2031-03-01T{number:02}:00"


def between(first: int, last: int) -> str:
    """Date an event from the start of one hour to the end of another."""
    return f"{hour(first)}/2031-03-01T{last:02}:59"


def random_story(seed: int) -> tuple[Random, Chronology, dict[str, tuple[int, int]]]:
    """Give three events of a random model, each in some hours of one morning, and these hours."""
    random = Random(seed)  # noqa: S311  no secret
    theory, topics = random_theory(random)
    hours: dict[str, tuple[int, int]] = {}
    events = []
    for key in "abc":
        first = random.randint(1, 4)
        hours[key] = first, min(first + random.randint(0, 2), 5)
        sort = random_sort(random)
        earlier = [one for one in hours if one != key and hours[one][0] <= hours[key][1]]
        after = [random.choice(earlier)] if earlier and random.random() < 0.3 else []
        said = [report(between(*hours[key]), after=tuple(after))]
        if random.random() < 0.15:
            said.append(report(modality="negated"))
        fields = {"issues": sort.names("issues"), "places": sort.names("places")}
        events.append(event(key, sort.kind, *said, details=sort.details, **fields))
    issues = {name: {"id": name} for name in topics["issues"]}
    places = {name: {"id": name, "tracked": True} for name in topics["places"]}
    return random, story(theory, *events, issues=issues, places=places), hours


def timings(told: Chronology, hours: Hours) -> Iterator[Timing]:
    """List when events may have happened, in every order that fits, disputed ones left out or not.

    Two seconds of each hour are enough: events in one second may come in any order.
    """
    after = {(one, e.id) for e in told.events.values() for r in e.reports for one in r.after}
    after |= {(a, d) for a, b in after for c, d in after if b == c}
    places = [
        [FIRST + n * HOUR + s for n in range(first, last + 1) for s in (0, 1)]
        for first, last in hours.values()
    ]
    disputed = [event for event in told.events.values() if event.is_disputed]
    for moments in product(*places):
        at = dict(zip(hours, moments, strict=True))
        if any(at[one] > at[then] for one, then in after):
            continue
        for gone in product((False, True), repeat=len(disputed)):
            missing = [e for e, is_gone in zip(disputed, gone, strict=True) if is_gone]
            happened = [event for event in told.events.values() if event not in missing]
            for order in permutations(happened):
                ids = [event.id for event in order]
                pairs = [(a, b) for i, a in enumerate(ids) for b in ids[i + 1 :]]
                if all(at[a] <= at[b] for a, b in pairwise(ids)) and not after & {
                    (b, a) for a, b in pairs
                }:
                    yield at, order


def stops(
    told: Chronology, hours: Mapping[str, tuple[int, int]], stop: str | int
) -> Iterator[Timing]:
    """List the timings up to a moment or through an event, each with what happened by then."""
    for at, order in timings(told, hours):
        if isinstance(stop, int):
            yield at, tuple(event for event in order if at[event.id] <= stop)
        elif stop in (ids := [event.id for event in order]):
            yield at, order[: ids.index(stop) + 1]


def listed(machine: Machine, order: tuple[Event, ...]) -> States:
    now = machine.start
    for one in order:
        now, _ = machine.step(now, one)
    return tuple(now.items())


def found(begin: Begin, tracks: set[str]) -> set[States]:
    return {tuple(start.configuration.items()) for start in begin.starts(tracks)}


def begins(
    told: Chronology, hours: Mapping[str, tuple[int, int]]
) -> Iterator[tuple[Begin, str | int]]:
    """Give every hour and every event at which a story may be taken up.

    None where reports contradict one another: what is left out then is another matter.
    """
    history = replay(told)
    if history.left_out:
        return
    for number in HOURS:
        moment = FIRST + number * HOUR
        if history.record is not None and history.record.covers(moment):
            yield from_moment(history, hour(number)), moment
    for key in hours:
        yield from_event(history, key), key


class Ages:
    """How long each wait has run after some events, if one of them began it; else not at all."""

    def __init__(self, case: Case) -> None:
        self.machine = Machine(case.theory, case.topics)
        self.clocks = list(waits_of(case))
        self.known: dict[tuple[str, ...], tuple[States, dict[str, str]]] = {}

    def begun(self, order: tuple[Event, ...]) -> tuple[States, dict[str, str]]:
        """Give the configuration after some events, and which of them each wait began with."""
        key = tuple(one.id for one in order)
        if key not in self.known:
            now, since = self.machine.start, dict[str, str]()
            for one in order:
                after, _ = self.machine.step(now, one)
                for clock in self.clocks:
                    is_own = any(_is_such(sort, one) for sort, _ in clock.branches)
                    if not is_open(self.machine, clock, after):
                        since.pop(clock.name, None)
                    elif is_own or not is_open(self.machine, clock, now):
                        since[clock.name] = one.id
                now = after
            self.known[key] = tuple(now.items()), since
        return self.known[key]

    def at(
        self, at: Mapping[str, int], order: tuple[Event, ...], stop: str | int
    ) -> dict[str, int]:
        """Give the ages at a moment, or at the last of these events."""
        _, since = self.begun(order)
        end = stop if isinstance(stop, int) else at[stop]
        names = [clock.name for clock in self.clocks]
        return {name: end - at[since[name]] if name in since else 0 for name in names}


def _is_such(sort: Occurrence, one: Event) -> bool:
    """Say whether an event of the record is what a wait waits for, for one name at least."""
    return (
        sort.kind == one.kind
        and all(one.details.get(key) == value for key, value in sort.details.items())
        and all(set(names) & set(one.names(heading)) for heading, names in sort.fed.items())
    )
