"""Say what became of a table: counts, and every row and column that was not taken, with why."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from negotiation.errors import visible
from negotiation.importing.build import Imported
from negotiation.importing.cells import LeftOut

FORMAT = "negotiation-import/1"
SHOWN = 200  # lines of one part of a text; the JSON and the chronology hold everything
EXAMPLES = 20  # rows told of for one reason, so that a frequent one does not hide a rare one


def report_text(found: Imported) -> str:
    """Give the report for people."""
    moving = {kind: "; moves a track" if kind in found.moving else "" for kind in found.kinds}
    lines = [
        f"Rows of {found.table.name}, below the headings in row {found.table.top}: {found.rows:,}",
        f"  {found.events:>9,} became events",
        f"  {len(found.left):>9,} left out, each with the reason (left-uncoded)",
        f"  {found.filtered:>9,} not asked for",
        f"Days are those of {found.timezone}; of another zone: --timezone",
        *_told("Kinds", (f"{kind}: {count:,}{moving[kind]}"
                         for kind, count in sorted(found.kinds.items()))),
        *_told("Rows left out", _rows(found, found.left)),
        *_told("Cells that could not be used, of rows that became events",
               _rows(found, found.unread)),
        *_told("Numbers that say nothing, so no value was made of them",
               (f"{name}: {count:,} rows" for name, count in found.silent.items())),
        *_told("Columns left out on purpose",
               (f"{name}: {why}" for name, why in found.left_out.items())),
        *_told("Columns that the mapping does not use", found.unused),
        *_told("Columns that the mapping names and the table has not", found.lacking),
    ]  # fmt: skip
    return "\n".join(visible(line) for line in lines) + "\n"


def _told(title: str, lines: Iterable[str]) -> Iterator[str]:
    """Give a part of the report; nothing if there is nothing to tell."""
    listed = list(lines)
    if not listed:
        return
    yield title
    yield from (f"  {line}" for line in listed[:SHOWN])
    if len(listed) > SHOWN:
        yield f"  and {len(listed) - SHOWN:,} more; --format json gives all of them"


def _rows(found: Imported, left: Iterable[LeftOut]) -> Iterator[str]:
    """Give the rows or cells with their reasons, as they stand; of one reason the first few."""
    seen: Counter[str] = Counter()
    for one in left:
        reason = f"{one.code} {one.because}"
        seen[reason] += 1
        if seen[reason] <= EXAMPLES:
            what = f" ({one.what})" if one.what else ""
            yield f"{found.table.place(one.row, one.column)}: {reason}{what}"
    for reason, count in seen.items():
        if count > EXAMPLES:
            yield f"and {count - EXAMPLES:,} more: {reason}"


def report_json(found: Imported) -> str:
    """Give the report as data, of format negotiation-import/1."""
    data = {
        "format": FORMAT,
        "headings-row": found.table.top,
        "timezone": found.timezone,
        "rows": found.rows,
        "events": found.events,
        "left-out": [_entry(found, one) for one in found.left],
        "not-asked-for": found.filtered,
        "kinds": dict(sorted(found.kinds.items())),
        "kinds-that-move-tracks": sorted(found.kinds.keys() & found.moving),
        "cells-not-used": [_entry(found, one) for one in found.unread],
        "numbers-that-say-nothing": dict(found.silent),
        "columns-left-out": dict(found.left_out),
        "columns-not-used": list(found.unused),
        "columns-lacking": list(found.lacking),
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _entry(found: Imported, one: LeftOut) -> dict[str, Any]:
    return {
        "place": found.table.place(one.row, one.column), "row": one.row, "code": one.code,
        "because": one.because, "what": one.what,
    }  # fmt: skip
