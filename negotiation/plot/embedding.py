"""Embed type: the letters that a figure uses, as fonts in a style sheet.

Letters in, CSS out. A browser that has none of the typefaces installed then shows the same figure.
"""

from __future__ import annotations

import unicodedata
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from io import BytesIO

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from matplotlib.font_manager import FontProperties, findfont

from negotiation.plot.style import FAMILIES

UNSEEN = {"Cc", "Cf"}  # categories of characters that leave no mark
# where nothing is embedded: what ours was made from, and what most machines have
INSTALLED = ("Noto Sans", "Noto Sans Arabic", "DejaVu Sans", "Arial", "sans-serif")


@dataclass(frozen=True, slots=True)
class Embedded:
    """Fonts as CSS, and the names under which a text asks for them."""

    css: str
    families: tuple[str, ...]


def embed(letters: Mapping[int, Iterable[str]]) -> Embedded:
    """Embed the letters used, by weight (400, 700); what no family has is left to the browser.

    The names depend on the letters, so that the fonts of several figures can share a page.
    """
    wanted = {weight: frozenset().union(*texts) for weight, texts in sorted(letters.items())}
    used = "".join(f"{weight}{''.join(sorted(some))}" for weight, some in wanted.items())
    mark = sha256(used.encode()).hexdigest()[:8]
    faces, families = [], []
    for family in FAMILIES:
        name = f"{family} {mark}"
        own = list(_faces(name, family, wanted))
        faces += own
        families += [name] if own else []
    return Embedded("\n".join(faces), (*families, "sans-serif"))


def lacking(text: str, weight: int) -> str:
    """Give the letters of a text that none of our families has, each once."""
    held = frozenset[str]().union(*(_has(_path(family, weight)) for family in FAMILIES))
    return "".join(
        letter
        for letter in dict.fromkeys(text)
        if letter not in held and unicodedata.category(letter) not in UNSEEN
    )


def _faces(name: str, family: str, wanted: Mapping[int, frozenset[str]]) -> Iterator[str]:
    """Give a rule for each weight of a family that has letters which those before it lack."""
    before = FAMILIES[: FAMILIES.index(family)]
    for weight, letters in wanted.items():
        path = _path(family, weight)
        lacking = letters.difference(*(_has(_path(other, weight)) for other in before))
        own = lacking & _has(path)
        if own:
            data = b64encode(_subset(path, own)).decode("ascii")
            source = f'url(data:font/woff;base64,{data}) format("woff")'
            yield f'@font-face {{font-family: "{name}"; font-weight: {weight}; src: {source}}}'


def _path(family: str, weight: int) -> str:
    return str(findfont(FontProperties(family=family, weight=weight), fallback_to_default=False))


@lru_cache(maxsize=8)
def _has(path: str) -> frozenset[str]:
    with TTFont(path, lazy=True) as font:
        return frozenset(map(chr, font.getBestCmap()))


@lru_cache(maxsize=64)
def _subset(path: str, letters: frozenset[str]) -> bytes:
    """Give a font cut down to some letters and what shapes them, without names or hints."""
    options = Options(hinting=False, name_IDs=[], notdef_outline=True)
    subsetter = Subsetter(options)
    subsetter.populate(text="".join(sorted(letters)))
    with TTFont(path, recalcTimestamp=False) as font:
        subsetter.subset(font)
        font.flavor = "woff"
        buffer = BytesIO()
        font.save(buffer)
    return buffer.getvalue()
