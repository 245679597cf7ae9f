"""Every order at once, held against listing every timing one by one."""

from collections.abc import Iterator
from itertools import pairwise, permutations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negotiation.bounds import Constraint, tightest
from negotiation.dates import Window
from negotiation.knots import Relations
from negotiation.orders import Arrival, TooTangled, Walk

SPAN = range(7)
Sequence = tuple[str, ...]


def sequences(relations: Relations, keys: str) -> dict[int, set[Sequence]]:
    """Give for each moment the sequences of events that may have happened by then."""
    walk = Walk[Sequence, None](appended, lambda one, _: one)
    found: dict[int, set[Sequence]] = {moment: set() for moment in SPAN}
    for cut in walk.cuts(relations.knots(keys), {(): None}):
        for moment in SPAN:
            if cut.first <= moment <= cut.last:
                found[moment] |= set(cut.worlds)
    return found


def appended(world: Sequence, memory: None, arrival: Arrival) -> Iterator[tuple[Sequence, None]]:
    yield (*world, arrival.event), memory


def timings(windows: dict[str, Window], rules: list[Constraint]) -> Iterator[dict[str, int]]:
    """List every timing in whole seconds that the windows and constraints allow."""
    keys = list(windows)
    ranges = [range(w.earliest or 0, w.latest or 0) for w in windows.values()]
    for moments in product(*ranges):
        at = dict(zip(keys, moments, strict=True))
        apart = [(at[rule.then] - at[rule.first], rule) for rule in rules]
        if all(
            (rule.least is None or gap >= rule.least) and (rule.most is None or gap <= rule.most)
            for gap, rule in apart
        ):
            yield at


def sequence(rules: list[Constraint]) -> set[tuple[str, str]]:
    """List which event comes before which by relations; a circle says nothing about order."""
    pairs = {(r.first, r.then) for r in rules if r.least is not None and r.least >= 0}
    for _ in rules:
        pairs |= {(a, d) for a, b in pairs for c, d in pairs if b == c}
    return {(a, b) for a, b in pairs if (b, a) not in pairs}


def listed(
    windows: dict[str, Window], rules: list[Constraint], keys: str
) -> dict[int, set[Sequence]]:
    """List, for each moment, what the walk should find."""
    follows = sequence(rules)
    found: dict[int, set[Sequence]] = {moment: set() for moment in SPAN}
    for at in timings(windows, rules):
        for moment in SPAN:
            happened = [key for key in keys if at[key] <= moment]
            for order in permutations(happened):
                if all(at[a] <= at[b] for a, b in pairwise(order)) and not any(
                    (later, earlier) in follows
                    for i, earlier in enumerate(order)
                    for later in order[i + 1 :]
                ):
                    found[moment].add(order)
    return found


@st.composite
def networks(draw: st.DrawFn) -> tuple[dict[str, Window], list[Constraint]]:
    keys = "abcd"[: draw(st.integers(1, 4))]
    own = {}
    for key in keys:
        low = draw(st.integers(0, 5))
        own[key] = Window(low, low + draw(st.integers(1, 6 - low)), key)
    rules = []
    for _ in range(draw(st.integers(0, 3))):
        first, then = draw(st.sampled_from(keys)), draw(st.sampled_from(keys))
        if first == then:
            continue
        least = draw(st.one_of(st.none(), st.just(0), st.integers(-2, 3)))
        most = draw(st.one_of(st.none(), st.integers(0, 4)))
        rules.append(Constraint(first, then, least, most, f"{first}{then}"))
    return own, rules


@settings(max_examples=2000, deadline=None)
@given(networks(), st.booleans())
def test_walk_finds_exactly_what_listing_finds(
    network: tuple[dict[str, Window], list[Constraint]], some: bool
) -> None:
    """At every moment the walk knows just the sequences for which a timing exists.

    Also where only some of the events are asked for and others lie between them.
    """
    own, rules = network
    windows = tightest(own, rules)
    if windows is None:
        assert not list(timings(own, rules))
        return
    keys = "".join(own)[: max(1, len(own) - 1)] if some else "".join(own)

    assert sequences(Relations(windows, rules), keys) == listed(own, rules, keys)


def test_nine_events_tied_in_a_month_are_512_cuts() -> None:
    """Cuts are counted, not orders: nine events in one window take 512."""
    windows = {f"e{i}": Window(0, 100, "") for i in range(9)}
    walk = Walk[int, None](lambda world, memory, _: [(world + 1, memory)], lambda one, _: one)

    cuts = list(walk.cuts(Relations(windows, []).knots(windows), {0: None}))

    assert len(cuts) == 512


def test_too_many_orders_name_the_tied_events() -> None:
    """Above the limit the error names the events that are tied and says what to do."""
    windows = {f"e{i}": Window(0, 100, "") for i in range(9)}
    walk = Walk[int, None](lambda world, memory, _: [(world, memory)], lambda one, _: one, limit=99)

    with pytest.raises(TooTangled, match=r"more than 99 .* tied are e0, e1, .* narrow a date"):
        list(walk.cuts(Relations(windows, []).knots(windows), {0: None}))


def test_a_tangle_is_told_early() -> None:
    """Hundreds of events tied in one window end at once: the width of a walk is limited too."""
    windows = {f"e{i}": Window(0, 100, "") for i in range(300)}
    walk = Walk[int, None](lambda world, memory, _: [(world, memory)], lambda one, _: one)

    with pytest.raises(TooTangled, match=r"more than 20,000 .* tied are e0, e1, .* 288 more"):
        list(walk.cuts(Relations(windows, []).knots(windows), {0: None}))

    assert walk.taken < 21_000


def test_one_wide_window_joins_days_into_one_knot_of_few_cuts() -> None:
    """An undated event among 300 events of a second each doubles their cuts and no more."""
    windows = {f"e{i}": Window(i, i + 1, "") for i in range(300)} | {"wide": Window(0, 300, "")}
    walk = Walk[int, None](lambda world, memory, _: [(world, memory)], lambda one, _: one)

    knots = Relations(windows, []).knots(windows)

    assert len(knots) == 1
    assert len(list(walk.cuts(knots, {0: None}))) <= 2 * 301


def test_long_story_is_no_tangle() -> None:
    """The limit counts what is tied: many events, each surely after the last, are followed."""
    windows = {f"e{i}": Window(i, i + 1, "") for i in range(150)}
    walk = Walk[int, None](lambda world, memory, _: [(world, memory)], lambda one, _: one, limit=99)

    assert len(list(walk.cuts(Relations(windows, []).knots(windows), {0: None}))) == 151
