"""Date a row as honestly as its table allows: cells in, days out, or why there are none."""

from __future__ import annotations

from negotiation.dates import Words, parse_date, zone
from negotiation.errors import DateError
from negotiation.importing.cells import Cells
from negotiation.importing.formats import Days, Format, readings
from negotiation.importing.mapping import TableMapping
from negotiation.importing.table import Row
from negotiation.importing.widths import widened, written
from negotiation.near import quoted


def dated(mapping: TableMapping, cells: Cells, row: Row) -> Days:
    """Give the window of a row's event: its dates, as wide as its code of precision says.

    Raises NotTaken.
    """
    when = mapping.when
    first = _read(cells, row, when.column, when.formats)
    days = first
    if when.until and cells.text(row, when.until):
        last = _read(cells, row, when.until, when.formats)
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


def _read(cells: Cells, row: Row, heading: str, formats: tuple[Format, ...]) -> Days:
    text = cells.text(row, heading)
    if not text:
        raise cells.left(row, heading, "I205", "the date is empty")
    found = readings(text, formats)
    if len(found) == 1:
        return found[0]
    if found:
        both = " or ".join(written(days) for days in found)
        raise cells.left(row, heading, "I203", f"{quoted(text)} may be {both}")
    known = ", ".join(each.text for each in formats)
    raise cells.left(row, heading, "I202", f"{quoted(text)} is not a date written as {known}")


def _on_the_clock(mapping: TableMapping, cells: Cells, row: Row, days: Days) -> Days:
    """Refuse a clock time that the clocks skipped on that day."""
    if days.clock:
        try:
            parse_date(written(days)).window(zone(mapping.timezone), Words({}))
        except DateError as error:
            raise cells.left(row, mapping.when.column, "I202", error.message) from None
    return days
