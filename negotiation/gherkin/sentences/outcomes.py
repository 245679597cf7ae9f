"""Then, about runs of the model: which outcomes they come to, how often and how soon.

The verdict is of the runs, under these assumptions; not a forecast.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from negotiation.claims import Judgement
from negotiation.gherkin import judging
from negotiation.gherkin.asked import Asked, Step
from negotiation.gherkin.ensembles import ensemble, outcome
from negotiation.gherkin.sentences.guards import Vacuous, check_two
from negotiation.gherkin.simulated import FromStart, Kind, Simulated
from negotiation.gherkin.talks import NotReady, Talks
from negotiation.gherkin.values import Length, Quantity
from negotiation.near import quoted

if TYPE_CHECKING:
    from negotiation.simulation.ensemble import Ensemble

WHOLE = 100  # per cent


def reached_at_least(talks: Talks, name: str, least: Quantity) -> Asked:
    """Ask whether so large a share of the runs comes to an outcome."""
    return _reached(talks, name, least.value, float(WHOLE))


def reached_at_most(talks: Talks, name: str, most: Quantity) -> Asked:
    """Ask whether no larger a share of the runs comes to an outcome."""
    return _reached(talks, name, 0.0, most.value)


def reached_between(talks: Talks, name: str, least: Quantity, most: Quantity) -> Asked:
    """Ask whether the share of the runs that comes to an outcome lies between two."""
    if least.value >= most.value:
        raise Vacuous(f"nothing lies between {least.text} and {most.text}; exchange the two")
    return _reached(talks, name, least.value, most.value)


def _reached(talks: Talks, name: str, least: float, most: float) -> Asked:
    if least <= 0 and most >= WHOLE:
        raise Vacuous("every share lies between 0% and 100%; write a narrower limit")
    sought = outcome(talks, name)
    made = ensemble(talks, sought)
    limits = (least / WHOLE, most / WHOLE)
    return _asked(talks, made, "reached", judging.reached(made, sought.key, name, limits))


def median_less(talks: Talks, name: str, length: Length) -> Asked:
    """Ask whether half of all runs come to an outcome within a time."""
    return _median(talks, name, length, (0.0, float(length.seconds)))


def median_more(talks: Talks, name: str, length: Length) -> Asked:
    """Ask whether half of all runs have not come to an outcome within a time."""
    return _median(talks, name, length, (float(length.seconds), float("inf")))


def _median(talks: Talks, name: str, length: Length, limits: judging.Limits) -> Asked:
    sought = outcome(talks, name)
    made = ensemble(talks, sought)
    if length.seconds == 0:
        raise Vacuous("no time is less than none; write a longer one")
    if length.seconds > made.horizon:
        raise Vacuous(f"the runs are shorter than {length.text}; simulate them for longer")
    return _asked(talks, made, "median", judging.median(made, sought.key, name, limits))


def more_likely(talks: Talks, one: str, other: str) -> Asked:
    """Ask whether more runs come to one outcome than to another."""
    check_two(one, other)
    sought = outcome(talks, one), outcome(talks, other)
    if sought[0].outcome == sought[1].outcome:
        raise Vacuous(f"{quoted(one)} and {quoted(other)} are one outcome; name two")
    made = ensemble(talks, *sought)
    keys = sought[0].key, sought[1].key
    return _asked(talks, made, "compared", judging.compared(made, keys, (one, other)))


def more_likely_so(talks: Talks, name: str) -> Asked:
    """Ask whether more runs come to an outcome under the what-if than without it."""
    return _changed(talks, name, more=True)


def less_likely_so(talks: Talks, name: str) -> Asked:
    """Ask whether fewer runs come to an outcome under the what-if than without it."""
    return _changed(talks, name, more=False)


def _changed(talks: Talks, name: str, *, more: bool) -> Asked:
    if not talks.whatif:
        message = "no what-if of the assumptions is assumed before the runs"
        raise NotReady(message, "whatif-assumed")
    sought = outcome(talks, name)
    made = ensemble(talks, sought)
    return _asked(talks, made, "changed", judging.changed(made, sought.key, name, more=more))


def _asked(talks: Talks, made: Ensemble, kind: Kind, starts: Iterable[FromStart]) -> Asked:
    title = made.assumptions.title
    told = title.get(talks.words.language) or title.get("en") or next(iter(title.values()), "")
    found = Simulated(
        kind, tuple(starts), made.runs, made.seed, made.horizon, made.begin.words, told,
        talks.whatif,
    )  # fmt: skip
    return Asked(Judgement(found.verdict, ""), simulated=found)


_HELD = "the whole 95% interval must lie there, from every start that the sources leave open"

OUTCOMES = (
    Step("reached-at-least", "then", "simulations",
         "{name} is reached in at least {percent} of (the )runs",
         "An outcome of the assumptions, a state of the headline, or a state of another track as "
         f'"truce: broken". Of the share, {_HELD}.',
         '"settlement" is reached in at least 60% of runs', reached_at_least,
         names=("outcome",)),
    Step("reached-at-most", "then", "simulations",
         "{name} is reached in at most {percent} of (the )runs",
         f"The same, of no larger a share: {_HELD}.",
         '"settlement" is reached in at most 80% of runs', reached_at_most,
         names=("outcome",)),
    Step("reached-between", "then", "simulations",
         "{name} is reached in between {percent} and {percent} of (the )runs",
         f"The same, of a share between two: {_HELD}.",
         '"settlement" is reached in between 60% and 80% of runs', reached_between,
         names=("outcome",)),
    Step("more-likely", "then", "simulations", "{name} is more likely than {name}",
         "More runs come to one outcome than to the other, counted run by run; the interval of "
         "the difference must lie above zero.",
         '"second-round" is more likely than "relapse"', more_likely,
         names=("outcome", "outcome")),
    Step("median-less", "then", "simulations",
         "the median time until {name} is less than {duration}",
         "Half of all runs come to the outcome within that time from where they begin; a run that "
         "does not come to it counts as later than all others.",
         'the median time until "second-round" is less than 20 days', median_less,
         names=("outcome",)),
    Step("median-more", "then", "simulations",
         "the median time until {name} is more than {duration}",
         "The same, the other way round: at that time half of all runs have not come to it yet.",
         'the median time until "second-round" is more than 10 days', median_more,
         names=("outcome",)),
    Step("more-likely-so", "then", "simulations",
         "{name} is more likely than without the what-if",
         "More runs come to the outcome under the what-if of the assumptions than without it, "
         "counted run by run.",
         '"relapse" is more likely than without the what-if', more_likely_so,
         names=("outcome",)),
    Step("less-likely-so", "then", "simulations",
         "{name} is less likely than without the what-if",
         "Fewer runs come to the outcome under the what-if of the assumptions than without it, "
         "counted run by run.",
         '"settlement" is less likely than without the what-if', less_likely_so,
         names=("outcome",)),
)  # fmt: skip
