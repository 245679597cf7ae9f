"""Take a row's numbers as values of measures: one value an event, never added up."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from negotiation.importing.cells import Cells, LeftOut, NotTaken
from negotiation.importing.mapping import Counted, TableMapping
from negotiation.importing.naming import Register
from negotiation.importing.table import Row
from negotiation.near import quoted

_NUMBER = re.compile(r"[0-9]{1,15}(\.[0-9]{1,9})?")


@dataclass(slots=True)
class Tally:
    """The values read so far, by measure; numbers that say nothing, and cells not read."""

    values: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    silent: Counter[str] = field(default_factory=Counter)
    unread: list[LeftOut] = field(default_factory=list)


def counted(
    tally: Tally,
    mapping: TableMapping,
    cells: Cells,
    row: Row,
    event: tuple[str, str, str],
    actors: Register,
) -> None:
    """Add a value for every measure that a row has numbers for.

    `event` is the id of the row's event, its date and its source.
    """
    key, when, source = event
    for name, measure in mapping.measures.items():
        try:
            value = _value(tally, name, measure, cells, row)
        except NotTaken as unread:
            tally.unread.append(unread.left)
            continue
        if value:
            who = cells.text(row, measure.by)
            by = {"by": actors.id_of(who)} if who else {}
            entry = {"id": key, **value, "as-of": when, "source": source, **by}
            tally.values.setdefault(name, []).append(entry)


def _value(
    tally: Tally, name: str, measure: Counted, cells: Cells, row: Row
) -> dict[str, Any] | None:
    """Give a row's value of a measure in the form that the table gives it; None without one.

    Raises NotTaken for what is not a number.
    """
    columns = [column for column in (measure.value, measure.about, *measure.between) if column]
    texts = [cells.text(row, column) for column in columns]
    if not any(texts):
        return None
    for column, text in zip(columns, texts, strict=True):
        if not _NUMBER.fullmatch(text):
            because = f"{quoted(text)} is not a number" if text else "one end of the range is empty"
            raise cells.left(row, column, "I206", because)
    best = cells.text(row, measure.best)
    if all(text in measure.unless for text in texts) and (not best or best in measure.unless):
        tally.silent[name] += 1
        return None
    if not measure.between:
        return {"value" if measure.value else "about": texts[0]}
    if float(texts[0]) > float(texts[1]):
        because = f"the range {texts[0]} to {texts[1]} ends before it begins"
        raise cells.left(row, columns[0], "I206", because)
    if float(texts[0]) == float(texts[1]):
        return {"value": texts[0]}
    return {"between": texts, **({"note": f"best estimate: {best}"} if best else {})}
