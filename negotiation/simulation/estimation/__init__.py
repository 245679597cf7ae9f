"""Estimate rates from what happened: how often, in how much time, and how little is known by that.

Chronologies in, an Estimate out. Not a forecast: a rate of the past, if waits forget.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from negotiation.errors import NotInstalled

if TYPE_CHECKING:
    from negotiation.chronology import Chronology
    from negotiation.simulation.estimation.pooled import Estimate


def estimate(chronologies: Mapping[str, Chronology]) -> Estimate:
    """Estimate rates from the records of some chronologies, each under the name to be shown.

    Raises NegotiationError if one has no record, or if their models share no track; NotInstalled
    without the extra `simulation`.
    """
    try:
        from negotiation.simulation.estimation import pooled
    except ModuleNotFoundError as missing:
        raise NotInstalled(f"estimating needs {missing.name}", "simulation") from missing
    return pooled.estimate(chronologies)
