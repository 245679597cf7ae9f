"""Apply the one style and the one typeface of all figures, whatever is set outside.

Importing this tells matplotlib of the typeface, under a name of its own, so that no other figure
of the same process changes.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import matplotlib as mpl
from matplotlib.font_manager import fontManager

STYLE = Path(__file__).with_name("negotiation.mplstyle")
FONTS = Path(__file__).parent / "fonts"
# the second, which comes with matplotlib, has what the first lacks
FAMILIES = ("Negotiation Sans", "DejaVu Sans")


@contextmanager
def styled() -> Iterator[None]:
    """Use the package's style on matplotlib's own defaults.

    Of letters that no typeface has matplotlib would warn each time that it measures one; the print
    check tells of them once, and where.
    """
    with mpl.rc_context(fname=STYLE), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing from")
        yield


def _register() -> None:
    known = {entry.fname for entry in fontManager.ttflist}
    for path in map(str, sorted(FONTS.glob("*.ttf"))):
        if path not in known:
            fontManager.addfont(path)


_register()
