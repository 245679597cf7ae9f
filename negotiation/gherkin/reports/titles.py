"""What scenarios and steps are called in reports: shortened, and safe for a terminal."""

from __future__ import annotations

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
    shared = (
        other.row != scenario.row and other.name == scenario.name for other in feature.scenarios
    )
    return f"{name} (row {scenario.row})" if scenario.row is not None and any(shared) else name


def unique(title: str, taken: set[str]) -> str:
    """Give a title that is not taken yet, with a number where it is, and take it."""
    found, number = title, 1
    while found in taken:
        number += 1
        found = f"{title} [{number}]"
    taken.add(found)
    return found
