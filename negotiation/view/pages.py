"""Pages: templates in which every text is escaped, and digests for a content security policy.

The only user of Jinja2.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

Templates = Environment


def templates(
    folder: Path, finalize: Callable[[Any], Any] | None = None, *, trimmed: bool = False
) -> Templates:
    """Give the templates of a folder: a name that is not given is an error, not an empty text.

    `finalize` is applied to every value before it is escaped; `trimmed` ones leave out the line
    breaks and indents of their own tags.
    """
    return Templates(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=finalize,
        trim_blocks=trimmed,
        lstrip_blocks=trimmed,
    )


def digest(text: str) -> str:
    """Give what a policy names a style or a script by, so that just this one is allowed."""
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")
