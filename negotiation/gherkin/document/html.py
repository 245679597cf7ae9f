"""Set the living document as one HTML file: no script, no request, every text escaped.

What the page says: see content.py; how it looks: page.css.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape

from negotiation.gherkin.document.content import Content, named
from negotiation.gherkin.language import Language
from negotiation.view.pages import Templates, digest, templates
from negotiation.view.texts import brief, shown

FOLDER = Path(__file__).parent
_QUOTED = re.compile(r'("[^"]*"|“[^”]*”|«[^»]*»)')


def html(content: Content) -> str:
    """Give the page; a last line break is part of it."""
    style = _style()
    page = _templates().get_template("page.html.jinja")
    own = Markup(style)  # noqa: S704  a file of this package, in which nothing is filled
    told = page.render(content=content, style=own, digest=digest(style))
    return f"{told}\n"


@cache
def _style() -> str:
    return (FOLDER / "page.css").read_text(encoding="utf-8")


@cache
def _templates() -> Templates:
    made = templates(FOLDER, _fit)
    made.filters |= {"isolated": isolated, "brief": brief, "named": named}
    made.globals["number"] = number
    return made


def _fit(value: Any) -> Any:
    """Make a text fit to be printed; markup is already."""
    return value if isinstance(value, Markup) or not isinstance(value, str) else shown(value)


def number(value: float) -> str:
    """Give a number for a drawing: to a tenth of a pixel, and no longer than it must be."""
    return f"{value:.1f}".removesuffix(".0")


def isolated(text: str, words: Language) -> Markup:
    """Give a sentence; from right to left, with the names in quotes set apart from it."""
    if words.direction == "ltr":
        return escape(shown(text))
    parts = _QUOTED.split(shown(text))
    told = [escape(part) for part in parts]
    told[1::2] = [
        Markup("{}<bdi>{}</bdi>{}").format(part[0], part[1:-1], part[-1]) for part in parts[1::2]
    ]
    return Markup("").join(told)
