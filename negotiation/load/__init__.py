"""Read chronologies and models: YAML in, checked values out, or every problem at its place."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from negotiation.errors import LoadError
from negotiation.load.chronology_file import read_chronology
from negotiation.load.files import Missing, find_chronology, find_model
from negotiation.load.model_file import read_model

if TYPE_CHECKING:
    from negotiation.chronology import Chronology
    from negotiation.model import Model

__all__ = ["load", "load_model"]


def load(name: str | Path) -> Chronology:
    """Give the chronology in a file, or the shipped one of that name.

    Raises LoadError, which holds every problem of the file and of its model.
    """
    try:
        return read_chronology(find_chronology(str(name)), str(name))
    except Missing as missing:
        raise LoadError([missing.problem(str(name))]) from None


def load_model(name: str | Path) -> Model:
    """Give the model in a file, or the shipped one of that name. Raises LoadError."""
    path = Path(name)
    try:
        found = path if path.is_file() else find_model(path.name, path.parent)
        return read_model(found, str(name))
    except Missing as missing:
        raise LoadError([missing.problem(str(name))]) from None
