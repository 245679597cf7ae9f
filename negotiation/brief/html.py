"""Set a brief as one HTML file: no script, no request, every text escaped, a page when printed."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from markupsafe import Markup

from negotiation.brief.content import Content
from negotiation.brief.raised import with_sup
from negotiation.view.pages import Templates, digest, templates

FOLDER = Path(__file__).parent
_STYLE = re.compile(r"<style[^>]*>(.*?)</style>", re.DOTALL)


def html(content: Content, svg: str = "") -> str:
    """Give the page; `svg` is the timeline as an element, which says itself what it shows."""
    style = (FOLDER / "page.css").read_text(encoding="utf-8")
    styles = [style, *_STYLE.findall(svg)]
    return (
        _templates()
        .get_template("page.html.jinja")
        .render(
            content=content,
            style=Markup(style),  # noqa: S704  a file of this package, in which nothing is filled
            svg=Markup(svg),  # noqa: S704  drawn by this package, its texts escaped there
            hashes=Markup(" ").join(map(_hash, styles)),
        )
        + "\n"
    )


def _hash(text: str) -> Markup:
    """Give what allows just this style and no other."""
    return Markup("'sha256-{}'").format(digest(text))


@cache
def _templates() -> Templates:
    made = templates(FOLDER)
    made.filters["cited"] = _cited
    return made


def _cited(text: str) -> Markup:
    return Markup(with_sup(text))  # noqa: S704  escaped there
