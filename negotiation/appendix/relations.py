"""Say in words how a report places its event beside others: "about 90 minutes after “Talks”".

A report, the names of events and a language in; texts out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from negotiation.dates import DAY, MINUTE
from negotiation.evidence import Lag, Report
from negotiation.view.speech import Speech

HOUR = 3600


def relations(report: Report, name: Callable[[str], str], speech: Speech) -> Iterator[str]:
    """Give each relation of a report; `name` gives what an event is called, by its id."""
    for key in report.after:
        yield speech.say("appendix.not-before", event=name(key))
    for key in report.before:
        yield speech.say("appendix.not-after", event=name(key))
    if report.lag is not None:
        yield _lag(report.lag, name(report.lag.of), speech)


def _lag(lag: Lag, event: str, speech: Speech) -> str:
    """Say how long after another event; about nought is said to be at its time."""
    bounds = (("about-length", lag.about), ("at-least", lag.at_least), ("at-most", lag.at_most))
    told = speech.listed(
        speech.say(f"appendix.{key}", length=_length(seconds, speech))
        for key, seconds in bounds
        if seconds is not None
    )
    text = (
        speech.say("appendix.at-the-time", event=event)
        if lag.about == 0 and lag.at_least is None and lag.at_most is None
        else speech.say("appendix.lag", length=told, event=event)
    )
    if lag.tolerance is None:
        return text
    return speech.say("appendix.give-or-take", text=text, tolerance=_length(lag.tolerance, speech))


def _length(seconds: int, speech: Speech) -> str:
    """Give a length of time in the largest unit that counts it whole; 90 minutes stay minutes."""
    for unit, name, least in ((DAY, "days", DAY), (HOUR, "hours", HOUR), (MINUTE, "minutes", 0)):
        if seconds % unit == 0 and seconds >= least:
            return speech.say(f"appendix.{name}", count=seconds // unit)
    return speech.say("appendix.seconds", count=seconds)
