"""Put a chronology together of what the rows add up to, and say how much of it a file can hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from negotiation.chronology import FORMAT
from negotiation.errors import NegotiationError
from negotiation.importing.cells import Asked, LeftOut
from negotiation.importing.convert import Story, Watch, read_rows, said
from negotiation.importing.mapping import TableMapping
from negotiation.importing.table import Headed, folded
from negotiation.load.files import LARGEST
from negotiation.load.tree import VALUES
from negotiation.model import Model
from negotiation.near import quoted
from negotiation.withholding import is_mark


class Marked(NegotiationError):  # noqa: N818
    """Rows of a table that are marked confidential, which no mapping can carry over."""


class TooMuch(NegotiationError):  # noqa: N818
    """More rows than a chronology file holds."""


@dataclass(frozen=True, slots=True)
class Imported:
    """A chronology's data, and what became of every row and every column of the table.

    `rows` = `events` + rows of `left` + `filtered`. `unread` are cells of rows that became events;
    `silent` counts, for each measure, numbers that say nothing; `unused` are headings that the
    mapping does not name, `lacking` those that it names and the table has not. `moving` are those
    of the kinds that move a track of the model, `timezone` is that in which days were taken.
    """

    data: dict[str, Any]
    table: Headed
    rows: int
    events: int
    filtered: int
    left: tuple[LeftOut, ...]
    unread: tuple[LeftOut, ...]
    silent: Mapping[str, int]
    kinds: Mapping[str, int]
    moving: frozenset[str]
    timezone: str
    unused: tuple[str, ...]
    lacking: tuple[str, ...]
    left_out: Mapping[str, str]


def imported(
    table: Headed, mapping: TableMapping, model: Model, asked: Asked, watch: Watch = iter
) -> Imported:
    """Make a chronology of a table under a mapping.

    Raises TooMuch, with how many rows fit; Marked, if rows are confidential.
    """
    _refuse_marked(table, mapping, asked)
    story = read_rows(table, mapping, model, asked, watch)
    data = _chronology(story, table)
    _fits(data, len(story.events) + len(story.left))
    unread = [*story.unread, *story.shelf.unread, *story.tally.unread]
    left_out = {folded(name): why for name, why in mapping.left_out.items()}
    used = set(story.cells.columns.values())
    spare = [name for column, name in table.headings.items() if column not in used]
    return Imported(
        data, table, len(table.rows), len(story.events), story.filtered,
        tuple(story.left), tuple(sorted(unread, key=lambda one: (one.row, one.column or 0))),
        story.tally.silent, Counter(event["kind"] for event in story.events.values()),
        frozenset(kind for track in model.tracks.values() for moved in track.transitions
                  if moved.to for kind in moved.on),
        mapping.timezone,
        tuple(name for name in spare if folded(name) not in left_out),
        tuple(name for name in mapping.used() if name not in story.cells.columns),
        {name: left_out[folded(name)] for name in spare if folded(name) in left_out},
    )  # fmt: skip


def _refuse_marked(table: Headed, mapping: TableMapping, asked: Asked) -> None:
    """Refuse rows marked confidential, unless somebody chose among them or set the mark aside."""
    settled = {folded(name) for name in (*asked.where, *mapping.left_out)}
    for column, heading in table.headings.items():
        if not is_mark(heading) or folded(heading) in settled:
            continue
        cells = (row.cells.get(column) for row in table.rows)
        if any(cell and cell.text.strip().casefold() not in {"", "false", "0"} for cell in cells):
            raise Marked(
                f"the column {quoted(heading)} marks rows, and an import would lose the mark; take "
                f"the others with --where {quoted(f'{heading}=false')}, or name the column under "
                "left-out: in the mapping, with the reason"
            )


def _chronology(story: Story, table: Headed) -> dict[str, Any]:
    """Give the data of the file, section by section."""
    mapping = story.mapping
    summary = f"Imported from {table.name}: {len(story.events):,} of {len(table.rows):,} rows."
    places = {
        key: {"label": said(mapping, name[0]),
              **({} if key in story.fought_for else {"tracked": "false"}),
              **({"note": said(mapping, ", ".join(name[1:]))} if name[1:] else {})}
        for name, key in story.places.ids.items()
    }  # fmt: skip
    data = {
        "format": FORMAT,
        "title": dict(mapping.title),
        "definition": dict(mapping.definition) or {"en": summary},
        "model": mapping.model,
        "timezone": mapping.timezone,
        "places": places,
        "actors": {
            key: {"label": said(mapping, name[0])} for name, key in story.actors.ids.items()
        },
        "sources": story.shelf.listed,
        "events": story.events,
        "measures": _measures(story),
        # one value an event: side by side they would look like a course over time
        "figure": {"measures": []} if story.tally.values else {},
        "left-uncoded": [
            {"what": one.what, "because": f"{one.code}: {one.because}"} for one in story.left
        ],
    }
    return {key: value for key, value in data.items() if value or key in {"sources", "events"}}


def _measures(story: Story) -> dict[str, Any]:
    found = {}
    for name, values in story.tally.values.items():
        measure = story.mapping.measures[name]
        entry = {
            "label": dict(measure.label),
            "unit": measure.unit,
            "victims": "true" if measure.victims else "",
            "values": values,
            "note": dict(measure.note),
        }
        found[name] = {field: value for field, value in entry.items() if value}
    return found


def _fits(data: dict[str, Any], rows: int) -> None:
    """Refuse what no file could hold, and say about how many of these rows one does."""
    values, size = _extent(data)
    share = min(VALUES / values, LARGEST / size)
    if share < 1:
        most = int(rows * share * 0.95) // 10 * 10
        raise TooMuch(
            f"these {rows:,} rows make a file of about {values:,} values and "
            f"{size / 1_000_000:.1f} MB; one holds {VALUES:,} values and "
            f"{LARGEST // 1_000_000} MB, which is about {most:,} such rows; "
            "take a part with --from, --until or --where COLUMN=VALUE"
        )


def _extent(value: Any) -> tuple[int, int]:
    """Count values as the loader counts them, and about as many bytes as they are written in."""
    if isinstance(value, str):
        return 1, len(value.encode("utf-8")) + 6
    items = [*value.keys(), *value.values()] if isinstance(value, dict) else list(value)
    counts = [_extent(item) for item in items]
    return 1 + sum(count[0] for count in counts), 4 + sum(count[1] for count in counts)
