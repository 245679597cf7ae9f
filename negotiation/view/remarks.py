"""Say in words what a timeline shows, what it leaves out and whom it cites.

A plan in, sentences in its language out. Draws nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from negotiation.dates import local
from negotiation.view.citing import JOINT, SUPERSCRIPTS
from negotiation.view.plan import Plan
from negotiation.view.selection import track_label


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


def _reference(plan: Plan, key: str) -> str:
    source = plan.history.chronology.sources[key]
    name = plan.speech.name(source) or key
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
    if not plan.history.steps:
        return ""
    if brief:
        return " ".join((*_time(plan), *_order(plan), *_counted(plan)))
    return " ".join(
        (
            *_time(plan),
            *_flags(plan),
            *_events(plan),
            *_tracks(plan),
            *_stays(plan, unlabelled),
            *_order(plan),
            *_terms(plan),
            *_measures(plan, without_label or {}),
        )
    )


def _time(plan: Plan) -> Iterator[str]:
    history, speech = plan.history, plan.speech
    yield speech.say("figure.times", zone=history.chronology.timezone)
    if history.record is not None:
        end = speech.day(local(history.record.end - 1, history.zone).date())
        yield speech.say("figure.last-source", day=end)
    if plan.quiet is not None:
        yield speech.say("figure.quiet-said", factor=plan.quiet.factor)


def _flags(plan: Plan) -> Iterator[str]:
    if not plan.flagged:
        return
    speech = plan.speech
    shown, share = len(plan.flagged), ""
    if plan.without_flag:
        share = " " + speech.say("figure.share", shown=shown, all=shown + plan.without_flag)
    rule = "figure.flags-more" if len(plan.tracks) > 1 else "figure.flags-first"
    yield speech.say(rule, track=_name(plan, plan.tracks[0]), share=share)
    yield speech.say("figure.rail")


def _events(plan: Plan) -> Iterator[str]:
    speech = plan.speech
    outside, unmoved = len(plan.history.steps) - len(plan.steps), len(plan.history.unmoved)
    if outside:
        yield speech.say("figure.outside", events=speech.say("figure.some-events", count=outside))
    if unmoved:
        yield speech.say("figure.unmoved", events=speech.say("figure.some-events", count=unmoved))


def _tracks(plan: Plan) -> Iterator[str]:
    moved, still = list[str](), list[str]()
    for track in plan.history.tracks:
        if track not in plan.told_tracks:
            (moved if len(plan.history.spans(track)) > 1 else still).append(track)
    if moved:
        yield plan.speech.say("figure.tracks-left-out", tracks=_listed(plan, moved))
    if still:
        yield plan.speech.say("figure.tracks-still", tracks=_listed(plan, still))


def _counted(plan: Plan) -> Iterator[str]:
    """Say how much is not drawn or not named."""
    history, speech = plan.history, plan.speech
    moved = [track for track in history.tracks if len(history.spans(track)) > 1]
    counts = {
        "figure.some-events": len(history.unmoved) + len(history.steps) - len(plan.steps),
        "figure.some-tracks": len(set(moved) - plan.told_tracks),
        "figure.some-measures": len(history.chronology.measures) - len(plan.series),
    }
    left = [speech.say(key, count=count) for key, count in counts.items() if count > 0]
    if left:
        yield speech.say("figure.not-drawn", things=speech.listed(left))


def _stays(plan: Plan, unlabelled: Mapping[str, int]) -> Iterator[str]:
    speech = plan.speech
    for track, count in unlabelled.items():
        if count:
            stays = speech.say("figure.some-stays", count=count)
            yield speech.say("figure.no-room", track=_name(plan, track), stays=stays)


def _order(plan: Plan) -> Iterator[str]:
    speech = plan.speech
    if plan.history.order_assumed:
        yield speech.say("figure.order-assumed")
    names = [lane.name for lane in plan.lanes.values() if lane.unclear]
    if names:
        yield speech.say("figure.order-open", tracks=speech.chained("figure.comma", names))


def _terms(plan: Plan) -> Iterator[str]:
    if plan.parties:
        yield plan.speech.say("figure.terms-said")


def _measures(plan: Plan, without_label: Mapping[str, int]) -> Iterator[str]:
    speech = plan.speech
    drawn = {one.key: one for one in plan.series}
    if drawn:
        yield speech.say("figure.measures-said")
    for key, one in drawn.items():
        if one.outside:
            yield speech.say("figure.values-outside", measure=one.name, count=one.outside)
        if without_label.get(key):
            count = without_label[key]
            yield speech.say("figure.values-unlabelled", measure=one.name, count=count)
    left = [
        speech.name(measure)
        for key, measure in plan.history.chronology.measures.items()
        if key not in drawn
    ]
    if left:
        yield speech.say("figure.measures-left", measures=speech.chained("figure.comma", left))


def _name(plan: Plan, track: str) -> str:
    return track_label(plan.history, track, plan.speech)[0]


def _listed(plan: Plan, tracks: Iterable[str]) -> str:
    """Name tracks, the copies of one counted together."""
    counts: dict[str, int] = {}
    for track in tracks:
        name, heading = track_label(plan.history, track, plan.speech)
        counts[heading or name] = counts.get(heading or name, 0) + 1
    names = [name if n == 1 else f"{name}{JOINT}({n})" for name, n in counts.items()]
    return plan.speech.chained("figure.comma", names)
