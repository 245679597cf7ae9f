"""Hang blocks of text on poles, above a line or below it: choose where they stand, draw them.

Texts and places in points in, artists out. Which placing is free of collisions: see placing.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from matplotlib.lines import Line2D
from matplotlib.text import Text

from negotiation.plot.lettering import Face, widest, wrap
from negotiation.plot.placing import Stand, place
from negotiation.plot.sheet import Align, Sheet
from negotiation.view.colours import INK

BESIDE, BROKEN_WORD, BROKEN_LINE, NARROW, TO_THE_LEFT = 4.0, 400.0, 40.0, 6.0, 3.0


@dataclass(frozen=True, slots=True)
class Line:
    """A text in one face, with room above it in points; as a paragraph, not broken yet.

    A `whole` one is broken into lines only where there is no other way.
    """

    text: str
    face: Face
    above: float = 0.0
    whole: bool = False

    @property
    def depth(self) -> float:
        """Points from its top, the room above included, to that of the next."""
        return self.above + self.face.leading


@dataclass(frozen=True, slots=True)
class Note:
    """What a block says, a paragraph a text, and where its pole stands."""

    paragraphs: tuple[Line, ...]
    pole: float


@dataclass(frozen=True, slots=True)
class Block:
    """A note as it stands: its lines, and how far from the line that it hangs on."""

    lines: tuple[Line, ...]
    stand: Stand
    offset: float

    @property
    def reach(self) -> float:
        """The far end of it, from the line that it hangs on."""
        return self.offset + self.stand.height


def arrange(notes: Sequence[Note], low: float, high: float, room: float) -> list[Block]:
    """Choose for each note the side of its pole and the height, between two places on the page."""
    ways = [_ways(note, low, high, room) for note in notes]
    placed = place([tuple(stand for stand, _ in way) for way in ways])
    return [
        Block(next(lines for own, lines in way if own == stand), stand, offset)
        for way, (stand, offset) in zip(ways, placed, strict=True)
    ]


def _ways(note: Note, low: float, high: float, room: float) -> list[tuple[Stand, tuple[Line, ...]]]:
    """Give the ways for a note to stand: to the right, and if words stay whole to the left."""
    ways = [_way(note, min(room, high - note.pole - BESIDE), room, 1)]
    space = min(room, note.pole - BESIDE - low)
    if space > 0:
        ways.append(_way(note, space, room, -1))
    return [way for n, way in enumerate(ways) if n == 0 or way[0].fault < BROKEN_WORD]


def _way(note: Note, room: float, best: float, side: int) -> tuple[Stand, tuple[Line, ...]]:
    """Set a note in the room that it has to one side of a pole: 1 is right, -1 is left.

    Every line more than it would have in the `best` room is a fault.
    """
    pole = note.pole
    broken_up = [_broken(paragraph, room) for paragraph in note.paragraphs]
    lines = tuple(line for own in broken_up for line in own)
    broad = max(widest([line.text], line.face) for line in lines)
    left = pole + BESIDE if side == 1 else pole - BESIDE - broad
    words = ((word, part.face) for part in note.paragraphs for word in part.text.split(" "))
    broken = any(widest([word], face) > room for word, face in words)
    fault = (BROKEN_WORD if broken else 0.0) + (TO_THE_LEFT if side == -1 else 0.0)
    natural = sum(len(_broken(paragraph, best)) for paragraph in note.paragraphs)
    told = zip(note.paragraphs, broken_up, strict=True)
    fault += sum(BROKEN_LINE * (len(own) - 1) for paragraph, own in told if paragraph.whole)
    fault += NARROW * max(len(lines) - natural, 0)
    return Stand(pole, left, broad, sum(line.depth for line in lines), fault), lines


def _broken(paragraph: Line, room: float) -> list[Line]:
    first, *rest = wrap(paragraph.text, room, paragraph.face)
    return [replace(paragraph, text=first), *(Line(text, paragraph.face) for text in rest)]


def draw_block(
    sheet: Sheet, block: Block, foot: float, root: float, *, upward: bool, clear: bool = False
) -> tuple[Line2D, tuple[Text, ...]]:
    """Draw a block above or below the line at depth `foot`, its pole starting at depth `root`.

    If so wished, `clear` of the rules of the calendar.
    """
    stand = block.stand
    to_the_right = stand.left > stand.pole
    align: Align = "left" if to_the_right else "right"
    edge = stand.left if to_the_right else stand.right
    top = foot - block.reach if upward else foot + block.offset
    moment = sheet.scale.moment(stand.pole)
    end = top if upward else top + block.lines[0].face.ascent
    pole = sheet.rule([(moment, root), (moment, end)], color=INK, lw=0.8, zorder=4)
    if clear:
        sheet.clear(stand.left, stand.right, top, top + stand.height)
    texts: list[Text] = []
    for line in block.lines:
        texts.extend(sheet.write([line.text], edge, top + line.above, line.face, align=align))
        top += line.depth
    return pole, tuple(texts)
