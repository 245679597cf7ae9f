"""Lint: what somebody should look at in a model or a chronology, though nothing is wrong with it.

A Model or a Chronology in, Findings out, each with a code and the path of its subject in the file.
Titles and remedies stand in codes/. Reads no file.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from negotiation.chronology import Chronology
from negotiation.coded import Acknowledged
from negotiation.lint.finding import Finding, Path
from negotiation.lint.of_model import MODEL_CHECKS
from negotiation.lint.of_story import STORY_CHECKS, Story
from negotiation.model import Model
from negotiation.near import listing
from negotiation.replay import replay

__all__ = ["MODEL_CHECKS", "STORY_CHECKS", "Finding", "Path", "lint", "lint_model"]


def lint(chronology: Chronology) -> tuple[Finding, ...]:
    """Give what is to look at in a chronology, read with its model; what is acknowledged too.

    Raises TooTangled if the dates leave too many orders open.
    """
    story = Story(chronology, replay(chronology))
    found = [Finding(code, *told) for code, check in STORY_CHECKS.items() for told in check(story)]
    return _acknowledge(found, chronology.acknowledged)


def lint_model(model: Model) -> tuple[Finding, ...]:
    """Give what is to look at in a model, with what it includes.

    What an included model holds has a path that its own file does not have: it is that model's.
    """
    found = [Finding(code, *told) for code, check in MODEL_CHECKS.items() for told in check(model)]
    return _acknowledge(found, model.acknowledged)


def _acknowledge(
    found: Iterable[Finding], acknowledged: Sequence[Acknowledged]
) -> tuple[Finding, ...]:
    """Give every finding with the reason for keeping it; acknowledgements of nothing as well."""
    matched: set[int] = set()
    known: list[Finding] = []
    for finding in found:
        means = [n for n, item in enumerate(acknowledged) if _means(item, finding)]
        matched.update(means)
        reason = "; ".join(acknowledged[n].because for n in means)
        known.append(replace(finding, because=reason) if means else finding)
    for number, item in enumerate(acknowledged):
        if number not in matched:
            message = f"no finding {item.code} is about {listing(item.about)}"
            if not item.about:
                message = f"there is no finding {item.code}"
            known.append(Finding("L301", ("acknowledged", number), (), message))
    return tuple(known)


def _means(item: Acknowledged, finding: Finding) -> bool:
    return item.code == finding.code and (
        not item.about or not set(item.about).isdisjoint(finding.about)
    )
