"""Read the sheet “about”: field and value, one a row, as the head of a chronology.

A grid in; the tree that it fills is changed in place. All other sheets: see from_sheets.py.
"""

from __future__ import annotations

import re

from negotiation.load.node import Node, Place, node_at
from negotiation.load.sheet_rows import Fault, keep, place_of, put, value_of
from negotiation.near import did_you_mean, quoted
from negotiation.sheets import columns
from negotiation.sheets.columns import Form
from negotiation.sheets.grid import Cell, Grid


def read_about(grid: Grid | None, root: Node, fault: Fault) -> None:
    """Read field and value, one a row, into the tree; the field may have further words."""
    if grid is None:
        message = "there is no sheet called about, which says what this is"
        hint = "`negotiation new NAME --spreadsheet` makes one"
        fault(Place(1, 1, columns.ABOUT), "S104", message, hint)
        return
    root.sheet = grid.name
    for number, row in grid.rows.items():
        cells = [row[column] for column in sorted(row)]
        name = cells[0].text.casefold()
        if cells[0].column != 1:
            place = Place(number, cells[0].column, grid.name)
            message = "a value without its field, which stands in column A"
            fault(place, "S104", message, "write the field, such as title, or remove it")
        elif (name, number) != ("field", min(grid.rows)) and not name.startswith(columns.OWN):
            _told(cells, grid.name, root, fault)


def _told(cells: list[Cell], sheet: str, root: Node, fault: Fault) -> None:
    key, place = cells[0], Place(cells[0].row, 1, sheet)
    name, *more = re.sub(r"[()]", " ", key.text).casefold().split() or [""]
    if name not in columns.ABOUT_FIELDS or (more and name not in columns.WORDED):
        hint = did_you_mean(name, columns.ABOUT_FIELDS)
        fault(place, "F201", f"there is no field {quoted(key.text)} here", hint)
        return
    if len(cells) > 2 or (len(cells) > 1 and cells[1].column != 2):
        extra = cells[2] if len(cells) > 2 else cells[1]
        message = "what stands to the right of column B is not read"
        fault(place_of(extra, sheet), "S104", message, "put it into B, or remove it")
    if len(cells) > 1:
        _field(name, more, cells[1], place, root, fault)


def _field(name: str, more: list[str], cell: Cell, place: Place, root: Node, fault: Fault) -> None:
    if cell.trouble:
        fault(place_of(cell, place.sheet), *cell.trouble)
    if name == "not-the-same":
        group = value_of(cell, place.sheet, Form.IDS)
        node = root.get(name) or node_at([], place)
        assert isinstance(node.value, list)  # noqa: S101  made as one
        node.value.append(group)
        keep(root, name, node, place)
    elif name == "figure" and more[:1] == ["title"] and len(more) > 1:
        _lane_title(more[1], more[2] if len(more) > 2 else "en", cell, place, root, fault)
    else:
        words = [" ".join(more)] if more and name == "words" else more
        path = (name, *words) if more or name not in {"title", "definition"} else (name, "en")
        listed = name == "figure" and more[:1] and more[0] in columns.FIGURE_LISTS
        tracks = Form.TEXTS if more[:1] == ["tracks"] else Form.IDS
        node = value_of(cell, place.sheet, tracks if listed else Form.TEXT)
        if not put(root, path, node, place):
            fault(place, "Y004", f"the field {quoted(name)} stands here twice", "keep one")


def _lane_title(
    track: str, language: str, cell: Cell, place: Place, root: Node, fault: Fault
) -> None:
    """Give a lane of the figure a title of its own."""
    figure = root.get("figure")
    lanes = figure.get("tracks") if figure is not None else None
    for index, lane in enumerate(lanes.value if lanes and isinstance(lanes.value, list) else ()):
        if lane.value == track:
            assert lanes is not None and isinstance(lanes.value, list)  # noqa: S101,PT018
            named = node_at({}, lane.place)
            keep(named, "track", lane, lane.place)
            lanes.value[index] = lane = named
        if lane.text("track") == track:
            title = value_of(cell, place.sheet, Form.TEXT)
            if not put(lane, ("title", language), title, place):
                message = f"the lane {quoted(track)} has two titles"
                fault(place, "Y004", message, "keep one")
            return
    message = f"no lane {quoted(track)} is listed in a row above"
    fault(place, "R303", message, "list it under “figure tracks” first")
