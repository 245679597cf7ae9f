"""What was known when, as text."""

from __future__ import annotations

from collections.abc import Iterator

from negotiation import wording
from negotiation.chronology import Chronology
from negotiation.dates import local, zone
from negotiation.exchange.as_text import withheld_lines
from negotiation.knowledge import Edition, editions
from negotiation.lines import wrapped


def knowledge_text(chronology: Chronology) -> str:
    """Give a paragraph for each day of publication: what it added, changed or put in doubt."""
    title = chronology.title.get("en") or chronology.name
    lines = [f"{title}: what was known when", "=" * 60, *withheld_lines(chronology)]
    for edition in editions(chronology):
        lines += ["", *_edition(chronology, edition)]
    return "\n".join(lines) + "\n"


def _edition(chronology: Chronology, edition: Edition) -> Iterator[str]:
    home = zone(chronology.timezone)
    yield f"{wording.weekday(local(edition.moment, home).date())}: {', '.join(edition.sources)}"
    told = (
        ("added", edition.added),
        ("told of, not as done", edition.told),
        ("put in doubt", edition.doubted),
        ("withdrawn", edition.withdrawn),
    )
    for word, events in told:
        if events:
            yield wrapped(f"{word} ({len(events)}): {', '.join(events)}", 2)
    for key, before, now in edition.changed:
        change = f"{wording.window(before, home)}, now {wording.window(now, home)}"
        yield wrapped(f"changed: {key}: {change}", 2)
    known = (
        f"{track} {' or '.join(states)}"
        for track, states in edition.last_known.items()
        if "/" not in track
    )
    yield wrapped(f"last known: {'; '.join(known)}", 2)
