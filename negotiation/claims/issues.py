"""Claims about issues: who raised one, and which were open at a moment.

The track of an issue is the model's first one that is kept for each of the issues.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from negotiation.chronology import Chronology
from negotiation.claims.judgement import Judgement, Verdict, after, judged
from negotiation.errors import NotReported, UnknownName
from negotiation.history import History
from negotiation.model import Track
from negotiation.near import did_you_mean, listing, quoted
from negotiation.readings import Order, Seen, fold


def issue_track(chronology: Chronology, issue: str) -> str:
    """Name the track that follows an issue. Raises UnknownName, with the issues there are."""
    key = chronology.model.kept_for("issues")
    if key is None:
        raise UnknownName(f"the model of this chronology follows no issues, nor {quoted(issue)}")
    if issue not in chronology.issues:
        near = did_you_mean(issue, chronology.issues)
        known = f" The issues are: {listing(chronology.issues)}" if near.endswith("?") else ""
        raise UnknownName(f"there is no issue {quoted(issue)}; {near}{known}")
    return f"{key}/{issue}"


def raised_by(history: History, issue: str, actor: str) -> Judgement:
    """Judge whether the event that first moved an issue was done by an actor.

    Where no event moves it, nobody raised it. Raises UnknownName.
    """
    track = issue_track(history.chronology, issue)
    actors = history.chronology.actors
    if actor not in actors:
        raise UnknownName(f"there is no actor {quoted(actor)}; {did_you_mean(actor, actors)}")

    initial = history.start[track]

    def see(first: str, seen: Seen) -> str:
        return first or (seen.event if after(seen, track, initial) != initial else "")

    events = history.chronology.events
    ended = fold(history.readings, [track], (), "", see)
    by = {first: events[first].who.by if first else () for first in ended}
    told = (f"{quoted(key)} by {listing(by[key])}" if key else "no event raises it" for key in by)
    answers: dict[bool, Order] = {}
    for first, order in ended.items():
        answers.setdefault(actor in by[first], order)
    return judged(answers, " or ".join(sorted(told)))


def issues_open(history: History, issues: Iterable[str], moment: int) -> Judgement:
    """Judge whether just these issues were open at a moment, in seconds UTC.

    An issue is open once it was raised, and until it comes to a state that the model calls
    settled or final. Raises UnknownName; NotReported outside the record and without any issue.
    """
    chronology = history.chronology
    claimed = {issue_track(chronology, issue) for issue in issues}
    if not chronology.issues:
        raise NotReported("the chronology lists no issues")
    if history.record is None or not history.record.covers(moment):
        raise NotReported("which issues were open is not reported: the record does not cover it")
    tracks = {issue_track(chronology, issue): issue for issue in chronology.issues}
    followed = chronology.track(next(iter(tracks)))
    may = {
        track: {_is_open(followed, state) for state in history.readings.at(track, moment)}
        for track in tracks
    }
    found = _found({issue: may[track] for track, issue in tracks.items()})
    if any((track in claimed) not in answers for track, answers in may.items()):
        return Judgement(Verdict.NEVER, found)
    undecided = [track for track, answers in may.items() if len(answers) > 1]
    if not undecided:
        return Judgement(Verdict.ALWAYS, found)
    ended = _fold(history, followed, {track: track in claimed for track in undecided}, moment)
    return judged(ended, found)


def _fold(
    history: History, followed: Track, claimed: Mapping[str, bool], moment: int
) -> dict[bool, Order]:
    """Say whether each of these tracks is open at a moment, or not, as claimed: jointly."""

    def see(now: tuple[str, ...] | bool, seen: Seen) -> tuple[str, ...] | bool:
        if isinstance(now, bool):
            return now
        if seen.mark is not None:
            pairs = zip(now, claimed.values(), strict=True)
            return all(_is_open(followed, state) == asked for state, asked in pairs)
        return tuple(after(seen, track, state) for track, state in zip(claimed, now, strict=True))

    start: tuple[str, ...] | bool = tuple(history.start[track] for track in claimed)
    ended = fold(history.readings, claimed, [moment], start, see)
    return {value is True: order for value, order in ended.items()}


def _is_open(track: Track, state: str) -> bool:
    """Say whether an issue in a state has been raised and not settled."""
    declared = track.states[state]
    return state != track.initial and not declared.settled and not declared.final


def _found(may: Mapping[str, set[bool]]) -> str:
    """Say which issues are open, and which possibly so."""
    surely = [issue for issue, answers in may.items() if answers == {True}]
    possibly = [issue for issue, answers in may.items() if len(answers) > 1]
    told = [f"open: {', '.join(surely) or 'none'}"]
    told += [f"possibly open: {', '.join(possibly)}"] if possibly else []
    return "; ".join(told)
