"""Small multiples: the record and what stands beside it, told apart and never mixed up."""

import pytest

from negotiation import load, replay
from negotiation.errors import NegotiationError
from negotiation.history import History
from negotiation.plot import Multiples, multiples, print_check
from negotiation.whatif import LeaveOut, changed
from tests.plotted import day, extent, midnight

VALLEY = load("valley")
RECORD = replay(VALLEY)


def without(event: str) -> History:
    return replay(changed(VALLEY, [LeaveOut(event)]), record=RECORD.record)


def drawn(**histories: History) -> Multiples:
    return multiples(histories, changed=histories.keys() & {"otherwise"})


def test_both_histories_share_tracks_and_time() -> None:
    """The same lanes stand in every panel, under its heading, over one calendar."""
    both = drawn(record=RECORD, otherwise=without("truce-1"))

    assert [panel.heading[0].get_text() for panel in both.panels] == ["record", "otherwise"]
    assert list(both.panels[0].lanes) == list(both.panels[1].lanes)
    assert both.panels[1].foot > both.panels[0].bottom


def test_where_a_lane_differs_is_marked() -> None:
    """Without the first truce, phase and truce differ from its afternoon on."""
    record, otherwise = drawn(record=RECORD, otherwise=without("truce-1")).panels

    assert record.differing == {}
    assert {"phase", "truce"} <= otherwise.differing.keys()
    assert extent(otherwise.differing["truce"][0])[0] == pytest.approx(
        day("2031-03-02T12:00"), abs=0.01
    )


def test_a_state_has_one_colour_in_all_panels() -> None:
    """The truce of 15 March is the same blue, whatever else was left out."""
    record, otherwise = drawn(record=RECORD, otherwise=without("truce-1")).panels

    def colours(lane: object) -> dict[str, tuple[float, ...]]:
        spans = zip(lane.spans, lane.bars, strict=True)  # type: ignore[attr-defined]
        return {
            span.state: tuple(bar.get_facecolor()[-1])
            for span, bar in spans
            if span.start is not None
        }

    here, there = colours(record.lanes["phase"]), colours(otherwise.lanes["phase"])
    assert here.keys() & there.keys()
    assert all(here[state] == there[state] for state in here.keys() & there.keys())


def test_what_the_model_then_does_not_foresee_is_said() -> None:
    """Events that depart only in the what-if stand under its heading."""
    both = drawn(record=RECORD, otherwise=without("truce-1"))
    said = " ".join(text.get_text() for text in both.panels[1].heading)

    assert "the model then does not foresee" in said
    assert "says nothing of what would have happened" in " ".join(t.get_text() for t in both.foot)


def test_fewer_sources_end_where_they_end() -> None:
    """Read with the courier alone, the lanes stop with its day, though the record goes on."""
    part = VALLEY.only(["courier-2031-03-07"])
    both = drawn(record=RECORD, courier=replay(part))
    last = max(extent(bar)[1] for bar in both.panels[1].lanes["phase"].bars if bar is not None)

    assert last == midnight("2031-03-08")
    assert len(both.panels[1].sources_end) == 1
    assert "would have happened" not in " ".join(text.get_text() for text in both.foot)


def test_it_can_be_printed() -> None:
    """Nothing overlaps, in any language."""
    histories = {"record": RECORD, "otherwise": without("truce-1")}

    assert all(print_check(multiples(histories, language=code)) == () for code in ("en", "ar"))


def test_no_history_is_refused() -> None:
    """There must be something to draw."""
    with pytest.raises(NegotiationError, match="one history at least"):
        multiples({})
