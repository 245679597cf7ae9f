"""Runs for scenarios: assumptions and what runs are asked for in, an ensemble out.

An ensemble is made once for all scenarios that ask for the same. What simulates is imported when
the first runs are asked for, and not before.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING

from negotiation import library
from negotiation.dates import local
from negotiation.errors import NotInstalled, NotReported, UnknownName
from negotiation.gherkin.talks import Assumed, NotReady, Talks
from negotiation.load import load_assumptions
from negotiation.near import did_you_mean, listing, quoted

if TYPE_CHECKING:
    from negotiation.assumptions import Assumptions, Outcome
    from negotiation.simulation.begins import Begin
    from negotiation.simulation.ensemble import Ensemble


@dataclass(frozen=True)
class Sought:
    """An outcome that a sentence asks for: its name there, what it is, and its id in a file.

    The id is empty where it is none of the assumptions' own.
    """

    name: str
    outcome: Outcome
    id: str = ""

    @property
    def key(self) -> str:
        """What an ensemble that counts it calls it."""
        return self.id or self.name


def assumed(talks: Talks) -> Assumed:
    """Give the assumptions of a scenario: those given, else the shipped ones of the chronology.

    Raises NotReady if there are none, LoadError.
    """
    if talks.assumed is None:
        name, shipped = talks.chronology.name, library.assumptions()
        if name not in shipped:
            message = f"no assumptions are given before this, nor any shipped for {quoted(name)}"
            raise NotReady(f"{message}; shipped are: {listing(shipped)}", "the-assumptions")
        talks.assume(talks.shelf.get(("assumed", name), lambda: _read(talks, name)))
    assert talks.assumed is not None  # noqa: S101  it has just been taken
    return talks.assumed


def _read(talks: Talks, name: str) -> Assumed:
    path = library.assumptions()[name]
    return Assumed(path, name, *load_assumptions(path, talks.whole, shown=name))


# --- making them ---------------------------------------------------------------------------------


def ensemble(talks: Talks, *sought: Sought) -> Ensemble:
    """Give the runs of a scenario, counted by what is sought, or by the assumptions' own outcomes.

    Raises NotReady if none are simulated, NotInstalled, NotReported for a beginning outside the
    record, NegotiationError for what cannot be run.
    """
    if talks.runs is None:
        raise NotReady("no runs are simulated before this", "runs-from-start")
    assumed(talks)
    others = {} if all(one.id for one in sought) else {one.key: one.outcome for one in sought}
    key = ("runs", *talks.run_key, tuple(others))
    return talks.shelf.get(key, lambda: _made(talks, others))


def _made(talks: Talks, others: Mapping[str, Outcome]) -> Ensemble:
    runs, own = talks.runs, assumed(talks)
    assert runs is not None  # noqa: S101  the caller has looked
    check_installed()
    from negotiation.simulation.ensemble import simulate

    counted = counting(own.assumptions, others) if others else own.assumptions
    made = simulate(
        talks.changed, counted, model=own.model, runs=runs.count, seed=runs.seed,
        begin=_begin(talks), horizon=runs.seconds, whatifs=[talks.whatif] if talks.whatif else [],
    )  # fmt: skip
    if made.interrupted:
        raise KeyboardInterrupt  # a share of fewer runs than were asked for is no answer
    return made


def counting(assumptions: Assumptions, outcomes: Mapping[str, Outcome]) -> Assumptions:
    """Give assumptions that count other outcomes: the runs are the same."""
    return assumptions.model_copy(update={"outcomes": dict(outcomes)})


def check_installed() -> None:
    """Raise NotInstalled if a library that simulates is not there."""
    try:
        import negotiation.simulation.results  # noqa: F401  it needs all the others
    except ModuleNotFoundError as missing:
        if missing.name is None or missing.name.startswith("negotiation"):
            raise
        raise NotInstalled(f"a simulation needs {missing.name}", "simulation") from None


def _begin(talks: Talks) -> Begin | None:
    from negotiation.simulation.begins import from_event, from_moment, reach

    runs, history = talks.runs, talks.history
    assert runs is not None  # noqa: S101  the caller has looked
    if runs.event:
        history.window_of(runs.event)  # raises if it is not in what was replayed
        return from_event(history, runs.event)
    if runs.moment is None:
        return None
    if history.record is None or not history.record.covers(runs.moment):
        raise NotReported(f"runs cannot begin where nothing is reported{reach(history)}")
    return from_moment(history, f"{local(runs.moment, UTC):%Y-%m-%dT%H:%M:%SZ}")


# --- the names of outcomes -----------------------------------------------------------------------


def outcome(talks: Talks, name: str) -> Sought:
    """Give the outcome that a name means: one of the assumptions, by id or label, else a state.

    A state is one of the headline, or of any track if it is written "truce: broken". Raises
    UnknownName.
    """
    from negotiation.assumptions import Mark, Outcome

    own = assumed(talks)
    outcomes = own.assumptions.outcomes
    found = [outcomes[name]] if name in outcomes else []
    found = found or [one for one in outcomes.values() if name in one.label.values()]
    if len(found) > 1:
        raise UnknownName(f"several outcomes are called {quoted(name)}; write the id of one")
    if found and not found[0].reach:
        reached = [key for key, one in outcomes.items() if one.reach]
        message = f"{quoted(name)} is a length of time, which no run comes to"
        raise UnknownName(f"{message}; {did_you_mean(name, reached)}")
    if found:
        return Sought(name, found[0], found[0].id)
    track, state = _state(talks, name)
    return Sought(name, Outcome(reach=(Mark(state={track: (state,)}),)))


def _state(talks: Talks, name: str) -> tuple[str, str]:
    """Give the track and the state that a name means. Raises UnknownName."""
    own = assumed(talks)
    tracks = own.model.tracks_for(talks.changed.topics())
    headline = next(iter(tracks))
    if ":" not in name:
        if name in tracks[headline].states:
            return headline, name
        known = list(dict.fromkeys([*_reachable(own), *tracks[headline].states]))
        others = [f"{key}: {next(iter(t.states))}" for key, t in tracks.items() if key != headline]
        sample = f" (a state of another track is written {quoted(others[0])})" if others else ""
        hint = did_you_mean(name, known) + sample
        raise UnknownName(f"there is no outcome and no state {quoted(name)}; {hint}")
    track, _, state = map(str.strip, name.partition(":"))
    if track not in tracks:
        raise UnknownName(f"there is no track {quoted(track)}; {did_you_mean(track, tracks)}")
    if state not in tracks[track].states:
        hint = did_you_mean(state, tracks[track].states)
        raise UnknownName(f"the track {quoted(track)} has no state {quoted(state)}; {hint}")
    return track, state


def _reachable(own: Assumed) -> Iterator[str]:
    return (key for key, one in own.assumptions.outcomes.items() if one.reach)


def check_whatif(talks: Talks, name: str) -> None:
    """Raise UnknownName for a what-if that the assumptions do not have."""
    own = assumed(talks)
    if name not in own.assumptions.whatifs:
        message = f"the assumptions {quoted(own.name)} have no what-if {quoted(name)}"
        raise UnknownName(f"{message}; {did_you_mean(name, own.assumptions.whatifs)}")
