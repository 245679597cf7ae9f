"""Then, about measures: reported values as of their dates, never filled in between."""

from __future__ import annotations

from negotiation import claims
from negotiation.dates import Dating
from negotiation.errors import UnknownName
from negotiation.gherkin.asked import Asked, Step
from negotiation.gherkin.talks import Talks
from negotiation.gherkin.values import Polarity, Quantity
from negotiation.near import quoted


def _number(talks: Talks, measure: str, number: Quantity) -> float:
    """Give the number; a percentage is only asked of what is measured in percent."""
    known = talks.history.chronology.measures.get(measure)
    if known is not None and number.is_percent and known.unit != "percent":
        raise UnknownName(
            f"{quoted(measure)} is counted in {known.unit}, not in percent; write a plain number"
        )
    return number.value


def at_least(
    talks: Talks, measure: str, _polarity: Polarity, number: Quantity, when: Dating
) -> Asked:
    """Ask whether what is reported as of a day is so much or more."""
    least = _number(talks, measure, number)
    judged = claims.measure_at_least(talks.history, measure, least, talks.window(when))
    return Asked(judged, stretch=talks.ends(when))


def at_most(
    talks: Talks, measure: str, _polarity: Polarity, number: Quantity, when: Dating
) -> Asked:
    """Ask whether what is reported as of a day is so much or less."""
    most = _number(talks, measure, number)
    judged = claims.measure_at_most(talks.history, measure, most, talks.window(when))
    return Asked(judged, stretch=talks.ends(when))


def between(
    talks: Talks, measure: str, _polarity: Polarity, least: Quantity, most: Quantity, when: Dating
) -> Asked:
    """Ask whether what is reported as of a day lies between two numbers."""
    numbers = _number(talks, measure, least), _number(talks, measure, most)
    judged = claims.measure_between(talks.history, measure, *numbers, talks.window(when))
    return Asked(judged, stretch=talks.ends(when))


def about(talks: Talks, measure: str, _polarity: Polarity, number: Quantity, when: Dating) -> Asked:
    """Ask whether what is reported as of a day is about so much."""
    middle = _number(talks, measure, number)
    judged = claims.measure_about(talks.history, measure, middle, talks.window(when))
    return Asked(judged, stretch=talks.ends(when))


def never_goes_down(talks: Talks, measure: str) -> Asked:
    """Ask whether no later report gives a lower value than an earlier one."""
    return Asked(claims.never_goes_down(talks.history, measure))


MEASURES = (
    Step("measure-at-least", "then", "measures",
         "the measure {name} {was} at least {number} on/in {when}",
         "What is reported as of that day; nothing is filled in between reported days.",
         'the measure "displaced" was at least 270,000 on 4 July 2018', at_least,
         names=("measure",)),
    Step("measure-at-most", "then", "measures",
         "the measure {name} {was} at most {number} on/in {when}",
         "What is reported as of that day; nothing is filled in between reported days.",
         'the measure "displaced" was at most 330,000 on 4 July 2018', at_most,
         names=("measure",)),
    Step("measure-between", "then", "measures",
         "the measure {name} {was} between {number} and {number} on/in {when}",
         "What is reported as of that day; nothing is filled in between reported days.",
         'the measure "displaced" was between 270,000 and 330,000 on 4 July 2018', between,
         names=("measure",)),
    Step("measure-about", "then", "measures",
         "the measure {name} {was} about {number} on/in {when}",
         "What is reported as of that day, as widely as the chronology says “about” is.",
         'the measure "share-of-province" was about 60% on 4 July 2018', about,
         names=("measure",)),
    Step("never-goes-down", "then", "measures", "the measure {name} never goes down",
         "No later reported value is lower than an earlier one, end by end of what is reported.",
         'the measure "civilians-killed" never goes down', never_goes_down,
         names=("measure",)),
)  # fmt: skip
