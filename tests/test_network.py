"""The temporal network, held against timings listed one by one and against another library."""

from collections.abc import Iterable, Iterator
from itertools import chain as joined
from itertools import combinations, pairwise, product

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negotiation.bounds import Constraint, edges, tightest
from negotiation.dates import Window
from negotiation.doubts import doubts, search
from negotiation.network import NEVER, ORIGIN, Edge, circle

EVENTS = "abcde"
SPAN = 4  # dates run from second 0 to 3
Sets = set[frozenset[str]]


@st.composite
def networks(draw: st.DrawFn) -> list[Edge]:
    """Up to five events and seven reports, each with one to three edges at one event."""
    events = EVENTS[: draw(st.integers(1, 5))]
    found: list[Edge] = []
    for number in range(draw(st.integers(1, 7))):
        found += draw(statements(f"r{number}", events))
    return found


@st.composite
def statements(draw: st.DrawFn, report: str, events: str) -> list[Edge]:
    event = draw(st.sampled_from(events))
    said: list[Edge] = []
    if draw(st.booleans()) or len(events) == 1:
        low = draw(st.integers(0, SPAN - 1))
        high = draw(st.integers(low, SPAN - 1))
        said += [Edge(ORIGIN, event, low, report), Edge(event, ORIGIN, -high, report)]
    if len(events) > 1 and (not said or draw(st.booleans())):
        other = draw(st.sampled_from([key for key in events if key != event]))
        said.append(Edge(other, event, draw(st.integers(-2, 3)), report))
        if draw(st.booleans()):
            said.append(Edge(event, other, draw(st.integers(-3, 0)), report))
    return said


def of(every: Iterable[Edge], reports: Iterable[str]) -> list[Edge]:
    kept = set(reports)
    return [edge for edge in every if edge.report in kept]


def as_graph(every: list[Edge]) -> nx.DiGraph:
    """Turn lengths round, for a library that looks for the shortest."""
    graph = nx.DiGraph()
    for edge in sorted(every, key=lambda edge: edge.least):
        graph.add_edge(edge.first, edge.then, weight=-edge.least)
    return graph


def can_hold(every: list[Edge]) -> bool:
    return not nx.negative_edge_cycle(as_graph(every))


def holds(every: list[Edge]) -> bool:
    """Look for a positive circle by the lengths between every two events (Floyd, Warshall)."""
    keys = sorted({key for edge in every for key in (edge.first, edge.then)})
    far = {(edge.first, edge.then): edge.least for edge in sorted(every, key=lambda e: e.least)}
    for middle, first, then in product(keys, repeat=3):
        if (first, middle) in far and (middle, then) in far:
            through = far[first, middle] + far[middle, then]
            far[first, then] = max(far.get((first, then), through), through)
    return all(far.get((key, key), 0) <= 0 for key in keys)


def timings(every: list[Edge]) -> Iterator[dict[str, int]]:
    """List every timing within the span that the edges allow."""
    for moments in product(range(SPAN), repeat=len(EVENTS)):
        at = dict(zip((*EVENTS, ORIGIN), (*moments, 0), strict=True))
        if all(at[edge.then] - at[edge.first] >= edge.least for edge in every):
            yield at


def smallest_of(sets: Iterable[frozenset[str]]) -> Sets:
    every = set(sets)
    return {one for one in every if not any(other < one for other in every)}


def subsets(reports: list[str]) -> Iterator[frozenset[str]]:
    sizes = range(len(reports) + 1)
    return map(frozenset, joined.from_iterable(combinations(reports, size) for size in sizes))


def cheapest_of_all(sets: Iterable[tuple[str, ...]]) -> Sets:
    """Take one cheapest choice of every doubt, in every combination."""
    choices = product(*(doubt.cheapest for doubt in doubts(sets)))
    return {frozenset(joined.from_iterable(choice)) for choice in choices}


@settings(max_examples=700, deadline=None)
@given(networks())
def test_contradicting_sets_and_what_to_doubt_are_those_of_trying_every_subset(
    every: list[Edge],
) -> None:
    """All smallest contradicting sets are found, no other, and all least sets to doubt."""
    reports = list(dict.fromkeys(edge.report for edge in every))
    can = {kept: holds(of(every, kept)) for kept in subsets(reports)}

    found = search(every)

    assert found.complete
    assert found.settled
    assert {frozenset(one) for one in found.sets} == smallest_of(one for one in can if not can[one])
    resolving = [frozenset(reports) - kept for kept in can if can[kept]]
    least = min(map(len, resolving))
    assert cheapest_of_all(found.sets) == {one for one in resolving if len(one) == least}


@settings(max_examples=1000, deadline=None)
@given(networks())
def test_a_circle_is_found_just_where_no_timing_is_left(every: list[Edge]) -> None:
    """Edges can hold together if and only if no circle is found; the circle itself is positive."""
    ring = circle(every)

    assert bool(ring) == (not can_hold(every))
    if ring:
        assert sum(edge.least for edge in ring) > 0
        assert all(one.then == other.first for one, other in pairwise((*ring, ring[0])))


@settings(max_examples=200, deadline=None)
@given(networks())
def test_the_search_gives_the_same_each_time(every: list[Edge]) -> None:
    """What is found depends on the edges alone."""
    assert search(list(every)) == search(iter(every))


@settings(max_examples=300, deadline=None)
@given(networks(), st.integers(1, 3))
def test_a_search_that_stops_at_its_limit_still_knows_the_cheapest(
    every: list[Edge], limit: int
) -> None:
    """With a limit the sets are smallest ones still, and the cheapest to doubt are all there."""
    whole, some = search(every), search(every, limit)

    assert set(some.sets) <= set(whole.sets)
    assert some.settled
    assert cheapest_of_all(some.sets) == cheapest_of_all(whole.sets)
    assert some.complete <= (set(some.sets) == set(whole.sets))


def split(every: list[Edge], fence: Window) -> tuple[dict[str, Window], list[Constraint]]:
    """Give the edges as windows and constraints, every event within the fence."""
    own = dict.fromkeys(EVENTS, fence)
    rules = []
    for edge in every:
        if edge.first == ORIGIN:
            own[edge.then] = own[edge.then].intersection(Window(edge.least, None))
        elif edge.then == ORIGIN:
            own[edge.first] = own[edge.first].intersection(Window(None, 1 - edge.least))
        else:
            rules.append(Constraint(edge.first, edge.then, edge.least, None, edge.report))
    return own, rules


@settings(max_examples=300, deadline=None)
@given(networks())
def test_tightest_windows_are_those_of_listing_every_timing(every: list[Edge]) -> None:
    """A window runs from the first to the last second that some timing gives its event."""
    own, rules = split(every, Window(0, SPAN))
    allowed = list(timings(every))

    if any(window.is_empty() for window in own.values()):
        assert not allowed
        return
    tight = tightest(own, rules)

    assert (tight is None) == (not allowed)
    for key, window in (tight or {}).items():
        moments = [at[key] for at in allowed]
        assert (window.earliest, window.latest) == (min(moments), max(moments) + 1)


@settings(max_examples=400, deadline=None)
@given(networks())
def test_tightest_windows_are_the_longest_paths_of_another_library(every: list[Edge]) -> None:
    """What bounds no side leaves it open, and circles of undated events are noticed too."""
    own, rules = split(every, Window(None, None))
    if any(window.is_empty() for window in own.values()):
        assert not can_hold(every)
        return
    tight = tightest(own, rules)

    assert (tight is None) == (not can_hold(every))
    for key, window in (tight or {}).items():
        earliest, last = longest(every, ORIGIN, key), longest(every, key, ORIGIN)
        assert (window.earliest, window.latest) == (earliest, None if last is None else 1 - last)


def longest(every: list[Edge], start: str, end: str) -> int | None:
    """Give the greatest length from one event to another, None where no edges lead."""
    graph = as_graph(every)
    graph.add_nodes_from((start, end))
    if not nx.has_path(graph, start, end):
        return None
    return -int(nx.bellman_ford_path_length(graph, start, end))


def test_undated_events_each_after_the_other_contradict() -> None:
    """Two relations that cannot both hold are found although no event has a date."""
    rules = [Constraint("a", "b", 1, None, "r1"), Constraint("b", "a", 1, None, "r2")]
    open_ = dict.fromkeys("ab", Window(None, None))

    assert tightest(open_, rules) is None
    assert search(edge for rule in rules for edge in edges(rule)).sets == (("r1", "r2"),)


def test_a_report_that_contradicts_itself_is_a_set_of_its_own() -> None:
    """An hour before and an hour after one event cannot be said in one report."""
    every = [Edge("a", "b", 3600, "r1"), Edge("b", "a", 3600, "r1"), Edge("a", "b", 0, "r2")]

    assert search(every).sets == (("r1",),)


def test_a_report_is_doubted_as_a_whole() -> None:
    """A relation said by two reports leaves a set smallest if one of them is in it anyway."""
    every = [
        Edge(ORIGIN, "a", 5, "r1"),
        Edge("a", "b", 0, "r1"),
        Edge("b", ORIGIN, -3, "r2"),
        Edge("a", "b", 0, "r3"),
    ]

    assert search(every).sets == (("r1", "r2"),)


def test_a_search_says_where_it_stopped() -> None:
    """Three reports each on five steps make 243 sets; with a limit of 50 that is said."""
    steps = pairwise("abcdef")
    every = [Edge(ORIGIN, "a", 9, "first"), Edge("f", ORIGIN, -3, "last")]
    every += [Edge(a, b, 0, f"{a}{b}{n}") for a, b in steps for n in range(3)]

    found = search(every, limit=50)

    assert len(found.sets) == 50
    assert not found.complete
    assert found.settled
    assert cheapest_of_all(found.sets) == {frozenset({"first"}), frozenset({"last"})}
    assert len(search(every, limit=1000).sets) == 243


def test_one_contradiction_among_ten_thousand_events_is_quick() -> None:
    """In a chain of 10,000 days one wrong date is found with those it skips."""
    keys = [f"e{number}" for number in range(10_000)]
    every = [edge for n, key in enumerate(keys) for edge in day(key, n - 3 if n == 5000 else n)]
    every += [Edge(a, b, 0, f"{a}-{b}") for a, b in pairwise(keys)]

    found = search(every)

    assert found.complete
    assert [len(one) for one in found.sets] == [3, 4]
    assert cheapest_of_all(found.sets) == {frozenset({"d5000"}), frozenset({"e4999-e5000"})}


def test_three_hundred_contradictions_in_one_chain_are_told_apart() -> None:
    """Where every 33rd of 10,000 dates is two days early, each is found beside the day before."""
    keys = [f"e{number}" for number in range(10_000)]
    every = [edge for n, key in enumerate(keys) for edge in day(key, n - 2 * (n % 33 == 5))]
    every += [Edge(a, b, 0, f"{a}-{b}") for a, b in pairwise(keys)]

    found = search(every)

    assert found.complete
    assert len(found.sets) == 303
    assert found.sets[0] == ("d4", "d5", "e4-e5")


def day(key: str, number: int) -> list[Edge]:
    first = 86_400 * number
    name = f"d{key[1:]}"
    return [Edge(ORIGIN, key, first, name), Edge(key, ORIGIN, -first - 86_399, name)]


@pytest.mark.parametrize("number", [0, 1])
def test_no_edges_are_no_contradiction(number: int) -> None:
    """Nothing said is nothing contradicted."""
    assert search([Edge("a", "b", NEVER, "r")][:number]).sets == ()
