"""Say a source as a list of references does, in one of the languages.

A source in, one line of text out. Dates are said as the source has them, never more precisely.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from negotiation.evidence import Source
from negotiation.view.apart import FROM_LEFT, FROM_RIGHT, set_apart
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
        yield closed("; ".join(_lines(source.author, speech)))
    if source.title:
        yield closed(speech.say("brief.quoted", text=_line(source.title, speech)))
    elif source.label:
        yield closed(_line(speech.name(source), speech))
    if source.title or not _says_all(source, speech):
        outlet = _line(source.outlet, speech)
        day = published(source, speech)
        yield closed(speech.say("appendix.outlet", outlet=outlet, day=day))
    elif source.published_inferred:
        yield closed(speech.say("appendix.publication-inferred"))
    if source.wire:
        wires = speech.listed(_lines(source.wire, speech))
        yield closed(speech.say("appendix.wire", wire=wires))
    if addresses and source.url:
        yield source.url
    if addresses and source.archived:
        yield speech.say("appendix.archived", address=source.archived)
    if source.accessed:
        yield closed(speech.say("appendix.read", date=say_date(speech, source.accessed)))


def _says_all(source: Source, speech: Speech) -> bool:
    """Whether its label has its outlet and its day already, as in "AFP, Beirut, 2 July 2018"."""
    label = speech.name(source).casefold() if source.label else ""
    parts = (source.outlet, say_date(speech, source.published))
    return all(part.casefold() in label for part in parts)


def brief_reference(source: Source, speech: Speech) -> str:
    """Give a source as a note names it: its label, else its outlet and its day."""
    if source.label:
        return _line(speech.name(source), speech)
    outlet, day = _line(source.outlet, speech), published(source, speech)
    return speech.say("appendix.outlet", outlet=outlet, day=day)


def published(source: Source, speech: Speech) -> str:
    """Give the date of publication in words, and whether it is inferred."""
    day = say_date(speech, source.published)
    return speech.say("brief.date-inferred", day=day) if source.published_inferred else day


def _line(text: str, speech: Speech) -> str:
    return set_apart(shown(plain(text)), speech.direction)


def _lines(texts: Iterable[str], speech: Speech) -> Iterator[str]:
    return (_line(text, speech) for text in texts)


def closed(sentence: str) -> str:
    """Give a sentence with a full stop, if it does not end in a stop of its own."""
    bare = sentence.rstrip(f"{FROM_LEFT}{FROM_RIGHT}")
    return sentence if bare.endswith((".", "!", "?", "…")) else f"{sentence}."
