"""Call out what does not fit its bar: labels that hang below a lane, each from its own bar.

Stays in; artists out, and the stays that are too many to be called out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.lines import Line2D
from matplotlib.text import Text

from negotiation.plot.blocks import BROKEN_WORD, Line, Note, arrange, draw_block
from negotiation.plot.lettering import Face
from negotiation.plot.scale import Scale
from negotiation.plot.sheet import Sheet
from negotiation.view.stays import Stay

FACE, ROOM, DROP = Face(7.5), 104.0, 4.0
MOST_CALLED, MOST_TOGETHER, NEAR = 9, 4, 7.0
TOO_MANY = 40


@dataclass(frozen=True, slots=True)
class Callouts:
    """What hangs below a lane: texts by the number of the stay, leaders, what was left out."""

    texts: dict[int, tuple[Text, ...]]
    leaders: tuple[Line2D, ...]
    left_out: tuple[int, ...]
    depth: float


def call_out(
    sheet: Sheet, stays: Sequence[Stay], numbers: Sequence[int], bottom: float
) -> Callouts:
    """Hang the labels of these stays below a lane.

    Bars that nearly coincide share a leader, in their order in time. If there are too many, those
    that lasted longest are called out; if far too many, none. A label of which a word would have to
    be broken is left out too.
    """
    groups = _together(sheet.scale, stays, numbers) if len(numbers) <= TOO_MANY else []
    kept = sorted(sorted(groups, key=lambda group: -_length(stays, group))[:MOST_CALLED])
    shown = [group[:MOST_TOGETHER] for group in kept]
    notes = [_note(sheet.scale, stays, group) for group in shown]
    blocks = arrange(notes, sheet.scale.left, sheet.scale.right, ROOM)
    whole_words = [block.stand.fault < BROKEN_WORD for block in blocks]
    texts: dict[int, tuple[Text, ...]] = {}
    leaders = []
    blocks = [block for block in blocks if block.stand.fault < BROKEN_WORD]
    shown = [group for group, whole in zip(shown, whole_words, strict=True) if whole]
    for group, block in zip(shown, blocks, strict=True):
        leader, lines = draw_block(
            sheet, block, bottom + DROP, bottom - DROP, upward=False, clear=True
        )
        leaders.append(leader)
        texts |= dict.fromkeys(group, lines)
    depth = max((DROP + block.reach for block in blocks), default=0.0)
    left_out = tuple(number for number in numbers if number not in texts)
    return Callouts(texts, tuple(leaders), left_out, depth)


def _anchor(scale: Scale, stay: Stay) -> float:
    """Give the place where a stay is likeliest."""
    return scale.place(sum(scale.clip(moment) for moment in stay.likely) / 2)


def _together(scale: Scale, stays: Sequence[Stay], numbers: Sequence[int]) -> list[tuple[int, ...]]:
    """Put stays together whose anchors nearly coincide."""
    groups: list[list[int]] = []
    for number in sorted(numbers, key=lambda n: _anchor(scale, stays[n])):
        here = _anchor(scale, stays[number])
        if groups and here - _anchor(scale, stays[groups[-1][0]]) < NEAR:
            groups[-1].append(number)
        else:
            groups.append([number])
    return [tuple(sorted(group)) for group in groups]


def _length(stays: Sequence[Stay], group: Sequence[int]) -> int:
    return sum(stays[number].falling[1] - stays[number].rising[0] for number in group)


def _note(scale: Scale, stays: Sequence[Stay], group: Sequence[int]) -> Note:
    anchors = [_anchor(scale, stays[number]) for number in group]
    middle = sum(anchors) / len(anchors)
    said = [stays[group[0]].label, *(stays[number].later for number in group[1:])]
    return Note(tuple(Line(text, FACE) for text in said), middle)
