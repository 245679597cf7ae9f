"""Date a row as honestly as its table allows: cells in, days out, or why there are none."""

from __future__ import annotations

import re

from negotiation.dates import Words, parse_date, zone
from negotiation.errors import DateError
from negotiation.importing.cells import Cells
from negotiation.importing.formats import Days, readings
from negotiation.importing.mapping import TableMapping
from negotiation.importing.table import Row
from negotiation.importing.widths import widened, written
from negotiation.near import quoted

_COUNTED_DAYS = re.compile(r"[1-9][0-9]{4}(\.[0-9]+)?")  # since 1900, as Excel keeps a date


def dated(mapping: TableMapping, cells: Cells, row: Row) -> Days:
    """Give the window of a row's event: its dates, as wide as its code of precision says.

    Raises NotTaken.
    """
    when = mapping.when
    first = _read(mapping, cells, row, when.column)
    days = first
    if when.until and cells.text(row, when.until):
        last = _read(mapping, cells, row, when.until)
        if last.last < first.first:
            because = f"{cells.text(row, when.until)} is before {cells.text(row, when.column)}"
            raise cells.left(row, when.until, "I202", because)
        days = Days(first.first, last.last, first.clock if first == last else "")
    widths = when.always or ()
    if when.precision:
        code = cells.text(row, when.precision.column)
        if code not in when.precision.widths:
            said = f"the precision {quoted(code)} is not in the mapping" if code else "no precision"
            because = f"{said}; the date may be wider than it looks"
            raise cells.left(row, when.precision.column, "I204", because)
        widths = when.precision.widths[code]
    return _on_the_clock(mapping, cells, row, widened(days, widths))


def _read(mapping: TableMapping, cells: Cells, row: Row, heading: str) -> Days:
    text, formats = cells.text(row, heading), mapping.when.formats
    if not text:
        raise cells.left(row, heading, "I205", "the date is empty")
    found = readings(text, formats, zone(mapping.timezone))
    if len(found) == 1:
        return found[0]
    if found:
        both = " or ".join(written(days) for days in found)
        raise cells.left(row, heading, "I203", f"{quoted(text)} may be {both}")
    because = f"{quoted(text)} is not a date written as {', '.join(each.text for each in formats)}"
    if _COUNTED_DAYS.fullmatch(text):
        because += "; if it is a date to Excel, format the column as a date there"
    raise cells.left(row, heading, "I202", because)


def _on_the_clock(mapping: TableMapping, cells: Cells, row: Row, days: Days) -> Days:
    """Refuse a clock time that the clocks skipped on that day."""
    if days.clock:
        try:
            parse_date(written(days)).window(zone(mapping.timezone), Words({}))
        except DateError as error:
            raise cells.left(row, mapping.when.column, "I202", error.message) from None
    return days
