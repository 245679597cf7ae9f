"""Keep a text from the left together among words from the right. A text in, a text out."""

from __future__ import annotations

import unicodedata

FROM_LEFT, FROM_RIGHT = "\N{LEFT-TO-RIGHT MARK}", "\N{RIGHT-TO-LEFT MARK}"


def set_apart(text: str, direction: str) -> str:
    """Mark the ends of a text that begins from the left, if what is round it runs "rtl".

    Its own stops then stay with it, and a number that follows does not join it.
    """
    strong = (unicodedata.bidirectional(letter) for letter in text)
    first = next((kind for kind in strong if kind in {"L", "R", "AL"}), "")
    if (direction, first) != ("rtl", "L"):
        return text
    return f"{FROM_LEFT}{text}{FROM_LEFT}{FROM_RIGHT}"
