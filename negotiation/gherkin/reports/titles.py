"""What scenarios and steps are called in reports: shortened, and safe for a terminal."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from negotiation.errors import visible
from negotiation.gherkin.feature import Feature, Scenario

LONGEST = 160  # letters of a name; a sentence of the vocabulary may be longer
SENTENCE = 600


def short(text: str, longest: int = LONGEST) -> str:
    """Give a text of a file on one line, shortened, with control characters spelt out."""
    line = " ".join(text.split())
    return visible(line if len(line) <= longest else line[: longest - 1] + "…")


def feature_title(feature: Feature) -> str:
    """Give the name of a feature; of one without, its file."""
    return short(feature.name or feature.shown)


def scenario_title(feature: Feature, scenario: Scenario) -> str:
    """Give the name of a scenario, with its row where rows of an outline share one."""
    name = short(scenario.name) or f"(line {scenario.line})"
    is_shared = scenario.row is not None and scenario.name in _shared(_Same(feature))
    return f"{name} (row {scenario.row})" if is_shared else name


@dataclass(frozen=True, eq=False)
class _Same:
    """A feature as a key: itself and no equal one, since what it holds cannot be hashed."""

    feature: Feature

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.feature is other.feature

    def __hash__(self) -> int:
        return id(self.feature)


@lru_cache(maxsize=1)  # reports go from feature to feature
def _shared(key: _Same) -> frozenset[str]:
    """Give the names that scenarios of different rows have, counted once for a feature."""
    known = {(scenario.name, scenario.row) for scenario in key.feature.scenarios}
    count = Counter(name for name, _ in known)
    return frozenset(name for name, number in count.items() if number > 1)


def unique(title: str, taken: dict[str, int]) -> str:
    """Give a title that is not taken yet, with a number where it is, and take it.

    `taken` holds the last number of each title, so that none is tried twice.
    """
    found, number = title, taken.get(title, 1)
    while found in taken:
        number += 1
        found = f"{title} [{number}]"
    taken[title] = number
    taken.setdefault(found, 1)
    return found
