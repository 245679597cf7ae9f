"""Wrap lines of text to the width of a page. Knows nothing of what they say."""

from __future__ import annotations

import textwrap

WIDTH = 96


def wrapped(text: str, indent: int = 0, hang: int = 2) -> str:
    """Wrap a line to the width of a page, the first line indented and the others further."""
    return textwrap.fill(
        text,
        WIDTH,
        initial_indent=" " * indent,
        subsequent_indent=" " * (indent + hang),
        break_long_words=False,
        break_on_hyphens=False,
    )
