"""The bibliography of a chronology: as text, as JSON, and as libraries of references have it.

A chronology in, text out, and in words what a format does not hold.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from negotiation.chronology import Chronology
from negotiation.dates import zone
from negotiation.evidence import Source
from negotiation.exchange.as_bibtex import bibtex
from negotiation.exchange.as_csl import csl_json
from negotiation.exchange.as_json import dumps
from negotiation.exchange.as_ris import ris
from negotiation.exchange.entries import entries_of
from negotiation.view.reference import reference
from negotiation.view.speech import speech

FORMAT = "negotiation-sources/1"
LIBRARIES = {"csl-json": csl_json, "bibtex": bibtex, "ris": ris}


def bibliography(chronology: Chronology, form: str = "text", language: str = "en") -> str:
    """Give the sources of a chronology in its order: text, json, csl-json, bibtex or ris.

    Raises NegotiationError for an unknown language.
    """
    spoken = speech(language, zone(chronology.timezone))
    if form == "json":
        return sources_json(chronology)
    if form == "text":
        told = (f"{key}: {reference(one, spoken)}" for key, one in chronology.sources.items())
        return "".join(f"{line}\n" for line in told)
    return LIBRARIES[form](entries_of(chronology, spoken), spoken)


def sources_json(chronology: Chronology) -> str:
    """Give the sources in the form negotiation-sources/1: fields as files have them."""
    return dumps(
        {
            "format": FORMAT,
            "sources": {key: dict(_fields(one)) for key, one in chronology.sources.items()},
            "withheld": chronology.withheld.counts(),
        }
    )


def _fields(source: Source) -> Iterator[tuple[str, Any]]:
    for key in ("label", "title", "author", "outlet", "wire", "url", "archived", "language"):
        if value := getattr(source, key):
            yield key, list(value) if isinstance(value, tuple) else value
    if source.accessed is not None:
        yield "accessed", source.accessed.text
    yield "published", source.published.text
    yield "published-inferred", source.published_inferred
    if source.note:
        yield "note", source.note


def not_held(chronology: Chronology, form: str, language: str) -> list[str]:
    """Say what a library of references does not hold of the sources: texts in other languages."""
    if form in {"text", "json"}:
        return []
    told = []
    for field in ("label", "note"):
        others = sorted(
            {
                other
                for source in chronology.sources.values()
                for other in _others(getattr(source, field), language)
            }
        )
        if others:
            told.append(
                f"{form} holds one language: each {field} in {', '.join(others)} is left out"
            )
    return told


def _others(label: dict[str, str], language: str) -> set[str]:
    shown = language if language in label else "en" if "en" in label else next(iter(label), "")
    return set(label) - {shown}
