"""Set a brief as Markdown: the same content, every text escaped."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from negotiation.brief.content import Content, Line, Part
from negotiation.view.markdown import escaped


def markdown(content: Content, picture: str = "", alt: str = "") -> str:
    """Give the text; `picture` is the name of a file beside it, the timeline, `alt` its words."""
    return "\n".join(_brief(content, picture, alt)) + "\n"


def _brief(content: Content, picture: str, alt: str) -> Iterator[str]:
    yield from (f"# {escaped(content.title)}", "", f"**{escaped(content.period)}**", "")
    if content.about:
        yield from (escaped(content.about), "")
    yield from (escaped(content.reading), "")
    if picture:
        yield from (f"![{escaped(alt)}]({quote(picture)})", "")
    for part in content.parts:
        yield from (f"## {escaped(part.title)}", "", *_part(part))
    yield from ("---", "", " ".join(map(escaped, content.foot)))


def _part(part: Part) -> Iterator[str]:
    if part.columns:
        yield _row(part.columns)
        yield "|" + " --- |" * len(part.columns)
        yield from (_row(line.cells) for line in part.lines)
        yield ""
    elif part.lines:
        yield from (f"- {_line(line)}" for line in part.lines)
        yield ""
    for note in (*part.notes, part.more):
        if note:
            yield from (escaped(note), "")


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(map(escaped, cells))} |"


def _line(line: Line) -> str:
    topic, text = line.cells
    return f"**{escaped(topic)}** {escaped(text)}" if topic else escaped(text)
