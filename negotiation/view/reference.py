"""Say a source as a list of references does, in one of the languages.

A source in, one line of text out. Dates are said as the source has them, never more precisely.
"""

from __future__ import annotations

from collections.abc import Iterator

from negotiation.evidence import Source
from negotiation.view.citing import plain
from negotiation.view.dated import say_date
from negotiation.view.speech import Speech
from negotiation.view.texts import shown


def reference(source: Source, speech: Speech, *, addresses: bool = True) -> str:
    """Give who wrote what where and when, whether the date is inferred, and where it came from.

    Without `addresses` those of the web are left out: whoever sets them apart does it himself.
    """
    return " ".join(_sentences(source, speech, addresses))


def _sentences(source: Source, speech: Speech, addresses: bool) -> Iterator[str]:
    if source.author:
        yield _closed("; ".join(map(_line, source.author)))
    if source.title:
        yield _closed(speech.say("brief.quoted", text=_line(source.title)))
    elif source.label:
        yield _closed(_line(speech.name(source)))
    outlet, day = _line(source.outlet), published(source, speech)
    yield _closed(speech.say("appendix.outlet", outlet=outlet, day=day))
    if source.wire:
        wires = speech.listed(map(_line, source.wire))
        yield _closed(speech.say("appendix.wire", wire=wires))
    if addresses and source.url:
        yield source.url
    if addresses and source.archived:
        yield speech.say("appendix.archived", address=source.archived)
    if source.accessed:
        yield _closed(speech.say("appendix.read", date=say_date(speech, source.accessed)))


def published(source: Source, speech: Speech) -> str:
    """Give the date of publication in words, and whether it is inferred."""
    day = say_date(speech, source.published)
    return speech.say("brief.date-inferred", day=day) if source.published_inferred else day


def _line(text: str) -> str:
    return shown(plain(text))


def _closed(sentence: str) -> str:
    return sentence if sentence.endswith((".", "!", "?", "…")) else f"{sentence}."
