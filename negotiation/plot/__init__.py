"""Draw a history with matplotlib: the only part of the package that uses it.

>>> from negotiation import load, replay
>>> from negotiation.plot import save, timeline
>>> picture = timeline(replay(load("daraa-2018")), start="2018-06-30", end="2018-07-06")
>>> sorted(picture.lanes)
['ceasefire', 'deadline', 'hostilities', 'phase', 'process', 'session']
"""

from __future__ import annotations

from negotiation.plot.files import save
from negotiation.plot.timeline import Timeline, timeline

__all__ = ["Timeline", "save", "timeline"]
