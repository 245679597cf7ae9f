"""Known: how pytest-bdd is told which steps are sentences of ours. Imports nothing of ours."""

from __future__ import annotations

from typing import Any

from pytest_bdd.parsers import StepParser


class Known(StepParser):
    """Takes the sentences that our reader has read and knows; of other features, none."""

    def is_matching(self, name: str) -> bool:
        """Say whether a step is a sentence of ours."""
        sentence = getattr(name, "sentence", None)
        return sentence is not None and sentence.is_known

    def parse_arguments(self, name: str) -> dict[str, Any] | None:
        """Give the sentence."""
        return {"sentence": getattr(name, "sentence", None)}
