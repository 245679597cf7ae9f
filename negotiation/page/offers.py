"""Offers: the terms of each party as bars with texts, in rows that keep them apart.

Parties in; boxes and texts out, in per cent of the drawing's width. A text may be longer than its
bar; a narrow page shows the bars alone, and the terms stand in its tables.
"""

from __future__ import annotations

from dataclasses import dataclass

from negotiation.page.across import WIDTHS, Across, Box
from negotiation.view.lettering import shortened, width
from negotiation.view.terms import Party, Term

SIZE, INSET, PAGE = 12.0, 6.0, WIDTHS[2]


@dataclass(frozen=True, slots=True)
class Offer:
    """A term: it fades in over `fade`, holds in `solid`, fades out over `out`; its text.

    `start` is how far on it may begin, in per cent.
    """

    fade: Box | None
    solid: Box | None
    out: Box | None
    text: str
    anchor: str
    x: float
    start: float


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of a party, in rows."""

    name: str
    rows: tuple[tuple[Offer, ...], ...]


def terms(across: Across, party: Party) -> Terms:
    """Draw the terms of a party in as few rows as keep bars and texts apart."""
    ends: list[float] = []
    rows: list[list[Offer]] = []
    for term in sorted(party.terms, key=lambda one: (one.rising, one.falling)):
        offer, first, last = _offer(across, term)
        row = next((n for n, end in enumerate(ends) if first >= end), len(ends))
        if row == len(ends):
            ends.append(0.0)
            rows.append([])
        ends[row] = last
        rows[row].append(offer)
    return Terms(party.name, tuple(tuple(row) for row in rows))


def _offer(across: Across, term: Term) -> tuple[Offer, float, float]:
    """Draw a term, and give what it takes of a row, in pixels of a page of that width."""
    first, sure, gone, last = (across.share(m) for m in (*term.rising, *term.falling))
    text = shortened(term.label, PAGE - 2 * INSET, SIZE)
    broad = width(text, SIZE) + 2 * INSET
    begins, ends = first * PAGE / 100, last * PAGE / 100
    anchor, at, left = "start", first, begins
    if begins + broad > PAGE:
        anchor, at, left = "end", 100.0, min(begins, PAGE - broad)
        ends = PAGE
    solid = (term.rising[1], max(term.falling[0], term.rising[1]))
    offer = Offer(
        across.box(*term.rising) if sure > first else None,
        across.box(*solid) if solid[1] > solid[0] else None,
        across.box(*term.falling) if last > gone else None,
        text,
        anchor,
        across.turned(at),
        first,
    )
    return offer, left, max(ends, left + broad)
