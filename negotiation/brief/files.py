"""Make a brief of a chronology, and give the files that hold it: a page, Word, or text.

A chronology in, contents of files out; writes nothing. The libraries of a format are fetched only
when it is asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from negotiation.brief.composing import compose
from negotiation.brief.content import Content
from negotiation.brief.fitting import one_page
from negotiation.chronology import Chronology
from negotiation.dates import parse_moment, zone
from negotiation.errors import NegotiationError
from negotiation.history import History
from negotiation.near import quoted
from negotiation.readings import Until
from negotiation.replay import replay
from negotiation.view.documents import python_docx
from negotiation.view.speech import Speech, speech

if TYPE_CHECKING:
    from negotiation.plot.small import SmallTimeline

SHARP = 200.0  # dots an inch, of a timeline in Word or beside Markdown


@dataclass(frozen=True)
class Brief:
    """A brief, whole, and what its timeline is drawn from; a file of it is cut to a page."""

    content: Content
    history: History
    speech: Speech


def brief_of(
    chronology: Chronology,
    language: str = "en",
    *,
    at: str | None = None,
    file: str = "",
    digest: str = "",
    whole: Chronology | None = None,
) -> Brief:
    """Give the brief of a chronology, in English, French or Arabic.

    With `at`, a date or a clock time, it stops there. `file` and `digest` tell a reader which text
    it was made from; `whole` is the chronology before sources were left out.
    Raises DateError, TooTangled, and NegotiationError for an unknown language.
    """
    spoken = speech(language, zone(chronology.timezone))
    stop = None if at is None else Until.at(parse_moment(at, zone(chronology.timezone)))
    history = replay(chronology, until=stop)
    everything = whole or chronology
    gone = [one for key, one in everything.sources.items() if key not in chronology.sources]
    content = compose(chronology, history, spoken, file=file, digest=digest, left_out=gone)
    return Brief(content, history, spoken)


def text(brief: Brief) -> str:
    """Give a brief as Markdown, without its timeline."""
    from negotiation.brief.markdown import markdown

    return markdown(on_page(brief))


def on_page(brief: Brief, picture: float = 0.0) -> Content:
    """Give what of a brief has room on a page beside its timeline, its height in millimetres."""
    return one_page(brief.content, picture, lambda left: brief.speech.say("brief.more", count=left))


def files(brief: Brief, target: Path) -> Mapping[Path, str | bytes]:
    """Give the files of a brief by the ending of its name: .html, .docx, or .md with a picture.

    Raises NegotiationError for another ending, or if python-docx is not installed.
    """
    form = target.suffix.lower()
    if form == ".html":
        return {target: _page(brief)}
    if form == ".docx":
        return {target: _word(brief)}
    if form == ".md":
        return _markdown(brief, target)
    raise NegotiationError(
        f"a brief cannot be written as {quoted(target.name)}; end it in .html, .docx or .md"
    )


def _page(brief: Brief) -> str:
    from negotiation.brief.html import html
    from negotiation.plot.files import svg_text
    from negotiation.plot.small import small_timeline

    drawn = small_timeline(brief.history, brief.speech)
    picture = svg_text(drawn, alt=drawn.alt, language=brief.speech.code)
    return html(on_page(brief, drawn.height), picture)


def _word(brief: Brief) -> bytes:
    with python_docx():
        from negotiation.brief.word import word
    drawn, png = _picture(brief)
    return word(on_page(brief, drawn.height), png, drawn.alt)


def _markdown(brief: Brief, target: Path) -> Mapping[Path, str | bytes]:
    from negotiation.brief.markdown import markdown

    beside = target.with_suffix(".png")
    drawn, png = _picture(brief)
    told = markdown(on_page(brief, drawn.height), beside.name, drawn.alt)
    return {beside: png, target: told}


def _picture(brief: Brief) -> tuple[SmallTimeline, bytes]:
    from negotiation.plot.files import png_bytes
    from negotiation.plot.small import small_timeline

    drawn = small_timeline(brief.history, brief.speech)
    return drawn, png_bytes(drawn, alt=drawn.alt, dpi=SHARP)
