"""Say in words what a timeline shows, what it leaves out and whom it cites.

A plan in, sentences in its language out. Draws nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from negotiation.dates import local
from negotiation.evidence import Source
from negotiation.view.citing import JOINT, SUPERSCRIPTS, plain
from negotiation.view.dated import say_date
from negotiation.view.plan import Plan
from negotiation.view.selection import track_label
from negotiation.view.sides import withheld
from negotiation.view.speech import Speech


def title(plan: Plan) -> str:
    """Give the chronology's own title."""
    chronology = plan.history.chronology
    return plan.speech.label(chronology.title) or chronology.name


def subtitle(plan: Plan) -> str:
    """Say what is drawn."""
    if not plan.history.steps:
        return plan.speech.say("figure.nothing")
    return plan.speech.say("figure.subtitle", count=len(plan.tracks), days=days(plan))


def days(plan: Plan) -> str:
    """Give the days drawn: "19 June–6 July 2018"."""
    if plan.is_undated:
        return plan.speech.say("date.undated")
    ends = (plan.range.start, plan.range.end - 1)
    return plan.speech.days(*(local(moment, plan.history.zone).date() for moment in ends))


def references(plan: Plan) -> str:
    """List the sources by their numbers."""
    cited = [
        f"{str(number).translate(SUPERSCRIPTS)}{JOINT}{_reference(plan, key)}"
        for key, number in plan.sources.items()
    ]
    listed = plan.speech.chained("figure.semicolon", cited)
    return plan.speech.say("figure.sources", sources=listed) if cited else ""


def source_name(speech: Speech, source: Source) -> str:
    """Name a source as it is labelled, else by its outlet and day."""
    if source.label:
        return speech.label(source.label)
    day = say_date(speech, source.published)
    return speech.say("caption.source", outlet=plain(source.outlet), day=day)


def _reference(plan: Plan, key: str) -> str:
    source = plan.history.chronology.sources[key]
    name = source_name(plan.speech, source)
    inferred = source.published_inferred
    return plan.speech.say("figure.date-inferred", source=name) if inferred else name


def remarks(
    plan: Plan,
    unlabelled: Mapping[str, int],
    without_label: Mapping[str, int] | None = None,
    *,
    brief: bool = False,
) -> str:
    """Say everything else that a reader must know.

    `unlabelled` counts stays by track, `without_label` values by measure. A `brief` text counts
    what is not drawn instead of naming it.
    """
    hidden = withheld(plan.history.chronology, plan.speech)
    if not plan.history.steps:
        return hidden
    kept_back = [hidden] if hidden else []
    left = _Left(unlabelled, without_label or {})
    if brief:
        return " ".join((*_time(plan), *kept_back, *_doubts(plan), *_counted(plan, left)))
    return " ".join(
        (
            *_time(plan),
            *kept_back,
            *_flags(plan),
            *_events(plan),
            *_tracks(plan),
            *_stays(plan, left),
            *_doubts(plan),
            *_terms(plan),
            *_measures(plan, left),
        )
    )


def panel_remarks(plan: Plan, unlabelled: Mapping[str, int], *, brief: bool = False) -> str:
    """Say what a reader must know of one history beside others, which share the rest."""
    if not plan.history.steps:
        return ""
    left = _Left(unlabelled, {})
    told = () if brief else (*_share(plan), *_events(plan), *_stays(plan, left))
    return " ".join((*told, *_doubts(plan)))


@dataclass(frozen=True, slots=True)
class _Left:
    """What was drawn without a label: stays by track, values by measure."""

    stays: Mapping[str, int]
    values: Mapping[str, int]


def _time(plan: Plan) -> Iterator[str]:
    history, speech = plan.history, plan.speech
    if plan.is_undated:
        yield speech.say("figure.no-dates")
        return
    if plan.lanes:
        yield speech.say("figure.stands")
    yield speech.say("figure.times", zone=history.chronology.timezone)
    yield from where_it_ends(plan)
    if plan.quiet is not None:
        yield speech.say("figure.quiet-said", factor=plan.quiet.factor)


def where_it_ends(plan: Plan) -> Iterator[str]:
    """Say up to where the sources reach, or the replay, if it was stopped."""
    record, speech = plan.history.record, plan.speech
    if record is None:
        return
    if plan.history.until is not None:
        yield speech.say("figure.stopped", moment=speech.moment(record.end - 1))
    else:
        day = speech.day(local(record.end - 1, plan.history.zone).date())
        yield speech.say("figure.last-source", day=day)


def _flags(plan: Plan) -> Iterator[str]:
    """Say which events have a flag, by what rule, and what the colours of the rail mean."""
    if not plan.flagged:
        return
    speech = plan.speech
    shown, share = len(plan.flagged), ""
    if plan.without_flag:
        share = " " + speech.say("figure.share", shown=shown, all=shown + plan.without_flag)
    if plan.lanes:
        rule = "figure.flags-more" if len(plan.tracks) > 1 else "figure.flags-first"
        yield speech.say(rule, track=_name(plan, plan.tracks[0]), share=share)
        yield speech.say("figure.rail")
    if any(key in plan.history.chronology.figure.flags for key in _flagged(plan)):
        yield speech.say("figure.flags-chosen")


def _flagged(plan: Plan) -> Iterator[str]:
    return (step.event.id for step in plan.flagged)


def _share(plan: Plan) -> Iterator[str]:
    if plan.without_flag:
        yield plan.speech.say("figure.without-flag", count=plan.without_flag)


def _events(plan: Plan) -> Iterator[str]:
    speech = plan.speech
    outside = len(plan.history.steps) - len(plan.steps)
    if outside:
        yield speech.say("figure.outside", events=speech.say("figure.some-events", count=outside))
    if unmoved := _unmoved(plan):
        yield speech.say("figure.unmoved", events=speech.say("figure.some-events", count=unmoved))


def _unmoved(plan: Plan) -> int:
    """Count the events that no report says happened and that are not drawn as due."""
    drawn = {event.id for event, _ in plan.dues}
    return sum(event.id not in drawn for event, _ in plan.history.unmoved)


def _tracks(plan: Plan) -> Iterator[str]:
    moved, still = list[str](), list[str]()
    for track in plan.history.tracks:
        if track not in plan.told_tracks:
            (moved if len(plan.history.spans(track)) > 1 else still).append(track)
    if moved:
        yield plan.speech.say("figure.tracks-left-out", tracks=_listed(plan, moved))
    if still:
        yield plan.speech.say("figure.tracks-still", tracks=_listed(plan, still))


def _counted(plan: Plan, left: _Left) -> Iterator[str]:
    """Say how much is not drawn or not named."""
    history, speech = plan.history, plan.speech
    moved = [track for track in history.tracks if len(history.spans(track)) > 1]
    outside = len(history.steps) - len(plan.steps)
    not_drawn = {
        "figure.some-events": _unmoved(plan) - plan.dues_left + outside,
        "figure.some-dues": plan.dues_left,
        "figure.some-tracks": len(set(moved) - plan.told_tracks),
        "figure.some-measures": len(history.chronology.measures) - len(plan.series),
        "figure.some-values": sum(one.outside for one in plan.series),
    }
    not_named = {
        "figure.some-flags": plan.without_flag,
        "figure.some-stays": sum(left.stays.values()),
        "figure.some-values": sum(left.values.values()),
    }
    for key, counts in (("figure.not-drawn", not_drawn), ("figure.not-named", not_named)):
        said = [speech.say(word, count=count) for word, count in counts.items() if count > 0]
        if said:
            yield speech.say(key, things=speech.listed(said))


def _stays(plan: Plan, left: _Left) -> Iterator[str]:
    speech = plan.speech
    for track, count in left.stays.items():
        if count:
            stays = speech.say("figure.some-stays", count=count)
            yield speech.say("figure.no-room", track=_name(plan, track), stays=stays)
    if plan.dues_left:
        dues = speech.say("figure.some-dues", count=plan.dues_left)
        yield speech.say("figure.not-drawn", things=dues)


def _doubts(plan: Plan) -> Iterator[str]:
    """Say where lanes tell only one course of several, and why."""
    speech = plan.speech
    if plan.history.order_assumed:
        yield speech.say("figure.order-assumed")
    names = [lane.name for lane in plan.lanes.values() if lane.unclear]
    if names:
        reason = "figure.denied-or-open" if plan.disputed else "figure.order-open"
        yield speech.say(reason, tracks=speech.chained("figure.comma", names))


def _terms(plan: Plan) -> Iterator[str]:
    if plan.parties:
        yield plan.speech.say("figure.terms-said")


def _measures(plan: Plan, left: _Left) -> Iterator[str]:
    speech = plan.speech
    drawn = {one.key: one for one in plan.series}
    if any(point.joined for one in drawn.values() for point in one.points):
        yield speech.say("figure.measures-said")
    for key, one in drawn.items():
        if one.outside:
            yield speech.say("figure.values-outside", measure=one.name, count=one.outside)
        if count := left.values.get(key):
            yield speech.say("figure.values-unlabelled", measure=one.name, count=count)
    measures = plan.history.chronology.measures
    names = [speech.name(measure) for key, measure in measures.items() if key not in drawn]
    if names:
        yield speech.say("figure.measures-left", measures=speech.chained("figure.comma", names))


def _name(plan: Plan, track: str) -> str:
    return plan.lanes[track].name


def _listed(plan: Plan, tracks: Iterable[str]) -> str:
    """Name tracks, the copies of one counted together."""
    counts: dict[str, int] = {}
    for track in tracks:
        name, heading = track_label(plan.history, track, plan.speech)
        counts[heading or name] = counts.get(heading or name, 0) + 1
    names = [name if n == 1 else f"{name}{JOINT}({n})" for name, n in counts.items()]
    return plan.speech.chained("figure.comma", names)
