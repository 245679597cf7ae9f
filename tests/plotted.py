"""Stories to draw, and what a drawing shows: where bars begin and end, where texts stand."""

from collections.abc import Iterable
from itertools import cycle, repeat
from typing import Any

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from negotiation.dates import DAY, parse_moment, zone
from negotiation.event import Event
from negotiation.evidence import Source
from negotiation.history import History
from negotiation.load import load
from negotiation.plot import Timeline
from negotiation.plot.style import styled
from negotiation.replay import replay
from tests.making import event, model, rule, story, track

Box = tuple[float, float, float, float]

ARABIC = "محادثات بين الأطراف حول وقف إطلاق النار وتسليم السلاح الثقيل"
SOURCES = {
    "paper": Source(id="paper", label="The paper", outlet="Paper", published="2031-03-10"),
    "wire": Source(id="wire", outlet="Wire", published="2031-03-09", published_inferred=True),
}
TALKS = model(
    phase=track(
        rule("up", ["low"], "high"),
        rule("up", ["high"]),
        rule("down", ["high"], "low"),
        initial="low",
    ),
    talks=track(
        rule(["talk", "up-and-talk"], ["none"], "going-on"),
        rule("stop", ["going-on"], "none"),
        initial="none",
    ),
    issue=track(rule("ask", ["open"], "asked"), initial="open", for_each="issues"),
)


def told(*events: Event, **fields: Any) -> History:
    """Give the history of a story in UTC, of which the last source is of 10 March 2031."""
    return replay(story(TALKS, *events, **({"sources": SOURCES} | fields)))


def turns(*dates: str) -> list[Event]:
    """Give an event at each date, which move the phase up and down in turn."""
    kinds = zip(dates, cycle(["up", "down"]), strict=False)
    return [event(f"e{n}", kind, date, label=f"Turn {n}") for n, (date, kind) in enumerate(kinds)]


STORIES: dict[str, History] = {
    "nothing": told(),
    "one event": told(event("a", "up", "2031-03-04", label="It begins")),
    "one day": told(*turns(*repeat("2031-03-04", 12))),
    "long labels": told(
        event("a", "up", "2031-03-04", label="A label that goes on and on " * 12),
        event("b", "down", "2031-03-06", label="Donaudampfschifffahrt" * 9),
        title="A title that goes on and on " * 9,
    ),
    "Arabic": told(
        event("a", "up", "2031-03-04", label=ARABIC),
        event("b", "down", "2031-03-06T10:00", label=ARABIC),
        title=ARABIC,
    ),
    "formula": told(event("a", "up", "2031-03-04", label="From $5 to $6_x^2\n(about)")),
    "20 years": told(*turns(*(f"{2011 + n}-0{n % 9 + 1}" for n in range(20)))),
    "500 events": told(
        *turns(*(f"20{10 + n // 25:02}-{n // 25 % 12 + 1:02}-{n % 25 + 1:02}" for n in range(500)))
    ),
    "Daraa": replay(load("daraa-2018")),
}


def day(text: str) -> float:
    """Give a moment of UTC as the axes count it."""
    return parse_moment(text, zone("UTC")) / DAY


def midnight(text: str) -> float:
    """Give the beginning of a day of UTC as the axes count it."""
    return day(f"{text}T00:00")


def starts(bar: Any) -> list[float]:
    """Give where each of the boxes of a bar begins, in days."""
    if isinstance(bar, Rectangle):
        return [bar.get_x()]
    return [float(path.vertices[:, 0].min()) for path in bar.get_paths()]


def extent(bar: Any) -> tuple[float, float]:
    """Give where a bar begins and ends, in days."""
    if isinstance(bar, Rectangle):
        return bar.get_x(), bar.get_x() + bar.get_width()
    return min(starts(bar)), max(float(path.vertices[:, 0].max()) for path in bar.get_paths())


def boxes(drawn: Timeline, texts: Iterable[Text]) -> list[Box]:
    """Give the boxes of texts in pixels: left, bottom, right, top."""
    with styled():
        renderer = FigureCanvasAgg(drawn.figure).get_renderer()
        return [tuple(text.get_window_extent(renderer).extents) for text in texts]


def pixels(drawn: Timeline) -> np.ndarray:
    """Give the picture without its texts, its rows from the bottom up, as red, green, blue."""
    for text in drawn.texts:
        text.set_visible(False)
    with styled():
        canvas = FigureCanvasAgg(drawn.figure)
        canvas.draw()
    for text in drawn.texts:
        text.set_visible(True)
    return np.asarray(canvas.buffer_rgba())[::-1, :, :3]
