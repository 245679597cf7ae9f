"""What the page's script reads, decoded and held at every stop against what the history says."""

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from negotiation.chronology import Chronology
from negotiation.claims import Verdict
from negotiation.history import History
from negotiation.openings import coming, openings
from negotiation.page import page
from negotiation.page.cast import cast
from negotiation.page.stops import stops
from negotiation.readings import Until
from negotiation.replay import replay
from tests.making import event, model, report, rule, story
from tests.making import track as track_of
from tests.paged import DARAA, TALKS, VALLEY, data, told
from tests.test_claims import chronologies

DENIED = event("d", "down", report("2031-03-07"), report("2031-03-07", modality="negated"))
UNCLEAR = told(
    event("a", "up", "2031-03-04"),
    event("b", "down", "2031-03-04"),
    event("c", "talk", "2031-03-05/2031-03-08"),
    DENIED,
    event("e", "up", "2031-03-09/.."),
    event("f", "stop", "../2031-03-04"),
)
STOPPED = replay(
    story(TALKS, event("a", "up", "2031-03-04"), event("b", "down", "2031-03-05/2031-03-09")),
    until=Until.at(1930651200),  # 7 March, noon, counted by hand
)
HISTORIES = {"daraa": DARAA, "valley": VALLEY, "unclear": UNCLEAR, "stopped": STOPPED}


def batched(values: Sequence[int], size: int) -> list[tuple[int, ...]]:
    """Give values so many at a time."""
    return [tuple(values[at : at + size]) for at in range(0, len(values), size)]


class Track:
    """A track as the script knows it at one stop after another."""

    def __init__(self, read: dict[str, Any], number: int) -> None:
        self.read = read
        model, acts, turns, moves = read["tracks"][number]
        self.states, transitions = read["models"][model]
        self.rules = [
            (read["texts"][kind], self.states[state][2])
            for kinds, from_, *_ in transitions
            for state in from_
            for kind in kinds
        ]
        self.acts: list[tuple[int, list[int]]] = []
        stop = 0
        for later, *act in acts:
            stop += later
            self.acts.append((stop, act))
        self.turns = list(batched(turns, 2))
        self.moves = list(batched(moves, 4))

    def act(self, stop: int) -> list[int]:
        """Give what it says at a stop."""
        return [act for start, act in self.acts if start <= stop][-1]

    def next(self, stop: int) -> tuple[bool, set[tuple[int, tuple[str, str] | None]]]:
        """Give what comes next, each with the way it takes, and whether that is sure."""
        place = [found for start, found in self.turns if start <= stop][-1]
        is_sure, *told = self.read["lists"][place]
        ways = {(one, None if rule < 0 else self.rules[rule]) for one, rule in batched(told, 2)}
        return bool(is_sure), ways

    def limits(self, stop: int) -> set[tuple[tuple[str, str], int]]:
        """Give the ways that are not surely open, 1 for possibly and 2 for not."""
        told = self.read["ways"][self.act(stop)[-1]]
        return {(self.rules[rule], verdict) for rule, verdict, _ in batched(told, 3)}

    def taken(self, stop: int) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
        """Give the edges surely taken by a stop, and all that may have been."""
        edges = [
            (first, over, (self.states[before][2], self.states[after][2]))
            for first, over, before, after in self.moves
        ]
        sure = {edge for _, over, edge in edges if 0 <= over <= stop}
        return sure, {edge for first, _, edge in edges if first <= stop}


def held(history: History) -> None:
    """Hold the data of every track at every stop against the history."""
    found = stops(history)
    if found is None:
        return
    read, shown = data(page(history)), cast(history, "en", None)
    kinds = history.chronology.model.kinds
    for number, track in enumerate(shown.tracks):
        told_track = Track(read, number)
        for place, stop in enumerate(found.stops):
            state = history.track_at(track, stop.moment)
            _, _, initial, states, events, _ = told_track.act(place)
            names = [told_track.states[one][2] for one in read["lists"][states]]
            assert names == list(dict.fromkeys((*state.possible, *state.last_known)))
            assert bool(initial) == (state.basis == "initial")
            assert read["lists"][events] == [shown.places[key] for key in state.events]
            _hold_next(history, track, told_track, place, stop.moment, shown.places, kinds)
            _hold_moves(history, track, told_track, place, stop.moment)


def _hold_next(
    history: History, track: str, one: Track, place: int, moment: int, places: Any, kinds: Any
) -> None:
    verdicts = {Verdict.SOMETIMES: 1, Verdict.NEVER: 2, Verdict.ALWAYS: 0}
    failed = {
        ((kinds[o.kind].name() or o.kind, o.before), verdicts[o.verdict])
        for o in openings(history, track, moment)
        if o.failed
    }
    assert one.limits(place) == failed
    if history.record is None or not history.record.covers(moment):
        assert one.next(place) == (False, set())
        return
    ahead = coming(history, track, moment)
    ways = {
        (places[c.event], c.way and (kinds[c.way[1]].name() or c.way[1], c.way[2]))
        for c in ahead.candidates
    }
    assert one.next(place) == (ahead.is_sure, ways)


def _hold_moves(history: History, track: str, one: Track, place: int, moment: int) -> None:
    assert history.record is not None
    sure, possible = set(), set()
    for step, _ in history.outcomes(track):
        effects = history.effects(step.event.id)[track]
        earliest, latest = step.window.earliest, step.window.latest
        for outcome in effects:
            if not outcome.moved:
                continue
            if earliest is None or earliest <= moment:
                possible.add((outcome.before, outcome.after))
            over = latest is not None and latest - 1 <= moment
            inside = latest is not None and latest <= history.record.end
            if over and inside and len(effects) == 1 and not step.event.is_disputed:
                sure.add((outcome.before, outcome.after))
    assert one.taken(place) == (sure, possible)


@pytest.mark.parametrize("history", HISTORIES.values(), ids=HISTORIES.keys())
def test_data_says_at_every_stop_what_the_history_says(history: History) -> None:
    """States, events behind, limits, what comes next and what was taken agree at every stop."""
    held(history)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(chronologies())
def test_any_data_says_what_its_history_says(chronology: Chronology) -> None:
    """They agree in small stories of any order, too."""
    held(replay(chronology))


@pytest.mark.parametrize("history", HISTORIES.values(), ids=HISTORIES.keys())
def test_every_event_is_listed_at_some_stop(history: History) -> None:
    """An event may be from its first stop on, and is over at its own one, or at none."""
    found, shown = stops(history), cast(history, "en", None)
    assert found is not None
    assert history.record is not None

    for (_, window), (first, own) in zip(
        shown.events, batched(data(page(history))["events"], 2), strict=True
    ):
        assert 0 <= first <= found.last
        moments = [stop.moment for stop in found.stops]
        if window.earliest is not None and window.earliest < moments[-1]:
            assert moments[first] >= window.earliest
        if window.latest is None or window.latest > history.record.end:
            assert own == -1
        else:
            assert moments[own] >= window.latest - 1
            assert own == 0 or moments[own - 1] < window.latest - 1


def test_open_ended_event_is_never_over() -> None:
    """What happened "from 5 March" has no stop of its own; what happened "by 1 March" has."""
    history = told(
        event("a", "up", "../2031-03-01"),
        event("b", "talk", "2031-03-03"),
        event("c", "stop", "2031-03-05/.."),
    )
    first, own = zip(*batched(data(page(history))["events"], 2), strict=True)

    assert [one >= 0 for one in own] == [True, True, False]
    assert first[0] == 0


def test_needs_are_said_in_the_language() -> None:
    """Why a way is not open is said with the names of states, in French and Arabic too."""
    for language, said in (("fr", "Trêve\N{NO-BREAK SPACE}: en vigueur"), ("ar", "الهدنة: سارية")):
        texts = data(page(VALLEY, language=language))["texts"]
        assert [one for one in texts if "in-effect" in one] == []
        assert [one for one in texts if said.casefold() in one.casefold()], texts


def test_start_of_the_model_is_no_report() -> None:
    """Where an event leaves a track as it was, the state is still the model's: the page says so."""
    kept = model(phase=track_of(rule("wait", ["low"]), rule("up", ["low"], "high"), initial="low"))
    history = replay(story(kept, event("a", "wait", "2031-03-04"), event("b", "up", "2031-03-06")))
    found = stops(history)
    assert found is not None
    read = data(page(history, tracks=["phase"]))
    place = found.from_(1930521600)  # 6 March, counted by hand

    _, _, initial, _, events, _ = Track(read, 0).act(place - 1)
    assert initial == 1
    assert read["lists"][events] == [0]


def test_model_too_large_to_draw_is_said_so() -> None:
    """Where the diagram would be too large there is none, and a text that says so."""
    rules = (rule("up", [f"s{n}"], f"s{n + 1}") for n in range(400))
    large = model(phase=track_of(*rules, initial="s0"))
    read = data(page(replay(story(large, event("a", "up", "2031-03-04")))))

    assert read["diagrams"] == [None]
    assert read["words"]["no-diagram"].startswith("The state diagram is left out")
