"""Set type without a renderer: how wide a text is at most, how it is shortened and broken.

The page is set in a face that its reader's machine has, so widths are those of wide faces.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache

NARROW = frozenset("iljtfrI.,;:!|'’‘()[]¹ ·-‑/")
BROAD = frozenset("mwMWQ@%&—…→←©")
LONG = frozenset("سشصض")  # Arabic letters with teeth or a loop
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
SMALL = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹\u2009")
JOINT, THIN = "\N{NARROW NO-BREAK SPACE}", "\N{THIN SPACE}"


def width(text: str, size: float) -> float:
    """Give a width that a line of text does not exceed in the common faces."""
    return size * sum(map(_share, text))


@cache
def _share(letter: str) -> float:
    """Give the width of a letter as a share of the size of type."""
    if unicodedata.category(letter) in {"Mn", "Me", "Cf"}:
        return 0.0
    if unicodedata.east_asian_width(letter) in "WF" or letter in BROAD:
        return 1.05
    if letter in SMALL:
        return 0.46
    if letter in NARROW:
        return 0.44
    if unicodedata.bidirectional(letter) == "AL":
        return 1.25 if letter in LONG else 0.90
    return 0.80 if letter.isupper() else 0.66


def shortened(text: str, room: float, size: float) -> str:
    """Give a text that fits the room, its end replaced by … if it must be; "" if nothing fits."""
    if width(text, size) <= room:
        return text
    left = room - width("…", size)
    for place, letter in enumerate(text):
        left -= size * _share(letter)
        if left < 0:
            return text[:place].rstrip() + "…" if place else ""
    return text


def broken(text: str, room: float, size: float) -> list[str]:
    """Break a text between words into lines; a word wider than the room stays whole."""
    lines: list[str] = []
    for word in text.split(" "):
        if lines and width(f"{lines[-1]} {word}", size) <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def cited(text: str, numbers: Iterable[int]) -> str:
    """Give a text with the numbers of its sources raised behind it."""
    raised = THIN.join(str(number).translate(SUPERSCRIPTS) for number in numbers)
    return f"{text}{JOINT}{raised}" if raised else text
