"""Not known: where the sources end, what dates leave open, and what nobody reported."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from negotiation.brief.case import Case
from negotiation.brief.content import Line, Part, shortened
from negotiation.dates import DAY, MINUTE, Window
from negotiation.history import Step

HOUR = 3600
WIDE = DAY + HOUR  # the longest day, that on which clocks go back
RIVALS = 3  # events named whose order with another one is open


def unknown(case: Case) -> Part:
    """Give what is not known, the end of the sources first."""
    lines = (
        *_end(case),
        *_only_inferred(case),
        *_perhaps_later(case),
        *_never_reported(case),
        *_orders(case),
        *_stretches(case),
        *_wide(case),
    )
    return Part("unknown", case.say("unknown"), lines)


def _end(case: Case) -> Iterator[Line]:
    record, stop = case.history.record, case.stop
    if stop is not None:
        yield Line(("", case.say("stopped", moment=case.speech.moment(stop))))
    elif record is not None:
        yield Line(("", case.say("after", moment=case.speech.moment(record.end - 1))))
    else:
        yield Line(("", case.say("no-end" if case.history.steps else "no-events")))


def _only_inferred(case: Case) -> Iterator[Line]:
    for step in case.turns:
        if not case.asserting(step.event.id):
            text = case.say("dated", event=case.told(step.event.id), when=_when(case, step))
            yield Line((case.say("not-reported"), text), 1)


def _perhaps_later(case: Case) -> Iterator[Line]:
    """Give the turns that may have come only after the moment at which the brief stops."""
    for step in case.turns:
        if not case.is_over(step):
            text = case.say("dated", event=case.told(step.event.id), when=_when(case, step))
            yield Line((case.say("perhaps-later"), text), 1)


def _when(case: Case, step: Step) -> str:
    return case.speech.window(step.window)


def _never_reported(case: Case) -> Iterator[Line]:
    """Give the tracks that no event concerns, the copies of one together."""
    topic = case.say("never-reported" if case.stop is None else "not-reported-by-then")
    names: dict[str, list[str]] = {}
    for track in case.history.tracks:
        if not any(True for _ in case.history.outcomes(track)):
            names.setdefault(case.heading(track), []).append(case.own_name(track))
    for heading, copies in names.items():
        listed = case.speech.listed(copies) if any(copies) else ""
        text = case.say("kept-for", track=heading, name=listed) if listed else heading
        yield Line((topic, shortened(text)), 1)


# --- order ---------------------------------------------------------------------------------------


def _orders(case: Case) -> Iterator[Line]:
    """Give the events whose order is open and decides what they did, each pair once a track."""
    if case.history.order_assumed:
        yield Line((case.say("order"), case.say("assumed")), 1)
    told = set[tuple[str, frozenset[str]]]()
    for event, tracks in case.effects.items():
        decided: dict[tuple[str, ...], list[str]] = {}
        for track, outcomes in tracks.items():
            pairs = {key: (track, frozenset((key, event))) for key in _rivals(case, event, track)}
            others = tuple(key for key, pair in pairs.items() if pair not in told)
            if len(outcomes) > 1 and others:
                told |= set(pairs.values())
                decided.setdefault(others, []).append(track)
        for others, moved in decided.items():
            yield Line((case.say("order"), _order(case, event, others, moved)), 2)


def _rivals(case: Case, event: str, track: str) -> Iterator[str]:
    """Give the events that may move a track, and may come before another one or after it."""
    order = case.history.readings.relations
    for other, done in case.effects.items():
        if other == event or not any(outcome.moved for outcome in done.get(track, ())):
            continue
        if not order.in_sequence(event, other) and not order.in_sequence(other, event):
            yield other


def _order(case: Case, event: str, others: Sequence[str], tracks: Iterable[str]) -> str:
    shown = [case.told(key, quoted=True) for key in others[:RIVALS]]
    more = len(others) - RIVALS
    return case.say(
        "order-decides",
        event=case.told(event, quoted=True),
        others=case.speech.listed([*shown, *_others(case, more)], "or"),
        tracks=case.speech.listed([case.track(track) for track in tracks]),
    )


def _others(case: Case, more: int) -> Iterator[str]:
    if more > 0:
        yield case.say("others", count=more)


# --- states and dates ----------------------------------------------------------------------------


def _stretches(case: Case) -> Iterator[Line]:
    """Give the stretches of the main tracks in which several states stand, short ones together."""
    short = dict[str, int]()
    for track in case.main_tracks:
        for start, end, states in _open(case, track):
            if end - start > WIDE:
                when = case.speech.bounds(Window(_settled(start), _settled(end)))
                text = case.say("either", states=case.states(track, states), when=when)
                yield Line((case.track(track), text), 3)
            else:
                short[track] = short.get(track, 0) + 1
    if short:
        tracks = case.speech.listed([case.track(track) for track in short])
        yield Line(("", case.say("short", count=sum(short.values()), tracks=tracks)), 5)


def _settled(moment: int) -> int:
    """Give the full minute from which something is settled; see `wording.boundary`."""
    return moment + 1 if moment % MINUTE == MINUTE - 1 else moment


def _open(case: Case, track: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Give the stretches in which a track may be in several states, each with these states."""
    record = case.history.record
    if record is None:
        return
    changes = case.history.readings.changes(track)
    inside = [moment for moment in changes if record.start < moment < record.end]
    since, before = record.start, tuple(case.history.readings.at(track, record.start))
    for moment in [*inside, record.end]:
        states = tuple(case.history.readings.at(track, moment)) if moment < record.end else ()
        if set(states) != set(before):
            if len(before) > 1:
                yield since, moment, before
            since, before = moment, states


def _wide(case: Case) -> Iterator[Line]:
    for step in case.turns:
        low, high = step.window.earliest, step.window.latest
        if low is None or high is None or high - low > WIDE:
            text = case.say("when-open", event=case.told(step.event.id))
            yield Line((_when(case, step), text), 4)
