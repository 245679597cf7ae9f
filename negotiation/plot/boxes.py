"""Tidy the boxes of an SVG: a fade drawn in steps becomes a gradient, edges stand on whole pixels.

The elements of an SVG in and out. A gradient is smaller and smooth, and one shape to edit; boxes
that lie on one another would otherwise show the lower one along their common edge.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element, SubElement

from negotiation.view.colours import mix

FEWEST, NEAR = 3, 1  # steps that are worth a gradient; how far a colour may be off, of 255
TALL = 4.0  # points; lower ones would not all keep their height
NUMBER = re.compile(r"-?[\d.]+")
_Stops = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Box:
    """A box of one colour, in points, and the clipping that it stands in."""

    left: float
    right: float
    top: float
    bottom: float
    colour: str
    clip: str


def tidy_boxes(root: Element) -> None:
    """Replace the boxes of the figure, and each group of boxes that make a fade."""
    made: dict[_Stops, str] = {}
    for parent in list(root.iter()):
        boxes = [box for child in parent if (box := _read(child)) is not None]
        if parent.tag == "g" and len(boxes) == len(parent) and _is_fade(boxes):
            name = made.setdefault(_stops(boxes), f"fade-{len(made)}")
            parent[:] = [_drawn(_whole(boxes, f"url(#{name})"))]
        else:
            parent[:] = [_drawn(box) if (box := _read(child)) else child for child in parent]
    if made:
        root.insert(0, Element("defs"))
    for stops, name in made.items():
        gradient = SubElement(root[0], "linearGradient", id=name)
        for offset, colour in stops:
            SubElement(gradient, "stop", {"offset": offset, "stop-color": colour})


def _read(element: Element) -> Box | None:
    """Read a path as a box; None if it is another shape, has an outline or is see-through."""
    if element.tag != "path" or element.attrib.keys() - {"clip-path"} != {"d", "fill"}:
        return None
    numbers = [float(number) for number in NUMBER.findall(element.attrib["d"])]
    across, down = set(numbers[::2]), set(numbers[1::2])
    if len(numbers) != 8 or len(across) != 2 or len(down) != 2:
        return None
    place = (min(across), max(across), min(down), max(down))
    return Box(*place, element.attrib["fill"], element.get("clip-path", ""))


def _drawn(box: Box) -> Element:
    place = {
        "x": box.left,
        "y": box.top,
        "width": box.right - box.left,
        "height": box.bottom - box.top,
    }
    attributes = {name: f"{round(number, 2):g}" for name, number in place.items()}
    attributes["fill"] = box.colour
    if box.clip:
        attributes["clip-path"] = box.clip
    if box.bottom - box.top >= TALL:
        attributes["shape-rendering"] = "crispEdges"
    return Element("rect", attributes)


def _is_fade(boxes: Sequence[Box]) -> bool:
    """Say whether each box begins behind the one before it, all at one height."""
    return (
        len(boxes) >= FEWEST
        and len({(box.top, box.bottom, box.clip) for box in boxes}) == 1
        and all(len(box.colour) == len("#rrggbb") for box in boxes)
        and (_run_right(boxes) or _run_right(list(map(_mirrored, boxes))))
    )


def _run_right(boxes: Sequence[Box]) -> bool:
    lefts = [box.left for box in boxes]
    return lefts == sorted(set(lefts))


def _mirrored(box: Box) -> Box:
    return replace(box, left=-box.right, right=-box.left)


def _whole(boxes: Sequence[Box], fill: str) -> Box:
    left, right = min(box.left for box in boxes), max(box.right for box in boxes)
    return replace(boxes[0], left=left, right=right, colour=fill)


def _stops(boxes: Sequence[Box]) -> _Stops:
    """Give each box's colour where the box begins, in as few stops of a gradient as will do."""
    if not _run_right(boxes):
        stops = reversed(_stops(list(map(_mirrored, boxes))))
        return tuple((f"{1 - float(place):.4f}", colour) for place, colour in stops)
    whole = _whole(boxes, "")
    places = [(box.left - whole.left) / (whole.right - whole.left) for box in boxes]
    colours = [box.colour for box in boxes]
    kept = (0, *_bends(places, colours, 0, len(boxes) - 1), len(boxes) - 1)
    return tuple((f"{places[number]:.4f}", colours[number]) for number in kept)


def _bends(
    places: Sequence[float], colours: Sequence[str], first: int, last: int
) -> tuple[int, ...]:
    """Give the places between two where a straight change from one to the other is too far off."""
    between = range(first + 1, last)
    span = places[last] - places[first]
    straight = (
        mix(colours[first], colours[last], (places[number] - places[first]) / span)
        for number in between
    )
    faults = [_apart(colours[at], colour) for at, colour in zip(between, straight, strict=True)]
    if max(faults, default=0) <= NEAR:
        return ()
    worst = between[faults.index(max(faults))]
    before = _bends(places, colours, first, worst)
    return (*before, worst, *_bends(places, colours, worst, last))


def _apart(one: str, other: str) -> int:
    parts = ((int(one[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (1, 3, 5))
    return max(abs(a - b) for a, b in parts)
