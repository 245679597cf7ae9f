"""The strips of measures: only what was reported, no more exactly than it was."""

import pytest

from negotiation.errors import UnknownName
from negotiation.evidence import Actor
from negotiation.history import History
from negotiation.measure import Measure, Value
from negotiation.plot import timeline
from negotiation.plot.strips import Strip
from tests.plotted import midnight, told, turns


def value(as_of: str, **fields: object) -> Value:
    return Value(as_of=as_of, source="paper", **fields)  # type: ignore[arg-type]


def counted(*values: Value, unit: str = "people") -> History:
    """Give a story of 4 to 10 March with one measure, "fled"."""
    measure = Measure(id="fled", label="People who fled", unit=unit, values=values)
    actors = {"red-cross": Actor(id="red-cross", label="Red Cross")}
    return told(*turns("2031-03-04"), measures={"fled": measure}, actors=actors)


def strip(*values: Value, unit: str = "people") -> Strip:
    return timeline(counted(*values, unit=unit), measures=["fled"]).strips["fled"]


def written(one: Strip) -> list[str]:
    return [" ".join(text.get_text() for text in label) for label in one.labels]


def depth(one: Strip, number: int) -> float:
    """Give how high a value's mark stands above the line at nought."""
    return one.bottom - float(one.marks[number].get_ydata()[0])  # type: ignore[attr-defined]


def test_values_stand_as_their_source_puts_them() -> None:
    """Words of the source go before numbers; bounds, ranges and "about" are said."""
    one = strip(
        value("2031-03-04", at_least=98),
        value("2031-03-05", between=[270000, 330000]),
        value("2031-03-06", about=60),
        value("2031-03-07", more_than=50, words="more than half"),
    )

    assert written(one) == [
        "at least 98\u202f¹",
        "270,000–330,000\u202f¹",
        "about 60\u202f¹",
        "more than half\u202f¹",
    ]


def test_heights_are_in_proportion_from_nought() -> None:
    """Thirty stands half as high as sixty."""
    one = strip(value("2031-03-05", value=30), value("2031-03-07", value=60))

    assert depth(one, 1) == pytest.approx(2 * depth(one, 0))


def test_no_line_leads_to_or_from_a_lower_bound() -> None:
    """Dots join two values that are told in full, never one that may be any higher."""
    full, bound = value("2031-03-05", value=30), value("2031-03-07", at_least=60)
    later = value("2031-03-08", value=90)

    assert len(strip(full, later).joins) == 1
    assert len(strip(full, bound, later).joins) == 0


def test_no_line_joins_values_whose_order_is_open() -> None:
    """A value of March and one of 5 March may stand in either order."""
    assert strip(value("2031-03", value=30), value("2031-03-05", value=40)).joins == ()


def test_a_lower_bound_has_an_arrow() -> None:
    """At least and more than are marked; a value, a range and "about" are not."""
    bounds = strip(value("2031-03-05", at_least=30), value("2031-03-07", more_than=60))
    told_in_full = strip(value("2031-03-05", between=[1, 2]), value("2031-03-07", about=3))

    assert (len(bounds.arrows), len(told_in_full.arrows)) == (2, 0)


def test_a_date_is_a_whisker_over_its_window() -> None:
    """A value as of 5 or 6 March says so over both days."""
    one = strip(value("2031-03-05/2031-03-06", value=30), value("2031-03-09", value=40))
    across = list(one.whiskers[0].get_xdata())

    assert (min(across), max(across)) == (midnight("2031-03-05"), midnight("2031-03-07"))


def test_a_value_from_before_is_told_at_the_edge_with_its_date() -> None:
    """The last value from before the story has its date; an older one is counted in the foot."""
    history = counted(
        value("2031-01", value=10), value("2031-02", value=20), value("2031-03-05", value=30)
    )
    drawn = timeline(history, measures=["fled"])

    assert written(drawn.strips["fled"])[0] == "20, February 2031\u202f¹"
    foot = " ".join(text.get_text() for text in drawn.foot)
    assert "People who fled: one value lies outside the days drawn." in foot


def test_who_counted_is_named() -> None:
    """The strip says what is counted and by whom, in part if some values name nobody."""
    mine = value("2031-03-05", value=1, by=["red-cross"])
    whole, part = (
        strip(mine, value("2031-03-06", value=2, by=["red-cross"])),
        strip(mine, value("2031-03-06", value=2)),
    )

    assert "people; counted by Red Cross" in " ".join(t.get_text() for t in whole.name)
    assert "people; counted in part by Red Cross" in " ".join(t.get_text() for t in part.name)


def test_measures_are_chosen_by_rule_or_by_name() -> None:
    """One with a single value is left to the table unless asked for; an unknown one is refused."""
    history = counted(value("2031-03-05", value=30))

    assert timeline(history).strips == {}
    assert "Measures not drawn: People who fled." in " ".join(
        text.get_text() for text in timeline(history).foot
    )
    assert list(timeline(history, measures=["fled"]).strips) == ["fled"]
    with pytest.raises(UnknownName, match="did you mean fled"):
        timeline(history, measures=["flet"])
