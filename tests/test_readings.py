"""What all readings say, held against listing every timing, order and disputed event."""

from collections.abc import Iterator
from itertools import chain, combinations, permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from negotiation.bounds import Constraint, tightest
from negotiation.dates import Window
from negotiation.event import Event
from negotiation.evidence import Report
from negotiation.knots import Relations
from negotiation.machine import Machine, Outcome
from negotiation.model import Model
from negotiation.readings import Readings, Seen, fold
from tests.test_orders import SPAN, networks, sequence, timings

STATES = ("red", "green", "blue")
KINDS = ("go", "turn", "hold")


@st.composite
def models(draw: st.DrawFn) -> Model:
    """Two tracks; the second one's transitions may ask for the state of the first."""
    tracks = {}
    for name in ("one", "two"):
        rules = []
        for _ in range(draw(st.integers(1, 4))):
            rule: dict[str, object] = {
                "on": draw(st.sampled_from(KINDS)),
                "from": draw(st.lists(st.sampled_from(STATES), min_size=1, unique=True)),
                "to": draw(st.sampled_from([*STATES, None])),
            }
            if name == "two" and draw(st.booleans()):
                rule["requires"] = {"one": [draw(st.sampled_from(STATES))]}
            rules.append(rule)
        states = {key: {"id": key} for key in STATES}
        tracks[name] = {"id": name, "initial": "red", "states": states, "transitions": rules}
    return Model.model_validate(
        {"title": "two tracks", "kinds": {k: {"id": k} for k in KINDS}, "tracks": tracks}
    )


@st.composite
def stories(draw: st.DrawFn) -> tuple[Model, dict[str, Window], list[Constraint], list[Event]]:
    model = draw(models())
    own, rules = draw(networks())
    events = []
    for key in own:
        reports = [Report(source="s")]
        if draw(st.integers(0, 5)) == 0:
            reports.append(Report(source="t", modality="negated"))
        events.append(Event(id=key, kind=draw(st.sampled_from(KINDS)), reports=tuple(reports)))
    return model, own, rules, events


def runs(
    own: dict[str, Window], rules: list[Constraint], events: list[Event]
) -> Iterator[tuple[dict[str, int], tuple[Event, ...]]]:
    """List every timing, with every order of what happened that fits it."""
    follows = sequence(rules)
    disputed = [event for event in events if event.is_disputed]
    gone = list(chain.from_iterable(combinations(disputed, n) for n in range(len(disputed) + 1)))
    for at in timings(own, rules):
        for missing in gone:
            happened = [event for event in events if event not in missing]
            for order in permutations(happened):
                ids = [event.id for event in order]
                pairs = [(a, b) for i, a in enumerate(ids) for b in ids[i + 1 :]]
                if all(at[a] <= at[b] and (b, a) not in follows for a, b in pairs):
                    yield at, order


@settings(max_examples=300, deadline=None)
@given(stories())
def test_readings_are_those_that_listing_finds(
    story: tuple[Model, dict[str, Window], list[Constraint], list[Event]],
) -> None:
    """States at every moment, and what each event may have done, agree with listing all."""
    model, own, rules, events = story
    windows = tightest(own, rules)
    if windows is None:
        return
    machine = Machine(model, {})
    readings = Readings(machine, model.clusters(), Relations(windows, rules)).read(events)
    possible: dict[tuple[str, int], set[str]] = {}
    met: dict[tuple[str, str], set[Outcome]] = {}
    for at, order in runs(own, rules, events):
        configuration = machine.start
        seen = dict.fromkeys(SPAN, configuration)
        for event in order:
            configuration, outcomes = machine.step(configuration, event)
            seen |= dict.fromkeys((m for m in SPAN if m >= at[event.id]), configuration)
            for outcome in outcomes:
                met.setdefault((event.id, outcome.track), set()).add(outcome)
        for moment, states in seen.items():
            for track, state in states.items():
                possible.setdefault((track, moment), set()).add(state)

    for (track, moment), states in possible.items():
        assert set(readings.at(track, moment)) == states, (track, moment)
    found = {
        (e, t): outcomes for e, tracks in readings.met.items() for t, outcomes in tracks.items()
    }
    assert found == met


Ways = dict[tuple[str, int, str, str | None], tuple[int | None, int | None, set[str]]]


def listed_ways(
    machine: Machine, own: dict[str, Window], rules: list[Constraint], events: list[Event]
) -> Ways:
    """List for every track, moment and state which event led there, from when to when.

    With each stand the events that left the track there.
    """
    found: Ways = {}
    for at, order in runs(own, rules, events):
        configuration = machine.start
        came: dict[str, tuple[str | None, int | None, set[str]]] = {
            track: (None, None, set()) for track in configuration
        }
        shown = {}
        for event in (None, *order):
            if event is not None:
                configuration, outcomes = machine.step(configuration, event)
                for outcome in outcomes:
                    if outcome.moved:
                        came[outcome.track] = (event.id, at[event.id], set())
                    elif outcome.deviation is None:
                        mover, when, support = came[outcome.track]
                        came[outcome.track] = (mover, when, support | {event.id})
            for moment in SPAN:
                if event is None or moment >= at[event.id]:
                    shown |= {(t, moment): (configuration[t], *way) for t, way in came.items()}
        for (track, moment), (state, mover, when, support) in shown.items():
            key = (track, moment, state, mover)
            low, high, events_there = found.get(key, (when, when, set()))
            if when is not None and low is not None and high is not None:
                low, high = min(low, when), max(high, when)
            found[key] = (low, high, events_there | support)
    return found


@settings(max_examples=400, deadline=None)
@given(stories(), st.booleans())
def test_stays_reach_from_the_first_to_the_last_moment_listed(
    story: tuple[Model, dict[str, Window], list[Constraint], list[Event]], lags: bool
) -> None:
    """Without lags, since when and by which events is what listing finds; with them it holds it."""
    model, own, rules, events = story
    if not lags:
        rules = [Constraint(r.first, r.then, 0, None, r.report) for r in rules]
    windows = tightest(own, rules)
    if windows is None:
        return
    machine = Machine(model, {})
    readings = Readings(machine, model.clusters(), Relations(windows, rules)).read(events)
    expected = listed_ways(machine, own, rules, events)

    found: Ways = {}
    for track in machine.start:
        for moment in SPAN:
            for state, stays in readings.at(track, moment).items():
                for stay in stays:
                    moved = stay.mover is not None
                    when = (stay.earliest, stay.latest) if moved else (None, None)
                    found[track, moment, state, stay.mover] = (*when, set(stay.support))
    if not lags:
        assert found == expected
    for key, (low, high, support) in expected.items():
        least, most, by = found[key]
        if low is not None and high is not None and least is not None and most is not None:
            assert least <= low <= high <= most, key
        assert support <= by, key


@settings(max_examples=300, deadline=None)
@given(stories(), st.sampled_from(SPAN))
def test_monitor_ends_with_what_listing_finds(
    story: tuple[Model, dict[str, Window], list[Constraint], list[Event]], moment: int
) -> None:
    """A monitor that notes every move and one moment ends with the same notes as listing all."""
    model, own, rules, events = story
    windows = tightest(own, rules)
    if windows is None:
        return
    machine = Machine(model, {})
    readings = Readings(machine, model.clusters(), Relations(windows, rules)).read(events)

    def note(notes: tuple[str, ...], seen: Seen) -> tuple[str, ...]:
        if seen.mark is not None:
            return (*notes, "|")
        outcome = seen.outcomes.get("two")
        return (*notes, outcome.after) if outcome is not None and outcome.moved else notes

    expected = set()
    for at, order in runs(own, rules, events):
        configuration, notes, marked = machine.start, [], False
        for event in order:
            if at[event.id] > moment and not marked:
                notes, marked = [*notes, "|"], True
            before = configuration["two"]
            configuration, _ = machine.step(configuration, event)
            if configuration["two"] != before:
                notes.append(configuration["two"])
        expected.add(tuple(notes if marked else [*notes, "|"]))

    assert set(fold(readings, ["two"], [moment], (), note)) == expected
