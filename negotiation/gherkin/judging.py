"""Rule on claims about runs: an ensemble and a limit in, a ruling with its numbers a start out.

A claim holds if the whole 95 % interval does, fails if none of it does, and is too close to call
otherwise. The intervals hold sampling noise only. Knows no words of any language.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from negotiation.gherkin.simulated import Estimate, FromStart, Ruling, Tallied

if TYPE_CHECKING:
    from negotiation.simulation.ensemble import Ensemble, Part
    from negotiation.simulation.results import Reached
    from negotiation.simulation.shares import Difference, Share

BLOCK = 8_192  # runs that are compared at a time
Limits = tuple[float, float]
"""The least and the most that something may be."""
Waited = Literal["", "shortest", "longest"]


def ruled(low: float, high: float, limits: Limits) -> Ruling:
    """Say whether an interval lies inside limits, outside them, or across one."""
    least, most = limits
    if least <= low and high <= most:
        return "holds"
    return "fails" if high < least or most < low else "close"


# --- what is asked of the runs from every start --------------------------------------------------


def reached(made: Ensemble, key: str, name: str, limits: Limits) -> Iterator[FromStart]:
    """Rule on how many runs come to an outcome: a share between limits from 0 to 1."""
    for part, where in _starts(made):
        share = _reached(made, part, key).share
        ruling = ruled(share.low, share.high, limits)
        yield FromStart(ruling, (_tallied(name, share),), None, *where)


def median(made: Ensemble, key: str, name: str, limits: Limits) -> Iterator[FromStart]:
    """Rule on the time by which half of all runs have come to an outcome, in seconds.

    A run that does not come to it counts as later than the end of the runs.
    """
    for part, where in _starts(made):
        found = _reached(made, part, key)
        time = found.after(0.5)
        value, low, high = map(_plain, (time.value, time.low, time.high))
        never = float("inf")
        ruling = ruled(never if low is None else low, never if high is None else high, limits)
        told = (_tallied(name, found.share),)
        yield FromStart(ruling, told, Estimate(value, low, high), *where)


def compared(made: Ensemble, keys: tuple[str, str], names: tuple[str, str]) -> Iterator[FromStart]:
    """Rule on whether more runs come to the first outcome than to the second.

    Counted run by run: the interval is that of a difference within the same runs.
    """
    for part, where in _starts(made):
        joint = _joint(made, part, keys)
        ruling, estimate = _more(joint)
        yield FromStart(ruling, _both(joint, names), estimate, *where)


def changed(made: Ensemble, key: str, name: str, *, more: bool) -> Iterator[FromStart]:
    """Rule on whether more runs, or fewer, come to an outcome under the what-if than without it.

    Counted run by run, over the same random numbers.
    """
    from negotiation.simulation.results import Results

    for part, where in _starts(made):
        joint = Results(made, part, made.variants[-1]).differences()[key]
        ruling, estimate = _more(joint, more=more)
        yield FromStart(ruling, _both(joint, (name, name)), estimate, *where)


# --- numbers -------------------------------------------------------------------------------------


def _reached(made: Ensemble, part: Part, key: str) -> Reached:
    from negotiation.simulation.results import Results

    return Results(made, part, made.variants[-1]).outcome(key)


def _tallied(name: str, share: Share) -> Tallied:
    return Tallied(name, share.count, share.runs, share.low, share.high)


def _plain(number: float | None) -> float | None:
    return None if number is None else float(number)


def _joint(made: Ensemble, part: Part, keys: tuple[str, str]) -> Difference:
    """Count in how many runs both outcomes come about, only one of them, or neither.

    The runs are made again, twice over the same random numbers: as if they were a what-if in which
    nothing differs but what is counted.
    """
    from negotiation.simulation.plan import lay_out
    from negotiation.simulation.shares import Difference
    from negotiation.simulation.tally import Block, Job, Tally, count_block

    laid, origin = made.plans[-1], part.origins[-1]
    patterns = {pattern.name: pattern for pattern in laid.patterns}
    plans = (
        lay_out(laid.tables, laid.races, float(made.horizon), (patterns[key],))
        for key in reversed(keys)
    )
    job = Job(tuple((plan.arrays, origin) for plan in plans), made.seed)
    tally = Tally.empty(job)
    for first in range(0, made.runs, BLOCK):
        tally.add(count_block(job, Block(first, min(BLOCK, made.runs - first))))
    return Difference(*map(int, tally.joint[0][0]))


def _both(joint: Difference, names: tuple[str, str]) -> tuple[Tallied, Tallied]:
    """Give the counts of what is asked about, and of what it is compared with."""
    from negotiation.simulation.shares import Share

    first, second = joint.both + joint.after, joint.both + joint.before
    return (
        _tallied(names[0], Share(first, joint.runs)),
        _tallied(names[1], Share(second, joint.runs)),
    )


def _more(joint: Difference, *, more: bool = True) -> tuple[Ruling, Estimate]:
    """Rule on whether a difference is above zero, or below it."""
    low, high = joint.interval
    if low > 0 or high < 0:
        ruling: Ruling = "holds" if (low > 0) == more else "fails"
    else:
        ruling = "close"
    return ruling, Estimate(joint.change, low, high)


# --- starts --------------------------------------------------------------------------------------


def _starts(made: Ensemble) -> Iterator[tuple[Part, tuple[tuple[tuple[str, str], ...], Waited]]]:
    """Give the runs from each start, with what tells it from the others."""
    starts = [part.start for part in made.parts]
    open_ = [track for track in starts[0] if len({start[track] for start in starts}) > 1]
    for place, part in enumerate(made.parts):
        alike = [number for number, start in enumerate(starts) if start == part.start]
        waited: Waited = ""
        if len(alike) > 1:
            waited = "shortest" if place == alike[0] else "longest"
        yield part, (tuple((track, part.start[track]) for track in open_), waited)
