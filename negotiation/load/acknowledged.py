"""Check what the acknowledgements of a file name: the ids that a finding may be about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from negotiation.load.names import ACTOR, EVENT, ISSUE, LISTED, PLACE, SOURCE, THIRD_PARTY
from negotiation.load.page import Page, Path_, Sort

ABOUT = dict.fromkeys(("L201", "L203", "L204", "L205", "L206", "L211"), (EVENT,)) | {
    "L202": (SOURCE, ACTOR),
    "L207": (SOURCE,),
    "L208": (ACTOR, PLACE, ISSUE, THIRD_PARTY),
}
STATE = Sort("R302", "track or state", "write a track, or track.state")


def check_acknowledged(page: Page) -> None:
    """Note names in the acknowledgements of a chronology that it does not list."""
    sections = {sort: section for section, sort in LISTED.items()}
    for index, item in page.tree.items("acknowledged"):
        sorts = ABOUT.get(item.text("code") or "")
        if sorts:
            known = [key for sort in sorts for key in page.tree.names(sections[sort])]
            sort = replace(sorts[0], noun=" or ".join(one.noun for one in sorts))
            page.expect(known, _about(index), sort)


def check_acknowledged_states(page: Page, states: Mapping[str, Mapping[str, None]]) -> None:
    """Note tracks and states in the acknowledgements of a model that it does not have."""
    known = [*states, *(f"{track}.{state}" for track in states for state in states[track])]
    for index, _ in page.tree.items("acknowledged"):
        page.expect(known, _about(index), STATE)


def _about(index: int) -> Path_:
    return "acknowledged", index, "about"
