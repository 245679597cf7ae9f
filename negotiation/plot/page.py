"""Make room: the page of a figure, its width in points, and its height once that is known."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from negotiation.errors import NegotiationError

LEAST_WIDTH = 240.0
POINTS = 72


class TooSmall(NegotiationError):  # noqa: N818  the name says what it is
    """Axes too small for what is to be drawn; the text says how large they must be."""


def new_axes(width: float) -> Axes:
    """Give axes that fill a figure of their own, so many points wide, in no global state."""
    figure = Figure(figsize=(width / POINTS, 1))  # it grows
    FigureCanvasAgg(figure)
    return figure.add_axes((0, 0, 1, 1))


def width_of(axes: Axes) -> float:
    """Give the width of the axes in points. Raises TooSmall."""
    width = axes.get_position().width * figure_of(axes).get_figwidth() * POINTS
    if width < LEAST_WIDTH:
        raise TooSmall(
            f"the axes are {width / POINTS:.1f} inches wide; a timeline needs "
            f"{LEAST_WIDTH / POINTS:.1f}"
        )
    return float(width)


def fit_height(axes: Axes, height: float) -> float:
    """Make the axes high enough, in points, and give their height.

    A figure that holds only these axes grows. Raises TooSmall if it holds others and they are too
    low.
    """
    figure = figure_of(axes)
    share = axes.get_position().height
    room = share * figure.get_figheight() * POINTS
    if room >= height:
        return float(room)
    if figure.axes != [axes]:
        raise TooSmall(
            f"the axes are {room / POINTS:.1f} inches high; this timeline needs "
            f"{height / POINTS:.1f}"
        )
    figure.set_figheight(height / POINTS / share)
    return height


def figure_of(axes: Axes) -> Figure:
    """Give the figure that the axes stand in, however deep."""
    figure = axes.get_figure(root=True)
    assert figure is not None  # noqa: S101  axes are made by figures
    return figure
