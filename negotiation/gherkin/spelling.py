"""Take signs for what they mean: curly quotes, no-break spaces, digits of other scripts.

A step's text in, the text that the grammars read out. What stands in quotes keeps its digits.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

_QUOTES = dict.fromkeys(map(ord, "“”„‟«»‹›＂"), '"')
_SPACES = dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u202f\u2002\u2003\u3000\t"), " ")
# marks of direction are no part of a name, and hide in text copied from elsewhere
_UNSEEN = dict.fromkeys(
    map(ord, "\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069\ufeff")
)
_SIGNS = {**_QUOTES, **_SPACES, **_UNSEEN, ord("’"): "'", ord("ʼ"): "'"}
_DIGITS = {ord(digit): str(n % 10) for n, digit in enumerate("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹")} | {
    ord("٬"): ",", ord("٫"): ".", ord("٪"): "%",
}  # fmt: skip
# vowel signs and the stroke that stretches a word, which Arabic may have or leave out
_OPTIONAL = dict.fromkeys([*range(0x064B, 0x0660), 0x0670, 0x0640])
_OUTSIDE = {**_DIGITS, **_OPTIONAL}
_COMMA = "،"
_IN_NUMBER = re.compile(rf"(?<=\d){_COMMA}(?=\d)")
_AND = re.compile(r"(?<!\S)و +")  # belongs to the word behind it
_QUOTED = re.compile(r'("[^"]*")')


def plain(text: str) -> str:
    """Give a step's text with plain quotes, spaces and digits, and without a final full stop."""
    parts = _QUOTED.split(_composed(text))
    parts[::2] = [_unquoted(part) for part in parts[::2]]
    parts[1::2] = [f'"{" ".join(part[1:-1].split())}"' for part in parts[1::2]]
    joined = "".join(parts).strip()
    return joined[:-1].rstrip() if joined.endswith((".", "。", "۔")) else joined


def _composed(text: str) -> str:
    """Give a text with plain signs, and with é as one letter where it came as two."""
    return unicodedata.normalize("NFC", text).translate(_SIGNS)


def _unquoted(part: str) -> str:
    made = _IN_NUMBER.sub(",", re.sub(r" +", " ", part.translate(_OUTSIDE)))
    return _AND.sub("و", made)


def respelt(text: str, spellings: Mapping[str, str]) -> str:
    """Give a plain text with the words that may be spelt otherwise spelt in one way."""
    parts = _QUOTED.split(text)
    for other, word in spellings.items():
        found = re.compile(rf"(?<!\w){re.escape(other)}(?!\w)")
        parts[::2] = [found.sub(word, part) for part in parts[::2]]
    return "".join(parts)


def cell(text: str) -> str:
    """Give a table's cell with plain spaces and digits; quotes round the whole of it fall away."""
    made = " ".join(_composed(text).split())
    if re.fullmatch(r'"[^"]*"', made):
        return made[1:-1].strip()
    return made.translate(_OUTSIDE).replace(_COMMA, ",")
