"""Give the file that holds an appendix, by the ending of its name: Word, LaTeX, a page or text.

An appendix in, contents of files out; writes nothing. The libraries of a format are fetched only
when it is asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from negotiation.appendix.content import Appendix
from negotiation.appendix.latex import latex
from negotiation.appendix.markdown import markdown
from negotiation.errors import NegotiationError
from negotiation.near import quoted
from negotiation.view.documents import python_docx


def text(content: Appendix) -> str:
    """Give an appendix as Markdown."""
    return markdown(content)


def files(content: Appendix, target: Path) -> Mapping[Path, str | bytes]:
    """Give the file of an appendix: .docx, .tex, .html or .md.

    Raises NegotiationError for another ending, or if python-docx is not installed.
    """
    match target.suffix.lower():
        case ".docx":
            return {target: _word(content)}
        case ".tex":
            return {target: latex(content)}
        case ".html":
            return {target: _page(content)}
        case ".md":
            return {target: markdown(content)}
        case _:
            message = f"an appendix cannot be written as {quoted(target.name)}"
            raise NegotiationError(f"{message}; end it in .docx, .tex, .html or .md")


def _page(content: Appendix) -> str:
    from negotiation.appendix.html import html

    return html(content)


def _word(content: Appendix) -> bytes:
    with python_docx():
        from negotiation.appendix.word import word
    return word(content)
