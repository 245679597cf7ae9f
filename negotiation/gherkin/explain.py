"""Say why a sentence does not hold: what was expected and found, and what the record says.

A question with its judgement in, lines of text out; the same under both runners, and the same
with colour or without. Says nothing that the judgement and the history do not hold.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from negotiation import wording
from negotiation.cite import citation
from negotiation.claims import Judgement, Verdict
from negotiation.dates import MINUTE, Dating, Window
from negotiation.errors import NotReported
from negotiation.event import Event
from negotiation.gherkin.asked import Asked, Told
from negotiation.gherkin.feature import Sentence
from negotiation.gherkin.language import Language
from negotiation.gherkin.runs_text import refused
from negotiation.gherkin.talks import NotReady, Talks
from negotiation.gherkin.vocabulary import Meaning, vocabulary
from negotiation.machine import Outcome

SHOWN = 10  # moves of the history, beyond which the rest is counted
CITED = 4  # reports of an event, likewise
ORDERED = 8  # events of an order

Verdicts = Collection[Verdict]


def failure(talks: Talks, sentence: Sentence, accepted: Verdicts, asked: Asked) -> tuple[str, ...]:
    """Explain a sentence whose verdict is not among those that it accepts."""
    words, judgement = talks.words, asked.judgement
    if asked.simulated is not None:
        return tuple(refused(words, asked.simulated, sentence.written))
    lines = [*_expected(words, sentence, accepted, asked), *asked.notes]
    lines += _elsewhere(talks, accepted, asked)
    if judgement.verdict is Verdict.SOMETIMES:
        lines += _decided(talks, judgement) or _vague(talks, asked)
        lines.append(words.say("write-possibly"))
    told = list(record(talks, asked))
    if told:
        lines += [words.say("copy-says" if talks.changes else "record-says"), *told]
    return tuple(lines)


def _expected(
    words: Language, sentence: Sentence, accepted: Verdicts, asked: Asked
) -> Iterator[str]:
    if asked.state is not None:
        yield from _state(words, sentence, accepted, asked.state)
        return
    kind = _kind(accepted)
    yield words.say(f"expected-{kind}", claim=sentence.written)
    yield words.say(_held(kind, accepted, asked.judgement.verdict))
    if asked.judgement.found:
        yield words.say("found", found=asked.judgement.found)


def _held(kind: str, accepted: Verdicts, verdict: Verdict) -> str:
    """Give the message that says how it is, of a sentence that does not accept the verdict."""
    if kind == "open":
        return f"settled-{verdict.name.lower()}"
    if verdict is Verdict.ALWAYS and Verdict.NEVER in accepted:
        return "holds-opposite"
    return f"holds-{verdict.name.lower()}"


def _kind(accepted: Verdicts) -> str:
    if set(accepted) == {Verdict.SOMETIMES}:
        return "open"
    return "possibly" if Verdict.SOMETIMES in accepted else "certainly"


def _state(words: Language, sentence: Sentence, accepted: Verdicts, told: Told) -> Iterator[str]:
    """Say which state was expected, and which it was."""
    kind = _kind(accepted)
    mode = {"certainly": "", "possibly": "-possibly", "open": "-open"}[kind]
    negative = "-not" if Verdict.NEVER in accepted and kind != "open" else ""
    message = f"expected{mode}{negative}-state"
    dates = (text for kind, text in sentence.meanings[0].written if kind == "when")
    when = words.say("when-end" if told.at_end else "when-at", when=next(dates, ""))
    yield words.say(message, track=told.track, state=told.state, when=when)
    if told.certain is not None:
        yield words.say("was-certainly", state=told.certain)
    else:
        states = f" {words.say('or')} ".join(f"“{state}”" for state in told.possible)
        yield words.say("was-possibly", states=states)


def _elsewhere(talks: Talks, accepted: Verdicts, asked: Asked) -> Iterator[str]:
    """Say whether the state that was asked for was there at another time at all."""
    told = asked.state
    if told is None or Verdict.ALWAYS not in accepted or told.state in told.possible:
        return
    met = told.state in talks.history.readings.stays(told.track)
    yield talks.words.say("also-was" if met else "never-otherwise", state=told.state)


def _decided(talks: Talks, judgement: Judgement) -> list[str]:
    """Say which events, whose order is open, make the difference."""
    known = talks.history.chronology.events
    deciding = [key for key in judgement.decided_by if key in known]
    if not deciding:
        return []
    dates = _dates(talks, deciding)
    return [talks.words.say("decided-by"), *dates, *_orders(talks.words, judgement)]


def _vague(talks: Talks, asked: Asked) -> list[str]:
    """Say which vague dates make the difference: of events asked about, or behind the states."""
    events = list(asked.events)
    if asked.state is not None and asked.stretch is not None:
        moment = asked.stretch[1 if asked.state.at_end else 0]
        behind = talks.history.track_at(asked.state.track, moment).events
        windows = {key: talks.history.window_of(key) for key in behind}
        events += [key for key in behind if _may_be_after(windows[key], moment)]
    vague = [key for key in events if _is_vague(talks.history.window_of(key))]
    return [talks.words.say("decided-by-dates"), *_dates(talks, vague)] if vague else []


def _may_be_after(window: Window, moment: int) -> bool:
    return window.latest is None or window.latest - 1 > moment


def _is_vague(window: Window) -> bool:
    """Say whether a window is wider than a clock time."""
    ends = (window.earliest, window.latest)
    return None in ends or (ends[1] or 0) - (ends[0] or 0) > MINUTE


def _dates(talks: Talks, events: Sequence[str]) -> list[str]:
    """Give a line with its date for each event."""
    windows = ((key, talks.history.window_of(key)) for key in events[:ORDERED])
    return [f"  {key}: {_when(talks, window)}" for key, window in windows]


def _when(talks: Talks, window: Window) -> str:
    """Give a window in its sources' words, with their zone where the scenario has another."""
    home = talks.history.zone
    told = wording.window(window, home)
    return told if talks.zone.key == home.key else f"{told} ({home.key})"


def _orders(words: Language, judgement: Judgement) -> Iterator[str]:
    for message, order in (("order-holds", judgement.holds), ("order-fails", judgement.fails)):
        if order:
            near = _near(order, judgement.decided_by)
            yield "  " + words.say(message, events=" → ".join(near))


def _near(order: Sequence[str], deciding: Collection[str]) -> Sequence[str]:
    """Give the part of an order in which the events lie that make the difference."""
    places = [place for place, key in enumerate(order) if key in deciding]
    if not places:
        return order[-ORDERED:]
    part = order[places[0] : places[-1] + 1]
    return part if len(part) <= ORDERED else [key for key in part if key in deciding]


# --- what the record says ------------------------------------------------------------------------


class Block(NamedTuple):
    """One thing that the record says, from when it may be, and whether its date is computed."""

    earliest: int
    lines: tuple[str, ...]
    is_computed: bool = False


def record(talks: Talks, asked: Asked) -> Iterator[str]:
    """Give the history of the tracks that were asked about, and the events with their sources."""
    named = len(asked.tracks) > 1
    blocks = [block for track in asked.tracks for block in _moves(talks, track, named=named)]
    blocks += [block for key in dict.fromkeys(asked.events) for block in _event(talks, key)]
    shown = _near_to(blocks, asked.stretch)
    for block in shown:
        yield from (f"  {line}" for line in block.lines)
    if len(shown) < len(blocks):
        yield "  " + talks.words.say("and-more", count=len(blocks) - len(shown))
    if any(block.is_computed for block in shown):
        yield talks.words.say("computed-why", name=talks.history.chronology.name)


def _near_to(blocks: list[Block], stretch: tuple[int, int] | None) -> list[Block]:
    """Give the first blocks, or those about a stretch of time if they are many."""
    if len(blocks) <= SHOWN or stretch is None:
        return blocks[:SHOWN]
    begun = sum(block.earliest <= stretch[1] for block in blocks)
    first = max(0, min(begun - SHOWN + 2, len(blocks) - SHOWN))
    return blocks[first : first + SHOWN]


def _moves(talks: Talks, track: str, *, named: bool) -> Iterator[Block]:
    history = talks.history
    name = f"{track}: " if named else ""
    for step, outcome in history.outcomes(track):
        if outcome.moved or outcome.deviation is not None:
            when = _when(talks, step.window)
            told = f"{when}   {name}{_effect(outcome)}"
            lines = (told, *_sources(step.event, step.event.id))
            yield Block(_earliest(step.window), lines, step.window.computed)


def _effect(outcome: Outcome) -> str:
    if outcome.moved:
        return f"{outcome.before} → {outcome.after}"
    return f"{outcome.before} (the model does not foresee the event here)"


def _event(talks: Talks, key: str) -> Iterator[Block]:
    event = talks.history.chronology.events.get(key)
    if event is not None:
        window = talks.history.window_of(key)
        told = f"{_when(talks, window)}   {key}"
        yield Block(_earliest(window), (told, *_sources(event, "")), window.computed)


def _sources(event: Event, name: str) -> Iterator[str]:
    """Give the line below one of the history: which event, and who reports it."""
    told = f"{name}   [{cited(event)}]" if name else f"[{cited(event)}]"
    yield f"    {told}"


def _earliest(window: Window) -> int:
    return -(2**60) if window.earliest is None else window.earliest


def cited(event: Event) -> str:
    """Give the sources of an event: "report-2018-07-04 ¶11–12; afp-2018-07-05 ¶12; … 1"."""
    told = list(dict.fromkeys(citation(report) for report in event.reports))
    more = [f"… ({len(told) - CITED} more)"] if len(told) > CITED else []
    return "; ".join([*told[:CITED], *more])


# --- what cannot be asked ------------------------------------------------------------------------


def not_reported(talks: Talks, meaning: Meaning, error: NotReported) -> tuple[str, ...]:
    """Say that it is not reported, and where the sources end if a later moment was asked for."""
    lines = [talks.words.say("not-reported", reason=str(error))]
    dates = [value for value in meaning.values if isinstance(value, Dating)]
    record = talks.history.record
    if record is not None and any(talks.stretch(when)[1] >= record.end for when in dates):
        told = wording.moment(record.end - 1, talks.zone)
        lines.append(talks.words.say("record-ends", end=told))
    return tuple(lines)


def not_ready(talks: Talks, error: NotReady) -> tuple[str, ...]:
    """Say which sentence is missing before this one."""
    example = vocabulary(talks.words.language).example(error.step)
    return (f"{error}; write above it: {example}",)
