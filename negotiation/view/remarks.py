"""Say in words what a timeline shows, what it leaves out and whom it cites.

A plan in, sentences out. Draws nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from negotiation.dates import MONTHS, local
from negotiation.history import History
from negotiation.view.citing import JOINT, SUPERSCRIPTS, plain
from negotiation.view.plan import Plan
from negotiation.view.selection import track_label
from negotiation.wording import day

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def title(history: History) -> str:
    """Give the chronology's own title."""
    titles = history.chronology.title
    return plain(titles.get("en") or next(iter(titles.values()), "") or history.chronology.name)


def subtitle(plan: Plan) -> str:
    """Say what is drawn."""
    if not plan.history.steps:
        return "No report says that anything happened: there is nothing to draw."
    tracks = len(plan.tracks)
    states = f" and the states of {_number(tracks)} track{'' if tracks == 1 else 's'}"
    return (
        f"Reported events{states if tracks else ''}, {_days(plan)}. "
        "States are the coder’s reading of the reports; raised numbers name the sources."
    )


def _days(plan: Plan) -> str:
    """Give the days drawn: "19 June–6 July 2018"."""
    ends = (plan.range.start, plan.range.end - 1)
    first, last = (local(moment, plan.history.zone).date() for moment in ends)
    if first == last:
        return day(last)
    if first.year != last.year:
        return f"{day(first)} to {day(last)}"
    if first.month != last.month:
        return f"{first.day} {MONTHS[first.month - 1]}–{day(last)}"
    return f"{first.day}–{day(last)}"


def references(plan: Plan) -> str:
    """List the sources by their numbers."""
    cited = "; ".join(
        f"{str(number).translate(SUPERSCRIPTS)}{JOINT}{_reference(plan.history, key)}"
        for key, number in plan.sources.items()
    )
    return f"Sources: {cited}." if cited else ""


def _reference(history: History, key: str) -> str:
    source = history.chronology.sources[key]
    inferred = " (date inferred)" if source.published_inferred else ""
    return plain(source.name() or key) + inferred


def remarks(plan: Plan, unlabelled: Mapping[str, int]) -> str:
    """Say everything else that a reader must know; `unlabelled` counts stays by track."""
    if not plan.history.steps:
        return ""
    return " ".join(
        (
            *_time(plan.history),
            *_flags(plan),
            *_events(plan),
            *_tracks(plan),
            *_stays(plan.history, unlabelled),
            *_order(plan),
        )
    )


def _time(history: History) -> Iterator[str]:
    yield f"Times are those of {history.chronology.timezone}."
    if history.record is not None:
        end = day(local(history.record.end - 1, history.zone).date())
        yield f"The last source was published on {end}; what came after it is not known here."


def _flags(plan: Plan) -> Iterator[str]:
    if not plan.flagged:
        return
    rule = f"that move {track_label(plan.history, plan.tracks[0])[0]}"
    if len(plan.tracks) > 1:
        rule += " or at least two of the tracks drawn"
    if plan.without_flag:
        rule += f" ({len(plan.flagged)} of {len(plan.flagged) + plan.without_flag})"
    yield f"Flags tell the events {rule}; all others stand on the rail only."
    yield "A mark on the rail has the colour of the first track that the event moves, or is grey."


def _events(plan: Plan) -> Iterator[str]:
    outside = len(plan.history.steps) - len(plan.steps)
    if outside:
        yield f"Outside the days drawn: {_count(outside, 'event')}; lanes with a point go on there."
    if plan.history.unmoved:
        count = _count(len(plan.history.unmoved), "event")
        yield f"Not drawn: {count} announced, scheduled or denied, which no report says happened."


def _tracks(plan: Plan) -> Iterator[str]:
    moved, still = list[str](), list[str]()
    for track in plan.history.tracks:
        if track not in plan.tracks:
            (moved if len(plan.history.spans(track)) > 1 else still).append(track)
    if moved:
        yield f"Tracks not drawn: {_listed(plan.history, moved)}."
    if still:
        yield f"Tracks that nothing moved: {_listed(plan.history, still)}."


def _stays(history: History, unlabelled: Mapping[str, int]) -> Iterator[str]:
    for track, count in unlabelled.items():
        if count:
            yield f"{track_label(history, track)[0]}: no room to name {_count(count, 'stay')}."


def _order(plan: Plan) -> Iterator[str]:
    if plan.history.order_assumed:
        yield "The order of the events is assumed: by the middles of their windows."
    names = [lane.name for lane in plan.lanes.values() if lane.unclear]
    if names:
        yield (
            "Dates leave the order of some events open; lanes show one order, and are dotted "
            f"where another allows other states ({', '.join(names)})."
        )


def _listed(history: History, tracks: Iterable[str]) -> str:
    """Name tracks, the copies of one counted together."""
    counts: dict[str, int] = {}
    for track in tracks:
        name, heading = track_label(history, track)
        counts[heading or name] = counts.get(heading or name, 0) + 1
    return ", ".join(name if n == 1 else f"{name}{JOINT}({n})" for name, n in counts.items())


def _count(number: int, what: str) -> str:
    return f"{_number(number)} {what}{'' if number == 1 else 's'}"


def _number(number: int) -> str:
    return NUMBERS[number] if number < len(NUMBERS) else f"{number:,}"
