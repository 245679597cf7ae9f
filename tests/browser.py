"""Find a Chromium to try pages in; the tests install none themselves."""

import os
import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome")
LACKING = "no Chromium to try pages in: apt-get install chromium (or set CHROMIUM to its path)"


def chromium() -> str | None:
    """Give the path of a Chromium: the one that CHROMIUM names, else the first on the path."""
    named = os.environ.get("CHROMIUM")
    if named:
        return shutil.which(named)
    return next(filter(None, map(shutil.which, NAMES)), None)
