"""Check every name in a chronology: kinds, events, sources, actors, places, issues, reports."""

from __future__ import annotations

from collections.abc import Iterator

from negotiation.load.node import Node, Place
from negotiation.load.page import Page, Path_, Sort
from negotiation.model import Model
from negotiation.near import quoted

KIND = Sort("R301", "kind of event", "add it to the model under `kinds:`")
SOURCE = Sort("R304", "source", "list the source under `sources:`", suggest=False)
EVENT = Sort("R305", "event", "add the event under `events:`")
ACTOR = Sort("R306", "actor", "list it under `actors:`")
PLACE = Sort("R307", "place", "list it under `places:`")
ISSUE = Sort("R308", "issue", "list it under `issues:`")
THIRD_PARTY = Sort("R309", "third party", "list it under `third-parties:`")
REPORT = Sort("R310", "report", "give the report that is meant an `id:`")
MEASURE = Sort("R311", "measure", "add it under `measures:`")
TRACK = Sort("R303", "track", "use a track of the model, or one of its copies: issue/arms-scope")

LISTED = {
    "issues": ISSUE,
    "third-parties": THIRD_PARTY,
    "places": PLACE,
    "actors": ACTOR,
    "sources": SOURCE,
    "events": EVENT,
    "measures": MEASURE,
}
ROLES = ("by", "to", "with", "backed-by", "mediated-by")


def check_names(page: Page, model: Model | None) -> None:
    """Note every name that the file, or its model, does not hold."""
    known = {sort.code: page.tree.names(section) for section, sort in LISTED.items()}
    known[REPORT.code] = dict.fromkeys(_report_ids(page))
    if model is not None:
        known[KIND.code] = dict.fromkeys(model.kinds)
        known[TRACK.code] = dict.fromkeys(_track_names(page, model))
    for path, sort in _mentions(page):
        if sort.code in known:
            page.expect(known[sort.code].keys(), path, sort)
    for path, report in reports_of(page):
        _check_self(page, report, path)


def reports_of(page: Page) -> Iterator[tuple[Path_, Node]]:
    """Give every report with its path."""
    for key, event in page.tree.entries("events"):
        for index, report in event.items("reports"):
            yield ("events", key, "reports", index), report


def _mentions(page: Page) -> Iterator[tuple[Path_, Sort]]:
    """Give every path at which names of some sort stand."""
    for key, _ in page.tree.entries("events"):
        path: Path_ = ("events", key)
        yield (*path, "kind"), KIND
        yield (*path, "issues"), ISSUE
        yield (*path, "places"), PLACE
        yield (*path, "third-parties"), THIRD_PARTY
        yield from (((*path, "who", role), ACTOR) for role in ROLES)
    for path, _ in reports_of(page):
        yield from _cited(path)
        yield (*path, "kind"), KIND
        yield (*path, "after"), EVENT
        yield (*path, "before"), EVENT
        yield (*path, "lag", "of"), EVENT
    for key, measure in page.tree.entries("measures"):
        for index, _ in measure.items("values"):
            yield from _cited(("measures", key, "values", index))
            yield ("measures", key, "values", index, "attributed-to"), ACTOR
    for section in ("background", "left-uncoded"):
        for index, _ in page.tree.items(section):
            yield from _cited((section, index))
    for index, _ in page.tree.items("notes"):
        yield ("notes", index, "about"), EVENT
        yield ("notes", index, "measures"), MEASURE
        yield ("notes", index, "sources"), SOURCE
    yield from _drawn(page)
    yield from ((("not-the-same", index), PLACE) for index, _ in page.tree.items("not-the-same"))
    yield from ((("set-aside", i, "report"), REPORT) for i, _ in page.tree.items("set-aside"))


def _drawn(page: Page) -> Iterator[tuple[Path_, Sort]]:
    """Give the paths at which the figure names tracks, measures and events."""
    figure = page.tree.get("figure")
    for index, lane in figure.items("tracks") if figure is not None else ():
        path: Path_ = ("figure", "tracks", index)
        yield ((*path, "track") if isinstance(lane.value, dict) else path), TRACK
    yield ("figure", "measures"), MEASURE
    yield ("figure", "flags"), EVENT


def _track_names(page: Page, model: Model) -> Iterator[str]:
    """Give every track, by its own name and by those of its copies."""
    for key, track in model.tracks.items():
        yield key
        if track.for_each is not None:
            yield from (f"{key}/{own}" for own in page.tree.names(track.for_each))


def _cited(path: Path_) -> Iterator[tuple[Path_, Sort]]:
    yield (*path, "source"), SOURCE
    yield (*path, "by"), ACTOR


def _check_self(page: Page, report: Node, path: Path_) -> None:
    """Note a report that puts its event before, after or so long after itself."""
    event = str(path[1])
    lag = report.get("lag")
    related = [*report.texts("after"), *report.texts("before")]
    for node, other in [*related, *(lag.texts("of") if lag else ())]:
        if other == event:
            message = f"{quoted(event)} is related to itself"
            page.fault_at_node(node, path, "R314", message, "name the other event")


def _report_ids(page: Page) -> list[str]:
    """Give the ids of reports, noting those that stand twice."""
    places: dict[str, Place] = {}
    for path, report in reports_of(page):
        key = report.text("id")
        if key and key in places:
            message = f"the report id {quoted(key)} stands in {places[key]} already"
            page.fault_at((*path, "id"), "R312", message, "give each report its own id")
        elif key:
            places[key] = report.find(("id",)).place
    return list(places)
