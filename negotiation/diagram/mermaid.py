"""Write diagrams as Mermaid text: `stateDiagram-v2`, which many editors and wikis draw.

Graphs in, text out. Texts of files stand in it letter by letter or as Mermaid's numbered
entities, so that none can end a line, open a block or set a directive.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from negotiation.diagram.graph import Edge, Graph
from negotiation.diagram.sheet import subtitle, title_of
from negotiation.diagram.texts import (
    last_known_text,
    state_name,
    track_name,
    unforeseen_text,
    way_text,
)
from negotiation.view.colours import INK, NEUTRAL, PAGE, SOFT
from negotiation.view.speech import Speech
from negotiation.view.texts import shown

PLAIN = frozenset(" .,()×–’+/→·")
STYLES = {
    "taken": f"fill:#eef2f7,stroke:{INK},color:{INK}",
    "possibly": f"fill:#eef2f7,stroke:{INK},color:{INK},stroke-dasharray:6 4",
    "allowed": f"fill:#eef2f7,stroke:{INK},color:{INK}",
    "never": f"fill:{PAGE},stroke:{NEUTRAL},color:{SOFT}",
}


def mermaid(graphs: Sequence[Graph], story: str, speech: Speech, basis: str = "") -> str:
    """Give one diagram; several tracks stand beside one another as states of their own.

    `basis` says on what they rest, if not on the whole story: it stands behind the title too.
    """
    several = len(graphs) > 1
    title = " — ".join(filter(None, [title_of(graphs, story, speech), basis]))
    lines = [
        "---",
        f'title: "{_in_yaml(title)}"',
        "---",
        "stateDiagram-v2",
        f"  accDescr: {encoded(subtitle(graphs, basis, speech, 'diagram.key-counts'))}",
        *(f"  classDef {name} {style}" for name, style in STYLES.items()),
    ]
    for number, graph in enumerate(graphs, 1):
        inner = list(_track(graph, f"t{number}", speech))
        if several:
            name = encoded(track_name(graph, speech))
            inner = [f'state "{name}" as t{number} {{', *(f"  {line}" for line in inner), "}"]
        lines += [f"  {line}" for line in inner]
    lines += [f"  {line}" for line in _classes(graphs)]
    return "\n".join(lines) + "\n"


def _classes(graphs: Sequence[Graph]) -> Iterator[str]:
    """Give each state its style; Mermaid leaves out those set inside another state."""
    for number, graph in enumerate(graphs, 1):
        for state in graph.track.states:
            yield f"class {_key(f't{number}', state)} {graph.mark(state)}"


def _track(graph: Graph, prefix: str, speech: Speech) -> Iterator[str]:
    for state in graph.track.states:
        own = _key(prefix, state)
        told = [state_name(graph, state, speech), last_known_text(graph, state, speech)]
        yield f'state "{_broken(told)}" as {own}'
    yield f"[*] --> {_key(prefix, graph.track.initial)}"
    for edge in graph.edges:
        yield _edge(graph, edge, prefix, speech)
    for state in graph.track.states:
        met = [one for one in graph.unforeseen if one.state == state]
        if met:
            told = [text for one in met for text in unforeseen_text(graph, one, speech)]
            told = [speech.say("diagram.not-foreseen"), *told]
            yield f"note right of {_key(prefix, state)} : {_broken(told)}"


def _edge(graph: Graph, edge: Edge, prefix: str, speech: Speech) -> str:
    told = _broken(way_text(graph, way, speech) for way in edge.ways)
    return f"{_key(prefix, edge.before)} --> {_key(prefix, edge.after)} : {told}"


def _key(prefix: str, state: str) -> str:
    """Give a name that Mermaid takes, for no id has an underscore."""
    return f"{prefix}_{state.replace('-', '_')}"


def _broken(texts: Iterable[str]) -> str:
    return "<br/>".join(encoded(text) for text in texts if text)


def encoded(text: str) -> str:
    """Give a text with all but letters, digits and harmless signs as numbered entities."""
    line = shown(" ".join(text.split()))
    return "".join(letter if _is_plain(letter) else f"#{ord(letter)};" for letter in line)


def _in_yaml(text: str) -> str:
    """Give a text to stand between quotes in YAML, which is what heads the diagram."""
    line = shown(" ".join(text.split()))
    return "".join(c if _is_plain(c) or c == ":" else f"\\U{ord(c):08X}" for c in line)


def _is_plain(letter: str) -> bool:
    return letter.isalnum() or letter in PLAIN or unicodedata.category(letter) in {"Mn", "Mc"}
