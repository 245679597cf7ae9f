"""Rows of what was coded, for as_csv.py: reports, sources, measures, names, details, notes.

A history in, rows out. Texts in several languages are told in English, else in any.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from negotiation.chronology import Chronology
from negotiation.coded import Label, Named
from negotiation.dates import Dating, Window
from negotiation.evidence import Lag, paragraphs_text
from negotiation.exchange.as_json import iso
from negotiation.history import History
from negotiation.measure import Value

DATE = ["earliest", "latest", "text"]
COLUMNS = {
    "details": ["event", "detail", "value"],
    "sources": ["source", "label", "outlet", "title", "author", "url", "archived", "accessed",
                *(f"published-{c}" for c in DATE), "published-inferred", "language", "wire"],
    "measures": ["measure", "label", "unit", "victims", "about-percent", "value-id", "value",
                 "at-least", "more-than", "about", "between-low", "between-high", "times-of",
                 "times-factor", "words", *(f"as-of-{c}" for c in DATE), "source", "paragraphs",
                 "by", "attributed-to", "facts"],
    "names": ["list", "name", "label", "side", "tracked", "aliases", "spokespersons"],
    "notes": ["sort", "events", "reports", "measures", "sources", "names", "text", "because",
              "paragraphs", "by", "when", "facts"],
}  # fmt: skip
NOTE = COLUMNS["notes"]


def english(label: Label) -> str:
    """Give a text in English, else in any language; none for none."""
    return label.get("en") or next(iter(label.values()), "")


def ends(history: History, window: Window) -> list[Any]:
    """Give both ends of a window, None where it is open."""
    moments = (window.earliest, window.latest)
    return [None if moment is None else iso(history, moment) for moment in moments]


def words_of_time(chronology: Chronology) -> Iterator[tuple[str, str]]:
    """Give what the words of time mean: hours of the day, seconds on either side, months."""
    words = chronology.words
    for word, hours in words.parts.items():
        yield word, "-".join(f"{second // 3600:02}:{second // 60 % 60:02}" for second in hours)
    if words.about is not None:
        yield "about", f"{words.about} seconds"
    yield from ((f"about-{part}", f"{wide} seconds") for part, wide in words.around.items())
    for season, (first, last) in words.seasons.items():
        yield season, f"months {first}-{last}"


def _date(history: History, dating: Dating) -> list[Any]:
    window = dating.window(history.zone, history.chronology.words)
    return [*ends(history, window), dating.text]


def _several(texts: Iterable[str]) -> str:
    """Put free texts in one cell: they may hold spaces, which part ids."""
    return "; ".join(texts)


def _reports(history: History) -> Iterator[list[Any]]:
    chronology = history.chronology
    for event, report in chronology.reports():
        key = event.key_of(report)
        yield [
            key, event.id, report.source, paragraphs_text(report.paragraph), report.by,
            report.modality, report.kind, report.when.text if report.when else None,
            report.after, report.before, report.lag.of if report.lag else None, report.inferred,
            report.timezone, *_lengths(report.lag), key not in history.left_out,
            report.coder or event.coder or chronology.coder,
        ]  # fmt: skip


def _lengths(lag: Lag | None) -> list[Any]:
    return [lag.about, lag.tolerance, lag.at_least, lag.at_most] if lag else [None] * 4


def _details(history: History) -> Iterator[list[Any]]:
    for event in history.chronology.events.values():
        yield from ([event.id, detail, value] for detail, value in event.details.items())


def _sources(history: History) -> Iterator[list[Any]]:
    for key, source in history.chronology.sources.items():
        yield [
            key, english(source.label), source.outlet, source.title, _several(source.author),
            source.url, source.archived, source.accessed.text if source.accessed else None,
            *_date(history, source.published), source.published_inferred, source.language,
            _several(source.wire),
        ]  # fmt: skip


def _measures(history: History) -> Iterator[list[Any]]:
    for key, measure in history.chronology.measures.items():
        for value in measure.values:
            yield [
                key, english(measure.label), measure.unit, measure.victims, measure.about,
                value.id, *_numbers(value), english(value.words), *_date(history, value.as_of),
                value.source, paragraphs_text(value.paragraph), value.by, value.attributed_to,
                value.facts,
            ]  # fmt: skip


def _numbers(value: Value) -> list[Any]:
    times = [value.times.of, value.times.factor] if value.times else [None, None]
    between: list[Any] = list(value.between) or [None, None]
    return [value.value, value.at_least, value.more_than, value.about, *between, *times]


def _lists(chronology: Chronology) -> dict[str, Mapping[str, Named]]:
    return {
        "actors": chronology.actors,
        "places": chronology.places,
        "issues": chronology.issues,
        "third-parties": chronology.third_parties,
    }


def _names(history: History) -> Iterator[list[Any]]:
    for name, things in _lists(history.chronology).items():
        for key, thing in things.items():
            aliases, spoken = (getattr(thing, one, ()) for one in ("aliases", "spokespersons"))
            yield [
                name, key, english(thing.label), getattr(thing, "side", None),
                getattr(thing, "tracked", None), _several(aliases), _several(spoken),
            ]  # fmt: skip


# --- notes ---------------------------------------------------------------------------------------


def _notes(history: History) -> Iterator[list[Any]]:
    chronology = history.chronology
    told = (*_remarks(chronology), *_decisions(chronology), *_own_notes(chronology))
    yield from ([note.get(column) for column in NOTE] for note in told)


def _remarks(chronology: Chronology) -> Iterator[dict[str, Any]]:
    """Give what stays open, what the setting was, and what was left uncoded."""
    for note in chronology.notes:
        text = english(note.text)
        yield {"sort": "open", "events": note.about, "measures": note.measures,
               "sources": note.sources, "text": text}  # fmt: skip
    for item in chronology.background:
        yield {"sort": "background", "sources": item.source, "text": english(item.text),
               "paragraphs": paragraphs_text(item.paragraph), "by": item.by,
               "when": item.when.text if item.when else None, "facts": item.facts,
               "because": english(item.note)}  # fmt: skip
    for left in chronology.left_uncoded:
        yield {"sort": "left-uncoded", "sources": left.source, "text": english(left.what),
               "because": english(left.because), "facts": left.facts,
               "paragraphs": paragraphs_text(left.paragraph)}  # fmt: skip


def _decisions(chronology: Chronology) -> Iterator[dict[str, Any]]:
    for item in chronology.set_aside:
        yield {"sort": "set-aside", "reports": item.report, "because": item.because}
    for names in chronology.not_the_same:
        yield {"sort": "not-the-same", "names": names}
    for kept in chronology.acknowledged:
        text = " ".join((kept.code, *kept.about))
        yield {"sort": "acknowledged", "text": text, "because": kept.because}


def _own_notes(chronology: Chronology) -> Iterator[dict[str, Any]]:
    """Give the notes that stand beside events, reports, sources, measures, values and names."""
    for where, label in _noted(chronology):
        if label:
            yield {"sort": "note", **where, "text": english(label)}


def _noted(chronology: Chronology) -> Iterator[tuple[dict[str, Any], Label]]:
    for key, event in chronology.events.items():
        yield {"events": key}, event.note
        for report in event.reports:
            yield {"events": key, "reports": event.key_of(report)}, report.note
    for key, source in chronology.sources.items():
        yield {"sources": key}, source.note
    for key, measure in chronology.measures.items():
        yield {"measures": key}, measure.note
        for value in measure.values:
            yield {"measures": key, "sources": value.source}, value.note
    for things in _lists(chronology).values():
        for key, thing in things.items():
            yield {"names": key}, getattr(thing, "note", {})


ROWS: Mapping[str, Callable[[History], Iterator[list[Any]]]] = {
    "reports": _reports,
    "details": _details,
    "sources": _sources,
    "measures": _measures,
    "names": _names,
    "notes": _notes,
}
