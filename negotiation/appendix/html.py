"""Set an appendix as one HTML file: no script, no request, every text escaped."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from markupsafe import Markup

from negotiation.appendix.content import Appendix
from negotiation.view.pages import Templates, digest, templates

FOLDER = Path(__file__).parent


def html(content: Appendix) -> str:
    """Give the page."""
    style = (FOLDER / "page.css").read_text(encoding="utf-8")
    page = _templates().get_template("page.html.jinja")
    made = page.render(
        content=content,
        style=Markup(style),  # noqa: S704  a file of this package, in which nothing is filled
        digest=Markup(digest(style)),  # noqa: S704  of letters, digits and + / =
    )
    return f"{made}\n"


@cache
def _templates() -> Templates:
    return templates(FOLDER, trimmed=True)
