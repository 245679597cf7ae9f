"""Draw a history with matplotlib: the only part of the package that uses it.

>>> from negotiation import load, replay
>>> from negotiation.plot import save, timeline
>>> picture = timeline(replay(load("daraa-2018")), start="2018-06-30", end="2018-07-06")
>>> sorted(picture.lanes)
['ceasefire', 'hostilities', 'phase', 'process']
"""

from __future__ import annotations

from negotiation.plot.files import save, svg_text
from negotiation.plot.multiples import Multiples, multiples
from negotiation.plot.print_check import lacking, print_check
from negotiation.plot.timeline import Timeline, timeline

__all__ = [
    "Multiples",
    "Timeline",
    "lacking",
    "multiples",
    "print_check",
    "save",
    "svg_text",
    "timeline",
]
