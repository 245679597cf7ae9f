"""Look behind the letters: the colours that the renderer paints where a text is written.

A figure and its texts in, colours out. The texts are made see-through for a moment, then restored.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import numpy as np
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

COVERED = 96  # of 255: a pixel so far covered by a letter is part of it
_Picture = np.ndarray[tuple[int, ...], np.dtype[np.uint8]]


def grounds(figure: Figure, texts: Sequence[Text]) -> list[tuple[str, ...]]:
    """Give for each text the colours behind its letters, none for a text off the page."""
    with _without_letters(texts):
        behind = renderer_of(figure)
        figure.draw(behind)
    with _letters_alone(texts):
        letters = renderer_of(figure)
        for text in texts:
            text.draw(letters)
    picture, ink = _picture(behind)[..., :3], _picture(letters)[..., 3]
    found = []
    for text in texts:
        part = _part(text, letters)
        own = picture[part][ink[part] > COVERED]
        found.append(tuple(f"#{r:02x}{g:02x}{b:02x}" for r, g, b in np.unique(own, axis=0)))
    return found


def renderer_of(figure: Figure) -> RendererAgg:
    """Give an empty sheet of the figure's size to draw or to measure on."""
    width, height = figure.bbox.size
    return RendererAgg(round(width), round(height), figure.dpi)  # type: ignore[no-untyped-call]


def _picture(renderer: RendererAgg) -> _Picture:
    return np.asarray(renderer.buffer_rgba())  # type: ignore[no-untyped-call]


def _part(text: Text, renderer: RendererAgg) -> tuple[slice, slice]:
    """Give the rows and columns of pixels that a text takes, rows from the top down."""
    box = text.get_window_extent(renderer)
    left, right = (max(round(x), 0) for x in (box.x0, box.x1))
    top, bottom = (max(round(renderer.height - y), 0) for y in (box.y1, box.y0))
    return slice(top, bottom), slice(left, right)


@contextmanager
def _without_letters(texts: Sequence[Text]) -> Iterator[None]:
    """Draw what is behind the letters, also the box that a text may stand in."""
    kept = [text.get_alpha() for text in texts]
    for text in texts:
        text.set_alpha(0)
    try:
        yield
    finally:
        for text, alpha in zip(texts, kept, strict=True):
            text.set_alpha(alpha)


@contextmanager
def _letters_alone(texts: Sequence[Text]) -> Iterator[None]:
    """Draw the letters in full, without boxes behind them."""
    kept = [(text.get_alpha(), text.get_bbox_patch()) for text in texts]
    boxes = [box for _, box in kept if box is not None and box.get_visible()]
    for text in texts:
        text.set_alpha(1)
    for box in boxes:
        box.set_visible(False)
    try:
        yield
    finally:
        for text, (alpha, _) in zip(texts, kept, strict=True):
            text.set_alpha(alpha)
        for box in boxes:
            box.set_visible(True)
