"""What is confidential in some data and what goes with it, and taking both out.

Plain data of a valid file in, changed in place; knows no texts, which masks.py reads.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any

from negotiation.withholding.plain import (
    ADDRESSES,
    LEAST,
    PRIVATE,
    Data,
    blocks,
    is_marked,
    lanes,
    listed,
    remove,
    strings,
)

STAND_IN = {"en": "Withheld", "fr": "Non communiqué", "ar": "محجوب"}
ROLES = ("by", "to", "with", "backed-by", "mediated-by")


@dataclass(frozen=True, slots=True)
class Withheld:
    """How many sources, reports, events, values, actors and places are in no output."""

    sources: int = 0
    reports: int = 0
    events: int = 0
    values: int = 0
    actors: int = 0
    places: int = 0
    private: int = 0  # quotations and translations, which the coders keep for themselves

    def __bool__(self) -> bool:
        return any(self.counts().values())

    def counts(self) -> dict[str, int]:
        """Give the numbers of what is confidential by what they count, zeros too."""
        names = (field.name for field in fields(self) if field.name != "private")
        return {name: getattr(self, name) for name in names}

    def text(self) -> str:
        """Say it in a sentence; an empty text if nothing is withheld."""
        told = [f"{n} {what[:-1] if n == 1 else what}" for what, n in self.counts().items() if n]
        return f"Withheld as confidential: {', '.join(told)}." if told else ""


class Gone:
    """What is confidential in some data, and what goes with it; takes it out of that data."""

    def __init__(self, data: Data, theirs: Gone | None = None) -> None:
        """Find it; what is marked in another coding, `theirs`, counts as marked here too."""
        self.data = data
        self.theirs = theirs
        self.marked: dict[str, Data] = {
            section: {
                key: block
                for key, block in blocks(data, section)
                if is_marked(block) or (theirs and key in theirs.marked[section])
            }
            for section in ("sources", "actors", "places")
        }
        self.reports: list[Any] = []
        self.events: dict[str, Any] = {}
        self.measures: dict[str, Any] = {}
        self.values = 0
        self.loose: dict[str, set[str]] = {section: set() for section in self.marked}
        self.report_ids: set[str] = set()
        self.value_ids: set[str] = set()
        self.cast = {section: _named(data, section) for section in self.marked}
        for key, event in blocks(data, "events"):
            self._sort_reports(key, event)

    def __bool__(self) -> bool:
        return bool(self.theirs or self.reports) or any(self.marked.values())

    @property
    def counted(self) -> Withheld:
        """How much was withheld."""
        return Withheld(
            sources=len(self._gone("sources")),
            reports=len(self.reports),
            events=len(self.events),
            values=self.values,
            actors=len(self._gone("actors")),
            places=len(self._gone("places")),
        )

    def _gone(self, section: str) -> set[str]:
        """Give what is marked in a section, and what nothing names any more without it."""
        return self.marked[section].keys() | self.loose[section]

    def _hides(self, block: Any) -> bool:
        theirs = self.theirs.reports if self.theirs else []
        return (
            is_marked(block)
            or block.get("source") in self.marked["sources"]
            or any(block.get("id") == report.get("id", "") for report in theirs)
        )

    def _sort_reports(self, key: str, event: Data) -> None:
        """Note the reports of an event that go, and the event if no source reports it any more."""
        reports = event.get("reports") or []
        kept = [report for report in reports if not self._hides(report)]
        if len(kept) == len(reports):
            return
        self.reports += [report for report in reports if self._hides(report)]
        had_source = any(report.get("source") for report in reports)
        if not kept or (had_source and not any(report.get("source") for report in kept)):
            self.events[key] = event
            self.reports += kept

    # --- taking out ---------------------------------------------------------------------------

    def withdraw(self) -> None:
        """Take everything confidential out of the data, and every mention of it by id."""
        self.report_ids = {report["id"] for report in self.reports if report.get("id")}
        self._stand_in()
        for section in ("sources", "places"):
            for key in self.marked[section]:
                del self.data[section][key]
        for key in self.events:
            del self.data["events"][key]
        for _, event in blocks(self.data, "events"):
            self._clear_event(event)
        self._clear_measures()
        for section in ("background", "left-uncoded"):
            self._keep(section, lambda item: not self._hides(item))
        self._keep("notes", self._is_told)
        self._keep("set-aside", self._is_set_aside)
        self._clear_cast()
        self._keep("acknowledged", lambda item: not self._mentions(item.get("about")))
        self._clear_names()

    def _stand_in(self) -> None:
        """Put nameless actors in the place of the confidential ones, in their order."""
        actors = self.data.get("actors") or {}
        names = (f"withheld-{n}" for n in range(1, len(actors) * 2 + 2))
        free = (name for name in names if name not in actors)
        new = {key: next(free) for key in self.marked["actors"]}
        if not new:
            return
        several = len(new) > 1
        self.data["actors"] = {
            new.get(key, key): block if key not in new else _nameless(new[key], several)
            for key, block in actors.items()
        }
        _rename(self.data, new)

    def _clear_event(self, event: Data) -> None:
        remove(event, "places", self.marked["places"])
        event["reports"] = [report for report in event["reports"] if not self._hides(report)]
        for report in event["reports"]:
            remove(report, "after", self.events)
            remove(report, "before", self.events)
            if (report.get("lag") or {}).get("of") in self.events:
                del report["lag"]

    def _clear_measures(self) -> None:
        for key, measure in list(blocks(self.data, "measures")):
            values = measure.get("values") or []
            kept = [value for value in values if not self._hides(value)]
            if len(kept) == len(values):
                continue
            self.values += len(values) - len(kept)
            left = {value.get("id") for value in kept}
            for value in kept:
                if (value.get("times") or {}).get("of", "") not in left:
                    value.pop("times", None)
            measure["values"] = kept
            if not kept:
                self.measures[key] = self.data["measures"].pop(key)

    def _clear_cast(self) -> None:
        """Take out whom, what and where only something confidential named: it would tell."""
        for section, before in self.cast.items():
            names = before - _named(self.data, section) - self.marked[section].keys()
            self.loose[section] = names & (self.data.get(section) or {}).keys()
            for key in self.loose[section]:
                del self.data[section][key]

    def _keep(self, section: str, wanted: Callable[[Data], bool]) -> None:
        if section in self.data:
            self.data[section] = [item for item in self.data[section] if wanted(item)]

    def _is_told(self, note: Data) -> bool:
        """Say whether a note speaks only of what is still there."""
        return not any(
            set(listed(note.get(field))) & gone.keys()
            for field, gone in (
                ("about", self.events),
                ("measures", self.measures),
                ("sources", self.marked["sources"]),
            )
        )

    def _is_set_aside(self, item: Data) -> bool:
        kept = [key for key in listed(item.get("report")) if key not in self.report_ids]
        item["report"] = kept
        return bool(kept)

    def _mentions(self, about: Any) -> bool:
        """Say whether an acknowledgement is of something that is gone."""
        parts = {part for text in listed(about) for part in re.split(r"[^a-z0-9-]+", text)}
        return bool(parts & self.ids())

    def _clear_names(self) -> None:
        """Take what is gone out of lists of names, and out of what the figure shows."""
        pairs = self.data.get("not-the-same") or []
        gone = self._gone("places")
        apart = [[key for key in listed(pair) if key not in gone] for pair in pairs]
        if "not-the-same" in self.data:
            self.data["not-the-same"] = [pair for pair in apart if len(pair) > 1]
        figure = self.data.get("figure") or {}
        remove(figure, "flags", self.events)
        remove(figure, "measures", self.measures)
        if "tracks" in figure:
            figure["tracks"] = [
                lane for lane in lanes(figure["tracks"]) if not self._follows_place(lane)
            ]

    def _follows_place(self, lane: Any) -> bool:
        track = lane.get("track", "") if isinstance(lane, dict) else lane
        return str(track).partition("/")[2] in self._gone("places")

    # --- what must not be named ---------------------------------------------------------------

    def ids(self) -> set[str]:
        """Give the ids of all that is gone."""
        cast = {key for section in self.marked for key in self._gone(section)}
        return cast | self.report_ids | self.events.keys() | self.measures.keys()

    def telling(self) -> set[str]:
        """Give the names that no id may hold: all but titles and outlets of one common word."""
        titles = {
            text
            for block in self.marked["sources"].values()
            for text in (*strings(block.get("title")), *_outlets(block))
        }
        return self.marked_names() - {text for text in titles if not re.search(r"\W", text)}

    def marked_names(self) -> set[str]:
        """Give every text by which something marked is known: ids, labels, aliases, names."""
        found = self.theirs.marked_names() if self.theirs else set[str]()
        shown = {text for _, source in blocks(self.data, "sources") for text in _outlets(source)}
        for marked in self.marked.values():
            found |= marked.keys()
            for block in marked.values():
                for field in ("label", "title", "author", "aliases", "spokespersons", *ADDRESSES):
                    found.update(strings(block.get(field)))
                for field in ("author", "spokespersons"):
                    found.update(*map(_parts_of_name, strings(block.get(field))))
                found |= _outlets(block) - shown
        return found

    def names(self) -> set[str]:
        """Give every text that is not to stand in another one.

        Of an event that went with its source the label and the id, where they are no common word.
        """
        short = {key for marked in self.marked.values() for key in marked if len(key) < LEAST}
        found = self.marked_names() - short
        found |= self.theirs.names() if self.theirs else set()
        for key, block in (*self.events.items(), *self.measures.items()):
            labels = strings(block.get("label"))
            found |= {text for text in (key, *labels) if re.search(r"[\s-]", text.strip())}
        for block in self.reports:
            found |= {text for field in PRIVATE for text in strings(block.get(field))}
        return found


def _parts_of_name(name: str) -> set[str]:
    """Give the words of a person's name, a family name of two letters too: "Li, Wei"."""
    words = re.findall(r"\w+", name)
    family = re.findall(r"\w+", name.partition(",")[0])[-1:]
    return {word for word in words if len(word) >= LEAST} | set(family)


def _named(data: Data, section: str) -> set[str]:
    """Give the ids of a section that something coded names."""
    events = [event for _, event in blocks(data, "events")]
    coded = [report for event in events for report in event.get("reports") or []]
    coded += [value for _, m in blocks(data, "measures") for value in m.get("values") or []]
    coded += [*(data.get("background") or []), *(data.get("left-uncoded") or [])]
    if section == "places":
        return {key for event in events for key in listed(event.get("places"))}
    if section == "sources":
        told = {key for note in data.get("notes") or [] for key in listed(note.get("sources"))}
        return told | {item["source"] for item in coded if item.get("source")}
    speakers = {
        key
        for item in coded
        for field in ("by", "attributed-to")
        for key in listed(item.get(field))
    }
    return speakers | {
        key
        for event in events
        for role in ROLES
        for key in listed((event.get("who") or {}).get(role))
    }


def _nameless(key: str, several: bool) -> Data:
    number = f" {key.rpartition('-')[2]}" if several else ""
    return {"label": {language: f"{text}{number}" for language, text in STAND_IN.items()}}


def _outlets(source: Data) -> set[str]:
    return {text for field in ("outlet", "wire") for text in strings(source.get(field))}


def _rename(data: Data, new: dict[str, str]) -> None:
    """Give actors their stand-ins wherever they are named."""
    places: list[Any] = [event.get("who") for _, event in blocks(data, "events")]
    places += [report for _, event in blocks(data, "events") for report in event.get("reports", [])]
    places += [value for _, m in blocks(data, "measures") for value in m.get("values") or []]
    places += data.get("background") or []
    for block in places:
        for field in (*ROLES, "attributed-to") if isinstance(block, dict) else ():
            if field in block:
                block[field] = [new.get(key, key) for key in listed(block[field])]
