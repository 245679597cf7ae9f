"""The tables of a model hold what `step` says, cell by cell and along every sequence."""

from collections.abc import Iterator, Mapping
from itertools import product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negotiation.errors import NegotiationError
from negotiation.load import load, load_model
from negotiation.machine import Machine, Outcome
from negotiation.model import Model
from negotiation.replay import replay
from negotiation.simulation.tables import DEVIATES, Occurrence, Tables
from tests.making import event, model, rule, story, track
from tests.simulated import Topics, random_sort, random_theory

CLOSING = model(
    truce=track(
        rule("truce-begins", ["none", "over"], "in-effect"),
        rule("truce-lapses", "in-effect", "over", timeout=86_400, unless={"talks": ["under-way"]}),
        rule("shots", "in-effect", "over", where={"scale": "wide"}),
        initial="none",
    ),
    talks=track(
        rule("talks-begin", "none", "under-way", requires={"truce": ["in-effect"]}),
        rule(["talks-end", "truce-lapses"], "under-way", "none"),
        initial="none",
    ),
)
SHIPPED = {
    "core-talks": load_model("core-talks"),
    "talks-under-fire": load_model("talks-under-fire"),
    "valley-talks": load_model("valley-talks"),
    "with timeouts": CLOSING,
}
NAMES: dict[str, Topics] = {
    "core-talks": load("daraa-2018").topics(),
    "talks-under-fire": load("daraa-2018").topics(),
    "valley-talks": load("valley").topics(),
    "with timeouts": {},
}


def sorts_of(theory: Model, topics: Topics) -> Iterator[Occurrence]:
    """Give every kind of event with every detail that a condition asks for, feeding every name."""
    asked: dict[str, set[str]] = {}
    for one in (one for own in theory.tracks.values() for one in own.transitions):
        for key, value in one.where.items():
            asked.setdefault(key, {"something-else"}).add(value)
    details: list[dict[str, str]] = [{}] + [
        dict(zip(asked, values, strict=True)) for values in product(*map(sorted, asked.values()))
    ]
    single = [{heading: (name,)} for heading, names in topics.items() for name in names]
    feeds: list[Topics] = [{}, *single, topics]
    for kind, said, fed in product(theory.kinds, details, feeds):
        yield Occurrence(kind, said, fed)


def fully(outcome: Outcome) -> tuple[object, ...]:
    """Give all that an outcome holds; equality of conditions leaves out in which words they ask."""
    failed = () if outcome.deviation is None else outcome.deviation.failed
    return outcome, tuple((one.asks, one.found, one.of) for one in failed)


# --- every cell ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", SHIPPED)
def test_every_cell_of_a_shipped_model_is_what_the_engine_says(name: str) -> None:
    """In every state of a track and of those that its conditions read: the same outcome, in full.

    That holds for every kind of event, with every detail and every name that the model asks for.
    """
    theory, topics = SHIPPED[name], NAMES[name]
    tables, machine = Tables(theory, topics, []), Machine(theory, topics)
    compared = 0
    for sort in sorts_of(theory, topics):
        number = tables.add(sort)
        concerned = [tables.names[cells.track] for cells in tables.cells[number]]
        assert concerned == list(machine.concerned(sort))
        for place, key in enumerate(concerned):
            for states in _surroundings(tables, key):
                whole = {**machine.start, **states}
                after, outcomes = tables.step(tables.coded(whole), number)
                expected = machine.ask(key, whole, sort)
                assert fully(outcomes[place]) == fully(expected)
                assert tables.said(after)[key] == expected.after
                compared += 1

    assert compared >= sum(cells.after.size for targets in tables.cells for cells in targets)


def _surroundings(tables: Tables, key: str) -> Iterator[Mapping[str, str]]:
    """Give every state of a track with every state of each track that its conditions read."""
    table = tables.tracks[tables.number[key]]
    involved = [key, *(tables.names[read.track] for read in table.reads)]
    for states in product(*(tables.states[tables.number[one]] for one in involved)):
        yield dict(zip(involved, states, strict=True))


def test_deviation_says_what_was_found_there_and_not_in_a_likeness() -> None:
    """Two states that no condition tells apart share a cell; what was found is still told apart."""
    theory = model(
        truce=track(
            rule("begins", "none", "in-effect"),
            rule("breaks", "in-effect", "broken"),
            initial="none",
        ),
        talks=track(rule("meet", "no", "yes", requires={"truce": ["in-effect"]}), initial="no"),
    )
    tables = Tables(theory, {}, [Occurrence("meet")])
    found = set()
    for state in ("none", "broken"):
        configuration = tables.coded({"truce": state, "talks": "no"})
        _, [outcome] = tables.step(configuration, 0)
        assert outcome.deviation is not None
        found.add(outcome.deviation.failed[0].found)

    assert tables.tracks[1].size == 4  # two states of its own, times in effect or not
    assert found == {"none", "broken"}


# --- every sequence ------------------------------------------------------------------------------


def _walk(seed: int, steps: int) -> None:
    random = Random(seed)  # noqa: S311  no secret
    theory, topics = random_theory(random, timeouts=seed % 2 == 0)
    tables, machine = Tables(theory, topics, []), Machine(theory, topics)
    configuration, coded = machine.start, tables.start
    for _ in range(steps):
        sort = random_sort(random)
        number = tables.add(sort)
        allows = tables.allows(coded, number)
        configuration, expected = machine.step(configuration, sort)
        coded, outcomes = tables.step(coded, number)
        assert [*map(fully, outcomes)] == [*map(fully, expected)]
        assert tables.said(coded) == configuration
        assert allows == (bool(expected) and all(o.deviation is None for o in expected))


def test_tables_follow_every_sequence_as_the_engine_does() -> None:
    """2,000 random models, eight random events each: same outcomes and states, step by step."""
    for seed in range(2_000):
        _walk(seed, 8)


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 2**32))
def test_tables_follow_any_sequence_as_the_engine_does(seed: int) -> None:
    """The same for models that hypothesis chooses, along longer sequences."""
    _walk(seed, 30)


@pytest.mark.parametrize("first", range(0, 250, 50))
def test_tables_say_what_a_replay_says(first: int) -> None:
    """A chronology of the same events, a minute each, replays to the same outcomes."""
    for seed in range(first, first + 50):
        random = Random(seed)  # noqa: S311  no secret
        theory, topics = random_theory(random)
        sorts = [random_sort(random) for _ in range(10)]
        events = [
            event(
                f"e{number}",
                sort.kind,
                f"2031-03-01T{number:02}:00",
                details=sort.details,
                issues=sort.names("issues"),
                places=sort.names("places"),
            )
            for number, sort in enumerate(sorts)
        ]
        named = {key: {name: {"id": name} for name in names} for key, names in topics.items()}
        places = {key: {**place, "tracked": True} for key, place in named["places"].items()}
        told = replay(story(theory, *events, issues=named["issues"], places=places))
        tables = Tables(theory, topics, sorts)
        coded = tables.start
        for step, sort in zip(told.steps, sorts, strict=True):
            coded, outcomes = tables.step(coded, tables.add(sort))
            assert [*map(fully, outcomes)] == [*map(fully, step.outcomes)]
        for name, state in tables.said(coded).items():
            assert told.readings.final(name).keys() == {state}


# --- their size ----------------------------------------------------------------------------------


def _ring(tracks: int) -> Model:
    """Give tracks of three states, each turned by a kind of its own and by a shared one."""
    return model(
        **{
            f"t{n}": track(
                rule([f"turn-{n}", "turn-all"], "a", "b"),
                rule([f"turn-{n}", "turn-all"], "b", "c"),
                rule([f"turn-{n}", "turn-all"], "c", "a"),
                initial="a",
            )
            for n in range(tracks)
        }
    )


@pytest.mark.parametrize("tracks", [1, 2, 40])
def test_size_follows_the_sum_of_the_tracks(tracks: int) -> None:
    """Forty tracks of three states have 3 to the 40th configurations and 240 cells: six a track."""
    sorts = [*(Occurrence(f"turn-{n}") for n in range(tracks)), Occurrence("turn-all")]
    tables = Tables(_ring(tracks), {}, sorts)

    assert sum(c.after.size for targets in tables.cells for c in targets) == 6 * tracks


def test_what_conditions_do_not_tell_apart_adds_no_cells() -> None:
    """A condition on a track of six states doubles the cells, and does not take them six times."""
    lamps = track(*(rule("dim", f"l{n}", f"l{n + 1}") for n in range(5)), initial="l0")
    door = track(rule("push", "shut", "open", requires={"lamp": ["l2", "l4"]}), initial="shut")
    tables = Tables(model(lamp=lamps, door=door), {}, [Occurrence("push")])

    assert tables.cells[0][0].after.size == 4


def test_a_condition_on_the_track_itself_adds_no_cells() -> None:
    """Its own state is in the cell already: three states, three cells, one of which is no move."""
    own = track(
        rule("push", ["a", "b"], "c", unless={"door": ["b"]}), rule("pull", "c", "a"), initial="a"
    )
    tables = Tables(model(door=own), {}, [Occurrence("push")])
    [cells] = tables.cells[0]

    assert [*cells.after] == [2, 1, 2]
    assert [word == DEVIATES for word in cells.word] == [False, True, True]


def test_conditions_that_tell_too_much_apart_are_refused() -> None:
    """A track that asks for each state of seven tracks of ten has ten million cells: an error."""
    others = {
        f"t{n}": track(*(rule("go", f"s{i}", f"s{i + 1}") for i in range(9)), initial="s0")
        for n in range(7)
    }
    asks = [rule("ask", "no", "yes", requires={t: [f"s{i}"] for t in others}) for i in range(10)]

    with pytest.raises(NegotiationError, match=r'"asks" tell apart .* at most 1,000,000'):
        Tables(model(**others, asks=track(*asks, initial="no")), {}, [])
