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


def raised(numbers: Iterable[int]) -> str:
    """Give numbers of sources in small raised figures."""
    return THIN.join(str(number).translate(SUPERSCRIPTS) for number in numbers)


def cited(text: str, numbers: Iterable[int], *, rtl: bool = False) -> str:
    """Give a text with the numbers of its sources raised behind it, never parted from it.

    In a language written from the right they are kept from joining a number before them.
    """
    figures = raised(numbers)
    turn = "\N{RIGHT-TO-LEFT MARK}" if rtl else ""
    return f"{plain(text)}{turn}{JOINT}{figures}" if figures else plain(text)
