"""Claims about measures: only reported values count, each for its own date."""

from typing import Any

import pytest

from negotiation.claims import (
    Verdict,
    measure_about,
    measure_at_least,
    measure_at_most,
    measure_between,
    never_goes_down,
)
from negotiation.dates import Window, parse_date
from negotiation.errors import NegotiationError, NotReported, UnknownName
from negotiation.history import History
from negotiation.load import load
from negotiation.measure import Measure, Value
from negotiation.replay import replay
from tests.making import WORDS, event, model, rule, story, track

ALWAYS, SOMETIMES, NEVER = Verdict.ALWAYS, Verdict.SOMETIMES, Verdict.NEVER
LAMP = model(lamp=track(rule("on", "dark", "lit"), initial="dark"))
DARAA = replay(load("daraa-2018"))


def value(when: str, **form: Any) -> Value:
    return Value(source="paper", **{"as-of": when}, **form)


def lamps(*values: Value, about: float | None = None) -> History:
    """Give the history of a story in which just these values of lamps are reported."""
    measure = Measure(id="lamps", unit="lamps", about=about, values=values)
    return replay(story(LAMP, event("one", "on", "2031-03-04"), measures={"lamps": measure}))


def day(text: str) -> Window:
    return parse_date(text).window(DARAA.zone, WORDS)


MARCH_4 = parse_date("2031-03-04").window(lamps(value("2031", value=1)).zone, WORDS)


@pytest.mark.parametrize(
    ("form", "number", "least", "most"),
    [
        ({"value": 40}, 40, ALWAYS, ALWAYS),
        ({"value": 40}, 41, NEVER, ALWAYS),
        ({"at_least": 40}, 40, ALWAYS, SOMETIMES),
        ({"at_least": 40}, 39, ALWAYS, NEVER),
        ({"at_least": 40}, 41, SOMETIMES, SOMETIMES),
        ({"more_than": 40}, 40, ALWAYS, NEVER),
        ({"more_than": 40}, 41, SOMETIMES, SOMETIMES),
        ({"between": [30, 50]}, 30, ALWAYS, SOMETIMES),
        ({"between": [30, 50]}, 50, SOMETIMES, ALWAYS),
        ({"between": [30, 50]}, 51, NEVER, ALWAYS),
        ({"about": 40}, 36, ALWAYS, SOMETIMES),
        ({"about": 40}, 45, NEVER, ALWAYS),
    ],
)
def test_at_least_and_at_most(
    form: dict[str, Any], number: float, least: Verdict, most: Verdict
) -> None:
    """Certain if all that the value allows satisfies the claim, never if none of it can.

    “More than 40” is not 40; “about 40” is 36 to 44 where the measure says ten percent.
    """
    history = lamps(value("2031-03-04", **form), about=10)

    assert measure_at_least(history, "lamps", number, MARCH_4).verdict is least
    assert measure_at_most(history, "lamps", number, MARCH_4).verdict is most


@pytest.mark.parametrize(
    ("form", "ends", "expected"),
    [
        ({"between": [30, 50]}, (30, 50), ALWAYS),
        ({"between": [30, 50]}, (45, 60), SOMETIMES),
        ({"between": [30, 50]}, (51, 60), NEVER),
        ({"at_least": 30}, (20, 90), SOMETIMES),
        ({"more_than": 30}, (20, 30), NEVER),
        ({"at_least": 30}, (20, 30), SOMETIMES),
    ],
)
def test_between(form: dict[str, Any], ends: tuple[float, float], expected: Verdict) -> None:
    """Both ends are included; a value that is open above may always lie beyond them."""
    history = lamps(value("2031-03-04", **form))

    assert measure_between(history, "lamps", *ends, MARCH_4).verdict is expected


def test_reversed_range_is_refused() -> None:
    """A range that ends below its beginning is told, not turned round."""
    with pytest.raises(NegotiationError, match="50 to 30 is no range; write the smaller first"):
        measure_between(lamps(value("2031-03-04", value=1)), "lamps", 50, 30, MARCH_4)


@pytest.mark.parametrize(
    ("form", "width", "number", "expected"),
    [
        ({"value": 43}, 10, 40, ALWAYS),  # 36 to 44
        ({"value": 45}, 10, 40, NEVER),
        ({"between": [43, 50]}, 10, 40, SOMETIMES),
        ({"value": 43}, None, 40, NEVER),
        ({"between": [30, 50]}, None, 40, ALWAYS),  # it contains the number
        ({"at_least": 30}, None, 40, SOMETIMES),  # so it does, and a thousand too
        ({"more_than": 40}, None, 40, NEVER),
        ({"value": -43}, 10, -40, ALWAYS),
        ({"about": -40}, 10, -40, ALWAYS),
    ],
)
def test_about(form: dict[str, Any], width: float | None, number: float, expected: Verdict) -> None:
    """“About” is as wide as the measure says, on either side; else a value must contain it."""
    history = lamps(value("2031-03-04", **form), about=width)

    assert measure_about(history, "lamps", number, MARCH_4).verdict is expected


def test_value_of_a_longer_time_counts_perhaps() -> None:
    """“In March” may mean 4 March or not: possible at best, and never if the value says no."""
    history = lamps(value("2031-03", value=40))

    judgement = measure_at_least(history, "lamps", 40, MARCH_4)

    assert judgement.verdict is SOMETIMES
    assert judgement.found == "March 2031: 40 (paper), perhaps another day"
    assert measure_at_least(history, "lamps", 41, MARCH_4).verdict is NEVER


def test_all_values_of_a_day_must_agree() -> None:
    """Two counts of one day, one too low: possibly; a vaguer one that fits changes nothing."""
    two = value("2031-03-04T08:00", value=40), value("2031-03-04T20:00", value=30)
    fits = value("2031-03-04T08:00", value=40), value("2031-03", value=50)

    assert measure_at_least(lamps(*two), "lamps", 35, MARCH_4).verdict is SOMETIMES
    assert measure_at_least(lamps(*fits), "lamps", 35, MARCH_4).verdict is ALWAYS
    assert measure_at_least(lamps(*fits), "lamps", 45, MARCH_4).verdict is SOMETIMES


def test_nothing_is_filled_in_between() -> None:
    """30 on 1 March and 50 on 9 March say nothing of 4 March; the message names both."""
    values = (
        value("2031-02-01", value=9),
        value("2031-03-01", value=30),
        value("2031-03-09", value=50),
    )

    with pytest.raises(NotReported) as told:
        measure_at_least(lamps(*values), "lamps", 20, MARCH_4)

    assert str(told.value) == (
        'the measure "lamps" is not reported for 4 March 2031; '
        "nearest: 1 March 2031: 30 (paper); 9 March 2031: 50 (paper)"
    )


def test_unknown_measure_is_told() -> None:
    """A measure that is not listed is answered with the nearest name."""
    history = lamps(value("2031-03-04", value=40))

    for ask in (
        lambda: measure_at_least(history, "lamp", 1, MARCH_4),
        lambda: measure_about(history, "lamp", 1, MARCH_4),
        lambda: never_goes_down(history, "lamp"),
    ):
        with pytest.raises(UnknownName, match='no measure "lamp"; did you mean lamps'):
            ask()


@pytest.mark.parametrize(
    ("forms", "expected"),
    [
        ([{"value": 30}, {"value": 30}, {"value": 40}], ALWAYS),
        ([{"value": 30}, {"value": 40}, {"value": 29}], NEVER),
        ([{"at_least": 98}, {"more_than": 140}], ALWAYS),
        ([{"at_least": 98}, {"value": 97}], NEVER),
        ([{"more_than": 98}, {"value": 98}], NEVER),
        ([{"at_least": 98}, {"at_least": 90}], SOMETIMES),
        ([{"more_than": 98}, {"at_least": 98}], SOMETIMES),
        ([{"between": [30, 50]}, {"between": [30, 40]}], SOMETIMES),
        ([{"between": [30, 50]}, {"at_least": 35}], ALWAYS),  # only one has a highest end
    ],
)
def test_never_goes_down(forms: list[dict[str, Any]], expected: Verdict) -> None:
    """End by end, each value against every earlier one: on three days of March, in this order."""
    history = lamps(*(value(f"2031-03-0{n}", **form) for n, form in enumerate(forms, 1)))

    assert never_goes_down(history, "lamps").verdict is expected


def test_values_whose_order_is_open_are_not_compared() -> None:
    """A value of March and one of 4 March have no order, so that nothing falls between them."""
    open_ = value("2031-03", value=40), value("2031-03-04", value=30)

    with pytest.raises(NotReported, match="no two values, one surely after the other"):
        never_goes_down(lamps(*open_), "lamps")
    with_a_third = lamps(*open_, value("2031-04", value=40))
    assert never_goes_down(with_a_third, "lamps").verdict is ALWAYS


def test_daraa_counts_as_reported() -> None:
    """In Daraa 270,000–330,000 were displaced as of 4 July, over 320,000 as of 6 July."""
    displaced = "displaced"

    assert measure_at_least(DARAA, displaced, 270_000, day("2018-07-04")).verdict is ALWAYS
    assert measure_at_least(DARAA, displaced, 300_000, day("2018-07-04")).verdict is SOMETIMES
    assert measure_at_most(DARAA, displaced, 320_000, day("2018-07-06")).verdict is NEVER
    assert measure_about(DARAA, "share-of-province", 60, day("2018-07-04")).verdict is ALWAYS
    assert all(never_goes_down(DARAA, key).verdict is ALWAYS for key in DARAA.chronology.measures)
