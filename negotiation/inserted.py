"""What no source reports: an event inserted, or a track or an issue brought to a state by one.

A chronology in, a copy with one event more out. Recorded events stay as recorded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, count

from negotiation.chronology import Chronology
from negotiation.coded import ID
from negotiation.dates import Dating, zone
from negotiation.errors import UnknownName
from negotiation.event import Event
from negotiation.evidence import Report
from negotiation.history import History
from negotiation.knots import EVER, NEVER
from negotiation.machine import Configuration, Outcome
from negotiation.model import COLLECTIONS, Transition
from negotiation.near import did_you_mean, quoted
from negotiation.replay import replay

BECAUSE = "a what-if"
LONGEST_ID = 80
LONGEST = 76  # characters of an id, so that a number may follow


@dataclass(frozen=True, slots=True)
class Insert:
    """An event happened that no source reports; without an id it is called after its kind.

    The date is read in the chronology's time zone, unless another is given.
    """

    event: str | None
    kind: str
    when: Dating
    issues: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    third_parties: tuple[str, ...] = ()
    details: tuple[tuple[str, str], ...] = ()
    timezone: str | None = None

    def apply(self, chronology: Chronology) -> Chronology:
        """Give the copy with one event more."""
        _check(self.kind, chronology.model.kinds, "kind of event")
        for name in self.issues:
            _check(name, chronology.issues, "issue")
        for name in self.places:
            _check(name, chronology.places, "place")
        for name in self.third_parties:
            _check(name, chronology.third_parties, "third party")
        if self.event in chronology.events:
            raise UnknownName(f"there is an event {quoted(self.event)} already")
        return with_event(chronology, self.made(chronology))

    def made(self, chronology: Chronology) -> Event:
        """Give the event, under an id that is free.

        Raises UnknownName for what is no id, and for a detail without a value.
        """
        for name in filter(None, (self.event, *(key for key, _ in self.details))):
            _check_id(name)
        for key, value in self.details:
            if not value.strip():
                raise UnknownName(f"the detail {quoted(key)} has no value")
        return Event(
            id=self.event or _free(f"what-if-{self.kind}", chronology),
            label={"en": f"What if: {self.kind}"},
            kind=self.kind,
            issues=self.issues,
            places=self.places,
            third_parties=self.third_parties,
            details=dict(self.details),
            reports=(what_if_report(self.when, self.timezone),),
        )


def what_if_report(when: Dating, timezone: str | None) -> Report:
    """Give what dates an event of a what-if."""
    return Report(inferred=BECAUSE, when=when, timezone=timezone)


def _free(name: str, chronology: Chronology) -> str:
    """Give a name for an event that none has, so that a what-if may be made twice."""
    short = name[:LONGEST]
    numbered = (f"{short}-{number}" for number in count(2))
    return next(key for key in chain([short], numbered) if key not in chronology.events)


@dataclass(frozen=True, slots=True)
class Bring:
    """A track moved to a state, by an event that no source reports.

    The date is read in the chronology's time zone, unless another is given.
    """

    track: str
    state: str
    when: Dating
    timezone: str | None = None

    def apply(self, chronology: Chronology) -> Chronology:
        """Give the copy with an event of a kind that leads the track to the state.

        Of several kinds the one that does so from most configurations in which the record may
        then be, then the one that concerns the fewest tracks, then the first in the model.
        Raises UnknownName if there is no such track or state, or no kind that leads there then.
        """
        states = chronology.track(self.track).states
        if self.state not in states:
            hint = did_you_mean(self.state, states)
            raise UnknownName(f"the {quoted(self.track)} has no state {quoted(self.state)}; {hint}")
        inserts = list(self._inserts(chronology))
        if not inserts:
            goal = f"the {quoted(self.track)} to {quoted(self.state)}"
            raise UnknownName(f"no kind of event of this model leads {goal}")
        history = replay(chronology)
        machine, possible = history.readings.machine, self._possible(history)

        def led(insert: Insert) -> int:
            event = insert.made(chronology)
            met = (machine.meet(configuration, event) for configuration in possible)
            return sum(any(self._is_led(outcome) for outcome in outcomes) for outcomes in met)

        def concerned(insert: Insert) -> int:
            return len(machine.concerned(insert.made(chronology)))

        best = min(inserts, key=lambda insert: (-led(insert), concerned(insert)))
        if not led(best):
            raise UnknownName(self._not_foreseen(chronology, possible))
        return best.apply(chronology)

    def _not_foreseen(self, chronology: Chronology, possible: Sequence[Configuration]) -> str:
        """Say from where the state is foreseen, and where the record then has the track."""
        rules = [r for r in chronology.track(self.track).transitions if r.to == self.state]
        known = " or ".join(dict.fromkeys(map(_origin, rules)))
        now = " or ".join(dict.fromkeys(quoted(here[self.track]) for here in possible))
        goal = f"the {quoted(self.track)} to {quoted(self.state)}"
        return f"no kind of event leads {goal} then: it is foreseen from {known}, and it was {now}"

    def _inserts(self, chronology: Chronology) -> Iterator[Insert]:
        """Give an event for each kind that leads there, with what its transition asks of it."""
        name, _, copy = self.track.partition("/")
        track = chronology.model.tracks[name]
        issues, places, third_parties = (
            (copy,) if track.for_each == each else () for each in COLLECTIONS
        )
        event = _free(f"what-if-{copy or name}-{self.state}", chronology)
        for rule in track.transitions:
            for kind in rule.on if rule.to == self.state else ():
                details = tuple(rule.where.items())
                named = (issues, places, third_parties)
                yield Insert(event, kind, self.when, *named, details, self.timezone)

    def _possible(self, history: History) -> list[Configuration]:
        """Give the configurations in which the track and those tied to it may be at the date."""
        home = zone(self.timezone) if self.timezone else history.zone
        window = self.when.window(home, history.chronology.words)
        first = NEVER if window.earliest is None else window.earliest - 1
        last = EVER if window.latest is None else window.latest
        changes = history.readings.changes(self.track)
        moments = [first, *(moment for moment in changes if first < moment < last)]
        found = [c for m in moments for c in history.readings.configurations(self.track, m)]
        return [dict(items) for items in dict.fromkeys(tuple(c.items()) for c in found)]

    def _is_led(self, outcome: Outcome) -> bool:
        """Say whether the outcome has the track in the state, as the model foresees it."""
        there = outcome.track == self.track and outcome.after == self.state
        return there and outcome.deviation is None


def _origin(rule: Transition) -> str:
    """Say from which states a transition leads, and what else it asks of the tracks."""
    asks = [f"{track} {' or '.join(states)}" for track, states in rule.requires.items()]
    asks += [f"{track} not {' or '.join(states)}" for track, states in rule.unless.items()]
    return " or ".join(map(quoted, rule.from_)) + (f" with {', '.join(asks)}" if asks else "")


@dataclass(frozen=True, slots=True)
class Settle:
    """An issue came to a state, such as accepted or rejected, that no source reports.

    The date is read in the chronology's time zone, unless another is given.
    """

    issue: str
    state: str
    when: Dating
    timezone: str | None = None

    def apply(self, chronology: Chronology) -> Chronology:
        """Give the copy with an event that brings the issue to that state; see `Bring`."""
        _check(self.issue, chronology.issues, "issue")
        track = chronology.model.kept_for("issues")
        key = f"{track}/{self.issue}"
        return Bring(key, self.state, self.when, self.timezone).apply(chronology)


def with_event(chronology: Chronology, event: Event) -> Chronology:
    """Give the copy that holds this event, in place of one of the same id."""
    return chronology.model_copy(update={"events": {**chronology.events, event.id: event}})


def _check_id(name: str) -> None:
    """Raise UnknownName for what is no id."""
    if not re.fullmatch(ID, name) or len(name) > LONGEST_ID:
        hint = "write up to 80 lower-case letters a–z, digits and hyphens, such as envoys-meet"
        raise UnknownName(f"{quoted(name)} is not an id; {hint}")


def _check(name: str, known: Iterable[str], what: str) -> None:
    if name not in known:
        raise UnknownName(f"there is no {what} {quoted(name)}; {did_you_mean(name, known)}")
