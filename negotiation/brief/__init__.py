"""A brief: one page for someone who has five minutes.

What is known, disputed and not known, and who says so, as a page, a Word file or text.

>>> from negotiation import load
>>> from negotiation.brief import brief_of
>>> made = brief_of(load("daraa-2018"))
>>> [part.title for part in made.content.parts][1:4]
['Known', 'Disputed', 'Not known']
"""

from __future__ import annotations

from negotiation.brief.files import Brief, brief_of, files, text

__all__ = ["Brief", "brief_of", "files", "text"]
