"""Apply the one style of all figures, whatever style is set outside."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path

import matplotlib as mpl

STYLE = Path(__file__).with_name("negotiation.mplstyle")


def styled() -> AbstractContextManager[None]:
    """Give a context in which matplotlib uses the package's style, on its own defaults."""
    return mpl.rc_context(fname=STYLE)
