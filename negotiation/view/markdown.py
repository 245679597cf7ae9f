"""Escape a line, so that it is only text in Markdown.

A text in, a text out.
"""

from __future__ import annotations

import re

_SPECIAL = re.compile(r"[\\`*_\[\]<>&|~$!@#]")
_LEADING = re.compile(r"^(\d*)([-+=:.)])")
_LINK = re.compile(r"(?i)\b(https?|ftp|mailto|xmpp|www)([:.])")


def escaped(line: str) -> str:
    """Give a line in which nothing is Markdown, HTML or a link."""
    line = _SPECIAL.sub(lambda match: "\\" + match[0], line)
    line = _LINK.sub(lambda match: f"{match[1]}\\{match[2]}", line)
    return _LEADING.sub(r"\1\\\2", line)  # no list, no rule and no heading begins here
