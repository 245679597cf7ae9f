"""Find a Chromium to try pages in; the tests install none themselves."""

import os
import shutil
import subprocess

NAMES = ("chromium", "chromium-browser", "google-chrome")
LACKING = "no Chromium to try pages in: apt-get install chromium (or set CHROMIUM to its path)"


def chromium() -> str | None:
    """Give the path of a Chromium: the one that CHROMIUM names, else the first on the path."""
    named = os.environ.get("CHROMIUM")
    if named:
        return shutil.which(named)
    return next(filter(None, map(shutil.which, NAMES)), None)


def has_arial() -> bool:
    """Say whether text in Arial is set in it, or in Liberation Sans, which is as wide."""
    match = shutil.which("fc-match")
    if match is None:
        return False
    found = subprocess.run([match, "Arial"], capture_output=True, text=True, check=False).stdout
    return "Arial" in found or "Liberation" in found
