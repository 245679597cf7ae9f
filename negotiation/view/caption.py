"""Write the caption that a newspaper could set under the picture.

A plan in, two to four sentences in its language out; several plans, a sentence more for each.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from negotiation.dates import local
from negotiation.evidence import Report
from negotiation.view.citing import plain
from negotiation.view.dated import say_date
from negotiation.view.plan import Plan
from negotiation.view.remarks import days, title
from negotiation.view.sides import withheld

MOST_SOURCES, MOST_ACTORS, MOST_CONTESTED = 6, 2, 2


def caption(plan: Plan) -> str:
    """Say what it shows, who says so, what is contested, and where the record ends."""
    hidden = withheld(plan.history.chronology, plan.speech)
    last = [hidden] if hidden else []
    if not plan.history.steps:
        return plain(" ".join((plan.speech.say("caption.nothing", title=title(plan)), *last)))
    said = (_shown(plan), *_told_by(plan), *_contested(plan), *_end(plan), *last)
    return plain(" ".join(said))


def caption_of_panels(
    headings: Sequence[str], plans: Sequence[Plan], changed: Sequence[bool]
) -> str:
    """Caption several histories of one story: the first is the record, the others stand beside it.

    `changed` says which of them are what-ifs; the others are another choice of sources.
    """
    others = zip(headings[1:], plans[1:], changed[1:], strict=True)
    beside = (rests_on(plans[0], *other) for other in others)
    return " ".join((caption(plans[0]), *beside))


def rests_on(record: Plan, heading: str, plan: Plan, changed: bool) -> str:
    """Say under its heading what a history beside the record rests on."""
    speech, chosen = plan.speech, plan.history.chronology.source_ids()
    said = [speech.say("caption.what-if")] if changed else []
    if not changed or set(chosen) != set(record.history.chronology.source_ids()):
        said.append(_choice(plan, chosen))
    text = speech.chained("figure.semicolon", said)
    return plain(speech.say("caption.panel", heading=heading, text=text))


def _choice(plan: Plan, chosen: Collection[str]) -> str:
    """Name the sources read and, if anything is dated, the day of the last one."""
    speech, chronology = plan.speech, plan.history.chronology
    names = [_source(plan, key) for key in chosen]
    sources = _some(plan, names, MOST_SOURCES) if names else speech.say("caption.no-source")
    if plan.history.record is None:
        return speech.say("caption.choice-undated", sources=sources)
    last = local(max(map(chronology.published, chosen)), plan.history.zone).date()
    return speech.say("caption.choice", day=speech.day(last), sources=sources)


def _shown(plan: Plan) -> str:
    speech = plan.speech
    key = "caption.shows" if plan.lanes else "caption.shows-events"
    events = speech.say("figure.events", count=len(plan.steps))
    count = len(plan.lanes)
    lanes = speech.say("alt.tracks", count=count)
    return speech.say(
        key, title=title(plan), events=events, tracks=lanes, days=days(plan), count=count
    )


def _told_by(plan: Plan) -> Iterator[str]:
    """Say who reports it, and on whose word the reports stand most often."""
    speech, chronology = plan.speech, plan.history.chronology
    sources = [_source(plan, key) for key in plan.sources]
    if not sources:
        yield speech.say("caption.reading")
        return
    told = _some(plan, sources, MOST_SOURCES)
    counts = Counter(key for report in _reports(plan) for key in report.by)
    actors = [key for key, _ in counts.most_common(MOST_ACTORS)]
    if actors:
        names = speech.listed(speech.name(chronology.actors[key]) for key in actors)
        yield speech.say("caption.sources-and-actors", sources=told, actors=names)
    else:
        yield speech.say("caption.sources", sources=told)


def _source(plan: Plan, key: str) -> str:
    """Name a source as it is labelled, else by its outlet and day."""
    source, speech = plan.history.chronology.sources[key], plan.speech
    if source.label:
        return speech.name(source)
    day = say_date(speech, source.published)
    return speech.say("caption.source", outlet=plain(source.outlet), day=day)


def _reports(plan: Plan) -> Iterator[Report]:
    for step in plan.steps:
        yield from step.event.sourced()


def _contested(plan: Plan) -> Iterator[str]:
    """Name what one report denies, then what a note of the coder keeps open."""
    noted = {key for note in plan.history.chronology.notes if note.sources for key in note.about}
    steps = [step for step in plan.steps if step.event.is_disputed or step.event.id in noted]
    if steps:
        flagged = {step.event.id for step in plan.flagged}
        steps.sort(key=lambda step: (not step.event.is_disputed, step.event.id not in flagged))
        names = [plan.speech.name(step.event) or step.event.id for step in steps]
        told = _some(plan, names, MOST_CONTESTED)
        yield plan.speech.say("caption.contested", events=told)


def _end(plan: Plan) -> Iterator[str]:
    if plan.history.record is not None:
        end = local(plan.history.record.end - 1, plan.history.zone).date()
        yield plan.speech.say("caption.end", day=plan.speech.day(end))


def _some(plan: Plan, names: Sequence[str], most: int) -> str:
    """Give the first of some names, and how many there are more."""
    speech = plan.speech
    more = [speech.say("alt.more", count=len(names) - most)] if len(names) > most else []
    return speech.chained("figure.semicolon", [*names[:most], *more])
