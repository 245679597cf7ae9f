"""Write the waits of an estimate as a file of assumptions, which a simulation runs as it stands.

Each wait stands with what it rests on; what is not known stands in remarks.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from negotiation.assumptions import CAUTION, FORMAT
from negotiation.dates import DAY
from negotiation.errors import NegotiationError, visible
from negotiation.exchange.as_yaml import yaml_text
from negotiation.exchange.estimate_text import record_text
from negotiation.exchange.estimate_words import (
    count,
    duration,
    mean_wait,
    of_each,
    per_day,
    prior,
    times,
)
from negotiation.lines import wrapped
from negotiation.load import models_of
from negotiation.near import listing, quoted
from negotiation.simulation.estimation.pooled import Estimate
from negotiation.simulation.estimation.rates import PRIOR
from negotiation.simulation.estimation.waits import Ending, Unseen, WaitSeen

HEAD = (
    "Each mean is the median of the mean wait under Jeffreys' prior, at the middle of what the "
    "sources allow: one choice inside the interval under its `basis`, which is wide where there "
    "were few events. Try both ends before you believe a result."
)
FORGETS = (
    "Every wait is exponential: it forgets how long it has lasted, and nothing but the model "
    "decides whether it runs. That is an assumption, too; add `while:` where you know better."
)
EACH = (
    "`each` is one clock for every name that a chronology lists: all names are taken to be alike. "
    "An event that fed several names was counted once for each; the interval allows for that."
)
SHARES = "Shares under `leads-to` are how often each was seen, plus one half."
UNSEEN = (
    "Not seen, so that no wait is given. What follows is how often each can be at most, by the "
    "upper end of its interval. To leave one out is to assume that it never happens: add a wait, "
    "marked illustrative, for those that matter."
)


def assumptions_text(found: Estimate, output: Path) -> str:
    """Give the text of a file of assumptions, to be written there.

    Raises NegotiationError if no one model holds what was estimated, if the file could not name it
    from there, or if there is nothing to write.
    """
    model = _model_named(found, output)
    waits = [one for one in found.waits.seen if one.mean is not None]
    if not waits:
        raise NegotiationError("nothing was seen that bounds a wait, so there is nothing to write")
    names = [visible(one.name) for one in found.observed]
    shown = listing(names)
    remarks = [
        f"Waits estimated from {shown}: {CAUTION}.",
        *(f"{record_text(one).removesuffix(chr(46))}." for one in found.observed),
        HEAD,
        FORGETS,
        *_also(waits),
    ]
    data = {
        "format": FORMAT,
        "title": {"en": f"Waits estimated from {shown}"},
        "definition": {"en": f"How soon things followed there; {CAUTION}."},
        "model": model,
        "horizon": f"P{_days(found)}D",
        "waits": {one.name: _wait(one, names) for one in waits},
        **_outcomes(found),
    }
    return "".join(map(_remark, remarks)) + yaml_text(data) + "".join(_lacking(found))


def _model_named(found: Estimate, output: Path) -> str:
    """Give what a file there calls the model: a shipped one's name, or a path below its folder."""
    having = [one.name for one in found.observed if one.history.chronology.model == found.model]
    if not having:
        raise NegotiationError(
            "no one of these models holds the others, and assumptions speak of one model; leave "
            "chronologies out until one does"
        )
    reference, files = models_of(having[0])
    if not files:
        return reference
    path = next(iter(files.values())).resolve()
    folder = output.parent.resolve()
    if not path.is_relative_to(folder):
        message = f"a file in {quoted(str(folder))} cannot name the model {quoted(str(path))}"
        raise NegotiationError(f"{message}; write it beside the chronology, or above the model")
    return path.relative_to(folder).as_posix()


def _remark(text: str) -> str:
    return "".join(f"# {line}\n" for line in wrapped(visible(text), 0, 0).splitlines())


def _also(waits: list[WaitSeen]) -> Iterator[str]:
    if any(len(one.endings) > 1 for one in waits):
        yield SHARES
    if any(("each",) in ending.sort.fed.values() for one in waits for ending in one.endings):
        yield EACH


def _days(found: Estimate) -> int:
    """Give the length of the longest record in whole days: a run lasts as long as that."""
    return max(math.ceil((one.record.end - one.record.start) / DAY) for one in found.observed)


def _wait(one: WaitSeen, names: list[str]) -> dict[str, Any]:
    if len(one.endings) == 1:
        event = {"kind": one.kind} if one.name != one.kind else {}
        told = {**event, **_sort(one.endings[0])}
    else:
        told = {
            "leads-to": [
                {"kind": one.kind, **_sort(ending), "share": f"{ending.events.middle + PRIOR:g}"}
                for ending in one.endings
            ]
        }
    return {
        **told,
        "after": {"exponential": {"mean": duration(one.mean or 0)}},
        "basis": {
            "estimated": {
                "chronologies": names,
                "events": count(one.events),
                "exposure": times(one.exposure),
                "interval": f"mean wait {mean_wait(one.rate)}; {per_day(one.rate)} a day (95 %)",
                "prior": prior(one.at_once),
            }
        },
    }


def _sort(ending: Ending) -> dict[str, Any]:
    sort = ending.sort
    told: dict[str, Any] = {"details": dict(sort.details)} if sort.details else {}
    return told | {heading: list(names) for heading, names in sort.fed.items()}


def _outcomes(found: Estimate) -> dict[str, Any]:
    """Ask whether each state of the headline is reached, so that a run has something to tell."""
    assert found.model is not None  # noqa: S101  the caller has looked
    name, track = next(iter(found.model.tracks.items()))
    if track.for_each is not None:
        return {}
    states = (key for key in track.states if key != track.initial)
    return {"outcomes": {key: {"reach": {"state": {name: [key]}}} for key in states}}


def _lacking(found: Estimate) -> Iterator[str]:
    unbounded = [one for one in found.waits.seen if one.mean is None]
    if unbounded:
        yield "\n" + _remark(
            "Seen, but the sources allow that the model had no time for it, so that nothing bounds "
            f"its rate: {', '.join(one.name for one in unbounded)}."
        )
    if found.waits.unseen:
        yield "\n" + _remark(UNSEEN)
        yield from (f"#   {_most(one)}\n" for one in found.waits.unseen)


def _most(one: Unseen) -> str:
    if not one.exposure.high:
        return f"{one.kind}: allowed at no time"
    each = of_each(one.each)
    allowed = f"(allowed for {times(one.exposure)}{', summed over them' if each else ''})"
    if math.isinf(one.rate.high):
        return f"{one.kind}: unknown {allowed}"
    return f"{one.kind}: {per_day(one.rate)} a day{each} {allowed}"
