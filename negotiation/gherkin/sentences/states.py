"""Then, about states: at a moment, over a stretch, how long, how often, in which sequence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from negotiation import claims
from negotiation.claims import Judgement, Stage
from negotiation.dates import Dating
from negotiation.gherkin.asked import Asked, Step, Told
from negotiation.gherkin.grammar import grammar
from negotiation.gherkin.sentences.guards import Vacuous, check_between, check_number
from negotiation.gherkin.talks import Talks
from negotiation.gherkin.values import OPEN, Bound, Length, Polarity, Went
from negotiation.near import quoted

Rows = Sequence[Mapping[str, str]]


def was_on(talks: Talks, track: str, _polarity: Polarity, state: str, when: Dating) -> Asked:
    """Ask for a track's state at the end of a day, or at a clock time."""
    return _at(talks, track, state, when)


def open_on(talks: Talks, track: str, state: str, when: Dating) -> Asked:
    """Ask whether the sources leave a track's state open."""
    return _at(talks, track, state, when)


def _at(talks: Talks, track: str, state: str, when: Dating) -> Asked:
    moment = talks.moment(when)
    judged = claims.was(talks.history, track, state, moment)
    found = talks.history.track_at(track, moment)
    stretch = talks.stretch(when)
    told = Told(track, state, moment == stretch[1], found.certain, found.possible)
    notes = _changed_that_day(talks, track, when) if talks.tells_end_of_day(when) else ()
    return Asked(judged, (track,), stretch=stretch, state=told, notes=notes)


def _changed_that_day(talks: Talks, track: str, when: Dating) -> tuple[str, ...]:
    """Say it if a state changed, or may have, during the day that was asked for."""
    history, (first, last) = talks.history, talks.stretch(when)
    if history.record is None:
        return ()
    changes = [m for m in history.readings.changes(track) if first < m <= last]
    moments = [m for m in (first, *changes, last) if history.record.covers(m)]
    found = list(dict.fromkeys(history.track_at(track, moment).words for moment in moments))
    if len(found) < 2:
        return ()
    return (talks.words.say("changed-that-day", states=" → ".join(found)),)


def throughout(talks: Talks, track: str, _polarity: Polarity, state: str, when: Dating) -> Asked:
    """Ask whether a track was in a state during all of a day or longer."""
    stretch = talks.stretch(when)
    return Asked(
        claims.throughout(talks.history, track, state, *stretch), (track,), stretch=stretch
    )


def at_some_point(talks: Talks, track: str, _polarity: Polarity, state: str, when: Dating) -> Asked:
    """Ask whether a track was in a state at some moment of a day or longer."""
    stretch = talks.stretch(when)
    judged = claims.at_some_point(talks.history, track, state, *stretch)
    return Asked(judged, (track,), stretch=stretch)


def never(talks: Talks, track: str, _never: None, state: str) -> Asked:
    """Ask whether a track was at no moment in a state."""
    return Asked(claims.never_was(talks.history, track, state), (track,))


def last_known(talks: Talks, track: str, _polarity: Polarity, state: str) -> Asked:
    """Ask for the last state that the record tells."""
    return Asked(claims.last_known(talks.history, track, state), (track,))


def record_ends(talks: Talks, when: Dating) -> Asked:
    """Ask when the sources end."""
    return Asked(claims.record_ends(talks.history, talks.window(when)))


def could_be(talks: Talks, when: Dating, track: str, rows: Rows) -> Asked:
    """Ask for all states in which a track may have been."""
    states = [row["state"] for row in rows]
    judged = claims.could_be(talks.history, track, states, talks.moment(when))
    return Asked(judged, (track,), stretch=talks.stretch(when))


# --- how long, how often -------------------------------------------------------------------------


def lasted_at_least(
    talks: Talks, track: str, _polarity: Polarity, state: str, length: Length
) -> Asked:
    """Ask whether the longest stay lasted so long."""
    check_number(length.seconds)
    judged = claims.lasted_at_least(talks.history, track, state, length.seconds)
    return Asked(judged, (track,))


def lasted_at_most(
    talks: Talks, track: str, _polarity: Polarity, state: str, length: Length
) -> Asked:
    """Ask whether no stay lasted longer."""
    judged = claims.lasted_at_most(talks.history, track, state, length.seconds)
    return Asked(judged, (track,))


def lasted_between(
    talks: Talks, track: str, _polarity: Polarity, state: str, least: Length, most: Length
) -> Asked:
    """Ask whether the longest stay lasted so long and no longer."""
    check_between(least, most)
    judged = claims.lasted_between(talks.history, track, state, least.seconds, most.seconds)
    return Asked(judged, (track,))


def times(
    talks: Talks, track: str, _polarity: Polarity, state: str, bound: Bound, count: int
) -> Asked:
    """Ask how often a track was in a state."""
    if bound == "at_least" or count < 0:
        check_number(count)
    least = 0 if bound == "at_most" else count
    most = None if bound == "at_least" else count
    return Asked(claims.times(talks.history, track, state, least, most), (track,))


# --- in which sequence ---------------------------------------------------------------------------


def went_through(talks: Talks, track: str, rows: Rows) -> Asked:
    """Ask for the whole sequence of a track's states."""
    read = grammar(talks.words.language).when
    if rows and rows[0].get("from"):
        raise Vacuous("the first state is where the model starts: leave its `from` empty")
    stages = [
        Stage(row["state"], talks.window(read(row["from"])) if row.get("from") else None)
        for row in rows
    ]
    return Asked(claims.went_through(talks.history, track, stages), (track,))


def went(talks: Talks, track: str, how: Went, first: str, then: str) -> Asked:
    """Ask whether a track came from one state to another."""
    judged = claims.went(talks.history, track, first, then, directly=how.directly)
    return Asked(judged, (track,))


def never_together(talks: Talks, one: str, other: str, first: str, second: str) -> Asked:
    """Ask whether two tracks were never in two states at once."""
    if one == other:
        raise Vacuous(f"{quoted(one)} is in one state at a time; name two tracks")
    judged: Judgement = claims.never_together(talks.history, one, other, first, second)
    return Asked(judged, (one, other))


STATES = (
    Step("was-on", "then", "states", "(the ){name} {was} {name} on/at/in {when}",
         "The state of a track at the end of that day, or at that clock time.",
         'the "process" was "suspended" on 4 July 2018', was_on,
         names=("track", "state")),
    Step("throughout", "then", "states", "(the ){name} {was} {name} throughout {when}",
         "The state of a track at every moment of that day, or of that part of it.",
         'the "ceasefire" was "in-effect" throughout 1 July 2018', throughout,
         names=("track", "state")),
    Step("at-some-point", "then", "states", "(the ){name} {was} {name} at some point on/in {when}",
         "A state in which a track was at some moment of that day, or of that part of it.",
         'the "hostilities" were "intense" at some point on 4 July 2018', at_some_point,
         names=("track", "state")),
    Step("never", "then", "states", "(the ){name} {never-was} {name}",
         "A state in which a track was at no moment of the record.",
         'the "phase" was never "settlement"', never,
         names=("track", "state")),
    Step("last-known", "then", "states", "the last known {name} {was} {name}",
         "The last state that the record tells of a track, wherever the record ends.",
         'the last known "ceasefire" was "broken"', last_known,
         names=("track", "state")),
    Step("record-ends", "then", "states", "the record ends on {when}",
         "The day on which the last source in use was published.",
         "the record ends on 6 July 2018", record_ends),
    Step("could-be", "then", "states", "on/at/in {when}(,) (the ){name} could be any of:",
         "All states in which a track may have been then, no more and no fewer. A table with "
         "| state |.",
         'on 4 July 2018 at 15:00 the "process" could be any of:', could_be, needs=("state",),
         rows=({"state": "negotiating"}, {"state": "suspended"}),
         names=("track",)),
    Step("open-on", "then", "states",
         "the sources leave open whether (the ){name} was/were {name} on/at/in {when}",
         "It is so in some orders and timings that the sources allow, and not in others.",
         'the sources leave open whether the "process" was "suspended" on 4 July 2018 at 16:00',
         open_on, accepts=OPEN,
         names=("track", "state")),
    Step("lasted-at-least", "then", "states", "(the ){name} {was} {name} for at least {duration}",
         "How long the longest uninterrupted stay of a track in a state lasted, at the least.",
         'the "ceasefire" was "in-effect" for at least 3 days', lasted_at_least,
         names=("track", "state")),
    Step("lasted-at-most", "then", "states", "(the ){name} {was} {name} for at most {duration}",
         "How long the longest uninterrupted stay of a track in a state lasted, at the most.",
         'the "ceasefire" was "in-effect" for at most 4 days', lasted_at_most,
         names=("track", "state")),
    Step("lasted-between", "then", "states",
         "(the ){name} {was} {name} for between {duration} and {duration}",
         "How long the longest uninterrupted stay of a track in a state lasted.",
         'the "ceasefire" was "in-effect" for between 3 days and 4 days', lasted_between,
         names=("track", "state")),
    Step("times", "then", "sequences", "(the ){name} {was} {name} {bound} {int} time(s)",
         "How many separate stays of a track in a state there were; say exactly, at least or "
         "at most.",
         'the "session" was "ended-without-agreement" exactly 2 times', times,
         names=("track", "state")),
    Step("went-through", "then", "sequences", "(the ){name} went through these states:",
         "The whole sequence of a track's states. A table with | state | from |; where `from` is "
         "empty, only the order is claimed.",
         'the "phase" went through these states:', went_through, needs=("state", "from?"),
         rows=({"state": "before", "from": ""}, {"state": "offensive", "from": "19 June 2018"}),
         names=("track",)),
    Step("went", "then", "sequences", "(the ){name} {went} from {name} to {name}",
         "A track was in one state and later in another: directly, if nothing came between; "
         "or never.",
         'the "process" went from "suspended" to "negotiating"', went,
         names=("track", "state", "state")),
    Step("never-together", "then", "sequences",
         "(the ){name} and (the ){name} were never {name} and {name} at the same time",
         "Two states of two tracks that never coincided.",
         'the "ceasefire" and the "hostilities" were never "in-effect" and "intense" '
         "at the same time", never_together,
         names=("track", "track", "state", "state")),
)  # fmt: skip
