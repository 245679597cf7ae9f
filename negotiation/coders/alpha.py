"""Krippendorff's alpha: how far coders agree beyond what their values would by chance.

Values of several coders and a distance in, a number out. The only user of NLTK (extra `coders`),
whose `AnnotationTask` computes it for any distance. Which values and distances: see reliability.py.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

from negotiation.errors import NotInstalled

Value = TypeVar("Value", bound=Hashable)
Distance = Callable[[Value, Value], float]


def alpha(units: Sequence[Sequence[Value | None]], distance: Distance[Value]) -> float | None:
    """Give Krippendorff's alpha: 1 for full agreement, 0 for as much as by chance, or less.

    Each unit holds one value a coder, None for a coder who gave none; units with fewer than two
    values do not count. `distance` is the squared difference of two values, 0 of a value to itself.
    None where alpha is not defined: with fewer than two units, and where all values are the same,
    so that nothing tells agreement from a coder's habit.
    Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability"; Hayes & Krippendorff 2007,
    doi:10.1080/19312450709336664. Raises NegotiationError if NLTK is not installed.
    """
    counted = [unit for unit in units if sum(value is not None for value in unit) > 1]
    values = {value for unit in counted for value in unit if value is not None}
    if len(counted) < 2 or len(values) < 2:
        return None
    try:
        from nltk.metrics.agreement import AnnotationTask
    except ModuleNotFoundError as missing:
        if (missing.name or "").partition(".")[0] != "nltk":
            raise
        raise NotInstalled("Krippendorff's alpha needs NLTK", "coders") from missing
    data = [
        (coder, number, value)
        for number, unit in enumerate(counted)
        for coder, value in enumerate(unit)
        if value is not None
    ]
    return float(AnnotationTask(data, distance=distance).alpha())
