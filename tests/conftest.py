"""What pytest must know of the tests."""

from typing import Any

from tests.browser import LACKING

collect_ignore = ["bad_features"]  # feature files that are wrong on purpose


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say at the end of a run if no browser tried the pages."""
    skipped = terminalreporter.stats.get("skipped", [])
    if any(LACKING in str(report.longrepr) for report in skipped):
        terminalreporter.write_line(f"The pages were NOT tried in a browser: {LACKING}", red=True)
