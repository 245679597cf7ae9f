"""When: what is done with what was read. Replay it, or replay a changed copy of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from negotiation.dates import Dating
from negotiation.errors import UnknownName
from negotiation.gherkin.asked import Step
from negotiation.gherkin.grammar import grammar
from negotiation.gherkin.sentences.guards import check_two
from negotiation.gherkin.talks import Talks
from negotiation.gherkin.values import Answer, Length
from negotiation.near import quoted
from negotiation.readings import Until
from negotiation.whatif import Bring, Insert, LeaveOut, Move, PutBack, Settle, Swap


def all_events(talks: Talks) -> None:
    """Replay every event."""
    talks.replay()


def up_to(talks: Talks, when: Dating) -> None:
    """Replay the events up to the end of a day, or up to a moment."""
    talks.replay(Until.at(talks.moment(when)))


def up_to_event(talks: Talks, event: str) -> None:
    """Replay the events before one of them."""
    talks.replay(Until.before(event))


def up_to_including(talks: Talks, event: str) -> None:
    """Replay the events before one of them, and that one."""
    talks.replay(Until.through(event))


def left_out(talks: Talks, event: str) -> None:
    """Replay as if an event had not happened."""
    talks.change(LeaveOut(event))


def moved(talks: Talks, event: str, when: Dating) -> None:
    """Replay as if an event had happened at another time."""
    talks.change(Move(event, when, talks.zone_name))


def moves_to(talks: Talks, track: str, state: str, when: Dating) -> None:
    """Replay as if something had led a track to a state."""
    talks.change(Bring(track, state, when, talks.zone_name))


def put_back(talks: Talks, event: str, length: Length) -> None:
    """Replay as if an event had happened later."""
    talks.change(PutBack(event, length.seconds))


def swapped(talks: Talks, one: str, other: str) -> None:
    """Replay as if two events had changed places in time."""
    check_two(one, other)
    talks.change(Swap(one, other))


def settled(talks: Talks, issue: str, answer: Answer, when: Dating) -> None:
    """Replay as if an issue had been accepted or rejected."""
    talks.change(Settle(issue, answer, when, talks.zone_name))


def added(talks: Talks, rows: Sequence[Mapping[str, str]]) -> None:
    """Replay with events that no source reports."""
    read = grammar(talks.words.language).when
    for row in rows:
        talks.change(
            Insert(
                row["event"] or None,
                row["kind"],
                read(row["when"]),
                issues=_names(row.get("issues", "")),
                places=_names(row.get("places", "")),
                third_parties=_names(row.get("third-parties", "")),
                details=_details(row.get("details", "")),
                timezone=talks.zone_name,
            )
        )


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())


def _details(text: str) -> tuple[tuple[str, str], ...]:
    """Read "scale: wide, by: night". Raises UnknownName for one without a value, or said twice."""
    found: dict[str, str] = {}
    for part in _names(text):
        key, _, value = map(str.strip, part.partition(":"))
        if not value:
            raise UnknownName(f"the detail {quoted(part)} has no value; write scale: wide")
        if key in found:
            raise UnknownName(f"the detail {quoted(key)} is said twice; write it once")
        found[key] = value
    return tuple(found.items())


WHENS = (
    Step("all-events", "when", "replaying", "all events are replayed",
         "Replays the whole record; every claim after it is about that.",
         "all events are replayed", all_events),
    Step("up-to", "when", "replaying", "events are replayed up to {when}",
         "Replays what happened by the end of that day, or by that moment; the record ends there.",
         "events are replayed up to 4 July 2018", up_to),
    Step("up-to-event", "when", "replaying", "events are replayed up to the event {name}",
         "Replays what happened before that event; ask for the last known state after it.",
         'events are replayed up to the event "talks-resume"', up_to_event,
         names=("event",)),
    Step("up-to-including", "when", "replaying",
         "events are replayed up to and including the event {name}",
         "Replays what happened before that event, and that event.",
         'events are replayed up to and including the event "talks-resume"', up_to_including,
         names=("event",)),
    Step("left-out", "when", "varying", "the event {name} is left out",
         "What if it had not happened? A copy is changed; the record stays at hand.",
         'the event "new-round-offered" is left out', left_out,
         names=("event",)),
    Step("moved", "when", "varying", "the event {name} is moved to {when}",
         "What if it had happened then? What is reported of its time no longer counts.",
         'the event "talks-resume" is moved to 8 July 2018', moved,
         names=("event",)),
    Step("moves-to", "when", "varying", "(the ){name} moves to {name} on/at/in {when}",
         "What if something had led a track to this state then?",
         'the "process" moves to "agreed" on 5 July 2018', moves_to,
         names=("track", "state")),
    Step("put-back", "when", "varying", "the event {name} is put back by {duration}",
         "What if it had happened so much later, as vaguely as it is reported?",
         'the event "talks-resume" is put back by 24 hours', put_back,
         names=("event",)),
    Step("swapped", "when", "varying", "the events {name} and {name} change places",
         "What if each had happened when the other did?",
         'the events "ultimatum" and "wednesday-session" change places', swapped,
         names=("event", "event")),
    Step("settled", "when", "varying", "the issue {name} had been {answer} on/at/in {when}",
         "What if an issue had been accepted, or rejected, then?",
         'the issue "arms-sequencing" had been accepted on 4 July 2018', settled,
         names=("issue",)),
    Step("added", "when", "varying", "these events are added:",
         "What if these had happened too? A table with | event | kind | when |, and where they "
         "are needed | issues | places | third parties | details |.",
         "these events are added:", added,
         needs=("event", "kind", "when", "issues?", "places?", "third-parties?", "details?"),
         rows=({"event": "envoys-meet", "kind": "talks-held", "when": "3 July 2018"},)),
)  # fmt: skip
