"""Take out of a chronology's data what is confidential, before anybody reads it.

Plain data in (mappings, lists, texts, as a valid file holds them), plain data out, with the number
of things withheld. Nothing that is made from the data later can show what is no longer in it.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace

from negotiation.withholding.gone import Gone, Withheld
from negotiation.withholding.masks import Telltale, mask, name_roles, refuse_telltales
from negotiation.withholding.plain import PRIVATE, Data, blocks, holds_mark, is_mark, is_marked

__all__ = ["Data", "Telltale", "Withheld", "holds_mark", "is_mark", "is_marked", "withhold"]


def withhold(
    data: Data,
    *,
    quotations: bool = False,
    roles_only: bool = False,
    name: str = "",
    beside: Data | None = None,
) -> tuple[Data, Withheld]:
    """Give the data without what is confidential, and how much that is.

    Reports of a confidential source go, and events that rest on them alone; a confidential actor
    keeps a nameless place, so that attributions stay attributions; a confidential place goes. What
    relates to any of them goes too, and texts that name them are masked. The coder's quotations go
    unless they are asked for; with `roles_only` the names of persons give way to their roles.
    What another coding of the same story, `beside`, marks is as confidential here.
    Raises Telltale for an id, or the `name` of the file, that holds the id of one of them.
    """
    if beside is None and not roles_only and not holds_mark(data) and not _holds_private(data):
        return data, Withheld()  # most files are so, and their readers wait
    kept = deepcopy(data)
    gone = Gone(kept, Gone(deepcopy(beside)) if beside else None)
    private = 0 if quotations else drop_private(kept)
    if gone:
        gone.withdraw()
        mask(kept, gone.names())
        refuse_telltales(kept, gone.telling(), name)
    if roles_only:
        name_roles(kept)
    return kept, replace(gone.counted, private=private)


def _holds_private(data: Data) -> bool:
    """Say whether a report holds a quotation or a translation."""
    reports = (
        report for _, event in blocks(data, "events") for report in event.get("reports") or []
    )
    return any(field in report for report in reports for field in PRIVATE)


def drop_private(data: Data) -> int:
    """Take the coders' quotations and translations out; give how many."""
    dropped = 0
    for _, event in blocks(data, "events"):
        for report in event.get("reports") or []:
            dropped += sum(report.pop(field, None) is not None for field in PRIVATE)
    return dropped
