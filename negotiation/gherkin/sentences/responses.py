"""Then, about what followed what: every one, none, and what lay between two events."""

from __future__ import annotations

from negotiation import claims
from negotiation.claims import Response
from negotiation.gherkin.asked import Asked, Step
from negotiation.gherkin.sentences.guards import check_happened, check_two
from negotiation.gherkin.talks import Talks
from negotiation.gherkin.values import NEVER, Length, Polarity


def every_followed(
    talks: Talks, state: str, track: str, answer: str, other: str, length: Length
) -> Asked:
    """Ask whether each stay in a state was followed by another track's state in time."""
    claim = Response(track, state, other, answer, length.seconds)
    return Asked(claims.every_followed(talks.history, claim), (track, other))


def every_preceded(
    talks: Talks, state: str, track: str, answer: str, other: str, length: Length
) -> Asked:
    """Ask whether each stay in a state was preceded by another track's state not long before."""
    claim = Response(track, state, other, answer, length.seconds)
    return Asked(claims.every_preceded(talks.history, claim), (track, other))


def none_followed(
    talks: Talks, state: str, track: str, answer: str, other: str, length: Length
) -> Asked:
    """Ask whether no stay in a state was followed by another track's state so soon."""
    claim = Response(track, state, other, answer, length.seconds)
    return Asked(claims.none_followed(talks.history, claim), (track, other))


def absent_between(
    talks: Talks, _polarity: Polarity, state: str, track: str, first: str, then: str
) -> Asked:
    """Ask whether a track was in a state at no moment between two events."""
    check_two(first, then)
    check_happened(talks, first, then)
    judged = claims.absent_between(talks.history, track, state, first, then)
    return Asked(judged, (track,), (first, then))


def from_until(
    talks: Talks, first: str, then: str, track: str, _polarity: Polarity, state: str
) -> Asked:
    """Ask whether a track was in a state from one event until another."""
    check_two(first, then)
    check_happened(talks, first, then)
    judged = claims.throughout_between(talks.history, track, state, first, then)
    return Asked(judged, (track,), (first, then))


_FOLLOWED = "(the ){name} was followed by {name} of (the ){name} within {duration}"
_PRECEDED = "(the ){name} was preceded by {name} of (the ){name} within {duration}"

RESPONSES = (
    Step("every-followed", "then", "responses", f"every {{name}} of {_FOLLOWED}",
         "Each time a track came to a state, another track was in the state named, or came to it "
         "in time.",
         'every "suspended" of the "process" was followed by "intense" of the "hostilities" '
         "within 24 hours", every_followed,
         names=("state", "track", "state", "track")),
    Step("not-every-followed", "then", "responses", f"not every {{name}} of {_FOLLOWED}",
         "In every order and timing that the sources allow, there is an exception.",
         'not every "ended-without-agreement" of the "session" was followed by "intense" of the '
         '"hostilities" within 24 hours', every_followed, accepts=NEVER,
         names=("state", "track", "state", "track")),
    Step("every-preceded", "then", "responses", f"every {{name}} of {_PRECEDED}",
         "Each time a track came to a state, another track was in the state named, or had been "
         "not longer ago.",
         'every "suspended" of the "process" was preceded by "in-session" of the "session" '
         "within 24 hours", every_preceded,
         names=("state", "track", "state", "track")),
    Step("not-every-preceded", "then", "responses", f"not every {{name}} of {_PRECEDED}",
         "In every order and timing that the sources allow, there is an exception.",
         'not every "suspended" of the "process" was preceded by "scheduled" of the "session" '
         "within 1 hour", every_preceded, accepts=NEVER,
         names=("state", "track", "state", "track")),
    Step("none-followed", "then", "responses", f"no {{name}} of {_FOLLOWED}",
         "At no time a track came to a state was another track then in the state named, nor came "
         "to it so soon.",
         'no "announced" of the "ceasefire" was followed by "intense" of the "hostilities" within '
         "24 hours", none_followed,
         names=("state", "track", "state", "track")),
    Step("absent-between", "then", "responses",
         "there {was} no {name} of (the ){name} between (the event ){name} and (the event ){name}",
         "A track was in a state at no moment from one event until another.",
         'there was no "intense" of the "hostilities" between "ceasefire-starts" and '
         '"strikes-resume"', absent_between,
         names=("state", "track", "event", "event")),
    Step("from-until", "then", "responses",
         "from (the event ){name} until (the event ){name}, (the ){name} {was} {name}",
         "A track was in one state from one event until another.",
         'from "ceasefire-starts" until "strikes-resume", the "ceasefire" was "in-effect"',
         from_until,
         names=("event", "event", "track", "state")),
)  # fmt: skip
