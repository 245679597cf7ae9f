"""Find names in texts however they are written there: names and texts in, places in the texts out.

Letters alone are compared, without accents, case, spaces and signs: neither another hyphen nor an
apostrophe, a letter without width or a line's end hides a name. Knows no fields of a file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from unicodedata import category, normalize

LONG = 5  # letters of a name that is found within longer words too: Zorvania in Zorvanian
_NOT_LATIN = "\u0590"  # from here on, scripts that write small words onto the next one
_SEMITIC = "\u0900"  # up to here
_LONG_SEMITIC = 4
_ONTO = re.compile("[وفبلكسובכלמשה]{0,3}(?:ال)?")  # and, so, in, to, as, the
_SAME = str.maketrans(dict(zip("ةىٱکیøłđıħ", "هياكيoldih", strict=True)) | {"æ": "ae", "œ": "oe"})
_ARTICLE = re.compile(r"(?:(?:the|an?|les?|la|une?|[ae]l)\b|l(?=['’]))\W+(?=\w{3})", re.IGNORECASE)


@lru_cache(maxsize=4_096)
def _letters(sign: str) -> str | None:
    """Give the letters that a sign stands for; None if it stands between words."""
    if category(sign) in {"Mn", "Me", "Cf"} or sign == "\u0640":  # the last lengthens a word only
        return ""
    apart = normalize("NFKD", normalize("NFKC", sign).casefold()).translate(_SAME)
    return "".join(ch for ch in apart if ch.isalnum()) or None


@dataclass(frozen=True, slots=True)
class Folded:
    """The letters of a text, where each stands in it, and in which of its words."""

    letters: str
    places: list[int]
    words: list[int]
    begins: list[int]  # of each word, its first letter; at last, how many letters there are

    def word(self, first: int, end: int) -> tuple[int, int]:
        """Widen a stretch of letters to whole words."""
        return self.begins[self.words[first]], self.begins[self.words[end - 1] + 1]


def fold(text: str) -> Folded:
    """Give the letters of a text without accents, case, spaces and signs."""
    folded, letters, between = Folded("", [], [], []), list[str](), True
    for place, sign in enumerate(text):
        found = _letters(sign)
        if found and between:
            folded.begins.append(len(letters))
        for letter in found or "":
            letters.append(letter)
            folded.places.append(place)
            folded.words.append(len(folded.begins) - 1)
        between = found is None or (between and not found)
    folded.begins.append(len(letters))
    return replace(folded, letters="".join(letters))


def spellings(name: str) -> Iterable[str]:
    """Give a name, and it without its article and with its two words exchanged."""
    yield name
    yield _ARTICLE.sub("", name, count=1)
    words = re.findall(r"[\w'’-]+", name)
    if len(words) == 2:
        yield " ".join(reversed(words))
    if name.startswith("ال") and len(name) > 4:
        yield name[2:]


class Search:
    """Looks for names, each with something that goes with it."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names: dict[str, tuple[str, Folded]] = {}
        self.lengths: dict[str, list[int]] = {}
        for name in names:
            for spelling in spellings(name):
                folded = fold(spelling)
                if len(folded.letters) > 1:
                    self.names.setdefault(folded.letters, (name, folded))
        for letters in sorted(self.names, key=len, reverse=True):
            lengths = self.lengths.setdefault(letters[:2], [])
            if len(letters) not in lengths:
                lengths.append(len(letters))

    def __bool__(self) -> bool:
        return bool(self.names)

    def finds(self, text: str) -> bool:
        """Say whether a text holds one of the names."""
        return next(iter(self.places(text)), None) is not None

    def places(self, text: str) -> list[tuple[int, int, str]]:
        """Give where names stand in a text, from and to, and which; none overlap."""
        folded = fold(text)
        found: list[tuple[int, int, str]] = []
        for first in range(len(folded.letters) - 1):
            for length in self.lengths.get(folded.letters[first : first + 2], ()):
                known = self.names.get(folded.letters[first : first + length])
                if known and len(known[1].letters) == length and _is_meant(known[1], folded, first):
                    found.append((*_stretch(text, folded, first, first + length), known[0]))
                    break  # the longest that begins here; shorter ones lie in it
        return _apart(sorted(found, key=lambda one: (one[0], -one[1])))

    def replace(self, text: str, instead: Callable[[str], str]) -> str:
        """Give a text with something else in the place of each name."""
        found = self.places(text)
        ends = [(0, 0, ""), *found, (len(text), len(text), "")]
        kept = [text[before[1] : after[0]] for before, after in pairwise(ends)]
        return kept[0] + "".join(
            instead(name) + rest for (_, _, name), rest in zip(found, kept[1:], strict=True)
        )


def _is_meant(name: Folded, text: Folded, first: int) -> bool:
    """Say whether letters of a text that are those of a name are that name."""
    end = first + len(name.letters)
    start, close = text.word(first, end)
    if start == first and text.letters[end:close] in {"", "s", "es"}:
        return True
    breaks = text.begins[text.words[first] + 1 : text.words[end - 1] + 1]
    if not {place - first for place in breaks} <= set(name.begins):
        return False  # the letters belong to several words, which happen to meet
    if name.letters[0] < _NOT_LATIN:
        return len(name.letters) >= LONG
    if name.letters[0] >= _SEMITIC or len(name.letters) >= _LONG_SEMITIC:
        return True
    return close == end and _ONTO.fullmatch(text.letters[start:first]) is not None


def _stretch(text: str, folded: Folded, first: int, end: int) -> tuple[int, int]:
    """Give from where to where letters stand in the text itself; of Latin ones, whole words."""
    if folded.letters[first] < _NOT_LATIN:
        first, end = folded.word(first, end)
    close = folded.places[end - 1] + 1
    while close < len(text) and _letters(text[close]) == "":
        close += 1
    return folded.places[first], close


def _apart(found: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Make one of those that overlap, called like the first."""
    kept: list[tuple[int, int, str]] = []
    for start, end, name in found:
        if kept and start < kept[-1][1]:
            kept[-1] = (kept[-1][0], max(end, kept[-1][1]), kept[-1][2])
        else:
            kept.append((start, end, name))
    return kept
