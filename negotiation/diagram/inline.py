"""Write a drawing as a small SVG element of an HTML page, which a script may light up.

Shapes in, text out. Every state is a path with data-state="id", every arrow one with
data-edge="from>to". Of a large diagram those never taken that leave one state share a path with
data-edge="from>", so that [data-edge^="from>"] finds all that leave it. What tells of events that
a state did not foresee, which a page may show in its time, has data-unforeseen="id".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from xml.sax.saxutils import quoteattr

from negotiation.diagram.pen import Pen, edge_names, escaped, stroke_style
from negotiation.diagram.shapes import LAST_KNOWN, OUTLINE, STROKES, Arrow, Drawing, Label, Node
from negotiation.view.colours import PAGE
from negotiation.view.texts import shown

PEN = Pen(digits=0)
MOST_NAMED = 60  # arrows never taken; beyond, their names would weigh too much
EDGE = 2.0  # around the drawing, for the width of its lines


def inline_svg(drawn: Drawing, title: str, description: str, direction: str) -> str:
    """Give a drawing as an element; its classes are taken, possibly, never, unforeseen, last-known.

    It is as wide as its text needs to be read, and may be shown narrower.
    """
    wide, high = PEN.number(drawn.wide + 2 * EDGE), PEN.number(drawn.high + 2 * EDGE)
    return "".join(
        (
            f'<svg class="diagram" viewBox="-2 -2 {wide} {high}" width="{wide}" height="{high}" '
            f'role="img" aria-label={quoteattr(shown(title))} direction="{direction}">',
            f"<title>{escaped(title)}</title><desc>{escaped(description)}</desc>",
            *_arrows(drawn.arrows),
            *_states(drawn),
            *_labels(drawn),
            "</svg>",
        )
    )


def _arrows(arrows: Iterable[Arrow]) -> Iterator[str]:
    order = sorted(arrows, key=lambda arrow: arrow.pairs)
    for stroke in STROKES:
        same = [arrow for arrow in order if arrow.stroke == stroke]
        if same:
            yield f'<g class="{stroke}" fill="none"{stroke_style(stroke)}>'
            together = stroke == "never" and len(same) > MOST_NAMED
            yield from _together(same) if together else map(_arrow, same)
            yield "</g>"


def _together(arrows: Iterable[Arrow]) -> Iterator[str]:
    for before, leaving in groupby(arrows, key=lambda arrow: arrow.pairs[0][0]):
        lines = "".join(PEN.curve(arrow.curve) + PEN.head(arrow.head) for arrow in leaving)
        yield f'<path data-edge="{before}>" d="{lines}"/>'


def _arrow(arrow: Arrow) -> str:
    told = arrow.stroke == "unforeseen"
    names = _unforeseen_in(arrow) if told else edge_names(arrow.pairs)
    return f'<path{names} d="{PEN.curve(arrow.curve)}{PEN.head(arrow.head)}"/>'


def _unforeseen_in(shape: Arrow | Label) -> str:
    return f' data-unforeseen="{shape.pairs[0][0]}"'


def _states(drawn: Drawing) -> Iterator[str]:
    across, down = map(PEN.number, drawn.start)
    yield f'<circle cx="{across}" cy="{down}" r="4"/>'
    order = sorted(drawn.nodes, key=lambda node: (node.mark, node.last_known))
    for (mark, last), same in groupby(order, key=lambda node: (node.mark, node.last_known)):
        fill = PAGE if mark == "never" else drawn.colour
        named = f"{mark} last-known" if last else mark
        style = stroke_style(mark, LAST_KNOWN if last else OUTLINE)
        yield f'<g class="{named}" fill="{fill}"{style} stroke-linejoin="round">'
        yield from map(_state, same)
        yield "</g>"


def _state(node: Node) -> str:
    box = node.box
    wide, high = PEN.number(box.wide), PEN.number(box.high)
    corner = PEN.pair((box.left, box.top))
    return f'<path data-state="{node.state}" d="M{corner}h{wide}v{high}h-{wide}z"/>'


def _labels(drawn: Drawing) -> Iterator[str]:
    yield from PEN.words(line for node in drawn.nodes for line in node.words)
    for label in drawn.labels:
        yield from PEN.words(label.words, _unforeseen_in(label))
