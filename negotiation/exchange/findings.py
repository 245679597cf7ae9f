"""What a check of one file finds, in a line or two."""

from __future__ import annotations

from dataclasses import dataclass

from negotiation.exchange.as_text import wrapped
from negotiation.exchange.effects import departure_text
from negotiation.load import is_model, load, load_model
from negotiation.replay import replay


@dataclass(frozen=True, slots=True)
class FileReport:
    """The text about a file without problems, and how often its story departs from its model."""

    text: str
    departures: int


def check_file(name: str) -> FileReport:
    """Check a chronology or a model. Raises LoadError with every problem."""
    if is_model(name):
        model = load_model(name)
        text = f"{name}: a model, fine ({len(model.kinds)} kinds, {len(model.tracks)} tracks)"
        return FileReport(text, 0)
    chronology = load(name)
    history = replay(chronology)
    reports = sum(1 for _ in chronology.reports())
    counts = (
        f"{len(chronology.events)} events, {reports} reports, {len(chronology.sources)} sources"
    )
    lines = [f"{name}: a chronology, fine ({counts})"]
    lines += [
        wrapped(f"departs from the model: {departure_text(d)}", 2) for d in history.deviations
    ]
    return FileReport("\n".join(lines), len(history.deviations))
