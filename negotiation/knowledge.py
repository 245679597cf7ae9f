"""What was known when: what each day of publication added to a chronology, changed or put in doubt.

A chronology in, one row a publication day out. The second clock beside that of the events.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from negotiation.chronology import Chronology
from negotiation.dates import Window
from negotiation.history import History
from negotiation.replay import replay


@dataclass(frozen=True, slots=True)
class Edition:
    """What was known at the end of one day of publication, in seconds UTC, and what was new.

    `added` are events first reported to have happened; `changed` those known before whose window
    is another one now, with both; `doubted` those of which it is now said that they did not
    happen; `told` those first heard of as announced, scheduled, supposed or the like; `withdrawn`
    those known before that are no longer known. `last_known` is the state that each track is in
    at that moment, as far as the record then reaches.
    """

    moment: int
    sources: tuple[str, ...]
    added: tuple[str, ...]
    changed: tuple[tuple[str, Window, Window], ...]
    doubted: tuple[str, ...]
    told: tuple[str, ...]
    withdrawn: tuple[str, ...]
    last_known: Mapping[str, tuple[str, ...]]


def editions(chronology: Chronology) -> Iterator[Edition]:
    """Give a row for each day on which a source in use was published, in order."""
    published = {key: chronology.published(key) for key in chronology.source_ids()}
    before: History | None = None
    for moment in sorted(set(published.values())):
        now = replay(chronology.known_by(moment))
        sources = tuple(key for key, day in published.items() if day == moment)
        yield _edition(moment, sources, before, now)
        before = now


def _edition(
    moment: int, sources: tuple[str, ...], before: History | None, now: History
) -> Edition:
    known, windows = _windows(before), _windows(now)
    told_before = _unmoved(before)
    changed = tuple(
        (key, known[key], window)
        for key, window in windows.items()
        if key in known and _ends(known[key]) != _ends(window)
    )
    disputed = {step.event.id for step in now.steps if step.event.is_disputed}
    doubted_before = {s.event.id for s in before.steps if s.event.is_disputed} if before else set()
    return Edition(
        moment,
        sources,
        tuple(key for key in windows if key not in known),
        changed,
        tuple(key for key in windows if key in disputed - doubted_before),
        tuple(key for key in _unmoved(now) if key not in told_before),
        tuple(key for key in known if key not in windows),
        {track: state.possible or state.last_known for track, state in now.at(moment).items()},
    )


def _windows(history: History | None) -> dict[str, Window]:
    return {} if history is None else {step.event.id: step.window for step in history.steps}


def _unmoved(history: History | None) -> list[str]:
    return [] if history is None else [event.id for event, _ in history.unmoved]


def _ends(window: Window) -> tuple[int | None, int | None]:
    return window.earliest, window.latest
