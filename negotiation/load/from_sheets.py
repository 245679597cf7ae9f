"""Put the sheets of a chronology together as one tree, in which every value has its cell.

Grids in, the tree that a YAML file of the same content would have out; what each column holds is
said in sheets/columns.py. Names, dates and fields are checked later, as those of any file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from negotiation.load.node import Node, Place, node_at
from negotiation.load.sheet_rows import Fault, Row, put, rows_of, value_of
from negotiation.near import did_you_mean, quoted
from negotiation.sheets import columns
from negotiation.sheets.columns import BY_NAME, FIRST_REPORT, NAMED, Form
from negotiation.sheets.grid import Cell, Grid

UNREPORTED = "no report is given"


def tree_of(grids: Iterable[Grid], fault: Fault) -> Node:
    """Give the tree; `fault(place, code, message, hint)` hears every problem."""
    sheets = {grid.name.strip().casefold(): grid for grid in _read(grids, fault)}
    book = _Book(sheets, fault)
    book.about()
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
    for grid in grids:
        name = grid.name.strip().casefold()
        if name in {columns.CODEBOOK, columns.LISTS} or name.startswith(columns.OWN):
            continue
        first = Place(1, 1, grid.name)
        if name not in known:
            message = f"the format has no sheet {quoted(grid.name)}"
            hint = f"{did_you_mean(name, known)}; a sheet of your own begins with _"
            fault(first, "S101", message, hint)
        elif grid.hidden:
            message = f"the sheet {quoted(grid.name)} is hidden, so nobody sees what it says"
            fault(first, "S102", message, "show it, or remove it")
        else:
            yield grid


@dataclass(slots=True)
class _Book:
    """The sheets by name, the tree made of them so far, and the reports by their ids."""

    sheets: dict[str, Grid]
    fault: Fault
    root: Node = field(default_factory=lambda: Node({}, 1, 1, sheet=columns.ABOUT))
    reports_by_id: dict[str, Node] = field(default_factory=dict)
    inferred: dict[tuple[str, str], Node] = field(default_factory=dict)

    def _rows(self, name: str) -> Iterator[Row]:
        if name in self.sheets:
            yield from rows_of(self.sheets[name], BY_NAME[name], self.fault)

    def _section(self, name: str, empty: dict[str, Node] | list[Node]) -> Node:
        node = Node(empty, 1, 1, sheet=self.sheets[name].name)
        _set(self.root, name, node, node.place)
        return node

    # --- the sheet “about” --------------------------------------------------------------------

    def about(self) -> None:
        """Read field and value, one a row; the field may have further words."""
        grid = self.sheets.get(columns.ABOUT)
        if grid is None:
            message = "there is no sheet called about, which says what this is"
            hint = "`negotiation new NAME --spreadsheet` makes one"
            self.fault(Place(1, 1, columns.ABOUT), "S104", message, hint)
            return
        self.root.sheet = grid.name
        for number, row in grid.rows.items():
            cells = [row[column] for column in sorted(row)]
            name = cells[0].text.casefold()
            if cells[0].column != 1:
                place = Place(number, cells[0].column, grid.name)
                message = "a value without its field, which stands in column A"
                self.fault(place, "S104", message, "write the field, such as title, or remove it")
            elif (name, number) != ("field", min(grid.rows)) and not name.startswith(columns.OWN):
                self._told(cells, grid.name)

    def _told(self, cells: list[Cell], sheet: str) -> None:
        key, place = cells[0], Place(cells[0].row, 1, sheet)
        name, *more = re.sub(r"[()]", " ", key.text).split() or [""]
        name = name.casefold()
        if name not in columns.ABOUT_FIELDS:
            hint = did_you_mean(name, columns.ABOUT_FIELDS)
            self.fault(place, "F201", f"there is no field {quoted(key.text)} here", hint)
            return
        if len(cells) > 2 or (len(cells) > 1 and cells[1].column != 2):
            extra = cells[2] if len(cells) > 2 else cells[1]
            message = "what stands to the right of column B is not read"
            self.fault(
                Place(extra.row, extra.column, sheet),
                "S104",
                message,
                "put it into B, or remove it",
            )
        if len(cells) > 1:
            self._field(name, more, cells[1], place)

    def _field(self, name: str, more: list[str], cell: Cell, place: Place) -> None:
        if cell.trouble:
            self.fault(_place(cell, place.sheet), *cell.trouble)
        if name == "not-the-same":
            group = value_of(cell, place.sheet, Form.IDS)
            node = self.root.get(name) or node_at([], place)
            assert isinstance(node.value, list)  # noqa: S101  made as one
            node.value.append(group)
            _set(self.root, name, node, place)
        elif name == "figure" and more[:1] == ["title"] and len(more) > 1:
            self._lane_title(more[1], more[2] if len(more) > 2 else "en", cell, place)
        else:
            path = (name, *more) if more or name not in {"title", "definition"} else (name, "en")
            listed = name == "figure" and more[:1] and more[0] in columns.FIGURE_LISTS
            tracks = Form.TEXTS if more[:1] == ["tracks"] else Form.IDS
            node = value_of(cell, place.sheet, tracks if listed else Form.TEXT)
            if not put(self.root, path, node, place):
                self.fault(place, "Y004", f"the field {quoted(name)} stands here twice", "keep one")

    def _lane_title(self, track: str, language: str, cell: Cell, place: Place) -> None:
        """Give a lane of the figure a title of its own."""
        figure = self.root.get("figure")
        lanes = figure.get("tracks") if figure is not None else None
        for index, lane in enumerate(
            lanes.value if lanes and isinstance(lanes.value, list) else ()
        ):
            if lane.value == track:
                assert lanes is not None and isinstance(lanes.value, list)  # noqa: S101,PT018
                named = node_at({}, lane.place)
                _set(named, "track", lane, lane.place)
                lanes.value[index] = lane = named
            if lane.text("track") == track:
                put(lane, ("title", language), value_of(cell, place.sheet, Form.TEXT), place)
                return
        message = f"no lane {quoted(track)} is listed in a row above"
        self.fault(place, "R303", message, "list it under “figure tracks” first")

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
            place = _place(key, row.sheet)
            block = row.block(leave_out={"id"}, first=FIRST_REPORT if name == "events" else ())
            if key.text in section.keys:
                message = f"the id {quoted(key.text)} stands in {section.keys[key.text]} already"
                self.fault(place, "Y004", message, "give each its own id")
                continue
            block.line, block.column, block.sheet = place
            _set(section, key.text, block, place)
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
                report = row.block(leave_out={"event"})
                _append(event, "reports", report)
                name = report.text("id")
                if name:
                    self.reports_by_id.setdefault(name, report)
        inferred = self._inferred_events()
        for key, event in self.root.entries("events"):
            if event.get("reports") is None and key not in inferred:
                message = f"no report is given for {quoted(key)}"
                hint = "fill source and when in its row, or add a row to the sheet reports"
                self.fault(event.place, "F202", message, hint)
                stand_in = node_at({}, event.place)
                _set(stand_in, "inferred", node_at(UNREPORTED, event.place), event.place)
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
            self.fault(_place(cell, row.sheet), "R305", message, hint)
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
        number = re.fullmatch(r"(?:.*/)?([0-9]{1,6})", said)
        if said in self.reports_by_id:
            return self.reports_by_id[said]
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
            place = _place(cell, row.sheet)
            report = node_at({}, place)
            _set(report, "inferred", node_at(cell.text, place), place)
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
            node = node_at(other.text, _place(other, row.sheet))
            _append(report, word, node)
        elif report.get("lag") is not None:
            message = "the report gives two lags"
            self.fault(row.place, "F209", message, "add a row to the sheet reports for the second")
        else:
            lag = row.block(leave_out={"event", "report", "relation", "other", "inferred"}).get(
                "lag"
            )
            lag = lag or node_at({}, row.place)
            place = _place(other, row.sheet)
            _set(lag, "of", node_at(other.text, place), place)
            _set(report, "lag", lag, row.place)

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
            place = _place(key, row.sheet)
            own = row.of(columns.OF_MEASURE)
            if key.text not in section.keys:
                block = row.block_of(own)
                block.line, block.column, block.sheet = place
                _set(section, key.text, block, place)
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


def _place(cell: Cell, sheet: str) -> Place:
    return Place(cell.row, cell.column, sheet)


def _set(block: Node, key: str, node: Node, place: Place) -> None:
    assert isinstance(block.value, dict)  # noqa: S101  made as one
    block.value[key] = node
    block.keys.setdefault(key, place)


def _append(block: Node, key: str, node: Node) -> None:
    """Add to the list under a key, which begins with this."""
    found = block.get(key)
    if found is None:
        found = node_at([], node.place)
        _set(block, key, found, node.place)
    assert isinstance(found.value, list)  # noqa: S101  made as one
    found.value.append(node)
