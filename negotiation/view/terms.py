"""Work out who said what last on each issue: a lane of terms for each party.

A history in, parties out. A term is a stay of an issue's track, told of the party whose word led
there; it holds until somebody's next word on the issue.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
    """Give the sides that spoke on an issue, in the order in which they first did.

    A lane is called after whoever spoke most often; a term of others of that side names them.
    """
    courses = {
        track: course(history, track, whole, numbers, speech) for track in copies(history, "issues")
    }
    words: dict[str, list[_Word]] = {}
    for track, stay in sorted(_told(courses), key=lambda told: told[1].rising):
        if lasts_into(stay.span, part):
            said_by = history.chronology.events[stay.span.events[0]].who.by
            for side, speakers in _sides(history, said_by).items():
                words.setdefault(side, []).append(_Word(track, stay, speakers))
    made = []
    for told in words.values():
        often = Counter(word.speakers for word in told).most_common(1)[0][0]
        terms = tuple(_terms(history, told, often, courses, numbers, speech))
        made.append(Party(_named(history, often, speech), terms))
    return tuple(made)


@dataclass(frozen=True, slots=True)
class _Word:
    """What some actors of one side said on an issue, as the stay of its track."""

    track: str
    stay: Stay
    speakers: tuple[str, ...]


def _told(courses: Mapping[str, Course]) -> Iterator[tuple[str, Stay]]:
    for track, one in courses.items():
        yield from ((track, stay) for stay in one.stays if not stay.is_initial)


def _sides(history: History, actors: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Put actors together by side; one without a side stands for itself, nobody for "unsaid"."""
    sides: dict[str, tuple[str, ...]] = {}
    for key in actors:
        side = history.chronology.actors[key].side or key
        sides[side] = (*sides.get(side, ()), key)
    return sides or {"": ()}


def _named(history: History, speakers: Iterable[str], speech: Speech) -> str:
    names = [speech.name(history.chronology.actors[key]) for key in speakers]
    return speech.listed(names) if names else speech.say("figure.nobody-named")


def _terms(
    history: History,
    told: Iterable[_Word],
    often: tuple[str, ...],
    courses: Mapping[str, Course],
    numbers: Mapping[str, int],
    speech: Speech,
) -> Iterator[Term]:
    """Tell in one term what the same speakers said at once on several issues, on the same word."""
    together: dict[object, list[_Word]] = {}
    for word in told:
        span = word.stay.span
        sources = history.sources_of(span.events)
        base = word.track.partition("/")[0]
        same = (base, span.state, word.stay.rising, word.stay.falling, word.speakers, sources)
        together.setdefault(same, []).append(word)
    for members in together.values():
        first = members[0].stay
        events = tuple(dict.fromkeys(key for word in members for key in word.stay.span.events))
        said = _said(history, members, speech)
        if members[0].speakers != often:
            by = _named(history, members[0].speakers, speech)
            said = speech.say("figure.term-of", term=said, speakers=by)
        if any(_is_unclear(courses[word.track], word.stay) for word in members):
            said = speech.say("figure.not-certain", term=said)
        yield Term(
            with_sources(history, said, events, numbers, speech),
            first.rising,
            first.falling,
            first.span.end is not None,
            tuple(word.track for word in members),
            events,
        )


def _said(history: History, members: Sequence[_Word], speech: Speech) -> str:
    """Give the state and the issues: "Demanded: Guarantees; Safe passage"."""
    names = [_issue(history, word.track, speech) for word in members]
    key = members[0].stay.span.state
    state = history.chronology.tracks()[members[0].track].states[key]
    issues = speech.chained("figure.semicolon", names)
    return speech.say("figure.term", state=speech.name(state) or key, issues=issues)


def _issue(history: History, track: str, speech: Speech) -> str:
    own = track.partition("/")[2]
    return plain(speech.name(history.chronology.issues[own]))


def _is_unclear(one: Course, stay: Stay) -> bool:
    first, last = stay.rising[0], stay.falling[1]
    return any(start < last and end > first for start, end in one.unclear)
