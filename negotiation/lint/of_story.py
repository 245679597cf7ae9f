"""What to look at in a chronology: what rests on little, departs, contradicts, or is not used.

Each check is one function beside its code; a Story in, where, about what and what in words out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from negotiation import wording
from negotiation.chronology import Chronology
from negotiation.dates import zone
from negotiation.history import Departure, History, why_deviation
from negotiation.lint.finding import Path, Told
from negotiation.near import listing
from negotiation.origins import Origin, origins


@dataclass(frozen=True, slots=True)
class Story:
    """A chronology whole, with reports that were set aside, and the history of what is in use."""

    whole: Chronology
    history: History

    @property
    def in_use(self) -> Chronology:
        """What is replayed: without the reports that were set aside."""
        return self.history.chronology


def _of_event(key: str) -> tuple[Path, tuple[str, ...]]:
    return ("events", key), (key,)


def _inferred(story: Story) -> Iterator[Told]:
    for event in story.in_use.events.values():
        if not any(event.sourced()):
            yield *_of_event(event.id), "rests on inference alone: no source reports it"


def _on_one_origin(story: Story) -> Iterator[Told]:
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


def _departures(story: Story) -> Iterator[Told]:
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


def _disputed(story: Story) -> Iterator[Told]:
    for step in story.history.steps:
        if step.event.is_disputed:
            message = "one report says that it happened, another that it did not"
            yield *_of_event(step.event.id), message


def _contradicted(story: Story) -> Iterator[Told]:
    named = {event.key_of(report): event for event, report in story.in_use.reports()}
    for key in story.history.left_out:
        message = f"the report {key} contradicts others; `negotiation contradictions` says which"
        yield *_of_event(named[key].id), message


def _states_inferred(story: Story) -> Iterator[Told]:
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


def _unheard(story: Story) -> Iterator[Told]:
    machine = story.history.readings.machine
    for step in story.history.steps:
        kind = step.event.kind
        know = [key for key, track in story.in_use.model.tracks.items() if kind in track.kinds()]
        if know and not machine.concerned(step.event):
            each = {story.in_use.model.tracks[key].for_each or "" for key in know}
            message = f"{kind} moves {' and '.join(know)}, one track for each of the "
            message += f"{' and '.join(sorted(each))}; the event names none that has a track"
            yield *_of_event(step.event.id), message


def _uncited(story: Story) -> Iterator[Told]:
    whole = story.whole
    cited = {*whole.source_ids(), *(item.source for item in whole.background)}
    cited |= {item.source for item in whole.left_uncoded if item.source}
    for key in whole.sources:
        if key not in cited:
            yield ("sources", key), (key,), "nothing cites this source"


def _unnamed(story: Story) -> Iterator[Told]:
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


def _told_too_early(story: Story) -> Iterator[Told]:
    """Tell of reports that say of a later day than that of their source that it has happened."""
    whole = story.in_use
    for event, report in whole.reports():
        if report.source is None or report.when is None or report.modality != "actual":
            continue
        window = report.when.window(zone(report.timezone or whole.timezone), whole.words)
        if window.earliest is not None and window.earliest > whole.published(report.source):
            day = wording.window(window, story.history.zone)
            message = f"{report.source}, which came out before that, says that it happened: {day}"
            yield *_of_event(event.id), message


STORY_CHECKS: Mapping[str, Callable[[Story], Iterator[Told]]] = {
    "L201": _inferred,
    "L202": _on_one_origin,
    "L203": _departures,
    "L204": _disputed,
    "L205": _states_inferred,
    "L206": _unheard,
    "L207": _uncited,
    "L208": _unnamed,
    "L209": _contradicted,
    "L211": _told_too_early,
}
