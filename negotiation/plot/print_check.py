"""Check that a figure can be printed: what would be lost on paper, where it is, and by how much.

A figure in, findings out, by the renderer that draws it. What is measured of it: see measured.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import numpy as np
from matplotlib.colors import to_hex
from matplotlib.text import Text

from negotiation.history import Span
from negotiation.plot.embedding import lacking as lacking_of
from negotiation.plot.lanes import Lane
from negotiation.plot.measured import Page, Place, shade_of
from negotiation.plot.parts import Drawn, texts
from negotiation.plot.style import styled
from negotiation.view.colours import PAGE, READABLE, contrast
from negotiation.view.vision import VISIONS, distance

Kind = Literal[
    "overlap", "outside", "crossing", "small", "contrast", "merging", "unnamed", "letters"
]
SMALLEST = 7.0  # points, as printed
MERGING = 0.05  # in Oklab: two and a half times what is just noticeable
SLACK = 0.4  # points by which boxes may meet: they are rounded to pixels
DARK = 3.0  # the contrast with the page from which on a line disturbs a text


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that print would lose.

    `name` is the part of the figure, `left` and `top` are inches from the edges of the page;
    `amount` is in points, a contrast, a distance in Oklab or a number of letters: `says` tells.
    """

    kind: Kind
    name: str
    left: float
    top: float
    amount: float
    says: str

    def __str__(self) -> str:
        """Say where, then what."""
        return (
            f"{self.name} ({self.left:.1f} in from the left, {self.top:.1f} in down): {self.says}"
        )


def print_check(drawn: Drawn) -> tuple[Finding, ...]:
    """Check a figure at the size that it has, findings from the top of the page down.

    Text on text; text and marks beyond the page or the axes; more height than the paper has; an
    upright line through a text; type
    under 7 points; a contrast under 4.5 with what is painted behind the letters; states that
    follow one another in a lane in colours that merge for normal sight, in grey or with one of the
    three deficiencies; a state without a label that is not counted as such; letters that no
    typeface has.
    """
    with styled():
        page = Page.of(drawn)
        found = [
            *_overlaps(page),
            *_outside(page),
            *_too_high(page, getattr(drawn, "paper", None)),
            *_crossings(page),
            *_small(page),
            *_contrasts(page),
            *_lanes(page),
            *_letters(page),
        ]
    return tuple(sorted(found, key=lambda finding: (finding.top, finding.left, finding.kind)))


def lacking(drawn: Drawn) -> str:
    """Give the letters of a figure that no typeface here has, each once."""
    return "".join(dict.fromkeys("".join(_lacking(text) for text in texts(drawn))))


def _lacking(text: Text) -> str:
    return lacking_of(text.get_text(), 700 if text.get_fontweight() == "bold" else 400)


def _found(kind: Kind, place: Place, amount: float, says: str) -> Finding:
    left, top = (round(max(points, 0) / 72, 2) for points in (place.box.left, place.box.top))
    return Finding(kind, place.name, left, top, round(amount, 3), says)


def _said(text: Text) -> str:
    words = text.get_text()
    return f'"{words if len(words) <= 40 else words[:39] + "…"}"'


def _overlaps(page: Page) -> Iterator[Finding]:
    """Find boxes of letters that meet, by more than their edges."""
    written = list(page.texts.items())
    if not written:
        return
    left, top, right, bottom = np.array([tuple(place.box) for _, place in written]).T
    wide = np.minimum(right[:, None], right) - np.maximum(left[:, None], left)
    high = np.minimum(bottom[:, None], bottom) - np.maximum(top[:, None], top)
    for one, other in np.argwhere(np.triu((wide > 0) & (high > SLACK), k=1)):
        (text, place), (second, _) = written[one], written[other]
        depth = float(min(wide[one, other], high[one, other]))
        says = f"{_said(text)} and {_said(second)} overlap by {depth:.1f} points"
        yield _found("overlap", place, depth, says)


def _outside(page: Page) -> Iterator[Finding]:
    """Find what lies beyond the page, or is cut off at the edge of its axes."""
    for text, place in page.texts.items():
        beyond = place.box.beyond(page.edges)
        if beyond > 0:
            yield _found(
                "outside", place, beyond, f"{_said(text)} is {beyond:.1f} points off the page"
            )
    for place, edges in page.marks:
        beyond = place.box.beyond(edges)
        if beyond > SLACK:
            yield _found("outside", place, beyond, f"a mark is {beyond:.1f} points off the axes")


def _too_high(page: Page, paper: float | None) -> Iterator[Finding]:
    """Find that the figure is higher than the paper that it was laid out for."""
    high = page.edges.bottom - page.edges.top
    if paper is not None and high > paper + 1:
        says = f"it is {high / 72:.1f} inches high; there is room for {paper / 72:.1f}"
        yield _found("outside", Place("page", page.edges), high - paper, says)


def _crossings(page: Page) -> Iterator[Finding]:
    """Find dark upright lines that run through a text."""
    dark = [line for line in page.uprights if contrast(line.colour, PAGE) >= DARK]
    for text, place in page.texts.items():
        for line in dark:
            depth = line.box.through(place.box)
            if depth > 2 * SLACK:
                says = f"the line of {line.name} runs {depth:.1f} points through {_said(text)}"
                yield _found("crossing", place, depth, says)


def _small(page: Page) -> Iterator[Finding]:
    for text, place in page.texts.items():
        size = float(text.get_fontsize())
        if round(size, 2) < SMALLEST:
            says = f"{_said(text)} is set in {size:.1f} points; {SMALLEST:g} can be read"
            yield _found("small", place, size, says)


def _contrasts(page: Page) -> Iterator[Finding]:
    """Find letters whose ink is too like a colour behind them."""
    for (text, place), behind in zip(page.texts.items(), page.grounds(), strict=True):
        own = to_hex(text.get_color())
        worst = min((contrast(own, ground) for ground in behind), default=READABLE)
        if round(worst, 1) < READABLE:
            says = f"{_said(text)} has a contrast of {worst:.1f}; {READABLE:g} can be read"
            yield _found("contrast", place, worst, says)


def _lanes(page: Page) -> Iterator[Finding]:
    for part in page.parts:
        if isinstance(part.thing, Lane):
            yield from _merging(page, part.name, part.thing)
            yield from _unnamed(page, part.name, part.thing)


def _merging(page: Page, name: str, lane: Lane) -> Iterator[Finding]:
    """Find different states that follow one another in colours that merge.

    A state that is sure at no moment is nowhere to be seen in its own colour.
    """
    drawn = [
        (span.state, bar, shade_of(bar))
        for span, bar in zip(lane.spans, lane.bars, strict=True)
        if bar is not None and _is_sure(span)
    ]
    for (before, _, first), (after, bar, second) in pairwise(drawn):
        apart = {vision: distance(first, second, vision) for vision in VISIONS}
        worst = min(apart, key=lambda vision: apart[vision])
        if before != after and apart[worst] < MERGING:
            says = f"{before} and {after} differ by {apart[worst]:.3f} in {worst}; {MERGING} shows"
            yield _found("merging", Place(name, page.box_of(bar)), apart[worst], says)


def _is_sure(span: Span) -> bool:
    """Say whether a state that an event has led to surely lasted at some moment."""
    if span.start is None or span.start.latest is None:
        return False
    if span.end is None:
        return True
    return span.end.earliest is not None and span.end.earliest > span.start.latest


def _unnamed(page: Page, name: str, lane: Lane) -> Iterator[Finding]:
    """Find states that have neither a label nor are among those counted in the foot."""
    for span, bar, label in zip(lane.spans, lane.bars, lane.labels, strict=True):
        named = any(text in page.texts for text in label) or span in lane.unlabelled
        if bar is not None and span.start is not None and not named:
            box = page.box_of(bar)
            says = f"{span.state} has no label, and is not counted among those without"
            yield _found("unnamed", Place(name, box), box.right - box.left, says)


def _letters(page: Page) -> Iterator[Finding]:
    for text, place in page.texts.items():
        missing = _lacking(text)
        if missing:
            says = f"no typeface here has {missing!r}; a box stands for each"
            yield _found("letters", place, len(missing), says)
