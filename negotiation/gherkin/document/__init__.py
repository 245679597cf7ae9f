"""Write what came of features as a document for readers: a page to print, or text.

Results in, the text of a file out. Writes no file, and knows no clock: the same results give the
same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence

from negotiation.errors import NegotiationError
from negotiation.gherkin.document.composing import content
from negotiation.gherkin.document.markdown import markdown
from negotiation.gherkin.results import FeatureResult
from negotiation.near import quoted

__all__ = ["document"]


def document(results: Sequence[FeatureResult], suffix: str) -> str:
    """Give the document of some results, as ".html" or ".md".

    Raises NegotiationError for any other suffix.
    """
    if suffix.lower() == ".html":
        from negotiation.gherkin.document.html import html

        return html(content(results))
    if suffix.lower() == ".md":
        return markdown(content(results))
    told = (
        f"a document cannot be written as {quoted(suffix)}" if suffix else "the file has no ending"
    )
    raise NegotiationError(f"{told}; end its name with .html, for a page to print, or with .md")
