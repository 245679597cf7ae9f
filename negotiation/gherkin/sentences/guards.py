"""What a sentence must not ask: what holds whatever the record says, or of what is not there."""

from __future__ import annotations

from negotiation.errors import NegotiationError, NotReported, UnknownName
from negotiation.gherkin.talks import Talks
from negotiation.gherkin.values import Length
from negotiation.near import did_you_mean, quoted
from negotiation.whatif import LeaveOut


class Vacuous(NegotiationError):  # noqa: N818
    """A sentence that would pass, or fail, whatever the record says."""


def check_two(one: str, other: str) -> None:
    """Raise Vacuous if one event is asked about itself."""
    if one == other:
        raise Vacuous(f"{quoted(one)} is compared with itself; name two events")


def check_number(least: float) -> None:
    """Raise Vacuous if at least none are asked for, which is always so."""
    if least <= 0:
        raise Vacuous("at least 0 there always are; write 1 or more")


def check_between(least: Length, most: Length) -> None:
    """Raise Vacuous if the longer of two lengths is written first."""
    if least.seconds > most.seconds:
        raise Vacuous(f"nothing lies between {least.text} and {most.text}; exchange the two")


def check_happened(talks: Talks, *events: str) -> None:
    """Raise NotReported for an event that a what-if leaves out: nothing can be asked of it."""
    gone = {change.event for change in talks.changes if isinstance(change, LeaveOut)}
    for event in events:
        if event in gone:
            raise NotReported(f"the event {quoted(event)} is left out by the what-if")


def check_known(talks: Talks, event: str) -> None:
    """Raise UnknownName for an event that neither the chronology nor a what-if has."""
    known = {**talks.whole.events, **talks.changed.events}
    if event not in known:
        raise UnknownName(f"there is no event {quoted(event)}; {did_you_mean(event, known)}")
