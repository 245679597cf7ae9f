"""Windows: what a date allows, and how two of them lie. Knows no calendar and no time zone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Window:
    """When one moment may have been: from `earliest` up to, but not including, `latest`.

    Both in whole seconds since 1970 UTC; None where the sources leave a side open. `text` is
    the date in the words of its source; `computed` says that the bounds are narrower than those
    words, because other reports narrow them. `written` are the dates that these words say, as a
    file has them, each with the zone that a report names, in brackets: whoever speaks another
    language says them anew. There is no `<` between windows on purpose.
    """

    earliest: int | None
    latest: int | None
    text: str = ""
    computed: bool = False
    written: tuple[str, ...] = field(default=(), compare=False, repr=False)

    def surely_before(self, other: Window) -> bool:
        """Say whether every moment of this window is earlier than every one of the other."""
        if self.latest is None or other.earliest is None:
            return False
        return self.latest <= other.earliest

    def may_precede(self, other: Window) -> bool:
        """Say whether some moment of this window is not later than some moment of the other."""
        if self.earliest is None or other.latest is None:
            return True
        return self.earliest < other.latest

    def is_empty(self) -> bool:
        """Say whether no moment is left."""
        return (
            self.earliest is not None and self.latest is not None and self.latest <= self.earliest
        )

    def intersection(self, other: Window) -> Window:
        """Keep the moments that both allow, in the words of the narrower one."""
        lows = [w.earliest for w in (self, other) if w.earliest is not None]
        highs = [w.latest for w in (self, other) if w.latest is not None]
        said = min((self, other), key=_width)
        low, high = max(lows, default=None), min(highs, default=None)
        return Window(low, high, said.text, written=said.written)

    def hull(self, other: Window) -> Window:
        """Give the narrowest window that holds both, in the words of the wider one."""
        said = max((self, other), key=_width)
        low = (
            None
            if None in (self.earliest, other.earliest)
            else _least(self.earliest, other.earliest)
        )
        high = None if None in (self.latest, other.latest) else _most(self.latest, other.latest)
        return Window(low, high, said.text, written=said.written)

    def midpoint(self) -> float | None:
        """Give the middle in seconds since 1970 UTC; of an open window its known end, or None."""
        if self.earliest is None or self.latest is None:
            known = self.earliest if self.latest is None else self.latest
            return None if known is None else float(known)
        return (self.earliest + self.latest) / 2


def _width(window: Window) -> float:
    if window.earliest is None or window.latest is None:
        return float("inf")
    return window.latest - window.earliest


def _least(*ends: int | None) -> int:
    return min(end for end in ends if end is not None)


def _most(*ends: int | None) -> int:
    return max(end for end in ends if end is not None)


OPEN = Window(None, None)


def renamed(window: Window, text: str, written: Iterable[str] = ()) -> Window:
    """Give the same window with other words, which say the dates that are written so."""
    return replace(window, text=text, written=tuple(dict.fromkeys(written)))
