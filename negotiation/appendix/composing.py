"""Compose an appendix: a chronology in, its events with a note for each report out.

Every report has a note, those that are set aside too. What has no row is counted.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from negotiation import __version__
from negotiation.appendix.content import Appendix, Listed, Row, Voice
from negotiation.appendix.relations import relations
from negotiation.chronology import Chronology
from negotiation.coded import Named
from negotiation.dates import Window, zone
from negotiation.event import Event
from negotiation.evidence import Report, Source, paragraphs_text
from negotiation.history import History
from negotiation.replay import replay
from negotiation.view.apart import set_apart
from negotiation.view.citing import plain
from negotiation.view.dated import say_date
from negotiation.view.reference import brief_reference, closed, reference
from negotiation.view.sides import withheld
from negotiation.view.speech import Speech, speech
from negotiation.view.texts import shown

COLUMNS = ("when", "what", "kind", "who")


def appendix_of(
    chronology: Chronology,
    language: str = "en",
    *,
    file: str = "",
    digest: str = "",
    whole: Chronology | None = None,
) -> Appendix:
    """Give the appendix of a chronology, in English, French or Arabic.

    `file` and `digest` tell a reader which text it was made from; `whole` is the chronology before
    sources were left out. Quotations are in it if the chronology was loaded with them.
    Raises TooTangled, and NegotiationError for an unknown language.
    """
    spoken = speech(language, zone(chronology.timezone))
    maker = _Maker(chronology, replay(chronology), spoken)
    rows = tuple(map(maker.row, maker.events))
    gone = [one for key, one in (whole or chronology).sources.items() if key not in maker.numbers]
    return Appendix(
        language=spoken.code,
        direction=spoken.direction,
        title=maker.say("title", title=maker.fit(spoken.label(chronology.title))),
        lines=tuple(maker.lines()),
        columns=tuple(maker.say(f"column-{column}") for column in COLUMNS),
        between=spoken.say("figure.semicolon", before="", after=""),
        rows=rows,
        notes_title=maker.say("notes"),
        notes=tuple(maker.notes),
        sources_title=maker.say("sources"),
        sources=tuple(maker.sources()),
        left_title=maker.say("not-here"),
        left=tuple(maker.left(gone)),
        foot=tuple(maker.foot(file, digest)),
    )


@dataclass(frozen=True)
class _Maker:
    """A chronology, its history and a language, and the notes that its rows have made so far."""

    chronology: Chronology
    history: History
    speech: Speech

    @cached_property
    def notes(self) -> list[str]:
        return []

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each source, in the order of the file."""
        return {key: number for number, key in enumerate(self.chronology.sources, 1)}

    @cached_property
    def set_aside(self) -> dict[str, str]:
        """Why each report that the coder does not use is set aside."""
        return {key: one.because for one in self.chronology.set_aside for key in one.report}

    @cached_property
    def events(self) -> list[Event]:
        """Every event in the order of the replay, which keeps what reports say of it.

        One that moves nothing stands before the first with a later middle of its window; what has
        no date, or is not in use, stands at the end.
        """
        told = [(step.event.id, _middle(step.window)) for step in self.history.steps]
        for event, window in self.history.unmoved:
            middle = _middle(window)
            place = next((n for n, (_, other) in enumerate(told) if other > middle), len(told))
            told.insert(place, (event.id, middle))
        keys = dict.fromkeys([*(key for key, _ in told), *self.chronology.events])
        return [self.chronology.events[key] for key in keys]

    def say(self, key: str, **values: object) -> str:
        """Give a text of the section `appendix` of the language."""
        return self.speech.say(f"appendix.{key}", **values)

    def fit(self, text: str) -> str:
        """Give a text of the file on one line, with nothing in it that steers."""
        return set_apart(shown(plain(text)), self.speech.direction)

    def name(self, thing: Named | None, key: str) -> str:
        """Give the name of a thing, else its id."""
        return (self.fit(self.speech.name(thing)) if thing is not None else "") or key

    def quoted(self, text: str) -> str:
        return self.speech.say("brief.quoted", text=self.fit(text))

    def event(self, key: str) -> str:
        """Give what another event is called, in quotation marks."""
        return self.quoted(self.name(self.chronology.events.get(key), key))

    # --- rows ---------------------------------------------------------------------------------

    def row(self, event: Event) -> Row:
        """Give the row of an event, and make its notes."""
        kind = self.chronology.model.kinds.get(event.kind)
        return Row(
            when=_capital(self.when(event)),
            what=self.name(event, event.id),
            marks=tuple(self.marks(event)),
            kind=self.name(kind, event.kind),
            voices=tuple(self.voices(event)),
        )

    def when(self, event: Event) -> str:
        """Give its date as written and, marked, as computed; of one not in use, as written."""
        if event.id in self.history.chronology.events:
            return self.speech.when(self.history, event.id)
        dates = [say_date(self.speech, one.when) for one in event.reports if one.when is not None]
        return self.speech.listed(dict.fromkeys(dates), "or") or self.speech.say("date.undated")

    def marks(self, event: Event) -> Iterator[str]:
        """Say whether it is disputed, inferred or never reported; and what the coder notes."""
        yield from self.status(event)
        if event.note:
            yield self.fit(self.speech.label(event.note))

    def status(self, event: Event) -> Iterator[str]:
        used = self.history.chronology.events.get(event.id)
        if used is None:
            yield self.say("not-used")
            return
        if used.is_disputed:
            yield self.say("disputed")
        if not any(used.sourced()):
            yield self.say("inferred")
        elif not used.is_actual:
            yield self.say("not-happened")

    def voices(self, event: Event) -> Iterator[Voice]:
        """Give who says so, each once, with the notes on their reports."""
        notes: dict[str, list[int]] = {}
        for report in event.reports:
            self.notes.append(self.note(event, report))
            notes.setdefault(self.voice(report), []).append(len(self.notes))
        for name, numbers in notes.items():
            yield Voice(name, tuple(numbers))

    def voice(self, report: Report) -> str:
        """Give to whom a report is attributed, else its outlet, else that the coder infers it."""
        if report.by:
            return self.actors(report.by)
        if report.source is None or report.inferred:
            return self.speech.say("brief.coder")
        source = self.chronology.sources.get(report.source)
        return report.source if source is None else self.fit(source.outlet)

    def actors(self, keys: Iterable[str]) -> str:
        actors = self.chronology.actors
        return self.speech.listed(self.name(actors.get(key), key) for key in keys)

    # --- notes --------------------------------------------------------------------------------

    def note(self, event: Event, report: Report) -> str:
        """Give a note: source and paragraph, whose word it is, how and when; then what is noted."""
        told = self.speech.chained("figure.semicolon", self.told(event, report))
        remark = closed(self.fit(self.speech.label(report.note))) if report.note else ""
        return " ".join(filter(None, (closed(_capital(told)), remark)))

    def told(self, event: Event, report: Report) -> Iterator[str]:
        if report.source is not None:
            yield self.cited(report.source, paragraphs_text(report.paragraph))
        if report.by:
            yield self.say("attributed", actors=self.actors(report.by))
        if report.modality != "actual":
            yield self.speech.say(f"page.modality-{report.modality}")
        if report.kind not in {None, event.kind}:
            kind = self.name(self.chronology.model.kinds.get(report.kind or ""), report.kind or "")
            yield self.speech.say("page.says-it-was", kind=kind)
        if report.when is not None:
            yield self.speech.say("page.says-when", date=self.date(report))
        if report.inferred:
            yield self.speech.say("page.inferred-because", why=self.fit(report.inferred))
        yield from relations(report, self.event, self.speech)
        if event.key_of(report) in self.history.left_out:
            yield self.say("date-not-used")
        if report.key in self.set_aside:
            yield self.say("set-aside-because", why=self.fit(self.set_aside[report.key]))
        if report.quotation:
            yield self.quoted(report.quotation)
        if report.translation:
            yield self.say("translated", text=self.quoted(report.translation))

    def cited(self, key: str, place: str) -> str:
        known = self.chronology.sources.get(key)
        source = key if known is None else brief_reference(known, self.speech)
        number = self.numbers.get(key, "?")
        if not place:
            return self.say("cited", number=number, source=source)
        return self.say("cited-at", number=number, source=source, place=place)

    def date(self, report: Report) -> str:
        """Give the date that a report has, with its zone if it has one of its own."""
        assert report.when is not None  # noqa: S101  asked for where there is one
        said = say_date(self.speech, report.when)
        if report.timezone is None:
            return said
        return self.speech.say("date.noted", date=said, note=report.timezone)

    # --- around the table ---------------------------------------------------------------------

    def lines(self) -> Iterator[str]:
        """Give what is said above the table."""
        yield self.say("about")
        yield self.say("order")
        yield self.speech.say("figure.times", zone=self.chronology.timezone)
        if any(report.quotation or report.translation for _, report in self.chronology.reports()):
            yield self.say("private")
        if not self.chronology.events:
            yield self.say("no-event")

    def sources(self) -> Iterator[Listed]:
        """Give the list of sources."""
        for key, source in self.chronology.sources.items():
            text = reference(source, self.speech, addresses=False)
            number = self.say("source-number", number=self.numbers[key])
            archived = self.say("archived", address="").strip() if source.archived else ""
            note = self.say("noted", text=self.fit(self.speech.label(source.note)))
            told = closed(note) if source.note else ""
            yield Listed(number, text, source.url or "", source.archived or "", archived, told)

    def left(self, gone: Iterable[Source]) -> Iterator[str]:
        """Count what the sources say and the table does not; name the sources not read."""
        chronology = self.chronology
        values = sum(len(measure.values) for measure in chronology.measures.values())
        for key, number in (
            ("left-uncoded", len(chronology.left_uncoded)),
            ("background", len(chronology.background)),
            ("values", values),
            ("open", len(chronology.notes)),
            ("set-aside", len(self.set_aside)),
        ):
            if number:
                yield self.say(key, number=number)
        if hidden := withheld(chronology, self.speech):
            yield hidden
        names = [brief_reference(one, self.speech) for one in gone]
        if names:
            yield self.speech.say("brief.not-read", sources=self.speech.listed(names))

    def foot(self, file: str, digest: str) -> Iterator[str]:
        """Say what it was made with, and from which text."""
        if file:
            told = {"version": __version__, "file": self.fit(file), "digest": digest}
            yield self.speech.say("brief.made-from", **told)
        else:
            yield self.speech.say("brief.made", version=__version__)


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _middle(window: Window) -> float:
    """Give the middle of a window, else the end that is known; undated ones come last."""
    ends = [end for end in (window.earliest, window.latest) if end is not None]
    return sum(ends) / len(ends) if ends else math.inf
