"""Claims about the sources behind events and measures: how many, which alone, do they disagree.

The same in every reading: asked of the reports and values alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, permutations

from negotiation.chronology import Chronology
from negotiation.claims.judgement import Judgement, Verdict
from negotiation.claims.measures import reported
from negotiation.contradictions import contradictions, misfits
from negotiation.errors import NotReported, UnknownName
from negotiation.event import Event
from negotiation.history import History
from negotiation.measure import Measure
from negotiation.near import did_you_mean, listing, quoted

SHOWN = 6  # disagreements told of one name


def rests_on_alone(history: History, event: str, name: str) -> Judgement:
    """Judge whether all reports that support an event are of a source, an outlet or a wire.

    Never for an event that rests on inference alone. Raises UnknownName.
    """
    history.window_of(event)
    meant = history.chronology.sources_named([name])
    used = dict.fromkeys(r.source or "" for r in history.chronology.events[event].supporting())
    if not used:
        return Judgement(Verdict.NEVER, "it rests on inference alone: no source reports it")
    others = [source for source in used if source not in meant]
    if others:
        return Judgement(Verdict.NEVER, f"also reported by {listing(others)}")
    return Judgement(Verdict.ALWAYS, f"reported by {listing(used)}")


def every_event_sourced(history: History, least: int) -> Judgement:
    """Judge whether at least so many different sources support every event that happened.

    Raises NotReported if there is no such event.
    """
    if not history.steps:
        raise NotReported("no report in use says that anything happened")
    counts = {
        step.event.id: len({report.source for report in step.event.supporting()})
        for step in history.steps
    }
    fewer = [f"{quoted(key)}: {count}" for key, count in counts.items() if count < least]
    if fewer:
        found = f"{len(fewer)} of {len(counts)} events have fewer: {listing(fewer)}"
        return Judgement(Verdict.NEVER, found)
    return Judgement(Verdict.ALWAYS, f"each of {len(counts)} has {min(counts.values())} or more")


# --- do the sources disagree ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What sources disagree in, in words, and the sources that stand on each side."""

    words: str
    sides: tuple[frozenset[str], ...]

    def divides(self, some: Collection[str], others: Collection[str]) -> bool:
        """Say whether one of some sources stands on another side than a different one of others."""
        return any(
            one != other and one in some and other in others
            for side, opposite in permutations(self.sides, 2)
            for one in side
            for other in opposite
        )


def disagree(
    history: History,
    name: str,
    between: tuple[str, str] | None = None,
    *,
    whole: Chronology | None = None,
) -> Judgement:
    """Judge whether sources disagree about an event, a measure or an issue (through its events).

    They do where one says that an event happened and another that it did not, where they call it
    different kinds, where their reports contradict one another, where values for one date do not
    meet or do not fit what is said of them, and where a note names two sources or more. `between`
    asks for two sources, outlets or wires on different sides. `whole` is the chronology with the
    reports that were set aside, without which what they contradict is not known any more. Raises
    UnknownName, and NotReported for an issue that no event is about.
    """
    chronology = whole or history.chronology
    known = frozenset(chronology.sources)
    found = [one for one in _disagreements(chronology, name) if one.divides(known, known)]
    if between is None:
        return _told(found) if found else Judgement(Verdict.NEVER, "no two sources disagree")
    some, others = (chronology.sources_named([one]) for one in between)
    theirs = [one for one in found if one.divides(some, others)]
    if theirs:
        return _told(theirs)
    rest = f"; others do: {_told(found).found}" if found else ""
    return Judgement(Verdict.NEVER, f"{between[0]} and {between[1]} do not disagree{rest}")


def _told(found: Iterable[Disagreement]) -> Judgement:
    words = list(dict.fromkeys(one.words for one in found))
    more = [f"and {len(words) - SHOWN} more"] if len(words) > SHOWN else []
    return Judgement(Verdict.ALWAYS, "; ".join([*words[:SHOWN], *more]))


def _disagreements(chronology: Chronology, name: str) -> Iterator[Disagreement]:
    events = _events(chronology, name)
    measure = chronology.measures.get(name)
    for event in events:
        yield from _disputes(event)
        yield from _kinds(event)
    if events:
        yield from _contradictions(chronology, {event.id for event in events})
    if measure is not None:
        yield from _values(chronology, measure)
        yield from _misfits(chronology, name)
    keys = {event.id for event in events}
    for note in chronology.notes:
        if keys.intersection(note.about) or (measure is not None and name in note.measures):
            text = note.text.get("en") or next(iter(note.text.values()))
            yield Disagreement(f"note: {text}", tuple(frozenset({key}) for key in note.sources))


def _events(chronology: Chronology, name: str) -> list[Event]:
    """Give the events that a name means: itself, those of an issue, or none for a measure."""
    events = chronology.events
    found = [event for key, event in events.items() if name == key or name in event.issues]
    if found or name in chronology.measures:
        return found
    if name not in chronology.issues:
        known = [*events, *chronology.measures, *chronology.issues]
        hint = did_you_mean(name, known)
        raise UnknownName(f"there is no event, measure or issue {quoted(name)}; {hint}")
    raise NotReported(f"no event in use is about the issue {quoted(name)}")


def _disputes(event: Event) -> Iterator[Disagreement]:
    says, denies = (
        frozenset(r.source for r in event.reports if r.source and r.modality == modality)
        for modality in ("actual", "negated")
    )
    if says and denies:
        words = f"that {quoted(event.id)} happened says {_names(says)}, that not {_names(denies)}"
        yield Disagreement(words, (says, denies))


def _kinds(event: Event) -> Iterator[Disagreement]:
    kinds: dict[str, set[str]] = {}
    for report in event.supporting():
        kinds.setdefault(report.kind or event.kind, set()).add(report.source or "")
    if len(kinds) > 1:
        told = (f"{kind} ({_names(sources)})" for kind, sources in kinds.items())
        words = f"{quoted(event.id)} is called {' or '.join(told)}"
        yield Disagreement(words, tuple(map(frozenset, kinds.values())))


def _contradictions(chronology: Chronology, events: Collection[str]) -> Iterator[Disagreement]:
    reports = {event.key_of(report): (event, report) for event, report in chronology.reports()}
    aside = chronology.report_ids_set_aside()
    doubts = contradictions(chronology)
    for doubt in (*doubts.open, *doubts.decided):
        for one in doubt.contradictions:
            if not any(reports[key][0].id in events for key in one):
                continue
            sources = [reports[key][1].source or "inferred" for key in one]
            told = ", ".join(f"{key} ({source})" for key, source in zip(one, sources, strict=True))
            gone = [key for key in one if key in aside]
            words = f"not all can be right: {told}"
            words += f"; set aside: {', '.join(gone)}" if gone else ""
            sides = tuple(frozenset({key}) for key in sources if key in chronology.sources)
            yield Disagreement(words, sides)


def _values(chronology: Chronology, measure: Measure) -> Iterator[Disagreement]:
    for one, other in combinations(reported(chronology, measure), 2):
        together = not one.window.intersection(other.window).is_empty()
        if together and (one.surely_below(other) or other.surely_below(one)):
            words = f"{one.words()}, but {other.words()}"
            yield Disagreement(words, _sources(one.value.source, other.value.source))


def _misfits(chronology: Chronology, measure: str) -> Iterator[Disagreement]:
    for misfit in misfits(chronology):
        if misfit.measure.id == measure and misfit.value.times is not None:
            value, other = misfit.value, misfit.other
            words = (
                f"{value.text()} ({value.source}) is said to be {misfit.value.times.factor:g} "
                f"times {other.text()} ({other.source})"
            )
            yield Disagreement(words, _sources(value.source, other.source))


def _sources(*keys: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset({key}) for key in keys)


def _names(sources: Iterable[str]) -> str:
    return ", ".join(sorted(sources))
