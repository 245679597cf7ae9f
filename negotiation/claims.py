"""Claims: questions to a History, each with a verdict and what it rests on.

Plain functions; Gherkin puts words round them. Knows no files and no words of any language.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from negotiation.dates import Dating, Window
from negotiation.errors import NotReported, UnknownName
from negotiation.history import History, Span, TrackState
from negotiation.near import did_you_mean, quoted


class Verdict(Enum):
    """Whether a claim holds in all, some or none of the readings that the sources allow."""

    ALWAYS = "certainly"
    SOMETIMES = "possibly"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict, and what was found instead of or beside what was claimed."""

    verdict: Verdict
    found: str


def was(history: History, track: str, state: str, moment: int) -> Judgement:
    """Judge whether a track was in a state at a moment, in seconds UTC.

    Raises UnknownName for a track or state that the model does not have, NotReported outside
    the record.
    """
    _check_state(history, track, state)
    found = history.at(moment)[track]
    if found.basis == "not-reported":
        raise NotReported(f"the {quoted(track)} is {found.words}: the record does not cover it")
    return Judgement(_verdict(found, state), found.words + (" (order assumed)" * found.assumed))


def _verdict(found: TrackState, state: str) -> Verdict:
    if found.certain is not None:
        return Verdict.ALWAYS if found.certain == state else Verdict.NEVER
    # where order is assumed, another order might allow what this one does not
    if state in found.possible or found.assumed:
        return Verdict.SOMETIMES
    return Verdict.NEVER


def throughout(history: History, track: str, state: str, first: int, last: int) -> Judgement:
    """Judge whether a track was in a state from one moment to another, both in seconds UTC."""
    judged = [
        was(history, track, state, moment) for moment in _moments(history, track, first, last)
    ]
    verdicts = {judgement.verdict for judgement in judged}
    found = "; ".join(dict.fromkeys(judgement.found for judgement in judged))
    if verdicts == {Verdict.ALWAYS}:
        return Judgement(Verdict.ALWAYS, found)
    return Judgement(Verdict.NEVER if Verdict.NEVER in verdicts else Verdict.SOMETIMES, found)


def _moments(history: History, track: str, first: int, last: int) -> list[int]:
    """Give the moments of a stretch at which the answer about a track may change."""
    ends = {first, last}
    for step, _ in history.outcomes(track):
        for end in (step.window.earliest, step.window.latest):
            if end is not None:
                ends |= {moment for moment in (end - 1, end) if first <= moment <= last}
    return sorted(ends)


def last_known(history: History, track: str, state: str) -> Judgement:
    """Judge whether a state is the last that the record tells of a track."""
    _check_state(history, track, state)
    if history.record is None:
        raise NotReported("there is no record")
    found = history.at(history.record.end - 1)[track]
    return Judgement(_verdict(found, state), found.words)


def never_was(history: History, track: str, state: str) -> Judgement:
    """Judge whether a track was never in a state, within the record."""
    _check_state(history, track, state)
    spans = history.spans(track)
    found = " → ".join(span.state for span in spans)
    if any(span.state == state for span in spans):
        return Judgement(Verdict.NEVER, found)
    loose = not history.order_is_fixed([track])
    return Judgement(Verdict.SOMETIMES if loose else Verdict.ALWAYS, found)


@dataclass(frozen=True, slots=True)
class Stage:
    """One row of a claimed sequence: a state, and the date from which, if it is claimed."""

    state: str
    start: Dating | None = None


def went_through(history: History, track: str, stages: Sequence[Stage]) -> Judgement:
    """Judge whether a track went through exactly these states in this order.

    A start is right if it allows every moment that the sources, in their own words, allow.
    """
    for stage in stages:
        _check_state(history, track, stage.state)
    spans = history.spans(track)
    found = " → ".join(_told(span) for span in spans)
    if [span.state for span in spans] != [stage.state for stage in stages]:
        return Judgement(Verdict.NEVER, found)
    starts = zip(spans, stages, strict=True)
    if not all(_starts(history, span, stage) for span, stage in starts):
        return Judgement(Verdict.NEVER, found)
    loose = not history.order_is_fixed([track])
    return Judgement(Verdict.SOMETIMES if loose else Verdict.ALWAYS, found)


def _told(span: Span) -> str:
    return span.state if span.start is None else f"{span.state} ({span.start.text})"


def _starts(history: History, span: Span, stage: Stage) -> bool:
    if stage.start is None:
        return True
    if span.start is None:
        return False
    claimed = stage.start.window(history.zone, history.chronology.words)
    return _holds(claimed, span.start)


def _holds(outer: Window, inner: Window) -> bool:
    """Say whether every moment of one window lies in the other."""
    low = outer.earliest is None or (
        inner.earliest is not None and outer.earliest <= inner.earliest
    )
    high = outer.latest is None or (inner.latest is not None and inner.latest <= outer.latest)
    return low and high


def before(history: History, first: str, then: str) -> Judgement:
    """Judge whether one event was before another. Raises UnknownName, NotReported."""
    one, other = _window(history, first), _window(history, then)
    found = f"{quoted(first)}: {one.text or 'undated'}; {quoted(then)}: {other.text or 'undated'}"
    if one.surely_before(other) or history.comes_after(first, then):
        return Judgement(Verdict.ALWAYS, found)
    if other.surely_before(one) or history.comes_after(then, first):
        return Judgement(Verdict.NEVER, found)
    return Judgement(Verdict.SOMETIMES, found)


def is_recorded(history: History, event: str) -> Judgement:
    """Judge whether a report in use says that an event happened."""
    known = history.chronology.events
    if event in known and known[event].is_disputed:
        return Judgement(Verdict.SOMETIMES, "one report says so, another that it did not happen")
    actual = event in known and known[event].is_actual
    return Judgement(
        Verdict.ALWAYS if actual else Verdict.NEVER, "in use" if actual else "not in use"
    )


def deviates(history: History, event: str) -> Judgement:
    """Judge whether an event departs from the model on some track. Raises UnknownName."""
    _window(history, event)
    step = history.step(event)
    departed = [] if step is None else [outcome.track for outcome in step.deviations]
    concerned = [] if step is None else [outcome.track for outcome in step.outcomes]
    found = f"departs on {', '.join(departed)}" if departed else "every track foresees it"
    if not history.order_is_fixed(concerned):
        return Judgement(Verdict.SOMETIMES, f"{found} (order assumed)")
    return Judgement(Verdict.ALWAYS if departed else Verdict.NEVER, found)


def supported_by(history: History, event: str, *, independent: bool) -> int:
    """Count the reports of an event that name a source. Raises UnknownName.

    Independent ones are counted by whom they are attributed to, else by wire of origin.
    """
    _window(history, event)
    sources = history.chronology.sources
    reports = [r for r in history.chronology.events[event].reports if r.source and not r.inferred]
    if not independent:
        return len(reports)
    origins: set[str] = set()
    for report in reports:
        source = sources[report.source or ""]
        origins |= (
            set(report.by) or {f"wire {w}" for w in source.wire} or {f"outlet {source.outlet}"}
        )
    return len(origins)


def _window(history: History, event: str) -> Window:
    step = history.step(event)
    if step is not None:
        return step.window
    for other, window in history.unmoved:
        if other.id == event:
            return window
    hint = did_you_mean(event, history.chronology.events)
    raise UnknownName(f"there is no event {quoted(event)} in use; {hint}")


def _check_state(history: History, track: str, state: str) -> None:
    states = history.chronology.track(track).states
    if state not in states:
        hint = did_you_mean(state, states)
        raise UnknownName(f"the {quoted(track)} has no state {quoted(state)}; {hint}")
