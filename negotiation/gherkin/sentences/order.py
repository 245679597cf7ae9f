"""Then, about events in time: their order, and how much time lies between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from negotiation import claims
from negotiation.gherkin.asked import Asked, Step
from negotiation.gherkin.sentences.guards import (
    Vacuous,
    check_between,
    check_happened,
    check_two,
)
from negotiation.gherkin.talks import Talks
from negotiation.gherkin.values import OPEN, Length, Polarity

Rows = Sequence[Mapping[str, str]]


def before(talks: Talks, first: str, _polarity: Polarity, then: str) -> Asked:
    """Ask whether one event was before another."""
    return open_before(talks, first, then)


def open_before(talks: Talks, first: str, then: str) -> Asked:
    """Ask whether the sources leave the order of two events open."""
    _check(talks, first, then)
    return Asked(claims.before(talks.history, first, then), events=(first, then))


def at_most_after(
    talks: Talks, then: str, _polarity: Polarity, length: Length, first: str
) -> Asked:
    """Ask whether one event came after another, and soon enough."""
    return open_at_most(talks, then, length, first)


def open_at_most(talks: Talks, then: str, length: Length, first: str) -> Asked:
    """Ask whether the sources leave open that one event came soon enough after another."""
    _check(talks, first, then)
    judged = claims.at_most_after(talks.history, then, length.seconds, first)
    return Asked(judged, events=(first, then))


def at_least_after(
    talks: Talks, then: str, _polarity: Polarity, length: Length, first: str
) -> Asked:
    """Ask whether one event came after another, and late enough."""
    return open_at_least(talks, then, length, first)


def open_at_least(talks: Talks, then: str, length: Length, first: str) -> Asked:
    """Ask whether the sources leave open that one event came late enough after another."""
    _check(talks, first, then)
    judged = claims.at_least_after(talks.history, then, length.seconds, first)
    return Asked(judged, events=(first, then))


def between_after(
    talks: Talks, then: str, _polarity: Polarity, least: Length, most: Length, first: str
) -> Asked:
    """Ask whether the time from one event to another lies between two lengths."""
    _check(talks, first, then)
    check_between(least, most)
    judged = claims.between_after(talks.history, then, least.seconds, most.seconds, first)
    return Asked(judged, events=(first, then))


def same_day(talks: Talks, one: str, _polarity: Polarity, other: str) -> Asked:
    """Ask whether two events were on one day of the scenario's time zone."""
    _check(talks, one, other)
    judged = claims.same_day(talks.history, one, other, talks.zone)
    return Asked(judged, events=(one, other))


def in_order(talks: Talks, rows: Rows) -> Asked:
    """Ask whether events happened in an order."""
    return _in_order(talks, rows, nothing_between=False)


def in_unbroken_order(talks: Talks, rows: Rows) -> Asked:
    """Ask whether events happened in an order, and no other event between them."""
    return _in_order(talks, rows, nothing_between=True)


def _in_order(talks: Talks, rows: Rows, *, nothing_between: bool) -> Asked:
    events = [row["event"] for row in rows]
    if len(set(events)) < max(2, len(events)):
        raise Vacuous("an order is one of two events or more, each named once")
    check_happened(talks, *events)
    judged = claims.in_order(talks.history, events, nothing_between=nothing_between)
    return Asked(judged, events=tuple(events))


def _check(talks: Talks, one: str, other: str) -> None:
    check_two(one, other)
    check_happened(talks, one, other)


_SAMPLE = ({"event": "strikes-resume"}, {"event": "bombardment-begins"})

ORDER = (
    Step("before", "then", "order", "(the event ){name} {was} before (the event ){name}",
         "One event came before another.",
         '"ultimatum" was before "wednesday-session"', before,
         names=("event", "event")),
    Step("at-most-after", "then", "order",
         "(the event ){name} {was} at most {duration} after (the event ){name}",
         "One event came after another, no later than so long after it.",
         '"talks-resume" was at most 48 hours after "joint-command-declares-failure"',
         at_most_after,
         names=("event", "event")),
    Step("at-least-after", "then", "order",
         "(the event ){name} {was} at least {duration} after (the event ){name}",
         "One event came after another, no sooner than so long after it.",
         '"talks-resume" was at least 40 hours after "joint-command-declares-failure"',
         at_least_after,
         names=("event", "event")),
    Step("between-after", "then", "order",
         "(the event ){name} {was} between {duration} and {duration} after (the event ){name}",
         "One event came after another, no sooner and no later than so long after it.",
         '"talks-resume" was between 40 hours and 2 days after "joint-command-declares-failure"',
         between_after,
         names=("event", "event")),
    Step("same-day", "then", "order",
         "(the event ){name} {was} on the same day as (the event ){name}",
         "Two events were on one calendar day.",
         '"strikes-resume" was on the same day as "joint-command-declares-failure"', same_day,
         names=("event", "event")),
    Step("in-order", "then", "order", "these events happened in this order:",
         "Each event came before the next one of the table. A table with | event |.",
         "these events happened in this order:", in_order, needs=("event",), rows=_SAMPLE),
    Step("in-unbroken-order", "then", "order",
         "these events happened in this order with nothing in between:",
         "The same, and no other event of the record came between them.",
         "these events happened in this order with nothing in between:", in_unbroken_order,
         needs=("event",), rows=_SAMPLE),
    Step("open-before", "then", "order",
         "the sources leave open whether (the event ){name} was/were before (the event ){name}",
         "The dates do not settle which event came first.",
         'the sources leave open whether "new-round-offered" was before "resumption-announced"',
         open_before, accepts=OPEN,
         names=("event", "event")),
    Step("open-at-most-after", "then", "order",
         "the sources leave open whether (the event ){name} was/were at most {duration} after "
         "(the event ){name}",
         "The dates do not settle whether it came so soon.",
         'the sources leave open whether "talks-resume" was at most 46 hours after '
         '"joint-command-declares-failure"',
         open_at_most, accepts=OPEN,
         names=("event", "event")),
    Step("open-at-least-after", "then", "order",
         "the sources leave open whether (the event ){name} was/were at least {duration} after "
         "(the event ){name}",
         "The dates do not settle whether it came so late.",
         'the sources leave open whether "talks-resume" was at least 46 hours after '
         '"joint-command-declares-failure"',
         open_at_least, accepts=OPEN,
         names=("event", "event")),
)  # fmt: skip
