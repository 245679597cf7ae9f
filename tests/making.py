"""Small models and stories for tests, made in memory."""

from typing import Any

from negotiation.chronology import Chronology
from negotiation.dates import Words
from negotiation.event import Event
from negotiation.evidence import Report, Source
from negotiation.model import Kind, Model, State, Track, Transition

WORDS = Words({"morning": (6 * 3600, 12 * 3600), "afternoon": (12 * 3600, 18 * 3600)}, 15 * 60)
PAPER = Source(id="paper", outlet="Paper", published="2031-12-31")


def rule(on: Any, from_: Any, to: str | None = None, **conditions: Any) -> Transition:
    """Give one transition; without `to` the track stays."""
    return Transition(on=on, from_=from_, to=to, **conditions)


def track(*rules: Transition, initial: str, for_each: str | None = None) -> Track:
    """Give a track with exactly the states that its rules name."""
    states = {initial: State()}
    for one in rules:
        states |= {name: State() for name in (*one.from_, *([one.to] if one.to else []))}
    return Track(initial=initial, states=states, transitions=rules, for_each=for_each)


def model(**tracks: Track) -> Model:
    """Give a model with exactly the kinds that its tracks know, and `nothing`, which moves none."""
    kinds = {kind: Kind() for one in tracks.values() for kind in sorted(one.kinds())}
    return Model(title="test", kinds=kinds | {"nothing": Kind()}, tracks=tracks)


def report(when: str | None = None, **fields: Any) -> Report:
    """Give a report of the paper, which says that the event happened."""
    return Report(**({"source": "paper", "when": when} | fields))


def event(key: str, kind: str, *said: Report | str, **fields: Any) -> Event:
    """Give an event with its reports; a text is the date of a report of the paper."""
    reports = [report(one) if isinstance(one, str) else one for one in said] or [report()]
    numbered = (
        one.model_copy(update={"id": f"{key}-{n}"}) for n, one in enumerate(reports) if not one.id
    )
    named = tuple(one for one in reports if one.id)
    return Event(id=key, kind=kind, reports=(*named, *numbered), **fields)


def story(theory: Model, *events: Event, **fields: Any) -> Chronology:
    """Give a chronology in UTC with one source, the paper, unless the fields say otherwise."""
    given: dict[str, Any] = {
        "title": "test",
        "model": theory,
        "timezone": "UTC",
        "words": WORDS,
        "sources": {"paper": PAPER},
        "events": {one.id: one for one in events},
    }
    return Chronology(**(given | fields))
