"""Lint: what somebody should look at in a model or a chronology, though nothing is wrong with it.

A Model or a Chronology in, Findings out, each with a code and the path of its subject in the file.
Each check is one function beside its code; titles and remedies stand in codes/. Reads no file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from negotiation.chronology import Chronology
from negotiation.coded import Acknowledged
from negotiation.history import Departure, History, why_deviation
from negotiation.model import Model, Track, Transition
from negotiation.near import listing
from negotiation.origins import Origin, origins
from negotiation.replay import replay

Path = tuple[str | int, ...]
MOST = 20  # transitions for one kind and state that are compared with one another


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to look at: its code, where its subject stands, what it is about, in words.

    `about` are the names by which an acknowledgement may mean it, `because` the reason that one
    gives; None as long as nobody has acknowledged it.
    """

    code: str
    path: Path
    about: tuple[str, ...]
    message: str
    because: str | None = None


Told = tuple[Path, tuple[str, ...], str]  # where, about what, and what in words


def lint(chronology: Chronology) -> tuple[Finding, ...]:
    """Give what is to look at in a chronology, read with its model; what is acknowledged too.

    Raises TooTangled if the dates leave too many orders open.
    """
    story = _Story(chronology, replay(chronology))
    found = [Finding(code, *told) for code, check in STORY_CHECKS.items() for told in check(story)]
    return _acknowledge(found, chronology.acknowledged)


def lint_model(model: Model) -> tuple[Finding, ...]:
    """Give what is to look at in a model, with what it includes.

    What an included model holds has a path that its own file does not have: it is that model's.
    """
    found = [Finding(code, *told) for code, check in MODEL_CHECKS.items() for told in check(model)]
    return _acknowledge(found, model.acknowledged)


def _acknowledge(
    found: Iterable[Finding], acknowledged: Sequence[Acknowledged]
) -> tuple[Finding, ...]:
    """Give every finding with the reason for keeping it; acknowledgements of nothing as well."""
    matched: set[int] = set()
    known: list[Finding] = []
    for finding in found:
        means = [n for n, item in enumerate(acknowledged) if _means(item, finding)]
        matched.update(means)
        reason = "; ".join(acknowledged[n].because for n in means)
        known.append(replace(finding, because=reason) if means else finding)
    for number, item in enumerate(acknowledged):
        if number not in matched:
            message = f"no finding {item.code} is about {listing(item.about)}"
            if not item.about:
                message = f"there is no finding {item.code}"
            known.append(Finding("L301", ("acknowledged", number), (), message))
    return tuple(known)


def _means(item: Acknowledged, finding: Finding) -> bool:
    return item.code == finding.code and (
        not item.about or not set(item.about).isdisjoint(finding.about)
    )


# --- models ---------------------------------------------------------------------------------------


def _of_state(model: Model, track: str, state: str) -> tuple[Path, tuple[str, ...]]:
    extension = model.extend.get(track)
    added = extension is not None and state in extension.states
    part = "extend" if added else "tracks"
    return (part, track, "states", state), (track, f"{track}.{state}")


def _of_transition(
    model: Model, track: str, number: int, state: str
) -> tuple[Path, tuple[str, ...]]:
    """Say where a transition of the whole track stands: among the own ones or those added."""
    about = (track, f"{track}.{state}")
    extension = model.extend.get(track)
    skip = len(model.tracks[track].transitions) - len(extension.transitions) if extension else 0
    if extension and number >= skip:
        return ("extend", track, "transitions", number - skip), about
    return ("tracks", track, "transitions", number), about


def _unreachable(model: Model) -> Iterator[Told]:
    for key, track in model.tracks.items():
        for state in track.states.keys() - track.reachable():
            yield *_of_state(model, key, state), "no sequence of events leads to this state"


def _left(track: Track) -> set[str]:
    """Give the states that some transition leaves."""
    return {
        state for rule in track.transitions for state in rule.from_ if rule.to not in {None, state}
    }


def _dead_ends(model: Model) -> Iterator[Told]:
    for key, track in model.tracks.items():
        left = _left(track)
        for name, state in track.states.items():
            if name not in left and not state.final:
                message = "no transition leaves this state; if that is meant, write final: true"
                yield *_of_state(model, key, name), message


def _left_final(model: Model) -> Iterator[Told]:
    for key, track in model.tracks.items():
        for name in sorted(_left(track)):
            if track.states[name].final:
                yield *_of_state(model, key, name), "a transition leaves this final state"


def _moves_in_place(model: Model) -> Iterator[Told]:
    for key, track in model.tracks.items():
        for number, rule in enumerate(track.transitions):
            if rule.to in rule.from_:
                message = f"leads from {rule.to} to {rule.to}; to stay, leave `to` out"
                yield *_of_transition(model, key, number, rule.to), message


def _overlaps(model: Model) -> Iterator[Told]:
    for key, track in model.tracks.items():
        told: set[int] = set()
        for (kind, state), rules in _ways(track).items():
            for (_, first), (number, second) in combinations(rules[:MOST], 2):
                if number not in told and _overlap(model, (key, state), first, second):
                    told.add(number)
                    goals = " or ".join(rule.to or f"stays {state}" for rule in (first, second))
                    message = f"{kind} in {state} may fit two transitions: {goals}"
                    yield *_of_transition(model, key, number, state), message


def _ways(track: Track) -> dict[tuple[str, str], list[tuple[int, Transition]]]:
    """Give for each kind and state the transitions for it, with their numbers."""
    ways: dict[tuple[str, str], list[tuple[int, Transition]]] = {}
    for number, rule in enumerate(track.transitions):
        for way in dict.fromkeys((kind, state) for kind in rule.on for state in rule.from_):
            ways.setdefault(way, []).append((number, rule))
    return ways


def _overlap(model: Model, here: tuple[str, str], first: Transition, second: Transition) -> bool:
    """Say whether both may hold, lead elsewhere, and the first is no mere exception."""
    state = here[1]
    if (first.to or state) == (second.to or state):
        return False
    asked = [*first.requires, *first.unless, *second.requires, *second.unless]
    one, other = ({t: _allowed(model, here, rule, t) for t in asked} for rule in (first, second))
    both = all(one[t] & other[t] for t in asked) and all(
        second.where.get(key, wanted) == wanted for key, wanted in first.where.items()
    )
    exception = all(one[t] <= other[t] for t in asked) and all(
        first.where.get(key) == wanted for key, wanted in second.where.items()
    )
    return both and not exception


def _allowed(model: Model, here: tuple[str, str], rule: Transition, track: str) -> set[str]:
    """Give the states of a track with which a rule is content."""
    states = {here[1]} if track == here[0] else set(model.tracks[track].states)
    if track in rule.requires:
        states &= set(rule.requires[track])
    return states - set(rule.unless.get(track, ()))


MODEL_CHECKS: Mapping[str, Callable[[Model], Iterator[Told]]] = {
    "L101": _unreachable,
    "L102": _dead_ends,
    "L103": _left_final,
    "L104": _overlaps,
    "L105": _moves_in_place,
}


# --- chronologies ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Story:
    """A chronology whole, with reports that were set aside, and the history of what is in use."""

    whole: Chronology
    history: History

    @property
    def in_use(self) -> Chronology:
        return self.history.chronology


def _of_event(key: str) -> tuple[Path, tuple[str, ...]]:
    return ("events", key), (key,)


def _inferred(story: _Story) -> Iterator[Told]:
    for event in story.in_use.events.values():
        if not any(event.sourced()):
            yield *_of_event(event.id), "rests on inference alone: no source reports it"


def _on_one_origin(story: _Story) -> Iterator[Told]:
    resting: dict[Origin, list[str]] = {}
    for step in story.history.steps:
        found = origins(step.event.supporting(), story.in_use.sources)
        if len(found) == 1:
            resting.setdefault(next(iter(found)), []).append(step.event.id)
    total = len(story.history.steps)
    for origin, events in resting.items():
        only = f"no other origin than the {origin.sort} {origin.name}"
        message = f"{len(events)} of {total} events: {only} ({listing(events)})"
        yield *_of_origin(story.whole, origin), message


def _of_origin(chronology: Chronology, origin: Origin) -> tuple[Path, tuple[str, ...]]:
    if origin.sort == "actor":
        return ("actors", origin.name), (origin.name,)
    keys = tuple(
        key
        for key, source in chronology.sources.items()
        if origin.name in (source.wire if origin.sort == "wire" else (source.outlet,))
    )
    return ("sources", keys[0]), keys


def _departures(story: _Story) -> Iterator[Told]:
    told: dict[tuple[str, str], list[Departure]] = {}
    for departure in story.history.deviations:
        told.setdefault((departure.step.event.id, departure.outcome.track), []).append(departure)
    for (event, track), departures in told.items():
        orders = "every order" if all(d.always for d in departures) else "some orders"
        reasons = "; or ".join(
            f"not foreseen in {d.outcome.before}; {why_deviation(d.outcome.deviation)}"
            for d in departures
            if d.outcome.deviation is not None
        )
        yield *_of_event(event), f"departs on {track}, in {orders}: {reasons}"


def _disputed(story: _Story) -> Iterator[Told]:
    for step in story.history.steps:
        if step.event.is_disputed:
            message = "one report says that it happened, another that it did not"
            yield *_of_event(step.event.id), message


def _contradicted(story: _Story) -> Iterator[Told]:
    named = {event.key_of(report): event for event, report in story.in_use.reports()}
    for key in story.history.left_out:
        message = f"the report {key} contradicts others; `negotiation contradictions` says which"
        yield *_of_event(named[key].id), message


def _states_inferred(story: _Story) -> Iterator[Told]:
    history, events = story.history, story.in_use.events
    for track in history.tracks:
        for state, stays in history.readings.stays(track).items():
            for stay in stays:
                if stay.mover is None:
                    continue
                behind = (stay.mover, *stay.support)
                if not any(any(events[key].sourced()) for key in behind):
                    message = f"brings {track} to {state}, where no reported event supports it"
                    yield *_of_event(stay.mover), message


def _unheard(story: _Story) -> Iterator[Told]:
    machine = story.history.readings.machine
    for step in story.history.steps:
        kind = step.event.kind
        know = [key for key, track in story.in_use.model.tracks.items() if kind in track.kinds()]
        if know and not machine.concerned(step.event):
            each = {story.in_use.model.tracks[key].for_each or "" for key in know}
            message = f"{kind} moves {' and '.join(know)}, one track for each of the "
            message += f"{' and '.join(sorted(each))}; the event names none that has a track"
            yield *_of_event(step.event.id), message


def _uncited(story: _Story) -> Iterator[Told]:
    whole = story.whole
    cited = {*whole.source_ids(), *(item.source for item in whole.background)}
    cited |= {item.source for item in whole.left_uncoded if item.source}
    for key in whole.sources:
        if key not in cited:
            yield ("sources", key), (key,), "nothing cites this source"


def _unnamed(story: _Story) -> Iterator[Told]:
    whole = story.whole
    events = list(whole.events.values())
    speakers: list[tuple[str, ...]] = [report.by for _, report in whole.reports()]
    speakers += [value.by for measure in whole.measures.values() for value in measure.values]
    speakers += [item.by for item in whole.background]
    sections: dict[str, tuple[Iterable[str], list[tuple[str, ...]]]] = {
        "actors": (whole.actors, [*(event.who.actors() for event in events), *speakers]),
        "places": (whole.places, [*(event.places for event in events), *whole.not_the_same]),
        "issues": (whole.issues, [event.issues for event in events]),
        "third-parties": (whole.third_parties, [event.third_parties for event in events]),
    }
    for section, (listed, mentions) in sections.items():
        named = {key for names in mentions for key in names}
        for key in listed:
            if key not in named:
                yield (section, key), (key,), "is listed, and nothing names it"


STORY_CHECKS: Mapping[str, Callable[[_Story], Iterator[Told]]] = {
    "L201": _inferred,
    "L202": _on_one_origin,
    "L203": _departures,
    "L204": _disputed,
    "L205": _states_inferred,
    "L206": _unheard,
    "L207": _uncited,
    "L208": _unnamed,
    "L209": _contradicted,
}
