"""Make a chronology's data of a table: one event a row, and every other row with the reason.

A table, a mapping and a model in; texts, lists and mappings of a chronology file out. Each row
becomes an event, is listed as left out, or was not asked for; nothing is dropped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from negotiation.importing.cells import Asked, Cells, LeftOut, NotTaken, cells_of
from negotiation.importing.citing import Shelf, document_reports, table_source
from negotiation.importing.counting import Tally, counted
from negotiation.importing.dating import dated
from negotiation.importing.formats import Days
from negotiation.importing.kinding import Lookup, lookup
from negotiation.importing.mapping import Names, TableMapping
from negotiation.importing.naming import Register, slug
from negotiation.importing.table import Headed, Row, cleaned
from negotiation.importing.widths import written
from negotiation.model import Model
from negotiation.near import quoted

Watch = Callable[[tuple[Row, ...]], Iterable[Row]]


@dataclass(slots=True)
class Story:
    """What the rows read so far add up to."""

    mapping: TableMapping
    cells: Cells
    asked: Asked
    kinds: Lookup
    shelf: Shelf = field(default_factory=Shelf)
    tally: Tally = field(default_factory=Tally)
    ids: Register = field(default_factory=lambda: Register("row"))
    actors: Register = field(default_factory=lambda: Register("actor"))
    places: Register = field(default_factory=lambda: Register("place"))
    names: dict[str, str] = field(default_factory=dict)  # of actors and places, by sort and id
    fought_for: set[str] = field(default_factory=set)  # places whose holder the model follows
    events: dict[str, dict[str, Any]] = field(default_factory=dict)
    left: list[LeftOut] = field(default_factory=list)
    unread: list[LeftOut] = field(default_factory=list)
    filtered: int = 0


def read_rows(
    table: Headed, mapping: TableMapping, model: Model, asked: Asked, watch: Watch = iter
) -> Story:
    """Read every row; `watch` sees the rows go by, for showing how far it is."""
    story = Story(mapping, cells_of(table, mapping), asked, lookup(mapping.kinds))
    followed = {
        kind
        for track in model.tracks.values()
        if track.for_each == "places"
        for kind in track.kinds()
    }
    for row in watch(table.rows):
        _take(story, row, followed)
    return story


def _take(story: Story, row: Row, followed: set[str]) -> None:
    """Take one row: as an event, as left out, or as not asked for."""
    try:
        if not _has_the_values(story, row):
            story.filtered += 1
            return
        days = _days(story, row)
        if _is_asked_for(story.asked, days):
            _add_event(story, row, days, followed)
        else:
            story.filtered += 1
    except NotTaken as refused:
        story.left.append(replace(refused.left, what=_named(story, row)))


def _has_the_values(story: Story, row: Row) -> bool:
    """Say whether a row has one of the values asked for in every column asked about.

    Raises NotTaken where a cell that cannot be read decides it.
    """
    table, unread = story.cells.table, None
    for heading, values in story.asked.where.items():
        column = table.column(heading)
        cell = row.cells.get(column or 0)
        if cell is not None and cell.trouble is not None:
            because = f"{cell.trouble[1]}; {cell.trouble[2]}"
            unread = NotTaken(LeftOut(row.number, column, "I206", because))
        elif (cleaned(cell.text).casefold() if cell else "") not in values:
            return False
    if unread is not None:
        raise unread
    return True


def _days(story: Story, row: Row) -> Days:
    """Give the window of a row, once every cell that it needs can be read. Raises NotTaken."""
    needed = story.mapping.needed().values()
    for heading in story.cells.columns:
        trouble = story.cells.trouble(row, heading)
        if trouble is not None and heading in needed:
            raise story.cells.left(row, heading, "I206", f"{trouble[1]}; {trouble[2]}")
    return dated(story.mapping, story.cells, row)


def _add_event(story: Story, row: Row, days: Days, followed: set[str]) -> None:
    """Add the event of a row. Raises NotTaken if it has no kind or no source."""
    cells, mapping = story.cells, story.mapping
    kind = story.kinds.of(cells, row)
    source = table_source(story.shelf, mapping, cells, row, story.asked)
    key = _key(story, row, kind, days)
    event = _described(story, row, kind, followed)
    report = {"source": source[0], "by": _actors(story, row, mapping.attributed),
              "when": written(days)}  # fmt: skip
    reports = [{name: value for name, value in report.items() if value}]
    reports += document_reports(story.shelf, mapping, cells, row, days, source[1])
    story.events[key] = {**event, "reports": reports}
    counted(story.tally, mapping, cells, row, (key, written(days), source[0]), story.actors)
    for heading in cells.columns:
        trouble = cells.trouble(row, heading)
        if trouble is not None:
            left = cells.left(row, heading, "I206", f"{trouble[1]}; {trouble[2]}")
            story.unread.append(left.left)


def _is_asked_for(asked: Asked, days: Days) -> bool:
    """Say whether an event may lie within the days asked for."""
    return (asked.first is None or days.last >= asked.first) and (
        asked.last is None or days.first <= asked.last
    )


def _key(story: Story, row: Row, kind: str, days: Days) -> str:
    """Give the id of an event: that of its row, else its kind, its day and a number."""
    own = story.cells.text(row, story.mapping.ids)
    if not own:
        return story.ids.fresh(f"{kind}-{days.first}")
    name = f"{story.mapping.dataset.id}-{own}"
    key = story.ids.fresh(name)
    if key != slug(name):
        because = f"another row has the id {quoted(own)}, or one like it; this event is {key}"
        story.unread.append(story.cells.left(row, story.mapping.ids, "I208", because).left)
    return key


def _named(story: Story, row: Row) -> str:
    """Say which row it is: its number, and its id, date and kind as they stand in the table."""
    mapping, cells = story.mapping, story.cells
    columns = (mapping.ids, mapping.when.column, *mapping.kinds.columns)
    texts = [cells.text(row, column)[:80] for column in columns]
    return ": ".join([f"row {row.number}", *filter(None, [", ".join(filter(None, texts))])])


def _described(story: Story, row: Row, kind: str, followed: set[str]) -> dict[str, Any]:
    """Give an event without its reports: label, kind, who, where, details, note."""
    mapping, cells = story.mapping, story.cells
    own = cells.text(row, mapping.ids)
    roles = {"by": mapping.who.by, "to": mapping.who.to, "with": mapping.who.with_}
    who = {role: ids for role, names in roles.items() if (ids := _actors(story, row, names))}
    details = {key: text for key, column in mapping.details.items()
               if (text := cells.text(row, column))}  # fmt: skip
    places, near = _placed(story, row)
    if kind in followed:
        story.fought_for.update(places)
    # a place that is only near would read as the place itself
    spoken = [column for column in mapping.label if not near or column not in _naming(mapping)]
    label = ", ".join(filter(None, (cells.text(row, column) for column in spoken)))
    event = {
        "label": said(mapping, label),
        "kind": kind,
        "facts": [own or f"row {row.number}"],
        "who": who,
        "places": places,
        "details": details | ({"near": near} if near else {}),
        "note": said(mapping, cells.text(row, mapping.note)),
    }
    return {name: value for name, value in event.items() if value}


def _naming(mapping: TableMapping) -> tuple[str, ...]:
    """Give the columns that name the place."""
    return mapping.places.columns if mapping.places else ()


def said(mapping: TableMapping, text: str) -> str | dict[str, str]:
    """Give a text of the table in its language; English is what a plain text is."""
    return {mapping.language: text} if text and mapping.language != "en" else text


def _actors(story: Story, row: Row, names: Names | None) -> list[str]:
    found = []
    for name in _texts(story.cells, row, names):
        key = story.actors.id_of(name)
        found.append(key)
    return list(dict.fromkeys(found))


def _texts(cells: Cells, row: Row, names: Names | None) -> list[str]:
    """Give the names that the cells of a row hold."""
    if names is None:
        return []
    texts = [text for column in names.columns if (text := cells.text(row, column))]
    if names.joined:
        return [", ".join(texts)] if texts else []
    parts = [part for text in texts for part in text.split(names.separator or "\n")]
    return [part.strip() for part in parts if part.strip()]


def _placed(story: Story, row: Row) -> tuple[list[str], str]:
    """Give the places of a row; where it only lies near one, what to say of that instead."""
    places, cells = story.mapping.places, story.cells
    if places is None:
        return [], ""
    names = [text for column in places.columns if (text := cells.text(row, column))]
    if places.exact is not None:
        code = cells.text(row, places.exact.column)
        if code not in places.exact.values:
            said = f"{places.exact.column} {code or 'empty'}"
            return [], f"{', '.join(names)} ({said})" if names else ""
    within = tuple(text for column in places.within if (text := cells.text(row, column)))
    found = [story.places.id_of(name, *within) for name in names]
    return list(dict.fromkeys(found)), ""
