"""Set an appendix as Markdown, with footnotes as most programs read them: [^1]."""

from __future__ import annotations

from collections.abc import Iterator

from negotiation.appendix.content import Appendix, Listed, Row
from negotiation.view.markdown import escaped


def markdown(content: Appendix) -> str:
    """Give the text."""
    return "\n".join(_appendix(content)) + "\n"


def _appendix(content: Appendix) -> Iterator[str]:
    yield from (f"# {escaped(content.title)}", "")
    for line in content.lines:
        yield from (escaped(line), "")
    if content.rows:
        yield f"| {' | '.join(map(escaped, content.columns))} |"
        yield "|" + " --- |" * len(content.columns)
        yield from (_row(row, content.between) for row in content.rows)
        yield ""
    yield from (f"## {escaped(content.sources_title)}", "")
    for source in content.sources:
        yield from (_source(source), "")
    if content.left:
        yield from (f"## {escaped(content.left_title)}", "")
        yield from (f"- {escaped(line)}" for line in content.left)
        yield ""
    yield from ("---", "", " ".join(map(escaped, content.foot)), "")
    yield from (f"[^{n}]: {escaped(note)}" for n, note in enumerate(content.notes, 1))


def _row(row: Row, between: str) -> str:
    marks = "".join(f" *({escaped(mark)})*" for mark in row.marks)
    voices = between.join(
        escaped(voice.name) + " ".join(f"[^{number}]" for number in voice.notes)
        for voice in row.voices
    )
    cells = (escaped(row.when), escaped(row.what) + marks, escaped(row.kind), voices)
    return f"| {' | '.join(cells)} |"


def _source(source: Listed) -> str:
    parts = [escaped(f"{source.number} {source.text}")]
    if source.url:
        parts.append(f"<{source.url}>")
    if source.archived:
        parts.append(f"{escaped(source.archived_words)} <{source.archived}>")
    if source.note:
        parts.append(escaped(source.note))
    return " ".join(parts)
