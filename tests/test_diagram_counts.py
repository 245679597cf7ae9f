"""How often each edge was taken and each event unforeseen, held against listing every order."""

from collections import Counter
from itertools import chain, permutations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negotiation.bounds import Constraint, tightest
from negotiation.dates import Window
from negotiation.diagram import counts as counting
from negotiation.diagram.counts import Came, Count, Missed, Thing, Took, last_known, tally, things
from negotiation.diagram.graph import Graph, graph
from negotiation.event import Event
from negotiation.evidence import Topic
from negotiation.history import History
from negotiation.knots import Relations
from negotiation.load import load
from negotiation.machine import Machine
from negotiation.model import Model
from negotiation.readings import Readings, Until
from negotiation.replay import replay
from tests.making import event, model, report, rule, story, track
from tests.test_readings import runs, stories

LIGHT = model(
    light=track(
        rule("up", ["low"], "high"),
        rule("down", ["high"], "low"),
        rule("up", ["high"], None),
        initial="low",
    )
)
ISSUES = {name: Topic(id=name, label=name.title()) for name in ("water", "wood")}
Story = tuple[Model, dict[str, Window], list[Constraint], list[Event]]


def told(*happened: tuple[str, str], until: Until | None = None) -> Graph:
    """Draw the light of a story of events, each a kind and a date."""
    events = [event(f"e{n}", kind, when) for n, (kind, when) in enumerate(happened)]
    return graph(replay(story(LIGHT, *events), until=until), "light")


def counts(found: Graph) -> dict[str, tuple[int, int]]:
    """Give how often each edge was taken, at least and at most."""
    return {
        f"{edge.before}>{edge.after}": (edge.count.sure, edge.count.most)
        for edge in found.edges
        if edge.count.most
    }


# --- by hand --------------------------------------------------------------------------------------


def test_interchangeable_events_take_an_edge_once() -> None:
    """Whichever of two equal events came first moved the track, and the other found it moved."""
    found = told(("up", "2031-03-01"), ("up", "2031-03-01"))

    assert counts(found) == {"low>high": (1, 1), "high>high": (1, 1)}
    assert found.mark("high") == "taken"


def test_deviation_of_one_of_two_is_certain() -> None:
    """Of two downs on one day after one up, one is not foreseen, whichever it is."""
    found = told(("up", "2031-03-01"), ("down", "2031-03-02"), ("down", "2031-03-02"))

    assert counts(found) == {"low>high": (1, 1), "high>low": (1, 1)}
    assert [(one.state, one.kind, one.count) for one in found.unforeseen] == [
        ("low", "down", Count(1, 1))
    ]
    assert found.missed == {"low": Count(1, 1)}


def test_count_lies_between_the_orders() -> None:
    """Up, down and up on one day go up twice, or down first: then up once, and once in vain."""
    found = told(*((kind, "2031-03-01") for kind in ("up", "down", "up")))

    assert counts(found) == {"low>high": (1, 2), "high>high": (0, 1), "high>low": (0, 1)}


def test_disputed_event_counts_at_most() -> None:
    """Of two ups on one day, one of them disputed, at least one went up, and one stayed perhaps."""
    denied = event("b", "up", "2031-03-01", report("2031-03-01", modality="negated"))
    found = graph(replay(story(LIGHT, event("a", "up", "2031-03-01"), denied)), "light")

    assert counts(found) == {"low>high": (1, 1), "high>high": (0, 1)}


@pytest.mark.parametrize(
    ("until", "expected"),
    [
        (Until.before("e1"), {"low>high": (1, 1)}),
        (Until.through("e1"), {"low>high": (1, 1), "high>low": (1, 1)}),
    ],
)
def test_nothing_counts_after_the_stop(until: Until, expected: dict[str, tuple[int, int]]) -> None:
    """Up, down, up on days of their own: a stop at the down ends the counts before or with it."""
    days = (("up", "2031-03-01"), ("down", "2031-03-02"), ("up", "2031-03-03"))

    assert counts(told(*days, until=until)) == expected


def test_stop_at_a_moment_within_a_window_leaves_the_rest_open() -> None:
    """At noon, an up of that day may have been or not."""
    noon = 1_930_089_600 + 12 * 3600  # 1 March 2031

    assert counts(told(("up", "2031-03-01"), until=Until.at(noon))) == {"low>high": (0, 1)}


def test_lag_forbids_orders_together_that_it_allows_apart() -> None:
    """Lift before up, and up again before down: each may be, but not both.

    Down comes at 7 or 8, the second up at least 6 after the first. Lift comes at 3 at the
    earliest: if it is before the first up, the second one is at 9 or later. So an up moves.
    """
    theory = model(
        light=track(
            rule(["up", "lift"], ["low"], "high"),
            rule(["up", "lift"], ["high"]),
            rule("down", ["high"], "low"),
            initial="low",
        )
    )
    kinds = {"a": "up", "b": "lift", "c": "down", "d": "up"}
    own = {"a": (0, 7), "b": (3, 7), "c": (7, 9), "d": (0, 21)}
    rules = [Constraint("a", "d", 6, None, "lag")]
    windows = tightest({key: Window(*ends) for key, ends in own.items()}, rules)
    assert windows is not None
    readings = Readings(Machine(theory, {}), theory.clusters(), Relations(windows, rules))
    found = tally(readings.read([event(key, kind) for key, kind in kinds.items()]), ["light"])

    assert found.counts[Took("low", "high", "up")] == Count(1, 2)


def copied(both: str) -> History:
    """Tell of one event of two issues on a day on which two others end them."""
    theory = model(
        issue=track(
            rule("ask", ["open"], "asked"),
            rule("grant", ["open", "asked"], "granted"),
            initial="open",
            for_each="issues",
        )
    )
    events = [
        event("a", "ask", "2031-03-01", issues=["water"]),
        event("b", "grant", "2031-03-01", issues=["water", "wood"]),
        event("c", both, "2031-03-02", report("2031-03-02", modality="negated"), issues=["wood"]),
    ]
    return replay(story(theory, *events, issues=ISSUES))


def test_copies_are_counted_in_the_same_order() -> None:
    """Water is granted when open or when asked, wood when open: open>granted is once or twice."""
    found = graph(copied("nothing"), "issue")

    assert counts(found) == {"open>asked": (0, 1), "open>granted": (1, 2), "asked>granted": (0, 1)}
    assert found.reached == {
        "open": Count(2, 2), "asked": Count(0, 1), "granted": Count(2, 2),
    }  # fmt: skip


def test_last_known_copies_are_counted_together() -> None:
    """Of two issues granted or asked last by the same order, one is always the other way round."""
    theory = model(
        issue=track(
            rule("ask", ["open", "granted"], "asked"),
            rule("grant", ["open", "asked"], "granted"),
            initial="open",
            for_each="issues",
        )
    )
    events = [
        event("a", "ask", "2031-03-01", issues=["water"]),
        event("b", "grant", "2031-03-01", issues=["water"]),
    ]
    history = replay(story(theory, *events, issues=ISSUES))

    assert last_known(history, ["issue/water"]) == {"granted": Count(0, 1), "asked": Count(0, 1)}
    assert last_known(history, ["issue/water", "issue/wood"]) == {
        "granted": Count(0, 1), "asked": Count(0, 1), "open": Count(1, 1),
    }  # fmt: skip


# --- every order ----------------------------------------------------------------------------------


@settings(max_examples=250, deadline=None)
@given(stories(), st.sampled_from([("one",), ("two",), ("one", "two")]))
def test_counts_are_those_that_listing_finds(told: Story, tracks: tuple[str, ...]) -> None:
    """The least and the most of everything agree with every timing, order and dispute listed."""
    theory, own, rules, events = told
    windows = tightest(own, rules)
    if windows is None:
        return
    machine = Machine(theory, {})
    readings = Readings(machine, theory.clusters(), Relations(windows, rules)).read(events)
    listed = set()
    for _, order in runs(own, rules, events):
        configuration, done = machine.start, Counter[Thing]()
        for happened in order:
            configuration, outcomes = machine.step(configuration, happened)
            met = (outcome for outcome in outcomes if outcome.track in tracks)
            done.update(chain.from_iterable(things(happened.kind, one) for one in met))
        listed.add(frozenset(done.items()))
    every = [dict(one) for one in listed]
    found = tally(readings, tracks)

    assert found.exact
    assert found.counts == {
        thing: Count(min(often), max(often))
        for thing in {thing for one in every for thing in one}
        if (often := [one.get(thing, 0) for one in every])
    }


KINDS = st.sampled_from(["up", "down"])
DAYS = st.sampled_from(["2031-03-01", "2031-03-02", "2031-03-03"])


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(KINDS, DAYS), max_size=5))
def test_story_is_drawn_with_the_counts_of_its_orders(happened: list[tuple[str, str]]) -> None:
    """Days in sequence, in every order within each: edges, states and deviations add up."""
    days = [
        list(permutations(kind for kind, when in happened if when == day))
        for day in sorted({when for _, when in happened})
    ]
    every = [_walked(list(chain.from_iterable(order))) for order in product(*days)]
    found = told(*happened)

    drawn = {f"{e.before}>{e.after}": e.count for e in found.edges if e.count.most}
    drawn |= {f"{state}!": count for state, count in found.missed.items()}
    drawn |= {state: count for state, count in found.reached.items() if state != "low"}
    assert drawn == {
        key: Count(min(often), max(often))
        for key in set(chain.from_iterable(every))
        if (often := [one[key] for one in every])
    }


def _walked(kinds: list[str]) -> Counter[str]:
    """Go through a light's events by hand."""
    state, done = "low", Counter[str]()
    for kind in kinds:
        if kind == "down" and state == "low":
            done["low!"] += 1
            continue
        after = "high" if kind == "up" else "low"
        done[f"{state}>{after}"] += 1
        done[after] += after == "high" and state == "low"
        state = after
    return +done


# --- where there are too many ---------------------------------------------------------------------


def test_too_many_orders_of_copies_give_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted copy by copy, a count is never too high at least, nor too low at most."""
    whole = graph(copied("nothing"), "issue")
    monkeypatch.setattr(counting, "JOINT", 1)
    bounds = graph(copied("nothing"), "issue")

    assert (whole.exact, bounds.exact) == (True, False)
    for one, other in zip(whole.edges, bounds.edges, strict=True):
        assert other.count.sure <= one.count.sure <= one.count.most <= other.count.most


@pytest.mark.parametrize("name", ["daraa-2018", "valley"])
def test_shipped_counts_are_exact(name: str) -> None:
    """No shipped story leaves so much open that its diagrams give bounds."""
    history = replay(load(name))

    assert all(graph(history, key).exact for key in history.chronology.model.tracks)


def test_things_of_an_event() -> None:
    """A move is a way, an edge and a state come to; a stay no state; a deviation is of a state."""
    machine = Machine(LIGHT, {})
    moved, stayed, missed = (
        machine.meet({"light": state}, event("a", kind))[0]
        for state, kind in (("low", "up"), ("high", "up"), ("low", "down"))
    )

    assert list(things("up", moved)) == [
        Took("low", "high"), Took("low", "high", "up"), Came("high"),
    ]  # fmt: skip
    assert list(things("up", stayed)) == [Took("high", "high"), Took("high", "high", "up")]
    assert list(things("down", missed)) == [
        Missed("low"), Missed("low", "down", missed.deviation),
    ]  # fmt: skip
