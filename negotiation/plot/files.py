"""Write a figure to a file: the same bytes every time, and whole or not at all."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from negotiation.errors import NegotiationError
from negotiation.near import quoted
from negotiation.plot.parts import Drawn
from negotiation.plot.style import styled
from negotiation.plot.vector import Kind, finish
from negotiation.writing import write

# what would carry the day on which it was made, or differ from one machine to another
UNDATED: dict[str, dict[str, None]] = {
    "png": {"Software": None},
    "svg": {"Date": None, "Creator": None},
    "pdf": {"CreationDate": None, "Creator": None, "Producer": None},
}
DESCRIPTION = {"png": "Description", "pdf": "Subject"}
PROLOG = '<?xml version="1.0" encoding="utf-8"?>\n'


def save(
    drawn: Drawn,
    path: str | Path,
    *,
    svg: Kind = "show",
    alt: str = "",
    language: str = "en",
    dpi: float = 300,
) -> Path:
    """Write a figure as PNG, SVG or PDF, by the ending of the file's name; give the path.

    `alt` says what the figure shows, for whoever cannot see it, in `language`; every kind of file
    carries it. An SVG to "show" looks the same everywhere, one to "edit" has no fonts in it.
    `dpi` is the resolution of a PNG.
    A file that stands there is replaced, all at once. Raises NegotiationError for another ending,
    or if the file cannot be written.
    """
    target = Path(path)
    form = target.suffix.lower().removeprefix(".")
    if form not in UNDATED:
        raise NegotiationError(
            f"{quoted(target.name)} names no kind of picture; end it in .png, .svg or .pdf"
        )
    write(target, file_content(drawn, form, svg=svg, alt=alt, language=language, dpi=dpi))
    return target


def file_content(
    drawn: Drawn,
    form: str,
    *,
    svg: Kind = "show",
    alt: str = "",
    language: str = "en",
    dpi: float = 300,
) -> str | bytes:
    """Give what a file of a figure holds: of form "png", "svg" or "pdf"; see `save`."""
    if form == "svg":
        return PROLOG + svg_text(drawn, kind=svg, alt=alt, language=language) + "\n"
    described = {DESCRIPTION[form]: alt} if alt else {}
    return _rendered(drawn, form, {"Title": _title(drawn), **described}, dpi)


def svg_text(drawn: Drawn, *, kind: Kind = "show", alt: str = "", language: str = "en") -> str:
    """Give a figure as an SVG element to put into a page, its ids unlike those of other figures.

    It needs no style attribute. Of kind "show" it has a `style` element and fonts as `data:`,
    which a page with a content security policy must allow; of kind "edit" it has neither.
    """
    return finish(_rendered(drawn, "svg", {}).decode(), kind, _title(drawn), alt, language)


def png_bytes(drawn: Drawn, *, alt: str = "", dpi: float = 300) -> bytes:
    """Give a figure as a PNG, to put into another file."""
    described = {DESCRIPTION["png"]: alt} if alt else {}
    return _rendered(drawn, "png", {"Title": _title(drawn), **described}, dpi)


def _title(drawn: Drawn) -> str:
    return " ".join(text.get_text() for text in drawn.title)


def _rendered(
    drawn: Drawn, form: str, described: dict[str, str], dpi: float | None = None
) -> bytes:
    buffer = BytesIO()
    with styled():
        drawn.figure.savefig(
            buffer, format=form, metadata={**described, **UNDATED[form]}, dpi=dpi or "figure"
        )
    return buffer.getvalue()
