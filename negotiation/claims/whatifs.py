"""Claims about a what-if beside the record: does a track differ, does the model still foresee it.

Two histories in. A model is asked, not history.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import permutations

from negotiation.claims.judgement import Judgement, Verdict, judged
from negotiation.errors import NotReported
from negotiation.history import History
from negotiation.model import COLLECTIONS
from negotiation.near import quoted
from negotiation.readings import Seen, fold


def differs(recorded: History, otherwise: History, track: str, moment: int) -> Judgement:
    """Judge whether a track is in another state than recorded at a moment, in seconds UTC.

    Certainly where no state is possible in both; never where the same one is certain in both, or
    where nothing that bears on it was changed; else possibly. Raises UnknownName, and NotReported
    outside the record.
    """
    for history in (recorded, otherwise):
        history.chronology.track(track)
    if any(h.record is None or not h.record.covers(moment) for h in (recorded, otherwise)):
        raise NotReported(f"the {quoted(track)} is not reported: the record does not cover it")
    one, other = (tuple(h.readings.at(track, moment)) for h in (recorded, otherwise))
    found = f"recorded: {_states(one)}; otherwise: {_states(other)}"
    if not set(one) & set(other):
        return Judgement(Verdict.ALWAYS, found)
    same = len({*one, *other}) == 1 or _bearing(recorded, track, moment) == _bearing(
        otherwise, track, moment
    )
    return Judgement(Verdict.NEVER if same else Verdict.SOMETIMES, found)


def _bearing(history: History, track: str, moment: int) -> tuple[object, ...]:
    """Give all that bears on a track up to a moment: events, their times and their order.

    Those of tracks that conditions tie to it are among them.
    """
    relations = history.readings.relations
    events = {
        event.id: event
        for cluster in history.readings.clusters_of([track])
        for event in cluster.events
        if relations.ranges[event.id][0] <= moment
    }
    what = {
        key: (e.kind, e.details, e.is_disputed, [set(e.names(each)) for each in COLLECTIONS])
        for key, e in events.items()
    }
    when = {key: relations.ranges[key] for key in events}
    pairs = list(permutations(sorted(events), 2))
    apart = [(relations.apart(*pair), relations.in_sequence(*pair)) for pair in pairs]
    return what, when, apart


def _states(states: Iterable[str]) -> str:
    possible = list(states)
    return possible[0] if len(possible) == 1 else "possibly " + " or ".join(possible)


def no_longer_takes_place(recorded: History, otherwise: History, event: str) -> Judgement:
    """Judge whether the model no longer foresees a recorded event, as the history is otherwise.

    Asked of the tracks that foresee it in some reading of the record: certainly where in every
    reading one of them does not foresee it any more, and where it is left out. Raises UnknownName,
    and NotReported if no report says that it happened, or a replay stops before it.
    """
    recorded.window_of(event)
    if recorded.step(event) is None:
        raise NotReported(f"no report says that {quoted(event)} happened")
    if event not in otherwise.chronology.events:
        return Judgement(Verdict.ALWAYS, f"no report in use tells of {quoted(event)}")
    otherwise.window_of(event)
    if otherwise.step(event) is None:
        return Judgement(Verdict.ALWAYS, f"{quoted(event)} is left out")
    effects = recorded.effects(event)
    tracks = [t for t, met in effects.items() if any(o.deviation is None for o in met)]
    if not tracks:
        why = "no track foresees it in the record either" if effects else "it concerns no track"
        return Judgement(Verdict.NEVER, why)

    def see(departed: bool, seen: Seen) -> bool:
        if seen.event != event:
            return departed
        met = (seen.outcomes[track] for track in tracks if track in seen.outcomes)
        return departed or any(outcome.deviation is not None for outcome in met)

    ended = fold(otherwise.readings, tracks, (), False, see)
    now = otherwise.effects(event)
    lost = [t for t in tracks if any(o.deviation is not None for o in now.get(t, ()))]
    found = f"no longer foreseen by {', '.join(lost)}" if lost else "every track still foresees it"
    return judged(ended, found)
