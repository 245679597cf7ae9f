"""Read a chronology file: its fields, and every name and date in it."""

from __future__ import annotations

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from pydantic import ValidationError

from negotiation.chronology import FORMAT, Chronology
from negotiation.dates import Words, parse_date, parse_duration, parse_part_of_day, zone
from negotiation.errors import DateError, LoadError
from negotiation.load.fields import report_fields
from negotiation.load.files import Missing, find_model
from negotiation.load.model_file import check_format, named, read_model
from negotiation.load.page import Page, Path_
from negotiation.load.tree import Node
from negotiation.model import Model
from negotiation.near import quoted

SECTIONS = ("issues", "third-parties", "places", "actors", "sources", "events", "measures")
EMPTY_MODEL = Model(title={"en": "none"})


def read_chronology(path: Path, shown: str) -> Chronology:
    """Read a chronology with its model. Raises LoadError with every problem of the file."""
    page = Page(path, shown)
    check_format(page, FORMAT)
    model = _read_model(page)
    data = page.tree.plain()
    for section in SECTIONS:
        named(page, data, section)
    _check_names(page, model)
    _check_relations(page)
    _check_dates(page)
    if isinstance(data, dict) and "model" in data:
        data["model"] = model or EMPTY_MODEL
        data["name"] = _identifier(path)
    chronology: Chronology | None = None
    try:
        chronology = Chronology.model_validate(data, by_alias=True, by_name=False)
    except ValidationError as error:
        report_fields(page, error, Chronology)
    page.finish()
    assert chronology is not None  # noqa: S101  finish() has raised
    return chronology


def _identifier(path: Path) -> str:
    kept = "".join(ch if ch.isascii() and ch.isalnum() else "-" for ch in path.stem.lower())
    return kept.strip("-")[:80] or "chronology"


def _read_model(page: Page) -> Model | None:
    reference = page.tree.text("model")
    if not reference:
        return None
    try:
        model = read_model(find_model(reference, page.path.parent), reference)
    except Missing as missing:
        page.fault_at(("model",), missing.code, missing.message, missing.hint)
        return None
    except LoadError as error:
        page.problems.extend(error.problems)
        page.fault_at(("model",), "P506", f"{quoted(reference)} has problems", "mend it first")
        return None
    for key, track in model.tracks.items():
        if any(transition.timeout is not None for transition in track.transitions):
            message = f"the track {quoted(key)} of this model has a timeout"
            page.fault_at(("model",), "M404", message, "timeouts belong to simulations")
    return model


# --- names ---------------------------------------------------------------------------------------


def _check_names(page: Page, model: Model | None) -> None:
    tree = page.tree
    known = {section: {key for key, _ in tree.entries(section)} for section in SECTIONS}
    sources = list(dict.fromkeys(key for key, _ in tree.entries("sources")))
    for key, event in tree.entries("events"):
        path: Path_ = ("events", key)
        if model is not None:
            page.expect(model.kinds, "kind", path, "R301", "kind of event")
        page.expect(known["issues"], "issues", path, "R308", "issue")
        page.expect(known["places"], "places", path, "R307", "place")
        page.expect(known["third-parties"], "third-parties", path, "R309", "third party")
        for role in ("by", "to", "with", "backed-by", "mediated-by"):
            page.expect(known["actors"], role, (*path, "who"), "R306", "actor")
        for index, report in event.items("reports"):
            place = (*path, "reports", index)
            page.expect(sources, "source", place, "R304", "source")
            page.expect(known["actors"], "by", place, "R306", "actor")
            page.expect(known["events"], "after", place, "R305", "event")
            page.expect(known["events"], "before", place, "R305", "event")
            page.expect(known["events"], "of", (*place, "lag"), "R305", "event")
            if model is not None:
                page.expect(model.kinds, "kind", place, "R301", "kind of event")
            _check_self(page, key, report, place)
    for key, measure in tree.entries("measures"):
        for index, _ in measure.items("values"):
            page.expect(sources, "source", ("measures", key, "values", index), "R304", "source")
            page.expect(known["actors"], "by", ("measures", key, "values", index), "R306", "actor")
    for section in ("background", "left-uncoded"):
        for index, _ in tree.items(section):
            page.expect(sources, "source", (section, index), "R304", "source")
            page.expect(known["actors"], "by", (section, index), "R306", "actor")
    for index, _ in tree.items("notes"):
        page.expect(known["events"], "about", ("notes", index), "R305", "event")
        page.expect(known["measures"], "measures", ("notes", index), "R311", "measure")
    for index, _ in tree.items("not-the-same"):
        page.expect_item(known["places"], ("not-the-same", index), "R307", "place")
    _check_report_ids(page)


def _check_self(page: Page, key: str, report: Node, place: Path_) -> None:
    named = [*report.texts("after"), *report.texts("before")]
    lag = report.get("lag")
    if lag is not None:
        named += list(lag.texts("of"))
    for node, other in named:
        if other == key:
            message = f"{quoted(key)} is related to itself"
            page.fault_at_node(node, place, "R314", message, "name the other event")


def _reports(page: Page) -> Iterator[tuple[Path_, Node, str]]:
    for key, event in page.tree.entries("events"):
        for index, report in event.items("reports"):
            yield ("events", key, "reports", index), report, key


def _check_report_ids(page: Page) -> None:
    ids: dict[str, int] = {}
    for path, report, _ in _reports(page):
        key = report.text("id")
        if key and key in ids:
            message = f"the report id {quoted(key)} stands in line {ids[key]} already"
            page.fault_at((*path, "id"), "R312", message, "give each report its own id")
        elif key:
            ids[key] = report.find(("id",)).line
    for index, _ in page.tree.items("set-aside"):
        page.expect(list(ids), "report", ("set-aside", index), "R310", "report")


# --- order ---------------------------------------------------------------------------------------


def _check_relations(page: Page) -> None:
    """Note events that are said to follow one another in a circle."""
    aside = {text for _, item in page.tree.items("set-aside") for _, text in item.texts("report")}
    sorter: TopologicalSorter[str] = TopologicalSorter()
    places: dict[tuple[str, str], tuple[Node, Path_]] = {}
    for path, report, key in _reports(page):
        if report.text("id") in aside:
            continue
        for node, other in report.texts("after"):
            sorter.add(key, other)
            places[other, key] = node, (*path, "after")
        for node, other in report.texts("before"):
            sorter.add(other, key)
            places[key, other] = node, (*path, "before")
    try:
        sorter.prepare()
    except CycleError as error:
        circle: list[str] = error.args[1]
        if circle[0] == circle[1]:
            return  # related to itself: told already
        pairs = list(zip(circle, circle[1:], strict=False))
        node, path = max((places[pair] for pair in pairs), key=lambda place: place[0].line)
        message = "these events follow one another in a circle: " + " → ".join(circle[:8])
        page.fault_at_node(node, path, "R313", message, "correct one, or set one report aside")


# --- dates ---------------------------------------------------------------------------------------


def _check_dates(page: Page) -> None:
    """Note words of time that are not declared and clock times that did not exist."""
    words = _words(page.tree.get("words"))
    try:
        home = zone(page.tree.text("timezone") or "")
    except DateError:
        home = zone("UTC")
    for path, report, _ in _reports(page):
        _check_date(page, path, report, home.key, words)
    for key, measure in page.tree.entries("measures"):
        for index, value in measure.items("values"):
            _check_date(page, ("measures", key, "values", index), value, home.key, words, "as-of")
    for key, source in page.tree.entries("sources"):
        _check_date(page, ("sources", key), source, home.key, words, "published")


def _words(node: Node | None) -> Words:
    """Read the words of time as far as they can be read; the rest is told elsewhere."""
    parts, about = {}, None
    if node is not None and isinstance(node.value, dict):
        for key, child in node.value.items():
            try:
                if key == "about":
                    about = parse_duration(str(child.value))
                else:
                    parts[key] = parse_part_of_day(str(child.value))
            except DateError:
                parts[key] = (0, 1)
    return Words(parts, about)


def _check_date(
    page: Page, path: Path_, node: Node, home: str, words: Words, key: str = "when"
) -> None:
    text = node.text(key)
    if text is None:
        return
    try:
        dating = parse_date(text)
        own = zone(node.text("timezone") or home)
    except DateError:
        return  # told by the field itself
    try:
        dating.window(own, words)
    except DateError as error:
        page.fault_at((*path, key), error.code, error.message, error.hint)
