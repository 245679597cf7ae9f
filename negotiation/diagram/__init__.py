"""Draw the states of a track as a diagram: what its model allows, and what was taken of it.

>>> from negotiation import load, replay
>>> from negotiation.diagram import svg
>>> from negotiation.view.speech import speech
>>> drawn = svg(replay(load("valley")), "truce", speech())
>>> drawn.startswith("<svg"), 'data-edge="none>in-effect"' in drawn
(True, True)
"""

from __future__ import annotations

from collections.abc import Sequence

from negotiation.diagram.compose import drawing
from negotiation.diagram.graph import Graph, graph, track_names
from negotiation.diagram.inline import inline_svg
from negotiation.diagram.mermaid import mermaid
from negotiation.diagram.sheet import Sheet, sheet
from negotiation.diagram.svg import svg_file
from negotiation.diagram.texts import basis_text, outline, track_name
from negotiation.evidence import Source
from negotiation.history import History
from negotiation.model import Model
from negotiation.view.speech import Speech

__all__ = ["Sheet", "laid_out", "mermaid_text", "svg", "svg_file", "track_names"]


def svg(source: History | Model, track: str, speech: Speech, *, inline: bool = True) -> str:
    """Give the diagram of a track of a history, or of a bare model, as SVG.

    Inline it is an element of a page: states and arrows without the names of events. Else it is a
    file of its own. Raises UnknownName, and NegotiationError for more than can be drawn.
    """
    if not inline:
        return svg_file(laid_out(source, speech, [track]))
    found = graph(source, track)
    title = speech.say("diagram.name", track=track_name(found, speech))
    drawn = drawing(found, speech, in_brief=True)
    return inline_svg(drawn, title, outline(found, speech), speech.direction)


def laid_out(
    source: History | Model,
    speech: Speech,
    tracks: Sequence[str] = (),
    *,
    left_out: Sequence[Source] = (),
) -> Sheet:
    """Lay out the diagrams of some tracks, else of every track that the model declares.

    It says which sources were `left_out` on request, and on which the rest is based. Raises
    UnknownName, and NegotiationError for more than can be drawn.
    """
    basis = _basis(source, speech, left_out)
    return sheet(_graphs(source, tracks), _story(source, speech), speech, basis)


def mermaid_text(
    source: History | Model,
    speech: Speech,
    tracks: Sequence[str] = (),
    *,
    left_out: Sequence[Source] = (),
) -> str:
    """Give the diagrams as Mermaid text; see `laid_out`. Raises UnknownName."""
    basis = _basis(source, speech, left_out)
    return mermaid(_graphs(source, tracks), _story(source, speech), speech, basis)


def _graphs(source: History | Model, tracks: Sequence[str]) -> list[Graph]:
    model = source if isinstance(source, Model) else source.chronology.model
    return [graph(source, track) for track in dict.fromkeys(tracks or model.tracks)]


def _basis(source: History | Model, speech: Speech, left_out: Sequence[Source]) -> str:
    return "" if isinstance(source, Model) else basis_text(source, left_out, speech)


def _story(source: History | Model, speech: Speech) -> str:
    return speech.label(source.title if isinstance(source, Model) else source.chronology.title)
