"""Make texts of files fit to be printed: nothing in them steers the page or its direction."""

from __future__ import annotations

import re
import unicodedata

KEPT = frozenset("\n\t")
STEERING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029\ufeff")


def shown(text: str) -> str:
    """Give a text with control characters and those that turn its direction spelt out.

    Marks that a script needs, such as a joiner in Persian, stay.
    """
    if text.isprintable():
        return text
    return "".join(ascii(letter)[1:-1] if _is_spelt_out(letter) else letter for letter in text)


def _is_spelt_out(letter: str) -> bool:
    if letter in KEPT:
        return False
    return letter in STEERING or unicodedata.category(letter) in {"Cc", "Cs", "Cn", "Co"}


def brief(text: str, longest: int = 120) -> str:
    """Give a text on one line, cut where it is longer than that."""
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def paragraphs(text: str) -> tuple[str, ...]:
    """Give what stands between empty lines, each on one line."""
    parts = (" ".join(part.split()) for part in re.split(r"\n[ \t]*\n", text))
    return tuple(part for part in parts if part)
