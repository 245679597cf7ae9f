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

    def __bool__(self) -> bool:
        return any(self.counts().values())

    def counts(self) -> dict[str, int]:
        """Give the numbers by what they count, zeros too."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    def text(self) -> str:
        """Say it in a sentence; an empty text if nothing is withheld."""
        told = [f"{n} {what[:-1] if n == 1 else what}" for what, n in self.counts().items() if n]
        return f"Withheld as confidential: {', '.join(told)}." if told else ""


class Gone:
    """What is confidential in some data, and what goes with it; takes it out of that data."""

    def __init__(self, data: Data) -> None:
        self.data = data
        self.marked = {
            section: {key: block for key, block in blocks(data, section) if is_marked(block)}
            for section in ("sources", "actors", "places")
        }
        self.reports: list[Any] = []
        self.events: dict[str, Any] = {}
        self.measures: dict[str, Any] = {}
        self.values = 0
        self.report_ids: set[str] = set()
        self.value_ids: set[str] = set()
        for key, event in blocks(data, "events"):
            self._sort_reports(key, event)

    def __bool__(self) -> bool:
        return bool(self.reports) or any(self.marked.values())

    @property
    def counted(self) -> Withheld:
        """How much was withheld."""
        return Withheld(
            sources=len(self.marked["sources"]),
            reports=len(self.reports),
            events=len(self.events),
            values=self.values,
            actors=len(self.marked["actors"]),
            places=len(self.marked["places"]),
        )

    def _hides(self, block: Any) -> bool:
        return is_marked(block) or block.get("source") in self.marked["sources"]

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
        apart = [[k for k in listed(pair) if k not in self.marked["places"]] for pair in pairs]
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
        return str(track).partition("/")[2] in self.marked["places"]

    # --- what must not be named ---------------------------------------------------------------

    def marked_ids(self) -> set[str]:
        """Give the ids of the confidential sources, actors and places."""
        return {key for blocks in self.marked.values() for key in blocks}

    def ids(self) -> set[str]:
        """Give the ids of all that is gone."""
        return self.marked_ids() | self.report_ids | self.events.keys() | self.measures.keys()

    def names(self) -> set[str]:
        """Give every text by which something gone is known: ids, labels, aliases, titles, names.

        Of an event that went with its source the label and the id, where they are no common word.
        """
        found = {key for key in self.marked_ids() if len(key) >= LEAST}
        found |= {key.replace("-", " ") for key in found}
        shown = {text for _, source in blocks(self.data, "sources") for text in _outlets(source)}
        for block in (block for marked in self.marked.values() for block in marked.values()):
            for field in ("label", "title", "author", "aliases", "spokespersons", *ADDRESSES):
                found.update(strings(block.get(field)))
            for field in ("author", "spokespersons"):
                persons = " ".join(strings(block.get(field)))
                found.update(word for word in re.findall(r"\w+", persons) if len(word) >= LEAST)
            found |= _outlets(block) - shown
        for key, block in (*self.events.items(), *self.measures.items()):
            labels = strings(block.get("label"))
            found |= {text for text in (key, *labels) if re.search(r"[\s-]", text.strip())}
        for block in self.reports:
            found |= {text for field in PRIVATE for text in strings(block.get(field))}
        return {text.strip() for text in found if len(text.strip()) > 1}


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
