"""The codebook of a model: what every kind of event, track and state means.

A model in; text, rows for a table, or the files that hold it out. Writes nothing. Other modules
here put it together once (composing.py) and set it in several forms.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from negotiation.errors import NegotiationError
from negotiation.exchange.codebook.composing import compose
from negotiation.model import Model
from negotiation.near import quoted
from negotiation.view.documents import python_docx

if TYPE_CHECKING:
    from negotiation.exchange.codebook.content import Codebook

__all__ = ["codebook_file", "codebook_rows", "codebook_text"]


def codebook_text(model: Model, language: str = "en") -> str:
    """Give a codebook as text for a terminal. Raises NegotiationError for an unknown language."""
    from negotiation.exchange.codebook.text import text

    return text(compose(model, language))


def codebook_rows(model: Model, language: str = "en") -> list[tuple[str, str, str, str]]:
    """Give a row for each kind of event: its id, label, definition, and what it moves.

    Raises NegotiationError for an unknown language.
    """
    book = compose(model, language)
    semicolon = f"{book.speech.say('diagram.semicolon')} "
    rows = []
    for kind in book.kinds:
        moves = [book.say("on-track", track=move.track.name, text=move.text) for move in kind.moves]
        ref, means = kind.entry.ref, kind.entry.definition.text
        rows.append((ref.key, ref.name, means, semicolon.join(moves) or book.say("moves-nothing")))
    return rows


def codebook_file(model: Model, target: Path, language: str = "en") -> str | bytes:
    """Give what a file of a codebook holds, by the ending of its name: .html, .md or .docx.

    Raises NegotiationError for another ending or language, or if python-docx is not installed.
    """
    form = target.suffix.lower()
    if form not in {".html", ".md", ".docx"}:
        raise NegotiationError(
            f"a codebook cannot be written as {quoted(target.name)}; end it in .html, .md or .docx"
        )
    book = compose(model, language)
    if form == ".docx":
        return _word(book)
    if form == ".html":
        from negotiation.exchange.codebook.html import html

        return html(book, _diagrams(model, book))
    from negotiation.exchange.codebook.markdown import markdown

    return markdown(book)


def _diagrams(model: Model, book: Codebook) -> dict[str, str]:
    """Draw each track; one that is too large is left out, and the page says so."""
    from negotiation.diagram import svg

    drawn = {}
    for track in model.tracks:
        try:
            drawn[track] = svg(model, track, book.speech)
        except NegotiationError:
            continue
    return drawn


def _word(book: Codebook) -> bytes:
    with python_docx():
        from negotiation.exchange.codebook.word import word
    return word(book)
