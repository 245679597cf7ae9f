"""Write a sheet of diagrams as an SVG file, with all that is said of edges and states.

Shapes in, text out; the same text for the same shapes. What a file says is escaped.
"""

from __future__ import annotations

from collections.abc import Iterator

from negotiation.diagram.pen import Pen, edge_names, escaped, stroke_style
from negotiation.diagram.shapes import (
    LAST_KNOWN,
    OUTLINE,
    ROUND,
    STROKES,
    Arrow,
    Drawing,
    Label,
    Node,
    Stay,
)
from negotiation.diagram.sheet import Panel, Sample, Sheet
from negotiation.view.colours import PAGE, RULE

FONTS = "'Noto Sans', 'Noto Sans Arabic', 'DejaVu Sans', Arial, sans-serif"
PEN = Pen(digits=1)


def svg_file(sheet: Sheet) -> str:
    """Give a sheet as an SVG file."""
    wide, high = map(PEN.number, (sheet.wide, sheet.high))
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" width="{wide}" '
        f'height="{high}" role="img" aria-labelledby="title desc" xml:lang="{sheet.language}" '
        f'direction="{sheet.direction}" font-family="{FONTS}">',
        f'<title id="title">{escaped(sheet.title)}</title>',
        f'<desc id="desc">{escaped(sheet.description)}</desc>',
        f'<rect width="100%" height="100%" fill="{PAGE}"/>',
        *PEN.words(sheet.title_words),
        *PEN.words(sheet.words),
        *(line for panel in sheet.panels for line in _panel(panel)),
        *(line for sample in sheet.key for line in _sample(sample)),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _panel(panel: Panel) -> Iterator[str]:
    yield from PEN.words(panel.heading)
    yield f'<g transform="translate({PEN.pair(panel.place)})">'
    yield from _drawing(panel.drawing)
    yield "</g>"


def _drawing(drawn: Drawing) -> Iterator[str]:
    """Write a diagram: arrows first, those never taken below the others, then what has text."""
    for stroke in STROKES:
        arrows = [arrow for arrow in drawn.arrows if arrow.stroke == stroke]
        if arrows:
            yield f'<g class="{stroke}" fill="none"{stroke_style(stroke)}>'
            yield from (line for arrow in arrows for line in _arrow(arrow))
            yield "</g>"
    across, down = map(PEN.number, drawn.start)
    yield f'<circle cx="{across}" cy="{down}" r="4.5"/>'
    for label in drawn.labels:
        yield from _label(label)
    for node in drawn.nodes:
        yield from _node(node, drawn.colour)


def _arrow(arrow: Arrow) -> Iterator[str]:
    """Write an arrow; where it is dashed, its head apart and solid."""
    edge = edge_names(arrow.pairs)
    line, head = PEN.curve(arrow.curve), PEN.head(arrow.head)
    if head and arrow.stroke in ("possibly", "unforeseen"):
        tip = f"M{PEN.pair(arrow.curve[-1])}{head}"
        yield f'<path{edge} d="{line}"/><path{edge} stroke-dasharray="none" d="{tip}"/>'
    else:
        yield f'<path{edge} d="{line}{head}"/>'


def _label(label: Label) -> Iterator[str]:
    colour = stroke_style(label.stroke) if label.stroke == "unforeseen" else f' stroke="{RULE}"'
    yield f'<g{edge_names(label.pairs)} class="{label.stroke}">'
    yield f'<rect {PEN.box(label.box)} rx="{ROUND:g}" fill="{PAGE}"{colour}/>'
    yield from PEN.words(label.words)
    yield "</g>"


def _node(node: Node, colour: str) -> Iterator[str]:
    last = " last-known" if node.last_known else ""
    fill = PAGE if node.mark == "never" else colour
    width = LAST_KNOWN if node.last_known else OUTLINE
    yield f'<g data-state="{node.state}" class="{node.mark}{last}">'
    style = stroke_style(node.mark, width)
    yield f'<rect {PEN.box(node.box)} rx="{ROUND:g}" fill="{fill}"{style}/>'
    yield from PEN.words(node.words)
    for stay in node.stays:
        yield from _stay(node.state, stay)
    yield "</g>"


def _stay(state: str, stay: Stay) -> Iterator[str]:
    yield f'<g{edge_names([(state, state)])} class="{stay.mark}">'
    line = PEN.curve(stay.loop) + PEN.head(stay.head)
    yield f'<path fill="none" d="{line}"{stroke_style(stay.mark, dashed=False)}/>'
    yield from PEN.words(stay.words)
    yield "</g>"


def _sample(sample: Sample) -> Iterator[str]:
    line = PEN.curve(sample.curve) + PEN.head(sample.head)
    yield f'<path d="{line}" fill="none"{stroke_style(sample.stroke)}/>'
    yield from PEN.words((sample.words,))
