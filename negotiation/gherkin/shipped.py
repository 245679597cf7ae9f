"""Run shipped features with pytest-bdd, without any file of the user's."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


class _Teller:
    """Hear from pytest how each scenario went, and say it in a line."""

    def __init__(self, say: Callable[[str], Any]) -> None:
        self.say = say
        self.feature = ""
        self.passed = self.failed = 0

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


def run_shipped(chronology: str, say: Callable[[str], Any]) -> bool:
    """Run the shipped features of a chronology, telling each scenario; say whether all passed."""
    here = Path(__file__).parent / "shipped_features.py"
    teller = _Teller(say)
    options = ["-p", "no:cacheprovider", "-p", "no:terminal", "--rootdir", str(here.parent)]
    code = pytest.main([*options, "-c", "/dev/null", "-k", chronology.replace("-", "_"), str(here)],
                       plugins=[teller])  # fmt: skip
    say(f"{teller.passed} scenarios passed, {teller.failed} failed.")
    return code == pytest.ExitCode.OK and teller.passed > 0
