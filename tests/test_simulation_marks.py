"""What a run comes to: marks one after the other, and the states of the headline."""

from typing import Any

import pytest

from negotiation.errors import NegotiationError
from negotiation.model import Model
from negotiation.simulation.ensemble import plan as planned
from negotiation.simulation.ensemble import simulate
from negotiation.simulation.results import results
from tests.making import model, rule, track
from tests.simulated import DAY, HOUR, assumed, block, fixed, fresh, reach, wait

SEED = 2031


def _both_at_once() -> tuple[Model, dict[str, Any]]:
    """Give two tracks that one event moves together, after six hours and after ten."""
    theory = model(
        one=track(rule("both", "a", "b"), rule("both", "b", "a"), initial="a"),
        two=track(rule("both", "a", "b"), rule("both", "b", "a"), initial="a"),
    )
    return theory, {"both": wait(fixed(6 * HOUR))}


def reached(theory: Model, waits: dict[str, Any], *marks: dict[str, Any]) -> float:
    """Give the hour at which a run of waits of one length has come to some marks."""
    plan = planned(theory, {}, assumed(waits, {"marks": reach(*marks)}), DAY)
    return float(block(plan, fresh(plan), SEED, 0, 1)[1].first[0, 0]) / HOUR


def test_marks_of_one_track_are_reached_one_entry_at_a_time() -> None:
    """In b at the sixth hour, in a again at the twelfth, in b again at the eighteenth."""
    theory, waits = _both_at_once()
    a, b = {"one": ["a"]}, {"one": ["b"]}

    assert [reached(theory, waits, *marks) for marks in ([a], [b], [b, a], [b, a, b])] == [
        0, 6, 12, 18,
    ]  # fmt: skip
    assert reached(theory, waits, a, a) == 12
    assert reached(theory, waits, {"event": "both"}, {"event": "both"}) == 12


@pytest.mark.parametrize("order", [("one", "two"), ("two", "one")], ids="-".join)
def test_one_event_takes_a_run_one_mark_further(order: tuple[str, str]) -> None:
    """Marks are reached one after the other, so not two at once, whichever track is named first."""
    theory, waits = _both_at_once()
    first, then = ({name: ["b"]} for name in order)

    assert reached(theory, waits, first, then) == 18


@pytest.mark.parametrize("order", [("one", "two"), ("two", "one")], ids="-".join)
def test_a_run_begins_at_its_first_mark_and_no_further(order: tuple[str, str]) -> None:
    """Of two marks that both hold from the start the second has still to be reached again."""
    theory, waits = _both_at_once()
    first, then = ({name: ["a"]} for name in order)

    assert reached(theory, waits, first, then) == 12


def test_a_model_may_begin_with_tracks_of_which_there_are_none() -> None:
    """The headline is the first track that there is; without any there is nothing to run."""
    issue = track(rule("raised", "no", "yes"), initial="no", for_each="issues")
    gate = track(rule("closed", "open", "shut"), initial="open")
    waits = {"closed": wait(fixed(HOUR)), "raised": wait(fixed(HOUR), issues=["each"])}
    [found] = results(simulate(model(issue=issue, gate=gate), assumed(waits), runs=5))
    assert [(one.name, one.share.count) for one in found.reached()] == [("open", 5), ("shut", 5)]

    alone = {"raised": wait(fixed(HOUR), issues=["water"])}
    with pytest.raises(NegotiationError, match="keeps no track for this chronology"):
        simulate(model(issue=issue), assumed(alone), runs=1)
