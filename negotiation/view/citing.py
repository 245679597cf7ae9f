"""Cite: a text on one line, and the small raised numbers of its sources behind it.

Texts in, texts out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
GAPS = re.compile(r"[^\S\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]+")
JOINT, THIN = "\N{NARROW NO-BREAK SPACE}", "\N{THIN SPACE}"


def plain(text: str) -> str:
    """Give a text on one line, without control characters; no-break spaces stay."""
    kept = (" " if unicodedata.category(c) in {"Cc", "Zl", "Zp"} else c for c in text)
    return GAPS.sub(" ", "".join(kept)).strip()


def cited(text: str, numbers: Iterable[int]) -> str:
    """Give a text with the numbers of its sources raised behind it, never parted from it."""
    raised = THIN.join(str(number).translate(SUPERSCRIPTS) for number in numbers)
    return f"{plain(text)}{JOINT}{raised}" if raised else plain(text)
