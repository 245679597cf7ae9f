"""An ensemble as JSON, in the form negotiation-ensemble/1: all that the text says, in numbers.

What was counted in, JSON out. The same runs give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from negotiation.assumptions import CAUTION, Wait
from negotiation.dates import local, zone
from negotiation.exchange.as_json import dumps
from negotiation.exchange.ensembles import LEAD, NOISE, Told, apart, bases, lasted
from negotiation.simulation.results import QUANTILES, Reached, Results
from negotiation.simulation.shares import Difference, Quantile, Share

FORMAT = "negotiation-ensemble/1"
PATHS = 20


def ensemble_json(told: Told) -> str:
    """Give all that is to be said of an ensemble. Lengths are in seconds, shares from 0 to 1."""
    made = told.ensemble
    return dumps(
        {
            "format": FORMAT,
            "caution": CAUTION,
            "meaning": LEAD,
            "intervals": NOISE,
            "of": told.name,
            "title": told.title,
            "assumptions": _assumptions(told),
            "begin": _begin(told),
            "horizon": {"seconds": made.horizon, "until": _iso(told, told.until)},
            "timezone": made.timezone,
            "runs": made.runs,
            "runs-made": made.done,
            "interrupted": made.interrupted,
            "starts-without-runs": told.missing(),
            "seed": made.seed,
            "starts": list(_starts(told)),
            "variants": [_variant(told, variant) for variant in made.variants],
            "claims": list(_claims(told)),
            **({"withheld": told.withheld.counts()} if told.withheld else {}),
            "digest": made.digest,
        }
    )


def _assumptions(told: Told) -> dict[str, Any]:
    assumed = told.ensemble.assumptions
    return {
        "name": told.assumptions,
        "title": assumed.title,
        "model": assumed.model,
        "bases": bases(assumed),
        "waits": {key: _wait(wait) for key, wait in assumed.waits.items()},
    }


def _wait(wait: Wait) -> dict[str, Any]:
    form = wait.after.model_dump(by_alias=True, exclude_none=True)
    basis = wait.basis.model_dump(by_alias=True, exclude_none=True)
    return {"after": form, "mean": _rounded(wait.after.distribution.seconds), "basis": basis}


def _begin(told: Told) -> dict[str, Any]:
    begin = told.ensemble.begin
    after = begin.moment is None and begin.readings is not None and begin.told.steps
    return {
        "words": told.begin(),
        "moment": _iso(told, begin.moment),
        "event": begin.told.steps[-1].event.id if after else None,
        "earliest": _iso(told, begin.window[0]),
        "latest": _iso(told, begin.window[1]),
    }


def _iso(told: Told, moment: int | None) -> str | None:
    return None if moment is None else local(moment, zone(told.ensemble.timezone)).isoformat()


def _starts(told: Told) -> Iterator[dict[str, Any]]:
    parts = told.ensemble.parts
    for part, states, waits in zip(parts, apart(parts), lasted(parts), strict=True):
        yield {
            "apart-by": states,
            "waits-under-way": waits,
            "configuration": dict(part.start),
            "runs": part.tally.runs,
        }


def _variant(told: Told, variant: str) -> dict[str, Any]:
    whatif = told.ensemble.assumptions.whatifs.get(variant)
    return {
        "what-if": variant or None,
        **({"because": whatif.because} if whatif else {}),
        "from-starts": [_results(told, one) for one in told.results(variant)],
    }


def _results(told: Told, found: Results) -> dict[str, Any]:
    changes = found.differences()
    return {
        "outcomes": {one.name: _outcome(told, one) for one in found.reached()},
        "time-in": {
            one.name: {
                "label": told.label(one.name),
                "quantiles": [_quantile(one.for_(at)) for at in QUANTILES],
            }
            for one in found.stayed()
        },
        "mean-time": {
            told.headline: {s: _rounded(v) for s, v in found.time_in(told.headline).items()}
        },
        "events-a-run": {kind: _rounded(mean) for kind, mean in found.happened().items()},
        "path-runs": found.path_runs,
        "paths": [
            {"states": list(path.states), **_share(path.share)} for path in found.paths(PATHS)
        ],
        **({"changes": {n: _change(one) for n, one in changes.items()}} if changes else {}),
    }


def _outcome(told: Told, found: Reached) -> dict[str, Any]:
    return {
        "label": told.label(found.name),
        "already-where-runs-begin": told.begun(found.name),
        **_share(found.share),
        "quantiles": [_quantile(found.after(at)) for at in QUANTILES],
    }


def _share(found: Share) -> dict[str, Any]:
    return {
        "count": found.count,
        "runs": found.runs,
        "share": _rounded(found.share),
        "interval": [_rounded(found.low), _rounded(found.high)],
        "is-bound": found.is_bound,
    }


def _quantile(found: Quantile) -> dict[str, Any]:
    """Give a quantile; null is beyond the horizon."""
    ends = [_rounded(end) for end in (found.value, found.low, found.high)]
    return {"at": found.at, "seconds": ends[0], "interval": ends[1:]}


def _change(found: Difference) -> dict[str, Any]:
    return {
        "change": _rounded(found.change),
        "interval": [_rounded(end) for end in found.interval],
        "both": found.both,
        "only-as-assumed": found.before,
        "only-otherwise": found.after,
        "neither": found.neither,
    }


def _claims(told: Told) -> Iterator[dict[str, Any]]:
    for claim in told.claims:
        yield {
            "sentence": claim.sentence,
            "start": claim.part + 1,
            "what-if": claim.variant or None,
            "holds": claim.holds,
            "fails": claim.fails,
            "cannot-be-asked": claim.unasked,
            **({"why": claim.why} if claim.why else {}),
            **_share(claim.share),
        }


def _rounded(number: float | None) -> float | None:
    """Give six digits: what lies behind them is neither meant nor the same on every machine."""
    return None if number is None else float(f"{number:.6g}")
