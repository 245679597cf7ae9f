"""An appendix for a publication: every event, who says so in footnotes, and the list of sources.

`appendix_of` makes it of a chronology; `files` sets it as Word, LaTeX, a page or Markdown.
"""

from __future__ import annotations

from negotiation.appendix.composing import appendix_of
from negotiation.appendix.content import Appendix
from negotiation.appendix.files import files, text

__all__ = ["Appendix", "appendix_of", "files", "text"]
