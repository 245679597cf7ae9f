"""Finish an SVG: small, named and described, its texts live, fit for a file and for a page.

Matplotlib's SVG in, ours out. No style attribute and no rule reaches beyond the figure, so that it
can stand in a page that allows neither; its ids are its own.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from hashlib import sha256
from typing import Literal
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from negotiation.plot.boxes import tidy_boxes
from negotiation.plot.embedding import INSTALLED, embed

Kind = Literal["show", "edit"]
SVG, XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # in XML
GIVEN = re.compile(r"[A-Za-z0-9]+_\d+")  # the id that matplotlib gives to a group of no name
REFERENCE = re.compile(r"(?<=url\(#)[^)]+(?=\))")
LONG = re.compile(r"-?\d+\.\d{3,}")
NUMBERS = ("d", "x", "y", "width", "height")
OPPOSITE = {"start": "end", "end": "start"}


def finish(drawn: str, kind: Kind, title: str, alt: str, language: str) -> str:
    """Give the figure as an SVG element.

    "show" embeds the letters used; "edit" names typefaces that a drawing program may find.
    """
    root = ElementTree.fromstring(ILLEGAL.sub("\ufffd", drawn))  # noqa: S314  matplotlib's own
    _name_plainly(root)
    _leave_out(root)
    for element in root.iter():
        _style_by_attributes(element)
    tidy_boxes(root)
    for text in root.iter("text"):
        _set(text)
    _flatten(root)
    _dress(root, kind)
    _describe(root, ILLEGAL.sub("\ufffd", title), ILLEGAL.sub("\ufffd", alt), language)
    _own_ids(root)
    return ElementTree.tostring(root, encoding="unicode")


def _name_plainly(root: Element) -> None:
    """Write names as they stand in the file, and nothing between the elements."""
    for element in root.iter():
        element.tag = element.tag.removeprefix(f"{{{SVG}}}")
        element.tail = None
        if element.tag != "text":
            element.text = None
        for name, value in list(element.attrib.items()):
            if name.startswith(f"{{{XLINK}}}"):
                element.set(name.replace(f"{{{XLINK}}}", "xlink:"), value)
                del element.attrib[name]


def _leave_out(root: Element) -> None:
    """Drop metadata, style rules, and the clipping at the edge of the whole figure."""
    whole = root.get("viewBox", "").split()
    edges = {
        clip.get("id")
        for clip in root.iter("clipPath")
        if [[box.get(name) for name in ("x", "y", "width", "height")] for box in clip] == [whole]
    }
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag in ("title", "metadata", "style") or child.get("id") in edges:
                parent.remove(child)
            if child.get("clip-path", "")[5:-1] in edges:
                del child.attrib["clip-path"]


def _style_by_attributes(element: Element) -> None:
    """Say the same by attributes as by style, with numbers to a hundredth of a point."""
    style = element.attrib.pop("style", "")
    for rule in style.split("; ") if style else ():
        name, _, value = rule.partition(": ")
        element.set(name, value)
    for name in NUMBERS:
        if name in element.attrib:
            element.set(name, " ".join(LONG.sub(_rounded, element.attrib[name]).split()))


def _rounded(number: re.Match[str]) -> str:
    return f"{float(number[0]):.2f}".rstrip("0").rstrip(".")


def _set(text: Element) -> None:
    """Let a line that begins right to left run so; its anchor is then named from its other end."""
    del text.attrib["font-family"]  # the figure's
    if text.get("transform", "").startswith("rotate(-0 "):
        del text.attrib["transform"]
    anchor = text.attrib.pop("text-anchor", "start")
    if _runs_left(text.text or ""):
        text.set("direction", "rtl")
        anchor = OPPOSITE.get(anchor, anchor)
    if anchor != "start":
        text.set("text-anchor", anchor)


def _runs_left(text: str) -> bool:
    """Say whether the first letter that has a direction is one of Arabic or the like."""
    kinds = (unicodedata.bidirectional(letter) for letter in text)
    return next((kind != "L" for kind in kinds if kind in ("L", "R", "AL")), False)


def _flatten(parent: Element) -> None:
    """Put what stands in a group that has no name and no look in the place of the group."""
    kept: list[Element] = []
    for child in list(parent):
        parent.remove(child)
        _flatten(child)
        if child.tag == "g" and GIVEN.fullmatch(child.get("id", "")):
            del child.attrib["id"]
        if child.tag == "g" and not child.attrib:
            kept.extend(child)
        elif child.tag != "defs" or len(child):
            kept.append(child)
    parent.extend(kept)


def _dress(root: Element, kind: Kind) -> None:
    """Name the typefaces and the joins of lines once for all, and embed the fonts."""
    letters: dict[int, list[str]] = defaultdict(list)
    for text in root.iter("text"):
        letters[int(text.get("font-weight", "400"))].append(text.text or "")
    families: tuple[str, ...] = INSTALLED
    if kind == "show" and letters:
        embedded = embed(letters)
        families = embedded.families
        style = Element("style")
        style.text = embedded.css
        root.insert(0, style)
    root.set("font-family", ", ".join(f"'{name}'" if " " in name else name for name in families))
    root.set("stroke-linejoin", "round")
    root.set("text-rendering", "geometricPrecision")  # no rounding of widths to pixels
    root.set("xmlns", SVG)
    if any("xlink:href" in element.attrib for element in root.iter()):
        root.set("xmlns:xlink", XLINK)


def _describe(root: Element, title: str, alt: str, language: str) -> None:
    said = {tag: words for tag, words in (("title", title), ("desc", alt)) if words}
    for place, (tag, words) in enumerate(said.items()):
        element = Element(tag, id=tag)
        element.text = words
        root.insert(place, element)
    root.set("role", "img")
    root.set("aria-labelledby", " ".join(said))
    root.set("xml:lang", language)
    root.set("lang", language)


def _own_ids(root: Element) -> None:
    """Begin every id with a mark made from the whole figure, so that no two figures share one."""
    mark = "f" + sha256(ElementTree.tostring(root)).hexdigest()[:8]
    for element in root.iter():
        if "id" in element.attrib:
            element.set("id", f"{mark}-{element.attrib['id']}")
        for name, value in element.attrib.items():
            if name == "xlink:href" and value.startswith("#"):
                element.set(name, f"#{mark}-{value[1:]}")
            elif "url(#" in value:
                element.set(name, REFERENCE.sub(rf"{mark}-\g<0>", value))
    names = root.get("aria-labelledby", "").split()
    root.set("aria-labelledby", " ".join(f"{mark}-{name}" for name in names))
