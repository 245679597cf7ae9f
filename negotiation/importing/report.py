"""Say what became of a table: counts, and every row and column that was not taken, with why."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from negotiation.errors import visible
from negotiation.importing.build import Imported
from negotiation.importing.cells import LeftOut

FORMAT = "negotiation-import/1"
SHOWN = 200  # rows told of in a text; the JSON and the chronology hold every one


def report_text(found: Imported) -> str:
    """Give the report for people."""
    lines = [
        f"Rows of {found.table.name}: {found.rows:,}",
        f"  {found.events:>9,} became events",
        f"  {len(found.left):>9,} left out, each with the reason (left-uncoded)",
        f"  {found.filtered:>9,} not asked for",
        *_told("Kinds", (f"{kind}: {count:,}" for kind, count in sorted(found.kinds.items()))),
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
    for one in left:
        what = f" ({one.what})" if one.what else ""
        yield f"{found.table.place(one.row, one.column)}: {one.code} {one.because}{what}"


def report_json(found: Imported) -> str:
    """Give the report as data, of format negotiation-import/1."""
    data = {
        "format": FORMAT,
        "rows": found.rows,
        "events": found.events,
        "left-out": [_entry(found, one) for one in found.left],
        "not-asked-for": found.filtered,
        "kinds": dict(sorted(found.kinds.items())),
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
