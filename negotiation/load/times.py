"""Check what a chronology says of time: words, dates in their zone, circles of order."""

from __future__ import annotations

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

from negotiation.dates import Words, any_meaning, parse_date, zone
from negotiation.errors import DateError
from negotiation.load.names import reports_of
from negotiation.load.node import Node
from negotiation.load.page import Page, Path_, Sort
from negotiation.near import quoted

WORD = Sort("D106", "word of time", "declare it under `words:`, for example {}: 06–12")
CIRCLES = 10  # so many are told; each takes a walk through all events


def read_words(page: Page) -> Words | None:
    """Read the words of time, noting each that cannot be read; None if they are no block."""
    node = page.tree.get("words")
    if node is None or not isinstance(node.value, dict):
        return None
    words = Words({})
    for key, child in node.value.items():
        text = child.value if isinstance(child.value, str) else "a block"
        try:
            words = words.meaning(key, text)
        except DateError as error:
            page.fault_at(("words", key), error.code, error.message, error.hint)
            words = words.meaning(key, any_meaning(key))  # no second problem where it is used
    return words


def check_dates(page: Page, words: Words) -> None:
    """Note words of time that are not declared, and clock times that did not exist."""
    try:
        home = zone(page.tree.text("timezone") or "").key
    except DateError:
        home = "UTC"
    for path, key in _dated(page):
        _check_date(page, path, home, words, key)


def _dated(page: Page) -> Iterator[tuple[Path_, str]]:
    """Give the path of every block with a date, and the field that the date stands in."""
    yield from ((("sources", key), "published") for key, _ in page.tree.entries("sources"))
    yield from ((path, "when") for path, _ in reports_of(page))
    yield from ((("background", index), "when") for index, _ in page.tree.items("background"))
    if page.tree.get("figure") is not None:
        yield from ((("figure",), end) for end in ("from", "to"))
    for key, measure in page.tree.entries("measures"):
        yield from ((("measures", key, "values", i), "as-of") for i, _ in measure.items("values"))


def _check_date(page: Page, path: Path_, home: str, words: Words, key: str) -> None:
    block = page.tree.find(path)
    text, place = block.text(key), (*path, key)
    if not text:
        return
    try:
        dating = parse_date(text)
        own = zone(block.text("timezone") or home)
    except DateError:
        return  # told by the field itself
    undeclared = sorted(dating.words - words.parts.keys())
    if undeclared:
        message = f"{quoted(undeclared[0])} is not a word of time of this file"
        add = WORD.add.format(undeclared[0])
        hint = page.hint(undeclared[0], words.parts, Sort(WORD.code, WORD.noun, add))
        page.fault_at(place, WORD.code, message, hint)
        return
    try:
        window = dating.window(own, words)
    except DateError as error:
        page.fault_at(place, error.code, error.message, error.hint)
        return
    if key == "published" and window.latest is None:
        message = f"{quoted(text)} has no end: it is not known by when the source was out"
        page.fault_at(place, "D112", message, "write the day, or two days: 2018-07-03/2018-07-05")


# --- order ---------------------------------------------------------------------------------------


def check_circles(page: Page) -> None:
    """Note events that are said to follow one another in a circle."""
    places = _sequences(page)
    earlier: dict[str, set[str]] = {}
    for first, second in places:
        earlier.setdefault(second, set()).add(first)
    for _ in range(CIRCLES):
        circle = _circle(earlier)
        if circle is None:
            return
        pairs = list(pairwise(circle))
        last = max(pairs, key=lambda pair: places[pair][0].line)
        names = " → ".join(name[:60] for name in circle[:8]) + (" → …" if circle[8:] else "")
        message = f"these events follow one another in a circle: {names}"
        page.fault_at_node(*places[last], "R313", message, "correct one, or set one report aside")
        earlier[last[1]].discard(last[0])


def _sequences(page: Page) -> dict[tuple[str, str], tuple[Node, Path_]]:
    """Give the place of each statement that one event came before another, reports in use only."""
    aside = {text for _, item in page.tree.items("set-aside") for _, text in item.texts("report")}
    places: dict[tuple[str, str], tuple[Node, Path_]] = {}
    for path, report in reports_of(page):
        key = str(path[1])
        if report.text("id") in aside:
            continue
        for node, other in report.texts("after"):
            places[other, key] = node, (*path, "after")
        for node, other in report.texts("before"):
            places[key, other] = node, (*path, "before")
    return {pair: place for pair, place in places.items() if pair[0] != pair[1]}


def _circle(earlier: dict[str, set[str]]) -> list[str] | None:
    """Give one circle, its first event again at the end; None if there is none."""
    try:
        TopologicalSorter(earlier).prepare()
    except CycleError as error:
        circle: list[str] = error.args[1]
        return circle
    return None
