"""Origin: to whom a report goes back, so that one voice in five articles counts once.

Reports and sources in, origins out. Knows no events.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

from negotiation.evidence import Report, Source


class Origin(NamedTuple):
    """Whom a report is attributed to, else its wire, else its outlet."""

    sort: Literal["actor", "wire", "outlet"]
    name: str


def origins(reports: Iterable[Report], sources: Mapping[str, Source]) -> frozenset[Origin]:
    """Give the independent origins of reports that name a source: as many as support them."""
    found: set[Origin] = set()
    for report in reports:
        source = sources[report.source or ""]
        actors = {Origin("actor", key) for key in report.by}
        wires = {Origin("wire", wire) for wire in source.wire}
        found |= actors or wires or {Origin("outlet", source.outlet)}
    return frozenset(found)
