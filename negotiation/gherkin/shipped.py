"""Run shipped features with pytest-bdd, without any file of the user's."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import pytest
from pytest_bdd.scenario import scenario_wrapper_template_registry


class _Teller:
    """Choose the features of one chronology, hear from pytest how each went, and say it."""

    def __init__(self, chronology: str, say: Callable[[str], Any]) -> None:
        self.chronology = chronology
        self.say = say
        self.feature = ""
        self.passed = self.failed = 0

    def pytest_collection_modifyitems(self, items: list[Any]) -> None:
        """Keep the scenarios that lie in the folder of the chronology."""
        items[:] = [item for item in items if self._is_wanted(item)]

    def _is_wanted(self, item: Any) -> bool:
        scenario = scenario_wrapper_template_registry.get(item.obj)
        return (
            scenario is not None and Path(scenario.feature.filename).parent.name == self.chronology
        )

    def pytest_bdd_before_scenario(self, feature: Any) -> None:
        """Name a feature once, before its first scenario."""
        if feature.name != self.feature:
            self.feature = feature.name
            self.say(f"{feature.name}")

    def pytest_bdd_after_scenario(self, scenario: Any) -> None:
        """Count a scenario whose every step passed; a failed one is told by its step."""
        if not getattr(scenario, "told_failed", False):
            self.passed += 1
            self.say(f"  ✓ {scenario.name}")

    def pytest_bdd_step_error(self, scenario: Any, step: Any, exception: Any) -> None:
        """Tell a failed step with its reason."""
        scenario.told_failed = True
        self.failed += 1
        self.say(f"  ✗ {scenario.name}\n      {step.keyword} {step.name}\n      {exception}")


def run_shipped(chronology: str, say: Callable[..., Any]) -> bool:
    """Run the shipped features of a chronology, telling each scenario; say whether all passed.

    `say` takes a text and the `file` to write it to.
    """
    here = Path(__file__).parent / "shipped_features.py"
    terminal = sys.stdout
    teller = _Teller(chronology, lambda text: say(text, file=terminal))
    # nothing of the folder that it is called from: no settings, no cache, no plugins
    options = ["-c", os.devnull, "--rootdir", str(here.parent), "-p", "no:cacheprovider", "-s"]
    with redirect_stdout(io.StringIO()):
        code = pytest.main([*options, "-q", str(here)], plugins=[teller])
    teller.say(f"{teller.passed} scenarios passed, {teller.failed} failed.")
    return code == pytest.ExitCode.OK and teller.passed > 0
