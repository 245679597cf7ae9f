"""Write a figure to a file: the same bytes every time, and whole or not at all."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from matplotlib.figure import Figure

from negotiation.errors import NegotiationError
from negotiation.near import quoted
from negotiation.plot.style import styled
from negotiation.plot.timeline import Timeline
from negotiation.writing import write

# what would carry the day on which it was made, or differ from one machine to another
UNDATED: dict[str, dict[str, None]] = {
    "png": {"Software": None},
    "svg": {"Date": None, "Creator": None},
    "pdf": {"CreationDate": None, "Creator": None, "Producer": None},
}


def save(drawn: Timeline, path: str | Path) -> Path:
    """Write a figure as PNG, SVG or PDF, by the ending of the file's name; give the path.

    A file that stands there is replaced, all at once. Raises NegotiationError for another ending,
    or if the file cannot be written.
    """
    target = Path(path)
    form = target.suffix.lower().removeprefix(".")
    if form not in UNDATED:
        raise NegotiationError(
            f"{quoted(target.name)} names no kind of picture; end it in .png, .svg or .pdf"
        )
    title = " ".join(text.get_text() for text in drawn.title)
    write(target, _rendered(drawn.figure, form, title))
    return target


def _rendered(figure: Figure, form: str, title: str) -> bytes:
    buffer = BytesIO()
    with styled():
        figure.savefig(buffer, format=form, metadata={"Title": title, **UNDATED[form]})
    return buffer.getvalue()
