"""Put the sheets of a chronology together as one tree, in which every value has its cell.

Grids in, the tree that a YAML file of the same content would have out; what each column holds is
said in sheets/columns.py. Names, dates and fields are checked later, as those of any file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from negotiation.load.about_sheet import read_about
from negotiation.load.node import Node, Place, node_at
from negotiation.load.sheet_rows import Fault, Row, keep, place_of, rows_of
from negotiation.near import did_you_mean, quoted
from negotiation.sheets import columns
from negotiation.sheets.columns import BY_NAME, FIRST_REPORT, NAMED
from negotiation.sheets.grid import Grid

UNREPORTED = "no report is given"


def tree_of(grids: Iterable[Grid], fault: Fault) -> Node:
    """Give the tree; `fault(place, code, message, hint)` hears every problem."""
    sheets = {grid.name.strip().casefold(): grid for grid in _read(grids, fault)}
    book = _Book(sheets, fault)
    read_about(sheets.get(columns.ABOUT), book.root, fault)
    for table in NAMED:
        book.blocks(table.name)
    book.reports()
    book.relations()
    book.measures()
    for table in columns.LISTED:
        book.items(table.name)
    return book.root


def _read(grids: Iterable[Grid], fault: Fault) -> Iterator[Grid]:
    """Give the sheets that are part of the format, and tell of every other one."""
    known = [columns.ABOUT, *BY_NAME]
    seen: dict[str, str] = {}
    for grid in grids:
        name = grid.name.strip().casefold()
        if name in {columns.CODEBOOK, columns.LISTS} or name.startswith(columns.OWN):
            continue
        first = Place(1, 1, grid.name)
        if name not in known:
            message = f"the format has no sheet {quoted(grid.name)}"
            hint = f"{did_you_mean(name, known)}; a sheet of your own begins with _"
            fault(first, "S101", message, hint)
            continue
        if grid.hidden:
            message = f"the sheet {quoted(grid.name)} is hidden, so nobody sees what it says"
            fault(first, "S102", message, "show it, or remove it")
        if name in seen:
            message = f"the sheets {quoted(seen[name])} and {quoted(grid.name)} are the same one"
            fault(first, "Y004", message, "put the rows of both into one, and remove the other")
            continue
        seen[name] = grid.name
        yield grid  # a hidden one too, so that what refers to its rows is not told as well


@dataclass(slots=True)
class _Book:
    """The sheets by name, the tree made of them so far, and what the coder infers of order."""

    sheets: dict[str, Grid]
    fault: Fault
    root: Node = field(default_factory=lambda: Node({}, 1, 1, sheet=columns.ABOUT))
    inferred: dict[tuple[str, str], Node] = field(default_factory=dict)

    def _rows(self, name: str) -> Iterator[Row]:
        if name in self.sheets:
            yield from rows_of(self.sheets[name], BY_NAME[name], self.fault)

    def _section(self, name: str, empty: dict[str, Node] | list[Node]) -> Node:
        node = Node(empty, 1, 1, sheet=self.sheets[name].name)
        keep(self.root, name, node, node.place)
        return node

    # --- blocks with ids ----------------------------------------------------------------------

    def blocks(self, name: str) -> None:
        """Read a sheet in which every row is a block with an id."""
        if name not in self.sheets:
            return
        section = self._section(name, {})
        for row in self._rows(name):
            key = row.cell("id")
            if key is None:
                message = "this row has no id"
                slug = _slug(row.text("label") or "talks-open")
                hint = f"write one in the column id, such as {slug}"
                self.fault(row.place, "S106", message, hint)
                continue
            place = place_of(key, row.sheet)
            block = row.block(leave_out={"id"}, first=FIRST_REPORT if name == "events" else ())
            if key.text in section.keys:
                message = f"the id {quoted(key.text)} stands in {section.keys[key.text]} already"
                self.fault(place, "Y004", message, "give each its own id")
                continue
            block.line, block.column, block.sheet = place
            keep(section, key.text, block, place)
            if name == "events":
                self._first_report(row, block)

    def _first_report(self, row: Row, event: Node) -> None:
        cells = row.of(FIRST_REPORT)
        if cells:
            _append(event, "reports", row.block_of(cells))

    # --- reports and their relations ----------------------------------------------------------

    def reports(self) -> None:
        """Hand the reports to their events; an event without any is told of."""
        for row in self._rows("reports"):
            event = self._event_of(row)
            if event is not None:
                _append(event, "reports", row.block(leave_out={"event"}))
        inferred = self._inferred_events()
        for key, event in self.root.entries("events"):
            if event.get("reports") is None and key not in inferred:
                message = f"no report is given for {quoted(key)}"
                hint = "fill source and when in its row, or add a row to the sheet reports"
                self.fault(event.place, "F202", message, hint)
                stand_in = node_at({}, event.place)
                keep(stand_in, "inferred", node_at(UNREPORTED, event.place), event.place)
                _append(event, "reports", stand_in)

    def _inferred_events(self) -> set[str]:
        """Give the events that the sheet of relations gives an inferred report."""
        grid = self.sheets.get("relations")
        if grid is None:
            return set()
        rows = rows_of(grid, BY_NAME["relations"], lambda *_: None)
        return {row.text("event") for row in rows if row.text("inferred")}

    def _event_of(self, row: Row) -> Node | None:
        cell = row.cell("event")
        events = dict(self.root.entries("events"))
        if cell is None:
            message = "this row does not say which event it is about"
            self.fault(row.place, "S106", message, "write the id of the event in the column event")
            return None
        if cell.text not in events:
            message = f"there is no event {quoted(cell.text)}"
            hint = f"{did_you_mean(cell.text, events)}; or add a row to the sheet events"
            self.fault(place_of(cell, row.sheet), "R305", message, hint)
            return None
        return events[cell.text]

    def relations(self) -> None:
        """Hand each relation to the report that gives it."""
        for row in self._rows("relations"):
            event = self._event_of(row)
            report = self._report_of(row, event) if event is not None else None
            if report is not None:
                self._relate(row, report)

    def _report_of(self, row: Row, event: Node) -> Node | None:
        said = row.text("report")
        reports = [node for _, node in event.items("reports")]
        named = {node.text("id"): node for node in reversed(reports)}
        number = re.fullmatch(f"(?:{re.escape(row.text('event'))}/)?([0-9]{{1,6}})", said)
        if said and said in named:
            return named[said]
        if number and 1 <= int(number[1]) <= len(reports):
            return reports[int(number[1]) - 1]
        if said:
            message = f"{quoted(row.text('event'))} has no report {quoted(said)}"
            hint = "write the id of one of its reports, or 2 for its second one"
            self.fault(row.place_of("report"), "R310", message, hint)
            return None
        if row.text("inferred"):
            return self._inferred_report(row, event)
        if len(reports) != 1:
            message = f"{len(reports)} reports are given for {quoted(row.text('event'))}"
            hint = "say which one says so in the column report: its id, or 2 for the second"
            self.fault(row.place_of("event"), "R310", message, hint)
            return None
        return reports[0]

    def _inferred_report(self, row: Row, event: Node) -> Node:
        """Give the report by which the coder infers it: one for each event and reason."""
        key = (row.text("event"), row.text("inferred"))
        if key not in self.inferred:
            cell = row.cell("inferred")
            assert cell is not None  # noqa: S101  it has a text
            place = place_of(cell, row.sheet)
            report = node_at({}, place)
            keep(report, "inferred", node_at(cell.text, place), place)
            _append(event, "reports", report)
            self.inferred[key] = report
        return self.inferred[key]

    def _relate(self, row: Row, report: Node) -> None:
        word, other = row.text("relation").casefold(), row.cell("other")
        if word not in columns.RELATION_WORDS:
            place = row.place_of("relation")
            message = f"{quoted(word)} is no relation" if word else "this row says no relation"
            self.fault(place, "F207", message, "write one of: after, before, lag")
        elif other is None:
            message = "this row does not say to which event"
            self.fault(row.place, "S106", message, "write the id of an event in the column other")
        elif word != "lag":
            node = node_at(other.text, place_of(other, row.sheet))
            _append(report, word, node)
        elif report.get("lag") is not None:
            message = "the report gives two lags"
            self.fault(row.place, "F209", message, "add a row to the sheet reports for the second")
        else:
            lag = row.block(leave_out={"event", "report", "relation", "other", "inferred"}).get(
                "lag"
            )
            lag = lag or node_at({}, row.place)
            place = place_of(other, row.sheet)
            keep(lag, "of", node_at(other.text, place), place)
            keep(report, "lag", lag, row.place)

    # --- measures -----------------------------------------------------------------------------

    def measures(self) -> None:
        """Read values, one a row; what is said of the measure itself, its first row says."""
        if "measures" not in self.sheets:
            return
        section = self._section("measures", {})
        for row in self._rows("measures"):
            key = row.cell("measure")
            if key is None:
                message = "this row does not say which measure it is a value of"
                self.fault(row.place, "S106", message, "write an id, such as displaced")
                continue
            place = place_of(key, row.sheet)
            own = row.of(columns.OF_MEASURE)
            if key.text not in section.keys:
                block = row.block_of(own)
                block.line, block.column, block.sheet = place
                keep(section, key.text, block, place)
            elif own and row.block_of(own).plain() != _same(section, key.text, row.block_of(own)):
                message = f"the row of {section.keys[key.text]} says this of the measure otherwise"
                hint = "leave label, unit and so on empty in the further rows of a measure"
                self.fault(row.place, "Y004", message, hint)
            measure = section.get(key.text)
            assert measure is not None  # noqa: S101  it was set
            _append(measure, "values", row.block(leave_out={"measure"}, first=columns.OF_MEASURE))

    # --- lists --------------------------------------------------------------------------------

    def items(self, name: str) -> None:
        """Read a sheet in which every row is one of a list."""
        if name in self.sheets:
            section = self._section(name, [])
            assert isinstance(section.value, list)  # noqa: S101  made as one
            section.value.extend(row.block() for row in self._rows(name))


def _same(section: Node, key: str, block: Node) -> dict[str, object]:
    """Give what the first row of a measure says in the fields of a block."""
    first = section.get(key)
    assert first is not None  # noqa: S101  it was set
    said = first.plain()
    return {name: said.get(name) for name in block.plain()}


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.casefold())[:40].strip("-") or "talks-open"


# --- nodes ---------------------------------------------------------------------------------------


def _append(block: Node, key: str, node: Node) -> None:
    """Add to the list under a key, which begins with this."""
    found = block.get(key)
    if found is None:
        found = node_at([], node.place)
        keep(block, key, found, node.place)
    assert isinstance(found.value, list)  # noqa: S101  made as one
    found.value.append(node)
