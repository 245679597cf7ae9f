"""From how many starts runs would begin: what is asked for in, a number out, nothing run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from negotiation.assumptions import Assumptions
from negotiation.model import Model
from negotiation.simulation.begins import Begin, origins
from negotiation.simulation.ensemble import plan


def count_starts(
    model: Model,
    topics: Mapping[str, tuple[str, ...]],
    assumptions: Assumptions,
    begin: Begin | None,
    horizon: int,
    whatifs: Sequence[str] = (),
) -> int:
    """Give how many starts the sources leave open. Raises what `simulate` would raise of them."""
    if begin is None:
        return 1
    every = (assumptions, *(assumptions.otherwise(name) for name in whatifs))
    plans = [plan(model, topics, one, horizon) for one in every]
    return sum(1 for _ in origins(plans, begin))
