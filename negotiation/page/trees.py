"""Trees: drawings as nested lists, which the page's script turns into elements of SVG.

Lanes, events, terms, measures and diagrams in; [tag, {attribute: value}, child, …] out, where a
child is another tree or a text. Texts with data-at are of something that may begin so far
on, in per cent. No markup is parsed in the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from xml.etree import ElementTree

from negotiation.diagram.shapes import INKS
from negotiation.page.across import Box
from negotiation.page.bars import Lane
from negotiation.page.offers import Offer
from negotiation.page.points import Dot, Set, Strip
from negotiation.page.rail import DOT, PITCH, Mark
from negotiation.view.colours import PAGE
from negotiation.view.texts import shown

Tree = list[Any]

OPEN = {"": "", "earlier": "a", "later": "z", "both": "dim"}  # classes of page.css
HEAD = re.compile(r"l[^a-z]*m[^a-z]*l[^a-z]*$")
ARROW = "M-.75 0v-9h-2.5l3.25-5 3.25 5h-2.5v9z"
VIEW = ("viewBox", "width", "role", "aria-label")
SHAPES = frozenset({"path", "circle", "rect", "text"})
NAMED = frozenset({"d", "x", "y", "cx", "cy", "r", "data-state", "data-edge"})
THIN, LEAST_HIGH, FIRST_ROW, ROW = 1.5, 3.0, 60.0, 16.0  # pixels
LEAST_WIDE = 0.3  # per cent: what can be seen


def lane_tree(lane: Lane, classes: Mapping[str, int]) -> Tree:
    """Give the bars and labels of a track; `classes` numbers the classes of the colours."""
    inside = [_rect("h", lane.silent)] if lane.silent else []
    for bar in lane.bars:
        colour = f"c{classes[bar.shade]}"
        title = [["title", {}, shown(bar.title)]] if bar.title else []
        boxes = [(f"{colour} a", bar.fade), (colour, bar.solid)]
        rects = [_rect(look, box) for look, box in boxes if box]
        inside += rects[:-1] + [[*rect, *title] for rect in rects[-1:]]
    inside += [_rect("d", box) for box in lane.unclear]
    for label in lane.labels:
        look = f"f{label.least} w" if label.ink == PAGE else f"f{label.least}"
        attributes = {"class": look, "x": _share(label.x)}
        if label.clear:
            attributes["stroke"] = label.clear
        inside.append(["text", attributes, shown(label.text)])
    return ["svg", {}, *inside]


def offers_tree(row: Iterable[Offer]) -> Tree:
    """Give the terms of a party in one row."""
    inside: Tree = []
    for offer in row:
        for look, box in (("a", offer.fade), ("", offer.solid), ("z", offer.out)):
            inside += [_rect(look, box)] if box else []
        look = "f2 e" if offer.anchor == "end" else "f2"
        place = {"class": look, "x": _share(offer.x)}
        if offer.anchor == "end":
            place["data-at"] = number(offer.start)
        inside.append(["text", place, shown(offer.text)])
    return ["svg", {}, *inside]


def rail_tree(marks: Iterable[Mark], classes: Mapping[str, int]) -> Tree:
    """Give the marks of the events, in their order."""
    return ["svg", {}, *(_mark(mark, f"c{classes[mark.tint]}") for mark in marks)]


def _mark(mark: Mark, colour: str) -> Tree:
    look = " ".join(filter(None, (colour, "o" if mark.hollow else "", OPEN[mark.opens])))
    top = mark.row * PITCH
    if mark.dot:
        middle = _share(mark.box.x + mark.box.width / 2)
        return ["circle", {"class": look, "cx": middle, "cy": number(top + DOT)}]
    wide = max(mark.box.width, LEAST_WIDE)
    place = {"x": _share(mark.box.x), "width": _share(wide), "y": number(top)}
    return ["rect", {"class": look, **place}]


def strip_tree(strip: Strip) -> Tree:
    """Give the values of a measure, their labels in rows below them."""
    inside: Tree = []
    for place, dot in enumerate(strip.dots):
        x, y = _share(dot.x), number(dot.y)
        if dot.joined:
            before = strip.dots[place - 1]
            ends = {"x1": _share(before.x), "y1": number(before.y), "x2": x, "y2": y}
            inside.append(["line", ends])
        if dot.whisker:
            thin = {"y": number(dot.y - THIN / 2), "height": number(THIN)}
            inside.append(["rect", {**_place(dot.whisker), **thin}])
        inside.append(["svg", {"x": x, "y": y}, *_point(dot)])
        alike = dot.narrow == dot.wide
        looks = [("", dot.wide)] if alike else [("n", dot.narrow), ("v", dot.wide)]
        inside += [_text(dot, place, look) for look, place in looks]
    return ["svg", {"class": f"points n{strip.narrow_rows} v{strip.wide_rows}"}, *inside]


def _point(dot: Dot) -> Iterator[Tree]:
    if dot.is_range:
        high = max(dot.y - dot.high, LEAST_HIGH)
        yield ["rect", {"x": "-3", "y": number(-high), "width": "6", "height": number(high)}]
    else:
        yield ["circle", {"r": "3.5"}]
    if dot.bound:
        yield ["path", {"d": ARROW}]


def _text(dot: Dot, place: Set, look: str) -> Tree:
    at = {"x": _share(place.x), "y": number(FIRST_ROW + ROW * place.row)}
    given = {"class": look, "text-anchor": place.anchor, "data-at": number(dot.start)}
    return ["text", given | at, shown(dot.text)]


def diagram_tree(markup: str) -> Tree:
    """Give a state diagram as the page needs it: shapes, texts and their names, without a look.

    What was taken, and what was not foreseen, in the whole record is not in it: the script marks
    what was by a moment.
    """
    drawn = ElementTree.fromstring(markup)  # noqa: S314  made by negotiation.diagram
    view = {"class": "diagram"} | {name: drawn.attrib[name] for name in VIEW}
    groups = [group for group in drawn.iter("g") if not _is_unforeseen(group)]
    shapes = [shape for one in (drawn, *groups) for shape in one if shape.tag in SHAPES]
    return ["svg", view, *(tree for shape in shapes for tree in _shapes(shape))]


def _is_unforeseen(group: ElementTree.Element) -> bool:
    return "unforeseen" in group.get("class", "") or group.get("fill") == INKS["unforeseen"]


def _shapes(shape: ElementTree.Element) -> Iterator[Tree]:
    """Give a shape; of a path with several arrows each one, its head left to the page's style."""
    kept = {name: value for name, value in shape.attrib.items() if name in NAMED}
    if kept.get("data-edge", "").endswith(">"):  # never taken
        del kept["data-edge"]
    if shape.text:
        yield [shape.tag, kept, shape.text]
    elif shape.tag == "path" and "data-state" not in kept:
        for line in kept["d"].split("M")[1:]:
            yield ["path", kept | {"d": f"M{HEAD.sub('', line)}"}]
    else:
        yield [shape.tag, kept]


def _rect(look: str, box: Box) -> Tree:
    return ["rect", {"class": look, **_place(box)}]


def _place(box: Box) -> dict[str, str]:
    return {"x": _share(box.x), "width": _share(box.width)}


def _share(share: float) -> str:
    return f"{number(share)}%"


def number(value: float) -> str:
    """Give a number for a drawing: to a tenth, and no longer than it must be."""
    return f"{value:.1f}".removesuffix(".0")
