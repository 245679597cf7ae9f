"""Name what a figure is made of: each artist with the part of the figure that it belongs to.

Any of the package's figures in: values that hold artists, in mappings and tuples however deep.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, Protocol

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text

DRAWING = __name__.rpartition(".")[0]


class Drawn(Protocol):
    """Any of the package's figures: a value that holds artists."""

    @property
    def figure(self) -> Figure:
        """The figure, of the size at which it is printed."""
        ...

    @property
    def title(self) -> tuple[Text, ...]:
        """The title, a text a line."""
        ...


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a figure: a value or an artist, and what it is called: "title", "flag truce-1"."""

    name: str
    thing: Any


def parts(drawn: object) -> Iterator[Part]:
    """Give every part, the outer before the inner; one held twice is given each time."""
    for name, value in _fields(drawn):
        yield from _within(name, value)


def texts(drawn: object) -> dict[Text, str]:
    """Give every text that is written, each once, with the name of the first part it is in."""
    named: dict[Text, str] = {}
    for part in parts(drawn):
        if isinstance(part.thing, Text) and part.thing.get_text():
            named.setdefault(part.thing, part.name)
    return named


def _within(name: str, thing: Any) -> Iterator[Part]:
    if isinstance(thing, Artist):
        if not isinstance(thing, Axes | Figure):
            yield Part(name, thing)
    elif isinstance(thing, Mapping):
        for key, value in thing.items():
            yield from _within(f"{name.removesuffix('s')} {key}", value)
    elif isinstance(thing, tuple | list):
        for value in thing:
            yield from _within(name, value)
    elif is_dataclass(thing) and type(thing).__module__.startswith(DRAWING):
        yield Part(name, thing)
        for inner, value in _fields(thing):
            yield from _within(f"{name}, {inner}" if isinstance(value, Mapping) else name, value)


def _fields(thing: Any) -> Iterator[tuple[str, Any]]:
    return ((field.name, getattr(thing, field.name)) for field in fields(thing))
