"""Chronology: one coded story, and the part of it that some sources or some day allow.

Values only. Reading a file: see load. What the dates add up to: see bounds.py.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import reduce
from typing import Annotated, Any, Final, Literal, TypeVar

from pydantic import (
    BeforeValidator,
    Field,
    InstanceOf,
    PrivateAttr,
    WithJsonSchema,
)

from negotiation.coded import Acknowledged, Coded, Id, Ids, Label, Text, refuse
from negotiation.dates import Words, local, zone
from negotiation.errors import DateError, UnknownName
from negotiation.event import Event
from negotiation.evidence import (
    Actor,
    Background,
    LeftUncoded,
    Note,
    Place,
    Report,
    SetAside,
    Source,
    Topic,
    ZoneName,
)
from negotiation.figure import Figure
from negotiation.measure import Measure
from negotiation.model import Model, Track
from negotiation.near import did_you_mean, listing, quoted
from negotiation.origins import origins
from negotiation.withholding import Withheld

FORMAT: Final = "negotiation-chronology/1"


def _as_words(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    try:
        return reduce(lambda words, item: words.meaning(*item), value.items(), Words({}))
    except DateError as error:
        raise refuse(error.code, error.message, error.hint) from None


WordsOfTime = Annotated[
    InstanceOf[Words],
    BeforeValidator(_as_words),
    WithJsonSchema(
        {
            "type": "object",
            "additionalProperties": {"type": "string"},
            "description": "What words of time mean: {afternoon: 12–18, about: PT15M, "
            "about-day: P1D, summer: June–August}",
        }
    ),
]


class Chronology(Coded):
    """A coded story: sources, actors, places, events, measures, and the model it is read with."""

    format: Literal["negotiation-chronology/1"] = FORMAT
    name: Id = ""
    title: Label
    definition: Label = Field(default_factory=dict, description="What the chronology covers")
    model: Annotated[
        InstanceOf[Model],
        WithJsonSchema(
            {"type": "string", "description": "A model file in this folder, or a shipped model"}
        ),
    ]
    timezone: ZoneName
    coder: Text | None = Field(None, description="Who coded it, by initials or role")
    words: WordsOfTime = Words({})
    issues: dict[Id, Topic] = Field(default_factory=dict)
    third_parties: dict[Id, Topic] = Field(default_factory=dict)
    places: dict[Id, Place] = Field(default_factory=dict)
    not_the_same: tuple[Ids, ...] = Field((), description="Places easily taken for one another")
    actors: dict[Id, Actor] = Field(default_factory=dict)
    sources: dict[Id, Source]
    events: dict[Id, Event] = Field(default_factory=dict)
    measures: dict[Id, Measure] = Field(default_factory=dict)
    figure: Figure = Figure()
    background: tuple[Background, ...] = ()
    left_uncoded: tuple[LeftUncoded, ...] = ()
    notes: tuple[Note, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    acknowledged: tuple[Acknowledged, ...] = Field(
        (), description="Findings of `validate` that are kept, with the reason"
    )

    _withheld: Withheld = PrivateAttr(Withheld())

    @property
    def withheld(self) -> Withheld:
        """How much of the file is confidential, and therefore not in here."""
        return self._withheld

    def having_withheld(self, withheld: Withheld) -> Chronology:
        """Note how much was taken out before it was made, and give it."""
        self._withheld = withheld
        return self

    def tracks(self) -> dict[str, Track]:
        """Give every track by name, the copies for issues, places and third parties included."""
        return self.model.tracks_for(self.topics())

    def topics(self) -> dict[str, tuple[str, ...]]:
        """Give the names under each heading for which a model may keep tracks."""
        return {
            "issues": tuple(self.issues),
            "places": tuple(key for key, place in self.places.items() if place.tracked),
            "third-parties": tuple(self.third_parties),
        }

    def report_ids_set_aside(self) -> frozenset[str]:
        """Give the ids of the reports that the coder does not use."""
        return frozenset(key for item in self.set_aside for key in item.report)

    def in_use(self) -> Chronology:
        """Give the chronology without the reports that were set aside."""
        return self.without_reports(self.report_ids_set_aside())

    def without_reports(self, keys: Collection[str]) -> Chronology:
        """Give the chronology without the reports of these keys; see `Report.key`."""
        if not keys:
            return self
        return self._keeping(lambda report: report.key not in keys)

    def reports(self) -> Iterator[tuple[Event, Report]]:
        """Give every report with its event, in the order of the file."""
        for event in self.events.values():
            for report in event.reports:
                yield event, report

    def source_ids(self) -> tuple[str, ...]:
        """Give the sources that a report or a measure in use rests on, in the file's order."""
        used = {report.source for _, report in self.reports()}
        used |= {v.source for measure in self.measures.values() for v in measure.values}
        return tuple(key for key in self.sources if key in used)

    def published(self, source: str) -> int:
        """Give the last second of the day on which a source was published, in seconds UTC."""
        latest = self.sources[source].published.window(zone(self.timezone), self.words).latest
        return (latest if latest is not None else 2**40) - 1

    # --- chosen sources, and the second clock -------------------------------------------------

    def known_by(self, moment: int) -> Chronology:
        """Keep what was published by that moment, in seconds UTC."""
        return self._with_sources(key for key in self.sources if self.published(key) <= moment)

    def only(self, names: Iterable[str]) -> Chronology:
        """Keep what these sources say. Raises UnknownName for a name that matches nothing."""
        return self._with_sources(self.sources_named(names))

    def without(self, names: Iterable[str]) -> Chronology:
        """Leave out what these sources say. Raises UnknownName for a name that matches nothing."""
        gone = self.sources_named(names)
        return self._with_sources(key for key in self.sources if key not in gone)

    def supported(self, least: int, *, independent: bool) -> Chronology:
        """Keep the events that at least so many reports in use support; the others go with theirs.

        Independent ones are counted by whom they are attributed to, else by wire of origin.
        """
        kept = set[str]()
        for key, event in self.in_use().events.items():
            reports = list(event.supporting())
            if len(origins(reports, self.sources) if independent else reports) >= least:
                kept.add(key)
        events = {key: event for key, event in self.events.items() if key in kept}
        chosen = self.model_copy(update={"events": _without_loose_ends(events)})
        return chosen.model_copy(update=_told_of(self, chosen))

    def sources_named(self, names: Iterable[str]) -> set[str]:
        """Give the sources meant by each name: an id first, else an outlet or a wire.

        Raises UnknownName for a name that matches nothing.
        """
        found: set[str] = set()
        for name in names:
            folded = name.casefold()
            near = [
                key
                for key, source in self.sources.items()
                if folded in {source.outlet.casefold(), *(wire.casefold() for wire in source.wire)}
            ]
            if name in self.sources:
                near = [name]
            if not near:
                outlets = sorted({source.outlet for source in self.sources.values()})
                raise UnknownName(
                    f"{quoted(name)} is no source, outlet or wire of this chronology; "
                    f"sources: {listing(self.sources)}; outlets: {listing(outlets)}"
                )
            found.update(near)
        return found

    def _with_sources(self, keys: Iterable[str]) -> Chronology:
        kept = set(keys)
        measures = {
            key: measure.model_copy(update={"values": values})
            for key, measure in self.measures.items()
            if (values := tuple(v for v in measure.values if v.source in kept))
        }
        chosen = self._keeping(lambda report: report.source is None or report.source in kept)
        chosen = chosen.model_copy(
            update={
                "sources": {key: source for key, source in self.sources.items() if key in kept},
                "measures": measures,
                "background": tuple(item for item in self.background if item.source in kept),
                "left_uncoded": tuple(
                    item for item in self.left_uncoded if item.source is None or item.source in kept
                ),
            }
        )
        return chosen.model_copy(update=_told_of(self, chosen))

    def _keeping(self, keep: Callable[[Report], bool]) -> Chronology:
        """Keep the reports that pass; an event that no source reports any more goes with them."""
        events: dict[str, Event] = {}
        for key, event in self.events.items():
            reports = tuple(report for report in event.reports if keep(report))
            had_source = any(report.source for report in event.reports)
            if reports and (not had_source or any(report.source for report in reports)):
                events[key] = event.model_copy(update={"reports": reports})
        return self.model_copy(update={"events": _without_loose_ends(events)})

    # --- looking things up ----------------------------------------------------------------------

    def event(self, key: str) -> Event:
        """Give an event by its id. Raises UnknownName, with the nearest ids."""
        return _look_up(self.events, key, "event")

    def track(self, key: str) -> Track:
        """Give a track by its name. Raises UnknownName, with the nearest names."""
        return _look_up(self.tracks(), key, "track")

    def last_day(self) -> str | None:
        """Give the day on which the last source in use was published, as YYYY-MM-DD."""
        ends = [self.published(key) for key in self.source_ids()]
        return f"{local(max(ends), zone(self.timezone)):%Y-%m-%d}" if ends else None


def _told_of(whole: Chronology, part: Chronology) -> dict[str, Any]:
    """Give the notes and decisions of the whole that speak only of what the part still holds.

    Whatever else they said would tell more than is read.
    """
    kept = {report.key for _, report in part.reports()}
    return {
        "notes": tuple(note for note in whole.notes if _is_told(note, part)),
        "set_aside": tuple(item for item in whole.set_aside if kept.intersection(item.report)),
    }


def _is_told(note: Note, part: Chronology) -> bool:
    return (
        all(key in part.events for key in note.about)
        and all(key in part.measures for key in note.measures)
        and all(key in part.sources for key in note.sources)
    )


def _without_loose_ends(events: Mapping[str, Event]) -> dict[str, Event]:
    """Drop relations to events that are gone: they stood on reports that are no longer read."""
    kept: dict[str, Event] = {}
    for key, event in events.items():
        reports = tuple(
            report.model_copy(
                update={
                    "after": tuple(other for other in report.after if other in events),
                    "before": tuple(other for other in report.before if other in events),
                    "lag": report.lag if report.lag and report.lag.of in events else None,
                }
            )
            for report in event.reports
        )
        kept[key] = event.model_copy(update={"reports": reports})
    return kept


_Kept = TypeVar("_Kept")


def _look_up(table: Mapping[str, _Kept], key: str, what: str) -> _Kept:
    if key not in table:
        raise UnknownName(f"there is no {what} {quoted(key)}; {did_you_mean(key, table)}")
    return table[key]
