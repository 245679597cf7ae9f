"""What a diagram says: at its edges, in its states, in its key, and to those who do not see it.

A Graph and a Speech in, texts of one line out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from negotiation.diagram.counts import Count, Mark
from negotiation.diagram.graph import Edge, Graph, Unforeseen, Way
from negotiation.evidence import Source
from negotiation.history import History
from negotiation.model import Transition
from negotiation.view.sides import withheld
from negotiation.view.speech import Speech

NOT_SAID = "not said"  # what machine.py found of a detail that the event does not have
MINUTE, HOUR, DAY = 60, 3600, 86_400


def state_name(graph: Graph, state: str, speech: Speech) -> str:
    """Give what a state is called."""
    return speech.name(graph.track.states[state]) or state


def kind_name(graph: Graph, kind: str, speech: Speech) -> str:
    """Give what a kind of event is called."""
    return speech.name(graph.model.kinds[kind]) or kind


def track_name(graph: Graph, speech: Speech) -> str:
    """Give what the track is called; a copy's own name stands behind that of its kind."""
    base, _, own = graph.name.partition("/")
    heading = speech.name(graph.track) or base
    if graph.copy is None:
        return heading
    return speech.say("diagram.copy", track=heading, name=speech.name(graph.copy) or own)


def how_often(count: Count, speech: Speech) -> str:
    """Give "×2", "×1–2", "possibly ×1" or "possibly up to ×2"; nothing for never."""
    if not count.most:
        return ""
    if not count.sure:
        key = "diagram.possibly" if count.most == 1 else "diagram.possibly-up-to"
        return speech.say(key, number=count.most)
    if count.sure == count.most:
        return speech.say("diagram.times", number=count.sure)
    return speech.say("diagram.times-between", low=count.sure, high=count.most)


def way_text(graph: Graph, way: Way, speech: Speech) -> str:
    """Give a kind of event, how often it took the edge, and what it needs."""
    text = counted(kind_name(graph, way.kind, speech), way.count, speech)
    needs = apart(dict.fromkeys(needed(graph, rule, speech) for rule in way.rules), speech)
    return f"{text} ({needs})" if needs else text


def apart(texts: Iterable[str], speech: Speech) -> str:
    """Give texts one after another, set apart by semicolons; empty ones are left out."""
    return f"{speech.say('diagram.semicolon')} ".join(filter(None, texts))


def counted(text: str, count: Count, speech: Speech) -> str:
    """Give a text with how often it happened; no line break parts a sure count from it."""
    if not count.most:
        return text
    key = "diagram.counted" if count.sure else "diagram.counted-possibly"
    return speech.say(key, text=text, often=how_often(count, speech))


def needed(graph: Graph, rule: Transition, speech: Speech) -> str:
    """Say in short what a transition needs of other tracks, of the event, or of time."""
    return ", ".join(
        (
            *_states(graph, "diagram.needs", rule.requires, speech),
            *_states(graph, "diagram.unless", rule.unless, speech),
            *(
                speech.say("diagram.where", detail=key, value=value)
                for key, value in rule.where.items()
            ),
            *_after(rule.timeout, speech),
        )
    )


def _states(
    graph: Graph, key: str, asked: Mapping[str, tuple[str, ...]], speech: Speech
) -> Iterator[str]:
    for name, states in asked.items():
        track = graph.model.tracks[name.partition("/")[0]]
        names = [speech.name(track.states[state]) or state for state in states]
        yield speech.say(
            key, track=speech.name(track) or name, states=speech.listed(names, last="or")
        )


def _after(seconds: int | None, speech: Speech) -> Iterator[str]:
    if seconds is not None:
        units = (("days", DAY), ("hours", HOUR), ("minutes", MINUTE))
        unit, size = next((u for u in units if seconds % u[1] == 0), ("seconds", 1))
        yield speech.say(f"diagram.after-{unit}", count=seconds // size)


def unforeseen_text(graph: Graph, one: Unforeseen, speech: Speech) -> tuple[str, str]:
    """Say which kind of event was not foreseen and how often, and what would have been."""
    title = counted(kind_name(graph, one.kind, speech), one.count, speech)
    if one.failed:
        rules = [rule for rule in graph.track.transitions if _takes(rule, one)]
        needs = dict.fromkeys(needed(graph, rule, speech) for rule in rules)
        found = dict.fromkeys(_found(graph, rules, failed.found, speech) for failed in one.failed)
        return title, speech.say(
            "diagram.foreseen-with",
            needs=speech.listed(needs, last="or"),
            found=speech.listed(found),
        )
    names = [state_name(graph, state, speech) for state in one.foreseen_from]
    return title, speech.say("diagram.foreseen-from", states=speech.listed(names, last="or"))


def _takes(rule: Transition, one: Unforeseen) -> bool:
    return one.kind in rule.on and one.state in rule.from_


def _found(graph: Graph, rules: Iterable[Transition], found: str, speech: Speech) -> str:
    """Name what was found instead: a state of a track that the rules ask for, or a detail."""
    if found == NOT_SAID:
        return speech.say("diagram.not-said")
    asked = (name.partition("/")[0] for rule in rules for name in (*rule.requires, *rule.unless))
    tracks = (graph.model.tracks[name] for name in asked)
    states = (track.states[found] for track in tracks if found in track.states)
    return next((speech.name(state) or found for state in states), found)


def last_known_text(graph: Graph, state: str, speech: Speech) -> str:
    """Say that a state is the last known one; of several copies, for how many."""
    count = graph.last_known.get(state, Count())
    if not count.most:
        return ""
    if graph.copies > 1:
        return counted(speech.say("diagram.last-known"), count, speech)
    return speech.say("diagram.last-known" if count.sure else "diagram.possibly-last-known")


def source_text(graph: Graph, speech: Speech) -> str:
    """Say whose theory it is, and that it is no forecast."""
    return speech.say("diagram.theory", model=speech.label(graph.model.title))


def basis_text(history: History, left_out: Sequence[Source], speech: Speech) -> str:
    """Say where a replay stopped, and on which sources it rests if others were left out."""
    hidden = withheld(history.chronology, speech)
    kept_back = [hidden] if hidden else []
    return " ".join((*_stop(history, speech), *_sources(history, left_out, speech), *kept_back))


def _stop(history: History, speech: Speech) -> Iterator[str]:
    until = history.until
    if until is None:
        return
    if until.moment is not None:
        yield speech.say("diagram.stops-at", moment=speech.moment(until.moment))
        return
    event = history.chronology.event(until.event)
    key = "diagram.stops-after" if until.including else "diagram.stops-before"
    yield speech.say(key, event=speech.name(event) or event.id)


def _sources(history: History, left_out: Sequence[Source], speech: Speech) -> Iterator[str]:
    if left_out:
        chronology = history.chronology
        used = [chronology.sources[key] for key in chronology.source_ids()]
        key = "diagram.rests-on" if used else "diagram.rests-on-nothing"
        yield speech.say(key, sources=speech.listed(map(speech.name, used)))
        yield speech.say("diagram.not-read", sources=speech.listed(map(speech.name, left_out)))


def outline(graph: Graph, speech: Speech) -> str:
    """Say which states the model has, and in which it starts."""
    states = speech.listed(state_name(graph, state, speech) for state in graph.track.states)
    initial = state_name(graph, graph.track.initial, speech)
    name = track_name(graph, speech)
    return speech.say("diagram.alt", track=name, states=states, initial=initial)


def description(graph: Graph, speech: Speech) -> str:
    """Say what the diagram shows, for those who do not see it."""
    told = [
        outline(graph, speech),
        *_told(graph, "taken", speech),
        *_told(graph, "possibly", speech),
        *_unforeseen(graph, speech),
        *_last(graph, speech),
        source_text(graph, speech),
        "" if graph.exact else speech.say("diagram.bounded"),
    ]
    return " ".join(filter(None, told))


def _told(graph: Graph, mark: Mark, speech: Speech) -> Iterator[str]:
    edges = [_edge(graph, edge, speech) for edge in graph.moves if edge.count.mark == mark]
    if edges:
        yield speech.say(f"diagram.alt-{mark}", edges=apart(edges, speech))


def _edge(graph: Graph, edge: Edge, speech: Speech) -> str:
    names = (state_name(graph, state, speech) for state in (edge.before, edge.after))
    arrow = " → " if speech.direction == "ltr" else " ← "
    return f"{arrow.join(names)} ({how_often(edge.count, speech)})"


def _unforeseen(graph: Graph, speech: Speech) -> Iterator[str]:
    if graph.unforeseen:
        events = apart((_met(graph, one, speech) for one in graph.unforeseen), speech)
        yield speech.say("diagram.alt-unforeseen", events=events)


def _met(graph: Graph, one: Unforeseen, speech: Speech) -> str:
    title, foreseen = unforeseen_text(graph, one, speech)
    return f"{state_name(graph, one.state, speech)}: {title} ({foreseen})"


def _last(graph: Graph, speech: Speech) -> Iterator[str]:
    last = [
        f"{state_name(graph, state, speech)} ({last_known_text(graph, state, speech)})"
        for state in graph.last_known
    ]
    if last:
        yield speech.say("diagram.alt-last", states=speech.listed(last))
