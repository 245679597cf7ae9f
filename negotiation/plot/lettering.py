"""Set type: how wide a text is, and where its lines break.

Texts in; widths in points and lines out. Draws nothing and knows nothing of histories.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.font_manager import FontProperties

from negotiation.plot.style import FAMILIES
from negotiation.view.citing import JOINT, THIN

ZOOM = 10  # measured so much larger than drawn, to be finer than a pixel


@dataclass(frozen=True, slots=True)
class Face:
    """A size of type, in points."""

    size: float
    bold: bool = False

    @property
    def leading(self) -> float:
        """From one line to the next."""
        return 1.4 * self.size

    @property
    def ascent(self) -> float:
        """From the top of a line to its baseline."""
        return 0.98 * self.size


@lru_cache(maxsize=64)
def font(face: Face) -> FontProperties:
    """Give matplotlib's name for a face; never changed, so shared."""
    return FontProperties(family=FAMILIES, weight="bold" if face.bold else "normal", size=face.size)


@lru_cache(maxsize=1)
def _renderer() -> RendererAgg:
    return RendererAgg(1, 1, 72 * ZOOM)  # type: ignore[no-untyped-call]


@lru_cache(maxsize=32_768)
def width(text: str, face: Face) -> float:
    """Give the width of one line, measured by the renderer that draws it."""
    measure = _renderer().get_text_width_height_descent
    return float(measure(text, font(face), ismath=False)[0] / ZOOM)  # type: ignore[no-untyped-call]


def widest(lines: Iterable[str], face: Face) -> float:
    """Give the width of the widest line."""
    return max((width(line, face) for line in lines), default=0.0)


@lru_cache(maxsize=4_096)
def wrap(text: str, room: float, face: Face, *, even: bool = True) -> tuple[str, ...]:
    """Break a text into as few lines as the room allows, if so wished of lengths nearly even.

    A word wider than the room is broken at its hyphens, else between letters.
    """
    lines = _filled(text, room, face)
    low, high = 0.0, room
    while even and len(lines) > 1 and high - low > 1:
        middle = (low + high) / 2
        tried = _filled(text, middle, face)
        if len(tried) == len(lines) and not _breaks_more(tried, lines):
            lines, high = tried, middle
        else:
            low = middle
    return lines


def _breaks_more(tried: tuple[str, ...], lines: tuple[str, ...]) -> bool:
    """Say whether the narrower setting breaks a word that the wider one keeps whole."""
    words = {word for line in lines for word in line.split(" ")}
    return any(word not in words for line in tried for word in line.split(" "))


def _filled(text: str, room: float, face: Face) -> tuple[str, ...]:
    lines = [""]
    for piece in _pieces(text, room, face):
        longer = lines[-1] + piece
        if not lines[-1] or width(longer.rstrip(" "), face) <= room:
            lines[-1] = longer
        else:
            lines.append(piece)
    return tuple(line.rstrip(" ") for line in lines)


def _pieces(text: str, room: float, face: Face) -> Iterator[str]:
    """Give what may stand on a line of its own, each with the space that follows it."""
    for word in text.split(" "):
        if width(word, face) <= room:
            yield word + " "
            continue
        *firsts, last = word.split("-")
        for part in (*(f"{first}-" for first in firsts), last + " "):
            yield from _letters(part, room, face)


def _letters(part: str, room: float, face: Face) -> Iterator[str]:
    """Cut a part that is still too wide between letters, never before a mark that joins one."""
    held = ""
    for letter in part:
        joins = unicodedata.combining(letter) or letter in (JOINT, THIN, " ")
        if held and not joins and width(held + letter, face) > room:
            yield held
            held = ""
        held += letter
    yield held
