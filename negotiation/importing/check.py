"""Hold a mapping to its model and its table before any row is read: every problem at its line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from negotiation.errors import LoadError, Problem
from negotiation.importing.cells import Asked, cells_of
from negotiation.importing.mapping import Stamp, TableMapping
from negotiation.importing.table import Headed, folded
from negotiation.load import Place, places, spell
from negotiation.model import Model
from negotiation.near import did_you_mean, listing, quoted

Path_ = tuple[str | int, ...]
Told = tuple[Path_, str, str, str]  # where in the mapping, code, message, hint


def check(
    mapping: TableMapping, file: Path, shown: str, table: Headed, model: Model, asked: Asked
) -> None:
    """Refuse a mapping that cannot be used on this table.

    `shown` is what messages call the mapping's file. Raises LoadError with every problem.
    """
    told = [
        *_unfinished(mapping, table, asked),
        *_columns(mapping, table),
        *_kinds(mapping, model),
        *_filters(asked, table),
    ]
    if told:
        found = places(file, [path[:end] for path, *_ in told for end in range(1, len(path) + 1)])
        raise LoadError(_problem(shown, found, one) for one in told)


def _problem(shown: str, found: Mapping[Path_, Place], told: Told) -> Problem:
    """Give what was told as a problem, at its place or as near as the file has it."""
    path, code, message, hint = told
    near = next((path[:end] for end in range(len(path), 0, -1) if path[:end] in found), ())
    line, column, _ = found.get(near, Place(1, 1))
    return Problem(shown, line, column, code, spell(near), message, hint)


def _unfinished(mapping: TableMapping, table: Headed, asked: Asked) -> Iterator[Told]:
    """Give what the person who knows the table has still to say."""
    hint = "write formats: and how the column has its dates, such as %d/%m/%Y"
    if not mapping.when.formats:
        message = f"nothing says how the dates of {quoted(mapping.when.column)} are written"
        yield ("when",), "I101", message, hint
    cited = mapping.documents.published if mapping.documents else None
    stamps: list[tuple[Path_, Stamp | None]] = [
        (("documents", "published"), cited), (("dataset", "stamp"), mapping.dataset.stamp)
    ]  # fmt: skip
    for path, stamp in stamps:
        if stamp is not None and not stamp.formats:
            message = f"nothing says how the dates of {quoted(stamp.column)} are written"
            yield path, "I101", message, hint
    dataset = mapping.dataset
    stamped = dataset.stamp and dataset.stamp.column in cells_of(table, mapping).columns
    if not (stamped or dataset.published or asked.retrieved):
        message = "nothing says when the table was published"
        hint = "write published: with a day, or give the day you took the table: --retrieved DAY"
        yield ("dataset",), "I101", message, hint


def _columns(mapping: TableMapping, table: Headed) -> Iterator[Told]:
    """Give the columns that are needed and that the table has not."""
    known = cells_of(table, mapping).columns
    for path, heading in mapping.needed().items():
        if heading not in known:
            hint = did_you_mean(heading, table.headings.values())
            yield path, "I102", f"the table has no column {quoted(heading)}", hint


def _kinds(mapping: TableMapping, model: Model) -> Iterator[Told]:
    for value, kind in mapping.kinds.values.items():
        if kind and kind not in model.kinds:
            message = f"there is no kind of event {quoted(kind)}"
            hint = did_you_mean(kind, model.kinds)
            yield ("kinds", "values", value), "R301", message, hint


def _filters(asked: Asked, table: Headed) -> Iterator[Told]:
    for heading in asked.where:
        if folded(heading) not in table.columns:
            message = f"--where names the column {quoted(heading)}, and the table has none"
            yield (), "I102", message, f"its columns are: {listing(table.headings.values())}"
