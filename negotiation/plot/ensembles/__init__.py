"""Draw what an ensemble counted: states over time, outcomes, paths. Never a forecast.

>>> from negotiation.load import load, load_assumptions
>>> from negotiation.plot.ensembles import outcome_curves
>>> from negotiation.simulation.ensemble import simulate
>>> from negotiation.simulation.results import results
>>> valley = load("valley")
>>> assumptions, model = load_assumptions("valley", valley)
>>> ensemble = simulate(valley, assumptions, model=model, runs=1_000)
>>> picture = outcome_curves(list(results(ensemble)))
>>> sorted(picture.panels)
['deal-after-relapse', 'relapse', 'second-round', 'settlement']
"""

from __future__ import annotations

from negotiation.plot.ensembles.outcomes import OutcomeCurves, outcome_curves
from negotiation.plot.ensembles.paths import FrequentPaths, frequent_paths
from negotiation.plot.ensembles.states import StateShares, state_shares
from negotiation.plot.ensembles.written import Written, write_figures

__all__ = [
    "FrequentPaths",
    "OutcomeCurves",
    "StateShares",
    "Written",
    "frequent_paths",
    "outcome_curves",
    "state_shares",
    "write_figures",
]
