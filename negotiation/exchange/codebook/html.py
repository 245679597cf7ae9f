"""Set a codebook as one HTML file: no script, no request, every text escaped; it prints well.

Content and diagrams in, text out; how it looks: page.css.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from markupsafe import Markup

from negotiation.exchange.codebook.content import Codebook
from negotiation.view.pages import Templates, digest, templates

FOLDER = Path(__file__).parent


def html(book: Codebook, diagrams: Mapping[str, str]) -> str:
    """Give the page; `diagrams` has an SVG element for each track that can be drawn."""
    style = (FOLDER / "page.css").read_text(encoding="utf-8")
    page = _templates().get_template("page.html.jinja")
    told = page.render(
        book=book,
        say=book.say,
        style=Markup(style),  # noqa: S704  a file of this package, in which nothing is filled
        digest=digest(style),
        # drawn by this package, its texts escaped there
        diagrams={key: Markup(svg) for key, svg in diagrams.items()},  # noqa: S704
    )
    return f"{told}\n"


@cache
def _templates() -> Templates:
    return templates(FOLDER, trimmed=True)
