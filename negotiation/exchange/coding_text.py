"""What the texts about two codings share: who is A and B, how long, and what differs when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from negotiation import wording
from negotiation.chronology import Chronology
from negotiation.coders.fields import FieldChange
from negotiation.dates import DAY, MINUTE
from negotiation.differences import Difference, differences
from negotiation.errors import visible
from negotiation.history import History, Record
from negotiation.lines import wrapped

HOUR = 3_600


def side_text(letter: str, name: str, chronology: Chronology) -> str:
    """Give "A: Daraa, first week (first-week-a.yaml, coded by AK)"."""
    title = chronology.title.get("en") or next(iter(chronology.title.values()))
    coder = f", coded by {chronology.coder}" if chronology.coder else ""
    return line(f"{letter}: {title} ({name}{coder})")


def line(text: str, indent: int = 0, hang: int = 2) -> str:
    """Give a line of a text that may hold words of a file: wrapped, with nothing but signs."""
    return wrapped(visible(text), indent, hang)


def withheld_lines(a: Chronology, b: Chronology) -> list[str]:
    """Say what of either file is confidential, and so in none of this."""
    told = (("A", a.withheld.text()), ("B", b.withheld.text()))
    return [line(f"{letter}: {text}") for letter, text in told if text]


def duration(seconds: int) -> str:
    """Give a length of time in whole units: "2 days 5 hours", "1 hour 30 minutes"."""
    parts = []
    for unit, name in ((DAY, "day"), (HOUR, "hour"), (MINUTE, "minute"), (1, "second")):
        count, seconds = divmod(seconds, unit)
        if count:
            parts.append(f"{count:,} {name}{'' if count == 1 else 's'}")
    return " ".join(parts) or "no time"


def change_text(change: FieldChange) -> str:
    """Give "who: by: rebels → by: joint-command"; of what one side lacks, added or removed."""
    if not change.before:
        return f"{change.field}: added: {change.after}"
    if not change.after:
        return f"{change.field}: removed: {change.before}"
    return f"{change.field}: {change.before} → {change.after}"


def parting(a: History, b: History, record: Record | None) -> dict[str, list[Difference]]:
    """Give, by track, where two histories differ, over the time that both records cover.

    Both are replayed over that record; tracks that only one has are not in it.
    """
    found: dict[str, list[Difference]] = {}
    for difference in differences(a, b) if record else ():
        found.setdefault(difference.track, []).append(difference)
    return found


def parting_lines(history: History, found: Iterable[Difference]) -> Iterator[str]:
    """Say for each stretch in which a track differs what either history says."""
    for item in found:
        stretch = wording.stretch(item.start, item.end, history.zone)
        opening, _, closing = stretch.partition(" – ")
        if opening != closing:  # else the last second of a window: no reader's minute
            open_ = "" if item.surely else " (perhaps the same)"
            told = f"A {states(item.recorded)}, B {states(item.otherwise)}{open_}"
            yield line(f"{stretch}: {told}", 4)


def states(names: Sequence[str]) -> str:
    """Give the one state, or those that it may be."""
    return names[0] if len(names) == 1 else "possibly " + " or ".join(names)
