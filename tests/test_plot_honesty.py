"""A figure shows no more than its sources have, and drops nothing without saying so."""

from typing import Any

import pytest

from negotiation.errors import NegotiationError
from negotiation.event import Event
from negotiation.figure import Figure, Lane
from negotiation.history import History
from negotiation.measure import Measure, Value
from negotiation.model import Kind
from negotiation.plot import Timeline, multiples, print_check, timeline
from negotiation.plot.rail import DISPUTED, PERHAPS
from negotiation.readings import Until
from negotiation.replay import replay
from tests.making import event, report, story
from tests.plotted import SOURCES, TALKS, midnight, told, turns

STOP = int(midnight("2031-03-06") * 86400) - 1
DUE = TALKS.model_copy(update={"kinds": {**TALKS.kinds, "nothing": Kind(due=True)}})


def words(drawn: Timeline) -> str:
    """Give every text of a figure."""
    return " ".join(text.get_text() for text in drawn.texts)


def foot(drawn: Any) -> str:
    return " ".join(text.get_text() for text in drawn.foot)


def due(*reports: Any) -> Timeline:
    """Draw a story of 4 to 10 March with an ultimatum that these reports tell of."""
    ultimatum = event("d", "nothing", *reports, label="Ultimatum")
    return timeline(replay(story(DUE, *turns("2031-03-04"), ultimatum, sources=SOURCES)))


def counted(*values: Value) -> Timeline:
    measure = Measure(id="fled", label="Fled", unit="people", values=values)
    return timeline(told(*turns("2031-03-04"), measures={"fled": measure}), measures=["fled"])


def value(as_of: str, **fields: Any) -> Value:
    return Value(**({"as_of": as_of, "source": "paper"} | fields))


# --- what is due ----------------------------------------------------------------------------------


@pytest.mark.parametrize("modality", ["negated", "hypothetical", "conditional"])
def test_what_nobody_says_is_due_has_no_bracket(modality: str) -> None:
    """An ultimatum that is only denied or imagined is not drawn."""
    drawn = due(report("2031-03-07", modality=modality))

    assert drawn.brackets == ()
    assert "Not drawn: one event announced, scheduled or denied" in foot(drawn)


def test_what_is_due_is_not_said_to_be_missing() -> None:
    """A scheduled day that has its bracket is not counted among what is not drawn."""
    drawn = due(report("2031-03-07", modality="scheduled"))

    assert len(drawn.brackets) == 1
    assert "Not drawn: one event" not in foot(drawn)


def test_an_open_side_of_a_due_date_has_no_foot() -> None:
    """Due by 7 March: the bracket closes there, and is open to the left."""
    (bracket,) = due(report("../2031-03-06", modality="scheduled")).brackets
    across, depths = bracket.line.get_data()

    assert len(across) == 3
    assert across[0] == midnight("2031-03-04")
    assert depths[0] == depths[1] != depths[2]


def test_a_due_date_without_a_date_has_no_bracket() -> None:
    """Nothing is drawn over days that nobody named."""
    assert due(report(modality="scheduled")).brackets == ()


# --- events and states ----------------------------------------------------------------------------


def disputed() -> Timeline:
    denial = report("2031-03-05", source="wire", modality="negated")
    return timeline(
        told(
            event("a", "up", report("2031-03-04"), denial, label="It begins"), *turns("2031-03-08")
        )
    )


def test_who_denies_an_event_is_not_cited_for_it() -> None:
    """The wire denies it: it stands apart from the paper, on the flag and on the state."""
    drawn = disputed()
    flag = " ".join(text.get_text() for text in drawn.flags["a"].texts)
    label = " ".join(text.get_text() for text in drawn.lanes["phase"].labels[1])

    assert "It begins\u202f¹ (denied: ²)" in flag
    assert "high\u202f¹ (denied: ²)" in label


def test_a_disputed_event_is_marked_and_the_reason_said() -> None:
    """Its mark is dotted and hollow, and the foot does not put it down to dates alone."""
    drawn = disputed()

    assert drawn.marks["a"].get_linestyle() == DISPUTED  # type: ignore[attr-defined]
    assert "reported and denied" in words(drawn)
    assert "Reports deny some events" in foot(drawn)


def test_what_departs_only_in_some_orders_is_told_apart() -> None:
    """Up and down on one day: whether down was foreseen is open, so it is dashed, not plain."""
    drawn = timeline(told(event("a", "up", "2031-03-04"), event("b", "down", "2031-03-04")))

    assert drawn.marks["b"].get_linestyle() == PERHAPS  # type: ignore[attr-defined]
    assert "in some orders not foreseen" in words(drawn)
    assert "not foreseen by the model" not in words(drawn)


def test_a_computed_minute_is_no_reported_clock_time() -> None:
    """Two hours after a reported clock time is reckoned, not reported: a bar, not a dot."""
    later = report(lag={"of": "a", "at_least": "PT2H", "at_most": "PT2H"})
    drawn = timeline(told(event("a", "up", "2031-03-04T10:00"), event("b", "down", later)))

    assert hasattr(drawn.marks["a"], "get_marker")
    assert not hasattr(drawn.marks["b"], "get_marker")


# --- measures -------------------------------------------------------------------------------------


def test_no_line_leads_into_a_range() -> None:
    """A range has no middle, so no line ends there; its date stands below it."""
    drawn = counted(value("2031-03-05", value=20), value("2031-03-07", between=[40, 200]))
    strip = drawn.strips["fled"]
    bar = strip.marks[1]

    assert strip.joins == ()
    assert max(strip.whiskers[1].get_ydata()) > bar.get_y() + bar.get_height() - 0.1  # type: ignore[attr-defined]
    assert min(strip.whiskers[1].get_ydata()) > bar.get_y() + bar.get_height() / 2  # type: ignore[attr-defined]


def test_no_line_leads_from_one_counter_to_another() -> None:
    """Ten counted by one and a hundred by another are no course."""
    mine, theirs = value("2031-03-05", value=10, by=["a"]), value("2031-03-07", value=9, by=["b"])
    actors = {key: {"id": key, "label": key} for key in "ab"}
    measure = Measure(id="fled", label="Fled", unit="people", values=(mine, theirs))
    history = replay(
        story(
            TALKS, *turns("2031-03-04"), sources=SOURCES, measures={"fled": measure}, actors=actors
        )
    )

    assert timeline(history).strips["fled"].joins == ()


def test_no_line_leads_between_sources_that_name_no_counter() -> None:
    """Twenty in the paper and thirty from the wire may have been counted by anybody."""
    apart = counted(value("2031-03-05", value=20), value("2031-03-07", value=30, source="wire"))
    alike = counted(value("2031-03-05", value=20), value("2031-03-07", value=30))

    assert apart.strips["fled"].joins == ()
    assert len(alike.strips["fled"].joins) == 1


def test_values_below_nought_stand_below_it() -> None:
    """Minus fifty stands as far below the line as fifty above it."""
    strip = counted(value("2031-03-05", value=-50), value("2031-03-07", value=50)).strips["fled"]
    below, above = (strip.bottom - float(mark.get_ydata()[0]) for mark in strip.marks)  # type: ignore[attr-defined]

    assert below == pytest.approx(-above)
    assert above > 0


# --- what is cited and left out -------------------------------------------------------------------


def test_only_what_is_drawn_is_cited() -> None:
    """A source of values from after the drawn days has no number."""
    wired = value("2031-03-09", value=5, source="wire")
    measure = Measure(id="fled", label="Fled", unit="people", values=(wired, wired))
    history = told(*turns("2031-03-04"), measures={"fled": measure})

    assert timeline(history, end="2031-03-06").sources == {"paper": 1}
    assert timeline(history).sources == {"paper": 1, "wire": 2}


def test_every_panel_cites_by_the_same_numbers() -> None:
    """An event of another source in the second panel has its number, and the foot names it."""
    here, there = (
        told(*turns("2031-03-04")),
        told(
            *turns("2031-03-04"), event("w", "down", report("2031-03-06", source="wire"), label="W")
        ),
    )
    drawn = multiples({"here": here, "there": there})

    assert drawn.sources == {"paper": 1, "wire": 2}
    assert "²" in " ".join(text.get_text() for text in drawn.panels[1].flags["w"].texts)


def test_a_history_without_events_says_so() -> None:
    """An empty panel is not left blank."""
    drawn = multiples({"here": told(*turns("2031-03-04")), "there": told()})

    assert "No report says that anything happened" in " ".join(
        text.get_text() for text in drawn.panels[1].heading
    )


def test_a_brief_foot_counts_flags_and_labels() -> None:
    """On a slide ten turns have few flags, and the foot says how many more there are."""
    history = told(*turns(*(f"2031-03-{day:02}" for day in range(1, 11))))
    drawn = timeline(history, layout_for="slide")

    assert 10 - len(drawn.flags) > 0
    assert "Without a flag or label for want of room" in foot(drawn)


def test_a_figure_too_high_for_its_paper_is_found() -> None:
    """A label of thousands of words fits no slide: the check before print says so."""
    history = told(event("a", "up", "2031-03-04"), title="very long indeed " * 500)
    found = [str(finding) for finding in print_check(timeline(history, layout_for="slide"))]

    assert any("inches high; there is room for 7.5" in finding for finding in found)


# --- odd input ------------------------------------------------------------------------------------


def of_file(history_events: list[Event], **figure: Any) -> History:
    return told(*history_events, figure=Figure(**figure))


def test_a_flag_is_told_where_no_lane_is_drawn() -> None:
    """An event that moves nothing may be the only one with a flag."""
    drawn = timeline(of_file([event("a", "nothing", "2031-03-04")], flags=("a",)))

    assert list(drawn.flags) == ["a"]


def test_the_range_of_the_file_yields_to_fewer_sources() -> None:
    """Read up to a day before the file's range begins, the whole of that is drawn."""
    part = told(*turns("2031-03-04"), figure=Figure(**{"from": "2031-03-09"}))
    early = replay(part.chronology.model_copy(update={"figure": Figure(**{"from": "2031-04-09"})}))

    assert timeline(part).plan.range.start == midnight("2031-03-09") * 86400
    assert timeline(early).plan.range.start == midnight("2031-03-04") * 86400


def test_a_track_of_the_file_may_not_have_moved_yet() -> None:
    """A file may list `issue` before any issue was raised."""
    history = of_file(turns("2031-03-04"), tracks=(Lane(track="phase"), Lane(track="issue")))

    assert list(timeline(history).lanes) == ["phase"]


def test_a_story_without_sources_is_drawn() -> None:
    """Nothing is dated, cited or told, and nothing fails."""
    assert timeline(told(sources={})).lanes == {}


def test_histories_of_several_models_share_no_figure() -> None:
    """They are refused with the reason."""
    other = replay(story(DUE.model_copy(update={"tracks": {}}), sources=SOURCES))

    with pytest.raises(NegotiationError, match="several models or time zones"):
        multiples({"one": told(*turns("2031-03-04")), "other": other})


def test_a_stopped_replay_does_not_say_that_its_sources_end() -> None:
    """Replayed up to 5 March, the line there is where the replay stops, in words and in alt."""
    whole = told(*turns("2031-03-04", "2031-03-08"))
    drawn = timeline(replay(whole.chronology, until=Until(moment=STOP)))
    said = words(drawn) + drawn.alt

    assert "Replay stops" in said
    assert "Sources end" not in said
    assert "The last source was published" not in said
