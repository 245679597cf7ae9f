"""The temporal network: what dates and relations together say about each event's time."""

from datetime import UTC
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negotiation.bounds import Constraint, constraints, stated, tightest, windows
from negotiation.chronology import Chronology
from negotiation.dates import Window, Words, local, parse_date, parse_part_of_day, zone
from negotiation.event import Event
from negotiation.evidence import Report
from tests.making import event, model, report, story

NOTHING = model()


def tell(*events: Event, **fields: Any) -> Chronology:
    return story(NOTHING, *events, **fields)


def day(text: str) -> Window:
    """Give the window of a date in UTC, without its text."""
    found = parse_date(text).window(UTC, Words({}))
    return Window(found.earliest, found.latest)


def bare(found: Window) -> Window:
    return Window(found.earliest, found.latest)


def clocks(found: Window, name: str = "UTC") -> str:
    """Give a window of one day in clock times, the end not included."""
    assert found.earliest is not None
    assert found.latest is not None
    first, last = local(found.earliest, zone(name)), local(found.latest, zone(name))
    return f"{first:%H:%M:%S}–{last:%H:%M:%S}"


# --- an event by itself ---------------------------------------------------------------------------


def test_event_allows_what_all_its_reports_allow() -> None:
    """“4 July” and “4 July, afternoon” have the afternoon in common, in its words."""
    found = stated(tell(), event("a", "nothing", "2018-07-04", "2018-07-04 afternoon"))

    assert clocks(found) == "12:00:00–18:00:00"
    assert (found.text, found.computed) == ("the afternoon of 4 July 2018", False)


def test_reports_that_overlap_narrow_one_another_and_it_is_marked() -> None:
    """3 or 4 July and 4 or 5 July leave 4 July, which neither says: computed."""
    found = stated(tell(), event("a", "nothing", "2018-07-03/2018-07-04", "2018-07-04/2018-07-05"))

    assert bare(found) == day("2018-07-04")
    assert found.computed


def test_reports_that_exclude_one_another_leave_what_holds_them_all() -> None:
    """3 July says one, 5 July the other: somewhere from 3 to 5 July, in the words of both."""
    found = stated(tell(), event("a", "nothing", "2018-07-03", "2018-07-05"))

    assert bare(found) == day("2018-07-03/2018-07-05")
    assert found.text == "3 July 2018 or 5 July 2018"


def test_report_may_have_a_zone_of_its_own() -> None:
    """5 July in New York, summer time, is 04:00 of 5 July to 04:00 of 6 July UTC."""
    found = stated(tell(), event("a", "nothing", report("2018-07-05", timezone="America/New_York")))

    assert found.earliest == day("2018-07-05T04:00").earliest
    assert found.latest == day("2018-07-06T04:00").earliest
    assert found.text == "5 July 2018 (America/New_York)"


def test_plan_does_not_date_what_then_took_place() -> None:
    """Scheduled for 5 July, reported for 6 July: it was on 6 July."""
    plan = report("2018-07-05", modality="scheduled")

    assert bare(stated(tell(), event("a", "nothing", plan, "2018-07-06"))) == day("2018-07-06")
    assert bare(stated(tell(), event("a", "nothing", plan))) == day("2018-07-05")


def test_denial_dates_nothing() -> None:
    """Who says that it did not happen says nothing about when."""
    denial = report("2018-07-05", modality="negated")

    assert bare(stated(tell(), event("a", "nothing", denial, "2018-07-06"))) == day("2018-07-06")


def test_event_without_a_date_is_open_on_both_sides() -> None:
    """No date, no bounds."""
    assert windows(tell(event("a", "nothing")))["a"] == Window(None, None)


# --- relations ------------------------------------------------------------------------------------


def test_ninety_minutes_after_a_session_some_time_in_the_afternoon() -> None:
    """About 90 minutes (15 more or less) after a start from 12 to 18, and in that afternoon itself.

    Failure: 12:00 + 75 min = 13:15, up to 18:00. Start: at most 18:00 - 75 min = 16:45.
    """
    found = windows(
        tell(
            event("start", "nothing", report("2018-07-04 afternoon", modality="scheduled")),
            event(
                "failure",
                "nothing",
                report(lag={"of": "start", "about": "PT90M"}),
                "2018-07-04 afternoon",
            ),
            timezone="Asia/Damascus",
        )
    )

    assert clocks(found["failure"], "Asia/Damascus") == "13:15:00–18:00:00"
    assert clocks(found["start"], "Asia/Damascus") == "12:00:00–16:45:00"
    assert found["failure"].computed
    assert found["failure"].text == "the afternoon of 4 July 2018"


@pytest.mark.parametrize(
    ("lag", "clock"),
    [
        ({"about": "PT3H", "tolerance": "PT30M"}, "12:30:00–13:31:00"),
        ({"about": "PT3H"}, "12:45:00–13:16:00"),  # words: about: PT15M
        ({"about": "PT3H", "tolerance": "PT0M"}, "13:00:00–13:01:00"),
        ({"at_least": "PT1H", "at_most": "PT2H"}, "11:00:00–12:01:00"),
        ({"at_least": "PT2H"}, "12:00:00–00:00:00"),
        ({"at_most": "PT2H"}, "00:00:00–12:01:00"),
    ],
)
def test_length_of_time_after_a_minute(lag: dict[str, str], clock: str) -> None:
    """Talks at 10:00 (a minute wide), their end some time after; the day is known."""
    found = windows(
        tell(
            event("talks", "nothing", "2018-07-04T10:00"),
            event("end", "nothing", report("2018-07-04", lag={"of": "talks"} | lag)),
        )
    )

    assert clocks(found["end"]) == clock


def test_length_of_time_is_real_time_when_the_clocks_change() -> None:
    """Three hours after 22:30 on 25 October 2018 in Damascus it was 00:30: an hour came twice."""
    found = windows(
        tell(
            event("talks", "nothing", "2018-10-25T22:30"),
            event(
                "end", "nothing", report(lag={"of": "talks", "about": "PT3H", "tolerance": "PT0M"})
            ),
            timezone="Asia/Damascus",
        )
    )

    assert clocks(found["end"], "Asia/Damascus") == "00:30:00–00:31:00"


def test_after_and_before_narrow_both_events() -> None:
    """What comes before narrows what comes after, and the other way round."""
    found = windows(
        tell(
            event("a", "nothing", "../2018-07-05"),
            event("b", "nothing", report("2018-07-04/2018-07-06", after="a")),
            event("c", "nothing", report("2018-07-03/..", before="a")),
        )
    )

    assert bare(found["a"]) == day("2018-07-03/2018-07-05")
    assert bare(found["b"]) == day("2018-07-04/2018-07-06")
    assert bare(found["c"]) == day("2018-07-03/2018-07-05")
    assert (found["a"].computed, found["b"].computed, found["c"].computed) == (True, False, True)


def test_events_in_sequence_may_share_a_second() -> None:
    """“After” means not earlier: two events of one second may stand in sequence."""
    found = windows(
        tell(
            event("a", "nothing", "2018-07-04T10:00:05"),
            event("b", "nothing", report("2018-07-04T10:00:05", after="a")),
        )
    )

    assert found["a"].earliest == found["b"].earliest


def test_bounds_pass_along_a_chain() -> None:
    """300 events of one day, each at least a minute after the one before.

    The first one is at 24:00 - 299 minutes = 19:01 at the latest, the last at 04:59 at the
    earliest; a file in another order says the same.
    """
    chain = [event("e0", "nothing", "2018-07-04")] + [
        event(f"e{n}", "nothing", report("2018-07-04", lag={"of": f"e{n - 1}", "at_least": "PT1M"}))
        for n in range(1, 300)
    ]
    for told in (chain, chain[::-1], chain[::3] + chain[1::3] + chain[2::3]):
        found = windows(tell(*told))
        assert clocks(found["e0"]) == "00:00:00–19:01:00"
        assert clocks(found["e299"]) == "04:59:00–00:00:00"


def test_relations_of_a_plan_hold_until_it_happened() -> None:
    """A relation that only a plan tells is read as long as nothing says that it happened."""
    plan = report(modality="scheduled", lag={"of": "a", "at_least": "PT1H"})
    alone = tell(event("a", "nothing", "2018-07-04T10:00"), event("b", "nothing", plan))
    past = tell(
        event("a", "nothing", "2018-07-04T10:00"), event("b", "nothing", plan, "2018-07-04")
    )

    assert list(constraints(alone)) == [Constraint("a", "b", 3600, None, "b-0")]
    assert list(constraints(past)) == []


def test_each_relation_names_its_report() -> None:
    """after, before and lag become seconds from one event to another, with the report."""
    said = Report(
        id="r", source="paper", after=("a",), before=("c",),
        lag={"of": "a", "about": "PT10M", "tolerance": "PT1M"},
    )  # fmt: skip
    told = tell(event("a", "nothing"), event("b", "nothing", said), event("c", "nothing"))

    assert list(constraints(told)) == [
        Constraint("a", "b", 0, None, "r"),
        Constraint("b", "c", 0, None, "r"),
        Constraint("a", "b", 540, 660, "r"),
    ]


# --- contradictions -------------------------------------------------------------------------------


def test_dates_that_contradict_relations_keep_what_each_event_says() -> None:
    """Told to follow a and dated before it: every event keeps its own dates."""
    told = tell(
        event("a", "nothing", "2018-07-05"),
        event("b", "nothing", report("2018-07-03", after="a")),
        event("c", "nothing", report("2018-07-05/..", after="a", before="d")),
        event("d", "nothing", "2018-07-06"),
    )

    found = windows(told)

    assert tightest(found, list(constraints(told))) is None
    assert bare(found["a"]) == day("2018-07-05")
    assert bare(found["b"]) == day("2018-07-03")
    assert bare(found["c"]) == day("2018-07-05/..")
    assert not any(window.computed for window in found.values())


def test_circle_of_lengths_is_a_contradiction() -> None:
    """An hour after one another, both ways, is impossible, whatever the window."""
    lag = {"at_least": "PT1H"}
    told = tell(
        event("a", "nothing", report("2018-07-05/..", lag=lag | {"of": "b"})),
        event("b", "nothing", report(lag=lag | {"of": "a"})),
    )

    assert tightest(windows(told), list(constraints(told))) is None
    assert bare(windows(told)["a"]) == day("2018-07-05/..")


def test_circle_of_sequence_holds_its_events_to_one_second() -> None:
    """Neither before the other: at the same second, where both windows allow one."""
    told = tell(
        event("a", "nothing", report("2018-07-04 morning", after="b")),
        event("b", "nothing", report("2018-07-04", after="a")),
    )

    assert clocks(windows(told)["b"]) == "06:00:00–12:00:00"


# --- against shortest paths -----------------------------------------------------------------------

KEYS = "abcdef"
lengths = st.none() | st.integers(-20, 20)
rules = st.builds(
    Constraint, st.sampled_from(KEYS), st.sampled_from(KEYS), lengths, lengths, st.just("r")
).filter(lambda rule: rule.first != rule.then)
own_windows = st.fixed_dictionaries(
    {
        key: st.builds(
            lambda low, width: Window(low, low + width), st.integers(0, 40), st.integers(1, 40)
        )
        for key in KEYS
    }
)


def network(own: dict[str, Window], told: list[Constraint]) -> nx.DiGraph:
    """Give the distance graph: an edge from a to b of weight w says b - a ≤ w; 0 is the origin."""
    graph = nx.DiGraph()
    graph.add_nodes_from([0, *own])
    edges = [(0, key, w.latest - 1) for key, w in own.items() if w.latest is not None]
    edges += [(key, 0, -w.earliest) for key, w in own.items() if w.earliest is not None]
    edges += [(r.first, r.then, r.most) for r in told if r.most is not None]
    edges += [(r.then, r.first, -r.least) for r in told if r.least is not None]
    for start, end, weight in edges:
        old = graph.get_edge_data(start, end, {"weight": weight})["weight"]
        graph.add_edge(start, end, weight=min(weight, old))
    return graph


def shortest(own: dict[str, Window], told: list[Constraint]) -> dict[str, Window] | None:
    """Give the tightest windows as shortest paths in that graph; None for a negative circle."""
    graph = network(own, told)
    if nx.negative_edge_cycle(graph):
        return None
    last = nx.single_source_bellman_ford_path_length(graph, 0)
    first = nx.single_source_bellman_ford_path_length(graph.reverse(), 0)
    return {
        key: Window(-first[key] if key in first else None, last[key] + 1 if key in last else None)
        for key in own
    }


@settings(max_examples=300, deadline=None)
@given(own_windows, st.lists(rules, max_size=8))
def test_tightest_windows_are_shortest_paths(
    own: dict[str, Window], told: list[Constraint]
) -> None:
    """On random networks the bounds, or the contradiction, are those of the distance graph."""
    found = tightest(own, told)
    wanted = shortest(own, told)

    assert (found is None) == (wanted is None)
    if found is not None:
        assert {key: bare(window) for key, window in found.items()} == wanted


@settings(max_examples=150, deadline=None)
@given(
    own_windows,
    st.lists(st.sampled_from(KEYS), max_size=6),
    st.lists(st.sampled_from(KEYS), max_size=6),
    st.lists(rules.filter(lambda rule: rule.first < rule.then), max_size=8),
)
def test_open_sides_stay_open_unless_a_relation_closes_them(
    own: dict[str, Window], no_start: list[str], no_end: list[str], told: list[Constraint]
) -> None:
    """With sides left open, and relations that run one way, the shortest paths are the bounds."""
    opened = {
        key: Window(
            None if key in no_start else window.earliest, None if key in no_end else window.latest
        )
        for key, window in own.items()
    }
    wanted = shortest(opened, told)
    found = tightest(opened, told)

    if wanted is not None:
        assert found is not None
        assert {key: bare(window) for key, window in found.items()} == wanted


@settings(max_examples=100, deadline=None)
@given(own_windows, st.lists(rules, max_size=8), st.randoms(use_true_random=False))
def test_order_of_relations_does_not_matter(
    own: dict[str, Window], told: list[Constraint], chance: Any
) -> None:
    """Relations in any order give the same windows, and giving one twice changes nothing."""
    shuffled = [*told, *told[:1]]
    chance.shuffle(shuffled)

    assert tightest(own, told) == tightest(own, shuffled)


def test_words_of_time_decide_the_bounds() -> None:
    """A wider afternoon in the file gives wider bounds."""
    wide = Words({"afternoon": parse_part_of_day("11–19")})

    found = windows(tell(event("a", "nothing", "2018-07-04 afternoon"), words=wide))

    assert clocks(found["a"]) == "11:00:00–19:00:00"
