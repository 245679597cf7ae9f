"""Fill the sheets of a chronology from its plain data, so that reading them gives the same data.

Plain data in (texts as a file has them, mappings, lists), sheets to write out. Knows no file
format: see xlsx.py and csvs.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from negotiation.sheets import columns
from negotiation.sheets.columns import ABOUT, BY_NAME, NONE, TABLES, Field, Form, Table
from negotiation.sheets.grid import Column, Sheet

Data = Mapping[str, Any]
Cells = dict[str, str]  # by heading
_IN_RELATIONS = {"after", "before", "lag"}


def sheets_of(data: Data) -> list[Sheet]:
    """Give the sheets of a chronology, in the order in which they are filled in."""
    rows = {
        "events": list(_events(data)),
        "reports": list(_reports(data)),
        "relations": list(_relations(data)),
        "measures": list(_measures(data)),
    }
    for table in TABLES:
        if table.name not in rows:
            found = data.get(table.name) or {}
            named = found.items() if isinstance(found, Mapping) else (("", item) for item in found)
            rows[table.name] = [_cells(table.fields, block, {"id": key}) for key, block in named]
    return [_about(data), *(_sheet(table, rows[table.name]) for table in TABLES)]


def _sheet(table: Table, rows: list[Cells]) -> Sheet:
    """Give a sheet with all its columns, and those for the languages and details in use."""
    headings: dict[str, Field] = {}
    for field in table.fields:
        if field.form is not Form.DETAIL:
            headings[field.heading] = field
        used = dict.fromkeys(key for row in rows for key in row if _is_of(key, field))
        headings |= dict.fromkeys(used, field)
    written = tuple(_column(heading, field) for heading, field in headings.items())
    return Sheet(
        table.name,
        written,
        [tuple(row.get(heading, "") for heading in headings) for row in rows],
        table.help,
    )


def _is_of(heading: str, field: Field) -> bool:
    start, _, rest = heading.rpartition(" ")
    return bool(rest) and start == field.heading and field.form in {Form.LABEL, Form.DETAIL}


def _column(heading: str, field: Field) -> Column:
    form = "" if field.form is Form.TEXT else f" ({field.form.value})"
    return Column(heading, field.help + form, field.width, field.choices)


# --- blocks to cells -----------------------------------------------------------------------------


def _cells(fields: Iterable[Field], block: Any, known: Cells | None = None) -> Cells:
    """Give what a block says, by heading."""
    cells = {key: text for key, text in (known or {}).items() if text}
    for field in fields:
        if field.path:
            cells |= _written(field, _reach(block, field.path))
    return cells


def _written(field: Field, value: Any) -> Cells:
    if value is None or value == "":
        return {}
    if field.form is Form.LABEL:
        texts = {"en": value} if isinstance(value, str) else value
        return {
            field.heading + ("" if language == "en" else f" {language}"): text
            for language, text in texts.items()
        }
    if field.form is Form.DETAIL:
        return {f"{field.heading} {key}": text for key, text in value.items()}
    texts = [value] if isinstance(value, str) else value
    if field.form is Form.TEXTS:
        joined = "; ".join(_escaped(text) for text in texts)
        only_looks_empty = texts and joined == NONE
        return {field.heading: joined + (";" if only_looks_empty else "") or NONE}
    text = ", ".join(texts) or NONE
    # with a hyphen, 5-6 becomes a date in a spreadsheet program
    return {field.heading: text.replace("-", "–") if field.heading == "paragraph" else text}


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;")


def _reach(block: Any, path: tuple[str, ...]) -> Any:
    for part in path:
        if isinstance(block, list) and part.isdigit():
            block = block[int(part)] if int(part) < len(block) else None
        else:
            block = block.get(part) if isinstance(block, Mapping) else None
    return block


# --- sheets of their own -------------------------------------------------------------------------


def _events(data: Data) -> Iterator[Cells]:
    own = [field for field in BY_NAME["events"].fields if field not in columns.FIRST_REPORT]
    for key, event in (data.get("events") or {}).items():
        reports = list(event.get("reports") or ())
        first = _cells(columns.FIRST_REPORT, reports[0]) if _fits(reports) else {}
        yield {"id": key} | _cells(own, event) | first


def _fits(reports: Sequence[Data]) -> bool:
    """Say whether the event's own row holds all that is reported: a single, simple report."""
    known = {field.path[0] for field in columns.FIRST_REPORT} | _IN_RELATIONS
    return len(reports) == 1 and reports[0].keys() <= known


def _of_events(data: Data) -> Iterator[tuple[str, str, Data]]:
    """Give every report with its event, and with what a relation calls it."""
    for key, event in (data.get("events") or {}).items():
        reports = list(event.get("reports") or ())
        for number, report in enumerate(reports, 1):
            own = "" if len(reports) == 1 else f"{key}/{number}"
            yield key, report.get("id") or own, report


def _reports(data: Data) -> Iterator[Cells]:
    for key, event in (data.get("events") or {}).items():
        reports = list(event.get("reports") or ())
        for report in reports if not _fits(reports) else ():
            yield _cells(BY_NAME["reports"].fields, report, {"event": key})


def _relations(data: Data) -> Iterator[Cells]:
    for key, name, report in _of_events(data):
        said = {"event": key} | ({"report": name} if name else {})
        for word in ("after", "before"):
            others = report.get(word) or ()
            for other in [others] if isinstance(others, str) else others:
                yield said | {"relation": word, "other": other}
        lag = report.get("lag")
        if lag:
            relation = said | {"relation": "lag", "other": lag.get("of", "")}
            yield _cells(BY_NAME["relations"].fields, report, relation)


def _measures(data: Data) -> Iterator[Cells]:
    values = [f for f in BY_NAME["measures"].fields if f.path and f not in columns.OF_MEASURE]
    for key, measure in (data.get("measures") or {}).items():
        own = _cells(columns.OF_MEASURE, measure)
        for value in measure.get("values") or ():
            yield _cells(values, value, {"measure": key} | own)
            own = {}


# --- the sheet “about” ---------------------------------------------------------------------------


def _about(data: Data) -> Sheet:
    written = (
        Column("field", "what the row says; see the sheet codebook for kinds of event", 24),
        Column("value", "", 70),
    )
    return Sheet(ABOUT, written, list(_told(data)), "What the chronology is, and how it is read.")


def _told(data: Data) -> Iterator[tuple[str, str]]:
    for name in columns.ABOUT_FIELDS:
        value = data.get(name)
        if value is None:
            continue
        if name == "figure":
            yield from _figure(value)
        elif name == "not-the-same":
            yield from ((name, ", ".join(group)) for group in value)
        elif name in {"title", "definition"}:
            texts = {"en": value} if isinstance(value, str) else value
            for language, text in texts.items():
                yield name + ("" if language == "en" else f" {language}"), text
        elif isinstance(value, Mapping):
            yield from ((f"{name} {key}", text) for key, text in value.items())
        else:
            yield name, value


def _figure(figure: Data) -> Iterator[tuple[str, str]]:
    for name, value in figure.items():
        if name not in columns.FIGURE_LISTS:
            yield f"figure {name}", value
            continue
        items: list[Any] = [value] if isinstance(value, str) else list(value)
        lanes = [item if isinstance(item, str) else item["track"] for item in items]
        yield f"figure {name}", ("; " if name == "tracks" else ", ").join(lanes) or NONE
        for item in items:
            titles = item.get("title") if isinstance(item, Mapping) else None
            texts = {"en": titles} if isinstance(titles, str) else titles or {}
            for language, text in texts.items():
                yield f"figure title {item['track']} {language}", text
