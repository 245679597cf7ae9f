"""Replay documented talks as state machines, with sources and honest dates.

>>> from negotiation import load, replay
>>> history = replay(load("daraa-2018"))
>>> [span.state for span in history.spans("phase")][:3]
['before', 'offensive', 'ceasefire']
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from negotiation.chronology import Chronology
    from negotiation.dates import Window
    from negotiation.errors import LoadError, NegotiationError, Problem, UnknownName
    from negotiation.event import Event
    from negotiation.history import History, Span, Step, TrackState
    from negotiation.load import load, load_model
    from negotiation.machine import Machine
    from negotiation.model import Model
    from negotiation.replay import replay

__version__ = "0.1.0"
__all__ = [
    "Chronology",
    "Event",
    "History",
    "LoadError",
    "Machine",
    "Model",
    "NegotiationError",
    "Problem",
    "Span",
    "Step",
    "TrackState",
    "UnknownName",
    "Window",
    "load",
    "load_model",
    "replay",
]

# fetched on first use, so that `negotiation --help` does not wait for the validation library
_HOME = {
    "Chronology": "chronology", "Event": "event", "Window": "dates", "LoadError": "errors",
    "NegotiationError": "errors", "Problem": "errors", "UnknownName": "errors",
    "History": "history", "Span": "history", "Step": "history", "TrackState": "history",
    "load": "load", "load_model": "load", "Machine": "machine", "Model": "model",
    "replay": "replay",
}  # fmt: skip


class _Package(ModuleType):
    """Keep the functions `load` and `replay` where importing the modules would put the modules."""

    def __getattr__(self, name: str) -> Any:
        if name not in _HOME:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
        super().__setattr__(name, value)
        return value

    def __setattr__(self, name: str, value: Any) -> None:
        if not (name in _HOME and isinstance(value, ModuleType)):
            super().__setattr__(name, value)

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *_HOME})


sys.modules[__name__].__class__ = _Package
