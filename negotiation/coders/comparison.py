"""Compare two codings: match their events, say how far they agree, and replay both.

Two chronologies in, a Comparison out. What is printed of it: see exchange.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from negotiation.chronology import Chronology
from negotiation.coders.coding import other_documents, same_documents
from negotiation.coders.matching import WINDOW, Matching, Told, match, told
from negotiation.coders.reliability import Agreement, Ends, agreements
from negotiation.coders.shares import Shares, shares
from negotiation.near import quoted
from negotiation.replay import replay

RESAMPLES = 2_000
LEAST_RESAMPLES = 40  # the middle 95 % leaves out one in forty at either end
MOST_RESAMPLES = 1_000_000
SEED = 1


@dataclass(frozen=True, slots=True)
class Comparison:
    """How far two codings of one story agree; `open_sides` of dates were taken to `reach`."""

    a: Chronology
    b: Chronology
    window: int
    resamples: int
    seed: int
    told_a: tuple[Told, ...]
    told_b: tuple[Told, ...]
    matching: Matching
    agreements: tuple[Agreement, ...]
    reach: Ends
    open_sides: int
    shares: Shares
    notes: tuple[str, ...]


def compare(
    a: Chronology,
    b: Chronology,
    window: int = WINDOW,
    resamples: int = RESAMPLES,
    seed: int = SEED,
) -> Comparison:
    """Compare two codings. `window` is how far apart, in seconds, the dates of a pair may lie.

    Raises NegotiationError if scipy or NLTK is not installed, TooTangled as `replay` does.
    """
    ones, others = told(a), told(b)
    matching = match(ones, others, window)
    paired = {pair.a for pair in matching.pairs}, {pair.b for pair in matching.pairs}
    dates = [one.window for one in ones if one.id in paired[0]]
    dates += [other.window for other in others if other.id in paired[1]]
    reach = _reach(a, b, ones + others)
    return Comparison(
        a, b, window, resamples, seed, tuple(ones), tuple(others), matching,
        agreements(matching, ones, others, reach, window, resamples, seed),
        reach,
        sum((w.earliest is None) + (w.latest is None) for w in dates),
        shares(replay(a), replay(b)),
        tuple(notes(a, b)),
    )  # fmt: skip


def _reach(a: Chronology, b: Chronology, events: list[Told]) -> Ends:
    """Give the stretch that the two files tell of: from the first date to the last publication."""
    dates = [end for one in events for end in (one.window.earliest, one.window.latest)]
    known = [end for end in dates if end is not None]
    known += [side.published(key) + 1 for side in (a, b) for key in side.source_ids()]
    return min(known, default=0), max(known, default=0)


def notes(a: Chronology, b: Chronology) -> Iterator[str]:
    """Say what makes two codings hard to compare: models, zones, words, names, documents."""
    if a.model != b.model:
        yield "The two are read with different models: one kind or state may mean two things."
    if a.timezone != b.timezone:
        yield f"The two write dates in different time zones: {a.timezone} and {b.timezone}."
    if a.words != b.words:
        yield "The two declare different meanings of words of time."
    for what, mine, theirs in (("A", a, b), ("B", b, a)):
        for section in ("actors", "places", "issues", "third_parties"):
            extra = [key for key in getattr(mine, section) if key not in getattr(theirs, section)]
            if extra:
                names = ", ".join(extra)
                yield f"Only {what} lists the {section.replace('_', ' ')} {names}."
    yield from _documents(a, b)
    yield from _coders(a, b)


def _documents(a: Chronology, b: Chronology) -> Iterator[str]:
    for key in other_documents(a, b):
        yield (
            f"The source {quoted(key)} is another document in A than in B, by its outlet, day or "
            "address. If they are two, give one of them another id: reports cite by it."
        )
    for one, other in same_documents(a, b):
        yield (
            f"The source {quoted(one)} of A and the source {quoted(other)} of B may be one "
            "document. They are kept apart: give it one id in both files if it is."
        )


def _coders(a: Chronology, b: Chronology) -> Iterator[str]:
    if a.withheld.actors and b.withheld.actors:
        yield (
            "Both withhold actors. Those that stand in for them are taken for the same where they "
            "are numbered alike; whether they are, only the coders know."
        )
    if a.coder is not None and a.coder == b.coder:
        yield (
            f"Both were coded by {a.coder}: this is how steady one coder is, not how far two agree."
        )
    for what, side in (("A", a), ("B", b)):
        if side.coder is None:
            yield f"{what} does not say who coded it: write coder: in the file."
