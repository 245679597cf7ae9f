"""Work out who said what last on each issue: a lane of terms for each party.

A history in, parties out. A term is a stay of an issue's track, told of the party whose word led
there; it holds until somebody's next word on the issue.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from negotiation.history import History
from negotiation.view.citing import plain
from negotiation.view.selection import Range, copies, lasts_into
from negotiation.view.speech import Speech
from negotiation.view.stays import Course, Stay, course, with_sources

Moments = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Term:
    """What a party said on some issues: its label, and the windows of start and end.

    `ends` is false where the record ends first. The label says where another order of the events
    allows another state.
    """

    label: str
    rising: Moments
    falling: Moments
    ends: bool
    tracks: tuple[str, ...]
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Party:
    """A side of the talks: what it is called, and its terms in time."""

    name: str
    terms: tuple[Term, ...]

    @property
    def tracks(self) -> frozenset[str]:
        """The tracks of the issues that it spoke on."""
        return frozenset(track for term in self.terms for track in term.tracks)


def parties(
    history: History, whole: Range, part: Range, numbers: Mapping[str, int], speech: Speech
) -> tuple[Party, ...]:
    """Give the parties that spoke on an issue, in the order in which they first did."""
    courses = {
        track: course(history, track, whole, numbers, speech) for track in copies(history, "issues")
    }
    words: dict[str, list[tuple[str, Stay]]] = {}
    speakers: dict[str, dict[str, int]] = {}
    for track, stay in sorted(_told(courses), key=lambda told: told[1].rising):
        if not lasts_into(stay.span, part):
            continue
        said_by = history.chronology.events[stay.span.events[0]].who.by
        for side, actors in _sides(history, said_by).items():
            words.setdefault(side, []).append((track, stay))
            counts = speakers.setdefault(side, {})
            for actor in actors:
                counts[actor] = counts.get(actor, 0) + 1
    return tuple(
        Party(
            _named(history, speakers[side], speech),
            tuple(_terms(history, told, courses, numbers, speech)),
        )
        for side, told in words.items()
    )


def _told(courses: Mapping[str, Course]) -> Iterator[tuple[str, Stay]]:
    for track, one in courses.items():
        yield from ((track, stay) for stay in one.stays if not stay.is_initial)


def _sides(history: History, actors: Iterable[str]) -> dict[str, list[str]]:
    """Put actors together by side; one without a side stands for itself, nobody for "unsaid"."""
    sides: dict[str, list[str]] = {}
    for key in actors:
        sides.setdefault(history.chronology.actors[key].side or key, []).append(key)
    return sides or {"": []}


def _named(history: History, speakers: Mapping[str, int], speech: Speech) -> str:
    """Name the actors of a side, those that spoke most first."""
    if not speakers:
        return speech.say("figure.nobody-named")
    ranked = sorted(speakers, key=lambda key: -speakers[key])
    return speech.listed(speech.name(history.chronology.actors[key]) for key in ranked)


def _terms(
    history: History,
    told: Iterable[tuple[str, Stay]],
    courses: Mapping[str, Course],
    numbers: Mapping[str, int],
    speech: Speech,
) -> Iterator[Term]:
    """Tell in one term of issues that came into the same state, and left it, at the same times."""
    together: dict[object, list[tuple[str, Stay]]] = {}
    for track, stay in told:
        together.setdefault((stay.span.state, stay.rising, stay.falling), []).append((track, stay))
    for members in together.values():
        tracks = tuple(track for track, _ in members)
        first = members[0][1]
        events = tuple(dict.fromkeys(key for _, stay in members for key in stay.span.events))
        names = [_issue(history, track, speech) for track in tracks]
        state = history.chronology.tracks()[tracks[0]].states[first.span.state]
        issues = speech.chained("figure.semicolon", names)
        said = speech.say(
            "figure.term", state=speech.name(state) or first.span.state, issues=issues
        )
        if any(_is_unclear(courses[track], stay) for track, stay in members):
            said = speech.say("figure.other-orders", term=said)
        yield Term(
            with_sources(history, said, events, numbers, speech),
            first.rising,
            first.falling,
            first.span.end is not None,
            tracks,
            events,
        )


def _issue(history: History, track: str, speech: Speech) -> str:
    own = track.partition("/")[2]
    return plain(speech.name(history.chronology.issues[own]))


def _is_unclear(one: Course, stay: Stay) -> bool:
    first, last = stay.rising[0], stay.falling[1]
    return any(start < last and end > first for start, end in one.unclear)
